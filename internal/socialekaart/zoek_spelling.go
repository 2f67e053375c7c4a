package socialekaart

import "unicode/utf8"

// spel finds the term that a mistyped word probably is, "" when none is near:
// one letter wrong in a word of four, two from seven on. Among equals the term
// that most offers have wins. vorm is how the word is written.
func (ix *index) spel(woord string) (term, vorm string) {
	lengte := utf8.RuneCountInString(woord)
	if lengte < 4 || lengte > 40 {
		return "", ""
	}
	ruimte := 1
	if lengte >= 7 {
		ruimte = 2
	}
	afstand, aantal := ruimte+1, 0
	doel := []rune(woord)
	kijk := func(t, v string) {
		if len(v) < 4 || stopwoorden[v] {
			return
		}
		d := bewerkingen(doel, []rune(v), ruimte)
		if n := len(ix.lijsten[t]); d < afstand || d == afstand && d <= ruimte && n > aantal {
			term, vorm, afstand, aantal = t, v, d, n
		}
	}
	for _, t := range ix.termen {
		kijk(t, ix.vormen[t])
	}
	for _, w := range gewoneWoorden {
		kijk(w.stam, w.vorm)
	}
	return term, vorm
}

// bewerkingen counts the letters to add, drop, change or swap with their
// neighbour to make b of a (optimal string alignment). Past grens it stops
// counting.
func bewerkingen(a, b []rune, grens int) int {
	if len(a)-len(b) > grens || len(b)-len(a) > grens {
		return grens + 1
	}
	eerder, vorige, rij := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range vorige {
		vorige[j] = j
	}
	for i := 1; i <= len(a); i++ {
		rij[0] = i
		laagste := i
		for j := 1; j <= len(b); j++ {
			anders := 1
			if a[i-1] == b[j-1] {
				anders = 0
			}
			rij[j] = min(vorige[j-1]+anders, vorige[j]+1, rij[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rij[j] = min(rij[j], eerder[j-2]+1)
			}
			laagste = min(laagste, rij[j])
		}
		if laagste > grens {
			return grens + 1
		}
		eerder, vorige, rij = vorige, rij, eerder
	}
	return vorige[len(b)]
}
