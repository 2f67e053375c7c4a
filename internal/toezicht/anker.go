package toezicht

import (
	"context"
	"log/slog"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/jobs"
	"mantelpunt/internal/postgres"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
)

// Ankeren is the periodic job that writes the end of every chain to the log, where
// who owns the database cannot change it.
var Ankeren = jobs.Periodiek{Elke: time.Hour, Args: ankertaak{}}

type ankertaak struct{}

func (ankertaak) Kind() string { return "audit_ankeren" }

// Voeg adds the worker of Ankeren.
func Voeg(w *river.Workers, s Store, log *slog.Logger) {
	river.AddWorker(w, &ankeraar{store: s, log: log})
}

type ankeraar struct {
	river.WorkerDefaults[ankertaak]
	store Store
	log   *slog.Logger
}

func (a *ankeraar) Work(ctx context.Context, _ *river.Job[ankertaak]) error {
	rows, err := a.store.Pool.Query(ctx, `SELECT id, slug FROM gemeente ORDER BY id`)
	if err != nil {
		return postgres.Fout(err, "gemeenten lezen")
	}
	type gemeente struct {
		ID   int
		Slug string
	}
	gs, err := pgx.CollectRows(rows, pgx.RowToStructByPos[gemeente])
	if err != nil {
		return postgres.Fout(err, "gemeenten lezen")
	}
	for _, g := range gs {
		einde, err := audit.Einde(ctx, a.store.Van(g.ID), g.ID)
		if err != nil {
			return err
		}
		a.log.LogAttrs(ctx, slog.LevelInfo, "audit anker", slog.String("gemeente", g.Slug), slog.String("anker", einde.String()))
	}
	return nil
}
