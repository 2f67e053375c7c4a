package socialekaart

import (
	"context"
	"strings"
	"time"

	"mantelpunt/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Beheervraag says which offers somebody in the back office wants to see.
type Beheervraag struct {
	Organisaties []uuid.UUID // of these alone; nil is all
	Q            string      // words in the name, the organisatie or the samenvatting
	Status       Status      // "" is any; one that is published and of which a change waits is under two
	Voor         time.Time   // last checked before this day, or never; zero is any
	Na           uuid.UUID   // the last one of the page before; uuid.Nil begins at the top
	Aantal       int
}

// lijstplek is where an offer stands in the list: what waits to be judged first, the
// longest waiting on top, and the rest by name. It is the same on any database.
var lijstplek = `(CASE WHEN a.beoordeling_nr IS NULL THEN '1' || ` + plat(`left(r.inhoud->>'naam', 150)`) + `
	ELSE '0' || to_char(a.ingestuurd_op AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS') END) COLLATE "C"`

// plat writes a text in SQL without capitals and accents, as Woorden does it in Go. What
// lower makes of accents hangs on the database, so both kinds are translated.
func plat(sql string) string {
	return `translate(lower(` + sql + `), '` + metAccent + `‘’“”''"', '` + zonderAccent + `')`
}

var metAccent, zonderAccent = func() (met, zonder string) {
	for r := 'À'; r <= 'ſ'; r++ {
		if kaal := slug(string(r)); len(kaal) == 1 {
			met, zonder = met+string(r), zonder+kaal
		}
	}
	return met, zonder
}()

const lijstVan = `coalesce(a.concept_nr, a.gepubliceerd_nr) WHERE a.gemeente_id = @gemeente AND (@organisaties::uuid[] IS NULL OR a.organisatie_id = ANY(@organisaties))`

// Beheerlijst gives a page of the offers of any status in their newest revisie, the
// concept when there is one, and whether more follow. It reads on from where the page
// before ended: a page far down costs what the first one does.
func (s Store) Beheerlijst(ctx context.Context, gemeenteID int, v Beheervraag) (lijst []Aanbod, meer bool, err error) {
	args := pgx.StrictNamedArgs{"gemeente": gemeenteID, "organisaties": v.Organisaties, "status": v.Status, "voor": "", "woorden": lijkend(v.Q), "na": uuid.NullUUID{UUID: v.Na, Valid: v.Na != uuid.Nil}, "aantal": v.Aantal + 1}
	if !v.Voor.IsZero() {
		args["voor"] = v.Voor.Format(time.DateOnly)
	}
	rows, err := s.Van(gemeenteID).Query(ctx, selectAanbod+lijstVan+`
		AND (@status = '' OR a.status = @status OR @status = 'ter_beoordeling' AND a.beoordeling_nr IS NOT NULL)
		AND (@voor = '' OR coalesce(r.inhoud->>'gecontroleerd_op', '') < @voor)
		AND `+plat(`concat_ws(' ', r.inhoud->>'naam', o.inhoud->>'naam', r.inhoud->>'samenvatting')`)+` LIKE ALL (@woorden)
		AND (@na::uuid IS NULL OR (`+lijstplek+`, a.id) > (SELECT `+lijstplek+`, a.id FROM aanbod a
			JOIN revisie r ON r.gemeente_id = a.gemeente_id AND r.aanbod_id = a.id AND r.nr = coalesce(a.concept_nr, a.gepubliceerd_nr) WHERE a.gemeente_id = @gemeente AND a.id = @na))
	ORDER BY `+lijstplek+`, a.id LIMIT @aantal`, args)
	if err != nil {
		return nil, false, postgres.Fout(err, "aanbod lezen")
	}
	lijst, err = pgx.CollectRows(rows, scanAanbod)
	if meer = len(lijst) > v.Aantal; meer {
		lijst = lijst[:v.Aantal]
	}
	return lijst, meer, postgres.Fout(err, "aanbod lezen")
}

// lijkend makes patterns of the words of a question, each of which must be there.
func lijkend(q string) []string {
	uit := []string{}
	for _, w := range Woorden(q) {
		uit = append(uit, "%"+strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(w)+"%")
	}
	return uit
}
