package gemeente

import (
	"context"
	"net"
	"net/http"
	"slices"
	"strings"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/web"
)

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
			i := st.hosts[strings.ToLower(zonderPoort(req.Host))]
			if i == nil {
				if err := httpx.Render(w, req, http.StatusMisdirectedRequest, web.Foutpagina(http.StatusMisdirectedRequest, "")); err != nil {
					a.Fout(w, req, err)
				}
				return
			}
			if i.fout != nil {
				a.Fout(w, req, i.fout)
				return
			}
			taal := i18n.Code(ctx)
			if taal != i18n.Talen[0].Code && !slices.Contains(i.Talen, taal) {
				w.Header().Del("Content-Language")
				if req.Method == http.MethodGet || req.Method == http.MethodHead {
					http.Redirect(w, req, inHetNederlands(req), http.StatusFound) // #nosec G710 -- EigenPad: an address of ours
					return
				}
				taal = i18n.Talen[0].Code
			}
			next.ServeHTTP(w, req.WithContext(r.context(ctx, i, taal, req.Host, req.URL.EscapedPath())))
		})
	}
}

// Stand is another one whenever anything changed at the gemeente of a host: its settings,
// or what is published there. It is nil when the host is nobody's.
func (r *Register) Stand(host string) any {
	if st := r.stand.Load(); st != nil {
		if i := st.hosts[strings.ToLower(zonderPoort(host))]; i != nil {
			return stempel{i, r.wachter.Generaties()[i.ID]}
		}
	}
	return nil
}

// stempel is what is known of a gemeente: her settings may be read before or after what
// is published moves on, so each counts.
type stempel struct {
	*inschrijving
	generatie int64
}

// inHetNederlands is the same page for a gemeente that does not offer the language
// that was asked for.
func inHetNederlands(req *http.Request) string {
	if pad := req.URL.RequestURI(); httpx.EigenPad(pad) {
		return pad
	}
	return "/"
}

func zonderPoort(host string) string {
	if strings.Contains(host, ":") {
		if h, _, err := net.SplitHostPort(host); err == nil {
			return h
		}
	}
	return host
}

func (r *Register) context(ctx context.Context, i *inschrijving, taal, host, pad string) context.Context {
	// what is printed or mailed has the public name, whatever name staff came by; the
	// port of a visitor is believed on a laptop alone
	schema := "http://"
	if r.tls {
		schema, host = "https://", zonderPoort(host)
	}
	if len(i.Hosts) > 0 {
		host = i.Hosts[0]
	}
	v := i.weet(taal, schema, host)
	k := v.kader
	k.Pad, k.Verzoek, k.Dev = pad, httpx.VerzoekID(ctx), r.dev
	return samen{web.MetKader(ctx, k), v.ctx}
}

// Bij gives the context of a job: what a request to that gemeente would have. A
// gemeente without a host name of its own is reached as on a laptop, at adres.
func (r *Register) Bij(ctx context.Context, gemeenteID int, adres string) (context.Context, error) {
	st, err := r.lees(ctx)
	if err != nil {
		return nil, err
	}
	i := st.op[gemeenteID]
	if i == nil {
		return nil, fault.New(fault.NotFound, "gemeente %d", gemeenteID)
	}
	if i.fout != nil {
		return nil, i.fout
	}
	host := i.Slug + ".localhost"
	if st.hosts["localhost"] == i {
		host = "localhost"
	}
	if _, poort, err := net.SplitHostPort(adres); err == nil {
		host = net.JoinHostPort(host, poort)
	}
	return r.context(ctx, i, i18n.Talen[0].Code, host, "/"), nil
}
