package gemeente

import (
	"context"
	"net/http"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"

	"github.com/go-chi/chi/v5"
)

// Handler has the pages about the gemeente itself.
type Handler struct {
	Register      *Register
	Web           *httpx.Afhandelaar
	Ondertekenaar *Ondertekenaar // nil: security.txt goes unsigned
}

// Routes hangs the pages in the router.
func (h Handler) Routes(r chi.Router) {
	r.Get("/contact", h.Web.H(h.contact))
	r.Get("/toegankelijkheid", h.Web.H(h.tekst("toegankelijkheid")))
	r.Get("/beveiliging", h.Web.H(h.beveiliging))
	r.Get(securityPad, h.Web.H(h.securitytxt))
	r.Get("/thema/{naam}", h.Web.H(h.Register.Thema))
}

func (h Handler) contact(w http.ResponseWriter, r *http.Request) error {
	return httpx.Render(w, r, http.StatusOK, contactpagina(uit(r.Context()).Contact))
}

// tekst serves a page of headings and paragraphs from the catalogue.
func (h Handler) tekst(naam string) httpx.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		return httpx.Render(w, r, http.StatusOK, tekstpagina(naam, delen(r.Context(), naam)))
	}
}

type deel struct{ kop, tekst string }

func delen(ctx context.Context, naam string) (uit []deel) {
	for _, n := range []string{"1", "2", "3", "4"} {
		uit = append(uit, deel{i18n.Kies(ctx, "gemeente.pagina.", naam+"."+n+".kop"), i18n.Kies(ctx, "gemeente.pagina.", naam+"."+n+".tekst")})
	}
	return uit
}
