package pdf

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/go-text/typesetting/shaping"
)

// Style is how text is set.
type Style struct {
	Fonts   []*Font // the first that has a character shows it
	Size    float64
	Leading float64 // from line to line; 0 is 1.4 times the size
	Color   Color
}

// leading is the distance from line to line, in points.
func (s Style) leading() float64 { return cmp.Or(s.Leading, s.Size*1.4) }

// Block is text that is broken into lines and has no place yet, so that its size
// can decide where it goes. A block belongs to the document that set it.
type Block struct {
	text  []rune
	style Style
	lines []shaping.Line
}

// Set breaks text into lines of at most width.
func (d *Document) Set(text string, s Style, width float64) *Block {
	b := &Block{text: []rune(text), style: s}
	lines, err := d.typesetter.lines(b.text, s, width)
	if err != nil && d.missing == nil {
		d.missing = err
	}
	for _, line := range lines { // which the typesetter uses again
		line = slices.Clone(line)
		slices.SortStableFunc(line, func(a, b shaping.Output) int { return cmp.Compare(a.VisualIndex, b.VisualIndex) })
		b.lines = append(b.lines, line)
	}
	return b
}

// Lines is the number of lines.
func (b *Block) Lines() int { return len(b.lines) }

// Height is the height of all lines together.
func (b *Block) Height() float64 { return float64(len(b.lines)) * b.style.leading() }

// Width is the width of the longest line.
func (b *Block) Width() float64 {
	longest := 0.0
	for _, line := range b.lines {
		width := 0.0
		for _, run := range line {
			width += b.advance(run)
		}
		longest = max(longest, width)
	}
	return longest
}

func (b *Block) advance(run shaping.Output) float64 {
	return float64(run.Advance) / 64 / em * b.style.Size
}

// Split divides a block after a number of lines, so that its parts can stand on
// two pages and still be one text.
func (b *Block) Split(lines int) (head, tail *Block) {
	h, t := *b, *b
	h.lines, t.lines = b.lines[:lines], b.lines[lines:]
	return &h, &t
}

// Text writes text as content of e, in lines of at most width, and returns the y
// below the last one.
func (d *Document) Text(e *Element, text string, s Style, x, y, width float64) float64 {
	return d.Place(e, d.Set(text, s, width), x, y)
}

// Place writes a block as content of e and returns the y below it.
func (d *Document) Place(e *Element, b *Block, x, y float64) float64 {
	if len(b.lines) == 0 {
		return y
	}
	d.mark(e)
	defer d.unmark()
	return d.draw(b, x, y)
}

// Artifact is what a text on every page is, beside the text of the document.
type Artifact string

// The texts that stand on every page.
const (
	Header Artifact = "Header"
	Footer Artifact = "Footer"
)

// PlaceArtifact writes a block on the current page that is no part of the text,
// such as a page number: assistive technology skips it. It returns the y below.
func (d *Document) PlaceArtifact(a Artifact, b *Block, x, y float64) float64 {
	fmt.Fprintf(&d.page().content, "/Artifact <</Type/Pagination/Subtype/%s>> BDC\n", a)
	defer d.unmark()
	return d.draw(b, x, y)
}

func (d *Document) draw(b *Block, x, y float64) float64 {
	leading := b.style.leading()
	capitals := b.style.Size * float64(b.style.Fonts[0].capHeight) / 1000
	for _, line := range b.lines {
		baseline := y + (leading+capitals)/2 // capitals stand in the middle of the line
		at := x
		for _, run := range line {
			d.run(b.text, run, b.style, at, baseline)
			at += b.advance(run)
		}
		y += leading
	}
	return y
}
