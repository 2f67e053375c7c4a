package account

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/toegang"

	"github.com/jackc/pgx/v5"
)

const goed = "paard batterij nietje correct"

// nodigUit invites somebody in the browser of a beheerder and gives the path of the
// page of that one, and that of the link in the mail.
func (b *browser) nodigUit(email string, paren ...string) (pad, link string) {
	b.p.t.Helper()
	res := b.post("/beheer/gebruikers/nieuw", append([]string{"naam", "Noor Nieuw", "email", email, "rol", "redacteur"}, paren...)...)
	if res.status != 303 {
		b.p.t.Fatalf("%d %s", res.status, res.tekst("main"))
	}
	return res.naar, b.p.mail().Link
}

func TestInvitationIsTaken(t *testing.T) {
	p, b, ik := metBeheer(t)
	pad, link := b.nodigUit(" Noor@Aadorp.example ", "rol", "beleid")
	brief := p.mail()
	if brief.Aan != "noor@aadorp.example" || strings.Contains(brief.Onderwerp, "Noor") || !strings.Contains(brief.Alineas[0], "als beleidsmedewerker en redacteur") && !strings.Contains(brief.Alineas[0], "als redacteur en beleidsmedewerker") {
		t.Errorf("%+v", brief)
	}
	token := strings.TrimPrefix(link, "/beheer/uitnodiging/")
	if p.tel(`SELECT count(*) FROM herstellink WHERE encode(token_hash, 'escape') LIKE '%' || $1 || '%'`, token) != 0 || p.tel(`SELECT count(*) FROM herstellink WHERE verloopt_op BETWEEN now() + interval '167 hours' AND now() + interval '168 hours'`) != 1 {
		t.Error("the token is stored, or the link does not work for 7 days")
	}
	if res := b.get(pad); !strings.Contains(res.tekst("aside"), "Uitgenodigd") || res.Find(`form[action="`+pad+`/uitnodigen"]`).Length() != 1 {
		t.Error(res.tekst("main"))
	}
	if p.browser().meldAan("noor@aadorp.example", "").status != 422 {
		t.Error("nobody logs in without a password")
	}
	n := p.browser()
	for range 3 { // programs that read mail open links as well
		if res := n.get(link); res.status != 200 || res.Find("input[type=password][autocomplete=new-password]").Length() != 1 || !strings.Contains(res.tekst("h1"), "Noor Nieuw") {
			t.Fatalf("%d %s", res.status, res.tekst("main"))
		}
	}
	for _, slecht := range []string{"", "elf tekens!", "wachtwoord1234", "noornieuw2026"} {
		if res := n.post(link, "nieuw", slecht); res.status != 422 || res.tekst("#nieuw-fout") == "" {
			t.Errorf("%q: %d %s", slecht, res.status, res.tekst("main"))
		}
	}
	if res := n.post(link, "nieuw", goed); res.naar != "/beheer/factor/instellen" || n.get(res.naar).status != 200 {
		t.Fatalf("%d %s %s", res.status, res.naar, res.tekst("main"))
	}
	if n.get("/beheer").status != 303 {
		t.Error("without a second step nobody is in")
	}
	if p.tel(`SELECT count(*) FROM audit WHERE wat = 'uitnodiging aangenomen' AND wie_naam = 'Noor Nieuw'`) != 1 || p.tel(`SELECT count(*) FROM audit WHERE wat = 'gebruiker uitgenodigd' AND wie_id = $1`, ik.ID) != 1 {
		t.Error("the audit")
	}
	for range 2 {
		if res := p.browser().get(link); res.status != 410 || !strings.Contains(res.tekst("h1"), "al aangenomen") || res.Find(`main a[href="/beheer/wachtwoord-vergeten"]`).Length() != 1 {
			t.Errorf("used: %d %s", res.status, res.tekst("main"))
		}
		if res := p.browser().post(link, "nieuw", "een heel ander wachtwoord"); res.status != 410 {
			t.Errorf("used: %d", res.status)
		}
	}
	if res := p.browser().post("/beheer/wachtwoord/"+token, "nieuw", "een heel ander wachtwoord"); res.status != 410 {
		t.Errorf("the link works as one for a forgotten password: %d", res.status)
	}
	if res := b.get(pad); !strings.Contains(res.tekst("aside"), "Actief") || b.post(pad+"/intrekken").status != 409 || b.post(pad+"/uitnodigen").status != 409 {
		t.Error(res.tekst("aside"))
	}
}

func TestLinksThatDoNotWork(t *testing.T) {
	p, b, _ := metBeheer(t)
	pad, oud := b.nodigUit("noor@aadorp.example")
	if res := b.post(pad + "/uitnodigen"); res.naar != pad {
		t.Fatal(res.status)
	}
	link := p.mail().Link
	if link == oud || p.mail().Aan != "noor@aadorp.example" {
		t.Fatal("no new link")
	}
	n := p.browser()
	for naam, l := range map[string]string{"replaced": oud, "unknown": "/beheer/uitnodiging/AAAABBBB", "hostile": "/beheer/uitnodiging/%27%3B--%00"} {
		if res := n.get(l); res.status != 404 || res.Find(`main a[href="/beheer/wachtwoord-vergeten"]`).Length() != 1 {
			t.Errorf("%s: %d %s", naam, res.status, res.tekst("h1"))
		}
		if res := n.post(l, "nieuw", goed); res.status != 404 {
			t.Errorf("%s: %d", naam, res.status)
		}
	}
	n.gemeente = "2"
	if res := n.get(link); res.status != 404 {
		t.Errorf("at another gemeente: %d", res.status)
	}
	n.gemeente = ""
	p.exec(`UPDATE herstellink SET verloopt_op = now() - interval '1 second'`)
	if res := n.get(link); res.status != 410 || !strings.Contains(res.tekst("h1"), "verlopen") {
		t.Errorf("too old: %d %s", res.status, res.tekst("h1"))
	}
	if n.post(link, "nieuw", goed).status != 410 || p.tel(`SELECT count(*) FROM gebruiker WHERE wachtwoord_hash IS NULL`) != 1 {
		t.Error("too old, and it worked")
	}
	if res := b.get("/beheer/gebruikers"); !strings.Contains(res.tekst("tbody"), "Uitgenodigd link verlopen") {
		t.Error(res.tekst("tbody"))
	}
	b.post(pad + "/uitnodigen")
	link = p.mail().Link
	if res := b.get(pad + "/intrekken"); res.status != 200 || n.get(link).status != 200 {
		t.Error("asking must change nothing")
	}
	if res := b.post(pad + "/intrekken"); res.naar != "/beheer/gebruikers" || n.get(link).status != 404 || b.get(pad).status != 404 {
		t.Errorf("taken back: %d", res.status)
	}
	if p.tel(`SELECT count(*) FROM gebruiker WHERE email LIKE 'noor%'`) != 0 {
		t.Error("an account that nobody ever had is left")
	}
}

func TestManyTakeOneInvitation(t *testing.T) {
	p, b, _ := metBeheer(t)
	_, link := b.nodigUit("noor@aadorp.example")
	token := strings.TrimPrefix(link, "/beheer/uitnodiging/")
	g, err := p.h.Store.Genodigde(metGemeente(), 1, token)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	uit := make([]error, 5)
	for i := range uit {
		wg.Go(func() { uit[i] = p.h.Store.NeemAan(metGemeente(), 1, g, token, "Aadorp", fmt.Sprint(goed, i)) })
	}
	wg.Wait()
	n := 0
	for _, err := range uit {
		if err == nil {
			n++
		} else if !fault.Is(err, fault.Gone) {
			t.Error(err)
		}
	}
	if n != 1 || p.tel(`SELECT count(*) FROM audit WHERE wat = 'uitnodiging aangenomen'`) != 1 {
		t.Errorf("%d took it", n)
	}
}

func TestWhoHasAnAccountElsewhere(t *testing.T) {
	p, b, _ := metBeheer(t)
	m := p.medewerker(mia)
	if err := p.h.Store.GeefRol(metGemeente(), 2, m.ID, toegang.Consulent); err != nil {
		t.Fatal(err)
	}
	pad, link := b.nodigUit(mia)
	if pad != padLid(m.ID) || link != "/beheer/inloggen" || p.tel(`SELECT count(*) FROM herstellink`) != 0 || !strings.Contains(strings.Join(p.mail().Alineas, " "), "al een account") {
		t.Errorf("%s %s %+v", pad, link, p.mail())
	}
	if b.get(pad).tekst("h1") != "Mia de Boer" {
		t.Error("somebody else's name was changed")
	}
	if p.browser().meldAan(mia, wachtwoord).naar != "/beheer" {
		t.Error("the password of before must do")
	}
	// who was invited elsewhere and did not take it yet gets a link here as well
	ctx := context.Background()
	niets := func(context.Context, pgx.Tx, toegang.Persoon, string) error { return nil }
	if _, err := p.h.Store.NodigUit(ctx, 2, toegang.Persoon{}, Uitnodiging{Email: "noor@aadorp.example", Naam: "Noor", Rolkeuze: Rolkeuze{Rollen: []toegang.Rol{toegang.Beleid}}}, niets); err != nil {
		t.Fatal(err)
	}
	pad, link = b.nodigUit("noor@aadorp.example")
	if !strings.HasPrefix(link, "/beheer/uitnodiging/") {
		t.Error(link)
	}
	if b.post(pad+"/intrekken").status != 303 || p.tel(`SELECT count(*) FROM gebruiker WHERE email LIKE 'noor%'`) != 1 || p.tel(`SELECT count(*) FROM herstellink WHERE bij_gemeente = 2`) != 1 {
		t.Error("the invitation of the other gemeente must stay")
	}
}

// Who comes by the identity provider of a gemeente gets no password beside it: that
// would let them in after the provider no longer does.
func TestNoPasswordBesideTheIdentityProvider(t *testing.T) {
	p, b, _ := metBeheer(t)
	m := p.medewerker(mia)
	if err := p.h.Store.GeefRol(metGemeente(), 2, m.ID, toegang.Consulent); err != nil {
		t.Fatal(err)
	}
	p.exec(`UPDATE gebruiker SET wachtwoord_hash = NULL, oidc_uitgever = 'https://b.example', oidc_onderwerp = 'mia' WHERE id = $1`, m.ID)
	if res := b.post("/beheer/gebruikers/nieuw", "naam", "Mia", "email", mia, "rol", "redacteur"); res.status != 409 || !strings.Contains(res.tekst("#email-fout"), "account van die gemeente") {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
	p.zet.Store(func(g *toegang.Gemeente) { g.Inloggen.Personeel = &toegang.Aanbieding{Uitgever: "https://b.example"} })
	if _, link := b.nodigUit(mia); link != "/beheer/inloggen" || p.tel(`SELECT count(*) FROM herstellink`) != 0 {
		t.Errorf("the same provider: %s", link)
	}
	// and who logged in that way while the invitation was on its way
	_, link := b.nodigUit("noor@aadorp.example")
	p.exec(`UPDATE gebruiker SET oidc_uitgever = 'https://b.example', oidc_onderwerp = 'noor' WHERE email LIKE 'noor%'`)
	if res := p.browser().post(link, "nieuw", goed); res.status != 410 || p.tel(`SELECT count(*) FROM gebruiker WHERE email LIKE 'noor%' AND wachtwoord_hash IS NULL`) != 1 {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
}

func TestInvitationsThatCannotBe(t *testing.T) {
	p, b, _ := metBeheer(t)
	m := p.medewerker(mia, toegang.Redacteur)
	dicht := p.medewerker(eva)
	if err := p.h.Store.Deactiveer(context.Background(), dicht.ID); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		naam, email, rol, veld string
		status                 int
	}{
		{"", "a@aadorp.example", "redacteur", "naam", 422}, {"A", "geen adres", "redacteur", "email", 422}, {"A", "a@aadorp.example", "koning", "rol", 422},
		{"A", "a@aadorp.example", "aanbieder", "organisatie", 422}, {"A", mia, "beleid", "email", 409}, {"A", eva, "beleid", "email", 409},
	} {
		res := b.post("/beheer/gebruikers/nieuw", "naam", c.naam, "email", c.email, "rol", c.rol)
		if res.status != c.status || res.tekst("#"+c.veld+"-fout") == "" || res.Find("#email").AttrOr("value", "") != c.email {
			t.Errorf("%+v: %d %s", c, res.status, res.tekst("main"))
		}
	}
	if err := p.h.Store.BeeindigToegang(metGemeente(), 1, toegang.Persoon{}, m.ID); err != nil {
		t.Fatal(err)
	}
	if res := b.post("/beheer/gebruikers/nieuw", "naam", "A", "email", mia, "rol", "beleid"); res.status != 409 || !strings.Contains(res.tekst("#email-fout"), "Weer toelaten") {
		t.Errorf("%d %s", res.status, res.tekst("main"))
	}
	if p.tel(`SELECT count(*) FROM river_job WHERE kind = 'mail'`) != 0 {
		t.Error("a mail went out")
	}
}
