package behandelen

import (
	"context"
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
	Totaal   int           // of the selection, over all pages
	Aantal   map[Lijst]int // of each list, without filters
	TePosten int           // letters that staff must still print and post
	Collegas []Collega
}

// Paginas is how many pages there are.
func (w Werklijst) Paginas() int { return (w.Totaal + verklaring.PerPagina - 1) / verklaring.PerPagina }

// termijnTabel reckons the last day to decide as it stands today ($2) for every line:
// NULL while it stands still. Of a vraag that was not answered in time it runs on from
// the last day to answer; that a holiday moves such a day on is left to
// [verklaring.Aanvraag.Uiterlijk], which every line shows.
const termijnTabel = ` CROSS JOIN LATERAL (SELECT CASE WHEN a.opgeschort_op IS NULL THEN a.beslis_voor WHEN a.antwoord_voor >= $2 THEN NULL ELSE a.termijn_tot + greatest(a.antwoord_voor - a.opgeschort_op, 0) END AS ruw) r0
	CROSS JOIN LATERAL (SELECT r0.ruw + CASE extract(isodow FROM r0.ruw)::int WHEN 6 THEN 2 WHEN 7 THEN 1 ELSE 0 END AS uiterlijk) t
	LEFT JOIN voorstel v ON v.gemeente_id = a.gemeente_id AND v.aanvraag_id = a.id AND v.oordeel = ''`

// What each list holds; $3 is who looks.
var lijstVoorwaarde = map[Lijst]string{
	Openstaand:  `a.status IN ('ingediend', 'in_behandeling', 'wacht_op_aanvrager', 'voorgesteld')`,
	Mijn:        `a.status IN ('ingediend', 'in_behandeling', 'wacht_op_aanvrager', 'voorgesteld') AND a.behandelaar_id = $3`,
	Vrij:        `a.status = 'ingediend' AND a.behandelaar_id IS NULL`,
	Controleren: `a.status IN ('voorgesteld', 'verleend') AND v.door_id <> $3`, // of what was granted: to correct it, or to withdraw it
	Afgehandeld: `a.status IN ('verleend', 'afgewezen', 'buiten_behandeling', 'ingetrokken')`,
}

var termijnVoorwaarde = map[string]string{
	"":       ``,
	"telaat": ` AND t.uiterlijk < $2`,
	"week":   ` AND t.uiterlijk BETWEEN $2 AND $2::date + 7`,
	"stil":   ` AND a.opgeschort_op IS NOT NULL AND t.uiterlijk IS NULL`,
}

// volgorde sorts a selection; the id makes it the same on every page.
func (s Selectie) volgorde() string {
	switch {
	case s.Lijst == Afgehandeld && s.Sorteer == "":
		return ` ORDER BY a.besloten_op DESC, a.id DESC`
	case s.Sorteer == "ontvangen":
		return ` ORDER BY a.ingediend_op, a.id`
	}
	return ` ORDER BY t.uiterlijk NULLS LAST, a.id`
}

// Werklijst gives a page of the worklist as somebody sees it, in a fixed number of
// queries however long it is.
func (s Store) Werklijst(ctx context.Context, gemeenteID int, wie uuid.UUID, sel Selectie, vandaag time.Time) (w Werklijst, err error) {
	w.Selectie = sel
	if w.Aantal, w.TePosten, err = s.aantallen(ctx, gemeenteID, wie, vandaag); err != nil {
		return w, err
	}
	if w.Collegas, err = s.Collegas(ctx, gemeenteID, vandaag); err != nil {
		return w, err
	}
	waar := ` WHERE a.gemeente_id = $1 AND $2::date IS NOT NULL AND $3::uuid IS NOT NULL AND ($4 = '' OR a.status = $4) AND ($5 = '' OR a.kanaal = $5) AND ` + lijstVoorwaarde[sel.Lijst] + termijnVoorwaarde[sel.Termijn]
	args := []any{gemeenteID, vandaag, wie, string(sel.Status), string(sel.Kanaal)}
	w.Totaal = w.Aantal[sel.Lijst]
	if sel.Gefilterd() {
		err := s.Van(gemeenteID).QueryRow(ctx, `SELECT count(*) FROM aanvraag a`+termijnTabel+waar, args...).Scan(&w.Totaal)
		if err != nil {
			return w, postgres.Fout(err, "werklijst tellen")
		}
	}
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT `+verklaring.Kolommen+verklaring.VanTabellen+termijnTabel+waar+sel.volgorde()+` LIMIT $6 OFFSET $7`,
		append(args, verklaring.PerPagina, (sel.Pagina-1)*verklaring.PerPagina)...)
	if err != nil {
		return w, postgres.Fout(err, "werklijst lezen")
	}
	as, err := pgx.CollectRows(rows, s.CollectAanvraag(gemeenteID))
	if err != nil {
		return w, postgres.Fout(err, "werklijst lezen")
	}
	w.Regels, err = s.metNieuw(ctx, gemeenteID, as)
	return w, err
}

// aantallen counts every list in one query.
func (s Store) aantallen(ctx context.Context, gemeenteID int, wie uuid.UUID, vandaag time.Time) (map[Lijst]int, int, error) {
	sql := `SELECT $2::date IS NULL, $3::uuid IS NULL, (SELECT count(*) FROM brief WHERE gemeente_id = $1 AND per_post AND gepost_op IS NULL)`
	var ongebruikt bool
	var tePosten int
	doel := []any{&ongebruikt, &ongebruikt, &tePosten}
	n := make([]int, len(lijsten))
	for i, l := range lijsten {
		sql += `, count(*) FILTER (WHERE ` + lijstVoorwaarde[l.Lijst] + `)`
		doel = append(doel, &n[i])
	}
	err := s.Van(gemeenteID).QueryRow(ctx, sql+` FROM aanvraag a LEFT JOIN voorstel v ON v.gemeente_id = a.gemeente_id AND v.aanvraag_id = a.id AND v.oordeel = '' WHERE a.gemeente_id = $1`, gemeenteID, vandaag, wie).Scan(doel...)
	uit := map[Lijst]int{}
	for i, l := range lijsten {
		uit[l.Lijst] = n[i]
	}
	return uit, tePosten, postgres.Fout(err, "werklijst tellen")
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
