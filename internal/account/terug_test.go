package account

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mantelpunt/internal/toegang"
)

func TestNothingIsLostWhenTheSessionEndedHalfway(t *testing.T) {
	p := nieuw(t)
	b := p.browser()
	code := b.vraagCode(email)
	b.post("/inloggen/code", "code", code)
	p.exec(`UPDATE sessie SET gebruikt_op = now() - interval '31 minutes'`)

	res := b.post("/vraag/2?x=1", "naam", "Jan\x00 <b>", "dag", "ma", "dag", "wo")
	if res.status != 303 || res.naar != "/inloggen" {
		t.Fatalf("%d %s", res.status, res.naar)
	}
	if res = b.get("/inloggen"); res.tekst(".utrecht-alert h2") != "U was uitgelogd" || res.tekst(".utrecht-alert p") != "Log opnieuw in, dan gaat u verder waar u was. Wat u invulde, is bewaard." {
		t.Errorf("%q", res.tekst(".utrecht-alert"))
	}
	code = b.vraagCode(email)
	if res = b.post("/inloggen/code", "code", code); res.naar != "/vraag/2?x=1" {
		t.Fatalf("%d %s", res.status, res.naar)
	}
	if b.get("/vraag/3").koppen.Get("X-Bewaard") != "" {
		t.Error("another page got what was typed")
	}
	want := url.Values{"naam": {"Jan <b>"}, "dag": {"ma", "wo"}}.Encode()
	if got := b.get(res.naar).koppen.Get("X-Bewaard"); got != want {
		t.Errorf("kept %q, want %q", got, want)
	}
	if got := b.get(res.naar).koppen.Get("X-Bewaard"); got != "" {
		t.Errorf("given a second time: %q", got)
	}
}

func TestFormWithoutAPageOfItsOwn(t *testing.T) {
	p := nieuw(t)
	p.medewerker(mia, toegang.Consulent)
	for _, c := range []struct{ van, want string }{
		{p.url + "/beheer/aanvragen/7?blad=2", "/beheer/aanvragen/7?blad=2"},
		{"https://elders.example/beheer/aanvragen/7", "/beheer"},
		{"", "/beheer"},
	} {
		b := p.browser()
		r, err := http.NewRequest("POST", p.url+"/beheer/aanvragen/7/besluit", form("besluit", "ja"))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Referer", c.van)
		if res := b.doe(r); res.naar != "/beheer/inloggen" {
			t.Fatal(res.naar)
		}
		if !strings.Contains(b.get("/beheer/inloggen").tekst("main"), "Wat u invulde, is bewaard") {
			t.Error("the staff must read it too")
		}
		if res := b.meldAan(mia, wachtwoord); res.naar != c.want {
			t.Errorf("from %q: %s, want %s", c.van, res.naar, c.want)
		}
	}
}

func TestFormInEnglishComesBackInEnglish(t *testing.T) {
	p := nieuw(t)
	b := p.browser()
	r, err := http.NewRequest("POST", p.url+"/en/beheer/aanvragen/7/besluit", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Referer", p.url+"/en/vraag/2")
	if res := b.doe(r); res.naar != "/en/beheer/inloggen" {
		t.Fatal(res.naar)
	}
	b.post("/en/inloggen", "email", email)
	if res := b.post("/en/inloggen/code", "code", p.code()); res.naar != "/en/vraag/2" {
		t.Error(res.naar)
	}
}

func TestALargeFormIsNotKept(t *testing.T) {
	p := nieuw(t)
	b := p.browser()
	if res := b.post("/vraag/2", "tekst", strings.Repeat("x", MaxBewaard)); res.naar != "/inloggen" {
		t.Fatal(res.naar)
	}
	if res := b.get("/inloggen"); strings.Contains(res.tekst("main"), "bewaard") {
		t.Error("promised what was not kept")
	}
	code := b.vraagCode(email)
	if res := b.post("/inloggen/code", "code", code); res.naar != "/vraag/2" {
		t.Error(res.naar)
	}
}

func TestWayBack(t *testing.T) {
	p := nieuw(t)
	b := p.browser()
	res := b.get("/vraag/2?a=b%20c")
	if res.naar != "/inloggen?terug=%2Fvraag%2F2%3Fa%3Db%2520c" || b.token() != "" {
		t.Fatal(res.naar)
	}
	res = b.get(res.naar)
	terug := res.Find("form input[name=terug]").AttrOr("value", "")
	if terug != "/vraag/2?a=b%20c" || !strings.Contains(res.tekst("main"), "Log eerst in") {
		t.Fatalf("%q %s", terug, res.tekst("main"))
	}
	for _, elders := range []string{"https://elders.example/", "//elders.example", "/\\elders.example", "/\t/elders.example", "javascript:alert(1)", "/inloggen", "/uitloggen", "/beheer/inloggen?terug=%2Fx", "/" + strings.Repeat("a", 1000)} {
		if res := b.get("/inloggen?terug=" + url.QueryEscape(elders)); res.Find("input[name=terug]").Length() != 0 {
			t.Errorf("%q came into the page", elders)
		}
	}
	b = p.browser()
	b.post("/inloggen", "email", email, "terug", "//elders.example")
	if res := b.post("/inloggen/code", "code", p.code()); res.naar != "/mijn" {
		t.Error(res.naar)
	}
	b = p.browser()
	b.post("/inloggen", "email", email, "terug", terug)
	if res := b.post("/inloggen/code", "code", p.code()); res.naar != terug {
		t.Error(res.naar)
	}
}

func TestEachGoesToTheirOwnSide(t *testing.T) {
	for _, c := range []struct {
		soort       toegang.Soort
		terug, want string
	}{
		{toegang.Burger, "", "/mijn"}, {toegang.Burger, "/vraag/2", "/vraag/2"}, {toegang.Burger, "/beheer", "/mijn"}, {toegang.Burger, "/beheer/aanvragen?x", "/mijn"}, {toegang.Burger, "/beheerst", "/beheerst"},
		{toegang.Medewerker, "", "/beheer"}, {toegang.Medewerker, "/mijn", "/beheer"}, {toegang.Medewerker, "/beheer/aanvragen?x=/mijn", "/beheer/aanvragen?x=/mijn"}, {toegang.Medewerker, "/beheer?x", "/beheer?x"},
		{toegang.Burger, "//elders.example", "/mijn"}, {toegang.Medewerker, "https://elders.example/beheer", "/beheer"},
	} {
		if got := doel(c.soort, c.terug); got != c.want {
			t.Errorf("%s to %q: %s, want %s", c.soort, c.terug, got, c.want)
		}
	}
}

func TestFormOfAnotherSiteDoesNotLogOut(t *testing.T) {
	p := nieuw(t)
	b := p.browser()
	code := b.vraagCode(email)
	b.post("/inloggen/code", "code", code)
	r, err := http.NewRequest("POST", p.url+"/uitloggen", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	if res := b.doe(r); res.status != 403 || !strings.Contains(res.tekst("main"), "vanaf een andere website") {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
	if b.get("/mijn").status != 200 {
		t.Error("logged out")
	}
}
