package account

import (
	"context"
	"time"

	"mantelpunt/internal/jobs"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/sessie"

	"github.com/riverqueue/river"
)

// Opruimen is the periodic job that deletes what nobody can use any more.
var Opruimen = jobs.Periodiek{Elke: time.Hour, Args: opruimtaak{}}

type opruimtaak struct{}

func (opruimtaak) Kind() string { return "account_opruimen" }

// Voeg adds the worker of Opruimen, and the one that mails who forgot a password.
func Voeg(w *river.Workers, s Store, sessies *sessie.Store) {
	river.AddWorker(w, &opruimer{store: s, sessies: sessies})
	river.AddWorker(w, &vergeter{store: s})
}

type opruimer struct {
	river.WorkerDefaults[opruimtaak]
	store   Store
	sessies *sessie.Store
}

func (o *opruimer) Work(ctx context.Context, _ *river.Job[opruimtaak]) error {
	ids, err := gemeenten(ctx, o.store.Pool)
	for _, id := range ids {
		if err == nil {
			err = o.store.ruimCodesOp(ctx, id)
		}
		if err == nil {
			err = o.sessies.Opruimen(ctx, id)
		}
	}
	if err == nil {
		err = o.store.ruimLinksOp(ctx)
	}
	return err
}

// ruimCodesOp deletes the login codes of yesterday and before. Younger ones still
// count for CodesPerUur.
func (s Store) ruimCodesOp(ctx context.Context, gemeenteID int) error {
	_, err := s.Van(gemeenteID).Exec(ctx, `DELETE FROM inlogcode WHERE aangemaakt_op < now() - interval '1 day'`)
	return postgres.Fout(err, "inlogcodes opruimen")
}

// ruimLinksOp deletes the links by mail that stopped working a day ago and more.
func (s Store) ruimLinksOp(ctx context.Context) error {
	_, err := s.Pool.Exec(ctx, `DELETE FROM herstellink WHERE verloopt_op < now() - interval '1 day'`)
	return postgres.Fout(err, "links opruimen")
}
