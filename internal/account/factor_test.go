package account

import (
	"context"
	"encoding/base32"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"mantelpunt/internal/account/factor"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/toegang"

	"github.com/jackc/pgx/v5"
)

// zonderFactor makes a medewerker who never set up a second factor.
func (p *huis) zonderFactor(email string, rollen ...toegang.Rol) toegang.Persoon {
	p.t.Helper()
	m := p.medewerker(email, rollen...)
	p.exec(`UPDATE gebruiker SET totp_geheim = NULL, totp_sinds = NULL WHERE id = $1`, m.ID)
	return m
}

// geefWachtwoord takes the first step alone.
func (b *browser) geefWachtwoord(email string) {
	b.p.t.Helper()
	if res := b.post("/beheer/inloggen", "email", email, "wachtwoord", wachtwoord); res.naar != "/beheer/factor" {
		b.p.t.Fatalf("a right password leads to %q: %s", res.naar, res.tekst("main"))
	}
}

// laterDan moves the clock of the portal on.
func (p *huis) laterDan(d time.Duration) { p.later.Add(int64(d)) }

func TestHalfwayOpensNothing(t *testing.T) {
	p := nieuw(t)
	m := p.medewerker(mia, toegang.Beheerder, toegang.Consulent)
	b := p.browser()
	b.geefWachtwoord(mia)
	for _, pad := range []string{"/beheer", "/beheer/aanvragen/1", "/beheer/account", "/beheer/account/wachtwoord", "/beheer/bevestigen", "/mijn"} {
		if res := b.get(pad); res.status != 303 || !strings.Contains(res.naar, "/inloggen") {
			t.Errorf("%s: %d %s", pad, res.status, res.naar)
		}
	}
	for _, pad := range []string{"/beheer/account/passkey/verwijderen", "/beheer/account/app/verwijderen", "/beheer/account/herstelcodes", "/beheer/account/sessies", "/beheer/account/wachtwoord", "/beheer/bevestigen", "/beheer/aanvragen/1/besluit"} {
		if res := b.post(pad, "wachtwoord", wachtwoord); res.status != 303 || !strings.HasPrefix(res.naar, "/beheer/inloggen") {
			t.Errorf("%s: %d %s", pad, res.status, res.naar)
		}
	}
	// who has a factor cannot set up another one with the password alone
	b.geefWachtwoord(mia)
	for _, pad := range []string{"/beheer/factor/instellen", "/beheer/factor/instellen/app", "/beheer/factor/herstelcodes"} {
		if res := b.get(pad); res.naar != "/beheer/factor" {
			t.Errorf("%s: %d %s", pad, res.status, res.naar)
		}
	}
	if res := b.post("/beheer/factor/instellen/app", "code", "123456"); res.naar != "/beheer/factor" {
		t.Errorf("%d %s", res.status, res.naar)
	}
	if b.get("/beheer/factor/instellen/app.png").status != 404 {
		t.Error("a secret is shown")
	}
	// nor past the pages
	if _, err := p.h.Store.VoegApp(metGemeente(), m, proefGeheim, 1, true, niets); !fault.Is(err, fault.Conflict) {
		t.Errorf("a first factor beside another: %v", err)
	}
	if p.tel(`SELECT count(*) FROM audit WHERE wat = 'ingelogd'`) != 0 || p.tel(`SELECT count(*) FROM gebruiker WHERE laatst_ingelogd_op IS NOT NULL`) != 0 {
		t.Error("halfway is not in")
	}
}

func niets(context.Context, pgx.Tx) error { return nil }

func TestCodeOfTheAppWorksOnce(t *testing.T) {
	p := nieuw(t)
	p.medewerker(mia, toegang.Consulent)
	b := p.browser()
	b.geefWachtwoord(mia)
	if res := b.get("/beheer/factor"); res.Find("input[name=code][autocomplete=one-time-code]").Length() != 1 || res.Find("form[data-passkey]").Length() != 0 {
		t.Fatal(res.tekst("main"))
	}
	if res := b.post("/beheer/factor", "code", "12345"); res.status != 422 || p.tel(`SELECT mislukt FROM gebruiker`) != 0 {
		t.Errorf("a slip of the finger is no try: %d", res.status)
	}
	if res := b.post("/beheer/factor", "code", "000000"); res.status != 422 || !strings.Contains(res.tekst("#code-fout"), foutCode) || p.tel(`SELECT mislukt FROM gebruiker`) != 1 {
		t.Errorf("a wrong code is one: %d %s", res.status, res.tekst("main"))
	}
	code := p.appcode()
	if res := b.post("/beheer/factor", "code", code[:3]+" "+code[3:]); res.naar != "/beheer" {
		t.Fatalf("%d %s", res.status, res.tekst("main"))
	}
	if p.tel(`SELECT mislukt FROM gebruiker`) != 0 || p.tel(`SELECT count(*) FROM audit WHERE wat = 'ingelogd' AND gegevens->>'met' = 'wachtwoord en app'`) != 1 {
		t.Error("a login wipes the slate and stands in the audit")
	}
	ander := p.browser()
	ander.geefWachtwoord(mia)
	if res := ander.post("/beheer/factor", "code", code); res.status != 422 || !strings.Contains(res.tekst("#code-fout"), foutCode) {
		t.Errorf("the same code once more: %d", res.status)
	}
	p.laterDan(30 * time.Second)
	if res := ander.post("/beheer/factor", "code", p.appcode()); res.naar != "/beheer" {
		t.Errorf("the next code: %d %s", res.status, res.tekst("main"))
	}
}

func TestOneCodeManyTabs(t *testing.T) {
	p := nieuw(t)
	m := p.medewerker(mia, toegang.Consulent)
	var wg sync.WaitGroup
	var mu sync.Mutex
	goed, code := 0, p.appcode()
	for range 5 {
		wg.Go(func() {
			ok, err := p.h.Store.GebruikApp(context.Background(), 1, m.ID, code, time.Now())
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Error(err)
			}
			if ok {
				goed++
			}
		})
	}
	wg.Wait()
	if goed != 1 {
		t.Errorf("the code worked %d times", goed)
	}
}

func TestGuessingCodesMustWaitAndNotForEver(t *testing.T) {
	p := nieuw(t)
	m := p.medewerker(mia, toegang.Consulent)
	probeer := func(code string) bool {
		ok, err := p.h.Store.GebruikApp(context.Background(), 1, m.ID, code, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	for n := 1; n <= 5; n++ {
		// a right password in between does not wipe the slate
		if _, ok, err := p.h.Store.Aanmelden(metGemeente(), 1, mia, wachtwoord); err != nil || !ok || probeer("000000") {
			t.Fatal(n, ok, err)
		}
	}
	if n := p.tel(`SELECT mislukt FROM gebruiker WHERE geblokkeerd_tot > now() + interval '25 seconds'`); n != 5 {
		t.Fatalf("%d mistakes, and no wait", n)
	}
	if probeer(p.appcode()) {
		t.Error("the right code worked during the wait")
	}
	if _, ok, _ := p.h.Store.Aanmelden(metGemeente(), 1, mia, wachtwoord); ok {
		t.Error("the right password worked during the wait")
	}
	if _, ok, _ := p.h.Store.GebruikHerstelcode(context.Background(), 1, m.ID, "0000-0000-0000"); ok {
		t.Error("a recovery code worked during the wait")
	}
	p.exec(`UPDATE gebruiker SET geblokkeerd_tot = now() - interval '1 second'`)
	if !probeer(p.appcode()) {
		t.Error("after the wait the right code must work")
	}
}

func TestHalfwayEnds(t *testing.T) {
	p := nieuw(t)
	p.medewerker(mia, toegang.Consulent)
	b := p.browser()
	b.geefWachtwoord(mia)
	half := b.token()
	p.laterDan(HalfGeldig)
	if res := b.post("/beheer/factor", "code", p.appcode()); res.naar != "/beheer/inloggen" {
		t.Errorf("too late: %d %s", res.status, res.naar)
	}
	if res := b.get("/beheer/inloggen"); !strings.Contains(res.tekst(".mz-flits"), foutTeLang) {
		t.Error("nobody tells why")
	}
	if res := b.get("/beheer/factor"); res.naar != "/beheer/inloggen" {
		t.Error(res.naar)
	}
	b.geefWachtwoord(mia)
	if b.token() == half {
		t.Error("the token must change at every step")
	}
	p.exec(`UPDATE gebruiker SET actief = false`)
	if res := b.get("/beheer/factor"); res.naar != "/beheer/inloggen" {
		t.Errorf("an account that was closed meanwhile: %d %s", res.status, res.naar)
	}
	if res := p.browser().get("/beheer/factor"); res.naar != "/beheer/inloggen" {
		t.Errorf("a visitor: %d %s", res.status, res.naar)
	}
}

func TestFirstFactorIsSetUpWithAnApp(t *testing.T) {
	p := nieuw(t)
	m := p.zonderFactor(mia, toegang.Redacteur)
	b := p.browser()
	b.get("/beheer/aanvragen/1?x=1")
	b.post("/beheer/inloggen", "email", mia, "wachtwoord", wachtwoord, "terug", "/beheer/aanvragen/1")
	if res := b.get("/beheer/factor"); res.naar != "/beheer/factor/instellen" {
		t.Fatal(res.naar)
	}
	if res := b.get("/beheer/factor/instellen"); !strings.Contains(res.tekst("main"), "Een app voor codes") || res.Find("form[data-passkey]").Length() != 0 {
		t.Error("without a name in the address there can be no passkey")
	}
	if res := b.post("/beheer/factor/instellen/app", "code", "123456"); res.naar != "/beheer/factor/instellen/app" {
		t.Error("a code before there is a secret")
	}
	res := b.get("/beheer/factor/instellen/app")
	sleutel := res.tekst("#sleutel")
	if weer := b.get("/beheer/factor/instellen/app").tekst("#sleutel"); len(sleutel) != 39 || weer != sleutel {
		t.Fatalf("%q, then %q", sleutel, weer)
	}
	if plaatje := b.get("/beheer/factor/instellen/app.png"); plaatje.status != 200 || plaatje.koppen.Get("Content-Type") != "image/png" || plaatje.koppen.Get("Cache-Control") != "no-store" {
		t.Errorf("%d %v", plaatje.status, plaatje.koppen)
	}
	code := codeVan(t, sleutel, p.h.nu())
	for _, fout := range []string{"", "abc", "000000"} {
		if res := b.post("/beheer/factor/instellen/app", "code", fout); res.status != 422 || res.tekst("#sleutel") != sleutel {
			t.Errorf("%q: %d", fout, res.status)
		}
	}
	if res := b.post("/beheer/factor/instellen/app", "code", code); res.naar != "/beheer/factor/herstelcodes" {
		t.Fatalf("%d %s", res.status, res.tekst("main"))
	}
	if b.get("/beheer").status != 303 || b.get("/beheer/factor").naar != "/beheer/factor/herstelcodes" {
		t.Error("the codes come first")
	}
	res = b.get("/beheer/factor/herstelcodes")
	if n := res.Find("#herstelcodes li").Length(); n != 10 {
		t.Fatalf("%d codes", n)
	}
	if res := b.post("/beheer/factor/herstelcodes"); res.status != 422 || res.Find("#herstelcodes li").Length() != 10 {
		t.Error("going on without keeping them")
	}
	if res := b.post("/beheer/factor/herstelcodes", "bewaard", "ja"); res.naar != "/beheer/aanvragen/1" {
		t.Fatalf("%d %s", res.status, res.naar)
	}
	if res := b.get("/beheer/factor/herstelcodes"); res.naar != "/beheer/account" {
		t.Error("the codes are shown once")
	}
	if got := p.mail(); got.Aan != mia || !strings.Contains(strings.Join(got.Alineas, " "), "een app ingesteld") || strings.Contains(got.Onderwerp, "mia") {
		t.Errorf("%+v", got)
	}
	if p.tel(`SELECT count(*) FROM gebruiker WHERE position($1::bytea IN totp_geheim) > 0`, []byte(sleutel)) != 0 || p.tel(`SELECT count(*) FROM audit WHERE wat = 'app voor codes ingesteld' AND wie_id = $1`, m.ID) != 1 {
		t.Error("the secret is closed, and the change stands in the audit")
	}
	// the code that proved the app is used up
	ander := p.browser()
	ander.geefWachtwoord(mia)
	if res := ander.post("/beheer/factor", "code", code); res.status != 422 {
		t.Errorf("the code of the set-up worked again: %d", res.status)
	}
	p.laterDan(time.Minute)
	if res := ander.post("/beheer/factor", "code", codeVan(t, sleutel, p.h.nu())); res.naar != "/beheer" {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
}

// codeVan is the code of a secret as it stands on the page.
func codeVan(t *testing.T, sleutel string, nu time.Time) string {
	t.Helper()
	geheim, err := base32.StdEncoding.DecodeString(strings.ReplaceAll(sleutel, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	c, err := factor.Code(geheim, nu)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestRecoveryCodeWorksOnce(t *testing.T) {
	p := nieuw(t)
	m := p.medewerker(mia, toegang.Consulent)
	codes, err := p.h.Store.NieuweHerstelcodes(metGemeente(), m, niets)
	if err != nil || len(codes) != 10 {
		t.Fatal(codes, err)
	}
	b := p.browser()
	b.geefWachtwoord(mia)
	for _, fout := range []string{"", "0000-0000-0000", "x"} {
		if res := b.post("/beheer/factor/herstelcode", "herstelcode", fout); res.status != 422 || res.tekst("#herstelcode-fout") == "" {
			t.Errorf("%q: %d", fout, res.status)
		}
	}
	if n := p.tel(`SELECT mislukt FROM gebruiker`); n != 2 {
		t.Errorf("%d wrong codes counted, want 2: an empty field is none", n)
	}
	if res := b.post("/beheer/factor/herstelcode", "herstelcode", strings.ToLower(codes[4])); res.naar != "/beheer" {
		t.Fatalf("%d %s", res.status, res.tekst("main"))
	}
	if res := b.get("/beheer"); !strings.Contains(res.tekst(".mz-flits"), "nog 9 herstelcodes") {
		t.Error(res.tekst("body"))
	}
	b = p.browser()
	b.geefWachtwoord(mia)
	if res := b.post("/beheer/factor/herstelcode", "herstelcode", codes[4]); res.status != 422 {
		t.Errorf("the same code once more: %d", res.status)
	}
	// the last ones are told to be the last
	p.exec(`UPDATE herstelcode SET gebruikt_op = now() WHERE ctid IN (SELECT ctid FROM herstelcode WHERE gebruikt_op IS NULL LIMIT 8)`)
	over := ""
	for _, c := range codes {
		if res := b.post("/beheer/factor/herstelcode", "herstelcode", c); res.naar == "/beheer" {
			over = b.get("/beheer").tekst(".mz-flits")
			break
		}
		p.exec(`UPDATE gebruiker SET mislukt = 0, geblokkeerd_tot = NULL`)
	}
	if !strings.Contains(over, "laatste herstelcode") {
		t.Errorf("%q", over)
	}
	b = p.browser()
	b.geefWachtwoord(mia)
	if res := b.get("/beheer/factor/herstelcode"); !strings.Contains(res.tekst("main"), "geen herstelcodes meer") {
		t.Error(res.tekst("main"))
	}
	if zinOver(1) == zinOver(2) {
		t.Error("one code is not two")
	}
}

func TestTwoTabs(t *testing.T) {
	p := nieuw(t)
	p.medewerker(mia, toegang.Consulent)
	b := p.browser()
	b.geefWachtwoord(mia)
	u, _ := url.Parse(p.url)
	oud := b.Jar.Cookies(u)
	b.geefWachtwoord(mia) // the second tab
	if res := b.post("/beheer/factor", "code", p.appcode()); res.naar != "/beheer" {
		t.Fatal(res.naar)
	}
	if res := b.post("/beheer/factor", "code", "000000"); res.naar != "/beheer" || p.tel(`SELECT mislukt FROM gebruiker`) != 0 {
		t.Errorf("the form of the first tab: %d %s", res.status, res.naar)
	}
	if res := b.get("/beheer/factor"); res.naar != "/beheer" {
		t.Error(res.naar)
	}
	dief := p.browser()
	dief.Jar.SetCookies(u, oud)
	if res := dief.get("/beheer/factor"); res.naar != "/beheer/inloggen" {
		t.Errorf("the token from before the login: %s", res.naar)
	}
}
