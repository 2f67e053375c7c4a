package account

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

// Organisatie offers help at a gemeente. The sociale kaart keeps them.
type Organisatie struct {
	ID   uuid.UUID
	Naam string
}

// Organisatielijst gives the organisaties of a gemeente by name, to choose from for
// an aanbieder.
type Organisatielijst interface {
	Organisaties(ctx context.Context, gemeenteID int) ([]Organisatie, error)
}

const padGebruikers = "/beheer/gebruikers"

func padLid(id uuid.UUID) string { return padGebruikers + "/" + id.String() }

func (h Handler) gebruikerRoutes(r chi.Router) {
	r.Get(padGebruikers, h.Web.H(h.gebruikers))
	r.Post(padGebruikers, h.Web.H(h.gebruikers))
	r.Get(padGebruikers+"/nieuw", h.Web.H(h.vraagUitnodiging))
	r.Post(padGebruikers+"/nieuw", h.Web.H(h.nodigUit))
	r.Get(padGebruikers+"/{id}", h.Web.H(h.toonLid))
	r.Post(padGebruikers+"/{id}", h.Web.H(h.zetRollen))
	r.Get(padGebruikers+"/{id}/beeindigen", h.Web.H(h.vraagBeeindigen))
	r.Post(padGebruikers+"/{id}/beeindigen", h.Web.H(h.beeindig))
	r.Post(padGebruikers+"/{id}/toelaten", h.Web.H(h.laatToe))
	r.Post(padGebruikers+"/{id}/deblokkeren", h.Web.H(h.deblokkeer))
	r.Get(padGebruikers+"/{id}/tweede-stap", h.Web.H(h.vraagWissen))
	r.Post(padGebruikers+"/{id}/tweede-stap", h.Web.H(h.wisTweedeStap))
	r.Post(padGebruikers+"/{id}/uitnodigen", h.Web.H(h.nodigOpnieuwUit))
	r.Get(padGebruikers+"/{id}/intrekken", h.Web.H(h.vraagIntrekken))
	r.Post(padGebruikers+"/{id}/intrekken", h.Web.H(h.trekIn))
}

// gebruikers is GET and POST /beheer/gebruikers. The search is a form that is posted,
// so that no name stands in an address.
func (h Handler) gebruikers(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	if err := toegang.PersoonUit(ctx).Eis(toegang.GebruikersBeheren); err != nil {
		return err
	}
	var vraag url.Values
	if r.Method == http.MethodPost {
		var err error
		if vraag, err = httpx.Formulier(w, r); err != nil {
			return err
		}
	}
	leden, err := h.Store.Leden(ctx, toegang.GemeenteUit(ctx).ID)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, gebruikerspagina(maakLedenlijst(leden, vraag, h.nu())))
}

// lidUit checks the right and finds the gebruiker of an address.
func (h Handler) lidUit(r *http.Request) (Lid, error) {
	ctx := r.Context()
	if err := toegang.PersoonUit(ctx).Eis(toegang.GebruikersBeheren); err != nil {
		return Lid{}, err
	}
	id, err := uuid.Parse(chi.URLParam(r, "id"))
	if err != nil {
		return Lid{}, fault.New(fault.NotFound, "geen id van een gebruiker")
	}
	return h.Store.Lid(ctx, toegang.GemeenteUit(ctx).ID, id)
}

// rolvorm is the part of a form that chooses roles, as it was filled in.
type rolvorm struct {
	Gekozen []toegang.Rol
	Bij     []uuid.UUID   // organisaties that are chosen
	Alle    []Organisatie // to choose from
	Fouten  web.Fouten
}

func (v rolvorm) keuze() Rolkeuze { return Rolkeuze{Rollen: v.Gekozen, Organisaties: v.Bij} }

// leesRollen reads what was chosen; what is no role or no organisatie of this gemeente
// is left out, since no browser sends it.
func leesRollen(form url.Values, alle []Organisatie) rolvorm {
	v := rolvorm{Alle: alle}
	for _, r := range toegang.Rollen() {
		if slices.Contains(form["rol"], string(r)) {
			v.Gekozen = append(v.Gekozen, r)
		}
	}
	for _, o := range alle {
		if slices.Contains(form["organisaties"], o.ID.String()) || form.Get("organisatie") == o.ID.String() {
			v.Bij = append(v.Bij, o.ID)
		}
	}
	return v
}

// lidpagina is the page of one gebruiker.
type lidpagina struct {
	Lid
	rolvorm
	Zelf     bool   // the beheerder who looks
	Conflict string // somebody else was first
	Nu       time.Time
}

// toonLid is GET /beheer/gebruikers/{id}.
func (h Handler) toonLid(w http.ResponseWriter, r *http.Request) error {
	l, err := h.lidUit(r)
	if err != nil {
		return err
	}
	return h.lidpagina(w, r, http.StatusOK, l, nil, "")
}

// lidpagina shows the page, with the form as it was sent when there is one.
func (h Handler) lidpagina(w http.ResponseWriter, r *http.Request, status int, l Lid, v *rolvorm, conflict string) error {
	ctx := r.Context()
	p := lidpagina{Lid: l, Zelf: toegang.PersoonUit(ctx).ID == l.ID, Conflict: conflict, Nu: h.nu()}
	if v == nil {
		alle, err := h.Organisaties.Organisaties(ctx, toegang.GemeenteUit(ctx).ID)
		if err != nil {
			return err
		}
		v = &rolvorm{Gekozen: l.eigen(), Bij: l.Organisaties, Alle: alle}
	}
	p.rolvorm = *v
	return httpx.Render(w, r, status, lidblad(p))
}

// zetRollen is POST /beheer/gebruikers/{id}.
func (h Handler) zetRollen(w http.ResponseWriter, r *http.Request) error {
	l, err := h.lidUit(r)
	if err != nil {
		return err
	}
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	g := toegang.GemeenteUit(ctx)
	alle, err := h.Organisaties.Organisaties(ctx, g.ID)
	if err != nil {
		return err
	}
	v := leesRollen(form, alle)
	was := leesRollen(url.Values{"rol": form["was"]}, nil).Gekozen
	switch err := h.Store.ZetRollen(ctx, g.ID, toegang.PersoonUit(ctx), l.ID, was, v.keuze()); {
	case fault.Is(err, fault.Invalid) && fault.Tekst(err) != "":
		v.Fouten.Voeg(rolveld(v), fault.Tekst(err))
		return h.lidpagina(w, r, http.StatusUnprocessableEntity, l, &v, "")
	case fault.Is(err, fault.Conflict) && fault.Tekst(err) != "":
		nu, fout := h.lidUit(r)
		if fout != nil {
			return fout
		}
		return h.lidpagina(w, r, http.StatusConflict, nu, nil, fault.Tekst(err))
	case err != nil:
		return err
	}
	return h.naarLid(w, r, l, "De rollen van "+l.Naam+" zijn bewaard.")
}

// rolveld is the field where a mistake in the choice of roles can be mended.
func rolveld(v rolvorm) string {
	if slices.Contains(v.Gekozen, toegang.Aanbieder) && len(v.Bij) == 0 {
		return "organisatie"
	}
	return "rol"
}

func (h Handler) naarLid(w http.ResponseWriter, r *http.Request, l Lid, zin string) error {
	if err := h.Flits(w, r, zin); err != nil {
		return err
	}
	return httpx.Naar(w, r, padLid(l.ID))
}
