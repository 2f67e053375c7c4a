package socialekaart

import (
	"strings"

	"mantelpunt/internal/i18n"
)

// MaxVraag is how many characters of a question are read: nobody types more, and
// it bounds what one question can cost.
const MaxVraag = 200

// Woorden splits a text into words.
var Woorden = i18n.Woorden

// Plat is a text as its words with one space between them: to compare and to sort by.
func Plat(s string) string { return strings.Join(Woorden(s), " ") }

// Kort cuts a question to what is read of it.
func Kort(q string) string { return kortTot(q, MaxVraag) }

func kortTot(s string, tekens int) string {
	s = strings.TrimSpace(strings.ToValidUTF8(s, ""))
	n := 0
	for i := range s {
		if n == tekens {
			return strings.TrimSpace(s[:i])
		}
		n++
	}
	return s
}
