// Package meting measures how good a search is: questions with a judgement of
// every offer that helps, and the figures by which searches are compared.
package meting

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
)

// Vraag is a question as people type it, with how well each offer answers it: 3
// exactly, 2 well, 1 somewhat; an offer that is not there does not.
type Vraag struct {
	ID      string         `json:"id"`
	Vraag   string         `json:"vraag"`
	Wie     string         `json:"wie"` // the kind of asker
	Oordeel map[string]int `json:"oordeel"`
}

// LeesVragen reads a file of questions.
func LeesVragen(r io.Reader) ([]Vraag, error) {
	var vs []Vraag
	if err := json.NewDecoder(r).Decode(&vs); err != nil {
		return nil, fmt.Errorf("reading questions: %w", err)
	}
	return vs, nil
}

// Cijfers are averages over questions, from 0 to 1.
type Cijfers struct {
	Vragen int
	NDCG   float64 // nDCG@10 with gain 2^grade - 1
	Recall float64 // recall@20 of grade 2 and up
	MRR    float64 // of the first of grade 2 and up
	Niets  float64 // share without any result
}

func (c Cijfers) String() string {
	return fmt.Sprintf("nDCG@10 %.3f  recall@20 %.3f  MRR %.3f  niets %.1f%%  (%d vragen)", c.NDCG, c.Recall, c.MRR, 100*c.Niets, c.Vragen)
}

// Uitslag is how well one question was answered.
type Uitslag struct {
	Vraag Vraag
	Cijfers
}

// Meet asks every question. zoek gives the ids of what is found, best first.
func Meet(vragen []Vraag, zoek func(string) []string) []Uitslag {
	uit := make([]Uitslag, len(vragen))
	for i, v := range vragen {
		rij := zoek(v.Vraag)
		uit[i] = Uitslag{v, Cijfers{Vragen: 1, NDCG: ndcg(rij, v.Oordeel, 10), Recall: recall(rij, v.Oordeel, 20), MRR: rang(rij, v.Oordeel)}}
		if len(rij) == 0 {
			uit[i].Niets = 1
		}
	}
	return uit
}

// Gemiddeld averages, over everybody ("") or one kind of asker.
func Gemiddeld(us []Uitslag, wie string) (c Cijfers) {
	for _, u := range us {
		if wie != "" && u.Vraag.Wie != wie {
			continue
		}
		c.Vragen++
		c.NDCG += u.NDCG
		c.Recall += u.Recall
		c.MRR += u.MRR
		c.Niets += u.Niets
	}
	if n := float64(c.Vragen); n > 0 {
		c.NDCG, c.Recall, c.MRR, c.Niets = c.NDCG/n, c.Recall/n, c.MRR/n, c.Niets/n
	}
	return c
}

// Wie are the kinds of asker, in order of the alphabet.
func Wie(us []Uitslag) []string {
	var uit []string
	for _, u := range us {
		if !slices.Contains(uit, u.Vraag.Wie) {
			uit = append(uit, u.Vraag.Wie)
		}
	}
	slices.Sort(uit)
	return uit
}

func ndcg(rij []string, oordeel map[string]int, k int) float64 {
	var graden []int
	for _, g := range oordeel {
		graden = append(graden, g)
	}
	slices.SortFunc(graden, func(a, b int) int { return b - a })
	som := func(n int, graad func(i int) int) (s float64) {
		for i := range min(n, k) {
			s += (math.Exp2(float64(graad(i))) - 1) / math.Log2(float64(i)+2)
		}
		return s
	}
	ideaal := som(len(graden), func(i int) int { return graden[i] })
	if ideaal == 0 {
		return 0
	}
	return som(len(rij), func(i int) int { return oordeel[rij[i]] }) / ideaal
}

func recall(rij []string, oordeel map[string]int, k int) float64 {
	goed, gevonden := 0, 0
	for _, g := range oordeel {
		if g >= 2 {
			goed++
		}
	}
	for _, id := range rij[:min(len(rij), k)] {
		if oordeel[id] >= 2 {
			gevonden++
		}
	}
	if goed == 0 {
		return 1
	}
	return float64(gevonden) / float64(goed)
}

func rang(rij []string, oordeel map[string]int) float64 {
	for i, id := range rij {
		if oordeel[id] >= 2 {
			return 1 / float64(i+1)
		}
	}
	return 0
}
