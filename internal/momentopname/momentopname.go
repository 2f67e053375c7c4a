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
	"maps"
	"runtime"
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

// Verhoog moves the generation of gemeenten on, in the transaction that publishes: in
// the order of their ids, so that two who publish for the same ones don't wait for one
// another. Listeners hear of it when that commits, of several at once in one message
// that says no more than to look.
func Verhoog(ctx context.Context, tx pgx.Tx, gemeenten ...int) error {
	_, err := tx.Exec(ctx, `
		WITH d AS (SELECT id FROM gemeente WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE),
		g AS (UPDATE gemeente SET generatie = generatie + 1 FROM d WHERE gemeente.id = d.id RETURNING gemeente.id, generatie)
		SELECT pg_notify('`+kanaal+`', CASE count(*) WHEN 1 THEN min(id || ' ' || generatie) ELSE '' END) FROM g HAVING count(*) > 0`, gemeenten)
	return postgres.Fout(err, "generatie verhogen")
}

// Wachter knows the newest generation of every gemeente.
type Wachter struct {
	pool *pgxpool.Pool
	log  *slog.Logger
	mu   sync.Mutex
	gen  atomic.Pointer[map[int]int64] // replaced, never changed

	bijNieuws []func(ctx context.Context)
	gezien    atomic.Int64  // UnixNano of the last time that the generations were read
	beurt     atomic.Int64  // rises with every use of a value, see [Voorraad]
	laders    chan struct{} // full of who loads now
	soorten   []soort
	ruimte    atomic.Int64 // how many bytes all values together may take

	geladen, mislukt, verdrongen, laadduur atomic.Int64
}

// NieuweWachter reads the generations once; Loop keeps them current.
func NieuweWachter(ctx context.Context, pool *pgxpool.Pool, log *slog.Logger) (*Wachter, error) {
	w := &Wachter{pool: pool, log: log, laders: make(chan struct{}, max(2, runtime.GOMAXPROCS(0)))}
	w.gen.Store(&map[int]int64{})
	w.Begrens(standaardruimte)
	return w, w.Kijk(ctx)
}

// BijNieuws has f called whenever the generations were read, by who read them: what
// follows from them is there before a visitor asks. It is for before Loop runs.
func (w *Wachter) BijNieuws(f func(ctx context.Context)) { w.bijNieuws = append(w.bijNieuws, f) }

// Kijk reads the generations now: after a publication of our own, so that who
// published sees the result at once.
func (w *Wachter) Kijk(ctx context.Context) error {
	begin := time.Now()
	rows, err := w.pool.Query(ctx, `SELECT id, generatie FROM gemeente`)
	if err != nil {
		return postgres.Fout(err, "generaties lezen")
	}
	nieuw := map[int]int64{}
	var id int
	var gen int64
	if _, err = pgx.ForEachRow(rows, []any{&id, &gen}, func() error { nieuw[id] = gen; return nil }); err != nil {
		return postgres.Fout(err, "generaties lezen")
	}
	w.vervang(nieuw)
	w.gezien.Store(begin.UnixNano())
	w.Ruim() // what is held grows between two loads, by the pages that are kept with it
	for _, f := range w.bijNieuws {
		f(ctx)
	}
	return nil
}

// Gezien is when the generations were last read.
func (w *Wachter) Gezien() time.Time { return time.Unix(0, w.gezien.Load()) }

// vervang makes nieuw what is known. A gemeente that is not in it is gone; what was
// heard of one meanwhile is newer than what was read.
func (w *Wachter) vervang(nieuw map[int]int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	was := w.Generaties()
	for id, gen := range nieuw {
		nieuw[id] = max(gen, was[id])
	}
	w.gen.Store(&nieuw)
}

func (w *Wachter) zet(id int, gen int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	nieuw := maps.Clone(w.Generaties())
	nieuw[id] = max(nieuw[id], gen)
	w.gen.Store(&nieuw)
}

// Generaties are the newest generations that are known, by gemeente. Who gets them
// doesn't change them.
func (w *Wachter) Generaties() map[int]int64 { return *w.gen.Load() }

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
