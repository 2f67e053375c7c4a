package account

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/uuid"
)

const (
	bas = "bas@aadorp.example"
	eva = "eva@aadorp.example"
)

// organisaties stands in for the sociale kaart.
type organisaties struct{ p *huis }

func (o organisaties) Organisaties(ctx context.Context, gemeenteID int) (_ []Organisatie, err error) {
	var id uuid.UUID
	err = o.p.pool.QueryRow(ctx, `SELECT id FROM organisatie WHERE gemeente_id = $1`, gemeenteID).Scan(&id)
	return []Organisatie{{id, "Zorggroep Aadorp"}}, err
}

// metBeheer is a huis with a beheerder who is logged in, and an organisatie at both gemeenten.
func metBeheer(t *testing.T) (*huis, *browser, toegang.Persoon) {
	t.Helper()
	p := nieuw(t)
	p.exec(`INSERT INTO organisatie (gemeente_id, id, slug, inhoud) SELECT id, gen_random_uuid(), 'zorggroep', '{"naam": "Zorggroep"}' FROM gemeente`)
	p.h.Organisaties = organisaties{p}
	srv := httptest.NewServer(p.router())
	t.Cleanup(srv.Close)
	p.url = srv.URL
	m := p.medewerker(bas, toegang.Beheerder)
	p.exec(`UPDATE gebruiker SET naam = 'Bas Bos' WHERE email = $1`, bas)
	m.Soort, m.Naam = toegang.Medewerker, "Bas Bos"
	b := p.browser()
	if res := b.meldAan(bas, wachtwoord); res.naar != "/beheer" {
		t.Fatalf("%d %s", res.status, res.tekst("main"))
	}
	return p, b, m
}

// laatste gives the data of the newest line of the audit with a text.
func (p *huis) laatste(wat string) (gegevens map[string]any) {
	p.t.Helper()
	var b []byte
	if err := p.pool.QueryRow(context.Background(), `SELECT gegevens FROM audit WHERE wat = $1 ORDER BY nr DESC LIMIT 1`, wat).Scan(&b); err != nil {
		p.t.Fatalf("%s: %v", wat, err)
	}
	if err := json.Unmarshal(b, &gegevens); err != nil {
		p.t.Fatal(err)
	}
	return gegevens
}

func rollenIn(gegevens map[string]any, deel string) string {
	b, _ := json.Marshal(gegevens[deel].(map[string]any)["rollen"])
	return string(b)
}

func TestBeheerderSeesWhoWorksHere(t *testing.T) {
	p, b, _ := metBeheer(t)
	p.medewerker(eva, toegang.Consulent, toegang.Redacteur)
	p.exec(`UPDATE gebruiker SET naam = 'Eva Ek', totp_geheim = NULL, geblokkeerd_tot = now() + interval '5 minutes' WHERE email = $1`, eva)
	weg := p.medewerker(mia, toegang.Beleid)
	if err := p.h.Store.BeeindigToegang(metGemeente(), 1, toegang.Persoon{}, weg.ID); err != nil {
		t.Fatal(err)
	}
	elders := p.medewerker("elders@beedorp.example")
	if err := p.h.Store.GeefRol(metGemeente(), 2, elders.ID, toegang.Redacteur); err != nil {
		t.Fatal(err)
	}
	res := b.get("/beheer/gebruikers")
	rij := func(n int) string {
		return strings.Join(res.Find(".mz-werklijst tbody tr").Eq(n).Find("td").Map(func(_ int, s *goquery.Selection) string { return s.Text() }), " ")
	}
	if n := res.Find(".mz-werklijst tbody tr").Length(); n != 3 {
		t.Fatalf("%d people: %s", n, res.tekst("main"))
	}
	for n, want := range []string{"Bas Bos" + bas + " Beheerder Actief Ja ", "Eva Ek" + eva + " Redacteur en consulent Geblokkeerd tot ", "Mia de Boer" + mia + " Beleidsmedewerker Toegang beëindigd Ja nog nooit"} {
		if !strings.Contains(rij(n), want) {
			t.Errorf("row %d: %q, want %q", n, rij(n), want)
		}
	}
	if n := b.get("/beheer/gebruikers?q=ek").Find(".mz-werklijst tbody tr").Length(); n != 3 {
		t.Errorf("a name in an address finds %d people, want everybody", n)
	}
	for _, c := range []struct {
		veld, waarde string
		want         int
	}{{"q", "ek", 1}, {"q", "AADORP", 3}, {"rol", "beheerder", 1}, {"status", "geblokkeerd", 1}, {"status", "beeindigd", 1}, {"q", "niemand", 0}, {"rol", "koning", 3}, {"status", "x", 3}} {
		res := b.post("/beheer/gebruikers", c.veld, c.waarde)
		if n := res.Find(".mz-werklijst tbody tr").Length(); res.status != 200 || n != c.want {
			t.Errorf("%s %s: %d, %d people, want %d", c.veld, c.waarde, res.status, n, c.want)
		}
	}
	if res := b.get("/beheer/gebruikers/" + elders.ID.String()); res.status != 404 {
		t.Errorf("somebody of another gemeente: %d", res.status)
	}
	if res := b.get("/beheer/gebruikers/geen-id"); res.status != 404 {
		t.Errorf("no id: %d", res.status)
	}
	ander := p.browser()
	p.medewerker("ria@aadorp.example", toegang.Redacteur)
	ander.meldAan("ria@aadorp.example", wachtwoord)
	for _, pad := range []string{"/beheer/gebruikers", "/beheer/gebruikers/nieuw", "/beheer/gebruikers/" + weg.ID.String(), "/beheer/partners", "/beheer/partners/nieuw"} {
		if res := ander.get(pad); res.status != 403 {
			t.Errorf("%s for a redacteur: %d", pad, res.status)
		}
		if res := p.browser().get(pad); res.status != 303 {
			t.Errorf("%s for nobody: %d", pad, res.status)
		}
	}
}

func TestWhenInWords(t *testing.T) {
	ctx := context.Background()
	nu := time.Date(2026, 11, 22, 0, 30, 0, 0, i18n.Amsterdam)
	for want, op := range map[string]time.Time{
		"vandaag 0.12 uur": nu.Add(-18 * time.Minute), "gisteren 23.59 uur": nu.Add(-31 * time.Minute), "gisteren 9.05 uur": time.Date(2026, 11, 21, 9, 5, 0, 0, i18n.Amsterdam),
		"morgen 0.10 uur": nu.Add(23*time.Hour + 40*time.Minute), "20 november 2026": time.Date(2026, 11, 20, 23, 0, 0, 0, i18n.Amsterdam),
	} {
		if got := wanneer(ctx, op.UTC(), nu.UTC()); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestRolesAreChanged(t *testing.T) {
	p, b, ik := metBeheer(t)
	m := p.medewerker(mia, toegang.Redacteur)
	pad := "/beheer/gebruikers/" + m.ID.String()
	org := func(gemeenteID int) (id uuid.UUID) {
		if err := p.pool.QueryRow(context.Background(), `SELECT id FROM organisatie WHERE gemeente_id = $1`, gemeenteID).Scan(&id); err != nil {
			t.Fatal(err)
		}
		return id
	}
	if res := b.post(pad, "was", "redacteur", "rol", "consulent", "rol", "beleid"); res.naar != pad {
		t.Fatalf("%d %s", res.status, res.tekst("main"))
	}
	res := b.get(pad)
	if res.Find("input[name=rol][checked]").Length() != 2 || !strings.Contains(res.tekst(".mz-flits"), "bewaard") {
		t.Error(res.tekst("main"))
	}
	if g := p.laatste("rollen gewijzigd"); rollenIn(g, "was") != `["redacteur"]` || rollenIn(g, "wordt") != `["beleid","consulent"]` {
		t.Error(g)
	}
	if p.tel(`SELECT count(*) FROM audit WHERE wat = 'rollen gewijzigd' AND wie_id = $1 AND rij = $2`, ik.ID, m.ID.String()) != 1 {
		t.Error("the audit does not say who did it")
	}
	// what was on the screen is no longer so
	if res := b.post(pad, "was", "redacteur", "rol", "redacteur"); res.status != 409 || res.Find("input[name=rol][value=consulent][checked]").Length() != 1 || !strings.Contains(res.tekst(".utrecht-alert"), "Een collega") {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
	was := []string{"was", "beleid", "was", "consulent"}
	for _, c := range []struct {
		veld string
		form []string
	}{{"rol", nil}, {"rol", []string{"rol", "koning"}}, {"organisatie", []string{"rol", "aanbieder"}}, {"organisatie", []string{"rol", "aanbieder", "organisatie", org(2).String()}}} {
		res := b.post(pad, append(c.form, was...)...)
		if res.status != 422 || res.Find(`[data-error-summary] a[href="#`+c.veld+`"]`).Length() != 1 || res.Find("#"+c.veld).Length() != 1 {
			t.Errorf("%v: %d %s", c.form, res.status, res.tekst("main"))
		}
	}
	if res := b.post(pad, append(was, "rol", "aanbieder", "organisatie", org(1).String())...); res.naar != pad {
		t.Fatalf("%d %s", res.status, res.tekst("main"))
	}
	wie, err := p.h.Store.Medewerker(metGemeente(), 1, m.ID)
	if err != nil || len(wie.Organisaties) != 1 || wie.Organisaties[0] != org(1) || wie.Rollen[0] != toegang.Aanbieder {
		t.Errorf("%+v %v", wie, err)
	}
	if res := b.post(pad, "was", "aanbieder", "rol", "redacteur", "organisaties", org(1).String()); res.naar != pad || p.tel(`SELECT count(*) FROM aanbieder`) != 0 {
		t.Error("who is no aanbieder has no organisaties")
	}
}

func TestNobodyChangesTheirOwnRoles(t *testing.T) {
	p, b, ik := metBeheer(t)
	p.medewerker(eva, toegang.Beheerder)
	pad := "/beheer/gebruikers/" + ik.ID.String()
	if res := b.get(pad); res.status != 200 || res.Find("main form").Length() != 0 || !strings.Contains(res.tekst("main"), "Dit bent u zelf") {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
	for _, actie := range []string{"", "/beeindigen", "/toelaten", "/deblokkeren", "/tweede-stap", "/uitnodigen", "/intrekken"} {
		if res := b.post(pad+actie, "was", "beheerder", "rol", "redacteur", "reden", "kwijt"); res.status != 403 {
			t.Errorf("%s: %d", actie, res.status)
		}
	}
	if p.tel(`SELECT count(*) FROM lidmaatschap WHERE gebruiker_id = $1 AND rol = 'beheerder' AND beeindigd_op IS NULL`, ik.ID) != 1 {
		t.Error("the role is gone")
	}
}

// Two beheerders who take each other away at the same moment: one is first, and the
// other is no longer somebody who may.
func TestABeheerderIsLeft(t *testing.T) {
	p, _, ik := metBeheer(t)
	ander := p.medewerker(eva, toegang.Beheerder)
	ander.Soort = toegang.Medewerker
	s, ctx := p.h.Store, metGemeente()
	neem := []func(door, van toegang.Persoon) error{
		func(door, van toegang.Persoon) error { return s.BeeindigToegang(ctx, 1, door, van.ID) },
		func(door, van toegang.Persoon) error {
			return s.ZetRollen(ctx, 1, door, van.ID, []toegang.Rol{toegang.Beheerder}, Rolkeuze{Rollen: []toegang.Rol{toegang.Redacteur}})
		},
	}
	for n := range 6 {
		p.exec(`DELETE FROM lidmaatschap WHERE gemeente_id = 1 AND rol = 'redacteur'`)
		p.exec(`INSERT INTO lidmaatschap (gemeente_id, gebruiker_id, rol) SELECT 1, id, 'beheerder' FROM gebruiker ON CONFLICT (gemeente_id, gebruiker_id, rol) DO UPDATE SET beeindigd_op = NULL`)
		var wg sync.WaitGroup
		var fouten [2]error
		wg.Go(func() { fouten[0] = neem[n%2](ik, ander) })
		wg.Go(func() { fouten[1] = neem[n/2%2](ander, ik) })
		wg.Wait()
		if (fouten[0] == nil) == (fouten[1] == nil) {
			t.Errorf("round %d: %v and %v", n, fouten[0], fouten[1])
		}
		for _, err := range fouten {
			if err != nil && !fault.Is(err, fault.Forbidden) {
				t.Errorf("round %d: %v", n, err)
			}
		}
		if n := p.tel(`SELECT count(*) FROM lidmaatschap WHERE gemeente_id = 1 AND rol = 'beheerder' AND beeindigd_op IS NULL`); n != 1 {
			t.Errorf("%d beheerders left", n)
		}
	}
	// the command line has no role of its own to lose
	laatste := ik
	if p.tel(`SELECT count(*) FROM lidmaatschap WHERE gebruiker_id = $1 AND rol = 'beheerder' AND beeindigd_op IS NULL`, ik.ID) == 0 {
		laatste = ander
	}
	if err := s.BeeindigToegang(ctx, 1, toegang.Persoon{}, laatste.ID); !fault.Is(err, fault.Conflict) || fault.Tekst(err) != zinLaatste {
		t.Errorf("the last one: %v", err)
	}
}

func TestAccessEndsAtOnceAndComesBack(t *testing.T) {
	p, b, _ := metBeheer(t)
	m := p.medewerker(mia, toegang.Redacteur, toegang.Consulent)
	if err := p.h.Store.GeefRol(metGemeente(), 2, m.ID, toegang.Beleid); err != nil {
		t.Fatal(err)
	}
	hier, elders := p.browser(), p.browser()
	elders.gemeente = "2"
	hier.meldAan(mia, wachtwoord)
	elders.meldAan(mia, wachtwoord)
	pad := "/beheer/gebruikers/" + m.ID.String()
	if res := b.get(pad + "/beeindigen"); res.status != 200 || hier.get("/beheer").status != 200 {
		t.Fatal("asking must change nothing")
	}
	if res := b.post(pad + "/beeindigen"); res.naar != pad {
		t.Fatalf("%d %s", res.status, res.tekst("main"))
	}
	if hier.get("/beheer").status != 303 || p.tel(`SELECT count(*) FROM sessie WHERE gebruiker_id = $1`, m.ID) != 1 {
		t.Error("the sessions here must end")
	}
	if elders.get("/beheer").status != 200 {
		t.Error("what another gemeente gave is not ours to take")
	}
	if p.browser().meldAan(mia, wachtwoord).status != 422 {
		t.Error("no way in any more")
	}
	if g := p.laatste("toegang beëindigd"); rollenIn(g, "was") != `["consulent","redacteur"]` || rollenIn(g, "wordt") != `[]` {
		t.Error(g)
	}
	if res := b.post(pad + "/beeindigen"); res.status != 409 {
		t.Errorf("twice: %d", res.status)
	}
	if res := b.post(pad, "rol", "redacteur"); res.status != 409 {
		t.Errorf("a role for who has no access: %d", res.status)
	}
	if res := b.get(pad); res.Find(`form[action="`+pad+`/toelaten"]`).Length() != 1 || !strings.Contains(res.tekst("main"), "Redacteur en consulent") {
		t.Error(res.tekst("main"))
	}
	if res := b.post(pad + "/toelaten"); res.naar != pad {
		t.Fatalf("%d", res.status)
	}
	if wie, err := p.h.Store.Medewerker(metGemeente(), 1, m.ID); err != nil || len(wie.Rollen) != 2 {
		t.Errorf("%+v %v", wie, err)
	}
	if res := b.post(pad + "/toelaten"); res.status != 409 {
		t.Errorf("twice: %d", res.status)
	}
	if p.browser().meldAan(mia, wachtwoord).naar != "/beheer" {
		t.Error("back in")
	}
}

func TestWaitIsLifted(t *testing.T) {
	p, b, _ := metBeheer(t)
	m := p.medewerker(mia, toegang.Redacteur)
	p.exec(`UPDATE gebruiker SET mislukt = 9, geblokkeerd_tot = now() + interval '10 minutes' WHERE id = $1`, m.ID)
	pad := "/beheer/gebruikers/" + m.ID.String()
	if b.get(pad).Find(`form[action="`+pad+`/deblokkeren"]`).Length() != 1 {
		t.Error("no button")
	}
	if res := b.post(pad + "/deblokkeren"); res.naar != pad || p.browser().meldAan(mia, wachtwoord).naar != "/beheer" {
		t.Errorf("%d", res.status)
	}
	if b.get(pad).Find(`form[action="`+pad+`/deblokkeren"]`).Length() != 0 || p.laatste("blokkade opgeheven")["was"] == nil {
		t.Error("still blocked, or not in the audit")
	}
}

func TestSecondStepIsTakenAway(t *testing.T) {
	p, b, _ := metBeheer(t)
	m := p.medewerker(mia, toegang.Redacteur)
	p.exec(`INSERT INTO herstelcode (gebruiker_id, hash) VALUES ($1, 'x')`, m.ID)
	p.exec(`INSERT INTO passkey (id, gebruiker_id, naam, gegevens) VALUES ('x', $1, 'Telefoon', '{}')`, m.ID)
	hier := p.browser()
	hier.meldAan(mia, wachtwoord)
	pad := "/beheer/gebruikers/" + m.ID.String()
	for _, reden := range []string{"", "zomaar"} {
		if res := b.post(pad+"/tweede-stap", "reden", reden); res.status != 422 || res.Find("#reden").Length() != 1 {
			t.Errorf("reason %q: %d", reden, res.status)
		}
	}
	if p.tel(`SELECT count(*) FROM passkey`) != 1 {
		t.Fatal("gone without a reason")
	}
	if res := b.post(pad+"/tweede-stap", "reden", "kwijt"); res.naar != pad {
		t.Fatalf("%d %s", res.status, res.tekst("main"))
	}
	if p.tel(`SELECT count(*) FROM gebruiker WHERE id = $1 AND totp_geheim IS NULL`, m.ID) != 1 || p.tel(`SELECT (SELECT count(*) FROM passkey) + (SELECT count(*) FROM herstelcode)`) != 0 {
		t.Error("something is left")
	}
	if hier.get("/beheer").status != 303 {
		t.Error("the sessions must end")
	}
	if g := p.laatste("tweede stap gewist"); g["reden"] != "kwijt" || g["was"] != true {
		t.Error(g)
	}
	brief := p.mail()
	if brief.Aan != mia || !strings.Contains(strings.Join(brief.Alineas, " "), "Bas Bos") || !strings.Contains(strings.Join(brief.Alineas, " "), "kwijt of gestolen") {
		t.Errorf("%+v", brief)
	}
	if res := hier.post("/beheer/inloggen", "email", mia, "wachtwoord", wachtwoord); hier.get(res.naar).naar != "/beheer/factor/instellen" {
		t.Errorf("the next login goes to %s", hier.get(res.naar).naar)
	}
	// an account of another gemeente as well is not ours to weaken
	if err := p.h.Store.DemoApp(metGemeente(), m.ID, proefGeheim); err != nil {
		t.Fatal(err)
	}
	if err := p.h.Store.GeefRol(metGemeente(), 2, m.ID, toegang.Beleid); err != nil {
		t.Fatal(err)
	}
	if res := b.post(pad+"/tweede-stap", "reden", "kwijt"); res.status != 403 || !strings.Contains(res.tekst("main"), "andere gemeente") || p.tel(`SELECT count(*) FROM gebruiker WHERE id = $1 AND totp_geheim IS NOT NULL`, m.ID) != 1 {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
	if err := p.h.Store.WisTweedeStapOveral(context.Background(), m.ID); err != nil || p.tel(`SELECT count(*) FROM gebruiker WHERE id = $1 AND totp_geheim IS NOT NULL`, m.ID) != 0 {
		t.Error(err)
	}
	if p.tel(`SELECT count(*) FROM audit WHERE wat = 'tweede stap gewist' AND gemeente_id = 2 AND wie_soort = 'opdrachtregel'`) != 1 {
		t.Error("the other gemeente is not told")
	}
}
