package vinden

import (
	"context"
	"io"
	"net/url"
	"testing"

	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/voorbeeld"
	"mantelpunt/web"
)

// BenchmarkPagina is a page of results that nobody kept: the search, the words and the
// HTML, without the compression.
func BenchmarkPagina(b *testing.B) {
	k := voorbeeld.Kaart()
	ctx := web.MetKader(context.Background(), web.Kader{Gemeente: "Veldwaarde", Telefoon: "0599-00 01 23", Talen: []string{"nl", "en"}})
	for _, q := range []string{"", "q=activiteit", "q=koffie&kosten=gratis&wet=wmo", "q=zeppelin"} {
		p, err := url.ParseQuery(q)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(q, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				in := invoer{Parameters: p, Omgeving: socialekaart.Omgeving{Nu: maandag, Wijken: voorbeeld.Wijken}}
				if err := zoekpagina(maakPagina(ctx, k, in)).Render(ctx, io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
