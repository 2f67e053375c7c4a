package account

import (
	"net/http"
	"slices"
	"time"
	"unicode/utf8"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

const padPartners = "/beheer/partners"

func (h Handler) partnerRoutes(r chi.Router) {
	r.Get(padPartners, h.Web.H(h.partners))
	r.Get(padPartners+"/nieuw", h.Web.H(h.vraagSleutel))
	r.Post(padPartners+"/nieuw", h.Web.H(h.maakSleutel))
	r.Get(padPartners+"/{id}/intrekken", h.Web.H(h.vraagSleutelIntrekken))
	r.Post(padPartners+"/{id}/intrekken", h.Web.H(h.trekSleutelIn))
}

// partnerlijst is what /beheer/partners shows.
type partnerlijst struct {
	Sleutels []Partnersleutel
	URL      string // of the gemeente, for the example
	Nu       time.Time
}

func (h Handler) partners(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	if err := toegang.PersoonUit(ctx).Eis(toegang.PartnersBeheren); err != nil {
		return err
	}
	g := toegang.GemeenteUit(ctx)
	sleutels, err := h.Store.Partnersleutels(ctx, g.ID)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, partnerspagina(partnerlijst{sleutels, g.URL, h.nu()}))
}

// sleutelvorm is the form for a key. Its ID is drawn when the form is opened.
type sleutelvorm struct {
	ID       string
	Partner  string
	Mag      []toegang.Bereik
	Verloopt web.Datum
	Fouten   web.Fouten
}

// maxSleutel is the longest that a key works: a key that nobody looks at for years is
// one that nobody misses when it is stolen.
const maxSleutel = 2 // years

func (h Handler) vraagSleutel(w http.ResponseWriter, r *http.Request) error {
	if err := toegang.PersoonUit(r.Context()).Eis(toegang.PartnersBeheren); err != nil {
		return err
	}
	v := sleutelvorm{ID: uuid.Must(uuid.NewV7()).String(), Mag: toegang.Bereiken(), Verloopt: web.NaarDatum(h.nu().In(i18n.Amsterdam).AddDate(1, 0, 0))}
	return httpx.Render(w, r, http.StatusOK, sleutelpagina(v))
}

// maakSleutel is POST /beheer/partners/nieuw. The key is in the answer itself, and
// after that nowhere.
func (h Handler) maakSleutel(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	door, g := toegang.PersoonUit(ctx), toegang.GemeenteUit(ctx)
	if err := door.Eis(toegang.PartnersBeheren); err != nil {
		return err
	}
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	id, err := uuid.Parse(form.Get("id"))
	if err != nil {
		return fault.New(fault.Invalid, "formulier zonder id")
	}
	v := sleutelvorm{ID: id.String(), Partner: form.Get("partner"), Verloopt: web.LeesDatum(form.Get, "verloopt")}
	for _, b := range toegang.Bereiken() {
		if slices.Contains(form["mag"], string(b)) {
			v.Mag = append(v.Mag, b)
		}
	}
	tot := v.controleer(h.nu())
	if len(v.Fouten) > 0 {
		return httpx.Render(w, r, http.StatusUnprocessableEntity, sleutelpagina(v))
	}
	p := Partnersleutel{ID: id, Partner: v.Partner, Mag: v.Mag, DoorNaam: door.Naam, VerlooptOp: tot}
	sleutel, err := h.Store.MaakPartnersleutel(ctx, g.ID, door, p)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusCreated, nieuweSleutelpagina(p, sleutel, g.URL))
}

// controleer checks the form and gives the moment on which the key ends: at the end of
// the day that was typed.
func (v *sleutelvorm) controleer(nu time.Time) time.Time {
	switch n := utf8.RuneCountInString(v.Partner); {
	case n == 0:
		v.Fouten.Voeg("partner", "Vul in voor wie de sleutel is.")
	case n > 100:
		v.Fouten.Voeg("partner", "Maak de naam korter: hoogstens 100 tekens.")
	}
	if len(v.Mag) == 0 {
		v.Fouten.Voeg("mag", "Kies wat de partner mag.")
	}
	dag, ok := v.Verloopt.Tijd()
	tot := time.Date(dag.Year(), dag.Month(), dag.Day()+1, 0, 0, 0, 0, i18n.Amsterdam)
	switch {
	case !ok:
		v.Fouten.Voeg("verloopt", "Vul een datum in die bestaat, met dag, maand en jaar.")
	case !tot.After(nu):
		v.Fouten.Voeg("verloopt", "Deze datum is al voorbij.")
	case tot.After(nu.AddDate(maxSleutel, 0, 1)):
		v.Fouten.Voeg("verloopt", "Een sleutel werkt hoogstens 2 jaar. Kies een eerdere datum.")
	}
	return tot
}

// sleutelUit checks the right and finds the key of an address.
func (h Handler) sleutelUit(r *http.Request) (Partnersleutel, error) {
	ctx := r.Context()
	if err := toegang.PersoonUit(ctx).Eis(toegang.PartnersBeheren); err != nil {
		return Partnersleutel{}, err
	}
	id, err := uuid.Parse(chi.URLParam(r, "id"))
	if err != nil {
		return Partnersleutel{}, fault.New(fault.NotFound, "geen id van een sleutel")
	}
	return h.Store.Partnersleutel(ctx, toegang.GemeenteUit(ctx).ID, id)
}

func (h Handler) vraagSleutelIntrekken(w http.ResponseWriter, r *http.Request) error {
	p, err := h.sleutelUit(r)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, sleutelIntrekpagina(p))
}

func (h Handler) trekSleutelIn(w http.ResponseWriter, r *http.Request) error {
	p, err := h.sleutelUit(r)
	if err != nil {
		return err
	}
	if err := h.Store.TrekPartnersleutelIn(r.Context(), toegang.GemeenteUit(r.Context()).ID, p.ID); err != nil {
		return err
	}
	if err := h.Flits(w, r, "De sleutel van "+p.Partner+" is ingetrokken en werkt niet meer."); err != nil {
		return err
	}
	return httpx.Naar(w, r, padPartners)
}
