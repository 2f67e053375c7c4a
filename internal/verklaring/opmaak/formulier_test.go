package opmaak

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/pdf"
	"mantelpunt/internal/pdf/pdftest"
)

func testFormulier() Formuliergegevens {
	return Formuliergegevens{
		Gemeente:  "Veldwaarde",
		Kleur:     "#0b5c8a",
		Titel:     "Mantelzorgverklaring aanvragen",
		Inleiding: []string{"Vul dit formulier in met een zwarte of blauwe pen."},
		Retour:    []string{"Gemeente Veldwaarde, Team Mantelzorg", "Raadhuisplein 1, 9981 AA Veldwaarde"},
		Datum:     time.Date(2026, time.November, 22, 0, 0, 0, 0, time.UTC),
		Kenmerk:   "MV-2026-00042",
		Delen: []Formulierdeel{
			{Kop: "Wie u bent", Uitleg: "Deze gegevens komen op de verklaring.", Velden: []Formulierveld{
				{Label: "Uw naam", Uitleg: "Zoals op uw paspoort.", Soort: Regel},
				{Label: "Uw geboortedatum", Soort: Vakjes, Patroon: "dd-mm-jjjj"},
				{Label: "Uw naam in blokletters", Soort: Vakjes, Regels: 40},
			}},
			{Kop: "Wat u doet", Velden: []Formulierveld{
				{Label: "Wat doet u?", Soort: Keuze, Keuzes: []string{"Het huishouden", "Boodschappen", "Koken", "Vervoer", "Geldzaken"}},
				{Label: "Wilt u nog iets vertellen?", Soort: Tekstvak},
			}},
			{Kop: "Ondertekenen", Velden: []Formulierveld{{Label: "Uw handtekening", Soort: Handtekening}}},
		},
	}
}

func TestFormulierIsGetagd(t *testing.T) {
	doc, err := testOpmaker(t).Formulier(testFormulier())
	if err != nil {
		t.Fatal(err)
	}
	file := pdftest.Save(t, doc)
	pdftest.Run(t, "qpdf", "--check", file)
	s := structuur(t, file)
	opVolgorde(t, s,
		`H1 (block) "Mantelzorgverklaring aanvragen" P (block) "Vul dit formulier in`,
		`P (block) "Ingevuld? Stuur of breng het formulier naar:" P (block) "Gemeente Veldwaarde, Team Mantelzorg"`,
		`H2 (block) "1" "Wie u bent" P (block) "Deze gegevens komen op de verklaring."`,
		`P (block) "Uw naam" P (block) "Zoals op uw paspoort." P (block) Form`,
		`P (block) "Uw geboortedatum" P (block) Form`,
		`H2 (block) "2" "Wat u doet" P (block) "Wat doet u?" L (block)`, `LBody (block) "Het huishouden"`, `LBody (block) "Geldzaken"`,
		`P (block) "Uw handtekening" P (block) "Datum (dag, maand, jaar)" P (block) Form`)
	for rol, wil := range map[string]int{"/Role/tv": 6, "/Role/cb": 5} {
		if n := bytes.Count(doc, []byte(rol)); n != wil {
			t.Errorf("%d velden met %s, wil %d", n, rol, wil)
		}
	}
	tekst := bladzijden(t, file)
	for i, b := range tekst {
		if !strings.Contains(b, "MV-2026-00042") || !strings.Contains(b, "Bladzijde ") {
			t.Errorf("bladzijde %d zegt niet waar zij bij hoort:\n%s", i+1, b)
		}
	}
}

// Each place to write stands on the page, under its own label, and beside no other.
func TestFormulierVeldenBlijvenHeel(t *testing.T) {
	o, g := testOpmaker(t), testFormulier()
	for n := range 25 {
		g.Delen[0].Velden[0].Regels = n + 1
		doc, err := o.Formulier(g)
		if err != nil {
			t.Fatal(err)
		}
		b := bladzijden(t, pdftest.Save(t, doc))
		for _, paar := range [][2]string{{"Wat u doet", "Wat doet u?"}, {"Wat doet u?", "Geldzaken"}, {"Ondertekenen", "Datum (dag"}} {
			if p, q := bladMet(b, paar[0]), bladMet(b, paar[1]); p < 0 || p != q {
				t.Errorf("%d regels: %q staat op bladzijde %d en %q op %d", n+1, paar[0], p+1, paar[1], q+1)
			}
		}
	}
}

func TestFormulierWeigert(t *testing.T) {
	o := testOpmaker(t)
	veld := func(v Formulierveld) func(*Formuliergegevens) {
		return func(g *Formuliergegevens) { g.Delen[0].Velden[0] = v }
	}
	veel := strings.Repeat("woord ", 2000)
	for naam, geval := range map[string]struct {
		zet func(*Formuliergegevens)
		wil error // nil: any
	}{
		"zonder gemeente":    {func(g *Formuliergegevens) { g.Gemeente = "" }, nil},
		"zonder titel":       {func(g *Formuliergegevens) { g.Titel = "" }, nil},
		"zonder datum":       {func(g *Formuliergegevens) { g.Datum = time.Time{} }, nil},
		"zonder kleur":       {func(g *Formuliergegevens) { g.Kleur = "rood" }, nil},
		"zonder kop":         {func(g *Formuliergegevens) { g.Delen[1].Kop = "" }, nil},
		"zonder velden":      {func(g *Formuliergegevens) { g.Delen = []Formulierdeel{{Kop: "Leeg"}} }, nil},
		"zonder label":       {veld(Formulierveld{Soort: Regel}), nil},
		"onbekende soort":    {veld(Formulierveld{Label: "x", Soort: "anders"}), nil},
		"zonder keuzes":      {veld(Formulierveld{Label: "x", Soort: Keuze}), nil},
		"zonder vakjes":      {veld(Formulierveld{Label: "x", Soort: Vakjes}), nil},
		"patroon zonder vak": {veld(Formulierveld{Label: "x", Soort: Vakjes, Patroon: "--"}), nil},
		"te veel vakjes":     {veld(Formulierveld{Label: "x", Soort: Vakjes, Regels: 1 << 40}), nil},
		"minder dan niets":   {veld(Formulierveld{Label: "x", Soort: Regel, Regels: -1}), nil},
		"hoger dan een blad": {veld(Formulierveld{Label: "x", Soort: Tekstvak, Regels: 100}), ErrPastNiet},
		"zeer veel regels":   {veld(Formulierveld{Label: "x", Soort: Regel, Regels: 1 << 40}), ErrPastNiet},
		"te lange uitleg":    {veld(Formulierveld{Label: "x", Uitleg: veel, Soort: Regel}), ErrPastNiet},
		"te lange titel":     {func(g *Formuliergegevens) { g.Titel = strings.Repeat(veel, 10) }, ErrPastNiet},
		"te lang adres":      {func(g *Formuliergegevens) { g.Retour = []string{veel} }, ErrPastNiet},
		"te veel bladzijden": {func(g *Formuliergegevens) { g.Delen[0].Velden = teVeel(g.Delen[0].Velden[0]) }, ErrPastNiet},
	} {
		g := testFormulier()
		geval.zet(&g)
		if doc, err := o.Formulier(g); err == nil || doc != nil || geval.wil != nil && !errors.Is(err, geval.wil) {
			t.Errorf("%s: %d bytes, fout %v", naam, len(doc), err)
		}
	}
	for naam, zet := range map[string]func(*Formuliergegevens){
		"label": veld(Formulierveld{Label: "王", Soort: Regel}), "keuze": veld(Formulierveld{Label: "x", Soort: Keuze, Keuzes: []string{"王"}}),
		"titel": func(g *Formuliergegevens) { g.Titel = "王" }, "retour": func(g *Formuliergegevens) { g.Retour[0] = "王" },
	} {
		g := testFormulier()
		zet(&g)
		var mist *pdf.MissingGlyphsError
		if doc, err := o.Formulier(g); doc != nil || !errors.As(err, &mist) {
			t.Errorf("%s: %d bytes, fout %v", naam, len(doc), err)
		}
	}
}

// teVeel are more fields than twenty pages have room for.
func teVeel(v Formulierveld) (uit []Formulierveld) {
	v.Regels = 20
	for range 30 {
		uit = append(uit, v)
	}
	return uit
}
