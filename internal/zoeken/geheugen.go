package zoeken

import "sync"

// maxOnthouden bounds the questions whose answer an index remembers, and maxVraag
// their length: whoever asks anything else is answered as well, at full cost.
const maxOnthouden, maxVraag = 256, 200

// geheugen holds the answers to the latest questions, in two generations: what is
// asked again moves to the new one, and the old one goes as a whole.
type geheugen struct {
	mu        sync.Mutex
	nu, eerst map[string]Uitkomst
	bytes     [2]int // of nu and of eerst
}

// Antwoord is Zoek for who asks the same words again and again, with other filters or
// for the next page: the latest answers are remembered. They are shared, so nobody
// may change one.
func (ix *Index) Antwoord(q string) Uitkomst {
	if len(q) > maxVraag {
		return ix.Zoek(q)
	}
	if u, ok := ix.onthouden.haal(q); ok {
		return u
	}
	u := ix.Zoek(q)
	ix.onthouden.zet(q, u)
	return u
}

func (g *geheugen) haal(q string) (Uitkomst, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	u, ok := g.nu[q]
	if !ok {
		if u, ok = g.eerst[q]; ok {
			g.neem(q, u)
		}
	}
	return u, ok
}

func (g *geheugen) zet(q string, u Uitkomst) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.neem(q, u)
}

func (g *geheugen) neem(q string, u Uitkomst) {
	if g.nu == nil || len(g.nu) >= maxOnthouden/2 {
		g.eerst, g.nu = g.nu, map[string]Uitkomst{}
		g.bytes = [2]int{0, g.bytes[0]}
	}
	if _, ok := g.nu[q]; !ok { // two may ask at a time
		g.bytes[0] += perAntwoord + len(q) + 8*len(u.Treffers)
	}
	g.nu[q] = u
}

// perAntwoord is what an answer takes besides its question and its documents.
const perAntwoord = 500

// Onthouden estimates the memory of the answers that are remembered, which Bytes
// leaves out: they come and go.
func (ix *Index) Onthouden() int {
	ix.onthouden.mu.Lock()
	defer ix.onthouden.mu.Unlock()
	return ix.onthouden.bytes[0] + ix.onthouden.bytes[1]
}
