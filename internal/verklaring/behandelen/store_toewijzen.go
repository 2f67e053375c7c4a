package behandelen

import (
	"context"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Collega is a consulent of a gemeente.
type Collega struct {
	ID         uuid.UUID
	Naam       string
	Open       int        // aanvragen of theirs that wait for a decision
	AfwezigTot *time.Time // last day away, nil for who is there
}

// Collegas gives the consulenten of a gemeente, by name. Somebody whose last day away
// has passed is there again.
func (s Store) Collegas(ctx context.Context, gemeenteID int, vandaag time.Time) ([]Collega, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT g.id, g.naam, (SELECT count(*)::int FROM aanvraag a WHERE a.gemeente_id = $1 AND a.behandelaar_id = g.id AND a.status IN ('ingediend', 'in_behandeling', 'wacht_op_aanvrager', 'voorgesteld')),
		CASE WHEN l.afwezig_tot >= $2 THEN l.afwezig_tot END
		FROM lidmaatschap l JOIN gebruiker g ON g.id = l.gebruiker_id
		WHERE l.gemeente_id = $1 AND l.rol = 'consulent' AND l.beeindigd_op IS NULL AND g.actief ORDER BY g.naam, g.id`, gemeenteID, vandaag)
	if err != nil {
		return nil, postgres.Fout(err, "collega's lezen")
	}
	cs, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Collega])
	return cs, postgres.Fout(err, "collega's lezen")
}

// Afwezig says until which day somebody is away, nil that they are there. Colleagues see
// it, and can take over.
func (s Store) Afwezig(ctx context.Context, gemeenteID int, door toegang.Persoon, tot *time.Time) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, `UPDATE lidmaatschap SET afwezig_tot = $3 WHERE gemeente_id = $1 AND gebruiker_id = $2 AND rol = 'consulent'`, gemeenteID, door.ID, tot)
		if err == nil && tag.RowsAffected() == 0 {
			err = pgx.ErrNoRows
		}
		if err != nil {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "afwezigheid gemeld", Tabel: "lidmaatschap", Rij: door.ID.String(), Gegevens: map[string]*time.Time{"tot": tot}})
	})
	return postgres.Fout(err, "afwezigheid bewaren")
}

// Geef hands an aanvraag to a consulent of the gemeente, or takes it over when that is
// door. One that nobody treated is then in behandeling. versie is that of the dossier
// that door saw.
func (s Store) Geef(ctx context.Context, gemeenteID int, door toegang.Persoon, id, aan uuid.UUID, versie, nu time.Time) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.Vergrendel(ctx, tx, gemeenteID, id)
		switch {
		case err != nil:
			return err
		case a.BehandelaarID == aan: // a second click
			return nil
		case !a.Status.Open():
			return s.WasEerder(ctx, tx, gemeenteID, a)
		}
		if err := zelfdeVersie(a, versie); err != nil {
			return err
		}
		if err := s.isConsulent(ctx, tx, gemeenteID, aan); err != nil {
			return err
		}
		if err := s.geef(ctx, tx, gemeenteID, a, door, aan); err != nil {
			return err
		}
		if a.Status == verklaring.Ingediend {
			return s.Verander(ctx, tx, gemeenteID, &a, verklaring.InBehandeling, door, nu)
		}
		return audit.Schrijf(ctx, tx, gegeven(a, aan))
	})
	return postgres.Fout(err, "aanvraag toewijzen")
}

// NeemAllesOver takes every open aanvraag of an absent colleague, and gives how many.
func (s Store) NeemAllesOver(ctx context.Context, gemeenteID int, door toegang.Persoon, van uuid.UUID, vandaag time.Time) (n int, err error) {
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		var afwezig bool
		err := tx.QueryRow(ctx, `SELECT coalesce(bool_or(afwezig_tot >= $3), false) FROM lidmaatschap WHERE gemeente_id = $1 AND gebruiker_id = $2 AND rol = 'consulent'`, gemeenteID, van, vandaag).Scan(&afwezig)
		if err != nil {
			return err
		}
		if !afwezig || van == door.ID {
			return fault.Met(fault.Conflict, "Deze collega is niet (meer) afwezig. Neem een aanvraag over vanuit het dossier.")
		}
		// in the order of every other lock on several, so that two who do this do not wait for each other
		rows, err := tx.Query(ctx, `SELECT a.id FROM aanvraag a WHERE a.gemeente_id = $1 AND a.behandelaar_id = $2 AND a.status IN ('ingediend', 'in_behandeling', 'wacht_op_aanvrager', 'voorgesteld') ORDER BY a.id FOR UPDATE`, gemeenteID, van)
		if err != nil {
			return err
		}
		ids, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE aanvraag SET behandelaar_id = $3, gewijzigd_op = now() WHERE gemeente_id = $1 AND id = ANY($2)`, gemeenteID, ids, door.ID); err != nil {
			return err
		}
		for _, id := range ids {
			if err := audit.Schrijf(ctx, tx, gegeven(verklaring.Aanvraag{ID: id, BehandelaarID: van}, door.ID)); err != nil {
				return err
			}
		}
		n = len(ids)
		return nil
	})
	return n, postgres.Fout(err, "aanvragen overnemen")
}

// isConsulent fails with Invalid for who does not treat aanvragen at this gemeente.
func (s Store) isConsulent(ctx context.Context, tx pgx.Tx, gemeenteID int, id uuid.UUID) error {
	var is bool
	err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM lidmaatschap l JOIN gebruiker g ON g.id = l.gebruiker_id WHERE l.gemeente_id = $1 AND l.gebruiker_id = $2 AND l.rol = 'consulent' AND l.beeindigd_op IS NULL AND g.actief)`, gemeenteID, id).Scan(&is)
	if err == nil && !is {
		err = fault.Met(fault.Invalid, "Kies een consulent van deze gemeente.")
	}
	return err
}

// geef writes who has the aanvraag. Whoever is given one by a colleague gets a mail.
func (s Store) geef(ctx context.Context, tx pgx.Tx, gemeenteID int, a verklaring.Aanvraag, door toegang.Persoon, aan uuid.UUID) error {
	if _, err := tx.Exec(ctx, `UPDATE aanvraag SET behandelaar_id = $3, gewijzigd_op = now() WHERE gemeente_id = $1 AND id = $2`, gemeenteID, a.ID, aan); err != nil || aan == door.ID {
		return err
	}
	a.BehandelaarID = aan
	return s.MeldBehandelaar(ctx, tx, a, "U hebt een aanvraag gekregen", door.Naam+" gaf aanvraag "+a.Kenmerk+" aan u.")
}

func gegeven(a verklaring.Aanvraag, aan uuid.UUID) audit.Regel {
	return audit.Regel{Wat: "aanvraag toegewezen", Tabel: "aanvraag", Rij: a.ID.String(), Gegevens: map[string]uuid.UUID{"van": a.BehandelaarID, "naar": aan}}
}
