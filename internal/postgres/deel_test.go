package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// tabellen are all tables of the product with gemeente_id, as the database has them.
func tabellen(t *testing.T, eigenaar *pgxpool.Pool) []string {
	t.Helper()
	rows, err := eigenaar.Query(t.Context(), `SELECT table_name::text FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'gemeente_id' ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	ts, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(ts) < 15 {
		t.Fatalf("%v %v", ts, err)
	}
	return ts
}

// rijVan makes a row of a gemeente in any table: whatever must be filled is filled by
// its type. Rules about the content and references are off, which is nothing for
// the question who sees the row.
func rijVan(t *testing.T, eigenaar *pgxpool.Pool, tabel string, gemeenteID int) {
	t.Helper()
	ctx := t.Context()
	conn, err := eigenaar.Acquire(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	rows, err := conn.Query(ctx, `SELECT conname::text FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'c'`, tabel)
	if err != nil {
		t.Fatal(err)
	}
	regels, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range regels {
		if _, err := conn.Exec(ctx, fmt.Sprintf(`ALTER TABLE %s DROP CONSTRAINT %s`, tabel, r)); err != nil {
			t.Fatal(err)
		}
	}
	rows, err = conn.Query(ctx, `SELECT column_name::text || ' ' || udt_name FROM information_schema.columns
		WHERE table_schema = 'public' AND table_name = $1 AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO' AND column_name <> 'gemeente_id'`, tabel)
	if err != nil {
		t.Fatal(err)
	}
	kolommen, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	namen, waarden := []string{"gemeente_id"}, []string{fmt.Sprint(gemeenteID)}
	for _, k := range kolommen {
		naam, soort, _ := strings.Cut(k, " ")
		waarde := map[string]string{"uuid": "gen_random_uuid()", "text": "md5(random()::text)", "bytea": "sha256(random()::text::bytea)", "jsonb": "'{}'",
			"timestamptz": "now()", "date": "now()", "int4": "1", "int8": "1", "float8": "1", "bool": "true", "_text": "'{}'", "_date": "'{}'"}[soort]
		if waarde == "" {
			t.Fatalf("%s.%s: give this test a value of type %s", tabel, naam, soort)
		}
		namen, waarden = append(namen, naam), append(waarden, waarde)
	}
	sql := fmt.Sprintf(`SET session_replication_role = replica; INSERT INTO %s (%s) VALUES (%s); RESET session_replication_role`, tabel, strings.Join(namen, ", "), strings.Join(waarden, ", "))
	if _, err := conn.Exec(ctx, sql); err != nil {
		t.Fatalf("%s: %v", tabel, err)
	}
}

// A statement that forgets its WHERE shows, changes and deletes nothing of another
// gemeente, in any table that has one; and one that names no gemeente sees nothing.
func TestAForgottenWhereLeaksNothing(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	app := pgtest.Nieuw(t)
	eigenaar := pgtest.Eigenaar(t, app)
	const een, twee = 1, 2
	if _, err := eigenaar.Exec(ctx, `INSERT INTO gemeente (slug, naam, cbs_code) VALUES ('een', 'Een', 'GM0001'), ('twee', 'Twee', 'GM0002')`); err != nil {
		t.Fatal(err)
	}
	db := postgres.DB{Pool: app}
	for _, tabel := range tabellen(t, eigenaar) {
		rijVan(t, eigenaar, tabel, een)
		rijVan(t, eigenaar, tabel, twee)
		tel := func(q postgres.Querier, waar string) (n int) {
			if err := q.QueryRow(ctx, `SELECT count(*) FROM `+tabel+waar).Scan(&n); err != nil {
				t.Fatalf("%s: %v", tabel, err)
			}
			return n
		}
		if n := tel(app, ""); n != 0 {
			t.Errorf("%s: %d rows without a gemeente", tabel, n)
		}
		if eigen, andere := tel(db.Van(een), ""), tel(db.Van(een), " WHERE gemeente_id <> 1"); eigen != 1 || andere != 0 {
			t.Errorf("%s: %d rows, %d of another gemeente", tabel, eigen, andere)
		}
		doet := func(wat, sql string) {
			err := db.Van(een).Tx(ctx, func(tx pgx.Tx) error {
				if _, err := tx.Exec(ctx, `SET CONSTRAINTS ALL DEFERRED`); err != nil {
					return err
				}
				tag, err := tx.Exec(ctx, sql)
				if err == nil && tag.RowsAffected() > 1 {
					t.Errorf("%s: %s reaches %d rows", tabel, wat, tag.RowsAffected())
				}
				if err == nil {
					err = errors.New("terug") // roll back
				}
				return err
			})
			var pg *pgconn.PgError
			if errors.As(err, &pg) && pg.Code != "42501" && pg.Code != "23503" { // no right, or a reference: nothing happened
				t.Errorf("%s: %s: %v", tabel, wat, err)
			}
		}
		doet("UPDATE", `UPDATE `+tabel+` SET gemeente_id = gemeente_id`)
		doet("DELETE", `DELETE FROM `+tabel)
		if _, err := db.Van(een).Exec(ctx, `UPDATE `+tabel+` SET gemeente_id = 2`); !geweigerd(err) {
			t.Errorf("%s: a row was given to another gemeente: %v", tabel, err)
		}
		if _, err := db.Van(een).Exec(ctx, fmt.Sprintf(`INSERT INTO %[1]s SELECT (jsonb_populate_record(r, '{"gemeente_id": 2}')).* FROM %[1]s r`, tabel)); !geweigerd(err) {
			t.Errorf("%s: a row was made for another gemeente: %v", tabel, err)
		}
		if tel(eigenaar, "") != 2 {
			t.Errorf("%s: a row is gone", tabel)
		}
	}
}

// geweigerd is what row level security and missing privileges answer; an identity
// column refuses before that.
func geweigerd(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "42501" || pg.Code == "428C9")
}

// The role of the application owns nothing, may not make or change tables, and may
// add to the audit and to the history of an aanvraag, and no more.
func TestTheApplicationOwnsNothing(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	app := pgtest.Nieuw(t)
	eigenaar := pgtest.Eigenaar(t, app)
	if err := postgres.GeenEigenaar(ctx, app); err != nil {
		t.Error(err)
	}
	if err := postgres.GeenEigenaar(ctx, eigenaar); !errors.Is(err, postgres.ErrEigenaar) {
		t.Errorf("the owner is taken for the application: %v", err)
	}
	for _, sql := range []string{
		`CREATE TABLE nieuw (a int)`, `ALTER TABLE burger DISABLE ROW LEVEL SECURITY`, `DROP POLICY van_gemeente ON burger`, `TRUNCATE audit`,
		`UPDATE audit SET wat = 'niets'`, `DELETE FROM audit`, `DELETE FROM audit_kop`, `UPDATE aanvraag_gebeurtenis SET naar = 'verleend'`,
		`UPDATE goose_db_version SET version_id = 0`, `SET ROLE postgres`, `SET session_replication_role = replica`,
	} {
		if _, err := app.Exec(ctx, sql); !geweigerd(err) {
			t.Errorf("%s: %v", sql, err)
		}
	}
	rows, err := eigenaar.Query(ctx, `SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND relrowsecurity`)
	if err != nil {
		t.Fatal(err)
	}
	beveiligd, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	for _, tabel := range tabellen(t, eigenaar) {
		if !slices.Contains(beveiligd, tabel) {
			t.Errorf("%s has gemeente_id and no row level security", tabel)
		}
	}
}

// What a Deel runs is one transaction: it ends whole or not at all, the connection
// goes back, and the next user of it sees nothing.
func TestDeel(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	app := pgtest.Nieuw(t)
	if _, err := pgtest.Eigenaar(t, app).Exec(ctx, `INSERT INTO gemeente (slug, naam, cbs_code) VALUES ('een', 'Een', 'GM0001')`); err != nil {
		t.Fatal(err)
	}
	deel := postgres.DB{Pool: app}.Van(1)
	for range 3 * app.Config().MaxConns { // every connection more than once, so none is lost
		if _, err := deel.Exec(ctx, `INSERT INTO volgnummer VALUES (1, md5(random()::text), 2026, 1)`); err != nil {
			t.Fatal(err)
		}
		rows, err := deel.Query(ctx, `SELECT jaar FROM volgnummer`)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := pgx.CollectRows(rows, pgx.RowTo[int]); err != nil {
			t.Fatal(err)
		}
		if _, err := deel.Query(ctx, `SELECT geen kolom`); err == nil {
			t.Fatal("a mistake gives rows")
		}
		var n int
		if err := deel.QueryRow(ctx, `SELECT 1 / 0`).Scan(&n); err == nil {
			t.Fatal("a mistake gives a row")
		}
		if err := deel.QueryRow(ctx, `SELECT 1 WHERE false`).Scan(&n); !errors.Is(err, pgx.ErrNoRows) {
			t.Fatal(err)
		}
		if err := app.QueryRow(ctx, `SELECT count(*) FROM volgnummer`).Scan(&n); err != nil || n != 0 {
			t.Fatalf("the gemeente outlived its transaction: %d %v", n, err)
		}
	}
	if app.Stat().AcquiredConns() != 0 {
		t.Error("a connection was not given back")
	}
	gestopt, stop := context.WithCancel(ctx)
	stop()
	if _, err := deel.Exec(gestopt, `SELECT 1`); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	app.Close()
	if _, err := deel.Exec(ctx, `SELECT 1`); err == nil {
		t.Error("a closed pool works")
	}
}
