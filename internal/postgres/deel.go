package postgres

import (
	"context"
	"strconv"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// DB is the database as the application sees it: a role that owns nothing, and for
// which row level security hides every row of which the gemeente was not named.
type DB struct{ Pool *pgxpool.Pool }

// Van gives the rows of one gemeente. A statement that forgets its WHERE sees no
// others, and one that goes round Van sees none at all. Tables without gemeente_id
// are read through Pool.
func (d DB) Van(gemeenteID int) Deel { return Deel{d.Pool, gemeenteID} }

// Deel is a Querier on the rows of one gemeente.
type Deel struct {
	pool       *pgxpool.Pool
	gemeenteID int
}

// stel names the gemeente until the end of the transaction. A number needs no
// quoting, and a setting of the transaction goes well with PgBouncer.
func (d Deel) stel() string {
	return "SELECT set_config('mantelpunt.gemeente', '" + strconv.Itoa(d.gemeenteID) + "', true)"
}

// Tx runs f in a transaction. It commits when f gives no error.
func (d Deel) Tx(ctx context.Context, f func(tx pgx.Tx) error) error {
	return pgx.BeginTxFunc(ctx, d.pool, pgx.TxOptions{BeginQuery: "BEGIN; " + d.stel()}, f)
}

// Stel names the gemeente in a transaction that is about several of them.
func Stel(ctx context.Context, tx pgx.Tx, gemeenteID int) error {
	_, err := tx.Exec(ctx, Deel{gemeenteID: gemeenteID}.stel())
	return err
}

// stuur sends a statement behind the naming of the gemeente: statements of one
// batch are one transaction, and one trip to the server.
func (d Deel) stuur(ctx context.Context, sql string, args []any) pgx.BatchResults {
	b := &pgx.Batch{}
	b.Queue("SELECT set_config('mantelpunt.gemeente', $1, true)", strconv.Itoa(d.gemeenteID))
	b.Queue(sql, args...)
	res := d.pool.SendBatch(ctx, b)
	_, _ = res.Exec() // a failure comes back with the statement itself
	return res
}

// Exec runs a statement.
func (d Deel) Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error) {
	res := d.stuur(ctx, sql, args)
	tag, err := res.Exec()
	if sluit := res.Close(); err == nil {
		err = sluit
	}
	return tag, err
}

// Query reads rows; they must be closed, as those of a pool.
func (d Deel) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	res := d.stuur(ctx, sql, args)
	rows, err := res.Query()
	if err != nil {
		_ = res.Close()
		return rows, err
	}
	return &rijen{rows, res, nil}, nil
}

// QueryRow reads one row.
func (d Deel) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row {
	return rij{d.stuur(ctx, sql, args)}
}

// rijen gives the connection back when its rows are read.
type rijen struct {
	pgx.Rows
	res pgx.BatchResults
	err error
}

func (r *rijen) Close() {
	r.Rows.Close()
	if err := r.res.Close(); r.err == nil {
		r.err = err
	}
}

func (r *rijen) Err() error {
	if err := r.Rows.Err(); err != nil {
		return err
	}
	return r.err
}

type rij struct{ res pgx.BatchResults }

func (r rij) Scan(dest ...any) error {
	err := r.res.QueryRow().Scan(dest...)
	if sluit := r.res.Close(); err == nil {
		err = sluit
	}
	return err
}
