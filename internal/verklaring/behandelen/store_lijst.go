package behandelen

import (
	"context"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/postgres"
	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Regel is one line of the worklist.
type Regel struct {
	verklaring.Aanvraag
	Nieuw int // berichten and antwoorden of the aanvrager that the behandelaar has not read
}

// Werklijst is a page of the worklist with its counts.
type Werklijst struct {
	Selectie
	Regels   []Regel
	Verder   Plek          // behind which the next page begins; zero on the last one
	Aantal   map[Lijst]int // of each list of open work, without filters; the history is not counted
	TePosten int           // letters that staff must still print and post
	Collegas []Collega
}

// termijnTabel reckons the last day to decide as it stands today ($2) for every line:
// NULL while it stands still. Of a vraag that was not answered in time it runs on from
// the last day to answer; that a holiday moves such a day on is left to
// [verklaring.Aanvraag.Uiterlijk], which every line shows.
const termijnTabel = ` CROSS JOIN LATERAL (SELECT CASE WHEN a.opgeschort_op IS NULL THEN a.beslis_voor WHEN a.antwoord_voor >= $2 THEN NULL ELSE a.termijn_tot + greatest(a.antwoord_voor - a.opgeschort_op, 0) END AS ruw) r0
	CROSS JOIN LATERAL (SELECT r0.ruw + CASE extract(isodow FROM r0.ruw)::int WHEN 6 THEN 2 WHEN 7 THEN 1 ELSE 0 END AS uiterlijk) t`

// What each list holds; $3 is who looks.
var lijstVoorwaarde = map[Lijst]string{
	Openstaand:  `a.status IN ('ingediend', 'in_behandeling', 'wacht_op_aanvrager', 'voorgesteld')`,
	Mijn:        `a.status IN ('ingediend', 'in_behandeling', 'wacht_op_aanvrager', 'voorgesteld') AND a.behandelaar_id = $3`,
	Vrij:        `a.status = 'ingediend' AND a.behandelaar_id IS NULL`,
	Controleren: `a.status IN ('voorgesteld', 'verleend') AND a.id IN (SELECT aanvraag_id FROM voorstel WHERE gemeente_id = $1 AND oordeel = '' AND door_id <> $3)`, // of what was granted: to correct it, or to withdraw it
	Afgehandeld: `a.status IN ('verleend', 'afgewezen', 'buiten_behandeling', 'ingetrokken')`,
}

var termijnVoorwaarde = map[string]string{
	"":       ``,
	"telaat": ` AND t.uiterlijk < $2`,
	"week":   ` AND t.uiterlijk BETWEEN $2 AND $2::date + 7`,
	"stil":   ` AND a.opgeschort_op IS NOT NULL AND t.uiterlijk IS NULL`,
}

// volgorde is what a selection is sorted by, as a sort of value, and which way; the id
// comes behind it, so that every line has a place of its own.
func (s Selectie) volgorde() (sleutel, soort string, af bool) {
	switch {
	case s.Lijst == Afgehandeld && s.Sorteer == "":
		return `a.besloten_op`, `timestamptz`, true
	case s.Sorteer == "ontvangen":
		return `a.ingediend_op`, `timestamptz`, false
	}
	return `coalesce(t.uiterlijk, '` + maxSleutel.Format(time.DateOnly) + `')`, `date`, false
}

// Werklijst gives a page of the worklist as somebody sees it, in a fixed number of
// queries however long it is: none reads or counts what lies before the page or behind
// it, except where open work must be sorted by a term that is reckoned.
func (s Store) Werklijst(ctx context.Context, gemeenteID int, wie uuid.UUID, sel Selectie, vandaag time.Time) (w Werklijst, err error) {
	w.Selectie = sel
	if w.Aantal, w.TePosten, err = s.aantallen(ctx, gemeenteID, wie); err != nil {
		return w, err
	}
	if w.Collegas, err = s.Collegas(ctx, gemeenteID, vandaag); err != nil {
		return w, err
	}
	sql, args := sel.vraag(gemeenteID, wie, vandaag)
	rows, err := s.Van(gemeenteID).Query(ctx, sql, args...)
	if err != nil {
		return w, postgres.Fout(err, "werklijst lezen")
	}
	var plekken []Plek
	as, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (verklaring.Aanvraag, error) {
		var sleutel time.Time
		a, err := s.ScanAanvraag(gemeenteID, metSleutel{row, &sleutel})
		plekken = append(plekken, Plek{sleutel, a.ID})
		return a, err
	})
	if err != nil {
		return w, postgres.Fout(err, "werklijst lezen")
	}
	if len(as) > verklaring.PerPagina {
		as, w.Verder = as[:verklaring.PerPagina], plekken[verklaring.PerPagina-1]
	}
	w.Regels, err = s.metNieuw(ctx, gemeenteID, as)
	return w, err
}

// metSleutel is a row with what it is sorted by as its last column.
type metSleutel struct {
	pgx.Row
	sleutel *time.Time
}

func (r metSleutel) Scan(doel ...any) error { return r.Row.Scan(append(doel, r.sleutel)...) }

// vraag is the query of a page, and one line more to know whether there is a next. Only
// what was asked for stands in it: an index cannot serve "this, or anything".
func (s Selectie) vraag(gemeenteID int, wie uuid.UUID, vandaag time.Time) (sql string, args []any) {
	args = []any{gemeenteID, vandaag, wie}
	waar := ` WHERE a.gemeente_id = $1 AND $2::date IS NOT NULL AND $3::uuid IS NOT NULL AND ` + lijstVoorwaarde[s.Lijst] + termijnVoorwaarde[s.Termijn]
	met := func(voorwaarde string, waarden ...any) {
		for _, x := range waarden {
			args = append(args, x)
			voorwaarde = strings.Replace(voorwaarde, "?", "$"+strconv.Itoa(len(args)), 1)
		}
		waar += " AND " + voorwaarde
	}
	if s.Status != "" {
		met(`a.status = ?`, string(s.Status))
	}
	if s.Kanaal != "" {
		met(`a.kanaal = ?`, string(s.Kanaal))
	}
	sleutel, soort, af := s.volgorde()
	kant, op := ` > `, ``
	if af {
		kant, op = ` < `, ` DESC`
	}
	if !s.Na.Leeg() {
		met(`(`+sleutel+`, a.id)`+kant+`(?::`+soort+`, ?::uuid)`, s.Na.Sleutel, s.Na.ID)
	}
	return `SELECT ` + verklaring.Kolommen + `, ` + sleutel + verklaring.VanTabellen + termijnTabel + waar +
		` ORDER BY ` + sleutel + op + `, a.id` + op + ` LIMIT ` + strconv.Itoa(verklaring.PerPagina+1), args
}

// aantallen counts open work in one query. What was handled is not read.
func (s Store) aantallen(ctx context.Context, gemeenteID int, wie uuid.UUID) (map[Lijst]int, int, error) {
	var open, mijn, vrij, controleren, tePosten int
	err := s.Van(gemeenteID).QueryRow(ctx, `SELECT count(*), count(*) FILTER (WHERE a.behandelaar_id = $2), count(*) FILTER (WHERE a.status = 'ingediend' AND a.behandelaar_id IS NULL),
		(SELECT count(*) FROM voorstel WHERE gemeente_id = $1 AND oordeel = '' AND door_id <> $2),
		(SELECT count(*) FROM brief WHERE gemeente_id = $1 AND per_post AND gepost_op IS NULL)
		FROM aanvraag a WHERE a.gemeente_id = $1 AND `+lijstVoorwaarde[Openstaand], gemeenteID, wie).Scan(&open, &mijn, &vrij, &controleren, &tePosten)
	return map[Lijst]int{Openstaand: open, Mijn: mijn, Vrij: vrij, Controleren: controleren}, tePosten, postgres.Fout(err, "werklijst tellen")
}

// metNieuw adds to each aanvraag how much its aanvrager wrote that was not read.
func (s Store) metNieuw(ctx context.Context, gemeenteID int, as []verklaring.Aanvraag) ([]Regel, error) {
	ids := make([]uuid.UUID, len(as))
	for i, a := range as {
		ids[i] = a.ID
	}
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT aanvraag_id, count(*) FROM bericht WHERE gemeente_id = $1 AND aanvraag_id = ANY($2) AND door_soort = 'burger' AND gelezen_op IS NULL GROUP BY aanvraag_id`, gemeenteID, ids)
	if err != nil {
		return nil, postgres.Fout(err, "nieuwe berichten tellen")
	}
	nieuw := map[uuid.UUID]int{}
	var id uuid.UUID
	var n int
	_, err = pgx.ForEachRow(rows, []any{&id, &n}, func() error { nieuw[id] = n; return nil })
	rows.Close()
	uit := make([]Regel, len(as))
	for i, a := range as {
		uit[i] = Regel{a, nieuw[a.ID]}
	}
	return uit, postgres.Fout(err, "nieuwe berichten tellen")
}
