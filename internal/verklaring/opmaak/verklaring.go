package opmaak

import (
	"errors"
	"fmt"
	"time"

	"rsc.io/qr"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/pdf"
	"mantelpunt/internal/verklaring/controlecode"
)

// Documentgegevens is everything that stands on a verklaring. There is no field
// for a BSN, an address, a diagnosis or the zorgvrager: whoever is shown the
// document has no need to know those. Only Taal, Contact and Zegel may be empty.
type Documentgegevens struct {
	Gemeente      string // its name alone: "Veldwaarde"
	Kleur         string // brand colour, #rrggbb
	Taal          string // a second language of package i18n, such as "en"
	Naam          string // of the mantelzorger
	Geboortedatum time.Time
	Doelen        []Doel
	GeldigVan     time.Time
	GeldigTot     time.Time // the last day, which is that of the Doel that ends last
	AfgegevenOp   time.Time // also the date in the file
	Kenmerk       string
	Code          controlecode.Code
	ControleAdres string // as shown: "mantelpunt.veldwaarde.example/controleren"
	ControleURL   string // where that leads
	QR            string // address in the QR code, at most MeesteQR bytes
	Contact       string // of the gemeente, in one or more lines
	Zegel         *pdf.Signature
}

// Doel is what a verklaring may be used for. Its last day stands on the document
// when not all have the same.
type Doel struct {
	Naam      string // in plain words
	Vertaling string // the same in the second language, or empty
	Tot       time.Time
}

// Verklaring makes the mantelzorgverklaring: one A4 page, PDF/A-2a and PDF/UA-1.
// The same gegevens give the same bytes. Text in a script that cannot be printed
// gives a [pdf.MissingGlyphsError], text that is too long for the page [ErrPastNiet].
func (o *Opmaker) Verklaring(g Documentgegevens) ([]byte, error) {
	doc, err := o.verklaring(g)
	if err != nil {
		return nil, fmt.Errorf("verklaring %s: %w", g.Kenmerk, err)
	}
	return doc, nil
}

func (o *Opmaker) verklaring(g Documentgegevens) ([]byte, error) {
	if err := g.controleer(); err != nil {
		return nil, err
	}
	k, err := kleurenVan(g.Kleur)
	if err != nil {
		return nil, err
	}
	modules, err := qrModules(g.QR)
	if err != nil {
		return nil, err
	}
	// A long name or many purposes make the letters a little smaller, down to what
	// is still easy to read.
	for _, schaal := range []float64{1, 0.95, 0.9, 0.86, 0.82, 0.78} {
		zet := func(lucht, rest float64) *verklaringblad {
			return nieuwVerklaringblad(g, o.drukwerk(k, schaal, g.info()), modules, lucht, rest)
		}
		over := verklaringOnder - zet(0, 0).y
		if over < 0 {
			continue
		}
		// What is left of the page goes between the parts, and past a certain
		// measure above the block at the bottom.
		lucht := min(over/openingen, meesteLucht)
		return zet(lucht, over-lucht*openingen).maak(g.Zegel)
	}
	return nil, ErrPastNiet
}

func (g Documentgegevens) info() pdf.Info {
	return pdf.Info{
		Title:   "Mantelzorgverklaring " + g.Kenmerk,
		Author:  "Gemeente " + g.Gemeente,
		Subject: "Verklaring dat de genoemde persoon mantelzorger is",
		Created: g.AfgegevenOp,
	}
}

// controleer finds what would give a document with a hole in it, or one that
// contradicts itself.
func (g Documentgegevens) controleer() error {
	err := ontbreekt("gemeente", g.Gemeente, "naam", g.Naam, "kenmerk", g.Kenmerk,
		"controleadres", g.ControleAdres, "controle-URL", g.ControleURL, "QR", g.QR,
		"geboortedatum", dag(g.Geboortedatum), "geldig van", dag(g.GeldigVan), "geldig tot", dag(g.GeldigTot), "afgegeven op", dag(g.AfgegevenOp))
	if err != nil {
		return err
	}
	if _, ok := i18n.Zoek(g.Taal); g.Taal == hoofdtaal || g.Taal != "" && !ok {
		return fmt.Errorf("%q is geen tweede taal", g.Taal)
	}
	if len(g.Doelen) == 0 {
		return errors.New("een doel ontbreekt")
	}
	laatste := ""
	for _, d := range g.Doelen {
		if err := ontbreekt("een doel", d.Naam, "de laatste dag van een doel", dag(d.Tot)); err != nil {
			return err
		}
		if i18n.ISO(d.Tot) < i18n.ISO(g.GeldigVan) {
			return errors.New("een doel eindigt voordat de verklaring begint")
		}
		laatste = max(laatste, i18n.ISO(d.Tot))
	}
	if laatste != i18n.ISO(g.GeldigTot) {
		return errors.New("de laatste dag van de verklaring is niet die van haar doelen")
	}
	_, err = controlecode.Lees(string(g.Code))
	return err
}

// verschillend tells whether the purposes end on different days.
func (g Documentgegevens) verschillend() bool {
	for _, d := range g.Doelen {
		if i18n.ISO(d.Tot) != i18n.ISO(g.GeldigTot) {
			return true
		}
	}
	return false
}

// MeesteQR is the longest content whose code still reads from a poor print.
const MeesteQR = 450

// qrModules is a QR code with the quiet zone of four modules that readers need.
func qrModules(inhoud string) ([][]bool, error) {
	const quiet = 4
	if len(inhoud) > MeesteQR {
		return nil, fmt.Errorf("QR-code: %d bytes, hoogstens %d", len(inhoud), MeesteQR)
	}
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
