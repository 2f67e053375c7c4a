package account

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/jobs"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/sessie"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	gomail "github.com/wneessen/go-mail"
)

const (
	wachtwoord = "een lang wachtwoord"
	email      = "jan@voorbeeld.example"
)

// huis is a portal of two gemeenten with little more than the feature itself.
type huis struct {
	t    *testing.T
	app  *pgxpool.Pool // as the application
	pool *pgxpool.Pool // as the owner, to look
	h    Handler
	url  string
	log  *bytes.Buffer

	later atomic.Int64 // how far its clock is ahead
	zet   atomic.Value // func(*toegang.Gemeente): what its gemeenten have set
}

// brieven delivers mail into the test.
type brieven chan *gomail.Msg

func (b brieven) Bezorg(_ context.Context, m *gomail.Msg) error { b <- m; return nil }

func nieuw(t *testing.T) *huis {
	t.Helper()
	t.Parallel()
	pool := pgtest.Nieuw(t)
	workers := river.NewWorkers()
	k := kluis.Proef(t)
	mail.Voeg(workers, make(brieven, 10), k, "portaal@a.example")
	db := postgres.DB{Pool: pool}
	Voeg(workers, Store{DB: db, Kluis: k})
	rij, err := jobs.Nieuw(pool, workers, nil, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return open(t, pool, k, rij)
}

func open(t *testing.T, pool *pgxpool.Pool, k *kluis.Kluis, rij *jobs.Wachtrij) *huis {
	t.Helper()
	log := &bytes.Buffer{}
	a := &httpx.Afhandelaar{Log: slog.New(slog.NewTextHandler(log, nil))}
	db := postgres.DB{Pool: pool}
	p := &huis{t: t, app: pool, pool: pgtest.Eigenaar(t, pool), log: log, h: Nieuw(Store{DB: db, Kluis: k}, sessie.Nieuw(db, k, 30*time.Minute, 8*time.Hour, false), mail.Post{Rij: rij, Kluis: k}, a)}
	p.h.nu = func() time.Time { return time.Now().Add(time.Duration(p.later.Load())) }
	a.Inloggen = p.h.Inloggen
	p.exec(`INSERT INTO gemeente (slug, naam, cbs_code) VALUES ('a', 'Aadorp', 'GM0001'), ('b', 'Beedorp', 'GM0002')`)
	srv := httptest.NewServer(p.router())
	t.Cleanup(srv.Close)
	p.url = srv.URL
	return p
}

// router has the pages of the feature, and a few that use it as other features do.
func (p *huis) router() http.Handler {
	r := chi.NewRouter()
	r.Use(httpx.Koppen(false), httpx.MetVerzoekID, httpx.MetAdres(nil), p.h.Web.Herstel, httpx.MetTaal, p.gemeente, p.h.Web.ZelfdeBron, p.h.Persoon)
	p.h.Routes(r)
	r.Handle("/static/*", web.Statisch())
	eis := func(recht toegang.Recht) http.HandlerFunc {
		return p.h.Web.H(func(w http.ResponseWriter, r *http.Request) error {
			ctx := r.Context()
			if err := toegang.PersoonUit(ctx).Eis(recht); err != nil {
				return err
			}
			form, _ := p.h.Bewaard(w, r, r.URL.Path)
			w.Header().Set("X-Bewaard", form.Encode())
			return toon(w, r, toegang.PersoonUit(ctx).Email)
		})
	}
	r.Get("/", p.h.Web.H(func(w http.ResponseWriter, r *http.Request) error { return toon(w, r, "home") }))
	r.Get("/mijn", eis(toegang.EigenDossier))
	r.Get("/vraag/{stap}", eis(toegang.EigenDossier))
	r.Post("/vraag/{stap}", eis(toegang.EigenDossier))
	r.Get("/bestand", eis(toegang.EigenDossier))
	r.With(httpx.Uploads).Post("/bestand", eis(toegang.EigenDossier))
	r.Post("/beheer/aanvragen/{id}/besluit", eis(toegang.AanvraagBehandelen))
	r.Get("/beheer/aanvragen/{id}", eis(toegang.AanvraagBehandelen))
	r.Post("/flits", p.h.Web.H(func(w http.ResponseWriter, r *http.Request) error {
		if err := p.h.Flits(w, r, "Opgeslagen."); err != nil {
			return err
		}
		return httpx.Naar(w, r, "/door")
	}))
	r.Get("/door", p.h.Web.H(func(w http.ResponseWriter, r *http.Request) error { return httpx.Naar(w, r, "/") }))
	return r
}

func toon(w http.ResponseWriter, r *http.Request, tekst string) error {
	return httpx.Render(w, r, http.StatusOK, web.Layout(web.Pagina{Titel: tekst, Werkplek: strings.HasPrefix(r.URL.Path, "/beheer")}))
}

// gemeente stands in for the register: the header X-Gemeente picks the second one.
func (p *huis) gemeente(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		g := toegang.Gemeente{ID: 1, Slug: "a", Naam: "Aadorp"}
		if r.Header.Get("X-Gemeente") == "2" {
			g = toegang.Gemeente{ID: 2, Slug: "b", Naam: "Beedorp"}
		}
		if zet, ok := p.zet.Load().(func(*toegang.Gemeente)); ok {
			zet(&g)
		}
		ctx := web.MetKader(toegang.MetGemeente(r.Context(), g), web.Kader{Gemeente: g.Naam, Telefoon: "0599-00 01 23", Pad: r.URL.Path, Talen: []string{"nl", "en"}})
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

func (p *huis) exec(sql string, args ...any) {
	p.t.Helper()
	if _, err := p.pool.Exec(context.Background(), sql, args...); err != nil {
		p.t.Fatal(err)
	}
}

func (p *huis) tel(sql string, args ...any) (n int) {
	p.t.Helper()
	if err := p.pool.QueryRow(context.Background(), sql, args...).Scan(&n); err != nil {
		p.t.Fatal(err)
	}
	return n
}

// mail gives the newest mail that waits in the queue.
func (p *huis) mail() mail.Bericht {
	p.t.Helper()
	var args []byte
	if err := p.pool.QueryRow(context.Background(), `SELECT args FROM river_job WHERE kind = 'mail' ORDER BY id DESC LIMIT 1`).Scan(&args); err != nil {
		p.t.Fatal(err)
	}
	b, err := mail.LeesTaak(p.h.Store.Kluis, args)
	if err != nil {
		p.t.Fatal(err)
	}
	return b
}

// code gives the login code in it.
func (p *huis) code() string {
	p.t.Helper()
	code := p.mail().Code
	return code
}

// browser keeps cookies and does not follow redirects.
type browser struct {
	*http.Client
	p        *huis
	gemeente string
}

func (p *huis) browser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		p.t.Fatal(err)
	}
	return &browser{p: p, Client: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// token is the session token of the browser.
func (b *browser) token() string {
	u, _ := url.Parse(b.p.url)
	for _, c := range b.Jar.Cookies(u) {
		return c.Value
	}
	return ""
}

// pagina is an answer: its status, where it sends the browser, and what it shows.
type pagina struct {
	*goquery.Document
	status int
	naar   string
	koppen http.Header
}

func (p pagina) tekst(selector string) string {
	return strings.Join(strings.Fields(p.Find(selector).Text()), " ")
}

func (b *browser) doe(r *http.Request) pagina {
	b.p.t.Helper()
	r.Header.Set("X-Gemeente", b.gemeente)
	res, err := b.Do(r)
	if err != nil {
		b.p.t.Fatal(err)
	}
	defer res.Body.Close()
	doc, err := goquery.NewDocumentFromReader(res.Body)
	if err != nil {
		b.p.t.Fatal(err)
	}
	return pagina{doc, res.StatusCode, res.Header.Get("Location"), res.Header}
}

func (b *browser) get(pad string) pagina {
	b.p.t.Helper()
	r, err := http.NewRequest("GET", b.p.url+pad, nil)
	if err != nil {
		b.p.t.Fatal(err)
	}
	return b.doe(r)
}

func (b *browser) post(pad string, paren ...string) pagina {
	b.p.t.Helper()
	r, err := http.NewRequest("POST", b.p.url+pad, form(paren...))
	if err != nil {
		b.p.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.doe(r)
}

func form(paren ...string) io.Reader {
	v := url.Values{}
	for i := 0; i+1 < len(paren); i += 2 {
		v.Add(paren[i], paren[i+1])
	}
	return strings.NewReader(v.Encode())
}

// vraagCode asks for a code and gives the one that was mailed.
func (b *browser) vraagCode(email string) string {
	b.p.t.Helper()
	if res := b.post("/inloggen", "email", email); res.status != 303 || res.naar != "/inloggen/code" {
		b.p.t.Fatalf("asking for a code: %d %s %s", res.status, res.naar, res.tekst("main"))
	}
	return b.p.code()
}

// medewerker makes an account with a role at the first gemeente.
func (p *huis) medewerker(email string, rollen ...toegang.Rol) toegang.Persoon {
	p.t.Helper()
	ctx := context.Background()
	id, err := p.h.Store.MaakGebruiker(ctx, email, "Mia de Boer", wachtwoord)
	if err != nil {
		p.t.Fatal(err)
	}
	if err := p.h.Store.DemoApp(ctx, id, proefGeheim); err != nil {
		p.t.Fatal(err)
	}
	for _, r := range rollen {
		if err := p.h.Store.GeefRol(ctx, 1, id, r); err != nil {
			p.t.Fatal(err)
		}
	}
	return toegang.Persoon{ID: id, Email: email}
}
