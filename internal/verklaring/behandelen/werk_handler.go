package behandelen

import (
	"context"
	"net/http"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/go-chi/chi/v5"
)

func (h Handler) werkroutes(r chi.Router) {
	for _, s := range werksoorten {
		pad := verklaring.PadWerklijst + "/{id}/" + s.Pad
		r.Get(pad, h.Web.H(func(w http.ResponseWriter, r *http.Request) error { return h.werk(w, r, s) }))
		r.With(h.Web.Begrens(h.zwaar)).Post(pad, h.Web.H(func(w http.ResponseWriter, r *http.Request) error { return h.werken(w, r, s) }))
	}
}

// werk asks what is to be done.
func (h Handler) werk(w http.ResponseWriter, r *http.Request, s werksoort) error {
	_, d, err := h.besluitdossier(r)
	if err != nil {
		return err
	}
	return h.toonWerk(w, r, http.StatusOK, d, s.begin(d, verklaring.Dag(h.Klok())))
}

func (h Handler) toonWerk(w http.ResponseWriter, r *http.Request, status int, d Dossier, f werkformulier) error {
	return httpx.Render(w, r, status, werkpagina(d, h.toets(r, d), f))
}

// werken takes what was typed: to look at it, to change it, or to do it. What is typed
// stays, whatever happens.
func (h Handler) werken(w http.ResponseWriter, r *http.Request, s werksoort) error {
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
		return h.toonWerk(w, r, http.StatusOK, d, f)
	}
	u := uitgaande{werkformulier: f, aanvraag: d.Aanvraag, door: p}
	u.tekst, u.uiterlijk = f.controleer(r.Context(), d, verklaring.Dag(h.Klok()))
	if u.Fouten = f.Fouten; len(f.Fouten) > 0 {
		return h.toonWerk(w, r, http.StatusUnprocessableEntity, d, f)
	}
	if knop == "versturen" || !s.Uit {
		return h.doeWerk(w, r, d, u)
	}
	if f.Melding = d.kanNiet(s); f.Melding != "" {
		return h.toonWerk(w, r, http.StatusConflict, d, f)
	}
	proef, err := h.Store.proefbrief(r.Context(), u, h.Klok())
	if fault.Is(err, fault.Invalid) && fault.Tekst(err) != "" {
		f.Fouten.Voeg("tekst", fault.Tekst(err))
		return h.toonWerk(w, r, http.StatusUnprocessableEntity, d, f)
	}
	if err != nil {
		return err
	}
	if geefPDF(w, knop, d.Kenmerk, proef) {
		return nil
	}
	return httpx.Render(w, r, http.StatusOK, nakijkpagina(d, u, proef))
}

// doeWerk does what was typed. When that cannot be done any more the page says why, with
// the dossier as it is now and what was typed.
func (h Handler) doeWerk(w http.ResponseWriter, r *http.Request, d Dossier, u uitgaande) error {
	err := h.voerUit(r.Context(), toegang.GemeenteUit(r.Context()).ID, u)
	switch zin := fault.Tekst(err); {
	case err == nil:
		return h.flitsNaar(w, r, u.Gedaan, verklaring.PadDossier(d.ID))
	case zin != "" && fault.Is(err, fault.Invalid):
		u.Fouten.Voeg("tekst", zin)
		return h.toonWerk(w, r, http.StatusUnprocessableEntity, d, u.werkformulier)
	case zin != "" && fault.Is(err, fault.Conflict):
		if _, d, err = h.besluitdossier(r); err != nil { // as it is now
			return err
		}
		u.Melding, u.Versie = zin, u.begin(d, verklaring.Dag(h.Klok())).Versie
		return h.toonWerk(w, r, http.StatusConflict, d, u.werkformulier)
	}
	return err
}

func (h Handler) voerUit(ctx context.Context, gemeenteID int, u uitgaande) error {
	id, nu := u.aanvraag.ID, h.Klok()
	switch u.Pad {
	case werkVraag:
		return h.Store.StelVraag(ctx, gemeenteID, u.door, id, Nieuwevraag{Tekst: u.tekst, Uiterlijk: u.uiterlijk, Versie: u.versie()}, nu)
	case werkBericht:
		return h.Store.StuurBericht(ctx, gemeenteID, u.door, id, u.tekst, nu)
	case werkAntwoord:
		return h.Store.Beantwoord(ctx, gemeenteID, u.door, id, verklaring.Antwoord{Tekst: u.tekst}, nu)
	case werkDoorgaan:
		return h.Store.VraagNietNodig(ctx, gemeenteID, u.door, id, nu)
	case werkVerlengen:
		return h.Store.VerlengTermijn(ctx, gemeenteID, id, u.Weken, u.tekst, u.versie(), nu)
	}
	return h.Store.Intrekken(ctx, gemeenteID, u.door, id, u.tekst, u.versie(), nu)
}
