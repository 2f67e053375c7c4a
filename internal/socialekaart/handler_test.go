package socialekaart

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/toegang"
)

func TestResultsPage(t *testing.T) {
	s := nieuweSite(t, logeerhuis(), eenvoudig("Welzijn", "Boodschappenbus", "De bus haalt u thuis op."))
	doc := s.lees("/aanbod?q=even+vrijaf&thema=vervangende-mantelzorg&taal=ar", http.StatusOK)
	if got := tekstVan(doc, "h2#aantal"); got != "1 resultaat voor ‘even vrijaf’" {
		t.Error(got)
	}
	if got := namen(doc); !slices.Equal(got, []string{"Logeerhuis De Linde"}) {
		t.Error(got)
	}
	if v, _ := doc.Find("input#q").Attr("value"); v != "even vrijaf" {
		t.Errorf("the question is gone: %q", v)
	}
	if n := doc.Find("h1").Length(); n != 1 {
		t.Errorf("%d h1", n)
	}
	// a chip takes one filter away and leaves the rest
	chips := doc.Find("a.mz-tag")
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
	if got := tekstVan(doc, ".utrecht-alert"); !strings.Contains(got, "0599-00 01 23") {
		t.Errorf("no telephone below the results: %s", got)
	}
}

func TestPagesOfResults(t *testing.T) {
	var rijen []Invoer
	for i := range 25 {
		rijen = append(rijen, eenvoudig("Welzijn", fmt.Sprintf("Koffie %02d", i), "Samen koffie drinken."))
	}
	s := nieuweSite(t, rijen...)
	for _, c := range []struct {
		pagina, eerste string
		n              int
	}{{"", "Koffie 00", 10}, {"3", "Koffie 20", 5}, {"1000000000", "Koffie 20", 5}, {"-1", "Koffie 00", 10}, {"drie", "Koffie 00", 10}, {"99999999999999999999", "Koffie 00", 10}} {
		doc := s.lees("/aanbod?q=koffie&sorteer=naam&pagina="+c.pagina, http.StatusOK)
		if got := namen(doc); len(got) != c.n || got[0] != c.eerste {
			t.Errorf("page %q: %q", c.pagina, got)
		}
	}
	doc := s.lees("/aanbod?q=koffie&pagina=2", http.StatusOK)
	if got := tekstVan(doc, ".mz-result__nr"); !strings.HasPrefix(got, "11") {
		t.Errorf("numbers start at %s", got)
	}
	if href, _ := doc.Find(".utrecht-pagination a[rel=next]").Attr("href"); href != "/aanbod?pagina=3&q=koffie" {
		t.Error(href)
	}
}

func TestNothingFoundHelpsOn(t *testing.T) {
	lijn := eenvoudig("De Luisterlijn", "De Luisterlijn", "Iemand luistert.", term("thema", "emotionele-steun"), term("vorm", "telefonisch"))
	lijn.Inhoud.Landelijk, lijn.Inhoud.Contact.Telefoon = true, "088 0767 000"
	s := nieuweSite(t, logeerhuis(), lijn)
	doc := s.lees("/aanbod?q=xqzzk&wet=wmo", http.StatusOK)
	if got := tekstVan(doc, "h2#aantal"); got != "Niets gevonden" {
		t.Error(got)
	}
	for _, want := range []string{`a[href="tel:+31599000123"]`, `a[href="tel:0880767000"], a[href="tel:+31880767000"]`, `a[href="/aanbod?thema=educatie"]`, `a[href="/aanbod?q=xqzzk"]`} {
		if doc.Find("main "+want).Length() == 0 {
			t.Errorf("%s is not there", want)
		}
	}
}

func TestHostileAddressesAreHarmless(t *testing.T) {
	s := nieuweSite(t, logeerhuis())
	for _, query := range []string{
		"q=" + strings.Repeat("a", 5000), "q=" + strings.Repeat("zorg+", 2000), "q=%F0%9F%99%82+%E2%80%8D", "q=%D9%85%D8%B1%D8%AD%D8%A8%D8%A7", "q=%00%FF%FE", "q=%3Cscript%3Ealert(1)%3C/script%3E",
		"thema=nergens&wijk=%27%22%3E&kosten=duur&taal=xx&pagina=1e9", strings.Repeat("thema=a&", 500), "%zz=1;;", "sorteer=omgekeerd",
	} {
		doc := s.lees("/aanbod?"+query, http.StatusOK)
		if doc.Find("main script").Length() > 0 {
			t.Errorf("%.40q: script in the page", query)
		}
		if strings.Contains(query, "thema=") && len(namen(doc)) != 1 {
			t.Errorf("%.40q: unknown values must filter nothing", query)
		}
		if v, _ := doc.Find("#q").Attr("value"); len(v) > 4*maxVraag {
			t.Errorf("%.40q: %d bytes come back", query, len(v))
		}
	}
}

func TestDetailPage(t *testing.T) {
	s := nieuweSite(t, logeerhuis(),
		eenvoudig("Zorggroep", "Logeren met zorg", "Een week logeren.", term("thema", "vervangende-mantelzorg"), term("vorm", "logeeropvang")),
		Invoer{Organisatie: logeerhuis().Organisatie, Inhoud: eenvoudig("", "Nachthulp", "Iemand waakt.").Inhoud},
		eenvoudig("Welzijn", "Boodschappenbus", "De bus haalt u op."))
	doc := s.lees("/aanbod/logeerhuis-de-linde", http.StatusOK)
	for selector, want := range map[string]string{
		"h1":                                     "Logeerhuis De Linde",
		".mz-facts dl":                           "Aanbieder Thuis in Proefstad Wanneer Ma t/m vr, 9.00–17.00 uur Kosten Vanaf € 45 per dag Wie betaalt De gemeente, soms met een eigen bijdrage (Wmo) Verwijzing of indicatie Niet nodig Plaats Oosterwijk Talen Nederlands en Arabisch",
		".mz-prose h2":                           "Wat is het?Voor wie is het?Wat kost het?Heeft u een verwijzing nodig?Hoe meldt u zich aan?Waar en wanneer is het?",
		".mz-prose ul.utrecht-unordered-list li": "met dementiemet een beperking",
		".mz-prose ol.mz-steps":                  "Bel voor een kennismaking.U hoort binnen drie dagen wanneer het kan.",
		".mz-prose table tbody":                  "Dag € 45 per dag Weekend € 180 per weekend",
		".mz-prose address":                      "De Linde Lindelaan 12, 7995 PR Oosterwijk",
		".mz-grid .mz-result__title a":           "Logeren met zorgNachthulp",
		".utrecht-breadcrumb-nav__link":          "HomeHulp en activiteitenLogeerhuis De Linde",
	} {
		got := tekstVan(doc, selector)
		if strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(want, " ", "") {
			t.Errorf("%s: %q, want %q", selector, got, want)
		}
	}
	for _, want := range []string{`a[href="tel:+31599000456"]`, `a[href="https://www.thuis.example"]`, `a[href="/organisaties/thuis-in-proefstad"]`, "[data-print]"} {
		if doc.Find("article "+want).Length() == 0 {
			t.Errorf("%s is not there", want)
		}
	}
	if got := tekstVan(doc, ".mz-share"); !strings.Contains(got, "Laatst gecontroleerd op ") || strings.Contains(doc.Text(), "half jaar") {
		t.Error(got)
	}
	if en := s.lees("/en/aanbod/logeerhuis-de-linde", http.StatusOK); en.Find(`.mz-prose p[lang=nl]`).Length() == 0 || tekstVan(en, ".mz-facts h2") == tekstVan(doc, ".mz-facts h2") {
		t.Error("an English page must mark the Dutch texts")
	}
}

func TestOldCheckIsTold(t *testing.T) {
	oud := logeerhuis()
	oud.Inhoud.GecontroleerdOp = dag(time.Now().AddDate(0, -7, 0))
	s := nieuweSite(t, oud)
	if got := tekstVan(s.lees("/aanbod/logeerhuis-de-linde", http.StatusOK), ".mz-prose .utrecht-alert"); !strings.Contains(got, "langer dan een half jaar geleden") || !strings.Contains(got, "Bel eerst even") {
		t.Error(got)
	}
}

func TestOrganisationPage(t *testing.T) {
	s := nieuweSite(t, logeerhuis(), eenvoudig("Welzijn", "Boodschappenbus", "De bus haalt u op."))
	doc := s.lees("/organisaties/thuis-in-proefstad", http.StatusOK)
	if got := namen(doc); !slices.Equal(got, []string{"Logeerhuis De Linde"}) || tekstVan(doc, "h1") != "Thuis in Proefstad" {
		t.Errorf("%s: %q", tekstVan(doc, "h1"), got)
	}
	if doc.Find(`a[href="mailto:zorg@thuis.example"]`).Length() == 0 {
		t.Error("no e-mail")
	}
}

func TestUnknownAndForeignOffersAreNotFound(t *testing.T) {
	s := nieuweSite(t, logeerhuis())
	for _, pad := range []string{"/aanbod/bestaat-niet", "/organisaties/bestaat-niet", "/aanbod/%00", "/aanbod/" + strings.Repeat("a", 3000)} {
		s.lees(pad, http.StatusNotFound)
	}
	if w := s.verzoekBij(s.andere, toegang.Persoon{}, http.MethodGet, "/aanbod/logeerhuis-de-linde", nil); w.Code != http.StatusNotFound {
		t.Errorf("another gemeente: status %d", w.Code)
	}
	if doc := s.document(s.verzoekBij(s.andere, toegang.Persoon{}, http.MethodGet, "/aanbod?q=logeren", nil), http.StatusOK); len(namen(doc)) > 0 {
		t.Error("offers of one gemeente show in another")
	}
}

func TestVisitorsAreServedWhileTheDatabaseIsAway(t *testing.T) {
	s := nieuweSite(t, logeerhuis())
	s.lees("/aanbod", http.StatusOK)
	s.store.Pool.Close()
	for _, pad := range []string{"/aanbod?q=logeren", "/aanbod/logeerhuis-de-linde", "/organisaties/thuis-in-proefstad"} {
		if doc := s.lees(pad, http.StatusOK); !strings.Contains(doc.Text(), "Logeerhuis De Linde") {
			t.Errorf("%s is empty", pad)
		}
	}
	if w := s.verzoek(redacteur, http.MethodGet, "/beheer/aanbod", nil); w.Code != http.StatusServiceUnavailable {
		t.Errorf("back office: status %d", w.Code)
	}
}

func TestThemasForTheHomePage(t *testing.T) {
	s := nieuweSite(t, logeerhuis(), eenvoudig("Welzijn", "Boodschappenbus", "De bus."), eenvoudig("Welzijn", "Klussendienst", "Een klus."))
	themas, err := s.handler.Themas(toegang.MetGemeente(context.Background(), s.gemeente))
	if err != nil || len(themas) != len(Themas) {
		t.Fatal(themas, err)
	}
	for _, th := range themas {
		want := map[string]int{"vervangende-mantelzorg": 1, "praktische-hulp": 2}[th.Code]
		if th.Aantal != want || th.Naam == "" {
			t.Errorf("%+v, want %d", th, want)
		}
	}
}
