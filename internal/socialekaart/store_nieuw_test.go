package socialekaart

import (
	"slices"
	"testing"

	"mantelpunt/internal/fault"

	"github.com/google/uuid"
)

func TestNieuw(t *testing.T) {
	p := nieuweStoreProef(t)
	ctx := t.Context()
	p.voeg("nieuw", proefRij("Cursus", "Welzijn"))
	orgs, err := p.Organisaties(ctx, p.id)
	if err != nil || len(orgs) != 1 {
		t.Fatal(orgs, err)
	}
	_, err = p.Nieuw(ctx, p.id, orgs[0], "CURSUS", storeAnna)
	p.soort(err, fault.Conflict, "heeft al een aanbod met deze naam")
	_, err = p.Nieuw(ctx, p.id, Organisatie{Naam: "welzijn"}, "Koffie", storeAnna)
	p.soort(err, fault.Conflict, "bestaat al")
	_, err = p.Nieuw(ctx, p.ander, orgs[0], "Koffie", storeAnna) // of another gemeente
	p.soort(err, fault.NotFound, "")
	p.bewogen(0)
	if n := p.tel(`SELECT count(*) FROM aanbod`) + p.tel(`SELECT count(*) FROM organisatie`); n != 2 {
		t.Errorf("%d rows: something of what failed stayed", n)
	}
	id, err := p.Nieuw(ctx, p.id, Organisatie{Naam: "Buurthuis"}, "Cursus", storeAnna)
	if err != nil {
		t.Fatal(err)
	}
	p.bewogen(0)
	p.bezoeker("Cursus")
	a, err := p.Haal(ctx, p.id, id)
	if err != nil || a.Slug != "cursus-2" || a.Organisatie.Slug != "buurthuis" || a.Status != Concept || !a.IsConcept {
		t.Errorf("%+v %v", a, err)
	}
	if p.tel(`SELECT count(*) FROM audit WHERE wat = 'aanbod begonnen'`) != 1 {
		t.Error("no audit line")
	}
}

// A list is read on from its last row, and its order is the same with accents, capitals
// and equal names.
func TestBeheerlijst(t *testing.T) {
	p := nieuweStoreProef(t)
	ctx := t.Context()
	p.voeg("nieuw nieuw nieuw nieuw nieuw", proefRij("émile", "Welzijn"), proefRij("Zang", "Güneş"), proefRij("Aa", "Welzijn"), proefRij("aa", "Güneş"), proefRij("100% [x]_y", "Welzijn"))
	lees := func(v Beheervraag) (namen []string) {
		t.Helper()
		for range 9 {
			lijst, verder, err := p.Beheerlijst(ctx, p.id, v)
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range lijst {
				namen = append(namen, a.Naam)
			}
			if verder == nil {
				return namen
			}
			v.Na = *verder
		}
		t.Fatal("the list doesn't end")
		return nil
	}
	for aantal := 1; aantal < 7; aantal++ {
		namen := lees(Beheervraag{Aantal: aantal})
		slices.Sort(namen[1:3])
		if !slices.Equal(namen, []string{"100% [x]_y", "Aa", "aa", "émile", "Zang"}) {
			t.Errorf("by %d: %q", aantal, namen)
		}
	}
	for q, n := range map[string]int{"EMILE": 1, "Émile": 1, "gunes": 2, "güneş zang": 1, "% _": 5, "welzijn": 3, "zeppelin' OR ''='": 0} {
		if got := lees(Beheervraag{Q: q, Aantal: 2}); len(got) != n {
			t.Errorf("%q: %q", q, got)
		}
	}
	if got := lees(Beheervraag{Organisaties: []uuid.UUID{}, Aantal: 5}); len(got) > 0 {
		t.Errorf("of no organisatie: %q", got)
	}
	if got := lees(Beheervraag{Status: Gearchiveerd, Aantal: 5}); len(got) > 0 {
		t.Errorf("archived: %q", got)
	}
}
