// Package tonen has the page of an offer and that of an organisatie: everything about it
// in the order in which people ask, as search engines read it, and as a contact.
package tonen

import (
	"context"
	"net/http"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/stuk"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"
)

// Gemeentenamen knows the gemeenten of this installation by name.
type Gemeentenamen interface {
	Naam(ctx context.Context, gemeenteID int) string
}

// Handler serves the pages of an offer and of an organisation.
type Handler struct {
	Voorraad  *momentopname.Voorraad[*socialekaart.Kaart]
	Gemeenten Gemeentenamen
	Web       *httpx.Afhandelaar
}

// Routes adds the pages.
func (h Handler) Routes(r chi.Router) {
	r.Get("/aanbod/{slug}", h.Web.H(h.aanbod))
	r.Get("/aanbod/{slug}/contact.vcf", h.Web.H(h.contact))
	r.Get("/organisaties/{slug}", h.Web.H(h.organisatie))
}

func (h Handler) kaart(ctx context.Context) (*socialekaart.Kaart, error) {
	return h.Voorraad.Haal(ctx, toegang.GemeenteUit(ctx).ID)
}

func (h Handler) aanbod(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	k, stand, err := h.Voorraad.HaalMet(ctx, toegang.GemeenteUit(ctx).ID)
	if err != nil {
		return err
	}
	a, ok := k.MetSlug(chi.URLParam(r, "slug"))
	if !ok {
		return h.weg(w, r, k, chi.URLParam(r, "slug"))
	}
	return httpx.Publiek(w, r, k.Kast, stand, func() (int, templ.Component, error) {
		was := r.URL.Query().Get(inPlaatsVan)
		maak := func(ctx context.Context) templ.Component { return inhoud(h.detail(ctx, k, a, was)) }
		if was != "" {
			return http.StatusOK, pagina(a, padVan(a), stuk.Los(maak)), nil
		}
		return http.StatusOK, pagina(a, padVan(a), stuk.Ingepakt("aanbod "+a.Slug, maak)), nil
	})
}

func padVan(a socialekaart.Aanbod) string { return "/aanbod/" + a.Slug }

// detail is the page as visitors see it.
func (h Handler) detail(ctx context.Context, k *socialekaart.Kaart, a socialekaart.Aanbod, was string) Detail {
	d := NieuwDetail(ctx, k, a)
	g := toegang.GemeenteUit(ctx)
	d.Adres = padVan(a)
	d.Data = gestructureerd(ctx, a, g.URL+web.Pad(ctx, d.Adres))
	if a.Van != 0 && a.Van != g.ID && !a.Landelijk {
		d.Elders = h.Gemeenten.Naam(ctx, a.Van)
	}
	if v, ok := k.Weg(was); ok && v.Opvolger == a.Slug {
		d.Vervangt = v.Naam
	}
	return d
}

// inPlaatsVan is the parameter that says which offer somebody came for.
const inPlaatsVan = "in-plaats-van"

// weg answers for an offer that is no longer there: it leads to what took its place, or
// explains (410) and shows what is like it.
func (h Handler) weg(w http.ResponseWriter, r *http.Request, k *socialekaart.Kaart, slug string) error {
	ctx := r.Context()
	v, ok := k.Weg(slug)
	if !ok {
		return fault.New(fault.NotFound, "aanbod bestaat niet of is niet gepubliceerd")
	}
	if a, ok := k.MetSlug(v.Opvolger); ok {
		w.Header().Set("Cache-Control", "no-cache")                                                                    // else a browser leads there for ever, also when the offer is back
		http.Redirect(w, r, web.Zoek(web.Pad(ctx, "/aanbod/"+a.Slug), inPlaatsVan, slug), http.StatusMovedPermanently) // #nosec G710 -- a slug of ours
		return nil
	}
	return httpx.Render(w, r, http.StatusGone, wegpagina(v.Naam, v.Thema, k.Verwant(leek(v), maxVerwant)))
}

// leek is what is known of an offer that is gone, to find others like it.
func leek(v socialekaart.Verdwenen) (a socialekaart.Aanbod) {
	a.Kenmerken = append(a.Kenmerken, socialekaart.Kenmerk{Taxonomie: "thema", Code: v.Thema})
	for _, code := range v.Onderwerpen {
		a.Kenmerken = append(a.Kenmerken, socialekaart.Kenmerk{Taxonomie: "onderwerp", Code: code})
	}
	return a
}

func (h Handler) organisatie(w http.ResponseWriter, r *http.Request) error {
	k, stand, err := h.Voorraad.HaalMet(r.Context(), toegang.GemeenteUit(r.Context()).ID)
	if err != nil {
		return err
	}
	aanbod := k.VanOrganisatie(chi.URLParam(r, "slug"))
	if len(aanbod) == 0 {
		return fault.New(fault.NotFound, "organisatie bestaat niet of heeft niets gepubliceerd")
	}
	return httpx.Publiek(w, r, k.Kast, stand, func() (int, templ.Component, error) {
		return http.StatusOK, organisatiepagina(aanbod[0].Organisatie, aanbod), nil
	})
}
