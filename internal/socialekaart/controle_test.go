package socialekaart

import (
	"context"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/i18n"
)

func TestControleer(t *testing.T) {
	nu := time.Date(2026, 11, 22, 23, 30, 0, 0, time.UTC) // already the 23rd in Amsterdam
	dag := func(d int) Datum { return Datum{time.Date(2026, 11, d, 0, 0, 0, 0, time.UTC)} }
	goed := proefRij("Cursus", "").Inhoud
	if f := controleer(goed, nu); len(f) > 0 {
		t.Fatal(f)
	}
	for _, c := range []struct {
		veld string
		maak func(*Inhoud)
	}{
		{"naam", func(i *Inhoud) { i.Naam = " " }},
		{"naam", func(i *Inhoud) { i.Naam = strings.Repeat("é", 151) }},
		{"omschrijving", func(i *Inhoud) { i.Omschrijving = "a\x00b" }},
		{"telefoon", func(i *Inhoud) { i.Contact.Telefoon = "bel ons" }},
		{"telefoon", func(i *Inhoud) { i.Contact.Telefoon = "1" }},
		{"email", func(i *Inhoud) { i.Contact.Email = "info@" }},
		{"email", func(i *Inhoud) { i.Contact.Email = "Piet <piet@a.example>" }},
		{"website", func(i *Inhoud) { i.Contact.Website = "javascript:alert(1)" }},
		{"website", func(i *Inhoud) { i.Contact.Website = "www.a.example" }},
		{"postcode", func(i *Inhoud) { i.Locaties = []Locatie{{Postcode: "0123 AB"}} }},
		{"locaties", func(i *Inhoud) { i.Locaties = []Locatie{{Breedte: 100}} }},
		{"kosten", func(i *Inhoud) { i.Kosten = []Kosten{{Eurocent: -1}} }},
		{"tijden", func(i *Inhoud) { i.Tijden = []Tijd{{Dagen: []string{"mo"}}} }},
		{"tijden", func(i *Inhoud) { i.Tijden = []Tijd{{Van: "9 uur"}} }},
		{"tijden", func(i *Inhoud) { i.Tijden = []Tijd{{}} }},
		{"talen", func(i *Inhoud) { i.Talen = []string{"Nederlands"} }},
		{"thema", func(i *Inhoud) { i.Kenmerken = nil }},
		{"thema", func(i *Inhoud) { i.Kenmerken = []Kenmerk{{Taxonomie: "thema", Code: "zorg"}} }},
		{"kenmerken", func(i *Inhoud) { i.Kenmerken = append(i.Kenmerken, Kenmerk{Taxonomie: "kleur", Code: "rood"}) }},
		{"onderwerp", func(i *Inhoud) { i.Kenmerken = append(i.Kenmerken, Kenmerk{Taxonomie: "onderwerp", Code: "Rood!"}) }},
		{"gecontroleerd_op", func(i *Inhoud) { i.GecontroleerdOp = dag(24) }},
	} {
		i := goed
		i.Kenmerken = append([]Kenmerk{}, goed.Kenmerken...)
		c.maak(&i)
		f := controleer(i, nu)
		if len(f) != 1 || f[0].Veld != c.veld || !strings.HasSuffix(f[0].Tekst, ".") && !strings.HasSuffix(f[0].Tekst, "…") {
			t.Errorf("%s: %+v", c.veld, f)
		}
	}
	goed.GecontroleerdOp = dag(23)
	goed.Contact = Contact{Telefoon: "0800-0113", Email: "a@b.example", Website: "https://a.example/x?y=1"}
	goed.Kenmerken = append(goed.Kenmerken, Kenmerk{Taxonomie: "onderwerp", Code: "iets-nieuws"}, Kenmerk{Taxonomie: "doelgroep", Code: "imkers"})
	for _, tel := range []string{"113", "14 0599", "+31 599 00 12 34", "(0599) 00 12 34"} {
		goed.Contact.Telefoon = tel
		if f := controleer(goed, nu); len(f) > 0 {
			t.Errorf("%s: %v", tel, f)
		}
	}
	if f := ControleerOrganisatie(Organisatie{Email: "x"}); len(f) != 2 || f[1].Veld != "organisatie_email" {
		t.Error(f)
	}
	if f := Opmerkingen(Inhoud{}); len(f) != 2 {
		t.Error(f)
	}
}

func TestLabels(t *testing.T) {
	nl, en := context.Background(), i18n.MetTaal(context.Background(), "en")
	for _, taxonomie := range Taxonomieen {
		for _, code := range Codelijst(taxonomie) {
			k := Kenmerk{Taxonomie: taxonomie, Code: code}
			for _, ctx := range []context.Context{nl, en} {
				if l := Label(ctx, k); l == "" || strings.HasPrefix(l, "[") {
					t.Errorf("%s %s: %q", taxonomie, code, l)
				}
			}
			if got := Code(taxonomie, Label(nl, k)); got != code {
				t.Errorf("%s %q is read as %s", taxonomie, Label(nl, k), got)
			}
		}
	}
	if l := Label(en, Kenmerk{Taxonomie: "wet", Code: "zvw"}); l != "Health Insurance Act (Zvw)" {
		t.Error(l)
	}
	if l := Label(nl, Kenmerk{Taxonomie: "onderwerp", Code: "e-learning", Naam: "E-learning"}); l != "E-learning" {
		t.Error(l)
	}
	if l := Label(nl, Kenmerk{Taxonomie: "onderwerp", Code: "cursus-tillen"}); l != "cursus tillen" {
		t.Error(l)
	}
}
