package zoeken

import (
	"math"
	"slices"
)

// gelijkenis compares a question as a whole with every phrase of every onderwerp: their
// words and pairs of neighbours as vectors, by idf over the onderwerpen, and the cosine
// of the angle between them. So a phrase counts that is nearly there. One of stop words
// alone has nothing to compare: see letterlijk.
type gelijkenis struct {
	woorden map[string]int32 // stems, to a number
	paren   map[[2]int32]int32
	idf     []float32      // by number
	lijsten [][]vermelding // by number: the phrases that have it, and how much of each it is
	van     []int32        // by phrase: its onderwerp
	hoogste float32        // idf
}

// lezing is words as they are compared: their stems, and which are stop words.
type lezing struct {
	woorden []string
	stop    []bool
}

func (l *lezing) voeg(woord string, stop bool) {
	l.woorden, l.stop = append(l.woorden, woord), append(l.stop, stop)
}

func lezingVan(ws []string) (l lezing) {
	for _, x := range ws {
		l.voeg(stam(x), stopwoorden[x])
	}
	return l
}

func nieuweGelijkenis(lijst []Onderwerp) *gelijkenis {
	g := &gelijkenis{woorden: map[string]int32{}, paren: map[[2]int32]int32{}}
	var zinnen [][]weging
	var aantal []int // by number: how many onderwerpen have it
	for i, o := range lijst {
		gehad := map[int32]bool{}
		for _, t := range zinnenVan(o) {
			zin := g.delen(lezingVan(woorden(t)), true)
			for _, d := range zin {
				aantal = append(aantal, make([]int, g.aantal()-len(aantal))...)
				if !gehad[d.nr] {
					gehad[d.nr] = true
					aantal[d.nr]++
				}
			}
			zinnen = append(zinnen, zin)
			g.van = append(g.van, int32(i))
		}
	}
	for _, n := range aantal {
		g.idf = append(g.idf, idf(len(lijst), n))
	}
	g.hoogste = slices.Max(append(g.idf, 0))
	g.lijsten = make([][]vermelding, len(aantal))
	for z, zin := range zinnen {
		lengte := g.weeg(zin)
		for _, d := range zin {
			if g.idf[d.nr] < minIdf { // nearly all have it
				continue
			}
			g.lijsten[d.nr] = append(g.lijsten[d.nr], vermelding{nummer(z), d.gewicht / lengte})
		}
	}
	return g
}

func (g *gelijkenis) aantal() int { return len(g.woorden) + len(g.paren) }

// delen gives the words of a text and its pairs of neighbours; -1 is a word that no
// phrase has. With nieuw the text is a phrase.
func (g *gelijkenis) delen(l lezing, nieuw bool) []weging {
	uit := make([]weging, 0, 2*len(l.woorden))
	vorige := int32(-1)
	for i, x := range l.woorden {
		nr, ok := g.woorden[x]
		switch {
		case ok:
		case nieuw:
			nr = nummer(g.aantal())
			g.woorden[x] = nr
		default:
			nr = -1
		}
		gewicht, paar := float32(1), paarWoord
		if l.stop[i] {
			gewicht = stopWoord
			if i > 0 && l.stop[i-1] {
				paar = paarStop
			}
		}
		uit = append(uit, weging{nr, gewicht})
		if vorige >= 0 && nr >= 0 {
			p, ok := g.paren[[2]int32{vorige, nr}]
			if !ok && nieuw {
				p = nummer(g.aantal())
				g.paren[[2]int32{vorige, nr}] = p
			}
			if ok || nieuw {
				uit = append(uit, weging{p, paar})
			}
		}
		vorige = nr
	}
	return uit
}

// weeg multiplies by idf, and gives the length of the vector.
func (g *gelijkenis) weeg(delen []weging) float32 {
	som := float32(0)
	for i, d := range delen {
		f := g.hoogste * onbekend
		if d.nr >= 0 {
			f = g.idf[d.nr]
		}
		delen[i].gewicht *= f
		som += delen[i].gewicht * delen[i].gewicht
	}
	return max(float32(math.Sqrt(float64(som))), .01)
}

// met gives by onderwerp how much its phrases are like a question, in uit; a phrase that
// is the question is 1. per is scratch paper, by phrase.
func (g *gelijkenis) met(l lezing, per, uit []float32) {
	clear(per)
	clear(uit)
	delen := g.delen(l, false)
	lengte := g.weeg(delen)
	for _, d := range delen {
		if d.nr >= 0 {
			for _, v := range g.lijsten[d.nr] {
				per[v.doc] += d.gewicht / lengte * v.s
			}
		}
	}
	for z, s := range per {
		if s > minGelijk {
			uit[g.van[z]] += tot(s, gelijkMacht)
		}
	}
	for i, s := range uit {
		if s > 0 {
			uit[i] = min(tot(s, 1/gelijkMacht), 1)
		}
	}
}

// bytes estimates the memory.
func (g *gelijkenis) bytes() int {
	const perMap = 48
	n := perMap*g.aantal() + 28*len(g.idf) + 4*len(g.van)
	for w := range g.woorden {
		n += len(w)
	}
	for _, l := range g.lijsten {
		n += 8 * cap(l)
	}
	return n
}
