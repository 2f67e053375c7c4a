package app_test

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"mantelpunt/internal/app"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/toegang"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

// merk stands in everything hostile: where it turns up as more than text, something broke.
const merk = "kwaadw3g"

// vijandig is what no form would send. som is what a template makes of the sum in it.
var vijandig = []struct{ naam, tekst string }{
	{"SQL", merk + `' OR '1'='1' --`},
	{"SQL, second quote", merk + `"; DROP TABLE aanvraag; --`},
	{"SQL, pattern", `%_\` + merk + `'||chr(37)||'`},
	{"HTML", `"'></textarea></title><` + merk + ` on` + merk + `="1"><script>` + merk + `()</script><!--`},
	{"template", merk + `{{191*16807}}${191*16807}<%=191*16807%>#{191*16807}`},
	{"path", "../../../../../../../../etc/passwd"},
	{"path, encoded twice", "..%2f..%2f..%5c" + merk + "%00.pdf"},
	{"CRLF", merk + "\r\nX-" + merk + ": 1\r\nSet-Cookie: " + merk + "=1\r\n\r\n<" + merk + ">"},
	{"other host", "//" + merk + ".example/"},
	{"other host, backslash", `/\` + merk + ".example"},
	{"script as address", "javascript:" + merk + "()"},
	{"NUL", merk + "\x00" + merk},
	{"invalid UTF-8", merk + "\xff\xc0\xaf\xed\xa0\x80"},
	{"homoglyphs", "＜" + merk + "＞＂＇ ѕсrірt ﬀ K ﹤" + merk + "﹥"},
	{"RTL override", merk + "\u202egnp.exe\u2066\u200f\u2028"},
	{"format", merk + "%s%n%x%!d(MISSING)"},
	{"JSON", `{"$gt":"` + merk + `","__proto__":{}}`},
	{"entity", "&lt;" + merk + "&gt;&#60;" + merk + "&#x3e;"},
	{"number", "99999999999999999999999"},
	{"negative", "-1"},
	{"spreadsheet", "=" + merk + "|' /C calc'!A1"},
	{"long", strings.Repeat(merk, 2500)},
	{"accents", merk + strings.Repeat("\u0301", 5000)},
}

const som = "3210137"

// Every route, by everybody, with everything that no form would send in every parameter
// of the path, the query and the form: no error of ours, nothing that becomes more than
// text, no header and no line in the log of somebody else's making.
func TestHardheid(t *testing.T) {
	t.Parallel()
	h := nieuwHuis(t, pgtest.Nieuw(t))
	routes, ok := h.app.Handler.(chi.Routes)
	if !ok {
		t.Fatal("the routes of the product cannot be walked")
	}
	v := &vesting{huis: h, handler: h.app.Handler, routes: routes, velden: map[string]map[string]string{}, vragen: map[string]map[string]bool{}}
	inloggen := func(b *bezoeker, email string) { // whoever sends wrong passwords must wait, as it should be
		if _, err := h.eigenaar.Exec(t.Context(), `UPDATE gebruiker SET mislukt = 0, geblokkeerd_tot = NULL`); err != nil {
			t.Fatal(err)
		}
		b.metWachtwoord(email)
	}
	staf := func(email string) func(*bezoeker) {
		return func(b *bezoeker) { inloggen(b, email) }
	}
	rol := func(r toegang.Rol) func(*bezoeker) {
		return func(b *bezoeker) {
			inloggen(b, "s.elamrani@veldwaarde.example")
			if _, err := h.eigenaar.Exec(t.Context(), `UPDATE lidmaatschap SET rol = $1 WHERE gebruiker_id = (SELECT id FROM gebruiker WHERE email = 's.elamrani@veldwaarde.example')`, r); err != nil {
				t.Fatal(err)
			}
		}
	}
	aanvallers := []*aanvaller{
		v.aanvaller("nobody", "/", nil),
		v.aanvaller("burger", "/mijn", func(b *bezoeker) { b.metCode("fatima@voorbeeld.example") }),
		v.aanvaller("consulent", "/beheer", staf("c.bakker@veldwaarde.example")),
		v.aanvaller("redacteur", "/beheer", staf("r.jansen@veldwaarde.example")),
		v.aanvaller("beheerder", "/beheer", staf("b.smit@veldwaarde.example")),
		v.aanvaller("beleid", "/beheer", rol(toegang.Beleid)),
		v.aanvaller("aanbieder", "/beheer", rol(toegang.Aanbieder)),
	}
	begonnen := stappen("Fatima van der Berg")
	aanvallers[1].get("/verklaring/aanvragen", http.StatusSeeOther)
	for _, naam := range []string{"wie", "naaste", "zorg", "doel"} {
		aanvallers[1].naar(stap+naam, begonnen[naam])
	}
	for _, a := range aanvallers[:5] {
		a.verken(t)
	}
	v.telPatronen(t)
	for _, a := range aanvallers {
		t.Run(a.naam, func(t *testing.T) {
			a.T = t
			a.begin()
			a.valAan(t)
			a.verken(t) // what was stored is shown, and held to the same
			t.Logf("%d requests", a.verzoeken)
		})
	}
	t.Run("headers", func(t *testing.T) { v.koppen(t, aanvallers[0]) })
	v.keurLog(t)
}

// vesting is the product under attack, and what was found out about its pages.
type vesting struct {
	*huis
	handler http.Handler
	routes  chi.Routes
	velden  map[string]map[string]string // of a form: route of its action, name, value
	vragen  map[string]map[string]bool   // parameters of the query: route, name
	adres   atomic.Uint32
}

// aanvaller is one person who attacks, through the handler itself: a client would
// refuse to send half of it. Every request comes from an address of its own.
type aanvaller struct {
	*bezoeker
	v           *vesting
	naam, start string
	login       func(*bezoeker)
	voorbeelden map[string]string    // route to an address of it
	formulieren map[string]formulier // route of the action to the form
	verzoeken   int
}

type formulier struct {
	pagina, actie string
	waarden       url.Values
}

func (v *vesting) aanvaller(naam, start string, login func(*bezoeker)) *aanvaller {
	a := &aanvaller{bezoeker: v.bezoeker(veldwaarde), v: v, naam: naam, start: start, login: login, voorbeelden: map[string]string{}, formulieren: map[string]formulier{}}
	a.Transport = a
	if naam != "beleid" && naam != "aanbieder" { // who share an account and take turns
		a.begin()
	}
	return a
}

// RoundTrip hands a request to the product as its server would.
func (a *aanvaller) RoundTrip(r *http.Request) (*http.Response, error) {
	n, vraag := a.v.adres.Add(1), r
	r = r.Clone(r.Context())
	r.RequestURI, r.Host, r.RemoteAddr = r.URL.RequestURI(), r.URL.Host, netip.AddrPortFrom(netip.AddrFrom4([4]byte{100, byte(n >> 16), byte(n >> 8), byte(n)}), 4711).String()
	if r.Body == nil {
		r.Body = http.NoBody
	}
	inhoud, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	w := a.v.vraag(r, inhoud)
	if w.Code == http.StatusServiceUnavailable { // the ceiling over all addresses: on at a copy that counted nothing yet
		a.v.kopie()
		w = a.v.vraag(r, inhoud)
	}
	a.verzoeken++
	res := w.Result()
	res.Request = vraag
	return res, nil
}

func (v *vesting) vraag(r *http.Request, inhoud []byte) *httptest.ResponseRecorder {
	r.Body = io.NopCloser(bytes.NewReader(inhoud))
	w := httptest.NewRecorder()
	v.handler.ServeHTTP(w, r)
	return w
}

// kopie goes on at another copy of the product, on the same database and log.
func (v *vesting) kopie() {
	v.Helper()
	a, err := app.Nieuw(v.Context(), v.app.Config, v.app.Pool, v.app.Log, app.Opties{Bezorger: v.bus})
	v.goed(err)
	v.handler = a.Handler
}

// begin logs in, and again when something ended the session.
func (a *aanvaller) begin() {
	a.Helper()
	if a.login == nil {
		return
	}
	if c := a.doe(http.MethodGet, a.start, nil).StatusCode; c != 200 {
		a.login(a.bezoeker)
	}
}

func (a *aanvaller) patroon(methode, pad string) string {
	rc := chi.NewRouteContext()
	if u, err := url.Parse(pad); err != nil || !a.v.routes.Match(rc, methode, u.Path) {
		return ""
	}
	return strings.Replace(rc.RoutePattern(), "/*/", "/", 1)
}

// verken follows links to at most three pages of every route and notes what their
// forms and addresses hold.
func (a *aanvaller) verken(t *testing.T) {
	t.Helper()
	wacht, gezien, per := []string{a.start, "/", "/verklaring/aanvragen"}, map[string]bool{}, map[string]int{}
	for len(wacht) > 0 {
		pad := wacht[0]
		wacht = wacht[1:]
		patroon := a.patroon(http.MethodGet, pad)
		if gezien[pad] || patroon == "" || per[patroon] >= 3 || strings.HasPrefix(pad, "/static/") {
			continue
		}
		gezien[pad] = true
		per[patroon]++
		res := a.doe(http.MethodGet, pad, nil)
		a.keur(t, "GET "+pad, res)
		if naar := res.Header.Get("Location"); naar != "" {
			wacht = append(wacht, naar)
		}
		if u, _ := url.Parse(pad); res.StatusCode == 200 && u != nil {
			a.voorbeelden[patroon] = u.Path
			a.v.noteerVragen(patroon, slices.Collect(maps.Keys(u.Query())))
		}
		res.Find("a[href]").Each(func(_ int, s *goquery.Selection) {
			if href, _ := s.Attr("href"); strings.HasPrefix(href, "/") {
				wacht = append(wacht, strings.SplitN(href, "#", 2)[0])
			}
		})
		res.Find("form").Each(func(_ int, s *goquery.Selection) { a.noteerFormulier(pad, s) })
	}
}

func (v *vesting) noteerVragen(patroon string, namen []string) {
	if v.vragen[patroon] == nil {
		v.vragen[patroon] = map[string]bool{}
	}
	for _, n := range namen {
		v.vragen[patroon][n] = true
	}
}

func (a *aanvaller) noteerFormulier(pagina string, s *goquery.Selection) {
	actie, _ := s.Attr("action")
	if actie == "" {
		actie = pagina
	}
	waarden := url.Values{}
	s.Find("[name]").Each(func(_ int, veld *goquery.Selection) {
		naam, _ := veld.Attr("name")
		waarde, _ := veld.Attr("value")
		soort, _ := veld.Attr("type")
		_, aan := veld.Attr("checked")
		switch {
		case goquery.NodeName(veld) == "textarea":
			waarde = veld.Text()
		case goquery.NodeName(veld) == "select":
			waarde, _ = veld.Find("option[selected]").Attr("value")
		}
		if (soort == "checkbox" || soort == "radio") && !aan {
			waarden[naam] = append(waarden[naam], []string{}...)
			return
		}
		waarden.Add(naam, waarde)
	})
	if methode, _ := s.Attr("method"); !strings.EqualFold(methode, http.MethodPost) {
		a.v.noteerVragen(a.patroon(http.MethodGet, actie), slices.Collect(maps.Keys(waarden)))
		return
	}
	patroon := a.patroon(http.MethodPost, actie)
	a.formulieren[patroon] = formulier{pagina, actie, waarden}
	if a.v.velden[patroon] == nil {
		a.v.velden[patroon] = map[string]string{}
	}
	for naam := range waarden {
		a.v.velden[patroon][reTel.ReplaceAllString(naam, "-0-")] = naam
	}
}

var reTel = regexp.MustCompile(`-[0-9]+-`)

// telPatronen says what was found, and fails when that is too little to be true.
func (v *vesting) telPatronen(t *testing.T) {
	velden := 0
	for _, f := range v.velden {
		velden += len(f)
	}
	t.Logf("%d routes take a form, with %d fields; %d routes take a query", len(v.velden), velden, len(v.vragen))
	if len(v.velden) < 8 || velden < 40 {
		t.Errorf("%d forms with %d fields: the search is broken", len(v.velden), velden)
	}
}

// valAan sends everything hostile to every route. /uitloggen comes last: it ends it.
func (a *aanvaller) valAan(t *testing.T) {
	var laatst []string
	err := chi.Walk(a.v.routes, func(methode, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		route = strings.Replace(route, "/*/", "/", 1)
		switch {
		case methode == http.MethodGet:
			a.valGetAan(t, route)
		case methode != http.MethodPost:
			if route != "/static/*" {
				t.Errorf("%s %s: this test knows nothing of that method", methode, route)
			}
		case strings.Contains(route, "uitloggen"):
			laatst = append(laatst, route)
		default:
			a.valPostAan(t, route)
			a.begin()
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, taal := range []string{"", "/en"} { // what would be a link to another host, on a page that shows its own address
		for _, pad := range []string{"//", "///", "/%2f", "/%5c", "/%09/", "/%0a%2f", "/.//", "/%00//"} {
			a.stuur(t, "address of the page", http.MethodGet, taal+pad+merk+".example/", nil)
		}
	}
	for _, route := range laatst {
		a.valPostAan(t, route)
	}
	a.begin()
}

var reParameter = regexp.MustCompile(`\{[^}]*\}|\*`)

// vul puts a value in the place of every parameter of a route.
func vul(route, waarde string) string {
	return reParameter.ReplaceAllLiteralString(route, url.PathEscape(waarde))
}

// altijdVragen are parameters that some page reads whether or not a link has them.
var altijdVragen = []string{"q", "terug", "pagina", "code", "state", "iss", "sid", "id", "na", "lijst", "token"}

func (a *aanvaller) valGetAan(t *testing.T, route string) {
	voorbeeld := a.voorbeelden[route]
	if voorbeeld == "" {
		voorbeeld = vul(route, uuid.Nil.String())
	}
	for _, x := range vijandig {
		q := url.Values{}
		for _, naam := range slices.Concat(altijdVragen, slices.Collect(maps.Keys(a.v.vragen[route]))) {
			q[naam] = []string{x.tekst, x.tekst}
		}
		a.stuur(t, x.naam, http.MethodGet, voorbeeld+"?"+q.Encode(), nil)
		if reParameter.MatchString(route) {
			a.stuur(t, x.naam, http.MethodGet, vul(route, x.tekst), nil)
		}
	}
	for _, kaal := range []string{"?%zz=%zz&;", "?" + strings.Repeat("&a=b", 3000), "?" + url.QueryEscape(vijandig[3].tekst)} {
		a.stuur(t, "query", http.MethodGet, voorbeeld+kaal, nil)
	}
}

func (a *aanvaller) valPostAan(t *testing.T, route string) {
	f, eigen := a.formulieren[route]
	if !eigen {
		f = formulier{actie: vul(route, uuid.Nil.String())}
		if v := a.voorbeelden[route]; v != "" {
			f.actie = v
		}
	}
	velden := a.v.velden[route]
	for _, x := range vijandig {
		alles := url.Values{}
		for _, veld := range velden {
			alles[veld] = []string{x.tekst, x.tekst}
		}
		alles[x.tekst] = []string{x.tekst}
		a.stuur(t, x.naam, http.MethodPost, f.actie, alles)
		if reParameter.MatchString(route) {
			a.stuur(t, x.naam, http.MethodPost, vul(route, x.tekst), alles)
		}
		if !eigen || a.naam == "beheerder" || len(x.tekst) > 1000 { // who may do what others did field by field
			continue
		}
		for _, veld := range velden {
			een := maps.Clone(f.waarden)
			een[veld] = []string{x.tekst}
			if res := a.stuur(t, veld+": "+x.naam, http.MethodPost, f.actie, een); res.StatusCode == http.StatusSeeOther {
				f = a.opnieuw(route, f)
			}
		}
	}
	groot := url.Values{"groot": {strings.Repeat("x", httpx.MaxFormulier)}}
	for _, veld := range velden {
		groot[veld] = []string{merk}
	}
	a.stuur(t, "1 MB", http.MethodPost, f.actie, groot)
	for _, soort := range []string{"multipart/form-data; boundary=x", "application/json", "text/plain", "application/x-www-form-urlencoded; charset=utf-7"} {
		a.stuur(t, soort, http.MethodPost, f.actie, url.Values{"a": {merk}}, "Content-Type", soort)
	}
}

// opnieuw reads a form again: what was taken changed what it holds, such as the
// number of the version that somebody works on.
func (a *aanvaller) opnieuw(route string, f formulier) formulier {
	a.doe(http.MethodGet, f.pagina, nil).Find("form").Each(func(_ int, s *goquery.Selection) { a.noteerFormulier(f.pagina, s) })
	return a.formulieren[route]
}

func (a *aanvaller) stuur(t *testing.T, wat, methode, pad string, form url.Values, koppen ...string) antwoord {
	t.Helper()
	if _, err := url.ParseRequestURI("http://" + a.host + pad); err != nil {
		return antwoord{Response: &http.Response{}} // no server takes it
	}
	res := a.doe(methode, pad, form, koppen...)
	a.keur(t, fmt.Sprintf("%s %.80s (%s)", methode, pad, wat), res)
	return res
}
