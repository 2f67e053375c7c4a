package zoeken

import (
	"cmp"
	"slices"
)

// Voorstel proposes at most n onderwerpen for an offer that is being written, the
// likeliest first: those whose words are in it, and most of all in its name. When
// nothing fits clearly there are fewer, or none.
func (w *Woordenboek) Voorstel(d Document, n int) []string {
	vaak := map[int32]float32{} // by stem
	som := float32(0)
	for _, v := range d.Velden {
		for _, x := range woorden(v.Tekst) {
			if nr, ok := w.stammen[stam(x)]; ok && !stopwoorden[x] {
				vaak[nr] += v.Gewicht
			}
		}
	}
	score := make([]float32, len(w.onderwerpen))
	teller := map[int32]int32{} // by phrase
	for nr, f := range vaak {
		b := &w.bij[nr]
		f /= f + 3
		som += f * b.idf
		for _, v := range b.van {
			score[v.nr] += b.idf * f * v.gewicht * v.gewicht
		}
		for _, z := range b.zinnen {
			teller[z]++
		}
	}
	for z, aantal := range teller {
		if v := &w.zinnen[z]; aantal == v.aantal && v.aantal > 1 {
			score[v.onderwerp] += v.waarde / 4
		}
	}
	var nrs []int32
	hoogste := float32(0)
	for nr, s := range score {
		hoogste = max(hoogste, s)
		nrs = append(nrs, int32(nr))
	}
	slices.SortStableFunc(nrs, func(a, b int32) int { return cmp.Compare(score[b], score[a]) })
	var uit []string
	for _, nr := range nrs {
		if len(uit) < n && score[nr] > .1*som && score[nr] >= .6*hoogste {
			uit = append(uit, w.onderwerpen[nr].Slug)
		}
	}
	return uit
}
