package httpx

import (
	"net/netip"
	"sync"
)

// How many bytes of files are in memory at once, of everybody and of one address.
const (
	geheugenSamen = 160 << 20
	geheugenAdres = 60 << 20
)

// uploadgeheugen counts them. It is of the whole process, as the memory is.
var uploadgeheugen = geheugen{samen: geheugenSamen, adres: geheugenAdres, per: map[netip.Addr]int64{}}

// geheugen counts bytes that are held: who sends slowly holds only what has come, and
// one address cannot take the room of all.
type geheugen struct {
	samen, adres int64

	mu    sync.Mutex
	bezet int64
	per   map[netip.Addr]int64
}

func (g *geheugen) neem(a netip.Addr, n int64) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.bezet+n > g.samen || g.per[a]+n > g.adres {
		return false
	}
	g.bezet += n
	g.per[a] += n
	return true
}

func (g *geheugen) geef(a netip.Addr, n int64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.bezet -= n
	if g.per[a] -= n; g.per[a] == 0 {
		delete(g.per, a)
	}
}

// tegoed is what one request holds.
type tegoed struct {
	g     *geheugen
	adres netip.Addr
	bezet int64
}

func (t *tegoed) neem(n int64) bool {
	if !t.g.neem(t.adres, n) {
		return false
	}
	t.bezet += n
	return true
}

func (t *tegoed) geef(n int64) {
	t.g.geef(t.adres, n)
	t.bezet -= n
}
