package verklaring

import (
	"errors"
	"strings"
	"time"
	"unicode"

	"mantelpunt/internal/pdf"
	"mantelpunt/internal/verklaring/opmaak"
)

// Onafdrukbaar gives the characters of a text that our documents cannot show, "" when
// there are none. It tries by printing: the fonts know, and nobody else.
func (s Store) Onafdrukbaar(tekst string) string {
	if strings.IndexFunc(tekst, func(r rune) bool { return r > unicode.MaxLatin1 }) < 0 {
		return ""
	}
	_, err := s.Opmaker.Brief(opmaak.Briefgegevens{Gemeente: "-", Kleur: "#000000", Afzender: []string{"-"}, Aan: []string{"-"}, Datum: time.Now(), Kenmerk: "-", Onderwerp: "-",
		Delen: []opmaak.Deel{{Alineas: []string{tekst}}}, Ondertekening: []string{"-"}})
	var mist *pdf.MissingGlyphsError
	if !errors.As(err, &mist) {
		return ""
	}
	return string(mist.Characters)
}
