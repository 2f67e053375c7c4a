package verklaring

import (
	"context"
	"fmt"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"

	"github.com/jackc/pgx/v5"
)

// StaatStil reports that the term stands still on a day: the gemeente waits for an
// answer, and the last day for it has not passed (Awb 4:15, first paragraph).
func (a Aanvraag) StaatStil(vandaag time.Time) bool {
	return a.OpgeschortOp != nil && (a.AntwoordVoor == nil || !vandaag.After(*a.AntwoordVoor))
}

// NietBeantwoord reports that the last day to answer the open vraag has passed.
func (a Aanvraag) NietBeantwoord(vandaag time.Time) bool {
	return a.Status == WachtOpAanvrager && a.AntwoordVoor != nil && vandaag.After(*a.AntwoordVoor)
}

// Uiterlijk is the last day to decide as it stands on a day. Of an aanvraag that waits
// it is the day that follows when the waiting ended then.
func (a Aanvraag) Uiterlijk(vandaag time.Time) time.Time {
	a.hervat(vandaag)
	return *a.BeslisVoor
}

// Verleng moves the term to decide on by some weeks, once, and tells the aanvrager in
// a letter (Awb 4:14). The caller has locked the aanvraag. What is not allowed is told
// in a sentence. It is the last thing in tx.
func (s Store) Verleng(ctx context.Context, tx pgx.Tx, gemeenteID int, a *Aanvraag, weken int, reden string, nu time.Time) error {
	switch {
	case a.VerlengdOp != nil:
		return fault.Met(fault.Conflict, "De termijn is al een keer verlengd. Vaker mag niet.")
	case !a.Status.Open():
		return fault.Met(fault.Conflict, "Over deze aanvraag is al besloten.")
	case a.Status == WachtOpAanvrager:
		return fault.Met(fault.Conflict, "De termijn staat stil zolang u op antwoord wacht. Verlengen kan daarna.")
	case weken < 1 || weken > a.Regels.VerlengWeken:
		return fault.Met(fault.Invalid, fmt.Sprintf("Kies 1 tot en met %d weken.", a.Regels.VerlengWeken))
	}
	tot, voor := a.termijn(a.TermijnTot.AddDate(0, 0, 7*weken))
	a.VerlengdOp = &nu
	_, err := tx.Exec(ctx, `UPDATE aanvraag SET termijn_tot = $3, beslis_voor = $4, verlengd_op = $5, gewijzigd_op = now() WHERE gemeente_id = $1 AND id = $2`, gemeenteID, a.ID, tot, voor, nu)
	if err != nil {
		return err
	}
	if err := s.Schrijf(ctx, tx, *a, Brief{Soort: BriefVerlengd, Woorden: reden, Uiterlijk: voor}, nu); err != nil {
		return err
	}
	return audit.Schrijf(ctx, tx, audit.Regel{Wat: "termijn verlengd", Tabel: "aanvraag", Rij: a.ID.String(), Gegevens: map[string]any{"weken": weken, "uiterlijk": voor.Format(time.DateOnly)}})
}

// Verlengd is the last day to decide if the term were moved by some weeks.
func (a Aanvraag) Verlengd(weken int) time.Time {
	_, voor := a.termijn(a.TermijnTot.AddDate(0, 0, 7*weken))
	return voor
}
