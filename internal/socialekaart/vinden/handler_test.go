package vinden

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/proef"
)

func nieuweSite(t *testing.T, rijen ...socialekaart.Invoer) *proef.Site {
	t.Helper()
	s := proef.NieuweSite(t, rijen...)
	return s.Hang(Handler{Voorraad: s.Voorraad, Wijken: s, Web: s.Web})
}

func TestResultsPage(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis(), proef.Eenvoudig("Welzijn", "Boodschappenbus", "De bus haalt u thuis op."))
	doc := s.Lees("/aanbod?q=even+vrijaf&thema=vervangende-mantelzorg&taal=ar", http.StatusOK)
	if got := proef.TekstVan(doc, "h2#aantal"); got != "1 resultaat voor ‘even vrijaf’" {
		t.Error(got)
	}
	if got := proef.Namen(doc); !slices.Equal(got, []string{"Logeerhuis De Linde"}) {
		t.Error(got)
	}
	if v, _ := doc.Find("input#q").Attr("value"); v != "even vrijaf" {
		t.Errorf("the question is gone: %q", v)
	}
	if n := doc.Find("h1").Length(); n != 1 {
		t.Errorf("%d h1", n)
	}
	// a chip takes one filter away and leaves the rest
	chips := doc.Find("ul[aria-label='Gekozen filters'] a.mz-tag")
	if chips.Length() != 2 {
		t.Fatalf("%d chips", chips.Length())
	}
	href, _ := chips.First().Attr("href")
	u, err := url.Parse(href)
	if err != nil || u.Query().Get("thema") != "" || u.Query().Get("taal") != "ar" || u.Query().Get("q") != "even vrijaf" {
		t.Errorf("chip leads to %s", href)
	}
	if _, ok := doc.Find(`input[name=thema][value=vervangende-mantelzorg]`).Attr("checked"); !ok {
		t.Error("the chosen filter is not ticked")
	}
	if got := proef.TekstVan(doc, "main .mz-phone"); got != "0599-00 01 23" {
		t.Errorf("no telephone below the results: %s", got)
	}
}

func TestPagesOfResults(t *testing.T) {
	var rijen []socialekaart.Invoer
	for i := range 25 {
		rijen = append(rijen, proef.Eenvoudig("Welzijn", fmt.Sprintf("Koffie %02d", i), "Samen koffie drinken."))
	}
	s := nieuweSite(t, rijen...)
	for _, c := range []struct {
		pagina, eerste string
		n              int
	}{{"", "Koffie 00", 10}, {"3", "Koffie 20", 5}, {"1000000000", "Koffie 20", 5}, {"-1", "Koffie 00", 10}, {"drie", "Koffie 00", 10}, {"99999999999999999999", "Koffie 20", 5}} {
		doc := s.Lees("/aanbod?q=koffie&sorteer=naam&pagina="+c.pagina, http.StatusOK)
		if got := proef.Namen(doc); len(got) != c.n || got[0] != c.eerste {
			t.Errorf("page %q: %q", c.pagina, got)
		}
	}
	doc := s.Lees("/aanbod?q=koffie&pagina=2", http.StatusOK)
	if got := proef.TekstVan(doc, ".mz-result__nr"); !strings.HasPrefix(got, "11") {
		t.Errorf("numbers start at %s", got)
	}
	if href, _ := doc.Find(".utrecht-pagination a[rel=next]").Attr("href"); href != "/aanbod?pagina=3&q=koffie" {
		t.Error(href)
	}
}

func TestNothingFoundHelpsOn(t *testing.T) {
	lijn := proef.Eenvoudig("De Luisterlijn", "De Luisterlijn", "Iemand luistert.", proef.Term("thema", "emotionele-steun"), proef.Term("vorm", "telefonisch"))
	lijn.Inhoud.Landelijk, lijn.Inhoud.Contact.Telefoon = true, "088 0767 000"
	s := nieuweSite(t, proef.Logeerhuis(), lijn)
	doc := s.Lees("/aanbod?q=xqzzk&wet=wmo", http.StatusOK)
	if got := proef.TekstVan(doc, "h2#aantal"); got != "Niets gevonden voor ‘xqzzk’" {
		t.Error(got)
	}
	for _, want := range []string{`a[href="tel:+31599000123"]`, `a[href="tel:0880767000"], a[href="tel:+31880767000"]`, `a[href="/aanbod?thema=vervangende-mantelzorg"]`, `a[href="/aanbod?q=xqzzk"]`} {
		if doc.Find("main "+want).Length() == 0 {
			t.Errorf("%s is not there", want)
		}
	}
}

func TestHostileAddressesAreHarmless(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis())
	for _, query := range []string{
		"q=" + strings.Repeat("a", 5000), "q=" + strings.Repeat("zorg+", 2000), "q=%F0%9F%99%82+%E2%80%8D", "q=%D9%85%D8%B1%D8%AD%D8%A8%D8%A7", "q=%00%FF%FE", "q=%3Cscript%3Ealert(1)%3C/script%3E",
		"thema=nergens&wijk=%27%22%3E&kosten=duur&taal=xx&pagina=1e9", strings.Repeat("thema=a&", 500), "%zz=1;;", "sorteer=omgekeerd",
		"q=%E2%80%AElogeren%E2%80%AC", "q=%27%3B+DROP+TABLE+aanbod%3B--", "pagina=1000000000", "postcode=" + strings.Repeat("9", 5000) + "&straal=-1&sorteer=afstand", "postcode=%22%3E%3Cscript%3E", "soort=%3Cscript%3E&q=logeren&voor=%3Cscript%3E", "open=nu&plek=ja&kosten=gratis&respijt=%F0%9F%99%82",
	} {
		doc := s.Lees("/aanbod?"+query, http.StatusOK)
		if doc.Find("main script").Length() > 0 {
			t.Errorf("%.40q: script in the page", query)
		}
		if strings.HasPrefix(query, "thema=") && len(proef.Namen(doc)) != 1 {
			t.Errorf("%.40q: unknown values must filter nothing", query)
		}
		if v, _ := doc.Find("#q").Attr("value"); len(v) > 4*socialekaart.MaxVraag {
			t.Errorf("%.40q: %d bytes come back", query, len(v))
		}
	}
}

func TestVisitorsAreServedWhileTheDatabaseIsAway(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis())
	s.Lees("/aanbod", http.StatusOK)
	s.Store.Pool.Close()
	for _, pad := range []string{"/aanbod?q=logeren", "/aanbod"} {
		if doc := s.Lees(pad, http.StatusOK); !strings.Contains(doc.Text(), "Logeerhuis De Linde") {
			t.Errorf("%s is empty", pad)
		}
	}
}
