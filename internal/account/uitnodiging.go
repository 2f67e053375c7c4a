package account

import (
	"context"
	"net/http"
	"strings"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

func (h Handler) uitnodigingRoutes(r chi.Router) {
	r.Get("/beheer/uitnodiging/{token}", h.Web.H(h.openUitnodiging))
	r.With(h.Web.Begrens(h.medewerkers)).Post("/beheer/uitnodiging/{token}", h.Web.H(h.neemAan))
}

// Uitnodigingspad is the address of the link in an invitation, at its gemeente.
func Uitnodigingspad(token string) string { return "/beheer/uitnodiging/" + token }

// nodigUit is POST /beheer/gebruikers/nieuw.
func (h Handler) nodigUit(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	door, g := toegang.PersoonUit(ctx), toegang.GemeenteUit(ctx)
	if err := door.Eis(toegang.GebruikersBeheren); err != nil {
		return err
	}
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	alle, err := h.Organisaties.Organisaties(ctx, g.ID)
	if err != nil {
		return err
	}
	v := uitnodigvorm{Naam: form.Get("naam"), Email: form.Get("email"), rolvorm: leesRollen(form, alle)}
	if v.controleer(); len(v.Fouten) > 0 {
		return httpx.Render(w, r, http.StatusUnprocessableEntity, uitnodigpagina(v))
	}
	u := Uitnodiging{Email: v.Email, Naam: v.Naam, Rolkeuze: v.keuze()}
	if a := g.Inloggen.Personeel; a != nil {
		u.Uitgever = a.Uitgever
	}
	id, err := h.Store.NodigUit(ctx, g.ID, door, u, h.uitnodigingsmail(g, v.Gekozen))
	if zin := fault.Tekst(err); fault.Is(err, fault.Conflict) && zin != "" {
		v.Fouten.Voeg("email", zin)
		return httpx.Render(w, r, http.StatusConflict, uitnodigpagina(v))
	}
	if err != nil {
		return err
	}
	return h.naarLid(w, r, Lid{ID: id}, "De uitnodiging is verstuurd.")
}

// uitnodigingsmail makes the mail of an invitation.
func (h Handler) uitnodigingsmail(g toegang.Gemeente, rollen []toegang.Rol) Bezorg {
	return func(ctx context.Context, tx pgx.Tx, p toegang.Persoon, token string) error {
		als := strings.ToLower(i18n.Opsomming(ctx, rolwoorden(rollen)))
		b := mail.Bericht{Aan: p.Email, Onderwerp: "Uitnodiging voor Mantelpunt", Afzender: "Gemeente " + g.Naam + ", Mantelpunt"}
		if token == "" {
			b.Alineas = []string{"Gemeente " + g.Naam + " heeft u toegang gegeven tot Mantelpunt, als " + als + ".",
				"U heeft al een account. U logt in zoals u dat al deed: met hetzelfde e-mailadres, hetzelfde wachtwoord en dezelfde tweede stap, of met het account van de gemeente.",
				"Verwacht u deze mail niet? Dan hoeft u niets te doen."}
			b.Link, b.LinkTekst = g.URL+"/beheer/inloggen", "Inloggen"
		} else {
			b.Alineas = []string{"Gemeente " + g.Naam + " nodigt u uit om te werken in Mantelpunt, als " + als + ".",
				"Kies op de pagina hieronder een wachtwoord. Daarna stelt u een tweede stap in om in te loggen. Houd uw telefoon bij de hand.",
				"De link werkt één keer, en 7 dagen lang. Geef hem aan niemand anders. Verwacht u deze mail niet? Dan hoeft u niets te doen."}
			b.Link, b.LinkTekst = g.URL+Uitnodigingspad(token), "De uitnodiging aannemen"
		}
		return h.Post.Verstuur(ctx, tx, b)
	}
}

// nodigOpnieuwUit is POST /beheer/gebruikers/{id}/uitnodigen.
func (h Handler) nodigOpnieuwUit(w http.ResponseWriter, r *http.Request) error {
	l, err := h.lidUit(r)
	if err != nil {
		return err
	}
	stuur := h.uitnodigingsmail(toegang.GemeenteUit(r.Context()), l.Rollen)
	return h.doeLid(w, r, "Er is een nieuwe uitnodiging verstuurd. De vorige link werkt niet meer.", func(ctx context.Context, gemeenteID int, door toegang.Persoon, id uuid.UUID) error {
		return h.Store.NodigOpnieuwUit(ctx, gemeenteID, door, id, stuur)
	})
}

func (h Handler) vraagIntrekken(w http.ResponseWriter, r *http.Request) error {
	return h.vraagLid(w, r, func(l Lid) templ.Component { return intrekpagina(l) })
}

// trekIn is POST /beheer/gebruikers/{id}/intrekken.
func (h Handler) trekIn(w http.ResponseWriter, r *http.Request) error {
	l, err := h.lidUit(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	if err := h.Store.TrekUitnodigingIn(ctx, toegang.GemeenteUit(ctx).ID, toegang.PersoonUit(ctx), l.ID); err != nil {
		return err
	}
	if err := h.Flits(w, r, "De uitnodiging van "+l.Naam+" is ingetrokken. De link werkt niet meer."); err != nil {
		return err
	}
	return httpx.Naar(w, r, padGebruikers)
}

// openUitnodiging is GET /beheer/uitnodiging/{token}. It changes nothing: programs that
// look for danger in mail open its links too.
func (h Handler) openUitnodiging(w http.ResponseWriter, r *http.Request) error {
	g, status, err := h.genodigde(r)
	if err != nil {
		return err
	}
	if status != http.StatusOK {
		return httpx.Render(w, r, status, geenUitnodigingpagina(g))
	}
	return httpx.Render(w, r, http.StatusOK, aanneempagina(g, nil))
}

// genodigde finds whom the link of a request is for, and the status of its page.
func (h Handler) genodigde(r *http.Request) (Genodigde, int, error) {
	g, err := h.Store.Genodigde(r.Context(), toegang.GemeenteUit(r.Context()).ID, chi.URLParam(r, "token"))
	switch {
	case fault.Is(err, fault.NotFound):
		return Genodigde{}, http.StatusNotFound, nil
	case err == nil && (g.Gebruikt || g.Verlopen):
		return g, http.StatusGone, nil
	}
	return g, http.StatusOK, err
}

// neemAan is POST /beheer/uitnodiging/{token}: the password is set, and the second
// factor is what comes next.
func (h Handler) neemAan(w http.ResponseWriter, r *http.Request) error {
	if _, err := httpx.Formulier(w, r); err != nil {
		return err
	}
	g, status, err := h.genodigde(r)
	if err != nil {
		return err
	}
	ctx, gemeente := r.Context(), toegang.GemeenteUit(r.Context())
	if status == http.StatusOK {
		err = h.Store.NeemAan(ctx, gemeente.ID, g, chi.URLParam(r, "token"), gemeente.Naam, getypt(r, "nieuw"))
	}
	switch {
	case status != http.StatusOK:
		return httpx.Render(w, r, status, geenUitnodigingpagina(g))
	case fault.Is(err, fault.Gone):
		g.Gebruikt = true
		return httpx.Render(w, r, http.StatusGone, geenUitnodigingpagina(g))
	case fault.Is(err, fault.Invalid):
		return httpx.Render(w, r, http.StatusUnprocessableEntity, aanneempagina(g, web.Fouten{{Veld: "nieuw", Tekst: fault.Tekst(err)}}))
	case err != nil:
		return err
	}
	ses, err := h.Sessies.Haal(r)
	if err != nil {
		return err
	}
	if err := h.beginHalf(w, r, ses, g.Persoon); err != nil {
		return err
	}
	return httpx.Naar(w, r, "/beheer/factor/instellen")
}
