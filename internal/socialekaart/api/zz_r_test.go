package api

import (
	"fmt"
	"os"
	"testing"
	"time"

	"mantelpunt/internal/socialekaart/uitwisseling"
)

func TestZZKosten(t *testing.T) {
	b, err := os.Open("../../zoeken/testdata/corpus.hsds.json")
	if err != nil { t.Fatal(err) }
	rijen, err := uitwisseling.LeesHSDS(b)
	if err != nil { t.Fatal(err) }
	h := nieuwHuis(t, rijen.Rijen...)
	for _, p := range []string{"/services?search=oppas&per_page=20", "/services?search=oppas&per_page=100", "/services?per_page=100&full=true"} {
		h.doe("GET", p)
		n := time.Now()
		var l int
		for range 20 { l = h.doe("GET", p).Body.Len() }
		fmt.Println(p, time.Since(n)/20, l)
	}
}
