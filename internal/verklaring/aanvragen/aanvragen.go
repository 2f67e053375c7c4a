// Package aanvragen is the form of the carer: one topic a page, kept while it is filled
// in, sent at the end. The steps follow from the regeling. Whoever stops halfway gets a
// link by mail to go on with, and a concept that nobody returns to disappears, announced.
package aanvragen

import (
	"net/http"
	"time"

	"mantelpunt/internal/bijlage"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/verklaring"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

// Handler has the steps.
type Handler struct {
	Store   verklaring.Store
	Account verklaring.Account
	Inlog   Inlogger
	Keurder bijlage.Keurder
	Web     *httpx.Afhandelaar
	Klok    func() time.Time // time.Now, or what a test says
}

// Inlogger starts the session of a burger who followed a link from his own mailbox, and
// goes on to pad.
type Inlogger interface {
	BeginPerLink(w http.ResponseWriter, r *http.Request, burger uuid.UUID, pad string) error
}

// The addresses besides those of the steps.
const (
	padLater      = verklaring.PadAanvragen + "/later"
	padVerstuurd  = verklaring.PadAanvragen + "/verstuurd"
	padVerderlink = verklaring.PadAanvragen + "/verder"
)

func padVerder(token string) string { return padVerderlink + "/" + token }

// PadVerstuurd is the page that says what happens with an aanvraag that was just sent.
func PadVerstuurd(id uuid.UUID) string { return padVerstuurd + "/" + id.String() }

// Routes hangs the pages in the router. What an address may do is wide: it stops a
// machine, not a family.
func (h Handler) Routes(r chi.Router) {
	links, bestanden := httpx.NieuweLimiet(10*time.Second, 30), httpx.NieuweLimiet(5*time.Second, 60)
	r.Group(func(r chi.Router) {
		r.Use(httpx.Persoonlijk)
		r.Get(verklaring.PadAanvragen, h.Web.H(h.begin))
		r.Get(padLater, h.Web.H(h.later))
		r.Get(padVerderlink+"/{token}", h.Web.H(h.verder))
		r.With(h.Web.Begrens(links)).Post(padVerderlink+"/{token}", h.Web.H(h.gaVerder))
		r.Get(padVerstuurd+"/{id}", h.Web.H(h.verstuurd))
		r.Get(padVerstuurd+"/{id}/ontvangst.pdf", h.Web.H(h.ontvangst))
		r.Get(verklaring.PadAanvragen+"/{stap}", h.Web.H(h.stap))
		r.With(httpx.Uploads, h.Web.Begrens(bestanden)).Post(verklaring.PadStap(verklaring.StapBewijs), h.Web.H(h.bewijsOpslaan))
		r.Post(verklaring.PadAanvragen+"/{stap}", h.Web.H(h.stapOpslaan))
	})
}
