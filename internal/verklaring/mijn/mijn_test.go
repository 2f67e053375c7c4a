package mijn_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/aanvragen"
	"mantelpunt/internal/verklaring/behandelen"
	"mantelpunt/internal/verklaring/mijn"
	"mantelpunt/internal/verklaring/proef"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

func nieuwHuis(t *testing.T) *proef.Huis {
	return proef.Nieuw(t,
		func(h *proef.Huis) interface{ Routes(chi.Router) } {
			return aanvragen.Handler{Store: h.Store, Account: h, Web: h.Web, Klok: h.Nu}
		},
		func(h *proef.Huis) interface{ Routes(chi.Router) } {
			return mijn.Handler{Store: h.Store, Account: h, Web: h.Web, Klok: h.Nu}
		})
}

func werk(h *proef.Huis) behandelen.Store { return behandelen.Store{Store: h.Store} }

func inBehandeling(h *proef.Huis) uuid.UUID {
	h.Helper()
	id := h.Ingediend(h.Burger)
	h.Goed(werk(h).InBehandeling(h.Ctx(h.Carla), h.G.ID, h.Carla, id, h.Klok))
	return id
}

func verleend(h *proef.Huis) verklaring.Verklaring {
	h.Helper()
	v, err := werk(h).Besluit(h.Ctx(h.Carla), h.G.ID, h.Carla, inBehandeling(h), verklaring.Besluit{Soort: verklaring.Verleend, Doelen: []string{"werkgever"}, GeldigVan: verklaring.Dag(h.Klok)}, h.Klok)
	h.Goed(err)
	return *v
}

// A message goes to and fro; what is wrong with it is told, and what was typed stays.
func TestMessages(t *testing.T) {
	h := nieuwHuis(t)
	id := inBehandeling(h)
	pad := verklaring.PadMijnAanvraag(id)
	h.Bevat(h.Post(h.Burger, pad+"/bericht", url.Values{"bericht": {"  "}}, 422), "#bericht-fout", "")
	lang := strings.Repeat("zorg ", 500)
	doc := h.Post(h.Burger, pad+"/bericht", url.Values{"bericht": {lang}}, 422)
	if strings.TrimSpace(doc.Find("#bericht").Text()) != strings.TrimSpace(lang) {
		t.Error("what was typed must stay")
	}
	if naar := h.Naar(h.Burger, pad+"/bericht", url.Values{"bericht": {"Hoe lang duurt het nog?"}}); naar != pad {
		t.Errorf("to %q", naar)
	}
	h.Bevat(h.Get(h.Burger, pad, 200), "main", "Hoe lang duurt het nog?")
	ander := h.MaakBurger("henk@voorbeeld.example")
	h.Post(ander, pad+"/bericht", url.Values{"bericht": {"Hallo"}}, 404)
	h.Post(toegang.Persoon{}, pad+"/bericht", url.Values{"bericht": {"Hallo"}}, 403)
	h.Telt(`SELECT count(*) FROM bericht`, 1)
}

// A letter is there for whose it is alone, and what went to the zorgvrager for nobody
// here.
func TestLetters(t *testing.T) {
	h := nieuwHuis(t)
	id := inBehandeling(h)
	brieven, err := h.Store.Verzonden(t.Context(), h.G.ID, id)
	h.Goed(err)
	pad := verklaring.PadMijnAanvraag(id) + "/brieven/" + brieven[0].ID.String() + ".pdf"
	res := h.Vraag(h.Burger, http.MethodGet, pad, nil)
	if res.StatusCode != 200 || res.Header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(res.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("%d %v", res.StatusCode, res.Header)
	}
	h.Get(h.MaakBurger("henk@voorbeeld.example"), pad, 404)
	h.Get(h.Burger, verklaring.PadMijnAanvraag(id)+"/brieven/geen.pdf", 404)
	_, err = h.Pool.Exec(t.Context(), `UPDATE brief SET soort = 'toestemming'`)
	h.Goed(err)
	h.Get(h.Burger, pad, 404)
	if n := h.Get(h.Burger, verklaring.PadMijnAanvraag(id), 200).Find("a.mz-document").Length(); n != 0 {
		t.Errorf("%d letters of somebody else", n)
	}
}

// One click renews, with the answers of last time; too early it cannot.
func TestRenewWithOneClick(t *testing.T) {
	h := nieuwHuis(t)
	v := verleend(h)
	h.Bevat(h.Get(h.Burger, verklaring.PadVerlengen(v.ID), 200), "main", "U kunt deze verklaring nu niet verlengen")
	h.Naar(h.Burger, verklaring.PadVerlengen(v.ID), nil)
	if !strings.Contains(h.Laatste, "U kunt deze verklaring verlengen vanaf") {
		t.Errorf("too early: %q", h.Laatste)
	}
	h.Klok = v.GeldigTot.AddDate(0, 0, -30)
	h.Bevat(h.Get(h.Burger, verklaring.PadMijn, 200), ".utrecht-alert--info", "Uw verklaring geldt tot en met 21 november 2027")
	h.Bevat(h.Get(h.Burger, verklaring.PadVerlengen(v.ID), 200), ".utrecht-data-list", "Fatima van der Berg")
	naar := h.Naar(h.Burger, verklaring.PadVerlengen(v.ID), nil)
	if naar != verklaring.PadStap(verklaring.StapControleren) {
		t.Fatalf("leads to %q", naar)
	}
	id, _ := h.Get(h.Burger, naar, 200).Find("input[name=id]").Attr("value")
	for range 2 { // a double click
		h.Naar(h.Burger, naar, url.Values{"id": {id}, "akkoord": {"ja"}})
	}
	h.Telt(`SELECT count(*) FROM aanvraag WHERE soort = 'verlenging' AND status = 'ingediend' AND eerder_id = $1`, 1, v.ID)
	h.Naar(h.Burger, verklaring.PadVerlengen(v.ID), nil)
	if !strings.Contains(h.Laatste, "al een aanvraag") {
		t.Errorf("twice: %q", h.Laatste)
	}
	h.Get(h.MaakBurger("henk@voorbeeld.example"), verklaring.PadVerlengen(v.ID), 404)
}

// The care ended: asked once more, then the verklaring ends and help goes on.
func TestTheCareEnded(t *testing.T) {
	h := nieuwHuis(t)
	v := verleend(h)
	pad := verklaring.PadMijn + "/verklaringen/" + v.ID.String() + "/veranderd"
	h.Bevat(h.Post(h.Burger, pad, nil, 422), "#wat-fout", "Kies wat er is veranderd")
	h.Bevat(h.Post(h.Burger, pad, url.Values{"wat": {"overleden"}}, 200), "main", "Wij wensen u veel sterkte")
	h.Telt(`SELECT count(*) FROM verklaring WHERE ingetrokken_op IS NULL`, 1)
	naar := h.Naar(h.Burger, pad, url.Values{"wat": {"overleden"}, "zeker": {"ja"}})
	h.Bevat(h.Get(h.Burger, naar, 200), "h1", "Uw verklaring is gestopt")
	h.Telt(`SELECT count(*) FROM verklaring WHERE reden = 'overleden'`, 1)
	h.Naar(h.Burger, pad, url.Values{"wat": {"overleden"}, "zeker": {"ja"}}) // the back button
	h.Telt(`SELECT count(*) FROM brief WHERE soort = 'verklaring_ingetrokken'`, 1)
	h.Bevat(h.Get(h.Burger, verklaring.PadMijn, 200), "main", "Ingetrokken op")
}

// Another change is an aanvraag with the answers that are there, which begins with what
// it is for.
func TestChangeIsAnExtension(t *testing.T) {
	h := nieuwHuis(t)
	v := verleend(h)
	naar := h.Naar(h.Burger, verklaring.PadMijn+"/verklaringen/"+v.ID.String()+"/veranderd", url.Values{"wat": {"minder"}})
	if naar != verklaring.PadStap(verklaring.StapDoel) {
		t.Errorf("leads to %q", naar)
	}
	h.Telt(`SELECT count(*) FROM aanvraag WHERE soort = 'uitbreiding' AND eerder_id = $1`, 1, v.ID)
	h.Bevat(h.Get(h.Burger, verklaring.PadMijn, 200), "main", "Wijziging van uw verklaring")
}

// No mail, nothing is ended: one transaction.
func TestEndingRollsBack(t *testing.T) {
	h := nieuwHuis(t)
	v := verleend(h)
	_, err := h.Pool.Exec(t.Context(), `ALTER TABLE river_job RENAME TO weg`)
	h.Goed(err)
	h.Post(h.Burger, verklaring.PadMijn+"/verklaringen/"+v.ID.String()+"/veranderd", url.Values{"wat": {"gestopt"}, "zeker": {"ja"}}, 500)
	h.Telt(`SELECT count(*) FROM verklaring WHERE ingetrokken_op IS NULL`, 1)
}

// A zorgvrager who says no reads as one who says nothing: now, and after the decision.
func TestANoIsNotTold(t *testing.T) {
	h := nieuwHuis(t)
	id := inBehandeling(h)
	_, err := h.Pool.Exec(t.Context(), `INSERT INTO toestemming (gemeente_id, id, aanvraag_id, wijze, gevraagd_op, verloopt_op, antwoord, antwoord_door, antwoord_op) VALUES ($1, $2, $3, 'email', $4, $5, 'nee', 'zelf', $4)`,
		h.G.ID, uuid.New(), id, h.Klok, h.Klok.AddDate(0, 0, 30))
	h.Goed(err)
	h.Bevat(h.Get(h.Burger, verklaring.PadMijnAanvraag(id), 200), "main", "Wij wachten op uw naaste")
	_, err = werk(h).Besluit(h.Ctx(h.Carla), h.G.ID, h.Carla, id, verklaring.Besluit{Soort: verklaring.Afgewezen, Redenen: []string{"uren"}}, h.Klok)
	h.Goed(err)
	if doc := h.Get(h.Burger, verklaring.PadMijnAanvraag(id), 200).Find("main").Text(); strings.Contains(doc, "op uw naaste") || strings.Contains(doc, "bevestiging van uw naaste") {
		t.Errorf("after the decision: %s", doc)
	}
}
