// Package jobs runs work after the transaction that caused it, with River: a job
// is a row that is enqueued in that transaction, so nothing is lost and nothing
// happens that was rolled back.
package jobs

import (
	"context"
	"log/slog"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/postgres"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
)

// Wachtrij enqueues jobs and, after Start, works on them.
type Wachtrij struct {
	client *river.Client[pgx.Tx]
	pool   *pgxpool.Pool
}

// Periodiek is work that comes back at an interval.
type Periodiek struct {
	Elke time.Duration
	Args river.JobArgs
}

// Nieuw makes a queue with the workers that the features added.
func Nieuw(pool *pgxpool.Pool, workers *river.Workers, periodiek []Periodiek, log *slog.Logger) (*Wachtrij, error) {
	var p []*river.PeriodicJob
	for _, x := range periodiek {
		p = append(p, river.NewPeriodicJob(river.PeriodicInterval(x.Elke), func() (river.JobArgs, *river.InsertOpts) { return x.Args, nil }, &river.PeriodicJobOpts{RunOnStart: true}))
	}
	c, err := river.NewClient(riverpgxv5.New(pool), &river.Config{
		Queues:       map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 4}},
		Workers:      workers,
		PeriodicJobs: p,
		Logger:       log,
		// reindexing needs the owner of the tables; these are small, and autovacuum keeps them so
		ReindexerIndexNames: []string{},
	})
	if err != nil {
		return nil, fault.Wrap(err, "wachtrij maken")
	}
	return &Wachtrij{c, pool}, nil
}

// Erin enqueues a job in a transaction.
func (w *Wachtrij) Erin(ctx context.Context, tx pgx.Tx, args river.JobArgs) error {
	_, err := w.client.InsertTx(ctx, tx, args, nil)
	return fault.Wrap(err, "taak klaarzetten")
}

// Wachtend is how many jobs should have been worked on by now.
func (w *Wachtrij) Wachtend(ctx context.Context) (n int, err error) {
	err = w.pool.QueryRow(ctx, `SELECT count(*) FROM river_job WHERE state IN ('available', 'retryable') AND scheduled_at <= now()`).Scan(&n)
	return n, postgres.Fout(err, "wachtende taken tellen")
}

// Start begins to work. Stop lets running jobs finish.
func (w *Wachtrij) Start(ctx context.Context) error { return w.client.Start(ctx) }

// Stop ends the work: running jobs may finish until ctx ends, then they are cut
// off and tried again at the next start.
func (w *Wachtrij) Stop(ctx context.Context) error {
	if err := w.client.Stop(ctx); err == nil || ctx.Err() == nil {
		return err
	}
	afbreken, stop := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer stop()
	return w.client.StopAndCancel(afbreken)
}
