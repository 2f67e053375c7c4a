package socialekaart

import (
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"
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
		v.Genegeerd = nil // an address keeps what was understood
		u, err := url.Parse(v.URL(v.Pagina))
		if err != nil || u.Path != "/aanbod" || u.Host != "" || u.Fragment != "" {
			t.Fatalf("%v: %v", u, err)
		}
		if terug := LeesVraag(u.Query()); !reflect.DeepEqual(terug, v) {
			t.Errorf("%+v became %+v", v, terug)
		}
		uit, ruim := k.Zoek(v, proefomgeving), k.Zoek(v.ZonderFilters(), proefomgeving)
		if uit.Totaal > ruim.Totaal || len(uit.Resultaten) > PerPagina || uit.Pagina < 1 || uit.Totaal > 0 && len(uit.Resultaten) == 0 {
			t.Errorf("%d with filters, %d without; page %d has %d", uit.Totaal, ruim.Totaal, uit.Pagina, len(uit.Resultaten))
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

// Whatever hours were written, the clock gives one answer, and what it says of later
// is later.
func FuzzOpen(f *testing.F) {
	for _, s := range [][4]string{{"09:00", "17:00", "ma,wo", ""}, {"22:00", "06:00", "za", "op afspraak"}, {"00:00", "24:00", "ma,di,wo,do,vr,za,zo", ""}, {"25:99", "-1:00", "zo", "eens in de 2 weken"}, {"9", ":", "", "\xff"}} {
		f.Add(s[0], s[1], s[2], s[3], int64(1_774_745_400)) // the night in which the clock goes forward
	}
	f.Fuzz(func(t *testing.T, van, tot, dagen, uitleg string, op int64) {
		nu := time.Unix(op%(1<<33), 0)
		in := Inhoud{Tijden: []Tijd{{Dagen: strings.Split(dagen, ","), Van: van, Tot: tot, Toelichting: uitleg}},
			Uitzonderingen: []Uitzondering{{Van: Datum{nu.UTC().AddDate(0, 0, 2)}, VanTijd: tot, TotTijd: van}}}
		o := in.OpenOp(nu)
		if o.Stand < StandOnbekend || o.Stand > StandDicht || !o.Tot.IsZero() && (!o.Tot.After(nu) || o.Stand == StandOnbekend) {
			t.Errorf("%+v at %v", o, nu)
		}
	})
}
