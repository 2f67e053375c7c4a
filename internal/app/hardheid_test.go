package app_test

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"mantelpunt/internal/app"
	"mantelpunt/internal/app/demo"
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
	v := &vesting{huis: h, velden: map[string]map[string]string{}, vragen: map[string]map[string]bool{}, openbaar: map[string]bool{}, perVeld: map[string]*aanvaller{}}
	v.gemeente = een[int](h, `SELECT id FROM gemeente WHERE slug = 'veldwaarde'`)
	aanvallers := []*aanvaller{v.aanvaller("nobody", "/", nil)}
	aanvallers = append(aanvallers, v.aanvaller("burger", "/mijn", func(ctx context.Context) (toegang.Persoon, error) {
		return h.app.Accounts.BurgerMetEmail(ctx, v.gemeente, "fatima@voorbeeld.example")
	}))
	rollen := slices.DeleteFunc(toegang.Rollen(), func(r toegang.Rol) bool { return r == toegang.Beheerder })
	for _, rol := range append(rollen, toegang.Beheerder) { // who may close the accounts of others, so comes last
		email := "hard." + string(rol) + "@veldwaarde.example"
		id, err := h.app.Accounts.MaakGebruiker(t.Context(), email, "Hard "+string(rol), demo.Wachtwoord)
		h.goed(err)
		h.goed(h.app.Accounts.GeefRol(t.Context(), v.gemeente, id, rol))
		aanvallers = append(aanvallers, v.aanvaller(string(rol), "/beheer", func(ctx context.Context) (toegang.Persoon, error) {
			return h.app.Accounts.MedewerkerMetEmail(ctx, v.gemeente, email)
		}))
	}
	begonnen := stappen("Fatima van der Berg")
	aanvallers[1].get("/verklaring/aanvragen", http.StatusSeeOther)
	for _, naam := range []string{"wie", "naaste", "zorg", "doel"} {
		aanvallers[1].naar(stap+naam, begonnen[naam])
	}
	for i, a := range aanvallers {
		a.beurt = i
		a.verken(t)
	}
	v.tel(t)
	for _, a := range aanvallers {
		t.Run(a.naam, func(t *testing.T) {
			a.T = t
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
	gemeente int
	velden   map[string]map[string]string // of a form: route of its action, name, one of its fields
	vragen   map[string]map[string]bool   // parameters of the query: route, name
	openbaar map[string]bool              // routes that let nobody in
	perVeld  map[string]*aanvaller        // who tries every field of a form by itself
	adres    atomic.Uint32
}

// proefdeur is where a test comes in without a password: trying those is no part of it.
const proefdeur = "/proefdeur"

// kopie is one more copy of the product, which has not counted anybody's turns yet.
func (v *vesting) kopie(deur func(*app.App, http.ResponseWriter, *http.Request) error) http.Handler {
	a, err := app.Nieuw(context.Background(), v.app.Config, v.app.Pool, v.app.Log, app.Opties{Bezorger: v.bus, Extra: func(a *app.App, r chi.Router) {
		r.Get(proefdeur, a.Web.H(func(w http.ResponseWriter, r *http.Request) error { return deur(a, w, r) }))
	}})
	v.goed(err)
	return a.Handler
}

// aanvaller is one person who attacks, through the handler itself: a client would
// refuse to send half of it. Every request comes from an address of its own.
type aanvaller struct {
	*bezoeker
	v           *vesting
	naam, start string
	wie         func(context.Context) (toegang.Persoon, error) // nil: nobody
	beurt       int
	voorbeelden map[string]string    // route to an address of it
	formulieren map[string]formulier // route of the action to the form
	handler     http.Handler
	verzoeken   int
}

type formulier struct {
	pagina, actie string
	waarden       url.Values
}

func (v *vesting) aanvaller(naam, start string, wie func(context.Context) (toegang.Persoon, error)) *aanvaller {
	a := &aanvaller{bezoeker: v.bezoeker(veldwaarde), v: v, naam: naam, start: start, wie: wie, voorbeelden: map[string]string{}, formulieren: map[string]formulier{}}
	a.Transport = a
	a.handler = v.kopie(a.deur)
	a.begin()
	return a
}

func (a *aanvaller) deur(p *app.App, w http.ResponseWriter, r *http.Request) error {
	wie, err := a.wie(r.Context())
	if err != nil {
		return err
	}
	return p.Account.Begin(w, r, wie)
}

// begin comes in, and again when something ended the session.
func (a *aanvaller) begin() {
	a.Helper()
	if a.wie != nil && a.doe(http.MethodGet, a.start, nil).StatusCode != 200 {
		a.get(proefdeur, http.StatusSeeOther)
	}
}

// RoundTrip hands a request to the product as its server would. When all turns of a
// copy are taken, another copy gets it.
func (a *aanvaller) RoundTrip(r *http.Request) (*http.Response, error) {
	for eerste := true; ; eerste = false {
		n, body := a.v.adres.Add(1), io.ReadCloser(http.NoBody)
		if r.GetBody != nil {
			body, _ = r.GetBody() // of a string: never fails
		}
		vraag := r.Clone(r.Context())
		vraag.Body, vraag.RequestURI, vraag.Host = body, r.URL.RequestURI(), r.URL.Host
		vraag.RemoteAddr = fmt.Sprintf("100.%d.%d.%d:4711", byte(n>>16), byte(n>>8), byte(n))
		w := httptest.NewRecorder()
		a.handler.ServeHTTP(w, vraag)
		a.verzoeken++
		if w.Code == http.StatusServiceUnavailable && eerste {
			a.handler = a.v.kopie(a.deur)
			continue
		}
		res := w.Result()
		res.Request = r
		return res, nil
	}
}

// valAan sends everything hostile to every route. /uitloggen comes last: it ends it.
func (a *aanvaller) valAan(t *testing.T) {
	var laatst []string
	err := chi.Walk(a.v.app.Routes(), func(methode, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
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

// laatOver says that somebody else tries the nth hostile value at a route: where one is
// kept out, nothing of it is read; and what nobody tried at a public page needs no
// role. Together they try everything everywhere.
func (a *aanvaller) laatOver(route string, n int, geweerd bool) bool {
	return a.meer(route, geweerd) && (n+a.beurt)%7 != 0 // of the seven
}

// meer says that others try this route too.
func (a *aanvaller) meer(route string, geweerd bool) bool {
	if a.wie == nil {
		a.v.openbaar[route] = !geweerd
	}
	return geweerd || a.wie != nil && a.v.openbaar[route]
}

// buiten tells that an answer keeps somebody out.
func buiten(res antwoord) bool {
	return res.StatusCode == http.StatusForbidden || res.StatusCode == http.StatusUnauthorized || strings.Contains(res.Header.Get("Location"), "/inloggen")
}

var rePlek = regexp.MustCompile(`\{[^}]*\}|\*`)

// vul puts a value in the place of every parameter of a route.
func vul(route, waarde string) string {
	return rePlek.ReplaceAllLiteralString(route, url.PathEscape(waarde))
}

// altijdVragen are parameters that some page reads whether or not a link has them.
var altijdVragen = []string{"q", "terug", "pagina", "code", "state", "iss", "sid", "id", "na", "lijst", "token"}

func (a *aanvaller) valGetAan(t *testing.T, route string) {
	voorbeeld := a.voorbeelden[route]
	if voorbeeld == "" {
		voorbeeld = vul(route, uuid.Nil.String())
	}
	geweerd := buiten(a.stuur(t, "as it is", http.MethodGet, voorbeeld, nil))
	for i, x := range vijandig {
		if a.laatOver(http.MethodGet+route, i, geweerd) {
			continue
		}
		q := url.Values{}
		for _, naam := range slices.Concat(altijdVragen, slices.Collect(maps.Keys(a.v.vragen[route]))) {
			q[naam] = []string{x.tekst, x.tekst}
		}
		a.stuur(t, x.naam, http.MethodGet, voorbeeld+"?"+q.Encode(), nil)
		if rePlek.MatchString(route) && (a.wie == nil || i%3 == a.beurt%3) {
			a.stuur(t, x.naam, http.MethodGet, vul(route, x.tekst), nil)
		}
	}
	if a.wie != nil && a.meer(http.MethodGet+route, geweerd) {
		return
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
	if eigen && a.v.perVeld[route] == nil {
		a.v.perVeld[route] = a // once is enough: field by field
	}
	velden := slices.Sorted(maps.Values(a.v.velden[route]))
	geweerd := buiten(a.stuur(t, "empty", http.MethodPost, f.actie, url.Values{}))
	for i, x := range vijandig {
		if a.laatOver(http.MethodPost+route, i, geweerd) {
			continue
		}
		alles := url.Values{}
		for _, veld := range velden {
			alles[veld] = []string{x.tekst, x.tekst}
		}
		alles[x.tekst] = []string{x.tekst}
		a.stuur(t, x.naam, http.MethodPost, f.actie, alles)
		if rePlek.MatchString(route) && (a.wie == nil || i%3 == a.beurt%3) {
			a.stuur(t, x.naam, http.MethodPost, vul(route, x.tekst), alles)
		}
		if !eigen || a.v.perVeld[route] != a || len(x.tekst) > 1000 {
			continue
		}
		for j, veld := range velden {
			if (i+j)%(1+len(velden)/6) != 0 { // a large form has many fields of a kind, which share the values
				continue
			}
			een := maps.Clone(f.waarden)
			een[veld] = []string{x.tekst}
			if res := a.stuur(t, veld+": "+x.naam, http.MethodPost, f.actie, een); res.StatusCode == http.StatusSeeOther {
				f = a.opnieuw(route, f)
			}
		}
	}
	if a.wie != nil && a.meer(http.MethodPost+route, geweerd) {
		return
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
