package httpx_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"

	"github.com/go-chi/chi/v5"
)

func nietTellen(string, int, time.Duration) {}

func TestAccessLogHoldsNoPersonalData(t *testing.T) {
	a, log := stil()
	r := chi.NewRouter()
	r.Use(httpx.MetVerzoekID, httpx.Toegangslog(a.Log, nietTellen), httpx.MetAdres(nil), httpx.MetTaal)
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

func TestAccessLogHoldsNoWordsOfAVisitor(t *testing.T) {
	a, log := stil()
	h := httpx.Toegangslog(a.Log, nietTellen)(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	r := httptest.NewRequest("GET", "/", nil)
	r.Method = strings.Repeat("JANSEN", 100)
	h.ServeHTTP(httptest.NewRecorder(), r)
	if regel := log.String(); strings.Contains(regel, "JANSEN") || !strings.Contains(regel, "methode=ANDERS") {
		t.Error(regel)
	}
}

// How long a page is when compressed says little about what is on it: pages that
// differ in three digits differ in more than what those digits take.
func TestCompressedLengthIsBlurred(t *testing.T) {
	lengten := map[int]bool{}
	for n := range 100 {
		h := httpx.Gecomprimeerd(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = fmt.Fprintf(w, "%03d%s", n, strings.Repeat("mantelzorg ", 1000))
		}))
		r, w := httptest.NewRequest("GET", "/", nil), httptest.NewRecorder()
		r.Header.Set("Accept-Encoding", "gzip")
		h.ServeHTTP(w, r)
		if w.Header().Get("Content-Encoding") != "gzip" {
			t.Fatal("not compressed")
		}
		lengten[w.Body.Len()] = true
	}
	if len(lengten) < 20 {
		t.Errorf("%d lengths of 100 pages", len(lengten))
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

func TestLanguageComesFromTheAddress(t *testing.T) {
	for _, c := range []struct{ vraag, pad, taal string }{
		{"/aanbod", "/aanbod", "nl"}, {"/", "/", "nl"},
		{"/en", "/", "en"}, {"/en/", "/", "en"}, {"/en/aanbod/x?q=y", "/aanbod/x", "en"},
		{"//elders.example/x", "/elders.example/x", "nl"}, {"/%2f%5c/elders.example", "/elders.example", "nl"}, {"/%09/elders.example", "/-/elders.example", "nl"}, {"/%00", "/-", "nl"},
		{"/en//elders.example", "/elders.example", "en"}, {"/en/%5celders.example", "/elders.example", "en"}, {"/en/a%2fb//c", "/a/b//c", "en"}, {"/a%2fb//c", "/a/b//c", "nl"},
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
