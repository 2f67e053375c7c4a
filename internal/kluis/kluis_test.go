package kluis_test

import (
	"bytes"
	"strings"
	"testing"

	"mantelpunt/internal/kluis"
)

func TestWhatIsClosedOpensAtItsPlaceAlone(t *testing.T) {
	k := kluis.Proef(t)
	klaar := []byte("fatima@voorbeeld.example")
	a, b := k.Dicht(klaar, "burger.email", "3", "rij"), k.Dicht(klaar, "burger.email", "3", "rij")
	if bytes.Equal(a, b) || bytes.Contains(a, klaar) {
		t.Error("two times the same, or readable")
	}
	if got, err := k.Open(a, "burger.email", "3", "rij"); err != nil || !bytes.Equal(got, klaar) {
		t.Errorf("%q %v", got, err)
	}
	for wat, plaats := range map[string][]string{"other row": {"burger.email", "3", "ander"}, "other gemeente": {"burger.email", "4", "rij"}, "other field": {"burger.bsn", "3", "rij"}, "moved border": {"burger.email", "3rij", ""}} {
		if _, err := k.Open(a, plaats...); err == nil {
			t.Errorf("%s: opens", wat)
		}
	}
	for i := range a {
		kapot := bytes.Clone(a)
		kapot[i] ^= 1
		if _, err := k.Open(kapot, "burger.email", "3", "rij"); err == nil {
			t.Errorf("byte %d changed and it opens", i)
		}
		if _, err := k.Open(a[:i], "burger.email", "3", "rij"); err == nil && i > 0 {
			t.Errorf("the first %d bytes open", i)
		}
	}
	if k.Dicht(nil, "x") != nil {
		t.Error("nothing is not closed")
	}
	if got, err := k.Open(nil, "x"); got != nil || err != nil {
		t.Error("nothing opens to nothing")
	}
	if _, err := kluis.Proef(t).Open(a, "burger.email", "3", "rij"); err == nil {
		t.Error("another key of the same name opens it")
	}
}

func TestRotation(t *testing.T) {
	oud, _ := kluis.Maak("2025")
	nieuw, _ := kluis.Maak("2026")
	een, _ := kluis.Nieuw(oud)
	beide, err := kluis.Nieuw(nieuw + "," + oud)
	if err != nil {
		t.Fatal(err)
	}
	na, _ := kluis.Nieuw(nieuw)
	dicht, kenmerk := een.Dicht([]byte("x"), "v"), een.Kenmerk("bsn", []byte("x"))
	if got, err := beide.Open(dicht, "v"); err != nil || string(got) != "x" {
		t.Errorf("with both keys: %v", err)
	}
	if kluis.Sleutel(dicht) != "2025" || kluis.Sleutel(beide.Dicht([]byte("x"), "v")) != "2026" || beide.Actief() != "2026" {
		t.Error("the first key closes")
	}
	if _, err := na.Open(dicht, "v"); err == nil || !strings.Contains(err.Error(), "2025") {
		t.Errorf("a key that is gone must be named: %v", err)
	}
	if ks := beide.Kenmerken("bsn", []byte("x")); !bytes.Equal(ks[1], kenmerk) || bytes.Equal(ks[0], ks[1]) {
		t.Error("an older hash is not found again")
	}
	if bytes.Equal(een.Kenmerk("bsn", []byte("x")), een.Kenmerk("email", []byte("x"))) {
		t.Error("two uses must differ")
	}
}

func TestKeysThatAreNone(t *testing.T) {
	goed, _ := kluis.Maak("a")
	for _, s := range []string{"", "a", "a:", "a:x", ":" + goed, "A:" + goed[2:], goed + "x", "a:AAAA", goed + "," + goed} {
		if _, err := kluis.Nieuw(s); err == nil {
			t.Errorf("%.10q… is taken", s)
		}
	}
	if _, err := kluis.Maak("Een naam"); err == nil {
		t.Error("a name with a space")
	}
}

func BenchmarkOpen(b *testing.B) {
	k := kluis.Proef(b)
	d := k.Dicht([]byte("Fatima van der Berg"), "v", "1", "rij")
	for b.Loop() {
		if _, err := k.Open(d, "v", "1", "rij"); err != nil {
			b.Fatal(err)
		}
	}
}
