package socialekaart

import (
	"context"
	"fmt"
	"slices"

	"mantelpunt/internal/zoeken"

	"github.com/google/uuid"
)

// Woordenboek gives the onderwerpen of a gemeente, made ready to search with.
type Woordenboek func(ctx context.Context, gemeenteID int) (*zoeken.Woordenboek, error)

// Laad makes the function by which a Voorraad loads a Kaart.
func Laad(s Store, woorden Woordenboek) func(ctx context.Context, gemeenteID int) (*Kaart, error) {
	return func(ctx context.Context, gemeenteID int) (*Kaart, error) {
		g := Grondstof{Gemeente: gemeenteID}
		var err error
		if g.Aanbod, err = s.Gepubliceerd(ctx, gemeenteID); err != nil {
			return nil, err
		}
		if g.Verdwenen, err = s.Verdwenen(ctx, gemeenteID); err != nil {
			return nil, err
		}
		buiten, err := s.VanBuiten(ctx, gemeenteID)
		if err != nil {
			return nil, err
		}
		geweerd, err := s.Geweerd(ctx, gemeenteID)
		if err != nil {
			return nil, err
		}
		buiten = slices.DeleteFunc(buiten, func(a Aanbod) bool { return geweerd[a.ID] })
		g.Aanbod = metBuiten(g.Aanbod, buiten, g.Verdwenen)
		if g.Wijkvormen, g.Postcodes, err = s.geografie(ctx, gemeenteID); err != nil {
			return nil, err
		}
		if g.Woordenboek, err = woorden(ctx, gemeenteID); err != nil {
			return nil, err
		}
		return MaakKaart(g), nil
	}
}

// elders is what the address of an offer or organisation from outside ends on, when
// there is one of our own at that address.
const elders = "-elders"

// metBuiten joins what other gemeenten offer here. What is our own goes first: the
// same offer of the same organisation is not shown twice, and an address stays
// with who had it here. The wijken of another gemeente mean nothing here: what comes
// from there serves all of ours.
func metBuiten(eigen, buiten []Aanbod, verdwenen map[string]Verdwenen) []Aanbod {
	namen, ids := map[string]bool{}, map[uuid.UUID]bool{}
	slugs, orgs := map[string]bool{}, map[string]Organisatie{}
	for slug := range verdwenen {
		slugs[slug] = true
	}
	for _, a := range eigen {
		namen[Plat(a.Organisatie.Naam)+"\n"+Plat(a.Naam)], ids[a.ID], slugs[a.Slug] = true, true, true
		orgs[a.Organisatie.Slug] = a.Organisatie
	}
	uit := eigen
	for _, a := range buiten {
		naam := Plat(a.Organisatie.Naam) + "\n" + Plat(a.Naam)
		if namen[naam] || ids[a.ID] {
			continue
		}
		a.Werkgebied = nil
		a.Slug = vrijElders(a.Slug, func(s string) bool { return !slugs[s] })
		a.Organisatie.Slug = vrijElders(a.Organisatie.Slug, func(s string) bool {
			o, bezet := orgs[s]
			return !bezet || Plat(o.Naam) == Plat(a.Organisatie.Naam)
		})
		if o, ok := orgs[a.Organisatie.Slug]; ok {
			a.Organisatie = o // one organisation, with one page
		}
		namen[naam], ids[a.ID], slugs[a.Slug], orgs[a.Organisatie.Slug] = true, true, true, a.Organisatie
		uit = append(uit, a)
	}
	return uit
}

func vrijElders(slug string, mag func(string) bool) string {
	s := slug
	for n := 1; !mag(s); n++ {
		s = slug + elders
		if n > 1 {
			s = fmt.Sprintf("%s%s-%d", slug, elders, n)
		}
	}
	return s
}
