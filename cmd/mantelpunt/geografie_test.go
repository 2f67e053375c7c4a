package main

import "testing"

// The outlines of the wijken and the places of the postcodes come in from files.
func TestGeografieInlezen(t *testing.T) {
	t.Parallel()
	p, pool := nieuweProef(t)
	map_ := t.TempDir()
	p.goed("", "gemeente", "toevoegen", "--slug", "waterveen", "--naam", "Waterveen", "--code", "GM9901")
	wijk := bewaar(t, map_, "wijken.geojson", `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"naam":"Dorp"},"geometry":{"type":"Polygon","coordinates":[[[6.4,52.7],[6.5,52.7],[6.5,52.8],[6.4,52.7]]]}}]}`)
	p.fout("deze wijken kent Waterveen niet: Dorp", "wijken", "inlezen", "--gemeente", "waterveen", wijk)
	if _, err := pool.Exec(t.Context(), `UPDATE gemeente SET wijken = '{Dorp}' WHERE slug = 'waterveen'`); err != nil {
		t.Fatal(err)
	}
	p.goed("1 wijken van Waterveen staan op de kaart", "wijken", "inlezen", "--gemeente", "waterveen", wijk)
	p.goed("2 postcodes van Waterveen zijn ingelezen", "postcodes", "inlezen", "--gemeente", "waterveen", bewaar(t, map_, "postcodes.csv", "postcode;breedte;lengte\n7995;52.71;6.48\n7991 AB;52.72;6.49\n"))
	var wijken, postcodes int
	if err := pool.QueryRow(t.Context(), `SELECT (SELECT count(*) FROM wijkvorm), (SELECT count(*) FROM postcode)`).Scan(&wijken, &postcodes); err != nil || wijken != 1 || postcodes != 2 {
		t.Errorf("%d wijken and %d postcodes: %v", wijken, postcodes, err)
	}
	p.fout("geen GeoJSON", "wijken", "inlezen", "--gemeente", "waterveen", bewaar(t, map_, "fout.geojson", "postcode;breedte"))
	p.fout("is niet te lezen", "wijken", "inlezen", "--gemeente", "waterveen", map_+"/weg.geojson")
	p.fout("", "postcodes", "inlezen", "--gemeente", "waterveen", bewaar(t, map_, "fout.csv", "a;b\n1;2\n"))
	p.fout("", "postcodes", "inlezen", "--gemeente", "bestaat-niet", bewaar(t, map_, "goed.csv", "postcode;breedte;lengte\n7995;52.71;6.48\n"))
	p.fout("gebruik: mantelpunt wijken", "wijken")
	p.fout("gebruik: mantelpunt postcodes", "postcodes", "inlezen", wijk)
}
