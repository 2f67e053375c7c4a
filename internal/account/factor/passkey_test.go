package factor_test

import (
	"errors"
	"strings"
	"testing"

	"mantelpunt/internal/account/factor"
	"mantelpunt/internal/account/factor/toestel"
	"mantelpunt/internal/fault"

	"github.com/google/uuid"
)

const oorsprong = "https://mantelpunt.aadorp.example"

func poort(t *testing.T) factor.Poort {
	t.Helper()
	p, ok := factor.NieuwePoort("Mantelpunt Aadorp", oorsprong)
	if !ok {
		t.Fatal("no door")
	}
	return p
}

func nieuwToestel() *toestel.Toestel {
	return &toestel.Toestel{Oorsprong: oorsprong, RP: "mantelpunt.aadorp.example", Teller: 1}
}

// gemaakt registers a device for a person, who then has its passkey.
func gemaakt(t *testing.T, p factor.Poort, h *factor.Houder, d *toestel.Toestel) {
	t.Helper()
	opties, bewaar, err := p.VraagNieuw(*h)
	if err != nil {
		t.Fatal(err)
	}
	k, err := p.Nieuw(*h, bewaar, d.Maak(opties))
	if err != nil {
		t.Fatal(err)
	}
	h.Passkeys = append(h.Passkeys, k)
}

func TestPasskeyIsMadeAndProves(t *testing.T) {
	p, h, d := poort(t), factor.Houder{ID: uuid.New(), Email: "mia@aadorp.example", Naam: "Mia"}, nieuwToestel()
	opties, _, err := p.VraagNieuw(h)
	if err != nil {
		t.Fatal(err)
	}
	for _, wil := range []string{`"attestation":"none"`, `"userVerification":"required"`, `"residentKey":"preferred"`, `"id":"mantelpunt.aadorp.example"`} {
		if !strings.Contains(string(opties), wil) {
			t.Errorf("%s is not in %s", wil, opties)
		}
	}
	gemaakt(t, p, &h, d)
	zoek := func(id uuid.UUID, _ []byte) (factor.Houder, error) {
		if id != h.ID {
			return factor.Houder{}, fault.New(fault.NotFound, "x")
		}
		return h, nil
	}
	for naam, wie := range map[string]factor.Houder{"of one person": h, "without a name": {}} {
		opties, bewaar, err := p.Vraag(wie)
		if err != nil {
			t.Fatal(err)
		}
		got, k, err := p.Bewijs(bewaar, d.Bewijs(opties), zoek)
		if err != nil || got.ID != h.ID || k.Authenticator.SignCount != d.Teller {
			t.Errorf("%s: %v, counter %d", naam, err, k.Authenticator.SignCount)
		}
		h.Passkeys[0] = k
	}
	// the same device once more is no second passkey
	if opties, _, _ := p.VraagNieuw(h); !strings.Contains(string(opties), `"excludeCredentials":[{`) {
		t.Error("a passkey that is there already is not excluded")
	}
}

func TestPasskeyThatCheats(t *testing.T) {
	p := poort(t)
	andere := errors.New("database weg")
	for _, c := range []struct {
		naam string
		doe  func(d *toestel.Toestel)
	}{
		{"another site", func(d *toestel.Toestel) { d.Oorsprong = "https://mantelpunt.nep.example" }},
		{"another RP", func(d *toestel.Toestel) { d.RP = "nep.example" }},
		{"its owner was not seen", func(d *toestel.Toestel) { d.Ongezien = true }},
		{"a copy with an old counter", func(d *toestel.Toestel) { d.Teller = 1 }},
		{"another person's handle", func(d *toestel.Toestel) { d.Persoon = make([]byte, 16) }},
		{"a handle that is no id", func(d *toestel.Toestel) { d.Persoon = []byte("x") }},
		{"an unknown passkey", func(d *toestel.Toestel) { d.ID[0]++ }},
	} {
		h, d := factor.Houder{ID: uuid.New()}, nieuwToestel()
		d.Teller = 5
		gemaakt(t, p, &h, d)
		c.doe(d)
		opties, bewaar, err := p.Vraag(factor.Houder{})
		if err != nil {
			t.Fatal(err)
		}
		antwoord := d.Bewijs(opties)
		if _, _, err := p.Bewijs(bewaar, antwoord, func(uuid.UUID, []byte) (factor.Houder, error) { return h, nil }); !fault.Is(err, fault.Invalid) || strings.Contains(err.Error(), "example") {
			t.Errorf("%s: %v", c.naam, err)
		}
	}
	h, d := factor.Houder{ID: uuid.New()}, nieuwToestel()
	gemaakt(t, p, &h, d)
	opties, bewaar, _ := p.Vraag(h)
	zoek := func(uuid.UUID, []byte) (factor.Houder, error) { return h, nil }
	_, anders, _ := p.Vraag(h)
	if _, _, err := p.Bewijs(anders, d.Bewijs(opties), zoek); !fault.Is(err, fault.Invalid) {
		t.Errorf("the answer to another question: %v", err)
	}
	if _, _, err := p.Bewijs(bewaar, d.Bewijs(opties), func(uuid.UUID, []byte) (factor.Houder, error) { return h, andere }); !errors.Is(err, andere) {
		t.Errorf("what goes wrong in the database is not the fault of the passkey: %v", err)
	}
	for naam, antwoord := range map[string]string{"nothing": "", "no JSON": "x", "empty": "{}", "too long": strings.Repeat("x", factor.MaxAntwoord+1)} {
		if _, _, err := p.Bewijs(bewaar, []byte(antwoord), zoek); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", naam, err)
		}
		if _, err := p.Nieuw(h, bewaar, []byte(antwoord)); !fault.Is(err, fault.Invalid) {
			t.Errorf("new with %s: %v", naam, err)
		}
	}
	if _, err := p.Nieuw(h, nil, d.Maak(opties)); !fault.Is(err, fault.Invalid) {
		t.Errorf("an answer that nobody asked: %v", err)
	}
}

func TestNewPasskeyOfAnotherSiteOrUnseen(t *testing.T) {
	p, h := poort(t), factor.Houder{ID: uuid.New()}
	for naam, d := range map[string]*toestel.Toestel{
		"site": {Oorsprong: "https://nep.example", RP: "mantelpunt.aadorp.example"}, "rp": {Oorsprong: oorsprong, RP: "nep.example"},
		"unseen": {Oorsprong: oorsprong, RP: "mantelpunt.aadorp.example", Ongezien: true},
	} {
		opties, bewaar, _ := p.VraagNieuw(h)
		if _, err := p.Nieuw(h, bewaar, d.Maak(opties)); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", naam, err)
		}
	}
}

func TestWhereTheDoorCanStand(t *testing.T) {
	for adres, want := range map[string]bool{
		oorsprong: true, "http://localhost:8080": true, "http://lindemeer.localhost:8080": true,
		"http://127.0.0.1:8080": false, "http://[::1]:8080": false, "": false, "/pad": false, "://": false,
	} {
		if _, ok := factor.NieuwePoort("x", adres); ok != want {
			t.Errorf("%q: %v", adres, ok)
		}
	}
	if p := poort(t); p.Naam() != "mantelpunt.aadorp.example" {
		t.Error(p.Naam())
	}
}
