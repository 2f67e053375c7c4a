package controle

import (
	"sync"
	"time"
)

// Who has a code, from a picture of a QR code for instance, must not find the date of
// birth by trying: five wrong ones in a row, and then one every quarter of an hour.
// There are some thirty thousand days to try, which takes most of a year.
const (
	gokReeks   = 5
	gokHerstel = 15 * time.Minute
	gokVol     = gokReeks * gokHerstel // time after which a code is as if nobody tried
)

// Gokken counts wrong answers per code, whether there is such a code or not: a code
// that exists must not be known by its limit. It knows keyed hashes of codes, never a
// code, and lives in the process (see httpx.Limiet): with n copies there are n times as
// many tries. How many codes it holds is bounded by the limits on all checks together.
type Gokken struct {
	mu        sync.Mutex
	gedraaid  time.Time
	nu, eerst map[string]*gok // of this time, and of the time before it
}

// gok is what was tried with one code; aantal goes down by one every gokHerstel.
type gok struct {
	aantal float64
	op     time.Time
}

// NieuweGokken makes a count.
func NieuweGokken() *Gokken { return &Gokken{nu: map[string]*gok{}} }

// Neem takes a try for a code, and reports whether there was one. It is taken before
// the answer is known, so that many tries at once do not slip through; Terug gives it
// back when the answer was right.
func (g *Gokken) Neem(kenmerk []byte, nu time.Time) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if nu.Sub(g.gedraaid) >= gokVol {
		g.eerst, g.nu, g.gedraaid = g.nu, map[string]*gok{}, nu
	}
	x := g.zoek(kenmerk)
	if x == nil {
		x = &gok{op: nu}
	}
	hersteld := max(0, nu.Sub(x.op).Seconds()) / gokHerstel.Seconds()
	x.aantal, x.op = max(0, x.aantal-hersteld), nu
	g.nu[string(kenmerk)] = x
	if x.aantal+1 > gokReeks {
		return false
	}
	x.aantal++
	return true
}

// Terug gives back a try that was no guess.
func (g *Gokken) Terug(kenmerk []byte) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if x := g.zoek(kenmerk); x != nil {
		x.aantal = max(0, x.aantal-1)
	}
}

func (g *Gokken) zoek(kenmerk []byte) *gok {
	if x := g.nu[string(kenmerk)]; x != nil {
		return x
	}
	return g.eerst[string(kenmerk)]
}
