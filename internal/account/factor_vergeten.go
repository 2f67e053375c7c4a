package account

import (
	"context"
	"net/http"
	"strconv"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/jobs"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/sessie"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
)

func (h Handler) vergetenRoutes(r chi.Router) {
	r.Get("/beheer/wachtwoord-vergeten", h.Web.H(h.vraagVergeten))
	r.With(h.Web.Begrens(h.vragen)).Post("/beheer/wachtwoord-vergeten", h.Web.H(h.stuurLink))
	r.Get("/beheer/wachtwoord/{token}", h.Web.H(h.openLink))
	r.With(h.Web.Begrens(h.medewerkers)).Post("/beheer/wachtwoord/{token}", h.Web.H(h.gebruikLink))
}

// vraagVergeten is GET /beheer/wachtwoord-vergeten.
func (h Handler) vraagVergeten(w http.ResponseWriter, r *http.Request) error {
	return httpx.Render(w, r, http.StatusOK, vergetenpagina("", nil))
}

// stuurLink is POST /beheer/wachtwoord-vergeten. Whether there is an account is
// looked up by a job: the answer is the same for everybody, and takes as long.
func (h Handler) stuurLink(w http.ResponseWriter, r *http.Request) error {
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	email, ok := Emailadres(form.Get("email"))
	if !ok {
		return httpx.Render(w, r, http.StatusUnprocessableEntity, vergetenpagina(form.Get("email"), web.Fouten{{Veld: "email", Tekst: "Vul een e-mailadres in, zoals naam@gemeente.example."}}))
	}
	g := toegang.GemeenteUit(r.Context())
	err = pgx.BeginFunc(r.Context(), h.Store.Pool, func(tx pgx.Tx) error {
		return h.Post.Rij.Erin(r.Context(), tx, vergetentaak{GemeenteID: g.ID, Naam: g.Naam, URL: g.URL, Dicht: h.Store.Kluis.Dicht([]byte(email), vergetenplaats, strconv.Itoa(g.ID))})
	})
	if err != nil {
		return fault.Wrap(err, "wachtwoord vergeten")
	}
	return httpx.Render(w, r, http.StatusOK, gestuurdpagina())
}

// openLink is GET /beheer/wachtwoord/{token}: opening the link uses nothing up, since
// mail programs open links too.
func (h Handler) openLink(w http.ResponseWriter, r *http.Request) error {
	p, err := h.Store.Link(r.Context(), toegang.GemeenteUit(r.Context()).ID, chi.URLParam(r, "token"))
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, kiespagina(p.Email, nil))
}

// gebruikLink is POST /beheer/wachtwoord/{token}.
func (h Handler) gebruikLink(w http.ResponseWriter, r *http.Request) error {
	if _, err := httpx.Formulier(w, r); err != nil {
		return err
	}
	g, token := toegang.GemeenteUit(r.Context()), chi.URLParam(r, "token")
	p, err := h.Store.Link(r.Context(), g.ID, token)
	if err != nil {
		return err
	}
	err = h.Store.GebruikLink(r.Context(), g.ID, token, g.Naam, getypt(r, "nieuw"), func(p toegang.Persoon) Melden {
		return h.meld(r, p, "Voor uw account is een nieuw wachtwoord gekozen.")
	})
	if fault.Is(err, fault.Invalid) {
		return httpx.Render(w, r, http.StatusUnprocessableEntity, kiespagina(p.Email, web.Fouten{{Veld: "nieuw", Tekst: fault.Tekst(err)}}))
	}
	if err != nil {
		return err
	}
	ses, err := h.Sessies.Haal(r)
	if err != nil {
		return err
	}
	clear(ses.Values)
	ses.Values[sessie.Flits] = "Uw wachtwoord is gekozen. U kunt er nu mee inloggen."
	if err := h.Sessies.Vernieuw(r, w, ses); err != nil {
		return err
	}
	return httpx.Naar(w, r, padInloggen)
}

const vergetenplaats = "wachtwoord_vergeten"

// vergetentaak is the wish for a new password. The address is closed: the table of
// jobs tells nobody who asked.
type vergetentaak struct {
	GemeenteID int    `json:"gemeente"`
	Naam       string `json:"naam"`
	URL        string `json:"url"`
	Dicht      []byte `json:"dicht"`
}

func (vergetentaak) Kind() string { return "account_wachtwoord_vergeten" }

type vergeter struct {
	river.WorkerDefaults[vergetentaak]
	store Store
}

func (v *vergeter) Work(ctx context.Context, job *river.Job[vergetentaak]) error {
	a := job.Args
	email, err := v.store.Kluis.Open(a.Dicht, vergetenplaats, strconv.Itoa(a.GemeenteID))
	if err != nil {
		return err
	}
	rij, err := jobs.Uit(ctx)
	if err != nil {
		return err
	}
	post := mail.Post{Rij: rij, Kluis: v.store.Kluis}
	return v.store.vergeten(ctx, a.GemeenteID, string(email), func(tx pgx.Tx, p toegang.Persoon, token string) error {
		return post.Verstuur(ctx, tx, mail.Bericht{
			Aan: p.Email, Onderwerp: "Kies een nieuw wachtwoord voor Mantelpunt", Afzender: "Gemeente " + a.Naam + ", Mantelpunt",
			Alineas: []string{"U heeft gevraagd om een nieuw wachtwoord voor de werkplek van Mantelpunt. Kies het op de pagina hieronder. De link werkt één keer, en een uur lang.",
				"Heeft u dit niet gevraagd? Dan hoeft u niets te doen: uw wachtwoord blijft zoals het was."},
			Link: a.URL + "/beheer/wachtwoord/" + token, LinkTekst: "Kies een nieuw wachtwoord",
		})
	})
}
