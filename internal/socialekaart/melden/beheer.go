package melden

import (
	"net/http"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

// meldlijst is one page of the reports.
type meldlijst struct {
	Afgehandeld bool
	Meldingen   []socialekaart.Melding
	Meer        bool
	Vervolg     bool // not the first page
	Open        int  // reports that wait, at most socialekaart.MeestOpen
}

func (l meldlijst) url(na uuid.UUID) string {
	toon, vanaf := "", ""
	if l.Afgehandeld {
		toon = "afgehandeld"
	}
	if na != uuid.Nil {
		vanaf = na.String()
	}
	return web.Zoek(PadMeldingen, "toon", toon, "na", vanaf)
}

func (h Handler) lijst(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	if err := toegang.PersoonUit(ctx).Eis(toegang.AanbodBewerken); err != nil {
		return err
	}
	gemeenteID := toegang.GemeenteUit(ctx).ID
	na, _ := uuid.Parse(r.URL.Query().Get("na")) // what is no id begins at the beginning
	l := meldlijst{Afgehandeld: r.URL.Query().Get("toon") == "afgehandeld", Vervolg: na != uuid.Nil}
	var err error
	if l.Open, err = h.Store.Open(ctx, gemeenteID); err != nil {
		return err
	}
	if l.Meldingen, l.Meer, err = h.Store.Lees(ctx, gemeenteID, l.Afgehandeld, na); err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, lijstpagina(l))
}

// The values of the button of a report.
const (
	handelAf = "afgehandeld"
	heropen  = "open"
)

// zet is POST /beheer/meldingen/{id}.
func (h Handler) zet(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	door := toegang.PersoonUit(ctx)
	if err := door.Eis(toegang.AanbodBewerken); err != nil {
		return err
	}
	id, err := uuid.Parse(chi.URLParam(r, "id"))
	if err != nil {
		return fault.New(fault.NotFound, "geen id van een melding: %w", err)
	}
	v, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	actie := v.Get("actie")
	if actie != handelAf && actie != heropen {
		return fault.New(fault.Invalid, "melding zonder actie")
	}
	gedaan, err := h.Store.Zet(ctx, toegang.GemeenteUit(ctx).ID, id, actie == handelAf, door)
	if err != nil {
		return err
	}
	zin := "De melding is afgehandeld. Onder ‘Afgehandeld’ kunt u haar terugzetten."
	switch {
	case !gedaan:
		zin = "Er is niets veranderd: een collega was u voor, of de melding is er niet meer."
	case actie == heropen:
		zin = "De melding staat weer bij de open meldingen."
	}
	if err := h.Flits.Flits(w, r, zin); err != nil {
		return err
	}
	return httpx.Naar(w, r, meldlijst{Afgehandeld: actie == heropen}.url(uuid.Nil))
}
