package privacy

import (
	"net/http"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/gegevens"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

// eigen reads everything about who asks.
func (h Handler) eigen(r *http.Request) (Eigen, toegang.Persoon, toegang.Gemeente, error) {
	p, g, err := wie(r, toegang.EigenDossier)
	if err != nil {
		return Eigen{}, p, g, err
	}
	e, err := h.Store.Eigen(r.Context(), g.ID, p.ID)
	return e, p, g, err
}

// dezeSessie names the row of the session of the request.
func (h Handler) dezeSessie(r *http.Request) (string, error) {
	ses, err := h.Sessies.Haal(r)
	if err != nil {
		return "", err
	}
	return sessieID(ses.ID), nil
}

func (h Handler) mijn(w http.ResponseWriter, r *http.Request) error {
	e, _, _, err := h.eigen(r)
	if err != nil {
		return err
	}
	deze, err := h.dezeSessie(r)
	if err != nil {
		return err
	}
	delen, err := h.leesbaar(r.Context(), e)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, mijnpagina(e, delen, deze))
}

func (h Handler) uitloggen(w http.ResponseWriter, r *http.Request) error {
	p, g, err := wie(r, toegang.EigenDossier)
	if err != nil {
		return err
	}
	deze, err := h.dezeSessie(r)
	if err != nil {
		return err
	}
	n, err := h.Store.EindigAndere(r.Context(), g.ID, p, deze)
	if err != nil {
		return err
	}
	zin := i18n.T(r.Context(), "privacy.mijn.geen.ander")
	if n > 0 {
		zin = i18n.N(r.Context(), "privacy.mijn.uitgelogd", n)
	}
	return h.verder(w, r, zin)
}

// verder goes back to the page with a sentence.
func (h Handler) verder(w http.ResponseWriter, r *http.Request, zin string) error {
	if err := h.Account.Flits(w, r, zin); err != nil {
		return err
	}
	return httpx.Naar(w, r, padMijn)
}

func (h Handler) vraagWissen(w http.ResponseWriter, r *http.Request) error {
	p, g, err := wie(r, toegang.EigenDossier)
	if err != nil {
		return err
	}
	plan, err := h.Store.Wisplan(r.Context(), g.ID, p.ID)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, wispagina(plan))
}

func (h Handler) wissen(w http.ResponseWriter, r *http.Request) error {
	p, g, err := wie(r, toegang.EigenDossier)
	if err != nil {
		return err
	}
	deze, err := h.dezeSessie(r)
	if err != nil {
		return err
	}
	plan, err := h.Store.Wis(r.Context(), g.ID, p, deze)
	if err != nil {
		return err
	}
	if !plan.Account() {
		return h.verder(w, r, i18n.T(r.Context(), "privacy.wissen.klaar"))
	}
	if err := h.Sessies.Einde(r, w); err != nil {
		return err
	}
	httpx.Wissen(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { err = httpx.Naar(w, r, padGewist) })).ServeHTTP(w, r) // it ends as logging out does
	return err
}

// gewist is for who has no account any more, so it asks for none.
func (h Handler) gewist(w http.ResponseWriter, r *http.Request) error {
	return httpx.Render(w, r, http.StatusOK, gewistpagina())
}

// intrekking is what a mantelzorger is about to withdraw.
type intrekking struct {
	Soort   string // aanvraag, verklaring
	ID      uuid.UUID
	Kenmerk string
	Termijn string // after which it is deleted
}

// welke finds what is to be withdrawn among what the person has; anything else, of
// somebody else too, does not exist.
func (h Handler) welke(r *http.Request) (i intrekking, p toegang.Persoon, g toegang.Gemeente, err error) {
	e, p, g, err := h.eigen(r)
	if err != nil {
		return i, p, g, err
	}
	i.Soort = chi.URLParam(r, "soort")
	regels := map[string]string{"aanvraag": "afgebroken", "verklaring": "verleend"}
	for _, rij := range e.Rijen(i.Soort) {
		if regels[i.Soort] == "" || rij.ID != chi.URLParam(r, "id") || rij.Waarden["status"] == "concept" {
			continue
		}
		i.Kenmerk, _ = rij.Waarden["kenmerk"].(string)
		if i.ID, err = uuid.Parse(rij.ID); err != nil {
			break
		}
		regel, err := gegevens.MetCode(regels[i.Soort]).VanRij(r.Context(), h.Store.Van(g.ID), i.ID)
		i.Termijn = termijn(r.Context(), regel)
		return i, p, g, err
	}
	return i, p, g, fault.New(fault.NotFound, "niets om in te trekken")
}

func (h Handler) vraagIntrekken(w http.ResponseWriter, r *http.Request) error {
	i, _, _, err := h.welke(r)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, intrekpagina(i))
}

func (h Handler) intrekken(w http.ResponseWriter, r *http.Request) error {
	i, p, g, err := h.welke(r)
	if err != nil {
		return err
	}
	trekIn := h.Verklaringen.TrekAanvraagIn
	if i.Soort == "verklaring" {
		trekIn = h.Verklaringen.TrekVerklaringIn
	}
	if err := trekIn(r.Context(), g.ID, p, i.ID, h.Klok()); err != nil {
		return err
	}
	return h.verder(w, r, i18n.Kies(r.Context(), "privacy.intrekken.", i.Soort+".klaar"))
}
