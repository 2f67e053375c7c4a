package socialekaart

import (
	"strings"

	"mantelpunt/internal/i18n"
)

// maxVraag and maxWoorden bound what one question can cost: nobody types more,
// and what stands behind it is not read.
const (
	MaxVraag = 200 // characters
)

// woorden splits a text into words.
var Woorden = i18n.Woorden

// plat is a text as its words with one space between them: to compare and to sort by.
func Plat(s string) string { return strings.Join(Woorden(s), " ") }

// kort cuts a question to what is read of it.
func Kort(q string) string {
	q = strings.TrimSpace(strings.ToValidUTF8(q, ""))
	n := 0
	for i := range q {
		if n == MaxVraag {
			return q[:i]
		}
		n++
	}
	return q
}
