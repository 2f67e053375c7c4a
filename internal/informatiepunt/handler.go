package informatiepunt

import (
	"context"
	"log/slog"
	"net/http"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"

	"github.com/go-chi/chi/v5"
)

// Themateller counts the published offers of the gemeente of ctx per
// vraaggebied, by its code ("praktische-hulp").
type Themateller interface {
	Themas(ctx context.Context) (map[string]int, error)
}

// Adreslijst gives the paths of the published offers of the gemeente of ctx
// ("/aanbod/logeerhuis-de-lindehoeve"), for the sitemap.
type Adreslijst interface {
	Adressen(ctx context.Context) ([]string, error)
}

// Handler has the home page, the pages and what search engines read.
type Handler struct {
	Boeken   *Boeken
	Themas   Themateller
	Adressen Adreslijst
	Web      *httpx.Afhandelaar
}

// Routes hangs the pages in the router.
func (h Handler) Routes(r chi.Router) {
	r.Get("/", h.Web.H(h.home))
	r.Get("/informatie", h.Web.H(h.overzicht))
	r.Get("/informatie/{slug}", h.Web.H(h.pagina))
	r.Get("/sitemap.xml", h.Web.H(h.sitemap))
	r.Get("/robots.txt", h.Web.H(h.robots))
}

func (h Handler) boek(ctx context.Context) (*Boek, error) {
	return h.Boeken.Haal(ctx, toegang.GemeenteUit(ctx).ID)
}

// home does without the numbers of offers when they cannot be counted.
func (h Handler) home(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	b, err := h.boek(ctx)
	if err != nil {
		return err
	}
	aantallen, err := h.Themas.Themas(ctx)
	if err != nil {
		h.waarschuw(ctx, "aanbod niet geteld", err)
	}
	bewaren(w, r)
	return httpx.Render(w, r, http.StatusOK, startpagina(b, themas(aantallen)))
}

func (h Handler) overzicht(w http.ResponseWriter, r *http.Request) error {
	b, err := h.boek(r.Context())
	if err != nil {
		return err
	}
	bewaren(w, r)
	return httpx.Render(w, r, http.StatusOK, overzichtpagina(b.groepen()))
}

func (h Handler) pagina(w http.ResponseWriter, r *http.Request) error {
	b, err := h.boek(r.Context())
	if err != nil {
		return err
	}
	p := b.perSlug[chi.URLParam(r, "slug")]
	if p == nil {
		return fault.New(fault.NotFound, "pagina bestaat niet") // not which: what people type in an address is not for the log
	}
	bewaren(w, r)
	return httpx.Render(w, r, http.StatusOK, leespagina(p, b.vanThema(p.Thema, p.Slug)))
}

func (h Handler) waarschuw(ctx context.Context, wat string, err error) {
	h.Web.Log.LogAttrs(ctx, slog.LevelWarn, wat, slog.String("verzoek", httpx.VerzoekID(ctx)), slog.String("fout", err.Error()))
}

// bewaren says how long a page may be kept: a visitor's browser asks again each
// time, and a page with the name of who is logged in is not kept at all.
func bewaren(w http.ResponseWriter, r *http.Request) {
	if toegang.PersoonUit(r.Context()).Soort == toegang.Bezoeker {
		w.Header().Set("Cache-Control", "no-cache")
		return
	}
	w.Header().Set("Cache-Control", "private, no-store")
}
