package app

import (
	"context"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/informatiepunt"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/vinden"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"
)

// organisatiebron finds organisations beside the offers.
type organisatiebron struct {
	kaarten *momentopname.Voorraad[*socialekaart.Kaart]
}

func (organisatiebron) Soort() string { return "organisatie" }
func (organisatiebron) Naam(ctx context.Context) string {
	return i18n.T(ctx, "suggesties.bron.organisatie")
}

func (b organisatiebron) Zoek(ctx context.Context, q string, n int) (uit []vinden.Gevonden, totaal int, err error) {
	k, err := b.kaarten.Haal(ctx, toegang.GemeenteUit(ctx).ID)
	if err != nil {
		return nil, 0, err
	}
	alle := k.ZoekOrganisaties(q)
	for _, o := range alle[:min(n, len(alle))] {
		uit = append(uit, vinden.Gevonden{Titel: o.Naam, URL: web.Pad(ctx, "/organisaties/"+o.Slug), Tekst: o.Omschrijving, Soort: "organisatie"})
	}
	return uit, len(alle), nil
}

// paginabron finds pages of the informatiepunt beside the offers.
type paginabron struct{ paginas informatiepunt.Handler }

func (paginabron) Soort() string                   { return "pagina" }
func (paginabron) Naam(ctx context.Context) string { return i18n.T(ctx, "suggesties.bron.pagina") }

func (b paginabron) Zoek(ctx context.Context, q string, n int) (uit []vinden.Gevonden, totaal int, err error) {
	paginas, totaal, err := b.paginas.Zoek(ctx, q, n)
	for _, p := range paginas {
		uit = append(uit, vinden.Gevonden{Titel: p.Titel, URL: p.URL, Tekst: p.Tekst, Soort: "pagina"})
	}
	return uit, totaal, err
}
