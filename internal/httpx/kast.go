package httpx

import (
	"bytes"
	"hash/maphash"
	"io"
	"sync"
	"sync/atomic"

	"mantelpunt/internal/stuk"

	"github.com/klauspost/compress/gzip"
)

// Kast keeps finished public pages, compressed as well as can be, and the pieces that
// pages are made of. It belongs to one momentopname and goes with it. It takes no more
// than so many bytes: what was not asked for since the hand last came by makes room
// (CLOCK). A page is kept when it is asked for the second time, and so is a piece that
// belongs to a question; so who makes up addresses puts nothing in it.
type Kast struct {
	max    int
	mu     sync.RWMutex
	per    map[sleutel]*bewaard
	rij    []*bewaard // the clock face
	wijzer int
	bytes  int
	gezien [2]map[uint64]bool // hashes of addresses that were asked for once: the latest, and those before
}

// How often a page was kept, and was not, in all Kasten that ever were.
var treffers, gemist atomic.Int64

// KastCijfers counts how often a page of whatever Kast was there, and was not.
func KastCijfers() (wel, niet int64) { return treffers.Load(), gemist.Load() }

// sleutel is the address of a page, which says its language too, or the name of a piece
// in a language.
type sleutel struct{ naam, taal string }

// bewaard is one page or one piece. Its contents never change; a newer one takes its
// place.
type bewaard struct {
	sleutel
	merk     string // of what moment it is: the ETag of a page
	stuk     *stuk.Stuk
	gzip     []byte
	lengte   string // of gzip, as a header has it
	keer     func() // done every time that the page is given; may be nil
	gebruikt atomic.Bool
	plek     int // on the clock face
}

// maxGezien bounds how many addresses are remembered that were asked for once;
// overhead is what a page takes besides its bytes and twice its address.
const (
	maxGezien = 1000
	overhead  = 300
)

// NieuweKast makes an empty Kast for at most maxBytes.
func NieuweKast(maxBytes int) *Kast {
	return &Kast{max: maxBytes, per: map[sleutel]*bewaard{}, gezien: [2]map[uint64]bool{{}, {}}}
}

// Bytes is what the pages take.
func (k *Kast) Bytes() int {
	k.mu.RLock()
	defer k.mu.RUnlock()
	return k.bytes
}

// Inhoud counts the pages and pieces, and their bytes.
func (k *Kast) Inhoud() (aantal, bytes int) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	return len(k.per), k.bytes
}

// haal gives a page or a piece, when there is one of this moment.
func (k *Kast) haal(s sleutel, merk string) *bewaard {
	k.mu.RLock()
	b := k.per[s]
	k.mu.RUnlock()
	if b == nil || b.merk != merk {
		return nil
	}
	b.raak()
	return b
}

// raak has a page stay when the hand comes by.
func (b *bewaard) raak() {
	if !b.gebruikt.Load() {
		b.gebruikt.Store(true)
	}
}

// pagina gives the page of an address, when there is one of this moment.
func (k *Kast) pagina(adres, merk string) *bewaard {
	b := k.haal(sleutel{naam: adres}, merk)
	if b == nil {
		gemist.Add(1)
	} else {
		treffers.Add(1)
	}
	return b
}

// mag reports whether a page or a piece may be kept: it was asked for before.
func (k *Kast) mag(s sleutel) bool {
	if len(s.naam) > maxAdres {
		return false
	}
	h := maphash.Comparable(zaad, s)
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.per[s] != nil || k.gezien[0][h] || k.gezien[1][h] {
		return true
	}
	if len(k.gezien[0]) >= maxGezien {
		k.gezien[0], k.gezien[1] = map[uint64]bool{}, k.gezien[0]
	}
	k.gezien[0][h] = true
	return false
}

var zaad = maphash.MakeSeed()

// maxAdres is the longest address that is kept: no page of ours links to a longer one.
const maxAdres = 512

func (b *bewaard) grootte() int {
	n := len(b.gzip) + 2*len(b.naam) + overhead
	if b.stuk != nil {
		n += b.stuk.Bytes()
	}
	return n
}

// bewaar keeps a page or a piece and throws out what has to make room for it.
func (k *Kast) bewaar(b *bewaard) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if oud := k.per[b.sleutel]; oud != nil {
		k.weg(oud)
	}
	if b.grootte() > k.max {
		return
	}
	for k.bytes+b.grootte() > k.max {
		k.wijzer %= len(k.rij)
		if kandidaat := k.rij[k.wijzer]; !kandidaat.gebruikt.Swap(false) {
			k.weg(kandidaat)
		} else {
			k.wijzer++
		}
	}
	b.plek, k.per[b.sleutel] = len(k.rij), b
	k.rij = append(k.rij, b)
	k.bytes += b.grootte()
}

func (k *Kast) weg(b *bewaard) {
	delete(k.per, b.sleutel)
	k.bytes -= b.grootte()
	laatste := k.rij[len(k.rij)-1]
	k.rij[b.plek], laatste.plek = laatste, b.plek
	k.rij = k.rij[:len(k.rij)-1]
}

var ingepakt = sync.Pool{New: func() any {
	w, err := gzip.NewWriterLevel(io.Discard, gzip.BestCompression)
	if err != nil {
		panic(err) // only for a level that there is not
	}
	return w
}}

// pakIn compresses a page that will be sent often.
func pakIn(pagina []byte) ([]byte, error) {
	w := ingepakt.Get().(*gzip.Writer)
	defer ingepakt.Put(w)
	var b bytes.Buffer
	w.Reset(&b)
	if _, err := w.Write(pagina); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return bytes.Clone(b.Bytes()), nil
}

// stukken are the pieces of pages in one language that a Kast keeps, as they are at one
// moment. A piece shows nothing but what the momentopname has, the settings of the
// gemeente, and the clock: merk says which settings and what time.
type stukken struct {
	kast       *Kast
	taal, merk string
}

// Haal gives a piece by its name, nil when it is not there.
func (s stukken) Haal(naam string) *stuk.Stuk {
	if b := s.kast.haal(sleutel{naam, s.taal}, s.merk); b != nil {
		return b.stuk
	}
	return nil
}

// Mag reports whether a piece was asked for before.
func (s stukken) Mag(naam string) bool { return s.kast.mag(sleutel{naam, s.taal}) }

// Leg keeps a piece.
func (s stukken) Leg(naam string, st *stuk.Stuk) {
	s.kast.bewaar(&bewaard{sleutel: sleutel{naam, s.taal}, merk: s.merk, stuk: st})
}

// pakUit gives a page as it was, for the few who cannot unpack.
func pakUit(z []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(z))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r) // #nosec G110 -- what we packed ourselves
}
