package app_test

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"mantelpunt/internal/config"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/postgres/prive"
	"mantelpunt/migrations"

	"github.com/jackc/pgx/v5/pgxpool"
)

// tot repeats a request until it has the status, by itself, within the patience of a test.
func (b *bezoeker) tot(status int, methode, pad string, form url.Values) antwoord {
	b.Helper()
	for grens := time.Now().Add(geduld); ; {
		a := b.doe(methode, pad, form)
		if a.StatusCode == status {
			return a
		}
		if time.Now().After(grens) {
			b.Fatalf("%s %s still answers %d, want %d", methode, pad, a.StatusCode, status)
		}
	}
}

// The database goes away and comes back: who reads notices nothing, who is logged
// in is told to come back, and nobody has to start anything again.
func TestDatabaseWegEnTerug(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	tijdelijk := t.TempDir()
	if err := os.Chmod(filepath.Dir(tijdelijk), 0o755); err != nil { // PostgreSQL may run as somebody else
		t.Fatal(err)
	}
	map_ := filepath.Join(tijdelijk, "pg")
	start := func() *prive.Server {
		srv, err := prive.Start(ctx, map_, "fsync=off", "shared_buffers=16MB")
		if err != nil {
			t.Fatal(err)
		}
		return srv
	}
	srv := start()
	t.Cleanup(func() { _ = srv.Stop(ctx) })
	if err := srv.Maak(ctx, "portaal"); err != nil {
		t.Fatal(err)
	}
	open := func(url string) *pgxpool.Pool {
		pool, err := postgres.Open(ctx, url)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(pool.Close)
		return pool
	}
	if _, err := migrations.Op(ctx, open(srv.EigenaarURL("portaal"))); err != nil {
		t.Fatal(err)
	}
	pool := open(srv.URL("portaal"))
	h := nieuwHuis(t, pool)
	lezer, carla, fatima := h.bezoeker(veldwaarde), h.bezoeker(veldwaarde), h.bezoeker(veldwaarde)
	carla.metWachtwoord("c.bakker@veldwaarde.example")
	fatima.metCode("fatima@voorbeeld.example")
	code := h.code(`aanvraag_id = $1`, h.aanvraagVan("Fatima"))
	openbaar := []string{"/", "/aanbod", "/aanbod?q=dementie", "/informatie", "/informatie/even-vrijaf", "/contact", "/verklaring", "/privacy", "/en/", "/controleren", "/v/" + code, "/controleren/uitleg", "/.well-known/jwks.json", "/api/openapi.json", "/api/hsds/v3/services?search=dementie", "/sitemap.xml", "/inloggen", "/healthz"}
	for _, pad := range openbaar {
		lezer.get(pad, 200)
	}
	lezer.get("/readyz", 200)

	if err := srv.Stop(ctx); err != nil {
		t.Fatal(err)
	}
	for _, pad := range openbaar {
		lezer.get(pad, 200)
	}
	lezer.get("/readyz", 503)
	formulier := url.Values{"email": {"storing@voorbeeld.example"}, "wachtwoord": {"x"}, "code": {code}, "geboren": {"3-3-1971"}}
	for _, c := range []struct {
		b            *bezoeker
		methode, pad string
	}{
		{lezer, "POST", "/inloggen"}, {lezer, "POST", "/beheer/inloggen"}, {lezer, "POST", "/controleren"},
		{lezer, "POST", "/en/controleren"},
		{fatima, "GET", "/mijn"}, {fatima, "GET", "/verklaring/aanvragen"}, {fatima, "POST", "/verklaring/aanvragen/wie"}, {fatima, "POST", "/uitloggen"},
		{carla, "GET", "/beheer"}, {carla, "GET", "/beheer/aanvragen"}, {carla, "POST", "/beheer/aanvragen/018f0000-0000-7000-8000-000000000000/behandelen"},
	} {
		var form url.Values
		if c.methode == "POST" {
			form = formulier
		}
		a := c.b.doe(c.methode, c.pad, form)
		if a.StatusCode != 503 || a.Header.Get("Retry-After") == "" {
			t.Errorf("%s %s without a database: %d, Retry-After %q", c.methode, c.pad, a.StatusCode, a.Header.Get("Retry-After"))
		}
		a.foutpagina(t, c.methode+" "+c.pad, "")
	}
	for _, b := range []*bezoeker{carla, fatima} {
		b.get("/informatie", 200) // who is logged in reads on, as a visitor
	}

	srv = start()
	h.eigenaar.Reset()
	lezer.tot(200, "GET", "/readyz", nil)
	fatima.tot(200, "GET", "/mijn", nil)
	carla.tot(200, "GET", "/beheer/aanvragen", nil)
	if kop := lezer.tot(200, "POST", "/controleren", formulier).tekst("h1"); !strings.Contains(kop, "geldig") {
		t.Errorf("checking afterwards: %s", kop)
	}
	h.bezoeker(veldwaarde).metCode("na-de-storing@voorbeeld.example") // the jobs work again too
	if _, err := h.eigenaar.Exec(ctx, `UPDATE gemeente SET naam = 'Veldwaarde aan Zee', generatie = generatie + 1 WHERE slug = 'veldwaarde'`); err != nil {
		t.Fatal(err)
	}
	for grens := time.Now().Add(geduld); !strings.Contains(lezer.get("/", 200).tekst("header"), "aan Zee"); { // and so does the loop that looks for news
		if time.Now().After(grens) {
			t.Fatal("a publication after the outage is never seen")
		}
	}
}

// The mail server is down: the visitor goes on, and the mail comes when it is back.
func TestMailserverWegEnTerug(t *testing.T) {
	t.Parallel()
	var weg atomic.Bool
	h := nieuwHuis(t, pgtest.Nieuw(t), func(_ *config.Config, b *brievenbus) { b.weg = weg.Load })
	b := h.bezoeker(veldwaarde)
	weg.Store(true)
	const email = "geduldig@voorbeeld.example"
	if pad := b.naar("/inloggen", url.Values{"email": {email}}); pad != "/inloggen/code" {
		t.Fatal(pad)
	}
	b.get("/inloggen/code", http.StatusOK)
	// River keeps what failed for later
	bewaard := `SELECT count(*) FROM river_job WHERE kind = 'mail' AND finalized_at IS NULL AND cardinality(errors) > 0 AND max_attempts > 10`
	for grens := time.Now().Add(geduld); een[int](h, bewaard) == 0; {
		if time.Now().After(grens) {
			t.Fatal("the mail was never tried")
		}
	}
	weg.Store(false)
	// not wait for the next try but bring it forward
	if _, err := h.eigenaar.Exec(t.Context(), `UPDATE river_job SET scheduled_at = now(), state = 'available' WHERE state IN ('retryable', 'available')`); err != nil {
		t.Fatal(err)
	}
	code := reInlogcode.FindStringSubmatch(h.brief(email, "code"))
	if code == nil {
		t.Fatal("no code in the mail")
	}
	if pad := b.naar("/inloggen/code", url.Values{"code": {code[1]}}); pad != "/mijn" {
		t.Errorf("logged in at %s", pad)
	}
	if strings.Contains(h.log.String(), email) {
		t.Error("the address is in the log of a mail that failed")
	}
}
