package pdf

import (
	"bytes"
	"encoding/binary"
	"maps"
	"math"
	"slices"
)

// subset makes a font file of what the document shows. Glyphs keep their number,
// so that text needs no translation; those that are not used have no outline.
func (u *usedFont) subset() []byte {
	f, keep := u.font, map[int]bool{}
	var add func(int)
	add = func(g int) {
		if keep[g] {
			return
		}
		keep[g] = true
		for _, part := range f.components[g] {
			add(part)
		}
	}
	add(0) // .notdef must be there, though nothing shows it
	for code := range u.texts {
		if code < f.glyphs {
			add(code)
		}
	}
	for _, c := range u.composed {
		for _, p := range c.parts {
			add(p.glyph)
		}
	}
	count := f.glyphs + len(u.composed)
	if len(u.composed) == 0 { // glyphs past the last used one can go
		count = slices.Max(slices.Collect(maps.Keys(keep))) + 1
	}

	var glyf, loca, hmtx []byte
	for g := range count {
		loca = put32(loca, len(glyf))
		switch {
		case g >= f.glyphs:
			c := u.composed[g-f.glyphs]
			outline, bearing := f.compositeOutline(c.parts)
			glyf = pad(append(glyf, outline...))
			hmtx = put16(hmtx, c.advance)
			hmtx = put16(hmtx, bearing)
		case keep[g]:
			glyf = pad(append(glyf, f.outline(g)...))
			hmtx = append(hmtx, f.horizontalMetric(g)...)
		default:
			hmtx = append(hmtx, 0, 0, 0, 0)
		}
	}
	loca = put32(loca, len(glyf))

	head, hhea := bytes.Clone(f.tables["head"]), bytes.Clone(f.tables["hhea"])
	binary.BigEndian.PutUint32(head[8:], 0)  // the checksum of the whole file: readers ignore it
	binary.BigEndian.PutUint16(head[50:], 1) // long loca
	copy(hhea[34:], put16(nil, count))
	tables := map[string][]byte{"head": head, "hhea": hhea, "maxp": u.maximums(count), "glyf": glyf, "loca": loca, "hmtx": hmtx}
	for _, hinting := range []string{"cvt ", "fpgm", "prep"} {
		if t, ok := f.tables[hinting]; ok {
			tables[hinting] = t
		}
	}
	return fontFile(tables)
}

// maximums is the table maxp: how much room a reader needs for the glyphs.
func (u *usedFont) maximums(count int) []byte {
	maxp := bytes.Clone(u.font.tables["maxp"])
	copy(maxp[4:], put16(nil, count))
	most := 0
	for _, c := range u.composed {
		most = max(most, len(c.parts))
	}
	if most == 0 {
		return maxp
	}
	const points, contours, compositePoints, compositeContours, elements, depth = 6, 8, 10, 12, 28, 30
	put := func(offset, v int) { copy(maxp[offset:], put16(nil, min(v, math.MaxUint16))) }
	put(compositePoints, most*max(u16(maxp, points), u16(maxp, compositePoints)))
	put(compositeContours, most*max(u16(maxp, contours), u16(maxp, compositeContours)))
	put(elements, max(most, u16(maxp, elements)))
	put(depth, u16(maxp, depth)+1)
	return maxp
}

// compositeOutline draws glyphs of the font as one, and gives its left side
// bearing.
func (f *Font) compositeOutline(parts []part) (outline []byte, bearing int) {
	const wordArguments, offsets, more = 0x01, 0x02, 0x20
	parts = slices.DeleteFunc(slices.Clone(parts), func(p part) bool { return len(f.outline(p.glyph)) == 0 })
	if len(parts) == 0 {
		return nil, 0
	}
	box := [4]int{math.MaxInt16, math.MaxInt16, math.MinInt16, math.MinInt16} // left, bottom, right, top
	var components []byte
	for i, p := range parts {
		o := f.outline(p.glyph)
		box[0], box[1] = min(box[0], i16(o, 2)+p.dx), min(box[1], i16(o, 4)+p.dy)
		box[2], box[3] = max(box[2], i16(o, 6)+p.dx), max(box[3], i16(o, 8)+p.dy)
		flags := wordArguments | offsets
		if i < len(parts)-1 {
			flags |= more
		}
		for _, v := range []int{flags, p.glyph, p.dx, p.dy} {
			components = put16(components, v)
		}
	}
	outline = []byte{0xFF, 0xFF} // −1 contours: composite
	for _, v := range box {
		outline = put16(outline, v)
	}
	return append(outline, components...), box[0]
}

// horizontalMetric is the advance and the left side bearing of a glyph.
func (f *Font) horizontalMetric(g int) []byte {
	hmtx := f.tables["hmtx"]
	if g < f.metrics {
		return hmtx[4*g : 4*g+4]
	}
	bearing := 4*f.metrics + 2*(g-f.metrics)
	return append(slices.Clone(hmtx[4*f.metrics-4:4*f.metrics-2]), hmtx[bearing:bearing+2]...)
}

// fontFile puts tables together as a TrueType file.
func fontFile(tables map[string][]byte) []byte {
	n, exponent := len(tables), 0
	for 2<<exponent <= n {
		exponent++
	}
	file := []byte{0, 1, 0, 0}
	for _, v := range []int{n, 16 << exponent, exponent, 16*n - 16<<exponent} {
		file = put16(file, v)
	}
	var body []byte
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		t := pad(bytes.Clone(tables[name]))
		var sum uint32
		for i := 0; i < len(t); i += 4 {
			sum += u32(t, i)
		}
		file = append(file, name...)
		file = binary.BigEndian.AppendUint32(file, sum)
		file = put32(file, 12+16*n+len(body))
		file = put32(file, len(tables[name]))
		body = append(body, t...)
	}
	return append(file, body...)
}

// put16 and put32 add a number as font files write them: 16 bits for counts, glyphs
// and signed distances in units of the em, 32 for places in the file.
func put16(b []byte, v int) []byte {
	return binary.BigEndian.AppendUint16(b, uint16(v)) // #nosec G115 -- a font has at most 65,535 glyphs; negative distances are two's complement
}

func put32(b []byte, v int) []byte {
	return binary.BigEndian.AppendUint32(b, uint32(v)) // #nosec G115 -- places in a document of a few megabytes
}

// pad adds zeros up to a multiple of four bytes.
func pad(b []byte) []byte {
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}
