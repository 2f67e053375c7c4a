package gemeente

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/postgres"

	"github.com/jackc/pgx/v5"
)

// Achterhaald says that somebody else changed the same part first; it is a Conflict.
type Achterhaald struct {
	Zin string // who and when
	Wat []Verschil
}

func (a *Achterhaald) Error() string { return "instellingen: een ander was eerder" }
func (a *Achterhaald) Unwrap() error { return fault.Met(fault.Conflict, a.Zin) }

// errBezet is a Conflict on one of the host names.
var errBezet = fault.Met(fault.Conflict, "Deze hostnaam is al van een andere gemeente.")

const kolommen = `id, slug, naam, cbs_code, hosts, instellingen, wijken`

func leesRij(row pgx.CollectableRow) (Gemeente, error) { return leesMet(row) }

// leesMet reads a row that has more columns behind those of a Gemeente.
func leesMet(row pgx.CollectableRow, meer ...any) (Gemeente, error) {
	var g Gemeente
	err := row.Scan(append([]any{&g.ID, &g.Slug, &g.Naam, &g.CBSCode, &g.Hosts, &g.Instellingen, &g.Wijken}, meer...)...)
	g.Instellingen = g.Instellingen.metStandaard()
	return g, err
}

// Een gives one gemeente as it stands in the database now.
func (s Store) Een(ctx context.Context, id int) (Gemeente, error) {
	rows, err := s.Pool.Query(ctx, `SELECT `+kolommen+` FROM gemeente WHERE id = $1`, id)
	if err != nil {
		return Gemeente{}, postgres.Fout(err, "gemeente lezen")
	}
	g, err := pgx.CollectExactlyOneRow(rows, leesRij)
	return g, postgres.Fout(err, "gemeente lezen")
}

// Wijzig changes one part of a gemeente, as it was when it had the mark basis, with
// the line in the audit and the word to every copy of the program in the same
// transaction. It reports whether anything changed. Who is too late gets an
// *Achterhaald; an address of another gemeente is a Conflict with a sentence.
func (s Store) Wijzig(ctx context.Context, id int, o Onderdeel, basis string, doe func(*Gemeente) error) (gewijzigd bool, err error) {
	err = s.Van(id).Tx(ctx, func(tx pgx.Tx) error {
		if o.Code == adressendeel.Code {
			if err := eenTegelijk(ctx, tx); err != nil {
				return err
			}
		}
		rows, err := tx.Query(ctx, `SELECT `+kolommen+` FROM gemeente WHERE id = $1 FOR NO KEY UPDATE`, id)
		if err != nil {
			return err
		}
		voor, err := pgx.CollectExactlyOneRow(rows, leesRij)
		if err != nil {
			return err
		}
		if o.Merk(voor) != basis {
			return achterhaald(ctx, tx, id, o)
		}
		na := voor.kopie()
		if err := doe(&na); err != nil {
			return err
		}
		na.zonderOude()
		if zin := na.Controleer(); zin != "" {
			return fault.Met(fault.Invalid, zin)
		}
		wat := o.verschillen(voor, na)
		if gewijzigd = len(wat) > 0; !gewijzigd {
			return nil
		}
		return schrijf(ctx, tx, na, o, wat)
	})
	return gewijzigd && err == nil, postgres.Fout(err, "instellingen wijzigen")
}

func schrijf(ctx context.Context, tx pgx.Tx, g Gemeente, o Onderdeel, wat []Verschil) error {
	instellingen, err := json.Marshal(g.Instellingen)
	if err != nil {
		return err
	}
	var bezet bool
	if err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM gemeente WHERE hosts && $1 AND id <> $2)`, g.Hosts, g.ID).Scan(&bezet); err != nil {
		return err
	}
	if bezet {
		return errBezet
	}
	_, err = tx.Exec(ctx, `UPDATE gemeente SET hosts = $2, instellingen = $3, wijken = coalesce($4::text[], '{}') WHERE id = $1`, g.ID, g.Hosts, instellingen, g.Wijken)
	if err != nil {
		return err
	}
	if err := momentopname.Verhoog(ctx, tx, g.ID); err != nil {
		return err
	}
	return audit.Schrijf(ctx, tx, audit.Regel{Wat: "instellingen gewijzigd", Tabel: "gemeente", Rij: o.Code, Gegevens: map[string]any{"wijzigingen": wat}})
}

// eenTegelijk makes who changes host names wait for each other, since no index can
// tell that two lists share one. A lock on the table would also stop, and could be
// stopped by, whoever publishes something.
func eenTegelijk(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtext('gemeente.hosts'))`)
	return err
}

// zonderOude takes away own words for a text that a newer version no longer has.
func (g *Gemeente) zonderOude() {
	for taal, teksten := range g.Teksten {
		maps.DeleteFunc(teksten, func(sleutel, _ string) bool { return !i18n.Bestaat(taal, sleutel) })
	}
}

// achterhaald tells who was first and what changed, as the audit has it.
func achterhaald(ctx context.Context, tx pgx.Tx, id int, o Onderdeel) error {
	a := &Achterhaald{Zin: "Deze instellingen zijn gewijzigd nadat u deze pagina opende."}
	var wie string
	var op time.Time
	var gegevens struct {
		Wijzigingen []Verschil `json:"wijzigingen"`
	}
	err := tx.QueryRow(ctx, `SELECT wie_naam, op, gegevens FROM audit WHERE gemeente_id = $1 AND tabel = 'gemeente' AND rij = $2 ORDER BY nr DESC LIMIT 1`,
		id, o.Code).Scan(&wie, &op, &gegevens)
	switch {
	case errors.Is(err, pgx.ErrNoRows): // changed from the command line
	case err != nil:
		return err
	default:
		a.Zin = fmt.Sprintf("%s heeft deze instellingen ook gewijzigd, op %s.", wie, i18n.DatumTijd(ctx, op))
		a.Wat = gegevens.Wijzigingen
	}
	return a
}

// kopie shares nothing with g that a form changes.
func (g Gemeente) kopie() Gemeente {
	b, err := json.Marshal(g.Instellingen)
	if err == nil {
		g.Instellingen = Instellingen{}
		err = json.Unmarshal(b, &g.Instellingen)
	}
	if err != nil {
		panic(err) // it came from JSON
	}
	g.Hosts, g.Wijken = slices.Clone(g.Hosts), slices.Clone(g.Wijken)
	return g
}
