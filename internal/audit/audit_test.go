package audit_test

import (
	"context"
	"net/netip"
	"strings"
	"sync"
	"testing"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

var carla = toegang.Persoon{Soort: toegang.Medewerker, ID: uuid.MustParse("01900000-0000-7000-8000-000000000001"), Naam: "Carla Bakker"}

type proef struct {
	*testing.T
	db       postgres.DB
	eigenaar *pgxpool.Pool
}

func nieuw(t *testing.T) *proef {
	t.Helper()
	t.Parallel()
	pool := pgtest.Nieuw(t)
	p := &proef{T: t, db: postgres.DB{Pool: pool}, eigenaar: pgtest.Eigenaar(t, pool)}
	p.als(`INSERT INTO gemeente (slug, naam, cbs_code) VALUES ('een', 'Een', 'GM0001'), ('twee', 'Twee', 'GM0002')`)
	return p
}

// als does something as the owner of the database, who can do anything.
func (p *proef) als(sql string, args ...any) {
	p.Helper()
	if _, err := p.eigenaar.Exec(p.Context(), sql, args...); err != nil {
		p.Fatal(err)
	}
}

func (p *proef) schrijf(gemeenteID int, wie toegang.Persoon, r audit.Regel) {
	p.Helper()
	ctx := toegang.MetAdres(toegang.MetPersoon(toegang.MetGemeente(context.Background(), toegang.Gemeente{ID: gemeenteID}), wie), netip.MustParseAddr("::ffff:203.0.113.7"))
	if err := p.db.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error { return audit.Schrijf(ctx, tx, r) }); err != nil {
		p.Fatal(err)
	}
}

func (p *proef) controleer(gemeenteID int, ankers ...audit.Anker) audit.Verslag {
	p.Helper()
	v, err := audit.Controleer(p.Context(), p.db.Van(gemeenteID), gemeenteID, ankers...)
	if err != nil {
		p.Fatal(err)
	}
	return v
}

func (p *proef) regels(gemeenteID int) []audit.Vastgelegd {
	p.Helper()
	rows, err := p.db.Van(gemeenteID).Query(p.Context(), `SELECT `+audit.Kolommen+` FROM audit ORDER BY nr`)
	if err != nil {
		p.Fatal(err)
	}
	rs, err := pgx.CollectRows(rows, audit.Lees)
	if err != nil {
		p.Fatal(err)
	}
	return rs
}

func TestALineTellsWhoDidWhatAndNoMore(t *testing.T) {
	p := nieuw(t)
	p.schrijf(1, carla, audit.Regel{Wat: "dossier gelezen", Tabel: "aanvraag", Rij: "7", Gegevens: map[string]any{"z": 1.50, "a": "<é>"}})
	p.schrijf(1, toegang.Persoon{Soort: toegang.Burger, ID: uuid.New(), Naam: "fatima@voorbeeld.example"}, audit.Regel{Wat: "ingelogd", Tabel: "burger", Rij: "8"})
	p.schrijf(1, toegang.Persoon{}, audit.Regel{Wat: "x", Tabel: "y", Rij: "9"})
	rs := p.regels(1)
	if r := rs[0]; r.WieNaam != "Carla Bakker" || r.WieSoort != "medewerker" || r.Adres != "203.0.113.7" || r.WieID != carla.ID || r.Nr != 1 {
		t.Errorf("%+v", r)
	}
	if r := rs[1]; r.WieNaam != "mantelzorger" || r.Adres != "" || r.WieID == uuid.Nil {
		t.Errorf("too much of a burger: %+v", r)
	}
	if r := rs[2]; r.WieSoort != "bezoeker" || r.Nr != 3 {
		t.Errorf("%+v", r)
	}
	if v := p.controleer(1); v.Fout != "" || v.Regels != 3 || v.Einde.Nr != 3 {
		t.Errorf("%+v", v)
	}
	if v := p.controleer(2); v.Fout != "" || v.Regels != 0 {
		t.Errorf("%+v", v)
	}
}

// Whoever may do everything in the database cannot change the past unseen.
func TestEveryChangeOfThePastIsFound(t *testing.T) {
	p := nieuw(t)
	for range 5 {
		p.schrijf(1, carla, audit.Regel{Wat: "dossier gelezen", Tabel: "aanvraag", Rij: "7", Gegevens: map[string]any{"doel": "parkeren"}})
	}
	anker := p.controleer(1).Einde
	if a, err := audit.LeesAnker(anker.String()); err != nil || a.String() != anker.String() {
		t.Errorf("%v %v", a, err)
	}
	if _, err := audit.LeesAnker("onzin"); err == nil {
		t.Error("nonsense is taken for an anker")
	}
	p.als(`CREATE TABLE bewaard AS SELECT * FROM audit; CREATE TABLE kop AS SELECT * FROM audit_kop`)
	for wil, sql := range map[string]string{
		"regel 3 is veranderd":                    `UPDATE audit SET gegevens = '{"doel": "school"}' WHERE nr = 3`,
		"regel 1 is veranderd":                    `UPDATE audit SET wie_naam = 'Iemand anders' WHERE nr = 1`,
		"regel 2 is veranderd":                    `UPDATE audit SET op = op + interval '1 microsecond' WHERE nr = 2`,
		"regel 4 is veranderd":                    `UPDATE audit SET adres = NULL WHERE nr = 4`,
		"regel 2 ontbreekt":                       `DELETE FROM audit WHERE nr = 2`,
		"regel 3 ontbreekt":                       `DELETE FROM audit WHERE nr = 3; UPDATE audit SET nr = nr WHERE nr > 3`,
		"regel 4 sluit niet aan":                  `UPDATE audit SET vorige = hash WHERE nr = 4`,
		"na regel 4 horen nog 1 regels":           `DELETE FROM audit WHERE nr = 5`,
		"regel 5 is niet de regel die eerder":     `DELETE FROM audit WHERE nr = 5; UPDATE audit_kop SET nr = 4, hash = (SELECT hash FROM audit WHERE nr = 4) WHERE gemeente_id = 1`,
		"regel 5 is niet de regel die eerder is ": `DELETE FROM audit; UPDATE audit_kop SET nr = 0, hash = ''`,
	} {
		p.als(sql)
		if v := p.controleer(1, anker); !strings.HasPrefix(v.Fout, wil) {
			t.Errorf("%s: found %q", sql, v.Fout)
		}
		p.als(`DELETE FROM audit; INSERT INTO audit SELECT * FROM bewaard; UPDATE audit_kop SET nr = kop.nr, hash = kop.hash FROM kop WHERE kop.gemeente_id = audit_kop.gemeente_id`)
		if v := p.controleer(1, anker); v.Fout != "" {
			t.Fatalf("back again, and still: %s", v.Fout)
		}
	}
}

// Many at once, at two gemeenten: every chain has its own numbers, without gaps, and a
// transaction that is undone leaves none.
func TestManyAtOnce(t *testing.T) {
	p := nieuw(t)
	var wg sync.WaitGroup
	for i := range 40 {
		wg.Go(func() {
			p.schrijf(1+i%2, carla, audit.Regel{Wat: "x", Tabel: "y", Rij: "z"})
			ctx := toegang.MetGemeente(context.Background(), toegang.Gemeente{ID: 1})
			_ = p.db.Van(1).Tx(ctx, func(tx pgx.Tx) error {
				if err := audit.Schrijf(ctx, tx, audit.Regel{Wat: "niet gebeurd"}); err != nil {
					t.Error(err)
				}
				return context.Canceled
			})
		})
	}
	wg.Wait()
	for _, g := range []int{1, 2} {
		if v := p.controleer(g); v.Fout != "" || v.Regels != 20 {
			t.Errorf("gemeente %d: %+v", g, v)
		}
	}
}
