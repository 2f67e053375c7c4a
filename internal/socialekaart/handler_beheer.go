package socialekaart

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

func (h Handler) beheer(r chi.Router) {
	r.Use(httpx.Persoonlijk)
	r.Get("/beheer/aanbod", h.Web.H(h.lijst))
	r.Get("/beheer/aanbod/{id}", h.Web.H(h.bewerk))
	r.Post("/beheer/aanbod/{id}", h.Web.H(h.bewaar))
	r.Get("/beheer/aanbod/{id}/voorbeeld", h.Web.H(h.voorbeeld))
	r.Get("/beheer/aanbod/{id}/archiveren", h.Web.H(h.archiefvraag))
	r.Post("/beheer/aanbod/{id}/archiveren", h.Web.H(h.archiveer))
}

// beheerlijst is one page of the offers that redacteuren keep.
type beheerlijst struct {
	Q, Status       string
	Lang            bool // only what was not checked for half a year
	Aanbod          []Aanbod
	Totaal          int
	Alles           int // before filtering
	Pagina, Paginas int
}

const perBeheerpagina = 50

func (l beheerlijst) url(n int) string {
	lang, pagina := "", ""
	if l.Lang {
		lang = "ja"
	}
	if n > 1 {
		pagina = strconv.Itoa(n)
	}
	return web.Zoek("/beheer/aanbod", "q", l.Q, "status", l.Status, "lang", lang, "pagina", pagina)
}

func (h Handler) lijst(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	if err := toegang.PersoonUit(ctx).Eis(toegang.AanbodBewerken); err != nil {
		return err
	}
	alle, err := h.Store.Alle(ctx, toegang.GemeenteUit(ctx).ID)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, beheerpagina(maakBeheerlijst(alle, r.URL.Query(), time.Now())))
}

func maakBeheerlijst(alle []Aanbod, v url.Values, nu time.Time) beheerlijst {
	l := beheerlijst{Q: kort(v.Get("q")), Lang: v.Get("lang") == "ja", Alles: len(alle), Pagina: 1}
	if _, ok := statusnamen[Status(v.Get("status"))]; ok {
		l.Status = v.Get("status")
	}
	ws := woorden(l.Q)
	for _, a := range alle {
		tekst := plat(a.Naam + " " + a.Organisatie.Naam + " " + a.Samenvatting)
		mist := func(w string) bool { return !strings.Contains(tekst, w) }
		if l.Status != "" && string(a.Status) != l.Status || l.Lang && !verouderd(a.GecontroleerdOp, nu) || slices.ContainsFunc(ws, mist) {
			continue
		}
		l.Aanbod = append(l.Aanbod, a)
	}
	l.Totaal = len(l.Aanbod)
	l.Paginas = (l.Totaal + perBeheerpagina - 1) / perBeheerpagina
	if n, err := strconv.Atoi(v.Get("pagina")); err == nil {
		l.Pagina = max(1, min(n, l.Paginas))
	}
	van := (l.Pagina - 1) * perBeheerpagina
	l.Aanbod = l.Aanbod[van:min(van+perBeheerpagina, l.Totaal)]
	return l
}

// bewerkpagina is the form of one offer.
type bewerkpagina struct {
	Aanbod   Aanbod
	Basis    int // revisie from which the form was filled
	Waarden  url.Values
	Wijken   []string
	Revisies []Revisie
	Fouten   web.Fouten
	Conflict string // sentence: somebody else was first
}

// ophalen checks the right and finds the offer of an address.
func (h Handler) ophalen(r *http.Request) (Aanbod, error) {
	ctx := r.Context()
	if err := toegang.PersoonUit(ctx).Eis(toegang.AanbodBewerken); err != nil {
		return Aanbod{}, err
	}
	id, err := uuid.Parse(chi.URLParam(r, "id"))
	if err != nil {
		return Aanbod{}, fault.New(fault.NotFound, "geen id van een aanbod: %w", err)
	}
	return h.Store.Haal(ctx, toegang.GemeenteUit(ctx).ID, id)
}

func (h Handler) bewerk(w http.ResponseWriter, r *http.Request) error {
	a, err := h.ophalen(r)
	if err != nil {
		return err
	}
	return h.toonFormulier(w, r, http.StatusOK, bewerkpagina{Aanbod: a, Basis: a.Revisie, Waarden: naarFormulier(a.Inhoud)})
}

func (h Handler) toonFormulier(w http.ResponseWriter, r *http.Request, status int, p bewerkpagina) error {
	ctx := r.Context()
	revisies, err := h.Store.Revisies(ctx, toegang.GemeenteUit(ctx).ID, p.Aanbod.ID)
	if err != nil {
		return err
	}
	p.Revisies, p.Wijken = revisies, h.Wijken.Wijken(ctx)
	return httpx.Render(w, r, status, formulierpagina(p))
}

func (h Handler) bewaar(w http.ResponseWriter, r *http.Request) error {
	a, err := h.ophalen(r)
	if err != nil {
		return err
	}
	v, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	basis, err := strconv.Atoi(v.Get("basis"))
	if err != nil {
		return fault.New(fault.Invalid, "formulier zonder revisie: %w", err)
	}
	publiceren := v.Get("actie") == "publiceren"
	in, fouten := leesFormulier(v, a.Inhoud, h.Wijken.Wijken(r.Context()), time.Now())
	if fouten = append(fouten, controleerFormulier(in, publiceren)...); len(fouten) > 0 {
		return h.toonFormulier(w, r, http.StatusUnprocessableEntity, bewerkpagina{Aanbod: a, Basis: basis, Waarden: v, Fouten: fouten})
	}
	err = h.schrijf(r.Context(), a.ID, basis, in, publiceren)
	if f := new(fault.Error); errors.As(err, &f) && f.Kind == fault.Conflict && f.Tekst != "" {
		return h.toonFormulier(w, r, http.StatusConflict, bewerkpagina{Aanbod: a, Basis: basis, Waarden: v, Conflict: f.Tekst})
	}
	if err != nil {
		return err
	}
	zin := "Het concept van ‘" + in.Naam + "’ is bewaard. Bezoekers zien het nog niet."
	if publiceren {
		zin = "‘" + in.Naam + "’ is gepubliceerd. Bezoekers zien het nu."
	}
	if err := h.Flits.Flits(w, r, zin); err != nil {
		return err
	}
	return httpx.Naar(w, r, "/beheer/aanbod/"+a.ID.String())
}

func (h Handler) schrijf(ctx context.Context, id uuid.UUID, basis int, in Inhoud, publiceren bool) error {
	gemeenteID, door := toegang.GemeenteUit(ctx).ID, toegang.PersoonUit(ctx)
	revisie, err := h.Store.Bewaar(ctx, gemeenteID, id, basis, in, door)
	if err != nil || !publiceren {
		return err
	}
	return h.Store.Publiceer(ctx, gemeenteID, id, revisie, door)
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
	d := nieuwDetail(k, a)
	d.Voorbeeld = true
	return httpx.Render(w, r, http.StatusOK, detailpagina(d))
}

func (h Handler) archiefvraag(w http.ResponseWriter, r *http.Request) error {
	a, err := h.ophalen(r)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, archiefpagina(a))
}

func (h Handler) archiveer(w http.ResponseWriter, r *http.Request) error {
	a, err := h.ophalen(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	if err := h.Store.Archiveer(ctx, toegang.GemeenteUit(ctx).ID, a.ID, toegang.PersoonUit(ctx)); err != nil {
		return err
	}
	if err := h.Flits.Flits(w, r, "‘"+a.Naam+"’ is gearchiveerd. Bezoekers zien het niet meer."); err != nil {
		return err
	}
	return httpx.Naar(w, r, "/beheer/aanbod")
}
