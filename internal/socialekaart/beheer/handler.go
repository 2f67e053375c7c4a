package beheer

import (
	"cmp"
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
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/tonen"
	"mantelpunt/internal/socialekaart/weergave"
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
	r.Post("/beheer/aanbod/{id}/klopt", h.Web.H(h.kloptNog))
	r.Get("/beheer/aanbod/{id}/beoordelen", h.Web.H(h.vergelijk))
	r.Post("/beheer/aanbod/{id}/beoordelen", h.Web.H(h.beoordeel))
	r.Get("/beheer/aanbod/{id}/archiveren", h.Web.H(h.archiefvraag))
	r.Post("/beheer/aanbod/{id}/archiveren", h.Web.H(h.archiveer))
}

// beheerlijst is one page of the offers that redacteuren keep, or that are of the
// organisaties of an aanbieder.
type beheerlijst struct {
	Eigen           bool // of an aanbieder
	Q, Status       string
	Lang            bool // only what was not checked for half a year
	Aanbod          []socialekaart.Aanbod
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
	p, g := toegang.PersoonUit(ctx), toegang.GemeenteUit(ctx)
	alles, err := magBewerken(p)
	if err != nil {
		return err
	}
	var lijst []socialekaart.Aanbod
	if alles {
		lijst, err = h.Store.Alle(ctx, g.ID)
	} else {
		lijst, err = h.Store.VanOrganisaties(ctx, g.ID, p.Organisaties)
	}
	if err != nil {
		return err
	}
	l := maakBeheerlijst(lijst, r.URL.Query(), time.Now())
	l.Eigen = !alles
	return httpx.Render(w, r, http.StatusOK, beheerpagina(l))
}

// magBewerken says what somebody may work on: everything, or what is of the own
// organisaties alone.
func magBewerken(p toegang.Persoon) (alles bool, err error) {
	if p.Mag(toegang.AanbodBewerken) {
		return true, nil
	}
	return false, p.Eis(toegang.EigenAanbodBewerken)
}

func maakBeheerlijst(alle []socialekaart.Aanbod, v url.Values, nu time.Time) beheerlijst {
	l := beheerlijst{Q: socialekaart.Kort(v.Get("q")), Lang: v.Get("lang") == "ja", Alles: len(alle), Pagina: 1}
	if _, ok := statusnamen[socialekaart.Status(v.Get("status"))]; ok {
		l.Status = v.Get("status")
	}
	ws := socialekaart.Woorden(l.Q)
	for _, a := range alle {
		tekst := socialekaart.Plat(a.Naam + " " + a.Organisatie.Naam + " " + a.Samenvatting)
		mist := func(w string) bool { return !strings.Contains(tekst, w) }
		if l.Status != "" && !heeft(a, socialekaart.Status(l.Status)) || l.Lang && !weergave.Verouderd(a.GecontroleerdOp, nu) || slices.ContainsFunc(ws, mist) {
			continue
		}
		l.Aanbod = append(l.Aanbod, a)
	}
	// what somebody waits for is on top, the longest waiting first
	slices.SortStableFunc(l.Aanbod, func(a, b socialekaart.Aanbod) int {
		if x, y := a.TerBeoordelen > 0, b.TerBeoordelen > 0; !x || !y {
			return cmp.Compare(rang(x), rang(y))
		}
		return a.IngestuurdOp.Compare(b.IngestuurdOp)
	})
	l.Totaal = len(l.Aanbod)
	l.Paginas = (l.Totaal + perBeheerpagina - 1) / perBeheerpagina
	if n, err := strconv.Atoi(v.Get("pagina")); err == nil {
		l.Pagina = max(1, min(n, l.Paginas))
	}
	van := (l.Pagina - 1) * perBeheerpagina
	l.Aanbod = l.Aanbod[van:min(van+perBeheerpagina, l.Totaal)]
	return l
}

func rang(wacht bool) int {
	if wacht {
		return 0
	}
	return 1
}

// heeft reports whether an offer belongs under a status: one that is published and of
// which a change waits, under two.
func heeft(a socialekaart.Aanbod, s socialekaart.Status) bool {
	return a.Status == s || s == socialekaart.TerBeoordeling && a.TerBeoordelen > 0
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
	return h.toonFormulier(w, r, http.StatusOK, bewerkpagina{Aanbod: a, Basis: a.Revisie, Waarden: naarFormulier(a.Inhoud)})
}

func (h Handler) toonFormulier(w http.ResponseWriter, r *http.Request, status int, p bewerkpagina) error {
	ctx := r.Context()
	revisies, err := h.Store.Revisies(ctx, toegang.GemeenteUit(ctx).ID, p.Aanbod.ID)
	if err != nil {
		return err
	}
	p.Revisies, p.Wijken, p.Eigen = revisies, h.Wijken.Wijken(ctx), !toegang.PersoonUit(ctx).Mag(toegang.AanbodBewerken)
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
	actie := v.Get("actie")
	if actie == naarPublicatie {
		if err := toegang.PersoonUit(r.Context()).Eis(toegang.AanbodBewerken); err != nil {
			return err
		}
	}
	in, fouten := leesFormulier(v, a.Inhoud, h.Wijken.Wijken(r.Context()), time.Now())
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
	d := tonen.NieuwDetail(k, a)
	d.Voorbeeld = true
	return httpx.Render(w, r, http.StatusOK, tonen.Detailpagina(d))
}

func (h Handler) archiefvraag(w http.ResponseWriter, r *http.Request) error {
	a, err := h.ophalenRedactie(r)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, archiefpagina(a))
}

func (h Handler) archiveer(w http.ResponseWriter, r *http.Request) error {
	a, err := h.ophalenRedactie(r)
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
