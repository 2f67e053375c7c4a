package aanvragen

import (
	"errors"
	"net/http"
	"net/url"
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
)

// begin goes to the step where the carer left off, or to the aanvraag that runs.
func (h Handler) begin(w http.ResponseWriter, r *http.Request) error {
	p, g, err := verklaring.Wie(r, toegang.AanvraagDoen)
	if err != nil {
		return err
	}
	a, err := h.Store.Begin(r.Context(), g.ID, p.ID, verklaring.Dag(h.Klok()))
	if err != nil {
		return err
	}
	if a.Status != verklaring.Concept {
		if err := h.Account.Flits(w, r, i18n.T(r.Context(), "verklaring.flits.loopt")); err != nil {
			return err
		}
		return httpx.Naar(w, r, verklaring.PadMijnAanvraag(a.ID))
	}
	return httpx.Naar(w, r, verklaring.PadStap(a.Antwoorden.Open(a.Regels)))
}

// stapgegevens is what the page of a step shows.
type stapgegevens struct {
	Naam     string
	A        verklaring.Aanvraag
	Waarden  url.Values // as the form shows them
	Fouten   web.Fouten
	Vandaag  time.Time
	Terug    string            // why the form is filled in already: "", "bewaard", "half" or "vooraf"
	Tekort   verklaring.Toets  // what the answers before this step do not meet; on the last step the whole check
	Bijlagen []bijlage.Bijlage // on the steps that show evidence
}

// open finds the concept for a step, or says where to go instead.
func (h Handler) open(r *http.Request, naam string) (a verklaring.Aanvraag, elders string, err error) {
	p, g, err := verklaring.Wie(r, toegang.AanvraagDoen)
	if err != nil {
		return a, "", err
	}
	a, err = h.Store.Concept(r.Context(), g.ID, p.ID)
	if fault.Is(err, fault.NotFound) { // sent already, or not begun: begin knows
		return a, verklaring.PadAanvragen, nil
	}
	if err == nil && !slices.Contains(a.Regels.Stappen(), naam) {
		return a, "", fault.New(fault.NotFound, "stap bestaat niet")
	}
	if err == nil && !a.Antwoorden.MagNaar(a.Regels, naam) {
		return a, verklaring.PadStap(a.Antwoorden.Open(a.Regels)), nil
	}
	return a, "", err
}

// stap shows one step, as it was left.
func (h Handler) stap(w http.ResponseWriter, r *http.Request) error {
	naam := chi.URLParam(r, "stap")
	a, elders, err := h.open(r, naam)
	if err != nil {
		return err
	}
	bewaard, terug := h.Account.Bewaard(w, r, r.URL.Path)
	if elders != "" {
		return httpx.Naar(w, r, elders)
	}
	g := stapgegevens{Naam: naam, A: a, Waarden: a.Antwoorden.Waarden()}
	half, isHalf := a.Antwoorden.Half[naam]
	switch {
	case terug && vanDezeAanvraag(bewaard, a):
		g.Waarden, g.Terug = bewaard, "bewaard"
	case isHalf:
		g.Waarden, g.Terug = half, "half"
	case naam == verklaring.StapWie && a.Antwoorden.Naam != "" && !slices.Contains(a.Antwoorden.Klaar, naam):
		g.Terug = "vooraf"
	}
	return h.toon(w, r, http.StatusOK, g)
}

// vanDezeAanvraag reports whether a form was made for this aanvraag. On a shared
// computer the form of one person may be sent in the session of the next.
func vanDezeAanvraag(waarden url.Values, a verklaring.Aanvraag) bool {
	return waarden.Get("id") == "" || waarden.Get("id") == a.ID.String()
}

func (h Handler) toon(w http.ResponseWriter, r *http.Request, status int, g stapgegevens) error {
	g.Vandaag = verklaring.Dag(h.Klok())
	if g.Naam == verklaring.StapBewijs || g.Naam == verklaring.StapControleren {
		var err error
		if g.Bijlagen, err = h.bijlagen().Lijst(r.Context(), toegang.GemeenteUit(r.Context()).ID, g.A.ID); err != nil {
			return err
		}
	}
	g.Tekort = tekort(r.Context(), g)
	return httpx.Render(w, r, status, stappagina(g))
}

// actieLater is the value of the button that keeps a step as it is, to go on later.
const actieLater = "later"

// errFouten ends a change of answers of which there is something to mend.
var errFouten = errors.New("antwoorden met fouten")

// stapOpslaan takes the answers of one step, and after the last sends the aanvraag.
func (h Handler) stapOpslaan(w http.ResponseWriter, r *http.Request) error {
	waarden, err := httpx.Formulier(w, r) // first: a form sent without a session is kept
	if err != nil {
		return err
	}
	naam := chi.URLParam(r, "stap")
	if naam == verklaring.StapControleren {
		return h.versturen(w, r, waarden)
	}
	a, elders, err := h.open(r, naam)
	if err != nil {
		return err
	}
	if elders != "" {
		return httpx.Naar(w, r, elders)
	}
	if !vanDezeAanvraag(waarden, a) {
		return httpx.Naar(w, r, verklaring.PadStap(naam))
	}
	return h.neem(w, r, naam, a, &verklaring.Invoer{Values: waarden})
}

// neem stores a step and goes on. With mistakes it shows the step again, unless the
// carer wants to go on later: then it is kept as it was typed.
func (h Handler) neem(w http.ResponseWriter, r *http.Request, naam string, a verklaring.Aanvraag, v *verklaring.Invoer) error {
	ctx := r.Context()
	p, g := toegang.PersoonUit(ctx), toegang.GemeenteUit(ctx)
	h.vul(r, v)
	later := v.Get("actie") == actieLater
	nieuw, err := h.Store.WijzigConcept(ctx, g.ID, p.ID, a.ID, func(x *verklaring.Antwoorden) error {
		poging := *x
		v.Fouten = nil
		poging.Neem(naam, v, a.Regels)
		switch {
		case len(v.Fouten) == 0:
			*x = poging
		case !later || !x.NeemHalf(naam, getypt(v.Values)):
			return errFouten
		}
		x.Taal = i18n.Code(ctx)
		return nil
	})
	switch {
	case errors.Is(err, errFouten):
		return h.toon(w, r, http.StatusUnprocessableEntity, stapgegevens{Naam: naam, A: a, Waarden: v.Values, Fouten: v.Fouten})
	case err != nil:
		return err
	case later:
		return h.bewaarVoorLater(w, r, nieuw)
	}
	return httpx.Naar(w, r, verklaring.PadStap(nieuw.Antwoorden.Open(nieuw.Regels)))
}

// vul tells a posted step what only the request knows.
func (h Handler) vul(r *http.Request, v *verklaring.Invoer) {
	ctx := r.Context()
	v.Vandaag, v.Email, v.Talen = verklaring.Dag(h.Klok()), toegang.PersoonUit(ctx).Email, tweedeTalen(ctx)
	v.Zin = func(s string) string { return i18n.Kies(ctx, "verklaring.fout.", s) }
	v.Onafdrukbaar = h.Store.Onafdrukbaar
}

// getypt is what of a form was typed or chosen.
func getypt(waarden url.Values) url.Values {
	uit := url.Values{}
	for veld, w := range waarden {
		if veld != "id" && veld != "actie" {
			uit[veld] = w
		}
	}
	return uit
}
