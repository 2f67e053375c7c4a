package verklaring

import (
	"context"
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

// Every pair of statuses, for every kind of person: only what the table allows.
func TestStatusMag(t *testing.T) {
	alle := []Status{Concept, Ingediend, InBehandeling, WachtOpAanvrager, Verleend, Afgewezen, BuitenBehandeling, Ingetrokken}
	mag := map[string]bool{
		"concept>ingediend burger": true, "ingediend>ingetrokken burger": true, "in_behandeling>ingetrokken burger": true,
		"wacht_op_aanvrager>ingetrokken burger": true, "wacht_op_aanvrager>in_behandeling burger": true,
		"ingediend>in_behandeling medewerker": true, "in_behandeling>wacht_op_aanvrager medewerker": true, "in_behandeling>verleend medewerker": true,
		"in_behandeling>afgewezen medewerker": true, "in_behandeling>buiten_behandeling medewerker": true, "wacht_op_aanvrager>buiten_behandeling medewerker": true,
	}
	n := 0
	for _, van := range alle {
		for _, naar := range alle {
			for _, door := range []toegang.Soort{toegang.Bezoeker, toegang.Burger, toegang.Medewerker} {
				sleutel := string(van) + ">" + string(naar) + " " + string(door)
				if van.Mag(naar, door) != mag[sleutel] {
					t.Errorf("%s: %v", sleutel, van.Mag(naar, door))
				}
				if mag[sleutel] {
					n++
				}
			}
		}
	}
	if n != len(mag) {
		t.Errorf("the table allows %d steps, the test knows %d", n, len(mag))
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
	soepel := Regels{UrenPerWeek: 4, Maanden: 3, Woont: WoontMantelzorger}
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
		{"uren of duur: geen", soepel, Antwoorden{Uren: 1, Sinds: d("2026-11-01"), WoontHier: "ja"}, false, "2027-02-01"},
		{"alleen de naaste hier", soepel, Antwoorden{Uren: 9, Sinds: d("2026-01-01"), WoontHier: "nee", NaasteWoontHier: "ja"}, false, ""},
	} {
		got := c.r.Toets(context.Background(), c.a, vandaag)
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
	if e := streng.Einde(d("2026-11-22")); e != d("2027-11-21") {
		t.Errorf("a year from 22 November ends on %s", e)
	}
}
