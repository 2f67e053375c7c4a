package socialekaart

import (
	"maps"
	"math"
	"slices"
)

// The weights of the fields, and how much a term that comes back and a long text
// count (BM25F, Robertson and Zaragoza 2009; values measured on a set of questions).
const (
	gewichtNaam, gewichtSamenvatting, gewichtTekst = 3, 2, 1

	verzadiging = 1.2
	lengtedeel  = 0.4
)

// treffer is one offer that has a term, with how much the term says about it (0-1).
type treffer struct {
	doc int
	s   float64
}

// index finds offers by word. It is made once and never changed.
type index struct {
	aantal  int
	lijsten map[string][]treffer // by stem
	termen  []string             // the stems, sorted
	vormen  map[string]string    // a stem as it is written, for spelling
}

// zoektekst is what is searched of one offer: texts with the weight of each, and
// the codes of its kenmerken, to which everyday words lead.
type zoektekst struct {
	velden []veld
	codes  []string
}

type veld struct {
	tekst   string
	gewicht float64
}

func nieuweIndex(docs []zoektekst) *index {
	ix := &index{aantal: len(docs), lijsten: map[string][]treffer{}, vormen: map[string]string{}}
	tellingen := make([]map[string]float64, len(docs))
	lengtes, som := make([]float64, len(docs)), 0.0
	for i, d := range docs {
		tellingen[i] = map[string]float64{}
		for _, v := range d.velden {
			for _, w := range woorden(v.tekst) {
				st := stam(w)
				tellingen[i][st] += v.gewicht
				lengtes[i] += v.gewicht
				if oud, ok := ix.vormen[st]; !ok || len(w) < len(oud) {
					ix.vormen[st] = w
				}
			}
		}
		for _, c := range d.codes {
			tellingen[i]["#"+c] += gewichtSamenvatting
		}
		som += lengtes[i]
	}
	gemiddeld := math.Max(som/math.Max(float64(len(docs)), 1), 1)
	for i, telling := range tellingen {
		for st, f := range telling {
			f /= 1 - lengtedeel + lengtedeel*lengtes[i]/gemiddeld
			ix.lijsten[st] = append(ix.lijsten[st], treffer{i, f / (verzadiging + f)})
		}
	}
	ix.termen = slices.Sorted(maps.Keys(ix.lijsten))
	return ix
}

// idf is how much a term tells offers apart: a rare word says more.
func (ix *index) idf(term string) float64 {
	n := float64(len(ix.lijsten[term]))
	return math.Log(1 + (float64(ix.aantal)-n+0.5)/(n+0.5))
}

// metBegin gives the terms that begin with s.
func (ix *index) metBegin(s string) []string {
	van, _ := slices.BinarySearch(ix.termen, s)
	tot := van
	for tot < len(ix.termen) && len(ix.termen[tot]) >= len(s) && ix.termen[tot][:len(s)] == s {
		tot++
	}
	return ix.termen[van:tot]
}
