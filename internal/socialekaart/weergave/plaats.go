package weergave

import (
	"net/url"
	"strconv"
	"strings"

	"mantelpunt/internal/socialekaart"
)

// Adresregel writes an address on one line.
func Adresregel(l socialekaart.Locatie) string {
	return Samen(l.Adres, strings.TrimSpace(l.Postcode+" "+l.Plaats))
}

func graden(g float64) string { return strconv.FormatFloat(g, 'f', 5, 64) }

// KaartURL shows a place on a map, "" when its place on earth is not known.
func KaartURL(l socialekaart.Locatie) string {
	if l.Breedte == 0 || l.Lengte == 0 {
		return ""
	}
	breedte, lengte := graden(l.Breedte), graden(l.Lengte)
	return "https://www.openstreetmap.org/?mlat=" + breedte + "&mlon=" + lengte + "#map=17/" + breedte + "/" + lengte
}

// RouteURL plans a way to a place, or looks up its address when its place on earth is
// not known; "" for what has no address.
func RouteURL(l socialekaart.Locatie) string {
	switch {
	case l.Breedte != 0 && l.Lengte != 0:
		return "https://www.openstreetmap.org/directions?to=" + graden(l.Breedte) + "%2C" + graden(l.Lengte)
	case l.Adres != "" && l.Plaats != "":
		return "https://www.openstreetmap.org/search?query=" + url.QueryEscape(Adresregel(l))
	}
	return ""
}
