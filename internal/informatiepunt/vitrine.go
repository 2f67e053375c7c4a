package informatiepunt

import (
	"context"
	"time"

	"mantelpunt/web"
)

const vitrinetekst = `Zorgt u al langere tijd voor iemand? Dan mag u ook aan uzelf denken.

## Iemand neemt het over

Een vrijwilliger of een zorgverlener neemt de zorg tijdelijk over. Dat kan:

- een middag in de week, bij u thuis
- een [weekend in een logeerhuis](/aanbod?thema=vervangende-mantelzorg)

## Wat kost het?

| Wie betaalt | Wat u betaalt |
| --- | --- |
| Gemeente (Wmo) | Een eigen bijdrage |
| Zorgverzekering | Soms niets |

### Vraag het na

1. Kijk in uw polis.
2. Bel uw zorgverzekeraar.

## ` + web.LangWoord + `

> Wacht niet tot het te veel wordt.
`

// Vitrine gives every page of this feature in every state, with sample data.
func Vitrine(context.Context) []web.Voorbeeld {
	blad := func(slug, thema, titel, tekst string) Pagina {
		return Pagina{Slug: slug, Thema: thema, Titel: titel, Samenvatting: "In een paar zinnen leest u hier wat er kan, wat het kost en hoe u het regelt.",
			Tekst: tekst, GecontroleerdOp: time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC)}
	}
	vrijaf := blad("even-vrijaf", "vervangende-mantelzorg", "Even vrijaf van de zorg", vitrinetekst)
	vrijaf.Bron = "Rijksoverheid, Respijtzorg (2026)"
	vol := vitrineboek(
		blad("ben-ik-mantelzorger", Algemeen, "Ben ik mantelzorger?", "U zorgt voor iemand, en dat is niet uw beroep."),
		blad("hulplijnen", Algemeen, "Hulplijnen", "Bel 112 bij gevaar."),
		vrijaf,
		blad("logeren", "vervangende-mantelzorg", "Logeren in een logeerhuis", "Uw naaste logeert een weekend."),
		blad("jonge-mantelzorgers", "emotionele-steun", web.LangWoord, web.LangWoord),
	)
	leeg := vitrineboek()
	geteld := map[string]int{}
	for i, v := range Vraaggebieden {
		geteld[v] = 1 + i*7
	}
	lees := func(slug string) web.Voorbeeld {
		p := vol.perSlug[slug]
		return web.Voorbeeld{Naam: "Pagina " + slug, Pagina: leespagina(p, vol.vanThema(p.Thema, p.Slug))}
	}
	return []web.Voorbeeld{
		{Naam: "Home", Pagina: startpagina(vol, themas(geteld))},
		{Naam: "Home met één soort hulp", Pagina: startpagina(vol, themas(map[string]int{"praktische-hulp": 1}))},
		{Naam: "Home zonder aantallen", Pagina: startpagina(vol, themas(nil))},
		{Naam: "Home van een nieuwe gemeente", Pagina: web.ZonderContact(startpagina(leeg, themas(map[string]int{})))},
		{Naam: "Home voor wie is ingelogd", Pagina: web.AlsBurger(startpagina(vol, themas(geteld)))},
		{Naam: "Informatie", Pagina: overzichtpagina(vol.groepen())},
		{Naam: "Informatie van een nieuwe gemeente", Pagina: web.ZonderContact(overzichtpagina(leeg.groepen()))},
		lees("even-vrijaf"), lees("hulplijnen"), lees("jonge-mantelzorgers"),
	}
}

// vitrineboek makes a Boek of sample pages, whose Markdown is known to be right.
func vitrineboek(paginas ...Pagina) *Boek {
	b, err := maakBoek(paginas)
	if err != nil {
		panic(err)
	}
	return b
}
