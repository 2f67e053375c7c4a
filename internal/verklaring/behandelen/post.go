package behandelen

import (
	"net/http"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
)

// post shows the letters that somebody must print and post.
func (h Handler) post(w http.ResponseWriter, r *http.Request) error {
	_, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen)
	if err != nil {
		return err
	}
	bs, err := h.Store.TePosten(r.Context(), g.ID)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, postpagina(bs, nil))
}

// posten marks letters as posted. The next page can undo that.
func (h Handler) posten(w http.ResponseWriter, r *http.Request) error {
	_, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen)
	if err != nil {
		return err
	}
	waarden, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	var ids []uuid.UUID
	for _, x := range waarden["brief"] {
		id, err := uuid.Parse(x)
		if err != nil {
			return fault.New(fault.Invalid, "geen id van een brief")
		}
		ids = append(ids, id)
	}
	if waarden.Get("knop") == "terug" {
		if _, err := h.Store.Gepost(r.Context(), g.ID, ids, false, h.Klok()); err != nil {
			return err
		}
		return h.flitsNaar(w, r, "De brieven staan weer in de lijst.", padPost)
	}
	if _, err := h.Store.Gepost(r.Context(), g.ID, ids, true, h.Klok()); err != nil {
		return err
	}
	bs, err := h.Store.TePosten(r.Context(), g.ID)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, postpagina(bs, ids))
}
