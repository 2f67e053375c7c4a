package zoeken

import (
	"cmp"
	"slices"
	"strings"
)

// maxOok is how many terms are named that were searched too.
const maxOok = 5

// LegUit says why a document scores, what counts most first. Together the points
// are the score that Zoek gives.
func (ix *Index) LegUit(vraag string, doc int) []Bijdrage {
	if doc < 0 || doc >= ix.aantal {
		return nil
	}
	k := ix.klad.Get().(*kladblok)
	defer ix.klad.Put(k)
	v := ix.lees(vraag, k)
	var uit []Bijdrage
	d, som := nummer(doc), float32(0)
	neem := func(b Bijdrage) {
		if b.Punten > 0 {
			uit = append(uit, b)
			som += b.Punten
		}
	}
	for _, g := range v.groepen {
		neem(ix.besteVan(g, d))
	}
	for _, h := range v.begrip.Onderwerpen {
		nr := ix.w.nummer[h.Slug]
		neem(Bijdrage{Term: ix.w.onderwerpen[nr].Naam, Soort: SoortOnderwerp, Punten: gewichtOnderwerp * h.Sterkte * in(ix.onderwerpen[nr], d)})
	}
	past := ix.past(d, k)
	if rest := k.score[doc] - som*past; rest > .0005 {
		uit = append(uit, Bijdrage{Soort: SoortGelijk, Punten: rest})
	}
	slices.SortStableFunc(uit, func(a, b Bijdrage) int { return cmp.Compare(b.Punten, a.Punten) })
	if past != 1 && som > 0 {
		uit = append(uit, Bijdrage{Soort: SoortDoelgroep, Punten: som * (past - 1)})
	}
	return uit
}

// besteVan is what a group adds to a document.
func (ix *Index) besteVan(g groep, doc int32) Bijdrage {
	beste := Bijdrage{Woord: g.woord}
	for _, a := range g.alts {
		s := float32(1)
		if a.termen == nil {
			s = in(ix.onderwerpen[a.onderwerp], doc)
		}
		for _, t := range a.termen {
			s = min(s, in(ix.lijsten[t], doc))
		}
		if p := s * a.gewicht; p > beste.Punten {
			beste = Bijdrage{g.woord, a.tekst, a.soort, p}
		}
	}
	return beste
}

// in is how much a document is about a term, 0 when it isn't there.
func in(lijst []vermelding, doc int32) float32 {
	i, ok := slices.BinarySearchFunc(lijst, doc, func(v vermelding, d int32) int { return int(v.doc - d) })
	if !ok {
		return 0
	}
	return lijst[i].s
}

// ook are the terms that were searched besides the typed ones: of every onderwerp
// the first that somebody didn't type, the strongest onderwerp first.
func (ix *Index) ook(v *vraag) []string {
	var uit []string
	getypt := " " + strings.Join(v.woorden, " ") + " "
	for _, h := range v.begrip.Onderwerpen {
		if len(uit) == maxOok {
			break
		}
		for _, t := range ix.w.vaktermen[ix.w.nummer[h.Slug]] {
			if !strings.Contains(getypt, t.plat) && !slices.Contains(uit, t.tekst) && ix.heeftAlle(t.stammen) {
				uit = append(uit, t.tekst)
				break
			}
		}
	}
	return uit
}

// heeftAlle reports whether all stems are in the documents.
func (ix *Index) heeftAlle(stammen []string) bool {
	return len(stammen) > 0 && !slices.ContainsFunc(stammen, func(s string) bool { _, ok := ix.termen[s]; return !ok })
}
