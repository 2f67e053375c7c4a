package account

import (
	"context"
	"slices"
	"strings"
	"testing"

	"mantelpunt/internal/oidctest"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
)

// komt has somebody log in with the account of the gemeente.
func (p *aanbieding) komt(b *browser, m oidctest.Mens) pagina {
	p.t.Helper()
	p.prov.Zet(oidctest.Stand{Mensen: map[string]oidctest.Mens{"iemand": m}})
	return p.in(b, personeel, "iemand")
}

func (p *aanbieding) rollen(email string) []string {
	p.t.Helper()
	var rollen []string
	if err := p.pool.QueryRow(context.Background(), `SELECT array(SELECT l.rol || ' ' || l.bron FROM lidmaatschap l JOIN gebruiker g ON g.id = l.gebruiker_id
		WHERE g.email = $1 AND l.gemeente_id = 1 AND l.beeindigd_op IS NULL ORDER BY 1)`, email).Scan(&rollen); err != nil {
		p.t.Fatal(err)
	}
	return rollen
}

func (p *aanbieding) wilRollen(email string, wil ...string) {
	p.t.Helper()
	if rollen := p.rollen(email); !slices.Equal(rollen, wil) {
		p.t.Errorf("%s has %v, want %v", email, rollen, wil)
	}
}

func TestStaffLogsInAtTheGemeente(t *testing.T) {
	p := metAanbieder(t)
	b := p.browser()
	if res := b.get("/beheer/inloggen?terug=%2Fbeheer%2Faanvragen%2F7"); res.Find(`a[href="/beheer/inloggen/gemeente?terug=%2Fbeheer%2Faanvragen%2F7"]`).Length() != 1 {
		t.Fatal(res.tekst("main"))
	}
	res := b.get("/beheer/inloggen/gemeente?terug=%2Fbeheer%2Faanvragen%2F7")
	res = b.get(p.daar(b, res.naar, "carla"))
	if res.status != 303 || res.naar != "/beheer/aanvragen/7" {
		t.Fatalf("%d %s %s", res.status, res.naar, res.tekst("main"))
	}
	if res = b.get("/beheer/aanvragen/7"); res.status != 200 { // no second factor of ours
		t.Errorf("%d", res.status)
	}
	if res = b.get("/beheer"); !strings.Contains(res.tekst("h1"), "Carla Bakker") {
		t.Error(res.tekst("h1"))
	}
	p.wilRollen("carla@a.example", "consulent oidc")
	if n := p.tel(`SELECT count(*) FROM gebruiker WHERE wachtwoord_hash IS NULL AND oidc_uitgever = $1 AND oidc_onderwerp = 'carla' AND laatst_ingelogd_op IS NOT NULL`, p.prov.Uitgever); n != 1 {
		t.Error("the account is known by issuer and subject, and has no password")
	}
	if n := p.tel(`SELECT count(*) FROM audit WHERE wie_naam = 'Carla Bakker' AND (wat = 'ingelogd' OR wat = 'rollen van de aanbieder' AND gegevens->'erbij' = '["consulent"]')`); n != 2 {
		t.Error("the audit must tell both")
	}
	if res = p.in(p.browser(), personeel, "carla"); res.naar != "/beheer" || p.tel(`SELECT count(*) FROM gebruiker`) != 1 || p.tel(`SELECT count(*) FROM audit WHERE wat = 'rollen van de aanbieder'`) != 1 {
		t.Errorf("the second time: the same account, and nothing to tell of roles: %d", res.status)
	}
}

func TestGroupsAndRolesByHand(t *testing.T) {
	p := metAanbieder(t)
	const adres = "mia@a.example"
	ctx := context.Background()
	p.komt(p.browser(), medewerkerDaar("Mia", adres, false, "webteam", "consulenten", "iets anders"))
	p.wilRollen(adres, "beleid oidc", "consulent oidc", "redacteur oidc")
	var id uuid.UUID
	if err := p.pool.QueryRow(ctx, `SELECT id FROM gebruiker`).Scan(&id); err != nil {
		t.Fatal(err)
	}
	if err := p.h.Store.GeefRol(ctx, 1, id, toegang.Beheerder); err != nil {
		t.Fatal(err)
	}
	oud := p.browser()
	p.komt(oud, medewerkerDaar("Mia", adres, false, "webteam"))
	p.wilRollen(adres, "beheerder beheer", "beleid oidc", "redacteur oidc")
	p.komt(p.browser(), medewerkerDaar("Mia", "nieuw@elders.example", false))
	p.wilRollen(adres, "beheerder beheer") // known by subject, whatever the address
	if res := oud.get("/beheer/aanvragen/7"); res.status != 403 {
		t.Errorf("a role that was taken is gone at the next click: %d", res.status)
	}
	p.exec(`DELETE FROM lidmaatschap WHERE gemeente_id = 1 AND gebruiker_id = $1 AND rol = $2`, id, toegang.Beheerder)
	if res := p.komt(p.browser(), medewerkerDaar("Mia", adres, true)); res.status != 403 || !strings.Contains(res.tekst("main"), "geen rol") {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
}

func TestAccountsThatWereThereBefore(t *testing.T) {
	p := metAanbieder(t)
	uitgenodigd := p.medewerker("uitgenodigd@a.example", toegang.Redacteur)
	p.medewerker("elders@a.example") // known, but not at this gemeente
	geweigerd := func(m oidctest.Mens, zin string) {
		t.Helper()
		if res := p.komt(p.browser(), m); res.status != 403 || !strings.Contains(res.tekst("main"), zin) {
			t.Errorf("%d %s, want %q", res.status, res.tekst("main"), zin)
		}
	}
	geweigerd(medewerkerDaar("X", "uitgenodigd@a.example", false, "consulenten"), "ander account met uw e-mailadres") // who says so?
	geweigerd(medewerkerDaar("X", "elders@a.example", true, "consulenten"), "ander account met uw e-mailadres")
	geweigerd(medewerkerDaar("X", "geen adres", true, "consulenten"), "geen e-mailadres")
	geweigerd(medewerkerDaar("X", "nieuw@a.example", true, "onbekend"), "geen rol")
	if p.tel(`SELECT count(*) FROM gebruiker`) != 2 || p.tel(`SELECT count(*) FROM gebruiker WHERE oidc_uitgever IS NOT NULL`) != 0 || p.binnen() != 0 {
		t.Fatal("who is refused leaves no trace")
	}
	if res := p.komt(p.browser(), medewerkerDaar("X", "Uitgenodigd@A.example", true, "consulenten")); res.naar != "/beheer" {
		t.Fatalf("%d %s", res.status, res.tekst("main"))
	}
	p.wilRollen("uitgenodigd@a.example", "consulent oidc", "redacteur beheer")

	p.exec(`UPDATE lidmaatschap SET beeindigd_op = now() WHERE gebruiker_id = $1`, uitgenodigd.ID)
	geweigerd(medewerkerDaar("X", "uitgenodigd@a.example", true, "consulenten"), "beëindigd")
	p.exec(`UPDATE lidmaatschap SET beeindigd_op = NULL`)
	p.exec(`UPDATE gebruiker SET actief = false WHERE id = $1`, uitgenodigd.ID)
	geweigerd(medewerkerDaar("X", "uitgenodigd@a.example", true, "webteam"), "beëindigd")
	p.wilRollen("uitgenodigd@a.example", "consulent oidc", "redacteur beheer") // and nothing changed
}

func TestSecondFactorOfTheProvider(t *testing.T) {
	p := metAanbieder(t)
	p.geval.Personeel.ACR = map[string]toegang.Niveau{"mfa": toegang.NiveauHoog}
	p.stel()
	een := medewerkerDaar("X", "x@a.example", true, "consulenten")
	een.AMR = []string{"pwd"}
	if res := p.komt(p.browser(), een); res.status != 403 || !strings.Contains(res.tekst("main"), "tweede factor") {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
	if res := p.komt(p.browser(), medewerkerDaar("X", "x@a.example", true, "consulenten")); res.naar != "/beheer" {
		t.Errorf("in amr: %d %s", res.status, res.tekst("main"))
	}
	een.AMR, een.ACR = nil, "mfa"
	if res := p.komt(p.browser(), een); res.naar != "/beheer" {
		t.Errorf("in acr: %d %s", res.status, res.tekst("main"))
	}
}
