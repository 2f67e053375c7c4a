// Package postgres opens the pool and turns what Postgres says into the kinds of
// fault, in one place. The private server for a laptop is in the package prive.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"mantelpunt/internal/fault"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Open makes a pool. It fails when no connection can be made. Statements carry
// no session state, so PgBouncer in transaction mode may stand in between.
func Open(ctx context.Context, url string) (*pgxpool.Pool, error) {
	cfg, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, errors.New("DATABASE_URL is geen adres van een PostgreSQL-database")
	}
	cfg.ConnConfig.ConnectTimeout = 3 * time.Second
	cfg.ConnConfig.RuntimeParams["application_name"] = "mantelpunt"
	if cfg.MaxConns < 10 {
		cfg.MaxConns = 10
	}
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("verbinden met de database: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("verbinden met de database: %w", err)
	}
	return pool, nil
}

// Querier is what a store reads with: a pool or a transaction.
type Querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
}

// Fout turns an error of pgx into a fault that says what was being done.
//
//	no rows            NotFound
//	unique, exclusion  Conflict
//	check, not null    Invalid
//	serialisation      Conflict
//	no connection      Unavailable
func Fout(err error, doing string) error {
	if err == nil {
		return nil
	}
	var f *fault.Error
	if errors.As(err, &f) {
		return fault.Wrap(err, doing)
	}
	kind := fault.Internal
	var pg *pgconn.PgError
	var connect *pgconn.ConnectError
	var net_ net.Error
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		kind = fault.NotFound
	case errors.As(err, &pg):
		kind = soort(pg.Code)
	case errors.As(err, &connect), errors.As(err, &net_), pgconn.Timeout(err), errors.Is(err, context.DeadlineExceeded),
		errors.Is(err, net.ErrClosed), verbroken(err):
		kind = fault.Unavailable
	}
	return fault.New(kind, "%s: %w", doing, err)
}

// soort maps the SQLSTATE classes (PostgreSQL manual, appendix A).
func soort(code string) fault.Kind {
	switch {
	case code == "23505", code == "23P01", code == "40001", code == "40P01":
		return fault.Conflict
	case code[:2] == "23", code == "22021": // 22021: bytes that are not UTF-8, among them NUL
		return fault.Invalid
	case code[:2] == "08", code[:2] == "57", code[:2] == "53":
		return fault.Unavailable
	}
	return fault.Internal
}

// verbroken recognises a connection that ended in the middle of a statement.
func verbroken(err error) bool {
	for _, tekst := range []string{"conn closed", "unexpected EOF", "connection reset", "broken pipe", "closed pool"} {
		if strings.Contains(err.Error(), tekst) {
			return true
		}
	}
	return false
}
