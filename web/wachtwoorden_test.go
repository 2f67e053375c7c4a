package web

import (
	"bufio"
	"errors"
	"slices"
	"testing"
	"testing/fstest"
)

func TestWachtwoordenlijstIsGesorteerdEnGroot(t *testing.T) {
	r, err := Wachtwoordenlijst()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var woorden []string
	for s := bufio.NewScanner(r); s.Scan(); {
		woorden = append(woorden, s.Text())
	}
	if len(woorden) < 50_000 || !slices.IsSorted(woorden) || len(slices.Compact(slices.Clone(woorden))) != len(woorden) {
		t.Errorf("%d woorden", len(woorden))
	}
	for _, w := range []string{"qwerty123456", "wachtwoord", "welkom", "jeroen", "amsterdam"} {
		if _, ok := slices.BinarySearch(woorden, w); !ok {
			t.Errorf("%q ontbreekt", w)
		}
	}
}

func TestZonderWachtwoordenlijstEenBegrijpelijkeZin(t *testing.T) {
	if _, err := wachtwoordenlijstVan(fstest.MapFS{}); !errors.Is(err, errGeenAssets) {
		t.Error(err)
	}
}
