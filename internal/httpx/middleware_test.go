package httpx_test

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"

	"github.com/go-chi/chi/v5"
)

func TestAccessLogHoldsNoPersonalData(t *testing.T) {
	a, log := stil()
	r := chi.NewRouter()
	r.Use(httpx.MetVerzoekID, httpx.Toegangslog(a.Log), httpx.MetAdres(nil), httpx.MetTaal)
	r.Post("/verklaring/{code}", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusTeapot) })
	req := httptest.NewRequest("POST", "/en/verklaring/GEHEIM123?email=jan@voorbeeld.example", strings.NewReader("naam=Jansen"))
	req.RemoteAddr = "203.0.113.7:1234"
	req.Header.Set("Cookie", "mantelpunt=token")
	req.Header.Set("Referer", "http://example.com/jansen")
	w := httptest.NewRecorder()
	r.ServeHTTP(w, req)
	regel := log.String()
	for _, wel := range []string{"methode=POST", "route=/verklaring/{code}", "status=418", "verzoek=" + w.Header().Get("X-Request-Id"), "duur="} {
		if !strings.Contains(regel, wel) {
			t.Errorf("no %q in %s", wel, regel)
		}
	}
	for _, niet := range []string{"GEHEIM", "jan@", "ansen", "203.0.113.7", "token"} {
		if strings.Contains(regel, niet) {
			t.Errorf("%q in %s", niet, regel)
		}
	}
	if strings.Count(regel, "\n") != 1 || len(w.Header().Get("X-Request-Id")) != 8 {
		t.Errorf("%q %v", regel, w.Header())
	}
}

func TestPanicBecomesAPage(t *testing.T) {
	a, log := stil()
	w := httptest.NewRecorder()
	a.Herstel(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("geheim") })).ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	if w.Code != 500 || strings.Contains(w.Body.String(), "geheim") || kop(t, w) != "Er ging iets mis bij ons" || !strings.Contains(log.String(), "middleware_test.go") {
		t.Errorf("%d %s", w.Code, log)
	}
	defer func() {
		if recover() != http.ErrAbortHandler {
			t.Error("an aborted request must stay aborted")
		}
	}()
	a.Herstel(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })).ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
}

func TestForwardedAddressIsBelievedFromOurProxiesAlone(t *testing.T) {
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	for _, c := range []struct{ van, keten, want string }{
		{"203.0.113.7:1", "", "203.0.113.7"},
		{"203.0.113.7:1", "198.51.100.1", "203.0.113.7"}, // a visitor who makes it up
		{"10.0.0.1:1", "198.51.100.1", "198.51.100.1"},
		{"10.0.0.1:1", "192.0.2.9, 198.51.100.1", "198.51.100.1"},          // what stands before it, the visitor wrote
		{"10.0.0.1:1", "198.51.100.1, 10.2.2.2, 10.3.3.3", "198.51.100.1"}, // two proxies in a row
		{"10.0.0.1:1", "", "10.0.0.1"},
		{"10.0.0.1:1", "onzin", "10.0.0.1"},
		{"[::ffff:10.0.0.1]:1", "198.51.100.1", "198.51.100.1"},
		{"[fd00::1]:1", "2001:db8::7", "2001:db8::7"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.van
		if c.keten != "" {
			r.Header.Set("X-Forwarded-For", c.keten)
		}
		var got netip.Addr
		httpx.MetAdres(proxies)(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = toegang.AdresUit(r.Context()) })).ServeHTTP(httptest.NewRecorder(), r)
		if got.String() != c.want {
			t.Errorf("%s via %q: %s, want %s", c.want, c.keten, got, c.want)
		}
	}
}

func TestLanguageComesFromTheAddress(t *testing.T) {
	for _, c := range []struct{ vraag, pad, taal string }{
		{"/aanbod", "/aanbod", "nl"}, {"/", "/", "nl"},
		{"/en", "/", "en"}, {"/en/", "/", "en"}, {"/en/aanbod/x?q=y", "/aanbod/x", "en"},
		{"/energie", "/energie", "nl"}, {"/xx/aanbod", "/xx/aanbod", "nl"}, {"/nl/aanbod", "/nl/aanbod", "nl"},
	} {
		var pad, taal string
		w := httptest.NewRecorder()
		httpx.MetTaal(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { pad, taal = r.URL.Path, i18n.Code(r.Context()) })).ServeHTTP(w, httptest.NewRequest("GET", c.vraag, nil))
		if pad != c.pad || taal != c.taal || (w.Header().Get("Content-Language") == "en") != (taal == "en") {
			t.Errorf("%s: %s %s %v", c.vraag, pad, taal, w.Header())
		}
	}
}

func TestFormFromAnotherSiteIsRefused(t *testing.T) {
	a, _ := stil()
	gehaald := false
	h := a.ZelfdeBron(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { gehaald = true }))
	for _, c := range []struct {
		methode string
		koppen  map[string]string
		mag     bool
	}{
		{"POST", map[string]string{"Sec-Fetch-Site": "cross-site"}, false},
		{"POST", map[string]string{"Sec-Fetch-Site": "same-site"}, false},
		{"POST", map[string]string{"Origin": "https://elders.example"}, false},
		{"POST", map[string]string{"Sec-Fetch-Site": "same-origin"}, true},
		{"POST", map[string]string{"Origin": "https://example.com"}, true},
		{"POST", nil, true},
		{"GET", map[string]string{"Sec-Fetch-Site": "cross-site"}, true},
	} {
		gehaald = false
		r, w := httptest.NewRequest(c.methode, "https://example.com/uitloggen", nil), httptest.NewRecorder()
		for k, v := range c.koppen {
			r.Header.Set(k, v)
		}
		h.ServeHTTP(w, r)
		if gehaald != c.mag {
			t.Errorf("%s %v: let through %v", c.methode, c.koppen, gehaald)
		}
		if !c.mag && (w.Code != 403 || !strings.Contains(w.Body.String(), "vanaf een andere website") || kop(t, w) == "") {
			t.Errorf("%v: no page of ours, status %d", c.koppen, w.Code)
		}
	}
}

func TestHeadersThatKeepABrowserSafe(t *testing.T) {
	niets := http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})
	w := httptest.NewRecorder()
	httpx.Koppen(true)(httpx.Persoonlijk(niets)).ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	h := w.Header()
	if csp := h.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
		t.Error(csp)
	}
	if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "same-origin" || h.Get("Strict-Transport-Security") == "" || h.Get("Cache-Control") != "no-store" {
		t.Errorf("%v", h)
	}
	w = httptest.NewRecorder()
	httpx.Koppen(false)(niets).ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	if w.Header().Get("Strict-Transport-Security") != "" {
		t.Error("no HSTS without https")
	}
}
