package geografie

import (
	"strings"
	"testing"

	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/zoeken"
)

const driehoek = `[[[6.1,52.1],[6.2,52.1],[6.2,52.2],[6.1,52.1]]]`

func gebied(eigenschappen, vorm string) string {
	return `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{` + eigenschappen + `},"geometry":` + vorm + `}]}`
}

func veelhoek(c string) string { return `{"type":"Polygon","coordinates":` + c + `}` }

func TestWijken(t *testing.T) {
	for _, c := range []struct{ naam, in, fout string }{
		{"polygon", gebied(`"naam":"Centrum"`, veelhoek(driehoek)), ""},
		{"name of the CBS", gebied(`"WijkNaam":" Centrum "`, veelhoek(driehoek)), ""},
		{"multipolygon with height", gebied(`"naam":"Centrum"`, `{"type":"MultiPolygon","coordinates":[[[[6.1,52.1,3],[6.2,52.1,3],[6.2,52.2,3],[6.1,52.1,3]]]]}`), ""},
		{"no name", gebied(`"x":"y"`, veelhoek(driehoek)), "geen naam"},
		{"Rijksdriehoek", gebied(`"naam":"Centrum"`, veelhoek(`[[[220000,540000],[220100,540000],[220100,540100],[220000,540000]]]`)), "RD-coördinaten"},
		{"wrong order", gebied(`"naam":"Centrum"`, veelhoek(`[[[52.1,6.1],[52.1,6.2],[52.2,6.2],[52.1,6.1]]]`)), "lengte voor de breedte"},
		{"a line", gebied(`"naam":"Centrum"`, `{"type":"LineString","coordinates":[[6,52],[7,52]]}`), "Polygon of MultiPolygon"},
		{"too few points", gebied(`"naam":"Centrum"`, veelhoek(`[[[6.1,52.1],[6.2,52.1]]]`)), "minder dan vier"},
		{"half a point", gebied(`"naam":"Centrum"`, veelhoek(`[[[6.1],[6.2],[6.2],[6.1]]]`)), "geen twee getallen"},
		{"empty", gebied(`"naam":"Centrum"`, veelhoek(`[]`)), "leeg"},
		{"no geometry", gebied(`"naam":"Centrum"`, `null`), "Polygon of MultiPolygon"},
		{"nothing in it", `{"type":"FeatureCollection","features":[]}`, "geen gebieden"},
		{"another file", `naam,x`, "geen GeoJSON"},
	} {
		uit, err := Wijken(strings.NewReader(c.in))
		switch {
		case c.fout == "" && (err != nil || len(uit["Centrum"]) == 0):
			t.Errorf("%s: %v, %s", c.naam, err, uit)
		case c.fout != "" && (err == nil || !strings.Contains(err.Error(), c.fout)):
			t.Errorf("%s: %v", c.naam, err)
		}
	}
}

func TestPostcodes(t *testing.T) {
	punt := func(b, l float64) socialekaart.Punt { return socialekaart.Punt{Breedte: b, Lengte: l} }
	for _, c := range []struct {
		naam, bestand, in, fout string
		code                    string
		want                    socialekaart.Punt
	}{
		{"point", "a.geojson", gebied(`"pc4":7991`, `{"type":"Point","coordinates":[6.5,52.9]}`), "", "7991", punt(52.9, 6.5)},
		{"area", "a.json", gebied(`"postcode6":"7991 ab"`, veelhoek(driehoek)), "", "7991AB", punt(52.15, 6.15)},
		{"table", "a.csv", "postcode,breedte,lengte\n7991 AB, 52.87, 6.49\n", "", "7991AB", punt(52.87, 6.49)},
		{"table of a Dutch spreadsheet", "A.CSV", "7991;52,87;6,49\n", "", "7991", punt(52.87, 6.49)},
		{"no number", "a.csv", "7991,52.87,x\n", "regel 1", "", punt(0, 0)},
		{"not a number", "a.csv", "7991,NaN,6.5\n", "regel 1", "", punt(0, 0)},
		{"at sea", "a.csv", "7991,0,0\n", "niet in Nederland", "", punt(0, 0)},
		{"no postcode", "a.json", gebied(`"pc4":12`, `{"type":"Point","coordinates":[6.5,52.9]}`), "geen postcode", "", punt(0, 0)},
		{"empty", "a.csv", "", "geen postcodes", "", punt(0, 0)},
	} {
		uit, err := Postcodes(strings.NewReader(c.in), c.bestand)
		switch {
		case c.fout != "" && (err == nil || !strings.Contains(err.Error(), c.fout)):
			t.Errorf("%s: %v", c.naam, err)
		case c.code != "" && (err != nil || uit[c.code] != c.want):
			t.Errorf("%s: %v, %v", c.naam, uit, err)
		}
	}
}

// A file that is too large is refused as a whole: half the postcodes would look right.
func TestTooLarge(t *testing.T) {
	regel := "7991AB;52,87;6,49\n"
	groot := strings.Repeat(regel, MaxBytes/len(regel)+1)
	if _, err := Postcodes(strings.NewReader(groot), "postcodes.csv"); err == nil || !strings.Contains(err.Error(), "32 MB") {
		t.Error(err)
	}
	if _, err := Wijken(strings.NewReader(groot)); err == nil || !strings.Contains(err.Error(), "32 MB") {
		t.Error(err)
	}
}

func FuzzWijken(f *testing.F) {
	for _, s := range []string{gebied(`"naam":"A"`, veelhoek(driehoek)), gebied(`"naam":1e9`, `{}`), `{`, gebied(`"naam":"A"`, veelhoek(`[[[1e999,0]]]`))} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		vormen, err := Wijken(strings.NewReader(s))
		if err != nil {
			return
		}
		// what is read here, the map can draw
		k := socialekaart.MaakKaart(socialekaart.Grondstof{Wijkvormen: vormen, Woordenboek: zoeken.NieuwWoordenboek(nil)})
		if o := k.Ondergrond(); o == nil || len(o.Wijken) > len(vormen) {
			t.Errorf("%d wijken, drawing %v", len(vormen), o)
		}
		_, _ = Postcodes(strings.NewReader(s), "a.csv")
	})
}
