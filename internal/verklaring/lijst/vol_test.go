package lijst_test

import (
	"fmt"
	"strings"
	"testing"

	"mantelpunt/internal/verklaring/lijst"

	"github.com/PuerkitoBio/goquery"
)

// As many as a file can hold are read in, with names that are not Latin.
func TestAFullFile(t *testing.T) {
	h := nieuw(t, nil)
	b := strings.Builder{}
	b.WriteString(kop)
	for i := range lijst.MaxRegels {
		naam := ""
		for n := i; n > 0 || naam == ""; n /= 8 {
			naam += string(rune('а' + n%8))
		}
		if i%10 == 0 {
			naam += "🎉"
		}
		fmt.Fprintf(&b, "Ирина %s;3-3-1960;m%d@voorbeeld.example;;parkeren;\n", naam, i)
	}
	pad, _ := h.lees(b.String())
	h.Telt(`SELECT count(*) FROM lijst_regel WHERE fout = ''`, lijst.MaxRegels*9/10)
	for zoek, c := range map[string]struct {
		eerste, laatste, aantal int
		leidt                   string
	}{
		"":                    {2, 51, 50, "Volgende"},
		"?na=51":              {52, 101, 50, "VolgendeNaar het begin van de lijst"},
		"?na=4951":            {4952, 5001, 50, "Naar het begin van de lijst"}, // as many as a page holds, and no more
		"?na=4999":            {5000, 5001, 2, "Naar het begin van de lijst"},
		"?na=5001":            {0, 0, 0, "Naar het begin van de lijst"},
		"?na=2147483647":      {0, 0, 0, "Naar het begin van de lijst"},
		"?na=2147483648":      {2, 51, 50, "Volgende"},
		"?na=-5":              {2, 51, 50, "Volgende"},
		"?pagina=100&na=x":    {2, 51, 50, "Volgende"}, // of an old bookmark
		"?toon=fouten&na=492": {502, 992, 50, "VolgendeNaar het begin van de lijst"},
	} {
		doc := h.Get(h.Carla, pad+zoek, 200)
		nrs := doc.Find("td[data-label=Regel]").Map(func(_ int, s *goquery.Selection) string { return s.Text() })
		leidt := strings.TrimSpace(doc.Find("nav[aria-label=Bladzijden]").Text())
		if len(nrs) != c.aantal || leidt != c.leidt || c.aantal > 0 && (nrs[0] != fmt.Sprint(c.eerste) || nrs[c.aantal-1] != fmt.Sprint(c.laatste)) {
			t.Errorf("%q: rows %v, %q; want %+v", zoek, nrs, leidt, c)
		}
	}
	van := func(begin string) (nrs []string) {
		for naar := begin; naar != ""; {
			doc := h.Get(h.Carla, naar, 200)
			nrs = append(nrs, doc.Find("td[data-label=Regel]").Map(func(_ int, s *goquery.Selection) string { return s.Text() })...)
			naar = doc.Find(`nav[aria-label=Bladzijden] a:contains("Volgende")`).AttrOr("href", "")
		}
		return nrs
	}
	fouten := van(pad + "?toon=fouten")
	for i, nr := range fouten {
		if nr != fmt.Sprint(i*10+2) {
			t.Fatalf("mistake %d is on row %s", i, nr)
		}
	}
	if len(fouten) != lijst.MaxRegels/10 {
		t.Errorf("%d mistakes over all pages", len(fouten))
	}
	h.Bevat(h.Get(h.Carla, pad+"?toon=fouten", 200), "tbody tr:first-child", "🎉")
}
