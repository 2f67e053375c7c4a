package verklaring

import (
	"net/http"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
)

// controle is what the page of a check shows.
type controle struct {
	Getypt   string
	Fouten   web.Fouten
	Uitkomst Uitkomst // "" before anything was checked
	V        Verklaring
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
	if c.Uitkomst != Onbekend {
		c.Getypt = c.V.Code.Gegroepeerd()
	}
	return httpx.Render(w, r, http.StatusOK, controlepagina(c))
}
