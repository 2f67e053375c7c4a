package weergave

import (
	"context"
	"fmt"
	"testing"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/proef"
	"mantelpunt/web"
)

func TestBlocksOfAText(t *testing.T) {
	for _, c := range []struct{ tekst, want string }{
		{"", "[]"},
		{"een\ntwee\n\ndrie", "[{p [een twee]} {p [drie]}]"},
		{"Voor:\n- a\n- b\nen c", "[{p [Voor:]} {ul [a b]} {p [en c]}]"},
		{"1. eerst\n2) dan\n\n3. later", "[{ol [eerst dan later]}]"},
		{"\n\n  - ingesprongen  \n\n", "[{ul [ingesprongen]}]"},
		{"2026 was goed", "[{p [2026 was goed]}]"},
		{"- ", "[{p [-]}]"},
		{"<b>vet</b>", "[{p [<b>vet</b>]}]"},
	} {
		if got := fmt.Sprint(blokken(c.tekst)); got != c.want {
			t.Errorf("%q: %s, want %s", c.tekst, got, c.want)
		}
	}
}

func TestSummaries(t *testing.T) {
	ctx := web.MetKader(context.Background(), web.Kader{Gemeente: "Veldwaarde"})
	en := i18n.MetTaal(ctx, "en")
	vorm := func(code string) socialekaart.Inhoud {
		return socialekaart.Inhoud{Kenmerken: []socialekaart.Kenmerk{proef.Term("vorm", code)}}
	}
	for _, c := range []struct{ got, want string }{
		{KostenKort(ctx, socialekaart.Inhoud{}), ""},
		{KostenKort(ctx, socialekaart.Inhoud{Kosten: []socialekaart.Kosten{{Omschrijving: "Alles", Eurocent: 0, Per: ""}}}), "Gratis"},
		{KostenKort(ctx, socialekaart.Inhoud{Kosten: []socialekaart.Kosten{{Omschrijving: "Dag", Eurocent: 4500, Per: "dag"}}}), "€ 45 per dag"},
		{KostenKort(ctx, socialekaart.Inhoud{Kosten: []socialekaart.Kosten{{Omschrijving: "Week", Eurocent: 9000, Per: "week"}, {Omschrijving: "Dag", Eurocent: 750, Per: "dag"}}}), "Vanaf € 7,50 per dag"},
		{KostenKort(ctx, socialekaart.Inhoud{Kosten: []socialekaart.Kosten{{Omschrijving: "Lid", Eurocent: 0, Per: ""}, {Omschrijving: "Dag", Eurocent: 750, Per: "dag"}}}), "Deels gratis"},
		{PlaatsKort(ctx, socialekaart.Inhoud{Locaties: []socialekaart.Locatie{{Plaats: "Dorp"}, {Plaats: "Dorp"}, {Plaats: "Stad"}}}), "Dorp en Stad"},
		{PlaatsKort(ctx, socialekaart.Inhoud{Locaties: []socialekaart.Locatie{{Plaats: "A"}, {Plaats: "B"}, {Plaats: "C"}, {Plaats: "D"}}}), "Op 4 plaatsen"},
		{PlaatsKort(ctx, vorm("telefonisch")), "Telefonisch"},
		{PlaatsKort(ctx, vorm("thuiszorg")), "Bij u thuis"},
		{PlaatsKort(ctx, socialekaart.Inhoud{Werkgebied: []string{"Centrum", "Dorp"}}), "Centrum en Dorp"},
		{PlaatsKort(ctx, socialekaart.Inhoud{}), "Heel Veldwaarde"},
		{PlaatsKort(ctx, socialekaart.Inhoud{Landelijk: true}), "Heel Nederland"},
		{Tijdregel(ctx, socialekaart.Tijd{Dagen: []string{"vr", "ma", "di", "wo"}, Van: "09:00", Tot: "12:30"}), "Maandag tot en met woensdag en vrijdag, 9.00–12.30 uur"},
		{Tijdregel(ctx, socialekaart.Tijd{Dagen: socialekaart.Dagen, Van: "00:00", Tot: "24:00"}), "Elke dag, dag en nacht"},
		{Tijdregel(ctx, socialekaart.Tijd{Dagen: []string{"za", "zo"}, Van: "13:30"}), "Zaterdag en zondag, vanaf 13.30 uur"},
		{Tijdregel(ctx, socialekaart.Tijd{Dagen: []string{"xx"}}), ""},
		{WanneerKort(ctx, []socialekaart.Tijd{{Dagen: []string{"ma", "di", "wo"}, Van: "09:00", Tot: "17:00"}}), "Ma t/m wo, 9.00–17.00 uur"},
		{WanneerKort(ctx, []socialekaart.Tijd{{Dagen: []string{"ma"}, Van: "09:00"}, {Dagen: []string{"do"}}}), "Ma en do"},
		{WanneerKort(en, []socialekaart.Tijd{{Dagen: []string{"ma", "di", "wo"}, Van: "09:00", Tot: "17:00"}}), "Mon–Wed, 9.00–17.00"},
		{Taalnaam(ctx, "ti"), "Tigrinya"}, {Taalnaam(en, "nl"), "Dutch"}, {Taalnaam(ctx, "??"), "??"},
		{Webadres("delinde.example"), "https://delinde.example"}, {Webadres("https://delinde.example/a?b"), "https://delinde.example/a?b"},
		{Webadres("javascript:alert(1)"), ""}, {Webadres("ftp://delinde.example"), ""}, {Webadres(""), ""},
		{Host("https://www.delinde.example/pad"), "delinde.example"},
		{Adresregel(socialekaart.Locatie{Adres: "Laan 1", Plaats: "Dorp"}), "Laan 1, Dorp"}, {Adresregel(socialekaart.Locatie{Plaats: "Dorp"}), "Dorp"},
		{KaartURL(socialekaart.Locatie{}), ""}, {KaartURL(socialekaart.Locatie{Breedte: 52.5, Lengte: 6.25}), "https://www.openstreetmap.org/?mlat=52.50000&mlon=6.25000#map=17/52.50000/6.25000"},
		{Wachtsoort("Plaats beschikbaar"), "success"}, {Wachtsoort("Wachttijd ongeveer 3 weken"), "warning"}, {Wachtsoort("Besluit binnen een week"), "neutral"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestWhatToReachFallsBackOnTheOrganisation(t *testing.T) {
	org := socialekaart.Organisatie{Telefoon: "0599-00 11 11", Email: "org@a.example", Website: "https://org.example"}
	for _, c := range []struct {
		eigen socialekaart.Contact
		want  socialekaart.Contact
	}{
		{socialekaart.Contact{}, socialekaart.Contact{Telefoon: "0599-00 11 11", Email: "org@a.example", Website: "https://org.example"}},
		{socialekaart.Contact{Telefoon: "0599-00 22 22"}, socialekaart.Contact{Telefoon: "0599-00 22 22", Website: "https://org.example"}},
		{socialekaart.Contact{Website: "https://eigen.example"}, socialekaart.Contact{Telefoon: "0599-00 11 11", Email: "org@a.example", Website: "https://eigen.example"}},
	} {
		if got := Bereik(socialekaart.Aanbod{Organisatie: org, Inhoud: socialekaart.Inhoud{Contact: c.eigen}}); got != c.want {
			t.Errorf("%+v: %+v", c.eigen, got)
		}
	}
}

func TestOldIsHalfAYear(t *testing.T) {
	nu := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for datum, want := range map[string]bool{"2026-05-21": true, "2026-05-23": false, "2026-11-22": false} {
		d, _ := time.Parse(time.DateOnly, datum)
		if Verouderd(socialekaart.Datum{Time: d}, nu) != want {
			t.Errorf("%s: %v", datum, !want)
		}
	}
}
