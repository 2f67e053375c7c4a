package account

import (
	"net/http"
	"strings"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/sessie"
	"mantelpunt/internal/toegang"
)

// foutAanmelden is the one sentence for a wrong password, an unknown address, a
// closed account and one that must wait: whoever guesses learns nothing from it.
const foutAanmelden = "Dit e-mailadres en dit wachtwoord horen niet bij elkaar. Probeer het nog eens. Na een paar mislukte pogingen moet u steeds iets langer wachten, hoogstens een kwartier."

// inlogvorm is what the login page of medewerkers shows at this address.
func (h Handler) inlogvorm(r *http.Request) vorm {
	v := h.nieuweVorm(r)
	v.Passkeys, v.Personeel = h.rp(r) != "", toegang.GemeenteUit(r.Context()).Inloggen.Personeel != nil
	return v
}

// vraagWachtwoord is GET /beheer/inloggen.
func (h Handler) vraagWachtwoord(w http.ResponseWriter, r *http.Request) error {
	v := h.inlogvorm(r)
	if toegang.PersoonUit(r.Context()).Soort == toegang.Medewerker {
		return httpx.Naar(w, r, doel(toegang.Medewerker, v.Terug))
	}
	return httpx.Render(w, r, http.StatusOK, wachtwoordpagina(v))
}

// meldAan is POST /beheer/inloggen: the password, after which the second factor is
// asked. Nobody is in yet.
func (h Handler) meldAan(w http.ResponseWriter, r *http.Request) error {
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	v := h.inlogvorm(r)
	v.Email, v.Terug = form.Get("email"), eigenPad(form.Get("terug"))
	if v.Email == "" {
		v.Fouten.Voeg("email", "Vul uw e-mailadres in.")
	}
	if getypt(r, "wachtwoord") == "" {
		v.Fouten.Voeg("wachtwoord", "Vul uw wachtwoord in.")
	}
	if len(v.Fouten) > 0 {
		return httpx.Render(w, r, http.StatusUnprocessableEntity, wachtwoordpagina(v))
	}
	p, ok, err := h.Store.Aanmelden(r.Context(), toegang.GemeenteUit(r.Context()).ID, strings.ToLower(v.Email), getypt(r, "wachtwoord"))
	if err != nil {
		return err
	}
	if !ok {
		email, _ := Emailadres(v.Email)
		if err := h.mislukt(r, poging{Wat: inloggenMislukt, Met: "wachtwoord", Email: email}); err != nil {
			return err
		}
		v.Fouten.Voeg("email", foutAanmelden)
		return httpx.Render(w, r, http.StatusUnprocessableEntity, wachtwoordpagina(v))
	}
	ses, err := h.Sessies.Haal(r)
	if err != nil {
		return err
	}
	if v.Terug != "" {
		ses.Values[sessie.Terug] = v.Terug
	}
	if err := h.beginHalf(w, r, ses, p); err != nil {
		return err
	}
	return httpx.Naar(w, r, "/beheer/factor")
}
