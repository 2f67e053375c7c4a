package socialekaart

import (
	"context"
)

// Thema is one of the vraaggebieden with how much there is for it.
type Thema struct {
	Code, Naam string
	Aantal     int
}

func (k *Kaart) Themas(ctx context.Context) []Thema {
	var uit []Thema
	for _, code := range Themas {
		t := Thema{Code: code, Naam: Label(ctx, Kenmerk{Taxonomie: "thema", Code: code})}
		for i := range k.facetten {
			if k.facetten[i].heeft(GroepThema, code) {
				t.Aantal++
			}
		}
		uit = append(uit, t)
	}
	return uit
}
