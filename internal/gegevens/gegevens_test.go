package gegevens_test

import (
	"slices"
	"strings"
	"testing"

	"mantelpunt/internal/gegevens"
	"mantelpunt/internal/pgtest"

	"github.com/jackc/pgx/v5"
)

// A column that is neither in the register nor in the list of what holds nothing
// about a person, fails: whoever adds one must think of it.
func TestEveryColumnIsAccountedFor(t *testing.T) {
	pool := pgtest.Eigenaar(t, pgtest.Nieuw(t))
	rows, err := pool.Query(t.Context(), `SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c
		JOIN information_schema.tables t USING (table_schema, table_name) WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'`)
	if err != nil {
		t.Fatal(err)
	}
	soort := map[string]string{}
	var tabel, kolom, data string
	if _, err := pgx.ForEachRow(rows, []any{&tabel, &kolom, &data}, func() error {
		soort[tabel+"."+kolom] = data
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if len(soort) < 100 {
		t.Fatalf("only %d columns: the search is broken", len(soort))
	}
	genoemd := map[string]int{}
	for _, tb := range gegevens.Register {
		if perGemeente := soort[tb.Naam+".gemeente_id"] != ""; perGemeente != tb.PerGemeente {
			t.Errorf("%s: PerGemeente is %v", tb.Naam, tb.PerGemeente)
		}
		if soort[tb.Naam+"."+tb.Sleutel] == "" {
			t.Errorf("%s: sleutel %s is no column", tb.Naam, tb.Sleutel)
		}
		for _, v := range tb.Velden {
			genoemd[tb.Naam+"."+v.Kolom]++
			if (v.Dicht || v.Kenmerk != nil) && soort[tb.Naam+"."+v.Kolom] != "bytea" {
				t.Errorf("%s.%s is closed, but no bytea", tb.Naam, v.Kolom)
			}
			if v.Kenmerk != nil && v.Kenmerk.Van != "" && !slices.ContainsFunc(tb.Velden, func(w gegevens.Veld) bool { return w.Kolom == v.Kenmerk.Van && w.Dicht }) {
				t.Errorf("%s.%s is the hash of %s, which is not closed in that table", tb.Naam, v.Kolom, v.Kenmerk.Van)
			}
		}
	}
	for tabel, kolommen := range gegevens.Zonder {
		for _, kolom := range strings.Fields(kolommen) {
			genoemd[tabel+"."+kolom]++
		}
	}
	for k := range soort {
		if genoemd[k] == 0 {
			t.Errorf("%s is in neither list: say in register.go what it holds about whom, or in Zonder that it holds nothing", k)
		}
	}
	for k, n := range genoemd {
		if soort[k] == "" {
			t.Errorf("%s is no column", k)
		}
		if n > 1 {
			t.Errorf("%s is named %d times", k, n)
		}
	}
}

// Every processing has a ground, tables and a term; every table a processing.
func TestTheRegisterIsWhole(t *testing.T) {
	codes := map[string]bool{}
	for _, v := range gegevens.Verwerkingen {
		codes[v.Code] = true
		if len(v.Grondslag) == 0 || len(v.Tabellen()) == 0 || len(v.Regels()) == 0 || len(v.Van()) == 0 {
			t.Errorf("%s lacks a ground, a table, a term or a person", v.Code)
		}
	}
	for _, tb := range gegevens.Register {
		if !codes[tb.Verwerking] {
			t.Errorf("%s: processing %q does not exist", tb.Naam, tb.Verwerking)
		}
		for _, v := range tb.Velden {
			if len(tb.VanWie(v)) == 0 {
				t.Errorf("%s.%s is about nobody", tb.Naam, v.Kolom)
			}
		}
	}
	uniek := map[string]bool{}
	for _, r := range gegevens.Regels {
		if _, ok := gegevens.MetNaam(r.Tabel); !ok || !codes[r.Verwerking] || len(r.Bronnen) == 0 || uniek[r.Code] {
			t.Errorf("term %s: no table, processing or source, or it is there twice", r.Code)
		}
		uniek[r.Code] = true
	}
}
