package aanvragen

import (
	"net/http"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/go-chi/chi/v5"
)

func (h Handler) eigen() Store { return Store{h.Store} }

// bewaarVoorLater mails the link to go on with. The answers are stored already.
func (h Handler) bewaarVoorLater(w http.ResponseWriter, r *http.Request, a verklaring.Aanvraag) error {
	g := toegang.GemeenteUit(r.Context())
	if err := h.eigen().StuurLink(r.Context(), g.ID, a.BurgerID, a.ID, h.Klok()); err != nil {
		return err
	}
	return httpx.Naar(w, r, padLater)
}

// later says how to go on with a concept, and until when.
func (h Handler) later(w http.ResponseWriter, r *http.Request) error {
	p, g, err := verklaring.Wie(r, toegang.AanvraagDoen)
	if err != nil {
		return err
	}
	a, err := h.Store.Concept(r.Context(), g.ID, p.ID)
	if fault.Is(err, fault.NotFound) {
		return httpx.Naar(w, r, verklaring.PadMijn)
	}
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, laterpagina(a))
}

// verder shows where a link leads, with a button: a mail server that looks at links does
// not use it up.
func (h Handler) verder(w http.ResponseWriter, r *http.Request) error {
	return h.metLink(w, r, func(string, verder) error { return httpx.Render(w, r, http.StatusOK, verderpagina()) })
}

// gaVerder uses a link up and goes on as the burger whose it is.
func (h Handler) gaVerder(w http.ResponseWriter, r *http.Request) error {
	return h.metLink(w, r, func(token string, v verder) error {
		g := toegang.GemeenteUit(r.Context())
		if err := h.eigen().GebruikLink(r.Context(), g.ID, token, h.Klok()); fault.Is(err, fault.NotFound) { // another tab was first
			return httpx.Render(w, r, http.StatusGone, oudelinkpagina())
		} else if err != nil {
			return err
		}
		return h.Inlog.BeginPerLink(w, r, v.BurgerID, verklaring.PadAanvragen)
	})
}

// metLink does something with a link that works. One that does not is told so, and why
// is not: to who tries links all are alike. Who is logged in needs none, and who must
// log in with DigiD does that.
func (h Handler) metLink(w http.ResponseWriter, r *http.Request, doe func(token string, v verder) error) error {
	token, p, g := chi.URLParam(r, "token"), toegang.PersoonUit(r.Context()), toegang.GemeenteUit(r.Context())
	v, err := h.eigen().LeesLink(r.Context(), g.ID, token, h.Klok())
	switch {
	case fault.Is(err, fault.NotFound):
		return httpx.Render(w, r, http.StatusGone, oudelinkpagina())
	case err != nil:
		return err
	case p.ID == v.BurgerID && p.Mag(toegang.AanvraagDoen):
		return httpx.Naar(w, r, verklaring.PadAanvragen)
	case !v.PerMail || !g.Inloggen.PerEmail():
		return httpx.Render(w, r, http.StatusOK, inlogpagina())
	}
	return doe(token, v)
}
