package lijst

import (
	"context"
	"errors"
	"time"

	"mantelpunt/internal/jobs"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
)

// Hervatten is the job that goes on with lists whose own job was cut off: at every
// start, and now and then.
var Hervatten = jobs.Periodiek{Elke: 10 * time.Minute, Args: hervattaak{}}

// verleentaak issues a list that was confirmed.
type verleentaak struct {
	Gemeente int       `json:"gemeente"`
	Lijst    uuid.UUID `json:"lijst"`
}

func (verleentaak) Kind() string { return "lijst_verlenen" }

type hervattaak struct{}

func (hervattaak) Kind() string { return "lijsten_hervatten" }

// looptijd is how long a job may take: a full list, with room for a slow seal.
const looptijd = 30 * time.Minute

// systeem signs what the job does itself; what it issues is by who confirmed the list.
var systeem = toegang.Persoon{Soort: toegang.Systeem, Naam: "lijst"}

// Voeg adds the workers. The store is filled in before jobs begin: it needs the queue in
// which they stand.
func Voeg(w *river.Workers, s *verklaring.Store, klok func() time.Time) {
	river.AddWorker(w, &verlener{store: s, klok: klok})
	river.AddWorker(w, &hervatter{store: s, klok: klok})
}

type verlener struct {
	river.WorkerDefaults[verleentaak]
	store *verklaring.Store
	klok  func() time.Time
}

func (w *verlener) Timeout(*river.Job[verleentaak]) time.Duration { return looptijd }

func (w *verlener) Work(ctx context.Context, job *river.Job[verleentaak]) error {
	bij, err := w.store.Bij(toegang.MetPersoon(ctx, systeem), job.Args.Gemeente)
	if err != nil {
		return err
	}
	return Store{*w.store}.Verleen(bij, job.Args.Gemeente, job.Args.Lijst, w.klok)
}

type hervatter struct {
	river.WorkerDefaults[hervattaak]
	store *verklaring.Store
	klok  func() time.Time
}

func (w *hervatter) Timeout(*river.Job[hervattaak]) time.Duration { return looptijd }

func (w *hervatter) Work(ctx context.Context, _ *river.Job[hervattaak]) error {
	return Store{*w.store}.Hervat(ctx, w.klok)
}

// Hervat goes on with every list that is on its way and that no job works on at this
// moment.
func (s Store) Hervat(ctx context.Context, klok func() time.Time) error {
	return s.Overal(ctx, systeem.Naam, func(ctx context.Context, gemeenteID int) error {
		rows, err := s.Van(gemeenteID).Query(ctx, `SELECT id FROM lijst WHERE gemeente_id = $1 AND status = 'bezig' FOR UPDATE SKIP LOCKED`, gemeenteID)
		if err != nil {
			return postgres.Fout(err, "lijsten zoeken")
		}
		ids, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
		fouten := []error{postgres.Fout(err, "lijsten zoeken")}
		for _, id := range ids {
			fouten = append(fouten, s.Verleen(ctx, gemeenteID, id, klok))
		}
		return errors.Join(fouten...)
	})
}
