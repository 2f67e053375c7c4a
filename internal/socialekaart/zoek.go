package socialekaart

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// How much a match counts that is not the typed word itself.
const (
	gewichtSamen     = 0.8  // two typed words written as one: "dag opvang"
	gewichtBegin     = 0.6  // the last word as the beginning of a longer one
	gewichtDeel      = 0.4  // part of a compound: "opvang" in "logeeropvang"
	gewichtVakterm   = 1.0  // what the field calls it: "even vrijaf" is respijtzorg
	gewichtAlledaags = 0.4  // words that nearly every carer types
	minLetters       = 3    // of a beginning
	minLettersDeel   = 5    // of a part of a compound
	maxUitbreidingen = 40   // terms that one word may stand for
	onderscheidend   = 0.15 // a result scores at least this part of the best one
)

// alternatief is a term that a typed word can stand for.
type alternatief struct {
	term    string
	gewicht float64
}

// gerangschikt is what a question found: offers, best first, and what was also
// searched because a word was spelled in another way.
type gerangschikt struct {
	docs    []int
	bedoeld []string
}

// zoek ranks the offers that have any of the words. Every typed word counts once
// per offer, with the best of what it can stand for.
func (ix *index) zoek(vraag string) gerangschikt {
	ws := woorden(kort(vraag))
	ws = ws[:min(len(ws), maxWoorden)]
	alle := stammen(ws)
	var uit gerangschikt
	score := make([]float64, ix.aantal)
	for i, w := range ws {
		if stopwoorden[w] {
			continue
		}
		alts := ix.alternatieven(w, alle[i], i == len(ws)-1)
		if len(alts) == 0 && len(zinnen[alle[i]]) == 0 {
			if st, vorm := ix.spel(w); st != "" {
				uit.bedoeld = append(uit.bedoeld, vorm)
				alle[i] = st
				alts = ix.alternatieven(vorm, st, false)
			}
		}
		if i+1 < len(ws) {
			alts = append(alts, alternatief{stam(w + ws[i+1]), gewichtSamen})
		}
		if i > 0 {
			alts = append(alts, alternatief{stam(ws[i-1] + w), gewichtSamen})
		}
		ix.tel(score, alts)
	}
	for _, g := range begrepen(alle) {
		ix.tel(score, g)
	}
	if geen(score) { // "ik kan niet meer": nothing but stop words
		for _, st := range alle {
			ix.tel(score, []alternatief{{st, 1}})
		}
	}
	uit.docs = rangschik(score)
	return uit
}

// alternatieven are the terms that a typed word can stand for, the word itself first.
func (ix *index) alternatieven(w, st string, laatste bool) []alternatief {
	var alts []alternatief
	letters := utf8.RuneCountInString(w)
	gewicht := 1.0
	if alledaags[st] {
		gewicht = gewichtAlledaags
	}
	if len(ix.lijsten[st]) > 0 {
		alts = append(alts, alternatief{st, gewicht})
	}
	if laatste && letters >= minLetters {
		for _, t := range ix.metBegin(w) {
			alts = append(alts, alternatief{t, gewicht * gewichtBegin})
		}
	}
	if letters >= minLettersDeel {
		for _, t := range ix.termen {
			if len(t) > len(st) && (strings.HasSuffix(t, st) || strings.HasPrefix(t, st)) {
				alts = append(alts, alternatief{t, gewicht * gewichtDeel})
			}
		}
	}
	if len(alts) == 0 {
		alts = ix.delen(w)
	}
	return alts[:min(len(alts), maxUitbreidingen)]
}

// delen takes a compound apart that is nowhere as a whole: "alzheimercafe" is
// alzheimer and cafe.
func (ix *index) delen(w string) (alts []alternatief) {
	const minst = 4
	for i := range w {
		if i < minst || len(w)-i < minst {
			continue
		}
		kop, staart := stam(w[:i]), stam(w[i:])
		if ix.vormen[kop] != "" && ix.vormen[staart] != "" {
			return []alternatief{{kop, gewichtDeel}, {staart, gewichtDeel}}
		}
	}
	return nil
}

// tel adds to every offer the best of the alternatives.
func (ix *index) tel(score []float64, alts []alternatief) {
	beste := map[int]float64{}
	for _, a := range alts {
		idf := ix.idf(a.term)
		for _, t := range ix.lijsten[a.term] {
			beste[t.doc] = max(beste[t.doc], a.gewicht*idf*t.s)
		}
	}
	for doc, s := range beste {
		score[doc] += s
	}
}

func geen(score []float64) bool {
	return !slices.ContainsFunc(score, func(s float64) bool { return s > 0 })
}

// rangschik puts the offers with a score in order and leaves out the tail that
// only has a common word in it. Equal scores keep the order of the names.
func rangschik(score []float64) []int {
	top := 0.0
	for _, s := range score {
		top = max(top, s)
	}
	var docs []int
	for doc, s := range score {
		if s > 0 && s >= top*onderscheidend {
			docs = append(docs, doc)
		}
	}
	slices.SortStableFunc(docs, func(a, b int) int {
		switch {
		case score[a] > score[b]:
			return -1
		case score[a] < score[b]:
			return 1
		}
		return a - b
	})
	return docs
}
