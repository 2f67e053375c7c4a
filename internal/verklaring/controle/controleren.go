// Package controle is for whoever is handed a verklaring: is it genuine, and does it
// hold today?
package controle

import (
	"mantelpunt/internal/verklaring"
	"net/http"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
)

// Handler has the pages of whoever is handed a verklaring.
type Handler struct {
	Store  Store
	Web    *httpx.Afhandelaar
	Klok   func() time.Time // time.Now, or what a test says
	limiet *httpx.Limiet
}

// Nieuw makes the handler. One address may check ten codes at once and then one
// every six seconds: quick enough for a counter, too slow to guess 55 bits.
func Nieuw(s verklaring.Store, w *httpx.Afhandelaar, klok func() time.Time) Handler {
	return Handler{Store: Store{s}, Web: w, Klok: klok, limiet: httpx.NieuweLimiet(6*time.Second, 10)}
}

// Routes hangs the pages in the router.
func (h Handler) Routes(r chi.Router) {
	r.Group(func(r chi.Router) {
		r.Use(httpx.Persoonlijk)
		r.Get(verklaring.PadControleren, h.Web.H(h.controleren))
		r.Post(verklaring.PadControleren, h.Web.H(h.controleer))
		r.Get(verklaring.PadCode+"/{code}", h.Web.H(h.controleerQR))
	})
}

// controle is what the page of a check shows.
type controle struct {
	Getypt   string
	Fouten   web.Fouten
	Uitkomst verklaring.Uitkomst // "" before anything was checked
	V        verklaring.Verklaring
}

func (h Handler) controleren(w http.ResponseWriter, r *http.Request) error {
	return httpx.Render(w, r, http.StatusOK, controlepagina(controle{}))
}

// controleer checks a code that somebody typed.
func (h Handler) controleer(w http.ResponseWriter, r *http.Request) error {
	waarden, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	c := controle{Getypt: waarden.Get("code")}
	if c.Getypt == "" {
		c.Fouten.Voeg("code", i18n.T(r.Context(), "verklaring.controle.leeg"))
		return httpx.Render(w, r, http.StatusUnprocessableEntity, controlepagina(c))
	}
	return h.uitslag(w, r, c)
}

// controleerQR checks the code of a QR code, whose address holds it.
func (h Handler) controleerQR(w http.ResponseWriter, r *http.Request) error {
	return h.uitslag(w, r, controle{Getypt: chi.URLParam(r, "code")})
}

func (h Handler) uitslag(w http.ResponseWriter, r *http.Request, c controle) error {
	if !h.limiet.Mag(toegang.AdresUit(r.Context())) {
		return fault.New(fault.TooMany, "te veel controles")
	}
	var err error
	c.Uitkomst, c.V, err = h.Store.Controleer(r.Context(), toegang.GemeenteUit(r.Context()).ID, c.Getypt, h.Klok())
	if err != nil {
		return err
	}
	if c.Uitkomst != verklaring.Onbekend {
		c.Getypt = c.V.Code.Gegroepeerd()
	}
	return httpx.Render(w, r, http.StatusOK, controlepagina(c))
}
