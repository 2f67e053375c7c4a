package momentopname_test

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	. "mantelpunt/internal/momentopname"
	"mantelpunt/internal/pgtest"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

func maakGemeente(t *testing.T, pool *pgxpool.Pool, slug, code string) (id int) {
	t.Helper()
	err := pool.QueryRow(t.Context(), `INSERT INTO gemeente (slug, naam, cbs_code) VALUES ($1, $1, $2) RETURNING id`, slug, code).Scan(&id)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func maakWachter(t *testing.T, pool *pgxpool.Pool) *Wachter {
	t.Helper()
	w, err := NieuweWachter(t.Context(), pool, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func publiceer(t *testing.T, pool *pgxpool.Pool, id int) {
	t.Helper()
	err := pgx.BeginFunc(t.Context(), pool, func(tx pgx.Tx) error { return Verhoog(t.Context(), tx, id) })
	if err != nil {
		t.Fatal(err)
	}
}

// teller counts how often a value was loaded and gives that number as the value.
type teller struct {
	n    atomic.Int64
	fout error
}

func (l *teller) laad(context.Context, int) (int64, error) {
	if l.fout != nil {
		return 0, l.fout
	}
	return l.n.Add(1), nil
}

func haal(t *testing.T, v *Voorraad[int64], id int, want int64) {
	t.Helper()
	if got, err := v.Haal(t.Context(), id); err != nil || got != want {
		t.Fatalf("got %d, %v; want %d", got, err, want)
	}
}

func TestValueIsReplacedByAPublication(t *testing.T) {
	pool := pgtest.Nieuw(t)
	een, twee := maakGemeente(t, pool, "een", "GM0001"), maakGemeente(t, pool, "twee", "GM0002")
	w, l := maakWachter(t, pool), &teller{}
	v := NieuweVoorraad(w, l.laad)

	haal(t, v, een, 1)
	haal(t, v, een, 1)
	haal(t, v, twee, 2)

	publiceer(t, pool, een)
	if err := w.Kijk(t.Context()); err != nil {
		t.Fatal(err)
	}
	haal(t, v, een, 3)
	haal(t, v, een, 3)
	haal(t, v, twee, 2) // another gemeente's publication does not touch this one
}

func TestARolledBackPublicationIsNone(t *testing.T) {
	pool := pgtest.Nieuw(t)
	id := maakGemeente(t, pool, "een", "GM0001")
	w := maakWachter(t, pool)
	anders := errors.New("iets anders ging mis")
	err := pgx.BeginFunc(t.Context(), pool, func(tx pgx.Tx) error {
		if err := Verhoog(t.Context(), tx, id); err != nil {
			return err
		}
		return anders
	})
	if !errors.Is(err, anders) {
		t.Fatal(err)
	}
	if err := w.Kijk(t.Context()); err != nil {
		t.Fatal(err)
	}
	if g := w.Generatie(id); g != 1 {
		t.Errorf("generation %d", g)
	}
}

func TestManyVisitorsLoadOnce(t *testing.T) {
	pool := pgtest.Nieuw(t)
	id := maakGemeente(t, pool, "een", "GM0001")
	l := &teller{}
	v := NieuweVoorraad(maakWachter(t, pool), l.laad)
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if got, err := v.Haal(t.Context(), id); got != 1 || err != nil {
				t.Errorf("%d %v", got, err)
			}
		})
	}
	wg.Wait()
}

func TestLastValueStaysWhenLoadingFails(t *testing.T) {
	pool := pgtest.Nieuw(t)
	id := maakGemeente(t, pool, "een", "GM0001")
	w, l := maakWachter(t, pool), &teller{}
	v := NieuweVoorraad(w, l.laad)
	haal(t, v, id, 1)
	w.Zet(id, 2)
	l.fout = fault.New(fault.Unavailable, "weg")
	haal(t, v, id, 1)
	l.fout = nil
	haal(t, v, id, 1) // within a second of the failure nobody tries again
	v.VergeetFout(id)
	haal(t, v, id, 2)

	l.fout = fault.New(fault.Unavailable, "weg")
	for range 2 {
		if _, err := v.Haal(t.Context(), id+1); !fault.Is(err, fault.Unavailable) {
			t.Errorf("a gemeente that was never loaded: %v", err)
		}
	}
}

func TestALeavingVisitorDoesNotStopTheLoading(t *testing.T) {
	pool := pgtest.Nieuw(t)
	id := maakGemeente(t, pool, "een", "GM0001")
	v := NieuweVoorraad(maakWachter(t, pool), func(ctx context.Context, _ int) (bool, error) {
		_, begrensd := ctx.Deadline()
		return begrensd, ctx.Err()
	})
	weg, stop := context.WithCancel(t.Context())
	stop()
	if begrensd, err := v.Haal(weg, id); err != nil || !begrensd {
		t.Errorf("bounded %v, %v", begrensd, err)
	}
}

// While a slow database loads the new value, everybody but the one who loads reads on.
func TestASlowLoadHoldsUpNobody(t *testing.T) {
	pool := pgtest.Nieuw(t)
	id := maakGemeente(t, pool, "een", "GM0001")
	w := maakWachter(t, pool)
	begonnen, verder := make(chan bool, 1), make(chan bool)
	n := 0
	v := NieuweVoorraad(w, func(context.Context, int) (int, error) {
		if n++; n == 2 {
			begonnen <- true
			<-verder
		}
		return n, nil
	})
	if got, err := v.Haal(t.Context(), id); got != 1 || err != nil {
		t.Fatal(got, err)
	}
	publiceer(t, pool, id)
	if err := w.Kijk(t.Context()); err != nil {
		t.Fatal(err)
	}
	geladen := make(chan int)
	go func() {
		got, _ := v.Haal(t.Context(), id)
		geladen <- got
	}()
	<-begonnen
	if got, err := v.Haal(t.Context(), id); got != 1 || err != nil {
		t.Errorf("while it loads: %d %v, want the last value", got, err)
	}
	close(verder)
	if got := <-geladen; got != 2 {
		t.Errorf("who loaded got %d", got)
	}
	if got, _ := v.Haal(t.Context(), id); got != 2 {
		t.Errorf("after it loaded: %d", got)
	}
}

func TestLoopHearsOfAPublicationElsewhere(t *testing.T) {
	pool := pgtest.Nieuw(t)
	id := maakGemeente(t, pool, "een", "GM0001")
	w := maakWachter(t, pool)
	ctx, stop := context.WithCancel(t.Context())
	klaar := make(chan struct{})
	go func() { defer close(klaar); w.Loop(ctx) }()
	publiceer(t, pool, id) // as another copy of the process would
	tik := time.NewTicker(5 * time.Millisecond)
	defer tik.Stop()
	for tot := time.Now().Add(10 * time.Second); w.Generatie(id) != 2; <-tik.C {
		if time.Now().After(tot) {
			t.Fatal("the publication was not noticed")
		}
	}
	stop()
	<-klaar
}

func TestKijkWithoutDatabase(t *testing.T) {
	pool := pgtest.Nieuw(t)
	id := maakGemeente(t, pool, "een", "GM0001")
	w := maakWachter(t, pool)
	pool.Close()
	if err := w.Kijk(t.Context()); !fault.Is(err, fault.Unavailable) {
		t.Errorf("%v", err)
	}
	if w.Generatie(id) != 1 {
		t.Error("the generation was forgotten")
	}
}

// zwaar is a value that takes so many bytes.
type zwaar int

func (z zwaar) Bytes() int { return int(z) }

// What was used longest ago makes room, whatever Voorraad it is of, and is loaded
// again when somebody asks; what is asked for is there, however big.
func TestRoomIsBounded(t *testing.T) {
	pool := pgtest.Nieuw(t)
	w := maakWachter(t, pool)
	w.Begrens(1 << 20)
	geladen := map[int]int{}
	v := NieuweVoorraad(w, func(_ context.Context, id int) (zwaar, error) {
		geladen[id]++
		return 300 << 10, nil
	})
	klein := NieuweVoorraad(w, func(context.Context, int) (bool, error) { return true, nil })
	neem := func(ids ...int) {
		t.Helper()
		for _, id := range ids {
			if _, err := v.Haal(t.Context(), id); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := klein.Haal(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	neem(1, 2, 3, 1, 4)
	if c := w.Cijfers(); c.Aantal != 3 || c.Bytes > c.Ruimte || c.Verdrongen != 2 || c.Geladen != 5 || c.Laadduur <= 0 {
		t.Errorf("%+v", c)
	}
	neem(1, 3, 4)
	if geladen[1] != 1 || geladen[2] != 1 || geladen[3] != 1 {
		t.Errorf("loaded %v", geladen)
	}
	neem(2)
	n := 0
	v.Elk(func(zwaar) { n++ })
	if geladen[2] != 2 || n != 3 {
		t.Errorf("loaded %v, %d held", geladen, n)
	}
	w.Begrens(1)
	w.Ruim()
	neem(2)
	if c := w.Cijfers(); c.Aantal != 1 || geladen[2] != 2 {
		t.Errorf("%+v, loaded %v", c, geladen)
	}
}

func TestValueSaysOfWhenItIs(t *testing.T) {
	pool := pgtest.Nieuw(t)
	id := maakGemeente(t, pool, "een", "GM0001")
	w, l := maakWachter(t, pool), &teller{}
	v := NieuweVoorraad(w, l.laad)
	haalMet := func(wantGen int64, na, voor time.Time) time.Time {
		t.Helper()
		_, st, err := v.HaalMet(t.Context(), id)
		if err != nil || st.Generatie != wantGen || st.Sinds.Before(na) || st.Sinds.After(voor) {
			t.Fatalf("%+v, %v", st, err)
		}
		return st.Sinds
	}
	eerste := haalMet(1, time.Now().Add(-time.Minute), time.Now())
	gekeken := time.Now()
	publiceer(t, pool, id)
	if err := w.Kijk(t.Context()); err != nil {
		t.Fatal(err)
	}
	haalMet(2, gekeken, time.Now())

	// the newest cannot be loaded: known to be the newest until that was there
	l.fout = fault.New(fault.Unavailable, "weg")
	w.Zet(id, 3)
	sinds := haalMet(2, gekeken, time.Now().Add(time.Minute))
	if err := w.Kijk(t.Context()); err != nil {
		t.Fatal(err)
	}
	if later := haalMet(2, sinds, sinds); !later.After(eerste) {
		t.Error(later)
	}
	l.fout = nil
	v.VergeetFout(id)
	haalMet(3, sinds, time.Now())

	// the database is away: known to be the newest when it was last seen
	pool.Close()
	gezien := w.Gezien()
	if err := w.Kijk(t.Context()); err == nil {
		t.Fatal("looked without a database")
	}
	haalMet(3, gezien, gezien)
}
