package verklaring

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/toegang"
)

func d(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

// Every pair of statuses, for every kind of person: only what stands here.
func TestStatusMag(t *testing.T) {
	mag := map[string]string{ // who, by step
		"concept>ingediend":        "burger medewerker",
		"ingediend>verleend":       "systeem",
		"ingediend>in_behandeling": "medewerker", "ingediend>ingetrokken": "burger medewerker",
		"in_behandeling>wacht_op_aanvrager": "medewerker", "in_behandeling>voorgesteld": "medewerker", "in_behandeling>verleend": "medewerker",
		"in_behandeling>afgewezen": "medewerker", "in_behandeling>buiten_behandeling": "medewerker", "in_behandeling>ingetrokken": "burger medewerker",
		"wacht_op_aanvrager>in_behandeling": "burger medewerker", "wacht_op_aanvrager>buiten_behandeling": "medewerker", "wacht_op_aanvrager>ingetrokken": "burger medewerker",
		"voorgesteld>in_behandeling": "medewerker", "voorgesteld>verleend": "medewerker", "voorgesteld>afgewezen": "medewerker", "voorgesteld>buiten_behandeling": "medewerker",
		"voorgesteld>ingetrokken": "burger medewerker",
	}
	for _, van := range Statussen {
		for _, naar := range Statussen {
			for _, door := range []toegang.Soort{toegang.Bezoeker, toegang.Burger, toegang.Medewerker, toegang.Systeem} {
				want := slices.Contains(strings.Fields(mag[string(van)+">"+string(naar)]), string(door))
				if van.Mag(naar, door) != want {
					t.Errorf("%s>%s %q: %v", van, naar, door, !want)
				}
			}
		}
	}
}

func TestVerklaringOp(t *testing.T) {
	ingetrokken := d("2026-06-01")
	v := Verklaring{GeldigVan: d("2026-03-01"), GeldigTot: d("2027-02-28")}
	for _, c := range []struct {
		dag  string
		want Uitkomst
	}{{"2026-02-28", NogNietGeldig}, {"2026-03-01", Geldig}, {"2027-02-28", Geldig}, {"2027-03-01", Verlopen}} {
		if got := v.Op(d(c.dag)); got != c.want {
			t.Errorf("%s: %s, want %s", c.dag, got, c.want)
		}
	}
	v.IngetrokkenOp = &ingetrokken
	if v.Op(d("2026-07-01")) != IsIngetrokken {
		t.Error("withdrawn goes before valid")
	}
}

func TestInitialen(t *testing.T) {
	for naam, want := range map[string]string{
		"Fatima van der Berg": "F. B.", "Grietje Hoekstra-Brandsma": "G. H. B.", "Şükrü Yıldız": "Ş. Y.", "Оксана Коваль": "О. К.", "فاطمة علي": "ف. ع.", "jan jansen": "j. j.", "": "",
	} {
		if got := (Verklaring{Naam: naam}).Initialen(); got != want {
			t.Errorf("%q: %q, want %q", naam, got, want)
		}
	}
}

func TestToets(t *testing.T) {
	vandaag := d("2026-11-22")
	streng := StandaardRegels()
	soepel := Regels{UrenPerWeek: 4, Weken: 13, Woont: WoontMantelzorger}
	for _, c := range []struct {
		naam  string
		r     Regels
		a     Antwoorden
		ok    bool
		vanaf string
	}{
		{"alles goed", streng, Antwoorden{Uren: 8, Sinds: d("2026-08-01"), WoontHier: "ja", NaasteWoontHier: "nee"}, true, ""},
		{"naaste woont hier", streng, Antwoorden{Uren: 8, Sinds: d("2026-08-01"), WoontHier: "nee", NaasteWoontHier: "ja"}, true, ""},
		{"niemand woont hier", streng, Antwoorden{Uren: 8, Sinds: d("2026-08-01"), WoontHier: "nee", NaasteWoontHier: "nee"}, false, ""},
		{"te weinig uren", streng, Antwoorden{Uren: 7, Sinds: d("2020-01-01"), WoontHier: "ja"}, false, ""},
		{"nog niet lang genoeg", streng, Antwoorden{Uren: 20, Sinds: d("2026-09-01"), WoontHier: "ja"}, false, "2026-12-01"},
		{"te kort en te weinig", streng, Antwoorden{Uren: 2, Sinds: d("2026-09-01"), WoontHier: "ja"}, false, ""},
		{"precies drie maanden", streng, Antwoorden{Uren: 8, Sinds: d("2026-08-22"), WoontHier: "ja"}, true, ""},
		{"uren of duur: uren", soepel, Antwoorden{Uren: 4, Sinds: d("2026-11-01"), WoontHier: "ja"}, true, ""},
		{"uren of duur: duur", soepel, Antwoorden{Uren: 1, Sinds: d("2026-01-01"), WoontHier: "ja"}, true, ""},
		{"uren of duur: geen", soepel, Antwoorden{Uren: 1, Sinds: d("2026-11-01"), WoontHier: "ja"}, false, "2027-01-31"},
		{"alleen de naaste hier", soepel, Antwoorden{Uren: 9, Sinds: d("2026-01-01"), WoontHier: "nee", NaasteWoontHier: "ja"}, false, ""},
	} {
		got := c.r.Toets(context.Background(), c.a, Stand{}, vandaag)
		if got.Voldoet != (len(got.Ontbreekt) == 0) {
			t.Errorf("%s: voldoet %v, ontbreekt %v", c.naam, got.Voldoet, got.Ontbreekt)
		}
		vanaf := ""
		if !got.Vanaf.IsZero() {
			vanaf = got.Vanaf.Format(time.DateOnly)
		}
		if got.Voldoet != c.ok || vanaf != c.vanaf {
			t.Errorf("%s: voldoet %v vanaf %q, want %v %q", c.naam, got.Voldoet, vanaf, c.ok, c.vanaf)
		}
	}
}

// What the zorgvrager and others must add counts for the whole, and refuses nobody.
func TestToetsOfWhatComesIn(t *testing.T) {
	r, a := StandaardRegels(), Antwoorden{Uren: 8, Sinds: d("2026-01-01"), WoontHier: "ja", NaasteWoontHier: "ja"}
	r.Bevestiging, r.Bewijs = BevestigingLink, []string{"takenlijst"}
	for _, c := range []struct {
		st       Stand
		compleet bool
		oordeel  Oordeel
	}{
		{Stand{}, false, NietBekend},
		{Stand{Toestemming: "gevraagd", Bewijs: []string{"takenlijst"}}, false, NietBekend},
		{Stand{Toestemming: "nee", Bewijs: []string{"takenlijst"}}, false, NietVoldaan},
		{Stand{Toestemming: "ja"}, false, Voldaan},
		{Stand{Toestemming: "ja", Bewijs: []string{"takenlijst"}}, true, Voldaan},
	} {
		got := r.Toets(context.Background(), a, c.st, d("2026-11-22"))
		i := slices.IndexFunc(got.Criteria, func(x Criterium) bool { return x.Code == "toestemming" })
		if !got.Voldoet || got.Compleet != c.compleet || got.Criteria[i].Oordeel != c.oordeel {
			t.Errorf("%+v: %+v", c.st, got)
		}
	}
	got := StandaardRegels().Toets(context.Background(), Antwoorden{}, Stand{}, d("2026-11-22"))
	for _, x := range got.Criteria {
		if x.Oordeel != NietBekend {
			t.Errorf("not answered: %+v", x)
		}
	}
}

// Each purpose has its own last day.
func TestToekennen(t *testing.T) {
	r := Regels{Doelen: []Doel{{"werkgever", 12}, {"uwv", 6}, {"parkeren", 24}}}
	got := r.Toekennen([]string{"uwv", "werkgever", "rijk worden"}, d("2026-11-22"))
	if !slices.Equal(got, []Toegekend{{"werkgever", d("2027-11-21")}, {"uwv", d("2027-05-21")}}) {
		t.Errorf("%v", got)
	}
}

// While the gemeente waits the term stands still, up to the day by which an answer was
// asked (Awb 4:15); its end is a day on which people work.
func TestTheTermStandsStill(t *testing.T) {
	for _, c := range []struct{ sinds, voor, antwoord, want string }{
		{"2026-11-02", "2026-11-16", "2026-11-09", "2027-01-04"}, // 7 days
		{"2026-11-02", "2026-11-16", "2026-11-30", "2027-01-11"}, // too late: 14 days
		{"2026-11-02", "2026-11-16", "2026-11-02", "2026-12-28"}, // the same day
	} {
		sinds, voor := d(c.sinds), d(c.voor)
		a := Aanvraag{OpgeschortOp: &sinds, AntwoordVoor: &voor}
		a.termijn(d("2026-12-28"))
		a.hervat(d(c.antwoord))
		if got := a.BeslisVoor.Format(time.DateOnly); got != c.want || a.OpgeschortOp != nil {
			t.Errorf("%+v: %s", c, got)
		}
	}
}
