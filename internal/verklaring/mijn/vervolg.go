package mijn

import (
	"net/http"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"
)

// eigen finds a verklaring of who asks, with the answers on which it rests.
func (h Handler) eigen(r *http.Request) (v verklaring.Verklaring, a verklaring.Aanvraag, g toegang.Gemeente, err error) {
	p, g, err := verklaring.Wie(r, toegang.EigenDossier)
	if err != nil {
		return v, a, g, err
	}
	id, err := verklaring.IDUit(r)
	if err != nil {
		return v, a, g, err
	}
	vs, err := h.Store.Verklaringen(r.Context(), g.ID, p.ID)
	if err != nil {
		return v, a, g, err
	}
	for _, v := range vs {
		if v.ID == id {
			a, err = h.Store.EigenAanvraag(r.Context(), g.ID, p.ID, v.AanvraagID)
			return v, a, g, err
		}
	}
	return v, a, g, fault.New(fault.NotFound, "geen verklaring van deze burger")
}

// verlengen asks whether everything is still so.
func (h Handler) verlengen(w http.ResponseWriter, r *http.Request) error {
	v, a, _, err := h.eigen(r)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, verlengpagina(v, a, verklaring.Dag(h.Klok())))
}

// verleng begins the renewal: all was so, and what is left is to check and send.
func (h Handler) verleng(w http.ResponseWriter, r *http.Request) error {
	return h.vervolg(w, r, verklaring.Verlenging)
}

// uitbreiden begins an aanvraag for more purposes.
func (h Handler) uitbreiden(w http.ResponseWriter, r *http.Request) error {
	return h.vervolg(w, r, verklaring.Uitbreiding)
}

// vervolg begins an aanvraag that follows on a verklaring and goes to the first step
// that is open. Where another aanvraag runs it goes there, and says why.
func (h Handler) vervolg(w http.ResponseWriter, r *http.Request, soort verklaring.Soort) error {
	v, _, g, err := h.eigen(r)
	if err != nil {
		return err
	}
	a, err := h.Store.Vervolg(r.Context(), g.ID, toegang.PersoonUit(r.Context()).ID, v.ID, soort, h.Klok())
	switch zin := fault.Tekst(err); {
	case zin != "":
		return h.terug(w, r, verklaring.PadMijn, zin)
	case err != nil:
		return err
	case a.Status != verklaring.Concept:
		return h.terug(w, r, verklaring.PadMijnAanvraag(a.ID), i18n.T(r.Context(), "verklaring.flits.loopt"))
	case a.EerderID != v.ID:
		return h.terug(w, r, verklaring.PadMijn, i18n.T(r.Context(), "mijnzaken.vervolg.concept"))
	}
	return httpx.Naar(w, r, verklaring.PadStap(a.Antwoorden.Open(a.Regels)))
}

func (h Handler) terug(w http.ResponseWriter, r *http.Request, pad, zin string) error {
	if err := h.Account.Flits(w, r, zin); err != nil {
		return err
	}
	return httpx.Naar(w, r, pad)
}

// wijzigingen are what can have changed. Which of them end the care is in einden.
var (
	wijzigingen = []string{"minder", "verhuisd", "anders", "gestopt", "overleden"}
	einden      = map[string]verklaring.Reden{"gestopt": verklaring.RedenGestopt, "overleden": verklaring.RedenOverleden}
)

// verandering is the page on which a carer says that something changed.
type verandering struct {
	V      verklaring.Verklaring
	Wat    string
	Zeker  bool // the end is confirmed on a page of its own
	Fouten web.Fouten
	Dag    time.Time
}

func (h Handler) veranderd(w http.ResponseWriter, r *http.Request) error {
	v, _, _, err := h.eigen(r)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, veranderpagina(verandering{V: v, Dag: verklaring.Dag(h.Klok())}))
}

// verander ends the verklaring when the care ended, after a question; any other change
// is an aanvraag with the answers that are there.
func (h Handler) verander(w http.ResponseWriter, r *http.Request) error {
	v, _, g, err := h.eigen(r)
	if err != nil {
		return err
	}
	waarden, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	f := verandering{V: v, Wat: waarden.Get("wat"), Dag: verklaring.Dag(h.Klok())}
	reden, einde := einden[f.Wat]
	switch {
	case !v.Wijzigbaar(f.Dag):
		return h.terug(w, r, verklaring.PadMijn, i18n.T(r.Context(), "verklaring.vervolg.uitbreiden"))
	case einde && waarden.Get("zeker") == "ja":
		if err := h.Store.Beeindig(r.Context(), g.ID, toegang.PersoonUit(r.Context()), v.ID, reden, h.Klok()); err != nil {
			return err
		}
		return httpx.Naar(w, r, padNazorg)
	case einde:
		f.Zeker = true
		return httpx.Render(w, r, http.StatusOK, veranderpagina(f))
	case f.Wat == "minder" || f.Wat == "verhuisd" || f.Wat == "anders":
		return h.vervolg(w, r, verklaring.Uitbreiding)
	}
	f.Fouten.Voeg("wat", i18n.T(r.Context(), "mijnzaken.veranderd.fout"))
	return httpx.Render(w, r, http.StatusUnprocessableEntity, veranderpagina(f))
}

// nazorg is what there is for who does not care any more.
func (h Handler) nazorg(w http.ResponseWriter, r *http.Request) error {
	if _, _, err := verklaring.Wie(r, toegang.EigenDossier); err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, nazorgpagina())
}
