package httpx_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"mantelpunt/internal/httpx"

	"github.com/go-chi/chi/v5"
)

// straat is a page behind a Voorkant, as the product has it.
type straat struct {
	*publiek
	stand  atomic.Value
	gezien time.Time
	routes []string // as the log has them
	diep   int      // requests that went the long way
	keten  http.Handler
}

func nieuweStraat() *straat {
	s := &straat{publiek: nieuwPubliek(), gezien: time.Now()}
	s.stand.Store("a")
	v := httpx.NieuweVoorkant(func(host string) any {
		if host == "niemand.example" {
			return nil
		}
		return s.stand.Load()
	}, func() time.Time { return s.gezien })
	r := chi.NewRouter()
	r.Use(httpx.MetVerzoekID, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			next.ServeHTTP(w, r)
			s.routes = append(s.routes, chi.RouteContext(r.Context()).RoutePattern())
		})
	}, v.Middleware, httpx.Koppen(true))
	r.Get("/pagina/{slug}", func(w http.ResponseWriter, r *http.Request) {
		s.diep++
		httpx.Gecomprimeerd(s.publiek).ServeHTTP(w, metKader(r))
	})
	s.keten = r
	return s
}

func (s *straat) vraag(t *testing.T, adres string, doe ...func(*http.Request)) *http.Response {
	t.Helper()
	r := httptest.NewRequest("GET", adres, nil)
	r.Header.Set("Accept-Encoding", "gzip")
	for _, f := range doe {
		f(r)
	}
	w := httptest.NewRecorder()
	s.keten.ServeHTTP(w, r)
	return w.Result()
}

func uitgepakt(t *testing.T, w *http.Response) string {
	t.Helper()
	r, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

const thuis = "https://een.example/pagina/hulp?q=1"

// warm asks until the Voorkant knows the page: it is made twice, and given as kept once.
func (s *straat) warm(t *testing.T) {
	t.Helper()
	for range 3 {
		s.vraag(t, thuis)
	}
	s.diep = 0
}

// What a Voorkant answers is what the long way answered, with an id of its own.
func TestVoorkantGivesTheSame(t *testing.T) {
	s := nieuweStraat()
	lang := s.vraag(t, thuis)
	s.warm(t)
	kort := s.vraag(t, thuis)
	if s.diep != 0 {
		t.Fatal("a page that was kept went the long way")
	}
	if a, b := uitgepakt(t, lang), uitgepakt(t, kort); a != b {
		t.Errorf("%q instead of %q", b, a)
	}
	if lang.Header.Get("X-Request-Id") == kort.Header.Get("X-Request-Id") {
		t.Error("two requests have one id")
	}
	for naam := range lang.Header {
		if a, b := lang.Header.Get(naam), kort.Header.Get(naam); a != b && naam != "X-Request-Id" && naam != "Content-Length" {
			t.Errorf("%s: %q instead of %q", naam, b, a)
		}
	}
	if s.geteld != 5 {
		t.Errorf("5 visits were counted as %d", s.geteld)
	}
	bekend := s.vraag(t, thuis, kop1("If-None-Match", kort.Header.Get("ETag")))
	if bekend.StatusCode != http.StatusNotModified || s.diep != 0 || bekend.Header.Get("Content-Security-Policy") != "" || bekend.Header.Get("ETag") != kort.Header.Get("ETag") || s.geteld != 5 {
		t.Errorf("status %d, %v", bekend.StatusCode, bekend.Header)
	}
	for _, route := range s.routes {
		if route != "/pagina/{slug}" {
			t.Errorf("the log says %q", route)
		}
	}
}

// Who says something about himself, or asks anything else, goes the long way.
func TestVoorkantLeavesTheRestAlone(t *testing.T) {
	for naam, doe := range map[string]func(*http.Request){
		"cookie":      kop1("Cookie", "a=b"),
		"login":       kop1("Authorization", "Bearer x"),
		"cannot read": kop1("Accept-Encoding", "identity"),
		"other page":  func(r *http.Request) { r.RequestURI = "/pagina/anders" },
		"other host":  func(r *http.Request) { r.Host = "twee.example" },
		"head":        func(r *http.Request) { r.Method = http.MethodHead },
	} {
		s := nieuweStraat()
		s.keten.(*chi.Mux).Head("/pagina/{slug}", func(http.ResponseWriter, *http.Request) { s.diep++ })
		s.warm(t)
		s.vraag(t, thuis, doe)
		if s.diep != 1 {
			t.Errorf("%s: %d went the long way", naam, s.diep)
		}
	}
}

// A page is given only as long as all is as it was.
func TestVoorkantForgets(t *testing.T) {
	for naam, doe := range map[string]func(*straat){
		"publication":   func(s *straat) { s.stand.Store("b") },
		"database away": func(s *straat) { s.gezien = time.Now().Add(-6 * time.Minute) },
		"memory":        func(s *straat) { s.kast = httpx.NieuweKast(1 << 20); runtime.GC(); runtime.GC() },
	} {
		s := nieuweStraat()
		s.warm(t)
		doe(s)
		s.vraag(t, thuis)
		if s.diep != 1 {
			t.Errorf("%s: the page is still given", naam)
		}
	}
}

// A publication that comes while a page is given is not missed: what was seen before is
// not taken for what is there now. Nor is a page that is known to be behind.
func TestVoorkantMissesNoPublication(t *testing.T) {
	s := nieuweStraat()
	for range 2 {
		s.vraag(t, thuis)
	}
	s.publiek.bij = func() { s.stand.Store("b") }
	s.vraag(t, thuis)
	s.publiek.bij, s.diep = nil, 0
	s.vraag(t, thuis)
	if s.diep != 1 {
		t.Error("a page of before the publication is given")
	}
	s = nieuweStraat()
	s.achter = true
	s.warm(t)
	s.vraag(t, thuis)
	if s.diep != 1 {
		t.Error("a page that is behind is given")
	}
}

// A host that is nobody's, or a page that sets a cookie, teaches a Voorkant nothing.
func TestVoorkantOfNobody(t *testing.T) {
	s := nieuweStraat()
	for range 5 {
		s.vraag(t, strings.Replace(thuis, "een.", "niemand.", 1))
	}
	if s.diep != 5 {
		t.Errorf("%d of 5 went the long way", s.diep)
	}
}

// One page can be asked for under addresses of any length; no memory goes to those.
func TestVoorkantKnowsNoLongAddress(t *testing.T) {
	s := nieuweStraat()
	lang := func(r *http.Request) { r.RequestURI = strings.Repeat("/", 60_000) + "pagina/hulp?q=1" }
	for range 5 {
		s.vraag(t, thuis, lang)
	}
	if s.diep != 5 {
		t.Errorf("%d of 5 went the long way", s.diep)
	}
}
