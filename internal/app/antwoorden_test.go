package app_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/app"
	"mantelpunt/internal/pgtest"

	"github.com/PuerkitoBio/goquery"
)

// veilig checks the headers that every answer has, whatever it is.
func veilig(t *testing.T, wat string, h http.Header) {
	t.Helper()
	csp := h.Get("Content-Security-Policy")
	if !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "frame-ancestors 'none'") || strings.Contains(csp, "unsafe") {
		t.Errorf("%s: Content-Security-Policy %q", wat, csp)
	}
	for kop, wil := range map[string]string{"X-Content-Type-Options": "nosniff", "Cross-Origin-Opener-Policy": "same-origin"} {
		if h.Get(kop) != wil {
			t.Errorf("%s: %s is %q, want %q", wat, kop, h.Get(kop), wil)
		}
	}
	// a page with a code in its address does not even tell us, in what it loads and links to
	if r := h.Get("Referrer-Policy"); r != "same-origin" && r != "strict-origin" {
		t.Errorf("%s: Referrer-Policy is %q", wat, r)
	}
	if h.Get("X-Request-Id") == "" || h.Get("Permissions-Policy") == "" {
		t.Errorf("%s: no X-Request-Id or Permissions-Policy", wat)
	}
	if h.Get("Server") != "" || h.Get("X-Powered-By") != "" {
		t.Errorf("%s: tells what it runs on", wat)
	}
}

// foutpagina checks that an error is told on a page of the house.
func (a antwoord) foutpagina(t *testing.T, wat, kop string) {
	t.Helper()
	if !strings.Contains(a.tekst("h1"), kop) || a.Find("h1").Length() != 1 || a.Find("link[rel=stylesheet]").Length() == 0 || a.Find("html[lang]").Length() != 1 {
		t.Errorf("%s: no page of the house with %q: %q", wat, kop, a.tekst("h1"))
	}
	if strings.Contains(string(a.body), "SQLSTATE") || strings.Contains(string(a.body), "goroutine") {
		t.Errorf("%s: an error of the machine on the page", wat)
	}
	veilig(t, wat, a.Header)
}

// Every kind of answer, good and bad, from the whole product.
func TestAntwoorden(t *testing.T) {
	t.Parallel()
	h := nieuwHuis(t, pgtest.Nieuw(t))
	b := h.bezoeker(veldwaarde)

	t.Run("onbekende host", func(t *testing.T) {
		a := h.bezoeker("elders.example").get("/", http.StatusMisdirectedRequest)
		a.foutpagina(t, "421", "adres")
		if lang, _ := a.Find("html").Attr("lang"); lang != "nl" {
			t.Errorf("lang = %q", lang)
		}
		h.bezoeker("elders.example").get("/healthz", 200)
	})
	t.Run("fouten", func(t *testing.T) {
		for _, pad := range []string{"/bestaat-niet", "/informatie/bestaat-niet", "/aanbod/bestaat-niet", "/organisaties/x", "/en/bestaat-niet", "/thema/x.css", "/aanbod/a%2fb", "/%00", "/informatie/%ff", "//elders.example"} {
			b.get(pad, 404).foutpagina(t, pad, "")
		}
		b.get("/static/bestaat-niet.css", 404)
		b.doe(http.MethodDelete, "/contact", nil).foutpagina(t, "DELETE", "")
		for _, m := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodPatch} {
			if a := b.doe(m, "/contact", url.Values{"a": {"b"}}); a.StatusCode != 405 {
				t.Errorf("%s /contact: %d, want 405", m, a.StatusCode)
			}
		}
		if a := b.doe(http.MethodHead, "/", nil); a.StatusCode != 200 || len(a.body) != 0 {
			t.Errorf("HEAD /: %d with %d bytes", a.StatusCode, len(a.body))
		}
		a := b.post("/controleren", url.Values{"code": {strings.Repeat("x", 2<<20)}}, 413)
		a.foutpagina(t, "413", "te veel tekst")
	})
	t.Run("ander formulier", func(t *testing.T) {
		for _, kop := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://elders.example"}} {
			a := b.doe(http.MethodPost, "/inloggen", url.Values{"email": {"a@voorbeeld.example"}}, kop...)
			if a.StatusCode != 403 || !strings.Contains(a.tekst("main"), "vanaf een andere website") {
				t.Errorf("%v: %d %s", kop, a.StatusCode, a.tekst("main"))
			}
			a.foutpagina(t, "403", "")
		}
		if n := een[int](h, `SELECT count(*) FROM inlogcode`); n != 0 {
			t.Errorf("%d codes made for another site", n)
		}
	})
	t.Run("Engels", func(t *testing.T) {
		for _, pad := range []string{"/en/", "/en/aanbod?q=dementie", "/en/informatie", "/en/verklaring", "/en/contact", "/en/privacy", "/en/controleren", "/en/inloggen"} {
			a := b.get(pad, 200)
			if lang, _ := a.Find("html").Attr("lang"); lang != "en" || a.Header.Get("Content-Language") != "en" {
				t.Errorf("%s: lang %q, Content-Language %q", pad, lang, a.Header.Get("Content-Language"))
			}
		}
		b.get("/xx/", 404)
	})
	t.Run("koppen", func(t *testing.T) {
		home := b.get("/", 200)
		css, _ := home.Find("link[rel=stylesheet]").First().Attr("href")
		thema, _ := home.Find("link[href^='/thema/']").Attr("href")
		for _, pad := range []string{"/", css, thema, "/sitemap.xml", "/robots.txt", "/healthz", "/readyz", "/aanbod", "/inloggen", "/beheer/inloggen", "/controleren"} {
			veilig(t, pad, b.get(pad, 200).Header)
		}
		veilig(t, "redirect", b.get("/mijn", 303).Header)
		if c := b.get(css, 200).Header.Get("Cache-Control"); !strings.Contains(c, "immutable") {
			t.Errorf("%s: Cache-Control %q", css, c)
		}
		for _, pad := range []string{"/inloggen", "/beheer/inloggen", "/controleren"} {
			if c := b.get(pad, 200).Header.Get("Cache-Control"); c != "no-store" {
				t.Errorf("%s: Cache-Control %q", pad, c)
			}
		}
		if len(b.get("/", 200).Cookies())+len(b.get("/aanbod", 200).Cookies()) > 0 {
			t.Error("who only reads needs no cookie")
		}
	})
	t.Run("PDF en cookie", func(t *testing.T) {
		f := h.bezoeker(veldwaarde)
		f.metCode("fatima@voorbeeld.example")
		pad, _ := f.get("/mijn", 200).Find("a.mz-document").Attr("href")
		a := f.get(pad, 200)
		veilig(t, "PDF", a.Header)
		if a.Header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(string(a.body), "%PDF-") || a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("PDF: %v", a.Header)
		}
		res := f.doe(http.MethodPost, "/uitloggen", url.Values{})
		if res.StatusCode != 303 {
			t.Fatalf("logging out: %d", res.StatusCode)
		}
		f.get(pad, 303)
		b.get(pad, 303) // a stranger with the address is asked to log in
		for _, c := range h.bezoeker(veldwaarde).post("/inloggen", url.Values{"email": {"cookie@voorbeeld.example"}}, 303).Cookies() {
			if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Domain != "" || c.Path != "/" {
				t.Errorf("cookie %s", c)
			}
		}
	})
	t.Run("TLS", func(t *testing.T) { overTLS(t, h) })
}

// overTLS wires the same database for visitors over https.
func overTLS(t *testing.T, h *huis) {
	cfg := h.app.Config
	cfg.TLS = true
	a, err := app.Nieuw(t.Context(), cfg, h.app.Pool, h.app.Log, app.Opties{Bezorger: h.bus, Klok: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodPost, "https://"+veldwaarde+"/inloggen", strings.NewReader("email=tls%40voorbeeld.example"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	a.Handler.ServeHTTP(w, r)
	koekjes := w.Result().Cookies()
	if w.Code != 303 || len(koekjes) != 1 {
		t.Fatalf("%d with %d cookies", w.Code, len(koekjes))
	}
	if c := koekjes[0]; !strings.HasPrefix(c.Name, "__Host-") || !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
		t.Errorf("cookie %s", c)
	}
	if w.Header().Get("Strict-Transport-Security") == "" {
		t.Error("no Strict-Transport-Security")
	}
	veilig(t, "TLS", w.Header())
	w = httptest.NewRecorder()
	a.Handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "https://"+veldwaarde+"/sitemap.xml", nil))
	doc, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	if loc := doc.Find("loc").First().Text(); loc != "https://"+veldwaarde+"/" {
		t.Errorf("the sitemap begins with %q", loc)
	}
}
