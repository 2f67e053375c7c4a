package socialekaart

import (
	"cmp"
	"math"
	"slices"
)

// bladzijde gives n results from van on, in the order that was asked.
func (z *zoeking) bladzijde(van, n int) []Resultaat {
	uit := make([]Resultaat, 0, min(n, 100))
	op := func(i int) bool {
		if van > 0 {
			van--
			return true
		}
		uit = append(uit, z.resultaat(i))
		return len(uit) < n
	}
	switch {
	case z.v.Sorteer == SorteerAfstand && z.hier != nil:
		for _, i := range z.opAfstand(z.alles) {
			if !op(i) {
				break
			}
		}
	case z.v.Sorteer == SorteerNaam || z.woorden == nil:
		z.alles.elk(op)
	default:
		for _, i := range z.volgorde {
			if z.alles.heeft(int(i)) && !op(int(i)) {
				break
			}
		}
	}
	return uit
}

// opAfstand orders by distance, then by how well the words fit; what comes to
// people follows after what has a place.
func (z *zoeking) opAfstand(wie verzameling) []int {
	type plek struct {
		koorde float64
		rang   int
		doc    int
	}
	lijst := make([]plek, 0, len(z.k.Aanbod))
	neem := func(rang, i int) {
		if !wie.heeft(i) {
			return
		}
		d := z.k.plaatsing[i].nabij(*z.hier)
		if d < 0 {
			d = math.MaxFloat64
		}
		lijst = append(lijst, plek{d, rang, i})
	}
	if z.woorden != nil {
		for rang, i := range z.volgorde {
			neem(rang, int(i))
		}
	} else {
		for i := range z.k.Aanbod {
			neem(i, i)
		}
	}
	slices.SortFunc(lijst, func(a, b plek) int { return cmp.Or(cmp.Compare(a.koorde, b.koorde), a.rang-b.rang) })
	uit := make([]int, len(lijst))
	for i, p := range lijst {
		uit[i] = p.doc
	}
	return uit
}

func (z *zoeking) resultaat(i int) Resultaat {
	r := Resultaat{Aanbod: &z.k.Aanbod[i], Km: -1, Open: z.k.roosters[i].op(z.o.Nu)}
	if z.hier != nil {
		if d := z.k.plaatsing[i].nabij(*z.hier); d >= 0 {
			r.Km = kilometers(d)
		}
	}
	return r
}
