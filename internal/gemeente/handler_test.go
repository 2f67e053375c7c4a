package gemeente

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"
	"mantelpunt/web/kleur"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"
)

// proef is the portal with only this feature, and a page that tells what a
// handler would know.
type proef struct {
	store    Store
	wachter  *momentopname.Wachter
	register *Register
	http.Handler
}

func nieuweProef(t *testing.T, tls bool, gemeenten ...Gemeente) *proef {
	t.Helper()
	p := &proef{store: Store{DB: postgres.DB{Pool: pgtest.Nieuw(t)}}}
	for _, g := range gemeenten {
		if _, err := p.store.Voeg(t.Context(), g); err != nil {
			t.Fatal(err)
		}
	}
	stil := slog.New(slog.DiscardHandler)
	var err error
	if p.wachter, err = momentopname.NieuweWachter(t.Context(), p.store.Pool, stil); err != nil {
		t.Fatal(err)
	}
	p.register = NieuwRegister(p.store, p.wachter, map[string]string{"mantelzorg.example": "lindemeer"}, tls, false, stil)
	a := &httpx.Afhandelaar{Log: stil}
	r := chi.NewRouter()
	r.Use(p.register.Middleware(a))
	Handler{Register: p.register, Web: a}.Routes(r)
	r.Get("/wie", func(w http.ResponseWriter, r *http.Request) {
		g, k := toegang.GemeenteUit(r.Context()), web.KaderUit(r.Context())
		fmt.Fprintf(w, "%s %s %s %s", g.Slug, g.URL, k.ThemaURL, i18n.T(r.Context(), "web.site"))
	})
	p.Handler = httpx.MetTaal(r)
	return p
}

func (p *proef) vraag(host, pad string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, pad, nil)
	r.Host = host
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w
}

func (p *proef) pagina(t *testing.T, host, pad string, status int) *goquery.Document {
	t.Helper()
	w := p.vraag(host, pad)
	if w.Code != status {
		t.Fatalf("%s%s: status %d, want %d", host, pad, w.Code, status)
	}
	d, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(d.Text(), "[gemeente.") || d.Find("h1").Length() != 1 {
		t.Errorf("%s%s: a text is missing, or %d h1", host, pad, d.Find("h1").Length())
	}
	return d
}

func twee() []Gemeente {
	v, l := nieuweGemeente("veldwaarde", "GM9902", "mantelzorg.veldwaarde.example"), nieuweGemeente("lindemeer", "GM9903")
	v.Contact = Contact{Steunpunt: "MantelSteun", Telefoon: "0599-00 01 23", Email: "info@veldwaarde.example", Adres: "Raadhuisplein 1", Tijden: dagen(time.Monday, time.Friday, "09:00", "17:00")}
	l.Thema = kleur.Thema{Merk: "#1f6b3a"}
	l.Teksten = map[string]map[string]string{"nl": {"web.site": "Zorgpunt"}}
	return []Gemeente{v, l}
}

func TestHostSaysWhichGemeente(t *testing.T) {
	p := nieuweProef(t, false, twee()...)
	for _, c := range []struct{ host, slug string }{
		{"localhost:8080", "veldwaarde"}, // the first one made
		{"127.0.0.1:8080", "veldwaarde"},
		{"mantelzorg.veldwaarde.example", "veldwaarde"},
		{"MANTELZORG.Veldwaarde.example:443", "veldwaarde"},
		{"veldwaarde.localhost", "veldwaarde"},
		{"lindemeer.localhost:8080", "lindemeer"},
		{"mantelzorg.example", "lindemeer"}, // from the configuration
	} {
		w := p.vraag(c.host, "/wie")
		openbaar := c.host
		if c.slug == "veldwaarde" {
			openbaar = "mantelzorg.veldwaarde.example" // its public name, by whatever name it was asked
		}
		if w.Code != http.StatusOK || !strings.HasPrefix(w.Body.String(), c.slug+" http://"+openbaar+" /thema/") {
			t.Errorf("%s: %d %s", c.host, w.Code, w.Body)
		}
		if eigen := strings.HasSuffix(w.Body.String(), " Zorgpunt"); eigen != (c.slug == "lindemeer") {
			t.Errorf("%s: words of another gemeente: %s", c.host, w.Body)
		}
	}
	p = nieuweProef(t, true, twee()...)
	for _, host := range []string{"lindemeer.localhost", "lindemeer.localhost:666"} { // a visitor does not choose where mail leads
		if w := p.vraag(host, "/wie"); !strings.HasPrefix(w.Body.String(), "lindemeer https://lindemeer.localhost ") {
			t.Errorf("%s: %s", host, w.Body)
		}
	}
}

func TestNameOfAGemeente(t *testing.T) {
	p := nieuweProef(t, false, twee()...)
	namen := map[string]bool{}
	for id := range 10 {
		namen[p.register.Naam(t.Context(), id)] = true
	}
	if len(namen) != 3 || !namen[""] || !namen["Gemeente veldwaarde"] || !namen["Gemeente lindemeer"] {
		t.Errorf("%v", namen)
	}
}

func TestUnknownHost(t *testing.T) {
	p := nieuweProef(t, false, twee()...)
	for _, host := range []string{"kwaad.example", "localhost.kwaad.example", "", "veldwaarde", "duinoever.localhost"} {
		d := p.pagina(t, host, "/wie", http.StatusMisdirectedRequest)
		if d.Find("h1").Text() != "Dit adres kennen wij niet" || strings.Contains(d.Text(), "veldwaarde") {
			t.Errorf("%q: %s", host, d.Find("h1").Text())
		}
	}
	if d := nieuweProef(t, false).pagina(t, "localhost", "/", http.StatusMisdirectedRequest); d.Find("nav a[href='/aanbod']").Length() == 0 {
		t.Error("an installation without gemeenten must still show the frame of the page")
	}
}

func TestThemeOfAGemeente(t *testing.T) {
	p := nieuweProef(t, false, twee()...)
	d := p.pagina(t, "localhost", "/contact", http.StatusOK)
	adres := d.Find("link[rel=stylesheet][href^='/thema/']").AttrOr("href", "")
	w := p.vraag("localhost", adres)
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "text/css; charset=utf-8" || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
		t.Errorf("%s: %d %v", adres, w.Code, w.Header())
	}
	if !strings.HasPrefix(w.Body.String(), "@layer thema{:root{") {
		t.Errorf("%.80s", w.Body)
	}
	ander := p.pagina(t, "lindemeer.localhost", "/contact", http.StatusOK).Find("link[href^='/thema/']").AttrOr("href", "")
	if ander == adres || p.vraag("localhost", ander).Body.String() == w.Body.String() {
		t.Error("two looks have one stylesheet")
	}
	p.pagina(t, "localhost", "/thema/0123456789ab.css", http.StatusNotFound)
}

func TestContact(t *testing.T) {
	p := nieuweProef(t, false, twee()...)
	d := p.pagina(t, "localhost", "/contact", http.StatusOK)
	for _, href := range []string{"tel:+31599000123", "mailto:info@veldwaarde.example"} {
		if d.Find("main a[href='"+href+"']").Length() != 1 {
			t.Errorf("no link %s", href)
		}
	}
	if got := d.Find("main .mz-card a[href^='mailto:']").Text(); got != "info@veldwaarde.example" {
		t.Errorf("the address cannot be read: %q", got)
	}
	if got := d.Find("main .mz-card li").Text(); got != "maandag tot en met vrijdag, 9.00–17.00 uur" {
		t.Errorf("%q", got)
	}
	if d := p.pagina(t, "localhost", "/en/contact", http.StatusOK); d.Find("main .mz-card li").Text() != "Monday to Friday, 9.00–17.00" || d.Find("html[lang=en]").Length() != 1 {
		t.Errorf("in English: %q", d.Find("main .mz-card li").Text())
	}
	d = p.pagina(t, "lindemeer.localhost", "/contact", http.StatusOK) // has set nothing yet
	if d.Find("main a[href='tel:'], main a[href='mailto:'], main .mz-card").Length() != 0 {
		t.Error("a way to reach them that is not there")
	}
}

func TestOtherPages(t *testing.T) {
	p := nieuweProef(t, false, twee()...)
	for _, pad := range []string{"/toegankelijkheid", "/en/toegankelijkheid"} {
		if d := p.pagina(t, "localhost", pad, http.StatusOK); d.Find("main h2").Length() != 4 {
			t.Errorf("%s: %d headings", pad, d.Find("main h2").Length())
		}
	}
}

func TestGemeenteIsKnownAtOnceAndStaysWithoutDatabase(t *testing.T) {
	p := nieuweProef(t, false, twee()...)
	if w := p.vraag("duinoever.localhost", "/wie"); w.Code != http.StatusMisdirectedRequest {
		t.Fatal(w.Code)
	}
	if _, err := p.store.Voeg(t.Context(), nieuweGemeente("duinoever", "GM9904")); err != nil {
		t.Fatal(err)
	}
	if err := p.wachter.Kijk(t.Context()); err != nil {
		t.Fatal(err)
	}
	if w := p.vraag("duinoever.localhost", "/wie"); w.Code != http.StatusOK {
		t.Errorf("a new gemeente: %d", w.Code)
	}
	p.store.Pool.Close()
	p.register.stand.Load().op[1].generatie-- // as if a publication was heard of just before
	if err := p.register.ververs(t.Context()); err == nil {
		t.Error("read without a database")
	}
	if w := p.vraag("duinoever.localhost", "/wie"); w.Code != http.StatusOK {
		t.Errorf("without database: %d", w.Code)
	}
	leeg := NieuwRegister(p.store, p.wachter, nil, false, false, slog.New(slog.DiscardHandler))
	for range 2 {
		if _, err := leeg.lees(context.Background()); err == nil {
			t.Error("a register that never read anything must say so")
		}
	}
}

func TestAWrongColourIsAnErrorOfThatGemeenteAlone(t *testing.T) {
	g := nieuweGemeente("duinoever", "GM9904")
	g.Thema.Merk = "paars"
	p := nieuweProef(t, false, append(twee(), g)...)
	if w := p.vraag("duinoever.localhost", "/contact"); w.Code != http.StatusInternalServerError {
		t.Errorf("status %d", w.Code)
	}
	if _, err := p.register.Bij(t.Context(), 3, ""); err == nil || !strings.Contains(err.Error(), "thema van duinoever") {
		t.Errorf("%v", err)
	}
	p.pagina(t, "localhost", "/contact", http.StatusOK)
}
