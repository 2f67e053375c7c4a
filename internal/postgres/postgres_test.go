package postgres_test

import (
	"context"
	"testing"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
)

func TestFoutGivesTheKind(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	pool := pgtest.Nieuw(t)
	exec := func(sql string, args ...any) error {
		_, err := pool.Exec(ctx, sql, args...)
		return postgres.Fout(err, "proef")
	}
	if err := exec("INSERT INTO gemeente (slug, naam, cbs_code) VALUES ('a', 'A', 'GM0001')"); err != nil {
		t.Fatal(err)
	}
	var n int
	for _, c := range []struct {
		naam string
		err  error
		kind fault.Kind
	}{
		{"geen rij", postgres.Fout(pool.QueryRow(ctx, "SELECT 1 WHERE false").Scan(&n), "proef"), fault.NotFound},
		{"dubbel", exec("INSERT INTO gemeente (slug, naam, cbs_code) VALUES ('a', 'A', 'GM0002')"), fault.Conflict},
		{"regel", exec("INSERT INTO gemeente (slug, naam, cbs_code) VALUES ('A B', 'A', 'GM0003')"), fault.Invalid},
		{"NUL", exec("INSERT INTO gemeente (slug, naam, cbs_code) VALUES ('b', $1, 'GM0004')", "a\x00b"), fault.Invalid},
		{"verbinding weg", exec("SELECT pg_terminate_backend(pg_backend_pid())"), fault.Unavailable},
		{"tikfout", exec("SELEC 1"), fault.Internal},
	} {
		if fault.KindOf(c.err) != c.kind {
			t.Errorf("%s: kind %v of %v, want %v", c.naam, fault.KindOf(c.err), c.err, c.kind)
		}
	}
	if _, err := postgres.Open(ctx, "postgres:///x?host=/nergens"); err == nil {
		t.Error("a database that is not there must be an error")
	}
}
