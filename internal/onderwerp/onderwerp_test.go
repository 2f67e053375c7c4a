package onderwerp_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/zoeken"
)

// The words that a release brings are whole.
func TestStandaard(t *testing.T) {
	lijst := onderwerp.Standaard()
	if len(lijst) < 100 {
		t.Fatalf("only %d onderwerpen", len(lijst))
	}
	slugs := map[string]bool{}
	for _, o := range lijst {
		slugs[o.Slug] = true
	}
	for _, o := range lijst {
		for _, v := range o.Verwant {
			if !slugs[v] || v == o.Slug {
				t.Errorf("%s is related to %q", o.Slug, v)
			}
		}
	}
	var b strings.Builder
	if err := onderwerp.Schrijf(&b, lijst); err != nil {
		t.Fatal(err)
	}
	terug, err := onderwerp.Lees(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(terug, lijst) {
		t.Error("what is written is not what is read")
	}
}

func TestSamen(t *testing.T) {
	gedeeld := []zoeken.Onderwerp{
		{Slug: "oppas", Naam: "Oppas", Vaktermen: []string{"respijtzorg"}, GewoneWoorden: []string{"oppas", "vrij"}, Talen: map[string][]string{"en": {"sitter"}}, Verwant: []string{"vervoer"}},
		{Slug: "vervoer", Naam: "Vervoer", Vaktermen: []string{"Wmo-vervoer"}, GewoneWoorden: []string{"bus", "vervoer"}},
	}
	was := onderwerp.Samen(gedeeld, nil)
	samen := onderwerp.Samen(gedeeld, []onderwerp.Aanvulling{
		{Slug: "oppas", GewoneWoorden: []string{"de lindehoeve"}, Zonder: []string{"vrij", "sitter"}, ZonderVerwant: []string{"vervoer"}, Talen: map[string][]string{"tr": {"bakıcı"}}},
		{Slug: "eigen-kermis", Naam: "Kermis", GewoneWoorden: []string{"kermis"}, Verwant: []string{"oppas"}},
		{Slug: "verdwenen", GewoneWoorden: []string{"weg"}},
	})
	want := []zoeken.Onderwerp{
		{Slug: "oppas", Naam: "Oppas", Vaktermen: []string{"respijtzorg"}, GewoneWoorden: []string{"oppas", "de lindehoeve"}, Talen: map[string][]string{"en": {}, "tr": {"bakıcı"}}, Verwant: []string{}},
		gedeeld[1],
		{Slug: "eigen-kermis", Naam: "Kermis", GewoneWoorden: []string{"kermis"}, Verwant: []string{"oppas"}, Talen: map[string][]string{}},
	}
	if len(samen) != len(want) {
		t.Fatalf("%d onderwerpen: %v", len(samen), samen)
	}
	for i := range want {
		if !gelijk(samen[i], want[i]) {
			t.Errorf("%+v, want %+v", samen[i], want[i])
		}
	}
	if !reflect.DeepEqual(gedeeld, was) || slices.Contains(gedeeld[0].GewoneWoorden, "de lindehoeve") {
		t.Error("the shared words changed")
	}
}

func gelijk(a, b zoeken.Onderwerp) bool {
	for _, code := range onderwerp.Talen {
		if !slices.Equal(a.Talen[code], b.Talen[code]) {
			return false
		}
	}
	return a.Slug == b.Slug && a.Naam == b.Naam && slices.Equal(a.Vaktermen, b.Vaktermen) && slices.Equal(a.GewoneWoorden, b.GewoneWoorden) && slices.Equal(a.Verwant, b.Verwant)
}

func TestMetTakesAnEmptyOneAway(t *testing.T) {
	lijst := onderwerp.Met(nil, onderwerp.Aanvulling{Slug: "b", Zonder: []string{"x"}})
	lijst = onderwerp.Met(lijst, onderwerp.Aanvulling{Slug: "a", Zonder: []string{"y"}})
	if len(lijst) != 2 || lijst[0].Slug != "a" {
		t.Fatal(lijst)
	}
	if lijst = onderwerp.Met(lijst, onderwerp.Aanvulling{Slug: "b", Talen: map[string][]string{"en": {}}}); len(lijst) != 1 || onderwerp.Vind(lijst, "b").Zonder != nil {
		t.Error(lijst)
	}
}

func TestLees(t *testing.T) {
	for _, c := range []struct{ json, zin string }{
		{`[]`, ""},
		{`{}`, "geen lijst van onderwerpen"},
		{`[{"slug":"a","woorden":[]}]`, "geen lijst van onderwerpen"},
		{`[{"slug":"A b","naam":"A","gewone_woorden":["a"]}]`, "geen slug"},
		{`[{"slug":"a","naam":"A"}]`, "geen naam of geen woorden"},
		{`[{"slug":"a","naam":"A","vaktermen":["a"]},{"slug":"a","naam":"A","vaktermen":["a"]}]`, "twee keer"},
		{`[{"slug":"a","naam":"A","vaktermen":["a"],"talen":{"xx":["a"]}}]`, "die wij niet kennen"},
	} {
		_, err := onderwerp.Lees(strings.NewReader(c.json))
		if c.zin == "" && err != nil || c.zin != "" && (err == nil || !strings.Contains(err.Error(), c.zin)) {
			t.Errorf("%s: %v", c.json, err)
		}
	}
}
