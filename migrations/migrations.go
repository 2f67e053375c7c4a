// Package migrations holds the schema, in order. SQL files are ours; River's own
// tables come from River, through a migration written in Go, so that one number
// says how far a database is.
package migrations

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"log/slog"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

// Bestanden are the SQL migrations.
//
//go:embed *.sql
var Bestanden embed.FS

// rivers are the migrations that bring River's tables to a version. A newer
// River gets a new line here, with the next number.
var rivers = []struct{ nummer, versie int }{{6, 6}, {7, 8}}

// Op brings the database of pool to the newest version. It is safe to run from
// several copies at once: one does the work and the others wait for it. It returns
// how many were applied.
func Op(ctx context.Context, pool *pgxpool.Pool) (int, error) {
	db := stdlib.OpenDBFromPool(pool)
	defer db.Close()
	p, err := aanbieder(pool, db)
	if err != nil {
		return 0, err
	}
	res, err := p.Up(ctx)
	if err != nil {
		return 0, fmt.Errorf("migreren: %w", err)
	}
	return len(res), nil
}

// Achter tells how many migrations a database still needs. It looks and makes nothing:
// the application may not even make the table that the answer stands in.
func Achter(ctx context.Context, pool *pgxpool.Pool) (int, error) {
	db := stdlib.OpenDBFromPool(pool)
	defer db.Close()
	p, err := aanbieder(pool, db)
	if err != nil {
		return 0, err
	}
	var leeg bool
	if err := pool.QueryRow(ctx, `SELECT to_regclass('goose_db_version') IS NULL`).Scan(&leeg); err != nil {
		return 0, err
	}
	if leeg {
		return len(p.ListSources()), nil
	}
	status, err := p.Status(ctx)
	if err != nil {
		return 0, fmt.Errorf("stand van de migraties: %w", err)
	}
	n := 0
	for _, s := range status {
		if s.State == goose.StatePending {
			n++
		}
	}
	return n, nil
}

func aanbieder(pool *pgxpool.Pool, db *sql.DB) (*goose.Provider, error) {
	var inGo []*goose.Migration
	for _, r := range rivers {
		inGo = append(inGo, goose.NewGoMigration(int64(r.nummer), &goose.GoFunc{RunDB: river(pool, r.versie)}, nil))
	}
	slot, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300)) // tried every second, for five minutes
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectPostgres, db, Bestanden, goose.WithGoMigrations(inGo...), goose.WithSessionLocker(slot))
}

// river runs River's own migrations up to a version, each in its own transaction:
// a later one uses an enum value that an earlier one adds.
func river(pool *pgxpool.Pool, versie int) func(context.Context, *sql.DB) error {
	return func(ctx context.Context, _ *sql.DB) error {
		m, err := rivermigrate.New(riverpgxv5.New(pool), &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
		if err != nil {
			return err
		}
		_, err = m.Migrate(ctx, rivermigrate.DirectionUp, &rivermigrate.MigrateOpts{TargetVersion: versie})
		return err
	}
}
