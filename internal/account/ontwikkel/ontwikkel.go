// Package ontwikkel has the stand-ins of `mantelpunt dev`: logging in with one
// click in place of DigiD and the identity provider of the staff, and a mailbox in
// place of a mail server. Production does not import it, and every page says what
// it is.
package ontwikkel

import (
	"context"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"mantelpunt/internal/account"
	"mantelpunt/internal/account/factor"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/toegang"

	"github.com/go-chi/chi/v5"
)

// Accounts finds the people to log in as; account.Store is one.
type Accounts interface {
	Gebruikers(ctx context.Context, gemeenteID int) ([]account.Gebruiker, error)
	MedewerkerMetEmail(ctx context.Context, gemeenteID int, email string) (toegang.Persoon, error)
	BurgerMetEmail(ctx context.Context, gemeenteID int, email string) (toegang.Persoon, error)
}

// Postbus gives the newest mail first; mail.Postbus is one.
type Postbus interface {
	Brieven(max int) ([]mail.Brief, error)
}

// Mantelzorger is a carer of the demo, at the gemeente with a slug.
type Mantelzorger struct{ Gemeente, Email, Naam, Uitleg string }

// Handler has the pages under /dev. Begin starts a session (account.Handler.Begin).
type Handler struct {
	Accounts      Accounts
	Begin         func(w http.ResponseWriter, r *http.Request, p toegang.Persoon) error
	Mantelzorgers []Mantelzorger
	AppGeheim     []byte // of the app for codes of every medewerker
	Postbus       Postbus
	Web           *httpx.Afhandelaar
}

// Routes hangs the pages in the router.
func (h Handler) Routes(r chi.Router) {
	r.Group(func(r chi.Router) {
		r.Use(httpx.Persoonlijk)
		r.Get("/dev/inloggen", h.Web.H(h.keuze))
		r.Post("/dev/inloggen", h.Web.H(h.inloggen))
		r.Get("/dev/mail", h.Web.H(h.brieven))
		r.Get("/dev/mail/{id}", h.Web.H(h.brief))
	})
}

func (h Handler) keuze(w http.ResponseWriter, r *http.Request) error {
	g := toegang.GemeenteUit(r.Context())
	alle, err := h.Accounts.Gebruikers(r.Context(), g.ID)
	if err != nil {
		return err
	}
	actief := slices.DeleteFunc(alle, func(g account.Gebruiker) bool { return !g.Actief })
	appcode, err := factor.Code(h.AppGeheim, time.Now())
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, keuzepagina(g.Naam, actief, h.mantelzorgers(g.Slug), appcode))
}

func (h Handler) mantelzorgers(slug string) []Mantelzorger {
	return slices.DeleteFunc(slices.Clone(h.Mantelzorgers), func(m Mantelzorger) bool { return m.Gemeente != slug })
}

func (h Handler) inloggen(w http.ResponseWriter, r *http.Request) error {
	form, err := httpx.Formulier(w, r)
	if err != nil {
		return err
	}
	g, email := toegang.GemeenteUit(r.Context()), form.Get("email")
	var p toegang.Persoon
	switch {
	case form.Get("soort") == string(toegang.Medewerker):
		p, err = h.Accounts.MedewerkerMetEmail(r.Context(), g.ID, email)
	case slices.ContainsFunc(h.mantelzorgers(g.Slug), func(m Mantelzorger) bool { return m.Email == email }):
		p, err = h.Accounts.BurgerMetEmail(r.Context(), g.ID, email)
		p.Niveau = toegang.NiveauHoog // in place of DigiD
	default:
		err = fault.New(fault.NotFound, "onbekende persoon van de demo")
	}
	if err != nil {
		return err
	}
	return h.Begin(w, r, p)
}

// aantalBrieven is how far back the mailbox looks.
const aantalBrieven = 200

func (h Handler) brieven(w http.ResponseWriter, r *http.Request) error {
	brieven, err := h.Postbus.Brieven(aantalBrieven)
	if err != nil {
		return err
	}
	return httpx.Render(w, r, http.StatusOK, postbuspagina(brieven))
}

func (h Handler) brief(w http.ResponseWriter, r *http.Request) error {
	brieven, err := h.Postbus.Brieven(aantalBrieven)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(brieven, func(b mail.Brief) bool { return b.ID == chi.URLParam(r, "id") })
	if i < 0 {
		return fault.New(fault.NotFound, "brief bestaat niet")
	}
	return httpx.Render(w, r, http.StatusOK, briefpagina(brieven[i]))
}

var (
	reLink = regexp.MustCompile(`https?://[^\s<>"]+[^\s<>".,;:!?)]`)
	reCode = regexp.MustCompile(`(?m)^ {4}([0-9]{6})\s*$`)
)

// deel is a stretch of text, a link or not.
type deel struct {
	Tekst string
	Link  bool
}

// alineas splits the text of a mail into paragraphs, and those at their links.
func alineas(tekst string) [][]deel {
	var out [][]deel
	for a := range strings.SplitSeq(strings.ReplaceAll(tekst, "\r\n", "\n"), "\n\n") {
		var delen []deel
		vanaf := 0
		for _, m := range reLink.FindAllStringIndex(a, -1) {
			delen = append(delen, deel{a[vanaf:m[0]], false}, deel{a[m[0]:m[1]], true})
			vanaf = m[1]
		}
		if delen = append(delen, deel{a[vanaf:], false}); strings.TrimSpace(a) != "" {
			out = append(out, delen)
		}
	}
	return out
}

// code finds the login code in a mail, "" when there is none.
func code(tekst string) string {
	if m := reCode.FindStringSubmatch(tekst); m != nil {
		return m[1]
	}
	return ""
}
