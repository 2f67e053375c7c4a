package opmaak

import (
	"errors"
	"fmt"
	"time"

	"mantelpunt/internal/pdf"
)

// Formuliergegevens is a form to print and to fill in by pen. Kenmerk, Inleiding and
// Retour may be empty.
type Formuliergegevens struct {
	Gemeente  string // its name alone: "Veldwaarde"
	Kleur     string // brand colour, #rrggbb
	Titel     string
	Inleiding []string
	Retour    []string // where the form goes when it is filled in, in lines
	Datum     time.Time
	Kenmerk   string // of what it belongs to; it stands on every page
	Delen     []Formulierdeel
}

// Formulierdeel is a numbered part of a form.
type Formulierdeel struct {
	Kop, Uitleg string
	Velden      []Formulierveld
}

// Formulierveld is one thing to fill in.
type Formulierveld struct {
	Label, Uitleg string
	Soort         Veldsoort
	Keuzes        []string // of a Keuze
	Regels        int      // of a Regel or a Tekstvak the lines, 1 or 4 when it is 0; of Vakjes the boxes
	Patroon       string   // of Vakjes: a box for each letter, with what stands between them: "dd-mm-jjjj"
}

// Veldsoort is how a field is filled in.
type Veldsoort string

// The kinds of fields.
const (
	Regel        Veldsoort = "regel"        // a line to write on
	Vakjes       Veldsoort = "vakjes"       // a box for each character
	Keuze        Veldsoort = "keuze"        // boxes to tick
	Tekstvak     Veldsoort = "tekstvak"     // a box for free text
	Handtekening Veldsoort = "handtekening" // a place to sign, with the date
)

// Formulier makes a form: PDF/A-2a and PDF/UA-1, each field tagged with what is to
// be filled in. The same gegevens give the same bytes. Text in a script that cannot
// be printed gives a [pdf.MissingGlyphsError], a form of more than twenty pages, or a
// field higher than a page, [ErrPastNiet].
func (o *Opmaker) Formulier(g Formuliergegevens) ([]byte, error) {
	doc, err := o.formulier(g)
	if err != nil {
		return nil, fmt.Errorf("formulier %s: %w", g.Titel, err)
	}
	return doc, nil
}

func (o *Opmaker) formulier(g Formuliergegevens) ([]byte, error) {
	if err := g.controleer(); err != nil {
		return nil, err
	}
	k, err := kleurenVan(g.Kleur)
	if err != nil {
		return nil, err
	}
	b := &formulierblad{g: g}
	b.drukwerk = o.drukwerk(k, 1, pdf.Info{
		Title:   g.Titel,
		Author:  "Gemeente " + g.Gemeente,
		Subject: "Formulier van de gemeente " + g.Gemeente,
		Created: g.Datum,
	})
	b.ouder, b.links, b.breedte = b.doc.Root(), linkerrand, breedte
	b.boven, b.onder = 44, pdf.PageHeight-66
	b.hoofd()
	for i, d := range g.Delen {
		b.deel(i+1, d)
	}
	if b.fout != nil {
		return nil, b.fout
	}
	welk := g.Titel
	if !leeg(g.Kenmerk) {
		welk += " · " + g.Kenmerk
	}
	for i := range b.doc.Pages() {
		b.rand(i, in(hoofdtaal), g.Gemeente, welk)
	}
	return b.doc.Render()
}

// controleer finds what would give a form that cannot be filled in, or without end.
func (g Formuliergegevens) controleer() error {
	if err := ontbreekt("gemeente", g.Gemeente, "titel", g.Titel, "datum", dag(g.Datum)); err != nil {
		return err
	}
	tekens := telRegels([]string{g.Titel, g.Kenmerk}) + telRegels(g.Inleiding) + telRegels(g.Retour)
	velden := 0
	for _, d := range g.Delen {
		if leeg(d.Kop) {
			return errors.New("een kop ontbreekt")
		}
		tekens += telRegels([]string{d.Kop, d.Uitleg})
		for _, v := range d.Velden {
			if err := v.controleer(); err != nil {
				return err
			}
			velden++
			tekens += telRegels([]string{v.Label, v.Uitleg, v.Patroon}) + telRegels(v.Keuzes)
		}
	}
	if velden == 0 {
		return errors.New("er is niets in te vullen")
	}
	if tekens > meesteTekens {
		return ErrPastNiet
	}
	return nil
}

// meesteVakjes is about what fits on half a page.
const meesteVakjes = 200

func (v Formulierveld) controleer() error {
	if leeg(v.Label) {
		return errors.New("een veld heeft geen naam")
	}
	switch v.Soort {
	case Regel, Tekstvak, Handtekening:
		if v.Regels >= 0 {
			return nil
		}
	case Vakjes:
		if n := v.aantalVakjes(); n > 0 && n <= meesteVakjes {
			return nil
		}
	case Keuze:
		if len(v.Keuzes) > 0 {
			return nil
		}
	}
	return fmt.Errorf("veld %q kan niet worden ingevuld", v.Label)
}
