package vinden

import (
	"context"
	"net/url"

	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/voorbeeld"
	"mantelpunt/web"
)

// Vitrine gives the page of results in every state, with sample data.
func Vitrine(ctx context.Context) []web.Voorbeeld {
	vol, leeg := voorbeeld.Kaart(), voorbeeld.LegeKaart()
	zoek := func(naam string, k *socialekaart.Kaart, paren ...string) web.Voorbeeld {
		v := url.Values{}
		for i := 0; i < len(paren); i += 2 {
			v.Add(paren[i], paren[i+1])
		}
		return web.Voorbeeld{Naam: "Zoeken " + naam, Pagina: zoekpagina(maakResultaten(ctx, k, v, voorbeeld.Wijken))}
	}
	nieuw := zoek("bij een nieuwe gemeente", leeg)
	nieuw.Pagina = web.ZonderContact(nieuw.Pagina)
	return []web.Voorbeeld{
		zoek("zonder vraag", vol),
		zoek("op een woord", vol, "q", "logeren"),
		zoek("op naam gesorteerd", vol, "q", "activiteit", "sorteer", "naam"),
		zoek("met een tikfout", vol, "q", "lindehove"),
		zoek("met filters", vol, "thema", "vervangende-mantelzorg", "doelgroep", "mensen-met-dementie", "kosten", "gratis"),
		zoek("op de laatste pagina", vol, "pagina", "99"),
		zoek("zonder resultaat", vol, "q", "zeppelin"),
		zoek("zonder resultaat door filters", vol, "q", "zeppelin", "thema", "vervangende-mantelzorg"),
		zoek("op een lang woord", vol, "q", web.LangWoord+"x"),
		nieuw,
	}
}
