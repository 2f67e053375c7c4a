package zoeken

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
)

// spelwoord is a word that a mistyped one may have been.
type spelwoord struct {
	woord, klank string
	letters      uint32 // which letters are in the sound
	vaak         float32
}

// spellijst holds words by the length of their sound, so that far ones are not looked at.
type spellijst struct{ opLengte [maxLetters + 1][]spelwoord }

const minSpelletters = 4

func (l *spellijst) neem(woord string, aantal int) {
	if len(woord) < minSpelletters || len(woord) > maxLetters || stopwoorden[woord] {
		return
	}
	k := klank(woord)
	if len(k) > maxLetters {
		return
	}
	l.opLengte[len(k)] = append(l.opLengte[len(k)], spelwoord{woord, k, letters(k), float32(math.Log1p(float64(aantal)))})
}

func letters(s string) (m uint32) {
	for i := range len(s) {
		m |= 1 << (s[i] & 31)
	}
	return m
}

// gok is a word that may be meant; hoe lower kosten, hoe surer.
type gok struct {
	woord  string
	kosten float32
}

const (
	naasteGok = 0.5 // and so is what costs this much more than the cheapest
	maxGokken = 3
)

// raad finds the words that a word which is nowhere may have been, likeliest
// first. What sounds alike costs least; a common word is likelier than a rare one.
func raad(woord string, lijsten ...*spellijst) []gok {
	if len(woord) < minSpelletters || len(woord) > maxLetters {
		return nil
	}
	ruimte := 1
	if len(woord) >= 6 {
		ruimte = 2
	}
	if len(woord) >= 11 {
		ruimte = 3
	}
	k := klank(woord)
	masker := letters(k)
	var uit []gok
	for _, l := range lijsten {
		for n := max(len(k)-ruimte, 0); n <= min(len(k)+ruimte, maxLetters); n++ {
			for i := range l.opLengte[n] {
				v := &l.opLengte[n][i]
				// a change touches at most two letters
				if bits.OnesCount32(masker^v.letters) > 2*ruimte {
					continue
				}
				dk := afstand(k, v.klank, ruimte)
				if dk > ruimte {
					continue
				}
				d := afstand(woord, v.woord, ruimte+2)
				if dk > 0 && d > ruimte+1 {
					continue
				}
				c := float32(dk) + 0.35*float32(d)
				if v.woord[0] != woord[0] && v.klank[0] != k[0] {
					c++
				}
				c = c/float32(max(4, len(woord)))*6 - 0.05*v.vaak
				if c <= knop.Duur {
					uit = append(uit, gok{v.woord, c})
				}
			}
		}
	}
	slices.SortFunc(uit, func(a, b gok) int {
		return cmp.Or(cmp.Compare(a.kosten, b.kosten), cmp.Compare(a.woord, b.woord))
	})
	// one of each stem, close to the best
	var stammen []string
	n := 0
	for _, g := range uit {
		if n == maxGokken || g.kosten > uit[0].kosten+naasteGok {
			break
		}
		if s := stam(g.woord); !slices.Contains(stammen, s) {
			stammen = append(stammen, s)
			uit[n] = g
			n++
		}
	}
	return uit[:n]
}
