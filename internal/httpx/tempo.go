package httpx

import (
	"hash/maphash"
	"net/http"
	"net/netip"
	"strconv"
	"sync/atomic"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/toegang"
)

// vakken is how many numbers a Tempo holds: 512 kB, however many addresses come by.
const vakken = 1 << 16

// Tempo bounds how often one address may read what is open to everybody: loosely, since
// a whole office or a mobile network can stand behind one. Unlike a [Limiet] it has no
// ceiling over all addresses, so that nobody can use up the turns of others, and it
// knows no address: each falls in a box, by a hash that is different at every start, and
// a box holds a time alone. Two addresses in one box share its turns, which for one in
// thousands is a pity and no more. It takes no lock and no memory per request.
//
// What comes from our own network is not bounded: that is a proxy that nobody put in
// TRUSTED_PROXIES, with every visitor behind it, or somebody of the house.
//
// A nil Tempo bounds nothing.
type Tempo struct {
	interval, reserve int64 // nanoseconds
	begin             time.Time
	zaad              maphash.Seed
	vak               []atomic.Int64 // when the turns that were taken are paid for, since begin
}

// NieuwTempo allows an address so many requests a second, and what it saved in reserve
// in one go. 0 a second is no bound.
func NieuwTempo(perSeconde int, reserve time.Duration) *Tempo {
	if perSeconde <= 0 {
		return nil
	}
	return &Tempo{interval: int64(time.Second) / int64(perSeconde), reserve: int64(reserve), begin: time.Now(), zaad: maphash.MakeSeed(), vak: make([]atomic.Int64, vakken)}
}

// Houd applies it to a route. fout answers who asks too often; the header that says how
// long to wait is there by then.
func (t *Tempo) Houd(fout func(http.ResponseWriter, *http.Request, error)) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		if t == nil {
			return next
		}
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if wacht := t.neem(toegang.AdresUit(r.Context()), time.Since(t.begin)); wacht > 0 {
				w.Header().Set("Retry-After", strconv.Itoa(int((wacht+time.Second-1)/time.Second)))
				fout(w, r, fault.New(fault.TooMany, "tempo van een adres bereikt"))
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// neem takes a turn at a time since begin, and gives how long to wait when there is none
// (the generic cell rate algorithm).
func (t *Tempo) neem(a netip.Addr, sinds time.Duration) time.Duration {
	if !a.IsGlobalUnicast() || a.IsPrivate() {
		return 0
	}
	adres := huis(a).As16()
	vak := &t.vak[maphash.Bytes(t.zaad, adres[:])%vakken]
	for {
		was := vak.Load()
		na := max(was, int64(sinds)) + t.interval
		if wacht := na - int64(sinds) - t.reserve; wacht > 0 {
			return time.Duration(wacht)
		}
		if vak.CompareAndSwap(was, na) {
			return 0
		}
	}
}
