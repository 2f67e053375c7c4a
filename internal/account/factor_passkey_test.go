package account

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"mantelpunt/internal/account/factor"
	"mantelpunt/internal/account/factor/toestel"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
)

// localhost lets a browser come by a name, as passkeys need.
func (p *huis) localhost() *huis {
	p.url = strings.Replace(p.url, "127.0.0.1", "localhost", 1)
	return p
}

func (p *huis) toestel() *toestel.Toestel {
	return &toestel.Toestel{Oorsprong: p.url, RP: "localhost", Teller: 1}
}

// vraag asks what a device must answer.
func (b *browser) vraag(pad string) []byte {
	b.p.t.Helper()
	res, err := b.Post(b.p.url+pad, "", nil)
	if err != nil {
		b.p.t.Fatal(err)
	}
	defer res.Body.Close()
	tekst, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK || !json.Valid(tekst) || res.Header.Get("Cache-Control") != "no-store" {
		b.p.t.Fatalf("%s: %d %s %v", pad, res.StatusCode, tekst, err)
	}
	return tekst
}

// maakPasskey sets a passkey up, as the page does.
func (b *browser) maakPasskey(d *toestel.Toestel, naam string) pagina {
	b.p.t.Helper()
	return b.post("/beheer/factor/instellen/passkey", "naam", naam, "antwoord", string(d.Maak(b.vraag("/beheer/factor/instellen/passkey/vraag"))))
}

func TestPasskeyFromSetUpToLogin(t *testing.T) {
	p := nieuw(t).localhost()
	m := p.zonderFactor(mia, toegang.Consulent)
	b, d := p.browser(), p.toestel()
	b.geefWachtwoord(mia)
	if res := b.get("/beheer/factor/instellen"); res.Find(`form[data-passkey=maken][data-opties="/beheer/factor/instellen/passkey/vraag"]`).Length() != 1 {
		t.Fatal(res.tekst("main"))
	}
	if res := b.post("/beheer/factor/instellen/passkey", "antwoord", "{}"); res.status != 422 {
		t.Errorf("an answer that nobody asked: %d", res.status)
	}
	if res := b.maakPasskey(d, strings.Repeat("lang ", 20)); res.status != 422 || res.tekst("#naam-fout") == "" {
		t.Errorf("a long name: %d", res.status)
	}
	if res := b.maakPasskey(d, " Telefoon  van het werk "); res.naar != "/beheer/factor/herstelcodes" {
		t.Fatalf("%d %s", res.status, res.tekst("main"))
	}
	if res := b.post("/beheer/factor/herstelcodes", "bewaard", "ja"); res.naar != "/beheer" {
		t.Fatal(res.naar)
	}
	if res := b.get("/beheer/account"); !strings.Contains(res.tekst("main"), "Telefoon van het werk") || strings.Contains(res.tekst("main"), "Verwijder") {
		t.Error("the only factor cannot be removed")
	}
	if got := strings.Join(p.mail().Alineas, " "); !strings.Contains(got, "Telefoon van het werk") {
		t.Error(got)
	}

	// as second factor
	b = p.browser()
	b.geefWachtwoord(mia)
	if res := b.get("/beheer/factor"); res.Find("form[data-passkey=bewijzen]").Length() != 1 || res.Find("input[name=code]").Length() != 0 {
		t.Error(res.tekst("main"))
	}
	antwoord := string(d.Bewijs(b.vraag("/beheer/factor/passkey/vraag")))
	if res := b.post("/beheer/factor/passkey", "antwoord", antwoord); res.naar != "/beheer" {
		t.Fatalf("%d %s", res.status, res.tekst("main"))
	}
	ander := p.browser()
	ander.geefWachtwoord(mia)
	if res := ander.post("/beheer/factor/passkey", "antwoord", antwoord); res.status != 422 {
		t.Errorf("an answer from before: %d", res.status)
	}

	// without a password, and back to where one wanted to be
	b = p.browser()
	antwoord = string(d.Bewijs(b.vraag("/beheer/inloggen/passkey/vraag")))
	if res := b.post("/beheer/inloggen/passkey", "antwoord", antwoord, "terug", "/beheer/aanvragen/1"); res.naar != "/beheer/aanvragen/1" {
		t.Fatalf("%d %s", res.status, res.tekst("main"))
	}
	if p.tel(`SELECT count(*) FROM audit WHERE wat = 'ingelogd' AND gegevens->>'met' = 'passkey' AND wie_id = $1`, m.ID) != 1 || p.tel(`SELECT count(*) FROM passkey WHERE gebruikt_op IS NOT NULL`) != 1 {
		t.Error("the login stands in the audit, and the passkey knows that it was used")
	}
	// who guesses passwords does not lock its owner out
	p.exec(`UPDATE gebruiker SET mislukt = 9, geblokkeerd_tot = now() + interval '1 hour'`)
	b = p.browser()
	if res := b.post("/beheer/inloggen/passkey", "antwoord", string(d.Bewijs(b.vraag("/beheer/inloggen/passkey/vraag")))); res.naar != "/beheer" {
		t.Errorf("during a wait: %d", res.status)
	}
	// a copy of the device with an old counter, an unknown one, and who lost the role
	kopie := *d
	kopie.Teller = 1
	onbekend := p.toestel()
	onbekend.Maak([]byte(`{"challenge":"eA","user":{"id":"eA"}}`))
	onbekend.Persoon = m.ID[:]
	for naam, x := range map[string]*toestel.Toestel{"copy": &kopie, "unknown": onbekend} {
		b = p.browser()
		if res := b.post("/beheer/inloggen/passkey", "antwoord", string(x.Bewijs(b.vraag("/beheer/inloggen/passkey/vraag")))); res.status != 422 || !strings.Contains(res.tekst("#passkey"), zinNietGelukt) {
			t.Errorf("%s: %d", naam, res.status)
		}
	}
	p.exec(`DELETE FROM lidmaatschap WHERE gemeente_id = 1 AND gebruiker_id = $1 AND rol = $2`, m.ID, toegang.Consulent)
	b = p.browser()
	if res := b.post("/beheer/inloggen/passkey", "antwoord", string(d.Bewijs(b.vraag("/beheer/inloggen/passkey/vraag")))); res.status != 422 {
		t.Errorf("without a role: %d", res.status)
	}
}

func TestPasskeyOfSomebodyElseIsNoSecondFactor(t *testing.T) {
	p := nieuw(t).localhost()
	p.zonderFactor(mia, toegang.Consulent)
	p.zonderFactor("eva@aadorp.example", toegang.Consulent)
	toestellen := map[string]*toestel.Toestel{}
	for _, e := range []string{mia, "eva@aadorp.example"} {
		b, d := p.browser(), p.toestel()
		b.geefWachtwoord(e)
		b.maakPasskey(d, "")
		toestellen[e] = d
	}
	b := p.browser()
	b.geefWachtwoord(mia)
	vraag := b.vraag("/beheer/factor/passkey/vraag")
	if res := b.post("/beheer/factor/passkey", "antwoord", string(toestellen["eva@aadorp.example"].Bewijs(vraag))); res.status != 422 {
		t.Errorf("%d", res.status)
	}
	// nor is a question for one purpose answered for another
	vraag = b.vraag("/beheer/inloggen/passkey/vraag")
	if res := b.post("/beheer/factor/passkey", "antwoord", string(toestellen["eva@aadorp.example"].Bewijs(vraag))); res.status != 422 {
		t.Errorf("%d", res.status)
	}
}

func TestPasskeyOfAnotherHost(t *testing.T) {
	p := nieuw(t)
	m := p.zonderFactor(mia, toegang.Consulent)
	if _, err := p.h.Store.VoegPasskey(metGemeente(), m, "elders.example", "Elders", factor.Passkey{ID: []byte{1}}, true, niets); err != nil {
		t.Fatal(err)
	}
	if _, err := p.h.Store.VoegPasskey(metGemeente(), m, "elders.example", "Elders", factor.Passkey{ID: []byte{1}}, false, niets); !fault.Is(err, fault.Conflict) || fault.Tekst(err) == "" {
		t.Errorf("the same one twice: %v", err)
	}
	b := p.browser()
	b.geefWachtwoord(mia)
	res := b.get("/beheer/factor")
	if res.naar != "" || !strings.Contains(res.tekst("main"), "werkt alleen op elders.example") || b.get("/beheer/factor/instellen").naar != "/beheer/factor" {
		t.Errorf("%s %s", res.naar, res.tekst("main"))
	}
	if res := b.post("/beheer/factor/passkey/vraag"); res.status != 400 {
		t.Errorf("%d", res.status)
	}
	for i := range MaxPasskeys - 1 {
		if _, err := p.h.Store.VoegPasskey(metGemeente(), m, "elders.example", fmt.Sprint(i), factor.Passkey{ID: []byte{9, byte(i)}}, false, niets); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := p.h.Store.VoegPasskey(metGemeente(), m, "elders.example", "te veel", factor.Passkey{ID: []byte{8}}, false, niets); !fault.Is(err, fault.Conflict) {
		t.Errorf("too many: %v", err)
	}
	if err := p.h.Store.PasskeyGebruikt(context.Background(), uuid.New(), "elders.example", factor.Passkey{ID: []byte{1}}); !fault.Is(err, fault.Invalid) {
		t.Errorf("a passkey of somebody else: %v", err)
	}
}
