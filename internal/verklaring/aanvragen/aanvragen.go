// Package aanvragen is the form of the carer: one topic a page, kept while it is filled
// in, sent at the end.
package aanvragen

import (
	"time"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/verklaring"

	"github.com/go-chi/chi/v5"
)

// Handler has the steps.
type Handler struct {
	Store   verklaring.Store
	Account verklaring.Account
	Web     *httpx.Afhandelaar
	Klok    func() time.Time // time.Now, or what a test says
}

// Routes hangs the pages in the router.
func (h Handler) Routes(r chi.Router) {
	r.Group(func(r chi.Router) {
		r.Use(httpx.Persoonlijk)
		r.Get(verklaring.PadAanvragen, h.Web.H(h.begin))
		r.Get(verklaring.PadAanvragen+"/{stap}", h.Web.H(h.stap))
		r.Post(verklaring.PadAanvragen+"/{stap}", h.Web.H(h.stapOpslaan))
	})
}
