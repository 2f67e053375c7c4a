package kaartbeeld

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/zoeken"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// vormen are the wijken of the made-up gemeente: six that share their borders.
func vormen() map[string]json.RawMessage {
	raster := [3][4][2]float64{ // degrees east and north, by row from the north
		{{6.42, 52.752}, {6.468, 52.758}, {6.512, 52.751}, {6.56, 52.756}},
		{{6.415, 52.724}, {6.463, 52.719}, {6.507, 52.726}, {6.566, 52.72}},
		{{6.424, 52.69}, {6.471, 52.686}, {6.516, 52.692}, {6.558, 52.688}},
	}
	namen := [2][3]string{{"Westveld", "Buitengebied", "Rivierzicht"}, {"Zuid", "Centrum", "Oosterwijk"}}
	uit := map[string]json.RawMessage{}
	for rij := range namen {
		for kolom, naam := range namen[rij] {
			a, b, c, d := raster[rij][kolom], raster[rij][kolom+1], raster[rij+1][kolom+1], raster[rij+1][kolom]
			vlak, _ := json.Marshal(map[string]any{"type": "Polygon", "coordinates": [][][2]float64{{a, b, c, d, a}}}) // numbers alone
			uit[naam] = vlak
		}
	}
	return uit
}

// voorbeeld is a map of places; one of 0,0 comes to people in two wijken.
func voorbeeld(plekken ...socialekaart.Punt) Invoer {
	var lijst []socialekaart.Aanbod
	for i, p := range plekken {
		a := socialekaart.Aanbod{ID: uuid.UUID{15: byte(i + 1)}, Slug: fmt.Sprintf("hulp-%02d", i+1), Inhoud: socialekaart.Inhoud{Naam: fmt.Sprintf("Hulp dichtbij %d", i+1)}}
		if p == (socialekaart.Punt{}) {
			a.Werkgebied, a.Kenmerken = []string{"Oosterwijk", "Rivierzicht"}, []socialekaart.Kenmerk{{Taxonomie: "vorm", Code: "huisbezoek"}}
		} else {
			a.Locaties = []socialekaart.Locatie{{Breedte: p.Breedte, Lengte: p.Lengte}}
		}
		lijst = append(lijst, a)
	}
	k := socialekaart.MaakKaart(socialekaart.Grondstof{Aanbod: lijst, Woordenboek: zoeken.NieuwWoordenboek(nil), Wijkvormen: vormen()})
	var gevonden []socialekaart.Resultaat
	for i := range k.Aanbod {
		gevonden = append(gevonden, socialekaart.Resultaat{Aanbod: &k.Aanbod[i], Km: -1})
	}
	return Van(k, gevonden, 1, nil, web.Resultaatanker)
}

// Vitrine gives the map in every state, with sample data.
func Vitrine(context.Context) []web.Voorbeeld {
	west, oost, zuid, noord := socialekaart.Punt{Breedte: 52.735, Lengte: 6.44}, socialekaart.Punt{Breedte: 52.705, Lengte: 6.54}, socialekaart.Punt{Breedte: 52.698, Lengte: 6.45}, socialekaart.Punt{Breedte: 52.745, Lengte: 6.49}
	thuis, ver := socialekaart.Punt{}, socialekaart.Punt{Breedte: 52.09, Lengte: 5.12}
	hier := voorbeeld(west, oost, zuid, noord)
	hier.Hier = &socialekaart.Punt{Breedte: 52.712, Lengte: 6.49}
	toon := func(naam string, in Invoer) web.Voorbeeld {
		return web.Voorbeeld{Naam: "Kaart " + naam, Pagina: voorbeeldpagina(in)}
	}
	return []web.Voorbeeld{
		toon("met wijken en een postcode", hier),
		toon("met hulp aan huis", voorbeeld(west, thuis, thuis, oost)),
		toon("met veel op een plek", voorbeeld(west, west, oost, oost, oost, oost, oost, oost, zuid)),
		toon("met hulp buiten de gemeente", voorbeeld(west, ver, ver)),
	}
}

// lijst is every offer of a map once, by number.
func (in Invoer) lijst() (uit []Punt) {
	for _, p := range slices.Concat(in.Punten, in.Thuis) {
		uit = voeg(uit, p)
	}
	slices.SortFunc(uit, func(a, b Punt) int { return a.Nummer - b.Nummer })
	return uit
}
