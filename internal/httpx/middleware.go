package httpx

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"mantelpunt/internal/i18n"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

// verzoek is what we know of a request from begin to end.
type verzoek struct {
	id  string
	gaf *bewaard // the kept page that was the answer, when it is of this moment
}

type verzoekSleutel struct{}

func verzoekUit(ctx context.Context) *verzoek {
	q, _ := ctx.Value(verzoekSleutel{}).(*verzoek)
	return q
}

// VerzoekID is the id of a request, for the log and for who calls us about an error.
func VerzoekID(ctx context.Context) string {
	if q := verzoekUit(ctx); q != nil {
		return q.id
	}
	return ""
}

// MetVerzoekID gives every request an id of eight letters and digits.
func MetVerzoekID(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := verzoekID(rand.Uint64()) // #nosec G404 -- it tells requests in a log apart and guards nothing
		w.Header()["X-Request-Id"] = []string{id}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), verzoekSleutel{}, &verzoek{id: id})))
	})
}

// verzoekID writes 40 bits as eight letters and digits.
func verzoekID(n uint64) string {
	const tekens = "abcdefghijklmnopqrstuvwxyz234567"
	var b [8]byte
	for i := range b {
		b[i] = tekens[n&31]
		n >>= 5
	}
	return string(b[:])
}

// Toegangslog writes one line a request: the route's pattern and not its path,
// no parameters, no address, no person. tel counts the same.
func Toegangslog(log *slog.Logger, tel func(route string, status int, duur time.Duration)) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			begin := time.Now()
			ww := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
			next.ServeHTTP(ww, r)
			route := "-"
			if rc := chi.RouteContext(r.Context()); rc != nil && rc.RoutePattern() != "" {
				route = rc.RoutePattern()
			}
			status, duur := max(ww.Status(), 200), time.Since(begin)
			tel(route, status, duur)
			log.LogAttrs(r.Context(), slog.LevelInfo, "verzoek", slog.String("verzoek", VerzoekID(r.Context())), slog.String("methode", methode(r.Method)),
				slog.String("route", route), slog.Int("status", status), slog.Int("bytes", ww.BytesWritten()), slog.Duration("duur", duur.Round(time.Microsecond)))
		})
	}
}

// methode is the method of a request as the log writes it: a visitor can send any
// word, of any length, and the log is not theirs to write in.
func methode(m string) string {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return m
	}
	return "ANDERS"
}

// Herstel turns a panic into a page with status 500.
func (a *Afhandelaar) Herstel(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				if err, ok := v.(error); ok && errors.Is(err, http.ErrAbortHandler) {
					panic(v)
				}
				a.Log.LogAttrs(r.Context(), slog.LevelError, "paniek", slog.String("verzoek", VerzoekID(r.Context())), slog.String("stapel", string(debug.Stack())))
				a.Fout(w, r, fmt.Errorf("paniek: %v", v))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// HeadAlsGet lets HEAD find the routes of GET, for who only wants to know whether
// a page is there. net/http leaves out the body.
func HeadAlsGet(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if rc := chi.RouteContext(r.Context()); rc != nil && r.Method == http.MethodHead {
			rc.RouteMethod = http.MethodGet
		}
		next.ServeHTTP(w, r)
	})
}

// Tijdslimiet ends the work for a request after a while: a database that hangs
// gives the page of a database that is away, instead of a visitor who waits.
func Tijdslimiet(limiet time.Duration) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			ctx, stop := context.WithTimeout(r.Context(), limiet)
			defer stop()
			next.ServeHTTP(w, r.WithContext(ctx))
		})
	}
}

// ZelfdeBron refuses a form that another site sent (http.CrossOriginProtection).
func (a *Afhandelaar) ZelfdeBron(next http.Handler) http.Handler {
	cop := http.NewCrossOriginProtection()
	cop.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.Fout(w, r, fout403)
	}))
	return cop.Handler(next)
}

// MetTaal takes the language from the address: /en/aanbod is /aanbod in English. What
// is left begins with one slash, whatever was asked: a page links to itself in other
// languages, and a link to //elders.example would lead to that host.
func MetTaal(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		pad := eenSlash(r.URL.Path)
		deel, rest, _ := strings.Cut(pad[1:], "/")
		taal, ok := i18n.Zoek(deel)
		if ok = ok && taal.Code != i18n.Talen[0].Code; ok {
			pad = eenSlash(rest)
			w.Header().Set("Content-Language", taal.Code)
			r = r.WithContext(i18n.MetTaal(r.Context(), taal.Code))
		}
		if pad != r.URL.Path {
			r = r.Clone(r.Context())
			r.URL.Path, r.URL.RawPath = pad, ""
			if rc := chi.RouteContext(r.Context()); rc != nil {
				rc.RoutePath = pad // below a mount chi goes by this, not by the URL
			}
		}
		next.ServeHTTP(w, r)
	})
}

// eenSlash begins a path with one slash. A backslash, which a browser takes for one,
// goes from its begin as well; a sign that a browser drops becomes one that no page has.
func eenSlash(pad string) string {
	pad = strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7f {
			return '-'
		}
		return r
	}, pad)
	return "/" + strings.TrimLeft(pad, `/\`)
}
