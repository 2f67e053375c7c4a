package account

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"mantelpunt/internal/toegang"

	"github.com/go-chi/chi/v5"
)

// A link from the mailbox lets in as surely as a code does: a new token, the level of a
// mailbox, a line in the audit, and nothing of who sat here before.
func TestALinkByMailLetsIn(t *testing.T) {
	p := nieuw(t)
	burger, err := p.h.Store.BurgerMetEmail(context.Background(), 1, email)
	if err != nil {
		t.Fatal(err)
	}
	r := chi.NewRouter()
	r.With(p.gemeente, p.h.Web.ZelfdeBron, p.h.Persoon).Post("/link", p.h.Web.H(func(w http.ResponseWriter, r *http.Request) error {
		return p.h.BeginPerLink(w, r, burger.ID, "/vraag/zorg")
	}))
	r.Mount("/", p.router())
	srv := httptest.NewServer(r)
	t.Cleanup(srv.Close)
	p.url = srv.URL

	b := p.browser()
	b.post("/vraag/zorg", "naam", "iemand anders") // without a session: it is kept
	voor := b.token()
	if res := b.post("/link"); res.status != 303 || res.naar != "/vraag/zorg" {
		t.Fatalf("%d %s %s", res.status, res.naar, res.tekst("main"))
	}
	if b.token() == voor || p.tel(`SELECT count(*) FROM sessie`) != 1 {
		t.Error("logging in must change the token and end the old session")
	}
	if res := b.get("/vraag/zorg"); res.status != 200 || res.koppen.Get("X-Bewaard") != "" {
		t.Errorf("%d %s", res.status, res.koppen.Get("X-Bewaard"))
	}
	if p.tel(`SELECT count(*) FROM audit WHERE wat = 'ingelogd' AND rij = $1 AND gegevens->>'met' = 'link per mail' AND gegevens->>'niveau' = 'e-mail'`, burger.ID.String()) != 1 {
		t.Error("the audit must tell")
	}
	p.zet.Store(func(g *toegang.Gemeente) { g.Inloggen.MinimaalNiveau = toegang.NiveauMidden })
	if res := b.get("/vraag/zorg"); res.status != 303 {
		t.Errorf("a gemeente that asks more: %d", res.status)
	}
}
