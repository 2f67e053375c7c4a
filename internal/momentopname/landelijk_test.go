package momentopname_test

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	. "mantelpunt/internal/momentopname"
	"mantelpunt/internal/pgtest"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// land makes some gemeenten.
func land(t *testing.T, pool *pgxpool.Pool, aantal int) (ids []int) {
	t.Helper()
	for n := range aantal {
		ids = append(ids, maakGemeente(t, pool, fmt.Sprintf("g%d", n), fmt.Sprintf("GM%04d", n)))
	}
	return ids
}

func verhoog(t *testing.T, pool *pgxpool.Pool, ids ...int) {
	t.Helper()
	if err := pgx.BeginFunc(t.Context(), pool, func(tx pgx.Tx) error { return Verhoog(t.Context(), tx, ids...) }); err != nil {
		t.Fatal(err)
	}
}

// hoort listens, and gives what was said until now.
func hoort(t *testing.T, pool *pgxpool.Pool) func() []string {
	t.Helper()
	conn, err := pgx.ConnectConfig(t.Context(), pool.Config().ConnConfig)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	luister := func(sql string) {
		if _, err := conn.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	luister("LISTEN mantelpunt_generatie")
	return func() (uit []string) {
		for luister("NOTIFY mantelpunt_generatie, 'slot'"); ; {
			n, err := conn.WaitForNotification(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if n.Payload == "slot" {
				return uit
			}
			uit = append(uit, n.Payload)
		}
	}
}

func TestAPublicationForAllIsOneMessage(t *testing.T) {
	pool := pgtest.Nieuw(t)
	ids := land(t, pool, 30)
	w := maakWachter(t, pool)
	gezegd := hoort(t, pool)
	verhoog(t, pool, ids[4])
	verhoog(t, pool, ids...)
	verhoog(t, pool)
	verhoog(t, pool, 1000)
	if got := gezegd(); !slices.Equal(got, []string{fmt.Sprint(ids[4], " 2"), ""}) {
		t.Errorf("%q", got)
	}
	if err := w.Kijk(t.Context()); err != nil {
		t.Fatal(err)
	}
	for n, id := range ids {
		want := int64(2)
		if n == 4 {
			want = 3
		}
		if got := w.Generatie(id); got != want {
			t.Errorf("gemeente %d: generation %d, want %d", id, got, want)
		}
	}
}

// Those who publish for the same gemeenten wait for each other in one order.
func TestPublicationsForAllDoNotStandInEachOthersWay(t *testing.T) {
	pool := pgtest.Nieuw(t)
	ids := land(t, pool, 20)
	terug := slices.Clone(ids)
	slices.Reverse(terug)
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			volgorde := ids
			if n%2 == 1 {
				volgorde = terug
			}
			for range 10 {
				if err := pgx.BeginFunc(t.Context(), pool, func(tx pgx.Tx) error { return Verhoog(t.Context(), tx, volgorde...) }); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	w := maakWachter(t, pool)
	for _, id := range ids {
		if got := w.Generatie(id); got != 81 {
			t.Errorf("generation %d of %d", got, id)
		}
	}
}

// What was published for the whole country is made where somebody comes, and not for
// all at once when many come.
func TestOnlyWhereSomebodyComesAndNotAllAtOnce(t *testing.T) {
	pool := pgtest.Nieuw(t)
	ids := land(t, pool, 40)
	w := maakWachter(t, pool)
	var nu, meest, geladen atomic.Int64
	v := NieuweVoorraad(w, func(context.Context, int) (int64, error) {
		geladen.Add(1)
		n := nu.Add(1)
		for m := meest.Load(); n > m && !meest.CompareAndSwap(m, n); m = meest.Load() {
		}
		runtime.Gosched()
		nu.Add(-1)
		return n, nil
	})
	allen := func(ids []int) {
		var wg sync.WaitGroup
		for _, id := range ids {
			wg.Go(func() {
				if _, st, err := v.HaalMet(t.Context(), id); err != nil || st.Generatie != w.Generatie(id) {
					t.Errorf("gemeente %d: generation %d, %v", id, st.Generatie, err)
				}
			})
		}
		wg.Wait()
	}
	allen(ids)
	verhoog(t, pool, ids...)
	if err := w.Kijk(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := geladen.Load(); n != 40 {
		t.Errorf("%d made, of which some before anybody came", n)
	}
	allen(ids[:10])
	if n := geladen.Load(); n != 50 {
		t.Errorf("%d made, want 50", n)
	}
	if n := meest.Load(); n > int64(max(2, runtime.GOMAXPROCS(0))) {
		t.Errorf("%d at once", n)
	}
}

// A gemeente that is being made for too long keeps no other from its older value.
func TestNobodyWaitsLongForWhatIsOnlyNewer(t *testing.T) {
	pool := pgtest.Nieuw(t)
	ids := land(t, pool, max(2, runtime.GOMAXPROCS(0))+1)
	w := maakWachter(t, pool)
	verder, bezig := make(chan struct{}), make(chan struct{}, len(ids))
	var traag atomic.Bool
	v := NieuweVoorraad(w, func(context.Context, int) (int64, error) {
		if traag.Load() {
			bezig <- struct{}{}
			<-verder
		}
		return 7, nil
	})
	for _, id := range ids {
		haal(t, v, id, 7)
	}
	verhoog(t, pool, ids...)
	if err := w.Kijk(t.Context()); err != nil {
		t.Fatal(err)
	}
	traag.Store(true)
	var wg sync.WaitGroup
	for _, id := range ids[1:] {
		wg.Go(func() { _, _ = v.Haal(t.Context(), id) })
	}
	for range ids[1:] {
		<-bezig
	}
	if got, st, err := v.HaalMet(t.Context(), ids[0]); got != 7 || st.Generatie != 1 || st.Nieuwst || err != nil {
		t.Errorf("%d of %+v, %v", got, st, err)
	}
	traag.Store(false)
	close(verder)
	wg.Wait()
	if _, st, err := v.HaalMet(t.Context(), ids[0]); st.Generatie != 2 || !st.Nieuwst || err != nil {
		t.Errorf("afterwards %+v, %v", st, err)
	}
}

func TestAGemeenteThatIsGoneIsForgotten(t *testing.T) {
	pool := pgtest.Nieuw(t)
	ids := land(t, pool, 2)
	w := maakWachter(t, pool)
	keren := 0
	w.BijNieuws(func(context.Context) { keren++ })
	if _, err := pgtest.Eigenaar(t, pool).Exec(t.Context(), `DELETE FROM gemeente WHERE id = $1`, ids[0]); err != nil {
		t.Fatal(err)
	}
	if err := w.Kijk(t.Context()); err != nil {
		t.Fatal(err)
	}
	if g := w.Generaties(); len(g) != 1 || g[ids[1]] != 1 || keren != 1 {
		t.Errorf("%v, told %d times", g, keren)
	}
}
