package socialekaart

import (
	"encoding/json"
	"math"
	"regexp"
	"slices"
	"strings"
)

// Punt is a place on earth, in degrees (WGS 84).
type Punt struct{ Breedte, Lengte float64 }

// aardstraal in kilometres.
const aardstraal = 6371.0088

// vector is a Punt on the unit sphere: two of them compare without trigonometry.
type vector struct{ x, y, z float64 }

func (p Punt) vector() vector {
	b, l := p.Breedte*math.Pi/180, p.Lengte*math.Pi/180
	return vector{math.Cos(b) * math.Cos(l), math.Cos(b) * math.Sin(l), math.Sin(b)}
}

// koorde is the square of the straight line between two places: it grows with
// the distance.
func (v vector) koorde(w vector) float64 {
	x, y, z := v.x-w.x, v.y-w.y, v.z-w.z
	return x*x + y*y + z*z
}

// kilometers is the distance that belongs to a koorde, as the haversine gives it.
func kilometers(koorde float64) float64 { return 2 * aardstraal * math.Asin(math.Sqrt(koorde)/2) }

// koordeVan is the koorde of a distance.
func koordeVan(km float64) float64 {
	s := 2 * math.Sin(km/(2*aardstraal))
	return s * s
}

var postcodevorm = regexp.MustCompile(`^[1-9][0-9]{3}([A-Z]{2})?$`)

// Postcode writes a postcode, of four digits or whole, without space; false when
// it is none.
func Postcode(s string) (string, bool) {
	s = strings.ToUpper(strings.Join(strings.Fields(s), ""))
	return s, postcodevorm.MatchString(s)
}

// Punt finds a postcode: as it was imported, or else in the middle of the places
// that have it.
func (k *Kaart) Punt(postcode string) (breedte, lengte float64, ok bool) {
	code, ok := Postcode(postcode)
	if !ok {
		return 0, 0, false
	}
	for _, c := range []string{code, code[:4]} {
		for _, bron := range []map[string]Punt{k.Postcodes, k.middens} {
			if p, ok := bron[c]; ok {
				return p.Breedte, p.Lengte, true
			}
		}
	}
	return 0, 0, false
}

// middensVan gives the middle of the known places by postcode.
func middensVan(aanbod []Aanbod) map[string]Punt {
	som, n := map[string]Punt{}, map[string]float64{}
	for i := range aanbod {
		for _, l := range aanbod[i].Locaties {
			code, ok := Postcode(l.Postcode)
			if !ok || l.Breedte == 0 {
				continue
			}
			for _, c := range slices.Compact([]string{code, code[:4]}) {
				som[c] = Punt{som[c].Breedte + l.Breedte, som[c].Lengte + l.Lengte}
				n[c]++
			}
		}
	}
	for c, p := range som {
		som[c] = Punt{p.Breedte / n[c], p.Lengte / n[c]}
	}
	return som
}

// thuisvormen are those for which nobody has to go anywhere.
var thuisvormen = []string{"aanwezigheidszorg", "huisbezoek", "online", "telefonisch", "thuiszorg"}

// plaatsing is where an offer happens.
type plaatsing struct {
	punten []vector
	thuis  bool // it comes to people, too
}

func (k *Kaart) plaatsVan(a *Aanbod) (p plaatsing) {
	punten, thuis := k.Plaatsen(a)
	p.thuis = thuis
	for _, punt := range punten {
		p.punten = append(p.punten, punt.vector())
	}
	return p
}

// nabij is the koorde to the nearest place; -1 when there is none.
func (p plaatsing) nabij(hier vector) float64 {
	beste := -1.0
	for _, v := range p.punten {
		if d := v.koorde(hier); beste < 0 || d < beste {
			beste = d
		}
	}
	return beste
}

// vlak is the outline of a wijk: rings of longitude and latitude, by polygon.
type vlak [][][][2]float64

// leesVlak reads a GeoJSON geometry; what it can't read has no inside.
func leesVlak(vorm json.RawMessage) vlak {
	var g struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	}
	if json.Unmarshal(vorm, &g) != nil {
		return nil
	}
	var een [][][2]float64
	var meer vlak
	switch {
	case g.Type == "Polygon" && json.Unmarshal(g.Coordinates, &een) == nil:
		return vlak{een}
	case g.Type == "MultiPolygon" && json.Unmarshal(g.Coordinates, &meer) == nil:
		return meer
	}
	return nil
}

// bevat counts the borders between a place and the east: odd is inside, and a
// hole takes itself away.
func (v vlak) bevat(p Punt) bool {
	binnen := false
	for _, ringen := range v {
		for _, ring := range ringen {
			for i := range ring {
				a, b := ring[i], ring[(i+1)%len(ring)]
				if (a[1] > p.Breedte) != (b[1] > p.Breedte) && p.Lengte < a[0]+(p.Breedte-a[1])/(b[1]-a[1])*(b[0]-a[0]) {
					binnen = !binnen
				}
			}
		}
	}
	return binnen
}

// WijkVan is the wijk in which a place lies, "" when that is not known.
func (k *Kaart) WijkVan(p Punt) string {
	for naam, v := range k.vlakken {
		if v.bevat(p) {
			return naam
		}
	}
	return ""
}
