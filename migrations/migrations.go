// Package migrations holds the schema, in order. SQL files are ours; River's own
// tables come from River, through a migration written in Go, so that one number
// says how far a database is.
package migrations

import (
	"context"
	"database/sql"
	"embed"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

// Bestanden are the SQL migrations.
//
//go:embed *.sql
var Bestanden embed.FS

// rivers are the migrations that bring River's tables to a version. A newer
// River gets a new line here, with the next number.
var rivers = []struct{ nummer, versie int }{{6, 6}}

// Op brings the database of pool to the newest version. It is safe to run from
// several copies at once: goose takes a lock. It returns how many were applied.
func Op(ctx context.Context, pool *pgxpool.Pool) (int, error) {
	db := stdlib.OpenDBFromPool(pool)
	defer db.Close()
	p, err := aanbieder(db)
	if err != nil {
		return 0, err
	}
	res, err := p.Up(ctx)
	if err != nil {
		return 0, fmt.Errorf("migreren: %w", err)
	}
	return len(res), nil
}

// Achter tells how many migrations a database still needs.
func Achter(ctx context.Context, pool *pgxpool.Pool) (int, error) {
	db := stdlib.OpenDBFromPool(pool)
	defer db.Close()
	p, err := aanbieder(db)
	if err != nil {
		return 0, err
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

func aanbieder(db *sql.DB) (*goose.Provider, error) {
	var inGo []*goose.Migration
	for _, r := range rivers {
		inGo = append(inGo, goose.NewGoMigration(int64(r.nummer), &goose.GoFunc{RunDB: river(r.versie)}, nil))
	}
	return goose.NewProvider(goose.DialectPostgres, db, Bestanden, goose.WithGoMigrations(inGo...))
}

// river runs River's own migrations up to a version, on the connection that goose works with.
func river(versie int) func(context.Context, *sql.DB) error {
	return func(ctx context.Context, db *sql.DB) error {
		conn, err := db.Conn(ctx)
		if err != nil {
			return err
		}
		defer conn.Close()
		return conn.Raw(func(c any) error {
			m, err := rivermigrate.New(riverpgxv5.New(nil), nil)
			if err != nil {
				return err
			}
			// one transaction a step: a later step uses an enum value that an earlier one adds
			for stap := 1; stap <= versie; stap++ {
				err := pgx.BeginFunc(ctx, c.(*stdlib.Conn).Conn(), func(tx pgx.Tx) error {
					_, err := m.MigrateTx(ctx, tx, rivermigrate.DirectionUp, &rivermigrate.MigrateOpts{TargetVersion: stap})
					return err
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
}
