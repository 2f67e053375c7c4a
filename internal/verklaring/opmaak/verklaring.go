// Package opmaak makes the documents of the verklaring: the verklaring itself and the
// letters, one look, PDF/A-2a and PDF/UA-1. It knows no database and no rules.
package opmaak

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"rsc.io/qr"

	"mantelpunt/internal/pdf"
	"mantelpunt/internal/verklaring/controlecode"
)

// Documentgegevens is everything that stands on a verklaring. There is no field
// for a BSN, an address, a diagnosis or the zorgvrager: whoever is shown the
// document has no need to know those. Only Contact may be empty.
type Documentgegevens struct {
	Gemeente      string // its name alone: "Veldwaarde"
	Kleur         string // brand colour, #rrggbb
	Naam          string // of the mantelzorger
	Geboortedatum time.Time
	Doelen        []string // what the verklaring may be used for, in plain words
	GeldigVan     time.Time
	GeldigTot     time.Time // the last day
	AfgegevenOp   time.Time // in local time; also the date in the file
	Kenmerk       string
	Code          controlecode.Code
	ControleAdres string // as shown: "mantelpunt.veldwaarde.example/controleren"
	ControleURL   string // where that leads
	QR            string // address in the QR code, which has the code in it
	Contact       string // of the gemeente, in one or more lines
}

// ErrPastNiet says that the text of a verklaring is too long for one page.
var ErrPastNiet = errors.New("de tekst past niet op één bladzijde")

// Opmaker makes documents. It may be used by several goroutines at once.
type Opmaker struct{ fonts *pdf.Fonts }

// NieuweOpmaker reads the fonts that [pdf.LoadFonts] names.
func NieuweOpmaker(lettertypen fs.FS) (*Opmaker, error) {
	fonts, err := pdf.LoadFonts(lettertypen)
	if err != nil {
		return nil, err
	}
	return &Opmaker{fonts}, nil
}

// Verklaring makes the mantelzorgverklaring: one A4 page, PDF/A-2a and PDF/UA-1.
// The same gegevens give the same bytes. Text in a script that cannot be printed
// gives a [pdf.MissingGlyphsError], text that is too long [ErrPastNiet].
func (o *Opmaker) Verklaring(g Documentgegevens) ([]byte, error) {
	if err := g.controleer(); err != nil {
		return nil, fmt.Errorf("verklaring %s: %w", g.Kenmerk, err)
	}
	kleuren, err := kleurenVan(g.Kleur)
	if err != nil {
		return nil, fmt.Errorf("verklaring %s: %w", g.Kenmerk, err)
	}
	modules, err := qrModules(g.QR)
	if err != nil {
		return nil, fmt.Errorf("verklaring %s: %w", g.Kenmerk, err)
	}
	// A long name or many purposes make the letters a little smaller, down to what
	// is still easy to read.
	for _, schaal := range []float64{1, 0.94, 0.88, 0.82} {
		maak := func(lucht, rest float64) *blad {
			return nieuwBlad(g, o.fonts, kleuren, modules, schaal, lucht, rest)
		}
		over := onderrand - maak(0, 0).y
		if over < 0 {
			continue
		}
		// What is left of the page goes between the parts, and past a certain
		// measure above the block at the bottom.
		lucht := min(over/openingen, meesteLucht)
		doc, err := maak(lucht, over-lucht*openingen).doc.Render()
		if err != nil {
			return nil, fmt.Errorf("verklaring %s: %w", g.Kenmerk, err)
		}
		return doc, nil
	}
	return nil, fmt.Errorf("verklaring %s: %w", g.Kenmerk, ErrPastNiet)
}

// controleer finds what would give a document with a hole in it.
func (g Documentgegevens) controleer() error {
	for veld, waarde := range map[string]string{
		"gemeente": g.Gemeente, "naam": g.Naam, "kenmerk": g.Kenmerk,
		"controleadres": g.ControleAdres, "controle-URL": g.ControleURL, "QR": g.QR,
	} {
		if strings.TrimSpace(waarde) == "" {
			return fmt.Errorf("%s ontbreekt", veld)
		}
	}
	isLeeg := func(doel string) bool { return strings.TrimSpace(doel) == "" }
	if len(g.Doelen) == 0 || slices.ContainsFunc(g.Doelen, isLeeg) {
		return errors.New("een doel ontbreekt")
	}
	for veld, dag := range map[string]time.Time{
		"geboortedatum": g.Geboortedatum, "geldig van": g.GeldigVan, "geldig tot": g.GeldigTot, "afgegeven op": g.AfgegevenOp,
	} {
		if dag.IsZero() {
			return fmt.Errorf("%s ontbreekt", veld)
		}
	}
	if g.GeldigTot.Before(g.GeldigVan) {
		return errors.New("de verklaring eindigt voordat zij begint")
	}
	_, err := controlecode.Lees(string(g.Code))
	return err
}

// qrModules is a QR code with the quiet zone of four modules that readers need.
func qrModules(inhoud string) ([][]bool, error) {
	const quiet = 4
	code, err := qr.Encode(inhoud, qr.M)
	if err != nil {
		return nil, fmt.Errorf("QR-code: %w", err)
	}
	modules := make([][]bool, code.Size+2*quiet)
	for y := range modules {
		modules[y] = make([]bool, code.Size+2*quiet)
		for x := range modules[y] {
			modules[y][x] = code.Black(x-quiet, y-quiet)
		}
	}
	return modules, nil
}

var maanden = [...]string{"januari", "februari", "maart", "april", "mei", "juni",
	"juli", "augustus", "september", "oktober", "november", "december"}

// datumVoluit writes a date as a letter does: 22 november 2026.
func datumVoluit(t time.Time) string {
	return fmt.Sprintf("%d %s %d", t.Day(), maanden[t.Month()-1], t.Year())
}
