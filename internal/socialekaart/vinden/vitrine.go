package vinden

import (
	"context"
	"net/url"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/voorbeeld"
	"mantelpunt/web"
)

// Vitrine gives the page of results in every state, with sample data.
func Vitrine(ctx context.Context) []web.Voorbeeld {
	vol, leeg := voorbeeld.Kaart(), voorbeeld.LegeKaart()
	maandag := time.Date(2026, 11, 23, 10, 30, 0, 0, i18n.Amsterdam) // so that something is open
	maak := func(naam string, k *socialekaart.Kaart, in invoer, paren ...string) web.Voorbeeld {
		in.Parameters, in.Omgeving = url.Values{}, socialekaart.Omgeving{Nu: maandag, Wijken: voorbeeld.Wijken}
		for i := 0; i < len(paren); i += 2 {
			in.Parameters.Add(paren[i], paren[i+1])
		}
		return web.Voorbeeld{Naam: "Zoeken " + naam, Pagina: zoekpagina(maakPagina(ctx, k, in))}
	}
	zoek := func(naam string, k *socialekaart.Kaart, paren ...string) web.Voorbeeld {
		return maak(naam, k, invoer{}, paren...)
	}
	nieuw := zoek("bij een nieuwe gemeente", leeg)
	nieuw.Pagina = web.ZonderContact(nieuw.Pagina)
	bronnen := []bronvak{
		{Soort: "organisatie", Naam: "Organisaties", Totaal: 4, URL: "/aanbod?q=activiteit&soort=organisatie", Treffers: []Gevonden{
			{Titel: "Welzijn Veldwaarde", URL: "/organisaties/welzijn-veldwaarde", Tekst: "12 activiteiten en soorten hulp"}, {Titel: "Buurthuis", URL: "/organisaties/kaal"}, {Titel: web.LangWoord, URL: "/organisaties/lang", Tekst: web.LangWoord}}},
		{Soort: "pagina", Naam: "Informatie", Totaal: 0, URL: "/aanbod?q=activiteit&soort=pagina"},
	}
	return []web.Voorbeeld{
		zoek("zonder vraag", vol),
		zoek("op een woord", vol, "q", "logeren"),
		zoek("op naam gesorteerd", vol, "q", "activiteit", "sorteer", "naam"),
		zoek("op afstand", vol, "q", "logeren", "postcode", "7995 PR", "straal", "5", "sorteer", "afstand"),
		zoek("met een verkeerde postcode", vol, "q", "logeren", "postcode", "12ab", "straal", "5"),
		zoek("met een tikfout", vol, "q", "lindehove"),
		zoek("met filters", vol, "thema", "vervangende-mantelzorg", "zorgvoor", "mensen-met-dementie", "kosten", "betaald", "open", "nu"),
		zoek("met een onbekend filter", vol, "thema", "bestaat-niet"),
		zoek("op de laatste pagina", vol, "pagina", "99"),
		zoek("zonder resultaat", vol, "q", "zeppelin"),
		zoek("zonder resultaat door filters", vol, "q", "logeren", "kosten", "gratis", "dagdeel", "ochtend"),
		zoek("met weinig resultaat", vol, "q", "logeren", "kosten", "betaald"),
		zoek("met een vraag die niet kan wachten", vol, "q", "ik wil dood"),
		zoek("met een vraag over onveiligheid", vol, "q", "ik word geslagen"),
		zoek("op een lang woord", vol, "q", web.LangWoord+"x"),
		maak("als verwijzer", vol, invoer{Verwijzer: true}, "q", "logeren"),
		maak("met andere bronnen", vol, invoer{Bronnen: bronnen}, "q", "activiteit"),
		maak("in een andere bron", vol, invoer{Bronnen: bronnen}, "q", "activiteit", "soort", "organisatie"),
		maak("in een bron zonder resultaat", vol, invoer{Bronnen: bronnen}, "q", "activiteit", "soort", "pagina"),
		nieuw,
	}
}
