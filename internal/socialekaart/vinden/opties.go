package vinden

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// opties writes the options of a filter. A page has a hundred of them and an expression
// in templ costs as much as a whole option here, so this is written out.
func opties(lijst []optie) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		b := make([]byte, 0, 400*len(lijst))
		for _, o := range lijst {
			id := templ.EscapeString(o.ID)
			b = append(b, `<div class="mz-opt"><input class="utrecht-checkbox utrecht-checkbox--custom utrecht-checkbox--html-input" type="checkbox" form="zoekformulier" id="`...)
			b = append(append(append(b, id...), `" name="`...), templ.EscapeString(o.Groep)...)
			b = append(append(b, `" value="`...), templ.EscapeString(o.Waarde)...)
			b = append(b, '"')
			if o.Gekozen {
				b = append(b, ` checked`...)
			}
			b = append(append(b, `><label for="`...), id...)
			b = append(append(b, `">`...), templ.EscapeString(o.Naam)...)
			b = append(append(b, ` <span class="mz-count">`...), o.Aantal...)
			b = append(b, `</span></label></div>`...)
		}
		_, err := w.Write(b)
		return err
	})
}
