package zoeken

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/dutch"
)

// stam takes the ending off a word, so that "logeren", "logeer" and "logeerde" meet
// in "loger". Every word in Latin letters is read as Dutch; of one in another
// script only what it is declined with is taken off.
func stam(woord string) string {
	switch {
	case len(woord) > maxLetters:
		return woord
	case !isLatijn(woord):
		return stamAnders(woord)
	}
	woord = verkleind(enkelvoud(woord))
	env := snowballstem.NewEnv(woord)
	dutch.Stem(env)
	s := env.Current()
	n := len(s)
	switch {
	case n < 3:
	case s[n-1] == 'z': // "reizen" ends on reiz, "reis" on reis
		return s[:n-1] + "s"
	case s[n-1] == 'v':
		return s[:n-1] + "f"
	case n < len(woord) && s[n-1] == s[n-2] && !strings.ContainsRune("aeiou", rune(s[n-1])): // "boodschappen", but not "KOPP"
		return s[:n-1]
	}
	return s
}

// enkelvoud knows the plurals that have no rule.
func enkelvoud(w string) string {
	if kop, ok := strings.CutSuffix(w, "kinderen"); ok {
		return kop + "kind"
	}
	if w == "uren" {
		return "uur"
	}
	return w
}

// metT are endings of which the t says that it is a verb: zorgt, loopt, logeert,
// luistert, herkent. Nouns that end so are in echteT.
var (
	metT   = strings.Fields("gt dt pt kt mt lt eert tert gert dert nert lert bert kent nent oont eent eunt eeft ijft rft oeft")
	echteT = verzameling("markt supermarkt recept concept script expert concert dessert asfalt")
)

// zonderT takes the t off a verb.
func zonderT(w string) string {
	if len(w) < 4 || w[len(w)-1] != 't' || echteT[w] {
		return w
	}
	for _, eind := range metT {
		if strings.HasSuffix(w, eind) {
			return w[:len(w)-1]
		}
	}
	return w
}

// stamAnders takes the article off an Arabic word, and the ending off a Ukrainian one.
func stamAnders(woord string) string {
	rs := []rune(woord)
	switch {
	case unicode.Is(unicode.Arabic, rs[0]):
		for _, lid := range []string{"وال", "بال", "لل", "ال"} {
			if kaal, ok := strings.CutPrefix(woord, lid); ok && utf8.RuneCountInString(kaal) >= 3 {
				return kaal
			}
		}
	case cyrillisch(rs[0]):
		for n := 0; n < 2 && len(rs) > 4 && strings.ContainsRune("аеиіоуюяьмх", rs[len(rs)-1]); n++ {
			rs = rs[:len(rs)-1]
		}
		return string(rs)
	}
	return woord
}

// maxLetters bounds the words that are looked at letter by letter.
const maxLetters = 40

func isLatijn(w string) bool {
	for i := range len(w) {
		if w[i] >= 0x80 {
			return false
		}
	}
	return true
}

// geenVerkleinwoord ends like a diminutive but is not, or means something else.
var geenVerkleinwoord = verzameling(`maatje maatjes meisje meisjes oranje beetje uitje uitjes tientje franje jezelf`)

// verkleind is the word of which a diminutive was made: middagje, uurtjes, bloemetje.
func verkleind(w string) string {
	kaal := strings.TrimSuffix(w, "s")
	if !strings.HasSuffix(kaal, "je") || geenVerkleinwoord[w] {
		return w
	}
	for _, eind := range []string{"etje", "pje", "tje", "je"} {
		kop, ok := strings.CutSuffix(kaal, eind)
		if !ok || len(kop) < 3 || stopwoorden[kop] {
			continue
		}
		l := kop[len(kop)-1]
		switch eind {
		case "etje": // bloemetje, ommetje
			if !strings.ContainsRune("lmnrg", rune(l)) {
				continue
			}
			if kop[len(kop)-2] == l {
				kop = kop[:len(kop)-1]
			}
		case "pje":
			if l != 'm' {
				continue
			}
		case "tje": // uurtje, but not nachtje
			if !strings.ContainsRune("aeiouylnrw", rune(l)) {
				continue
			}
		}
		return kop
	}
	return w
}
