package account

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/oidc"
	"mantelpunt/internal/sessie"
	"mantelpunt/internal/toegang"

	"github.com/go-chi/chi/v5"
)

// Handler has the pages to log in and out, and the middleware that knows who is asking.
type Handler struct {
	Store   Store
	Sessies *sessie.Store
	Post    mail.Post
	Web     *httpx.Afhandelaar

	Aanbieders *oidc.Aanbieders // where people log in who do not log in here

	Organisaties Organisatielijst // to choose from for an aanbieder
	Meldingen    Meldingteller    // nil for none

	medewerkers, factoren, vragen, codes, aanbieders, afmeldingen *httpx.Limiet
	nu                                                            func() time.Time
}

// Nieuw makes the handler. A whole office or a mobile network may share one
// address, so the limits per address are wide: they stop a machine, not people.
// What protects one account is counted in Postgres.
func Nieuw(s Store, sessies *sessie.Store, post mail.Post, web *httpx.Afhandelaar) Handler {
	return Handler{Store: s, Sessies: sessies, Post: post, Web: web,
		medewerkers: httpx.NieuweLimiet(10*time.Second, 20),
		factoren:    httpx.NieuweLimiet(5*time.Second, 60), // a login takes two or three
		vragen:      httpx.NieuweLimiet(20*time.Second, 20),
		codes:       httpx.NieuweLimiet(10*time.Second, 30),
		aanbieders:  httpx.NieuweLimiet(100*time.Millisecond, 300), // an office logs in at nine
		afmeldingen: httpx.NieuweLimiet(100*time.Millisecond, 200), // one address, the provider's, tells of everybody
		Aanbieders:  oidc.Nieuw(false),
		nu:          time.Now,
	}
}

// Routes hangs the pages in the router.
func (h Handler) Routes(r chi.Router) {
	r.Group(func(r chi.Router) {
		r.Use(httpx.Persoonlijk)
		r.Get("/inloggen", h.Web.H(h.vraagEmail))
		r.With(h.Web.Begrens(h.vragen)).Post("/inloggen", h.Web.H(h.stuurCode))
		r.Get("/inloggen/code", h.Web.H(h.vraagCode))
		r.With(h.Web.Begrens(h.codes)).Post("/inloggen/code", h.Web.H(h.gebruikCode))
		r.Get("/beheer/inloggen", h.Web.H(h.vraagWachtwoord))
		r.With(h.Web.Begrens(h.medewerkers)).Post("/beheer/inloggen", h.Web.H(h.meldAan))
		h.factorRoutes(r)
		h.oidcRoutes(r)
		h.gebruikerRoutes(r)
		h.uitnodigingRoutes(r)
		h.partnerRoutes(r)
		r.Get("/beheer", h.Web.H(h.werkplek))
		r.With(httpx.Wissen).Post("/uitloggen", h.Web.H(h.uitloggen))
		r.Get("/uitgelogd", h.Web.H(h.uitgelogd))
	})
}

// Begin starts the session of a person who has just proved to be that person, and
// goes on to where they wanted to be. The token changes; of the session from
// before the login only what was typed is kept.
func (h Handler) Begin(w http.ResponseWriter, r *http.Request, p toegang.Persoon) error {
	return h.begin(w, r, p, "")
}

// begin is Begin with a sentence for the first page, and more to remember: pairs of a
// key and a value.
func (h Handler) begin(w http.ResponseWriter, r *http.Request, p toegang.Persoon, zin string, meer ...[2]string) error {
	ses, err := h.Sessies.Haal(r)
	if err != nil {
		return err
	}
	terug := sessie.Tekst(ses, sessie.Terug)
	doel := doel(p.Soort, terug)
	bewaard := sessie.Tekst(ses, sessie.Bewaard)
	clear(ses.Values)
	ses.Values[sessie.Soort], ses.Values[sessie.Persoon], ses.Values[sessie.Niveau] = string(p.Soort), p.ID.String(), strconv.Itoa(int(p.Niveau))
	if p.Soort == toegang.Medewerker {
		ses.Values[sessie.Gebruiker] = p.ID.String()
	}
	if zin != "" {
		ses.Values[sessie.Flits] = zin
	}
	if bewaard != "" {
		ses.Values[sessie.Bewaard] = bewaard
	}
	if p.Soort == toegang.Burger && p.Email == "" { // first an address to write to, then on
		ses.Values[sessie.Terug] = terug
		doel = mijnEmail
	}
	for _, m := range meer {
		ses.Values[m[0]] = m[1]
	}
	if err := h.Sessies.Vernieuw(r, w, ses); err != nil {
		return err
	}
	return httpx.Naar(w, r, doel)
}

func (h Handler) uitgelogd(w http.ResponseWriter, r *http.Request) error {
	return httpx.Render(w, r, http.StatusOK, uitgelogdpagina())
}

func (h Handler) werkplek(w http.ResponseWriter, r *http.Request) error {
	p := toegang.PersoonUit(r.Context())
	if err := p.Eis(toegang.Werkplek); err != nil {
		return err
	}
	meldingen := 0
	if h.Meldingen != nil && p.Mag(toegang.AanbodBewerken) {
		var err error
		if meldingen, err = h.Meldingen.Open(r.Context(), toegang.GemeenteUit(r.Context()).ID); err != nil {
			return err
		}
	}
	return httpx.Render(w, r, http.StatusOK, werkplekpagina(groet(time.Now()), p, meldingen))
}

// Meldingteller counts what visitors said is not right and nobody handled yet; it may
// stop counting at a hundred.
type Meldingteller interface {
	Open(ctx context.Context, gemeenteID int) (int, error)
}

// groet greets by the hour in Amsterdam.
func groet(nu time.Time) string {
	switch uur := nu.In(i18n.Amsterdam).Hour(); {
	case uur < 6:
		return "Goedenacht"
	case uur < 12:
		return "Goedemorgen"
	case uur < 18:
		return "Goedemiddag"
	}
	return "Goedenavond"
}
