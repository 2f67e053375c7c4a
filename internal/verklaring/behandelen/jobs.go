package behandelen

import (
	"context"
	"time"

	"mantelpunt/internal/jobs"
	"mantelpunt/internal/verklaring"

	"github.com/riverqueue/river"
)

// Herinneren is the job that reminds aanvragers of a vraag, and Termijnen the one that
// mails consulenten what is late. Both look every hour and do what is to be done once.
var (
	Herinneren = jobs.Periodiek{Elke: time.Hour, Args: herinnertaak{}}
	Termijnen  = jobs.Periodiek{Elke: time.Hour, Args: termijntaak{}}
)

type herinnertaak struct{}

func (herinnertaak) Kind() string { return "vragen_herinneren" }

type termijntaak struct{}

func (termijntaak) Kind() string { return "termijnen_mailen" }

// Voeg adds the workers of Herinneren and Termijnen. The store is filled in before jobs
// begin: it needs the queue in which they stand.
func Voeg(w *river.Workers, s *verklaring.Store, klok func() time.Time) {
	river.AddWorker(w, &werker[herinnertaak]{store: s, klok: klok, doe: Store.HerinnerVragen})
	river.AddWorker(w, &werker[termijntaak]{store: s, klok: klok, doe: Store.StuurTermijnen})
}

type werker[T river.JobArgs] struct {
	river.WorkerDefaults[T]
	store *verklaring.Store
	klok  func() time.Time
	doe   func(s Store, ctx context.Context, gemeenteID int, nu time.Time) error
}

// Timeout gives many gemeenten time.
func (w *werker[T]) Timeout(*river.Job[T]) time.Duration { return 10 * time.Minute }

// Work goes past every gemeente. One that fails holds up no other, and is tried again.
func (w *werker[T]) Work(ctx context.Context, _ *river.Job[T]) error {
	return w.store.Overal(ctx, "termijnen", func(ctx context.Context, gemeenteID int) error {
		return w.doe(Store{*w.store}, ctx, gemeenteID, w.klok())
	})
}
