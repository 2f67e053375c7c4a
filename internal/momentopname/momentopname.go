// Package momentopname keeps, per gemeente, an immutable value with everything
// that visitors read, and replaces it when something was published. Every
// publication moves the gemeente's generation in its own transaction and
// announces it by NOTIFY; a copy of the process that misses that sees it within
// a second. While the database is away the last value keeps being served, and says
// of when it is.
package momentopname

import (
	"context"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"mantelpunt/internal/postgres"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const kanaal = "mantelpunt_generatie"

// Verhoog moves the generation of a gemeente on, in the transaction that
// publishes. Listeners hear of it when that commits.
func Verhoog(ctx context.Context, tx pgx.Tx, gemeenteID int) error {
	_, err := tx.Exec(ctx, `
		WITH g AS (UPDATE gemeente SET generatie = generatie + 1 WHERE id = $1 RETURNING id, generatie)
		SELECT pg_notify('`+kanaal+`', id || ' ' || generatie) FROM g`, gemeenteID)
	return postgres.Fout(err, "generatie verhogen")
}

// Wachter knows the newest generation of every gemeente.
type Wachter struct {
	pool *pgxpool.Pool
	log  *slog.Logger
	mu   sync.RWMutex
	gen  map[int]int64

	gezien  atomic.Int64 // UnixNano of the last time that the generations were read
	beurt   atomic.Int64 // rises with every use of a value, see [Voorraad]
	soorten []soort
	ruimte  atomic.Int64 // how many bytes all values together may take

	geladen, mislukt, verdrongen, laadduur atomic.Int64
}

// NieuweWachter reads the generations once; Loop keeps them current.
func NieuweWachter(ctx context.Context, pool *pgxpool.Pool, log *slog.Logger) (*Wachter, error) {
	w := &Wachter{pool: pool, log: log, gen: map[int]int64{}}
	w.Begrens(standaardruimte)
	return w, w.Kijk(ctx)
}

// Kijk reads the generations now: after a publication of our own, so that who
// published sees the result at once.
func (w *Wachter) Kijk(ctx context.Context) error {
	begin := time.Now()
	rows, err := w.pool.Query(ctx, `SELECT id, generatie FROM gemeente`)
	if err != nil {
		return postgres.Fout(err, "generaties lezen")
	}
	var id int
	var gen int64
	if _, err = pgx.ForEachRow(rows, []any{&id, &gen}, func() error { w.zet(id, gen); return nil }); err != nil {
		return postgres.Fout(err, "generaties lezen")
	}
	w.gezien.Store(begin.UnixNano())
	w.Ruim() // what is held grows between two loads, by the pages that are kept with it
	return nil
}

// Gezien is when the generations were last read.
func (w *Wachter) Gezien() time.Time { return time.Unix(0, w.gezien.Load()) }

func (w *Wachter) zet(id int, gen int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.gen[id] = max(w.gen[id], gen)
}

// Som changes whenever any gemeente's generation does, or one is added.
func (w *Wachter) Som() int64 {
	w.mu.RLock()
	defer w.mu.RUnlock()
	som := int64(0)
	for _, g := range w.gen {
		som += g
	}
	return som
}

func (w *Wachter) generatie(id int) int64 {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.gen[id]
}

// Loop listens and looks, at least once a second, until ctx ends. Listening has
// a connection of its own, outside any PgBouncer in transaction mode.
func (w *Wachter) Loop(ctx context.Context) {
	for ctx.Err() == nil {
		if err := w.luister(ctx); err != nil && ctx.Err() == nil {
			w.log.Warn("luisteren naar publicaties onderbroken", "fout", err)
			select {
			case <-ctx.Done():
			case <-time.After(time.Second):
			}
		}
	}
}

func (w *Wachter) luister(ctx context.Context) error {
	conn, err := pgx.ConnectConfig(ctx, w.pool.Config().ConnConfig)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, "LISTEN "+kanaal); err != nil {
		return err
	}
	for {
		if err := w.Kijk(ctx); err != nil {
			return err
		}
		tot, stop := context.WithTimeout(ctx, time.Second)
		n, err := conn.WaitForNotification(tot)
		stop()
		if err != nil {
			if ctx.Err() == nil && tot.Err() != nil && !conn.IsClosed() {
				continue // a quiet second
			}
			return err
		}
		a, b, _ := strings.Cut(n.Payload, " ")
		id, err1 := strconv.Atoi(a)
		gen, err2 := strconv.ParseInt(b, 10, 64)
		if err1 == nil && err2 == nil {
			w.zet(id, gen)
		}
	}
}
