package privacy

import (
	"context"
	"net/http"
	"time"

	"mantelpunt/internal/gegevens"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/sessie"
	"mantelpunt/internal/toegang"

	"github.com/go-chi/chi/v5"
)

// Flitser sets the sentence that the next page shows.
type Flitser interface {
	Flits(w http.ResponseWriter, r *http.Request, zin string) error
}

// Handler has the pages about personal data, for everybody, for a mantelzorger and for
// who accounts for them at the gemeente.
type Handler struct {
	Store        Store
	Verklaringen Verklaringen
	Versies      func(ctx context.Context, gemeenteID int) ([]gegevens.Versie, error) // Store.Versies, from memory
	Sessies      *sessie.Store
	Account      Flitser
	Web          *httpx.Afhandelaar
	Klok         func() time.Time
	Tegels       string // host from which the browser of a visitor gets the map, "" for none
}

// The addresses of this feature.
const (
	padPrivacy   = "/privacy"
	padMijn      = "/mijn/gegevens"
	padPagina    = padMijn + "/kopie.html"
	padJSON      = padMijn + "/kopie.json"
	padUitloggen = padMijn + "/uitloggen"
	padWissen    = padMijn + "/wissen"
	padGewist    = padMijn + "/gewist"
	padIntrekken = padMijn + "/intrekken/"
	padEmail     = "/mijn/email"
	padConcept   = "/verklaring/aanvragen"
	padTermijnen = "/beheer/bewaartermijnen"
	padRegister  = "/beheer/verwerkingsregister"
)

// Routes hangs the pages in the router.
func (h Handler) Routes(r chi.Router) {
	r.Get(padPrivacy, h.Web.H(h.privacy))
	r.Group(func(r chi.Router) {
		r.Use(httpx.Persoonlijk)
		r.Get(padMijn, h.Web.H(h.mijn))
		r.Get(padPagina, h.Web.H(h.pagina))
		r.Get(padJSON, h.Web.H(h.json))
		r.Post(padUitloggen, h.Web.H(h.uitloggen))
		r.Get(padWissen, h.Web.H(h.vraagWissen))
		r.Post(padWissen, h.Web.H(h.wissen))
		r.Get(padGewist, h.Web.H(h.gewist))
		r.Get(padIntrekken+"{soort}/{id}", h.Web.H(h.vraagIntrekken))
		r.Post(padIntrekken+"{soort}/{id}", h.Web.H(h.intrekken))
		r.Get(padTermijnen, h.Web.H(h.bewaartermijnen))
		r.Get(padRegister, h.Web.H(h.register))
		r.Get(padRegister+".csv", h.Web.H(h.registerCSV))
		r.Get(padRegister+".json", h.Web.H(h.registerJSON))
	})
}

// privacy tells everybody what is kept, from the register.
func (h Handler) privacy(w http.ResponseWriter, r *http.Request) error {
	var openbaar []gegevens.Verwerking
	for _, v := range gegevens.Verwerkingen {
		if v.Openbaar {
			openbaar = append(openbaar, v)
		}
	}
	gelden, err := h.gelden(r.Context(), toegang.GemeenteUit(r.Context()).ID)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, privacypagina(inRegels(r.Context(), openbaar, gelden), h.Tegels))
}

// wie gives who acts and where, when that person has the right.
func wie(r *http.Request, recht toegang.Recht) (toegang.Persoon, toegang.Gemeente, error) {
	p := toegang.PersoonUit(r.Context())
	return p, toegang.GemeenteUit(r.Context()), p.Eis(recht)
}
