package lijst_test

import (
	"testing"
	"time"
	"unicode/utf8"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/lijst"
)

// Whatever a file holds: rows that can be looked at, or a sentence.
func FuzzLeesBestand(f *testing.F) {
	f.Add([]byte(lijst.Voorbeeldbestand))
	f.Add([]byte("naam,geboortedatum,doelen,adres\n\"A\"\"B\",1-1-1970,parkeren,\"Laan 1, 7991 AB V\"\n"))
	f.Add([]byte("naam\tgeboortedatum\tdoelen\te-mail\n\xe9\t1970-01-01\t+\ta@b.example\n"))
	lezer := lijst.NieuweLezer(f.Context(), verklaring.StandaardRegels(), time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), func(string) string { return "" })
	f.Fuzz(func(t *testing.T, inhoud []byte) {
		rs, err := lijst.LeesBestand(inhoud)
		if err != nil {
			if !fault.Is(err, fault.Invalid) || fault.Tekst(err) == "" {
				t.Errorf("no sentence: %v", err)
			}
			return
		}
		for _, r := range rs {
			m, zinnen := lezer.Lees(r.Rij)
			if len(zinnen) == 0 && (m.Antwoorden.Naam == "" || m.Antwoorden.Geboortedatum.IsZero() || len(m.Antwoorden.Doelen) == 0 || m.Email == "" && m.Antwoorden.Adres == "") {
				t.Errorf("%+v is said to be right", r.Rij)
			}
			if !utf8.ValidString(r.Rij.Naam) {
				t.Errorf("%q", r.Rij.Naam)
			}
		}
	})
}
