package socialekaart

import (
	"slices"
	"testing"
)

// What is like an offer is looked up once, but not for a concept of it that says
// something else.
func TestVerwantFollowsTheConcept(t *testing.T) {
	k := proefkaart()
	namen := func(lijst []Aanbod) (uit []string) {
		for _, a := range lijst {
			uit = append(uit, a.Naam)
		}
		return uit
	}
	linde, _ := k.MetSlug("logeerhuis-de-linde")
	eerst := namen(k.Verwant(linde, 3))
	concept := linde
	concept.Kenmerken = []Kenmerk{{Taxonomie: "thema", Code: "praktische-hulp"}, {Taxonomie: "onderwerp", Code: "boodschappen"}}
	if got := namen(k.Verwant(concept, 3)); !slices.Equal(got, []string{"Boodschappenbus"}) {
		t.Errorf("the concept is like %q", got)
	}
	if got := namen(k.Verwant(linde, 3)); !slices.Equal(got, eerst) {
		t.Errorf("first %q, then %q", eerst, got)
	}
}

func TestMeerVanLeavesItselfOut(t *testing.T) {
	k := NieuweKaart([]Aanbod{
		{ID: [16]byte{1}, Slug: "a", Inhoud: Inhoud{Naam: "A"}, Organisatie: Organisatie{Slug: "welzijn"}},
		{ID: [16]byte{2}, Slug: "b", Inhoud: Inhoud{Naam: "B"}, Organisatie: Organisatie{Slug: "welzijn"}},
		{ID: [16]byte{3}, Slug: "c", Inhoud: Inhoud{Naam: "C"}, Organisatie: Organisatie{Slug: "welzijn"}},
		{ID: [16]byte{4}, Slug: "d", Inhoud: Inhoud{Naam: "D"}, Organisatie: Organisatie{Slug: "anders"}},
	}, leegWoordenboek)
	a, _ := k.MetSlug("a")
	if got := k.MeerVan(a, 1); len(got) != 1 || got[0].Naam != "B" {
		t.Errorf("one of them: %v", got)
	}
	if got := k.MeerVan(a, 9); len(got) != 2 || got[1].Naam != "C" {
		t.Errorf("all of them: %v", got)
	}
}
