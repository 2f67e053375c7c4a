package account

import (
	"context"
	"net/http"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/sessie"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/gorilla/sessions"
	"github.com/jackc/pgx/v5"
)

// mijnEmail is where who came by DigiD gives an address and proves to read it. DigiD
// tells us none, and without one we cannot write.
const mijnEmail = "/mijn/email"

// eigenCode is the id of the code that was sent to confirm an address.
const eigenCode = "emailcode"

// eigenaar gives who is here to give an address. Who came by a code has one, and that
// is what they are known by: naar says where they go instead.
func (h Handler) eigenaar(r *http.Request) (ses *sessions.Session, p toegang.Persoon, naar string, err error) {
	p = toegang.PersoonUit(r.Context())
	if p.Soort != toegang.Burger {
		return nil, p, "", fault.New(fault.Unauthorized, "een adres geven vraagt inloggen")
	}
	if p.Email != "" && p.Niveau <= toegang.NiveauEmail {
		return nil, p, "/mijn", nil
	}
	ses, err = h.Sessies.Haal(r)
	return ses, p, "", err
}

// vraagEigenEmail is GET /mijn/email.
func (h Handler) vraagEigenEmail(w http.ResponseWriter, r *http.Request) error {
	_, p, naar, err := h.eigenaar(r)
	if err != nil {
		return err
	}
	if naar != "" {
		return httpx.Naar(w, r, naar)
	}
	return httpx.Render(w, r, http.StatusOK, eigenemailpagina(vorm{Email: p.Email, Terug: eigenPad(r.URL.Query().Get("terug"))}))
}

// stuurEigenCode is POST /mijn/email.
func (h Handler) stuurEigenCode(w http.ResponseWriter, r *http.Request) error {
	ses, _, naar, err := h.eigenaar(r)
	if err != nil {
		return err
	}
	if naar != "" {
		return httpx.Naar(w, r, naar)
	}
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	ctx, v := r.Context(), vorm{Email: form.Get("email"), Terug: eigenPad(form.Get("terug"))}
	email, ok := Emailadres(v.Email)
	if !ok {
		v.Fouten.Voeg("email", i18n.T(ctx, "account.email.fout"))
		return httpx.Render(w, r, http.StatusUnprocessableEntity, eigenemailpagina(v))
	}
	verzoek := Codeverzoek{GemeenteID: toegang.GemeenteUit(ctx).ID, ID: uuid.Must(uuid.NewV7()), Email: email, Browser: ses.ID}
	err = h.Store.VraagCode(ctx, verzoek, func(ctx context.Context, tx pgx.Tx, code string) error {
		m := codemail(ctx, email, code)
		m.Onderwerp = i18n.T(ctx, "account.eigenemail.onderwerp")
		m.Alineas[0] = i18n.T(ctx, "account.eigenemail.mail", toegang.GemeenteUit(ctx).Naam)
		return h.Post.Verstuur(ctx, tx, m)
	})
	if fault.Is(err, fault.TooMany) {
		v.Fouten.Voeg("email", i18n.T(ctx, "account.email.tevaak"))
		return httpx.Render(w, r, http.StatusTooManyRequests, eigenemailpagina(v))
	}
	if err != nil {
		return err
	}
	ses.Values[eigenCode] = verzoek.ID.String()
	if v.Terug != "" {
		ses.Values[sessie.Terug] = v.Terug
	}
	if form.Get("opnieuw") != "" {
		ses.Values[sessie.Flits] = i18n.T(ctx, "account.code.onderweg")
	}
	if err := h.Sessies.Save(r, w, ses); err != nil {
		return err
	}
	return httpx.Naar(w, r, mijnEmail+"/code")
}

// wachtend gives the code that this session waits for and the address it went to.
func (h Handler) wachtend(r *http.Request) (ses *sessions.Session, p toegang.Persoon, id uuid.UUID, email, naar string, err error) {
	if ses, p, naar, err = h.eigenaar(r); err != nil || naar != "" {
		return ses, p, id, "", naar, err
	}
	id, _ = uuid.Parse(sessie.Tekst(ses, eigenCode))
	email, err = h.Store.CodeVoor(r.Context(), toegang.GemeenteUit(r.Context()).ID, id, ses.ID)
	if fault.Is(err, fault.NotFound) {
		return ses, p, id, "", mijnEmail, nil
	}
	return ses, p, id, email, "", err
}

// vraagEigenCode is GET /mijn/email/code.
func (h Handler) vraagEigenCode(w http.ResponseWriter, r *http.Request) error {
	_, _, _, email, naar, err := h.wachtend(r)
	if err != nil {
		return err
	}
	if naar != "" {
		return httpx.Naar(w, r, naar)
	}
	return httpx.Render(w, r, http.StatusOK, eigencodepagina(vorm{Email: email}))
}

// gebruikEigenCode is POST /mijn/email/code.
func (h Handler) gebruikEigenCode(w http.ResponseWriter, r *http.Request) error {
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	ses, p, id, email, naar, err := h.wachtend(r)
	if err != nil {
		return err
	}
	if naar != "" {
		return httpx.Naar(w, r, naar)
	}
	ctx, v := r.Context(), vorm{Email: email}
	code, ok := zesCijfers(form.Get("code"))
	if !ok {
		v.Fouten.Voeg("code", i18n.T(ctx, "account.code.cijfers"))
		return httpx.Render(w, r, http.StatusUnprocessableEntity, eigencodepagina(v))
	}
	gemeenteID := toegang.GemeenteUit(ctx).ID
	uitslag, over, err := h.Store.probeerCode(ctx, gemeenteID, id, ses.ID, code, func(tx pgx.Tx, email string) error {
		return h.Store.koppelEmail(ctx, tx, gemeenteID, p.ID, email)
	})
	switch {
	case fault.Is(err, fault.Conflict):
		v.Fouten.Voeg("email", i18n.T(ctx, "account.eigenemail.bezet"))
		return httpx.Render(w, r, http.StatusConflict, eigenemailpagina(v))
	case err != nil:
		return err
	case uitslag == Goed:
		doel := doel(toegang.Burger, sessie.Tekst(ses, sessie.Terug))
		delete(ses.Values, eigenCode)
		delete(ses.Values, sessie.Terug)
		ses.Values[sessie.Flits] = i18n.T(ctx, "account.eigenemail.klaar")
		if err := h.Sessies.Save(r, w, ses); err != nil {
			return err
		}
		return httpx.Naar(w, r, doel)
	case uitslag == Onjuist:
		v.Fouten.Voeg("code", i18n.N(ctx, "account.code.onjuist", over))
	default:
		v.Fouten.Voeg("code", i18n.Kies(ctx, "account.code.fout.", string(uitslag)))
	}
	return httpx.Render(w, r, http.StatusUnprocessableEntity, eigencodepagina(v))
}
