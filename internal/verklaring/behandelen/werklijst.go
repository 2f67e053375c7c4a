package behandelen

import (
	"fmt"
	"net/http"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// werklijst shows what waits for a decision.
func (h Handler) werklijst(w http.ResponseWriter, r *http.Request) error {
	if _, _, err := verklaring.Wie(r, toegang.AanvraagBehandelen); err != nil {
		return err
	}
	return h.toonWerklijst(w, r, http.StatusOK, afwezigformulier{})
}

func (h Handler) toonWerklijst(w http.ResponseWriter, r *http.Request, status int, f afwezigformulier) error {
	vandaag := verklaring.Dag(h.Klok())
	lijst, err := h.Store.Werklijst(r.Context(), toegang.GemeenteUit(r.Context()).ID, toegang.PersoonUit(r.Context()).ID, leesSelectie(r.URL.Query()), vandaag)
	if err != nil {
		return err
	}
	if tot := afwezigTot(lijst.Collegas, toegang.PersoonUit(r.Context()).ID); tot != nil {
		f.Afwezig = true
		if f.Tot.Leeg() {
			f.Tot = web.NaarDatum(*tot)
		}
	}
	return httpx.Render(w, r, status, werklijstpagina(lijst, f, vandaag))
}

// zoeken finds aanvragen by name. It is a form that is posted, so that no name
// stands in an address.
func (h Handler) zoeken(w http.ResponseWriter, r *http.Request) error {
	_, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen)
	if err != nil {
		return err
	}
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	vraag := form.Get("naam")
	as, err := h.Store.Zoek(r.Context(), g.ID, vraag)
	if err != nil {
		return err
	}
	if vraag != "" {
		if err := h.Store.gezocht(r.Context(), g.ID, len(as)); err != nil {
			return err
		}
	}
	rs, err := h.Store.metNieuw(r.Context(), g.ID, as)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, zoekpagina(vraag, rs, verklaring.Dag(h.Klok())))
}

// afwezigformulier is until when somebody is away.
type afwezigformulier struct {
	Tot     web.Datum
	Fouten  web.Fouten
	Afwezig bool // is away now
	Open    bool // shown unfolded
}

// maxAfwezig is the furthest day, so that a slip of the year is seen.
const maxAfwezig = 2 // years

func (f *afwezigformulier) controleer(vandaag time.Time) *time.Time {
	tot, ok := f.Tot.Tijd()
	switch {
	case f.Tot.Leeg():
		f.Fouten.Voeg("tot", "Vul in tot en met welke dag u afwezig bent.")
	case !ok:
		f.Fouten.Voeg("tot", "Deze datum bestaat niet. Vul een dag, maand en jaar in.")
	case tot.Before(vandaag):
		f.Fouten.Voeg("tot", "Deze dag is al voorbij. Kies vandaag of later.")
	case tot.After(vandaag.AddDate(maxAfwezig, 0, 0)):
		f.Fouten.Voeg("tot", fmt.Sprintf("Kies een dag binnen %d jaar.", maxAfwezig))
	}
	return &tot
}

func (h Handler) afwezig(w http.ResponseWriter, r *http.Request) error {
	p, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen)
	if err != nil {
		return err
	}
	waarden, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	var tot *time.Time
	zin := "U staat weer als aanwezig."
	if waarden.Get("terug") == "" {
		f := afwezigformulier{Tot: web.LeesDatum(waarden.Get, "tot")}
		tot, zin = f.controleer(verklaring.Dag(h.Klok())), "Uw collega’s zien dat u afwezig bent."
		if len(f.Fouten) > 0 {
			return h.toonWerklijst(w, r, http.StatusUnprocessableEntity, f)
		}
	}
	if err := h.Store.Afwezig(r.Context(), g.ID, p, tot); err != nil {
		return err
	}
	return h.flitsNaar(w, r, zin, verklaring.PadWerklijst)
}

// overnemen takes everything of an absent colleague.
func (h Handler) overnemen(w http.ResponseWriter, r *http.Request) error {
	p, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen)
	if err != nil {
		return err
	}
	waarden, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	van, err := uuid.Parse(waarden.Get("van"))
	if err != nil {
		return fault.New(fault.Invalid, "geen id van een collega")
	}
	n, err := h.Store.NeemAllesOver(r.Context(), g.ID, p, van, verklaring.Dag(h.Klok()))
	if err != nil {
		return err
	}
	return h.flitsNaar(w, r, aantal(n, "aanvraag is", "aanvragen zijn")+" nu van u.", Selectie{Lijst: Mijn}.URL())
}

// flitsNaar shows a sentence on the next page.
func (h Handler) flitsNaar(w http.ResponseWriter, r *http.Request, zin, pad string) error {
	if err := h.Account.Flits(w, r, zin); err != nil {
		return err
	}
	return httpx.Naar(w, r, pad)
}
