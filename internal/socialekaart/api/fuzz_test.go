package api

import (
	"net/url"
	"strings"
	"testing"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/voorbeeld"
)

// Any address is a question of a bounded size, or a sentence about what is wrong with it.
func FuzzVraag(f *testing.F) {
	k, o := voorbeeld.Kaart(), socialekaart.Omgeving{Wijken: voorbeeld.Wijken}
	for _, s := range []string{"search=een+middagje+oppas&per_page=20", "page=2&per_page=100&full=true", "page=0x10", "per_page=-1", "thema=educatie&thema=onzin", "postcode=7995PR&straal=5&sorteer=afstand", "search=%00%ff%e2%80%ae", "full=1&per_page=%20"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, adres string) {
		p, _ := url.ParseQuery(adres) // as net/http does: what can be read, is
		v, _, err := leesVraag(k, o, p)
		if err != nil {
			if !fault.Is(err, fault.Invalid) || !strings.HasSuffix(fault.Tekst(err), ".") {
				t.Errorf("%v", err)
			}
			return
		}
		if v.Pagina < 1 || v.PerPagina < 1 || v.PerPagina > maxPerPagina || len(v.Genegeerd) > 0 {
			t.Errorf("%+v", v)
		}
		if got := k.Zoek(v, o); len(got.Resultaten) > v.PerPagina {
			t.Errorf("%d results", len(got.Resultaten))
		}
	})
}
