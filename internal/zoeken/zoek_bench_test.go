package zoeken_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"mantelpunt/internal/zoeken"
)

// verzonnen makes n documents of the texts of the corpus: the name of one with
// the summary of another and the text of a third.
func verzonnen(c corpus, n int) []zoeken.Document {
	docs := make([]zoeken.Document, n)
	for i := range docs {
		a, b, d := c.Documents[i%len(c.IDs)], c.Documents[i*7%len(c.IDs)], c.Documents[i*13%len(c.IDs)]
		a.Velden = slices.Clone(a.Velden)
		a.Velden[0].Tekst += fmt.Sprintf(" locatie%d", i/50)
		a.Velden[1], a.Velden[2] = b.Velden[1], d.Velden[2]
		docs[i] = a
	}
	return docs
}

// BenchmarkZoek asks the questions of the test set, one after the other.
func BenchmarkZoek(b *testing.B) {
	c, boek, vragen := lees(b)
	for _, n := range []int{300, 2000, 5000} {
		ix := zoeken.Nieuw(verzonnen(c, n), boek)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			var tijden []time.Duration
			i := 0
			for b.Loop() {
				t := time.Now()
				ix.Zoek(vragen[i%len(vragen)].Vraag)
				tijden = append(tijden, time.Since(t))
				i++
			}
			b.ReportMetric(float64(ix.Bytes())/float64(n), "B/aanbod")
			slices.Sort(tijden)
			b.ReportMetric(float64(tijden[len(tijden)/2].Microseconds()), "µs-p50")
			b.ReportMetric(float64(tijden[len(tijden)*99/100].Microseconds()), "µs-p99")
		})
	}
}

func BenchmarkNieuw(b *testing.B) {
	c, boek, _ := lees(b)
	for _, n := range []int{300, 5000} {
		docs := verzonnen(c, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				zoeken.Nieuw(docs, boek)
			}
		})
	}
}

func BenchmarkNieuwWoordenboek(b *testing.B) {
	lijst := onderwerpen(b)
	for b.Loop() {
		zoeken.NieuwWoordenboek(lijst)
	}
}
