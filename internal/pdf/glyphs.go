package pdf

import (
	"bytes"
	"fmt"
	"math"
	"slices"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/shaping"
)

// usedFont is a font of the document with what it shows. Each code in the text is
// a glyph and stands for one text, so that whoever listens, searches or copies
// gets the words back as they were written. Where the font has it otherwise, as
// when a letter is drawn as a shape and loose dots, a glyph is composed.
type usedFont struct {
	font     *Font
	texts    map[int]string // by code
	composed []composedGlyph
	codes    map[string]int // of the composed glyphs, by their text and parts
}

// composedGlyph is a glyph made of the font's own; its code comes after theirs.
// Lengths are in units of the font.
type composedGlyph struct {
	parts   []part
	advance int
}

type part struct{ glyph, dx, dy int }

// useFont gives the number of a font in this document.
func (d *Document) useFont(f *Font) (int, *usedFont) {
	for i, u := range d.fonts {
		if u.font == f {
			return i, u
		}
	}
	d.fonts = append(d.fonts, newUsedFont(f))
	return len(d.fonts) - 1, d.fonts[len(d.fonts)-1]
}

func newUsedFont(f *Font) *usedFont {
	u := &usedFont{font: f, texts: map[int]string{}, codes: map[string]int{}}
	if space, ok := f.shared.NominalGlyph(' '); ok {
		u.texts[int(space)] = " " // the shaper also shows joiners as an empty space
	}
	return u
}

// width is the advance of a code, in thousandths.
func (u *usedFont) width(code int) float64 {
	if code < u.font.glyphs {
		return u.font.width(code)
	}
	return float64(u.composed[code-u.font.glyphs].advance) * 1000 / float64(u.font.unitsPerEm)
}

// shown is a code with the place where the shaper wants it, in thousandths.
type shown struct {
	code            int
	dx, dy, advance float64
}

// show finds the code for a cluster: the glyphs that stand for text together.
func (u *usedFont) show(cluster []shaping.Glyph, text string) shown {
	first := cluster[0]
	glyph := int(first.GlyphID)
	if len(cluster) == 1 {
		s := shown{glyph, float64(first.XOffset) / 64, float64(first.YOffset) / 64, float64(first.Advance) / 64}
		known, ok := u.texts[glyph]
		switch {
		case !ok:
			u.texts[glyph] = text
		case known != text:
			advance := int(math.Round(u.font.width(glyph) * float64(u.font.unitsPerEm) / 1000))
			s.code = u.compose(text, []part{{glyph: glyph}}, advance)
		}
		return s
	}
	units := func(v float64) int { return int(math.Round(v * float64(u.font.unitsPerEm) / em)) }
	var parts []part
	pen := 0.0
	for _, g := range cluster {
		parts = append(parts, part{int(g.GlyphID), units(pen + float64(g.XOffset)/64), units(float64(g.YOffset) / 64)})
		pen += float64(g.Advance) / 64
	}
	return shown{code: u.compose(text, parts, units(pen)), advance: pen}
}

// compose gives the code of a glyph that is made of others and stands for text.
func (u *usedFont) compose(text string, parts []part, advance int) int {
	key := fmt.Sprint(text, parts, advance)
	code, ok := u.codes[key]
	if !ok {
		code = u.font.glyphs + len(u.composed)
		u.composed = append(u.composed, composedGlyph{parts, advance})
		u.codes[key], u.texts[code] = code, text
	}
	return code
}

// run draws glyphs of one font and one direction, in the order in which they are
// read. The shaper gives them as they stand, from left to right, so Arabic is
// written from the right end of the run, with a step back for each glyph.
func (d *Document) run(text []rune, run shaping.Output, s Style, x, baseline float64) {
	number, used := d.useFont(d.typesetter.fonts[run.Face])
	var line []shown
	for i := 0; i < len(run.Glyphs); {
		g := run.Glyphs[i]
		cluster := run.Glyphs[i : i+g.GlyphsCount()]
		line = append(line, used.show(cluster, string(text[g.TextIndex():g.TextIndex()+g.RunesCount()])))
		i += len(cluster)
	}
	leftwards := run.Direction.Progression() == di.TowardTopLeft
	if leftwards {
		slices.Reverse(line)
		x += float64(run.Advance) / 64 / em * s.Size
	}
	b := &d.page().content
	fmt.Fprintf(b, "BT /F%d %s Tf %s rg 1 0 0 1 %s Tm [", number, numbers(s.Size),
		numbers(s.Color.R, s.Color.G, s.Color.B), numbers(x, PageHeight-baseline))
	rise := 0.0
	for _, g := range line {
		if g.dy != rise {
			fmt.Fprintf(b, "] TJ %s Ts [", numbers(g.dy*s.Size/em))
			rise = g.dy
		}
		// A number in the array steps back. PDF itself steps on by the glyph's width.
		before, after := -g.dx, used.width(g.code)+g.dx
		if leftwards {
			before += g.advance
		} else {
			after -= g.advance
		}
		step(b, before)
		fmt.Fprintf(b, "<%04X>", g.code)
		step(b, after)
	}
	b.WriteString("] TJ ")
	if rise != 0 {
		b.WriteString("0 Ts ") // the rise outlives the text object
	}
	b.WriteString("ET\n")
}

// step writes a step that is large enough to see.
func step(b *bytes.Buffer, thousandths float64) {
	if math.Abs(thousandths) > 0.5 {
		b.WriteString(" " + numbers(thousandths))
	}
}
