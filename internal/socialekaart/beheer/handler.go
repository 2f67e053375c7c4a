package beheer

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/tonen"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/zoeken"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

func (h Handler) beheer(r chi.Router) {
	r.Use(httpx.Persoonlijk)
	r.Get("/beheer/aanbod", h.Web.H(h.lijst))
	r.Get("/beheer/aanbod/nieuw", h.Web.H(h.nieuw))
	r.Post("/beheer/aanbod/nieuw", h.Web.H(h.maakNieuw))
	r.Get(padElders, h.Web.H(h.elders))
	r.Post(padElders, h.Web.H(h.weer))
	r.Get("/beheer/aanbod/{id}", h.Web.H(h.bewerk))
	r.Post("/beheer/aanbod/{id}", h.Web.H(h.bewaar))
	r.Get("/beheer/aanbod/{id}/voorbeeld", h.Web.H(h.voorbeeld))
	r.Post("/beheer/aanbod/{id}/klopt", h.Web.H(h.kloptNog))
	r.Get("/beheer/aanbod/{id}/beoordelen", h.Web.H(h.vergelijk))
	r.Post("/beheer/aanbod/{id}/beoordelen", h.Web.H(h.beoordeel))
	r.Get("/beheer/aanbod/{id}/archiveren", h.Web.H(h.archiefvraag))
	r.Post("/beheer/aanbod/{id}/archiveren", h.Web.H(h.archiveer))
}

// magBewerken says what somebody may work on: everything, or what is of the own
// organisaties alone.
func magBewerken(p toegang.Persoon) (alles bool, err error) {
	if p.Mag(toegang.AanbodBewerken) {
		return true, nil
	}
	return false, p.Eis(toegang.EigenAanbodBewerken)
}

// bewerkpagina is the form of one offer.
type bewerkpagina struct {
	Aanbod   socialekaart.Aanbod
	Basis    int // revisie from which the form was filled
	Waarden  url.Values
	Wijken   []string
	Revisies []socialekaart.Revisie
	Fouten   web.Fouten
	Conflict string // sentence: somebody else was first
	Eigen    bool   // an aanbieder works on it, who cannot publish

	Onderwerpen []zoeken.Onderwerp // all that there are, by name
	Voorstellen []string           // slugs that fit what was typed and are not chosen
	Buren       []Buur
	Adviezen    web.Fouten // what would make it better to find
}

// ophalen checks the right and finds the offer of an address. For an aanbieder the
// offers of others do not exist.
func (h Handler) ophalen(r *http.Request) (socialekaart.Aanbod, error) {
	ctx := r.Context()
	p := toegang.PersoonUit(ctx)
	alles, err := magBewerken(p)
	if err != nil {
		return socialekaart.Aanbod{}, err
	}
	id, err := uuid.Parse(chi.URLParam(r, "id"))
	if err != nil {
		return socialekaart.Aanbod{}, fault.New(fault.NotFound, "geen id van een aanbod: %w", err)
	}
	a, err := h.Store.Haal(ctx, toegang.GemeenteUit(ctx).ID, id)
	if err == nil && !alles && !slices.Contains(p.Organisaties, a.Organisatie.ID) {
		return socialekaart.Aanbod{}, fault.New(fault.NotFound, "aanbod van een andere organisatie")
	}
	return a, err
}

// ophalenRedactie is ophalen for what a redacteur alone may do.
func (h Handler) ophalenRedactie(r *http.Request) (socialekaart.Aanbod, error) {
	if err := toegang.PersoonUit(r.Context()).Eis(toegang.AanbodBewerken); err != nil {
		return socialekaart.Aanbod{}, err
	}
	return h.ophalen(r)
}

func (h Handler) bewerk(w http.ResponseWriter, r *http.Request) error {
	a, err := h.ophalen(r)
	if err != nil {
		return err
	}
	return h.toonFormulier(w, r, http.StatusOK, bewerkpagina{Aanbod: a, Basis: a.Revisie, Waarden: naarFormulier(a.Inhoud), Adviezen: socialekaart.Adviezen(a.Inhoud)})
}

func (h Handler) toonFormulier(w http.ResponseWriter, r *http.Request, status int, p bewerkpagina) error {
	ctx := r.Context()
	revisies, err := h.Store.Revisies(ctx, toegang.GemeenteUit(ctx).ID, p.Aanbod.ID)
	if err != nil {
		return err
	}
	p.Revisies, p.Wijken, p.Eigen = revisies, h.Wijken.Wijken(ctx), !toegang.PersoonUit(ctx).Mag(toegang.AanbodBewerken)
	if p.Buren, err = h.buren(ctx); err != nil {
		return err
	}
	if err := h.stelVoor(ctx, &p); err != nil {
		return err
	}
	return httpx.Render(w, r, status, formulierpagina(p))
}

// leesBewerking finds the offer of an address and reads the form that was made from its
// revisie basis.
func (h Handler) leesBewerking(w http.ResponseWriter, r *http.Request) (a socialekaart.Aanbod, v url.Values, basis int, err error) {
	if a, err = h.ophalen(r); err != nil {
		return a, nil, 0, err
	}
	if v, err = httpx.Formulier(w, r); err != nil {
		return a, nil, 0, err
	}
	if basis, err = strconv.Atoi(v.Get("basis")); err != nil {
		return a, v, 0, fault.New(fault.Invalid, "formulier zonder revisie: %w", err)
	}
	return a, v, basis, nil
}

func (h Handler) bewaar(w http.ResponseWriter, r *http.Request) error {
	a, v, basis, err := h.leesBewerking(w, r)
	if err != nil {
		return err
	}
	actie := v.Get("actie")
	if actie == naarPublicatie {
		if err := toegang.PersoonUit(r.Context()).Eis(toegang.AanbodBewerken); err != nil {
			return err
		}
	}
	onderwerpen, err := h.Onderwerpen.Lijst(r.Context(), toegang.GemeenteUit(r.Context()).ID)
	if err != nil {
		return err
	}
	in, fouten := leesFormulier(v, a.Inhoud, h.Wijken.Wijken(r.Context()), onderwerpen, time.Now())
	if actie == voorstellen { // nothing is kept; what was added from the list is ticked
		v["onderwerp"] = in.Codes("onderwerp")
		v.Del("onderwerp_erbij")
		return h.toonFormulier(w, r, http.StatusOK, bewerkpagina{Aanbod: a, Basis: basis, Waarden: v})
	}
	if fouten = append(fouten, controleerFormulier(in, actie == naarPublicatie || actie == naarRedactie)...); len(fouten) > 0 {
		return h.toonFormulier(w, r, http.StatusUnprocessableEntity, bewerkpagina{Aanbod: a, Basis: basis, Waarden: v, Fouten: fouten})
	}
	err = h.schrijf(r.Context(), a.ID, basis, in, actie)
	if f := new(fault.Error); errors.As(err, &f) && f.Kind == fault.Conflict && f.Tekst != "" {
		return h.toonFormulier(w, r, http.StatusConflict, bewerkpagina{Aanbod: a, Basis: basis, Waarden: v, Conflict: f.Tekst})
	}
	if err != nil {
		return err
	}
	if err := h.Flits.Flits(w, r, bewaardzin(in.Naam, actie)); err != nil {
		return err
	}
	return httpx.Naar(w, r, "/beheer/aanbod/"+a.ID.String())
}

// Where the form leads besides a concept: the values of its buttons.
const (
	naarPublicatie = "publiceren"
	naarRedactie   = "insturen"
	voorstellen    = "voorstellen" // stays on the form
)

func bewaardzin(naam, actie string) string {
	switch actie {
	case naarPublicatie:
		return "‘" + naam + "’ is gepubliceerd. Bezoekers zien het nu."
	case naarRedactie:
		return "‘" + naam + "’ is ingestuurd. Een redacteur van de gemeente bekijkt het en publiceert het."
	}
	return "Het concept van ‘" + naam + "’ is bewaard. Bezoekers zien het nog niet."
}

func (h Handler) schrijf(ctx context.Context, id uuid.UUID, basis int, in socialekaart.Inhoud, actie string) error {
	gemeenteID, door := toegang.GemeenteUit(ctx).ID, toegang.PersoonUit(ctx)
	revisie, err := h.Store.Bewaar(ctx, gemeenteID, id, basis, in, door)
	switch {
	case err != nil:
		return err
	case actie == naarPublicatie:
		return h.Store.Publiceer(ctx, gemeenteID, id, revisie, door)
	case actie == naarRedactie:
		return h.Store.StuurIn(ctx, gemeenteID, id, revisie, door)
	}
	return nil
}

func (h Handler) voorbeeld(w http.ResponseWriter, r *http.Request) error {
	a, err := h.ophalen(r)
	if err != nil {
		return err
	}
	k, err := h.kaart(r.Context())
	if err != nil {
		return err
	}
	d := tonen.NieuwDetail(r.Context(), k, a)
	d.Voorbeeld = true
	return httpx.Render(w, r, http.StatusOK, tonen.Detailpagina(d))
}
