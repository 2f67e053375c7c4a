package weergave

import (
	"strconv"
	"strings"

	"mantelpunt/internal/socialekaart"
)

// adresregel writes an address on one line.
func Adresregel(l socialekaart.Locatie) string {
	return Samen(l.Adres, strings.TrimSpace(l.Postcode+" "+l.Plaats))
}

// kaartURL shows a place on a map, "" when its place on earth is not known.
func KaartURL(l socialekaart.Locatie) string {
	if l.Breedte == 0 || l.Lengte == 0 {
		return ""
	}
	breedte, lengte := strconv.FormatFloat(l.Breedte, 'f', 5, 64), strconv.FormatFloat(l.Lengte, 'f', 5, 64)
	return "https://www.openstreetmap.org/?mlat=" + breedte + "&mlon=" + lengte + "#map=17/" + breedte + "/" + lengte
}
