package account

import (
	"fmt"
	"net/http"

	"mantelpunt/internal/account/factor"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/sessie"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
)

// foutCode is the one sentence for a code that is wrong, was used before or must
// wait: whoever guesses learns nothing from it.
const foutCode = "Deze code klopt niet of is al gebruikt. Probeer het met de volgende code. Na een paar mislukte pogingen moet u steeds iets langer wachten, hoogstens een kwartier."

// The purposes for which a device is asked, and the words for them in the audit.
const (
	doelInloggen   = "inloggen"
	doelTweede     = "tweede"
	doelNieuw      = "nieuw"
	doelBevestigen = "bevestigen"

	metPasskey     = "passkey"
	metApp         = "wachtwoord en app"
	metBeide       = "wachtwoord en passkey"
	metHerstelcode = "wachtwoord en herstelcode"
)

// tweedevorm is what the pages of the second step show.
type tweedevorm struct {
	App, Passkey bool     // what can be used here
	Elders       []string // hosts of passkeys that do not work here
	Codes        int      // recovery codes that are left
	Fouten       web.Fouten
}

// factorRoutes hangs the pages of the second factor in the router.
func (h Handler) factorRoutes(r chi.Router) {
	begrensd := r.With(h.Web.Begrens(h.factoren))
	begrensd.Post("/beheer/inloggen/passkey/vraag", h.Web.H(h.vraagPasskeyLogin))
	begrensd.Post("/beheer/inloggen/passkey", h.Web.H(h.passkeyLogin))
	r.Get("/beheer/factor", h.Web.H(h.vraagTweede))
	begrensd.Post("/beheer/factor", h.Web.H(h.gebruikApp))
	begrensd.Post("/beheer/factor/passkey/vraag", h.Web.H(h.vraagTweedePasskey))
	begrensd.Post("/beheer/factor/passkey", h.Web.H(h.gebruikPasskey))
	r.Get("/beheer/factor/herstelcode", h.Web.H(h.vraagHerstelcode))
	begrensd.Post("/beheer/factor/herstelcode", h.Web.H(h.gebruikHerstelcode))
	h.instelRoutes(r)
	h.accountRoutes(r)
}

// vraagPasskeyLogin is POST /beheer/inloggen/passkey/vraag: to log in without a name
// or password. The device shows the passkeys that it has for this site.
func (h Handler) vraagPasskeyLogin(w http.ResponseWriter, r *http.Request) error {
	poort, kan := h.poort(r)
	if !kan {
		return geenPasskey()
	}
	opties, bewaar, err := poort.Vraag(factor.Houder{})
	if err != nil {
		return err
	}
	ses, err := h.Sessies.Haal(r)
	if err != nil {
		return err
	}
	return h.geefVraag(w, r, ses, doelInloggen, opties, bewaar)
}

// passkeyLogin is POST /beheer/inloggen/passkey. A passkey is both factors: the
// device, and what its owner opens it with.
func (h Handler) passkeyLogin(w http.ResponseWriter, r *http.Request) error {
	ses, err := h.Sessies.Haal(r)
	if err != nil {
		return err
	}
	p, goed, err := h.bewijst(w, r, ses, doelInloggen)
	if err != nil {
		return err
	}
	if !goed {
		if err := h.mislukt(r, poging{Wat: inloggenMislukt, Met: metPasskey, ID: p.ID}); err != nil {
			return err
		}
		v := h.inlogvorm(r)
		v.Fouten.Voeg("passkey", zinNietGelukt)
		return httpx.Render(w, r, http.StatusUnprocessableEntity, wachtwoordpagina(v))
	}
	if terug := eigenPad(r.PostForm.Get("terug")); terug != "" {
		ses.Values[sessie.Terug] = terug
	}
	return h.klaar(w, r, p, metPasskey, "")
}

// tweede is what can be used here of the factors that somebody has.
func (h Handler) tweede(r *http.Request, f Factoren) tweedevorm {
	rp := h.rp(r)
	v := tweedevorm{App: f.AppSinds != nil, Passkey: rp != "" && len(f.Hier(rp)) > 0, Codes: f.Herstelcodes}
	if !v.App && !v.Passkey {
		for _, p := range f.Passkeys {
			v.Elders = append(v.Elders, p.RP)
		}
	}
	return v
}

// vraagTweede is GET /beheer/factor.
func (h Handler) vraagTweede(w http.ResponseWriter, r *http.Request) error {
	x, naar, err := h.halfweg(w, r)
	switch {
	case err != nil:
		return err
	case naar == "" && sessie.Tekst(x.ses, halfKlaar) != "":
		naar = "/beheer/factor/herstelcodes"
	case naar == "" && x.f.Aantal() == 0:
		naar = "/beheer/factor/instellen"
	}
	if naar != "" {
		return httpx.Naar(w, r, naar)
	}
	return httpx.Render(w, r, http.StatusOK, tweedepagina(h.tweede(r, x.f)))
}

// gebruikApp is POST /beheer/factor: a code of the app.
func (h Handler) gebruikApp(w http.ResponseWriter, r *http.Request) error {
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	x, naar, err := h.halfweg(w, r)
	if err != nil || naar != "" {
		return door(w, r, naar, err)
	}
	v := h.tweede(r, x.f)
	code, ok := factor.LeesCode(form.Get("code"))
	if !ok { // a slip of the finger is no try
		v.Fouten.Voeg("code", "Vul de 6 cijfers in die uw app nu laat zien.")
		return httpx.Render(w, r, http.StatusUnprocessableEntity, tweedepagina(v))
	}
	goed, err := h.Store.GebruikApp(r.Context(), toegang.GemeenteUit(r.Context()).ID, x.p.ID, code, h.nu())
	if err != nil {
		return err
	}
	if !goed {
		if err := h.mislukt(r, poging{Wat: inloggenMislukt, Met: "app", ID: x.p.ID}); err != nil {
			return err
		}
		v.Fouten.Voeg("code", foutCode)
		return httpx.Render(w, r, http.StatusUnprocessableEntity, tweedepagina(v))
	}
	return h.klaar(w, r, x.p, metApp, "")
}

// vraagTweedePasskey is POST /beheer/factor/passkey/vraag.
func (h Handler) vraagTweedePasskey(w http.ResponseWriter, r *http.Request) error {
	x, naar, err := h.halfweg(w, r)
	if err != nil || naar != "" {
		return door(w, r, naar, err)
	}
	return h.vraagVan(w, r, x, doelTweede)
}

// vraagVan asks for a passkey of one person.
func (h Handler) vraagVan(w http.ResponseWriter, r *http.Request, x wie, doel string) error {
	poort, kan := h.poort(r)
	if !kan || len(x.f.Hier(poort.Naam())) == 0 {
		return geenPasskey()
	}
	hd, _, err := h.Store.Houder(r.Context(), toegang.GemeenteUit(r.Context()).ID, x.p.ID, poort.Naam())
	if err != nil {
		return err
	}
	opties, bewaar, err := poort.Vraag(hd)
	if err != nil {
		return err
	}
	return h.geefVraag(w, r, x.ses, doel, opties, bewaar)
}

// gebruikPasskey is POST /beheer/factor/passkey.
func (h Handler) gebruikPasskey(w http.ResponseWriter, r *http.Request) error {
	x, naar, err := h.halfweg(w, r)
	if err != nil || naar != "" {
		return door(w, r, naar, err)
	}
	p, goed, err := h.bewijst(w, r, x.ses, doelTweede)
	if err != nil {
		return err
	}
	if !goed || p.ID != x.p.ID {
		if err := h.mislukt(r, poging{Wat: inloggenMislukt, Met: metPasskey, ID: x.p.ID}); err != nil {
			return err
		}
		v := h.tweede(r, x.f)
		v.Fouten.Voeg("passkey", zinNietGelukt)
		return httpx.Render(w, r, http.StatusUnprocessableEntity, tweedepagina(v))
	}
	return h.klaar(w, r, p, metBeide, "")
}

// vraagHerstelcode is GET /beheer/factor/herstelcode.
func (h Handler) vraagHerstelcode(w http.ResponseWriter, r *http.Request) error {
	x, naar, err := h.halfweg(w, r)
	if err != nil || naar != "" {
		return door(w, r, naar, err)
	}
	return httpx.Render(w, r, http.StatusOK, herstelpagina(h.tweede(r, x.f)))
}

// gebruikHerstelcode is POST /beheer/factor/herstelcode.
func (h Handler) gebruikHerstelcode(w http.ResponseWriter, r *http.Request) error {
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	x, naar, err := h.halfweg(w, r)
	if err != nil || naar != "" {
		return door(w, r, naar, err)
	}
	over, goed := 0, false
	if form.Get("herstelcode") != "" {
		over, goed, err = h.Store.GebruikHerstelcode(r.Context(), toegang.GemeenteUit(r.Context()).ID, x.p.ID, form.Get("herstelcode"))
		if err == nil && !goed {
			err = h.mislukt(r, poging{Wat: inloggenMislukt, Met: "herstelcode", ID: x.p.ID})
		}
	}
	if err != nil {
		return err
	}
	if !goed {
		v := h.tweede(r, x.f)
		zin := foutCode
		if form.Get("herstelcode") == "" {
			zin = "Vul een van uw herstelcodes in."
		}
		v.Fouten.Voeg("herstelcode", zin)
		return httpx.Render(w, r, http.StatusUnprocessableEntity, herstelpagina(v))
	}
	return h.klaar(w, r, x.p, metHerstelcode, zinOver(over))
}

// zinOver warns who used a recovery code.
func zinOver(n int) string {
	switch n {
	case 0:
		return "Dit was uw laatste herstelcode. Maak nu nieuwe bij Mijn account."
	case 1:
		return "U heeft nog 1 herstelcode. Maak nu nieuwe bij Mijn account."
	}
	return fmt.Sprintf("U heeft nog %d herstelcodes. Bent u uw telefoon kwijt? Stel dan bij Mijn account een nieuwe in.", n)
}

// door goes on to where somebody must be first, or fails.
func door(w http.ResponseWriter, r *http.Request, naar string, err error) error {
	if err != nil {
		return err
	}
	return httpx.Naar(w, r, naar)
}
