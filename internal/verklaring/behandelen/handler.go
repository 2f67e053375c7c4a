// Package behandelen is the work of a consulent: the list of what waits, the dossier of
// an aanvraag, and the decision.
package behandelen

import (
	"time"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/verklaring"

	"github.com/go-chi/chi/v5"
)

// Handler has the worklist and the dossiers.
type Handler struct {
	Store   Store
	Account verklaring.Account
	Web     *httpx.Afhandelaar
	Klok    func() time.Time // time.Now, or what a test says
	zwaar   *httpx.Limiet    // what costs the server more than a page: a PDF, opening every name
}

// Nieuw makes the handler.
func Nieuw(s verklaring.Store, a verklaring.Account, w *httpx.Afhandelaar, klok func() time.Time) Handler {
	return Handler{Store: Store{s}, Account: a, Web: w, Klok: klok, zwaar: httpx.NieuweLimiet(time.Second, 60)}
}

const padZoeken = verklaring.PadWerklijst + "/zoeken"

// Routes hangs the pages in the router.
func (h Handler) Routes(r chi.Router) {
	r.Group(func(r chi.Router) {
		r.Use(httpx.Persoonlijk)
		r.Get(verklaring.PadWerklijst, h.Web.H(h.werklijst))
		r.Get(padZoeken, h.Web.H(h.zoeken))
		r.With(h.Web.Begrens(h.zwaar)).Post(padZoeken, h.Web.H(h.zoeken))
		r.Get(verklaring.PadWerklijst+"/{id}", h.Web.H(h.dossier))
		r.Post(verklaring.PadWerklijst+"/{id}/behandelen", h.Web.H(h.behandelen))
		h.besluitroutes(r)
	})
}
