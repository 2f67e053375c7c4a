package privacy

import (
	"context"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/gegevens"
	"mantelpunt/internal/jobs"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
)

// Opruimen is the periodic job that deletes what is over its term.
var Opruimen = jobs.Periodiek{Elke: time.Hour, Args: opruimtaak{}}

type opruimtaak struct{}

func (opruimtaak) Kind() string { return opruimkind }

const opruimkind = "bewaartermijnen"

// Voeg adds the worker of Opruimen.
func Voeg(w *river.Workers, s Store, klok func() time.Time) {
	river.AddWorker(w, &opruimer{store: s, klok: klok})
}

type opruimer struct {
	river.WorkerDefaults[opruimtaak]
	store Store
	klok  func() time.Time
}

func (o *opruimer) Work(ctx context.Context, _ *river.Job[opruimtaak]) error {
	return o.store.RuimOp(ctx, o.klok())
}

// systeem signs in the audit what nobody did by hand.
var systeem = toegang.Persoon{Soort: toegang.Systeem, Naam: "bewaartermijnen"}

// RuimOp deletes everything that is over its term, gemeente by gemeente. Of each kind it
// notes how many, never whose: a line in the audit, and one in the log of what went
// (opruiming), which a beheerder reads.
func (s Store) RuimOp(ctx context.Context, nu time.Time) error {
	rows, err := s.Pool.Query(ctx, `SELECT id FROM gemeente ORDER BY id`)
	if err != nil {
		return postgres.Fout(err, "bewaartermijnen toepassen")
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int])
	if err != nil {
		return postgres.Fout(err, "bewaartermijnen toepassen")
	}
	for _, id := range ids {
		for _, r := range gegevens.Regels {
			if r.Vanaf == "" {
				continue
			}
			if err := s.pasToe(ctx, id, r, nu); err != nil {
				return err
			}
		}
	}
	return s.wisGebruikers(ctx, ids, nu)
}

// pasToe applies one rule at one gemeente, until nothing is left to delete.
func (s Store) pasToe(ctx context.Context, gemeenteID int, r gegevens.Regel, nu time.Time) error {
	ctx = toegang.MetGemeente(toegang.MetPersoon(ctx, systeem), toegang.Gemeente{ID: gemeenteID})
	for {
		var n int64
		err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) (err error) {
			if n, err = r.Wis(ctx, tx, nu); err != nil || n == 0 {
				return err
			}
			if _, err := tx.Exec(ctx, `INSERT INTO opruiming (gemeente_id, regel, tabel, aantal, op) VALUES ($1, $2, $3, $4, $5)`, gemeenteID, r.Code, r.Tabel, n, nu); err != nil {
				return err
			}
			return audit.Schrijf(ctx, tx, audit.Regel{Wat: "bewaartermijn voorbij", Tabel: r.Tabel, Gegevens: map[string]any{"regel": r.Code, "aantal": n}})
		})
		if err != nil || n == 0 {
			return postgres.Fout(err, "bewaartermijn "+r.Code)
		}
	}
}

// wisGebruikers deletes accounts of staff that no gemeente knows any more: no role,
// not even one that ended, and no aanvraag, verklaring, proposal or list with their name. Each gemeente
// is asked; the lock keeps out who gives such an account a role meanwhile.
func (s Store) wisGebruikers(ctx context.Context, gemeenten []int, nu time.Time) error {
	err := pgx.BeginFunc(ctx, s.Pool, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `SELECT id FROM gebruiker WHERE coalesce(laatst_ingelogd_op, aangemaakt_op) + interval '12 months' <= $1 FOR UPDATE`, nu)
		if err != nil {
			return err
		}
		weg, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
		if err != nil {
			return err
		}
		for _, g := range gemeenten {
			if err := postgres.Stel(ctx, tx, g); err != nil {
				return err
			}
			rows, err := tx.Query(ctx, `SELECT x FROM unnest($1::uuid[]) AS x WHERE NOT EXISTS (SELECT FROM lidmaatschap WHERE gebruiker_id = x)
				AND NOT EXISTS (SELECT FROM aanvraag WHERE behandelaar_id = x) AND NOT EXISTS (SELECT FROM verklaring WHERE afgegeven_door = x)
				AND NOT EXISTS (SELECT FROM voorstel WHERE x IN (door_id, oordeel_id)) AND NOT EXISTS (SELECT FROM lijst WHERE x IN (door_id, bevestigd_id))`, weg)
			if err != nil {
				return err
			}
			if weg, err = pgx.CollectRows(rows, pgx.RowTo[uuid.UUID]); err != nil {
				return err
			}
		}
		_, err = tx.Exec(ctx, `DELETE FROM gebruiker WHERE id = ANY($1)`, weg)
		return err
	})
	return postgres.Fout(err, "accounts van medewerkers opruimen")
}
