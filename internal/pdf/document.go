// Package pdf writes tagged PDF 1.7 files that are both PDF/A-2a (archiving)
// and PDF/UA-1 (accessibility). A municipality must publish documents that a
// screen reader can read and that still open in twenty years, and no Go library
// writes those, so the product has its own small writer.
//
// A [Document] is built a page at a time, from the top to the bottom: text is hung under
// an [Element] of the structure tree, which gives it its meaning and its place in
// the reading order, and everything else is decoration that lies beneath the text
// and that assistive technology skips. Lengths are points (1/72 inch), measured
// from the top left corner of an A4 page.
//
// Fonts are always subset and embedded. Text that the fonts cannot show properly
// makes [Document.Render] fail with a [MissingGlyphsError]: a name is never
// printed with a box in it. The same calls always give the same bytes.
package pdf

import (
	"bytes"
	"fmt"
	"time"
)

// The size of every page: A4, upright.
const (
	PageWidth  = 595.28
	PageHeight = 841.89
)

// Info describes a document in its metadata. Every field is shown by some
// viewer, so every field should be filled.
type Info struct {
	Title    string // shown in the title bar instead of the file name
	Language string // BCP 47, such as "nl-NL"
	Author   string
	Subject  string
	Producer string    // the software
	Created  time.Time // also the date of the last change
}

// Color is an RGB colour, each part from 0 to 1.
type Color struct{ R, G, B float64 }

// Document is one document under construction. It is not for use by several
// goroutines at once; several documents may share their fonts.
type Document struct {
	info        Info
	root        *Element
	pages       []*page
	current     int // of pages
	fonts       []*usedFont
	annotations []*annotation
	typesetter  *typesetter
	missing     error // the first text that the fonts could not show
}

// page collects the drawing operators of one page.
type page struct {
	background bytes.Buffer // decoration, drawn first
	content    bytes.Buffer
	owners     []*Element // the element of each marked content id
}

// annotation is something on a page that reacts, such as a link.
type annotation struct {
	page    int
	element *Element
	entries string // of the dictionary, without those that say where it hangs
}

// New starts a document of one empty page.
func New(info Info) *Document {
	d := &Document{
		info:       info,
		root:       &Element{tag: "Document"},
		typesetter: newTypesetter(info.Language),
	}
	d.AddPage()
	return d
}

// Root is the top of the structure tree.
func (d *Document) Root() *Element { return d.root }

// AddPage adds an empty page at the end, which becomes the current one.
func (d *Document) AddPage() {
	d.pages = append(d.pages, &page{})
	d.current = len(d.pages) - 1
}

// Pages is the number of pages so far.
func (d *Document) Pages() int { return len(d.pages) }

// TurnTo makes another page the current one; the first is 0. What is written there
// is read aloud where its element stands, whatever its page.
func (d *Document) TurnTo(page int) { d.current = page }

func (d *Document) page() *page { return d.pages[d.current] }

// Background fills a rectangle beneath all text of the current page, whether
// that text was written before or is still to come.
func (d *Document) Background(x, y, width, height float64, c Color) {
	fmt.Fprintf(&d.page().background, "%s rg %s re f\n", numbers(c.R, c.G, c.B), rectangle(x, y, width, height))
}

// Bitmap draws a square of black and white modules, such as a QR code, on white
// as a figure with alternative text. Rows of modules go from top to bottom.
func (d *Document) Bitmap(parent *Element, modules [][]bool, x, y, size float64, alt string) {
	e := parent.Add(Figure)
	e.alt = alt
	e.attributes = fmt.Sprintf("<</O/Layout/Placement/Block/BBox[%s]>>",
		numbers(x, PageHeight-y-size, x+size, PageHeight-y))
	d.mark(e)
	defer d.unmark()

	b := &d.page().content
	fmt.Fprintf(b, "1 1 1 rg %s re f\n0 0 0 rg\n", rectangle(x, y, size, size))
	unit := size / float64(len(modules))
	for r, row := range modules {
		for c := 0; c < len(row); c++ {
			if !row[c] {
				continue
			}
			// One rectangle for each horizontal run leaves no hairlines inside it.
			start := c
			for c+1 < len(row) && row[c+1] {
				c++
			}
			fmt.Fprintf(b, "%s re\n", rectangle(x+unit*float64(start), y+unit*float64(r), unit*float64(c-start+1), unit))
		}
	}
	b.WriteString("f\n")
}

// Link writes text that opens uri, in lines of at most width, and returns the y
// below the last one.
func (d *Document) Link(parent *Element, text, uri string, s Style, x, y, width float64) float64 {
	e := parent.Add(link)
	t := d.Set(text, s, width)
	bottom, longest := d.Place(e, t, x, y), t.Width()
	d.annotations = append(d.annotations, &annotation{
		page:    d.current,
		element: e,
		entries: fmt.Sprintf("/Subtype/Link/F 4/Border[0 0 0]/Rect[%s]/Contents %s/A<</S/URI/URI %s>>",
			numbers(x, PageHeight-bottom, x+longest, PageHeight-y), textString(text), byteString(uri)),
	})
	e.kids = append(e.kids, annotationRef(len(d.annotations)-1))
	return bottom
}
