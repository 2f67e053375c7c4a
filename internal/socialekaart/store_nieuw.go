package socialekaart

import (
	"context"
	"fmt"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Nieuw begins an aanbod as a concept with a name alone, and its organisatie when that has
// no ID yet. An organisatie has each name once: imports know an offer by both.
func (s Store) Nieuw(ctx context.Context, gemeenteID int, o Organisatie, naam string, door toegang.Persoon) (id uuid.UUID, err error) {
	id, err = uuid.NewV7()
	if err != nil {
		return id, err
	}
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		// one at a time, as importing does: names and addresses are free or taken
		if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtext('socialekaart inlezen'), $1)`, gemeenteID); err != nil {
			return err
		}
		if err := nieuweOrganisatie(ctx, tx, gemeenteID, &o); err != nil {
			return err
		}
		var bestaat bool
		err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM aanbod a JOIN revisie r ON r.gemeente_id = a.gemeente_id AND r.aanbod_id = a.id AND r.nr = coalesce(a.concept_nr, a.gepubliceerd_nr)
			WHERE a.gemeente_id = $1 AND a.organisatie_id = $2 AND lower(r.inhoud->>'naam') = lower($3))`, gemeenteID, o.ID, naam).Scan(&bestaat)
		if err != nil {
			return err
		}
		if bestaat {
			return fault.Met(fault.Conflict, fmt.Sprintf("%s heeft al een aanbod met deze naam. Kies een andere naam, of zoek het op in de lijst.", o.Naam))
		}
		slug, err := vrijAdres(ctx, tx, "aanbod", gemeenteID, naam)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO aanbod (gemeente_id, id, organisatie_id, slug, status, concept_nr) VALUES ($1, $2, $3, $4, 'concept', 1)`, gemeenteID, id, o.ID, slug); err != nil {
			return err
		}
		if err := nieuweRevisie(ctx, tx, gemeenteID, id, 1, Inhoud{Naam: naam, Talen: []string{"nl"}}, BronBeheer, door); err != nil {
			return err
		}
		return schrijfAudit(ctx, tx, gemeenteID, door, audit.Regel{Wat: "aanbod begonnen", Tabel: "aanbod", Rij: id.String(), Gegevens: map[string]any{"organisatie": o.ID}})
	})
	return id, postgres.Fout(err, "aanbod beginnen")
}

// nieuweOrganisatie keeps an organisatie that has no ID yet, and checks that of one that has.
func nieuweOrganisatie(ctx context.Context, tx pgx.Tx, gemeenteID int, o *Organisatie) (err error) {
	if o.ID != uuid.Nil {
		return tx.QueryRow(ctx, `SELECT inhoud->>'naam' FROM organisatie WHERE gemeente_id = $1 AND id = $2`, gemeenteID, o.ID).Scan(&o.Naam)
	}
	var bestaat bool
	if err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM organisatie WHERE gemeente_id = $1 AND lower(inhoud->>'naam') = lower($2))`, gemeenteID, o.Naam).Scan(&bestaat); err != nil {
		return err
	}
	if bestaat {
		return fault.Met(fault.Conflict, "Deze organisatie bestaat al. Kies haar in de lijst.")
	}
	if o.ID, err = uuid.NewV7(); err != nil {
		return err
	}
	if o.Slug, err = vrijAdres(ctx, tx, "organisatie", gemeenteID, o.Naam); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO organisatie (gemeente_id, id, slug, inhoud) VALUES ($1, $2, $3, $4)`, gemeenteID, o.ID, o.Slug, o.inhoud())
	return err
}

// vrijAdres is a slug that nothing in a table has; a taken one gets a number.
func vrijAdres(ctx context.Context, tx pgx.Tx, tabel string, gemeenteID int, naam string) (string, error) {
	basis := slug(naam)
	if basis == "" {
		basis = "aanbod"
	}
	rows, err := tx.Query(ctx, `SELECT slug FROM `+pgx.Identifier{tabel}.Sanitize()+` WHERE gemeente_id = $1 AND (slug = $2 OR slug LIKE $2 || '-%')`, gemeenteID, basis)
	if err != nil {
		return "", err
	}
	bezet, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return "", err
	}
	gehad := map[string]uuid.UUID{}
	for _, s := range bezet {
		gehad[s] = uuid.Nil
	}
	return (&inlezing{}).vrijeSlug(gehad, "", naam), nil
}
