package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/zoeken/meting"
)

// What is imported, read from the database and searched is answered as well as the
// corpus in memory.
func TestZoekmeting(t *testing.T) {
	zoek, err := inlezen(t.Context(), pgtest.Nieuw(t), "../../internal/zoeken/testdata/corpus.hsds.json")
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open("../../internal/zoeken/testdata/vragen-dev.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	vragen, err := meting.LeesVragen(f)
	if err != nil {
		t.Fatal(err)
	}
	var uit strings.Builder
	verslag(&uit, vragen, zoek, 10)
	t.Log(uit.String())
	regel := regexp.MustCompile(`(?m)^iedereen +80 +0\.(8[5-9]|9\d)\d +0\.9[3-9]\d +0\.9[3-9]\d +0\.0%$`)
	if !regel.MatchString(uit.String()) {
		t.Errorf("not what is promised:\n%s", uit.String())
	}
	if n := len(regexp.MustCompile(`(?m)^\d\.\d\d  `).FindAllString(uit.String(), -1)); n != 10 {
		t.Errorf("%d of the ten worst questions", n)
	}
}
