package zoeken

import (
	"maps"
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
	termen      map[string]int32 // a stem to its number
	lijsten     [][]vermelding   // by number, in order of doc
	idf         []float32        // by number
	woorden     map[string]int32 // the words as they are compared: how many documents have them
	vormen      map[string]string
	gesorteerd  []string // the words in order, for suggestions
	spelling    *spellijst
	splitser    splitser
	onderwerpen [][]vermelding // by number in the Woordenboek
	bijStam     []float32      // idf of a stem of the Woordenboek among documents, by its number
	van         []kenmerken    // by doc
	groepen     groepen
	klad        sync.Pool
	onthouden   geheugen
}

// kenmerken are what a document is about and for whom, as numbers.
type kenmerken struct {
	onderwerpen, groepen []int32
	kind                 bool // for children alone
}

// Nieuw makes an index of documents. A document is known by its place in docs.
func Nieuw(docs []Document, w *Woordenboek) *Index {
	b := &bouw{Index: &Index{w: w, aantal: len(docs), termen: map[string]int32{}, woorden: map[string]int32{}, vormen: map[string]string{},
		onderwerpen: make([][]vermelding, len(w.onderwerpen)), van: make([]kenmerken, len(docs))},
		stammen: map[string]string{}, delen: map[string][]string{}}
	b.lees(docs)
	ix := b.Index
	ix.splitser = splitser{ix.woorden, w.vormen}
	b.tel(docs)
	b.kenmerk(docs)
	ix.spelling = nieuweSpellijst(ix.woorden)
	ix.gesorteerd = slices.Sorted(maps.Keys(ix.woorden))
	ix.klad.New = func() any { return nieuwKladblok(len(docs)) }
	return ix
}

// bouw is an index that is being made, with what is only needed for that.
type bouw struct {
	*Index
	teksten [][][]string // the words of every field of every document
	stammen map[string]string
	delen   map[string][]string
}

// lees takes the words out of the documents.
func (b *bouw) lees(docs []Document) {
	b.teksten = make([][][]string, len(docs))
	for i, d := range docs {
		gehad := map[string]bool{}
		for _, v := range d.Velden {
			ws := woorden(v.Tekst)
			b.teksten[i] = append(b.teksten[i], ws)
			for _, x := range ws {
				if !gehad[x] {
					gehad[x] = true
					b.woorden[x]++
				}
			}
			geschreven(v.Tekst, b.vormen)
		}
	}
}

// tel weighs the terms of every document (BM25F).
func (b *bouw) tel(docs []Document) {
	tellingen := make([]map[string]float32, len(docs))
	lengtes, som := make([]float32, len(docs)), float32(0)
	for i, d := range docs {
		tellingen[i] = map[string]float32{}
		for j, v := range d.Velden {
			lengtes[i] += v.Gewicht * float32(len(b.teksten[i][j]))
			b.telVeld(tellingen[i], v, b.teksten[i][j])
		}
		som += lengtes[i]
	}
	gemiddeld := max(som/float32(max(len(docs), 1)), 1)
	for i, telling := range tellingen {
		for _, s := range slices.Sorted(maps.Keys(telling)) {
			f := telling[s] / (1 - lengtedeel + lengtedeel*lengtes[i]/gemiddeld)
			nr, ok := b.termen[s]
			if !ok {
				nr = nummer(len(b.lijsten))
				b.termen[s] = nr
				b.lijsten = append(b.lijsten, nil)
			}
			b.lijsten[nr] = append(b.lijsten[nr], vermelding{int32(i), f / (verzadiging + f)})
		}
	}
	for nr, l := range b.lijsten {
		b.lijsten[nr] = slices.Clip(l)
		b.idf = append(b.idf, idf(len(docs), len(l)))
	}
}

func (b *bouw) telVeld(telling map[string]float32, v Veld, ws []string) {
	for _, x := range ws {
		if stopwoorden[x] {
			continue
		}
		telling[b.stam(x)] += v.Gewicht
		if !v.Deelbaar {
			continue
		}
		delen, ok := b.delen[x]
		if !ok {
			delen = b.splitser.splits(x)
			b.delen[x] = delen
		}
		for _, d := range delen {
			telling[b.stam(d)] += v.Gewicht * halfDeel
		}
	}
}

func (b *bouw) stam(x string) string {
	s, ok := b.stammen[x]
	if !ok {
		s = stam(x)
		b.stammen[x] = s
	}
	return s
}

// kenmerk notes what the documents are about and for whom.
func (b *bouw) kenmerk(docs []Document) {
	b.groepen = nieuweGroepen()
	for i, d := range docs {
		k := &b.van[i]
		for _, slug := range d.Onderwerpen {
			nr, ok := b.w.nummer[slug]
			if !ok || slices.Contains(k.onderwerpen, nr) {
				continue
			}
			s := float32(1)
			if len(k.onderwerpen) > 0 {
				s = gewichtTweede
			}
			k.onderwerpen = append(k.onderwerpen, nr)
			b.onderwerpen[nr] = append(b.onderwerpen[nr], vermelding{int32(i), s})
		}
		k.kind = voorKinderen(d.Doelgroepen)
		for _, code := range d.Doelgroepen {
			k.groepen = append(k.groepen, b.groepen.neem(code))
		}
	}
	b.groepen.leer(b.van, b.onderwerpen)
	b.bijStam = make([]float32, len(b.w.bij))
	for s, nr := range b.w.stammen {
		n := 0
		if t, ok := b.termen[s]; ok {
			n = len(b.lijsten[t])
		}
		for _, v := range b.w.bij[nr].van {
			n += len(b.onderwerpen[v.nr])
		}
		b.bijStam[nr] = idf(len(docs), min(n, len(docs)))
	}
}

// kent reports whether a word, or one with the same stem, is anywhere.
func (ix *Index) kent(x string) bool {
	if ix.woorden[x] > 0 || ix.w.vormen[x] > 0 {
		return true
	}
	s := stam(x)
	if _, ok := ix.termen[s]; ok {
		return true
	}
	_, ok := ix.w.stammen[s]
	return ok
}

// Bytes estimates the memory of the index, without the Woordenboek, which is shared.
func (ix *Index) Bytes() int {
	const perMap, perLijst = 48, 24 // an entry of a map, the head of a slice
	n := ix.spelling.bytes + 16*len(ix.gesorteerd) + 4*len(ix.bijStam)
	for w := range ix.woorden {
		n += perMap + len(w)
	}
	for w, v := range ix.vormen {
		n += perMap + len(w) + len(v)
	}
	for s := range ix.termen {
		n += perMap + len(s)
	}
	for _, l := range slices.Concat(ix.lijsten, ix.onderwerpen) {
		n += perLijst + 8*cap(l)
	}
	for _, k := range ix.van {
		n += 2*perLijst + 4*(cap(k.onderwerpen)+cap(k.groepen))
	}
	return n
}
