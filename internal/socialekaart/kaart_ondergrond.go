package socialekaart

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Ondergrond is the gemeente as a drawing: the outlines of its wijken in a plane of
// Breed by Hoog units, north on top. It is made once for a Kaart.
type Ondergrond struct {
	Wijken      []Wijkvorm // by name
	Breed, Hoog float64

	west, noord float64 // degrees of the upper left corner
	perLengte   float64 // units per degree of longitude
	perBreedte  float64
}

// Wijkvorm is one wijk of an Ondergrond: the path of its outline (SVG), and where its
// name fits.
type Wijkvorm struct {
	Naam string
	Pad  string
	X, Y float64
}

const (
	ondergrondBreed = 400.0 // units: some more than a phone is wide, so that a pin is a finger's size there
	ondergrondHoog  = 400.0 // at most
	ondergrondRand  = 0.04  // room around, as a part of the size
	minGraden       = 0.004 // some 300 m: one place still has surroundings
)

// ondergrondVan makes the drawing of the wijken; without any, of the surroundings of
// the places.
func (k *Kaart) maakOndergrond() *Ondergrond {
	west, zuid, oost, noord := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	ruim := func(lengte, breedte float64) {
		west, oost = min(west, lengte), max(oost, lengte)
		zuid, noord = min(zuid, breedte), max(noord, breedte)
	}
	for _, v := range k.vlakken {
		for _, ringen := range v {
			for _, ring := range ringen {
				for _, p := range ring {
					ruim(p[0], p[1])
				}
			}
		}
	}
	if math.IsInf(west, 1) {
		for i := range k.Aanbod {
			if !k.Elders(&k.Aanbod[i]) {
				for _, l := range k.Aanbod[i].Locaties {
					if l.Breedte != 0 {
						ruim(l.Lengte, l.Breedte)
					}
				}
			}
		}
	}
	if math.IsInf(west, 1) {
		return nil
	}
	for oost-west < minGraden {
		west, oost = west-minGraden/4, oost+minGraden/4
	}
	for noord-zuid < minGraden/2 {
		zuid, noord = zuid-minGraden/4, noord+minGraden/4
	}
	rx, ry := (oost-west)*ondergrondRand, (noord-zuid)*ondergrondRand
	west, oost, zuid, noord = west-rx, oost+rx, zuid-ry, noord+ry
	o := &Ondergrond{west: west, noord: noord}
	krimp := math.Cos((zuid + noord) / 2 * math.Pi / 180) // a degree of longitude is shorter than one of latitude
	schaal := min(ondergrondBreed/((oost-west)*krimp), ondergrondHoog/(noord-zuid))
	o.perLengte, o.perBreedte = schaal*krimp, schaal
	o.Breed, o.Hoog = math.Ceil((oost-west)*o.perLengte), math.Ceil((noord-zuid)*o.perBreedte)
	for naam, v := range k.vlakken {
		if w := o.wijk(naam, v); w.Pad != "" {
			o.Wijken = append(o.Wijken, w)
		}
	}
	slices.SortFunc(o.Wijken, func(a, b Wijkvorm) int { return cmp.Compare(a.Naam, b.Naam) })
	return o
}

// ondergronden keeps the drawing of a Kaart once it was asked for.
type ondergronden struct {
	een sync.Once
	o   *Ondergrond
}

// Ondergrond is the drawing of the gemeente, nil when nothing is known of where
// anything is.
func (k *Kaart) Ondergrond() *Ondergrond {
	k.ondergrond.een.Do(func() { k.ondergrond.o = k.maakOndergrond() })
	return k.ondergrond.o
}

// Plek is where a place stands in the drawing; false outside it.
func (o *Ondergrond) Plek(p Punt) (x, y float64, ok bool) {
	x, y = (p.Lengte-o.west)*o.perLengte, (o.noord-p.Breedte)*o.perBreedte
	return x, y, x >= 0 && y >= 0 && x <= o.Breed && y <= o.Hoog
}

// wijk draws the outline of a wijk, leaving out what is closer together than a line
// is thick, and finds where there is most room for its name.
func (o *Ondergrond) wijk(naam string, v vlak) Wijkvorm {
	w := Wijkvorm{Naam: naam}
	var b strings.Builder
	grootste := 0.0
	for _, ringen := range v {
		for i, ring := range ringen {
			punten := o.vereenvoudig(ring)
			if len(punten) < 3 {
				continue
			}
			for n, p := range punten {
				b.WriteByte("ML"[min(n, 1)])
				b.WriteString(eenDecimaal(p[0]) + " " + eenDecimaal(p[1]))
			}
			b.WriteByte('Z')
			if x, y, ruimte := ruimste(punten); i == 0 && ruimte > grootste {
				w.X, w.Y, grootste = x, y, ruimte
			}
		}
	}
	w.Pad = b.String()
	return w
}

const dichtbij = 1.0 // units

func (o *Ondergrond) vereenvoudig(ring [][2]float64) (uit [][2]float64) {
	for _, p := range ring {
		x, y, _ := o.Plek(Punt{Breedte: p[1], Lengte: p[0]})
		if n := len(uit); n == 0 || math.Hypot(uit[n-1][0]-x, uit[n-1][1]-y) >= dichtbij {
			uit = append(uit, [2]float64{x, y})
		}
	}
	if n := len(uit); n > 1 && math.Hypot(uit[n-1][0]-uit[0][0], uit[n-1][1]-uit[0][1]) < dichtbij {
		uit = uit[:n-1] // GeoJSON closes a ring by its first point
	}
	return uit
}

// ruimste finds the place in a polygon that is farthest from its border, and how far
// that is. A name is wider than high, so room to the sides counts for half. The middle
// would do for a round wijk, but lies outside one that bends around another.
func ruimste(ring [][2]float64) (x, y, ruimte float64) {
	const fijn, breed = 24, 0.5
	lx, ly, hx, hy := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range ring {
		lx, hx, ly, hy = min(lx, p[0]), max(hx, p[0]), min(ly, p[1]), max(hy, p[1])
	}
	for i := 1; i < fijn; i++ {
		for j := 1; j < fijn; j++ {
			px, py := lx+(hx-lx)*float64(i)/fijn, ly+(hy-ly)*float64(j)/fijn
			binnen, dichtst := false, math.Inf(1)
			for n, a := range ring {
				b := ring[(n+1)%len(ring)]
				if (a[1] > py) != (b[1] > py) && px < a[0]+(py-a[1])/(b[1]-a[1])*(b[0]-a[0]) {
					binnen = !binnen
				}
				dichtst = min(dichtst, totLijn((a[0]-px)*breed, a[1]-py, (b[0]-px)*breed, b[1]-py))
			}
			dichtst /= 1 + math.Hypot(px-(lx+hx)/2, py-(ly+hy)/2)/1000 // of places with as much room, the one in the middle
			if binnen && dichtst > ruimte {
				x, y, ruimte = px, py, dichtst
			}
		}
	}
	return x, y, ruimte
}

// totLijn is how far the line from a to b is from the origin.
func totLijn(ax, ay, bx, by float64) float64 {
	dx, dy := bx-ax, by-ay
	deel := 0.0
	if l := dx*dx + dy*dy; l > 0 {
		deel = max(0, min(1, -(ax*dx+ay*dy)/l))
	}
	return math.Hypot(ax+deel*dx, ay+deel*dy)
}

func eenDecimaal(f float64) string {
	return strconv.FormatFloat(math.Round(f*10)/10, 'f', -1, 64)
}

// Plaatsen are the places of an offer where people go to, and thuis reports that it
// comes to people as well or needs no place.
func (k *Kaart) Plaatsen(a *Aanbod) (punten []Punt, thuis bool) {
	vormen := a.Codes("vorm")
	naarU := 0
	for _, v := range vormen {
		if slices.Contains(thuisvormen, v) {
			naarU++
		}
	}
	thuis = naarU > 0 || len(a.Locaties) == 0
	if naarU > 0 && naarU == len(vormen) {
		return nil, thuis // its office is no place to go to
	}
	for _, l := range a.Locaties {
		if l.Breedte != 0 {
			punten = append(punten, Punt{l.Breedte, l.Lengte})
		} else if b, lengte, ok := k.Punt(l.Postcode); ok {
			punten = append(punten, Punt{b, lengte})
		}
	}
	return punten, thuis
}
