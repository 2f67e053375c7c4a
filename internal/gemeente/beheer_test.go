package gemeente

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

// beheerproef is the portal with the pages of this feature, for who has rollen.
type beheerproef struct {
	t       *testing.T
	store   Store
	g       Gemeente
	rollen  []toegang.Rol
	flits   string
	wachter *momentopname.Wachter
	http.Handler
}

func (p *beheerproef) Flits(_ http.ResponseWriter, _ *http.Request, zin string) error {
	p.flits = zin
	return nil
}

func nieuweBeheerproef(t *testing.T) *beheerproef {
	t.Helper()
	p := &beheerproef{t: t, rollen: []toegang.Rol{toegang.Beheerder}}
	p.store, p.g, _ = tweeGemeenten(t)
	stil := slog.New(slog.DiscardHandler)
	var err error
	if p.wachter, err = momentopname.NieuweWachter(t.Context(), p.store.Pool, stil); err != nil {
		t.Fatal(err)
	}
	register := NieuwRegister(p.store, p.wachter, nil, false, false, stil)
	a := &httpx.Afhandelaar{Log: stil}
	r := chi.NewRouter()
	r.Use(httpx.Koppen(false), httpx.MetTaal, register.Middleware(a), func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			wie := toegang.Persoon{Soort: toegang.Medewerker, ID: uuid.New(), Naam: "Bart Smit", Rollen: p.rollen}
			next.ServeHTTP(w, r.WithContext(toegang.MetPersoon(r.Context(), wie)))
		})
	})
	Handler{Register: register, Web: a}.Routes(r)
	Beheer{Store: p.store, Kluis: kluis.Proef(t), Flits: p, Bekend: p.wachter.Kijk, Web: a, Dev: true}.Routes(r)
	r.Handle("/static/*", web.Statisch())
	p.Handler = r
	return p
}

func (p *beheerproef) doe(methode, pad string, v url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(methode, pad, strings.NewReader(v.Encode()))
	r.Host = "localhost"
	if methode == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w
}

func (p *beheerproef) lees(w *httptest.ResponseRecorder, status int) *goquery.Document {
	p.t.Helper()
	d, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil || w.Code != status || d.Find("h1").Length() != 1 {
		p.t.Fatalf("status %d, want %d: %v %s", w.Code, status, err, d.Find("h1").Text())
	}
	return d
}

// pagina gives a page and the form on it as a browser would send it.
func (p *beheerproef) pagina(pad string) (*goquery.Document, url.Values) {
	p.t.Helper()
	d := p.lees(p.doe(http.MethodGet, pad, nil), http.StatusOK)
	return d, ingezonden(d)
}

func ingezonden(d *goquery.Document) url.Values {
	v := url.Values{}
	form := d.Find("main form[method=post]").First()
	form.Find("input, textarea").Each(func(_ int, s *goquery.Selection) {
		naam, soort := s.AttrOr("name", ""), s.AttrOr("type", "")
		_, aan := s.Attr("checked")
		switch {
		case naam == "" || (soort == "radio" || soort == "checkbox") && !aan:
		case goquery.NodeName(s) == "textarea":
			v.Add(naam, s.Text())
		default:
			v.Add(naam, s.AttrOr("value", ""))
		}
	})
	return v
}

func (p *beheerproef) bewaar(pad string, v url.Values, naar string) {
	p.t.Helper()
	if w := p.doe(http.MethodPost, pad, v); w.Code != http.StatusSeeOther || w.Header().Get("Location") != naar {
		d, _ := goquery.NewDocumentFromReader(w.Body)
		p.t.Fatalf("%s: %d to %q: %s", pad, w.Code, w.Header().Get("Location"), d.Find("[data-error-summary], h1").Text())
	}
}

const start = "/beheer/instellingen"

func TestOnlyABeheerderSetsThings(t *testing.T) {
	p := nieuweBeheerproef(t)
	paden := []string{"", "/contact", "/vormgeving", "/adressen", "/talen", "/teksten", "/teksten/web.site", "/inloggen", "/wijken", "/vormgeving/voorbeeld.css?merk=%23123456", "/vormgeving/contrast?merk=%23123456", "/adressen/weghalen?host=mantelzorg.veldwaarde.example"}
	for _, pad := range paden {
		w := p.doe(http.MethodGet, start+pad, nil)
		if w.Code != http.StatusOK || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %s", pad, w.Code, w.Header().Get("Cache-Control"))
		}
	}
	for _, rollen := range [][]toegang.Rol{{toegang.Redacteur, toegang.Consulent, toegang.Beleid}, {toegang.Aanbieder}, nil} {
		p.rollen = rollen
		for _, pad := range paden {
			for _, m := range []string{http.MethodGet, http.MethodPost} {
				if w := p.doe(m, start+pad, url.Values{}); w.Code != http.StatusForbidden && w.Code != http.StatusMethodNotAllowed {
					t.Errorf("%v: %s %s: %d", rollen, m, pad, w.Code)
				}
			}
		}
	}
	if len(auditregels(t, p.store.Pool)) != 0 {
		t.Error("something was changed")
	}
}

func TestOverviewLeadsToEveryPart(t *testing.T) {
	d, _ := nieuweBeheerproef(t).pagina(start)
	if n := d.Find(".mz-task a[href^='" + start + "/']").Length(); n != 7 {
		t.Errorf("%d cards", n)
	}
	if got := d.Find("details").First().Text(); !strings.Contains(got, "maandag tot en met vrijdag, 9.00–17.00 uur") {
		t.Errorf("%q", got)
	}
}

func TestContactIsShownToVisitorsAtOnce(t *testing.T) {
	p := nieuweBeheerproef(t)
	d, v := p.pagina(start + "/contact")
	if v.Get("tijd-0-van1") != "09:00" || !strings.Contains(d.Find("aside").Text(), "maandag tot en met vrijdag, 9.00–17.00 uur") {
		t.Errorf("%v", v)
	}
	v.Set("telefoon", "0599-00 09 99")
	v.Set("tijd-4-tot1", "12.30")
	v.Set("actie", "voorbeeld")
	d = p.lees(p.doe(http.MethodPost, start+"/contact", v), http.StatusOK)
	if !strings.Contains(d.Find("aside").Text(), "vrijdag, 9.00–12.30 uur") || !strings.Contains(d.Find("[role=status]").Text(), "nog niet bewaard") || lees(t, p.store, p.g.ID).Contact.Telefoon != "0599-00 01 23" {
		t.Errorf("%s", d.Find("aside").Text())
	}
	v = ingezonden(d)
	v.Set("actie", "bewaar")
	p.bewaar(start+"/contact", v, start)
	if p.flits != "Bewaard. Bezoekers zien het nu." {
		t.Error(p.flits)
	}
	d = p.lees(p.doe(http.MethodGet, "/contact", nil), http.StatusOK)
	if tekst := d.Find("main").Text(); !strings.Contains(tekst, "0599-00 09 99") || !strings.Contains(tekst, "vrijdag, 9.00–12.30 uur") {
		t.Error("visitors see the old telephone or hours")
	}
	_, v = p.pagina(start + "/contact")
	p.bewaar(start+"/contact", v, start)
	if p.flits != "Er is niets veranderd." || len(auditregels(t, p.store.Pool)) != 1 {
		t.Error(p.flits)
	}
}

func TestMistakesStandBesideTheirFieldAndNothingIsLost(t *testing.T) {
	p := nieuweBeheerproef(t)
	_, v := p.pagina(start + "/contact")
	v.Set("email", "info@")
	v.Set("adres", "<script>Markt 1")
	v.Set("tijd-2-van1", "vroeg")
	d := p.lees(p.doe(http.MethodPost, start+"/contact", v), http.StatusUnprocessableEntity)
	if d.Find("[data-error-summary] a[href='#email']").Length() != 1 || d.Find("#email-fout").Length() != 1 || d.Find("#email[aria-invalid=true]").AttrOr("value", "") != "info@" {
		t.Error("the mistake in the mail address")
	}
	if d.Find("[data-error-summary] a[href='#tijd-2-van1']").Length() != 1 || d.Find("fieldset[aria-describedby='tijd-2-van1-fout'] #tijd-2-van1").AttrOr("value", "") != "vroeg" {
		t.Error("the mistake in the hours")
	}
	if d.Find("#adres").AttrOr("value", "") != "<script>Markt 1" || d.Find("main script:not([src])").Length() != 0 || !strings.HasPrefix(d.Find("title").Text(), "Fout:") {
		t.Error("what was typed")
	}
}

func TestWhoIsLaterKeepsWhatWasTyped(t *testing.T) {
	p := nieuweBeheerproef(t)
	_, mijn := p.pagina(start + "/contact")
	_, ander := p.pagina(start + "/contact")
	ander.Set("telefoon", "0599-00 05 55")
	p.bewaar(start+"/contact", ander, start)
	mijn.Set("email", "nieuw@veldwaarde.example")
	d := p.lees(p.doe(http.MethodPost, start+"/contact", mijn), http.StatusConflict)
	melding := strings.Join(strings.Fields(d.Find(".utrecht-alert--error").Text()), " ")
	if !strings.Contains(melding, "Bart Smit heeft deze instellingen ook gewijzigd") || !strings.Contains(melding, "Telefoonnummer: was ‘0599-00 01 23’, is nu ‘0599-00 05 55’") {
		t.Errorf("%q", melding)
	}
	v := ingezonden(d)
	if v.Get("email") != "nieuw@veldwaarde.example" || lees(t, p.store, p.g.ID).Contact.Email != p.g.Contact.Email {
		t.Error("what was typed is lost, or saved")
	}
	v.Set("telefoon", "0599-00 05 55")
	p.bewaar(start+"/contact", v, start)
	if g := lees(t, p.store, p.g.ID); g.Contact.Email != "nieuw@veldwaarde.example" || g.Contact.Telefoon != "0599-00 05 55" {
		t.Errorf("%+v", g.Contact)
	}
	// with a mistake in it as well, who is later hears of the other first
	mijn.Set("email", "fout@")
	p.lees(p.doe(http.MethodPost, start+"/contact", mijn), http.StatusConflict)
}

func TestAColourThatCannotBeReadIsRefusedWithOneThatCan(t *testing.T) {
	p := nieuweBeheerproef(t)
	_, v := p.pagina(start + "/vormgeving")
	v.Set("merk", "#FFD200")
	d := p.lees(p.doe(http.MethodPost, start+"/vormgeving", v), http.StatusUnprocessableEntity)
	knop := d.Find("#merk-voorstel")
	if _, weg := knop.Attr("hidden"); weg || d.Find("#accent-voorstel[hidden]").Length() != 1 || !strings.Contains(d.Find("#merk-fout").Text(), "1,4") {
		t.Fatal(d.Find("#merk-fout").Text())
	}
	v = ingezonden(d)
	v.Set("actie", knop.AttrOr("value", ""))
	d = p.lees(p.doe(http.MethodPost, start+"/vormgeving", v), http.StatusOK)
	v = ingezonden(d)
	if d.Find("[data-error-summary]").Length() != 0 || v.Get("merk") == "#ffd200" || !strings.Contains(d.Find("#merk-oordeel").Text(), "Goed leesbaar") {
		t.Error(v.Get("merk"), d.Find("#merk-oordeel").Text())
	}
	if stijl := d.Find("link[data-voorbeeldstijl]").AttrOr("href", ""); !strings.Contains(stijl, url.QueryEscape(v.Get("merk"))) {
		t.Error(stijl)
	}
	if lees(t, p.store, p.g.ID).Thema != p.g.Thema {
		t.Error("taking a colour must not save it yet")
	}
	v.Set("beeldmerk", "lindemeer")
	p.bewaar(start+"/vormgeving", v, start)
	if g := lees(t, p.store, p.g.ID); g.Thema.Merk != v.Get("merk") || g.Beeldmerk != "lindemeer" {
		t.Errorf("%+v", g.Thema)
	}
	d = p.lees(p.doe(http.MethodGet, "/contact", nil), http.StatusOK)
	if w := p.doe(http.MethodGet, d.Find("link[href^='/thema/']").AttrOr("href", ""), nil); w.Code != http.StatusOK {
		t.Error("visitors have no theme")
	}
}

func TestStyleOfTheSampleTakesColoursAndNothingElse(t *testing.T) {
	p := nieuweBeheerproef(t)
	w := p.doe(http.MethodGet, start+"/vormgeving/voorbeeld.css?merk=%2300607f&vorm=rond&letter=atkinson", nil)
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "text/css; charset=utf-8" || !strings.HasPrefix(w.Body.String(), "@layer thema{.mz-voorbeeld{--mz-merk-50:#") {
		t.Errorf("%d %v %.80s", w.Code, w.Header(), w.Body)
	}
	for _, q := range []string{"", "merk=rood", "merk=%2300607f}*{display:none", "merk=%2300607f&vorm=hoekig", "merk=%2300607f&letter=x%3B", "merk=%2300607f&accent=url(x)"} {
		if w := p.doe(http.MethodGet, start+"/vormgeving/voorbeeld.css?"+q, nil); w.Code != http.StatusBadRequest {
			t.Errorf("%s: %d", q, w.Code)
		}
	}
	var o struct {
		Kleuren []struct{ Veld, Zin, Voorstel string }
		Paren   []string
	}
	w = p.doe(http.MethodGet, start+"/vormgeving/contrast?merk=%23ffd200&accent=", nil)
	if err := json.Unmarshal(w.Body.Bytes(), &o); err != nil || len(o.Kleuren) != 2 || o.Kleuren[0].Voorstel == "" || o.Kleuren[1].Voorstel != "" || len(o.Paren) < 20 {
		t.Errorf("%v %s", err, w.Body)
	}
	w = p.doe(http.MethodGet, start+"/vormgeving/contrast?merk=geel", nil)
	if !strings.Contains(w.Body.String(), `"paren":[]`) || !strings.Contains(w.Body.String(), "Vul een kleur in") {
		t.Errorf("%s", w.Body)
	}
}

func TestWithoutDatabaseNothingIsPretended(t *testing.T) {
	p := nieuweBeheerproef(t)
	_, v := p.pagina(start + "/contact")
	p.store.Pool.Close()
	if w := p.doe(http.MethodPost, start+"/contact", v); w.Code != http.StatusServiceUnavailable || p.flits != "" {
		t.Error(w.Code, p.flits)
	}
	if w := p.doe(http.MethodGet, start, nil); w.Code != http.StatusServiceUnavailable {
		t.Error(w.Code)
	}
}

func TestAHostOfNoGemeenteIsTold(t *testing.T) {
	s, _, _ := tweeGemeenten(t)
	var b strings.Builder
	log := slog.New(slog.NewTextHandler(&b, nil))
	wachter, err := momentopname.NieuweWachter(t.Context(), s.Pool, log)
	if err != nil {
		t.Fatal(err)
	}
	r := NieuwRegister(s, wachter, map[string]string{"goed.example": "lindemeer", "fout.example": "lindermeer"}, false, false, log)
	for range 2 {
		if _, err := r.lees(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	if got := b.String(); strings.Count(got, "GEMEENTE_HOSTS") != 1 || !strings.Contains(got, "lindermeer") || strings.Contains(got, "goed.example") {
		t.Errorf("%s", got)
	}
}
