package pdf

import (
	"cmp"
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

// Text writes text as content of e, in lines of at most width, and returns the y
// below the last one.
func (d *Document) Text(e *Element, text string, s Style, x, y, width float64) float64 {
	bottom, _ := d.write(e, text, s, x, y, width)
	return bottom
}

// write returns the y below the text and the width of its longest line.
func (d *Document) write(e *Element, text string, s Style, x, y, width float64) (bottom, longest float64) {
	runes := []rune(text)
	lines, err := d.typesetter.lines(runes, s, width)
	if err != nil && d.missing == nil {
		d.missing = err
	}
	if len(lines) == 0 {
		return y, 0
	}
	leading := cmp.Or(s.Leading, s.Size*1.4)
	capitals := s.Size * float64(s.Fonts[0].capHeight) / 1000
	d.mark(e)
	defer d.unmark()
	for _, line := range lines {
		runs := slices.Clone(line)
		slices.SortStableFunc(runs, func(a, b shaping.Output) int { return cmp.Compare(a.VisualIndex, b.VisualIndex) })
		baseline := y + (leading+capitals)/2 // capitals stand in the middle of the line
		at := x
		for _, run := range runs {
			d.run(runes, run, s, at, baseline)
			at += float64(run.Advance) / 64 / em * s.Size
		}
		longest = max(longest, at-x)
		y += leading
	}
	return y, longest
}
