package informatiepunt

import (
	"context"
	"errors"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"

	"github.com/jackc/pgx/v5/pgxpool"
)

func maakGemeente(t *testing.T, pool *pgxpool.Pool, slug, code string) (id int) {
	t.Helper()
	err := pool.QueryRow(context.Background(), `INSERT INTO gemeente (slug, naam, cbs_code) VALUES ($1, $1, $2) RETURNING id`, slug, code).Scan(&id)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func getal(t *testing.T, pool *pgxpool.Pool, sql string, args ...any) (n int) {
	t.Helper()
	if err := pgtest.Eigenaar(t, pool).QueryRow(context.Background(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func bladzijde(slug, thema string, volgorde int) Pagina {
	return Pagina{Slug: slug, Thema: thema, Volgorde: volgorde, Titel: "Titel van " + slug, Samenvatting: "Waar het over gaat.",
		Tekst: "Tekst.", Bron: "Wmo 2015", GecontroleerdOp: time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC)}
}

func TestPublishingPages(t *testing.T) {
	ctx, pool := t.Context(), pgtest.Nieuw(t)
	s := Store{DB: postgres.DB{Pool: pool}, NaPublicatie: func(context.Context) error { return errors.New("niet meteen gezien") }}
	een, twee := maakGemeente(t, pool, "een", "GM0001"), maakGemeente(t, pool, "twee", "GM0002")
	generatie := func() int { return getal(t, pool, `SELECT generatie FROM gemeente WHERE id = $1`, een) }
	versies := func() int { return getal(t, pool, `SELECT count(*) FROM pagina_versie WHERE gemeente_id = $1`, een) }
	voeg := func(ps ...Pagina) {
		t.Helper()
		if err := s.Voeg(ctx, een, ps); err != nil {
			t.Fatal(err)
		}
	}

	b, a := bladzijde("b", Algemeen, 20), bladzijde("a", Algemeen, 10)
	voeg(b, a)
	ps, err := s.Gepubliceerd(ctx, een)
	if err != nil || len(ps) != 2 || ps[0].Slug != "a" || ps[1].Slug != "b" {
		t.Fatalf("%v %v", ps, err)
	}
	if !ps[0].zelfdeInhoud(a) || ps[0].Op.IsZero() || ps[0].ID == ps[1].ID {
		t.Errorf("%+v", ps[0])
	}
	if versies() != 2 || generatie() != 2 {
		t.Errorf("%d versions, generation %d", versies(), generatie())
	}

	voeg(a, b) // the same again
	if versies() != 2 || generatie() != 2 {
		t.Error("publishing the same made a version or moved the generation")
	}

	a.Volgorde = 30 // another place, the same content
	voeg(a)
	if ps, _ := s.Gepubliceerd(ctx, een); versies() != 2 || generatie() != 3 || ps[0].Slug != "b" {
		t.Error("another place must not make a version, but must be seen")
	}

	a.Tekst = "Andere tekst."
	voeg(a, b)
	ps, _ = s.Gepubliceerd(ctx, een)
	if versies() != 3 || generatie() != 4 || len(ps) != 2 || ps[1].Tekst != "Andere tekst." {
		t.Errorf("%d versions, generation %d, %+v", versies(), generatie(), ps)
	}
	if n := getal(t, pool, `SELECT max(nr) FROM pagina_versie WHERE gemeente_id = $1`, een); n != 2 {
		t.Errorf("version %d", n)
	}
	if ps, err := s.Gepubliceerd(ctx, twee); err != nil || len(ps) != 0 {
		t.Errorf("another gemeente sees %v %v", ps, err)
	}
}

func TestPublishingIsAllOrNothing(t *testing.T) {
	ctx, pool := t.Context(), pgtest.Nieuw(t)
	s := Store{DB: postgres.DB{Pool: pool}}
	id := maakGemeente(t, pool, "een", "GM0001")
	goed, fout := bladzijde("goed", Algemeen, 1), bladzijde("fout", Algemeen, 2)
	fout.Titel = "NUL\x00"
	if err := s.Voeg(ctx, id, []Pagina{goed, fout}); !fault.Is(err, fault.Invalid) {
		t.Errorf("%v", err)
	}
	if n := getal(t, pool, `SELECT (SELECT count(*) FROM pagina) + generatie FROM gemeente`); n != 1 {
		t.Error("half of it was published")
	}
	if err := s.Voeg(ctx, id+1, []Pagina{goed}); !fault.Is(err, fault.NotFound) {
		t.Errorf("unknown gemeente: %v", err)
	}
	pool.Close()
	if err := s.Voeg(ctx, id, []Pagina{goed}); !fault.Is(err, fault.Unavailable) {
		t.Errorf("without database: %v", err)
	}
	if _, err := s.Gepubliceerd(ctx, id); !fault.Is(err, fault.Unavailable) {
		t.Errorf("without database: %v", err)
	}
}

func TestWhatAPageNeeds(t *testing.T) {
	for _, c := range []struct {
		maak func(*Pagina)
		want string
	}{
		{func(*Pagina) {}, ""},
		{func(p *Pagina) { p.Slug = "Even vrijaf" }, "De slug bestaat uit kleine letters, cijfers en streepjes, zoals: even-vrijaf."},
		{func(p *Pagina) { p.Titel = " " }, "De titel ontbreekt."},
		{func(p *Pagina) { p.Samenvatting = "" }, "De samenvatting ontbreekt."},
		{func(p *Pagina) { p.Samenvatting = string(make([]rune, 161)) }, "De samenvatting is langer dan 160 tekens."},
		{func(p *Pagina) { p.Thema = "oppas" }, "Dit thema bestaat niet: oppas."},
		{func(p *Pagina) { p.GecontroleerdOp = time.Time{} }, "De datum van de laatste controle ontbreekt."},
		{func(p *Pagina) { p.Tekst = "\n" }, "De tekst ontbreekt."},
	} {
		p := bladzijde("a", Algemeen, 1)
		c.maak(&p)
		if got := p.Controleer(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	p := bladzijde("a", "oppas", 1)
	if err := (Store{}).Voeg(t.Context(), 1, []Pagina{p}); !fault.Is(err, fault.Invalid) || fault.Tekst(err) == "" {
		t.Errorf("%v", err)
	}
}
