package zoeken

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/dutch"
)

// stam takes the ending off a Dutch word, so that "logeren", "logeert" and
// "logeer" meet in "loger". A word in another script comes back as it is.
func stam(woord string) string {
	if len(woord) > maxLetters || !isLatijn(woord) {
		return woord
	}
	env := snowballstem.NewEnv(verkleind(woord))
	dutch.Stem(env)
	s := env.Current()
	// "reizen" ends on reiz, "reis" on reis
	switch {
	case len(s) > 2 && s[len(s)-1] == 'z':
		return s[:len(s)-1] + "s"
	case len(s) > 2 && s[len(s)-1] == 'v':
		return s[:len(s)-1] + "f"
	}
	return s
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
