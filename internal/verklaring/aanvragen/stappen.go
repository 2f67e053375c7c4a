package aanvragen

import (
	"mantelpunt/internal/verklaring"
	"net/http"
	"net/url"
	"slices"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
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
		return h.naarMijn(w, r, a.ID, i18n.T(r.Context(), "verklaring.flits.loopt"))
	}
	return httpx.Naar(w, r, verklaring.PadStap(a.Antwoorden.Open(a.Regels)))
}

// naarMijn goes to the page of an aanvraag, with a sentence on top.
func (h Handler) naarMijn(w http.ResponseWriter, r *http.Request, id uuid.UUID, zin string) error {
	if err := h.Account.Flits(w, r, zin); err != nil {
		return err
	}
	return httpx.Naar(w, r, verklaring.PadMijnAanvraag(id))
}

// stapgegevens is what the page of a step shows.
type stapgegevens struct {
	Naam    string
	ID      uuid.UUID
	Waarden url.Values
	Fouten  web.Fouten
	Regels  verklaring.Regels
	A       verklaring.Antwoorden
	Toets   verklaring.Toets // on the last step
	Bewaard bool             // typed before the session ended
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

// stap shows one step.
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
	g := stapgegevens{Naam: naam, ID: a.ID, Waarden: a.Antwoorden.Waarden(), Regels: a.Regels, A: a.Antwoorden}
	if terug && vanDezeAanvraag(bewaard, a) {
		g.Waarden, g.Bewaard = bewaard, true
	}
	return h.toon(w, r, http.StatusOK, g)
}

// vanDezeAanvraag reports whether a form was made for this aanvraag. On a shared
// computer the form of one person may be sent in the session of the next.
func vanDezeAanvraag(waarden url.Values, a verklaring.Aanvraag) bool {
	return waarden.Get("id") == "" || waarden.Get("id") == a.ID.String()
}

func (h Handler) toon(w http.ResponseWriter, r *http.Request, status int, g stapgegevens) error {
	if g.Naam == "controleren" {
		g.Toets = g.Regels.Toets(r.Context(), g.A, verklaring.Stand{}, verklaring.Dag(h.Klok()))
	}
	return httpx.Render(w, r, status, stappagina(g))
}

// stapOpslaan takes the answers of one step, and after the last sends the aanvraag.
func (h Handler) stapOpslaan(w http.ResponseWriter, r *http.Request) error {
	waarden, err := httpx.Formulier(w, r) // first: a form sent without a session is kept
	if err != nil {
		return err
	}
	naam := chi.URLParam(r, "stap")
	if naam == "controleren" {
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
	v := &verklaring.Invoer{Values: waarden, Vandaag: verklaring.Dag(h.Klok()), Zin: func(s string) string { return i18n.Kies(r.Context(), "verklaring.fout.", s) }}
	nieuw := a.Antwoorden
	nieuw.Neem(naam, v, a.Regels)
	nieuw.Taal = i18n.Code(r.Context())
	if len(v.Fouten) > 0 {
		return h.toon(w, r, http.StatusUnprocessableEntity, stapgegevens{Naam: naam, ID: a.ID, Waarden: waarden, Fouten: v.Fouten, Regels: a.Regels, A: a.Antwoorden})
	}
	p, g := toegang.PersoonUit(r.Context()), toegang.GemeenteUit(r.Context())
	if err := h.Store.BewaarConcept(r.Context(), g.ID, p.ID, a.ID, nieuw); err != nil {
		return err
	}
	return httpx.Naar(w, r, verklaring.PadStap(nieuw.Open(a.Regels)))
}

// versturen sends the aanvraag whose id the form holds, so that a second click
// finds the same one, sent already.
func (h Handler) versturen(w http.ResponseWriter, r *http.Request, waarden url.Values) error {
	p, g, err := verklaring.Wie(r, toegang.AanvraagDoen)
	if err != nil {
		return err
	}
	id, err := uuid.Parse(waarden.Get("id"))
	if err != nil {
		return fault.New(fault.Invalid, "geen id in het formulier")
	}
	a, err := h.Store.EigenAanvraag(r.Context(), g.ID, p.ID, id)
	if err != nil {
		return err
	}
	if a.Status == verklaring.Concept {
		if !a.Antwoorden.MagNaar(a.Regels, "controleren") {
			return httpx.Naar(w, r, verklaring.PadStap(a.Antwoorden.Open(a.Regels)))
		}
		if waarden.Get("akkoord") != "ja" {
			fout := web.Fouten{{Veld: "akkoord", Tekst: i18n.T(r.Context(), "verklaring.fout.akkoord")}}
			return h.toon(w, r, http.StatusUnprocessableEntity, stapgegevens{Naam: "controleren", ID: a.ID, Waarden: waarden, Fouten: fout, Regels: a.Regels, A: a.Antwoorden})
		}
		if a, err = h.Store.Indienen(r.Context(), g.ID, p, id, h.Klok()); err != nil {
			return err
		}
	}
	return h.naarMijn(w, r, a.ID, i18n.T(r.Context(), "verklaring.flits.verstuurd"))
}
