package account

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"

	"mantelpunt/internal/account/factor"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/sessie"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
)

// instelvorm is what the pages to set up a factor show.
type instelvorm struct {
	Eerste   bool     // nobody gets in without: there is none yet
	Passkeys bool     // possible at this address
	App      bool     // there is an app already: it is replaced
	Naam     string   // of the passkey, as typed
	Geheim   string   // to type over
	NaamApp  string   // what the app shows with the code
	Plaatje  string   // address of the QR code
	Codes    []string // recovery codes
	Fouten   web.Fouten
}

func (h Handler) instelRoutes(r chi.Router) {
	begrensd := r.With(h.Web.Begrens(h.factoren))
	r.Get("/beheer/factor/instellen", h.Web.H(h.kiesFactor))
	r.Get("/beheer/factor/instellen/app", h.Web.H(h.toonApp))
	r.Get("/beheer/factor/instellen/app.png", h.Web.H(h.appPlaatje))
	begrensd.Post("/beheer/factor/instellen/app", h.Web.H(h.stelAppIn))
	begrensd.Post("/beheer/factor/instellen/passkey/vraag", h.Web.H(h.vraagNieuwePasskey))
	begrensd.Post("/beheer/factor/instellen/passkey", h.Web.H(h.stelPasskeyIn))
	r.Get("/beheer/factor/herstelcodes", h.Web.H(h.toonCodes))
	r.Post("/beheer/factor/herstelcodes", h.Web.H(h.codesBewaard))
}

func (h Handler) instelling(r *http.Request, x wie) instelvorm {
	return instelvorm{Eerste: x.half, Passkeys: h.rp(r) != "", App: x.f.AppSinds != nil}
}

// kiesFactor is GET /beheer/factor/instellen: a passkey or an app.
func (h Handler) kiesFactor(w http.ResponseWriter, r *http.Request) error {
	x, naar, err := h.insteller(w, r)
	if err != nil || naar != "" {
		return door(w, r, naar, err)
	}
	return httpx.Render(w, r, http.StatusOK, instelpagina(h.instelling(r, x)))
}

// toonApp is GET /beheer/factor/instellen/app: the secret, as a picture and in words.
// Opening the page again shows the same one, so that what was scanned stays right.
func (h Handler) toonApp(w http.ResponseWriter, r *http.Request) error {
	x, naar, err := h.insteller(w, r)
	if err != nil || naar != "" {
		return door(w, r, naar, err)
	}
	if _, ok := appGeheim(x); !ok {
		x.ses.Values[appSleutel] = base64.StdEncoding.EncodeToString(factor.NieuwGeheim())
		if err := h.Sessies.Save(r, w, x.ses); err != nil {
			return err
		}
	}
	return h.apppagina(w, r, x, http.StatusOK, nil)
}

func (h Handler) apppagina(w http.ResponseWriter, r *http.Request, x wie, status int, fouten web.Fouten) error {
	geheim, _ := appGeheim(x)
	v := h.instelling(r, x)
	v.Geheim, v.Fouten, v.NaamApp, v.Plaatje = factor.Geheimtekst(geheim), fouten, uitgever(r), "/beheer/factor/instellen/app.png"
	return httpx.Render(w, r, status, apppagina(v))
}

// uitgever is what the app shows with the code.
func uitgever(r *http.Request) string { return "Mantelpunt " + toegang.GemeenteUit(r.Context()).Naam }

func appGeheim(x wie) ([]byte, bool) {
	b, err := base64.StdEncoding.DecodeString(sessie.Tekst(x.ses, appSleutel))
	return b, err == nil && len(b) > 0
}

// appPlaatje is GET /beheer/factor/instellen/app.png: the QR code to scan.
func (h Handler) appPlaatje(w http.ResponseWriter, r *http.Request) error {
	x, naar, err := h.insteller(w, r)
	if err != nil {
		return err
	}
	geheim, ok := []byte(nil), false
	if naar == "" {
		geheim, ok = appGeheim(x)
	}
	if !ok {
		return fault.New(fault.NotFound, "er wordt geen app ingesteld")
	}
	adres, err := factor.Otpauth(geheim, uitgever(r), x.p.Email)
	if err != nil {
		return err
	}
	plaatje, err := factor.QR(adres)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "image/png")
	_, _ = w.Write(plaatje) // #nosec G705 -- a picture that we drew, and no page
	return nil
}

// stelAppIn is POST /beheer/factor/instellen/app: the first code proves that the app
// has the secret.
func (h Handler) stelAppIn(w http.ResponseWriter, r *http.Request) error {
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	x, naar, err := h.insteller(w, r)
	if err != nil || naar != "" {
		return door(w, r, naar, err)
	}
	geheim, ok := appGeheim(x)
	if !ok { // the page is from before the session
		return httpx.Naar(w, r, "/beheer/factor/instellen/app")
	}
	code, ok := factor.LeesCode(form.Get("code"))
	if !ok {
		return h.apppagina(w, r, x, http.StatusUnprocessableEntity, web.Fouten{{Veld: "code", Tekst: "Vul de 6 cijfers in die uw app nu laat zien."}})
	}
	stap, ok, err := factor.Stap(geheim, code, h.nu(), 0)
	if err != nil {
		return err
	}
	if !ok {
		return h.apppagina(w, r, x, http.StatusUnprocessableEntity, web.Fouten{{Veld: "code", Tekst: "Deze code klopt niet. Kijk of de klok van uw telefoon goed staat, en vul de code in die u nu ziet."}})
	}
	codes, err := h.Store.VoegApp(r.Context(), x.p, geheim, stap, x.half, h.meld(r, x.p, "Bij uw account is een app ingesteld die codes maakt om in te loggen."))
	if err != nil {
		return err
	}
	delete(x.ses.Values, appSleutel)
	return h.naInstellen(w, r, x, metApp, codes, "Uw app is ingesteld.")
}

// vraagNieuwePasskey is POST /beheer/factor/instellen/passkey/vraag.
func (h Handler) vraagNieuwePasskey(w http.ResponseWriter, r *http.Request) error {
	x, naar, err := h.insteller(w, r)
	if err != nil || naar != "" {
		return door(w, r, naar, err)
	}
	poort, kan := h.poort(r)
	if !kan {
		return geenPasskey()
	}
	hd, _, err := h.Store.Houder(r.Context(), toegang.GemeenteUit(r.Context()).ID, x.p.ID, poort.Naam())
	if err != nil {
		return err
	}
	opties, bewaar, err := poort.VraagNieuw(hd)
	if err != nil {
		return err
	}
	return h.geefVraag(w, r, x.ses, doelNieuw, opties, bewaar)
}

func geenPasskey() error { return fault.New(fault.Invalid, "hier kan geen passkey gevraagd worden") }

// stelPasskeyIn is POST /beheer/factor/instellen/passkey.
func (h Handler) stelPasskeyIn(w http.ResponseWriter, r *http.Request) error {
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	x, naar, err := h.insteller(w, r)
	if err != nil || naar != "" {
		return door(w, r, naar, err)
	}
	poort, kan := h.poort(r)
	if !kan {
		return geenPasskey()
	}
	fout := func(zin string) error {
		v := h.instelling(r, x)
		v.Naam, v.Fouten = form.Get("naam"), web.Fouten{{Veld: "naam", Tekst: zin}}
		return httpx.Render(w, r, http.StatusUnprocessableEntity, instelpagina(v))
	}
	naam := strings.Join(strings.Fields(form.Get("naam")), " ")
	if naam == "" {
		naam = "Passkey van " + i18n.Datum(r.Context(), h.nu())
	}
	if len([]rune(naam)) > 60 {
		return fout("Maak de naam korter: hoogstens 60 tekens.")
	}
	bewaard, err := h.neemVraag(r, x.ses, doelNieuw)
	if err != nil {
		return err
	}
	hd, _, err := h.Store.Houder(r.Context(), toegang.GemeenteUit(r.Context()).ID, x.p.ID, poort.Naam())
	if err != nil {
		return err
	}
	k, err := poort.Nieuw(hd, bewaard, []byte(form.Get("antwoord")))
	if fault.Is(err, fault.Invalid) {
		return fout(zinNietGelukt)
	}
	if err != nil {
		return err
	}
	codes, err := h.Store.VoegPasskey(r.Context(), x.p, poort.Naam(), naam, k, x.half, h.meld(r, x.p, fmt.Sprintf("Bij uw account is een passkey toegevoegd: %s.", naam)))
	if err != nil {
		return err
	}
	return h.naInstellen(w, r, x, metBeide, codes, "Uw passkey is toegevoegd.")
}

// naInstellen goes on after a factor was set up: to the recovery codes when it was
// the first, else to the account. met is what somebody halfway has now proved with.
func (h Handler) naInstellen(w http.ResponseWriter, r *http.Request, x wie, met string, codes []string, zin string) error {
	naar := "/beheer/account"
	if len(codes) > 0 {
		zetCodes(x.ses, codes)
		naar = "/beheer/factor/herstelcodes"
	}
	if x.half {
		x.ses.Values[halfKlaar] = met
		h.zetNu(x.ses, halfOp) // time enough to write ten codes down
	} else {
		x.ses.Values[sessie.Flits] = zin
	}
	if err := h.Sessies.Save(r, w, x.ses); err != nil {
		return err
	}
	return httpx.Naar(w, r, naar)
}

// codeshouder gives who has recovery codes to keep.
func (h Handler) codeshouder(w http.ResponseWriter, r *http.Request) (x wie, codes []string, naar string, err error) {
	if toegang.PersoonUit(r.Context()).Soort == toegang.Medewerker {
		x, naar, err = h.ingelogd(r, false)
	} else {
		x, naar, err = h.halfweg(w, r)
		if err == nil && naar == "" && sessie.Tekst(x.ses, halfKlaar) == "" {
			naar = "/beheer/factor"
		}
	}
	if err != nil || naar != "" {
		return x, nil, naar, err
	}
	if codes = codesUit(x.ses); len(codes) == 0 {
		naar = "/beheer/account"
	}
	return x, codes, naar, nil
}

// toonCodes is GET /beheer/factor/herstelcodes. The codes can be seen until somebody
// says to have kept them; after that nobody can show them any more.
func (h Handler) toonCodes(w http.ResponseWriter, r *http.Request) error {
	x, codes, naar, err := h.codeshouder(w, r)
	if err != nil || naar != "" {
		return door(w, r, naar, err)
	}
	return httpx.Render(w, r, http.StatusOK, codespagina(instelvorm{Eerste: x.half, Codes: codes}))
}

// codesBewaard is POST /beheer/factor/herstelcodes.
func (h Handler) codesBewaard(w http.ResponseWriter, r *http.Request) error {
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	x, codes, naar, err := h.codeshouder(w, r)
	if err != nil || naar != "" {
		return door(w, r, naar, err)
	}
	if form.Get("bewaard") == "" {
		v := instelvorm{Eerste: x.half, Codes: codes, Fouten: web.Fouten{{Veld: "bewaard", Tekst: "Bewaar de codes en zet daarna het vinkje."}}}
		return httpx.Render(w, r, http.StatusUnprocessableEntity, codespagina(v))
	}
	if x.half {
		return h.klaar(w, r, x.p, sessie.Tekst(x.ses, halfKlaar), "")
	}
	if err := h.Sessies.Vergeet(r.Context(), x.ses, codesSleutel); err != nil {
		return err
	}
	return httpx.Naar(w, r, "/beheer/account")
}
