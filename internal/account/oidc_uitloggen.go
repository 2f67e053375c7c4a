package account

import (
	"crypto/sha256"
	"log/slog"
	"net/http"
	"strings"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/oidc"
	"mantelpunt/internal/sessie"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/gorilla/sessions"
)

// uitloggen is POST /uitloggen. Who came by a provider is still logged in there, and
// gets a form to end that too. It is a form and no redirect: the ID token names the
// person, so it goes into no address, no history and no log.
func (h Handler) uitloggen(w http.ResponseWriter, r *http.Request) error {
	if !h.Sessies.Heeft(r) {
		return httpx.Naar(w, r, "/uitgelogd")
	}
	ses, err := h.Sessies.Haal(r)
	if err != nil {
		return err
	}
	f, ook := h.uitlogformulier(r, ses)
	soort := toegang.Soort(sessie.Tekst(ses, sessie.Soort))
	if err := h.Sessies.Einde(r, w); err != nil {
		return err
	}
	if !ook {
		return httpx.Naar(w, r, "/uitgelogd")
	}
	ruimer(w, "form-action 'self'", f.Oorsprong)
	k := web.KaderUit(r.Context())
	k.Persoon, k.Soort, k.Werk = "", "", nil // nobody is in any more
	r = r.WithContext(web.MetKader(r.Context(), k))
	return httpx.Render(w, r, http.StatusOK, ookuitloggenpagina(f, soort == toegang.Medewerker))
}

func (h Handler) uitlogformulier(r *http.Request, ses *sessions.Session) (oidc.Uitlogformulier, bool) {
	token := sessie.Tekst(ses, oidcToken)
	if token == "" {
		return oidc.Uitlogformulier{}, false
	}
	d := digid
	if toegang.Soort(sessie.Tekst(ses, sessie.Soort)) == toegang.Medewerker {
		d = personeel
	}
	c, err := h.registratie(r.Context(), d)
	if err != nil || c.Uitgever != sessie.Tekst(ses, oidcUitgever) {
		return oidc.Uitlogformulier{}, false // the gemeente has another provider by now
	}
	return h.Aanbieders.Uitloggen(r.Context(), c, token, toegang.GemeenteUit(r.Context()).URL+"/uitgelogd")
}

// ruimer widens one line of the Content-Security-Policy of this answer by an origin.
func ruimer(w http.ResponseWriter, regel, oorsprong string) {
	const csp = "Content-Security-Policy"
	if was := w.Header().Get(csp); oorsprong != "" {
		wordt := regel + " " + oorsprong
		if strings.HasSuffix(regel, "'none'") { // which allows nothing beside it
			wordt = strings.TrimSuffix(regel, "'none'") + oorsprong
		}
		w.Header().Set(csp, strings.Replace(was, regel, wordt, 1))
	}
}

// afmelden takes a logout token from the provider itself (OpenID Connect Back-Channel
// Logout 1.0). What is wrong with one is told in the words of 2.8 and in the log.
func (h Handler) afmelden(d dienst) httpx.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		ctx := r.Context()
		if err := h.afmeldingen.Neem(toegang.AdresUit(ctx)); err != nil {
			return err
		}
		c, err := h.registratie(ctx, d)
		if err != nil {
			return err
		}
		form, err := httpx.Formulier(w, r)
		if err != nil {
			return err
		}
		a, err := h.Aanbieders.Uitlogtoken(ctx, c, form.Get("logout_token"))
		if err == nil {
			jti := sha256.Sum256([]byte(c.Uitgever + " " + c.ClientID + " " + a.JTI))
			var sids, subs [][]byte
			if a.SID != "" {
				sids = h.oidcKenmerken("sid", a.Uitgever, a.SID)
			}
			if a.Onderwerp != "" {
				subs = h.oidcKenmerken("sub", a.Uitgever, a.Onderwerp)
			}
			_, err = h.Store.Afmelden(ctx, toegang.GemeenteUit(ctx).ID, a, jti[:], sids, subs)
		}
		switch {
		case err == nil:
			w.WriteHeader(http.StatusNoContent)
			return nil
		case oidc.RedenVan(err) != oidc.Geweigerd && !fault.Is(err, fault.Conflict):
			return err // try again
		}
		h.Web.Log.LogAttrs(ctx, slog.LevelWarn, "uitlogtoken geweigerd", slog.String("verzoek", httpx.VerzoekID(ctx)), slog.String("dienst", d.naam), slog.String("fout", err.Error()))
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(`{"error":"invalid_request"}` + "\n"))
		return nil
	}
}

// afmeldenInBeeld is the page that the provider shows in a frame of its own page when
// somebody logs out there (OpenID Connect Front-Channel Logout 1.0). The frame brings
// no cookie of ours, so sid says which session ends; nobody can guess one. Of all our
// pages this is the only one that may stand in a frame, and only of that provider.
func (h Handler) afmeldenInBeeld(d dienst) httpx.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		ctx, q := r.Context(), r.URL.Query()
		if err := h.afmeldingen.Neem(toegang.AdresUit(ctx)); err != nil {
			return err
		}
		c, err := h.registratie(ctx, d)
		if err != nil {
			return err
		}
		sid := q.Get("sid")
		if q.Get("iss") != c.Uitgever || sid == "" || len(sid) > 255 {
			return fault.New(fault.Invalid, "afmelden zonder uitgever of sessie")
		}
		if err := h.Store.AfmeldenMetSID(ctx, toegang.GemeenteUit(ctx).ID, h.oidcKenmerken("sid", c.Uitgever, sid)); err != nil {
			return err
		}
		ruimer(w, "frame-ancestors 'none'", oidc.Oorsprong(c.Uitgever))
		w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte("<!doctype html><html lang=\"nl\"><title>Uitgelogd</title></html>\n"))
		return nil
	}
}
