package beheer

import (
	"context"
	"slices"

	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/zoeken"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// maxOnderwerpen is how many an offer should have at most.
const maxOnderwerpen = 3

// Buur is another gemeente of this installation.
type Buur struct{ Code, Naam string }

// buren gives the other gemeenten in which an offer can be shown too, by name.
func (h Handler) buren(ctx context.Context) ([]Buur, error) {
	lijst, err := h.Buren(ctx)
	c := collate.New(language.Dutch)
	slices.SortFunc(lijst, func(a, b Buur) int { return c.CompareString(a.Naam, b.Naam) })
	return lijst, err
}

// stelVoor adds to a form the onderwerpen that can be chosen, and those that fit what was
// typed while there is room for more.
func (h Handler) stelVoor(ctx context.Context, p *bewerkpagina) error {
	lijst, err := h.Onderwerpen.Lijst(ctx, toegang.GemeenteUit(ctx).ID)
	if err != nil {
		return err
	}
	c := collate.New(language.Dutch, collate.IgnoreCase)
	p.Onderwerpen = slices.Clone(lijst)
	slices.SortStableFunc(p.Onderwerpen, func(a, b zoeken.Onderwerp) int { return c.CompareString(a.Naam, b.Naam) })
	gekozen := p.Waarden["onderwerp"]
	if len(gekozen) >= maxOnderwerpen {
		return nil
	}
	k, err := h.kaart(ctx)
	if err != nil {
		return err
	}
	a := p.Aanbod
	for _, t := range teksten {
		*t.plek(&a.Inhoud) = p.Waarden.Get(t.veld)
	}
	a.Kenmerken = leesKenmerken(p.Waarden, nil)
	for _, slug := range k.Woordenboek.Voorstel(socialekaart.Zoekdocument(a), maxOnderwerpen) {
		if !slices.Contains(gekozen, slug) && len(gekozen)+len(p.Voorstellen) < maxOnderwerpen {
			p.Voorstellen = append(p.Voorstellen, slug)
		}
	}
	return nil
}

// onderwerpnaam gives the name of an onderwerp.
func (p bewerkpagina) onderwerpnaam(slug string) string { return zoeken.Naam(p.Onderwerpen, slug) }
