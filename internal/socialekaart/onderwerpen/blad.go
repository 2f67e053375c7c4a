package onderwerpen

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/zoeken"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
)

// onderwerpblad is the page of one onderwerp, or of a new one.
type onderwerpblad struct {
	Nieuw      bool
	Gedeeld    zoeken.Onderwerp // without Naam for an onderwerp of the gemeente itself
	Aanvulling onderwerp.Aanvulling
	Basis      string
	Getypt     url.Values // instead of Aanvulling, when it was not right
	Erbij      string     // word that was laid ready
	Verwant    []web.Link // shared related ones
	Keuzes     []zoeken.Onderwerp
	Aanbod     []web.Link
	Fouten     web.Fouten
	Conflict   string
	Effect     *effect
	Gezien     string // of what the effect is shown
	Anders     bool   // saved something else than the effect was shown of
}

func (p onderwerpblad) naam() string {
	switch {
	case p.Gedeeld.Naam != "":
		return p.Gedeeld.Naam
	case p.Nieuw:
		return "Nieuw onderwerp"
	}
	return p.Aanvulling.Naam
}

func (p onderwerpblad) pad() string {
	if p.Nieuw {
		return start + "/nieuw"
	}
	return start + "/" + p.Gedeeld.Slug
}

// vul adds to a page what is around its form.
func (s stand) vul(p onderwerpblad) onderwerpblad {
	for _, o := range s.samen {
		if o.Slug != p.Gedeeld.Slug {
			p.Keuzes = append(p.Keuzes, o)
		}
	}
	for _, slug := range p.Gedeeld.Verwant {
		p.Verwant = append(p.Verwant, web.Naar(s.naam(slug), slug))
	}
	for _, a := range s.kaart.Aanbod {
		for _, code := range a.Codes("onderwerp") {
			if code == p.Gedeeld.Slug && !p.Nieuw {
				p.Aanbod = append(p.Aanbod, web.Naar(a.Naam, "/aanbod/"+a.Slug))
			}
		}
	}
	return p
}

// vindBlad finds the onderwerp of an address.
func (h Handler) vindBlad(r *http.Request) (s stand, p onderwerpblad, err error) {
	if s, err = h.lees(r); err != nil {
		return s, p, err
	}
	slug := chi.URLParam(r, "slug")
	if _, ok := vind(s.samen, slug); !ok {
		return s, p, fault.New(fault.NotFound, "dit onderwerp is er niet")
	}
	p.Gedeeld, _ = vind(s.gedeeld, slug)
	p.Aanvulling = onderwerp.Vind(s.eigen, slug)
	p.Basis = p.Aanvulling.Merk()
	return s, p, nil
}

func (h Handler) blad(w http.ResponseWriter, r *http.Request) error {
	s, p, err := h.vindBlad(r)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, formulierblad(s.vul(p.metWoord(r.URL.Query().Get("erbij")))))
}

// metWoord lays a word ready among the everyday ones.
func (p onderwerpblad) metWoord(woord string) onderwerpblad {
	woord = strings.Join(strings.Fields(strings.ReplaceAll(socialekaart.Kort(woord), "…", " ")), " ")
	if eigen, fout := leesWoorden(woord, p.Gedeeld.GewoneWoorden); len(eigen) > 0 && fout == "" {
		p.Erbij = woord
		p.Aanvulling.GewoneWoorden = append(p.Aanvulling.GewoneWoorden[:len(p.Aanvulling.GewoneWoorden):len(p.Aanvulling.GewoneWoorden)], woord)
	}
	return p
}

func (h Handler) nieuw(w http.ResponseWriter, r *http.Request) error {
	s, err := h.lees(r)
	if err != nil {
		return err
	}
	p := onderwerpblad{Nieuw: true}.metWoord(r.URL.Query().Get("erbij"))
	p.Aanvulling.Naam = p.Erbij
	return httpx.Render(w, r, http.StatusOK, formulierblad(s.vul(p)))
}

func (h Handler) bewaar(w http.ResponseWriter, r *http.Request) error {
	s, p, err := h.vindBlad(r)
	if err != nil {
		return err
	}
	return h.verwerk(w, r, s, p)
}

func (h Handler) maak(w http.ResponseWriter, r *http.Request) error {
	s, err := h.lees(r)
	if err != nil {
		return err
	}
	return h.verwerk(w, r, s, onderwerpblad{Nieuw: true})
}

// What the buttons of the form ask.
const (
	actieEffect = "effect"
	actieBewaar = "bewaar"
)

// verwerk shows what a change would do, and saves it once that was seen.
func (h Handler) verwerk(w http.ResponseWriter, r *http.Request, s stand, p onderwerpblad) error {
	v, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	p.Basis = v.Get("basis")
	a, fouten := leesFormulier(v, p.Gedeeld, s)
	if len(fouten) > 0 {
		p.Fouten, p.Getypt = fouten, v
		return httpx.Render(w, r, http.StatusUnprocessableEntity, formulierblad(s.vul(p)))
	}
	if p.Nieuw {
		a.Slug = eigenSlug(a.Naam, s)
	}
	p.Aanvulling, p.Gezien = a, vingerafdruk(a)
	bewaren := v.Get("actie") == actieBewaar
	if !bewaren || v.Get("gezien") != p.Gezien {
		e, err := h.effectVan(ctx, s, a)
		if err != nil {
			return err
		}
		p.Effect, p.Anders = &e, bewaren
		return httpx.Render(w, r, http.StatusOK, formulierblad(s.vul(p)))
	}
	zin := "De woorden van ‘" + p.naam() + "’ zijn bewaard. Bezoekers zoeken er nu mee."
	if p.Nieuw {
		zin = "Het onderwerp ‘" + a.Naam + "’ is gemaakt. Bezoekers zoeken er nu mee."
	}
	err = h.leg(ctx, a, p.Basis)
	if f := new(fault.Error); errors.As(err, &f) && f.Kind == fault.Conflict && f.Tekst != "" {
		p.Conflict = f.Tekst
		return httpx.Render(w, r, http.StatusConflict, formulierblad(s.vul(p)))
	}
	return h.klaar(w, r, err, zin, start+"/"+a.Slug)
}

// leg saves, and sees the result at once.
func (h Handler) leg(ctx context.Context, a onderwerp.Aanvulling, basis string) error {
	if _, err := h.Store.Bewaar(ctx, toegang.GemeenteUit(ctx).ID, a, basis, toegang.PersoonUit(ctx)); err != nil {
		return err
	}
	return h.Bekend(ctx)
}

func (h Handler) klaar(w http.ResponseWriter, r *http.Request, err error, zin, pad string) error {
	if err != nil {
		return err
	}
	if err := h.Flits.Flits(w, r, zin); err != nil {
		return err
	}
	return httpx.Naar(w, r, pad)
}

// terugvraag shows what goes when an onderwerp is as all gemeenten have it, or gone
// when it is of this gemeente alone.
func (h Handler) terugvraag(w http.ResponseWriter, r *http.Request) error {
	s, p, err := h.vindBlad(r)
	if err != nil {
		return err
	}
	if p.Aanvulling.Leeg() {
		return httpx.Naar(w, r, p.pad())
	}
	e, err := h.effectVan(r.Context(), s, onderwerp.Aanvulling{Slug: p.Gedeeld.Slug})
	if err != nil {
		return err
	}
	p.Effect = &e
	return httpx.Render(w, r, http.StatusOK, terugblad(s.vul(p)))
}

func (h Handler) zetTerug(w http.ResponseWriter, r *http.Request) error {
	_, p, err := h.vindBlad(r)
	if err != nil {
		return err
	}
	v, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	zin, pad := "‘"+p.naam()+"’ is weer zoals bij alle gemeenten.", p.pad()
	if p.Gedeeld.Naam == "" {
		zin, pad = "Het onderwerp ‘"+p.naam()+"’ is verwijderd.", start
	}
	return h.klaar(w, r, h.leg(r.Context(), onderwerp.Aanvulling{Slug: p.Gedeeld.Slug}, v.Get("basis")), zin, pad)
}
