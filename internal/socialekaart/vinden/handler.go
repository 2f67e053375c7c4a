package vinden

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/weergave"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/zoeken"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
)

// Handler serves the page on which visitors search.
type Handler struct {
	Voorraad *momentopname.Voorraad[*socialekaart.Kaart]
	Wijken   socialekaart.Wijkenlijst
	Web      *httpx.Afhandelaar
}

// Routes adds the pages.
func (h Handler) Routes(r chi.Router) { r.Get("/aanbod", h.Web.H(h.zoek)) }

func (h Handler) kaart(ctx context.Context) (*socialekaart.Kaart, error) {
	return h.Voorraad.Haal(ctx, toegang.GemeenteUit(ctx).ID)
}

// Themas gives the vraaggebieden in their fixed order, for the home page.
func (h Handler) Themas(ctx context.Context) ([]socialekaart.Thema, error) {
	k, err := h.kaart(ctx)
	if err != nil {
		return nil, err
	}
	return k.Themas(ctx), nil
}

// zoekresultaten is what the page of results shows.
type zoekresultaten struct {
	Vraag      socialekaart.Vraag
	Vondst     socialekaart.Vondst
	Filters    []filter
	Themas     []socialekaart.Thema
	Hulplijnen []socialekaart.Aanbod
}

// filter is one group of options beside the results. The first few are shown,
// the others on request.
type filter struct {
	groep  socialekaart.Groep
	Naam   string
	Keuzes []web.Keuze
	tonen  int
}

const maxTonen = 6

// rest reports that a chosen option is among those shown on request.
func (f filter) rest() bool {
	return slices.ContainsFunc(f.Keuzes[f.tonen:], func(k web.Keuze) bool { return k.Gekozen })
}

func (h Handler) zoek(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	k, err := h.kaart(ctx)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, zoekpagina(maakResultaten(ctx, k, r.URL.Query(), h.Wijken.Wijken(ctx))))
}

// maakResultaten answers the question in the parameters of an address.
func maakResultaten(ctx context.Context, k *socialekaart.Kaart, parameters url.Values, wijken []string) zoekresultaten {
	aangeboden := k.Aangeboden(wijken)
	vraag := socialekaart.LeesVraag(parameters)
	vraag.Alleen(aangeboden)
	p := zoekresultaten{Vraag: vraag, Vondst: k.Zoek(vraag, wijken)}
	for g := range socialekaart.AantalGroepen {
		f := maakFilter(ctx, g, aangeboden[g], vraag, p.Vondst.Tellen[g])
		if len(f.Keuzes) > 1 || len(f.Keuzes) == 1 && (g == socialekaart.GroepKosten || f.Keuzes[0].Gekozen) {
			p.Filters = append(p.Filters, f)
		}
	}
	if p.Vondst.Totaal == 0 {
		p.Themas, p.Hulplijnen = k.Themas(ctx), k.Hulplijnen()
	}
	return p
}

// volgorde is the order of the options of a group; nil is by how often they occur.
func volgorde(g socialekaart.Groep) []string {
	switch g {
	case socialekaart.GroepThema:
		return socialekaart.Themas
	case socialekaart.GroepWet:
		return socialekaart.Wetten
	case socialekaart.GroepDagdeel:
		return socialekaart.Dagdelen
	case socialekaart.GroepVerwijzing:
		return socialekaart.Verwijzingen
	}
	return nil
}

func maakFilter(ctx context.Context, g socialekaart.Groep, waarden []string, v socialekaart.Vraag, tellen map[string]int) filter {
	f := filter{groep: g, Naam: i18n.Kies(ctx, "socialekaart.filter.", socialekaart.Groepnamen[g])}
	for _, w := range waarden {
		gekozen := slices.Contains(v.Keuzes[g], w)
		if gekozen || tellen[w] > 0 { // never a way to nothing
			f.Keuzes = append(f.Keuzes, web.Keuze{Waarde: w, Naam: filternaam(ctx, g, w), Gekozen: gekozen, Aantal: tellen[w]})
		}
	}
	vast := volgorde(g)
	slices.SortStableFunc(f.Keuzes, func(a, b web.Keuze) int {
		if g == socialekaart.GroepWijk {
			return 0 // as the gemeente orders them
		}
		if vast != nil {
			return plek(vast, a.Waarde) - plek(vast, b.Waarde)
		}
		return b.Aantal - a.Aantal
	})
	f.tonen = len(f.Keuzes)
	if f.tonen > maxTonen+2 { // no "show more" for one or two
		f.tonen = maxTonen
	}
	return f
}

// plek is the place in a list, past the end for what is not in it.
func plek(lijst []string, s string) int {
	if i := slices.Index(lijst, s); i >= 0 {
		return i
	}
	return len(lijst)
}

func filternaam(ctx context.Context, g socialekaart.Groep, waarde string) string {
	switch g {
	case socialekaart.GroepKosten:
		return i18n.T(ctx, "socialekaart.gratis")
	case socialekaart.GroepTaal:
		return weergave.Taalnaam(ctx, waarde)
	case socialekaart.GroepWijk:
		return waarde
	case socialekaart.GroepWet:
		if slices.Contains(socialekaart.Wetten, waarde) {
			return i18n.Kies(ctx, "socialekaart.wet.", waarde)
		}
	}
	return socialekaart.Label(ctx, socialekaart.Kenmerk{Taxonomie: socialekaart.Groepnamen[g], Code: waarde})
}

// gespeld are the words that a question was read as.
func gespeld(b zoeken.Begrip) (uit []string) {
	for _, s := range b.Gespeld {
		uit = append(uit, s.Gelezen)
	}
	return uit
}
