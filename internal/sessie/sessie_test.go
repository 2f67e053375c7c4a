package sessie_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/sessie"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/gorilla/sessions"
	"github.com/jackc/pgx/v5/pgxpool"
)

type proef struct {
	t     *testing.T
	app   *pgxpool.Pool // as the application
	pool  *pgxpool.Pool // as the owner, to look
	kluis *kluis.Kluis
	store *sessie.Store
	g     int // gemeente of the requests
}

func nieuw(t *testing.T) *proef {
	t.Helper()
	t.Parallel()
	p := &proef{t: t, app: pgtest.Nieuw(t), kluis: kluis.Proef(t)}
	p.pool, p.store = pgtest.Eigenaar(t, p.app), sessie.Nieuw(postgres.DB{Pool: p.app}, p.kluis, 30*time.Minute, 8*time.Hour, false)
	p.exec(`INSERT INTO gemeente (slug, naam, cbs_code) VALUES ('a', 'A', 'GM0001'), ('b', 'B', 'GM0002')`)
	p.g = 1
	return p
}

func (p *proef) exec(sql string, args ...any) {
	p.t.Helper()
	if _, err := p.pool.Exec(context.Background(), sql, args...); err != nil {
		p.t.Fatal(err)
	}
}

func (p *proef) tel(sql string, args ...any) (n int) {
	p.t.Helper()
	if err := p.pool.QueryRow(context.Background(), sql, args...).Scan(&n); err != nil {
		p.t.Fatal(err)
	}
	return n
}

// haal makes a request with a cookie and gives its session.
func (p *proef) haal(c *http.Cookie) (*http.Request, *sessions.Session) {
	p.t.Helper()
	r := httptest.NewRequest("GET", "/", nil)
	if c != nil {
		r.AddCookie(c)
	}
	r = r.WithContext(toegang.MetGemeente(r.Context(), toegang.Gemeente{ID: p.g}))
	ses, err := p.store.Haal(r)
	if err != nil {
		p.t.Fatal(err)
	}
	return r, ses
}

// doe runs f with a response and gives the cookie that it set, nil for none.
func (p *proef) doe(f func(w http.ResponseWriter) error) *http.Cookie {
	p.t.Helper()
	w := httptest.NewRecorder()
	if err := f(w); err != nil {
		p.t.Fatal(err)
	}
	if cs := w.Result().Cookies(); len(cs) > 0 {
		return cs[0]
	}
	return nil
}

// bewaar stores a session that holds one value and gives its cookie.
func (p *proef) bewaar(waarde string) *http.Cookie {
	p.t.Helper()
	r, ses := p.haal(nil)
	ses.Values["x"] = waarde
	return p.doe(func(w http.ResponseWriter) error { return p.store.Save(r, w, ses) })
}

func (p *proef) verwacht(c *http.Cookie, want string) {
	p.t.Helper()
	if _, ses := p.haal(c); sessie.Tekst(ses, "x") != want {
		p.t.Errorf("session holds %q, want %q", sessie.Tekst(ses, "x"), want)
	}
}

func TestOnlyTheHashOfTheTokenIsStored(t *testing.T) {
	p := nieuw(t)
	c := p.bewaar("appel")
	p.verwacht(c, "appel")
	if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.MaxAge != 0 || len(c.Value) != 43 {
		t.Errorf("cookie %+v", c)
	}
	if n := p.tel(`SELECT count(*) FROM sessie WHERE token_hash = sha256($1::text::bytea)`, c.Value); n != 1 {
		t.Error("the table must hold SHA-256 of the token")
	}
	var rij string
	if err := p.pool.QueryRow(context.Background(), `SELECT sessie::text FROM sessie`).Scan(&rij); err != nil || strings.Contains(rij, c.Value) {
		t.Errorf("the token stands in the table: %s %v", rij, err)
	}
}

func TestCookieIsTiedToTheHostOverHTTPS(t *testing.T) {
	p := nieuw(t)
	p.store = sessie.Nieuw(postgres.DB{Pool: p.app}, p.kluis, time.Minute, time.Hour, true)
	if c := p.bewaar("x"); c.Name != "__Host-mantelpunt" || !c.Secure || c.Path != "/" || c.Domain != "" {
		t.Errorf("cookie %+v", c)
	}
}

func TestVisitorHasNoSession(t *testing.T) {
	p := nieuw(t)
	r, ses := p.haal(nil)
	if p.store.Heeft(r) || !ses.IsNew {
		t.Error("a request without cookie has no session")
	}
	if c := p.doe(func(w http.ResponseWriter) error { return p.store.Save(r, w, ses) }); c != nil || p.tel(`SELECT count(*) FROM sessie`) != 0 {
		t.Error("an empty session must not be stored")
	}
}

func TestSessionEnds(t *testing.T) {
	p := nieuw(t)
	for naam, sql := range map[string]string{
		"after being idle": `UPDATE sessie SET gebruikt_op = now() - interval '31 minutes'`,
		"absolutely":       `UPDATE sessie SET verloopt_op = now() - interval '1 second'`,
	} {
		p.exec(`DELETE FROM sessie`)
		c := p.bewaar("appel")
		p.exec(sql)
		if _, ses := p.haal(c); !ses.IsNew || len(ses.Values) > 0 {
			t.Errorf("%s: the session still holds", naam)
		}
	}
	p.verwacht(p.bewaar("peer"), "peer")
}

func TestUseKeepsASessionAliveUntilItsAbsoluteEnd(t *testing.T) {
	p := nieuw(t)
	c := p.bewaar("appel")
	p.exec(`UPDATE sessie SET gebruikt_op = now() - interval '29 minutes', verloopt_op = now() + interval '1 hour'`)
	p.verwacht(c, "appel")
	if p.tel(`SELECT count(*) FROM sessie WHERE gebruikt_op > now() - interval '1 minute' AND verloopt_op < now() + interval '2 hours'`) != 1 {
		t.Error("use must move gebruikt_op and leave verloopt_op")
	}
}

func TestSessionOfAnotherGemeenteOrAMadeUpTokenIsNone(t *testing.T) {
	p := nieuw(t)
	c := p.bewaar("appel")
	p.g = 2
	p.verwacht(c, "")
	p.g = 1
	p.verwacht(&http.Cookie{Name: c.Name, Value: "verzonnen"}, "")
	p.verwacht(c, "appel")
}

func TestRenewalChangesTheToken(t *testing.T) {
	p := nieuw(t)
	oud := p.bewaar("appel")
	p.exec(`UPDATE sessie SET verloopt_op = now() + interval '1 minute'`)
	r, ses := p.haal(oud)
	vers := p.doe(func(w http.ResponseWriter) error { return p.store.Vernieuw(r, w, ses) })
	if vers.Value == oud.Value {
		t.Error("the token must change")
	}
	p.verwacht(oud, "")
	p.verwacht(vers, "appel")
	if p.tel(`SELECT count(*) FROM sessie WHERE verloopt_op > now() + interval '7 hours'`) != 1 {
		t.Error("the old row must be gone and the new one live as long as any")
	}
}

func TestAnEndedSessionDoesNotComeBack(t *testing.T) {
	p := nieuw(t)
	c := p.bewaar("appel")
	traag, ses := p.haal(c) // a request that is still busy while another logs out
	r, _ := p.haal(c)
	weg := p.doe(func(w http.ResponseWriter) error { return p.store.Einde(r, w) })
	if weg.MaxAge >= 0 || weg.Value != "" {
		t.Errorf("the cookie must be taken away: %+v", weg)
	}
	ses.Values["x"] = "peer"
	p.doe(func(w http.ResponseWriter) error { return p.store.Save(traag, w, ses) })
	if p.tel(`SELECT count(*) FROM sessie`) != 0 {
		t.Error("saving brought an ended session back")
	}
}

func TestForgetLeavesTheOtherValuesAlone(t *testing.T) {
	p := nieuw(t)
	c := p.bewaar("appel")
	r, ses := p.haal(c)
	r2, ander := p.haal(c)
	ander.Values["y"] = "van een ander verzoek"
	if err := p.store.Save(r2, httptest.NewRecorder(), ander); err != nil {
		t.Fatal(err)
	}
	if err := p.store.Vergeet(r.Context(), ses, "x"); err != nil {
		t.Fatal(err)
	}
	p.verwacht(c, "")
	if _, ses := p.haal(c); sessie.Tekst(ses, "y") != "van een ander verzoek" {
		t.Error("a value of another request was lost")
	}
}

func TestSessionOfAMedewerkerEndsWithTheAccount(t *testing.T) {
	p := nieuw(t)
	id := uuid.Must(uuid.NewV7())
	p.exec(`INSERT INTO gebruiker (id, email, naam, wachtwoord_hash) VALUES ($1, 'a@b.example', 'A', 'x')`, id)
	r, ses := p.haal(nil)
	ses.Values["x"], ses.Values[sessie.Gebruiker] = "appel", id.String()
	c := p.doe(func(w http.ResponseWriter) error { return p.store.Save(r, w, ses) })
	p.verwacht(c, "appel")
	p.exec(`DELETE FROM gebruiker`)
	p.verwacht(c, "")
}

func TestDatabaseAwayIsUnavailable(t *testing.T) {
	p := nieuw(t)
	c := p.bewaar("appel")
	p.app.Close()
	r := httptest.NewRequest("GET", "/", nil)
	r.AddCookie(c)
	r = r.WithContext(toegang.MetGemeente(r.Context(), toegang.Gemeente{ID: 1}))
	if _, err := p.store.Haal(r); !fault.Is(err, fault.Unavailable) {
		t.Errorf("got %v, want Unavailable", err)
	}
}
