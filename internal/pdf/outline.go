package pdf

import "fmt"

// checkOutlines walks all outlines once, so that subset can trust them.
func (f *Font) checkOutlines() error {
	size := 2
	if f.longLoca {
		size = 4
	}
	if len(f.tables["loca"]) < size*(f.glyphs+1) {
		return fmt.Errorf("%w: tabel loca is te kort", errFont)
	}
	f.components = map[int][]int{}
	for g := range f.glyphs {
		start, end := f.location(g), f.location(g+1)
		if start > end || end > len(f.tables["glyf"]) {
			return fmt.Errorf("%w: vorm %d valt buiten de tabel", errFont, g)
		}
		parts, ok := components(f.tables["glyf"][start:end], f.glyphs)
		if !ok {
			return fmt.Errorf("%w: vorm %d klopt niet", errFont, g)
		}
		if len(parts) > 0 {
			f.components[g] = parts
		}
	}
	return nil
}

// location is where the outline of a glyph starts, and the one before it ends.
func (f *Font) location(glyph int) int {
	if f.longLoca {
		return int(u32(f.tables["loca"], 4*glyph))
	}
	return 2 * u16(f.tables["loca"], 2*glyph)
}

// components reads which glyphs a composite outline is put together from
// (OpenType, table glyf). Other outlines have none.
func components(outline []byte, glyphs int) (parts []int, ok bool) {
	const (
		wordArguments = 0x01
		oneScale      = 0x08
		more          = 0x20
		twoScales     = 0x40
		matrix        = 0x80
	)
	if len(outline) == 0 {
		return nil, true
	}
	if len(outline) < 10 {
		return nil, false
	}
	if i16(outline, 0) >= 0 {
		return nil, true
	}
	for p := 10; ; {
		if len(outline) < p+4 {
			return nil, false
		}
		flags, part := u16(outline, p), u16(outline, p+2)
		if part >= glyphs {
			return nil, false
		}
		parts = append(parts, part)
		p += 6
		if flags&wordArguments != 0 {
			p += 2
		}
		switch {
		case flags&oneScale != 0:
			p += 2
		case flags&twoScales != 0:
			p += 4
		case flags&matrix != 0:
			p += 8
		}
		if len(outline) < p {
			return nil, false
		}
		if flags&more == 0 {
			return parts, true
		}
	}
}

// outline is how a glyph is drawn; it is empty for a space.
func (f *Font) outline(glyph int) []byte {
	return f.tables["glyf"][f.location(glyph):f.location(glyph+1)]
}
