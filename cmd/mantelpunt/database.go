package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"strings"

	"mantelpunt/internal/app"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/postgres/prive"
	"mantelpunt/migrations"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// The folders and files of a laptop, below the one where the command is given.
const (
	databaseMap     = ".data/postgres"
	mailMap         = ".data/mail"
	sleutelsBestand = ".data/sleutels"
)

// database opens DATABASE_URL, or the private database, starting it when it does
// not run; that one is brought up to date at once, since nobody else will. einde
// closes the pool and stops what was started here.
func (o *omgeving) database(ctx context.Context) (pool *pgxpool.Pool, einde func(), err error) {
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
		url, o.config.EigenaarURL = srv.URL("mantelpunt"), srv.EigenaarURL("mantelpunt")
		if err = o.eigenSleutels(); err == nil {
			_, err = alsEigenaar(ctx, o.config.EigenaarURL)
		}
		if err != nil {
			stop()
			return nil, nil, err
		}
	}
	if pool, err = postgres.Open(ctx, url); err != nil {
		stop()
		return nil, nil, err
	}
	return pool, func() { pool.Close(); stop() }, nil
}

// alsEigenaar migrates and brings the onderwerpen of this release, and gives how many steps that took.
func alsEigenaar(ctx context.Context, url string) (int, error) {
	pool, err := postgres.Open(ctx, url)
	if err != nil {
		return 0, err
	}
	defer pool.Close()
	n, err := migrations.Op(ctx, pool)
	if err != nil {
		return n, err
	}
	return n, onderwerp.Zaai(ctx, pool)
}

// eigenSleutels gives the private database keys of its own, kept beside it.
func (o *omgeving) eigenSleutels() error {
	if o.config.Sleutels != "" {
		return nil
	}
	b, err := os.ReadFile(sleutelsBestand)
	if errors.Is(err, fs.ErrNotExist) {
		var s string
		if s, err = kluis.Maak("laptop"); err != nil {
			return err
		}
		b, err = []byte(s), os.WriteFile(sleutelsBestand, []byte(s+"\n"), 0o600)
	}
	o.config.Sleutels = strings.TrimSpace(string(b))
	return err
}

// metApp opens the database, brings it up to date, wires the product and hands it
// over. For commands that do not serve.
func (o *omgeving) metApp(ctx context.Context, doe func(*app.App) error) error {
	pool, einde, err := o.database(ctx)
	if err != nil {
		return err
	}
	defer einde()
	if err := bijgewerkt(ctx, pool); err != nil {
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

// migrate works as the owner of the tables, and makes the role of the application
// when it is not there yet.
func migrate(ctx context.Context, o omgeving, _ []string) error {
	if o.config.DatabaseURL == "" {
		_, einde, err := o.database(ctx) // the private one is migrated when it opens
		if err != nil {
			return err
		}
		einde()
		fmt.Fprintln(o.uit, "De eigen database is bij.")
		return nil
	}
	if o.config.EigenaarURL == "" {
		return errors.New("zet DATABASE_EIGENAAR_URL: het adres van dezelfde database, met de rol die de tabellen mag maken")
	}
	n, err := alsEigenaar(ctx, o.config.EigenaarURL)
	if err != nil {
		return err
	}
	app, err := pgx.ParseConfig(o.config.DatabaseURL)
	if err != nil {
		return errors.New("DATABASE_URL is geen adres van een PostgreSQL-database")
	}
	conn, err := pgx.Connect(ctx, o.config.EigenaarURL)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if err := postgres.MaakRol(ctx, conn, app.User, app.Password); err != nil {
		return err
	}
	fmt.Fprintf(o.uit, "De database is bij: %d migraties uitgevoerd.\n", n)
	return nil
}
