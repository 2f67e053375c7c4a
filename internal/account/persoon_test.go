package account

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"mantelpunt/internal/toegang"
)

func (p *huis) ingelogd() *browser {
	p.t.Helper()
	b := p.browser()
	if res := b.post("/inloggen/code", "code", b.vraagCode(email)); res.naar != "/mijn" {
		p.t.Fatal(res.naar)
	}
	return b
}

func TestFlashIsShownOnce(t *testing.T) {
	p := nieuw(t)
	b := p.ingelogd()
	if res := b.post("/flits"); res.naar != "/door" {
		t.Fatal(res.naar)
	}
	if b.get("/door").naar != "/" { // a redirect on the way leaves it
		t.Fatal("no redirect")
	}
	if got := b.get("/").tekst(".mz-flits[role=status]"); got != "Opgeslagen." {
		t.Errorf("%q", got)
	}
	if b.get("/").Find(".mz-flits").Length() != 0 {
		t.Error("shown twice")
	}
	if b.get("/mijn").status != 200 {
		t.Error("the rest of the session must stay")
	}
	bezoeker := p.browser()
	bezoeker.post("/flits")
	if bezoeker.get("/").tekst(".mz-flits") != "Opgeslagen." || bezoeker.get("/").Find(".mz-flits").Length() != 0 {
		t.Error("a visitor sees it once too")
	}
}

func TestVisitorCostsNoSQL(t *testing.T) {
	p := nieuw(t)
	p.app.Close()
	res := p.browser().get("/")
	if res.status != 200 || res.koppen.Get("Cache-Control") != "" || res.koppen.Get("Vary") != "Cookie" {
		t.Errorf("%d %v", res.status, res.koppen)
	}
	if res := p.browser().get("/mijn"); res.naar != "/inloggen?terug=%2Fmijn" {
		t.Error(res.status)
	}
}

func TestPublicPagesStayUpWithoutTheDatabase(t *testing.T) {
	p := nieuw(t)
	b := p.ingelogd()
	p.app.Close()
	if res := b.get("/"); res.status != 200 || res.tekst("title") == "" || !strings.Contains(res.tekst("header"), "Inloggen") {
		t.Errorf("public page: %d", res.status)
	}
	if res := b.get("/mijn"); res.status != 503 {
		t.Errorf("a page that needs a person says that it is out of order: %d %s", res.status, res.naar)
	}
	for _, pad := range []string{"/vraag/2", "/uitloggen", "/inloggen/code"} {
		if res := b.post(pad, "code", "123456"); res.status != 503 {
			t.Errorf("POST %s: %d", pad, res.status)
		}
	}
	if res := p.browser().post("/inloggen", "email", email); res.status != 503 {
		t.Errorf("asking for a code: %d", res.status)
	}
	if strings.Contains(p.log.String(), email) {
		t.Error("an address in the log")
	}
}

func TestBurgerIsKnownAtTheirOwnGemeenteAlone(t *testing.T) {
	p := nieuw(t)
	b := p.ingelogd()
	b.gemeente = "2"
	if res := b.get("/mijn"); res.status != 303 {
		t.Error(res.status)
	}
	b.gemeente = ""
	if res := b.get("/beheer"); res.status != 403 {
		t.Errorf("a burger at the back office: %d", res.status)
	}
	p.exec(`DELETE FROM burger`)
	if res := b.get("/mijn"); res.status != 303 {
		t.Errorf("a burger who was deleted: %d", res.status)
	}
}

func TestNavigationFollowsTheRights(t *testing.T) {
	for _, c := range []struct {
		rol  toegang.Rol
		want string
	}{
		{toegang.Redacteur, "Werkplek, Sociale kaart, Zoekwoorden, Mijn account"}, {toegang.Consulent, "Werkplek, Aanvragen, Mijn account"}, {toegang.Beheerder, "Werkplek, Sociale kaart, Zoekwoorden, Gebruikers, Partners, Instellingen, Audit, Mijn account"}, {toegang.Beleid, "Werkplek, Mijn account"},
	} {
		var namen []string
		for _, l := range werk(toegang.Persoon{Soort: toegang.Medewerker, Rollen: []toegang.Rol{c.rol}}) {
			namen = append(namen, l.Naam)
		}
		if got := strings.Join(namen, ", "); got != c.want {
			t.Errorf("%s: %s", c.rol, got)
		}
	}
	if len(werk(toegang.Persoon{Soort: toegang.Burger})) != 0 {
		t.Error("a burger has no work here")
	}
	p := nieuw(t)
	p.medewerker(mia, toegang.Beleid)
	b := p.browser()
	b.meldAan(mia, wachtwoord)
	if res := b.get("/beheer"); res.status != 200 || !strings.Contains(res.tekst(".mz-leeg"), "nog niets voor u klaar") {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
}

// Who keeps the sociale kaart sees how many reports wait.
func TestReportsOnTheWorkplace(t *testing.T) {
	redacteur := toegang.Persoon{Soort: toegang.Medewerker, Rollen: []toegang.Rol{toegang.Redacteur}}
	consulent := toegang.Persoon{Soort: toegang.Medewerker, Rollen: []toegang.Rol{toegang.Consulent}}
	for n, want := range map[int]string{0: "Er wacht nu niets.", 1: "Er wacht 1 melding van", 7: "Er wachten 7 meldingen", 100: "100 of meer meldingen"} {
		var b strings.Builder
		if err := werkplekpagina("Goedemorgen", redacteur, n).Render(t.Context(), &b); err != nil || !strings.Contains(b.String(), want) || !strings.Contains(b.String(), `href="/beheer/meldingen"`) {
			t.Errorf("%d: %v", n, err)
		}
	}
	var b strings.Builder
	if err := werkplekpagina("Goedemorgen", consulent, 0).Render(t.Context(), &b); err != nil || strings.Contains(b.String(), "/beheer/meldingen") {
		t.Error("a consulent is sent to a page that is not theirs")
	}
}

func TestLoginDropsTheSessionOfSomebodyElse(t *testing.T) {
	p := nieuw(t)
	p.medewerker(mia, toegang.Consulent)
	b := p.browser()
	b.meldAan(mia, wachtwoord)
	oud := b.token()
	b.post("/inloggen/code", "code", b.vraagCode(email))
	if p.tel(`SELECT count(*) FROM sessie`) != 1 || p.tel(`SELECT count(*) FROM sessie WHERE gebruiker_id IS NULL AND burger_id IS NOT NULL`) != 1 {
		t.Error("something of the medewerker is left")
	}
	if b.get("/beheer").status != 403 || b.get("/mijn").status != 200 {
		t.Error("must be a burger now")
	}
	r := httptest.NewRequest("GET", "/mijn", nil)
	r.AddCookie(&http.Cookie{Name: "mantelpunt", Value: oud})
	w := httptest.NewRecorder()
	p.router().ServeHTTP(w, r)
	if w.Code != 303 {
		t.Errorf("the token from before the login: %d", w.Code)
	}
}
