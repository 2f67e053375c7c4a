package verklaring

import (
	"context"
	"encoding/json"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/postgres"
	"mantelpunt/web"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Leesbaar gives the answers of an aanvraag, as they are stored, in the words of the
// form, for who looks at everything that we keep. A question that was not answered is
// left out.
func (s Store) Leesbaar(ctx context.Context, antwoorden []byte) ([]web.Rij, error) {
	var a Antwoorden
	if err := json.Unmarshal(antwoorden, &a); err != nil {
		return nil, fault.Wrap(err, "antwoorden lezen")
	}
	var uit []web.Rij
	for _, r := range a.Rijen(ctx) {
		if r.Waarde != "" {
			uit = append(uit, web.Rij{Naam: r.Naam, Waarde: r.Waarde})
		}
	}
	return uit, nil
}

// TrekAanvraagIn withdraws an aanvraag of the burger who asks for it, who gets a letter
// as proof. Once it is decided there is nothing to withdraw: a Conflict with a
// sentence. Asked twice it stays withdrawn.
func (s Store) TrekAanvraagIn(ctx context.Context, gemeenteID int, door Handelende, id uuid.UUID, nu time.Time) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.VergrendelEigen(ctx, tx, gemeenteID, door.ID, id)
		if err == nil && a.Status == Concept {
			err = pgx.ErrNoRows
		}
		if err != nil || a.Status == Ingetrokken {
			return err
		}
		if !a.Status.Mag(Ingetrokken, door.Soort) {
			return fault.Met(fault.Conflict, i18n.T(ctx, "privacy.intrekken.besloten"))
		}
		if err := s.SluitVraag(ctx, tx, gemeenteID, id, nu); err != nil {
			return err
		}
		// nobody need look at what was proposed any more
		_, err = tx.Exec(ctx, `UPDATE voorstel SET oordeel = 'terug', oordeel_naam = 'de aanvrager', oordeel_op = $3 WHERE gemeente_id = $1 AND aanvraag_id = $2 AND oordeel = ''`, gemeenteID, id, nu)
		if err != nil {
			return err
		}
		if err := s.Schrijf(ctx, tx, a, Brief{Soort: BriefIngetrokken}, nu); err != nil {
			return err
		}
		return s.Verander(ctx, tx, gemeenteID, &a, Ingetrokken, door, nu)
	})
	return postgres.Fout(err, "aanvraag intrekken")
}

// TrekVerklaringIn withdraws a verklaring because its burger asks so.
func (s Store) TrekVerklaringIn(ctx context.Context, gemeenteID int, door Handelende, id uuid.UUID, nu time.Time) error {
	return s.Beeindig(ctx, gemeenteID, door, id, RedenZelf, nu)
}

// Beeindig withdraws a verklaring on behalf of its burger: from now on every check says
// so. Asked twice it stays as it was.
func (s Store) Beeindig(ctx context.Context, gemeenteID int, door Handelende, id uuid.UUID, reden Reden, nu time.Time) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		var aanvraag uuid.UUID // locked first, as staff do
		if err := tx.QueryRow(ctx, `SELECT aanvraag_id FROM verklaring WHERE gemeente_id = $1 AND burger_id = $2 AND id = $3`, gemeenteID, door.ID, id).Scan(&aanvraag); err != nil {
			return err
		}
		a, err := s.VergrendelEigen(ctx, tx, gemeenteID, door.ID, aanvraag)
		if err != nil {
			return err
		}
		v, err := s.ScanVerklaring(gemeenteID, tx.QueryRow(ctx, `SELECT `+VerklaringKolommen+` FROM verklaring v WHERE v.gemeente_id = $1 AND v.id = $2 FOR UPDATE`, gemeenteID, id))
		if err != nil || v.IngetrokkenOp != nil {
			return err
		}
		v.Reden = reden
		if err := s.Schrijf(ctx, tx, a, Brief{Soort: BriefVerklaringIngetrokken, Verklaring: &v}, nu); err != nil {
			return err
		}
		_, err = s.TrekIn(ctx, tx, gemeenteID, id, reden, nu)
		return err
	})
	return postgres.Fout(err, "verklaring intrekken")
}
