package beheer

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"mantelpunt/internal/socialekaart"
	"mantelpunt/web"
)

// leesLocaties reads the places. Coordinates that were left as they stood go with the
// address that they were of.
func leesLocaties(v url.Values, basis []socialekaart.Locatie, fouten *web.Fouten) []socialekaart.Locatie {
	var uit []socialekaart.Locatie
	i := 0
	for ; v.Has(sleutel("locatie", i, "naam")); i++ {
		l := socialekaart.Locatie{Naam: v.Get(sleutel("locatie", i, "naam")), Adres: v.Get(sleutel("locatie", i, "adres")), Postcode: leesPostcode(v.Get(sleutel("locatie", i, "postcode"))),
			Plaats: v.Get(sleutel("locatie", i, "plaats")), Toegankelijkheid: v.Get(sleutel("locatie", i, "toegankelijkheid"))}
		if l == (socialekaart.Locatie{}) {
			continue
		}
		l.Breedte, l.Lengte = leesGraden(v.Get(sleutel("locatie", i, "breedte")), fouten), leesGraden(v.Get(sleutel("locatie", i, "lengte")), fouten)
		if i < len(basis) && l.Breedte == basis[i].Breedte && l.Lengte == basis[i].Lengte && (l.Adres != basis[i].Adres || l.Postcode != basis[i].Postcode || l.Plaats != basis[i].Plaats) {
			l.Breedte, l.Lengte = 0, 0
		}
		uit = append(uit, l)
	}
	return append(uit, basis[min(i, len(basis)):]...)
}

func leesPostcode(s string) string {
	kaal := strings.ToUpper(strings.ReplaceAll(s, " ", ""))
	if len(kaal) != 6 {
		return s
	}
	return kaal[:4] + " " + kaal[4:]
}

// leesGraden reads a coordinate; nothing is not known.
func leesGraden(s string, fouten *web.Fouten) float64 {
	if s == "" {
		return 0
	}
	g, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	if err != nil || g != g || g > 180 || g < -180 {
		fouten.Voeg("locaties", fmt.Sprintf("‘%s’ is geen coördinaat. Een coördinaat ziet er zo uit: 52,8722.", s))
		return 0
	}
	return g
}

func graden(g float64) string {
	if g == 0 {
		return ""
	}
	return strings.Replace(strconv.FormatFloat(g, 'f', -1, 64), ".", ",", 1)
}
