package verklaring_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/proef"

	"github.com/google/uuid"
)

func trekIn(h *proef.Huis, wie toegang.Persoon, soort string, id uuid.UUID) error {
	ctx := h.Ctx(wie)
	if soort == "verklaring" {
		return h.Store.TrekVerklaringIn(ctx, h.Waar.ID, wie, id, h.Klok)
	}
	return h.Store.TrekAanvraagIn(ctx, h.Waar.ID, wie, id, h.Klok)
}

func TestTheAanvragerWithdraws(t *testing.T) {
	h := nieuwHuis(t)
	id := uuid.MustParse(h.VulIn(h.Burger))
	if err := trekIn(h, h.Burger, "aanvraag", id); !fault.Is(err, fault.NotFound) {
		t.Errorf("a concept is deleted, not withdrawn: %v", err)
	}
	h.Naar(h.Burger, verklaring.PadStap("controleren"), map[string][]string{"id": {id.String()}, "akkoord": {"ja"}})
	ander := h.MaakBurger("henk@voorbeeld.example")
	if err := trekIn(h, ander, "aanvraag", id); !fault.Is(err, fault.NotFound) {
		t.Errorf("somebody else's: %v", err)
	}
	h.Waar = h.G2
	if err := trekIn(h, h.Burger, "aanvraag", id); !fault.Is(err, fault.NotFound) {
		t.Errorf("at another gemeente: %v", err)
	}
	h.Waar = h.G
	for range 2 { // a double click
		h.Goed(trekIn(h, h.Burger, "aanvraag", id))
	}
	h.Telt(`SELECT count(*) FROM aanvraag WHERE id = $1 AND status = 'ingetrokken' AND besloten_op IS NOT NULL`, 1, id)
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'aanvraag ingetrokken' AND rij = $1 AND wie_naam = 'mantelzorger'`, 1, id.String())
	brieven := h.Brieven()
	if b := brieven[len(brieven)-1]; len(brieven) != 2 || b.Aan != "fatima@voorbeeld.example" || b.Onderwerp != "Uw aanvraag is ingetrokken" || !strings.Contains(strings.Join(b.Alineas, " "), "MV-2026-00001") {
		t.Errorf("the proof: %+v", brieven)
	}
	h.Bevat(h.Get(h.Burger, verklaring.PadMijnAanvraag(id), 200), "[aria-current=step]", "Ingetrokken")
	if err := werk(h).InBehandeling(h.Ctx(h.Carla), h.G.ID, h.Carla, id, h.Klok); !fault.Is(err, fault.Conflict) {
		t.Errorf("a consulent still takes it: %v", err)
	}
}

func TestAVerklaringThatIsWithdrawnIsNoLongerValid(t *testing.T) {
	h := nieuwHuis(t)
	id := uuid.MustParse(h.VulIn(h.Burger))
	h.Naar(h.Burger, verklaring.PadStap("controleren"), map[string][]string{"id": {id.String()}, "akkoord": {"ja"}})
	h.Naar(h.Carla, verklaring.PadDossier(id)+"/behandelen", nil)
	h.Naar(h.Carla, verklaring.PadDossier(id)+"/besluit/verlenen", map[string][]string{"knop": {"versturen"}, "doelen": {"parkeren"}, "geldig_van-dag": {"22"}, "geldig_van-maand": {"11"}, "geldig_van-jaar": {"2026"}})
	if err := trekIn(h, h.Burger, "aanvraag", id); !fault.Is(err, fault.Conflict) || !strings.Contains(fault.Tekst(err), "al een besluit") {
		t.Errorf("what is decided: %v", err)
	}
	vs, err := h.Store.Verklaringen(t.Context(), h.G.ID, h.Burger.ID)
	h.Goed(err)
	v := vs[0]
	if err := trekIn(h, h.MaakBurger("henk@voorbeeld.example"), "verklaring", v.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("somebody else's: %v", err)
	}
	for range 2 {
		h.Goed(trekIn(h, h.Burger, "verklaring", v.ID))
	}
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'verklaring ingetrokken' AND rij = $1`, 1, v.ID.String())
	if brieven := h.Brieven(); len(brieven) != 3 || brieven[2].Onderwerp != "Er is een brief over uw verklaring" {
		t.Errorf("%v", brieven)
	}
	h.Bevat(h.Post(toegang.Persoon{}, "/controleren", url.Values{"code": {string(v.Code)}, "geboren": {"3-3-1971"}}, 200), "h1", "Deze verklaring is ingetrokken")
}

// No mail, no withdrawal: they are one transaction.
func TestWithdrawingRollsBack(t *testing.T) {
	h := nieuwHuis(t)
	id := uuid.MustParse(h.VulIn(h.Burger))
	h.Naar(h.Burger, verklaring.PadStap("controleren"), map[string][]string{"id": {id.String()}, "akkoord": {"ja"}})
	if _, err := h.Pool.Exec(t.Context(), `ALTER TABLE river_job RENAME TO weg`); err != nil {
		t.Fatal(err)
	}
	if err := trekIn(h, h.Burger, "aanvraag", id); err == nil {
		t.Fatal("withdrawn without a mail")
	}
	h.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'ingediend'`, 1)
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'aanvraag ingetrokken'`, 0)
}

// The answers in words: what was not answered is left out.
func TestAnswersInWords(t *testing.T) {
	h := nieuwHuis(t)
	leeg, err := h.Store.Leesbaar(h.Ctx(h.Burger), []byte(`{"naam":"Fatima","taal":"nl"}`))
	if err != nil || len(leeg) != 1 || leeg[0].Waarde != "Fatima" {
		t.Errorf("%v %v", leeg, err)
	}
	b, err := json.Marshal(verklaring.Antwoorden{Naam: "Fatima", Geboortedatum: h.Klok, WoontHier: "ja", Telefoon: "0599 000123", Relatie: "ouder", NaasteWoontHier: "nee", Taken: []string{"vervoer"}, Uren: 8, Sinds: h.Klok, Toelichting: "Elke dag", Doelen: []string{"uwv"}})
	h.Goed(err)
	vol, err := h.Store.Leesbaar(h.Ctx(h.Burger), b)
	if err != nil || len(vol) != 11 || vol[4].Waarde != "Mijn ouder of schoonouder" || vol[9].Waarde != "Elke dag" {
		t.Errorf("%v %v", vol, err)
	}
	if _, err := h.Store.Leesbaar(h.Ctx(h.Burger), []byte("x")); err == nil {
		t.Error("what is no JSON is read")
	}
}
