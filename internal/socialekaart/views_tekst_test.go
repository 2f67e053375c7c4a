package socialekaart

import (
	"context"
	"fmt"
	"testing"
	"time"

	"mantelpunt/internal/i18n"
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
	vorm := func(code string) Inhoud { return Inhoud{Kenmerken: []Kenmerk{term("vorm", code)}} }
	for _, c := range []struct{ got, want string }{
		{kostenKort(ctx, Inhoud{}), ""},
		{kostenKort(ctx, Inhoud{Kosten: []Kosten{{"Alles", 0, ""}}}), "Gratis"},
		{kostenKort(ctx, Inhoud{Kosten: []Kosten{{"Dag", 4500, "dag"}}}), "€ 45 per dag"},
		{kostenKort(ctx, Inhoud{Kosten: []Kosten{{"Week", 9000, "week"}, {"Dag", 750, "dag"}}}), "Vanaf € 7,50 per dag"},
		{kostenKort(ctx, Inhoud{Kosten: []Kosten{{"Lid", 0, ""}, {"Dag", 750, "dag"}}}), "Deels gratis"},
		{plaatsKort(ctx, Inhoud{Locaties: []Locatie{{Plaats: "Dorp"}, {Plaats: "Dorp"}, {Plaats: "Stad"}}}), "Dorp en Stad"},
		{plaatsKort(ctx, Inhoud{Locaties: []Locatie{{Plaats: "A"}, {Plaats: "B"}, {Plaats: "C"}, {Plaats: "D"}}}), "Op 4 plaatsen"},
		{plaatsKort(ctx, vorm("telefonisch")), "Telefonisch"},
		{plaatsKort(ctx, vorm("thuiszorg")), "Bij u thuis"},
		{plaatsKort(ctx, Inhoud{Werkgebied: []string{"Centrum", "Dorp"}}), "Centrum en Dorp"},
		{plaatsKort(ctx, Inhoud{}), "Heel Veldwaarde"},
		{plaatsKort(ctx, Inhoud{Landelijk: true}), "Heel Nederland"},
		{tijdregel(ctx, Tijd{Dagen: []string{"vr", "ma", "di", "wo"}, Van: "09:00", Tot: "12:30"}), "Maandag tot en met woensdag en vrijdag, 9.00–12.30 uur"},
		{tijdregel(ctx, Tijd{Dagen: Dagen, Van: "00:00", Tot: "24:00"}), "Elke dag, dag en nacht"},
		{tijdregel(ctx, Tijd{Dagen: []string{"za", "zo"}, Van: "13:30"}), "Zaterdag en zondag, vanaf 13.30 uur"},
		{tijdregel(ctx, Tijd{Dagen: []string{"xx"}}), ""},
		{wanneerKort(ctx, []Tijd{{Dagen: []string{"ma", "di", "wo"}, Van: "09:00", Tot: "17:00"}}), "Ma t/m wo, 9.00–17.00 uur"},
		{wanneerKort(ctx, []Tijd{{Dagen: []string{"ma"}, Van: "09:00"}, {Dagen: []string{"do"}}}), "Ma en do"},
		{wanneerKort(en, []Tijd{{Dagen: []string{"ma", "di", "wo"}, Van: "09:00", Tot: "17:00"}}), "Mon–Wed, 9.00–17.00"},
		{taalnaam(ctx, "ti"), "Tigrinya"}, {taalnaam(en, "nl"), "Dutch"}, {taalnaam(ctx, "??"), "??"},
		{webadres("delinde.example"), "https://delinde.example"}, {webadres("https://delinde.example/a?b"), "https://delinde.example/a?b"},
		{webadres("javascript:alert(1)"), ""}, {webadres("ftp://delinde.example"), ""}, {webadres(""), ""},
		{host("https://www.delinde.example/pad"), "delinde.example"},
		{adresregel(Locatie{Adres: "Laan 1", Plaats: "Dorp"}), "Laan 1, Dorp"}, {adresregel(Locatie{Plaats: "Dorp"}), "Dorp"},
		{kaartURL(Locatie{}), ""}, {kaartURL(Locatie{Breedte: 52.5, Lengte: 6.25}), "https://www.openstreetmap.org/?mlat=52.50000&mlon=6.25000#map=17/52.50000/6.25000"},
		{wachtsoort("Plaats beschikbaar"), "success"}, {wachtsoort("Wachttijd ongeveer 3 weken"), "warning"}, {wachtsoort("Besluit binnen een week"), "neutral"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestWhatToReachFallsBackOnTheOrganisation(t *testing.T) {
	org := Organisatie{Telefoon: "0599-00 11 11", Email: "org@a.example", Website: "https://org.example"}
	for _, c := range []struct {
		eigen Contact
		want  Contact
	}{
		{Contact{}, Contact{Telefoon: "0599-00 11 11", Email: "org@a.example", Website: "https://org.example"}},
		{Contact{Telefoon: "0599-00 22 22"}, Contact{Telefoon: "0599-00 22 22", Website: "https://org.example"}},
		{Contact{Website: "https://eigen.example"}, Contact{Telefoon: "0599-00 11 11", Email: "org@a.example", Website: "https://eigen.example"}},
	} {
		if got := bereik(Aanbod{Organisatie: org, Inhoud: Inhoud{Contact: c.eigen}}); got != c.want {
			t.Errorf("%+v: %+v", c.eigen, got)
		}
	}
}

func TestOldIsHalfAYear(t *testing.T) {
	nu := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for datum, want := range map[string]bool{"2026-05-21": true, "2026-05-23": false, "2026-11-22": false} {
		d, _ := time.Parse(time.DateOnly, datum)
		if verouderd(Datum{d}, nu) != want {
			t.Errorf("%s: %v", datum, !want)
		}
	}
}
