package socialekaart

import (
	"net/url"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// An address becomes a question of a bounded size, which has an address of its own
// that reads back the same; more filters of other groups never find more.
func FuzzVraagUitAdres(f *testing.F) {
	k := proefkaart()
	for _, s := range []string{
		"q=even+vrijaf&thema=educatie&thema=praktische-hulp&kosten=gratis&sorteer=naam&pagina=3", "q=%00%ff%e2%80%ae&pagina=-1", "pagina=99999999999999999999", "pagina=0x10&thema=",
		"wijk=%27+OR+1%3D1--&taal=../../etc/passwd", strings.Repeat("thema=a&", 100), "q=" + strings.Repeat("%C4%B3", 400), "a=%zz;b", "q=++&q=2", "thema=" + strings.Repeat("x", 5000),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, adres string) {
		waarden, _ := url.ParseQuery(adres) // as net/http does: what can be read, is
		v := LeesVraag(waarden)
		if utf8.RuneCountInString(v.Q) > MaxVraag || !utf8.ValidString(v.Q) || v.Pagina < 1 || v.Pagina > maxPaginanr {
			t.Fatalf("%+v", v)
		}
		for g := range v.Keuzes {
			if len(v.Keuzes[g]) > maxKeuzes {
				t.Errorf("%d choices of %s", len(v.Keuzes[g]), Groepnamen[g])
			}
		}
		u, err := url.Parse(v.URL(v.Pagina))
		if err != nil || u.Path != "/aanbod" || u.Host != "" || u.Fragment != "" {
			t.Fatalf("%v: %v", u, err)
		}
		if terug := LeesVraag(u.Query()); !reflect.DeepEqual(terug, v) {
			t.Errorf("%+v became %+v", v, terug)
		}
		uit, ruim := k.Zoek(v, []string{"Centrum"}), k.Zoek(v.ZonderFilters(), []string{"Centrum"})
		if uit.Totaal > ruim.Totaal || len(uit.Aanbod) > PerPagina || uit.Pagina < 1 || uit.Totaal > 0 && len(uit.Aanbod) == 0 {
			t.Errorf("%d with filters, %d without; page %d has %d", uit.Totaal, ruim.Totaal, uit.Pagina, len(uit.Aanbod))
		}
	})
}

// Normalising twice is normalising once, and words are nothing but letters and digits.
func FuzzWoorden(f *testing.F) {
	for _, s := range []string{"Oma's café", "İĳÉé", "ﬁets", "e\u0301\u0301\u0301", "\u202eabc", "١٢٣", "\xff\x00", "ǅ ß ẞ", "ᾳ", "Å", "\u0345"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		een := Plat(s)
		if twee := Plat(een); twee != een {
			t.Errorf("%q became %q and then %q", s, een, twee)
		}
		for _, w := range Woorden(s) {
			if w == "" || strings.ContainsAny(w, " <>'\"&%_") {
				t.Errorf("word %q of %q", w, s)
			}
		}
	})
}
