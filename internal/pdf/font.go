package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"

	"github.com/go-text/typesetting/font"
)

// Fonts are the faces that documents are set in. In each chain the first face
// that has a character is the one that shows it.
type Fonts struct{ Regular, Bold []*Font }

// LoadFonts reads NotoSans-Regular.ttf, NotoSans-Bold.ttf,
// NotoSansArabic-Regular.ttf and NotoSansArabic-Bold.ttf.
func LoadFonts(fsys fs.FS) (*Fonts, error) {
	chain := func(names ...string) ([]*Font, error) {
		var c []*Font
		for _, name := range names {
			raw, err := fs.ReadFile(fsys, name+".ttf")
			if err != nil {
				return nil, fmt.Errorf("lettertype: %w", err)
			}
			f, err := ParseFont(name, raw)
			if err != nil {
				return nil, err
			}
			c = append(c, f)
		}
		return c, nil
	}
	regular, err := chain("NotoSans-Regular", "NotoSansArabic-Regular")
	if err != nil {
		return nil, err
	}
	bold, err := chain("NotoSans-Bold", "NotoSansArabic-Bold")
	if err != nil {
		return nil, err
	}
	return &Fonts{Regular: regular, Bold: bold}, nil
}

// Font is one TrueType face. It is read only, so documents that are made at the
// same time may share it. Metrics are in thousandths of the type size.
type Font struct {
	name       string
	shared     *font.Font
	tables     map[string][]byte
	components map[int][]int // of the composite glyphs
	bbox       [4]int
	ascent     int
	descent    int
	capHeight  int
	stem       int
	unitsPerEm int
	glyphs     int
	metrics    int // entries in hmtx that have a width; later glyphs repeat the last
	longLoca   bool
}

var errFont = errors.New("geen bruikbaar TrueType-lettertype")

// minimumSizes are the tables that a font must have, with the number of bytes
// that is read of each without looking any further.
var minimumSizes = map[string]int{"head": 54, "hhea": 36, "maxp": 32, "OS/2": 10, "hmtx": 4, "loca": 4, "glyf": 0}

// ParseFont reads a TrueType file and checks everything that is used of it
// later. The name is the PostScript name that documents show.
func ParseFont(name string, raw []byte) (*Font, error) {
	f := &Font{name: name}
	if err := f.parse(raw); err != nil {
		return nil, fmt.Errorf("lettertype %s: %w", name, err)
	}
	shared, err := parseForShaper(raw)
	if err != nil {
		return nil, fmt.Errorf("lettertype %s: %w", name, err)
	}
	f.shared = shared
	return f, nil
}

// parseForShaper reads the tables that the shaper needs. Its parser does not
// survive every broken font.
func parseForShaper(raw []byte) (f *font.Font, err error) {
	defer func() {
		if p := recover(); p != nil {
			f, err = nil, fmt.Errorf("%w: %v", errFont, p)
		}
	}()
	face, err := font.ParseTTF(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errFont, err)
	}
	spellOutCoverages(face.Font)
	return face.Font, nil
}

func (f *Font) parse(raw []byte) error {
	if err := f.readTables(raw); err != nil {
		return err
	}
	head, hhea, os2 := f.tables["head"], f.tables["hhea"], f.tables["OS/2"]
	if f.unitsPerEm = u16(head, 18); f.unitsPerEm < 16 || f.unitsPerEm > 16384 {
		return fmt.Errorf("%w: %d eenheden per em", errFont, f.unitsPerEm)
	}
	perMille := func(b []byte, offset int) int { return i16(b, offset) * 1000 / f.unitsPerEm }
	for i := range f.bbox {
		f.bbox[i] = perMille(head, 36+2*i)
	}
	f.ascent, f.descent = perMille(hhea, 4), perMille(hhea, 6)
	f.capHeight = f.ascent * 2 / 3
	if u16(os2, 0) >= 2 && len(os2) >= 90 {
		f.capHeight = perMille(os2, 88)
	}
	// No table has the width of a stem: this is the usual estimate from the weight.
	f.stem = 10 + 220*max(0, u16(os2, 4)-50)/900
	const restrictedLicense = 2
	if u16(os2, 8)&restrictedLicense != 0 {
		return fmt.Errorf("%w: mag niet worden ingesloten", errFont)
	}
	f.glyphs, f.metrics = u16(f.tables["maxp"], 4), u16(hhea, 34)
	f.longLoca = u16(head, 50) == 1
	if f.glyphs == 0 || f.metrics == 0 || f.metrics > f.glyphs ||
		len(f.tables["hmtx"]) < 4*f.metrics+2*(f.glyphs-f.metrics) {
		return fmt.Errorf("%w: tabel hmtx klopt niet", errFont)
	}
	return f.checkOutlines()
}

// readTables cuts the file into its tables.
func (f *Font) readTables(raw []byte) error {
	const header, entry = 12, 16
	if len(raw) < header {
		return fmt.Errorf("%w: te kort", errFont)
	}
	n := u16(raw, 4)
	if len(raw) < header+n*entry {
		return fmt.Errorf("%w: te kort", errFont)
	}
	f.tables = make(map[string][]byte, n)
	for i := range n {
		r := raw[header+i*entry:]
		offset, length := uint64(u32(r, 8)), uint64(u32(r, 12))
		if offset+length > uint64(len(raw)) {
			return fmt.Errorf("%w: tabel %q valt buiten het bestand", errFont, r[:4])
		}
		f.tables[string(r[:4])] = raw[offset : offset+length]
	}
	for name, size := range minimumSizes {
		if t, ok := f.tables[name]; !ok || len(t) < size {
			return fmt.Errorf("%w: tabel %s ontbreekt of is te kort", errFont, name)
		}
	}
	return nil
}

// width is the advance of a glyph, which must be one of the font's.
func (f *Font) width(glyph int) float64 {
	return float64(u16(f.tables["hmtx"], 4*min(glyph, f.metrics-1))) * 1000 / float64(f.unitsPerEm)
}

// has tells whether the font has a glyph of its own for r.
func (f *Font) has(r rune) bool {
	_, ok := f.shared.NominalGlyph(r)
	return ok
}

func u16(b []byte, offset int) int    { return int(binary.BigEndian.Uint16(b[offset:])) }
func i16(b []byte, offset int) int    { return int(int16(binary.BigEndian.Uint16(b[offset:]))) } // #nosec G115 -- two's complement is how the file writes it
func u32(b []byte, offset int) uint32 { return binary.BigEndian.Uint32(b[offset:]) }
