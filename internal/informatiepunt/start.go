package informatiepunt

import (
	"context"

	"mantelpunt/internal/i18n"
	"mantelpunt/web"
)

// taak is a card on the home page.
type taak struct{ Icoon, Naam, URL, Tekst string }

// taken are what people come for most. Where the gemeente has a page about it
// that comes first, since it also says what to do; otherwise the offers.
func taken(ctx context.Context, b *Boek) []taak {
	naar := func(slug, sleutel, waarde string) string {
		if slug != "" && b.Heeft(slug) {
			return web.Pad(ctx, "/informatie/"+slug)
		}
		return web.Zoek(web.Pad(ctx, "/aanbod"), sleutel, waarde)
	}
	kaarten := []struct{ sleutel, icoon, url string }{
		{"vrijaf", web.Icoonnaam("coffee"), naar("even-vrijaf", "thema", "vervangende-mantelzorg")},
		{"huis", web.Icoonnaam("home-heart"), naar("", "thema", "praktische-hulp")},
		{"praten", web.Icoonnaam("messages"), naar("", "thema", "emotionele-steun")},
		{"geld", web.Icoonnaam("coin-euro"), naar("geld-en-kosten", "thema", "financiele-regelingen")},
		{"werk", web.Icoonnaam("briefcase"), naar("werk-en-mantelzorg", "q", "werk en mantelzorg")},
		{"leren", web.Icoonnaam("school"), naar("", "thema", "educatie")},
	}
	var uit []taak
	for _, k := range kaarten {
		uit = append(uit, taak{k.icoon, i18n.Kies(ctx, "informatiepunt.taak.", k.sleutel), k.url, i18n.Kies(ctx, "informatiepunt.taak.", k.sleutel+".tekst")})
	}
	return uit
}

// vaak are the searches under the search box: the key of the words on the page,
// and what is searched for, which is Dutch because the offers are.
var vaak = []struct{ sleutel, woorden string }{
	{"vrijaf", "even vrijaf"}, {"dementie", "dementie"}, {"vervoer", "vervoer"}, {"overbelast", "overbelast"},
}

// thema is a vraaggebied with how many offers it has; Aantal -1 is unknown.
type thema struct {
	Code   string
	Aantal int
}

// themas leaves out those without offers, unless nobody could count (nil).
func themas(aantallen map[string]int) []thema {
	var uit []thema
	for _, code := range Vraaggebieden {
		switch n := aantallen[code]; {
		case aantallen == nil:
			uit = append(uit, thema{code, -1})
		case n > 0:
			uit = append(uit, thema{code, n})
		}
	}
	return uit
}

var themaIconen = map[string]string{
	Algemeen:                   web.Icoonnaam("info-circle"),
	"informatie-en-advies":     web.Icoonnaam("map-search"),
	"persoonlijke-begeleiding": web.Icoonnaam("user-heart"),
	"educatie":                 web.Icoonnaam("school"),
	"emotionele-steun":         web.Icoonnaam("messages"),
	"praktische-hulp":          web.Icoonnaam("home-heart"),
	"vervangende-mantelzorg":   web.Icoonnaam("coffee"),
	"financiele-regelingen":    web.Icoonnaam("coin-euro"),
	"materiele-hulp":           web.Icoonnaam("wheelchair"),
}
