package httpx

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
)

// What one form with files may hold. Past MaxLezen the connection ends; up to there a
// file that is too large is read and thrown away, so that its sender gets the page
// back with what was typed, and a sentence beside the field.
const (
	MaxLezen      = 100 << 20
	maxBestanden  = 10
	maxDelen      = 200
	stukBestand   = 256 << 10
	maxNaamlengte = 500
)

// Bestand is a file of a form, as it was sent. Nothing about it is to be believed:
// not its name, and not that it is what it says.
type Bestand struct {
	Veld, Naam string
	Inhoud     []byte
	Fout       error // why there is no Inhoud, with a sentence for who sent it
}

// Lezer reads the content, or fails with Fout.
func (b Bestand) Lezer() io.Reader {
	if b.Fout != nil {
		return mislukt{b.Fout}
	}
	return bytes.NewReader(b.Inhoud)
}

type mislukt struct{ err error }

func (m mislukt) Read([]byte) (int, error) { return 0, m.err }

// Upload reads a posted form with files (multipart/form-data), each of at most max
// bytes. The values are those of [Formulier]; a field without a file gives none. Files
// are held in memory, never on disk, and let go when the request is answered.
//
// Its route needs the middleware [Uploads]. Ask first whether the sender may send at
// all: reading takes time and memory.
func Upload(w http.ResponseWriter, r *http.Request, max int64) (url.Values, []Bestand, error) {
	soort, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || soort != "multipart/form-data" {
		waarden, err := Formulier(w, r)
		return waarden, nil, err
	}
	t, ok := r.Context().Value(uploadSleutel{}).(*tegoed)
	if !ok {
		return nil, nil, fault.New(fault.Internal, "upload zonder httpx.Uploads op de route")
	}
	mr, err := r.MultipartReader()
	if err != nil {
		return nil, nil, fault.New(fault.Invalid, "formulier met bestanden is niet te lezen")
	}
	l := lezing{tegoed: t, max: max, waarden: url.Values{}}
	for n := 0; ; n++ {
		deel, err := mr.NextPart()
		if errors.Is(err, io.EOF) {
			_, _ = io.Copy(io.Discard, r.Body) // what stands behind the last part is nobody's
			r.PostForm = l.waarden
			return l.waarden, l.bestanden, nil
		}
		if err == nil && n == maxDelen {
			err = fault.New(fault.TooLarge, "formulier met meer dan %d delen", maxDelen)
		}
		if err == nil {
			err = l.deel(r.Context(), deel)
		}
		if err != nil {
			return nil, nil, leesfout(err)
		}
	}
}

// Getypt gives what was typed in a form and lets go of the files in it: for who must
// log in before the form counts.
func Getypt(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	switch {
	case r.Context().Value(uploadSleutel{}) == nil:
		return Formulier(w, r)
	case r.PostForm != nil: // read before
		return r.PostForm, nil
	}
	waarden, _, err := Upload(w, r, 0)
	return waarden, err
}

// leesfout says what kind of error ended the reading of a form. What the error itself
// tells may quote what was sent.
func leesfout(err error) error {
	var f *fault.Error
	var groot *http.MaxBytesError
	switch {
	case errors.As(err, &f):
		return err
	case errors.As(err, &groot):
		return fault.New(fault.TooLarge, "formulier met bestanden: %w", err)
	case errors.Is(err, context.Canceled):
		return err
	}
	return fault.New(fault.Invalid, "formulier met bestanden is niet te lezen")
}

// lezing is the reading of one form.
type lezing struct {
	tegoed    *tegoed
	max       int64
	getypt    int
	waarden   url.Values
	bestanden []Bestand
}

func (l *lezing) deel(ctx context.Context, deel *multipart.Part) error {
	naam := deel.FormName()
	if naam == "" || naam != Schoon(naam) {
		_, err := io.Copy(io.Discard, deel)
		return err
	}
	if deel.FileName() != "" {
		return l.bestand(ctx, naam, deel)
	}
	b, err := io.ReadAll(io.LimitReader(deel, int64(MaxFormulier-l.getypt+1)))
	if err != nil {
		return err
	}
	if l.getypt += len(b); l.getypt > MaxFormulier {
		return fault.New(fault.TooLarge, "formulier met meer dan %d bytes aan tekst", MaxFormulier)
	}
	if deel.Header.Get("Content-Type") == "" { // a file field without a file has a type
		l.waarden.Add(naam, Schoon(string(b)))
	}
	return nil
}

func (l *lezing) bestand(ctx context.Context, veld string, deel *multipart.Part) error {
	naam := Schoon(deel.FileName())
	if len(naam) > maxNaamlengte {
		naam = strings.ToValidUTF8(naam[len(naam)-maxNaamlengte:], "")
	}
	b := Bestand{Veld: veld, Naam: naam}
	switch {
	case len(l.bestanden) > maxBestanden:
		_, err := io.Copy(io.Discard, deel)
		return err
	case len(l.bestanden) == maxBestanden: // said once
		b.Fout = fault.Met(fault.TooLarge, i18n.T(ctx, "bijlage.fout.tegelijk", maxBestanden))
	}
	var inhoud bytes.Buffer
	var bezet int64
	for b.Fout == nil {
		n, err := io.CopyN(&inhoud, deel, stukBestand)
		switch {
		case err != nil && !errors.Is(err, io.EOF):
			return err
		case int64(inhoud.Len()) > l.max:
			b.Fout = fault.Met(fault.TooLarge, i18n.T(ctx, "bijlage.fout.groot", l.max>>20))
			continue
		case !l.tegoed.neem(n):
			b.Fout = fault.Met(fault.Unavailable, i18n.T(ctx, "bijlage.fout.druk"))
			continue
		}
		bezet += n
		if err != nil {
			b.Inhoud = inhoud.Bytes()
			l.bestanden = append(l.bestanden, b)
			return nil
		}
	}
	l.tegoed.geef(bezet)
	l.bestanden = append(l.bestanden, b)
	_, err := io.Copy(io.Discard, deel)
	return err
}
