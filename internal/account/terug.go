package account

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/sessie"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
)

// MaxBewaard is how many bytes of a form are kept until its sender has logged in.
const MaxBewaard = 64 << 10

// bewaard is a form that was sent without a session.
type bewaard struct {
	Pad     string     `json:"pad"`
	Waarden url.Values `json:"waarden"`
}

// Inloggen answers a request that needs a person: it goes to the page to log in,
// which knows the way back. What was typed in a form is kept until then. It is
// meant for httpx.Afhandelaar.
func (h Handler) Inloggen(w http.ResponseWriter, r *http.Request) error {
	if err, ok := r.Context().Value(foutSleutel{}).(error); ok {
		return err // who it is could not be read: logging in would not help
	}
	pagina := "/inloggen"
	if isBeheer(r.URL.Path) {
		pagina = "/beheer/inloggen"
	} else if p := toegang.PersoonUit(r.Context()); p.Soort == toegang.Burger && p.Email == "" {
		pagina = mijnEmail
	}
	if r.Method != http.MethodPost {
		return httpx.Naar(w, r, web.Zoek(pagina, "terug", eigenPad(r.URL.RequestURI())))
	}
	form, err := httpx.Getypt(w, r) // files are chosen again
	if err != nil {
		return err
	}
	ses, err := h.Sessies.Haal(r)
	if err != nil {
		return err
	}
	ses.Values[sessie.Terug] = terugNaForm(r)
	delete(ses.Values, sessie.Bewaard)
	for _, veld := range []string{"wachtwoord", "oud", "nieuw"} { // a password is typed again
		form.Del(veld)
	}
	if b, err := json.Marshal(bewaard{r.URL.Path, form}); err == nil && len(b) <= MaxBewaard {
		ses.Values[sessie.Bewaard] = string(b)
	}
	if err := h.Sessies.Save(r, w, ses); err != nil {
		return err
	}
	return httpx.Naar(w, r, pagina)
}

// Bewaard gives, once, what was sent to a page before its visitor had logged in.
func (h Handler) Bewaard(_ http.ResponseWriter, r *http.Request, pad string) (url.Values, bool) {
	if !h.Sessies.Heeft(r) {
		return nil, false
	}
	ses, err := h.Sessies.Haal(r)
	if err != nil {
		return nil, false
	}
	var b bewaard
	if json.Unmarshal([]byte(sessie.Tekst(ses, sessie.Bewaard)), &b) != nil || b.Pad != pad {
		return nil, false
	}
	return b.Waarden, h.Sessies.Vergeet(r.Context(), ses, sessie.Bewaard) == nil
}

// nieuweVorm reads from the address and the session what a visitor comes to log in for.
func (h Handler) nieuweVorm(r *http.Request) vorm {
	in := toegang.GemeenteUit(r.Context()).Inloggen
	v := vorm{Terug: eigenPad(r.URL.Query().Get("terug")), DigiD: in.DigiD != nil, ZonderEmail: !in.PerEmail(), TeLaag: toegang.PersoonUit(r.Context()).TeLaag()}
	if v.Terug != "" {
		v.Melding = "terug"
	}
	if h.Sessies.Heeft(r) {
		if ses, err := h.Sessies.Haal(r); err == nil && sessie.Tekst(ses, sessie.Bewaard) != "" {
			v.Melding = "bewaard"
		}
	}
	return v
}

// terugNaForm is the page to open again after a form: its own address, or the page
// that it stood on when its address takes forms alone.
func terugNaForm(r *http.Request) string {
	rc := chi.RouteContext(r.Context())
	if rc == nil || rc.Routes == nil || rc.Routes.Match(chi.NewRouteContext(), http.MethodGet, r.URL.Path) {
		return eigenPad(r.URL.RequestURI())
	}
	u, err := url.Parse(r.Referer())
	if err != nil || u.Host != r.Host {
		return ""
	}
	pad := u.RequestURI()
	if taal := web.Pad(r.Context(), ""); strings.HasPrefix(pad, taal+"/") {
		pad = strings.TrimPrefix(pad, taal) // httpx.Naar adds the language
	}
	return eigenPad(pad)
}

// doel is where a person goes after login. A way back to the other side of the
// portal is of no use.
func doel(soort toegang.Soort, terug string) string {
	if soort == toegang.Medewerker {
		if eigenPad(terug) != "" && isBeheer(terug) {
			return terug
		}
		return "/beheer"
	}
	if eigenPad(terug) != "" && !isBeheer(terug) {
		return terug
	}
	return "/mijn"
}

func isBeheer(pad string) bool {
	pad, _, _ = strings.Cut(pad, "?")
	return pad == "/beheer" || strings.HasPrefix(pad, "/beheer/")
}

// eigenPad gives pad when it is an address of this portal of a sensible length
// that is not about logging in itself, else "".
func eigenPad(pad string) string {
	if !httpx.EigenPad(pad) || len(pad) > 1000 {
		return ""
	}
	kaal, _, _ := strings.Cut(pad, "?")
	for _, niet := range []string{"/inloggen", "/beheer/inloggen", "/beheer/factor", "/beheer/bevestigen", "/beheer/wachtwoord", "/beheer/wachtwoord-vergeten", "/uitloggen", "/uitgelogd", mijnEmail} {
		if kaal == niet || strings.HasPrefix(kaal, niet+"/") {
			return ""
		}
	}
	return pad
}
