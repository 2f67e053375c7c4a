package socialekaart

import (
	"context"
)

// Thema is one of the vraaggebieden with how much there is for it.
type Thema struct {
	Code, Naam string
	Aantal     int
}

// Themas are the vraaggebieden in their fixed order.
func (k *Kaart) Themas(ctx context.Context) []Thema {
	var uit []Thema
	for _, code := range Themas {
		t := Thema{Code: code, Naam: Label(ctx, Kenmerk{Taxonomie: "thema", Code: code})}
		if wie, ok := k.filters[GroepThema].van(code); ok {
			t.Aantal = wie.tel()
		}
		uit = append(uit, t)
	}
	return uit
}
