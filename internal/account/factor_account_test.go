package account

import (
	"context"
	"encoding/base64"
	"log/slog"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/jobs"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
)

func TestOwnAccount(t *testing.T) {
	p := nieuw(t).localhost()
	m := p.medewerker(mia, toegang.Consulent)
	b, d := p.browser(), p.toestel()
	b.meldAan(mia, wachtwoord)
	res := b.get("/beheer/account")
	if tekst := res.tekst("main"); !strings.Contains(tekst, mia) || !strings.Contains(tekst, "Met wachtwoord en app") || !strings.Contains(tekst, "Alleen hier") || !strings.Contains(tekst, "nog 0 herstelcodes") || strings.Contains(tekst, "Verwijder") {
		t.Error(tekst)
	}
	// the only factor stays, whatever is sent
	if res := b.post("/beheer/account/app/verwijderen"); res.status != 409 || !strings.Contains(res.tekst("main"), "enige tweede stap") {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
	// a passkey beside it: no codes come with a second one
	if res := b.maakPasskey(d, ""); res.naar != "/beheer/account" || p.tel(`SELECT count(*) FROM herstelcode`) != 0 {
		t.Fatalf("%d %s", res.status, res.naar)
	}
	res = b.get("/beheer/account")
	if !strings.Contains(res.tekst(".mz-flits"), "passkey is toegevoegd") || !strings.Contains(res.tekst("main"), "Passkey van ") || res.Find(`form[action="/beheer/account/app/verwijderen"]`).Length() != 1 {
		t.Error(res.tekst("main"))
	}
	if opties := string(b.vraag("/beheer/factor/instellen/passkey/vraag")); !strings.Contains(opties, base64.RawURLEncoding.EncodeToString(d.ID)) {
		t.Error("the same device is not asked twice")
	}
	// recovery codes, shown until they are kept
	if res := b.post("/beheer/account/herstelcodes"); res.naar != "/beheer/factor/herstelcodes" || b.get(res.naar).Find("#herstelcodes li").Length() != 10 {
		t.Fatal(res.naar)
	}
	if res := b.post("/beheer/factor/herstelcodes", "bewaard", "ja"); res.naar != "/beheer/account" || !strings.Contains(b.get("/beheer/account").tekst("main"), "nog 10 herstelcodes") {
		t.Error(res.naar)
	}
	if got := strings.Join(p.mail().Alineas, " "); !strings.Contains(got, "nieuwe herstelcodes") {
		t.Error(got)
	}
	if res := b.post("/beheer/account/herstelcodes"); res.status != 303 || p.tel(`SELECT count(*) FROM herstelcode`) != 10 {
		t.Error("a new set is in place of the old one")
	}
	// the app goes, then the passkey is the only one
	if res := b.post("/beheer/account/app/verwijderen"); res.naar != "/beheer/account" || p.tel(`SELECT count(*) FROM gebruiker WHERE totp_geheim IS NULL`) != 1 {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
	id := b.get("/beheer/account").Find("input[name=id]").Length()
	if res := b.post("/beheer/account/passkey/verwijderen", "id", base64.RawURLEncoding.EncodeToString(d.ID)); id != 0 || res.status != 409 {
		t.Errorf("the only passkey: %d", res.status)
	}
	// another one, and the first goes
	tweede := p.toestel()
	b.maakPasskey(tweede, "Sleutel")
	if res := b.post("/beheer/account/passkey/verwijderen", "id", base64.RawURLEncoding.EncodeToString(d.ID)); res.naar != "/beheer/account" || p.tel(`SELECT count(*) FROM passkey WHERE naam = 'Sleutel'`) != 1 {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
	b.maakPasskey(p.toestel(), "Derde")
	for _, id := range []string{"!", "", base64.RawURLEncoding.EncodeToString(d.ID)} {
		if res := b.post("/beheer/account/passkey/verwijderen", "id", id); res.status != 404 {
			t.Errorf("%q: %d", id, res.status)
		}
	}
	for _, wat := range []string{"passkey toegevoegd", "passkey verwijderd", "app voor codes verwijderd", "herstelcodes gemaakt"} {
		if p.tel(`SELECT count(*) FROM audit WHERE wat = $1 AND wie_id = $2 AND rij = $2::text`, wat, m.ID) == 0 {
			t.Errorf("%s is not in the audit", wat)
		}
	}
	// the app anew
	sleutel := b.get("/beheer/factor/instellen/app").tekst("#sleutel")
	if res := b.post("/beheer/factor/instellen/app", "code", codeVan(t, sleutel, p.h.nu())); res.naar != "/beheer/account" || p.tel(`SELECT count(*) FROM gebruiker WHERE totp_geheim IS NOT NULL`) != 1 {
		t.Errorf("%d %s", res.status, res.naar)
	}
	if nieuw := b.get("/beheer/factor/instellen/app").tekst("#sleutel"); nieuw == sleutel {
		t.Error("the secret must be a new one every time")
	}
}

func TestChangingAFactorAsksAFreshProof(t *testing.T) {
	p := nieuw(t).localhost()
	p.medewerker(mia, toegang.Consulent)
	b, d := p.browser(), p.toestel()
	b.meldAan(mia, wachtwoord)
	b.maakPasskey(d, "")
	p.laterDan(VersGeldig)
	for _, pad := range []string{"/beheer/factor/instellen", "/beheer/factor/instellen/app", "/beheer/account/wachtwoord"} {
		if res := b.get(pad); res.naar != "/beheer/bevestigen" {
			t.Errorf("%s: %d %s", pad, res.status, res.naar)
		}
	}
	for _, pad := range []string{"/beheer/factor/instellen/app", "/beheer/factor/instellen/passkey", "/beheer/factor/instellen/passkey/vraag", "/beheer/account/herstelcodes", "/beheer/account/app/verwijderen", "/beheer/account/passkey/verwijderen", "/beheer/account/sessies", "/beheer/account/wachtwoord"} {
		if res := b.post(pad, "id", "AQ", "oud", wachtwoord, "nieuw", goed); res.naar != "/beheer/bevestigen" {
			t.Errorf("%s: %d %s", pad, res.status, res.naar)
		}
	}
	if b.get("/beheer/factor/instellen/app.png").status != 404 || b.get("/beheer/account").status != 200 {
		t.Error("looking at the account needs no proof, a secret does")
	}
	if res := b.get("/beheer/bevestigen"); res.Find("form[data-passkey], input[type=password], input[name=code]").Length() != 3 {
		t.Error(res.tekst("main"))
	}
	// both factors: the password alone, or the code alone, is not enough
	for _, c := range []struct {
		wachtwoord, code, veld, zin string
		mislukt                     int
	}{
		{wachtwoord, "", "code", "6 cijfers", 0}, {"", p.appcode(), "wachtwoord", "Vul uw wachtwoord in", 0},
		{"verkeerd", p.appcode(), "wachtwoord", foutWachtwoord, 1}, {wachtwoord, "000000", "code", foutCode, 2},
	} {
		if res := b.post("/beheer/bevestigen", "wachtwoord", c.wachtwoord, "code", c.code); res.status != 422 || !strings.Contains(res.tekst("#"+c.veld+"-fout"), c.zin) || p.tel(`SELECT mislukt FROM gebruiker`) != c.mislukt {
			t.Errorf("%+v: %d %s", c, res.status, res.tekst("main"))
		}
		if b.get("/beheer/factor/instellen").naar != "/beheer/bevestigen" {
			t.Errorf("%+v is proof", c)
		}
	}
	if res := b.post("/beheer/bevestigen", "wachtwoord", wachtwoord, "code", p.appcode()); res.naar != "/beheer/account" || b.get("/beheer/factor/instellen").status != 200 || b.get("/beheer/bevestigen").naar != "/beheer/account" {
		t.Errorf("%d %s", res.status, res.naar)
	}
	p.laterDan(VersGeldig)
	if res := b.post("/beheer/bevestigen/passkey", "antwoord", "{}"); res.status != 422 {
		t.Errorf("%d", res.status)
	}
	if res := b.post("/beheer/bevestigen/passkey", "antwoord", string(d.Bewijs(b.vraag("/beheer/bevestigen/passkey/vraag")))); res.naar != "/beheer/account" || b.get("/beheer/factor/instellen").status != 200 {
		t.Errorf("%d %s", res.status, res.naar)
	}
}

func TestPasswordOfWhoIsLoggedIn(t *testing.T) {
	p := nieuw(t)
	m := p.medewerker(mia, toegang.Consulent)
	b, elders := p.browser(), p.browser()
	elders.meldAan(mia, wachtwoord)
	b.meldAan(mia, wachtwoord)
	if res := b.get("/beheer/account/wachtwoord"); res.Find("input[autocomplete=new-password]").Length() != 1 || res.Find("input[autocomplete=username]").AttrOr("value", "") != mia {
		t.Fatal(res.tekst("main"))
	}
	for _, c := range []struct{ oud, nieuw, veld, zin string }{
		{"verkeerd", "theepot fiets lamp", "oud", foutWachtwoord}, {"", "theepot fiets lamp", "oud", foutWachtwoord},
		{wachtwoord, "kort", "nieuw", "minstens 12 tekens"}, {wachtwoord, "Wachtwoord2026!", "nieuw", "veel mensen"}, {wachtwoord, "Aadorp-2026-mia", "nieuw", "van u weten"}, {wachtwoord, strings.Repeat("theepot fiets ", 20), "nieuw", "hoogstens 200"},
	} {
		if res := b.post("/beheer/account/wachtwoord", "oud", c.oud, "nieuw", c.nieuw); res.status != 422 || !strings.Contains(res.tekst("#"+c.veld+"-fout"), c.zin) {
			t.Errorf("%q to %q: %d %s", c.oud, c.nieuw, res.status, res.tekst(".mz-errors"))
		}
	}
	if p.tel(`SELECT mislukt FROM gebruiker`) != 2 {
		t.Error("a wrong old password is a try")
	}
	token := b.token()
	if res := b.post("/beheer/account/wachtwoord", "oud", wachtwoord, "nieuw", "theepot fiets lamp"); res.naar != "/beheer/account" || b.token() == token {
		t.Fatalf("%d %s", res.status, res.tekst(".mz-errors"))
	}
	if b.get("/beheer").status != 200 || elders.get("/beheer").status != 303 {
		t.Error("this session stays, the others end")
	}
	if p.browser().meldAan(mia, wachtwoord).status != 422 || p.browser().meldAan(mia, "theepot fiets lamp").naar != "/beheer" {
		t.Error("the new password works, the old one not")
	}
	if p.tel(`SELECT count(*) FROM audit WHERE wat = 'wachtwoord gewijzigd' AND wie_id = $1`, m.ID) != 1 {
		t.Error("no line in the audit")
	}
	if got := p.mail(); got.Aan != mia || !strings.Contains(got.Alineas[0], "wachtwoord") {
		t.Errorf("%+v", got)
	}
	// who comes by the identity provider of the gemeente has none
	p.exec(`UPDATE gebruiker SET wachtwoord_hash = NULL, totp_geheim = NULL`)
	if b.get("/beheer/account/wachtwoord").status != 409 || b.post("/beheer/account/wachtwoord", "nieuw", "theepot fiets boot").status != 409 || b.post("/beheer/account/herstelcodes").status != 409 {
		t.Error("nothing to change here")
	}
	if tekst := b.get("/beheer/account").tekst("main"); !strings.Contains(tekst, "Met het account van uw gemeente") || strings.Contains(tekst, "Herstelcodes") {
		t.Error(tekst)
	}
}

func TestLogOutElsewhere(t *testing.T) {
	p := nieuw(t)
	m := p.medewerker(mia, toegang.Consulent)
	if err := p.h.Store.GeefRol(context.Background(), 2, m.ID, toegang.Beleid); err != nil {
		t.Fatal(err)
	}
	b, thuis, daar := p.browser(), p.browser(), p.browser()
	daar.gemeente = "2"
	for _, x := range []*browser{thuis, daar, b} {
		if res := x.meldAan(mia, wachtwoord); res.naar != "/beheer" {
			t.Fatal(res.naar)
		}
	}
	if tekst := b.get("/beheer/account").tekst("main"); !strings.Contains(tekst, "op 1 ander apparaat") {
		t.Error(tekst)
	}
	if res := b.post("/beheer/account/sessies"); res.naar != "/beheer/account" {
		t.Fatal(res.naar)
	}
	if b.get("/beheer").status != 200 || thuis.get("/beheer").status != 303 || daar.get("/beheer").status != 303 {
		t.Error("everywhere else must mean everywhere else")
	}
	if !strings.Contains(b.get("/beheer/account").tekst("main"), "Alleen hier") {
		t.Error("nobody else is left")
	}
}

func TestForgottenPassword(t *testing.T) {
	p := nieuw(t)
	m := p.medewerker(mia, toegang.Consulent)
	oidc := p.medewerker("oidc@aadorp.example", toegang.Consulent)
	p.exec(`UPDATE gebruiker SET wachtwoord_hash = NULL, oidc_uitgever = 'https://idp.example', oidc_onderwerp = '1' WHERE id = $1`, oidc.ID)
	p.medewerker("zonderrol@aadorp.example")
	b := p.browser()
	elders := p.browser()
	elders.meldAan(mia, wachtwoord)
	if res := b.post("/beheer/wachtwoord-vergeten", "email", "geen adres"); res.status != 422 {
		t.Error(res.status)
	}
	var pagina string
	for _, e := range []string{mia, "niemand@aadorp.example", "oidc@aadorp.example", "zonderrol@aadorp.example"} {
		res := b.post("/beheer/wachtwoord-vergeten", "email", strings.ToUpper(e))
		if res.status != 200 || strings.Contains(res.tekst("main"), e) || pagina != "" && pagina != res.tekst("main") {
			t.Errorf("%s: %d %s", e, res.status, res.tekst("main"))
		}
		pagina = res.tekst("main")
	}
	if p.tel(`SELECT count(*) FROM river_job WHERE kind = 'account_wachtwoord_vergeten' AND args::text NOT LIKE '%aadorp.example%'`) != 4 {
		t.Error("everybody is the same amount of work, and the queue tells nobody who asked")
	}
	// what the job does with each
	var tokens []string
	vergeet := func(email string) {
		t.Helper()
		if err := p.h.Store.vergeten(context.Background(), 1, email, func(_ pgx.Tx, q toegang.Persoon, token string) error {
			if q.Email != mia {
				t.Errorf("a mail to %s", q.Email)
			}
			tokens = append(tokens, token)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	for _, e := range []string{mia, "niemand@aadorp.example", "oidc@aadorp.example", "zonderrol@aadorp.example", mia, mia, mia} {
		vergeet(e)
	}
	if len(tokens) != linksPerUur || p.tel(`SELECT count(*) FROM herstellink WHERE token_hash = sha256(convert_to($1, 'UTF8'))`, tokens[0]) != 1 {
		t.Fatalf("%d links, want %d, of which the hash alone is kept", len(tokens), linksPerUur)
	}
	pad := "/beheer/wachtwoord/" + tokens[0]
	if res := b.get(pad); res.status != 200 || !strings.Contains(res.tekst("main"), mia) || b.get(pad).status != 200 {
		t.Errorf("opening it uses nothing up: %d", res.status)
	}
	if res := b.post(pad, "nieuw", "kort"); res.status != 422 || res.tekst("#nieuw-fout") == "" {
		t.Errorf("%d", res.status)
	}
	elders.gemeente = "2"
	if res := elders.get(pad); res.status != 410 {
		t.Errorf("at another gemeente: %d", res.status)
	}
	elders.gemeente = ""
	p.exec(`UPDATE gebruiker SET mislukt = 9, geblokkeerd_tot = now() + interval '1 hour'`)
	if res := b.post(pad, "nieuw", "theepot fiets lamp"); res.naar != "/beheer/inloggen" {
		t.Fatalf("%d %s", res.status, res.tekst("main"))
	}
	if !strings.Contains(b.get("/beheer/inloggen").tekst(".mz-flits"), "wachtwoord is gekozen") || elders.get("/beheer").status != 303 {
		t.Error("it is told, and every session ends")
	}
	for _, token := range append(tokens, "onzin") {
		if res := b.get("/beheer/wachtwoord/" + token); res.status != 410 || !strings.Contains(res.tekst("main"), "werkt niet meer") {
			t.Errorf("a link that was used, and those beside it: %d", res.status)
		}
		if b.post("/beheer/wachtwoord/"+token, "nieuw", "theepot fiets boot").status != 410 {
			t.Error("used twice")
		}
	}
	res := b.post("/beheer/inloggen", "email", mia, "wachtwoord", "theepot fiets lamp")
	if res.naar != "/beheer/factor" || b.get("/beheer").status != 303 {
		t.Errorf("the second factor stays: %s", res.naar)
	}
	if got := p.mail(); got.Aan != mia || !strings.Contains(got.Alineas[0], "nieuw wachtwoord gekozen") {
		t.Errorf("%+v", got)
	}
	if p.tel(`SELECT count(*) FROM audit WHERE wat = 'wachtwoord gewijzigd' AND wie_id = $1`, m.ID) != 1 {
		t.Error("no line in the audit")
	}
	// too old
	vergeten := p.tel(`SELECT count(*) FROM herstellink`)
	p.exec(`UPDATE herstellink SET aangemaakt_op = now() - interval '2 hours', verloopt_op = now() - interval '1 second', gebruikt_op = NULL`)
	if b.get(pad).status != 410 || vergeten != linksPerUur {
		t.Error("a link of yesterday")
	}
}

// The job itself, run by the queue: it mails the link.
func TestForgottenPasswordIsMailed(t *testing.T) {
	t.Parallel()
	pool, k, workers, bezorgd := pgtest.Nieuw(t), kluis.Proef(t), river.NewWorkers(), make(brieven, 10)
	db := postgres.DB{Pool: pool}
	mail.Voeg(workers, bezorgd, k, "portaal@a.example")
	Voeg(workers, Store{DB: db, Kluis: k})
	rij, err := jobs.Nieuw(pool, workers, nil, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, pool, k, rij)
	p.medewerker(mia, toegang.Consulent)
	p.browser().post("/beheer/wachtwoord-vergeten", "email", mia)
	if err := rij.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = rij.Stop(context.Background()) })
	select {
	case m := <-bezorgd:
		tekst, err := m.GetParts()[0].GetContent()
		if err != nil || !strings.Contains(string(tekst), "/beheer/wachtwoord/") || !strings.Contains(string(tekst), "een uur lang") {
			t.Errorf("%s %v", tekst, err)
		}
	case <-time.After(time.Minute):
		t.Fatal("no mail")
	}
}

func TestSessionOfAnotherIsNotListed(t *testing.T) {
	p := nieuw(t)
	m := p.medewerker(mia, toegang.Consulent)
	p.medewerker("eva@aadorp.example", toegang.Consulent)
	p.browser().meldAan("eva@aadorp.example", wachtwoord)
	b := p.browser()
	b.meldAan(mia, wachtwoord)
	p.browser().meldAan(mia, wachtwoord)
	p.exec(`UPDATE sessie SET gebruikt_op = now() - interval '31 minutes' WHERE token_hash <> $1 AND gebruiker_id = $2`, linkHash(b.token()), m.ID)
	if tekst := b.get("/beheer/account").tekst("main"); !strings.Contains(tekst, "Alleen hier") {
		t.Error("a session that ended by itself is no session")
	}
	if err := p.h.Store.VerwijderApp(metGemeente(), m, niets); !fault.Is(err, fault.Conflict) {
		t.Error(err)
	}
}
