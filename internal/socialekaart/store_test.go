package socialekaart

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
)

var (
	storeAnna  = toegang.Persoon{Soort: toegang.Medewerker, ID: uuid.MustParse("0198c0de-0000-7000-8000-00000000000a"), Naam: "Anna Visser"}
	storeBram  = toegang.Persoon{Soort: toegang.Medewerker, ID: uuid.MustParse("0198c0de-0000-7000-8000-00000000000b"), Naam: "Bram de Wit"}
	storeBeurt = toegang.Persoon{Soort: toegang.Medewerker, Naam: "opdrachtregel"}
)

type storeProef struct {
	*testing.T
	Store
	eigenaar  *pgxpool.Pool
	id, ander int // gemeenten
	gemeld    int
	vorige    int64
}

func nieuweStoreProef(t *testing.T) *storeProef {
	p := &storeProef{T: t, Store: Store{DB: postgres.DB{Pool: pgtest.Nieuw(t)}}}
	p.eigenaar = pgtest.Eigenaar(t, p.Pool)
	p.NaPublicatie = func(context.Context) error { p.gemeld++; return nil }
	for slug, id := range map[string]*int{"veldwaarde": &p.id, "lindemeer": &p.ander} {
		cbs := map[string]string{"veldwaarde": "GM9901", "lindemeer": "GM9902"}[slug]
		if err := p.Pool.QueryRow(t.Context(), `INSERT INTO gemeente (slug, naam, cbs_code) VALUES ($1, $1, $2) RETURNING id`, slug, cbs).Scan(id); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

func proefRij(naam, organisatie string) Invoer {
	return Invoer{Organisatie: Organisatie{Naam: organisatie, Telefoon: "0599-00 12 34"}, Inhoud: Inhoud{Naam: naam, Samenvatting: "Kort.",
		Kenmerken: []Kenmerk{{Taxonomie: "thema", Code: "educatie"}}, GecontroleerdOp: Datum{time.Date(2026, 10, 14, 0, 0, 0, 0, time.UTC)}}}
}

// voeg takes rows in and wants these outcomes.
func (p *storeProef) voeg(wil string, rijen ...Invoer) []Uitslag {
	p.Helper()
	u, err := p.Voeg(p.Context(), p.id, rijen, BronImport, storeBeurt)
	if err != nil {
		p.Fatal(err)
	}
	var is []string
	for _, x := range u {
		is = append(is, string(x.Uitkomst))
	}
	if got := strings.Join(is, " "); got != wil {
		p.Fatalf("outcome %q, want %q: %+v", got, wil, u)
	}
	return u
}

// bezoeker gives what visitors see of the one aanbod, and wants its name.
func (p *storeProef) bezoeker(namen ...string) []Aanbod {
	p.Helper()
	lijst, err := p.Gepubliceerd(p.Context(), p.id)
	if err != nil {
		p.Fatal(err)
	}
	var is []string
	for _, a := range lijst {
		is = append(is, a.Naam)
	}
	if strings.Join(is, "|") != strings.Join(namen, "|") {
		p.Fatalf("visitors see %q, want %q", is, namen)
	}
	return lijst
}

// bewogen wants that the generation moved by n since the last time.
func (p *storeProef) bewogen(n int64) {
	p.Helper()
	var g int64
	if err := p.Pool.QueryRow(p.Context(), `SELECT generatie FROM gemeente WHERE id = $1`, p.id).Scan(&g); err != nil {
		p.Fatal(err)
	}
	if p.vorige != 0 && g-p.vorige != n {
		p.Fatalf("generation moved %d, want %d", g-p.vorige, n)
	}
	p.vorige = g
}

func (p *storeProef) tel(sql string) (n int) {
	p.Helper()
	if err := p.eigenaar.QueryRow(p.Context(), sql).Scan(&n); err != nil {
		p.Fatal(err)
	}
	return n
}

func (p *storeProef) soort(err error, k fault.Kind, zin string) {
	p.Helper()
	if !fault.Is(err, k) || !strings.Contains(fault.Tekst(err), zin) {
		p.Fatalf("got %v (%q), want kind %d with %q", err, fault.Tekst(err), k, zin)
	}
}

func TestVoegNewUnchangedChanged(t *testing.T) {
	p := nieuweStoreProef(t)
	p.bewogen(0)
	a, b, c := proefRij("Zorg thuis", "Welzijn"), proefRij("Éven weg", "Welzijn"), proefRij("Zorg thuis", "Ander")
	u := p.voeg("nieuw nieuw nieuw", a, b, c)
	p.bewogen(1)
	lijst := p.bezoeker("Éven weg", "Zorg thuis", "Zorg thuis") // É sorts as E
	if lijst[0].Slug != "even-weg" || lijst[0].Organisatie.Telefoon != "0599-00 12 34" || lijst[0].Organisatie.Slug != "welzijn" || lijst[0].Revisie != 1 {
		t.Errorf("%+v", lijst[0])
	}
	slugs := map[string]bool{lijst[1].Slug: true, lijst[2].Slug: true}
	if !slugs["zorg-thuis"] || !slugs["zorg-thuis-2"] {
		t.Error(slugs)
	}
	if u[0].ID == u[2].ID || p.tel(`SELECT count(*) FROM organisatie`) != 2 {
		t.Error("organisations are not told apart")
	}

	p.voeg("ongewijzigd ongewijzigd ongewijzigd", a, b, c)
	p.bewogen(0)
	if p.gemeld != 1 || p.tel(`SELECT count(*) FROM revisie`) != 3 || p.tel(`SELECT count(*) FROM audit`) != 1 {
		t.Error("an unchanged file left traces")
	}

	a.Inhoud.Wachttijd = "3 weken"
	a.ID = u[0].ID
	p.voeg("gewijzigd ongewijzigd", a, b)
	p.bewogen(1)
	if got, err := p.Haal(t.Context(), p.id, u[0].ID); err != nil || got.Revisie != 2 || got.Wachttijd != "3 weken" || got.Slug != "zorg-thuis" {
		t.Errorf("%+v %v", got, err)
	}
	b.Organisatie.Telefoon = "0599-00 99 99"
	p.voeg("gewijzigd", b)
	if p.bezoeker("Éven weg", "Zorg thuis", "Zorg thuis")[0].Organisatie.Telefoon != "0599-00 99 99" {
		t.Error("the organisation did not change")
	}
	if lijst, err := p.Gepubliceerd(t.Context(), p.ander); err != nil || len(lijst) != 0 {
		t.Error("another gemeente sees it", err)
	}
	_, err := p.Haal(t.Context(), p.ander, u[0].ID)
	p.soort(err, fault.NotFound, "")
}

func TestVoegRefusesARowAndKeepsTheRest(t *testing.T) {
	p := nieuweStoreProef(t)
	leeg, fout, nul, goed := proefRij("", "Welzijn"), proefRij("Fout", "Welzijn"), proefRij("Nul", "Nieuw"), proefRij("Goed", "Nieuw")
	fout.Inhoud.Kenmerken[0].Code = "iets"
	nul.HSDS = json.RawMessage(`{"a":"\u0000"}`) // JSON, but not for Postgres
	zonder := proefRij("Zonder", "")
	zonder.Organisatie.ID = uuid.New()
	u := p.voeg("geweigerd geweigerd geweigerd geweigerd nieuw geweigerd", leeg, fout, nul, zonder, goed, goed)
	for i, zin := range []string{"De naam ontbreekt.", "Kies uit: informatie-en-advies", "vreemde tekens", "De organisatie ontbreekt.", "", "eerder in het bestand"} {
		if !strings.Contains(u[i].Reden, zin) {
			t.Errorf("%d: %q, want %q", i, u[i].Reden, zin)
		}
	}
	if p.bezoeker("Goed")[0].Organisatie.Slug != "nieuw" || p.tel(`SELECT count(*) FROM organisatie`) != 1 {
		t.Error("the organisation of the refused row stayed, or that of the next was lost")
	}
}

func TestVoegAndWhatStaffChanged(t *testing.T) {
	p := nieuweStoreProef(t)
	ctx := t.Context()
	rij := proefRij("Cursus", "Welzijn")
	id := p.voeg("nieuw", rij)[0].ID
	eigen := rij.Inhoud
	eigen.Wachttijd = "lang"
	nr, err := p.Bewaar(ctx, p.id, id, 1, eigen, storeAnna)
	if err != nil || nr != 2 {
		t.Fatal(nr, err)
	}
	if p.bezoeker("Cursus")[0].Wachttijd != "" {
		t.Error("visitors see a concept")
	}
	if err := p.Publiceer(ctx, p.id, id, 2, storeAnna); err != nil {
		t.Fatal(err)
	}
	p.voeg("ongewijzigd", rij) // says again what it said
	if p.bezoeker("Cursus")[0].Wachttijd != "lang" {
		t.Error("an unchanged row undid what staff did")
	}
	zoalsHier := rij
	zoalsHier.Inhoud = eigen
	p.voeg("ongewijzigd", zoalsHier) // an export read back

	concept := eigen
	concept.Wachttijd = "heel lang"
	if nr, err = p.Bewaar(ctx, p.id, id, 2, concept, storeAnna); err != nil || nr != 3 {
		t.Fatal(nr, err)
	}
	rij.Inhoud.Wachttijd = "kort"
	u := p.voeg("gewijzigd", rij)
	if !strings.Contains(u[0].Reden, "Anna Visser") || !strings.Contains(u[0].Reden, "concept") {
		t.Error(u[0].Reden)
	}
	if got := p.bezoeker("Cursus")[0]; got.Wachttijd != "kort" || got.Revisie != 4 {
		t.Errorf("%+v", got)
	}
	if got, err := p.Haal(ctx, p.id, id); err != nil || got.Wachttijd != "heel lang" || got.Revisie != 3 {
		t.Errorf("the concept was lost: %+v %v", got, err)
	}
	p.soort(p.Publiceer(ctx, p.id, id, 3, storeAnna), fault.Conflict, "opdrachtregel")
	r, err := p.Revisies(ctx, p.id, id)
	if err != nil || len(r) != 4 || r[0].Nr != 4 || !r[0].Gepubliceerd || r[0].Bron != BronImport || r[2].DoorNaam != "Anna Visser" || r[2].Gepubliceerd {
		t.Errorf("%+v %v", r, err)
	}
	if nr, err = p.Bewaar(ctx, p.id, id, 3, concept, storeAnna); err != nil || nr != 5 {
		t.Fatal(nr, err)
	}
	if err := p.Publiceer(ctx, p.id, id, 5, storeAnna); err != nil {
		t.Fatal(err)
	}
}

func TestBewaarPubliceerArchiveer(t *testing.T) {
	p := nieuweStoreProef(t)
	ctx := t.Context()
	rij := proefRij("Cursus", "Welzijn")
	id := p.voeg("nieuw", rij)[0].ID
	p.bewogen(0)
	if _, err := p.Bewaar(ctx, p.id, id, 1, rij.Inhoud, storeAnna); err != nil {
		t.Fatal(err)
	}
	p.bewogen(0)
	_, err := p.Bewaar(ctx, p.id, id, 1, rij.Inhoud, storeBram)
	p.soort(err, fault.Conflict, "Anna Visser heeft dit aanbod ook gewijzigd")
	p.soort(p.Publiceer(ctx, p.id, id, 1, storeBram), fault.Conflict, "Anna Visser")
	p.soort(p.Publiceer(ctx, p.id, id, 9, storeBram), fault.NotFound, "")
	if err := p.Publiceer(ctx, p.id, id, 2, storeBram); err != nil {
		t.Fatal(err)
	}
	p.bewogen(1)
	if p.tel(`SELECT count(*) FROM audit WHERE wat = 'aanbod gepubliceerd' AND wie_naam = 'Bram de Wit'`) != 1 || p.gemeld != 2 {
		t.Error("no audit line, or nobody was told")
	}
	if err := p.Archiveer(ctx, p.id, id, uuid.Nil, storeBram); err != nil {
		t.Fatal(err)
	}
	p.bewogen(1)
	p.bezoeker()
	p.soort(p.Archiveer(ctx, p.id, id, uuid.Nil, storeBram), fault.Conflict, "al gearchiveerd")
	rij.Inhoud.Wachttijd = "kort"
	if u := p.voeg("gewijzigd", rij); !strings.Contains(u[0].Reden, "blijft dat") {
		t.Error(u[0].Reden)
	}
	p.bezoeker()
	if nr, err := p.Bewaar(ctx, p.id, id, 3, rij.Inhoud, storeAnna); err != nil || nr != 4 {
		t.Fatal(nr, err)
	}
	if alle, _, err := p.Beheerlijst(ctx, p.id, Beheervraag{Aantal: 5}); err != nil || len(alle) != 1 || alle[0].Status != Concept || alle[0].Revisie != 4 {
		t.Errorf("%+v %v", alle, err)
	}
	_, err = p.Bewaar(ctx, p.ander, id, 4, rij.Inhoud, storeAnna)
	p.soort(err, fault.NotFound, "")
	p.soort(p.Archiveer(ctx, p.ander, id, uuid.Nil, storeAnna), fault.NotFound, "")
}

func TestOnlyOneOfManyIsFirst(t *testing.T) {
	p := nieuweStoreProef(t)
	id := p.voeg("nieuw", proefRij("Cursus", "Welzijn"))[0].ID
	fouten := make(chan error)
	for range 6 {
		go func() {
			_, err := p.Bewaar(t.Context(), p.id, id, 1, Inhoud{Naam: "Mijne"}, storeAnna)
			fouten <- err
		}()
	}
	gelukt := 0
	for range 6 {
		if err := <-fouten; err == nil {
			gelukt++
		} else {
			p.soort(err, fault.Conflict, "Anna Visser")
		}
	}
	if gelukt != 1 {
		t.Error(gelukt)
	}
}

func TestTwoReadingsOfOneFile(t *testing.T) {
	p := nieuweStoreProef(t)
	rijen := []Invoer{proefRij("Een", "Welzijn"), proefRij("Twee", "Welzijn")}
	uit := make(chan error)
	for range 2 {
		go func() {
			_, err := Store{DB: postgres.DB{Pool: p.Pool}}.Voeg(t.Context(), p.id, rijen, BronImport, storeBeurt)
			uit <- err
		}()
	}
	for range 2 {
		if err := <-uit; err != nil {
			t.Error(err)
		}
	}
	if p.bezoeker("Een", "Twee"); p.tel(`SELECT count(*) FROM revisie`) != 2 {
		t.Error("the file was taken in twice")
	}
}

func TestTheSourceCloses(t *testing.T) {
	p := nieuweStoreProef(t)
	rij := proefRij("Cursus", "Welzijn")
	rij.ID, rij.HSDS = uuid.New(), json.RawMessage(`{"status":"active"}`)
	p.voeg("nieuw", rij)
	dicht := rij
	dicht.Gearchiveerd, dicht.HSDS = true, json.RawMessage(`{"status":"defunct"}`)
	if u := p.voeg("gewijzigd", dicht); !strings.Contains(u[0].Reden, "er niet (meer)") {
		t.Error(u[0].Reden)
	}
	p.bezoeker()
	p.voeg("ongewijzigd", dicht)
	p.voeg("gewijzigd", rij)
	p.bezoeker("Cursus")
	o, err := p.Ontvangen(t.Context(), p.id)
	if err != nil || string(o.Services[rij.ID]) != `{"status": "active"}` {
		t.Errorf("%s %v", o.Services[rij.ID], err)
	}
}

// Without its audit line nothing is done: the transaction is rolled back.
func TestRollback(t *testing.T) {
	p := nieuweStoreProef(t)
	id := p.voeg("nieuw", proefRij("Cursus", "Welzijn"))[0].ID
	p.bewogen(0)
	if _, err := p.eigenaar.Exec(t.Context(), `ALTER TABLE audit RENAME TO weg`); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Voeg(t.Context(), p.id, []Invoer{proefRij("Tweede", "Welzijn")}, BronImport, storeBeurt); err == nil {
		t.Error("taken in without an audit line")
	}
	if err := p.Archiveer(t.Context(), p.id, id, uuid.Nil, storeAnna); err == nil {
		t.Error("archived without an audit line")
	}
	if err := p.Publiceer(t.Context(), p.id, id, 1, storeAnna); err == nil {
		t.Error("published without an audit line")
	}
	p.bewogen(0)
	p.bezoeker("Cursus")
	if p.gemeld != 1 {
		t.Error("told of what was rolled back")
	}
	_, err := p.Voeg(t.Context(), 999, nil, BronImport, storeBeurt)
	p.soort(err, fault.NotFound, "")
}

func TestStoreWithoutDatabase(t *testing.T) {
	pool, err := pgxpool.New(t.Context(), "postgres://niemand@127.0.0.1:1/weg?connect_timeout=1")
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	_, err = Store{DB: postgres.DB{Pool: pool}}.Gepubliceerd(t.Context(), 1)
	if !fault.Is(err, fault.Unavailable) {
		t.Error(err)
	}
}

func TestSlug(t *testing.T) {
	for naam, wil := range map[string]string{
		"Logeerhuis De Lindehoeve": "logeerhuis-de-lindehoeve", "Informatie & advies": "informatie-en-advies", "  Café ’t Punt! ": "cafe-t-punt",
		"Één, twéé": "een-twee", "日本": "", strings.Repeat("lang woord ", 20): "lang-woord-lang-woord-lang-woord-lang-woord-lang-woord-lang-woord-lang-woord",
	} {
		if got := slug(naam); got != wil {
			t.Errorf("%q: %q, want %q", naam, got, wil)
		}
	}
}
