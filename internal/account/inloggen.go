package account

import (
	"context"
	"net/http"
	"strings"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/sessie"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/google/uuid"
	"github.com/gorilla/sessions"
	"github.com/jackc/pgx/v5"
)

// codeSleutel is the id of the login code that this browser asked for.
const codeSleutel = "inlogcode"

// vorm is what the pages to log in show.
type vorm struct {
	Email   string
	Terug   string // where to go after login, when it came in the address
	Melding string // key of the catalogue: why there is something to log in for
	Fouten  web.Fouten

	Passkeys, Personeel bool // ways in for medewerkers at this address
	DigiD, ZonderEmail  bool // ways in for mantelzorgers at this gemeente
	TeLaag              bool // logged in already, but not surely enough for what was asked
}

// vraagEmail is GET /inloggen.
func (h Handler) vraagEmail(w http.ResponseWriter, r *http.Request) error {
	v := h.nieuweVorm(r)
	switch p := toegang.PersoonUit(r.Context()); {
	case p.Soort == toegang.Burger && p.Email == "":
		return httpx.Naar(w, r, web.Zoek(mijnEmail, "terug", v.Terug))
	case p.Soort == toegang.Burger && !p.TeLaag():
		return httpx.Naar(w, r, doel(toegang.Burger, v.Terug))
	}
	return httpx.Render(w, r, http.StatusOK, emailpagina(v))
}

// stuurCode is POST /inloggen: a code goes to the address, whether we know it or not.
func (h Handler) stuurCode(w http.ResponseWriter, r *http.Request) error {
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	ctx, v := r.Context(), h.nieuweVorm(r)
	if v.ZonderEmail {
		return fault.New(fault.NotFound, "een code per mail leidt hier nergens heen")
	}
	v.Email, v.Terug = form.Get("email"), eigenPad(form.Get("terug"))
	email, ok := Emailadres(v.Email)
	if !ok {
		v.Fouten.Voeg("email", i18n.T(ctx, "account.email.fout"))
		return httpx.Render(w, r, http.StatusUnprocessableEntity, emailpagina(v))
	}
	ses, err := h.Sessies.Haal(r)
	if err != nil {
		return err
	}
	verzoek := Codeverzoek{GemeenteID: toegang.GemeenteUit(ctx).ID, ID: uuid.Must(uuid.NewV7()), Email: email}
	if v.Terug != "" {
		ses.Values[sessie.Terug] = v.Terug
	}
	if ses.ID == "" { // the code is tied to the token, so there must be one
		ses.Values[codeSleutel] = verzoek.ID.String()
		if err := h.Sessies.Save(r, w, ses); err != nil {
			return err
		}
	}
	verzoek.Browser = ses.ID
	err = h.Store.VraagCode(ctx, verzoek, func(ctx context.Context, tx pgx.Tx, code string) error {
		return h.Post.Verstuur(ctx, tx, codemail(ctx, email, code))
	})
	if fault.Is(err, fault.TooMany) {
		v.Fouten.Voeg("email", i18n.T(ctx, "account.email.tevaak"))
		return httpx.Render(w, r, http.StatusTooManyRequests, emailpagina(v))
	}
	if err != nil {
		return err
	}
	ses.Values[codeSleutel] = verzoek.ID.String()
	if form.Get("opnieuw") != "" {
		ses.Values[sessie.Flits] = i18n.T(ctx, "account.code.onderweg")
	}
	if err := h.Sessies.Save(r, w, ses); err != nil {
		return err
	}
	return httpx.Naar(w, r, "/inloggen/code")
}

func codemail(ctx context.Context, aan, code string) mail.Bericht {
	return mail.Bericht{
		Aan: aan, Taal: i18n.Code(ctx), Code: code,
		Onderwerp: i18n.T(ctx, "account.mail.onderwerp"),
		Afzender:  i18n.T(ctx, "account.mail.afzender", toegang.GemeenteUit(ctx).Naam),
		Alineas: []string{i18n.T(ctx, "account.mail.code", toegang.GemeenteUit(ctx).Naam),
			i18n.T(ctx, "account.mail.geldig"), i18n.T(ctx, "account.mail.nietgevraagd")},
	}
}

// vraagCode is GET /inloggen/code.
func (h Handler) vraagCode(w http.ResponseWriter, r *http.Request) error {
	if toegang.PersoonUit(r.Context()).Soort == toegang.Burger {
		return httpx.Naar(w, r, doel(toegang.Burger, ""))
	}
	ses, id, err := h.lopend(r)
	if err != nil {
		return err
	}
	email, err := h.Store.CodeVoor(r.Context(), toegang.GemeenteUit(r.Context()).ID, id, ses.ID)
	if fault.Is(err, fault.NotFound) {
		return httpx.Naar(w, r, "/inloggen")
	}
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, codepagina(vorm{Email: email}))
}

// gebruikCode is POST /inloggen/code.
func (h Handler) gebruikCode(w http.ResponseWriter, r *http.Request) error {
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	ses, id, err := h.lopend(r)
	if err != nil {
		return err
	}
	ctx, gemeenteID := r.Context(), toegang.GemeenteUit(r.Context()).ID
	email, err := h.Store.CodeVoor(ctx, gemeenteID, id, ses.ID)
	if fault.Is(err, fault.NotFound) {
		v := h.nieuweVorm(r)
		v.Fouten.Voeg("email", i18n.Kies(ctx, "account.code.fout.", string(Onbekend)))
		return httpx.Render(w, r, http.StatusUnprocessableEntity, emailpagina(v))
	}
	if err != nil {
		return err
	}
	v := vorm{Email: email}
	code, ok := zesCijfers(form.Get("code"))
	if !ok { // a slip of the finger is no try
		v.Fouten.Voeg("code", i18n.T(ctx, "account.code.cijfers"))
		return httpx.Render(w, r, http.StatusUnprocessableEntity, codepagina(v))
	}
	p, uitslag, over, err := h.Store.GebruikCode(ctx, gemeenteID, id, ses.ID, code)
	switch {
	case err != nil:
		return err
	case uitslag == Goed:
		if err := h.Store.BurgerIngelogd(ctx, p, "code per mail"); err != nil {
			return err
		}
		return h.Begin(w, r, p)
	case uitslag == Onjuist:
		v.Fouten.Voeg("code", i18n.N(ctx, "account.code.onjuist", over))
	default:
		v.Fouten.Voeg("code", i18n.Kies(ctx, "account.code.fout.", string(uitslag)))
	}
	return httpx.Render(w, r, http.StatusUnprocessableEntity, codepagina(v))
}

// lopend gives the session and the code that it waits for, uuid.Nil for none.
func (h Handler) lopend(r *http.Request) (*sessions.Session, uuid.UUID, error) {
	ses, err := h.Sessies.Haal(r)
	if err != nil {
		return nil, uuid.Nil, err
	}
	id, _ := uuid.Parse(sessie.Tekst(ses, codeSleutel))
	return ses, id, nil
}

// zesCijfers reads a code as people type it: 123 456 and 123-456 are fine.
func zesCijfers(s string) (string, bool) {
	s = strings.NewReplacer(" ", "", "-", "", "\u00a0", "").Replace(s)
	return s, len(s) == 6 && strings.Trim(s, "0123456789") == ""
}
