package gegevens

import (
	"context"
	"strconv"
	"time"

	"mantelpunt/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// perKeer is how many rows go in one transaction, so that none is long.
const perKeer = 500

func (r Regel) termijn() string {
	return "interval '" + strconv.Itoa(r.Aantal) + " " + string(r.Eenheid) + "'"
}

// gaat is the SQL of the moment at which a row may go, waar that of the rows.
func (r Regel) gaat() string { return "(" + r.Vanaf + ") + " + r.termijn() }

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
	over := ` FROM ` + r.Tabel + ` t WHERE ` + r.waar() + ` AND ` + r.gaat() + ` <= $1 LIMIT ` + strconv.Itoa(perKeer) + ` FOR UPDATE SKIP LOCKED`
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
	for _, sql := range append(append([]string{}, r.Mee...), `DELETE FROM `+r.Tabel+` WHERE id = ANY($1)`) {
		if _, err := tx.Exec(ctx, sql, ids); err != nil {
			return postgres.Fout(err, "gegevens wissen")
		}
	}
	return nil
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
