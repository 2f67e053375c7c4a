package vinden

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/proef"
	"mantelpunt/internal/toegang"
)

func verwijslogeerhuis() socialekaart.Invoer {
	in := proef.Logeerhuis()
	in.Inhoud.Indicatie = "Wmo: kortdurend verblijf"
	in.Inhoud.Contact.VerwijsTelefoon, in.Inhoud.Contact.VerwijsEmail = "0599-00 04 99", "aanmelden@thuis.example"
	in.Inhoud.Plek = socialekaart.Plek{Stand: socialekaart.PlekWachtlijst, Op: proef.Dag(maandag)}
	return in
}

func TestProfessionalsView(t *testing.T) {
	s := site(t, Handler{TLS: true}, verwijslogeerhuis())
	if doc := s.Lees("/aanbod", http.StatusOK); doc.Find(".mz-feiten, #lijsttekst").Length() != 0 {
		t.Error("a visitor sees what is for professionals")
	}
	w := s.Verzoek(toegang.Persoon{}, http.MethodGet, "/aanbod?voor=verwijzer&q=logeren", nil)
	koekje := koekje(t, w)
	if koekje.Name != "__Host-voor" || koekje.Value != "verwijzer" || !koekje.HttpOnly || !koekje.Secure || koekje.SameSite != http.SameSiteLaxMode {
		t.Errorf("cookie %+v", koekje)
	}
	doc := s.Document(w, http.StatusOK)
	feiten := proef.TekstVan(doc, "#r1 .mz-feiten")
	for _, want := range []string{"WetWmo", "IndicatieWmo: kortdurend verblijf", "0599-00 04 99", "aanmelden@thuis.example", "PlekEr is een wachtlijst (23 november 2026)"} {
		if !strings.Contains(feiten, want) {
			t.Errorf("%q is not first on the card: %s", want, feiten)
		}
	}
	if doc.Find(`#r1 .mz-feiten a[href="tel:+31599000499"]`).Length() != 1 {
		t.Error("the number for referrals cannot be called")
	}
	terug := doc.Find("main a:contains('Kijk als mantelzorger')").AttrOr("href", "")
	if u, err := url.Parse(terug); err != nil || u.Query().Get("voor") != "mantelzorger" || u.Query().Get("q") != "logeren" {
		t.Errorf("the way back: %s", terug)
	}
	if c := koekje2(t, s, terug); c.MaxAge >= 0 {
		t.Errorf("the way back keeps the cookie: %+v", c)
	}
}

func TestProfessionalsViewIsRemembered(t *testing.T) {
	s := site(t, Handler{}, verwijslogeerhuis())
	r := httptest.NewRequest(http.MethodGet, "/aanbod", nil)
	r.AddCookie(&http.Cookie{Name: httpx.VoorKoekje(false), Value: "verwijzer"})
	w := httptest.NewRecorder()
	s.Routes.ServeHTTP(w, r.WithContext(toegang.MetGemeente(r.Context(), s.Gemeente)))
	if doc := s.Document(w, http.StatusOK); doc.Find(".mz-feiten").Length() != 1 {
		t.Error("the view is forgotten")
	}
}

func TestResultsAsText(t *testing.T) {
	s := site(t, Handler{}, verwijslogeerhuis())
	w := s.Verzoek(toegang.Persoon{}, http.MethodGet, "/aanbod/tekst?q=logeren&wet=wmo", nil)
	if got := w.Header().Get("Content-Type"); got != "text/plain; charset=utf-8" {
		t.Error(got)
	}
	for _, want := range []string{"1 resultaat voor ‘logeren’\n", "Gezocht op: logeren, De gemeente (Wmo)\n", "1. Logeerhuis De Linde\n", "   Wet: Wmo\n", "   Verwijzen per telefoon: 0599-00 04 99\n", "   Kosten: Vanaf € 45 per dag\n", "/aanbod/logeerhuis-de-linde\n", "/aanbod?q=logeren&wet=wmo\n"} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("%q is missing:\n%s", want, w.Body)
		}
	}
	doc := s.Lees("/aanbod?voor=verwijzer&q=logeren&wet=wmo", http.StatusOK)
	if doc.Find("#lijsttekst").Text() != w.Body.String() {
		t.Error("the copy and the text differ")
	}
}

func koekje(t *testing.T, w *httptest.ResponseRecorder) *http.Cookie {
	t.Helper()
	for _, c := range w.Result().Cookies() {
		if strings.HasSuffix(c.Name, httpx.VoorKoekje(false)) {
			return c
		}
	}
	t.Fatal("no cookie")
	return nil
}

func koekje2(t *testing.T, s *proef.Site, adres string) *http.Cookie {
	t.Helper()
	return koekje(t, s.Verzoek(toegang.Persoon{}, http.MethodGet, adres, nil))
}
