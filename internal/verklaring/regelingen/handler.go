// Package regelingen is where a beheerder keeps the rules of the gemeente, and where
// everybody reads them in plain words. A version of the rules never changes: whoever
// wants other rules makes a new version from a day, and sees first what a carer will
// see: the form, the letters and the document.
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
	papier  *httpx.Limiet // forms to print: each is made anew
}

// The addresses of this room.
const (
	padFormulier = verklaring.PadUitleg + "/formulier.pdf"
	padNieuw     = verklaring.PadRegelingen + "/nieuw"
)

func padVersie(r verklaring.Regeling) string { return verklaring.PadRegelingen + "/" + r.ID.String() }

// Nieuw makes the handler.
func Nieuw(s verklaring.Store, m *momentopname.Wachter, a verklaring.Account, w *httpx.Afhandelaar, klok func() time.Time) Handler {
	return Handler{Store: s, Account: a, Web: w, Klok: klok, versies: momentopname.NieuweVoorraad(m, s.Regelingen), papier: httpx.NieuweLimiet(5*time.Second, 20)}
}

// Routes hangs the pages in the router.
func (h Handler) Routes(r chi.Router) {
	r.Get(verklaring.PadUitleg, h.Web.H(h.uitleg))
	r.Get(padFormulier, h.Web.H(h.formulier))
	r.Group(func(r chi.Router) {
		r.Use(httpx.Persoonlijk)
		r.Get(verklaring.PadRegelingen, h.Web.H(h.overzicht))
		r.Get(padNieuw, h.Web.H(h.begin))
		r.Post(padNieuw, h.Web.H(h.bewaar))
		r.Get(verklaring.PadRegelingen+"/{id}", h.Web.H(h.toon))
		r.Get(verklaring.PadRegelingen+"/{id}/voorbeeld/{welk}.pdf", h.Web.H(h.voorbeeld))
		r.Get(verklaring.PadRegelingen+"/{id}/verwijderen", h.Web.H(h.vraagVerwijderen))
		r.Post(verklaring.PadRegelingen+"/{id}/verwijderen", h.Web.H(h.verwijder))
	})
}

// inKracht are the rules of today, from a momentopname: the page stays up while the
// database is away.
func (h Handler) inKracht(r *http.Request) (verklaring.Regels, error) {
	rs, err := h.versies.Haal(r.Context(), toegang.GemeenteUit(r.Context()).ID)
	return verklaring.OpDag(rs, verklaring.Dag(h.Klok())).Regels, err
}

// uitleg tells who can get a verklaring, from the rules that the consulent applies.
func (h Handler) uitleg(w http.ResponseWriter, r *http.Request) error {
	regels, err := h.inKracht(r)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, uitlegpagina(regels))
}

// formulier gives the form to print and to fill in by pen.
func (h Handler) formulier(w http.ResponseWriter, r *http.Request) error {
	if err := h.papier.Neem(toegang.AdresUit(r.Context())); err != nil {
		return err
	}
	regels, err := h.inKracht(r)
	if err != nil {
		return err
	}
	document, err := h.papieren(r.Context(), regels, h.Klok())
	if err != nil {
		return err
	}
	httpx.PDF(w, "aanvraag-mantelzorgverklaring", document)
	return nil
}
