package zoeken

import (
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
	return i18n.Woorden(zelfdeLetter.Replace(zonderWeglating(strings.ToLower(s))))
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

// stopwoorden tell nothing about what somebody is looking for.
var stopwoorden = verzameling(`
	aan al alle alles als altijd ander andere anders bij ben bent bin d daar dan dat de der deze die dit doch doe doen
	door dr dus een eens elk elke en er erg even ga gaan gaat geen ge geweest graag haar had heb hebben hebt heeft heel hele hem
	hen het hier hij hoe hun iedereen iemand iets ik in is ja je jij jou jouw jullie kan kom komen komt kon krijg krijgen krijgt
	kun kunnen kunt maar mag me mee meer men met mij mijn mn moest moet moeten mogen na naar niet niets nog nu of om omdat ons onze
	ook op over per reeds s steeds t te tegen tijdens toch toen tot u uit uw van veel voor waar want waren was wat we weer weet wel
	welke werd wezen wie wij wil willen wilt worden wordt zal ze zelf zelfs zich zij zijn zn zo zoals zodat zoek zoeken zonder zou
	hoi hallo z n m onder reeds terwijl zodra
	the my i for and with to a an at on do does it he she they you your his her how what who where when can
	ja nie sie jest dla na w z moj moja jak co czy
	ve bir bu icin ile ne mi var ben
	я не для мій моя у в на і та як що де
	في من على انا هل ما هو هي مع`)
