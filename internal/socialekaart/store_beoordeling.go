package socialekaart

import (
	"context"
	"errors"
	"slices"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// beoordeeld clears, in an UPDATE, that something waits to be judged.
const beoordeeld = `beoordeling_nr = NULL, ingestuurd_op = NULL, ingestuurd_door = NULL, terug_zin = ''`

// Organisaties gives every organisatie of a gemeente, by name.
func (s Store) Organisaties(ctx context.Context, gemeenteID int) ([]Organisatie, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT id, slug, inhoud FROM organisatie WHERE gemeente_id = $1 ORDER BY id`, gemeenteID)
	if err != nil {
		return nil, postgres.Fout(err, "organisaties lezen")
	}
	lijst, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Organisatie, error) {
		var id uuid.UUID
		var slug string
		var in organisatieInhoud
		err := row.Scan(&id, &slug, &in)
		return in.organisatie(id, slug), err
	})
	c := collate.New(language.Dutch, collate.IgnoreCase)
	slices.SortStableFunc(lijst, func(a, b Organisatie) int { return c.CompareString(a.Naam, b.Naam) })
	return lijst, postgres.Fout(err, "organisaties lezen")
}

// Zichtbaar gives what visitors see of an aanbod; false when they see nothing.
func (s Store) Zichtbaar(ctx context.Context, gemeenteID int, id uuid.UUID) (in Inhoud, ok bool, err error) {
	err = s.Van(gemeenteID).QueryRow(ctx, `SELECT r.inhoud FROM aanbod a JOIN revisie r ON r.gemeente_id = a.gemeente_id AND r.aanbod_id = a.id AND r.nr = a.gepubliceerd_nr
		WHERE a.gemeente_id = $1 AND a.id = $2 AND a.status = 'gepubliceerd'`, gemeenteID, id).Scan(&in)
	if errors.Is(err, pgx.ErrNoRows) {
		return in, false, nil
	}
	return in, err == nil, postgres.Fout(err, "gepubliceerde versie lezen")
}

// StuurIn offers a concept to be judged. What is published stays up meanwhile.
func (s Store) StuurIn(ctx context.Context, gemeenteID int, id uuid.UUID, revisie int, door toegang.Persoon) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		st, err := vergrendel(ctx, tx, gemeenteID, id)
		switch {
		case err != nil:
			return err
		case st.nieuwste() != revisie:
			return eerder(ctx, tx, gemeenteID, id, st.nieuwste())
		case st.ConceptNr == nil:
			return fault.Met(fault.Conflict, "Deze versie is al gepubliceerd.")
		}
		status := st.Status
		if status != Gepubliceerd {
			status = TerBeoordeling
		}
		_, err = tx.Exec(ctx, `UPDATE aanbod SET status = $4, beoordeling_nr = $3, ingestuurd_op = now(), terug_zin = '',
				ingestuurd_door = (SELECT id FROM gebruiker WHERE id = $5) WHERE gemeente_id = $1 AND id = $2`, gemeenteID, id, revisie, status, door.ID)
		if err != nil {
			return err
		}
		return schrijfAudit(ctx, tx, gemeenteID, door, audit.Regel{Wat: "aanbod ingestuurd", Tabel: "aanbod", Rij: id.String(), Gegevens: map[string]any{"revisie": revisie}})
	})
	return postgres.Fout(err, "aanbod insturen")
}

// StuurTerug gives what was sent in back to its aanbieder, with a sentence that says
// why. meld is handed the address of who sent it in; it is not called when that
// person no longer works here.
func (s Store) StuurTerug(ctx context.Context, gemeenteID int, id uuid.UUID, revisie int, zin string, door toegang.Persoon, meld func(ctx context.Context, tx pgx.Tx, aan string) error) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		st, err := vergrendel(ctx, tx, gemeenteID, id)
		switch {
		case err != nil:
			return err
		case st.BeoordelingNr == nil:
			return fault.Met(fault.Conflict, "Dit aanbod wacht niet meer op een beoordeling. Een collega was u voor, of de aanbieder werkt er weer aan.")
		case *st.BeoordelingNr != revisie:
			return eerder(ctx, tx, gemeenteID, id, *st.BeoordelingNr)
		}
		status := st.Status
		if status != Gepubliceerd {
			status = Concept
		}
		var aan string
		err = tx.QueryRow(ctx, `SELECT g.email FROM aanbod a JOIN gebruiker g ON g.id = a.ingestuurd_door WHERE a.gemeente_id = $1 AND a.id = $2 AND g.actief
			AND EXISTS (SELECT FROM lidmaatschap l WHERE l.gemeente_id = $1 AND l.gebruiker_id = g.id AND l.beeindigd_op IS NULL)`, gemeenteID, id).Scan(&aan)
		if err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE aanbod SET status = $3, `+beoordeeld+` WHERE gemeente_id = $1 AND id = $2`, gemeenteID, id, status); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE aanbod SET terug_zin = $3 WHERE gemeente_id = $1 AND id = $2`, gemeenteID, id, zin); err != nil {
			return err
		}
		if aan != "" {
			if err := meld(ctx, tx, aan); err != nil {
				return err
			}
		}
		return schrijfAudit(ctx, tx, gemeenteID, door, audit.Regel{Wat: "aanbod teruggestuurd", Tabel: "aanbod", Rij: id.String(), Gegevens: map[string]any{"revisie": revisie}})
	})
	return postgres.Fout(err, "aanbod terugsturen")
}
