package account

import (
	"context"
	"encoding/base64"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/oidc"
	"mantelpunt/internal/sessie"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
)

// What a session remembers of a provider.
const (
	oidcLopend   = "oidc_lopend"   // logins that are under way (oidc.Lopend)
	oidcUitgever = "oidc_uitgever" // where somebody logged in,
	oidcToken    = "oidc_token"    // and the ID token of that, to log out there as well
)

// vanElders is a login that another website began, and not the person.
const vanElders oidc.Reden = "vanelders"

// digidVers is how long ago somebody may have logged in at the broker of DigiD:
// not so long that the next person at a computer of the library is let in too.
const digidVers = 15 * time.Minute

// dienst is one of the two ways in through a provider.
type dienst struct {
	naam  string
	soort toegang.Soort
	pad   string // begin; below it terug and afmelden
	uit   func(toegang.Inloggen) *toegang.Aanbieding
}

var (
	digid     = dienst{"digid", toegang.Burger, "/inloggen/digid", func(i toegang.Inloggen) *toegang.Aanbieding { return i.DigiD }}
	personeel = dienst{"personeel", toegang.Medewerker, "/beheer/inloggen/gemeente", func(i toegang.Inloggen) *toegang.Aanbieding { return i.Personeel }}
)

func (h Handler) oidcRoutes(r chi.Router) {
	for _, d := range []dienst{digid, personeel} {
		r.Get(d.pad, h.Web.H(h.naarAanbieder(d)))
		r.Get(d.pad+"/terug", h.Web.H(h.vanAanbieder(d)))
		r.Get(d.pad+"/afmelden", h.Web.H(h.afmeldenInBeeld(d)))
		r.Post(d.pad+"/afmelden", h.Web.H(h.afmelden(d)))
	}
	r.Get(mijnEmail, h.Web.H(h.vraagEigenEmail))
	r.With(h.Web.Begrens(h.vragen)).Post(mijnEmail, h.Web.H(h.stuurEigenCode))
	r.Get(mijnEmail+"/code", h.Web.H(h.vraagEigenCode))
	r.With(h.Web.Begrens(h.codes)).Post(mijnEmail+"/code", h.Web.H(h.gebruikEigenCode))
}

// registratie is how the gemeente of ctx is registered at the provider of a dienst;
// NotFound where it has none.
func (h Handler) registratie(ctx context.Context, d dienst) (oidc.Config, error) {
	g := toegang.GemeenteUit(ctx)
	a := d.uit(g.Inloggen)
	if a == nil {
		return oidc.Config{}, fault.New(fault.NotFound, "%s is hier niet ingesteld", d.naam)
	}
	geheim, err := h.Store.Kluis.Open(a.Geheim, "inloggen.geheim", strconv.Itoa(g.ID), a.Uitgever)
	if err != nil {
		return oidc.Config{}, err
	}
	c := oidc.Config{Uitgever: a.Uitgever, ClientID: a.ClientID, Geheim: string(geheim), Terug: g.URL + d.pad + "/terug"}
	if d.soort == toegang.Medewerker {
		c.Scopes, c.ACR, c.AMRTelt = []string{"profile", "email"}, slices.Sorted(maps.Keys(a.ACR)), true
		c.ClaimGroepen = of(a.ClaimGroepen, "groups")
		return c, nil
	}
	c.ClaimBSN, c.MaxLeeftijd = of(a.ClaimBSN, "sub"), digidVers
	for acr, niveau := range a.ACR { // what is too low for this gemeente is not let in
		if niveau >= max(g.Inloggen.MinimaalNiveau, toegang.NiveauMidden) {
			c.ACR = append(c.ACR, acr)
		}
	}
	slices.SortFunc(c.ACR, func(x, y string) int { // the lowest first: nobody has to do more than is needed
		if a.ACR[x] != a.ACR[y] {
			return int(a.ACR[x] - a.ACR[y])
		}
		return strings.Compare(x, y)
	})
	if len(c.ACR) == 0 {
		return oidc.Config{}, fault.New(fault.Unavailable, "DigiD heeft geen niveau dat hoog genoeg is")
	}
	return c, nil
}

func of(s, anders string) string {
	if s == "" {
		return anders
	}
	return s
}

// naarAanbieder is GET /inloggen/digid and /beheer/inloggen/gemeente: a link and not
// a form, since a form may only lead to ourselves.
func (h Handler) naarAanbieder(d dienst) httpx.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		ctx := r.Context()
		if r.Header.Get("Sec-Fetch-Site") == "cross-site" { // who is still in at the provider would be let in here without a word
			return h.nietGelukt(w, r, d, &oidc.Fout{Reden: vanElders, Err: fault.New(fault.Forbidden, "een andere website begon het inloggen")})
		}
		terug := eigenPad(r.URL.Query().Get("terug"))
		if p := toegang.PersoonUit(ctx); p.Soort == d.soort && !p.TeLaag() {
			return httpx.Naar(w, r, doel(d.soort, terug))
		}
		if err := h.aanbieders.Neem(toegang.AdresUit(ctx)); err != nil {
			return err
		}
		c, err := h.registratie(ctx, d)
		if err != nil {
			return err
		}
		// the provider sends the browser to the one address that is registered, and
		// there must be its session
		if u, err := url.Parse(c.Terug); err == nil && u.Host != r.Host {
			// #nosec G710 -- the address of the portal itself; terug is a value in it
			http.Redirect(w, r, toegang.GemeenteUit(ctx).URL+web.Pad(ctx, web.Zoek(d.pad, "terug", terug)), http.StatusSeeOther)
			return nil
		}
		v, adres, err := h.Aanbieders.Begin(ctx, c, i18n.Code(ctx))
		if err != nil {
			return h.nietGelukt(w, r, d, err)
		}
		ses, err := h.Sessies.Haal(r)
		if err != nil {
			return err
		}
		if terug != "" {
			ses.Values[sessie.Terug] = terug
		}
		ses.Values[oidcLopend] = oidc.LeesLopend(sessie.Tekst(ses, oidcLopend)).Met(v).String()
		if err := h.Sessies.Save(r, w, ses); err != nil {
			return err
		}
		http.Redirect(w, r, adres, http.StatusSeeOther)
		return nil
	}
}

// vanAanbieder is where the provider sends the browser back to.
func (h Handler) vanAanbieder(d dienst) httpx.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if err := h.aanbieders.Neem(toegang.AdresUit(r.Context())); err != nil {
			return err
		}
		c, err := h.registratie(r.Context(), d)
		if err != nil {
			return err
		}
		ses, err := h.Sessies.Haal(r)
		if err != nil {
			return err
		}
		v, rest, bekend := oidc.LeesLopend(sessie.Tekst(ses, oidcLopend)).Neem(c, r.URL.Query().Get("state"))
		if bekend { // it serves once, whatever comes of it
			if ses.Values[oidcLopend] = rest.String(); len(rest) == 0 {
				delete(ses.Values, oidcLopend)
			}
			if err := h.Sessies.Save(r, w, ses); err != nil {
				return err
			}
			r = r.WithContext(i18n.MetTaal(r.Context(), v.Taal))
		}
		id, err := h.Aanbieders.Terugkomst(r.Context(), c, v, r.URL.Query())
		if err != nil {
			return h.nietGelukt(w, r, d, err)
		}
		p, err := h.persoonVan(r.Context(), d, id)
		if fault.Is(err, fault.Forbidden) {
			return h.nietGelukt(w, r, d, err)
		}
		if err != nil {
			return err
		}
		meer := [][2]string{{oidcUitgever, id.Uitgever}, {oidcToken, id.IDToken}, {aanbiederOp, h.moment()}, {sessie.OIDCSub, b64(h.oidcKenmerken("sub", id.Uitgever, id.Onderwerp)[0])}}
		if id.SID != "" {
			meer = append(meer, [2]string{sessie.OIDCSid, b64(h.oidcKenmerken("sid", id.Uitgever, id.SID)[0])})
		}
		return h.begin(w, r, p, "", meer...)
	}
}

// persoonVan finds or makes who logged in. Forbidden comes with a sentence.
func (h Handler) persoonVan(ctx context.Context, d dienst, id oidc.Identiteit) (toegang.Persoon, error) {
	g := toegang.GemeenteUit(ctx)
	if d.soort == toegang.Burger {
		p, err := h.Store.BurgerMetBSN(ctx, g.ID, id.BSN)
		if p.Niveau = g.Inloggen.DigiD.ACR[id.ACR]; err != nil {
			return p, err
		}
		return p, h.Store.BurgerIngelogd(ctx, p, "DigiD")
	}
	p, err := h.Store.GebruikerVanAanbieder(ctx, g.ID, id, rollenVan(g.Inloggen.Personeel.Groepen, id.Groepen))
	if err != nil {
		return p, err
	}
	return p, h.Store.Ingelogd(ctx, p, "account van de gemeente")
}

// rollenVan gives the roles of groups, each once.
func rollenVan(tabel map[string][]toegang.Rol, groepen []string) []toegang.Rol {
	uit := []toegang.Rol{}
	for _, groep := range groepen {
		uit = append(uit, tabel[groep]...)
	}
	slices.Sort(uit)
	return slices.Compact(uit)
}

// oidcKenmerken are the hashes under which a sid or sub of a provider is kept with a
// session: a sub may be a BSN.
func (h Handler) oidcKenmerken(wat, uitgever, waarde string) [][]byte {
	return h.Store.Kluis.Kenmerken("sessie.oidc_"+wat, []byte(uitgever+" "+waarde))
}

func b64(b []byte) string { return base64.StdEncoding.EncodeToString(b) }

// nietGelukt shows why somebody is not in, and the ways to go on. The log gets what
// happened; neither names the person.
func (h Handler) nietGelukt(w http.ResponseWriter, r *http.Request, d dienst, err error) error {
	status := httpx.Status(err)
	if status == http.StatusInternalServerError {
		return err
	}
	h.Web.Log.LogAttrs(r.Context(), slog.LevelInfo, "inloggen bij aanbieder niet gelukt", slog.String("verzoek", httpx.VerzoekID(r.Context())),
		slog.String("dienst", d.naam), slog.String("fout", err.Error()))
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "10")
	}
	v := nietgelukt{Reden: oidc.RedenVan(err), Zin: fault.Tekst(err), Terug: eigenPad(r.URL.Query().Get("terug")), ZonderEmail: !toegang.GemeenteUit(r.Context()).Inloggen.PerEmail()}
	if toegang.PersoonUit(r.Context()).Soort == d.soort {
		v.Binnen = doel(d.soort, "")
	}
	if d.soort == toegang.Medewerker {
		return httpx.Render(w, r, status, personeelfoutpagina(v))
	}
	return httpx.Render(w, r, status, digidfoutpagina(v))
}

// nietgelukt is what the page of a login that failed shows.
type nietgelukt struct {
	Reden       oidc.Reden
	Zin         string // in place of the words for Reden
	Terug       string // where to go after login, when it came in the address
	Binnen      string // where somebody goes on who is logged in all the same
	ZonderEmail bool   // a code by mail is no other way
}
