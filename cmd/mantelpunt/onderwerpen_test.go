package main

import (
	"strings"
	"testing"
)

// The shared words go out, are changed, and come in again.
func TestOnderwerpenOutAndIn(t *testing.T) {
	t.Parallel()
	p, pool := nieuweProef(t)
	map_ := t.TempDir()
	p.goed("", "gemeente", "toevoegen", "--slug", "waterveen", "--naam", "Waterveen", "--code", "GM9901")
	uit := p.goed("", "onderwerpen", "uitvoeren")
	if !strings.HasPrefix(uit, "[") || !strings.Contains(uit, `"slug": "dagopvang"`) {
		t.Fatalf("%.200s", uit)
	}
	p.goed("0 gewijzigd", "onderwerpen", "inlezen", bewaar(t, map_, "zelfde.json", uit))
	p.goed("1 gewijzigd", "onderwerpen", "inlezen", bewaar(t, map_, "anders.json", strings.Replace(uit, `"dagbesteding"`, `"dagbesteding", "een woord van ons"`, 1)))
	p.goed("een woord van ons", "onderwerpen", "uitvoeren")
	p.fout("geen lijst van onderwerpen", "onderwerpen", "inlezen", bewaar(t, map_, "fout.json", "{}"))
	p.fout("is niet te lezen", "onderwerpen", "inlezen", map_+"/weg.json")
	p.fout("gebruik: mantelpunt onderwerpen", "onderwerpen")
	var generatie int
	if err := pool.QueryRow(t.Context(), `SELECT generatie FROM gemeente WHERE slug = 'waterveen'`).Scan(&generatie); err != nil || generatie == 0 {
		t.Errorf("the gemeente does not see it: %d %v", generatie, err)
	}
}
