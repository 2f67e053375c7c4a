package socialekaart

import (
	"strings"

	"mantelpunt/internal/i18n"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/dutch"
)

// maxVraag and maxWoorden bound what one question can cost: nobody types more,
// and what stands behind it is not read.
const (
	maxVraag   = 200 // characters
	maxWoorden = 16
)

// woorden splits a text into words.
var woorden = i18n.Woorden

// plat is a text as its words with one space between them: to compare and to sort by.
func plat(s string) string { return strings.Join(woorden(s), " ") }

// stam takes the ending off a Dutch word: "logeren" and "logeert" meet in "loger".
func stam(woord string) string {
	env := snowballstem.NewEnv(woord)
	dutch.Stem(env)
	return env.Current()
}

func stammen(ws []string) []string {
	uit := make([]string, len(ws))
	for i, w := range ws {
		uit[i] = stam(w)
	}
	return uit
}

// kort cuts a question to what is read of it.
func kort(q string) string {
	q = strings.TrimSpace(strings.ToValidUTF8(q, ""))
	n := 0
	for i := range q {
		if n == maxVraag {
			return q[:i]
		}
		n++
	}
	return q
}

// stopwoorden say nothing about what somebody is looking for. A question of
// nothing else is searched as it stands.
var stopwoorden = verzameling(`
	aan al alle alles als altijd ander andere anders bij ben bent bin d daar dan dat de der deze die dit doch doe doen
	door dr dus een eens elk elke en er erg even ga gaan gaat geen ge geweest graag haar had heb hebben hebt heeft heel hele hem
	hen het hier hij hoe hun iedereen iemand iets ik in is ja je jij jou jouw jullie kan kom komen komt kon krijg krijgen krijgt
	kun kunnen kunt maar mag me mee meer men met mij mijn mn moest moet moeten mogen na naar niet niets nog nu of om omdat ons onze
	ook op over per reeds s steeds t te tegen tijdens toch toen tot u uit uw van veel voor waar want waren was wat we weer weet wel
	welke werd wezen wie wij wil willen wilt worden wordt zal ze zelf zelfs zich zij zijn zn zo zoals zodat zoek zoeken zonder zou`)

func verzameling(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}
