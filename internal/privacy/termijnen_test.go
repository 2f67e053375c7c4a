package privacy

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// A dry run says what would go, with what hangs on it, and deletes nothing; the job
// then takes exactly that, and the page has it in its log.
func TestDryRunAndLog(t *testing.T) {
	h := nieuwHuis(t)
	fatima := h.burger(0, "fatima@voorbeeld.example")
	weg, vast := h.aanvraag(0, fatima, "afgewezen"), h.aanvraag(0, fatima, "afgewezen")
	h.doe(`UPDATE aanvraag SET besloten_op = $1`, vitrinetijd.AddDate(-5, 0, -1))
	h.doe(`UPDATE aanvraag SET vasthouden = 'bezwaar' WHERE id = $1`, vast)
	h.doe(`UPDATE sessie SET verloopt_op = $1`, vitrinetijd.AddDate(1, 0, 0))
	h.doe(`DELETE FROM inlogcode`)

	d := h.get(h.ans, padTermijnen, 200)
	h.bevat(d, "main", "Er is nog niets verwijderd.")
	if d.Find("#proef .utrecht-alert").Length() != 0 {
		t.Error("nobody asked for a dry run")
	}
	d = h.get(h.ans, padTermijnen+"?proef=ja", 200)
	h.bevat(d, "#proef", "Afgewezen aanvraag: 1. Daarbij: aanvraag gebeurtenis 1.")
	h.bevat(d, "#proef", "Er is niets verwijderd.")
	h.tel(2, `SELECT count(*) FROM aanvraag`)
	h.tel(0, `SELECT count(*) FROM opruiming`)
	h.vraag(h.carla, http.MethodGet, padTermijnen+"?proef=ja", 403)

	h.goed(h.store.RuimOp(t.Context(), vitrinetijd))
	h.goed(h.store.RuimOp(t.Context(), vitrinetijd.AddDate(0, 0, 1)))
	h.tel(0, `SELECT count(*) FROM aanvraag WHERE id = $1`, weg)
	h.tel(1, `SELECT count(*) FROM aanvraag WHERE id = $1`, vast)
	h.tel(1, `SELECT count(*) FROM opruiming WHERE regel = 'afgewezen' AND tabel = 'aanvraag' AND aantal = 1 AND op = $1`, vitrinetijd)
	d = h.get(h.ans, padTermijnen+"?proef=ja", 200)
	h.bevat(d, "#proef", "Er is nu niets te verwijderen")
	h.bevat(d, "section[aria-labelledby=opgeruimdkop] tbody", "22 november 2026, 14.03 uur")
	h.bevat(d, "section[aria-labelledby=opgeruimdkop] tbody", "Afgewezen aanvraag")
}

// What was noted of a deletion goes with it: they are one transaction.
func TestDeletionAndItsLineAreOne(t *testing.T) {
	h := nieuwHuis(t)
	h.aanvraag(0, h.burger(0, "fatima@voorbeeld.example"), "concept")
	h.doe(`UPDATE aanvraag SET gewijzigd_op = $1`, vitrinetijd.AddDate(-1, 0, 0))
	h.doe(`ALTER TABLE audit_kop RENAME TO weg`)
	if h.store.RuimOp(t.Context(), vitrinetijd) == nil {
		t.Error("it says that all is well")
	}
	h.tel(1, `SELECT count(*) FROM aanvraag`)
	h.tel(0, `SELECT count(*) FROM opruiming`)
}

// The pages tell the terms of the regeling in force; somebody who withdraws hears that
// of his own.
func TestPagesTellTheTermsOfTheRegeling(t *testing.T) {
	h := nieuwHuis(t)
	fatima := h.burger(0, "fatima@voorbeeld.example")
	aanvraag := h.aanvraag(0, fatima, "ingediend")
	h.doe(`UPDATE regeling SET regels = '{"bewaren": {"afgebroken_dagen": 70}}' WHERE id = $1`, h.regeling[0])
	nieuw := func(nr int, vanaf, bewaren string) {
		h.doe(`INSERT INTO regeling (gemeente_id, id, soort, nr, geldig_vanaf, regels) VALUES ($1, $2, 'verklaring', $3, $4, $5)`, h.g[0].ID, uuid.New(), nr, vanaf, `{"bewaren": `+bewaren+`}`)
	}
	nieuw(2, "2026-11-22", `{"afgebroken_dagen": 49, "afgewezen_maanden": 30, "verleend_maanden": 24, "bron": "Beheerregeling Veldwaarde"}`)
	nieuw(3, "2027-01-01", `{"afgebroken_dagen": 99}`)
	termijnen := []string{"Aanvraag die is ingetrokken of niet behandeld: 49 dagen na", "Afgewezen aanvraag: 30 maanden na", "Verleende aanvraag met de verklaring: 2 jaar na"}
	for _, wil := range termijnen {
		h.bevat(h.get(fatima, padPrivacy, 200), "main", wil)
		h.bevat(h.get(h.ans, padRegister, 200), "main", wil)
	}
	h.bevat(h.get(h.ans, padTermijnen, 200), "main", "Beheerregeling Veldwaarde")
	for _, soort := range []string{".json", ".csv"} {
		if s := lees(t, h.vraag(h.ans, http.MethodGet, padRegister+soort, 200)); !strings.Contains(s, termijnen[0]) {
			t.Errorf("%s lacks the term", soort)
		}
	}
	h.bevat(h.get(fatima, padIntrekken+"aanvraag/"+aanvraag.String(), 200), "main", "Wij verwijderen de aanvraag 70 dagen later.")
}

// Nobody can have an aanvraag deleted while an objection runs, not even who made it.
func TestWhatIsHeldCannotBeForgotten(t *testing.T) {
	h := nieuwHuis(t)
	fatima := h.burger(0, "fatima@voorbeeld.example")
	h.aanvraag(0, fatima, "afgewezen")
	h.doe(`UPDATE aanvraag SET vasthouden = 'bezwaar'`)
	h.bevat(h.get(fatima, padMijn, 200), "main", "Dit blijft staan zolang uw bezwaar of uw verzoek om inzage loopt.")
	h.bevat(h.get(fatima, padWissen, 200), "main", "er loopt een bezwaar of een verzoek om inzage")
	h.vraag(fatima, http.MethodPost, padWissen, 303)
	h.tel(1, `SELECT count(*) FROM aanvraag`)
	h.tel(1, `SELECT count(*) FROM burger WHERE id = $1`, fatima.ID)

	h.doe(`UPDATE aanvraag SET status = 'concept', kenmerk = NULL, besloten_op = NULL`)
	h.logIn(0, fatima)
	h.vraag(fatima, http.MethodPost, padWissen, 303)
	h.tel(1, `SELECT count(*) FROM aanvraag`)
	h.doe(`UPDATE aanvraag SET vasthouden = ''`)
	h.logIn(0, fatima)
	h.vraag(fatima, http.MethodPost, padWissen, 303)
	h.tel(0, `SELECT count(*) FROM aanvraag`)
}

// An account of staff that a proposal or a list still names stays.
func TestAccountsThatAreNamedStay(t *testing.T) {
	h := nieuwHuis(t)
	voorsteller, beoordelaar, lezer, weg := uuid.New(), uuid.New(), uuid.New(), uuid.New()
	for _, id := range []uuid.UUID{voorsteller, beoordelaar, lezer, weg} {
		h.doe(`INSERT INTO gebruiker (id, email, naam, laatst_ingelogd_op) VALUES ($1, $2, 'X', $3)`, id, id.String()+"@x.example", vitrinetijd.AddDate(-2, 0, 0))
	}
	aanvraag := h.aanvraag(1, h.burger(1, "e@voorbeeld.example"), "ingediend")
	h.doe(`INSERT INTO voorstel (gemeente_id, id, aanvraag_id, besluit, door_id, door_naam, op, oordeel, oordeel_id) VALUES ($1, $2, $3, '', $4, 'X', now(), 'terug', $5)`, h.g[1].ID, uuid.New(), aanvraag, voorsteller, beoordelaar)
	h.doe(`INSERT INTO lijst (gemeente_id, id, naam, door_id, door_naam, op, status) VALUES ($1, $2, 'L', $3, 'X', now(), 'klaar')`, h.g[0].ID, uuid.New(), lezer)
	h.goed(h.store.RuimOp(t.Context(), vitrinetijd))
	h.tel(0, `SELECT count(*) FROM gebruiker WHERE id = $1`, weg)
	h.tel(3, `SELECT count(*) FROM gebruiker WHERE id = ANY($1)`, []uuid.UUID{voorsteller, beoordelaar, lezer})
}
