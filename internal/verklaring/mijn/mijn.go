package mijn

import (
	"mantelpunt/internal/verklaring"
	"net/http"
	"strconv"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"
)

// mijn shows what a carer asked and was given.
func (h Handler) mijn(w http.ResponseWriter, r *http.Request) error {
	p, g, err := verklaring.Wie(r, toegang.EigenDossier)
	if err != nil {
		return err
	}
	aanvragen, err := h.Store.VanBurger(r.Context(), g.ID, p.ID)
	if err != nil {
		return err
	}
	verklaringen, err := h.Store.Verklaringen(r.Context(), g.ID, p.ID)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, mijnpagina(aanvragen, verklaringen, verklaring.Dag(h.Klok())))
}

// mijnAanvraag shows how far one aanvraag is.
func (h Handler) mijnAanvraag(w http.ResponseWriter, r *http.Request) error {
	p, g, err := verklaring.Wie(r, toegang.EigenDossier)
	if err != nil {
		return err
	}
	id, err := verklaring.IDUit(r)
	if err != nil {
		return err
	}
	a, err := h.Store.EigenAanvraag(r.Context(), g.ID, p.ID, id)
	if err != nil {
		return err
	}
	if a.Status == verklaring.Concept {
		return httpx.Naar(w, r, verklaring.PadAanvragen)
	}
	gebeurd, err := h.Store.Geschiedenis(r.Context(), g.ID, id)
	if err != nil {
		return err
	}
	var v *verklaring.Verklaring
	verklaringen, err := h.Store.Verklaringen(r.Context(), g.ID, p.ID)
	if err != nil {
		return err
	}
	for i := range verklaringen {
		if verklaringen[i].AanvraagID == id {
			v = &verklaringen[i]
		}
	}
	controles, err := h.Store.Controles(r.Context(), g.ID, p.ID, id)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, aanvraagpagina(a, gebeurd, v, controles, verklaring.Dag(h.Klok())))
}

// download gives the PDF as it was issued.
func (h Handler) download(w http.ResponseWriter, r *http.Request) error {
	p, g, err := verklaring.Wie(r, toegang.EigenDossier)
	if err != nil {
		return err
	}
	id, err := verklaring.IDUit(r)
	if err != nil {
		return err
	}
	document, kenmerk, err := h.Store.Document(r.Context(), g.ID, p.ID, id)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/pdf")
	w.Header().Set("Content-Disposition", `attachment; filename="mantelzorgverklaring-`+kenmerk+`.pdf"`)
	w.Header().Set("Content-Length", strconv.Itoa(len(document)))
	_, _ = w.Write(document)
	return nil
}
