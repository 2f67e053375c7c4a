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

// VanEen marks a Woordenboek as that of one gemeente, before anybody searches with it:
// who bounds memory counts it there.
func (w *Woordenboek) VanEen() *Woordenboek {
	w.eigen = true
	return w
}

// Bytes estimates the memory of a Woordenboek of one gemeente, 0 for one that all share.
func (w *Woordenboek) Bytes() int {
	const perMap, perZin, perWeging, tekst = 80, 56, 8, 16
	if !w.eigen {
		return 0
	}
	n := w.spelling.bytes + w.gelijkenis.bytes() + perMap*(len(w.stammen)+len(w.vormen)) + perZin*(len(w.zinnen)+len(w.bij))
	for i := range w.bij {
		n += perWeging*cap(w.bij[i].van) + 4*cap(w.bij[i].zinnen)
	}
	for i := range w.zinnen {
		n += tekst * len(w.zinnen[i].stop)
	}
	for i := range w.begin {
		n += 24 + len(w.begin[i].tekst)
	}
	for _, termen := range w.vaktermen {
		for _, t := range termen {
			n += perZin + len(t.plat) + tekst*len(t.stammen)
		}
	}
	return n
}
