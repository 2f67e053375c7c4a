package socialekaart

import (
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"mantelpunt/internal/httpx"
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
		if utf8.RuneCountInString(v.Q) > maxVraag || !utf8.ValidString(v.Q) || v.Pagina < 1 || v.Pagina > maxPaginanr {
			t.Fatalf("%+v", v)
		}
		for g := range v.keuzes {
			if len(v.keuzes[g]) > maxKeuzes {
				t.Errorf("%d choices of %s", len(v.keuzes[g]), groepnamen[g])
			}
		}
		u, err := url.Parse(v.URL(v.Pagina))
		if err != nil || u.Path != "/aanbod" || u.Host != "" || u.Fragment != "" {
			t.Fatalf("%v: %v", u, err)
		}
		if terug := LeesVraag(u.Query()); !reflect.DeepEqual(terug, v) {
			t.Errorf("%+v became %+v", v, terug)
		}
		uit, ruim := k.Zoek(v, []string{"Centrum"}), k.Zoek(v.zonderFilters(), []string{"Centrum"})
		if uit.Totaal > ruim.Totaal || len(uit.Aanbod) > perPagina || uit.Pagina < 1 || uit.Totaal > 0 && len(uit.Aanbod) == 0 {
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
		een := plat(s)
		if twee := plat(een); twee != een {
			t.Errorf("%q became %q and then %q", s, een, twee)
		}
		for _, w := range woorden(s) {
			if w == "" || strings.ContainsAny(w, " <>'\"&%_") {
				t.Errorf("word %q of %q", w, s)
			}
			stam(w)
		}
	})
}

// What a redacteur sends and passes the check reads the same when the form is sent
// again as it then shows; what it had no field for stays.
func FuzzAanbodformulier(f *testing.F) {
	for _, s := range []string{
		"naam=A&samenvatting=B&kosten-0-omschrijving=Dag&kosten-0-bedrag=7,50&tijd-0-van=9&tijd-0-tot=17.30+uur&tijd-0-dag=ma&locatie-0-naam=X&locatie-0-postcode=7991aa",
		"naam=&werkgebied=Centrum&werkgebied=Elders&talen=nl&talen=%3Cb%3E&landelijk=ja&thema=educatie&vandaag=1", "locatie-0-naam=x&locatie-0-postcode=%E2%82%AC%E2%82%AC", "locatie-0-naam=x&locatie-0-postcode=%C3%A9%C3%A9%C3%A9",
		"tijd-0-van=99:99&tijd-0-tot=24:00", "kosten-0-omschrijving=x&kosten-0-bedrag=9999999,99", "gecontroleerd_op-dag=31&gecontroleerd_op-maand=2&gecontroleerd_op-jaar=2026", "website=javascript:alert(1)&telefoon=tel&email=a@b",
	} {
		f.Add(s)
	}
	nu := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	wijken := []string{"Centrum"}
	basis := logeerhuis().Inhoud
	f.Fuzz(func(t *testing.T, body string) {
		ruw, err := url.ParseQuery(body)
		if err != nil {
			return
		}
		v := url.Values{}
		for naam, waarden := range ruw { // as httpx.Formulier hands it over
			for _, w := range waarden {
				v.Add(naam, httpx.Schoon(w))
			}
		}
		in, fouten := leesFormulier(v, basis, wijken, nu)
		if len(fouten) > 0 || len(controleer(in, nu)) > 0 {
			return
		}
		for _, l := range in.Locaties {
			if !utf8.ValidString(l.Postcode) {
				t.Errorf("postcode %q", l.Postcode)
			}
		}
		if w := in.Contact.Website; w != "" && !strings.HasPrefix(w, "http://") && !strings.HasPrefix(w, "https://") {
			t.Errorf("website %q", w)
		}
		for _, k := range in.Kosten {
			if k.Eurocent < 0 {
				t.Errorf("%d cent", k.Eurocent)
			}
		}
		weer, fouten := leesFormulier(naarFormulier(in), in, wijken, nu)
		if len(fouten) > 0 || len(controleer(weer, nu)) > 0 {
			t.Errorf("sent again it is refused: %v", fouten)
		}
	})
}
