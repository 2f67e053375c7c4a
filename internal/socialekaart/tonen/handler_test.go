package tonen

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/proef"
	"mantelpunt/internal/toegang"
)

func nieuweSite(t *testing.T, rijen ...socialekaart.Invoer) *proef.Site {
	t.Helper()
	s := proef.NieuweSite(t, rijen...)
	return s.Hang(Handler{Voorraad: s.Voorraad, Web: s.Web})
}

func TestDetailPage(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis(),
		proef.Eenvoudig("Zorggroep", "Logeren met zorg", "Een week logeren.", proef.Term("thema", "vervangende-mantelzorg"), proef.Term("vorm", "logeeropvang")),
		socialekaart.Invoer{Organisatie: proef.Logeerhuis().Organisatie, Inhoud: proef.Eenvoudig("", "Nachthulp", "Iemand waakt.").Inhoud},
		proef.Eenvoudig("Welzijn", "Boodschappenbus", "De bus haalt u op."))
	doc := s.Lees("/aanbod/logeerhuis-de-linde", http.StatusOK)
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
		got := proef.TekstVan(doc, selector)
		if strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(want, " ", "") {
			t.Errorf("%s: %q, want %q", selector, got, want)
		}
	}
	for _, want := range []string{`a[href="tel:+31599000456"]`, `a[href="https://www.thuis.example"]`, `a[href="/organisaties/thuis-in-proefstad"]`, "[data-print]"} {
		if doc.Find("article "+want).Length() == 0 {
			t.Errorf("%s is not there", want)
		}
	}
	if got := proef.TekstVan(doc, ".mz-share"); !strings.Contains(got, "Laatst gecontroleerd op ") || strings.Contains(doc.Text(), "half jaar") {
		t.Error(got)
	}
	if en := s.Lees("/en/aanbod/logeerhuis-de-linde", http.StatusOK); en.Find(`.mz-prose p[lang=nl]`).Length() == 0 || proef.TekstVan(en, ".mz-facts h2") == proef.TekstVan(doc, ".mz-facts h2") {
		t.Error("an English page must mark the Dutch texts")
	}
}

func TestOldCheckIsTold(t *testing.T) {
	oud := proef.Logeerhuis()
	oud.Inhoud.GecontroleerdOp = proef.Dag(time.Now().AddDate(0, -7, 0))
	s := nieuweSite(t, oud)
	if got := proef.TekstVan(s.Lees("/aanbod/logeerhuis-de-linde", http.StatusOK), ".mz-prose .utrecht-alert"); !strings.Contains(got, "langer dan een half jaar geleden") || !strings.Contains(got, "Bel eerst even") {
		t.Error(got)
	}
}

func TestOrganisationPage(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis(), proef.Eenvoudig("Welzijn", "Boodschappenbus", "De bus haalt u op."))
	doc := s.Lees("/organisaties/thuis-in-proefstad", http.StatusOK)
	if got := proef.Namen(doc); !slices.Equal(got, []string{"Logeerhuis De Linde"}) || proef.TekstVan(doc, "h1") != "Thuis in Proefstad" {
		t.Errorf("%s: %q", proef.TekstVan(doc, "h1"), got)
	}
	if doc.Find(`a[href="mailto:zorg@thuis.example"]`).Length() == 0 {
		t.Error("no e-mail")
	}
}

func TestUnknownAndForeignOffersAreNotFound(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis())
	for _, pad := range []string{"/aanbod/bestaat-niet", "/organisaties/bestaat-niet", "/aanbod/%00", "/aanbod/" + strings.Repeat("a", 3000)} {
		s.Lees(pad, http.StatusNotFound)
	}
	if w := s.VerzoekBij(s.Andere, toegang.Persoon{}, http.MethodGet, "/aanbod/logeerhuis-de-linde", nil); w.Code != http.StatusNotFound {
		t.Errorf("another gemeente: status %d", w.Code)
	}
	if doc := s.Document(s.VerzoekBij(s.Andere, toegang.Persoon{}, http.MethodGet, "/organisaties/thuis-in-proefstad", nil), http.StatusNotFound); doc.Find("h1").Length() == 0 {
		t.Error("no page that says so")
	}
}
