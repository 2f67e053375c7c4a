package behandelen

import (
	"mantelpunt/internal/verklaring"
	"net/http"
	"slices"
	"strings"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// werklijst shows what waits for a decision.
func (h Handler) werklijst(w http.ResponseWriter, r *http.Request) error {
	_, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen)
	if err != nil {
		return err
	}
	lijst := Openstaand
	if r.URL.Query().Get("lijst") == string(Afgehandeld) {
		lijst = Afgehandeld
	}
	na, err := uuid.Parse(r.URL.Query().Get("na"))
	if err != nil {
		na = uuid.Nil
	}
	as, err := h.Store.Werklijst(r.Context(), g.ID, lijst, na)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, werklijstpagina(lijst, as, na != uuid.Nil, verklaring.Dag(h.Klok())))
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
	return httpx.Render(w, r, http.StatusOK, zoekpagina(vraag, as, verklaring.Dag(h.Klok())))
}

// besluitformulier is the form with which a consulent grants.
type besluitformulier struct {
	Doelen    []string
	GeldigVan web.Datum
	Fouten    web.Fouten
	Conflict  string // sentence when a colleague was first
}

func (h Handler) dossier(w http.ResponseWriter, r *http.Request) error {
	if _, _, err := verklaring.Wie(r, toegang.AanvraagBehandelen); err != nil {
		return err
	}
	return h.toonDossier(w, r, http.StatusOK, besluitformulier{GeldigVan: web.NaarDatum(verklaring.Dag(h.Klok()))})
}

func (h Handler) toonDossier(w http.ResponseWriter, r *http.Request, status int, f besluitformulier) error {
	id, err := verklaring.IDUit(r)
	if err != nil {
		return err
	}
	d, err := h.Store.Dossier(r.Context(), toegang.GemeenteUit(r.Context()).ID, id)
	if err != nil {
		return err
	}
	if f.Doelen == nil && len(f.Fouten) == 0 {
		f.Doelen = d.Antwoorden.Doelen
	}
	vandaag := verklaring.Dag(h.Klok())
	return httpx.Render(w, r, status, dossierpagina(d, d.Regels.Toets(r.Context(), d.Antwoorden, d.Stand, verklaring.Dag(*d.IngediendOp)), f, vandaag))
}

func (h Handler) behandelen(w http.ResponseWriter, r *http.Request) error {
	p, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen)
	if err != nil {
		return err
	}
	id, err := verklaring.IDUit(r)
	if err != nil {
		return err
	}
	err = h.Store.InBehandeling(r.Context(), g.ID, p, id, h.Klok())
	if fault.Is(err, fault.Conflict) {
		return h.toonDossier(w, r, http.StatusConflict, besluitformulier{GeldigVan: web.NaarDatum(verklaring.Dag(h.Klok())), Conflict: fault.Tekst(err)})
	}
	if err != nil {
		return err
	}
	if err := h.Account.Flits(w, r, "U behandelt deze aanvraag."); err != nil {
		return err
	}
	return httpx.Naar(w, r, verklaring.PadDossier(id))
}

func (h Handler) verlenen(w http.ResponseWriter, r *http.Request) error {
	p, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen)
	if err != nil {
		return err
	}
	waarden, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	id, err := verklaring.IDUit(r)
	if err != nil {
		return err
	}
	f := besluitformulier{Doelen: slices.Clone(waarden["doelen"]), GeldigVan: web.LeesDatum(waarden.Get, "geldig_van")}
	van := f.controleer(verklaring.Dag(h.Klok()))
	if len(f.Fouten) > 0 {
		return h.toonDossier(w, r, http.StatusUnprocessableEntity, f)
	}
	_, err = h.Store.Besluit(r.Context(), g.ID, p, id, verklaring.Besluit{Soort: verklaring.Verleend, Doelen: f.Doelen, GeldigVan: van}, h.Klok())
	switch {
	case fault.Is(err, fault.Conflict) && fault.Tekst(err) != "":
		f.Conflict = fault.Tekst(err)
		return h.toonDossier(w, r, http.StatusConflict, f)
	case fault.Is(err, fault.Invalid) && fault.Tekst(err) != "":
		f.Fouten.Voeg("doelen", fault.Tekst(err))
		return h.toonDossier(w, r, http.StatusUnprocessableEntity, f)
	case err != nil:
		return err
	}
	if err := h.Account.Flits(w, r, "De verklaring is verleend. De aanvrager krijgt bericht."); err != nil {
		return err
	}
	return httpx.Naar(w, r, verklaring.PadDossier(id))
}

// controleer reads the decision. A verklaring may begin at most a year from now
// and not before the last month.
func (f *besluitformulier) controleer(vandaag time.Time) time.Time {
	if len(f.Doelen) == 0 {
		f.Fouten.Voeg("doelen", "Kies waarvoor de verklaring geldt.")
	}
	van, ok := f.GeldigVan.Tijd()
	switch {
	case f.GeldigVan.Leeg():
		f.Fouten.Voeg("geldig_van", "Vul in vanaf welke dag de verklaring geldt.")
	case !ok:
		f.Fouten.Voeg("geldig_van", "Deze datum bestaat niet. Vul een dag, maand en jaar in.")
	case van.Before(vandaag.AddDate(0, -1, 0)), van.After(vandaag.AddDate(1, 0, 0)):
		f.Fouten.Voeg("geldig_van", "Kies een dag tussen een maand geleden en een jaar vooruit.")
	}
	return van
}
