package account

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mantelpunt/internal/oidctest"
	"mantelpunt/internal/toegang"
)

func TestCarerLogsInWithDigiD(t *testing.T) {
	p := metAanbieder(t)
	b := p.browser()
	res := b.get("/inloggen?terug=%2Fvraag%2Fzorg")
	if a := res.Find(`a.nl-button[href="/inloggen/digid?terug=%2Fvraag%2Fzorg"]`); a.Length() != 1 || res.Find("input[name=email]").Length() != 1 {
		t.Fatal(res.tekst("main"))
	}
	res = b.get("/inloggen/digid?terug=%2Fvraag%2Fzorg")
	res = b.get(p.daar(b, res.naar, "fatima"))
	if res.status != 303 || res.naar != "/mijn/email" {
		t.Fatalf("DigiD tells no address, so we ask: %d %s %s", res.status, res.naar, res.tekst("main"))
	}
	if res = b.get("/mijn"); res.naar != "/mijn/email?terug=%2Fmijn" {
		t.Errorf("without an address nothing may be done: %d %s", res.status, res.naar)
	}
	if res = b.get("/inloggen"); res.naar != "/mijn/email" {
		t.Errorf("%d %s", res.status, res.naar)
	}
	if res = b.get("/mijn/email"); res.status != 200 || res.Find("#email[autocomplete=email]").Length() != 1 {
		t.Fatal(res.tekst("main"))
	}
	if res = b.post("/mijn/email", "email", "jan"); res.status != 422 || res.Find("#email[aria-invalid=true]").Length() != 1 {
		t.Error(res.status)
	}
	if res = b.get("/mijn/email/code"); res.naar != "/mijn/email" {
		t.Error(res.naar)
	}
	if res = b.post("/mijn/email", "email", email); res.naar != "/mijn/email/code" {
		t.Fatalf("%d %s", res.status, res.tekst("main"))
	}
	if res = b.get("/mijn/email/code"); !strings.Contains(res.tekst("main"), email) || !strings.Contains(p.mail().Alineas[0], "bevestigt") {
		t.Error(res.tekst("main"))
	}
	if res = b.post("/mijn/email/code", "code", "12"); res.status != 422 {
		t.Error(res.status)
	}
	fout := "000000"
	if p.code() == fout {
		fout = "000001"
	}
	if res = b.post("/mijn/email/code", "code", fout); res.status != 422 || !strings.Contains(res.tekst("#code-fout"), "4 keer") {
		t.Error(res.status, res.tekst("#code-fout"))
	}
	if res = b.post("/mijn/email/code", "code", p.code()); res.naar != "/vraag/zorg" {
		t.Fatalf("on to where somebody was going: %d %s", res.status, res.naar)
	}
	if res = b.get("/mijn"); res.status != 200 || !strings.Contains(res.tekst("title"), email) {
		t.Errorf("%d %s", res.status, res.tekst("title"))
	}
	if n := p.tel(`SELECT count(*) FROM burger WHERE gemeente_id = 1 AND bsn_kenmerk IS NOT NULL AND email_kenmerk IS NOT NULL AND bsn IS NULL`); n != 1 {
		t.Error("one burger, known by a hash of the BSN, and the address")
	}
	if n := p.tel(`SELECT count(*) FROM audit WHERE wat = 'e-mailadres bevestigd' AND wie_naam = 'mantelzorger'`); n != 1 {
		t.Error("the audit must tell")
	}
	if n := p.tel(`SELECT count(*) FROM sessie WHERE oidc_sid IS NOT NULL AND oidc_onderwerp IS NOT NULL AND burger_id IS NOT NULL`); n != 1 {
		t.Error("the session must be found by who logs out at the provider")
	}
	p.nergens()

	ander := p.browser() // the second time, somewhere else
	if res = p.in(ander, digid, "fatima"); res.naar != "/mijn" || p.tel(`SELECT count(*) FROM burger`) != 1 {
		t.Errorf("the same person: %d %s", res.status, res.naar)
	}
	if res = ander.get("/inloggen/digid"); res.naar != "/mijn" {
		t.Errorf("who is in need not log in: %s", res.naar)
	}
	code := p.browser() // and with a code: the same burger
	if res = code.post("/inloggen/code", "code", code.vraagCode(email)); res.naar != "/mijn" || p.tel(`SELECT count(*) FROM burger`) != 1 {
		t.Errorf("%d %s", res.status, res.naar)
	}
	if res = code.get("/mijn/email"); res.naar != "/mijn" {
		t.Errorf("who is known by an address cannot change it here: %d %s", res.status, res.naar)
	}
	if res = p.browser().get("/mijn/email"); !strings.HasPrefix(res.naar, "/inloggen") {
		t.Errorf("%d %s", res.status, res.naar)
	}
}

func TestLevelThatAGemeenteAsks(t *testing.T) {
	p := metAanbieder(t)
	p.geval.MinimaalNiveau = toegang.NiveauHoog
	p.stel()
	b := p.browser()
	if res := b.get("/inloggen"); res.Find("input[name=email]").Length() != 0 || res.Find(`a[href="/inloggen/digid"]`).Length() != 1 {
		t.Error("a code leads nowhere here, so it is not offered")
	}
	if res := b.post("/inloggen", "email", email); res.status != 404 {
		t.Errorf("and not given: %d", res.status)
	}
	adres := p.heen(b, digid)
	if u, _ := url.Parse(adres); u.Query().Get("acr_values") != "hoog" || u.Query().Get("max_age") != "900" {
		t.Errorf("what is asked: %s", adres)
	}
	if res := b.get(p.daar(b, adres, "fatima")); res.status != 403 || !strings.Contains(res.tekst("h1"), "hoger niveau") {
		t.Errorf("%d %s", res.status, res.tekst("h1"))
	}
	p.metAdres(p.browser(), "pier", "pier@voorbeeld.example")

	// a session from before the gemeente asked more
	p.geval.MinimaalNiveau = toegang.NiveauGeen
	p.stel()
	b = p.browser()
	b.post("/inloggen/code", "code", b.vraagCode(email))
	p.geval.MinimaalNiveau = toegang.NiveauMidden
	p.stel()
	if res := b.get("/mijn"); res.naar != "/inloggen?terug=%2Fmijn" {
		t.Errorf("%d %s", res.status, res.naar)
	}
	if res := b.get("/inloggen?terug=%2Fmijn"); res.status != 200 || !strings.Contains(res.tekst("main"), "moeten wij zeker weten wie u bent") {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
	if res := p.in(b, digid, "fatima"); res.naar != "/mijn/email" {
		t.Errorf("%d %s", res.status, res.naar)
	}
}

func TestWhoDoesNotGetInWithDigiD(t *testing.T) {
	p := metAanbieder(t)
	vervang := func(adres, naam, waarde string) string {
		u, err := url.Parse(adres)
		if err != nil {
			t.Fatal(err)
		}
		q := u.Query()
		q.Set(naam, waarde)
		u.RawQuery = q.Encode()
		return u.String()
	}
	gewoon := func(wie string) func(b *browser) string {
		return func(b *browser) string { return p.daar(b, p.heen(b, digid), wie) }
	}
	terug := -7200
	for naam, c := range map[string]struct {
		loop   func(b *browser) string
		status int
		kop    string
	}{
		"cancelled":        {gewoon(""), 400, "U stopte"},
		"acr too low":      {gewoon("laag"), 403, "hoger niveau"},
		"no BSN":           {gewoon("fout"), 400, "niet gelukt"},
		"another nonce":    {func(b *browser) string { return p.daar(b, vervang(p.heen(b, digid), "nonce", "een andere"), "fatima") }, 400, "niet gelukt"},
		"another state":    {func(b *browser) string { return p.daar(b, vervang(p.heen(b, digid), "state", "een andere"), "fatima") }, 400, "niet gelukt"},
		"another issuer":   {func(b *browser) string { return vervang(gewoon("fatima")(b), "iss", "https://elders.example") }, 400, "niet gelukt"},
		"a code made up":   {func(b *browser) string { return vervang(gewoon("fatima")(b), "code", "verzonnen") }, 400, "niet gelukt"},
		"another browser":  {func(*browser) string { return gewoon("fatima")(p.browser()) }, 400, "niet gelukt"},
		"nothing at all":   {func(*browser) string { return "/inloggen/digid/terug" }, 400, "niet gelukt"},
		"an error made up": {func(b *browser) string { p.heen(b, digid); return "/inloggen/digid/terug?error=%3Cscript%3E&state=x" }, 400, "niet gelukt"},
		"the other way in": {func(b *browser) string { return strings.Replace(gewoon("fatima")(b), digid.pad, personeel.pad, 1) }, 400, "niet gelukt"},
		"an expired token": {func(b *browser) string { a := gewoon("fatima")(b); p.prov.Zet(oidctest.Stand{Klok: &terug}); return a }, 400, "niet gelukt"},
		"a link from outside": {func(*browser) string {
			return "/inloggen/digid/terug?code=a&state=b&iss=" + url.QueryEscape(p.prov.Uitgever)
		}, 400, "niet gelukt"},
	} {
		nul := 0
		p.prov.Zet(oidctest.Stand{Klok: &nul})
		b := p.browser()
		adres := c.loop(b)
		res := b.get(adres)
		if res.status != c.status || !strings.Contains(res.tekst("h1"), c.kop) || res.Find(`a[href="`+digid.pad+`"], a[href="`+personeel.pad+`"]`).Length() != 1 {
			t.Errorf("%s: %d %s", naam, res.status, res.tekst("main"))
		}
		if res := b.get("/mijn"); res.naar != "/inloggen?terug=%2Fmijn" || p.binnen() != 0 {
			t.Errorf("%s: somebody is in", naam)
		}
	}
	if p.tel(`SELECT count(*) FROM burger`) != 0 {
		t.Error("a burger was made")
	}
	p.nergens()
}

func TestAnAnswerServesOnce(t *testing.T) {
	p := metAanbieder(t)
	b := p.browser()
	adres := p.daar(b, p.heen(b, digid), "fatima")
	if res := b.get(adres); res.naar != "/mijn/email" {
		t.Fatal(res.status)
	}
	res := b.get(adres) // the back button
	if res.status != 400 || res.Find(`main a[href="/mijn"]`).Length() != 1 || p.binnen() != 1 {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
	dief := p.browser()
	p.heen(dief, digid) // has a login of its own under way
	if res := dief.get(adres); res.status != 400 || res.Find(`main a[href="/inloggen/digid"]`).Length() != 1 || p.binnen() != 1 {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
}

func TestTwoTabsAtTheProvider(t *testing.T) {
	p := metAanbieder(t)
	b := p.browser()
	een, twee := p.heen(b, digid), p.heen(b, digid)
	if res := b.get(p.daar(b, een, "fatima")); res.naar != "/mijn/email" {
		t.Errorf("the first tab: %d %s", res.status, res.tekst("main"))
	}
	if res := b.get(p.daar(b, twee, "fatima")); res.status != 400 || p.binnen() != 1 {
		t.Errorf("the second tab finds somebody who is in: %d", res.status)
	}
}

func TestLanguageSurvivesTheProvider(t *testing.T) {
	p := metAanbieder(t)
	b := p.browser()
	res := b.get("/en/inloggen/digid")
	if u, _ := url.Parse(res.naar); u.Query().Get("ui_locales") != "en" {
		t.Error(res.naar)
	}
	if res := b.get(p.daar(b, res.naar, "fatima")); res.naar != "/en/mijn/email" {
		t.Error(res.naar)
	}
	b = p.browser()
	if res := b.get(p.daar(b, b.get("/en/inloggen/digid").naar, "")); res.tekst("h1") != "You stopped logging in" {
		t.Error(res.tekst("h1"))
	}
}

func TestOneAddressToComeBackTo(t *testing.T) {
	p := metAanbieder(t)
	b := p.browser()
	r, err := http.NewRequest("GET", p.url+"/inloggen/digid?terug=%2Fmijn", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = "ander.localhost"
	if res := b.doe(r); res.naar != p.url+"/inloggen/digid?terug=%2Fmijn" {
		t.Errorf("%d %s", res.status, res.naar)
	}
}

func TestProviderIsAway(t *testing.T) {
	p := metAanbieder(t)
	p.prov.Stop()
	b := p.browser()
	res := b.get(digid.pad)
	if res.status != 503 || res.koppen.Get("Retry-After") == "" || res.tekst("h1") != "DigiD werkt nu niet" || res.Find(`main a[href="/inloggen"]`).Length() != 1 {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
	if res = b.get(personeel.pad); res.status != 503 || res.Find(`main a[href="/beheer/inloggen"]`).Length() != 1 {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
	if res := b.post("/inloggen/code", "code", b.vraagCode(email)); res.naar != "/mijn" {
		t.Error("the other way in goes on")
	}
}

func TestKeysOfTheProviderChange(t *testing.T) {
	p := metAanbieder(t)
	p.metAdres(p.browser(), "fatima", email)
	p.prov.Zet(oidctest.Stand{NieuweSleutels: true})
	if res := p.in(p.browser(), digid, "fatima"); res.naar != "/mijn" {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
}

func TestEveryGemeenteForItself(t *testing.T) {
	p := metAanbieder(t)
	b := p.browser()
	b.gemeente = "2"
	if res := b.get(personeel.pad); res.status != 404 {
		t.Errorf("no such way in here: %d", res.status)
	}
	adres := p.daar(b, p.heen(b, digid), "fatima")
	b.gemeente = "" // what was begun at one ends at the other
	if res := b.get(adres); res.status != 400 {
		t.Errorf("%d %s", res.status, res.naar)
	}
	b.gemeente = "2"
	if res := b.get(adres); res.naar != "/mijn/email" {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
	p.in(p.browser(), digid, "fatima")
	var een, twee []byte
	if err := p.pool.QueryRow(context.Background(), `SELECT (SELECT bsn_kenmerk FROM burger WHERE gemeente_id = 1), (SELECT bsn_kenmerk FROM burger WHERE gemeente_id = 2)`).Scan(&een, &twee); err != nil || een == nil || bytes.Equal(een, twee) {
		t.Errorf("the same person at two gemeenten must have two hashes: %v", err)
	}
}

func TestProviderThatCannotBe(t *testing.T) {
	p := metAanbieder(t)
	p.geval.DigiD.ACR = nil
	p.stel()
	if res := p.browser().get(digid.pad); res.status != 503 {
		t.Errorf("DigiD without a level is no DigiD: %d", res.status)
	}
	p.geval.DigiD.Geheim[len(p.geval.DigiD.Geheim)-1] ^= 1
	p.stel()
	if res := p.browser().get(digid.pad); res.status != 500 {
		t.Errorf("a secret that does not open: %d", res.status)
	}
}
