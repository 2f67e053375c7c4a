package gegevens

import (
	"context"
	"time"

	"mantelpunt/internal/postgres"

	"github.com/jackc/pgx/v5"
)

// Versie is what a version of a regeling says about keeping, from a day.
type Versie struct {
	Vanaf   time.Time
	Bewaren map[string]any // the terms, as numbers, by Regel.Regeling; "bron" is where they come from
}

// Versies reads what every version of the regeling of a gemeente says about keeping,
// the one that counts first.
func Versies(ctx context.Context, q postgres.Querier) ([]Versie, error) {
	rows, err := q.Query(ctx, `SELECT geldig_vanaf, coalesce(regels->'bewaren', '{}') FROM regeling WHERE soort = 'verklaring' ORDER BY geldig_vanaf DESC, nr DESC`)
	if err != nil {
		return nil, postgres.Fout(err, "bewaartermijnen van de regeling lezen")
	}
	vs, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Versie])
	return vs, postgres.Fout(err, "bewaartermijnen van de regeling lezen")
}

// OpDag gives the terms of the version in force on a day; none when there is none.
func OpDag(vs []Versie, dag time.Time) map[string]any {
	for _, v := range vs {
		if !v.Vanaf.After(dag) {
			return v.Bewaren
		}
	}
	return nil
}

// Gelden are all terms, with those of a regeling in the place of the usual ones. They
// hold for who asks today; an aanvraag keeps the term of the regeling it began with.
func Gelden(bewaren map[string]any) []Regel {
	uit := make([]Regel, len(Regels))
	for i, r := range Regels {
		uit[i] = r.bij(bewaren)
	}
	return uit
}

func (r Regel) bij(bewaren map[string]any) Regel {
	if r.Regeling == "" {
		return r
	}
	if n, ok := bewaren[r.Regeling].(float64); ok {
		r.Aantal = int(n)
	}
	if bron, ok := bewaren["bron"].(string); ok && bron != "" {
		r.Bronnen = []Bron{{Naam: bron}}
	}
	return r
}

// VanRij gives a rule with the term that counts for the aanvraag with this id, or for
// that of the verklaring with this id.
func (r Regel) VanRij(ctx context.Context, q postgres.Querier, id any) (Regel, error) {
	var bewaren map[string]any
	err := q.QueryRow(ctx, `SELECT coalesce(g.regels->'bewaren', '{}') FROM aanvraag a JOIN regeling g ON g.gemeente_id = a.gemeente_id AND g.id = a.regeling_id
		WHERE a.id = $1 OR a.id = (SELECT v.aanvraag_id FROM verklaring v WHERE v.id = $1)`, id).Scan(&bewaren)
	return r.bij(bewaren), postgres.Fout(err, "bewaartermijn lezen")
}
