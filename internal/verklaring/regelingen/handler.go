// Package regelingen is where a beheerder keeps the rules of the gemeente, and where
// everybody reads them in plain words.
package regelingen

import (
	"net/http"
	"time"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/go-chi/chi/v5"
)

// Handler has the public page and the screens of the rules.
type Handler struct {
	Store   verklaring.Store
	Account verklaring.Account
	Web     *httpx.Afhandelaar
	Klok    func() time.Time // time.Now, or what a test says

	versies *momentopname.Voorraad[[]verklaring.Regeling]
}

// Nieuw makes the handler.
func Nieuw(s verklaring.Store, m *momentopname.Wachter, a verklaring.Account, w *httpx.Afhandelaar, klok func() time.Time) Handler {
	return Handler{Store: s, Account: a, Web: w, Klok: klok, versies: momentopname.NieuweVoorraad(m, s.Regelingen)}
}

// Routes hangs the pages in the router.
func (h Handler) Routes(r chi.Router) {
	r.Get(verklaring.PadUitleg, h.Web.H(h.uitleg))
}

// uitleg tells who can get a verklaring, from the rules that the consulent applies.
// Visitors read them from a momentopname.
func (h Handler) uitleg(w http.ResponseWriter, r *http.Request) error {
	rs, err := h.versies.Haal(r.Context(), toegang.GemeenteUit(r.Context()).ID)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, uitlegpagina(verklaring.OpDag(rs, verklaring.Dag(h.Klok())).Regels))
}
