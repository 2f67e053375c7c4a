package toezicht

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
)

var (
	fg    = toegang.Persoon{Soort: toegang.Medewerker, ID: uuid.MustParse("01900000-0000-7000-8000-00000000000f"), Naam: "Petra Vos", Rollen: []toegang.Rol{toegang.Beheerder}}
	carla = toegang.Persoon{Soort: toegang.Medewerker, ID: uuid.MustParse("01900000-0000-7000-8000-000000000001"), Naam: "Carla Bakker", Rollen: []toegang.Rol{toegang.Consulent}}
)

type proef struct {
	*testing.T
	eigenaar *pgxpool.Pool
	store    Store
	log      *strings.Builder
	h        http.Handler
	wie      toegang.Persoon
	waar     int
}

type geenNamen struct{}

func (geenNamen) Namen(context.Context, int) (map[uuid.UUID]string, error) { return nil, nil }

func nieuw(t *testing.T) *proef {
	t.Helper()
	t.Parallel()
	pool := pgtest.Nieuw(t)
	p := &proef{T: t, eigenaar: pgtest.Eigenaar(t, pool), store: Store{postgres.DB{Pool: pool}}, log: &strings.Builder{}, wie: fg, waar: 1}
	if _, err := p.eigenaar.Exec(t.Context(), `INSERT INTO gemeente (slug, naam, cbs_code) VALUES ('een', 'Een', 'GM0001'), ('twee', 'Twee', 'GM0002')`); err != nil {
		t.Fatal(err)
	}
	r := chi.NewRouter()
	Handler{Store: p.store, Namen: geenNamen{}, Web: &httpx.Afhandelaar{Log: slog.New(slog.NewTextHandler(p.log, nil))}}.Routes(r)
	p.h = r
	return p
}

func (p *proef) ctx() context.Context {
	return toegang.MetPersoon(toegang.MetGemeente(context.Background(), toegang.Gemeente{ID: p.waar, Slug: "een"}), p.wie)
}

func (p *proef) schrijf(wie toegang.Persoon, wat, rij string, gegevens any) {
	p.Helper()
	ctx := toegang.MetPersoon(p.ctx(), wie)
	err := p.store.Van(p.waar).Tx(ctx, func(tx pgx.Tx) error {
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: wat, Tabel: "aanvraag", Rij: rij, Gegevens: gegevens})
	})
	if err != nil {
		p.Fatal(err)
	}
}

func (p *proef) vraag(methode, pad string, form url.Values, status int) (*httptest.ResponseRecorder, *goquery.Document) {
	p.Helper()
	r := httptest.NewRequestWithContext(p.ctx(), methode, pad, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	p.h.ServeHTTP(w, r)
	if w.Code != status {
		p.Fatalf("%s %s: %d, want %d", methode, pad, w.Code, status)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(w.Body.String()))
	if err != nil {
		p.Fatal(err)
	}
	return w, doc
}

func (p *proef) rijen(zoek url.Values) []string {
	p.Helper()
	_, doc := p.vraag("GET", padAudit+"?"+zoek.Encode(), nil, 200)
	return doc.Find("tbody tr").Map(func(_ int, s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") })
}

// What there is to choose from is found by skipping through the audit; it is what reading
// it all would give.
func TestChoicesAreThoseOfTheWholeAudit(t *testing.T) {
	p := nieuw(t)
	for _, g := range []int{1, 2} {
		_, err := p.eigenaar.Exec(t.Context(), `INSERT INTO audit (gemeente_id, nr, op, wie_soort, wie_id, wie_naam, wat, tabel, rij, vorige, hash)
			SELECT $1, n, now(), CASE n % 3 WHEN 0 THEN 'burger' ELSE 'medewerker' END, CASE WHEN n % 11 > 0 THEN ('00000000-0000-7000-8000-0000000000' || lpad((n * 7 % (20 + $1::int))::text, 2, '0'))::uuid END,
				'Wie ' || n * 7 % (20 + $1::int), 'doet ' || n * 5 % 13, 'aanvraag', '-', '', '' FROM generate_series(1, 2000) n`, g)
		if err != nil {
			t.Fatal(err)
		}
	}
	wie, wat, err := p.store.Keuzes(p.ctx(), 2)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := p.eigenaar.Query(t.Context(), `SELECT DISTINCT wie_id, wie_naam FROM audit WHERE gemeente_id = 2 AND wie_soort = 'medewerker' AND wie_id IS NOT NULL ORDER BY 2, 1`)
	if err != nil {
		t.Fatal(err)
	}
	wil, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Wie])
	if err != nil || len(wil) < 10 || !slices.Equal(wie, wil) {
		t.Errorf("%d people, want %d: %v", len(wie), len(wil), err)
	}
	if len(wat) != 13 || !slices.IsSorted(wat) {
		t.Errorf("%q", wat)
	}
}

func TestReadingFilteringAndTakingOut(t *testing.T) {
	p := nieuw(t)
	p.schrijf(carla, Gelezen, "a", nil)
	p.schrijf(carla, "aanvraag verleend", "a", map[string]string{"van": "in_behandeling", "naar": "verleend"})
	p.schrijf(fg, "rol gegeven", `=HYPERLINK("x")`, []string{"redacteur"})
	p.waar = 2
	p.schrijf(carla, "elders", "b", nil)
	p.waar = 1
	p.schrijf(toegang.Persoon{Soort: toegang.Medewerker, Naam: "Demoredactie"}, "demo gevuld", "-", nil)
	_, doc := p.vraag("GET", padAudit, nil, 200)
	if n := doc.Find("#wie option").Length(); n != 3 || doc.Find("#wie option[selected]").Length() != 0 {
		t.Errorf("%d people to choose from, and one is chosen that nobody chose: %s", n, doc.Find("#wie").Text())
	}
	if rs := p.rijen(url.Values{"wat": {"demo gevuld"}}); len(rs) != 1 {
		t.Errorf("%q", rs)
	}
	if _, err := p.eigenaar.Exec(t.Context(), `DELETE FROM audit WHERE gemeente_id = 1 AND nr = 4`); err != nil {
		t.Fatal(err)
	}
	if rs := p.rijen(nil); len(rs) != 3 || !strings.Contains(rs[1], "naar: verleend, van: in_behandeling") {
		t.Errorf("%q", rs)
	}
	for zoek, wil := range map[string]int{
		"wie=" + carla.ID.String(): 2, "wat=rol+gegeven": 1, "rij=a": 2, "wat=elders": 0, "van=2000-01-01": 3, "tot=2000-01-01": 0, "voor=2": 1, "wie=onzin&voor=onzin": 3,
	} {
		v, _ := url.ParseQuery(zoek)
		if rs := p.rijen(v); len(rs) != wil {
			t.Errorf("%s: %q, want %d", zoek, rs, wil)
		}
	}
	_, doc = p.vraag("GET", padAudit+"?van=2026-02-30", nil, 422)
	if doc.Find("#van[aria-invalid]").AttrOr("value", "") != "2026-02-30" || doc.Find(".mz-errors a[href='#van']").Length() != 1 {
		t.Error("a day that does not exist must be told beside the field")
	}
	w, _ := p.vraag("POST", padExport, url.Values{"rij": {"a"}, "formaat": {"json"}}, 200)
	var regel audit.Vastgelegd
	if n := strings.Count(w.Body.String(), "\n"); n != 2 || json.Unmarshal([]byte(strings.SplitN(w.Body.String(), "\n", 2)[0]), &regel) != nil || regel.Rij != "a" {
		t.Errorf("%d lines: %s", n, w.Body)
	}
	w, _ = p.vraag("POST", padExport, url.Values{"formaat": {"csv"}}, 200)
	c := csv.NewReader(strings.NewReader(strings.TrimPrefix(w.Body.String(), "\ufeff")))
	c.Comma = ';'
	cellen, err := c.ReadAll()
	if err != nil || len(cellen) != 5 || !strings.HasPrefix(cellen[3][8], "'=") || !strings.Contains(w.Header().Get("Content-Disposition"), "een-audit.csv") {
		t.Errorf("%v %q", err, cellen)
	}
	if rs := p.rijen(url.Values{"wat": {"audit uitgevoerd"}}); len(rs) != 2 {
		t.Errorf("taking it out must stand in it: %q", rs)
	}
	p.wie = carla
	p.vraag("GET", padAudit, nil, 403)
	p.vraag("GET", padOpvallend, nil, 403)
	p.vraag("POST", padExport, nil, 403)
	p.vraag("POST", padControleren, nil, 403)
}

func TestCheckingTheChain(t *testing.T) {
	p := nieuw(t)
	p.schrijf(carla, Gelezen, "a", nil)
	_, doc := p.vraag("GET", padAudit, nil, 200)
	anker := doc.Find("#einde").Text()
	_, doc = p.vraag("POST", padControleren, url.Values{"anker": {anker}}, 200)
	if doc.Find(".utrecht-alert--ok").Length() != 1 {
		t.Error("the chain holds")
	}
	_, doc = p.vraag("POST", padControleren, url.Values{"anker": {"onzin"}}, 422)
	if doc.Find("#anker[aria-invalid]").Length() != 1 {
		t.Error("nonsense is no anker")
	}
	if _, err := p.eigenaar.Exec(t.Context(), `UPDATE audit SET wat = 'niets'`); err != nil {
		t.Fatal(err)
	}
	if _, doc = p.vraag("POST", padControleren, nil, 200); !strings.Contains(doc.Find(".utrecht-alert--error").Text(), "regel 1 is veranderd") {
		t.Error("a change must be told")
	}
}

func TestAnkersGoToTheLog(t *testing.T) {
	p := nieuw(t)
	p.schrijf(carla, Gelezen, "a", nil)
	Voeg(river.NewWorkers(), p.store, slog.New(slog.DiscardHandler))
	var log strings.Builder
	if err := (&ankeraar{store: p.store, log: slog.New(slog.NewTextHandler(&log, nil))}).Work(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if s := log.String(); !strings.Contains(s, "gemeente=een anker=1:") || !strings.Contains(s, "gemeente=twee anker=0:") || Ankeren.Args.Kind() == "" {
		t.Error(s)
	}
}

func TestWhatIsUnusual(t *testing.T) {
	dag := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	wie := func(naam string) Wie { return Wie{uuid.NewSHA1(uuid.Nil, []byte(naam)), naam} }
	dossiers := func(naam string, begin time.Time, tussen time.Duration, n int) (ls []lezing) {
		for i := range n {
			ls = append(ls, lezing{wie(naam), begin.Add(time.Duration(i) * tussen), fmt.Sprint(i)})
		}
		return ls
	}
	id := uuid.New()
	namen := map[uuid.UUID]string{id: "Fatima van der Berg-Bakker"}
	for naam, c := range map[string]struct {
		ls  []lezing
		wil []Opvallend
	}{
		"nobody":                    {},
		"a busy day":                {dossiers("Ada", dag, 2*time.Minute, 30), nil},
		"slowly, many":              {dossiers("Ada", dag, 3*time.Minute, 60), nil},
		"the same again and again":  {append(dossiers("Ada", dag, time.Second, 1), make([]lezing, 0)...), nil},
		"many in an hour":           {dossiers("Ada", dag, time.Minute, 40), []Opvallend{{Veel, wie("Ada"), dag.Add(39 * time.Minute), 40, ""}}},
		"two people, few each":      {append(dossiers("Ada", dag, time.Minute, 20), dossiers("Bo", dag, time.Minute, 20)...), nil},
		"own name":                  {[]lezing{{wie("Carla Bakker"), dag, id.String()}}, []Opvallend{{EigenNaam, wie("Carla Bakker"), dag, 1, id.String()}}},
		"own name, twice that day":  {[]lezing{{wie("Carla Bakker"), dag, id.String()}, {wie("Carla Bakker"), dag.Add(time.Hour), id.String()}}, []Opvallend{{EigenNaam, wie("Carla Bakker"), dag.Add(time.Hour), 1, id.String()}}},
		"only van der is the same":  {[]lezing{{wie("Jan van der Meer"), dag, id.String()}}, nil},
		"only the first name":       {[]lezing{{wie("Fatima Jansen"), dag, id.String()}}, nil},
		"in the night, winter time": {[]lezing{{wie("Ada"), time.Date(2026, 11, 20, 21, 30, 0, 0, time.UTC), "1"}, {wie("Ada"), time.Date(2026, 11, 20, 22, 30, 0, 0, time.UTC), "2"}}, []Opvallend{{InDeNacht, wie("Ada"), time.Date(2026, 11, 20, 22, 30, 0, 0, time.UTC), 2, ""}}},
		"early, not at night":       {[]lezing{{wie("Ada"), time.Date(2026, 11, 20, 5, 0, 0, 0, time.UTC), "1"}}, nil},
	} {
		got := beoordeel(c.ls, namen)
		if fmt.Sprint(got) != fmt.Sprint(c.wil) {
			t.Errorf("%s: %v, want %v", naam, got, c.wil)
		}
	}
}

func TestUnusualPage(t *testing.T) {
	p := nieuw(t)
	for i := range VeelInEenUur + 5 {
		p.schrijf(carla, Gelezen, fmt.Sprint(i), nil)
	}
	_, doc := p.vraag("GET", padOpvallend, nil, 200)
	if !strings.Contains(doc.Find("tbody").Text(), "35 verschillende dossiers binnen een uur") {
		t.Error(doc.Find("main").Text())
	}
	pad, _ := doc.Find("tbody a").First().Attr("href")
	if _, doc = p.vraag("GET", pad, nil, 200); doc.Find("tbody tr").Length() != VeelInEenUur+5 {
		t.Errorf("%s leads to %d lines", pad, doc.Find("tbody tr").Length())
	}
}
