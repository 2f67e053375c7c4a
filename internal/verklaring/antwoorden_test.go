package verklaring

import (
	"net/url"
	"slices"
	"strings"
	"testing"
)

func TestNeemEachStep(t *testing.T) {
	goed := map[string]url.Values{
		"wie":    {"naam": {"Fatima van der Berg"}, "geboortedatum-dag": {"3"}, "geboortedatum-maand": {"maart"}, "geboortedatum-jaar": {"1971"}, "woont_hier": {"ja"}, "telefoon": {"06 - 12 34 56 78"}},
		"naaste": {"relatie": {"ouder"}, "naaste_woont_hier": {"nee"}},
		"zorg":   {"taken": {"vervoer", "huishouden"}, "uren": {"12"}, "sinds-maand": {"3"}, "sinds-jaar": {"2024"}, "toelichting": {"Elke dag even langs."}},
		"doel":   {"doelen": {"parkeren", "werkgever"}},
	}
	type wijziging struct{ stap, veld, waarde, fout string }
	neem := func(stap string, v url.Values) (Antwoorden, *Invoer) {
		var a Antwoorden
		in := &Invoer{Values: v, Vandaag: d("2026-11-22"), Zin: func(s string) string { return s }}
		a.Neem(stap, in, StandaardRegels())
		return a, in
	}
	for stap, v := range goed {
		a, in := neem(stap, v)
		if len(in.Fouten) > 0 || !slices.Contains(a.Klaar, stap) {
			t.Errorf("%s: %v", stap, in.Fouten)
		}
	}
	for _, w := range []wijziging{
		{"wie", "naam", "", "naam"}, {"wie", "naam", strings.Repeat("é", 101), "naam.lang"}, {"wie", "naam", "<b>Jan</b>", "naam.tekens"}, {"wie", "naam", "a@b.nl", "naam.tekens"},
		{"wie", "geboortedatum-dag", "31", ""}, {"wie", "geboortedatum-maand", "13", "datum.bestaatniet"}, {"wie", "geboortedatum-jaar", "2046", "geboortedatum.toekomst"},
		{"wie", "geboortedatum-jaar", "1850", "geboortedatum.oud"}, {"wie", "geboortedatum-jaar", "71", "datum.bestaatniet"}, {"wie", "woont_hier", "misschien", "woont_hier"}, {"wie", "telefoon", "bel maar", "telefoon"}, {"wie", "telefoon", "06" + strings.Repeat(" ", 5000) + "12345678", "telefoon"},
		{"naaste", "relatie", "vijand", "relatie"}, {"naaste", "naaste_woont_hier", "", "naaste_woont_hier"},
		{"zorg", "taken", "niets", "taken"}, {"zorg", "uren", "veel", "uren.getal"}, {"zorg", "uren", "", "uren"}, {"zorg", "uren", "169", "uren.week"}, {"zorg", "uren", "-1", "uren.week"},
		{"zorg", "sinds-maand", "0", "sinds.bestaatniet"}, {"zorg", "sinds-jaar", "2027", "sinds.toekomst"}, {"zorg", "toelichting", strings.Repeat("x", 501), "toelichting.lang"}, {"zorg", "toelichting", strings.Repeat("é", 500), ""},
		{"doel", "doelen", "rijk worden", "doelen"},
	} {
		v := url.Values{}
		for k, x := range goed[w.stap] {
			v[k] = x
		}
		v.Set(w.veld, w.waarde)
		a, in := neem(w.stap, v)
		got := ""
		if len(in.Fouten) > 0 {
			got = in.Fouten[0].Tekst
		}
		if got != w.fout {
			t.Errorf("%s.%s = %.20q: %q, want %q", w.stap, w.veld, w.waarde, got, w.fout)
		}
		if got != "" && len(a.Klaar) > 0 {
			t.Errorf("%s.%s: a step with mistakes is not done", w.stap, w.veld)
		}
	}
	// 31 February does not exist
	v := url.Values{"naam": {"A"}, "geboortedatum-dag": {"31"}, "geboortedatum-maand": {"2"}, "geboortedatum-jaar": {"1971"}, "woont_hier": {"ja"}}
	if _, in := neem("wie", v); in.Fouten.Voor("geboortedatum") != "datum.bestaatniet" {
		t.Errorf("31 2 1971: %v", in.Fouten)
	}
}

func TestStepsInOrder(t *testing.T) {
	a, r := Antwoorden{}, StandaardRegels()
	if a.Open(r) != "wie" || a.MagNaar(r, "naaste") || !a.MagNaar(r, "wie") {
		t.Error("nothing filled in: only the first step")
	}
	a.Klaar = []string{"wie", "naaste", "doel"}
	if a.Open(r) != "zorg" || a.MagNaar(r, "controleren") || !a.MagNaar(r, "naaste") {
		t.Error("a gap is the step to go to")
	}
	a.Klaar = r.Stappen()[:4]
	if a.Open(r) != "controleren" || !a.MagNaar(r, "controleren") || !a.MagNaar(r, "wie") {
		t.Error("all filled in: check, and every earlier step")
	}
	r.Bevestiging, r.Bewijs = BevestigingLink, []string{"takenlijst"}
	if a.Open(r) != "toestemming" || a.MagNaar(r, "bewijs") || !a.MagNaar(r, "toestemming") {
		t.Error("a regeling that asks more has more steps")
	}
}
