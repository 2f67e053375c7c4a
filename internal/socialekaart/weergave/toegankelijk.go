package weergave

import (
	"context"

	"mantelpunt/internal/socialekaart"
	"mantelpunt/web"
)

// toegankelijk are the icons of the codes of accessibility.
var toegankelijk = map[string]string{
	"rolstoel": web.Icoonnaam("wheelchair"), "toilet": web.Icoonnaam("disabled"), "ringleiding": web.Icoonnaam("ear"), "gebarentolk": web.Icoonnaam("hand-love-you"),
	"prikkelarm": web.Icoonnaam("volume-off"), "geleidehond": web.Icoonnaam("dog"), "parkeren": web.Icoonnaam("parking"),
}

// Toegankelijk tells who can get in and take part, an icon with words each.
func Toegankelijk(ctx context.Context, in socialekaart.Inhoud) (uit []web.Rij) {
	for _, code := range in.Codes("toegankelijkheid") {
		if icoon, ok := toegankelijk[code]; ok {
			uit = append(uit, web.Rij{Icoon: icoon, Waarde: socialekaart.Label(ctx, socialekaart.Kenmerk{Taxonomie: "toegankelijkheid", Code: code})})
		}
	}
	return uit
}
