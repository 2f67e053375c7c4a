package mijn

import (
	"net/http"
	"slices"
	"time"

	"mantelpunt/internal/bijlage"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

// overzicht is the home of a carer.
type overzicht struct {
	Aanvragen    []verklaring.Aanvraag
	Verklaringen []verklaring.Verklaring
	Vandaag      time.Time
}

// concept is what was begun and not sent, nil when there is nothing.
func (o overzicht) concept() *verklaring.Aanvraag { return o.met(verklaring.Concept) }

// vraag is the aanvraag that waits for an answer, nil when there is none.
func (o overzicht) vraag() *verklaring.Aanvraag { return o.met(verklaring.WachtOpAanvrager) }

func (o overzicht) met(s verklaring.Status) *verklaring.Aanvraag {
	i := slices.IndexFunc(o.Aanvragen, func(a verklaring.Aanvraag) bool { return a.Status == s })
	if i < 0 {
		return nil
	}
	return &o.Aanvragen[i]
}

// loopt reports whether an aanvraag is open, so that no other one can begin.
func (o overzicht) loopt() bool {
	return slices.ContainsFunc(o.Aanvragen, func(a verklaring.Aanvraag) bool { return a.Status.Open() })
}

// aflopend are the verklaringen that can be renewed now, when nothing runs.
func (o overzicht) aflopend() (uit []verklaring.Verklaring) {
	for _, v := range o.Verklaringen {
		later := slices.ContainsFunc(o.Verklaringen, func(w verklaring.Verklaring) bool { return w.IngetrokkenOp == nil && w.GeldigTot.After(v.GeldigTot) })
		if v.Verlengbaar(o.Vandaag) && !later && !o.loopt() {
			uit = append(uit, v)
		}
	}
	return uit
}

// mijn shows what a carer asked and was given, and what waits for him on top.
func (h Handler) mijn(w http.ResponseWriter, r *http.Request) error {
	p, g, err := verklaring.Wie(r, toegang.EigenDossier)
	if err != nil {
		return err
	}
	o := overzicht{Vandaag: verklaring.Dag(h.Klok())}
	if o.Aanvragen, err = h.Store.VanBurger(r.Context(), g.ID, p.ID); err != nil {
		return err
	}
	if o.Verklaringen, err = h.Store.Verklaringen(r.Context(), g.ID, p.ID); err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, mijnpagina(o))
}

// dossier is one aanvraag as its carer sees it.
type dossier struct {
	A            verklaring.Aanvraag
	Gebeurd      []verklaring.Gebeurtenis
	Verklaringen []verklaring.Verklaring // of this aanvraag, newest first
	Controles    []verklaring.Controle
	Berichten    []verklaring.Bericht
	Vraag        *verklaring.Bericht // that waits for an answer
	Brieven      []verklaring.Verzonden
	Toestemming  *verklaring.Toestemming // the last time that it was asked
	Nu           time.Time
	Vandaag      time.Time

	Antwoord, Bericht string // typed
	Fouten            web.Fouten
}

func (h Handler) mijnAanvraag(w http.ResponseWriter, r *http.Request) error {
	return h.toon(w, r, http.StatusOK, dossier{})
}

// toon shows an aanvraag; d has what was typed.
func (h Handler) toon(w http.ResponseWriter, r *http.Request, status int, d dossier) error {
	p, g, err := verklaring.Wie(r, toegang.EigenDossier)
	if err != nil {
		return err
	}
	id, err := verklaring.IDUit(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	if d.A, err = h.Store.EigenAanvraag(ctx, g.ID, p.ID, id); err != nil {
		return err
	}
	if d.A.Status == verklaring.Concept {
		return httpx.Naar(w, r, verklaring.PadAanvragen)
	}
	if d.Gebeurd, err = h.Store.Geschiedenis(ctx, g.ID, id); err != nil {
		return err
	}
	if d.Verklaringen, err = h.Store.VanAanvraag(ctx, g.ID, id); err != nil {
		return err
	}
	if d.Controles, err = h.Store.Controles(ctx, g.ID, p.ID, id); err != nil {
		return err
	}
	if d.Berichten, err = h.Store.EigenBerichten(ctx, g.ID, p.ID, id); err != nil {
		return err
	}
	if d.Brieven, err = h.Store.Verzonden(ctx, g.ID, id); err != nil {
		return err
	}
	toestemmingen, err := h.Store.Toestemmingen(ctx, g.ID, id)
	if err != nil {
		return err
	}
	if len(toestemmingen) > 0 {
		d.Toestemming = &toestemmingen[0]
	}
	d.Brieven = slices.DeleteFunc(d.Brieven, func(b verklaring.Verzonden) bool { return b.Soort == verklaring.BriefToestemming }) // to somebody else
	d.Vraag, d.Nu, d.Vandaag = verklaring.OpenVraag(d.Berichten), h.Klok(), verklaring.Dag(h.Klok())
	if err := h.Store.LeesBerichten(ctx, g.ID, p, id, h.Klok()); err != nil {
		return err
	}
	return httpx.Render(w, r, status, aanvraagpagina(d))
}

// bericht sends a message to the consulent.
func (h Handler) bericht(w http.ResponseWriter, r *http.Request) error {
	p, g, err := verklaring.Wie(r, toegang.EigenDossier)
	if err != nil {
		return err
	}
	waarden, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	id, err := verklaring.IDUit(r)
	if err != nil {
		return err
	}
	tekst := waarden.Get("bericht")
	err = h.Store.StuurBericht(r.Context(), g.ID, p, id, tekst, h.Klok())
	if zin := fault.Tekst(err); zin != "" {
		return h.toon(w, r, status(err), dossier{Bericht: tekst, Fouten: web.Fouten{{Veld: "bericht", Tekst: zin}}})
	}
	return h.verder(w, r, err, id, i18n.T(r.Context(), "mijnzaken.bericht.verstuurd"))
}

// antwoord answers the open question, with files.
func (h Handler) antwoord(w http.ResponseWriter, r *http.Request) error {
	p, g, err := verklaring.Wie(r, toegang.EigenDossier)
	if err != nil {
		return err
	}
	id, err := verklaring.IDUit(r)
	if err != nil {
		return err
	}
	if _, err := h.Store.EigenAanvraag(r.Context(), g.ID, p.ID, id); err != nil { // first: reading files takes time and memory
		return err
	}
	waarden, bestanden, err := httpx.Upload(w, r, bijlage.MaxBestand)
	if err != nil {
		return err
	}
	d := dossier{Antwoord: waarden.Get("antwoord")}
	goed, zinnen, err := verklaring.KeurBestanden(r.Context(), h.Keurder, bestanden)
	if err != nil {
		return err
	}
	for _, zin := range zinnen {
		d.Fouten.Voeg("bestand", zin)
	}
	if len(d.Fouten) > 0 {
		return h.toon(w, r, http.StatusUnprocessableEntity, d)
	}
	err = h.Store.Beantwoord(r.Context(), g.ID, p, id, verklaring.Antwoord{Tekst: d.Antwoord, Bewaar: h.Store.BewaarBestanden("antwoord", goed, h.Klok())}, h.Klok())
	if zin := fault.Tekst(err); zin != "" {
		d.Fouten.Voeg("antwoord", zin)
		return h.toon(w, r, status(err), d)
	}
	return h.verder(w, r, err, id, i18n.T(r.Context(), "mijnzaken.antwoord.verstuurd"))
}

// status is that of a form with a mistake in it, or of what came too late.
func status(err error) int {
	if fault.Is(err, fault.Invalid) {
		return http.StatusUnprocessableEntity
	}
	return httpx.Status(err)
}

// verder goes back to an aanvraag with a sentence, unless something went wrong.
func (h Handler) verder(w http.ResponseWriter, r *http.Request, err error, id uuid.UUID, zin string) error {
	if err != nil {
		return err
	}
	if err := h.Account.Flits(w, r, zin); err != nil {
		return err
	}
	return httpx.Naar(w, r, verklaring.PadMijnAanvraag(id))
}

// brief gives a letter as it was sent.
func (h Handler) brief(w http.ResponseWriter, r *http.Request) error {
	p, g, err := verklaring.Wie(r, toegang.EigenDossier)
	if err != nil {
		return err
	}
	id, err := verklaring.IDUit(r)
	if err != nil {
		return err
	}
	brief, err := uuid.Parse(chi.URLParam(r, "brief"))
	if err != nil {
		return fault.New(fault.NotFound, "geen id in het adres")
	}
	a, err := h.Store.EigenAanvraag(r.Context(), g.ID, p.ID, id)
	if err != nil {
		return err
	}
	document, soort, err := h.Store.LeesBrief(r.Context(), g.ID, id, brief)
	if err == nil && soort == verklaring.BriefToestemming {
		return fault.New(fault.NotFound, "een brief aan iemand anders")
	}
	if err != nil {
		return err
	}
	httpx.PDF(w, "brief-"+a.Kenmerk+"-"+string(soort), document)
	return nil
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
	httpx.PDF(w, "mantelzorgverklaring-"+kenmerk, document)
	return nil
}
