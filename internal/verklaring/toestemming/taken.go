package toestemming

import (
	"context"
	"errors"
	"time"

	"mantelpunt/internal/jobs"
	"mantelpunt/internal/verklaring"

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

// Timeout gives many gemeenten time.
func (w *werker) Timeout(*river.Job[taak]) time.Duration { return 10 * time.Minute }

func (w *werker) Work(ctx context.Context, _ *river.Job[taak]) error {
	return HoudBij(ctx, *w.store, w.klok())
}

// HoudBij does the work of Bijhouden, gemeente by gemeente. What fails at one does not
// stop the others.
func HoudBij(ctx context.Context, s verklaring.Store, nu time.Time) error {
	return s.Overal(ctx, "taken", func(ctx context.Context, gemeenteID int) error {
		return errors.Join(s.HerinnerToestemmingen(ctx, gemeenteID, nu), s.VergeetContact(ctx, gemeenteID, nu))
	})
}
