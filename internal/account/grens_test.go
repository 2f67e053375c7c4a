package account

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/sessie"
	"mantelpunt/internal/toegang"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
)

// A beheerder can give anybody a role, and then have the provider of the own gemeente
// say that it is that person. That must open nothing of who works elsewhere.
func TestProviderSpeaksForItsOwnPeopleAlone(t *testing.T) {
	p := metAanbieder(t)
	ctx := context.Background()
	m := p.medewerker(mia)
	if err := p.h.Store.GeefRol(ctx, 2, m.ID, toegang.Consulent); err != nil {
		t.Fatal(err)
	}
	door := p.medewerker(bas, toegang.Beheerder)
	door.Soort = toegang.Medewerker
	u := Uitnodiging{Email: mia, Rolkeuze: Rolkeuze{Rollen: []toegang.Rol{toegang.Redacteur}}}
	if _, err := p.h.Store.NodigUit(ctx, 1, door, u, func(context.Context, pgx.Tx, toegang.Persoon, string) error { return nil }); err != nil {
		t.Fatal(err)
	}
	komt := func() pagina { return p.komt(p.browser(), medewerkerDaar("Mia", mia, true, "consulenten")) }
	if res := komt(); res.status != 403 || !strings.Contains(res.tekst("main"), "ook bij een andere gemeente") || res.Find(`main a[href="/beheer/inloggen"]`).Length() != 1 {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
	if p.tel(`SELECT count(*) FROM gebruiker WHERE oidc_onderwerp IS NOT NULL`) != 0 || p.binnen() != 0 || p.tel(`SELECT count(*) FROM audit WHERE wat = 'ingelogd'`) != 0 {
		t.Error("the account was taken over")
	}
	p.exec(`DELETE FROM lidmaatschap WHERE gemeente_id = 2 AND gebruiker_id = $1 AND rol = $2`, m.ID, toegang.Consulent)
	if res := komt(); res.naar != "/beheer" {
		t.Errorf("who works here alone: %d %s", res.status, res.tekst("main"))
	}
}

// A provider is no proof to us: what opens an account at every gemeente is changed by
// who proves a factor of ours.
func TestProviderIsNoProofForFactors(t *testing.T) {
	p := metAanbieder(t)
	p.medewerker(mia, toegang.Consulent)
	b := p.browser()
	mens := medewerkerDaar("Mia", mia, true, "consulenten")
	if res := p.komt(b, mens); res.naar != "/beheer" {
		t.Fatalf("%d %s", res.status, res.tekst("main"))
	}
	paden := []string{"/beheer/factor/instellen/app", "/beheer/factor/instellen/passkey", "/beheer/factor/instellen/passkey/vraag", "/beheer/account/herstelcodes", "/beheer/account/app/verwijderen",
		"/beheer/account/passkey/verwijderen", "/beheer/account/wachtwoord"}
	for _, pad := range append(paden, "/beheer/account/sessies") {
		if res := b.post(pad, "id", "AQ", "oud", wachtwoord, "nieuw", goed); res.naar != "/beheer/bevestigen" {
			t.Errorf("%s: %d %s", pad, res.status, res.tekst("main"))
		}
	}
	if p.tel(`SELECT count(*) FROM herstelcode`)+p.tel(`SELECT count(*) FROM audit WHERE wat = 'wachtwoord gewijzigd'`) != 0 {
		t.Error("something changed")
	}
	if res := b.post("/beheer/bevestigen", "wachtwoord", wachtwoord, "code", p.appcode()); res.naar != "/beheer/account" || b.post("/beheer/account/herstelcodes").naar != "/beheer/factor/herstelcodes" {
		t.Errorf("a factor of ours is one: %d %s", res.status, res.tekst("main"))
	}
	// a password without a second step proves nothing here, and without either there is nothing to prove
	for _, c := range []struct{ sql, zin string }{
		{`UPDATE gebruiker SET totp_geheim = NULL, totp_sinds = NULL`, "log in met uw wachtwoord"}, {`UPDATE gebruiker SET wachtwoord_hash = NULL`, "regelt u bij uw gemeente"},
	} {
		p.exec(c.sql)
		n := p.browser()
		p.komt(n, mens)
		for _, pad := range []string{"/beheer/factor/instellen", "/beheer/factor/instellen/app", "/beheer/account/wachtwoord"} {
			if res := n.get(pad); res.naar != "/beheer/bevestigen" {
				t.Errorf("%s: %d %s", pad, res.status, res.tekst("main"))
			}
		}
		for _, pad := range append(paden, "/beheer/bevestigen") {
			if res := n.post(pad, "id", "AQ", "oud", wachtwoord, "nieuw", goed, "wachtwoord", wachtwoord, "code", p.appcode()); res.naar != "/beheer/bevestigen" {
				t.Errorf("%s: %d", pad, res.status)
			}
		}
		if res := n.get("/beheer/bevestigen"); res.status != 200 || !strings.Contains(res.tekst("main"), c.zin) || res.Find("main form").Length() != 0 {
			t.Errorf("%d %s", res.status, res.tekst("main"))
		}
		// they log out elsewhere by logging in once more
		if res := n.post("/beheer/account/sessies"); res.naar != "/beheer/account" {
			t.Errorf("%d %s", res.status, res.tekst("main"))
		}
		p.laterDan(VersGeldig)
		if res := n.post("/beheer/account/sessies"); res.naar != "/beheer/bevestigen" {
			t.Errorf("%d %s", res.status, res.tekst("main"))
		}
		p.later.Store(0)
	}
}

func TestLinksServeWhatTheyAreFor(t *testing.T) {
	p := nieuw(t)
	m := p.medewerker(mia, toegang.Consulent)
	p.exec(`UPDATE gebruiker SET wachtwoord_hash = NULL`)
	maak := func(soort Linksoort) (token string) {
		if err := pgx.BeginFunc(context.Background(), p.app, func(tx pgx.Tx) (err error) {
			token, err = p.h.Store.MaakLink(context.Background(), tx, 1, m.ID, soort)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return token
	}
	b := p.browser()
	uitnodiging, vergeten := maak(LinkUitnodiging), maak(LinkWachtwoord)
	for pad, status := range map[string]int{"/beheer/wachtwoord/" + uitnodiging: 410, "/beheer/uitnodiging/" + vergeten: 404} {
		if res := b.get(pad); res.status != status {
			t.Errorf("%s: %d", pad, res.status)
		}
		if res := b.post(pad, "nieuw", goed); res.status != status {
			t.Errorf("%s: %d", pad, res.status)
		}
	}
	if p.tel(`SELECT count(*) FROM herstellink WHERE gebruikt_op IS NULL`) != 2 || p.tel(`SELECT count(*) FROM gebruiker WHERE wachtwoord_hash IS NOT NULL`) != 0 {
		t.Error("a link was used for something else")
	}
	if b.get("/beheer/uitnodiging/"+uitnodiging).status != 200 || b.get("/beheer/wachtwoord/"+vergeten).status != 200 {
		t.Error("each at its own page")
	}
}

func TestPasswordIsWhatWasTyped(t *testing.T) {
	p := nieuw(t)
	m := p.medewerker(mia, toegang.Consulent)
	ctx, b := context.Background(), p.browser()
	b.meldAan(mia, wachtwoord)
	wijzig := func(oud, nieuw string) pagina {
		return b.post("/beheer/account/wachtwoord", "oud", oud, "nieuw", nieuw)
	}
	for _, niet := range []string{"paard batterij\x00nietje", "paard batterij\xffnietje"} {
		if res := wijzig(wachtwoord, niet); res.status != 422 || !strings.Contains(res.tekst("#nieuw-fout"), "tekens die niet kunnen") {
			t.Errorf("%q: %d %s", niet, res.status, res.tekst("main"))
		}
		if err := p.h.Store.ZetWachtwoord(ctx, m.ID, niet); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v", niet, err)
		}
	}
	const getypt = "  theepot\tfiets\r\nlamp caf\u00e9 "
	if res := wijzig(" "+wachtwoord, getypt); res.status != 422 {
		t.Errorf("a space before the old one: %d", res.status)
	}
	if res := wijzig(wachtwoord, getypt); res.naar != "/beheer/account" {
		t.Fatalf("%d %s", res.status, res.tekst("main"))
	}
	for _, niet := range []string{strings.TrimSpace(getypt), strings.ReplaceAll(getypt, "\r\n", "\n"), getypt + " ", getypt + "\x00", getypt + "\xff"} {
		if p.browser().meldAan(mia, niet).status != 422 {
			t.Errorf("%q works as well", niet)
		}
		p.exec(`UPDATE gebruiker SET mislukt = 0, geblokkeerd_tot = NULL`)
	}
	if res := p.browser().post("/beheer/inloggen?wachtwoord="+"x", "email", mia); res.status != 422 || res.tekst("#wachtwoord-fout") == "" {
		t.Error("a password in the address is none")
	}
	for _, wel := range []string{getypt, strings.Replace(getypt, "\u00e9", "e\u0301", 1)} {
		if res := p.browser().meldAan(mia, wel); res.naar != "/beheer" {
			t.Errorf("%q: %d %s", wel, res.status, res.tekst("main"))
		}
	}
	// the other ways to choose one
	for _, soort := range []Linksoort{LinkWachtwoord, LinkUitnodiging} {
		pad := "/beheer/wachtwoord/"
		if soort == LinkUitnodiging {
			pad = "/beheer/uitnodiging/"
			p.exec(`UPDATE gebruiker SET wachtwoord_hash = NULL`)
		}
		if err := pgx.BeginFunc(ctx, p.app, func(tx pgx.Tx) error {
			token, err := p.h.Store.MaakLink(ctx, tx, 1, m.ID, soort)
			pad += token
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if res := p.browser().post(pad, "nieuw", " "+goed); res.status != 303 || p.browser().meldAan(mia, goed).status != 422 || p.browser().meldAan(mia, " "+goed).naar != "/beheer" {
			t.Errorf("%s: %d", soort, res.status)
		}
	}
	// and what is sent after the session ended is not kept
	los := p.browser()
	los.post("/beheer/account/wachtwoord", "oud", wachtwoord, "nieuw", goed, "rest", "blijft")
	r := httptest.NewRequest("GET", p.url, nil).WithContext(metGemeente())
	for _, c := range los.Jar.Cookies(r.URL) {
		r.AddCookie(c)
	}
	ses, err := p.h.Sessies.Haal(r)
	if err != nil {
		t.Fatal(err)
	}
	if vorm := sessie.Tekst(ses, sessie.Bewaard); !strings.Contains(vorm, "blijft") || strings.Contains(vorm, goed) || strings.Contains(vorm, `"oud"`) {
		t.Error(vorm)
	}
}

// Another website can send a browser here, and who is still in at the provider would
// be in here without having asked for it.
func TestAnotherWebsiteBeginsNoLogin(t *testing.T) {
	p := metAanbieder(t)
	for _, d := range []dienst{digid, personeel} {
		for vanwaar, want := range map[string]int{"cross-site": 403, "same-site": 303, "same-origin": 303, "none": 303, "": 303} {
			b, terug := p.browser(), "?terug=%2Fvraag%2F1"
			if d.soort == toegang.Medewerker {
				terug = "?terug=%2Fbeheer%2Faanvragen%2F7"
			}
			res := b.getVan(vanwaar, d.pad+terug)
			if res.status != want {
				t.Errorf("%s from %q: %d %s", d.naam, vanwaar, res.status, res.tekst("main"))
			}
			if want == 403 && (b.token() != "" || res.tekst("h1") != "Wilt u inloggen?" || res.Find(`main a[href="`+d.pad+terug+`"]`).Length() != 1) {
				t.Errorf("%s: nothing began, and the button is there: %s", d.naam, res.tekst("main"))
			}
		}
	}
	b := p.browser() // the answer of a provider does come from another site
	if res := b.getVan("cross-site", p.daar(b, p.heen(b, personeel), "carla")); res.naar != "/beheer" {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
}

// getVan is get of a browser that says from what site it comes.
func (b *browser) getVan(site, pad string) pagina {
	b.p.t.Helper()
	r, err := http.NewRequest("GET", b.p.url+pad, nil)
	if err != nil {
		b.p.t.Fatal(err)
	}
	if site != "" {
		r.Header.Set("Sec-Fetch-Site", site)
	}
	return b.doe(r)
}

// taken runs the jobs that write down what failed, and gives how many there were.
func (p *huis) taken() (n int) {
	p.t.Helper()
	rows, err := p.pool.Query(context.Background(), `DELETE FROM river_job WHERE kind = 'account_inloggen_mislukt' RETURNING args`)
	if err != nil {
		p.t.Fatal(err)
	}
	alle, err := pgx.CollectRows(rows, pgx.RowTo[[]byte])
	if err != nil {
		p.t.Fatal(err)
	}
	for _, b := range alle {
		if strings.Contains(string(b), "example") {
			p.t.Errorf("the queue tells who: %s", b)
		}
		var a mislukttaak
		if err := json.Unmarshal(b, &a); err != nil {
			p.t.Fatal(err)
		}
		if err := (&vastlegger{store: p.h.Store}).Work(context.Background(), &river.Job[mislukttaak]{Args: a}); err != nil {
			p.t.Fatal(err)
		}
	}
	return len(alle)
}

func TestWhatFailsIsWrittenDown(t *testing.T) {
	p := nieuw(t).localhost()
	m := p.medewerker(mia, toegang.Consulent)
	weg := p.medewerker("weg@aadorp.example", toegang.Redacteur)
	if err := p.h.Store.Deactiveer(context.Background(), weg.ID); err != nil {
		t.Fatal(err)
	}
	p.medewerker("elders@beedorp.example")
	b := p.browser()
	regels := func(wat, met string, rij toegang.Persoon) int {
		t.Helper()
		return p.tel(`SELECT count(*) FROM audit WHERE wat = $1 AND gegevens->>'met' = $2 AND rij = $3::text AND wie_soort = 'onbekend' AND wie_naam = 'onbekend' AND adres IS NOT NULL AND gemeente_id = 1`, wat, met, rij.ID)
	}
	for _, email := range []string{mia, "weg@aadorp.example", "niemand@aadorp.example", "elders@beedorp.example", "geen adres"} {
		if b.post("/beheer/inloggen", "email", email, "wachtwoord", "verkeerd").status != 422 || p.taken() != 1 {
			t.Errorf("%s: the same work for everybody", email)
		}
	}
	if p.tel(`SELECT count(*) FROM audit WHERE wat = 'inloggen mislukt'`) != 2 || regels("inloggen mislukt", "wachtwoord", m) != 1 || regels("inloggen mislukt", "wachtwoord", weg) != 1 {
		t.Error("a line for who is known here, and for nobody else")
	}
	if got := p.laatste("inloggen mislukt"); got["toegang"] != false || got["wacht_tot"] != nil {
		t.Errorf("a closed account: %v", got)
	}
	p.exec(`UPDATE gebruiker SET mislukt = 5, geblokkeerd_tot = now() + interval '1 minute' WHERE id = $1`, m.ID)
	b.post("/beheer/inloggen", "email", mia, "wachtwoord", wachtwoord)
	p.taken()
	if got := p.laatste("inloggen mislukt"); got["mislukt"] != 5. || got["wacht_tot"] == nil || got["toegang"] != true {
		t.Errorf("who must wait: %v", got)
	}
	p.exec(`UPDATE gebruiker SET mislukt = 0, geblokkeerd_tot = NULL`)
	b.geefWachtwoord(mia)
	b.post("/beheer/factor", "code", "000000")
	b.post("/beheer/factor/herstelcode", "herstelcode", "0000-0000-0000")
	b.post("/beheer/factor/passkey", "antwoord", "{}")
	p.browser().post("/beheer/inloggen/passkey", "antwoord", "{}") // of nobody
	if n := p.taken(); n != 4 || regels("inloggen mislukt", "app", m)*regels("inloggen mislukt", "herstelcode", m)*regels("inloggen mislukt", "passkey", m) != 1 {
		t.Errorf("the second step: %d", n)
	}
	p.exec(`UPDATE gebruiker SET mislukt = 0, geblokkeerd_tot = NULL`)
	b.meldAan(mia, wachtwoord)
	p.laterDan(VersGeldig)
	b.post("/beheer/bevestigen", "wachtwoord", "verkeerd", "code", p.appcode())
	if p.taken() != 1 || regels("bevestigen mislukt", "wachtwoord", m) != 1 {
		t.Error("a proof that failed")
	}
	if tekst := b.get("/beheer/account").tekst("#logins ~ ol"); strings.Contains(tekst, "onbekend") {
		t.Error("what failed is no login")
	}
}

func TestLoginOfACarerIsWrittenDown(t *testing.T) {
	p := metAanbieder(t)
	b := p.browser()
	b.post("/inloggen/code", "code", b.vraagCode(email))
	p.in(p.browser(), digid, "pier")
	p.in(p.browser(), digid, "laag") // refused
	for _, c := range []struct{ met, niveau string }{{"code per mail", "e-mail"}, {"DigiD", "hoog"}} {
		if p.tel(`SELECT count(*) FROM audit a JOIN burger b ON b.id = a.wie_id AND a.rij = b.id::text WHERE wat = 'ingelogd' AND wie_soort = 'burger' AND wie_naam = 'mantelzorger' AND adres IS NULL
			AND a.gegevens = jsonb_build_object('met', $1::text, 'niveau', $2::text)`, c.met, c.niveau) != 1 {
			t.Errorf("no line for %+v", c)
		}
	}
	if p.tel(`SELECT count(*) FROM audit WHERE wat = 'ingelogd'`) != 2 {
		t.Error("who is refused is not in")
	}
	p.nergens()
}
