package vinden

import (
	"context"
	"io"
	"strconv"

	"github.com/a-h/templ"
)

// opties writes the options of a filter. A page has a hundred of them and an expression
// in templ costs as much as a whole option here, so this is written out.
func opties(lijst []optie) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		b := make([]byte, 0, 400*len(lijst))
		for _, o := range lijst {
			b = append(b, `<div class="mz-opt"><input class="utrecht-checkbox utrecht-checkbox--custom utrecht-checkbox--html-input" type="checkbox" form="zoekformulier" id="`...)
			b = append(o.id(b), `" name="`...)
			b = append(append(b, o.Groep...), `" value="`...)
			b = append(append(b, o.waardeHTML...), '"')
			if o.Gekozen {
				b = append(b, ` checked`...)
			}
			b = append(o.id(append(b, `><label for="`...)), '"', '>')
			b = append(append(b, o.naamHTML...), ` <span class="mz-count">`...)
			b = append(strconv.AppendInt(b, int64(o.Aantal), 10), `</span></label></div>`...)
		}
		_, err := w.Write(b)
		return err
	})
}

// id adds what an option is called in the page. A group and its place are ours: there is
// nothing in them to escape.
func (o optie) id(b []byte) []byte {
	return strconv.AppendInt(append(append(b, o.Groep...), '-'), int64(o.Plaats), 10)
}
