package behandelen

import (
	"net/http"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

func (h Handler) besluitroutes(r chi.Router) {
	r.Get(verklaring.PadWerklijst+"/{id}/besluit/{soort}", h.Web.H(h.besluit))
	r.With(h.Web.Begrens(h.zwaar)).Post(verklaring.PadWerklijst+"/{id}/besluit/{soort}", h.Web.H(h.besluiten))
	r.Get(verklaring.PadWerklijst+"/{id}/voorstel", h.Web.H(h.voorstel))
	r.With(h.Web.Begrens(h.zwaar)).Post(verklaring.PadWerklijst+"/{id}/voorstel", h.Web.H(h.beoordelen))
}

// padBesluit is the page on which something is decided, padVoorstel that on which a
// colleague looks along.
func padBesluit(id uuid.UUID, s besluitsoort) string {
	return verklaring.PadDossier(id) + "/besluit/" + s.Pad
}
func padVoorstel(id uuid.UUID) string { return verklaring.PadDossier(id) + "/voorstel" }

// besluitdossier opens the dossier of a page about a decision.
func (h Handler) besluitdossier(r *http.Request) (toegang.Persoon, Dossier, error) {
	p, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen)
	if err != nil {
		return p, Dossier{}, err
	}
	id, err := verklaring.IDUit(r)
	if err != nil {
		return p, Dossier{}, err
	}
	d, err := h.Store.Dossier(r.Context(), g.ID, id)
	return p, d, err
}

func (h Handler) toets(r *http.Request, d Dossier) verklaring.Toets {
	return d.Regels.Toets(r.Context(), d.Antwoorden, d.Stand, verklaring.Dag(*d.IngediendOp))
}

// soortUit reads what is decided from the address, of who may decide.
func soortUit(r *http.Request) (besluitsoort, error) {
	if _, _, err := verklaring.Wie(r, toegang.AanvraagBehandelen); err != nil {
		return besluitsoort{}, err
	}
	s, ok := zoekSoort(func(s besluitsoort) bool { return s.Pad == chi.URLParam(r, "soort") })
	if !ok {
		return s, fault.New(fault.NotFound, "dit soort besluit is er niet")
	}
	return s, nil
}

// besluit asks what is decided.
func (h Handler) besluit(w http.ResponseWriter, r *http.Request) error {
	s, err := soortUit(r)
	if err != nil {
		return err
	}
	_, d, err := h.besluitdossier(r)
	if err != nil {
		return err
	}
	g, vandaag := toegang.GemeenteUit(r.Context()), verklaring.Dag(h.Klok())
	f := s.begin(d, h.toets(r, d), vandaag)
	if s.Soort == verklaring.BriefVerleend {
		van, err := h.Store.Ingang(r.Context(), h.Store.Van(g.ID), g.ID, d.Aanvraag, vandaag)
		if err != nil {
			return err
		}
		f.GeldigVan = web.NaarDatum(van)
	}
	if d.kan(s) && s.Soort == verklaring.BriefBuitenBehandeling {
		err := h.Store.Kan(r.Context(), g.ID, d.Aanvraag, Handeling{Soort: s.Soort}, h.Klok())
		if f.Melding = fault.Tekst(err); f.Melding == "" && err != nil {
			return err
		}
	}
	return h.toonBesluit(w, r, http.StatusOK, d, f)
}

func (h Handler) toonBesluit(w http.ResponseWriter, r *http.Request, status int, d Dossier, f besluitformulier) error {
	return httpx.Render(w, r, status, besluitpagina(d, h.toets(r, d), f, verklaring.Dag(h.Klok())))
}

// besluiten takes what was typed: to look at it, to change it, or to send it.
func (h Handler) besluiten(w http.ResponseWriter, r *http.Request) error {
	s, err := soortUit(r)
	if err != nil {
		return err
	}
	waarden, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	p, d, err := h.besluitdossier(r)
	if err != nil {
		return err
	}
	f := s.lees(waarden)
	knop := waarden.Get("knop")
	if knop == "wijzigen" {
		return h.toonBesluit(w, r, http.StatusOK, d, f)
	}
	handeling := f.handeling(r.Context(), d, verklaring.Dag(h.Klok()))
	if len(f.Fouten) > 0 {
		return h.toonBesluit(w, r, http.StatusUnprocessableEntity, d, f)
	}
	if knop == "versturen" {
		return h.verstuur(w, r, p, d, f, handeling)
	}
	if !d.kan(s) {
		return h.toonBesluit(w, r, http.StatusConflict, d, f)
	}
	proef, err := h.Store.Voorproef(r.Context(), toegang.GemeenteUit(r.Context()).ID, d.Aanvraag, handeling, h.Klok())
	if fault.Is(err, fault.Invalid) && fault.Tekst(err) != "" {
		f.Fouten.Voeg(f.veld(), fault.Tekst(err))
		return h.toonBesluit(w, r, http.StatusUnprocessableEntity, d, f)
	}
	if err != nil {
		return err
	}
	if geefPDF(w, knop, d.Kenmerk, proef) {
		return nil
	}
	return httpx.Render(w, r, http.StatusOK, voorproefpagina(d, f, proef, f.opletten(h.toets(r, d))))
}

// verstuur does what was decided. What stands in the way is told, and what was typed stays.
func (h Handler) verstuur(w http.ResponseWriter, r *http.Request, p toegang.Persoon, d Dossier, f besluitformulier, handeling Handeling) error {
	g := toegang.GemeenteUit(r.Context())
	err := h.Store.Doe(r.Context(), g.ID, p, d.ID, handeling, h.Klok())
	switch {
	case (fault.Is(err, fault.Conflict) || fault.Is(err, fault.Unavailable)) && fault.Tekst(err) != "": // a colleague was first, or the seal does not sign
		f.Melding = fault.Tekst(err)
		h.Web.Log.WarnContext(r.Context(), "besluit niet uitgevoerd", "verzoek", httpx.VerzoekID(r.Context()), "fout", err)
		status := httpx.Status(err)
		if d, err = h.Store.Dossier(r.Context(), g.ID, d.ID); err != nil { // as it is now
			return err
		}
		f.Versie = d.versie()
		return h.toonBesluit(w, r, status, d, f)
	case fault.Is(err, fault.Invalid) && fault.Tekst(err) != "":
		f.Fouten.Voeg(f.veld(), fault.Tekst(err))
		return h.toonBesluit(w, r, http.StatusUnprocessableEntity, d, f)
	case err != nil:
		return err
	}
	zin := f.Gedaan
	if d.Regels.VierOgen {
		zin = "Uw voorstel staat klaar. Een collega kijkt mee voordat het uitgaat."
	}
	if err := h.Account.Flits(w, r, zin); err != nil {
		return err
	}
	return httpx.Naar(w, r, verklaring.PadDossier(d.ID))
}

// geefPDF sends one of the documents of a preview, when a button asked for it.
func geefPDF(w http.ResponseWriter, knop, kenmerk string, p Voorproef) bool {
	var document []byte
	switch knop {
	case "brief":
		document = p.Brief
	case "document":
		document = p.Document
	}
	if document == nil {
		return false
	}
	httpx.PDF(w, "voorbeeld-"+knop+"-"+kenmerk, document)
	return true
}

// veld is the field to which a mistake belongs that only shows when all is read.
func (f besluitformulier) veld() string {
	switch f.Soort {
	case verklaring.BriefVerleend:
		return "doelen"
	case verklaring.BriefVervangen:
		return "naam"
	}
	return "woorden"
}

// voorstel shows what a colleague proposed, as it would go out.
func (h Handler) voorstel(w http.ResponseWriter, r *http.Request) error {
	_, d, err := h.besluitdossier(r)
	if err != nil {
		return err
	}
	if _, ok := d.open(); !ok {
		return httpx.Naar(w, r, verklaring.PadDossier(d.ID))
	}
	if err := h.zwaar.Neem(toegang.AdresUit(r.Context())); err != nil { // it makes the documents
		return err
	}
	return h.toonVoorstel(w, r, http.StatusOK, d, oordeelformulier{})
}

func (h Handler) toonVoorstel(w http.ResponseWriter, r *http.Request, status int, d Dossier, f oordeelformulier) error {
	v, ok := d.open()
	if !ok {
		return httpx.Render(w, r, status, voorstelpagina(d, v, Voorproef{}, f))
	}
	proef, err := h.Store.Voorgesteld(r.Context(), toegang.GemeenteUit(r.Context()).ID, d.Aanvraag, v, h.Klok())
	if err != nil {
		return err
	}
	if geefPDF(w, f.Knop, d.Kenmerk, proef) {
		return nil
	}
	return httpx.Render(w, r, status, voorstelpagina(d, v, proef, f))
}

// beoordelen agrees with what a colleague proposed, or gives it back.
func (h Handler) beoordelen(w http.ResponseWriter, r *http.Request) error {
	p, d, err := h.besluitdossier(r)
	if err != nil {
		return err
	}
	waarden, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	f := oordeelformulier{Knop: waarden.Get("knop"), Woorden: waarden.Get("woorden")}
	id, err := uuid.Parse(waarden.Get("voorstel"))
	if err != nil {
		return fault.New(fault.NotFound, "geen voorstel in het formulier")
	}
	g, zin := toegang.GemeenteUit(r.Context()), ""
	switch f.Knop {
	case "akkoord":
		zin = "U bent akkoord gegaan. Het besluit is verstuurd."
		if v, ok := d.open(); ok && v.ID == id { // the zorgvrager may have said no while the colleague was reading
			err = zelfdeVersie(d.Aanvraag, werkformulier{Versie: waarden.Get("versie")}.versie())
		}
		if err == nil {
			err = h.Store.Akkoord(r.Context(), g.ID, p, d.ID, id, h.Klok())
		}
	case "terug":
		if v, ok := d.open(); ok && v.DoorID != p.ID && !f.controleer() {
			return h.toonVoorstel(w, r, http.StatusUnprocessableEntity, d, f)
		}
		zin = "Het voorstel is teruggegeven. Er kan opnieuw een besluit worden voorbereid."
		err = h.Store.Terug(r.Context(), g.ID, p, d.ID, id, f.Woorden, h.Klok())
	default:
		return h.toonVoorstel(w, r, http.StatusOK, d, f)
	}
	if k := fault.KindOf(err); err != nil && fault.Tekst(err) != "" && (k == fault.Conflict || k == fault.Forbidden || k == fault.Invalid || k == fault.Unavailable) {
		f.Melding = fault.Tekst(err)
		h.Web.Log.WarnContext(r.Context(), "voorstel niet beoordeeld", "verzoek", httpx.VerzoekID(r.Context()), "fout", err)
		status := httpx.Status(err)
		if d, err = h.Store.Dossier(r.Context(), g.ID, d.ID); err != nil {
			return err
		}
		return h.toonVoorstel(w, r, status, d, f)
	}
	if err != nil {
		return err
	}
	if err := h.Account.Flits(w, r, zin); err != nil {
		return err
	}
	return httpx.Naar(w, r, verklaring.PadDossier(d.ID))
}
