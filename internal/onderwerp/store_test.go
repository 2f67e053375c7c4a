package onderwerp_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/gegevens"
	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

var (
	ria  = toegang.Persoon{Soort: toegang.Medewerker, Naam: "Ria Jansen", Rollen: []toegang.Rol{toegang.Redacteur}}
	bart = toegang.Persoon{Soort: toegang.Medewerker, Naam: "Bart Smit", Rollen: []toegang.Rol{toegang.Beheerder}}
)

type proef struct {
	*testing.T
	store    onderwerp.Store
	eigenaar *pgxpool.Pool
	g        [2]int
}

func nieuweProef(t *testing.T) *proef {
	t.Helper()
	pool := pgtest.Nieuw(t)
	p := &proef{T: t, store: onderwerp.NieuweStore(postgres.DB{Pool: pool}), eigenaar: pgtest.Eigenaar(t, pool)}
	for i, naam := range []string{"hier", "elders"} {
		if err := pool.QueryRow(t.Context(), `INSERT INTO gemeente (slug, naam, cbs_code) VALUES ($1, $1, $2) RETURNING id`, naam, []string{"GM9902", "GM9903"}[i]).Scan(&p.g[i]); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

func lees[T any](p *proef, sql string, args ...any) (v T) {
	p.Helper()
	if err := p.eigenaar.QueryRow(context.Background(), sql, args...).Scan(&v); err != nil {
		p.Fatal(err)
	}
	return v
}

func (p *proef) eigen(i int, slug string) onderwerp.Aanvulling {
	p.Helper()
	lijst, err := p.store.Aanvullingen(p.Context(), p.g[i])
	if err != nil {
		p.Fatal(err)
	}
	return onderwerp.Vind(lijst, slug)
}

func TestBewaar(t *testing.T) {
	p := nieuweProef(t)
	ctx := t.Context()
	gen := func(i int) int64 { return lees[int64](p, `SELECT generatie FROM gemeente WHERE id = $1`, p.g[i]) }
	gedeeldBoek, err := p.store.Woordenboek(ctx, p.g[0])
	if err != nil {
		t.Fatal(err)
	}
	was, elders := gen(0), gen(1)
	linde := onderwerp.Aanvulling{Slug: "zorgboerderij", GewoneWoorden: []string{"lindehoeve"}, Talen: map[string][]string{"en": {"linden farm"}}, Zonder: []string{"boerderij"}}
	if ok, err := p.store.Bewaar(ctx, p.g[0], linde, "", ria); err != nil || !ok {
		t.Fatal(ok, err)
	}
	got := p.eigen(0, "zorgboerderij")
	if !got.Gelijk(linde) || got.DoorNaam != "Ria Jansen" || got.Merk() == "" || gen(0) != was+1 || gen(1) != elders {
		t.Errorf("%+v, generation %d after %d", got, gen(0), was)
	}
	eigenBoek, _ := p.store.Woordenboek(ctx, p.g[0])
	if eigenBoek == gedeeldBoek {
		t.Error("the words of the gemeente are not in its woordenboek")
	}
	if b, _ := p.store.Woordenboek(ctx, p.g[0]); b != eigenBoek {
		t.Error("a publication that changes no words makes the woordenboek anew")
	}
	if gedeeldBoek.Bytes() != 0 || eigenBoek.Bytes() < 1<<20 {
		t.Errorf("%d bytes for what is shared, %d for one's own", gedeeldBoek.Bytes(), eigenBoek.Bytes())
	}
	if b, _ := p.store.Woordenboek(ctx, p.g[1]); b != gedeeldBoek {
		t.Error("a gemeente without words of its own has a woordenboek of its own")
	}
	runtime.KeepAlive(eigenBoek)
	if ok, err := p.store.Bewaar(ctx, p.g[0], linde, got.Merk(), bart); err != nil || ok || gen(0) != was+1 {
		t.Errorf("saving the same: changed %v, %v", ok, err)
	}

	// two at once: the second is told who was first
	linde.Zonder = nil
	if _, err := p.store.Bewaar(ctx, p.g[0], linde, got.Merk(), bart); err != nil {
		t.Fatal(err)
	}
	_, err = p.store.Bewaar(ctx, p.g[0], onderwerp.Aanvulling{Slug: "zorgboerderij", Zonder: []string{"boer"}}, got.Merk(), ria)
	if !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "Bart Smit heeft dit onderwerp ook gewijzigd") {
		t.Errorf("%v", err)
	}
	if _, err := p.store.Bewaar(ctx, p.g[0], onderwerp.Aanvulling{Slug: "zorgboerderij"}, p.eigen(0, "zorgboerderij").Merk(), ria); err != nil {
		t.Fatal(err)
	}
	if !p.eigen(0, "zorgboerderij").Leeg() {
		t.Error("an empty one is kept")
	}
	if _, err := p.store.Bewaar(ctx, p.g[0], linde, got.Merk(), ria); !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "teruggezet") {
		t.Errorf("%v", err)
	}
	var audit struct{ Was, Werd onderwerp.Aanvulling }
	if err := json.Unmarshal(lees[[]byte](p, `SELECT gegevens FROM audit WHERE gemeente_id = $1 AND wie_naam = 'Bart Smit'`, p.g[0]), &audit); err != nil || len(audit.Was.Zonder) != 1 || len(audit.Werd.Zonder) != 0 {
		t.Errorf("%+v %v", audit, err)
	}
	if n := lees[int](p, `SELECT count(*) FROM audit WHERE wat = 'zoekwoorden gewijzigd' AND rij = 'zorgboerderij'`); n != 3 {
		t.Errorf("%d lines in the audit", n)
	}
}

// Where no row is there to lock, one still follows the other.
func TestTwoBeginAtOnce(t *testing.T) {
	p := nieuweProef(t)
	fouten := make([]error, 2)
	var wg sync.WaitGroup
	for i, wie := range []toegang.Persoon{ria, bart} {
		wg.Go(func() {
			_, fouten[i] = p.store.Bewaar(t.Context(), p.g[0], onderwerp.Aanvulling{Slug: "vervoer", GewoneWoorden: []string{wie.Naam}}, "", wie)
		})
	}
	wg.Wait()
	if (fouten[0] == nil) == (fouten[1] == nil) || !fault.Is(fouten[0], fault.Conflict) && !fault.Is(fouten[1], fault.Conflict) {
		t.Errorf("%v", fouten)
	}
}

func TestInlezen(t *testing.T) {
	p := nieuweProef(t)
	ctx := t.Context()
	lijst, err := p.store.Gedeeld(ctx)
	if err != nil || len(lijst) != len(onderwerp.Standaard()) {
		t.Fatal(len(lijst), err)
	}
	voor, err := p.store.Woordenboek(ctx, p.g[0])
	if err != nil {
		t.Fatal(err)
	}
	lijst[0].GewoneWoorden = append(lijst[0].GewoneWoorden, "een nieuw woord")
	gewijzigd, err := p.store.Inlezen(ctx, lijst, toegang.Persoon{Soort: toegang.Medewerker, Naam: "Import"})
	if err != nil || len(gewijzigd) != 1 || gewijzigd[0] != lijst[0].Slug {
		t.Fatal(gewijzigd, err)
	}
	if na, _ := p.store.Woordenboek(ctx, p.g[0]); na == voor {
		t.Error("the woordenboek is the old one")
	}
	if n := lees[int](p, `SELECT count(*) FROM audit WHERE wat = 'gedeelde zoekwoorden ingelezen'`); n != 2 {
		t.Errorf("%d lines in the audit", n)
	}
	if err := onderwerp.Zaai(ctx, p.eigenaar); err != nil {
		t.Fatal(err)
	}
	if n := lees[int](p, `SELECT count(*) FROM onderwerp WHERE eigen AND inhoud->'gewone_woorden' ? 'een nieuw woord'`); n != 1 {
		t.Error("a release takes away what was changed here")
	}
	lijst[1].Verwant = []string{"bestaat-niet"}
	if _, err := p.store.Inlezen(ctx, lijst, ria); !fault.Is(err, fault.Invalid) {
		t.Errorf("%v", err)
	}
	if again, err := p.store.Inlezen(ctx, lijst[:1], ria); err != nil || len(again) != 0 {
		t.Errorf("%v %v", again, err)
	}
}

func TestTeller(t *testing.T) {
	p := nieuweProef(t)
	ctx := t.Context()
	nu := time.Date(2026, 10, 31, 23, 30, 0, 0, time.UTC) // November in Amsterdam
	klok := func() time.Time { return nu }
	een, twee := onderwerp.NieuweTeller(p.store, klok, slog.New(slog.DiscardHandler)), onderwerp.NieuweTeller(p.store, klok, slog.New(slog.DiscardHandler))
	een.Tel(p.g[0], "Oppas!", 4)
	een.Tel(p.g[0], "oppas", 4)
	twee.Tel(p.g[0], "OPPAS", 3)
	twee.Tel(p.g[1], "oppas", 9)
	een.Tel(p.g[0], "zeppelin", 0)
	een.Tel(p.g[0], "06 12 34 56 78", 0)
	een.Tel(p.g[0], "jan@voorbeeld.example", 0)

	// what cannot be written is kept, and what is counted meanwhile comes on top of it
	dicht, stop := context.WithCancel(ctx)
	stop()
	if err := een.Schrijf(dicht); err == nil {
		t.Fatal("writing without a database succeeds")
	}
	een.Tel(p.g[0], "oppas", 5)
	for _, teller := range []*onderwerp.Teller{een, twee, een} {
		if err := teller.Schrijf(ctx); err != nil {
			t.Fatal(err)
		}
	}
	nu = nu.AddDate(0, 0, 5)
	een.Tel(p.g[0], "oppas", 2)
	lus, einde := context.WithCancel(ctx)
	einde()
	een.Loop(lus) // it writes once more when it ends
	vragen, err := p.store.Zoekvragen(ctx, p.g[0], onderwerp.Alle, nu, 10)
	if err != nil {
		t.Fatal(err)
	}
	if len(vragen) != 2 || vragen[0].Vraag != "oppas" || vragen[0].Aantal != 5 || vragen[0].Gevonden != 2 || vragen[0].LaatstOp.Format(time.DateOnly) != "2026-11-06" {
		t.Errorf("%+v", vragen)
	}
	if n := lees[int](p, `SELECT count(*) FROM zoekvraag WHERE maand = '2026-11-01'`); n != 3 {
		t.Errorf("%d rows", n)
	}
	for soort, want := range map[onderwerp.Soort]string{onderwerp.Niets: "zeppelin", onderwerp.Weinig: "oppas"} {
		if vragen, err := p.store.Zoekvragen(ctx, p.g[0], soort, nu, 10); err != nil || len(vragen) != 1 || vragen[0].Vraag != want {
			t.Errorf("%s: %+v %v", soort, vragen, err)
		}
	}
	if vragen, err := p.store.Zoekvragen(ctx, p.g[0], onderwerp.Alle, nu.AddDate(0, 1, 0), 10); err != nil || len(vragen) != 0 {
		t.Errorf("%+v %v", vragen, err)
	}
}

// Questions go after thirteen months.
func TestQuestionsGo(t *testing.T) {
	p := nieuweProef(t)
	nu := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for _, m := range []int{0, -12, -13, -14} {
		maand := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC).AddDate(0, m, 0)
		if _, err := p.eigenaar.Exec(t.Context(), `INSERT INTO zoekvraag (gemeente_id, vraag, maand, aantal, gevonden, laatst_op) VALUES ($1, 'oppas', $2, 1, 1, $2)`, p.g[0], maand); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.store.Van(p.g[0]).Tx(t.Context(), func(tx pgx.Tx) error {
		_, err := gegevens.MetCode("zoekvraag").Wis(t.Context(), tx, nu)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if got := lees[string](p, `SELECT string_agg(to_char(maand, 'YYYY-MM'), ' ' ORDER BY maand) FROM zoekvraag`); got != "2025-11 2026-11" {
		t.Error(got)
	}
}

func TestWhoLeavesStaysInTheLine(t *testing.T) {
	p := nieuweProef(t)
	wie := ria
	wie.ID = uuid.Must(uuid.NewV7())
	if _, err := p.eigenaar.Exec(t.Context(), `INSERT INTO gebruiker (id, email, naam) VALUES ($1, 'ria@voorbeeld.example', 'Ria Jansen')`, wie.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := p.store.Bewaar(t.Context(), p.g[0], onderwerp.Aanvulling{Slug: "vervoer", Zonder: []string{"bus"}}, "", wie); err != nil {
		t.Fatal(err)
	}
	if n := lees[int](p, `SELECT count(*) FROM onderwerp_aanvulling WHERE door_id = $1`, wie.ID); n != 1 {
		t.Error("it does not say who")
	}
}
