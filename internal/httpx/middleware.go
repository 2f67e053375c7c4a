package httpx

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/klauspost/compress/gzhttp"
)

type idSleutel struct{}

// VerzoekID is the id of a request, for the log and for who calls us about an error.
func VerzoekID(ctx context.Context) string {
	id, _ := ctx.Value(idSleutel{}).(string)
	return id
}

// MetVerzoekID gives every request an id of eight letters and digits.
func MetVerzoekID(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var b [5]byte
		_, _ = rand.Read(b[:])
		id := strings.ToLower(base32.StdEncoding.EncodeToString(b[:]))
		w.Header().Set("X-Request-Id", id)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), idSleutel{}, id)))
	})
}

// Toegangslog writes one line a request: the route's pattern and not its path,
// no parameters, no address, no person.
func Toegangslog(log *slog.Logger) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			begin := time.Now()
			ww := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
			next.ServeHTTP(ww, r)
			route := "-"
			if rc := chi.RouteContext(r.Context()); rc != nil && rc.RoutePattern() != "" {
				route = rc.RoutePattern()
			}
			log.LogAttrs(r.Context(), slog.LevelInfo, "verzoek", slog.String("verzoek", VerzoekID(r.Context())), slog.String("methode", r.Method),
				slog.String("route", route), slog.Int("status", max(ww.Status(), 200)), slog.Int("bytes", ww.BytesWritten()), slog.Duration("duur", time.Since(begin).Round(time.Microsecond)))
		})
	}
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

// csp allows our own files and nothing else; no inline script or style.
const csp = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Koppen sets the headers that keep a browser safe. tls: visitors come over https.
func Koppen(tls bool) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h := w.Header()
			h.Set("Content-Security-Policy", csp)
			h.Set("X-Content-Type-Options", "nosniff")
			h.Set("Referrer-Policy", "same-origin")
			h.Set("Cross-Origin-Opener-Policy", "same-origin")
			h.Set("Cross-Origin-Resource-Policy", "same-origin")
			h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
			if tls {
				h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
			}
			next.ServeHTTP(w, r)
		})
	}
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

// Persoonlijk keeps a page out of every cache.
func Persoonlijk(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// ZelfdeBron refuses a form that another site sent (http.CrossOriginProtection).
func (a *Afhandelaar) ZelfdeBron(next http.Handler) http.Handler {
	cop := http.NewCrossOriginProtection()
	cop.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.Fout(w, r, fout403)
	}))
	return cop.Handler(next)
}

// MetAdres finds the visitor's address. What a proxy says is believed only when
// the connection comes from one of ours.
func MetAdres(proxies []netip.Prefix) func(http.Handler) http.Handler {
	vertrouwd := func(a netip.Addr) bool {
		for _, p := range proxies {
			if p.Contains(a.Unmap()) {
				return true
			}
		}
		return false
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			host, _, err := net.SplitHostPort(r.RemoteAddr)
			if err != nil {
				host = r.RemoteAddr
			}
			adres, _ := netip.ParseAddr(host)
			keten := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
			for i := len(keten) - 1; i >= 0 && vertrouwd(adres); i-- {
				volgende, err := netip.ParseAddr(strings.TrimSpace(keten[i]))
				if err != nil {
					break
				}
				adres = volgende
			}
			next.ServeHTTP(w, r.WithContext(toegang.MetAdres(r.Context(), adres.Unmap())))
		})
	}
}

// MetTaal takes the language from the address: /en/aanbod is /aanbod in English.
func MetTaal(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		deel, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		taal, ok := i18n.Zoek(deel)
		if !ok || taal.Code == i18n.Talen[0].Code {
			next.ServeHTTP(w, r)
			return
		}
		r2 := r.Clone(i18n.MetTaal(r.Context(), taal.Code))
		r2.URL.Path, r2.URL.RawPath = "/"+rest, ""
		if rc := chi.RouteContext(r2.Context()); rc != nil {
			rc.RoutePath = r2.URL.Path // below a mount chi goes by this, not by the URL
		}
		w.Header().Set("Content-Language", taal.Code)
		next.ServeHTTP(w, r2)
	})
}

// Gecomprimeerd compresses what a browser can unpack, live, at the level that
// costs least.
func Gecomprimeerd(next http.Handler) http.Handler {
	maak, err := gzhttp.NewWrapper(gzhttp.CompressionLevel(1), gzhttp.MinSize(1000))
	if err != nil {
		panic(err) // only for options that cannot be
	}
	return maak(next)
}
