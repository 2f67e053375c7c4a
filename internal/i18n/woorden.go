package i18n

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Woorden splits a text into words to compare: small letters without accents, and
// digits. An apostrophe ends a word, so that "oma's" is found as "oma".
func Woorden(s string) []string {
	s = strings.ReplaceAll(strings.ToLower(s), "ĳ", "ij")
	var uit []string
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		case b.Len() > 0:
			uit = append(uit, b.String())
			b.Reset()
		}
	}
	if b.Len() > 0 {
		uit = append(uit, b.String())
	}
	return uit
}
