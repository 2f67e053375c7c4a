// Package mijn is where a carer follows what he asked and finds what he was given.
package mijn

import (
	"time"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/verklaring"

	"github.com/go-chi/chi/v5"
)

// Handler has the pages below /mijn that are about aanvragen and verklaringen.
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
		r.Get(verklaring.PadMijn, h.Web.H(h.mijn))
		r.Get(verklaring.PadMijn+"/aanvragen/{id}", h.Web.H(h.mijnAanvraag))
		r.Get(verklaring.PadMijn+"/verklaringen/{id}.pdf", h.Web.H(h.download))
	})
}
