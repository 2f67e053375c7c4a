// Package toestemming is for the person who is cared for: does it hold what a carer
// wrote about them? They come by a link in a mail or type the code of a letter, log in
// nowhere, read who asks and what that person wrote about them, and say yes or no. No is
// as good as yes, and nobody but a consulent reads it. Who would rather use a pen prints
// a form.
package toestemming

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"mantelpunt/internal/bijlage"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
)

// Where somebody comes who has answered. The addresses do not say what.
const (
	padBedankt   = verklaring.PadToestemming + "/bedankt"
	padOntvangen = verklaring.PadToestemming + "/ontvangen"
)

// Handler has the pages of the zorgvrager, and the one on which staff see how it stands.
type Handler struct {
	Store   verklaring.Store
	Account verklaring.Account
	Keurder bijlage.Keurder // of the scan of an answer on paper
	Web     *httpx.Afhandelaar
	Klok    func() time.Time // time.Now, or what a test says
	limiet  *httpx.Limiet
}

// Nieuw makes the handler. An address may send twenty forms at once and then one every
// six seconds: room for a care home, none for guessing 55 bits.
func Nieuw(s verklaring.Store, a verklaring.Account, k bijlage.Keurder, w *httpx.Afhandelaar, klok func() time.Time) Handler {
	return Handler{Store: s, Account: a, Keurder: k, Web: w, Klok: klok, limiet: httpx.NieuweLimiet(6*time.Second, 20)}
}

// Routes hangs the pages in the router.
func (h Handler) Routes(r chi.Router) {
	r.Group(func(r chi.Router) {
		r.Use(httpx.Persoonlijk, h.Web.Begrens(h.limiet))
		r.Get(verklaring.PadToestemming, h.Web.H(h.code))
		r.Post(verklaring.PadToestemming, h.Web.H(h.metCode))
		r.Get(verklaring.PadToestemming+"/{token}", h.Web.H(h.link))
		r.Post(verklaring.PadToestemming+"/{token}", h.Web.H(h.metLink))
		r.Get(padBedankt, h.Web.H(h.bedankt))
		r.Get(padOntvangen, h.Web.H(h.ontvangen))
		r.Get(verklaring.PadToestemmingFormulier, h.Web.H(h.formulier))
	})
	r.Group(func(r chi.Router) {
		r.Use(httpx.Persoonlijk)
		r.Get(padStaf, h.Web.H(h.staf))
		r.With(httpx.Uploads).Post(padStaf, h.Web.H(h.stafDoet))
	})
}

// vraag is what somebody is asked, and how far the answer is.
type vraag struct {
	T       verklaring.Toestemming
	A       verklaring.Aanvraag
	Pad     string // where the form goes
	Code    string // that was typed; "" for who came by a link
	Namens  bool   // somebody answers for the zorgvrager
	Waarden url.Values
	Fouten  web.Fouten
}

func (h Handler) lees(r *http.Request, sleutel string) (vraag, error) {
	ctx := r.Context()
	t, a, err := h.Store.LeesToestemming(ctx, toegang.GemeenteUit(ctx).ID, toegang.PersoonUit(ctx), sleutel, h.Klok())
	return vraag{T: t, A: a, Waarden: url.Values{}}, err
}

// leesLink is lees for a link alone: the code of a letter is typed, where tries are counted.
func (h Handler) leesLink(r *http.Request, token string) (vraag, error) {
	if !verklaring.IsToestemmingtoken(token) {
		return vraag{}, fault.New(fault.NotFound, "geen link")
	}
	return h.lees(r, token)
}

// vervallen reports that a link or a code leads nowhere, whatever the reason.
func vervallen(err error) bool { return fault.Is(err, fault.NotFound) || fault.Is(err, fault.Gone) }

// link shows what somebody is asked who came by a mail. It changes nothing: a mail
// scanner that follows links answers no questions.
func (h Handler) link(w http.ResponseWriter, r *http.Request) error {
	token := chi.URLParam(r, "token")
	v, err := h.leesLink(r, token)
	if err != nil {
		return h.nietMeer(w, r, err)
	}
	v.Pad = verklaring.PadToestemmingLink(token)
	return httpx.Render(w, r, http.StatusOK, vraagpagina(v))
}

func (h Handler) metLink(w http.ResponseWriter, r *http.Request) error {
	waarden, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	token := chi.URLParam(r, "token")
	v, err := h.leesLink(r, token)
	v.Pad, v.Waarden = verklaring.PadToestemmingLink(token), waarden
	return h.nietMeer(w, r, h.antwoord(w, r, v, token, err))
}

// nietMeer shows one page for every link that leads nowhere: too late, used, unknown
// and no link at all. Another error, and none, goes through.
func (h Handler) nietMeer(w http.ResponseWriter, r *http.Request, err error) error {
	if !vervallen(err) {
		return err
	}
	return httpx.Render(w, r, httpx.Status(err), nietmeerpagina())
}

func (h Handler) code(w http.ResponseWriter, r *http.Request) error {
	return httpx.Render(w, r, http.StatusOK, codepagina("", nil))
}

// metCode shows what somebody is asked who typed the code of a letter, and takes the
// answer: the code goes along in the form and stands in no address.
func (h Handler) metCode(w http.ResponseWriter, r *http.Request) error {
	waarden, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	code := waarden.Get("code")
	v, err := h.lees(r, code)
	v.Pad, v.Code, v.Waarden = verklaring.PadToestemming, code, waarden
	if waarden.Get("knop") != "" {
		return h.nietMeer(w, r, h.antwoord(w, r, v, code, err))
	}
	if vervallen(err) {
		zin := "toestemming.code.fout"
		if code == "" {
			zin = "toestemming.code.leeg"
		}
		fouten := web.Fouten{{Veld: "code", Tekst: i18n.T(r.Context(), zin)}}
		return httpx.Render(w, r, http.StatusUnprocessableEntity, codepagina(code, fouten))
	}
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, vraagpagina(v))
}

// What the buttons of the form say.
const (
	knopVerstuur = "verstuur"
	knopNamens   = "namens" // I answer for somebody else
	knopZelf     = "zelf"   // I don't, after all
)

// antwoord takes an answer, or shows the form once more. gelezen is the error of
// reading v: who clicks twice finds the question answered, and must hear that it is in
// order.
func (h Handler) antwoord(w http.ResponseWriter, r *http.Request, v vraag, sleutel string, gelezen error) error {
	ctx := r.Context()
	v.Namens = v.Waarden.Get("namens") == "ja"
	switch knop := v.Waarden.Get("knop"); {
	case knop == knopNamens || knop == knopZelf:
		if gelezen != nil {
			return gelezen
		}
		v.Namens = knop == knopNamens
		return httpx.Render(w, r, http.StatusOK, vraagpagina(v))
	case gelezen != nil && !fault.Is(gelezen, fault.Gone):
		return gelezen
	}
	a, fouten := v.lees(func(sleutel string) string { return i18n.Kies(ctx, "toestemming.fout.", sleutel) })
	if len(fouten) > 0 {
		if gelezen != nil {
			return gelezen
		}
		v.Fouten = fouten
		return httpx.Render(w, r, http.StatusUnprocessableEntity, vraagpagina(v))
	}
	err := h.Store.BeantwoordToestemming(ctx, toegang.GemeenteUit(ctx).ID, toegang.PersoonUit(ctx), sleutel, a, h.Klok())
	switch {
	case err != nil:
		return err
	case a.Ja:
		return httpx.Naar(w, r, padBedankt)
	}
	return httpx.Naar(w, r, padOntvangen)
}

// lees reads the answer from the form.
func (v vraag) lees(zin func(string) string) (a verklaring.Toestemmingantwoord, fouten web.Fouten) {
	antwoord := v.Waarden.Get("antwoord")
	if !slices.Contains(verklaring.JaNee, antwoord) {
		fouten.Voeg("antwoord", zin("antwoord"))
	}
	a.Ja = antwoord == verklaring.ToestemmingJa
	if !v.Namens {
		return a, fouten
	}
	a.Verklaarder = &verklaring.Verklaarder{Naam: strings.Join(strings.Fields(v.Waarden.Get("naam")), " "), Rol: v.Waarden.Get("rol")}
	if f := verklaring.NaamFout(a.Verklaarder.Naam); f != "" {
		fouten.Voeg("naam", zin("naam."+f))
	}
	if !slices.Contains(verklaring.Rollen, a.Verklaarder.Rol) {
		fouten.Voeg("rol", zin("rol"))
	}
	return a, fouten
}

func (h Handler) bedankt(w http.ResponseWriter, r *http.Request) error {
	return httpx.Render(w, r, http.StatusOK, bedanktpagina())
}

func (h Handler) ontvangen(w http.ResponseWriter, r *http.Request) error {
	return httpx.Render(w, r, http.StatusOK, ontvangenpagina())
}
