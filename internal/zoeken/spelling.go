package zoeken

import (
	"cmp"
	_ "embed"
	"math"
	"math/bits"
	"slices"
)

//go:embed bekend.txt
var bekendTekst string

// bekend are ordinary words, which are spelled right also when no offer has them.
var bekend = verzameling(bekendTekst)

// spelwoord is a word that a mistyped one may have been.
type spelwoord struct {
	woord, klank string
	letters      uint32 // which letters are in the sound
	vaak         float32
}

// spellijst holds words by the length of their sound, so that far ones are not
// looked at. It is in order, so that a question always has the same answer.
type spellijst struct {
	opLengte [maxLetters + 1][]spelwoord
	bytes    int
}

const minSpelletters = 4

// nieuweSpellijst takes words with how many documents have them.
func nieuweSpellijst(woorden map[string]int32) *spellijst {
	l := &spellijst{}
	for w, n := range woorden {
		k := klank(w)
		if len(w) < minSpelletters || len(w) > maxLetters || len(k) > maxLetters || stopwoorden[w] {
			continue
		}
		l.opLengte[len(k)] = append(l.opLengte[len(k)], spelwoord{w, k, letters(k), float32(math.Log1p(float64(n)))})
		l.bytes += 48 + len(k)
	}
	for _, ws := range l.opLengte {
		slices.SortFunc(ws, func(a, b spelwoord) int { return cmp.Compare(a.woord, b.woord) })
	}
	return l
}

func letters(s string) (m uint32) {
	for i := range len(s) {
		m |= 1 << (s[i] & 31)
	}
	return m
}

// gok is a word that may be meant; the lower the costs, the surer.
type gok struct {
	woord  string
	kosten float32
}

const (
	duursteGok float32 = 2.6 // what costs more is another word
	naasteGok  float32 = .5  // and so is what costs this much more than the cheapest
	sterkeGok  float32 = 1   // surely this word
	meestVaak  float32 = .4  // what a word costs less at most, because it is common
	maxGokken          = 3
)

// raad finds the words that a word which is nowhere may have been, likeliest
// first. What sounds alike costs least; a common word is likelier than a rare one.
func raad(woord string, grens float32, lijsten ...*spellijst) []gok {
	if len(woord) < minSpelletters || len(woord) > maxLetters {
		return nil
	}
	ruimte := 1 + min(len(woord)/6, 1) + min(len(woord)/11, 1)
	ruimte = min(ruimte, int((grens+meestVaak)*float32(len(woord))/6-.35)) // more would cost too much
	k := klank(woord)
	masker := letters(k)
	var uit []gok
	for _, l := range lijsten {
		for n := max(len(k)-ruimte, 0); n <= min(len(k)+ruimte, maxLetters); n++ {
			for i := range l.opLengte[n] {
				v := &l.opLengte[n][i]
				// a change brings one letter at most, and takes one away
				if bits.OnesCount32(masker&^v.letters) > ruimte || bits.OnesCount32(v.letters&^masker) > ruimte {
					continue
				}
				if c, ok := v.kosten(woord, k, ruimte); ok && c <= grens {
					uit = append(uit, gok{v.woord, c})
				}
			}
		}
	}
	slices.SortFunc(uit, func(a, b gok) int { return cmp.Or(cmp.Compare(a.kosten, b.kosten), cmp.Compare(a.woord, b.woord)) })
	return verschillend(uit)
}

// kosten is how far a word that sounds like k is from v.
func (v *spelwoord) kosten(woord, k string, ruimte int) (float32, bool) {
	dk := afstand(k, v.klank, ruimte)
	if dk > ruimte {
		return 0, false
	}
	d := afstand(woord, v.woord, ruimte+2)
	if dk > 0 && d > ruimte+1 {
		return 0, false
	}
	c := float32(dk) + .35*float32(d)
	if v.woord[0] != woord[0] && v.klank[0] != k[0] {
		c++
	}
	return c*6/float32(max(4, len(woord))) - min(.05*v.vaak, meestVaak), true
}

// verschillend keeps one word of each stem, close to the best.
func verschillend(gokken []gok) []gok {
	var stammen []string
	n := 0
	for _, g := range gokken {
		if n == maxGokken || g.kosten > gokken[0].kosten+naasteGok {
			break
		}
		if s := stam(g.woord); !slices.Contains(stammen, s) {
			stammen = append(stammen, s)
			gokken[n] = g
			n++
		}
	}
	return gokken[:n]
}
