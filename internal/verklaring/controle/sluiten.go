package controle

import (
	"context"
	"strconv"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/jobs"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/controlecode"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
)

// Sluiten is the job that closes check codes which were stored readable, before the
// kluis kept them. It runs at every start; once they are closed it finds nothing.
var Sluiten = jobs.Periodiek{Elke: 24 * time.Hour, Args: sluittaak{}}

type sluittaak struct{}

func (sluittaak) Kind() string { return "controlecodes_sluiten" }

// Voeg adds the worker of Sluiten. Of the store it needs the database and the kluis.
func Voeg(w *river.Workers, s verklaring.Store) {
	river.AddWorker(w, &sluiter{store: Store{Store: s}})
}

type sluiter struct {
	river.WorkerDefaults[sluittaak]
	store Store
}

func (w *sluiter) Work(ctx context.Context, _ *river.Job[sluittaak]) error {
	return w.store.SluitCodes(ctx)
}

// sluitReeks is how many codes are closed in one transaction.
const sluitReeks = 200

// SluitCodes closes every code that still stands readable, gemeente by gemeente, with a
// line in the audit that says how many. It may be cut off and run again.
func (s Store) SluitCodes(ctx context.Context) error {
	rows, err := s.Pool.Query(ctx, `SELECT id FROM gemeente ORDER BY id`)
	if err != nil {
		return postgres.Fout(err, "controlecodes sluiten")
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int])
	if err != nil {
		return postgres.Fout(err, "controlecodes sluiten")
	}
	for _, id := range ids {
		ctx := toegang.MetGemeente(toegang.MetPersoon(ctx, toegang.Persoon{Soort: toegang.Systeem, Naam: "controlecodes"}), toegang.Gemeente{ID: id})
		for n := sluitReeks; n == sluitReeks; {
			err := s.Van(id).Tx(ctx, func(tx pgx.Tx) (err error) {
				n, err = s.sluitReeks(ctx, tx, id)
				return err
			})
			if err != nil {
				return postgres.Fout(err, "controlecodes sluiten")
			}
		}
	}
	return nil
}

func (s Store) sluitReeks(ctx context.Context, tx pgx.Tx, gemeenteID int) (int, error) {
	rows, err := tx.Query(ctx, `SELECT id, code_open FROM verklaring WHERE gemeente_id = $1 AND code_open IS NOT NULL ORDER BY id LIMIT $2 FOR UPDATE`, gemeenteID, sluitReeks)
	if err != nil {
		return 0, err
	}
	type openCode struct {
		ID   uuid.UUID
		Code string
	}
	codes, err := pgx.CollectRows(rows, pgx.RowToStructByPos[openCode])
	if err != nil || len(codes) == 0 {
		return 0, err
	}
	b := &pgx.Batch{}
	for _, c := range codes {
		b.Queue(`UPDATE verklaring SET code = $3, code_kenmerk = $4, code_open = NULL WHERE gemeente_id = $1 AND id = $2`, gemeenteID, c.ID,
			s.Kluis.Dicht([]byte(c.Code), "verklaring.code", strconv.Itoa(gemeenteID), c.ID.String()),
			s.Kluis.Kenmerk("verklaring.code", verklaring.Codekenmerk(gemeenteID, controlecode.Code(c.Code))))
	}
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return 0, err
	}
	return len(codes), audit.Schrijf(ctx, tx, audit.Regel{Wat: "controlecodes versleuteld", Tabel: "verklaring", Gegevens: map[string]int{"aantal": len(codes)}})
}
