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
		{"indicatie", func(i *Inhoud) { i.Indicatie = strings.Repeat("x", 1001) }},
		{"locaties", func(i *Inhoud) { i.Locaties = []Locatie{{Naam: "Zaal", Breedte: 52.1}} }},
		{"whatsapp", func(i *Inhoud) { i.Contact.WhatsApp = "0599-00 12 34" }},
		{"whatsapp", func(i *Inhoud) { i.Contact.WhatsApp = "+31 599 00 12 34" }},
		{"whatsapp", func(i *Inhoud) { i.Contact.WhatsApp = "app ons" }},
		{"verwijs_telefoon", func(i *Inhoud) { i.Contact.VerwijsTelefoon = "bel" }},
		{"verwijs_email", func(i *Inhoud) { i.Contact.VerwijsEmail = "verwijs@" }},
		{"plek", func(i *Inhoud) { i.Plek = Plek{Stand: "misschien", Op: dag(20)} }},
		{"plek", func(i *Inhoud) { i.Plek = Plek{Aantal: 2, Op: dag(20)} }},
		{"plek", func(i *Inhoud) { i.Plek = Plek{Stand: PlekVrij} }},
		{"plek", func(i *Inhoud) { i.Plek = Plek{Stand: PlekVol, Op: dag(24)} }},
		{"plek", func(i *Inhoud) { i.Plek = Plek{Stand: PlekVrij, Aantal: -1, Op: dag(20)} }},
		{"plek", func(i *Inhoud) { i.Plek = Plek{Stand: PlekVol, Aantal: 2, Op: dag(20)} }},
		{"uitzonderingen", func(i *Inhoud) { i.Uitzonderingen = []Uitzondering{{Gesloten: true}} }},
		{"uitzonderingen", func(i *Inhoud) { i.Uitzonderingen = []Uitzondering{{Van: dag(25), Tot: dag(24), Gesloten: true}} }},
		{"uitzonderingen", func(i *Inhoud) {
			i.Uitzonderingen = []Uitzondering{{Van: dag(25), Gesloten: true, VanTijd: "09:00", TotTijd: "10:00"}}
		}},
		{"uitzonderingen", func(i *Inhoud) { i.Uitzonderingen = []Uitzondering{{Van: dag(25), VanTijd: "09:00"}} }},
		{"uitzonderingen", func(i *Inhoud) { i.Uitzonderingen = []Uitzondering{{Van: dag(25), VanTijd: "9 uur", TotTijd: "10:00"}} }},
		{"uitzonderingen", func(i *Inhoud) {
			i.Uitzonderingen = []Uitzondering{{Van: dag(25), Gesloten: true, Toelichting: strings.Repeat("x", 301)}}
		}},
		{"uitzonderingen", func(i *Inhoud) {
			for range 61 {
				i.Uitzonderingen = append(i.Uitzonderingen, Uitzondering{Van: dag(25), Gesloten: true})
			}
		}},
		{"eerste_stap", func(i *Inhoud) { i.EersteStap = "roepen" }},
		{"eerste_stap", func(i *Inhoud) { i.EersteStap = StapWhatsApp }},
		{"eerste_stap", func(i *Inhoud) { i.EersteStap, i.Locaties = StapLangs, nil }},
		{"bedient", func(i *Inhoud) { i.Bedient = []string{"Lindemeer"} }},
		{"toegankelijkheid", func(i *Inhoud) {
			i.Kenmerken = append(i.Kenmerken, Kenmerk{Taxonomie: "toegankelijkheid", Code: "lift"})
		}},
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

func TestPracticalFieldsThatAreRight(t *testing.T) {
	nu := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	dag := func(d int) Datum { return Datum{time.Date(2026, 11, d, 0, 0, 0, 0, time.UTC)} }
	in := proefRij("Cursus", "").Inhoud
	in.Locaties = []Locatie{{Naam: "Zaal"}}
	in.Plek = Plek{Stand: PlekVrij, Aantal: 2, Op: dag(22)}
	in.Uitzonderingen = []Uitzondering{{Van: dag(25), Tot: dag(26), Gesloten: true}, {Van: dag(27), VanTijd: "22:00", TotTijd: "24:00"}}
	in.EersteStap, in.Bedient = StapWhatsApp, []string{"GM0363", "NL"}
	for _, w := range []string{"06-00 00 12 34", "0600001234", "+31 6 00 00 12 34", "0031600001234", "+49 151 000 000 00"} {
		in.Contact.WhatsApp = w
		if f := controleer(in, nu); len(f) > 0 {
			t.Errorf("%s: %v", w, f)
		}
	}
}

// Advice refuses nothing, and says what would be better.
func TestAdviezen(t *testing.T) {
	dag := func(d int) Datum { return Datum{time.Date(2026, 12, d, 0, 0, 0, 0, time.UTC)} }
	var in Inhoud
	if f := Adviezen(in); f.Voor("onderwerp") == "" {
		t.Error("an offer without onderwerp gets no advice")
	}
	for _, c := range []string{"a", "b", "c"} {
		in.Kenmerken = append(in.Kenmerken, Kenmerk{Taxonomie: "onderwerp", Code: c})
	}
	in.Uitzonderingen = []Uitzondering{{Van: dag(25), Tot: dag(26), Gesloten: true}, {Van: dag(27), VanTijd: "09:00", TotTijd: "10:00"}, {Van: dag(27), VanTijd: "12:00", TotTijd: "13:00"}}
	if f := Adviezen(in); len(f) > 0 {
		t.Error(f)
	}
	in.Kenmerken = append(in.Kenmerken, Kenmerk{Taxonomie: "onderwerp", Code: "d"})
	in.Uitzonderingen = append(in.Uitzonderingen, Uitzondering{Van: dag(26), VanTijd: "09:00", TotTijd: "10:00"})
	if f := Adviezen(in); f.Voor("onderwerp") == "" || !strings.Contains(f.Voor("uitzonderingen"), "26-12-2026") {
		t.Error(f)
	}
}
