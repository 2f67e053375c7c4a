package pdf

import "fmt"

// FieldRole is what somebody does with a field that is filled in by pen.
type FieldRole string

// The roles of a field (ISO 32000-1, table 348).
const (
	TextField FieldRole = "tv"
	CheckBox  FieldRole = "cb"
)

// Rectangle is a place on a page. One without height is a line to write on.
type Rectangle struct{ X, Y, Width, Height float64 }

// Field draws the boxes or lines of one field of a printed form. Its description
// tells whoever cannot see the page what is to be filled in.
func (d *Document) Field(parent *Element, role FieldRole, description string, c Color, places ...Rectangle) {
	e := parent.Add(form)
	e.alt = description
	e.attributes = fmt.Sprintf("<</O/PrintField/Role/%s/Desc %s>>", role, textString(description))
	d.mark(e)
	defer d.unmark()

	const stroke = 0.8
	b := &d.page().content
	fmt.Fprintf(b, "%s RG %s w\n", numbers(c.R, c.G, c.B), numbers(stroke))
	for _, p := range places {
		if p.Height == 0 {
			fmt.Fprintf(b, "%s m %s l\n", numbers(p.X, PageHeight-p.Y), numbers(p.X+p.Width, PageHeight-p.Y))
		} else {
			fmt.Fprintf(b, "%s re\n", rectangle(p.X, p.Y, p.Width, p.Height))
		}
	}
	b.WriteString("S\n")
}
