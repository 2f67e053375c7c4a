package verklaring

import (
	"context"
	"errors"
	"strings"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/termijn"
	"mantelpunt/internal/toegang"

	"github.com/jackc/pgx/v5"
)

// termijn sets the end of the term to decide: in calendar days, and the last day that
// follows from it.
func (a *Aanvraag) termijn(tot time.Time) (time.Time, time.Time) {
	voor := termijn.Uiterlijk(tot)
	a.TermijnTot, a.BeslisVoor = &tot, &voor
	return tot, voor
}

// hervat is the end of the term once the waiting is over: moved on by the days that it
// stood still, from the question until the answer or the last day for it (Awb 4:15,
// first paragraph).
func (a *Aanvraag) hervat(vandaag time.Time) {
	if a.OpgeschortOp == nil {
		return
	}
	if a.AntwoordVoor != nil && vandaag.After(*a.AntwoordVoor) {
		vandaag = *a.AntwoordVoor
	}
	a.termijn(a.TermijnTot.AddDate(0, 0, max(0, termijn.Dagen(*a.OpgeschortOp, vandaag))))
	a.OpgeschortOp = nil
}

// Verander is the one way in which an aanvraag changes status: by the rules of
// Mag, with its term, its line of history and of audit. It is the last thing in tx.
// Waiting for the aanvrager lets the term stand still where the regeling says so;
// AntwoordVoor must be set before.
func (s Store) Verander(ctx context.Context, tx pgx.Tx, gemeenteID int, a *Aanvraag, naar Status, door Handelende, nu time.Time) error {
	if !a.Status.Mag(naar, door.Soort) {
		return fault.New(fault.Conflict, "van %s naar %s door %s mag niet", a.Status, naar, door.Soort)
	}
	vandaag := Dag(nu)
	switch {
	case naar == WachtOpAanvrager:
		if a.Regels.Opschorten {
			a.OpgeschortOp = &vandaag
		}
	case a.Status == WachtOpAanvrager:
		a.hervat(vandaag)
		a.AntwoordVoor = nil
	}
	if !naar.Open() {
		a.BeslotenOp = &nu
		if err := s.SluitToestemming(ctx, tx, gemeenteID, a.ID, nu); err != nil { // nobody need confirm any more
			return err
		}
	}
	_, err := tx.Exec(ctx, `UPDATE aanvraag SET status = $3, gewijzigd_op = now(), besloten_op = $4, termijn_tot = $5, beslis_voor = $6, opgeschort_op = $7, antwoord_voor = $8 WHERE gemeente_id = $1 AND id = $2`,
		gemeenteID, a.ID, naar, a.BeslotenOp, a.TermijnTot, a.BeslisVoor, a.OpgeschortOp, a.AntwoordVoor)
	if err != nil {
		return err
	}
	if door.Soort == toegang.Burger { // the dossier says who that is; the history cannot be changed, so it does not
		door.Naam = "de aanvrager"
	}
	_, err = tx.Exec(ctx, `INSERT INTO aanvraag_gebeurtenis (gemeente_id, aanvraag_id, van, naar, door_soort, door_id, door_naam, op) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		gemeenteID, a.ID, a.Status, naar, door.Soort, door.ID, door.Naam, nu)
	if err != nil {
		return err
	}
	van := a.Status
	a.Status = naar
	return audit.Schrijf(ctx, tx, audit.Regel{Wat: "aanvraag " + string(naar), Tabel: "aanvraag", Rij: a.ID.String(), Gegevens: map[string]Status{"van": van, "naar": naar}})
}

// WasEerder is the Conflict of who finds that somebody else was first: it says who.
func (s Store) WasEerder(ctx context.Context, tx pgx.Tx, gemeenteID int, a Aanvraag) error {
	var naam string
	var op time.Time
	err := tx.QueryRow(ctx, `SELECT door_naam, op FROM aanvraag_gebeurtenis WHERE gemeente_id = $1 AND aanvraag_id = $2 ORDER BY id DESC LIMIT 1`, gemeenteID, a.ID).Scan(&naam, &op)
	if err != nil {
		return err
	}
	return Eerder("Er is niets veranderd: " + naam + " was u voor. De aanvraag staat sinds " + i18n.DatumTijd(ctx, op) + " op “" + StatusNaam(a.Status) + "”.")
}

// Eerder is the Conflict of who finds that a colleague was first. The sentence names that
// colleague; the log does not.
func Eerder(zin string) error {
	return &fault.Error{Kind: fault.Conflict, Tekst: zin, Err: errors.New("een ander was eerder")}
}

// StatusNaam is the word that staff use.
func StatusNaam(s Status) string {
	return strings.ReplaceAll(string(s), "_", " ")
}
