package zoeken

import (
	"cmp"
	"slices"
)

type kladblok struct {
	score, beste, min []float32
	n                 []int32
}

// Zoek answers a question.
func (ix *Index) Zoek(q string) Uitkomst {
	v := ix.ontleed(q)
	k := ix.klad.Get().(*kladblok)
	defer ix.klad.Put(k)
	clear(k.score)
	for _, g := range v.groepen {
		clear(k.beste)
		for _, a := range g.alts {
			if len(a.termen) == 1 {
				for _, p := range ix.lijsten[a.termen[0]] {
					k.beste[p.doc] = max(k.beste[p.doc], p.s*a.gewicht)
				}
				continue
			}
			clear(k.n)
			for i, t := range a.termen {
				for _, p := range ix.lijsten[t] {
					if k.n[p.doc] == int32(i) {
						k.n[p.doc]++
						if i == 0 || p.s < k.min[p.doc] {
							k.min[p.doc] = p.s
						}
						if i == len(a.termen)-1 {
							k.beste[p.doc] = max(k.beste[p.doc], k.min[p.doc]*a.gewicht)
						}
					}
				}
			}
		}
		for d, s := range k.beste {
			k.score[d] += s
		}
	}
	for _, h := range v.begrip.Onderwerpen {
		for _, p := range ix.onderwerpen[ix.w.nummer[h.Slug]] {
			k.score[p.doc] += knop.Topic * h.Sterkte
		}
	}
	pas := ix.passend(v)
	for d := range k.score {
		if k.score[d] > 0 {
			k.score[d] *= pas(ix.doelgroepen[d])
		}
	}
	u := Uitkomst{Begrip: v.begrip}
	for d, s := range k.score {
		if s > 0 {
			u.Treffers = append(u.Treffers, Treffer{int32(d), s})
		}
	}
	slices.SortFunc(u.Treffers, func(a, b Treffer) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Doc, b.Doc))
	})
	return u
}

// LegUit says why a document scores.
func (ix *Index) LegUit(vraag string, doc int) []Bijdrage { return nil }

// Aanvullen suggests at most n ways to finish what is being typed.
func (ix *Index) Aanvullen(begin string, n int) []Aanvulling { return nil }
