package momentopname

import (
	"slices"
	"time"
)

// standaardruimte is how many bytes all values together may take when nothing else
// is said; minBytes is what a small value counts for.
const (
	standaardruimte = 768 << 20
	minBytes        = 1 << 10
)

// soort is a Voorraad, of whatever values.
type soort interface {
	bezet(uit []bezet) []bezet
}

// Begrens sets how many bytes the values of all Voorraden together may take, as far
// as they know what they take.
func (w *Wachter) Begrens(bytes int) { w.ruimte.Store(int64(bytes)) }

func (w *Wachter) ken(s soort) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.soorten = append(w.soorten, s)
}

func (w *Wachter) bezet() (lijst []bezet, bytes int) {
	w.mu.Lock()
	soorten := w.soorten
	w.mu.Unlock()
	for _, s := range soorten {
		lijst = s.bezet(lijst)
	}
	for _, b := range lijst {
		bytes += b.bytes
	}
	return lijst, bytes
}

// Ruim drops what was used longest ago until all fits, but never what was used last:
// one gemeente that takes more than there is can still be read.
func (w *Wachter) Ruim() {
	lijst, bytes := w.bezet()
	if int64(bytes) <= w.ruimte.Load() {
		return
	}
	slices.SortFunc(lijst, func(a, b bezet) int { return int(a.beurt - b.beurt) })
	for len(lijst) > 1 && int64(bytes) > w.ruimte.Load() {
		lijst[0].weg()
		bytes -= lijst[0].bytes
		lijst = lijst[1:]
		w.verdrongen.Add(1)
	}
}

// Cijfers are what the metrics tell of the values in memory.
type Cijfers struct {
	Aantal, Bytes, Ruimte        int
	Geladen, Mislukt, Verdrongen int64
	Laadduur                     time.Duration // of all loads together
	Gezien                       time.Time     // last time that the generations were read
}

// Cijfers counts what is held and what happened since the start.
func (w *Wachter) Cijfers() Cijfers {
	lijst, bytes := w.bezet()
	return Cijfers{
		Aantal: len(lijst), Bytes: bytes, Ruimte: int(w.ruimte.Load()), Geladen: w.geladen.Load(), Mislukt: w.mislukt.Load(), Verdrongen: w.verdrongen.Load(),
		Laadduur: time.Duration(w.laadduur.Load()), Gezien: w.Gezien(),
	}
}
