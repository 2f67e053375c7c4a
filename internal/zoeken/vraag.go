package zoeken

import (
	"cmp"
	"slices"
	"strings"
)

// alternatief is what a typed word can stand for: terms that must all be there.
type alternatief struct {
	termen  []int32
	gewicht float32
	soort   string
	tekst   string
}

// groep is the alternatives of a word; the best one counts.
type groep struct {
	woord string
	alts  []alternatief
}

type vraag struct {
	groepen []groep
	stammen []gewogen
	begrip  Begrip
	woorden []string
}

type gewogen struct {
	stam    string
	gewicht float32
}

func (ix *Index) idfVan(s string) float32 {
	if nr, ok := ix.term[s]; ok {
		return ix.idf[nr]
	}
	return 0
}

func (ix *Index) alt(g *groep, gewicht float32, soort, tekst string, stammen ...string) {
	a := alternatief{gewicht: gewicht, soort: soort, tekst: tekst}
	m := float32(0)
	for _, s := range stammen {
		nr, ok := ix.term[s]
		if !ok {
			return
		}
		if !slices.Contains(a.termen, nr) {
			a.termen = append(a.termen, nr)
		}
		m = max(m, ix.idf[nr])
	}
	a.gewicht *= m
	if len(a.termen) > 0 {
		g.alts = append(g.alts, a)
	}
}

// ontleed reads a question.
func (ix *Index) ontleed(q string) *vraag {
	v := &vraag{woorden: woorden(kort(q))}
	v.woorden = v.woorden[:min(len(v.woorden), maxWoorden)]
	ws := v.woorden
	v.begrip.Leeg = len(ws) == 0
	alleenStop := !slices.ContainsFunc(ws, func(x string) bool { return !stopwoorden[x] })
	samen := map[string]bool{}
	for i := 0; i+1 < len(ws); i++ {
		a, b := ws[i], ws[i+1]
		if len(a) < 3 || len(b) < 3 || stopwoorden[a] || stopwoorden[b] {
			continue
		}
		j := a + b
		if !ix.kent(j) {
			if len(j) < 8 {
				continue
			}
			g := raad(j, &ix.spelling, &ix.w.spelling)
			if len(g) == 0 || g[0].kosten >= 1 {
				continue
			}
			j = g[0].woord
		}
		samen[a], samen[b] = true, true
		g := groep{woord: a + " " + b}
		ix.alt(&g, knop.Joined, SoortSamen, j, stam(j))
		v.groepen = append(v.groepen, g)
		v.stammen = append(v.stammen, gewogen{stam(j), 1})
	}
	for _, x := range ws {
		if !alleenStop && stopwoorden[x] || len(x) < 2 {
			continue
		}
		lezingen := []gok{{x, 1}}
		soort := SoortWoord
		if !ix.kent(x) {
			gokken := raad(x, &ix.spelling, &ix.w.spelling)
			if d := ix.splitser.splits(x); d != nil && (len(gokken) == 0 || gokken[0].kosten > 1) {
				gokken = nil
			}
			if len(gokken) > 0 {
				if samen[x] {
					continue
				}
				lezingen, soort = nil, SoortSpelling
				for i, g := range gokken {
					f := knop.SpellW
					if i > 0 {
						f *= .7
					}
					lezingen = append(lezingen, gok{g.woord, f})
				}
				v.begrip.Gespeld = append(v.begrip.Gespeld, Spelling{x, gokken[0].woord})
			}
		}
		v.begrip.Woorden = append(v.begrip.Woorden, x)
		g := groep{woord: x}
		for _, l := range lezingen {
			s := stam(l.woord)
			f := l.kosten
			if zwak[s] && len(ws) > 1 {
				f *= knop.Zwak
			}
			ix.alt(&g, f, soort, l.woord, s)
			v.stammen = append(v.stammen, gewogen{s, l.kosten})
			if delen := ix.splitser.splits(l.woord); delen != nil {
				var ss []string
				for _, d := range delen {
					ss = append(ss, stam(d))
				}
				ix.alt(&g, f*knop.PartAnd, SoortDeel, strings.Join(delen, " "), ss...)
				for i, s := range ss {
					ix.alt(&g, f*knop.Part, SoortDeel, delen[i], s)
				}
			}
		}
		v.groepen = append(v.groepen, g)
	}
	v.begrip.Onderwerpen = ix.herken(v)
	for _, h := range v.begrip.Onderwerpen {
		g := groep{woord: h.Slug}
		for _, t := range ix.w.vaktermen[ix.w.nummer[h.Slug]] {
			ix.alt(&g, knop.ExpW*verw(h)*min(h.Sterkte, 1), SoortVakterm, t.tekst, t.stammen...)
		}
		v.groepen = append(v.groepen, g)
	}
	return v
}

// herken finds the onderwerpen that a question is about.
func (ix *Index) herken(v *vraag) []Herkend {
	w := ix.w
	set := map[string]float32{}
	tot := float32(0)
	for _, g := range v.stammen {
		if _, ok := set[g.stam]; !ok {
			set[g.stam] = g.gewicht
			f := w.gewicht(g.stam)
			if _, ok := ix.term[g.stam]; !ok && w.idf[g.stam] == 0 {
				f *= knop.OnbNergens
			}
			tot += f
		}
	}
	best := map[int32]float32{}
	if tot > 0 {
		telling := map[int32]int{}
		for s := range set {
			for _, nr := range w.bij[s] {
				telling[nr]++
			}
		}
		for nr, n := range telling {
			z := &w.zinnen[nr]
			if n < len(z.stammen) {
				continue
			}
			s := min(z.totaal/tot, 1) * (1 + knop.Lang*float32(len(z.stammen)-1))
			best[z.onderwerp] = max(best[z.onderwerp], s)
		}
	}
	if knop.Compl > 0 && tot > 0 { // phrases that are there in part
		deels := map[int32]float32{}
		for s := range set {
			for _, nr := range w.bij[s] {
				deels[nr] += w.gewicht(s)
			}
		}
		for nr, f := range deels {
			z := &w.zinnen[nr]
			c := f / z.totaal
			if c < .999 && c > .3 {
				best[z.onderwerp] = max(best[z.onderwerp], f/tot*c*knop.Compl)
			}
		}
	}
	if knop.Prof > 0 {
		tp := float32(0)
		soft := map[int32]float32{}
		for s := range set {
			i, ok := ix.profIDF[s]
			if !ok {
				i = 4
			}
			if zwak[s] {
				i *= knop.Zwak
			}
			tp += i
			for _, x := range ix.profiel[s] {
				soft[x.onderwerp] += i * x.gewicht
			}
		}
		for t, f := range soft {
			best[t] = max(best[t], knop.Prof*f/tp) + knop.Uni*f/tp
		}
	}
	norm := " " + strings.Join(v.woorden, " ") + " "
	for _, nr := range w.letterlijk {
		z := &w.zinnen[nr]
		if strings.Contains(norm, " "+z.letterlijk+" ") {
			nt := strings.Count(z.letterlijk, " ") + 1
			if nt >= 3 || len(v.woorden) <= nt+1 {
				best[z.onderwerp] = max(best[z.onderwerp], .8)
			}
		}
	}
	var uit []Herkend
	for nr, s := range best {
		if s >= knop.ExpMin {
			uit = append(uit, Herkend{Slug: w.onderwerpen[nr].Slug, Sterkte: s})
		}
	}
	slices.SortFunc(uit, func(a, b Herkend) int {
		return cmp.Or(cmp.Compare(b.Sterkte, a.Sterkte), cmp.Compare(a.Slug, b.Slug))
	})
	uit = uit[:min(len(uit), knop.ExpMax)]
	if knop.RelW > 0 {
		for _, h := range uit[:len(uit):len(uit)] {
			if h.Sterkte < knop.RelMin {
				continue
			}
			for _, nr := range w.verwant[w.nummer[h.Slug]] {
				slug := w.onderwerpen[nr].Slug
				if !slices.ContainsFunc(uit, func(x Herkend) bool { return x.Slug == slug }) {
					uit = append(uit, Herkend{slug, knop.RelW * min(h.Sterkte, 1), true})
				}
			}
		}
	}
	return uit
}

func verw(h Herkend) float32 { return 1 }
