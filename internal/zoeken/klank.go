package zoeken

import "strings"

// klanken writes what sounds the same in Dutch in one way. The order counts:
// the first that fits is taken.
var klanken = strings.NewReplacer(
	"eau", "o", "ea", "i", "joe", "u",
	"sch", "sg", "ch", "g", "ph", "f", "th", "t", "qu", "kw", "x", "ks",
	"tie", "si", "ei", "i", "ij", "i", "ou", "au", "ck", "k",
	"ce", "se", "ci", "si", "c", "k", "z", "s", "v", "f",
	"ae", "a", "ie", "i", "psy", "psi", "y", "i",
)

// klank is how a word sounds, roughly: who writes by ear writes "mantelsorch",
// "rollater", "toeslach". An n at the end is not heard, nor is the difference
// between d and t there, and a double letter is one.
func klank(w string) string {
	w = klanken.Replace(w)
	b := make([]byte, 0, len(w))
	for i := range len(w) {
		if len(b) == 0 || b[len(b)-1] != w[i] {
			b = append(b, w[i])
		}
	}
	if n := len(b); n > 4 && b[n-1] == 'n' && b[n-2] == 'e' {
		b = b[:n-1]
	}
	if n := len(b); n > 0 {
		switch b[n-1] {
		case 'd':
			b[n-1] = 't'
		case 'b':
			b[n-1] = 'p'
		}
	}
	return string(b)
}

// afstand counts the letters to add, drop, change or swap with their neighbour to
// make b of a (optimal string alignment). Past grens it stops counting.
func afstand(a, b string, grens int) int {
	la, lb := len(a), len(b)
	if la-lb > grens || lb-la > grens || la > maxLetters || lb > maxLetters {
		return grens + 1
	}
	var rijen [3][maxLetters + 1]int
	eerder, vorige, rij := &rijen[0], &rijen[1], &rijen[2]
	for j := range lb + 1 {
		vorige[j] = j
	}
	for i := 1; i <= la; i++ {
		rij[0] = i
		laagste := i
		for j := 1; j <= lb; j++ {
			anders := 1
			if a[i-1] == b[j-1] {
				anders = 0
			}
			v := min(vorige[j]+1, rij[j-1]+1, vorige[j-1]+anders)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				v = min(v, eerder[j-2]+1)
			}
			rij[j] = v
			laagste = min(laagste, v)
		}
		if laagste > grens {
			return grens + 1
		}
		eerder, vorige, rij = vorige, rij, eerder
	}
	return vorige[lb]
}
