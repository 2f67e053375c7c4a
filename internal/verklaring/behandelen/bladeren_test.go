package behandelen_test

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/behandelen"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// plek is a place in a list as it stands in an address.
func plek(dag string, id uuid.UUID) string {
	op, err := time.Parse(time.DateOnly, dag)
	if err != nil {
		panic(err)
	}
	return cmp.Or(behandelen.Plek{Sleutel: op, ID: id}.String(), "_")
}

// regels are the kenmerken on a page.
func regels(doc *goquery.Document) []string {
	return doc.Find("td[data-label=Kenmerk] a").Map(func(_ int, s *goquery.Selection) string { return s.Text() })
}

// blader walks a list from its beginning, and gives the kenmerken of each page.
func (h *werkhuis) blader(zoek string) (bladen [][]string) {
	h.Helper()
	for pad := verklaring.PadWerklijst + zoek; pad != ""; {
		doc := h.Get(h.Carla, pad, 200)
		bladen = append(bladen, regels(doc))
		pad = doc.Find(`nav[aria-label=Bladzijden] a:contains("Volgende")`).AttrOr("href", "")
		if terug := doc.Find(`nav[aria-label=Bladzijden] a:contains("begin")`).Length() == 1; terug != (len(bladen) > 1) {
			h.Errorf("page %d leads to the beginning: %v", len(bladen), terug)
		}
	}
	return bladen
}

// vermeerder makes n of each of these, in groups that have the same day in every respect.
func (h *werkhuis) vermeerder(n int, ids ...uuid.UUID) {
	h.Helper()
	h.doe(`INSERT INTO aanvraag (gemeente_id, id, burger_id, regeling_id, kenmerk, status, antwoorden, naam, kanaal, behandelaar_id, ingediend_op, termijn_tot, beslis_voor, besloten_op, opgeschort_op, antwoord_voor)
		SELECT gemeente_id, gen_random_uuid(), burger_id, regeling_id, kenmerk || '-' || n, status, ''::bytea, ''::bytea, kanaal, behandelaar_id, ingediend_op + n / 40 * interval '1 day', termijn_tot + n / 40, beslis_voor + n / 40, besloten_op + n / 40 * interval '1 microsecond', opgeschort_op, antwoord_voor
		FROM aanvraag, generate_series(1, $2) n WHERE id = ANY($1)`, ids, n)
}

// Whoever walks a list from page to page sees everything in it once, however many lines
// have the same day.
func TestPagesOfTheWorklist(t *testing.T) {
	h := nieuwWerk(t)
	open, klaar := h.aanvraag(nil), h.behandeld(nil)
	stil, _ := h.gevraagd(nil)
	_, err := h.Werk.Besluit(h.Ctx(h.Carla), h.G.ID, h.Carla, klaar, verklaring.Besluit{Soort: verklaring.Verleend, Doelen: []string{"parkeren"}, GeldigVan: verklaring.Dag(h.Klok)}, h.Klok)
	h.Goed(err)
	h.vermeerder(120, open, stil, klaar)
	for zoek, c := range map[string]struct {
		aantal   int
		volgorde string
	}{
		"":                                      {242, `coalesce(CASE WHEN opgeschort_op IS NULL THEN beslis_voor END, 'infinity'), id`},
		"?sorteer=ontvangen":                    {242, `ingediend_op, id`},
		"?lijst=vrij":                           {121, `beslis_voor, id`},
		"?lijst=mijn&termijn=stil":              {121, `id`},
		"?lijst=afgehandeld":                    {121, `besloten_op DESC, id DESC`},
		"?lijst=afgehandeld&sorteer=ontvangen":  {121, `ingediend_op, id`},
		"?status=ingediend&kanaal=online":       {121, `beslis_voor, id`},
		"?lijst=afgehandeld&status=verleend":    {121, `besloten_op DESC, id DESC`},
		"?lijst=afgehandeld&status=ingetrokken": {0, `id`},
	} {
		bladen := h.blader(zoek)
		got := slices.Concat(bladen...)
		statussen := map[bool]string{true: `status = 'verleend'`, false: `status <> 'verleend'`}[strings.Contains(zoek, "afgehandeld")]
		switch {
		case strings.Contains(zoek, "vrij"), strings.Contains(zoek, "=ingediend"):
			statussen = `status = 'ingediend'`
		case strings.Contains(zoek, "stil"):
			statussen = `opgeschort_op IS NOT NULL`
		case strings.Contains(zoek, "=ingetrokken"):
			statussen = `status = 'ingetrokken'`
		}
		rows, err := h.Pool.Query(context.Background(), `SELECT kenmerk FROM aanvraag WHERE `+statussen+` ORDER BY `+c.volgorde)
		h.Goed(err)
		want, err := pgx.CollectRows(rows, pgx.RowTo[string])
		h.Goed(err)
		if len(got) != c.aantal || !slices.Equal(got, want) {
			t.Errorf("%q: %d lines on %d pages, want %d in the order of %s", zoek, len(got), len(bladen), c.aantal, c.volgorde)
		}
	}
	doc := h.Get(h.Carla, verklaring.PadWerklijst+"?status=ingediend", 200)
	h.Bevat(doc, "#aantal", "50 aanvragen op deze bladzijde, en er is meer")
	h.Bevat(doc, ".mz-tabs", "Alle open 242Van mij 121Nog van niemand 121Te controleren 0Afgehandeld")
	h.Bevat(h.Get(h.Carla, verklaring.PadWerklijst+"?na="+plek("9999-12-31", uuid.Max), 200), ".mz-leeg", "Naar het begin van de lijst")
}

// What is done with the last line of a page does not move where the next page begins.
func TestPageAfterALineThatChanged(t *testing.T) {
	h := nieuwWerk(t)
	h.vermeerder(99, h.aanvraag(nil))
	want := slices.Concat(h.blader("")...)
	for wat, sql := range map[string]string{
		"stands still":  `UPDATE aanvraag SET status = 'wacht_op_aanvrager', opgeschort_op = '2026-11-24', antwoord_voor = '2026-12-24' WHERE kenmerk = $1`,
		"later":         `UPDATE aanvraag SET beslis_voor = '2027-11-24' WHERE kenmerk = $1`,
		"left the list": `UPDATE aanvraag SET status = 'verleend', besloten_op = now(), opgeschort_op = NULL WHERE kenmerk = $1`,
		"gone":          `DELETE FROM aanvraag WHERE kenmerk = $1`,
	} {
		doc := h.Get(h.Carla, verklaring.PadWerklijst, 200)
		laatste := regels(doc)[verklaring.PerPagina-1]
		h.doe(sql, laatste)
		got := regels(h.Get(h.Carla, doc.Find("nav[aria-label=Bladzijden] a").AttrOr("href", ""), 200))
		if at := slices.Index(want, laatste); !slices.Equal(got[:20], want[at+1:at+21]) {
			t.Errorf("%s: the page behind %s begins at %s", wat, laatste, got[0])
		}
	}
}
