package controle_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/controle"
	"mantelpunt/internal/verklaring/controlecode"
)

func TestLimitPerAddress(t *testing.T) {
	h := nieuwHuis(t)
	v := h.verleen(verklaring.Dag(h.Klok))
	for i := range 10 {
		if res := h.post(vraag(string(v.Code), geboren), "203.0.113.7"); res.StatusCode != 200 {
			t.Fatalf("check %d: %d", i, res.StatusCode)
		}
	}
	h.Bevat(h.Pagina(h.post(vraag(string(v.Code), geboren), "203.0.113.7"), 429), "h1", "erg vaak")
	h.Bevat(h.controleer(vraag(string(v.Code), geboren), 200), "h1", "is geldig") // somebody else
}

// A date of birth cannot be found by trying, from however many addresses, and a code
// that does not exist has the same limit as one that does.
func TestLimitPerCode(t *testing.T) {
	h := nieuwHuis(t)
	v := h.verleen(verklaring.Dag(h.Klok))
	nieuw := string(controlecode.Nieuw())
	for _, code := range []string{string(v.Code), nieuw, "dit is geen code"} {
		for range 3 {
			h.Bevat(h.controleer(vraag(code, "04-03-1971"), 200), "h1", "niet bevestigen")
		}
		if code == string(v.Code) { // a right answer is no guess
			for range 10 {
				h.Bevat(h.controleer(vraag(code, geboren), 200), "h1", "is geldig")
			}
		}
		for range 2 {
			h.Bevat(h.controleer(vraag(code, "05-03-1971"), 200), "h1", "niet bevestigen")
		}
		h.Bevat(h.controleer(vraag(code, "06-03-1971"), 429), "main", "Wacht een kwartier")
		h.Bevat(h.controleer(vraag(code, geboren), 429), "main", "Wacht een kwartier") // nor tells it by letting the right one through
		if status, _ := h.api("Bearer parkeren", map[string]string{"code": code, "geboortedatum": "1971-03-03"}); status != 429 {
			t.Errorf("%s: the API has tries of its own: %d", code, status)
		}
	}
	h.Bevat(h.controleer(vraag("iets anders", geboren), 200), "h1", "niet bevestigen")
	h.Klok = h.Klok.Add(15 * time.Minute)
	h.Bevat(h.controleer(vraag(string(v.Code), "06-03-1971"), 200), "h1", "niet bevestigen")
	h.controleer(vraag(string(v.Code), geboren), 429)
	h.Klok = h.Klok.Add(15 * time.Minute)
	h.Bevat(h.controleer(vraag(string(v.Code), geboren), 200), "h1", "is geldig")
}

func TestGuessesAreForgottenInTime(t *testing.T) {
	g, nu := controle.NieuweGokken(), time.Date(2026, 11, 22, 13, 0, 0, 0, time.UTC)
	neem := func(code string) bool { return g.Neem([]byte(code), nu) }
	for range 5 {
		if !neem("a") {
			t.Fatal("five tries are free")
		}
	}
	for _, na := range []time.Duration{0, 14 * time.Minute} {
		if nu = nu.Add(na); neem("a") {
			t.Errorf("a sixth after %s", na)
		}
	}
	nu = nu.Add(time.Minute)
	if !neem("a") || neem("a") {
		t.Error("one more after a quarter of an hour")
	}
	for range 40 { // a time and a half of new codes
		nu = nu.Add(3 * time.Minute)
		neem(nu.String())
	}
	for n := range 6 {
		if neem("a") != (n < 5) {
			t.Errorf("two hours later, try %d", n)
		}
	}
	g.Terug([]byte("a"))
	if !neem("a") {
		t.Error("what was given back can be taken again")
	}
	g.Terug([]byte("nooit gezien"))
}

// What exists and what does not take the same time: the medians of many answers, in
// turns, lie close together. The bound is wide, for a machine that does other things.
func TestUnknownTakesAsLong(t *testing.T) {
	h := nieuwHuis(t)
	v := h.verleen(verklaring.Dag(h.Klok))
	const rondes, ruim = 120, 1.6
	vragen := []func() (code, dag string){
		func() (string, string) { return string(v.Code), "04-03-1971" },
		func() (string, string) { return string(controlecode.Nieuw()), geboren },
		func() (string, string) { return "K7MW-4T9P-XQ2Z", geboren },
	}
	tijden := make([][]time.Duration, len(vragen))
	for range rondes {
		for _, i := range rand.Perm(len(vragen)) {
			h.begin()
			form := vraag(vragen[i]())
			begin := time.Now()
			res := h.post(form, "10.0.0.1")
			tijden[i] = append(tijden[i], time.Since(begin))
			if res.StatusCode != 200 {
				t.Fatal(res.StatusCode)
			}
		}
	}
	mediaan := func(d []time.Duration) time.Duration { slices.Sort(d); return d[len(d)/2] }
	bestaat := mediaan(tijden[0])
	for _, d := range tijden[1:] {
		if m := mediaan(d); float64(m) > ruim*float64(bestaat) || ruim*float64(m) < float64(bestaat) {
			t.Errorf("a code that does not exist: %s, one that exists: %s", m, bestaat)
		}
	}
}
