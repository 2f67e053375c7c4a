package web

import (
	"context"
	"strconv"
	"strings"

	"mantelpunt/internal/i18n"
)

// Bestanden is a field to add files to, one by one or several at once, and the list of
// those that were added. Its form is multipart/form-data (httpx.Upload).
//
// The form gets "actie=toevoegen" when somebody only adds files, and "verwijder=" with
// an ID when somebody takes one away. A file that was chosen also comes with any other
// button of the form.
type Bestanden struct {
	ID, Label, Fout string
	Uitleg          string // before what is said of the kinds of file and their size
	Optioneel       bool
	MaxMB           int    // of one file
	Vol             bool   // there can be no more
	Meer            bool   // of a Bestandskeuze: several at once
	Soorten         string // of a Bestandskeuze: what the browser offers, when not documents and photos
	Toegevoegd      []Toegevoegd
}

// Toegevoegd is a file that was added before.
type Toegevoegd struct {
	ID, Naam string
	Bytes    int
	URL      string // to see it again; "" for none
}

// bestandsoorten are the kinds of file that a browser lets choose from. A telephone
// offers its camera because photos are among them, and its files because a PDF is.
const bestandsoorten = "application/pdf,image/jpeg,image/png,image/heic,image/heif,.pdf,.jpg,.jpeg,.png,.heic,.heif"

func (b Bestanden) soorten() string {
	if b.Soorten != "" {
		return b.Soorten
	}
	return bestandsoorten
}

func (b Bestanden) beschreven() string {
	ids := []string{b.ID + "-uitleg"}
	if b.Fout != "" {
		ids = append(ids, b.ID+"-fout")
	}
	return strings.Join(ids, " ")
}

// Grootte writes a number of bytes as people read it: "84 kB", "2,4 MB".
func Grootte(ctx context.Context, bytes int) string {
	if bytes < 999_500 {
		return i18n.T(ctx, "bijlage.grootte.kb", max(1, (bytes+500)/1000))
	}
	mb := strconv.FormatFloat(float64(bytes)/1e6, 'f', 1, 64)
	return i18n.T(ctx, "bijlage.grootte.mb", strings.Replace(mb, ".", i18n.T(ctx, "bijlage.grootte.komma"), 1))
}
