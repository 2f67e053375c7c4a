package gegevens

import (
	"context"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// perKeer is how many rows go in one transaction, so that none is long.
const perKeer = 500

// termijn is the SQL of the term: that of the regeling of the aanvraag where the rule
// says so, or the usual one.
func (r Regel) termijn() string {
	usual := strconv.Itoa(r.Aantal)
	if r.Regeling == "" {
		return "make_interval(" + string(r.Eenheid) + " => " + usual + ")"
	}
	return `make_interval(` + string(r.Eenheid) + ` => coalesce((SELECT (g.regels->'bewaren'->>'` + r.Regeling + `')::int FROM regeling g WHERE g.gemeente_id = t.gemeente_id AND g.id = t.regeling_id), ` + usual + `))`
}

// gaat is the SQL of the moment at which a row may go; NULL for one that is held.
func (r Regel) gaat() string {
	gaat := "(" + r.Vanaf + ") + " + r.termijn()
	if r.Houdt != "" {
		return "CASE WHEN NOT (" + r.Houdt + ") THEN " + gaat + " END"
	}
	return gaat
}

// over is the SQL of the rows of which the term is over at $1.
func (r Regel) over() string {
	return ` FROM ` + r.Tabel + ` t WHERE ` + r.waar() + ` AND ` + r.gaat() + ` <= $1`
}

func (r Regel) waar() string {
	waar := "true"
	if r.Waar != "" {
		waar = r.Waar
	}
	if r.Hier != "" {
		waar += " AND " + r.Hier
	}
	return waar
}

// Stand is how much there is of what a rule is about.
type Stand struct {
	Nu     int        // rows
	Straks int        // of which go before a moment
	Eerst  *time.Time // when the first one goes
}

// Tel counts what a rule is about at the gemeente that q names, and what of it goes
// before tot.
func (r Regel) Tel(ctx context.Context, q postgres.Querier, tot time.Time) (s Stand, err error) {
	gaat := "NULL::timestamptz"
	if r.Vanaf != "" {
		gaat = r.gaat()
	}
	err = q.QueryRow(ctx, `SELECT count(*), count(*) FILTER (WHERE gaat < $1), min(gaat) FROM (SELECT `+gaat+` AS gaat FROM `+r.Tabel+` t WHERE `+r.waar()+`) x`, tot).Scan(&s.Nu, &s.Straks, &s.Eerst)
	return s, postgres.Fout(err, "bewaartermijn tellen")
}

// Wis deletes at most a few hundred of the rows of which the term is over, with what
// hangs on them, and gives how many there were; again until that is none.
func (r Regel) Wis(ctx context.Context, tx pgx.Tx, nu time.Time) (n int64, err error) {
	over := r.over() + ` LIMIT ` + strconv.Itoa(perKeer) + ` FOR UPDATE SKIP LOCKED`
	if r.Mee == nil {
		tag, err := tx.Exec(ctx, `DELETE FROM `+r.Tabel+` WHERE ctid = ANY(ARRAY(SELECT t.ctid`+over+`))`, nu)
		return tag.RowsAffected(), postgres.Fout(err, "bewaartermijn toepassen")
	}
	rows, err := tx.Query(ctx, `SELECT t.id`+over, nu)
	if err != nil {
		return 0, postgres.Fout(err, "bewaartermijn toepassen")
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil || len(ids) == 0 {
		return 0, postgres.Fout(err, "bewaartermijn toepassen")
	}
	return int64(len(ids)), r.WisRijen(ctx, tx, ids)
}

// WisRijen deletes rows of a table with what hangs on them, whatever their term: for
// who asks for it.
func (r Regel) WisRijen(ctx context.Context, tx pgx.Tx, ids []uuid.UUID) error {
	var stappen []string
	if r.Tabel == "aanvraag" {
		stappen = append(stappen, losVanAanvraag...)
	}
	for _, a := range r.Mee {
		stappen = append(stappen, `DELETE FROM `+a.Tabel+` WHERE `+a.Waar)
	}
	for _, sql := range append(stappen, `DELETE FROM `+r.Tabel+` WHERE id = ANY($1)`) {
		if _, err := tx.Exec(ctx, sql, ids); err != nil {
			return postgres.Fout(err, "gegevens wissen")
		}
	}
	return nil
}

// Telling is how many rows of a table go.
type Telling struct {
	Tabel  string
	Aantal int
}

// Proef counts what Wis would take now, of the table itself first and then of what
// hangs on it, and deletes nothing.
func (r Regel) Proef(ctx context.Context, q postgres.Querier, nu time.Time) (uit []Telling, err error) {
	tel := func(tabel, sql string) error {
		t := Telling{Tabel: tabel}
		if err := q.QueryRow(ctx, sql, nu).Scan(&t.Aantal); err != nil {
			return postgres.Fout(err, "bewaartermijn proefdraaien")
		}
		if t.Aantal > 0 {
			uit = append(uit, t)
		}
		return nil
	}
	if err := tel(r.Tabel, `SELECT count(*)`+r.over()); err != nil || len(uit) == 0 {
		return nil, err
	}
	for _, a := range r.Mee {
		if err := tel(a.Tabel, `SELECT count(*) FROM `+a.Tabel+` WHERE `+strings.ReplaceAll(a.Waar, "ANY($1)", `ANY(ARRAY(SELECT t.id`+r.over()+`))`)); err != nil {
			return nil, err
		}
	}
	return uit, nil
}

// Wanneer tells of the rows of a mantelzorger when they go by this rule, by their id.
func (r Regel) Wanneer(ctx context.Context, q postgres.Querier, burger uuid.UUID) (map[string]time.Time, error) {
	t, _ := MetNaam(r.Tabel)
	uit := map[string]time.Time{}
	if r.Vanaf == "" || t.VanBurger == "" {
		return uit, nil
	}
	rows, err := q.Query(ctx, `SELECT `+t.Sleutel+`::text, `+r.gaat()+` FROM `+r.Tabel+` t WHERE `+r.waar()+` AND `+t.VanBurger, burger)
	if err != nil {
		return nil, postgres.Fout(err, "bewaartermijn lezen")
	}
	var id string
	var op *time.Time
	_, err = pgx.ForEachRow(rows, []any{&id, &op}, func() error {
		if op != nil {
			uit[id] = *op
		}
		return nil
	})
	return uit, postgres.Fout(err, "bewaartermijn lezen")
}
