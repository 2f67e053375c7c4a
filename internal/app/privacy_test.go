package app_test

import (
	"net/url"
	"strings"
	"testing"

	"mantelpunt/internal/pgtest"
)

// A mantelzorger sees everything that the portal keeps, and who opened it; takes it
// along, withdraws, and is forgotten as far as the law lets go.
func TestMijnGegevens(t *testing.T) {
	t.Parallel()
	h := nieuwHuis(t, pgtest.Nieuw(t))
	const email = "eigenwijs@voorbeeld.example"
	b := h.bezoeker(veldwaarde)
	b.metCode(email)
	pad, kenmerk := b.vraagtAan(stappen("Eigen Wijs"))
	id := pad[strings.LastIndex(pad, "/")+1:]
	h.bezoeker(veldwaarde).metWachtwoord("c.bakker@veldwaarde.example").get("/beheer/aanvragen/"+id, 200)

	if b.get("/mijn", 200).Find(`a[href="/mijn/gegevens"]`).Length() != 1 {
		t.Error("no way from Mijn Mantelpunt to my data")
	}
	a := b.get("/mijn/gegevens", 200)
	for _, wil := range []string{email, kenmerk, "Eigen Wijs", "3 maart 1971", "Brengen, halen en meegaan", "Medewerker 1", "Opende uw aanvraag", "Dit is het apparaat"} {
		if !strings.Contains(a.tekst("main"), wil) {
			t.Errorf("the page does not hold %q", wil)
		}
	}
	for _, p := range []string{"/mijn/gegevens/kopie.html", "/mijn/gegevens/kopie.json"} {
		if k := b.get(p, 200); !strings.Contains(string(k.body), "Eigen Wijs") || !strings.HasPrefix(k.Header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %s", p, k.Header)
		}
	}

	intrekken := "/mijn/gegevens/intrekken/aanvraag/" + id
	ander := h.bezoeker(veldwaarde)
	ander.metCode("ander@voorbeeld.example")
	ander.get(intrekken, 404)
	ander.post(intrekken, url.Values{}, 404)
	elders := h.bezoeker(lindemeer)
	elders.metCode(email) // the same address is somebody else at another gemeente
	elders.get(intrekken, 404)
	if strings.Contains(elders.get("/mijn/gegevens", 200).tekst("main"), "Eigen Wijs") {
		t.Error("another gemeente shows what is kept here")
	}
	h.bezoeker(veldwaarde).get("/mijn/gegevens", 303)

	b.get(intrekken, 200)
	b.naar(intrekken, url.Values{})
	if brief := b.brief(email, "ingetrokken"); !strings.Contains(brief, kenmerk) {
		t.Errorf("the proof: %s", brief)
	}
	if tekst := b.get("/mijn/gegevens/wissen", 200).tekst("#blijft ~ ul"); !strings.Contains(tekst, kenmerk) {
		t.Errorf("what stays: %q", tekst)
	}
	if pad := b.naar("/mijn/gegevens/wissen", url.Values{}); pad != "/mijn/gegevens" {
		t.Errorf("who has something left goes to %s", pad)
	}
	if pad := ander.naar("/mijn/gegevens/wissen", url.Values{}); pad != "/mijn/gegevens/gewist" {
		t.Errorf("who has nothing left goes to %s", pad)
	}
	ander.get("/mijn/gegevens/gewist", 200)
	ander.get("/mijn", 303)
	ander.metCode("ander@voorbeeld.example") // and may come back, as somebody new
	ander.get("/mijn/gegevens", 200)
}

// What the gemeente accounts for, in the running product: open to everybody where it
// is about everybody, and to the beheerder alone where it is about the work.
func TestVerantwoording(t *testing.T) {
	t.Parallel()
	h := nieuwHuis(t, pgtest.Nieuw(t))
	b := h.bezoeker(veldwaarde)
	if tekst := b.get("/privacy", 200).tekst("main"); !strings.Contains(tekst, "gemeente Veldwaarde is verantwoordelijk") {
		t.Error(tekst)
	}
	b.metWachtwoord("b.smit@veldwaarde.example")
	if b.get("/beheer/instellingen", 200).Find(`a[href="/beheer/bewaartermijnen"]`).Length() != 1 {
		t.Error("no way to the terms")
	}
	if tekst := b.get("/beheer/bewaartermijnen", 200).tekst("main"); !strings.Contains(tekst, "Verleende aanvraag met de verklaring") {
		t.Error(tekst)
	}
	b.get("/beheer/verwerkingsregister", 200)
	h.bezoeker(veldwaarde).metWachtwoord("c.bakker@veldwaarde.example").get("/beheer/bewaartermijnen", 403)
}
