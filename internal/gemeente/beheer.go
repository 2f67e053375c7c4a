package gemeente

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"
)

// Flitser shows a sentence once, on the next page.
type Flitser interface {
	Flits(w http.ResponseWriter, r *http.Request, zin string) error
}

// Beheer has the pages on which a beheerder sets what the gemeente sets itself.
type Beheer struct {
	Store  Store
	Kluis  *kluis.Kluis
	Flits  Flitser
	Bekend func(context.Context) error // after a change, so that this copy shows it at once
	Web    *httpx.Afhandelaar
	Dev    bool // an identity provider may be on this machine
}

const instellingenPad = "/beheer/instellingen"

// Routes hangs the pages in the router.
func (h Beheer) Routes(r chi.Router) {
	r.Group(func(r chi.Router) {
		r.Use(httpx.Persoonlijk)
		r.Get(instellingenPad, h.met(h.overzicht))
		for _, b := range h.bladen() {
			r.Get(b.pad(), h.met(func(w http.ResponseWriter, r *http.Request) error { return h.toon(w, r, b) }))
			r.Post(b.pad(), h.met(func(w http.ResponseWriter, r *http.Request) error { return h.bewaar(w, r, b) }))
		}
		r.Get(instellingenPad+"/adressen/weghalen", h.met(h.adresWeg))
		r.Get(instellingenPad+"/vormgeving/voorbeeld.css", h.met(Voorbeeldstijl))
		r.Get(instellingenPad+"/vormgeving/contrast", h.met(contrast))
		r.Get(instellingenPad+"/teksten", h.met(h.teksten))
		r.Get(instellingenPad+"/teksten/{sleutel}", h.met(h.tekst))
		r.Post(instellingenPad+"/teksten/{sleutel}", h.met(h.bewaarTekst))
	})
}

// met asks the one right that all these pages need.
func (h Beheer) met(f httpx.Handler) http.HandlerFunc {
	return h.Web.H(func(w http.ResponseWriter, r *http.Request) error {
		if err := toegang.PersoonUit(r.Context()).Eis(toegang.InstellingenBeheren); err != nil {
			return err
		}
		return f(w, r)
	})
}

// blad is one page with a form.
type blad struct {
	Onderdeel
	vul  func(Gemeente) url.Values
	lees func(*http.Request, url.Values, *Gemeente) web.Fouten // lays what was typed over the gemeente
	toon func(formulier) templ.Component
	// actie, where there is one, is for a button that saves nothing: it reports
	// whether one was pressed.
	actie func(*http.Request, url.Values, *formulier) bool
	na    string // where to go when it is saved, "" for the overview
	zin   string // said then
}

func (o Onderdeel) pad() string { return instellingenPad + "/" + o.Code }

func (h Beheer) bladen() []blad {
	return []blad{contactblad, vormgevingblad, adressenblad, talenblad, h.inlogblad(), wijkenblad}
}

// formulier is a page of the instellingen as it is shown.
type formulier struct {
	G        Gemeente // as it is in the database
	Basis    string   // mark of the part when the form was made
	V        url.Values
	Fouten   web.Fouten
	Conflict *Achterhaald
	Los      bool   // what is shown was not saved
	Vraag    string // the host or text that the page asks about
	Proef    *bevinding
}

func (f formulier) veld(id, label, uitleg string) web.Veld {
	return web.Veld{ID: id, Label: label, Uitleg: uitleg, Waarde: f.V.Get(id), Fout: f.Fouten.Voor(id)}
}

func (h Beheer) overzicht(w http.ResponseWriter, r *http.Request) error {
	g, err := h.Store.Een(r.Context(), toegang.GemeenteUit(r.Context()).ID)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, overzichtpagina(g))
}

// lees reads the gemeente and makes the form of a part as it is now.
func (h Beheer) formulier(r *http.Request, b blad) (formulier, error) {
	g, err := h.Store.Een(r.Context(), toegang.GemeenteUit(r.Context()).ID)
	if err != nil {
		return formulier{}, err
	}
	return formulier{G: g, Basis: b.Merk(g), V: b.vul(g)}, nil
}

func (h Beheer) toon(w http.ResponseWriter, r *http.Request, b blad) error {
	f, err := h.formulier(r, b)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, b.toon(f))
}

func (h Beheer) bewaar(w http.ResponseWriter, r *http.Request, b blad) error {
	v, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	f, err := h.formulier(r, b)
	if err != nil {
		return err
	}
	nu := f.Basis
	f.V, f.Basis = v, v.Get("basis")
	if b.actie != nil && b.actie(r, v, &f) {
		return httpx.Render(w, r, http.StatusOK, b.toon(f))
	}
	proef := f.G.kopie()
	if f.Fouten = b.lees(r, v, &proef); len(f.Fouten) > 0 && f.Basis == nu {
		return httpx.Render(w, r, http.StatusUnprocessableEntity, b.toon(f))
	}
	gewijzigd, err := h.Store.Wijzig(r.Context(), f.G.ID, b.Onderdeel, f.Basis, func(g *Gemeente) error {
		if fouten := b.lees(r, v, g); len(fouten) > 0 {
			return fault.New(fault.Conflict, "het formulier klopt niet meer")
		}
		return nil
	})
	switch {
	case errors.As(err, &f.Conflict):
		f.Basis = nu // who saves again has seen what the other changed
		return httpx.Render(w, r, http.StatusConflict, b.toon(f))
	case errors.Is(err, errBezet):
		f.Fouten = web.Fouten{{Veld: "nieuw", Tekst: fault.Tekst(err)}}
		return httpx.Render(w, r, http.StatusConflict, b.toon(f))
	case err != nil:
		return err
	}
	if gewijzigd {
		if err := h.Bekend(r.Context()); err != nil {
			h.Web.Log.WarnContext(r.Context(), "de wijziging is hier een tel later te zien", "fout", err.Error())
		}
	}
	if err := h.Flits.Flits(w, r, zinNa(gewijzigd, b.zin)); err != nil {
		return err
	}
	naar := b.na
	if naar == "" {
		naar = instellingenPad
	}
	return httpx.Naar(w, r, naar)
}

func zinNa(gewijzigd bool, zin string) string {
	switch {
	case !gewijzigd:
		return "Er is niets veranderd."
	case zin != "":
		return zin
	}
	return "Bewaard. Bezoekers zien het nu."
}
