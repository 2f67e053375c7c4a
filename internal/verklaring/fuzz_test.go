package verklaring

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// Whatever is sent as a step, the answers that are taken can be stored and shown, say
// what the form could say, and read back as they were.
func FuzzAntwoorden(f *testing.F) {
	for _, s := range []string{
		"naam=Jan+de+Wit&geboortedatum-dag=3&geboortedatum-maand=3&geboortedatum-jaar=1971&woont_hier=ja&telefoon=0599-00+12+34",
		"relatie=ouder&naaste_woont_hier=nee", "taken=vervoer&taken=huishouden&uren=12&sinds-maand=3&sinds-jaar=2024&toelichting=x", "doelen=werkgever&doelen=niets",
		"uren=99999999999999999999&sinds-maand=13&sinds-jaar=-1", "uren=%2B5&sinds-jaar=0001&sinds-maand=1", "naam=%3Cscript%3E&geboortedatum-jaar=31337", "naam=%E2%80%AEnaJ&telefoon=%D9%A0%D9%A1", "woont_hier=JA&relatie=",
		"wijze=email&naaste_email=moeder%40post.example&later-takenlijst=ja&tweede_taal=en", "wijze=brief&naaste_naam=M.+Amrani&naaste_straat=Kerkstraat+12&naaste_postcode=7991ab&naaste_plaats=Veldwaarde", "wijze=papier&naaste_postcode=%C2%A07991%20AB",
	} {
		f.Add(s)
	}
	vandaag := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	regels := Regels{Doelen: []Doel{{"werkgever", 12}, {"parkeren", 12}}, Bevestiging: BevestigingLink, Bewijs: AlleBewijs}
	f.Fuzz(func(t *testing.T, body string) {
		v, err := url.ParseQuery(body)
		if err != nil || !utf8.ValidString(body) {
			return
		}
		for _, stap := range []string{"wie", "naaste", "zorg", "doel", "toestemming", "bewijs"} {
			var a Antwoorden
			in := &Invoer{Values: v, Zin: func(s string) string { return s }, Vandaag: vandaag, Email: "fatima@post.example", Talen: []string{"en"}, Bij: []string{"indicatie"}}
			a.Neem(stap, in, regels)
			if goed := len(in.Fouten) == 0; goed != slices.Contains(a.Klaar, stap) {
				t.Fatalf("%s: %v, and klaar is %v", stap, in.Fouten, a.Klaar)
			} else if !goed {
				continue
			}
			keurAntwoorden(t, stap, a, vandaag)
			var terug Antwoorden
			weer := &Invoer{Values: a.Waarden(), Zin: in.Zin, Vandaag: vandaag, Email: in.Email, Talen: in.Talen, Bij: in.Bij}
			if terug.Neem(stap, weer, regels); len(weer.Fouten) > 0 {
				t.Errorf("%s: what was stored is not taken again: %v", stap, weer.Fouten)
			}
		}
	})
}

func keurAntwoorden(t *testing.T, stap string, a Antwoorden, vandaag time.Time) {
	t.Helper()
	switch stap {
	case "wie":
		if n := utf8.RuneCountInString(a.Naam); n < 1 || n > 100 || strings.ContainsAny(a.Naam, "<>\n") || a.Geboortedatum.After(vandaag) || a.Geboortedatum.Year() < 1906 {
			t.Errorf("%+v", a)
		}
	case "toestemming":
		if a.Toestemming == nil || a.Toestemming.Email == "fatima@post.example" || strings.ContainsAny(a.Toestemming.Email+a.Toestemming.Naam, "\r\n") || strings.Count(a.Toestemming.Adres, "\n") > 1 {
			t.Errorf("%+v", a.Toestemming)
		}
	case "zorg":
		if a.Uren < 1 || a.Uren > 168 || a.Sinds.After(vandaag) || utf8.RuneCountInString(a.Toelichting) > MaxToelichting {
			t.Errorf("%+v", a)
		}
	}
	for _, k := range []struct{ wat, lijst []string }{{a.Taken, Taken}, {a.Doelen, []string{"werkgever", "parkeren"}}} {
		for _, w := range k.wat {
			if !slices.Contains(k.lijst, w) {
				t.Errorf("%q was not offered", w)
			}
		}
	}
}
