// Package behandelen is the work of a consulent: the list of what waits, the dossier of
// an aanvraag, and the decision.
package behandelen

import (
	"time"

	"mantelpunt/internal/bijlage"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/verklaring"

	"github.com/go-chi/chi/v5"
)

// Handler has the worklist and the dossiers.
type Handler struct {
	Store   Store
	Account verklaring.Account
	Web     *httpx.Afhandelaar
	Keurder bijlage.Keurder  // of the files that come with an answer
	Klok    func() time.Time // time.Now, or what a test says
	zwaar   *httpx.Limiet    // what costs the server more than a page: a PDF, opening every name
}

// Nieuw makes the handler.
func Nieuw(s verklaring.Store, a verklaring.Account, w *httpx.Afhandelaar, klok func() time.Time) Handler {
	return Handler{Store: Store{s}, Account: a, Web: w, Klok: klok, zwaar: httpx.NieuweLimiet(time.Second, 60)}
}

// The addresses below the worklist that are not of one dossier.
const (
	padZoeken    = verklaring.PadWerklijst + "/zoeken"
	padPost      = verklaring.PadWerklijst + "/post"
	padAfwezig   = verklaring.PadWerklijst + "/afwezig"
	padOvernemen = verklaring.PadWerklijst + "/overnemen"
)

// Routes hangs the pages in the router.
func (h Handler) Routes(r chi.Router) {
	r.Group(func(r chi.Router) {
		r.Use(httpx.Persoonlijk)
		r.Get(verklaring.PadWerklijst, h.Web.H(h.werklijst))
		r.Get(padZoeken, h.Web.H(h.zoeken))
		r.With(h.Web.Begrens(h.zwaar)).Post(padZoeken, h.Web.H(h.zoeken))
		r.Get(padPost, h.Web.H(h.post))
		r.Post(padPost, h.Web.H(h.posten))
		r.Post(padAfwezig, h.Web.H(h.afwezig))
		r.Post(padOvernemen, h.Web.H(h.overnemen))
		h.dossierroutes(r)
		h.werkroutes(r)
		h.antwoordroutes(r)
		h.besluitroutes(r)
	})
}
