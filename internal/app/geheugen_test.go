package app

import "testing"

func TestGeheugengrens(t *testing.T) {
	for max, want := range map[string]int64{"": 2816 << 20, "max\n": 2816 << 20, "8589934592\n": 2816 << 20, "1000000000\n": 800_000_000} {
		if got := geheugengrens(768<<20, max); got != want {
			t.Errorf("%q: %d, want %d", max, got, want)
		}
	}
}
