package stuk

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"
)

// Stuk is a finished piece of HTML. It never changes.
type Stuk struct {
	tekst  []byte
	plat   []byte // in its place: deflate blocks that end on a whole byte, with what follows
	lengte int    // of the HTML
	som    uint32 // CRC-32 of the HTML
	schuif uint32 // what moves the CRC of all before it past it
}

func maakStuk(html []byte) (*Stuk, error) { return &Stuk{tekst: bytes.Clone(html)}, nil }

func pakStuk(html []byte) (*Stuk, error) {
	var b bytes.Buffer
	if err := deflate(&b, html); err != nil {
		return nil, err
	}
	return &Stuk{plat: bytes.Clone(b.Bytes()), lengte: len(html), som: crc32.ChecksumIEEE(html), schuif: schuif(len(html))}, nil
}

// Bytes is what a piece takes.
func (s *Stuk) Bytes() int { return len(s.tekst) + len(s.plat) + 64 }

// html adds a compressed piece as it was to b.
func (s *Stuk) html(b []byte) ([]byte, error) {
	b = slices.Grow(b, s.lengte)
	n := len(b)
	_, err := io.ReadFull(flate.NewReader(bytes.NewReader(s.plat)), b[n:n+s.lengte])
	return b[:n+s.lengte], err
}

// Pagina is a page that is being made: text, with pieces that are ready in between.
// What is rendered is written to it.
type Pagina struct {
	tekst []byte
	delen []deel
	uit   bytes.Buffer
}

// deel is a piece, and where in the text it comes.
type deel struct {
	na int
	*Stuk
}

var paginas = sync.Pool{New: func() any { return &Pagina{} }}

// Nieuw gives an empty page.
func Nieuw() *Pagina {
	p := paginas.Get().(*Pagina)
	p.tekst, p.delen = p.tekst[:0], p.delen[:0]
	return p
}

// Weg gives the page back: nobody may use it any more, nor what [Pagina.Gzip] gave.
func (p *Pagina) Weg() {
	clear(p.delen)
	if cap(p.tekst) < maxTerug && p.uit.Cap() < maxTerug {
		paginas.Put(p)
	}
}

// maxTerug is how large a page may have been to be used again: a rare one that is larger
// would keep its memory for ever.
const maxTerug = 1 << 20

// Write adds text.
func (p *Pagina) Write(b []byte) (int, error) {
	p.tekst = append(p.tekst, b...)
	return len(b), nil
}

func (p *Pagina) voeg(s *Stuk) { p.delen = append(p.delen, deel{len(p.tekst), s}) }

// HTML gives the page as text.
func (p *Pagina) HTML() ([]byte, error) {
	if len(p.delen) == 0 {
		return p.tekst, nil
	}
	var uit []byte
	err := p.loop(func(tekst []byte) error {
		uit = append(uit, tekst...)
		return nil
	}, func(s *Stuk) (err error) {
		uit, err = s.html(uit)
		return err
	})
	return uit, err
}

// loop gives the text and the pieces in their order.
func (p *Pagina) loop(tekst func([]byte) error, stuk func(*Stuk) error) error {
	van := 0
	for _, d := range append(p.delen, deel{len(p.tekst), nil}) {
		if d.na > van {
			if err := tekst(p.tekst[van:d.na]); err != nil {
				return err
			}
			van = d.na
		}
		if d.Stuk != nil {
			if err := stuk(d.Stuk); err != nil {
				return err
			}
		}
	}
	return nil
}

// vulling is what blurs the length of a page.
var vulling = strings.Repeat("-", 32)

// Vulling is a comment of 1 to 32 bytes for in a gzip header. som, a sum of the contents,
// decides how long it is, so that the length does not tell what stands on a page beside
// something typed (the BREACH attack).
func Vulling(som uint32) string {
	return vulling[:1+som%uint32(len(vulling))] // #nosec G115 -- 32
}

// Gzip gives the page compressed (RFC 1952), at the level that costs least, with [Vulling];
// what is ready goes in as it is.
func (p *Pagina) Gzip() ([]byte, error) {
	som, lengte := uint32(0), 0
	_ = p.loop(func(tekst []byte) error {
		som, lengte = crc32.Update(som, crc32.IEEETable, tekst), lengte+len(tekst)
		return nil
	}, func(s *Stuk) error {
		som, lengte = maal(s.schuif, som)^s.som, lengte+s.lengte
		return nil
	})
	b := &p.uit
	b.Reset()
	b.WriteString("\x1f\x8b\x08\x10\x00\x00\x00\x00\x04\xff") // deflate, with a comment, no time, fast, no system
	b.WriteString(Vulling(som))
	b.WriteByte(0)
	err := p.loop(func(tekst []byte) error {
		if len(tekst) < minInpak {
			bewaar(b, tekst)
			return nil
		}
		return deflate(b, tekst)
	}, func(s *Stuk) error {
		b.Write(s.plat)
		return nil
	})
	if err != nil {
		return nil, err
	}
	b.WriteString("\x03\x00") // an empty last block
	slot := binary.LittleEndian.AppendUint32(b.AvailableBuffer(), som)
	b.Write(binary.LittleEndian.AppendUint32(slot, uint32(lengte))) // #nosec G115 -- a page is no 4 GB
	return b.Bytes(), nil
}

var inpakkers = sync.Pool{New: func() any {
	w, err := flate.NewWriter(io.Discard, flate.BestSpeed) // a piece too: most are sent a few times before they are no longer true
	if err != nil {
		panic(err) // only for a level that there is not
	}
	return w
}}

// minInpak is how long text must be to be worth compressing by itself: that costs as much
// as some kilobytes, however short it is.
const minInpak = 800

// bewaar adds a block that is text as it is.
func bewaar(b *bytes.Buffer, tekst []byte) {
	n := uint16(len(tekst)) // #nosec G115 -- less than minInpak
	kop := append(b.AvailableBuffer(), 0)
	b.Write(binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(kop, n), ^n))
	b.Write(tekst)
}

// deflate adds blocks that stand on their own and end on a whole byte (RFC 1951).
func deflate(b *bytes.Buffer, tekst []byte) error {
	w := inpakkers.Get().(*flate.Writer)
	defer inpakkers.Put(w)
	w.Reset(b)
	if _, err := w.Write(tekst); err != nil {
		return err
	}
	return w.Flush()
}
