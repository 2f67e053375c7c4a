package gemeente

import (
	"context"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"
	"mantelpunt/web/kleur"

	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"
)

// Register finds the gemeente of a host name, from memory. It reads the table
// again when any gemeente changed, and keeps what it has while the database is away.
type Register struct {
	store   Store
	wachter *momentopname.Wachter
	extra   map[string]string // GEMEENTE_HOSTS
	tls     bool
	dev     bool
	log     *slog.Logger

	gerekend sync.Map // kleur.Thema to its stylesheet

	mu      sync.RWMutex
	som     int64
	stand   *stand
	gefaald time.Time // last time that reading failed
}

// stand is one immutable reading of the table.
type stand struct {
	hosts  map[string]*Gemeente
	themas map[string]string // path of the stylesheet to its text
	pad    map[int]string    // gemeente to that path
	versie map[int]string    // gemeente to a mark that changes with anything about it
}

// NieuwRegister makes a register; extra are host names from the configuration.
func NieuwRegister(s Store, w *momentopname.Wachter, extra map[string]string, tls, dev bool, log *slog.Logger) *Register {
	return &Register{store: s, wachter: w, extra: extra, tls: tls, dev: dev, log: log}
}

func (r *Register) lees(ctx context.Context) (*stand, error) {
	som := r.wachter.Som()
	r.mu.RLock()
	// after a failure it is tried again a second later, not for every visitor
	st, actueel := r.stand, r.som == som || time.Since(r.gefaald) < time.Second
	r.mu.RUnlock()
	if st != nil && actueel {
		return st, nil
	}
	alle, err := r.store.Alle(ctx)
	if err != nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.gefaald = time.Now()
		if st != nil {
			return st, nil
		}
		return nil, err
	}
	if st, err = r.maak(alle); err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.som, r.stand = som, st
	return st, nil
}

func (r *Register) maak(alle []Gemeente) (*stand, error) {
	st := &stand{hosts: map[string]*Gemeente{}, themas: map[string]string{}, pad: map[int]string{}, versie: map[int]string{}}
	for i := range alle {
		g := &alle[i]
		if i == 0 {
			st.hosts["localhost"], st.hosts["127.0.0.1"] = g, g
		}
		st.hosts[g.Slug+".localhost"] = g
		for _, h := range g.Hosts {
			st.hosts[strings.ToLower(h)] = g
		}
		for h, slug := range r.extra {
			if slug == g.Slug {
				st.hosts[h] = g
			}
		}
		css, err := r.css(g.Thema)
		if err != nil {
			return nil, fault.Wrap(err, "thema van "+g.Slug)
		}
		som := sha256.Sum256([]byte(css))
		pad := "/thema/" + hex.EncodeToString(som[:6]) + ".css"
		st.themas[pad], st.pad[g.ID] = css, pad
		alles, err := json.Marshal(g)
		if err != nil {
			return nil, fault.Wrap(err, "versie van "+g.Slug)
		}
		som = sha256.Sum256(append(alles, css...))
		st.versie[g.ID] = hex.EncodeToString(som[:6])
	}
	for _, h := range slices.Sorted(maps.Keys(r.extra)) {
		if st.hosts[h] == nil { // a typing mistake, or a gemeente that is yet to be added
			r.log.Warn("GEMEENTE_HOSTS noemt een gemeente die er niet is", "host", h, "slug", r.extra[h])
		}
	}
	return st, nil
}

// css gives the stylesheet of a thema. It is reckoned once: the table is read again at
// every publication of whatever gemeente, and hundreds of them would hold that up.
func (r *Register) css(t kleur.Thema) (string, error) {
	if css, ok := r.gerekend.Load(t); ok {
		return css.(string), nil
	}
	css, err := t.CSS(web.Luminanties())
	if err == nil {
		r.gerekend.Store(t, css)
	}
	return css, err
}

// Middleware puts the gemeente and the frame of the page in the context. A host
// that is nobody's gets a page that says so (421).
func (r *Register) Middleware(a *httpx.Afhandelaar) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
			ctx := req.Context()
			st, err := r.lees(ctx)
			if err != nil {
				a.Fout(w, req, err)
				return
			}
			host := strings.ToLower(req.Host)
			if h, _, err := net.SplitHostPort(host); err == nil {
				host = h
			}
			g := st.hosts[host]
			if g == nil {
				if err := httpx.Render(w, req, http.StatusMisdirectedRequest, web.Foutpagina(http.StatusMisdirectedRequest, "")); err != nil {
					a.Fout(w, req, err)
				}
				return
			}
			if !slices.Contains(g.Talen, i18n.Code(ctx)) && i18n.Code(ctx) != i18n.Talen[0].Code {
				w.Header().Del("Content-Language")
				if req.Method == http.MethodGet || req.Method == http.MethodHead {
					http.Redirect(w, req, inHetNederlands(req), http.StatusFound) // #nosec G710 -- EigenPad: an address of ours
					return
				}
				ctx = i18n.MetTaal(ctx, i18n.Talen[0].Code)
			}
			next.ServeHTTP(w, req.WithContext(r.context(ctx, g, st, req)))
		})
	}
}

// inHetNederlands is the same page for a gemeente that does not offer the language
// that was asked for.
func inHetNederlands(req *http.Request) string {
	if pad := req.URL.RequestURI(); httpx.EigenPad(pad) {
		return pad
	}
	return "/"
}

func (r *Register) context(ctx context.Context, g *Gemeente, st *stand, req *http.Request) context.Context {
	// what is printed or mailed has the public name, whatever name staff came by; the
	// port of a visitor is believed on a laptop alone
	host, schema := req.Host, "http://"
	if r.tls {
		schema = "https://"
		if h, _, err := net.SplitHostPort(host); err == nil {
			host = h
		}
	}
	if len(g.Hosts) > 0 {
		host = g.Hosts[0]
	}
	adres := schema + host
	ctx = toegang.MetGemeente(ctx, toegang.Gemeente{ID: g.ID, Slug: g.Slug, Naam: g.Naam, URL: adres, Kleur: g.Thema.Merk, Inloggen: g.Inloggen})
	ctx = i18n.MetEigen(ctx, g.Teksten)
	ctx = context.WithValue(ctx, sleutel{}, g)
	k := web.Kader{
		Gemeente: g.Naam, Beeldmerk: g.Beeldmerk, Merkkleur: g.Thema.Merk, ThemaURL: st.pad[g.ID], Versie: st.versie[g.ID], Talen: g.Talen, Dev: r.dev,
		Telefoon: g.Contact.Telefoon, Email: g.Contact.Email, Adres: g.Contact.Adres, Steunpunt: g.Contact.Steunpunt,
		Openingstijden: strings.Join(g.Contact.Openingstijden(ctx), "; "), Pad: req.URL.EscapedPath(), Wortel: adres, Verzoek: httpx.VerzoekID(ctx),
	}
	if tot := g.Contact.OpenTot(time.Now()); tot != "" {
		k.NuBereikbaar = i18n.T(ctx, "gemeente.totuur", tot)
	}
	// last, so that it is found first: a page asks for its language at every word
	return i18n.MetTaal(web.MetKader(ctx, k), i18n.Code(ctx))
}

// Naam gives the name of a gemeente, "" when there is none with this id.
func (r *Register) Naam(ctx context.Context, gemeenteID int) string {
	st, err := r.lees(ctx)
	if err != nil {
		return ""
	}
	for _, g := range st.hosts {
		if g.ID == gemeenteID {
			return g.Naam
		}
	}
	return ""
}

// Bij gives the context of a job: what a request to that gemeente would have. A
// gemeente without a host name of its own is reached as on a laptop, at adres.
func (r *Register) Bij(ctx context.Context, gemeenteID int, adres string) (context.Context, error) {
	st, err := r.lees(ctx)
	if err != nil {
		return nil, err
	}
	for _, g := range st.hosts {
		if g.ID == gemeenteID {
			host := g.Slug + ".localhost"
			if st.hosts["localhost"] == g {
				host = "localhost"
			}
			if _, poort, err := net.SplitHostPort(adres); err == nil {
				host = net.JoinHostPort(host, poort)
			}
			return r.context(i18n.MetTaal(ctx, i18n.Talen[0].Code), g, st, &http.Request{Host: host, URL: &url.URL{Path: "/"}}), nil
		}
	}
	return nil, fault.New(fault.NotFound, "gemeente %d", gemeenteID)
}

type sleutel struct{}

// uit gives the whole gemeente to the pages of this feature.
func uit(ctx context.Context) *Gemeente { return ctx.Value(sleutel{}).(*Gemeente) }

// Thema serves the stylesheet of a gemeente; its name changes with its content.
func (r *Register) Thema(w http.ResponseWriter, req *http.Request) error {
	st, err := r.lees(req.Context())
	if err != nil {
		return err
	}
	css, ok := st.themas[req.URL.Path]
	if !ok {
		return fault.New(fault.NotFound, "thema bestaat niet")
	}
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, _ = w.Write([]byte(css))
	return nil
}

// Wijken gives the wijken of the gemeente of a request.
func (r *Register) Wijken(ctx context.Context) []string { return uit(ctx).Wijken }
