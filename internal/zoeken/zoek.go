package zoeken

import (
	"math"
	"slices"
)

// kladblok is the scratch paper of one question: numbers by document. It is used
// again, so that a question costs no memory that grows with the documents.
type kladblok struct {
	score []float32 // so far
	beste []float32 // of the group in hand
	laag  []float32 // of the terms that an alternative asks for, the one that counts least
	stap  []int32   // how many of those terms the document has
	past  []float32 // by doelgroep

	volwassen bool // the question is about somebody grown up
}

func nieuwKladblok(n int) *kladblok {
	return &kladblok{score: make([]float32, n), beste: make([]float32, n), laag: make([]float32, n), stap: make([]int32, n)}
}

// Zoek answers a question. Any number of questions may be asked at a time, and no
// question costs more than a few milliseconds, whatever is in it.
func (ix *Index) Zoek(q string) Uitkomst {
	k := ix.klad.Get().(*kladblok)
	defer ix.klad.Put(k)
	v := ix.lees(q, k)
	v.begrip.Ook = ix.ook(v)
	return Uitkomst{Treffers: rangschik(k.score), Begrip: v.begrip}
}

// scoor gives every document its score, in k.
func (ix *Index) scoor(v *vraag, k *kladblok) {
	clear(k.score)
	for _, g := range v.groepen {
		clear(k.beste)
		for _, a := range g.alts {
			ix.scoorAlternatief(a, k)
		}
		for d, s := range k.beste {
			k.score[d] += s
		}
	}
	for _, h := range v.begrip.Onderwerpen {
		f := gewichtOnderwerp * h.Sterkte
		for _, p := range ix.onderwerpen[ix.w.nummer[h.Slug]] {
			k.score[p.doc] += f * p.s
		}
	}
	k.past = ix.passend(v, k.past)
	k.volwassen = v.heeft(volwassenen) && !v.heeft(kinderen)
	for d, s := range k.score {
		if s > 0 {
			k.score[d] = s * ix.past(int32(d), k)
		}
	}
	clear(k.beste)
	for nr, f := range ix.soortgelijk(k.score) {
		for _, p := range ix.onderwerpen[nr] {
			k.beste[p.doc] = max(k.beste[p.doc], f*p.s)
		}
	}
	for d, s := range k.beste {
		if s > 0 {
			k.score[d] += s * ix.past(int32(d), k)
		}
	}
}

// scoorAlternatief raises k.beste to what an alternative gives.
func (ix *Index) scoorAlternatief(a alternatief, k *kladblok) {
	switch len(a.termen) {
	case 0:
		for _, p := range ix.onderwerpen[a.onderwerp] {
			k.beste[p.doc] = max(k.beste[p.doc], p.s*a.gewicht)
		}
	case 1:
		for _, p := range ix.lijsten[a.termen[0]] {
			k.beste[p.doc] = max(k.beste[p.doc], p.s*a.gewicht)
		}
	default:
		for _, p := range ix.lijsten[a.termen[0]] {
			k.stap[p.doc], k.laag[p.doc] = 1, p.s
		}
		for i, t := range a.termen[1:] {
			for _, p := range ix.lijsten[t] {
				if k.stap[p.doc] != int32(i+1) {
					continue
				}
				k.stap[p.doc]++
				k.laag[p.doc] = min(k.laag[p.doc], p.s)
				if i+2 == len(a.termen) {
					k.beste[p.doc] = max(k.beste[p.doc], k.laag[p.doc]*a.gewicht)
				}
			}
		}
		for _, p := range ix.lijsten[a.termen[0]] {
			k.stap[p.doc] = 0
		}
	}
}

// soortgelijk gives the onderwerpen of the best documents, with what they add to
// the other documents that have them: who is helped by three offers of logeeropvang
// is helped by a fourth that words it otherwise.
func (ix *Index) soortgelijk(score []float32) map[int32]float32 {
	top := hoogste(score)
	som := float32(0)
	for _, t := range top {
		som += t.Score
	}
	uit := map[int32]float32{}
	for _, t := range top {
		f := gewichtSoortgelijk * top[0].Score * t.Score / som
		for _, nr := range ix.van[t.Doc].onderwerpen {
			uit[nr] += f
			for _, v := range ix.w.verwant[nr] {
				uit[v] += f * soortgelijkVerwant
			}
		}
	}
	return uit
}

// hoogste are the documents that score best, the best first.
func hoogste(score []float32) []Treffer {
	var top []Treffer
	for d, s := range score {
		if s <= 0 || len(top) == besteVoorSoort && s <= top[len(top)-1].Score {
			continue
		}
		i := len(top)
		for i > 0 && top[i-1].Score < s {
			i--
		}
		top = slices.Insert(top, i, Treffer{int32(d), s})
		top = top[:min(len(top), besteVoorSoort)]
	}
	return top
}

// rangschik puts the documents in order, equals by number. The tail that has only a
// common word of the question is left out.
func rangschik(score []float32) []Treffer {
	grens := float32(0)
	for _, s := range score {
		grens = max(grens, s*onderscheidend)
	}
	// what scores more sorts first: the bits of a positive float are in its order
	var sleutels []uint64
	for d, s := range score {
		if s > 0 && s >= grens {
			sleutels = append(sleutels, uint64(^math.Float32bits(s))<<32|uint64(d))
		}
	}
	slices.Sort(sleutels)
	uit := make([]Treffer, len(sleutels))
	for i, sl := range sleutels {
		uit[i] = Treffer{int32(sl & math.MaxInt32), math.Float32frombits(^uint32(sl >> 32))}
	}
	return uit
}
