package behandelen

import (
	"mantelpunt/internal/verklaring"
	"net/http"
	"slices"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// werklijst shows what waits for a decision.
func (h Handler) werklijst(w http.ResponseWriter, r *http.Request) error {
	_, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen)
	if err != nil {
		return err
	}
	lijst := Openstaand
	if r.URL.Query().Get("lijst") == string(Afgehandeld) {
		lijst = Afgehandeld
	}
	na, err := uuid.Parse(r.URL.Query().Get("na"))
	if err != nil {
		na = uuid.Nil
	}
	as, err := h.Store.Werklijst(r.Context(), g.ID, lijst, na)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, werklijstpagina(lijst, as, na != uuid.Nil, verklaring.Dag(h.Klok())))
}

// zoeken finds aanvragen by name. It is a form that is posted, so that no name
// stands in an address.
func (h Handler) zoeken(w http.ResponseWriter, r *http.Request) error {
	_, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen)
	if err != nil {
		return err
	}
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	vraag := form.Get("naam")
	as, err := h.Store.Zoek(r.Context(), g.ID, vraag)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, zoekpagina(vraag, as, verklaring.Dag(h.Klok())))
}

func (h Handler) dossier(w http.ResponseWriter, r *http.Request) error {
	if _, _, err := verklaring.Wie(r, toegang.AanvraagBehandelen); err != nil {
		return err
	}
	return h.toonDossier(w, r, http.StatusOK, "")
}

func (h Handler) toonDossier(w http.ResponseWriter, r *http.Request, status int, conflict string) error {
	id, err := verklaring.IDUit(r)
	if err != nil {
		return err
	}
	d, err := h.Store.Dossier(r.Context(), toegang.GemeenteUit(r.Context()).ID, id)
	if err != nil {
		return err
	}
	vandaag := verklaring.Dag(h.Klok())
	return httpx.Render(w, r, status, dossierpagina(d, d.Regels.Toets(r.Context(), d.Antwoorden, d.Stand, verklaring.Dag(*d.IngediendOp)), conflict, vandaag))
}

func (h Handler) behandelen(w http.ResponseWriter, r *http.Request) error {
	p, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen)
	if err != nil {
		return err
	}
	id, err := verklaring.IDUit(r)
	if err != nil {
		return err
	}
	err = h.Store.InBehandeling(r.Context(), g.ID, p, id, h.Klok())
	if fault.Is(err, fault.Conflict) {
		return h.toonDossier(w, r, http.StatusConflict, fault.Tekst(err))
	}
	if err != nil {
		return err
	}
	if err := h.Account.Flits(w, r, "U behandelt deze aanvraag."); err != nil {
		return err
	}
	return httpx.Naar(w, r, verklaring.PadDossier(id))
}
