package onderwerp

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"mantelpunt/internal/i18n"
)

// How much of a question is kept.
const (
	maxWoorden = 10
	maxTekens  = 80
)

// weg is what stands in the place of a number.
const weg = "…"

// reAdres finds addresses of mail and of the web, also when a space or "(at)" is in
// them.
var reAdres = regexp.MustCompile(`(?i)\S+\s?(?:[@＠﹫]|[(\[{]\s?at\s?[)\]}]|\bapenstaart(?:je)?\b)\s?\S*|[@＠﹫]\S*|\S+://\S*|\bwww\.\S*`)

// reTeken finds what every address has.
var reTeken = regexp.MustCompile(`(?i)[@＠﹫/(\[{]|www\.|apenstaart`)

// Veilig gives of a question what may be kept: its words in small letters and without
// accents, and nothing in it that can be a telephone number, a burgerservicenummer, a
// date, a postcode or an address. It is "" when no word is left.
func Veilig(vraag string) string {
	if len(vraag) > 20*maxTekens { // nobody types so much; a pasted text must not cost anything
		vraag = vraag[:20*maxTekens]
	}
	vraag = strings.ToValidUTF8(vraag, "")
	if reTeken.MatchString(vraag) { // most questions have none: they are spared the long look
		vraag = reAdres.ReplaceAllString(vraag, " ")
	}
	ws := i18n.Woorden(vraag)
	var uit []string
	tekens, echt := 0, false
	for i := 0; i < len(ws) && len(uit) < maxWoorden; {
		w, n := ws[i], 1
		if alleenCijfers(w) { // a number is also typed in pieces: "06 12 34 56 78"
			samen := cijfers(w)
			for i+n < len(ws) && alleenCijfers(ws[i+n]) {
				samen += cijfers(ws[i+n])
				n++
			}
			if n > 1 && samen > 3 {
				w = weg
			} else {
				n = 1
			}
		}
		if cijfers(w) >= 3 {
			w = weg
		}
		i += n
		if w == weg && len(uit) > 0 && uit[len(uit)-1] == weg {
			continue
		}
		if tekens += utf8.RuneCountInString(w) + 1; tekens > maxTekens+1 {
			break
		}
		echt = echt || w != weg && !alleenCijfers(w)
		uit = append(uit, w)
	}
	if !echt {
		return ""
	}
	return strings.Join(uit, " ")
}

func cijfers(w string) (n int) {
	for _, r := range w {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

func alleenCijfers(w string) bool { return cijfers(w) == utf8.RuneCountInString(w) }
