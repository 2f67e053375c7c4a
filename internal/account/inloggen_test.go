package account

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/jobs"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/pgtest"

	"github.com/riverqueue/river"
)

func TestCarerLogsInWithTheCodeFromTheMail(t *testing.T) {
	t.Parallel()
	ctx, pool, post := context.Background(), pgtest.Nieuw(t), make(brieven, 1)
	workers := river.NewWorkers()
	k := kluis.Proef(t)
	mail.Voeg(workers, post, k, "portaal@a.example")
	rij, err := jobs.Nieuw(pool, workers, nil, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, pool, k, rij)
	if err := rij.Start(ctx); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rij.Stop(ctx) }()

	b := p.browser()
	if res := b.get("/inloggen"); res.status != 200 || res.Find(`form[method=post] input[name=email][type=email][autocomplete=email]`).Length() != 1 || b.token() != "" {
		t.Fatalf("%d %s", res.status, res.tekst("main"))
	}
	b.vraagCode("  Jan@Voorbeeld.Example ")
	var tekst string
	select {
	case m := <-post:
		deel, err := m.GetParts()[0].GetContent()
		if err != nil || m.GetToString()[0] != "<"+email+">" {
			t.Fatal(m.GetToString(), err)
		}
		tekst = string(deel)
	case <-time.After(30 * time.Second):
		t.Fatal("no mail")
	}
	var code string
	for _, woord := range strings.Fields(tekst) {
		if c, ok := zesCijfers(woord); ok {
			code = c
		}
	}
	if !strings.Contains(tekst, "Aadorp") || code == "" {
		t.Fatal(tekst)
	}

	res := b.get("/inloggen/code")
	if res.Find("input#code.mz-code[inputmode=numeric][autocomplete=one-time-code]").Length() != 1 || !strings.Contains(res.tekst("main"), email) {
		t.Fatal(res.Html())
	}
	voor := b.token()
	res = b.post("/inloggen/code", "code", code[:3]+" "+code[3:])
	if res.status != 303 || res.naar != "/mijn" {
		t.Fatalf("%d %s %s", res.status, res.naar, res.tekst("main"))
	}
	if b.token() == voor || p.tel(`SELECT count(*) FROM sessie`) != 1 {
		t.Error("logging in must change the token and end the old session")
	}
	res = b.get("/mijn")
	if res.status != 200 || res.tekst("title") != email+" | Mantelpunt Aadorp" || !strings.Contains(res.tekst("header"), "Uitloggen") || res.koppen.Get("Cache-Control") != "no-store" {
		t.Errorf("%d %s", res.status, res.tekst("header"))
	}
	if p.tel(`SELECT count(*) FROM burger WHERE gemeente_id = 1 AND email_kenmerk = ANY($1)`, p.h.Store.emailKenmerken(1, email)) != 1 {
		t.Error("the first login makes the burger")
	}
	for _, pad := range []string{"/inloggen", "/inloggen/code"} {
		if res := b.get(pad); res.naar != "/mijn" {
			t.Errorf("%s of who is logged in: %d %s", pad, res.status, res.naar)
		}
	}

	if res = b.post("/uitloggen"); res.naar != "/uitgelogd" || b.token() != "" || p.tel(`SELECT count(*) FROM sessie`) != 0 {
		t.Errorf("%s %s", res.naar, b.token())
	}
	if res = b.get("/uitgelogd"); res.tekst("h1") != "U bent uitgelogd" {
		t.Error(res.tekst("main"))
	}
	if res = b.get("/mijn"); res.naar != "/inloggen?terug=%2Fmijn" {
		t.Error(res.naar)
	}
}

func TestTheSameForAKnownAndAnUnknownAddress(t *testing.T) {
	p := nieuw(t)
	if _, err := p.h.Store.BurgerMetEmail(context.Background(), 1, "bekend@voorbeeld.example"); err != nil {
		t.Fatal(err)
	}
	var paginas []string
	for _, adres := range []string{"bekend@voorbeeld.example", "anders@voorbeeld.example"} {
		b := p.browser()
		b.vraagCode(adres)
		paginas = append(paginas, strings.ReplaceAll(b.get("/inloggen/code").tekst("body"), adres, "X"))
	}
	if paginas[0] != paginas[1] || p.tel(`SELECT count(*) FROM burger`) != 1 {
		t.Error("the pages differ, or asking for a code made a burger")
	}
}

func TestWhatIsNoAddressIsRefused(t *testing.T) {
	p := nieuw(t)
	b := p.browser()
	for _, adres := range []string{
		"", "jan", "jan@", "@voorbeeld.example", "jan@voorbeeld", "a..b@voorbeeld.example", "jan@voorbeeld.example, piet@voorbeeld.example",
		"Jan <jan@voorbeeld.example>", "jan@voorbeeld.example\r\nBcc: x@voorbeeld.example", "jan\n@voorbeeld.example", `"jan x"@voorbeeld.example`, strings.Repeat("a", 250) + "@voorbeeld.example",
	} {
		res := b.post("/inloggen", "email", adres)
		if res.status != 422 || res.Find(".mz-errors a[href='#email']").Length() != 1 || res.Find("#email[aria-invalid=true]").Length() != 1 || !strings.HasPrefix(res.tekst("title"), "Fout:") {
			t.Errorf("%q: %d", adres, res.status)
		}
		if b.token() != "" {
			t.Error("no session for a mistake")
		}
	}
	if res := b.post("/inloggen", "email", "jan\xff@voor"); res.Find("#email").AttrOr("value", "") != "jan@voor" {
		t.Error("what was typed must stay, made valid")
	}
	if p.tel(`SELECT count(*) FROM inlogcode`)+p.tel(`SELECT count(*) FROM river_job`) != 0 {
		t.Error("a code was made")
	}
	if b.vraagCode("jan\x00@voorbeeld.example"); p.tel(`SELECT count(*) FROM inlogcode WHERE email_kenmerk = ANY($1)`, p.h.Store.emailKenmerken(1, email)) != 1 {
		t.Error("NUL must be taken out")
	}
}

func TestWrongCode(t *testing.T) {
	p := nieuw(t)
	b := p.browser()
	code := b.vraagCode(email)
	fout := "000000"
	if code == fout {
		fout = "000001"
	}
	for _, half := range []string{"", "12345", "1234567", "abcdef", "12 34\x00\xff"} {
		if res := b.post("/inloggen/code", "code", half); res.status != 422 || !strings.Contains(res.tekst("#code-fout"), "6 cijfers") {
			t.Errorf("%q: %d %s", half, res.status, res.tekst("#code-fout"))
		}
	}
	for _, want := range []string{"nog 4 keer", "nog 3 keer", "nog 2 keer", "nog 1 keer", "5 keer een verkeerde code"} {
		res := b.post("/inloggen/code", "code", fout)
		if res.status != 422 || !strings.Contains(res.tekst("#code-fout"), want) || !strings.Contains(res.tekst(".mz-errors"), want) {
			t.Errorf("want %q, got %d %s", want, res.status, res.tekst("#code-fout"))
		}
	}
	if res := b.post("/inloggen/code", "code", code); res.status != 422 || !strings.Contains(res.tekst("#code-fout"), "Vraag een nieuwe code aan") {
		t.Error("the right code still worked after five wrong ones")
	}
	// a new code makes it right
	res := b.post("/inloggen", "email", email, "opnieuw", "ja")
	if res.naar != "/inloggen/code" || !strings.Contains(b.get(res.naar).tekst(".mz-flits"), "nieuwe code onderweg") {
		t.Errorf("%d %s", res.status, res.naar)
	}
	if res := b.post("/inloggen/code", "code", p.code()); res.naar != "/mijn" {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
}

func TestCodeThatExpiredOrWasUsed(t *testing.T) {
	p := nieuw(t)
	b := p.browser()
	code := b.vraagCode(email)
	p.exec(`UPDATE inlogcode SET verloopt_op = now()`)
	if res := b.post("/inloggen/code", "code", code); res.status != 422 || !strings.Contains(res.tekst("#code-fout"), "verlopen") {
		t.Errorf("expired: %d %s", res.status, res.tekst("#code-fout"))
	}
	code = b.vraagCode(email)
	p.exec(`UPDATE inlogcode SET gebruikt_op = now()`)
	if res := b.post("/inloggen/code", "code", code); res.status != 422 || !strings.Contains(res.tekst("#code-fout"), "al gebruikt") {
		t.Errorf("used: %d %s", res.status, res.tekst("#code-fout"))
	}
	code = b.vraagCode(email)
	if b.post("/inloggen/code", "code", code).naar != "/mijn" || p.tel(`SELECT count(*) FROM inlogcode WHERE gebruikt_op IS NULL AND verloopt_op > now()`) != 0 {
		t.Error("a code is used up by the login")
	}
	if res := b.post("/inloggen/code", "code", code); res.status != 422 {
		t.Errorf("the same code again: %d %s", res.status, res.naar)
	}
}

func TestCodeIsTiedToItsBrowser(t *testing.T) {
	p := nieuw(t)
	een, ander, leeg := p.browser(), p.browser(), p.browser()
	code := een.vraagCode(email)
	var rij string
	if err := p.pool.QueryRow(context.Background(), `SELECT to_jsonb(inlogcode) - 'id' || to_jsonb(sessie) FROM inlogcode, sessie`).Scan(&rij); err != nil || strings.Contains(rij, code) || strings.Contains(rij, een.token()) {
		t.Errorf("the code or the token stands in a table: %v", err)
	}
	if leeg.get("/inloggen/code").naar != "/inloggen" {
		t.Error("no code was asked for in this browser")
	}
	if res := leeg.post("/inloggen/code", "code", code); res.status != 422 || !strings.Contains(res.tekst(".mz-errors"), "In deze browser") {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
	if tweede := ander.vraagCode(email); tweede != code {
		if res := ander.post("/inloggen/code", "code", code); res.status != 422 || !strings.Contains(res.tekst("#code-fout"), "klopt niet") {
			t.Errorf("the code of another browser: %d %s", res.status, res.naar)
		}
	}
	een.gemeente = "2"
	if res := een.post("/inloggen/code", "code", code); res.status != 422 {
		t.Error("a code works at its own gemeente alone")
	}
	een.gemeente = ""
	if een.post("/inloggen/code", "code", code).naar != "/mijn" {
		t.Error("the code must still work where it was asked for")
	}
	if p.tel(`SELECT count(*) FROM inlogcode WHERE browser_hash IN (SELECT token_hash FROM sessie)`) != 0 {
		t.Error("codes and sessions can be laid side by side")
	}
}

func TestCodesPerHour(t *testing.T) {
	p := nieuw(t)
	b := p.browser()
	var laatste string
	for range CodesPerUur {
		laatste = b.vraagCode(email)
	}
	res := b.post("/inloggen", "email", email)
	if res.status != 429 || !strings.Contains(res.tekst(".mz-errors"), "Wacht een uur") || p.tel(`SELECT count(*) FROM river_job`) != CodesPerUur {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
	if p.browser().post("/inloggen", "email", strings.ToUpper(email)).status != 429 {
		t.Error("another browser, the same address")
	}
	elders := p.browser()
	elders.gemeente = "2"
	elders.vraagCode(email)
	if b.post("/inloggen/code", "code", laatste).naar != "/mijn" {
		t.Error("the last code that was sent must keep working")
	}
	p.exec(`UPDATE inlogcode SET aangemaakt_op = now() - interval '61 minutes'`)
	p.browser().vraagCode(email)
}

func TestNoMailNoCode(t *testing.T) {
	p := nieuw(t)
	p.exec(`ALTER TABLE river_job RENAME TO weg`)
	if res := p.browser().post("/inloggen", "email", email); res.status != 500 {
		t.Error(res.status)
	}
	if p.tel(`SELECT count(*) FROM inlogcode`) != 0 {
		t.Error("a code without its mail")
	}
}

func TestEnglishCarerGetsEnglishMailAndPages(t *testing.T) {
	p := nieuw(t)
	b := p.browser()
	if res := b.post("/en/inloggen", "email", email, "terug", "/vraag/2"); res.naar != "/en/inloggen/code" {
		t.Fatal(res.naar)
	}
	if m := p.mail(); m.Taal != "en" || m.Onderwerp != "Your code to log in" {
		t.Error("the mail must be in English")
	}
	if res := b.get("/en/inloggen/code"); res.tekst("h1") != "Enter the code" {
		t.Error(res.tekst("h1"))
	}
	if res := b.post("/en/inloggen/code", "code", p.code()); res.naar != "/en/vraag/2" {
		t.Error(res.naar)
	}
}

func TestLoginsPerNetworkAddress(t *testing.T) {
	p := nieuw(t)
	for pad, n := range map[string]int{"/inloggen": 20, "/inloggen/code": 30, "/beheer/inloggen": 20} {
		b := p.browser()
		for range n {
			if res := b.post(pad); res.status != 422 {
				t.Fatalf("%s: %d", pad, res.status)
			}
		}
		if res := b.post(pad); res.status != 429 || b.get(pad).status == 429 {
			t.Errorf("%s: %d", pad, res.status)
		}
	}
}
