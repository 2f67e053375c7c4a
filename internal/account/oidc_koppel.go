package account

import (
	"context"
	"errors"
	"strconv"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// koppelEmail gives a burger an address that they just proved to read. Who came by
// that address before, with a code, is the same person: those aanvragen and
// verklaringen move along, and that burger is no more. It is a Conflict when the
// address is of somebody else who logs in with DigiD, such as a partner.
func (s Store) koppelEmail(ctx context.Context, tx pgx.Tx, gemeenteID int, burger uuid.UUID, email string) error {
	kenmerken := s.emailKenmerken(gemeenteID, email)
	var ander uuid.UUID
	var metDigiD bool
	err := tx.QueryRow(ctx, `SELECT id, bsn_kenmerk IS NOT NULL FROM burger WHERE gemeente_id = $1 AND email_kenmerk = ANY($2) AND id <> $3 FOR UPDATE`,
		gemeenteID, kenmerken, burger).Scan(&ander, &metDigiD)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
	case err != nil:
		return err
	case metDigiD:
		return fault.New(fault.Conflict, "het adres is van een ander met DigiD")
	default:
		if err := voegSamen(ctx, tx, gemeenteID, ander, burger); err != nil {
			return err
		}
	}
	_, err = tx.Exec(ctx, `UPDATE burger SET email = $3, email_kenmerk = $4 WHERE gemeente_id = $1 AND id = $2`,
		gemeenteID, burger, s.Kluis.Dicht([]byte(email), "burger.email", strconv.Itoa(gemeenteID), burger.String()), kenmerken[0])
	if err != nil {
		return err
	}
	gegevens := map[string]string(nil)
	if ander != uuid.Nil {
		gegevens = map[string]string{"samengevoegd_met": ander.String()}
	}
	ctx = toegang.MetGemeente(ctx, toegang.Gemeente{ID: gemeenteID})
	return audit.Schrijf(ctx, tx, audit.Regel{Wat: "e-mailadres bevestigd", Tabel: "burger", Rij: burger.String(), Gegevens: gegevens})
}

// voegSamen moves everything of one burger to another and deletes the first. Of two
// concepten, and of two lists, the one that was worked on last stays: a person has one.
func voegSamen(ctx context.Context, tx pgx.Tx, gemeenteID int, van, naar uuid.UUID) error {
	const weg = `gemeente_id = $1 AND status = 'concept' AND burger_id IN ($2, $3) AND id <> (
		SELECT id FROM aanvraag WHERE gemeente_id = $1 AND status = 'concept' AND burger_id IN ($2, $3) ORDER BY gewijzigd_op DESC, id LIMIT 1)`
	for _, sql := range []string{
		`DELETE FROM verderlink WHERE gemeente_id = $1 AND aanvraag_id IN (SELECT id FROM aanvraag WHERE ` + weg + `)`,
		`DELETE FROM bijlage WHERE gemeente_id = $1 AND aanvraag_id IN (SELECT id FROM aanvraag WHERE ` + weg + `)`,
		`DELETE FROM aanvraag WHERE ` + weg,
		`UPDATE aanvraag SET burger_id = $3 WHERE gemeente_id = $1 AND burger_id = $2`,
		`UPDATE verklaring SET burger_id = $3 WHERE gemeente_id = $1 AND burger_id = $2`,
		`DELETE FROM bewaarlijst WHERE gemeente_id = $1 AND burger_id IN ($2, $3) AND id <> (
			SELECT id FROM bewaarlijst WHERE gemeente_id = $1 AND burger_id IN ($2, $3) ORDER BY gewijzigd_op DESC, id LIMIT 1)`,
		`UPDATE bewaarlijst SET burger_id = $3 WHERE gemeente_id = $1 AND burger_id = $2`,
		`DELETE FROM burger WHERE gemeente_id = $1 AND id = $2 AND id <> $3`, // its sessions go with it
	} {
		if _, err := tx.Exec(ctx, sql, gemeenteID, van, naar); err != nil {
			return err
		}
	}
	return nil
}
