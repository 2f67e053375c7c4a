package informatiepunt

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/toegang"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"
)

// Themateller counts the published offers of the gemeente of ctx per
// vraaggebied, by its code ("praktische-hulp"), and tells of which generation.
type Themateller interface {
	Themas(ctx context.Context) (aantallen map[string]int, stand momentopname.Stand, err error)
}

// Adreslijst hands over the paths of the published offers of the gemeente of ctx
// ("/aanbod/logeerhuis-de-lindehoeve") and when each last changed, for the sitemap.
type Adreslijst interface {
	Adressen(ctx context.Context, voeg func(pad string, gewijzigd time.Time)) error
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

// Stand is of when that is what [Handler.Zoek] searches now.
func (h Handler) Stand(ctx context.Context) momentopname.Stand {
	_, stand, err := h.Boeken.HaalMet(ctx, toegang.GemeenteUit(ctx).ID)
	if err != nil {
		return momentopname.Stand{Generatie: -1} // away: what is shown without it is another page
	}
	return stand
}

// home does without the numbers of offers when they cannot be counted.
func (h Handler) home(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	b, stand, err := h.Boeken.HaalMet(ctx, toegang.GemeenteUit(ctx).ID)
	if err != nil {
		return err
	}
	aantallen, geteld, err := h.Themas.Themas(ctx)
	if err != nil {
		h.waarschuw(ctx, "aanbod niet geteld", err)
	}
	// the numbers are of a momentopname of their own, which may be behind or away
	return httpx.Publiek(w, r, b.Kast, stand.Met(geteld), func() (int, templ.Component, error) {
		return http.StatusOK, startpagina(b, themas(aantallen)), nil
	})
}

func (h Handler) overzicht(w http.ResponseWriter, r *http.Request) error {
	return h.publiek(w, r, func(b *Boek) (templ.Component, error) { return overzichtpagina(b.groepen()), nil })
}

func (h Handler) pagina(w http.ResponseWriter, r *http.Request) error {
	return h.publiek(w, r, func(b *Boek) (templ.Component, error) {
		p := b.perSlug[chi.URLParam(r, "slug")]
		if p == nil {
			return nil, fault.New(fault.NotFound, "pagina bestaat niet") // not which: what people type in an address is not for the log
		}
		return leespagina(p, b.vanThema(p.Thema, p.Slug)), nil
	})
}

func (h Handler) publiek(w http.ResponseWriter, r *http.Request, maak func(*Boek) (templ.Component, error)) error {
	b, stand, err := h.Boeken.HaalMet(r.Context(), toegang.GemeenteUit(r.Context()).ID)
	if err != nil {
		return err
	}
	return httpx.Publiek(w, r, b.Kast, stand, func() (int, templ.Component, error) {
		c, err := maak(b)
		return http.StatusOK, c, err
	})
}

func (h Handler) waarschuw(ctx context.Context, wat string, err error) {
	h.Web.Log.LogAttrs(ctx, slog.LevelWarn, wat, slog.String("verzoek", httpx.VerzoekID(ctx)), slog.String("fout", err.Error()))
}
