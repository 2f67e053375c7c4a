package account

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"mantelpunt/internal/account/factor"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
)

const mia = "mia@aadorp.example"

// proefGeheim is the secret of the app of every medewerker in these tests.
var proefGeheim = []byte("12345678901234567890")

// meldAan gives a password and, where that is right, the code of the app.
func (b *browser) meldAan(email, wachtwoord string) pagina {
	b.p.t.Helper()
	res := b.post("/beheer/inloggen", "email", email, "wachtwoord", wachtwoord)
	if res.naar != "/beheer/factor" {
		return res
	}
	b.p.exec(`UPDATE gebruiker SET totp_stap = 0`) // as if the last code were long ago
	return b.post("/beheer/factor", "code", b.p.appcode())
}

// appcode is what the app shows now.
func (p *huis) appcode() string {
	p.t.Helper()
	c, err := factor.Code(proefGeheim, p.h.nu())
	if err != nil {
		p.t.Fatal(err)
	}
	return c
}

func TestMedewerkerLogsIn(t *testing.T) {
	p := nieuw(t)
	m := p.medewerker(mia, toegang.Consulent)
	b := p.browser()
	if res := b.get("/beheer"); res.naar != "/beheer/inloggen?terug=%2Fbeheer" {
		t.Fatal(res.naar)
	}
	if res := b.get("/beheer/inloggen"); res.Find("input[type=password][autocomplete=current-password]").Length() != 1 {
		t.Fatal(res.Html())
	}
	p.exec(`UPDATE gebruiker SET mislukt = 3`)
	if res := b.meldAan(" Mia@Aadorp.example ", wachtwoord); res.status != 303 || res.naar != "/beheer" || b.token() == "" {
		t.Fatalf("%d %s %s", res.status, res.naar, res.tekst("main"))
	}
	res := b.get("/beheer")
	if !strings.HasSuffix(res.tekst("h1"), ", Mia de Boer") || res.tekst(".mz-nav a[aria-current]") != "Werkplek" || res.Find(`main a[href="/beheer/aanvragen"]`).Length() != 1 || res.Find(`a[href="/beheer/aanbod"]`).Length() != 0 {
		t.Error(res.tekst("body"))
	}
	if p.tel(`SELECT count(*) FROM sessie WHERE gebruiker_id = $1`, m.ID) != 1 || p.tel(`SELECT count(*) FROM gebruiker WHERE mislukt = 0 AND laatst_ingelogd_op IS NOT NULL`) != 1 {
		t.Error("the session must end with the account, and the count of mistakes start anew")
	}
	if p.tel(`SELECT count(*) FROM audit WHERE gemeente_id = 1 AND wat = 'ingelogd' AND wie_id = $1 AND wie_naam = 'Mia de Boer' AND adres IS NOT NULL`, m.ID) != 1 {
		t.Error("no line in the audit")
	}
	if res := b.get("/beheer/inloggen"); res.naar != "/beheer" {
		t.Error(res.naar)
	}
	if res := b.get("/mijn"); res.status != 403 {
		t.Errorf("a medewerker is no mantelzorger: %d", res.status)
	}
	if res := b.post("/uitloggen"); res.naar != "/uitgelogd" || b.get("/beheer").status != 303 {
		t.Error("logging out")
	}
}

func TestOneSentenceForWhoMayNotIn(t *testing.T) {
	p := nieuw(t)
	p.medewerker(mia, toegang.Redacteur)
	p.medewerker("zonderrol@aadorp.example")
	weg := p.medewerker("weg@aadorp.example", toegang.Redacteur)
	if err := p.h.Store.Deactiveer(context.Background(), weg.ID); err != nil {
		t.Fatal(err)
	}
	p.medewerker("moetwachten@aadorp.example", toegang.Redacteur)
	p.exec(`UPDATE gebruiker SET geblokkeerd_tot = now() + interval '1 minute' WHERE email LIKE 'moet%'`)
	b := p.browser()
	for _, c := range []struct{ naam, email, wachtwoord, gemeente string }{
		{"wrong password", mia, "verkeerd", ""}, {"unknown", "niemand@aadorp.example", wachtwoord, ""}, {"inactive", "weg@aadorp.example", wachtwoord, ""},
		{"no role", "zonderrol@aadorp.example", wachtwoord, ""}, {"role elsewhere", mia, wachtwoord, "2"}, {"must wait", "moetwachten@aadorp.example", wachtwoord, ""},
		{"no address", "mia'; --", wachtwoord, ""}, {"NUL and bytes that are no text", "mia\x00\xff", "\x00\xffx", ""},
	} {
		b.gemeente = c.gemeente
		res := b.meldAan(c.email, c.wachtwoord)
		if res.status != 422 || !strings.Contains(res.tekst("#email-fout"), foutAanmelden) || b.token() != "" {
			t.Errorf("%s: %d %s", c.naam, res.status, res.tekst("main"))
		}
		if res.Find("#wachtwoord").AttrOr("value", "") != "" {
			t.Errorf("%s: the password came back", c.naam)
		}
	}
	b.gemeente = ""
	if res := b.meldAan("", ""); res.status != 422 || res.Find(".mz-errors li").Length() != 2 {
		t.Error("empty fields have their own sentences")
	}
	if res := b.meldAan(mia, wachtwoord); res.naar != "/beheer" {
		t.Error("the others must not stand in the way")
	}
}

func TestWaitGrowsAndEnds(t *testing.T) {
	p := nieuw(t)
	p.medewerker(mia, toegang.Redacteur)
	probeer := func(wachtwoord string) bool { // past the limit per network address
		_, ok, err := p.h.Store.Aanmelden(metGemeente(), 1, mia, wachtwoord)
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	want := map[int]int{5: 30, 6: 60, 7: 120, 8: 240, 9: 480, 10: 900, 11: 900}
	for n := 1; n <= 11; n++ {
		if probeer("verkeerd") {
			t.Fatal("a wrong password worked")
		}
		seconden := p.tel(`SELECT coalesce(round(extract(epoch FROM geblokkeerd_tot - now())), 0)::int FROM gebruiker`)
		if seconden < want[n]-5 || seconden > want[n] || want[n] == 0 && seconden != 0 {
			t.Errorf("after %d mistakes %d seconds, want %d", n, seconden, want[n])
		}
		if want[n] > 0 && probeer(wachtwoord) {
			t.Errorf("after %d mistakes the right password worked at once", n)
		}
		if p.tel(`SELECT mislukt FROM gebruiker`) != n {
			t.Errorf("a try during the wait counted")
		}
		p.exec(`UPDATE gebruiker SET geblokkeerd_tot = geblokkeerd_tot - interval '15 minutes'`)
	}
	if !probeer(wachtwoord) {
		t.Error("after the wait the right password must work")
	}
	if p.tel(`SELECT count(*) FROM gebruiker WHERE mislukt = 11 AND geblokkeerd_tot IS NULL`) != 1 {
		t.Error("a right password is half a login: the slate stays")
	}
	if p.browser().meldAan(mia, wachtwoord).naar != "/beheer" || p.tel(`SELECT count(*) FROM gebruiker WHERE mislukt = 0 AND geblokkeerd_tot IS NULL`) != 1 {
		t.Error("a login wipes it")
	}
}

func metGemeente() context.Context {
	return toegang.MetGemeente(context.Background(), toegang.Gemeente{ID: 1})
}

func TestManyTriesAtOnceAreNoWayAroundTheWait(t *testing.T) {
	p := nieuw(t)
	p.medewerker(mia, toegang.Redacteur)
	var wg sync.WaitGroup
	for i := range 12 {
		wg.Go(func() {
			if _, ok, err := p.h.Store.Aanmelden(metGemeente(), 1, mia, fmt.Sprint("gok", i)); err != nil || ok {
				t.Error(ok, err)
			}
		})
	}
	wg.Wait()
	if n := p.tel(`SELECT mislukt FROM gebruiker`); n != 5 {
		t.Errorf("%d passwords were looked at, want 5", n)
	}
}

func TestDeactivationAndLossOfARoleWorkAtOnce(t *testing.T) {
	p := nieuw(t)
	ctx := context.Background()
	m := p.medewerker(mia, toegang.Consulent, toegang.Redacteur)
	b := p.browser()
	b.meldAan(mia, wachtwoord)
	if res := b.get("/beheer/aanvragen/1"); res.status != 200 {
		t.Fatal(res.status)
	}
	p.exec(`DELETE FROM lidmaatschap WHERE gemeente_id = 1 AND gebruiker_id = $1 AND rol = $2`, m.ID, toegang.Consulent)
	if res := b.get("/beheer/aanvragen/1"); res.status != 403 || b.get("/beheer").status != 200 {
		t.Errorf("without the role: %d", res.status)
	}
	p.exec(`UPDATE gebruiker SET actief = false`) // the session is still there
	if res := b.get("/beheer"); res.status != 303 {
		t.Errorf("inactive: %d", res.status)
	}
	p.exec(`UPDATE gebruiker SET actief = true`)
	if err := p.h.Store.Deactiveer(ctx, m.ID); err != nil || p.tel(`SELECT count(*) FROM sessie`) != 0 {
		t.Errorf("%v: sessions must end with the account", err)
	}
}

func TestAccountsOfAGemeente(t *testing.T) {
	p := nieuw(t)
	ctx, s := context.Background(), p.h.Store
	m := p.medewerker(mia, toegang.Redacteur, toegang.Beheerder)
	if err := s.GeefRol(ctx, 2, m.ID, toegang.Beleid); err != nil {
		t.Fatal(err)
	}
	if err := s.GeefRol(ctx, 1, m.ID, toegang.Redacteur); err != nil {
		t.Errorf("giving a role twice: %v", err)
	}
	for naam, err := range map[string]error{
		"short password": eerste(s.MaakGebruiker(ctx, "a@aadorp.example", "A", "elf tekens!")),
		"no address":     eerste(s.MaakGebruiker(ctx, "geen adres", "A", wachtwoord)),
		"no name":        eerste(s.MaakGebruiker(ctx, "a@aadorp.example", " ", wachtwoord)),
		"unknown role":   s.GeefRol(ctx, 1, m.ID, "koning"),
		"no gemeente":    s.GeefRol(ctx, 99, m.ID, toegang.Beleid),
	} {
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", naam, err)
		}
	}
	if _, err := s.MaakGebruiker(ctx, "MIA@aadorp.example", "A", wachtwoord); !fault.Is(err, fault.Conflict) || fault.Tekst(err) == "" {
		t.Errorf("taken: %v", err)
	}
	if id, err := s.GebruikerMetEmail(ctx, "Mia@aadorp.example"); err != nil || id != m.ID {
		t.Error(id, err)
	}
	if _, err := s.GebruikerMetEmail(ctx, "niemand@aadorp.example"); !fault.Is(err, fault.NotFound) {
		t.Error(err)
	}
	gs, err := s.Gebruikers(ctx, 1)
	if err != nil || len(gs) != 1 || gs[0].Email != mia || fmt.Sprint(gs[0].Rollen) != "[beheerder redacteur]" || !gs[0].Actief || gs[0].LaatstIngelogdOp != nil {
		t.Errorf("%+v %v", gs, err)
	}
	if got, err := s.MedewerkerMetEmail(ctx, 2, mia); err != nil || got.ID != m.ID || fmt.Sprint(got.Rollen) != "[beleid]" {
		t.Errorf("%+v %v", got, err)
	}
	if n := p.tel(`SELECT count(*) FROM audit WHERE wat = 'rol gegeven' AND wie_soort = 'opdrachtregel'`); n != 3 {
		t.Errorf("%d lines about roles, want 3", n)
	}
}

func eerste(_ any, err error) error { return err }

func TestNewPassword(t *testing.T) {
	p := nieuw(t)
	ctx, m := context.Background(), p.medewerker(mia, toegang.Redacteur)
	b := p.browser()
	b.meldAan(mia, wachtwoord)
	p.exec(`UPDATE gebruiker SET mislukt = 9, geblokkeerd_tot = now() + interval '1 hour'`)
	if err := p.h.Store.ZetWachtwoord(ctx, m.ID, "kort"); !fault.Is(err, fault.Invalid) {
		t.Error(err)
	}
	if err := p.h.Store.ZetWachtwoord(ctx, m.ID, "een ander wachtwoord"); err != nil {
		t.Fatal(err)
	}
	if b.get("/beheer").status != 303 {
		t.Error("the old session must end")
	}
	if b.meldAan(mia, wachtwoord).status != 422 || b.meldAan(mia, " een ander wachtwoord ").status != 422 || b.meldAan(mia, "een ander wachtwoord").naar != "/beheer" {
		t.Error("the new password must work, the old one not")
	}
	if p.tel(`SELECT count(*) FROM audit WHERE wat = 'wachtwoord gewijzigd'`) != 1 {
		t.Error("no line in the audit")
	}
	if err := p.h.Store.Deactiveer(ctx, toegang.Persoon{}.ID); !fault.Is(err, fault.NotFound) {
		t.Error(err)
	}
}

func TestGreeting(t *testing.T) {
	for uur, want := range map[int]string{3: "Goedenacht", 8: "Goedemorgen", 12: "Goedemiddag", 17: "Goedemiddag", 18: "Goedenavond", 23: "Goedenavond"} {
		if got := groet(time.Date(2026, 11, 22, uur, 30, 0, 0, i18n.Amsterdam)); got != want {
			t.Errorf("%d uur: %s", uur, got)
		}
	}
}
