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
	Na           Lijstplek   // where the page before ended
	Aantal       int
}

// Lijstplek is where an offer stands in the list: what waits to be judged first, the
// longest waiting on top, and the rest by name. The database keeps it (aanbod_lijst), the
// same with any collation. The zero value is before the first.
type Lijstplek struct {
	Plek string
	ID   uuid.UUID
}

// metPlek is a row of an offer with its place as the last column.
type metPlek struct {
	pgx.CollectableRow
	plek *string
}

func (r metPlek) Scan(doel ...any) error { return r.CollectableRow.Scan(append(doel, r.plek)...) }

// Beheerlijst gives a page of the offers of any status in their newest revisie, the
// concept when there is one, and where the next page begins; nil when this is the last.
// A page far down costs what the first one does, and what happens to the last offer of a
// page moves nothing.
func (s Store) Beheerlijst(ctx context.Context, gemeenteID int, v Beheervraag) (lijst []Aanbod, verder *Lijstplek, err error) {
	args := pgx.StrictNamedArgs{"gemeente": gemeenteID, "organisaties": v.Organisaties, "status": v.Status, "voor": "", "woorden": lijkend(v.Q), "plek": v.Na.Plek, "na": v.Na.ID, "aantal": v.Aantal + 1}
	if !v.Voor.IsZero() {
		args["voor"] = v.Voor.Format(time.DateOnly)
	}
	// a page of aanbod alone, so that no more than that is read of what it is joined with
	rows, err := s.Van(gemeenteID).Query(ctx, kolommenAanbod+`, a.lijstplek FROM (SELECT * FROM aanbod WHERE gemeente_id = @gemeente
			AND (lijstplek, id) > (@plek::text, @na::uuid)
			AND (@organisaties::uuid[] IS NULL OR organisatie_id = ANY(@organisaties))
			AND (@status = '' OR status = @status OR @status = 'ter_beoordeling' AND beoordeling_nr IS NOT NULL)
			AND (@voor = '' OR gecontroleerd_op < @voor)
			AND lijsttekst LIKE ALL (@woorden)
		ORDER BY lijstplek, id LIMIT @aantal) a`+bijAanbod+`coalesce(a.concept_nr, a.gepubliceerd_nr) ORDER BY a.lijstplek, a.id`, args)
	if err != nil {
		return nil, nil, postgres.Fout(err, "aanbod lezen")
	}
	var plekken []string
	lijst, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (Aanbod, error) {
		var plek string
		a, err := scanAanbod(metPlek{row, &plek})
		plekken = append(plekken, plek)
		return a, err
	})
	if err == nil && len(lijst) > v.Aantal {
		lijst = lijst[:v.Aantal]
		verder = &Lijstplek{plekken[v.Aantal-1], lijst[v.Aantal-1].ID}
	}
	return lijst, verder, postgres.Fout(err, "aanbod lezen")
}

// lijkend makes patterns of the words of a question, each of which must be there.
func lijkend(q string) []string {
	uit := []string{}
	for _, w := range Woorden(q) {
		uit = append(uit, "%"+strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(w)+"%")
	}
	return uit
}
