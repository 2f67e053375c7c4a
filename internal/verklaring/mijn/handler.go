// Package mijn is where a carer follows what he asked, finds what he was given, and
// says what changed.
package mijn

import (
	"time"

	"mantelpunt/internal/bijlage"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/verklaring"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

// Handler has the pages below /mijn that are about aanvragen and verklaringen.
type Handler struct {
	Store   verklaring.Store
	Account verklaring.Account
	Keurder bijlage.Keurder
	Web     *httpx.Afhandelaar
	Klok    func() time.Time // time.Now, or what a test says
}

const (
	padVerklaring = verklaring.PadMijn + "/verklaringen/{id}"
	padAanvraag   = verklaring.PadMijn + "/aanvragen/{id}"
	padGegevens   = verklaring.PadMijn + "/gegevens" // of the feature privacy
	padNazorg     = verklaring.PadMijn + "/na-de-zorg"
)

func padBrief(aanvraag, brief uuid.UUID) string {
	return verklaring.PadMijnAanvraag(aanvraag) + "/brieven/" + brief.String() + ".pdf"
}

func padUitbreiden(id uuid.UUID) string {
	return verklaring.PadMijn + "/verklaringen/" + id.String() + "/uitbreiden"
}

func padVeranderd(id uuid.UUID) string {
	return verklaring.PadMijn + "/verklaringen/" + id.String() + "/veranderd"
}

func padIntrekken(soort string, id uuid.UUID) string {
	return verklaring.PadMijn + "/gegevens/intrekken/" + soort + "/" + id.String()
}

// Routes hangs the pages in the router.
func (h Handler) Routes(r chi.Router) {
	zwaar := httpx.NieuweLimiet(time.Second, 60)
	r.Group(func(r chi.Router) {
		r.Use(httpx.Persoonlijk)
		r.Get(verklaring.PadMijn, h.Web.H(h.mijn))
		r.Get(padAanvraag, h.Web.H(h.mijnAanvraag))
		r.Post(padAanvraag+"/bericht", h.Web.H(h.bericht))
		r.With(httpx.Uploads, h.Web.Begrens(zwaar)).Post(padAanvraag+"/antwoord", h.Web.H(h.antwoord))
		r.Get(padAanvraag+"/brieven/{brief}.pdf", h.Web.H(h.brief))
		r.Get(padVerklaring+".pdf", h.Web.H(h.download))
		r.Get(padVerklaring+"/verlengen", h.Web.H(h.verlengen))
		r.Post(padVerklaring+"/verlengen", h.Web.H(h.verleng))
		r.Post(padVerklaring+"/uitbreiden", h.Web.H(h.uitbreiden))
		r.Get(padVerklaring+"/veranderd", h.Web.H(h.veranderd))
		r.Post(padVerklaring+"/veranderd", h.Web.H(h.verander))
		r.Get(padNazorg, h.Web.H(h.nazorg))
	})
}
