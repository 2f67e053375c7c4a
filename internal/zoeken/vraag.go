package zoeken

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// vraag is a question that was read: groups of which a document scores the best
// alternative, and what was understood.
type vraag struct {
	woorden []string
	groepen []groep
	stammen []gelezen
	begrip  Begrip
	geraden int
	ruim    bool // ordinary words that are nowhere may be guessed as well
	gewoon  bool // there was one
}

// groep is what one typed word, or one onderwerp, can stand for.
type groep struct {
	woord string
	alts  []alternatief
}

// alternatief is terms that a document must all have, or an onderwerp (termen is
// nil then).
type alternatief struct {
	termen    []int32
	onderwerp int32
	gewicht   float32
	soort     string
	tekst     string
}

// maxGeraden bounds how many words of one question are compared with all words.
const maxGeraden = 12

// How a word that is nowhere is understood yet.
const (
	minDeel    = 6 // letters of a part of it that is known
	minLetters = 3 // of a beginning of known words
)

// lees reads a question and gives every document its score, in k. An ordinary word
// that is nowhere is not taken for a mistake, unless nothing is found otherwise.
func (ix *Index) lees(q string, k *kladblok) *vraag {
	v := ix.ontleed(q, false)
	ix.scoor(v, k)
	if v.gewoon && !slices.ContainsFunc(k.score, func(s float32) bool { return s > 0 }) {
		v = ix.ontleed(q, true)
		ix.scoor(v, k)
	}
	return v
}

func (ix *Index) ontleed(q string, ruim bool) *vraag {
	ws := woorden(kort(q))
	v := &vraag{woorden: ws[:min(len(ws), maxWoorden)], ruim: ruim}
	v.begrip.Leeg = len(ws) == 0
	alleenStop := !slices.ContainsFunc(v.woorden, func(x string) bool { return !stopwoorden[x] })
	samen := ix.samengevoegd(v)
	for i, x := range v.woorden {
		if stopwoorden[x] && !alleenStop || len(x) < 2 {
			continue
		}
		lezingen, soort := ix.lezingen(v, x)
		if soort == SoortSpelling {
			if samen[i] { // "re spijtzorg" was understood already
				continue
			}
			v.begrip.Gespeld = append(v.begrip.Gespeld, Spelling{x, ix.vorm(lezingen[0].woord)})
		}
		v.begrip.Woorden = append(v.begrip.Woorden, x)
		g := groep{woord: x}
		for _, l := range lezingen {
			ix.leesWoord(v, &g, i, l.woord, l.kosten, soort)
		}
		v.groepen = append(v.groepen, g)
	}
	v.begrip.Onderwerpen = ix.w.herken(v.woorden, v.stammen)
	ix.vaktermen(v)
	return v
}

// samengevoegd finds neighbours that are one word: "dag opvang". It gives the
// places of the words that were joined.
func (ix *Index) samengevoegd(v *vraag) map[int]bool {
	samen := map[int]bool{}
	for i := range len(v.woorden) - 1 {
		a, b := v.woorden[i], v.woorden[i+1]
		if len(a) < 3 || len(b) < 3 || stopwoorden[a] || stopwoorden[b] {
			continue
		}
		heel := a + b
		if !ix.kent(heel) {
			if len(heel) < 8 || v.geraden == maxGeraden {
				continue
			}
			v.geraden++
			gokken := raad(heel, sterkeGok, ix.spelling, ix.w.spelling)
			if len(gokken) == 0 {
				continue
			}
			heel = gokken[0].woord
		}
		samen[i], samen[i+1] = true, true
		g := groep{woord: a + " " + b}
		s := stam(heel)
		ix.neem(&g, gewichtSamen, SoortSamen, heel, s)
		ix.neemOnderwerpen(&g, gewichtSamen, s)
		v.groepen = append(v.groepen, g)
		v.stammen = append(v.stammen, gelezen{s, -1 - i})
	}
	return samen
}

// lezingen gives what a typed word may be, with the weight of each: itself, or
// when it is nowhere the words that it probably is, or else the part that is known.
func (ix *Index) lezingen(v *vraag, x string) ([]gok, string) {
	zelf := []gok{{x, 1}}
	if ix.kent(x) || v.geraden >= maxGeraden {
		return zelf, SoortWoord
	}
	v.geraden++
	var gokken []gok
	if bekend[x] && !v.ruim {
		v.gewoon = true
	} else {
		gokken = raad(x, duursteGok, ix.spelling, ix.w.spelling)
	}
	if (len(gokken) == 0 || gokken[0].kosten > sterkeGok) && ix.splitser.splits(x) != nil {
		return zelf, SoortWoord
	}
	if len(gokken) == 0 || gokken[0].kosten > sterkeGok {
		for _, vorm := range []string{zonderT(x), stam(x) + "t"} { // "drinkt" for "drinken" and the other way round
			if ix.kent(vorm) {
				return []gok{{vorm, 1}}, SoortWoord
			}
		}
	}
	if len(gokken) == 0 {
		if deel := ix.bekendDeel(x); deel != "" {
			return []gok{{deel, gewichtDeel}}, SoortDeel
		}
		if x == v.woorden[len(v.woorden)-1] && utf8.RuneCountInString(x) >= minLetters { // not finished
			for _, w := range ix.metBegin(x, maxGokken) {
				gokken = append(gokken, gok{woord: w})
			}
		}
		if len(gokken) == 0 {
			return zelf, SoortWoord
		}
	}
	gewicht := gewichtSpelling
	for i := range gokken {
		gokken[i].kosten = gewicht
		gewicht *= volgendeGok
	}
	return gokken, SoortSpelling
}

// bekendDeel is the longest known word with which an unknown one ends or begins: what
// it is about ("ouderenmepper" is about ouderen).
func (ix *Index) bekendDeel(x string) string {
	for n := len(x) - 2; n >= minDeel; n-- {
		for _, deel := range []string{x[len(x)-n:], x[:n]} {
			if _, ok := ix.splitser.bekend(deel); ok && !stopwoorden[deel] {
				return deel
			}
		}
	}
	return ""
}

// leesWoord adds what a word can stand for: itself, the onderwerpen that have it,
// its parts when it is a compound.
func (ix *Index) leesWoord(v *vraag, g *groep, plaats int, x string, gewicht float32, soort string) {
	s := stam(x)
	v.stammen = append(v.stammen, gelezen{s, plaats})
	if zwak[s] && len(v.woorden) > 1 {
		gewicht *= gewichtZwak
	}
	ix.neem(g, gewicht, soort, x, s)
	ix.neemOnderwerpen(g, gewicht, s)
	delen := ix.splitser.splits(x)
	if delen == nil {
		return
	}
	stammen := make([]string, len(delen))
	for i, d := range delen {
		stammen[i] = stam(d)
		ix.neem(g, gewicht*gewichtDeel, SoortDeel, d, stammen[i])
	}
	ix.neem(g, gewicht*gewichtDelen, SoortDeel, strings.Join(delen, " "), stammen...)
}

// neem adds terms that must all be there; when one is nowhere it adds nothing.
func (ix *Index) neem(g *groep, gewicht float32, soort, tekst string, stammen ...string) {
	a := alternatief{soort: soort, tekst: tekst}
	hoogste := float32(0)
	for _, s := range stammen {
		nr, ok := ix.termen[s]
		if !ok {
			return
		}
		if !slices.Contains(a.termen, nr) {
			a.termen = append(a.termen, nr)
			hoogste = max(hoogste, ix.idf[nr])
		}
	}
	if len(a.termen) > 0 {
		a.gewicht = gewicht * hoogste
		g.alts = append(g.alts, a)
	}
}

// neemOnderwerpen adds the onderwerpen that have a stem among their words, so that
// an offer is found by a word that it doesn't have itself.
func (ix *Index) neemOnderwerpen(g *groep, gewicht float32, s string) {
	nr, ok := ix.w.stammen[s]
	if !ok {
		return
	}
	for _, v := range ix.w.bij[nr].van {
		g.alts = append(g.alts, alternatief{onderwerp: v.nr, gewicht: gewicht * gewichtBij * ix.bijStam[nr] * v.gewicht,
			soort: SoortOnderwerp, tekst: ix.w.onderwerpen[v.nr].Naam})
	}
}

// vaktermen adds what the field calls the onderwerpen of a question, for offers
// that say it and don't have the onderwerp.
func (ix *Index) vaktermen(v *vraag) {
	for _, h := range v.begrip.Onderwerpen {
		g := groep{woord: ix.w.onderwerpen[ix.w.nummer[h.Slug]].Naam}
		for _, t := range ix.w.vaktermen[ix.w.nummer[h.Slug]] {
			ix.neem(&g, gewichtVakterm*h.Sterkte, SoortVakterm, t.tekst, t.stammen...)
		}
		if len(g.alts) > 0 {
			v.groepen = append(v.groepen, g)
		}
	}
}
