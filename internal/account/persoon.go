package account

import (
	"context"
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/sessie"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5/middleware"
	"github.com/google/uuid"
	"github.com/gorilla/sessions"
)

type foutSleutel struct{}

// Persoon is the middleware that puts who is asking in the context and in the
// frame of the page. Who brings no cookie costs no SQL. While the database is away
// everybody can read on, as a visitor; a page that needs a person then says that
// it is out of order, and does not ask to log in.
func (h Handler) Persoon(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Cookie")
		if !h.Sessies.Heeft(r) {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Cache-Control", "no-store") // the frame holds a name
		lezen := r.Method == http.MethodGet || r.Method == http.MethodHead
		ses, err := h.Sessies.Haal(r)
		var p toegang.Persoon
		if err == nil {
			p, err = h.wie(r.Context(), ses)
		}
		switch {
		case err != nil && !lezen:
			h.Web.Fout(w, r, err)
		case err != nil:
			h.Web.Log.LogAttrs(r.Context(), slog.LevelWarn, "verder als bezoeker", slog.String("verzoek", httpx.VerzoekID(r.Context())), slog.String("fout", err.Error()))
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), foutSleutel{}, err)))
		default:
			h.verder(w, r, next, ses, p)
		}
	})
}

// wie finds the person of a session: every time anew, so that who is deactivated
// or lost a role notices at the next click.
func (h Handler) wie(ctx context.Context, ses *sessions.Session) (p toegang.Persoon, err error) {
	id, err := uuid.Parse(sessie.Tekst(ses, sessie.Persoon))
	if err != nil {
		return p, nil // a session of somebody who has not logged in yet
	}
	switch gemeenteID := toegang.GemeenteUit(ctx).ID; toegang.Soort(sessie.Tekst(ses, sessie.Soort)) {
	case toegang.Medewerker:
		p, err = h.Store.Medewerker(ctx, gemeenteID, id)
	case toegang.Burger:
		p, err = h.Store.Burger(ctx, gemeenteID, id)
		niveau, _ := strconv.Atoi(sessie.Tekst(ses, sessie.Niveau))
		p.Niveau, p.Vereist = toegang.Niveau(niveau), toegang.GemeenteUit(ctx).Inloggen.MinimaalNiveau
		if err == nil && p.Email == "" {
			p.Vereist = toegang.NiveauHoog + 1 // nothing may be done before there is an address to write to (mijnEmail)
		}
	}
	if fault.Is(err, fault.NotFound) {
		return toegang.Persoon{}, nil
	}
	return p, err
}

func (h Handler) verder(w http.ResponseWriter, r *http.Request, next http.Handler, ses *sessions.Session, p toegang.Persoon) {
	k := web.KaderUit(r.Context())
	k.Persoon, k.Soort, k.Werk = p.Naam, string(p.Soort), werk(p)
	flits := sessie.Tekst(ses, sessie.Flits)
	if r.Method == http.MethodGet {
		k.Flits = flits
	}
	r = r.WithContext(web.MetKader(toegang.MetPersoon(r.Context(), p), k))
	if k.Flits == "" {
		next.ServeHTTP(w, r)
		return
	}
	ww := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
	next.ServeHTTP(ww, r)
	// Gone once a page has shown it: a redirect or a file on the way leaves it. The
	// browser has not got the end of the page before we return.
	getoond := strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") && (ww.Status() < 300 || ww.Status() >= 400)
	if getoond && ses.Options.MaxAge >= 0 && sessie.Tekst(ses, sessie.Flits) == flits {
		if err := h.Sessies.Vergeet(r.Context(), ses, sessie.Flits); err != nil {
			h.Web.Log.LogAttrs(r.Context(), slog.LevelWarn, "flits blijft staan", slog.String("verzoek", httpx.VerzoekID(r.Context())), slog.String("fout", err.Error()))
		}
	}
}

// werk is the navigation of a medewerker: what this one may do.
func werk(p toegang.Persoon) []web.Link {
	var out []web.Link
	if p.Mag(toegang.Werkplek) {
		out = append(out, web.Naar("Werkplek", "/beheer"))
	}
	if p.Mag(toegang.AanvraagBehandelen) {
		out = append(out, web.Naar("Aanvragen", "/beheer/aanvragen"))
	}
	if p.Mag(toegang.AanbodBewerken) {
		out = append(out, web.Naar("Sociale kaart", "/beheer/aanbod"), web.Naar("Zoekwoorden", "/beheer/onderwerpen"))
	} else if p.Mag(toegang.EigenAanbodBewerken) {
		out = append(out, web.Naar("Mijn aanbod", "/beheer/aanbod"))
	}
	if p.Mag(toegang.GebruikersBeheren) {
		out = append(out, web.Naar("Gebruikers", padGebruikers))
	}
	if p.Mag(toegang.PartnersBeheren) {
		out = append(out, web.Naar("Partners", padPartners))
	}
	if p.Mag(toegang.InstellingenBeheren) {
		out = append(out, web.Naar("Instellingen", "/beheer/instellingen"))
	}
	if p.Mag(toegang.AuditLezen) {
		out = append(out, web.Naar("Audit", "/beheer/audit"))
	}
	if p.Mag(toegang.Werkplek) {
		out = append(out, web.Naar("Mijn account", "/beheer/account"))
	}
	return out
}

// Flits sets the sentence that the next page shows, once.
func (h Handler) Flits(w http.ResponseWriter, r *http.Request, zin string) error {
	ses, err := h.Sessies.Haal(r)
	if err != nil {
		return err
	}
	ses.Values[sessie.Flits] = zin
	return h.Sessies.Save(r, w, ses)
}
