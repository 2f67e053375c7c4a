package verklaring

import (
	"context"
	"errors"
	"time"

	"mantelpunt/internal/fault"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Aanname is an aanvraag that staff enter for somebody: at the desk, from paper, or
// from a list.
type Aanname struct {
	ID         uuid.UUID // of the aanvraag; the same one entered twice stays one
	RegelingID uuid.UUID
	Kanaal     Kanaal
	Email      string // "" for who has none: then Antwoorden.Adres says where letters go
	Antwoorden Antwoorden
	Ontvangen  time.Time // the term runs from this day

	// Bewaar keeps the files that came with it; nil when there are none.
	Bewaar func(ctx context.Context, tx pgx.Tx, a Aanvraag) error
}

// NeemAan makes an aanvraag for somebody and sends it, within a transaction. It belongs
// to the burger with its e-mail address; what that person was filling in online makes
// way for it. While that person has an open aanvraag there is no second one: a Conflict
// with a sentence. The same Aanname twice gives the aanvraag as it is.
func (s Store) NeemAan(ctx context.Context, tx pgx.Tx, gemeenteID int, door Handelende, n Aanname, nu time.Time) (Aanvraag, error) {
	_, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('aanname ' || $1::text, 0))`, n.ID.String())
	if err != nil {
		return Aanvraag{}, err
	}
	if a, err := s.Vergrendel(ctx, tx, gemeenteID, n.ID); !errors.Is(err, pgx.ErrNoRows) {
		return a, err
	}
	burger, err := s.burgerVoor(ctx, tx, gemeenteID, n.Email)
	if err != nil {
		return Aanvraag{}, err
	}
	id, err := s.legAanname(ctx, tx, gemeenteID, burger, n)
	if err != nil {
		return Aanvraag{}, err
	}
	if n.Bewaar != nil {
		if err := n.Bewaar(ctx, tx, Aanvraag{ID: id, BurgerID: burger}); err != nil {
			return Aanvraag{}, err
		}
	}
	return s.dienIn(ctx, tx, gemeenteID, door, burger, id, n.Ontvangen, nu)
}

// legAanname stores the concept, in place of the one that the burger has.
func (s Store) legAanname(ctx context.Context, tx pgx.Tx, gemeenteID int, burger uuid.UUID, n Aanname) (uuid.UUID, error) {
	var kenmerk string
	err := tx.QueryRow(ctx, `SELECT kenmerk FROM aanvraag WHERE gemeente_id = $1 AND burger_id = $2 AND status IN ('ingediend', 'in_behandeling', 'wacht_op_aanvrager', 'voorgesteld') LIMIT 1`, gemeenteID, burger).Scan(&kenmerk)
	switch {
	case err == nil:
		return uuid.Nil, fault.Met(fault.Conflict, "Bij dit e-mailadres loopt al een aanvraag: "+kenmerk+". Rond die eerst af.")
	case !errors.Is(err, pgx.ErrNoRows):
		return uuid.Nil, err
	}
	// what hangs on a concept: files, and links to go on with it
	for _, sql := range []string{
		`DELETE FROM verderlink l USING aanvraag a WHERE a.gemeente_id = $1 AND a.burger_id = $2 AND a.status = 'concept' AND l.gemeente_id = a.gemeente_id AND l.aanvraag_id = a.id`,
		`DELETE FROM bijlage j USING aanvraag a WHERE a.gemeente_id = $1 AND a.burger_id = $2 AND a.status = 'concept' AND j.gemeente_id = a.gemeente_id AND j.aanvraag_id = a.id`,
		`DELETE FROM aanvraag WHERE gemeente_id = $1 AND burger_id = $2 AND status = 'concept'`,
	} {
		if _, err := tx.Exec(ctx, sql, gemeenteID, burger); err != nil {
			return uuid.Nil, err
		}
	}
	antwoorden, naam, err := s.dicht(gemeenteID, n.ID, n.Antwoorden)
	if err != nil {
		return uuid.Nil, err
	}
	_, err = tx.Exec(ctx, `INSERT INTO aanvraag (gemeente_id, id, burger_id, regeling_id, status, soort, kanaal, antwoorden, naam) VALUES ($1, $2, $3, $4, 'concept', $5, $6, $7, $8)`,
		gemeenteID, n.ID, burger, n.RegelingID, Nieuw, n.Kanaal, antwoorden, naam)
	return n.ID, err
}
