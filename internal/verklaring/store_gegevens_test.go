package verklaring

import (
	"encoding/json"
	"strings"
	"testing"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
)

func (h *huis) trekIn(wie toegang.Persoon, soort string, id uuid.UUID) error {
	ctx := toegang.MetGemeente(toegang.MetPersoon(h.Context(), wie), h.waar)
	if soort == "verklaring" {
		return h.store.TrekVerklaringIn(ctx, h.waar.ID, wie, id, h.klok)
	}
	return h.store.TrekAanvraagIn(ctx, h.waar.ID, wie, id, h.klok)
}

func TestTheAanvragerWithdraws(t *testing.T) {
	h := nieuwHuis(t)
	id := uuid.MustParse(h.vulIn(h.burger))
	if err := h.trekIn(h.burger, "aanvraag", id); !fault.Is(err, fault.NotFound) {
		t.Errorf("a concept is deleted, not withdrawn: %v", err)
	}
	h.naar(h.burger, padStap("controleren"), map[string][]string{"id": {id.String()}, "akkoord": {"ja"}})
	ander := h.maakBurger("henk@voorbeeld.example")
	if err := h.trekIn(ander, "aanvraag", id); !fault.Is(err, fault.NotFound) {
		t.Errorf("somebody else's: %v", err)
	}
	h.waar = h.g2
	if err := h.trekIn(h.burger, "aanvraag", id); !fault.Is(err, fault.NotFound) {
		t.Errorf("at another gemeente: %v", err)
	}
	h.waar = h.g
	for range 2 { // a double click
		h.goed(h.trekIn(h.burger, "aanvraag", id))
	}
	h.telt(`SELECT count(*) FROM aanvraag WHERE id = $1 AND status = 'ingetrokken' AND besloten_op IS NOT NULL`, 1, id)
	h.telt(`SELECT count(*) FROM audit WHERE wat = 'aanvraag ingetrokken' AND rij = $1 AND wie_naam = 'mantelzorger'`, 1, id.String())
	brieven := h.brieven()
	if b := brieven[len(brieven)-1]; len(brieven) != 2 || b.Aan != "fatima@voorbeeld.example" || b.Onderwerp != "Uw aanvraag is ingetrokken" || !strings.Contains(strings.Join(b.Alineas, " "), "MV-2026-00001") {
		t.Errorf("the proof: %+v", brieven)
	}
	h.bevat(h.get(h.burger, padMijnAanvraag(id), 200), "[aria-current=step]", "Ingetrokken")
	if err := h.store.InBehandeling(toegang.MetGemeente(toegang.MetPersoon(t.Context(), h.carla), h.g), h.g.ID, h.carla, id, h.klok); !fault.Is(err, fault.Conflict) {
		t.Errorf("a consulent still takes it: %v", err)
	}
}

func TestAVerklaringThatIsWithdrawnIsNoLongerValid(t *testing.T) {
	h := nieuwHuis(t)
	id := uuid.MustParse(h.vulIn(h.burger))
	h.naar(h.burger, padStap("controleren"), map[string][]string{"id": {id.String()}, "akkoord": {"ja"}})
	h.naar(h.carla, padDossier(id)+"/behandelen", nil)
	h.naar(h.carla, padDossier(id)+"/verlenen", map[string][]string{"doelen": {"parkeren"}, "geldig_van-dag": {"22"}, "geldig_van-maand": {"11"}, "geldig_van-jaar": {"2026"}})
	if err := h.trekIn(h.burger, "aanvraag", id); !fault.Is(err, fault.Conflict) || !strings.Contains(fault.Tekst(err), "al een besluit") {
		t.Errorf("what is decided: %v", err)
	}
	vs, err := h.store.Verklaringen(t.Context(), h.g.ID, h.burger.ID)
	h.goed(err)
	v := vs[0]
	if err := h.trekIn(h.maakBurger("henk@voorbeeld.example"), "verklaring", v.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("somebody else's: %v", err)
	}
	for range 2 {
		h.goed(h.trekIn(h.burger, "verklaring", v.ID))
	}
	h.telt(`SELECT count(*) FROM audit WHERE wat = 'verklaring ingetrokken' AND rij = $1`, 1, v.ID.String())
	if brieven := h.brieven(); len(brieven) != 3 || brieven[2].Onderwerp != "Uw verklaring is ingetrokken" {
		t.Errorf("%v", brieven)
	}
	h.bevat(h.get(toegang.Persoon{}, "/v/"+string(v.Code), 200), "h1", "Deze verklaring is ingetrokken")
}

// No mail, no withdrawal: they are one transaction.
func TestWithdrawingRollsBack(t *testing.T) {
	h := nieuwHuis(t)
	id := uuid.MustParse(h.vulIn(h.burger))
	h.naar(h.burger, padStap("controleren"), map[string][]string{"id": {id.String()}, "akkoord": {"ja"}})
	if _, err := h.pool.Exec(t.Context(), `ALTER TABLE river_job RENAME TO weg`); err != nil {
		t.Fatal(err)
	}
	if err := h.trekIn(h.burger, "aanvraag", id); err == nil {
		t.Fatal("withdrawn without a mail")
	}
	h.telt(`SELECT count(*) FROM aanvraag WHERE status = 'ingediend'`, 1)
	h.telt(`SELECT count(*) FROM audit WHERE wat = 'aanvraag ingetrokken'`, 0)
}

// The answers in words: what was not answered is left out.
func TestAnswersInWords(t *testing.T) {
	h := nieuwHuis(t)
	leeg, err := h.store.Leesbaar(t.Context(), []byte(`{"naam":"Fatima","taal":"nl"}`))
	if err != nil || len(leeg) != 1 || leeg[0].Waarde != "Fatima" {
		t.Errorf("%v %v", leeg, err)
	}
	b, err := json.Marshal(Antwoorden{Naam: "Fatima", Geboortedatum: h.klok, WoontHier: "ja", Telefoon: "0599 000123", Relatie: "ouder", NaasteWoontHier: "nee", Taken: []string{"vervoer"}, Uren: 8, Sinds: h.klok, Toelichting: "Elke dag", Doelen: []string{"uwv"}})
	h.goed(err)
	vol, err := h.store.Leesbaar(t.Context(), b)
	if err != nil || len(vol) != 11 || vol[4].Waarde != "Mijn ouder of schoonouder" || vol[10].Waarde != "Elke dag" {
		t.Errorf("%v %v", vol, err)
	}
	if _, err := h.store.Leesbaar(t.Context(), []byte("x")); err == nil {
		t.Error("what is no JSON is read")
	}
}
