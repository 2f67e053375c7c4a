package verklaring

import (
	"context"
	"encoding/json"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// VoegRegeling stores a version of the rules from a date; the same date again
// changes nothing, since running aanvragen hold on to it.
func (s Store) VoegRegeling(ctx context.Context, gemeenteID int, vanaf time.Time, r Regels) error {
	regels, err := json.Marshal(r)
	if err != nil {
		return fault.Wrap(err, "regeling toevoegen")
	}
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, `INSERT INTO regeling (gemeente_id, id, soort, geldig_vanaf, regels) VALUES ($1, $2, 'verklaring', $3, $4)
			ON CONFLICT (gemeente_id, soort, geldig_vanaf) DO NOTHING`, gemeenteID, uuid.Must(uuid.NewV7()), vanaf, regels)
		if err != nil || tag.RowsAffected() == 0 {
			return err
		}
		return momentopname.Verhoog(ctx, tx, gemeenteID)
	})
	return postgres.Fout(err, "regeling toevoegen")
}

// Regelingen gives every version of a gemeente's rules, the newest first. A
// gemeente without rules of its own gets the usual ones stored, so that an
// aanvraag always names its version.
func (s Store) Regelingen(ctx context.Context, gemeenteID int) ([]Regeling, error) {
	lees := func() ([]Regeling, error) {
		rows, err := s.Van(gemeenteID).Query(ctx, `SELECT id, geldig_vanaf, regels FROM regeling WHERE gemeente_id = $1 AND soort = 'verklaring' ORDER BY geldig_vanaf DESC`, gemeenteID)
		if err != nil {
			return nil, postgres.Fout(err, "regelingen lezen")
		}
		rs, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Regeling])
		return rs, postgres.Fout(err, "regelingen lezen")
	}
	rs, err := lees()
	if err != nil || len(rs) > 0 {
		return rs, err
	}
	if err := s.VoegRegeling(ctx, gemeenteID, begin, StandaardRegels()); err != nil {
		return nil, err
	}
	return lees()
}

// begin is when the usual rules began: the Wmo 2015.
var begin = time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)

// Regeling gives the rules in force on a day.
func (s Store) Regeling(ctx context.Context, gemeenteID int, dag time.Time) (Regeling, error) {
	rs, err := s.Regelingen(ctx, gemeenteID)
	if err != nil {
		return Regeling{}, err
	}
	return opDag(rs, dag)
}

// opDag finds the version in force among all, the newest first.
func opDag(rs []Regeling, dag time.Time) (Regeling, error) {
	for _, r := range rs {
		if !r.GeldigVanaf.After(dag) {
			return r, nil
		}
	}
	return Regeling{}, fault.New(fault.NotFound, "geen regeling op %s", dag.Format(time.DateOnly))
}
