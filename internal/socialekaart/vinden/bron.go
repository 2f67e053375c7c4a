package vinden

import (
	"context"
	"log/slog"
	"net/url"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/web"
)

// Bron is something else that is searched with the same words: organisations, pages.
// One more of them changes nothing in the search.
type Bron interface {
	Naam(ctx context.Context) string // "Organisaties", in the language of ctx
	Soort() string                   // in the address: ?soort=organisatie
	// Zoek gives at most max, the best first, and how many there are.
	Zoek(ctx context.Context, q string, max int) ([]Gevonden, int, error)
}

// Gevonden is one result of a Bron.
type Gevonden struct{ Titel, URL, Tekst, Soort string }

// Of each Bron the first few stand below the offers; by itself it shows this many.
const eersteVanBron, allesVanBron = 3, 50

// bronvak is what one Bron found.
type bronvak struct {
	Soort, Naam string
	Treffers    []Gevonden
	Totaal      int
	URL         string // of this Bron by itself
}

// vraagBronnen asks every Bron. One that cannot answer is left out: the offers are what
// people came for.
func (h Handler) vraagBronnen(ctx context.Context, p url.Values) (uit []bronvak) {
	q := socialekaart.Kort(p.Get("q"))
	if len(socialekaart.Woorden(q)) == 0 {
		return nil
	}
	for _, b := range h.Bronnen {
		soort, n := b.Soort(), eersteVanBron
		if p.Get("soort") == soort {
			n = allesVanBron
		}
		treffers, totaal, err := b.Zoek(ctx, q, n)
		if err != nil {
			h.Web.Log.LogAttrs(ctx, slog.LevelWarn, "bron", slog.String("soort", soort), slog.String("fout", err.Error()))
			continue
		}
		uit = append(uit, bronvak{Soort: soort, Naam: b.Naam(ctx), Treffers: treffers, Totaal: totaal, URL: web.Pad(ctx, web.Zoek("/aanbod", "q", q, "soort", soort))})
	}
	return uit
}

// tab leads to the offers or to one Bron.
type tab struct {
	Naam, URL string
	Aantal    int
	Huidig    bool
}

// tabs are the kinds of results, none where nothing but offers is searched.
func tabs(ctx context.Context, p *pagina) []tab {
	if len(p.Bronnen) == 0 {
		return nil
	}
	uit := []tab{{i18n.T(ctx, "vinden.soort.aanbod"), web.Pad(ctx, p.Vraag.URL(1)), p.Vondst.Totaal, p.Soort == ""}}
	for _, b := range p.Bronnen {
		uit = append(uit, tab{b.Naam, b.URL, b.Totaal, p.Soort == b.Soort})
	}
	return uit
}
