package httpx

import (
	"net/http"
	"net/netip"
	"sync"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/toegang"

	"golang.org/x/time/rate"
)

var fout403 = fault.Met(fault.Forbidden, "Dit formulier werd vanaf een andere website verstuurd. Open de pagina zelf en probeer het nog eens.")

// Limiet bounds how often one network address may do something. It lives in the
// process: with n copies behind a balancer an address gets at most n times as
// much. What must hold over all copies (tries of a login code) is counted in
// Postgres as well.
type Limiet struct {
	tempo rate.Limit
	reeks int
	mu    sync.Mutex
	per   map[string]*rate.Limiter
}

// NieuweLimiet allows a burst of reeks and then one per interval.
func NieuweLimiet(interval time.Duration, reeks int) *Limiet {
	return &Limiet{tempo: rate.Every(interval), reeks: reeks, per: map[string]*rate.Limiter{}}
}

// Mag takes a turn for an address and reports whether there was one.
func (l *Limiet) Mag(a netip.Addr) bool {
	adres := huis(a)
	l.mu.Lock()
	defer l.mu.Unlock()
	nu := time.Now()
	if len(l.per) > 10_000 { // full buckets are no different from new ones
		for k, b := range l.per {
			if b.TokensAt(nu) >= float64(l.reeks) {
				delete(l.per, k)
			}
		}
	}
	b := l.per[adres]
	if b == nil {
		b = rate.NewLimiter(l.tempo, l.reeks)
		l.per[adres] = b
	}
	return b.AllowN(nu, 1)
}

// Begrens applies a limit to every POST of a route.
func (a *Afhandelaar) Begrens(l *Limiet) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPost && !l.Mag(toegang.AdresUit(r.Context())) {
				a.Fout(w, r, fault.New(fault.TooMany, "limiet bereikt"))
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// huis is the address of whoever is counted: of IPv6 the network of 64 bits,
// since that is what one connection gets (RFC 6177).
func huis(a netip.Addr) string {
	if a.Is6() {
		if p, err := a.WithZone("").Prefix(64); err == nil {
			return p.String()
		}
	}
	return a.String()
}
