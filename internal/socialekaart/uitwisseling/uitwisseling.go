// Package uitwisseling brings the sociale kaart in and out: as HSDS 3.1, the
// standard of Open Referral, without losing what the portal has no room for, and
// as CSV for who keeps the offers in a spreadsheet.
package uitwisseling

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/toegang"
)

// The formats.
const (
	HSDS = "hsds"
	CSV  = "csv"
)

// MaxBytes is the largest file that is read: some ten thousand offers.
const MaxBytes = 64 << 20

// Gelezen is a file as it was understood: rows to take in, and rows that cannot be.
type Gelezen struct {
	Rijen     []socialekaart.Invoer
	Geweigerd []socialekaart.Uitslag
	Meldingen []string // about the file as a whole
}

func (g *Gelezen) weiger(regel int, naam string, reden ...string) {
	g.Geweigerd = append(g.Geweigerd, socialekaart.Uitslag{Regel: regel, Naam: naam, Uitkomst: socialekaart.Geweigerd, Reden: strings.Join(reden, " ")})
}

// Importeer reads a file, HSDS or CSV by its name or else by how it begins, and
// publishes what is new or changed. An error means that nothing was changed; its
// fault.Tekst says why.
func Importeer(ctx context.Context, store socialekaart.Store, gemeenteID int, r io.Reader, naam string, door toegang.Persoon) (Verslag, error) {
	b := bufio.NewReader(r)
	v := Verslag{Bestand: path.Base(naam), Formaat: formaat(naam, b)}
	lees := LeesHSDS
	if v.Formaat == CSV {
		lees = LeesCSV
	}
	g, err := lees(b)
	if err != nil {
		return v, err
	}
	v.Meldingen = g.Meldingen
	uitslagen, err := store.Voeg(ctx, gemeenteID, g.Rijen, socialekaart.BronImport, door)
	if err != nil {
		return v, fault.Wrap(err, "importeren")
	}
	v.Rijen = append(uitslagen, g.Geweigerd...)
	slices.SortStableFunc(v.Rijen, func(a, b socialekaart.Uitslag) int { return cmp.Compare(a.Regel, b.Regel) })
	return v, nil
}

func formaat(naam string, b *bufio.Reader) string {
	switch strings.ToLower(path.Ext(naam)) {
	case ".csv", ".txt":
		return CSV
	case ".json", ".jsonl", ".ndjson":
		return HSDS
	}
	begin, _ := b.Peek(512)
	begin = bytes.TrimLeft(bytes.TrimPrefix(begin, []byte(bom)), " \t\r\n")
	if len(begin) > 0 && (begin[0] == '{' || begin[0] == '[') {
		return HSDS
	}
	return CSV
}

// Exporteer writes everything that visitors see, by name.
func Exporteer(ctx context.Context, store socialekaart.Store, gemeenteID int, w io.Writer, formaat string) error {
	if formaat != HSDS && formaat != CSV {
		return fault.Met(fault.Invalid, fmt.Sprintf("Het formaat ‘%s’ is onbekend. Kies hsds of csv.", formaat))
	}
	aanbod, err := store.Gepubliceerd(ctx, gemeenteID)
	if err != nil {
		return err
	}
	if formaat == CSV {
		return SchrijfCSV(w, aanbod)
	}
	ontvangen, err := store.Ontvangen(ctx, gemeenteID)
	if err != nil {
		return err
	}
	return SchrijfHSDS(w, aanbod, ontvangen)
}

const bom = "\ufeff"

// begrens reads no more than MaxBytes, without a byte order mark.
func begrens(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(&grens{r: r, over: MaxBytes})
	begin, err := b.Peek(len(bom))
	if err != nil && err != io.EOF {
		return nil, leesfout(err)
	}
	if string(begin) == bom {
		_, err = b.Discard(len(bom))
		return b, err
	}
	return b, nil
}

type grens struct {
	r    io.Reader
	over int
}

var errTeGroot = fault.Met(fault.TooLarge, fmt.Sprintf("Het bestand is te groot. Er past hooguit %d MB in één keer.", MaxBytes>>20))

func (g *grens) Read(p []byte) (int, error) {
	if g.over == 0 {
		return 0, errTeGroot
	}
	n, err := g.r.Read(p[:min(len(p), g.over)])
	g.over -= n
	return n, err
}

// leesfout keeps a sentence that an error has and gives others one.
func leesfout(err error) error {
	if fault.Tekst(err) != "" {
		return err
	}
	return &fault.Error{Kind: fault.Invalid, Tekst: "Het bestand kan niet worden gelezen.", Err: err}
}
