package gemeente

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// alsBeheerder is a context in which somebody works at a gemeente.
func alsBeheerder(t *testing.T, id int, naam string) context.Context {
	t.Helper()
	ctx := toegang.MetGemeente(t.Context(), toegang.Gemeente{ID: id})
	return toegang.MetPersoon(ctx, toegang.Persoon{Soort: toegang.Medewerker, ID: uuid.New(), Naam: naam, Rollen: []toegang.Rol{toegang.Beheerder}})
}

func tweeGemeenten(t *testing.T) (s Store, v, l Gemeente) {
	t.Helper()
	s = Store{DB: postgres.DB{Pool: pgtest.Nieuw(t)}}
	var ids []int
	for _, g := range twee() {
		id, err := s.Voeg(t.Context(), g)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	return s, lees(t, s, ids[0]), lees(t, s, ids[1])
}

func lees(t *testing.T, s Store, id int) Gemeente {
	t.Helper()
	g, err := s.Een(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// regel is a line of the audit, as its owner sees it.
type regel struct {
	Wie, Rij    string
	Wijzigingen []Verschil
}

func auditregels(t *testing.T, pool *pgxpool.Pool) (uit []regel) {
	t.Helper()
	rows, err := pgtest.Eigenaar(t, pool).Query(t.Context(), `SELECT wie_naam, rij, gegevens FROM audit WHERE tabel = 'gemeente' AND wat = 'instellingen gewijzigd' ORDER BY gemeente_id, nr`)
	if err != nil {
		t.Fatal(err)
	}
	uit, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (r regel, err error) {
		var b []byte
		if err = row.Scan(&r.Wie, &r.Rij, &b); err == nil {
			err = json.Unmarshal(b, &r)
		}
		return r, err
	})
	if err != nil {
		t.Fatal(err)
	}
	return uit
}

func generatie(t *testing.T, s Store, id int) (gen int64) {
	t.Helper()
	if err := s.Pool.QueryRow(t.Context(), `SELECT generatie FROM gemeente WHERE id = $1`, id).Scan(&gen); err != nil {
		t.Fatal(err)
	}
	return gen
}

func bel(nummer string) func(*Gemeente) error {
	return func(g *Gemeente) error { g.Contact.Telefoon = nummer; return nil }
}

func TestAChangeComesWithItsLineAndItsGeneration(t *testing.T) {
	s, v, l := tweeGemeenten(t)
	ctx, gen := alsBeheerder(t, v.ID, "Bart Smit"), generatie(t, s, v.ID)
	gewijzigd, err := s.Wijzig(ctx, v.ID, contactdeel, contactdeel.Merk(v), bel("0599-00 09 99"))
	if err != nil || !gewijzigd {
		t.Fatal(gewijzigd, err)
	}
	got := lees(t, s, v.ID)
	if got.Contact.Telefoon != "0599-00 09 99" || got.Contact.Email != v.Contact.Email || got.Thema != v.Thema || !slices.Equal(got.Hosts, v.Hosts) {
		t.Errorf("%+v", got)
	}
	if generatie(t, s, v.ID) != gen+1 || lees(t, s, l.ID).Contact.Telefoon != "" {
		t.Error("the generation stands still, or another gemeente changed")
	}
	regels := auditregels(t, s.Pool)
	if len(regels) != 1 || regels[0].Wie != "Bart Smit" || regels[0].Rij != "contact" || !slices.Equal(regels[0].Wijzigingen, []Verschil{{"Telefoonnummer", "0599-00 01 23", "0599-00 09 99"}}) {
		t.Errorf("%+v", regels)
	}
	if gewijzigd, err = s.Wijzig(ctx, v.ID, contactdeel, contactdeel.Merk(got), bel("0599-00 09 99")); err != nil || gewijzigd {
		t.Error("a change that changes nothing", gewijzigd, err)
	}
	if len(auditregels(t, s.Pool)) != 1 || generatie(t, s, v.ID) != gen+1 {
		t.Error("nothing changed, and yet it was told")
	}
}

func TestARefusedChangeLeavesNothingBehind(t *testing.T) {
	s, v, _ := tweeGemeenten(t)
	ctx, gen := alsBeheerder(t, v.ID, "Bart Smit"), generatie(t, s, v.ID)
	nee := errors.New("nee")
	for naam, c := range map[string]struct {
		deel Onderdeel
		doe  func(*Gemeente) error
		want func(error) bool
	}{
		"refused by the form": {contactdeel, func(g *Gemeente) error { g.Contact.Telefoon = "0599-00 09 99"; return nee }, func(err error) bool { return errors.Is(err, nee) }},
		"a wijk twice":        {wijkendeel, func(g *Gemeente) error { g.Wijken = []string{"Zuid", "Zuid"}; return nil }, func(err error) bool { return fault.Is(err, fault.Invalid) }},
		"a byte of no text":   {wijkendeel, func(g *Gemeente) error { g.Wijken = []string{"Zuid\x00"}; return nil }, func(err error) bool { return fault.Is(err, fault.Invalid) }},
	} {
		if gewijzigd, err := s.Wijzig(ctx, v.ID, c.deel, c.deel.Merk(v), c.doe); gewijzigd || !c.want(err) {
			t.Errorf("%s: %v %v", naam, gewijzigd, err)
		}
	}
	if got := lees(t, s, v.ID); got.Contact.Telefoon != v.Contact.Telefoon || len(got.Wijken) != 0 || generatie(t, s, v.ID) != gen || len(auditregels(t, s.Pool)) != 0 {
		t.Errorf("%+v", got)
	}
	// the line in the audit cannot be written: the change must not stand
	if _, err := pgtest.Eigenaar(t, s.Pool).Exec(t.Context(), `REVOKE INSERT ON audit FROM mantelpunt_app`); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Wijzig(ctx, v.ID, contactdeel, contactdeel.Merk(v), bel("0599-00 09 99")); err == nil || lees(t, s, v.ID).Contact.Telefoon != v.Contact.Telefoon || generatie(t, s, v.ID) != gen {
		t.Error("a change without its line", err)
	}
	if _, err := s.Wijzig(alsBeheerder(t, 999, "Niemand"), 999, contactdeel, "", bel("1")); !fault.Is(err, fault.NotFound) {
		t.Error(err)
	}
}

func TestWordsThatAreNoMoreStopNobody(t *testing.T) {
	s, v, _ := tweeGemeenten(t)
	_, err := pgtest.Eigenaar(t, s.Pool).Exec(t.Context(), `UPDATE gemeente SET instellingen = jsonb_set(instellingen, '{Teksten}', '{"nl": {"web.site": "Zorgpunt", "weg.geweest": "Oud"}}') WHERE id = $1`, v.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Wijzig(alsBeheerder(t, v.ID, "Bart Smit"), v.ID, contactdeel, contactdeel.Merk(v), bel("0599-00 09 99")); err != nil {
		t.Fatal(err)
	}
	if got := lees(t, s, v.ID).Teksten["nl"]; len(got) != 1 || got["web.site"] != "Zorgpunt" {
		t.Errorf("%v", got)
	}
}

func TestWhoIsLaterHearsWhatChanged(t *testing.T) {
	s, v, _ := tweeGemeenten(t)
	merk := contactdeel.Merk(v)
	if _, err := s.Wijzig(alsBeheerder(t, v.ID, "Carla Bakker"), v.ID, contactdeel, merk, bel("0599-00 05 55")); err != nil {
		t.Fatal(err)
	}
	// another part is in nobody's way
	if _, err := s.Wijzig(alsBeheerder(t, v.ID, "Bart Smit"), v.ID, talendeel, talendeel.Merk(v), func(g *Gemeente) error { g.Talen = []string{"nl"}; return nil }); err != nil {
		t.Fatal(err)
	}
	_, err := s.Wijzig(alsBeheerder(t, v.ID, "Bart Smit"), v.ID, contactdeel, merk, bel("0599-00 09 99"))
	var a *Achterhaald
	if !errors.As(err, &a) || !fault.Is(err, fault.Conflict) || !strings.HasPrefix(a.Zin, "Carla Bakker heeft deze instellingen ook gewijzigd, op ") {
		t.Fatal(err)
	}
	if !slices.Equal(a.Wat, []Verschil{{"Telefoonnummer", "0599-00 01 23", "0599-00 05 55"}}) {
		t.Errorf("%+v", a.Wat)
	}
	// changed outside the pages: nobody is named
	if _, err := s.Wijzig(alsBeheerder(t, v.ID, "Bart Smit"), v.ID, wijkendeel, "oud", func(*Gemeente) error { return nil }); !errors.As(err, &a) || a.Wat != nil || strings.Contains(a.Zin, "Carla") {
		t.Error(err)
	}
}

func TestOfTwoAtOnceOneIsFirst(t *testing.T) {
	s, v, l := tweeGemeenten(t)
	var wg sync.WaitGroup
	fouten := make([]error, 8)
	for i := range fouten {
		wg.Go(func() {
			_, fouten[i] = s.Wijzig(alsBeheerder(t, v.ID, "Iemand"), v.ID, contactdeel, contactdeel.Merk(v), bel("0599-00 0"+string(rune('1'+i))+" 00"))
		})
	}
	wg.Wait()
	goed := 0
	for _, err := range fouten {
		if err == nil {
			goed++
		} else if !fault.Is(err, fault.Conflict) {
			t.Error(err)
		}
	}
	if goed != 1 || len(auditregels(t, s.Pool)) != 1 {
		t.Errorf("%d were first", goed)
	}
	// the same address for two gemeenten
	fouten = make([]error, 2)
	for i, g := range []Gemeente{v, l} {
		wg.Go(func() {
			_, fouten[i] = s.Wijzig(alsBeheerder(t, g.ID, "Iemand"), g.ID, adressendeel, adressendeel.Merk(g), func(g *Gemeente) error { g.Hosts = append(g.Hosts, "samen.example"); return nil })
		})
	}
	wg.Wait()
	if (fouten[0] == nil) == (fouten[1] == nil) || !errors.Is(errors.Join(fouten...), errBezet) {
		t.Errorf("%v", fouten)
	}
}

func TestASecretIsClosedAndNowhereElse(t *testing.T) {
	s, v, _ := tweeGemeenten(t)
	h := Beheer{Store: s, Kluis: kluis.Proef(t)}
	b := h.inlogblad()
	form := b.vul(v)
	for veld, waarde := range map[string]string{"niveau": "substantieel", "digid-uitgever": "https://digid.example", "digid-client": "portaal", "digid-geheim": "zeer-geheim-1234", "digid-substantieel": "loa3"} {
		form.Set(veld, waarde)
	}
	zet := func(g *Gemeente) error {
		if f := b.lees(nil, form, g); len(f) > 0 {
			return errors.New(f[0].Tekst)
		}
		return nil
	}
	if _, err := s.Wijzig(alsBeheerder(t, v.ID, "Bart Smit"), v.ID, inloggendeel, inloggendeel.Merk(v), zet); err != nil {
		t.Fatal(err)
	}
	g := lees(t, s, v.ID)
	klaar, err := h.Kluis.Open(g.Inloggen.DigiD.Geheim, "inloggen.geheim", "1", "https://digid.example")
	if err != nil || string(klaar) != "zeer-geheim-1234" || g.Inloggen.MinimaalNiveau != toegang.NiveauSubstantieel {
		t.Errorf("%v %+v", err, g.Inloggen)
	}
	eerste := g.Inloggen.DigiD.Geheim
	form.Set("digid-geheim", "")
	form.Set("digid-client", "portaal-2")
	if _, err := s.Wijzig(alsBeheerder(t, v.ID, "Bart Smit"), v.ID, inloggendeel, inloggendeel.Merk(g), zet); err != nil {
		t.Fatal(err)
	}
	if g = lees(t, s, v.ID); string(g.Inloggen.DigiD.Geheim) != string(eerste) || g.Inloggen.DigiD.ClientID != "portaal-2" {
		t.Error("an empty field must keep the secret")
	}
	form.Set("digid-geheim", "zeer-geheim-5678")
	if _, err := s.Wijzig(alsBeheerder(t, v.ID, "Bart Smit"), v.ID, inloggendeel, inloggendeel.Merk(g), zet); err != nil {
		t.Fatal(err)
	}
	regels := auditregels(t, s.Pool)
	b2, _ := json.Marshal(regels)
	if len(regels) != 3 || strings.Contains(string(b2), "zeer-geheim") || len(regels[2].Wijzigingen) != 1 || regels[2].Wijzigingen[0].Wat != "DigiD, geheim" {
		t.Errorf("%s", b2)
	}
}
