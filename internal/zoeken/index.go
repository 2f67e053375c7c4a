package zoeken

import (
	"math"
	"slices"
	"sync"
)

// vermelding says that a document has a term, and how much it is about it (0 to 1).
type vermelding struct {
	doc int32
	s   float32
}

// Index finds documents. It is made once and never changed.
type Index struct {
	w           *Woordenboek
	aantal      int
	term        map[string]int32 // stem to number
	lijsten     [][]vermelding   // by number, in order of doc
	idf         []float32        // by number
	woorden     map[string]int32 // the words as they are written: in how many documents
	spelling    spellijst
	splitser    splitser
	onderwerpen [][]vermelding // by number in the Woordenboek
	doelgroepen [][]string
	groepBij    []map[string]float32
	profiel     map[string][]weging // stem: the onderwerpen whose texts have it, 0 to 1
	profIDF     map[string]float32
	klad        sync.Pool
}

// Nieuw makes an index of documents. A document is known by its place in docs.
func Nieuw(docs []Document, w *Woordenboek) *Index {
	ix := &Index{w: w, aantal: len(docs), term: map[string]int32{}, woorden: map[string]int32{}, onderwerpen: make([][]vermelding, len(w.onderwerpen))}
	teksten := make([][][]string, len(docs))
	for i, d := range docs {
		gehad := map[string]bool{}
		for _, v := range d.Velden {
			ws := woorden(v.Tekst)
			teksten[i] = append(teksten[i], ws)
			for _, x := range ws {
				if !gehad[x] {
					gehad[x] = true
					ix.woorden[x]++
				}
			}
		}
		ix.doelgroepen = append(ix.doelgroepen, d.Doelgroepen)
	}
	ix.maakSplitser()
	stammen := map[string]string{}
	st := func(x string) string {
		s, ok := stammen[x]
		if !ok {
			s = stam(x)
			stammen[x] = s
		}
		return s
	}
	tellingen := make([]map[string]float32, len(docs))
	lengtes, som := make([]float32, len(docs)), float32(0)
	gesplitst := map[string][]string{}
	for i, d := range docs {
		tf := map[string]float32{}
		tellingen[i] = tf
		for j, v := range d.Velden {
			for _, x := range teksten[i][j] {
				lengtes[i] += v.Gewicht
				if stopwoorden[x] {
					continue
				}
				tf[st(x)] += v.Gewicht
				if !v.Deelbaar {
					continue
				}
				delen, ok := gesplitst[x]
				if !ok {
					delen = ix.splitser.splits(x)
					gesplitst[x] = delen
				}
				for _, p := range delen {
					tf[st(p)] += v.Gewicht * .5
				}
			}
		}
		gehad := map[string]bool{}
		for _, slug := range d.Onderwerpen {
			nr, ok := w.nummer[slug]
			if !ok {
				continue
			}
			ix.onderwerpen[nr] = append(ix.onderwerpen[nr], vermelding{int32(i), 1})
			o := w.onderwerpen[nr]
			for _, t := range slices.Concat(o.Vaktermen, o.GewoneWoorden) {
				for _, x := range woorden(t) {
					if s := st(x); !stopwoorden[x] && !gehad[s] {
						gehad[s] = true
						tf[s] += knop.TopicField
					}
				}
			}
		}
		som += lengtes[i]
	}
	gemiddeld := max(som/float32(max(len(docs), 1)), 1)
	for i, tf := range tellingen {
		for s, f := range tf {
			nr, ok := ix.term[s]
			if !ok {
				nr = int32(len(ix.lijsten))
				ix.term[s] = nr
				ix.lijsten = append(ix.lijsten, nil)
			}
			f /= 1 - knop.B + knop.B*lengtes[i]/gemiddeld
			ix.lijsten[nr] = append(ix.lijsten[nr], vermelding{int32(i), f / (knop.K1 + f)})
		}
	}
	for _, l := range ix.lijsten {
		n := float64(len(l))
		ix.idf = append(ix.idf, float32(math.Log(1+(float64(ix.aantal)-n+.5)/(n+.5))))
	}
	for x, n := range ix.woorden {
		ix.spelling.neem(x, int(n))
	}
	ix.maakProfiel(docs, tellingen)
	ix.klad.New = func() any {
		return &kladblok{score: make([]float32, ix.aantal), beste: make([]float32, ix.aantal), min: make([]float32, ix.aantal), n: make([]int32, ix.aantal)}
	}
	return ix
}

func (ix *Index) maakProfiel(docs []Document, tellingen []map[string]float32) {
	w := ix.w
	ix.groepBij = make([]map[string]float32, len(w.onderwerpen))
	ix.profiel = map[string][]weging{}
	ix.profIDF = map[string]float32{}
	for nr := range w.onderwerpen {
		m := map[string]float32{}
		n := float32(len(ix.onderwerpen[nr])) + .3
		tf := map[string]float32{}
		for _, p := range ix.onderwerpen[nr] {
			for _, g := range docs[p.doc].Doelgroepen {
				m[g] += 1 / n
			}
			for s, f := range tellingen[p.doc] {
				tf[s] += knop.ProfText * f / (f + 2) / n
			}
		}
		ix.groepBij[nr] = m
		o := w.onderwerpen[nr]
		for _, t := range append(slices.Concat(o.Vaktermen, o.GewoneWoorden), o.Naam) {
			ss := inhoud(woorden(t))
			for _, s := range ss {
				tf[s] += 1 / float32(math.Sqrt(float64(len(ss))))
			}
		}
		for s, f := range tf {
			ix.profiel[s] = append(ix.profiel[s], weging{int32(nr), f / (f + .5)})
		}
	}
	for s, l := range ix.profiel {
		slices.SortFunc(l, func(a, b weging) int { return int(a.onderwerp - b.onderwerp) })
		n := float64(len(w.onderwerpen))
		som := float64(0)
		for _, x := range l {
			som += float64(x.gewicht)
		}
		ix.profIDF[s] = float32(math.Log(1 + (n-som+.5)/(som+.5)))
	}
}

func (ix *Index) maakSplitser() {
	ix.splitser = splitser{deel: map[string]float32{}, eigen: map[string]bool{}}
	neem := func(x string, n int) {
		if isLatijn(x) && len(x) >= 3 {
			ix.splitser.deel[x] = float32(math.Log1p(float64(n)))
			ix.splitser.eigen[x] = true
		}
	}
	for x := range ix.w.vormen {
		neem(x, 1)
	}
	for x, n := range ix.woorden {
		neem(x, int(n))
	}
}

// Bytes estimates the memory of the index.
func (ix *Index) Bytes() int {
	n := 0
	for _, l := range ix.lijsten {
		n += 24 + 8*len(l)
	}
	for w := range ix.woorden {
		n += 100 + 2*len(w)
	}
	return n
}

// kent reports whether a word, or one with the same stem, is anywhere.
func (ix *Index) kent(x string) bool {
	if ix.woorden[x] > 0 || ix.w.vormen[x] {
		return true
	}
	s := stam(x)
	if _, ok := ix.term[s]; ok {
		return true
	}
	_, ok := ix.w.idf[s]
	return ok
}
