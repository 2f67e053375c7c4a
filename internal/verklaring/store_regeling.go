package verklaring

import (
	"context"
	"encoding/json"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// VoegRegeling stores a version of the rules from a date. Versions that are there stay
// as they are: running aanvragen hold on to them.
func (s Store) VoegRegeling(ctx context.Context, gemeenteID int, vanaf time.Time, r Regels) error {
	regels, err := json.Marshal(r)
	if err != nil {
		return fault.Wrap(err, "regeling toevoegen")
	}
	id := uuid.Must(uuid.NewV7())
	door := toegang.PersoonUit(ctx)
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SELECT FROM gemeente WHERE id = $1 FOR NO KEY UPDATE`, gemeenteID); err != nil { // one at a time draws a number
			return err
		}
		_, err := tx.Exec(ctx, `INSERT INTO regeling (gemeente_id, id, soort, nr, geldig_vanaf, regels, door_naam)
			VALUES ($1, $2, 'verklaring', (SELECT coalesce(max(nr), 0) + 1 FROM regeling WHERE gemeente_id = $1 AND soort = 'verklaring'), $3, $4, $5)`, gemeenteID, id, vanaf, regels, door.Naam)
		if err != nil {
			return err
		}
		if err := momentopname.Verhoog(ctx, tx, gemeenteID); err != nil {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "regeling toegevoegd", Tabel: "regeling", Rij: id.String(), Gegevens: r})
	})
	return postgres.Fout(err, "regeling toevoegen")
}

// Regelingen gives every version of a gemeente's rules, the one that counts first: by
// day, and of the same day the newest.
func (s Store) Regelingen(ctx context.Context, gemeenteID int) ([]Regeling, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT id, nr, geldig_vanaf, regels, door_naam, aangemaakt_op FROM regeling WHERE gemeente_id = $1 AND soort = 'verklaring' ORDER BY geldig_vanaf DESC, nr DESC`, gemeenteID)
	if err != nil {
		return nil, postgres.Fout(err, "regelingen lezen")
	}
	rs, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Regeling])
	return rs, postgres.Fout(err, "regelingen lezen")
}

// wmo is when the usual rules began: the Wmo 2015.
var wmo = time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)

// Regeling gives the rules in force on a day. A gemeente without rules of its own gets
// the usual ones stored here, since an aanvraag names its version.
func (s Store) Regeling(ctx context.Context, gemeenteID int, dag time.Time) (Regeling, error) {
	for {
		rs, err := s.Regelingen(ctx, gemeenteID)
		if err != nil {
			return Regeling{}, err
		}
		if r := OpDag(rs, dag); r.ID != uuid.Nil {
			return r, nil
		}
		if err := s.VoegRegeling(ctx, gemeenteID, wmo, StandaardRegels()); err != nil {
			return Regeling{}, err
		}
	}
}

// OpDag finds the version in force among all, in the order of Regelingen; the usual
// rules without an id when there is none.
func OpDag(rs []Regeling, dag time.Time) Regeling {
	for _, r := range rs {
		if !r.GeldigVanaf.After(dag) {
			return r
		}
	}
	return Regeling{GeldigVanaf: wmo, Regels: StandaardRegels()}
}
