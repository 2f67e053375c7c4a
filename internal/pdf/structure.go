package pdf

import "fmt"

// Tag is a standard structure type (ISO 32000-1, 14.8.4): it says what a piece
// of content is.
type Tag string

// The structure types that a caller may use as they are.
const (
	Section   Tag = "Sect"
	Paragraph Tag = "P"
	Span      Tag = "Span" // part of a paragraph, such as words in another language
	Heading1  Tag = "H1"
	Heading2  Tag = "H2"
	Table     Tag = "Table"
	TableRow  Tag = "TR"
	TableCell Tag = "TD"
	ListItem  Tag = "LI"
	ItemLabel Tag = "Lbl"
	ItemBody  Tag = "LBody"
	Figure    Tag = "Figure"

	list       Tag = "L"
	headerCell Tag = "TH"
	link       Tag = "Link"
	form       Tag = "Form"
)

// Scope says which cells a header cell is the header of.
type Scope string

// The scopes of a header cell.
const (
	ScopeRow    Scope = "Row"
	ScopeColumn Scope = "Column"
)

// Numbering says how the items of a list are labelled.
type Numbering string

// The ways to label the items of a list.
const (
	Bullets     Numbering = "Disc"
	Decimal     Numbering = "Decimal"
	NoNumbering Numbering = "None"
)

// Element is a node of the structure tree. Elements are read in the order in
// which they were added.
type Element struct {
	tag        Tag
	parent     *Element
	alt        string
	language   string
	attributes string // a dictionary in PDF syntax
	kids       []any  // *Element, markedContent or annotationRef
}

// markedContent points at a piece of a page's drawing.
type markedContent struct{ page, id int }

// annotationRef is an index in Document.annotations.
type annotationRef int

// Add hangs a new element under e, after those that are already there.
func (e *Element) Add(t Tag) *Element {
	k := &Element{tag: t, parent: e}
	e.kids = append(e.kids, k)
	return k
}

// AddHeader hangs a header cell under e, which is a row of a table.
func (e *Element) AddHeader(s Scope) *Element {
	k := e.Add(headerCell)
	k.attributes = fmt.Sprintf("<</O/Table/Scope/%s>>", s)
	return k
}

// AddList hangs a list under e.
func (e *Element) AddList(n Numbering) *Element {
	k := e.Add(list)
	k.attributes = fmt.Sprintf("<</O/List/ListNumbering/%s>>", n)
	return k
}

// In says in which language (BCP 47) e and all that hangs under it are written,
// where that is not the language of the document. It returns e.
func (e *Element) In(language string) *Element {
	e.language = language
	return e
}

// mark makes what is drawn next, up to unmark, the content of e.
func (d *Document) mark(e *Element) {
	p := d.page()
	id := len(p.owners)
	p.owners = append(p.owners, e)
	e.kids = append(e.kids, markedContent{d.current, id})
	fmt.Fprintf(&p.content, "/%s <</MCID %d>> BDC\n", e.tag, id)
}

func (d *Document) unmark() { d.page().content.WriteString("EMC\n") }
