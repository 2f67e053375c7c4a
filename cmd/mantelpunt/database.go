package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"mantelpunt/internal/app"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/postgres/prive"
	"mantelpunt/migrations"

	"github.com/jackc/pgx/v5/pgxpool"
)

// The folders of a laptop, below the one where the command is given.
const (
	databaseMap = ".data/postgres"
	mailMap     = ".data/mail"
)

// database opens DATABASE_URL, or the private database, starting it when it does
// not run. einde closes the pool and stops what was started here.
func (o omgeving) database(ctx context.Context) (pool *pgxpool.Pool, einde func(), err error) {
	url := o.config.DatabaseURL
	stop := func() {}
	if url == "" {
		srv, err := prive.Start(ctx, databaseMap)
		if err != nil {
			return nil, nil, err
		}
		stop = func() {
			if err := srv.Stop(context.WithoutCancel(ctx)); err != nil {
				fmt.Fprintln(o.log, "PostgreSQL stopte niet:", err)
			}
		}
		if !srv.Gestart && !o.config.Dev { // somebody else's, probably `mantelpunt dev` in another window
			stop = func() {}
		}
		if err := srv.Maak(ctx, "mantelpunt"); err != nil {
			stop()
			return nil, nil, err
		}
		url = srv.URL("mantelpunt")
	}
	if pool, err = postgres.Open(ctx, url); err != nil {
		stop()
		return nil, nil, err
	}
	return pool, func() { pool.Close(); stop() }, nil
}

// metApp opens the database, brings it up to date, wires the product and hands it
// over. For commands that do not serve.
func (o omgeving) metApp(ctx context.Context, doe func(*app.App) error) error {
	pool, einde, err := o.database(ctx)
	if err != nil {
		return err
	}
	defer einde()
	if o.config.DatabaseURL == "" { // a private database has nobody else to migrate it
		if _, err := migrations.Op(ctx, pool); err != nil {
			return err
		}
	} else if err := bijgewerkt(ctx, pool); err != nil {
		return err
	}
	log := slog.New(slog.DiscardHandler)
	a, err := app.Nieuw(ctx, o.config, pool, log, app.Opties{Bezorger: mail.SMTP{Config: o.config}})
	if err != nil {
		return err
	}
	return doe(a)
}

var errAchter = errors.New("de database is ouder dan het programma: voer eerst `mantelpunt migrate` uit")

func bijgewerkt(ctx context.Context, pool *pgxpool.Pool) error {
	n, err := migrations.Achter(ctx, pool)
	if err != nil {
		return err
	}
	if n > 0 {
		return errAchter
	}
	return nil
}

func migrate(ctx context.Context, o omgeving, _ []string) error {
	pool, einde, err := o.database(ctx)
	if err != nil {
		return err
	}
	defer einde()
	n, err := migrations.Op(ctx, pool)
	if err != nil {
		return err
	}
	fmt.Fprintf(o.uit, "De database is bij: %d migraties uitgevoerd.\n", n)
	return nil
}
