// Package geografie reads where wijken and postcodes are: GeoJSON (RFC 7946), as the
// CBS and most gemeenten publish it, and a plain table of postcodes.
package geografie

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"mantelpunt/internal/socialekaart"
)

// MaxBytes bounds a file: the wijken of a large gemeente are a few MB.
const MaxBytes = 32 << 20

// What a source may call its names.
var (
	wijknamen     = []string{"naam", "wijknaam", "buurtnaam", "wijk", "name", "statnaam"}
	postcodenamen = []string{"postcode", "postcode4", "pc4", "postcode6", "pc6", "code"}
)

type verzameling struct {
	Type     string `json:"type"`
	Features []struct {
		Properties map[string]any  `json:"properties"`
		Geometry   json.RawMessage `json:"geometry"`
	} `json:"features"`
}

// Wijken reads the outlines of wijken by name. Several outlines with one name are one
// wijk. Every error is a sentence for who runs the command.
func Wijken(r io.Reader) (map[string]json.RawMessage, error) {
	v, err := lees(r)
	if err != nil {
		return nil, err
	}
	vlakken := map[string][][][][2]float64{}
	for i, f := range v.Features {
		naam := eigenschap(f.Properties, wijknamen)
		if naam == "" {
			return nil, fmt.Errorf("gebied %d heeft geen naam; geef die in een van: %s", i+1, strings.Join(wijknamen, ", "))
		}
		vlak, err := veelhoeken(f.Geometry)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", naam, err)
		}
		vlakken[naam] = append(vlakken[naam], vlak...)
	}
	uit := map[string]json.RawMessage{}
	for naam, vlak := range vlakken {
		b, err := json.Marshal(map[string]any{"type": "MultiPolygon", "coordinates": vlak})
		if err != nil {
			return nil, err
		}
		uit[naam] = b
	}
	return uit, nil
}

func lees(r io.Reader) (v verzameling, err error) {
	b, err := alles(r)
	switch {
	case err != nil:
		return v, err
	case json.Unmarshal(b, &v) != nil || v.Type != "FeatureCollection":
		return v, errors.New("dit is geen GeoJSON met een FeatureCollection")
	case len(v.Features) == 0:
		return v, errors.New("er staan geen gebieden in het bestand")
	}
	return v, nil
}

// alles reads a file of at most MaxBytes.
func alles(r io.Reader) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err == nil && len(b) > MaxBytes {
		err = fmt.Errorf("het bestand is groter dan %d MB", MaxBytes>>20)
	}
	return b, err
}

// eigenschap finds a property, whatever its capitals.
func eigenschap(p map[string]any, namen []string) string {
	for _, naam := range namen {
		for k, w := range p {
			if strings.EqualFold(k, naam) {
				switch w := w.(type) {
				case string:
					return strings.TrimSpace(w)
				case float64:
					return strconv.FormatFloat(w, 'f', -1, 64)
				}
			}
		}
	}
	return ""
}

func veelhoeken(vorm json.RawMessage) ([][][][2]float64, error) {
	var g struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	}
	if json.Unmarshal(vorm, &g) != nil {
		return nil, errors.New("de vorm is niet te lezen")
	}
	// positions may have a height behind them, which is left out
	var ruw [][][][]float64
	switch g.Type {
	case "Polygon":
		var een [][][]float64
		if json.Unmarshal(g.Coordinates, &een) != nil {
			return nil, errors.New("de vorm is niet te lezen")
		}
		ruw = append(ruw, een)
	case "MultiPolygon":
		if json.Unmarshal(g.Coordinates, &ruw) != nil {
			return nil, errors.New("de vorm is niet te lezen")
		}
	default:
		return nil, fmt.Errorf("een vorm is Polygon of MultiPolygon, en niet %q", g.Type)
	}
	var uit [][][][2]float64
	for _, ringen := range ruw {
		var vlak [][][2]float64
		for _, ring := range ringen {
			var punten [][2]float64
			for _, p := range ring {
				if len(p) < 2 {
					return nil, errors.New("een punt heeft geen twee getallen")
				}
				if err := plausibel(p[1], p[0]); err != nil {
					return nil, err
				}
				punten = append(punten, [2]float64{rond(p[0]), rond(p[1])})
			}
			if len(punten) < 4 {
				return nil, errors.New("een rand heeft minder dan vier punten")
			}
			vlak = append(vlak, punten)
		}
		uit = append(uit, vlak)
	}
	if len(uit) == 0 || len(uit[0]) == 0 {
		return nil, errors.New("de vorm is leeg")
	}
	return uit, nil
}

// rond is a metre or better.
func rond(graden float64) float64 { return math.Round(graden*1e5) / 1e5 }

// plausibel refuses what is no place in the Netherlands (with its islands overseas):
// mostly coordinates of the Rijksdriehoeksmeting, or latitude and longitude in the
// wrong order.
func plausibel(breedte, lengte float64) error {
	switch {
	case math.Abs(breedte) > 90 || math.Abs(lengte) > 180:
		return errors.New("dit zijn geen graden; zet RD-coördinaten eerst om naar WGS 84")
	case breedte >= 50.5 && breedte <= 54 && lengte >= 3 && lengte <= 7.5, breedte >= 11.5 && breedte <= 18.5 && lengte >= -71 && lengte <= -62:
		return nil
	}
	return fmt.Errorf("%.4f, %.4f ligt niet in Nederland; in GeoJSON staat de lengte voor de breedte", breedte, lengte)
}

// Postcodes reads the middles of postcodes, from GeoJSON or from a table with the
// columns postcode, breedte and lengte.
func Postcodes(r io.Reader, naam string) (map[string]socialekaart.Punt, error) {
	if strings.HasSuffix(strings.ToLower(naam), ".csv") {
		return uitTabel(r)
	}
	v, err := lees(r)
	if err != nil {
		return nil, err
	}
	uit := map[string]socialekaart.Punt{}
	for i, f := range v.Features {
		code, ok := socialekaart.Postcode(eigenschap(f.Properties, postcodenamen))
		if !ok {
			return nil, fmt.Errorf("gebied %d heeft geen postcode; geef die in een van: %s", i+1, strings.Join(postcodenamen, ", "))
		}
		p, err := midden(f.Geometry)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", code, err)
		}
		uit[code] = p
	}
	return uit, nil
}

// midden is a point itself, or the middle of the box around an area.
func midden(vorm json.RawMessage) (socialekaart.Punt, error) {
	var punt struct {
		Type        string    `json:"type"`
		Coordinates []float64 `json:"coordinates"`
	}
	if json.Unmarshal(vorm, &punt) == nil && punt.Type == "Point" && len(punt.Coordinates) >= 2 {
		p := socialekaart.Punt{Breedte: punt.Coordinates[1], Lengte: punt.Coordinates[0]}
		return p, plausibel(p.Breedte, p.Lengte)
	}
	vlak, err := veelhoeken(vorm)
	if err != nil {
		return socialekaart.Punt{}, err
	}
	laag, hoog := vlak[0][0][0], vlak[0][0][0]
	for _, ringen := range vlak {
		for _, ring := range ringen {
			for _, p := range ring {
				for i := range p {
					laag[i], hoog[i] = min(laag[i], p[i]), max(hoog[i], p[i])
				}
			}
		}
	}
	return socialekaart.Punt{Breedte: rond((laag[1] + hoog[1]) / 2), Lengte: rond((laag[0] + hoog[0]) / 2)}, nil
}
