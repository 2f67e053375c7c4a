package account

import (
	"encoding/base64"
	"net/http"

	"mantelpunt/internal/account/factor"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/sessie"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
)

// accountvorm is what a medewerker sees of their own account.
type accountvorm struct {
	P       toegang.Persoon
	F       Factoren
	RP      string // the host of this address, "" where there can be no passkeys
	Logins  []Login
	Sessies []sessie.Apparaat // elsewhere
}

// bevestigvorm asks who is logged in to prove it again.
type bevestigvorm struct {
	Wachtwoord, App bool // asked together
	Passkey         bool
	Niets           bool // came by a provider, and has no second step of ours
	Kiesbaar        bool // and has a password to log in with
	Fouten          web.Fouten
}

func (h Handler) accountRoutes(r chi.Router) {
	begrensd := r.With(h.Web.Begrens(h.factoren))
	r.Get("/beheer/account", h.Web.H(h.account))
	r.Post("/beheer/account/passkey/verwijderen", h.Web.H(h.verwijderPasskey))
	r.Post("/beheer/account/app/verwijderen", h.Web.H(h.verwijderApp))
	r.Post("/beheer/account/herstelcodes", h.Web.H(h.nieuweCodes))
	r.Post("/beheer/account/sessies", h.Web.H(h.eindigAndere))
	r.Get("/beheer/account/wachtwoord", h.Web.H(h.vraagNieuwWachtwoord))
	begrensd.Post("/beheer/account/wachtwoord", h.Web.H(h.wijzigWachtwoord))
	r.Get("/beheer/bevestigen", h.Web.H(h.vraagBewijs))
	begrensd.Post("/beheer/bevestigen", h.Web.H(h.bewijsCode))
	begrensd.Post("/beheer/bevestigen/passkey/vraag", h.Web.H(h.vraagBewijsPasskey))
	begrensd.Post("/beheer/bevestigen/passkey", h.Web.H(h.bewijsPasskey))
	h.vergetenRoutes(r)
}

// account is GET /beheer/account.
func (h Handler) account(w http.ResponseWriter, r *http.Request) error {
	x, _, err := h.ingelogd(r, false)
	if err != nil {
		return err
	}
	v := accountvorm{P: x.p, F: x.f, RP: h.rp(r)}
	if v.Logins, err = h.Store.LaatsteLogins(r.Context(), toegang.GemeenteUit(r.Context()).ID, x.p.ID); err != nil {
		return err
	}
	if v.Sessies, err = h.Sessies.Andere(r.Context(), x.ses, x.p.ID); err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, accountpagina(v))
}

// wijzig changes something of the account of who proved not long ago to be its
// owner, and goes back to the account.
func (h Handler) wijzig(w http.ResponseWriter, r *http.Request, zin string, doe func(wie) error) error {
	x, naar, err := h.ingelogd(r, true)
	if err != nil || naar != "" {
		return door(w, r, naar, err)
	}
	if err := doe(x); err != nil {
		return err
	}
	if err := h.Flits(w, r, zin); err != nil {
		return err
	}
	return httpx.Naar(w, r, "/beheer/account")
}

func (h Handler) verwijderPasskey(w http.ResponseWriter, r *http.Request) error {
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	id, err := base64.RawURLEncoding.DecodeString(form.Get("id"))
	if err != nil {
		return fault.New(fault.NotFound, "geen id van een passkey")
	}
	return h.wijzig(w, r, "De passkey is verwijderd.", func(x wie) error {
		return h.Store.VerwijderPasskey(r.Context(), x.p, id, h.meld(r, x.p, "Bij uw account is een passkey verwijderd."))
	})
}

func (h Handler) verwijderApp(w http.ResponseWriter, r *http.Request) error {
	return h.wijzig(w, r, "De app is verwijderd. De codes ervan werken niet meer.", func(x wie) error {
		return h.Store.VerwijderApp(r.Context(), x.p, h.meld(r, x.p, "Bij uw account is de app voor codes verwijderd."))
	})
}

// nieuweCodes is POST /beheer/account/herstelcodes.
func (h Handler) nieuweCodes(w http.ResponseWriter, r *http.Request) error {
	x, naar, err := h.ingelogd(r, true)
	if err != nil || naar != "" {
		return door(w, r, naar, err)
	}
	if x.f.Aantal() == 0 { // who comes by the identity provider has nothing to recover
		return fault.Met(fault.Conflict, "U heeft nog geen tweede stap. Stel die eerst in.")
	}
	codes, err := h.Store.NieuweHerstelcodes(r.Context(), x.p, h.meld(r, x.p, "Voor uw account zijn nieuwe herstelcodes gemaakt. De oude werken niet meer."))
	if err != nil {
		return err
	}
	return h.naInstellen(w, r, x, "", codes, "De oude herstelcodes werken niet meer.")
}

// eindigAndere is POST /beheer/account/sessies: log out everywhere else. Who has no
// factor of ours proves it by logging in at the provider once more.
func (h Handler) eindigAndere(w http.ResponseWriter, r *http.Request) error {
	x, _, err := h.ingelogd(r, false)
	if err != nil {
		return err
	}
	if x.f.Aantal() > 0 || !h.binnen(x.ses, aanbiederOp, VersGeldig) {
		var naar string
		if x, naar, err = h.ingelogd(r, true); err != nil || naar != "" {
			return door(w, r, naar, err)
		}
	}
	if err := h.Store.EindigAndere(r.Context(), x.p, x.ses.ID); err != nil {
		return err
	}
	if err := h.Flits(w, r, "U bent op alle andere apparaten uitgelogd."); err != nil {
		return err
	}
	return httpx.Naar(w, r, "/beheer/account")
}

// vraagNieuwWachtwoord is GET /beheer/account/wachtwoord.
func (h Handler) vraagNieuwWachtwoord(w http.ResponseWriter, r *http.Request) error {
	x, naar, err := h.ingelogd(r, true)
	if err != nil || naar != "" {
		return door(w, r, naar, err)
	}
	if !x.f.Wachtwoord {
		return geenWachtwoord()
	}
	return httpx.Render(w, r, http.StatusOK, wijzigpagina(x.p.Email, nil))
}

func geenWachtwoord() error {
	return fault.Met(fault.Conflict, "U heeft hier geen wachtwoord: u logt in met het account van uw gemeente.")
}

// wijzigWachtwoord is POST /beheer/account/wachtwoord. The old password is asked beside
// the fresh proof, so that a screen left open is not enough.
func (h Handler) wijzigWachtwoord(w http.ResponseWriter, r *http.Request) error {
	if _, err := httpx.Formulier(w, r); err != nil {
		return err
	}
	x, naar, err := h.ingelogd(r, true)
	if err != nil || naar != "" {
		return door(w, r, naar, err)
	}
	if !x.f.Wachtwoord {
		return geenWachtwoord()
	}
	g := toegang.GemeenteUit(r.Context())
	goed, err := h.Store.WachtwoordKlopt(r.Context(), g.ID, x.p.ID, getypt(r, "oud"))
	if err != nil {
		return err
	}
	var fouten web.Fouten
	if !goed {
		if err := h.mislukt(r, poging{Wat: bevestigenMislukt, Met: "wachtwoord", ID: x.p.ID}); err != nil {
			return err
		}
		fouten.Voeg("oud", foutWachtwoord)
	} else {
		err = h.Store.WijzigWachtwoord(r.Context(), x.p, g.Naam, getypt(r, "nieuw"), x.ses.ID, h.meld(r, x.p, "Het wachtwoord van uw account is gewijzigd."))
		if fault.Is(err, fault.Invalid) {
			fouten.Voeg("nieuw", fault.Tekst(err))
		} else if err != nil {
			return err
		}
	}
	if len(fouten) > 0 {
		return httpx.Render(w, r, http.StatusUnprocessableEntity, wijzigpagina(x.p.Email, fouten))
	}
	x.ses.Values[sessie.Flits] = "Uw wachtwoord is gewijzigd. Op andere apparaten bent u uitgelogd."
	if err := h.Sessies.Vernieuw(r, w, x.ses); err != nil {
		return err
	}
	return httpx.Naar(w, r, "/beheer/account")
}

// foutWachtwoord is for who is logged in: here there is no address to be wrong.
const foutWachtwoord = "Dit wachtwoord klopt niet. Na een paar mislukte pogingen moet u steeds iets langer wachten, hoogstens een kwartier."

// bevestig is what somebody can prove with here: both factors, as at the login. That is
// a passkey, or the code of the app together with the password of who has one.
func (h Handler) bevestig(r *http.Request, x wie) bevestigvorm {
	v := h.tweede(r, x.f)
	return bevestigvorm{Wachtwoord: x.f.Wachtwoord && v.App, App: v.App, Passkey: v.Passkey, Niets: x.f.Aantal() == 0, Kiesbaar: x.f.Wachtwoord}
}

// vraagBewijs is GET /beheer/bevestigen.
func (h Handler) vraagBewijs(w http.ResponseWriter, r *http.Request) error {
	x, naar, err := h.ingelogd(r, true)
	if err != nil {
		return err
	}
	if naar == "" {
		return httpx.Naar(w, r, "/beheer/account")
	}
	v := h.bevestig(r, x)
	if v.Niets {
		return httpx.Render(w, r, http.StatusOK, nietspagina(v))
	}
	return httpx.Render(w, r, http.StatusOK, bevestigpagina(v))
}

// bewijsCode is POST /beheer/bevestigen: the password and a code of the app.
func (h Handler) bewijsCode(w http.ResponseWriter, r *http.Request) error {
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	x, _, err := h.ingelogd(r, false)
	if err != nil {
		return err
	}
	v, gemeenteID := h.bevestig(r, x), toegang.GemeenteUit(r.Context()).ID
	code, ok := factor.LeesCode(form.Get("code"))
	switch {
	case !v.App:
		return httpx.Naar(w, r, "/beheer/bevestigen")
	case v.Wachtwoord && getypt(r, "wachtwoord") == "":
		v.Fouten.Voeg("wachtwoord", "Vul uw wachtwoord in.")
	case !ok: // a slip of the finger is no try
		v.Fouten.Voeg("code", "Vul de 6 cijfers in die uw app nu laat zien.")
	}
	if len(v.Fouten) > 0 {
		return httpx.Render(w, r, http.StatusUnprocessableEntity, bevestigpagina(v))
	}
	if v.Wachtwoord {
		goed, err := h.Store.WachtwoordKlopt(r.Context(), gemeenteID, x.p.ID, getypt(r, "wachtwoord"))
		if err != nil {
			return err
		}
		if !goed {
			return h.bewezen(w, r, x, false, "wachtwoord", foutWachtwoord)
		}
	}
	goed, err := h.Store.GebruikApp(r.Context(), gemeenteID, x.p.ID, code, h.nu())
	if err != nil {
		return err
	}
	return h.bewezen(w, r, x, goed, "code", foutCode)
}

// vraagBewijsPasskey is POST /beheer/bevestigen/passkey/vraag.
func (h Handler) vraagBewijsPasskey(w http.ResponseWriter, r *http.Request) error {
	x, _, err := h.ingelogd(r, false)
	if err != nil {
		return err
	}
	return h.vraagVan(w, r, x, doelBevestigen)
}

// bewijsPasskey is POST /beheer/bevestigen/passkey.
func (h Handler) bewijsPasskey(w http.ResponseWriter, r *http.Request) error {
	x, _, err := h.ingelogd(r, false)
	if err != nil {
		return err
	}
	p, goed, err := h.bewijst(w, r, x.ses, doelBevestigen)
	if err != nil {
		return err
	}
	return h.bewezen(w, r, x, goed && p.ID == x.p.ID, "passkey", zinNietGelukt)
}

func (h Handler) bewezen(w http.ResponseWriter, r *http.Request, x wie, goed bool, veld, zin string) error {
	if !goed {
		if err := h.mislukt(r, poging{Wat: bevestigenMislukt, Met: veld, ID: x.p.ID}); err != nil {
			return err
		}
		v := h.bevestig(r, x)
		v.Fouten.Voeg(veld, zin)
		return httpx.Render(w, r, http.StatusUnprocessableEntity, bevestigpagina(v))
	}
	h.zetNu(x.ses, bewezenOp)
	x.ses.Values[sessie.Flits] = "Bedankt. U kunt nu 10 minuten lang uw account wijzigen."
	if err := h.Sessies.Save(r, w, x.ses); err != nil {
		return err
	}
	return httpx.Naar(w, r, "/beheer/account")
}
