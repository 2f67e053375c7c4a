package verklaring

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// Noise around a code does no harm, and one wrong symbol in it is always found.
func FuzzControlecodeMetRuis(f *testing.F) {
	f.Add("K7MW4T9PXQ2", byte(0), byte('8'), " - ")
	f.Add("00000000000", byte(11), byte('Z'), "\u2014\u00a0\t")
	f.Add("ZZZZZZZZZZZ", byte(5), byte('0'), "\n")
	f.Fuzz(func(t *testing.T, elf string, plek, ander byte, ruis string) {
		var waarden, code []byte
		for _, b := range []byte(elf) {
			w := b % byte(len(symbolen))
			waarden, code = append(waarden, w), append(code, symbolen[w])
		}
		if len(code) != codeLengte-1 {
			return
		}
		code = append(code, symbolen[controlewaarde(waarden)])
		goed := string(code)
		if c, err := LeesControlecode(goed); err != nil || string(c) != goed {
			t.Fatalf("%s: %q, %v", goed, c, err)
		}
		if strings.Trim(ruis, " \t\n\r\u00a0\u2013\u2014-") == "" {
			if c, err := LeesControlecode(ruis + goed[:3] + ruis + strings.ToLower(goed[3:]) + ruis); err != nil || string(c) != goed {
				t.Errorf("%s with %q: %q, %v", goed, ruis, c, err)
			}
		}
		i := int(plek) % codeLengte
		if fout := symbolen[ander%byte(len(symbolen))]; fout != code[i] {
			code[i] = fout
			if c, err := LeesControlecode(string(code)); err == nil {
				t.Errorf("%s in place of %s is taken for %s", code, goed, c)
			}
		}
	})
}

// Whatever is sent as a step, the answers that are taken can be stored and shown, say
// what the form could say, and read back as they were.
func FuzzAntwoorden(f *testing.F) {
	for _, s := range []string{
		"naam=Jan+de+Wit&geboortedatum-dag=3&geboortedatum-maand=3&geboortedatum-jaar=1971&woont_hier=ja&telefoon=0599-00+12+34",
		"relatie=ouder&naaste_woont_hier=nee", "taken=vervoer&taken=huishouden&uren=12&sinds-maand=3&sinds-jaar=2024&toelichting=x", "doelen=werkgever&doelen=niets",
		"uren=99999999999999999999&sinds-maand=13&sinds-jaar=-1", "uren=%2B5&sinds-jaar=0001&sinds-maand=1", "naam=%3Cscript%3E&geboortedatum-jaar=31337", "naam=%E2%80%AEnaJ&telefoon=%D9%A0%D9%A1", "woont_hier=JA&relatie=",
	} {
		f.Add(s)
	}
	vandaag := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	regels := Regels{Doelen: []string{"werkgever", "parkeren"}}
	f.Fuzz(func(t *testing.T, body string) {
		v, err := url.ParseQuery(body)
		if err != nil || !utf8.ValidString(body) {
			return
		}
		for _, stap := range []string{"wie", "naaste", "zorg", "doel"} {
			var a Antwoorden
			in := &invoer{Values: v, zin: func(s string) string { return s }, datum: vandaag}
			a.neem(stap, in, regels)
			if goed := len(in.Fouten) == 0; goed != slices.Contains(a.Klaar, stap) {
				t.Fatalf("%s: %v, and klaar is %v", stap, in.Fouten, a.Klaar)
			} else if !goed {
				continue
			}
			keurAntwoorden(t, stap, a, vandaag)
			var terug Antwoorden
			weer := &invoer{Values: a.Waarden(), zin: in.zin, datum: vandaag}
			if terug.neem(stap, weer, regels); len(weer.Fouten) > 0 {
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
	case "zorg":
		if a.Uren < 1 || a.Uren > 168 || a.Sinds.After(vandaag) || utf8.RuneCountInString(a.Toelichting) > maxToelichting {
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
