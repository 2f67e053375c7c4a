package mijn

import (
	"context"
	"time"

	"mantelpunt/internal/jobs"
	"mantelpunt/internal/verklaring"

	"github.com/riverqueue/river"
)

// Nazorg is the daily job that reminds whose verklaring ends.
var Nazorg = jobs.Periodiek{Elke: 24 * time.Hour, Args: nazorgtaak{}}

type nazorgtaak struct{}

func (nazorgtaak) Kind() string { return "nazorg" }

// Voeg adds the worker of Nazorg. The store is filled in before jobs begin: it enqueues
// mail in the queue that these workers make.
func Voeg(w *river.Workers, s *verklaring.Store, klok func() time.Time) {
	river.AddWorker(w, &nazorger{store: s, klok: klok})
}

type nazorger struct {
	river.WorkerDefaults[nazorgtaak]
	store *verklaring.Store
	klok  func() time.Time
}

// Timeout gives many gemeenten time.
func (n *nazorger) Timeout(*river.Job[nazorgtaak]) time.Duration { return 10 * time.Minute }

func (n *nazorger) Work(ctx context.Context, _ *river.Job[nazorgtaak]) error {
	return n.store.Overal(ctx, "nazorg", func(ctx context.Context, gemeenteID int) error {
		return n.store.Herinner(ctx, gemeenteID, n.klok())
	})
}
