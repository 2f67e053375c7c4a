// Package invoer is where a consulent enters an aanvraag for somebody at the desk, on
// the phone or on paper: all questions on one page. Who has no e-mail address gets every
// letter by post.
package invoer

import (
	"net/http"
	"time"

	"mantelpunt/internal/bijlage"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Handler has the page.
type Handler struct {
	Store   verklaring.Store
	Account verklaring.Account
	Keurder bijlage.Keurder
	Web     *httpx.Afhandelaar
	Klok    func() time.Time // time.Now, or what a test says
}

// PadNieuw is where an aanvraag is entered.
const PadNieuw = verklaring.PadInvoer

// Routes hangs the page in the router.
func (h Handler) Routes(r chi.Router) {
	r.Group(func(r chi.Router) {
		r.Use(httpx.Persoonlijk)
		r.Get(PadNieuw, h.Web.H(h.nieuw))
		r.With(httpx.Uploads, h.Web.Begrens(httpx.NieuweLimiet(time.Second, 60))).Post(PadNieuw, h.Web.H(h.opslaan))
	})
}

// nieuw shows the empty page. It draws the id of the aanvraag, so that a second click
// finds the one that the first click made.
func (h Handler) nieuw(w http.ResponseWriter, r *http.Request) error {
	_, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen)
	if err != nil {
		return err
	}
	regeling, err := h.Store.Regeling(r.Context(), g.ID, verklaring.Dag(h.Klok()))
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, pagina(leeg(regeling.Regels, verklaring.Dag(h.Klok()))))
}

// opslaan enters the aanvraag. What might be a mistake and need not be one is shown
// first; with the word that it is right the same form goes through.
func (h Handler) opslaan(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	p, g, err := verklaring.Wie(r, toegang.AanvraagBehandelen)
	if err != nil {
		return err
	}
	waarden, bestanden, err := httpx.Upload(w, r, bijlage.MaxBestand)
	if err != nil {
		return err
	}
	id, err := uuid.Parse(waarden.Get("id"))
	if err != nil {
		return fault.New(fault.Invalid, "geen id in het formulier")
	}
	regeling, err := h.Store.Regeling(ctx, g.ID, verklaring.Dag(h.Klok()))
	if err != nil {
		return err
	}
	f := formulier{ID: id, Values: waarden, Regels: regeling.Regels, Gekozen: len(bestanden) > 0}
	n := f.lees(ctx, h.Store.Onafdrukbaar, h.Klok())
	n.RegelingID = regeling.ID
	stukken, err := h.keur(ctx, &f, bestanden)
	if err != nil {
		return err
	}
	if len(f.Fouten) == 0 {
		if err := h.let(ctx, g.ID, &f, n); err != nil {
			return err
		}
	}
	if len(f.Fouten) > 0 || f.vraagt() {
		return httpx.Render(w, r, http.StatusUnprocessableEntity, pagina(f))
	}
	n.Antwoorden.Bewijs = bewijs(f.Regels, stukken)
	n.Bewaar = h.bewaar(stukken, p, h.Klok())
	a, err := h.neemAan(r, f, n)
	if zin := fault.Tekst(err); zin != "" {
		f.Melding = zin
		return httpx.Render(w, r, http.StatusConflict, pagina(f))
	}
	if err != nil {
		return err
	}
	if err := h.Account.Flits(w, r, gedaan(a)); err != nil {
		return err
	}
	return httpx.Naar(w, r, verklaring.PadDossier(a.ID))
}

// neemAan stores and sends the aanvraag, with the permission that came on paper, in one
// transaction.
func (h Handler) neemAan(r *http.Request, f formulier, n verklaring.Aanname) (a verklaring.Aanvraag, err error) {
	ctx := r.Context()
	p, g := toegang.PersoonUit(ctx), toegang.GemeenteUit(ctx)
	err = h.Store.Van(g.ID).Tx(ctx, func(tx pgx.Tx) error {
		if a, err = h.Store.NeemAan(ctx, tx, g.ID, p, n, h.Klok()); err != nil {
			return err
		}
		if f.Get("wijze") != wijzeOntvangen || !a.Status.Open() || a.Stand.Toestemming == verklaring.ToestemmingJa {
			return nil
		}
		return h.Store.ToestemmingOpPapier(ctx, tx, &a, verklaring.Toestemmingantwoord{Ja: true}, h.Klok())
	})
	return a, postgres.Fout(err, "aanvraag invoeren")
}

// gedaan says what happened and what is left to do.
func gedaan(a verklaring.Aanvraag) string {
	zin := "Aanvraag " + a.Kenmerk + " is ingevoerd."
	if a.Status == verklaring.Verleend {
		zin = "Aanvraag " + a.Kenmerk + " is ingevoerd, en de verklaring is meteen verleend."
	}
	if a.Email == "" {
		return zin + " De brief aan de aanvrager ligt klaar om af te drukken."
	}
	return zin + " De aanvrager krijgt een e-mail."
}
