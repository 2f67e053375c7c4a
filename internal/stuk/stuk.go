// Package stuk has pages made of finished pieces. Much of a page is the same for every
// visitor: the header, the footer, the card of an offer. Such a piece is made once and
// kept, a long one compressed, so that a page that was never asked for before costs
// little more than what is new in it.
package stuk

import (
	"context"
	"io"

	"github.com/a-h/templ"
	templruntime "github.com/a-h/templ/runtime"
)

// Voorraad keeps pieces by name. What it gives must be what would be made now: it
// forgets a piece when anything changes that the piece shows.
type Voorraad interface {
	Haal(naam string) *Stuk // nil when there is none
	Mag(naam string) bool   // it was asked for before
	Leg(naam string, s *Stuk)
}

type sleutel struct{}

// Met has the pieces of a page taken from v. Without it they are made each time.
func Met(ctx context.Context, v Voorraad) context.Context {
	return context.WithValue(ctx, sleutel{}, v)
}

// Los is a part of a page that is made each time, when it is its turn.
func Los(maak func(context.Context) templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error { return maak(ctx).Render(ctx, w) })
}

// Vast is a piece of a page that looks the same wherever it has this name. maak makes
// it when it is not there yet.
func Vast(naam string, maak func(context.Context) templ.Component) templ.Component {
	return vast(naam, maak, maakStuk)
}

// Ingepakt is Vast for a long piece, or the last of a page: it is kept compressed. What
// stands before and after it is then compressed apart, which costs as much as some
// kilobytes of text, so it is not for a short piece between others.
func Ingepakt(naam string, maak func(context.Context) templ.Component) templ.Component {
	return vast(naam, maak, pakStuk)
}

// Vaker is Ingepakt for a piece of which a visitor makes up the name, as with a question:
// it is kept when it is asked for the second time.
func Vaker(naam string, maak func(context.Context) templ.Component) templ.Component {
	eerst, ingepakt := Los(maak), Ingepakt(naam, maak)
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		if v, ok := ctx.Value(sleutel{}).(Voorraad); ok && v.Haal(naam) == nil && !v.Mag(naam) {
			return eerst.Render(ctx, w)
		}
		return ingepakt.Render(ctx, w)
	})
}

func vast(naam string, maak func(context.Context) templ.Component, af func(html []byte) (*Stuk, error)) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		v, ok := ctx.Value(sleutel{}).(Voorraad)
		if !ok {
			return maak(ctx).Render(ctx, w)
		}
		s := v.Haal(naam)
		if s == nil {
			p := Nieuw()
			defer p.Weg()
			ctx := context.WithValue(ctx, sleutel{}, nil) // no piece within a piece
			err := maak(ctx).Render(ctx, p)
			if err != nil {
				return err
			}
			if s, err = af(p.tekst); err != nil {
				return err
			}
			v.Leg(naam, s)
		}
		return schrijf(w, s)
	})
}

// schrijf puts a piece in a page as it is, also through the buffer of templ.
func schrijf(w io.Writer, s *Stuk) error {
	if s.plat == nil {
		_, err := w.Write(s.tekst)
		return err
	}
	onder := w
	if b, ok := w.(*templruntime.Buffer); ok {
		onder = b.Underlying
	}
	p, ok := onder.(*Pagina)
	if !ok {
		html, err := s.html(nil)
		if err == nil {
			_, err = w.Write(html)
		}
		return err
	}
	if b, ok := w.(*templruntime.Buffer); ok {
		if err := b.Flush(); err != nil {
			return err
		}
	}
	p.voeg(s)
	return nil
}
