package zoeken

import (
	"regexp"
	"strings"
	"unicode"

	"mantelpunt/internal/i18n"
)

// A question is read to here; what stands behind it changes nothing any more.
const (
	maxTekens  = 400
	maxWoorden = 40
)

// zelfdeLetter folds letters that Unicode does not take apart and that people
// type for each other: the Turkish ı, the Polish ł, the Arabic ta marbuta.
var zelfdeLetter = strings.NewReplacer("ı", "i", "ł", "l", "ø", "o", "ß", "ss", "æ", "ae", "œ", "oe", "đ", "d", "ґ", "г",
	"ة", "ه", "ى", "ي", "ـ", "", "\u200c", "", "\u00ad", "")

// woorden splits a text into words: small letters without accents, and digits.
func woorden(s string) []string {
	return i18n.Woorden(zelfdeLetter.Replace(zonderWeglating(strings.ToLower(zonderGelijken(s)))))
}

// Two stop words are words of their own as well: the illness ALS, which is told by its
// capitals, and the laundry, by what stands before it.
var (
	als = regexp.MustCompile(`\bALS\b`)
	was = regexp.MustCompile(`(?i)\b(de|mijn|haar|zijn|vuile) was\b`)
)

func zonderGelijken(s string) string {
	if strings.Contains(s, "ALS") && (!strings.Contains(s, " ") || strings.ToUpper(s) != s) { // nor all in capitals
		s = als.ReplaceAllString(s, "ALSziekte")
	}
	if strings.Contains(s, " was") {
		s = was.ReplaceAllString(s, "$1 wasgoed")
	}
	return s
}

// zonderWeglating takes the apostrophe out of a Ukrainian word (сім'я), where it
// belongs to the word. In a Dutch one it ends it: "oma's".
func zonderWeglating(s string) string {
	if !strings.ContainsAny(s, "'’ʼ") || !strings.ContainsFunc(s, cyrillisch) {
		return s
	}
	var b strings.Builder
	var vorige rune
	for _, r := range s {
		if !(strings.ContainsRune("'’ʼ", r) && cyrillisch(vorige)) {
			b.WriteRune(r)
		}
		vorige = r
	}
	return b.String()
}

func cyrillisch(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }

// kort cuts a question to what is read of it.
func kort(q string) string {
	q = strings.ToValidUTF8(q, "")
	n := 0
	for i := range q {
		if n == maxTekens {
			return q[:i]
		}
		n++
	}
	return q
}

func verzameling(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range woorden(s) {
		m[w] = true
	}
	return m
}
