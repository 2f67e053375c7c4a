package toestemming

import (
	"context"
	"errors"
	"time"

	"mantelpunt/internal/jobs"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
)

// Bijhouden is the daily job that reminds who was asked by mail, and forgets where
// somebody was asked who did not answer in time.
var Bijhouden = jobs.Periodiek{Elke: 24 * time.Hour, Args: taak{}}

type taak struct{}

func (taak) Kind() string { return "toestemmingen_bijhouden" }

// Voeg adds the worker of Bijhouden. The store is filled in before jobs begin: it
// enqueues mail in the queue that these workers make.
func Voeg(w *river.Workers, s *verklaring.Store, klok func() time.Time) {
	river.AddWorker(w, &werker{store: s, klok: klok})
}

type werker struct {
	river.WorkerDefaults[taak]
	store *verklaring.Store
	klok  func() time.Time
}

func (w *werker) Work(ctx context.Context, _ *river.Job[taak]) error {
	return HoudBij(ctx, *w.store, w.klok())
}

// HoudBij does the work of Bijhouden, gemeente by gemeente. What fails at one does not
// stop the others.
func HoudBij(ctx context.Context, s verklaring.Store, nu time.Time) error {
	rows, err := s.Pool.Query(ctx, `SELECT id FROM gemeente ORDER BY id`)
	if err != nil {
		return postgres.Fout(err, "toestemmingen bijhouden")
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int])
	if err != nil {
		return postgres.Fout(err, "toestemmingen bijhouden")
	}
	var fouten []error
	for _, id := range ids {
		ctx, err := s.Bij(toegang.MetPersoon(ctx, toegang.Persoon{Soort: toegang.Systeem, Naam: "taken"}), id)
		if err != nil {
			fouten = append(fouten, err)
			continue
		}
		fouten = append(fouten, s.HerinnerToestemmingen(ctx, id, nu), s.VergeetContact(ctx, id, nu))
	}
	return errors.Join(fouten...)
}
