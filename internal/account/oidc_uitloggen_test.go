package account

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mantelpunt/internal/oidctest"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
)

func TestLoggingOutHereAndAtTheProvider(t *testing.T) {
	p := metAanbieder(t)
	for d, wie := range map[*dienst]string{&digid: "fatima", &personeel: "carla"} {
		b := p.browser()
		p.in(b, *d, wie)
		res := b.post("/uitloggen")
		form := res.Find("main form[method=post]")
		if res.status != 200 || form.AttrOr("action", "") != p.prov.Uitgever+"/session/end" || p.binnen() != 0 || strings.Contains(res.tekst("header"), "Uitloggen") {
			t.Fatalf("%s: %d %s", d.naam, res.status, res.tekst("main"))
		}
		if csp := res.koppen.Get("Content-Security-Policy"); !strings.Contains(csp, "form-action 'self' "+p.prov.Uitgever+";") {
			t.Errorf("%s: %s", d.naam, csp)
		}
		velden := url.Values{}
		for _, naam := range []string{"id_token_hint", "client_id", "post_logout_redirect_uri"} {
			velden.Set(naam, form.Find("input[name="+naam+"]").AttrOr("value", ""))
		}
		if velden.Get("post_logout_redirect_uri") != p.url+"/uitgelogd" || len(velden.Get("id_token_hint")) < 100 {
			t.Errorf("%s: %v", d.naam, velden)
		}
		if terug := p.prov.Uitloggen(b.Client, velden); terug.Naar != p.url+"/uitgelogd" {
			t.Errorf("%s: %d %s %.200s", d.naam, terug.Status, terug.Naar, terug.Tekst)
		}
		// the provider asks again who it is
		if pagina := p.prov.Loop(b.Client, p.heen(b, *d), ""); !strings.Contains(pagina.Naar, "access_denied") {
			t.Errorf("%s: still logged in there: %s", d.naam, pagina.Naar)
		}
		if res := b.post("/uitloggen"); res.naar != "/uitgelogd" {
			t.Errorf("%s: who is out is out: %s", d.naam, res.naar)
		}
	}
	b := p.browser()
	b.post("/inloggen/code", "code", b.vraagCode(email))
	if res := b.post("/uitloggen"); res.naar != "/uitgelogd" {
		t.Errorf("who came by a code is nowhere else: %d", res.status)
	}
}

func TestLoggingOutWhenTheProviderChanged(t *testing.T) {
	p := metAanbieder(t)
	b := p.browser()
	p.in(b, digid, "fatima")
	p.geval.DigiD = p.bij(1, "digid", func(a *toegang.Aanbieding) { a.Uitgever = "https://nieuw.example" })
	p.stel()
	if res := b.post("/uitloggen"); res.naar != "/uitgelogd" || p.binnen() != 0 {
		t.Errorf("the token of one provider is not shown to another: %d", res.status)
	}
}

func TestLoggingOutAtTheProvider(t *testing.T) {
	p := metAanbieder(t)
	een, twee, pier := p.browser(), p.browser(), p.browser()
	p.in(een, digid, "fatima")
	p.in(twee, digid, "fatima")
	p.in(pier, digid, "pier")
	p.prov.Uitloggen(een.Client, nil)
	if res := een.get("/mijn"); !strings.HasPrefix(res.naar, "/inloggen") {
		t.Errorf("who logged out at the provider is out here: %d %s", res.status, res.naar)
	}
	for _, b := range []*browser{twee, pier} {
		if res := b.get("/mijn/email"); res.status != 200 {
			t.Errorf("another session goes on: %d %s", res.status, res.naar)
		}
	}

	// this provider names no session for staff: everywhere that the person is logged in
	een, twee = p.browser(), p.browser()
	p.in(een, personeel, "carla")
	p.in(twee, personeel, "carla")
	p.prov.Uitloggen(een.Client, nil)
	for _, b := range []*browser{een, twee} {
		if res := b.get("/beheer"); !strings.HasPrefix(res.naar, "/beheer/inloggen") {
			t.Errorf("%d %s", res.status, res.naar)
		}
	}
	if res := pier.get("/mijn/email"); res.status != 200 {
		t.Errorf("%d %s", res.status, res.naar)
	}
	if p.tel(`SELECT count(*) FROM oidc_afmelding`) != 2 {
		t.Error("each token is remembered")
	}
}

func TestLogoutTokenServesOnceAndForOne(t *testing.T) {
	p := metAanbieder(t)
	var tokens []string
	vang := p.vang(&tokens)
	p.prov.Zet(oidctest.Stand{Clients: []oidctest.Client{{ID: "digid", Geheim: "geheim van digid", Terug: []string{p.url + digid.pad + "/terug"}, Afmelden: vang, MetSID: true}}})
	b := p.browser()
	p.in(b, digid, "fatima")
	p.prov.Uitloggen(b.Client, nil)
	if len(tokens) != 1 {
		t.Fatal("the provider told us nothing")
	}
	post := func(pad, gemeente string, veld ...string) pagina {
		t.Helper()
		b := p.browser()
		b.gemeente = gemeente
		return b.post(pad, veld...)
	}
	for naam, res := range map[string]pagina{
		"another gemeente": post(digid.pad+"/afmelden", "2", "logout_token", tokens[0]),
		"the other way in": post(personeel.pad+"/afmelden", "", "logout_token", tokens[0]),
		"no token":         post(digid.pad+"/afmelden", ""),
		"rubbish":          post(digid.pad+"/afmelden", "", "logout_token", "a.b.c"),
		"a changed token":  post(digid.pad+"/afmelden", "", "logout_token", tokens[0]+"A"),
	} {
		if res.status != 400 || !strings.Contains(res.Text(), `"invalid_request"`) || res.koppen.Get("Cache-Control") != "no-store" || p.binnen() != 1 {
			t.Errorf("%s: %d %s", naam, res.status, res.Text())
		}
	}
	if res := post(digid.pad+"/afmelden", "", "logout_token", tokens[0]); res.status != 204 || p.binnen() != 0 {
		t.Errorf("%d %s", res.status, res.Text())
	}
	if res := post(digid.pad+"/afmelden", "", "logout_token", tokens[0]); res.status != 400 {
		t.Errorf("a second time: %d", res.status)
	}
	p.exec(`UPDATE oidc_afmelding SET verloopt_op = now() - interval '1 second'`)
	p.prov.Stop()
	if res := post(digid.pad+"/afmelden", "", "logout_token", tokens[0]); res.status != 204 || p.tel(`SELECT count(*) FROM oidc_afmelding`) != 1 {
		t.Errorf("what is too old to be accepted is forgotten, and the keys we know are good: %d", res.status)
	}
	p.nergens()
}

func TestLogoutInAFrameOfTheProvider(t *testing.T) {
	p := metAanbieder(t)
	b := p.browser()
	p.in(b, digid, "fatima")
	var sid string
	for _, c := range []struct{ iss, sid string }{{"https://elders.example", "x"}, {p.prov.Uitgever, ""}, {"", "x"}, {p.prov.Uitgever, strings.Repeat("x", 256)}} {
		res := p.browser().get(digid.pad + "/afmelden?" + url.Values{"iss": {c.iss}, "sid": {c.sid}}.Encode())
		if res.status != 400 || !strings.Contains(res.koppen.Get("Content-Security-Policy"), "frame-ancestors 'none'") {
			t.Errorf("%v: %d", c, res.status)
		}
	}
	sid = "wat een ander raadt"
	res := p.browser().get(digid.pad + "/afmelden?" + url.Values{"iss": {p.prov.Uitgever}, "sid": {sid}}.Encode())
	if csp := res.koppen.Get("Content-Security-Policy"); res.status != 200 || p.binnen() != 1 || !strings.Contains(csp, "frame-ancestors "+p.prov.Uitgever+";") || !strings.Contains(csp, "default-src 'none'") {
		t.Errorf("%d %s", res.status, csp)
	}
	p.exec(`UPDATE sessie SET oidc_sid = $1`, p.h.oidcKenmerken("sid", p.prov.Uitgever, sid)[0])
	p.browser().get(digid.pad + "/afmelden?" + url.Values{"iss": {p.prov.Uitgever}, "sid": {sid}}.Encode()) // without the cookie
	if p.binnen() != 0 {
		t.Error("the session goes on")
	}
}

// vang is an address that keeps the logout tokens that are posted to it.
func (p *aanbieding) vang(tokens *[]string) string {
	srv := newServer(p.t, func(_ http.ResponseWriter, r *http.Request) {
		*tokens = append(*tokens, r.PostFormValue("logout_token"))
	})
	return srv.URL
}

func TestOnePersonWithACodeAndWithDigiD(t *testing.T) {
	p := metAanbieder(t)
	code := p.browser()
	code.post("/inloggen/code", "code", code.vraagCode(email))
	var oud uuid.UUID
	if err := p.pool.QueryRow(context.Background(), `SELECT id FROM burger`).Scan(&oud); err != nil {
		t.Fatal(err)
	}
	regeling, aanvraag, concept := uuid.New(), uuid.New(), uuid.New()
	p.exec(`INSERT INTO regeling (gemeente_id, id, soort, nr, geldig_vanaf, regels) VALUES (1, $1, 'verklaring', 1, '2026-01-01', '{}')`, regeling)
	p.exec(`INSERT INTO aanvraag (gemeente_id, id, burger_id, regeling_id, status, kenmerk, ingediend_op, beslis_voor) VALUES (1, $1, $2, $3, 'ingediend', 'A-1', now(), now() + interval '1 day')`, aanvraag, oud, regeling)
	p.exec(`INSERT INTO aanvraag (gemeente_id, id, burger_id, regeling_id, status) VALUES (1, $1, $2, $3, 'concept')`, concept, oud, regeling)

	b := p.browser()
	p.in(b, digid, "fatima")
	p.exec(`INSERT INTO aanvraag (gemeente_id, id, burger_id, regeling_id, status, gewijzigd_op) SELECT 1, $1, id, $2, 'concept', now() - interval '1 hour' FROM burger WHERE bsn_kenmerk IS NOT NULL`, uuid.New(), regeling)
	p.exec(`INSERT INTO verderlink (gemeente_id, token_kenmerk, aanvraag_id, verloopt_op) SELECT 1, id::text::bytea, id, now() FROM aanvraag WHERE status = 'concept'`)
	p.exec(`INSERT INTO bijlage (gemeente_id, id, aanvraag_id, soort, naam, type, grootte, inhoud, hash, door_soort, door_id, op) SELECT 1, gen_random_uuid(), id, 'x', '', '', 0, '', id::text::bytea, 'burger', id, now() FROM aanvraag WHERE status = 'concept'`)
	p.exec(`INSERT INTO bewaarlijst (gemeente_id, id, burger_id, inhoud, gewijzigd_op) SELECT 1, gen_random_uuid(), id, 'x', CASE WHEN id = $1 THEN now() ELSE now() - interval '1 hour' END FROM burger`, oud)
	b.post(mijnEmail, "email", email)
	if res := b.post(mijnEmail+"/code", "code", p.code()); res.naar != "/mijn" {
		t.Fatalf("%d %s", res.status, res.tekst("main"))
	}
	if p.tel(`SELECT count(*) FROM bewaarlijst`) != 1 || p.tel(`SELECT count(*) FROM bewaarlijst l JOIN burger b ON b.id = l.burger_id WHERE l.gewijzigd_op > now() - interval '30 minutes'`) != 1 {
		t.Error("of two lists the newest stays")
	}
	if p.tel(`SELECT count(*) FROM burger`) != 1 || p.tel(`SELECT count(*) FROM burger WHERE id = $1`, oud) != 0 {
		t.Error("two people must have become one, who is the one of DigiD")
	}
	if p.tel(`SELECT count(*) FROM aanvraag a JOIN burger b ON b.id = a.burger_id WHERE a.id IN ($1, $2)`, aanvraag, concept) != 2 || p.tel(`SELECT count(*) FROM aanvraag`) != 2 {
		t.Error("what was asked moves along, and of two concepten the newest stays")
	}
	if p.tel(`SELECT count(*) FROM audit WHERE wat = 'e-mailadres bevestigd' AND gegevens->>'samengevoegd_met' = $1`, oud.String()) != 1 {
		t.Error("the audit must tell")
	}
	if res := code.get("/mijn"); !strings.HasPrefix(res.naar, "/inloggen") {
		t.Errorf("the session of before ended: %d %s", res.status, res.naar)
	}
	if res := code.post("/inloggen/code", "code", code.vraagCode(email)); res.naar != "/mijn" || p.tel(`SELECT count(*) FROM burger`) != 1 {
		t.Errorf("a code leads to the same person: %d %s", res.status, res.naar)
	}

	// another address, later on
	b.post(mijnEmail, "email", "nieuw@voorbeeld.example")
	if res := b.post(mijnEmail+"/code", "code", p.code()); res.naar != "/mijn" || b.get("/mijn").tekst("title") != "nieuw@voorbeeld.example | Mantelpunt Aadorp" {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
}

func TestPartnersWithOneMailbox(t *testing.T) {
	p := metAanbieder(t)
	p.metAdres(p.browser(), "fatima", email)
	b := p.browser()
	p.in(b, digid, "pier")
	b.post(mijnEmail, "email", email)
	if res := b.post(mijnEmail+"/code", "code", p.code()); res.status != 409 || !strings.Contains(res.tekst(".mz-errors"), "iemand anders") || p.tel(`SELECT count(*) FROM burger`) != 2 {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
	if p.tel(`SELECT count(*) FROM burger WHERE email IS NULL`) != 1 {
		t.Error("nothing may have changed")
	}
}

func TestTheHashOfABSNMovesToTheNewestKey(t *testing.T) {
	p := metAanbieder(t)
	ctx := context.Background()
	een, err := p.h.Store.BurgerMetBSN(ctx, 1, bsn)
	if err != nil {
		t.Fatal(err)
	}
	jong := p.h.Store
	jong.Kluis = erbij(t)
	p.exec(`UPDATE burger SET bsn_kenmerk = $1`, jong.Kluis.Kenmerken(bsnDoel, []byte("1 "+bsn))[1])
	twee, err := jong.BurgerMetBSN(ctx, 1, bsn)
	if err != nil || twee.ID != een.ID {
		t.Fatalf("the same person must be found under the older key: %v", err)
	}
	if p.tel(`SELECT count(*) FROM burger WHERE bsn_kenmerk = $1`, jong.Kluis.Kenmerk(bsnDoel, []byte("1 "+bsn))) != 1 {
		t.Error("the hash must be of the newest key by now")
	}
}

// A table that comes to hold something of a burger must move along too (voegSamen).
func TestEverythingOfABurgerMovesAlong(t *testing.T) {
	p := nieuw(t)
	if n := p.tel(`SELECT count(*) FROM information_schema.columns WHERE table_schema = current_schema() AND column_name = 'burger_id' AND table_name NOT IN ('aanvraag', 'bewaarlijst', 'verklaring', 'sessie')`); n != 0 {
		t.Error("there is a table with burger_id that voegSamen does not know")
	}
}
