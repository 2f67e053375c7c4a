package migrations_test

import (
	"context"
	"sync"
	"testing"

	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/migrations"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

// leeg makes a database that was never migrated.
func leeg(t *testing.T) (*pgxpool.Pool, string) {
	t.Helper()
	app := pgtest.Nieuw(t)
	pool, url := pgtest.Eigenaar(t, app), pgtest.EigenaarURL(app)
	if _, err := pool.Exec(t.Context(), `DROP SCHEMA public CASCADE; CREATE SCHEMA public`); err != nil {
		t.Fatal(err)
	}
	return pool, url
}

// aantal is how many migrations there are.
func aantal(t *testing.T, pool *pgxpool.Pool) int {
	t.Helper()
	var n int
	if err := pool.QueryRow(t.Context(), `SELECT max(version_id) FROM goose_db_version`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestMigratingTwiceIsMigratingOnce(t *testing.T) {
	t.Parallel()
	pool, _ := leeg(t)
	achter, err := migrations.Achter(t.Context(), pool)
	if err != nil {
		t.Fatal(err)
	}
	n, err := migrations.Op(t.Context(), pool)
	if err != nil || n == 0 || n != achter || n != aantal(t, pool) {
		t.Fatalf("%d migrations done, %d said to be needed, %d there are: %v", n, achter, aantal(t, pool), err)
	}
	if n, err = migrations.Op(t.Context(), pool); n != 0 || err != nil {
		t.Errorf("again: %d, %v", n, err)
	}
	if achter, err = migrations.Achter(t.Context(), pool); achter != 0 || err != nil {
		t.Errorf("still needed: %d, %v", achter, err)
	}
	var gemeenten int
	if err := pool.QueryRow(t.Context(), `SELECT count(*) FROM gemeente`).Scan(&gemeenten); err != nil || gemeenten != 0 {
		t.Errorf("a migrated database must be empty: %d, %v", gemeenten, err)
	}
}

// Copies that start together on an empty database, each with its own pool, do every
// migration once.
func TestManyCopiesMigrateAtOnce(t *testing.T) {
	t.Parallel()
	pool, url := leeg(t)
	const kopieen = 3
	pools := make([]*pgxpool.Pool, kopieen)
	for i := range pools {
		var err error
		if pools[i], err = postgres.Open(t.Context(), url); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(pools[i].Close)
	}
	gedaan := make([]int, kopieen)
	var wg sync.WaitGroup
	for i, pool := range pools {
		wg.Go(func() {
			var err error
			if gedaan[i], err = migrations.Op(context.Background(), pool); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	som := 0
	for _, n := range gedaan {
		som += n
	}
	if n := aantal(t, pool); som != n {
		t.Errorf("%v migrations done, want each of %d once", gedaan, n)
	}
}

// A newer River wants a newer schema: then the list in migrations.go gets a line.
func TestTablesOfRiverAreAtItsNewestVersion(t *testing.T) {
	t.Parallel()
	m, err := rivermigrate.New(riverpgxv5.New(pgtest.Nieuw(t)), nil)
	if err != nil {
		t.Fatal(err)
	}
	er, err := m.ExistingVersions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	moet := m.AllVersions()
	if len(er) != len(moet) || er[len(er)-1].Version != moet[len(moet)-1].Version {
		t.Errorf("the database is at version %d of River, the newest is %d", er[len(er)-1].Version, moet[len(moet)-1].Version)
	}
	if v, err := m.Validate(t.Context(), nil); err != nil || !v.OK {
		t.Errorf("River does not accept its tables: %v %v", v, err)
	}
}
