// Command zoekmeting measures how well the sociale kaart is searched: it brings a
// corpus of offers into an empty gemeente of a private database, asks questions of
// which is known what answers them, and prints how often that came out on top.
// `make zoekmeting` is that for the corpus and the questions of this repository.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"

	"mantelpunt/internal/zoeken/meting"
)

func main() {
	var o opdracht
	flag.StringVar(&o.corpus, "corpus", "internal/zoeken/testdata/corpus.hsds.json", "het aanbod, als HSDS")
	flag.StringVar(&o.vragen, "vragen", "internal/zoeken/testdata/vragen-dev.json", "de vragen met hun oordelen")
	flag.StringVar(&o.map_, "map", ".data/zoekmeting", "waar de eigen database staat")
	flag.IntVar(&o.slechtst, "slechtst", 10, "hoeveel van de slechtst beantwoorde vragen te tonen")
	flag.Parse()
	if err := o.draai(context.Background(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type opdracht struct {
	corpus, vragen, map_ string
	slechtst             int
}

func (o opdracht) draai(ctx context.Context, uit io.Writer) error {
	f, err := os.Open(o.vragen) // #nosec G304 -- named by who measures
	if err != nil {
		return err
	}
	defer f.Close()
	vragen, err := meting.LeesVragen(f)
	if err != nil {
		return err
	}
	return metKaart(ctx, o, func(zoek func(string) []gevonden) error {
		verslag(uit, vragen, zoek, o.slechtst)
		return nil
	})
}

func verslag(uit io.Writer, vragen []meting.Vraag, zoek func(string) []gevonden, slechtst int) {
	us := meting.Meet(vragen, func(q string) (ids []string) {
		for _, g := range zoek(q) {
			ids = append(ids, g.id)
		}
		return ids
	})
	toon(uit, us)
	slechtste(uit, us, zoek, slechtst)
}

// gevonden is an offer that a question found.
type gevonden struct{ id, naam string }

func toon(uit io.Writer, us []meting.Uitslag) {
	fmt.Fprintf(uit, "%-22s %7s %8s %9s %7s %14s\n", "wie", "vragen", "nDCG@10", "recall@20", "MRR", "niets gevonden")
	for _, wie := range append([]string{""}, meting.Wie(us)...) {
		c := meting.Gemiddeld(us, wie)
		fmt.Fprintf(uit, "%-22s %7d %8.3f %9.3f %7.3f %13.1f%%\n", cmp.Or(wie, "iedereen"), c.Vragen, c.NDCG, c.Recall, c.MRR, 100*c.Niets)
	}
}

// slechtste shows the questions that were answered worst, with what came first and
// its grade.
func slechtste(uit io.Writer, us []meting.Uitslag, zoek func(string) []gevonden, n int) {
	us = slices.Clone(us)
	slices.SortStableFunc(us, func(a, b meting.Uitslag) int { return cmp.Compare(a.NDCG, b.NDCG) })
	if n = min(n, len(us)); n > 0 {
		fmt.Fprintln(uit, "\nHet slechtst beantwoord, met wat bovenaan staat en het oordeel daarover:")
	}
	for _, u := range us[:n] {
		fmt.Fprintf(uit, "%.2f  %s\n", u.NDCG, u.Vraag.Vraag)
		rij := zoek(u.Vraag.Vraag)
		for _, g := range rij[:min(len(rij), 3)] {
			fmt.Fprintf(uit, "        %d  %s\n", u.Vraag.Oordeel[g.id], g.naam)
		}
	}
}
