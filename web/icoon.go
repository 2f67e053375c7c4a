package web

import (
	"context"
	"io"
	"sync"

	"github.com/a-h/templ"
)

type icoon struct{ klasse, naam string }

// svgs holds every icon as it stands in a page: the same few stand in each page many
// times.
var svgs sync.Map // icoon → string

func svg(klasse, naam string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		i := icoon{klasse, naam}
		html, ok := svgs.Load(i)
		if !ok {
			html = `<svg class="` + templ.EscapeString(klasse) + `" width="24" height="24" aria-hidden="true" focusable="false"><use href="` + templ.EscapeString(Asset("icons.svg")+"#"+naam) + `"></use></svg>`
			svgs.Store(i, html)
		}
		_, err := io.WriteString(w, html.(string))
		return err
	})
}
