package aanvragen

import (
	"context"
	"time"

	"mantelpunt/internal/jobs"
	"mantelpunt/internal/verklaring"

	"github.com/riverqueue/river"
)

// Waarschuwen is the daily job that announces which concepts will disappear.
var Waarschuwen = jobs.Periodiek{Elke: 24 * time.Hour, Args: waarschuwtaak{}}

type waarschuwtaak struct{}

func (waarschuwtaak) Kind() string { return "concepten_aankondigen" }

// Voeg adds the worker of Waarschuwen. The store is filled in before jobs begin: it
// enqueues mail in the queue that these workers make.
func Voeg(w *river.Workers, s *verklaring.Store, klok func() time.Time) {
	river.AddWorker(w, &waarschuwer{store: s, klok: klok})
}

type waarschuwer struct {
	river.WorkerDefaults[waarschuwtaak]
	store *verklaring.Store
	klok  func() time.Time
}

func (w *waarschuwer) Work(ctx context.Context, _ *river.Job[waarschuwtaak]) error {
	return Store{*w.store}.Waarschuw(ctx, w.klok())
}
