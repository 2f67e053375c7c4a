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

// samenFactor is how many times what one address may do, all addresses may do
// together.
const samenFactor = 20

// Limiet bounds how often something that costs us work may be done: by one network
// address, and by all of them together. It lives in the process, so that it costs no
// SQL and holds while the database is away. With n copies behind a balancer an
// address gets at most n times as much and all together n times as much, for n
// times the machines; a copy that starts again has forgotten. What must hold over
// all copies, the tries of one code or one account, is counted in Postgres as well.
//
// The ceiling over all protects the machine and the good name of the mail server.
// Its price: who attacks from very many addresses at once can make others wait, for
// as long as it lasts. Nothing but what is limited waits; pages are read as always.
type Limiet struct {
	tempo rate.Limit
	reeks int
	samen *rate.Limiter

	// The buckets of the addresses seen since gedraaid, and those of the time before
	// it. A bucket is full again after vol, so one that was not touched in a whole
	// generation is no different from a new one, and the generation goes at once.
	mu        sync.Mutex
	vol       time.Duration
	gedraaid  time.Time
	nu, eerst map[netip.Addr]*rate.Limiter
}

// NieuweLimiet allows an address a burst of reeks and then one per interval.
func NieuweLimiet(interval time.Duration, reeks int) *Limiet {
	return &Limiet{
		tempo: rate.Every(interval), reeks: reeks, vol: interval * time.Duration(reeks), nu: map[netip.Addr]*rate.Limiter{},
		samen: rate.NewLimiter(rate.Every(interval/samenFactor), reeks*samenFactor),
	}
}

// Neem takes a turn for an address. It fails with TooMany when that address had its
// turns, and with Unavailable when all together had theirs.
func (l *Limiet) Neem(a netip.Addr) error { return l.neem(a, time.Now()) }

// Mag takes a turn for an address and reports whether there was one.
func (l *Limiet) Mag(a netip.Addr) bool { return l.Neem(a) == nil }

func (l *Limiet) neem(a netip.Addr, nu time.Time) error {
	adres := huis(a)
	l.mu.Lock()
	defer l.mu.Unlock()
	if nu.Sub(l.gedraaid) >= l.vol {
		l.eerst, l.nu, l.gedraaid = l.nu, map[netip.Addr]*rate.Limiter{}, nu
	}
	b, bekend := l.nu[adres]
	if !bekend {
		b = l.eerst[adres]
	}
	if b == nil {
		b = rate.NewLimiter(l.tempo, l.reeks)
	}
	// first its own bucket, so that one address cannot empty that of all; and who
	// gets no turn is not remembered, so the ceiling bounds the memory too
	if b.TokensAt(nu) < 1 {
		return fault.New(fault.TooMany, "limiet van een adres bereikt")
	}
	if !l.samen.AllowN(nu, 1) {
		return fault.New(fault.Unavailable, "limiet van alle adressen samen bereikt")
	}
	l.nu[adres] = b
	b.AllowN(nu, 1)
	return nil
}

// Begrens applies a limit to every POST of a route.
func (a *Afhandelaar) Begrens(l *Limiet) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPost {
				if err := l.Neem(toegang.AdresUit(r.Context())); err != nil {
					a.Fout(w, r, err)
					return
				}
			}
			next.ServeHTTP(w, r)
		})
	}
}

// huis is the address of whoever is counted: of IPv6 the network of 64 bits,
// since that is what one connection gets (RFC 6177).
func huis(a netip.Addr) netip.Addr {
	a = a.WithZone("").Unmap()
	if a.Is6() {
		if p, err := a.Prefix(64); err == nil {
			return p.Addr()
		}
	}
	return a
}
