package behandelen

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/bijlage"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

// dossierformulier is what was typed on the page of a dossier, with what is wrong.
type dossierformulier struct {
	Notitie  string
	Fouten   web.Fouten
	Conflict string // sentence when a colleague was first
	Collegas []Collega
}

func (h Handler) dossierroutes(r chi.Router) {
	dossier := verklaring.PadWerklijst + "/{id}"
	r.Get(dossier, h.Web.H(h.dossier))
	r.Post(dossier+"/behandelen", h.Web.H(h.behandelen))
	r.Post(dossier+"/toewijzen", h.Web.H(h.toewijzen))
	r.Post(dossier+"/notitie", h.Web.H(h.notitie))
	r.Post(dossier+"/vasthouden", h.Web.H(h.vasthouden))
	r.Get(dossier+"/brieven/{stuk}.pdf", h.Web.H(h.brief))
	r.Get(dossier+"/verklaringen/{stuk}.pdf", h.Web.H(h.document))
	r.Get(dossier+"/bijlagen/{stuk}", h.Web.H(h.bijlage))
	r.Post(dossier+"/bijlagen/{stuk}", h.Web.H(h.bijlagesoort))
}

// dossier shows everything of an aanvraag. What its aanvrager wrote counts as read when
// the behandelaar looks.
func (h Handler) dossier(w http.ResponseWriter, r *http.Request) error {
	p, d, err := h.besluitdossier(r)
	if err != nil {
		return err
	}
	g := toegang.GemeenteUit(r.Context())
	if d.BehandelaarID == p.ID {
		if err := h.Store.LeesBerichten(r.Context(), g.ID, p, d.ID, h.Klok()); err != nil {
			return err
		}
	}
	return h.toon(w, r, http.StatusOK, d, dossierformulier{})
}

func (h Handler) toon(w http.ResponseWriter, r *http.Request, status int, d Dossier, f dossierformulier) (err error) {
	vandaag := verklaring.Dag(h.Klok())
	if f.Collegas, err = h.Store.Collegas(r.Context(), toegang.GemeenteUit(r.Context()).ID, vandaag); err != nil {
		return err
	}
	return httpx.Render(w, r, status, dossierpagina(d, h.toets(r, d), f, vandaag))
}

// gedaan goes back to the dossier with a sentence, or shows why nothing happened there.
func (h Handler) gedaan(w http.ResponseWriter, r *http.Request, id uuid.UUID, err error, zin string) error {
	if fault.Tekst(err) != "" && (fault.Is(err, fault.Conflict) || fault.Is(err, fault.Invalid)) {
		_, d, lees := h.besluitdossier(r)
		if lees != nil {
			return lees
		}
		return h.toon(w, r, httpx.Status(err), d, dossierformulier{Conflict: fault.Tekst(err)})
	}
	if err != nil {
		return err
	}
	return h.flitsNaar(w, r, zin, verklaring.PadDossier(id))
}

// gepost reads a form of a dossier: who sends it, for which aanvraag.
func (h Handler) gepost(w http.ResponseWriter, r *http.Request) (v formulier, err error) {
	if v.p, v.g, err = verklaring.Wie(r, toegang.AanvraagBehandelen); err != nil {
		return v, err
	}
	if v.waarden, err = httpx.Formulier(w, r); err != nil {
		return v, err
	}
	v.id, err = verklaring.IDUit(r)
	return v, err
}

type formulier struct {
	p       toegang.Persoon
	g       toegang.Gemeente
	id      uuid.UUID
	waarden interface{ Get(string) string }
}

// versie is that of the dossier that the consulent saw; the zero time for none.
func (f formulier) versie() time.Time {
	return werkformulier{Versie: f.waarden.Get("versie")}.versie()
}

func (h Handler) behandelen(w http.ResponseWriter, r *http.Request) error {
	f, err := h.gepost(w, r)
	if err != nil {
		return err
	}
	err = h.Store.InBehandeling(r.Context(), f.g.ID, f.p, f.id, h.Klok())
	return h.gedaan(w, r, f.id, err, "U behandelt deze aanvraag.")
}

// toewijzen hands the aanvraag to a colleague, or to who asks.
func (h Handler) toewijzen(w http.ResponseWriter, r *http.Request) error {
	f, err := h.gepost(w, r)
	if err != nil {
		return err
	}
	aan, err := uuid.Parse(f.waarden.Get("aan"))
	if err != nil {
		return h.gedaan(w, r, f.id, fault.Met(fault.Invalid, "Kies een collega."), "")
	}
	zin := "De aanvraag is overgedragen. Uw collega krijgt een e-mail."
	if aan == f.p.ID {
		zin = "U behandelt deze aanvraag nu."
	}
	return h.gedaan(w, r, f.id, h.Store.Geef(r.Context(), f.g.ID, f.p, f.id, aan, f.versie(), h.Klok()), zin)
}

func (h Handler) notitie(w http.ResponseWriter, r *http.Request) error {
	f, err := h.gepost(w, r)
	if err != nil {
		return err
	}
	d := dossierformulier{Notitie: f.waarden.Get("notitie")}
	switch verklaring.TekstFout(d.Notitie) {
	case "leeg":
		d.Fouten.Voeg("notitie", "Typ eerst een notitie.")
	case "lang":
		d.Fouten.Voeg("notitie", "Maak de notitie korter: hoogstens "+strconv.Itoa(verklaring.MaxBericht)+" tekens.")
	}
	if len(d.Fouten) > 0 {
		_, dossier, err := h.besluitdossier(r)
		if err != nil {
			return err
		}
		return h.toon(w, r, http.StatusUnprocessableEntity, dossier, d)
	}
	return h.gedaan(w, r, f.id, h.Store.Noteer(r.Context(), f.g.ID, f.p, f.id, d.Notitie, h.Klok()), "De notitie is bewaard.")
}

func (h Handler) vasthouden(w http.ResponseWriter, r *http.Request) error {
	f, err := h.gepost(w, r)
	if err != nil {
		return err
	}
	reden := f.waarden.Get("reden")
	zin := "Van dit dossier wordt niets gewist zolang u het vasthoudt."
	if reden == "" {
		zin = "De gewone bewaartermijn geldt weer voor dit dossier."
	}
	return h.gedaan(w, r, f.id, h.Store.Houd(r.Context(), f.g.ID, f.id, reden, f.versie()), zin)
}

// stuk reads which document of which dossier is asked for, by who may see it.
func stuk(r *http.Request) (g toegang.Gemeente, id, stuk uuid.UUID, err error) {
	if _, g, err = verklaring.Wie(r, toegang.AanvraagBehandelen); err != nil {
		return g, id, stuk, err
	}
	if id, err = verklaring.IDUit(r); err != nil {
		return g, id, stuk, err
	}
	if stuk, err = uuid.Parse(chi.URLParam(r, "stuk")); err != nil {
		err = fault.New(fault.NotFound, "geen id van een stuk")
	}
	return g, id, stuk, err
}

func (h Handler) brief(w http.ResponseWriter, r *http.Request) error {
	g, id, stuk, err := stuk(r)
	if err != nil {
		return err
	}
	document, soort, err := h.Store.Brief(r.Context(), g.ID, id, stuk)
	if err != nil {
		return err
	}
	bijlage.Geef(w, bijlage.Bijlage{Naam: "brief-" + strings.ReplaceAll(string(soort), "_", "-") + ".pdf"}, document)
	return nil
}

func (h Handler) document(w http.ResponseWriter, r *http.Request) error {
	g, id, stuk, err := stuk(r)
	if err != nil {
		return err
	}
	document, kenmerk, err := h.Store.Verklaringdocument(r.Context(), g.ID, id, stuk)
	if err != nil {
		return err
	}
	bijlage.Geef(w, bijlage.Bijlage{Naam: kenmerk + ".pdf"}, document)
	return nil
}

func (h Handler) bijlage(w http.ResponseWriter, r *http.Request) error {
	g, id, stuk, err := stuk(r)
	if err != nil {
		return err
	}
	b, inhoud, err := h.Store.Bijlage(r.Context(), g.ID, id, stuk)
	if err != nil {
		return err
	}
	bijlage.Geef(w, b, inhoud)
	return nil
}

// bijlagesoort says what a file is.
func (h Handler) bijlagesoort(w http.ResponseWriter, r *http.Request) error {
	g, id, stuk, err := stuk(r)
	if err != nil {
		return err
	}
	waarden, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	return h.gedaan(w, r, id, h.Store.WijzigSoort(r.Context(), g.ID, id, stuk, waarden.Get("soort")), "De soort van de bijlage is gewijzigd.")
}
