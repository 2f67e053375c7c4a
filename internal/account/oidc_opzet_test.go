package account

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/oidc"
	"mantelpunt/internal/oidctest"
	"mantelpunt/internal/toegang"
)

const (
	bsn     = "999990019"
	bsnPier = "111222333"
)

// aanbieding is a portal where people log in at a real provider.
type aanbieding struct {
	*huis
	prov  *oidctest.Aanbieder
	geval toegang.Inloggen // of the first gemeente
}

func metAanbieder(t *testing.T) *aanbieding {
	t.Helper()
	p := &aanbieding{huis: nieuw(t)}
	p.prov = oidctest.Start(t)
	p.h.Aanbieders = oidc.Nieuw(true)
	srv := httptest.NewServer(httpx.Koppen(false)(p.router()))
	t.Cleanup(srv.Close)
	p.url = srv.URL
	p.geval = toegang.Inloggen{
		DigiD: p.bij(1, "digid", func(a *toegang.Aanbieding) {
			a.ClaimBSN = "bsn"
			a.ACR = map[string]toegang.Niveau{"laag": toegang.NiveauEmail, "midden": toegang.NiveauMidden, "hoog": toegang.NiveauHoog}
		}),
		Personeel: p.bij(1, "personeel", func(a *toegang.Aanbieding) {
			a.Groepen = map[string][]toegang.Rol{"consulenten": {toegang.Consulent}, "webteam": {toegang.Redacteur, toegang.Beleid}}
		}),
	}
	p.stel()
	client := func(id, pad string, sid bool) oidctest.Client {
		return oidctest.Client{ID: id, Geheim: "geheim van " + id, Terug: []string{p.url + pad + "/terug"}, NaUitloggen: []string{p.url + "/uitgelogd"}, Afmelden: p.url + pad + "/afmelden", MetSID: sid}
	}
	p.prov.Zet(oidctest.Stand{
		Clients: []oidctest.Client{client("digid", digid.pad, true), client("personeel", personeel.pad, false), client("digid-b", digid.pad, true)},
		Mensen: map[string]oidctest.Mens{
			"fatima": {ACR: "midden", Claims: map[string]any{"bsn": bsn}},
			"pier":   {ACR: "hoog", Claims: map[string]any{"bsn": bsnPier}},
			"laag":   {ACR: "laag", Claims: map[string]any{"bsn": bsn}},
			"fout":   {ACR: "hoog", Claims: map[string]any{"bsn": "999990018"}},
			"carla":  medewerkerDaar("Carla Bakker", "carla@a.example", true, "consulenten"),
		},
	})
	return p
}

func medewerkerDaar(naam, email string, bevestigd bool, groepen ...string) oidctest.Mens {
	return oidctest.Mens{AMR: []string{"pwd", "mfa"}, Claims: map[string]any{"name": naam, "email": email, "email_verified": bevestigd, "groups": groepen}}
}

// bij is a registration of a gemeente at the provider.
func (p *aanbieding) bij(gemeenteID int, id string, meer func(*toegang.Aanbieding)) *toegang.Aanbieding {
	a := &toegang.Aanbieding{Uitgever: p.prov.Uitgever, ClientID: id}
	a.Geheim = p.h.Store.Kluis.Dicht([]byte("geheim van "+id), "inloggen.geheim", strconv.Itoa(gemeenteID), a.Uitgever)
	meer(a)
	return a
}

// stel sets the settings of the gemeenten; the second one has a registration of its own.
func (p *aanbieding) stel() {
	een, twee, adres := p.geval, toegang.Inloggen{DigiD: p.bij(2, "digid-b", func(a *toegang.Aanbieding) {
		a.ClaimBSN, a.ACR = "bsn", map[string]toegang.Niveau{"midden": toegang.NiveauMidden}
	})}, p.url
	p.zet.Store(func(g *toegang.Gemeente) {
		g.URL, g.Inloggen = adres, een
		if g.ID == 2 {
			g.Inloggen = twee
		}
	})
}

// heen asks the portal where to log in.
func (p *aanbieding) heen(b *browser, d dienst) string {
	p.t.Helper()
	res := b.get(d.pad)
	if res.status != 303 || !strings.HasPrefix(res.naar, p.prov.Uitgever+"/auth?") {
		p.t.Fatalf("to the provider: %d %q %s", res.status, res.naar, res.tekst("main"))
	}
	return res.naar
}

// daar logs in at the provider and gives the address to come back to.
func (p *aanbieding) daar(b *browser, adres, wie string) string {
	p.t.Helper()
	pagina := p.prov.Loop(b.Client, adres, wie)
	if !strings.HasPrefix(pagina.Naar, p.url+"/") {
		p.t.Fatalf("back from the provider: %d %q %.300s", pagina.Status, pagina.Naar, pagina.Tekst)
	}
	return strings.TrimPrefix(pagina.Naar, p.url)
}

func (p *aanbieding) in(b *browser, d dienst, wie string) pagina {
	p.t.Helper()
	return b.get(p.daar(b, p.heen(b, d), wie))
}

// metAdres logs a mantelzorger in who has given an address.
func (p *aanbieding) metAdres(b *browser, wie, email string) {
	p.t.Helper()
	p.in(b, digid, wie)
	b.post(mijnEmail, "email", email)
	if res := b.post(mijnEmail+"/code", "code", p.code()); res.naar != "/mijn" {
		p.t.Fatalf("%d %s %s", res.status, res.naar, res.tekst("main"))
	}
}

// binnen counts the sessions of people who are in.
func (p *aanbieding) binnen() int {
	return p.tel(`SELECT count(*) FROM sessie WHERE burger_id IS NOT NULL OR gebruiker_id IS NOT NULL`)
}

// nergens fails when a BSN stands anywhere in the database or in the log.
func (p *aanbieding) nergens() {
	p.t.Helper()
	var alles string
	err := p.pool.QueryRow(context.Background(), `SELECT string_agg(x, '') FROM (SELECT burger::text AS x FROM burger UNION ALL SELECT sessie::text FROM sessie
		UNION ALL SELECT audit::text FROM audit UNION ALL SELECT args::text FROM river_job UNION ALL SELECT inlogcode::text FROM inlogcode) a`).Scan(&alles)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, nummer := range []string{bsn, bsnPier, "999990018"} {
		if strings.Contains(alles, nummer) || strings.Contains(alles, fmt.Sprintf("%x", nummer)) || bytes.Contains(p.log.Bytes(), []byte(nummer)) {
			p.t.Errorf("%s stands in the database or in the log", nummer)
		}
	}
}

func newServer(t *testing.T, f http.HandlerFunc) *httptest.Server {
	t.Helper()
	srv := httptest.NewServer(f)
	t.Cleanup(srv.Close)
	return srv
}

// erbij is a kluis with two keys.
func erbij(t *testing.T) *kluis.Kluis {
	t.Helper()
	var delen []string
	for _, id := range []string{"nieuw", "oud"} {
		s, err := kluis.Maak(id)
		if err != nil {
			t.Fatal(err)
		}
		delen = append(delen, s)
	}
	k, err := kluis.Nieuw(strings.Join(delen, ","))
	if err != nil {
		t.Fatal(err)
	}
	return k
}
