// Package toezicht lets a privacy officer see who did and read what: the audit, with
// filters and export, and what is unusual in it. It reads and changes nothing.
package toezicht

import (
	"context"
	"fmt"
	"strings"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Gelezen is what the audit calls the opening of a dossier.
const Gelezen = "dossier gelezen"

// perPagina is how many lines a page shows.
const perPagina = 50

// Filter says which lines are asked for; the zero value is all of them.
type Filter struct {
	Wie      uuid.UUID // of a medewerker or burger
	Wat      string    // exactly this act
	Rij      string    // the row that it was done to
	Van, Tot time.Time // days, midnight in Amsterdam; Tot is the last one
	Voor     int64     // lines before this number
}

// Store reads the audit.
type Store struct{ postgres.DB }

func (f Filter) waar(gemeenteID int) (sql string, args []any) {
	sql, args = ` WHERE gemeente_id = $1`, []any{gemeenteID}
	voeg := func(eis string, waarde any) {
		args = append(args, waarde)
		sql += fmt.Sprintf(" AND "+eis, len(args))
	}
	if f.Wie != uuid.Nil {
		voeg("wie_id = $%d", f.Wie)
	}
	if f.Wat != "" {
		voeg("wat = $%d", f.Wat)
	}
	if f.Rij != "" {
		voeg("rij = $%d", f.Rij)
	}
	if !f.Van.IsZero() {
		voeg("op >= $%d", f.Van)
	}
	if !f.Tot.IsZero() {
		voeg("op < $%d", f.Tot.AddDate(0, 0, 1))
	}
	if f.Voor > 0 {
		voeg("nr < $%d", f.Voor)
	}
	return sql, args
}

// Regels gives lines, the newest first, at most perPagina.
func (s Store) Regels(ctx context.Context, gemeenteID int, f Filter) ([]audit.Vastgelegd, error) {
	sql, args := f.waar(gemeenteID)
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT `+audit.Kolommen+` FROM audit`+sql+fmt.Sprintf(` ORDER BY nr DESC LIMIT %d`, perPagina), args...)
	if err != nil {
		return nil, postgres.Fout(err, "audit lezen")
	}
	rs, err := pgx.CollectRows(rows, audit.Lees)
	return rs, postgres.Fout(err, "audit lezen")
}

// Elk hands over every line, the oldest first, and writes in the audit that it was
// taken out.
func (s Store) Elk(ctx context.Context, gemeenteID int, f Filter, doe func(audit.Vastgelegd) error) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		sql, args := f.waar(gemeenteID)
		rows, err := tx.Query(ctx, `SELECT `+audit.Kolommen+` FROM audit`+sql+` ORDER BY nr`, args...)
		if err != nil {
			return err
		}
		for rows.Next() {
			r, err := audit.Lees(rows)
			if err == nil {
				err = doe(r)
			}
			if err != nil {
				rows.Close()
				return err
			}
		}
		rows.Close()
		if err := rows.Err(); err != nil {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "audit uitgevoerd", Tabel: "audit", Rij: "-"})
	})
	return postgres.Fout(err, "audit uitvoeren")
}

// Wie is somebody who stands in the audit.
type Wie struct {
	ID   uuid.UUID
	Naam string
}

// The medewerkers and the acts that the audit knows. The audit grows for years, so each is
// found behind the one before it in an index, and what lies between is not read.
const (
	keuzesWie = `WITH RECURSIVE w AS (
		(SELECT wie_id FROM audit WHERE gemeente_id = $1 AND wie_soort = 'medewerker' AND wie_id > $2 ORDER BY wie_id LIMIT 1)
		UNION ALL
		SELECT (SELECT a.wie_id FROM audit a WHERE a.gemeente_id = $1 AND a.wie_soort = 'medewerker' AND a.wie_id > w.wie_id ORDER BY a.wie_id LIMIT 1) FROM w WHERE w.wie_id IS NOT NULL)
		SELECT w.wie_id, (SELECT a.wie_naam FROM audit a WHERE a.gemeente_id = $1 AND a.wie_soort = 'medewerker' AND a.wie_id = w.wie_id ORDER BY a.nr DESC LIMIT 1) FROM w WHERE w.wie_id IS NOT NULL ORDER BY 2, 1`
	keuzesWat = `WITH RECURSIVE w AS (
		(SELECT wat FROM audit WHERE gemeente_id = $1 ORDER BY wat LIMIT 1)
		UNION ALL
		SELECT (SELECT a.wat FROM audit a WHERE a.gemeente_id = $1 AND a.wat > w.wat ORDER BY a.wat LIMIT 1) FROM w WHERE w.wat IS NOT NULL)
		SELECT wat FROM w WHERE wat IS NOT NULL ORDER BY 1`
)

// Keuzes gives what there is to filter by: the medewerkers, by the name that they had
// last, and the acts. Who has no id, such as who filled the demo, is nobody to filter by.
func (s Store) Keuzes(ctx context.Context, gemeenteID int) (wie []Wie, wat []string, err error) {
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, keuzesWie, gemeenteID, uuid.Nil)
		if err != nil {
			return err
		}
		if wie, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Wie]); err != nil {
			return err
		}
		if rows, err = tx.Query(ctx, keuzesWat, gemeenteID); err != nil {
			return err
		}
		wat, err = pgx.CollectRows(rows, pgx.RowTo[string])
		return err
	})
	return wie, wat, postgres.Fout(err, "audit lezen")
}

// formule makes a cell of CSV harmless for a spreadsheet that would calculate it.
func formule(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
