package vinden

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/browsertest"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/kaartbeeld"
	"mantelpunt/internal/socialekaart/proef"
)

// opDeKaart is a site with outlines around its places.
func opDeKaart(t *testing.T, h Handler) *proef.Site {
	t.Helper()
	return metVormen(t, site(t, h, buurt()...))
}

func metVormen(t *testing.T, s *proef.Site) *proef.Site {
	t.Helper()
	vlak := func(west, oost float64) json.RawMessage {
		return json.RawMessage(fmt.Sprintf(`{"type":"Polygon","coordinates":[[[%[1]g,52.86],[%[2]g,52.86],[%[2]g,52.92],[%[1]g,52.92],[%[1]g,52.86]]]}`, west, oost))
	}
	vormen := map[string]json.RawMessage{"Centrum": vlak(6.50, 6.54), "Oosterwijk": vlak(6.54, 6.60)}
	if err := s.Store.ZetWijkvormen(context.Background(), s.Gemeente.ID, vormen, proef.Redacteur); err != nil {
		t.Fatal(err)
	}
	s.Wachter.Kijk(context.Background())
	return s
}

// vanaf puts the focus somewhere, to walk on with Tab from there.
func vanaf(tab *browsertest.Tab, selector string) *browsertest.Tab {
	tab.Lees(fmt.Sprintf("document.querySelector(%q).focus()", selector))
	return tab
}

// The drawing: open beside a list on a wide screen, folded on a phone, and there
// without any script.
func TestKaartAlsTekening(t *testing.T) {
	url := adres(t, opDeKaart(t, Handler{}))
	const vraag = "/aanbod?q=logeren&postcode=7995"
	tab := browsertest.Nieuw(t, url)
	tab.Ga(vraag).Ziet(".mz-kaart summary", "Kaart")
	if tab.Lees(`document.querySelector(".mz-kaart").open`) != "true" {
		t.Error("the map is folded on a wide screen")
	}
	naam := tab.Lees(`document.querySelector(".mz-kaart a").getAttribute("aria-label")`)
	tab.Leest("group: "+tab.Lees(`document.querySelector(".mz-kaart svg").getAttribute("aria-label")`), "link: "+naam).Goed("kaart")
	vanaf(tab, ".mz-kaart summary").Loop(".mz-kaart a").Scherm("kaart-focus").DrukEnter()
	nummer, titel, _ := strings.Cut(naam, ": ")
	if got := tab.Lees("location.hash"); got != "#r"+nummer {
		t.Errorf("pin %s leads to %s", nummer, got)
	}
	tab.Ziet("#r"+nummer, titel)

	telefoon := browsertest.Nieuw(t, url, browsertest.Telefoon)
	telefoon.Ga(vraag)
	if telefoon.Lees(`document.querySelector(".mz-kaart").open`) != "false" {
		t.Error("the map is in the way of the list on a phone")
	}
	telefoon.Goed("kaart-dicht").Loop(".mz-kaart summary").DrukEnter().Verschijnt(".mz-kaart svg").Goed("kaart-open")

	kaal := browsertest.Nieuw(t, url, browsertest.Telefoon, browsertest.ZonderScript)
	kaal.Ga(vraag).Kies(".mz-kaart summary").Verschijnt(".mz-kaart svg").Kies(".mz-kaart a").Goed("kaart-zonder-script")
	if got := kaal.Lees("location.hash"); !strings.HasPrefix(got, "#r") {
		t.Errorf("a pin leads to %q", got)
	}
}

// tegelbron gives one tile for every place in the world, and tells that it was asked.
func tegelbron(t *testing.T) (url string, gevraagd chan string) {
	t.Helper()
	var tegel bytes.Buffer
	if err := png.Encode(&tegel, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatal(err)
	}
	gevraagd = make(chan string, 1000)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Content-Type", "image/png")
		_, _ = w.Write(tegel.Bytes())
		gevraagd <- r.URL.Path
	}))
	t.Cleanup(srv.Close)
	return srv.URL, gevraagd
}

// With tiles a script takes over; without one the drawing is there as always.
func TestKaartMetTegels(t *testing.T) {
	bron, gevraagd := tegelbron(t)
	url := adres(t, opDeKaart(t, Handler{Tegels: &kaartbeeld.Tegels{URL: bron + "/{z}/{x}/{y}.png", Bron: "© de makers van de kaart"}}))
	for _, opties := range [][]browsertest.Optie{nil, {browsertest.Telefoon}} {
		tab := browsertest.Nieuw(t, url, opties...)
		tab.Ga("/aanbod?q=logeren")
		if opties != nil {
			vanaf(tab, ".mz-kaart summary").DrukEnter()
		}
		tab.Verschijnt(".leaflet-tile-loaded")
		select {
		case pad := <-gevraagd:
			var z, x, y int
			if n, err := fmt.Sscanf(pad, "/%d/%d/%d.png", &z, &x, &y); err != nil || n != 3 || z < 8 {
				t.Errorf("asked for %s", pad)
			}
		case <-time.After(30 * time.Second):
			t.Fatal("no tile was asked for")
		}
		naam := tab.Lees(`document.querySelector(".mz-kaart__merk a").getAttribute("aria-label")`)
		tab.Leest("link: "+naam, "button: Dichterbij", "button: Verder weg").Ziet(".mz-kaart", "© de makers van de kaart")
		if n := tab.Lees(`document.querySelectorAll(".mz-kaart svg").length`); n != "0" {
			t.Errorf("%s drawings under the map", n)
		}
		tab.Goed("kaart-tegels")
		vanaf(tab, ".mz-kaart summary").Loop(".mz-kaart__merk a").Loop(".mz-kaart [aria-label='Dichterbij']").DrukEnter().Goed("kaart-tegels-dichterbij")
		vanaf(tab, ".mz-kaart__merk a").DrukEnter() // moves into view again
		if got := tab.Lees("location.hash"); !strings.HasPrefix(naam, strings.TrimPrefix(got, "#r")+": ") {
			t.Errorf("%s leads to %s", naam, got)
		}
	}
	kaal := browsertest.Nieuw(t, url, browsertest.ZonderScript)
	kaal.Ga("/aanbod?q=logeren").Kies(".mz-kaart summary").Verschijnt(".mz-kaart svg a").Goed("kaart-tegels-zonder-script")
}

// Places close together share a pin as long as a finger could not tell them apart, at
// every zoom: no pin lies on another, and every number is large enough.
func TestSpeldenVoorEenVinger(t *testing.T) {
	bron, _ := tegelbron(t)
	var rijen []socialekaart.Invoer
	for i := range 9 { // on a line, ever farther apart: 30 m, 60 m, 120 m and on
		rijen = append(rijen, bij(fmt.Sprintf("Koffie %d", i+1), "7995 PR", 52.88+float64(int(1)<<i)*0.00013, 6.53+float64(int(1)<<i)*0.0002))
	}
	url := adres(t, metVormen(t, site(t, Handler{Tegels: &kaartbeeld.Tegels{URL: bron + "/{z}/{x}/{y}.png", Bron: "© de makers van de kaart"}}, rijen...)))
	const spelden = `Array.from(document.querySelectorAll(".mz-kaart__merk span, .mz-kaart__speld > rect"), e => e.getBoundingClientRect())`
	const dichtbij = spelden + `.some((a, i, alle) => alle.some((b, j) => j > i && Math.abs(a.y - b.y) < 34 && Math.abs(a.x + a.width / 2 - b.x - b.width / 2) < (a.width + b.width) / 2 - 1))`
	const klein = `Array.from(document.querySelectorAll(".mz-kaart__merk a, .mz-kaart__speld a rect"), e => e.getBoundingClientRect()).filter(r => r.width < 24 || r.height < 24).length`
	goed := func(tab *browsertest.Tab) {
		t.Helper()
		if tab.Lees(dichtbij) != "false" || tab.Lees(klein) != "0" {
			t.Errorf("pins lie over each other or are too small: %s", tab.Lees("JSON.stringify("+spelden+")"))
		}
	}
	for _, breed := range [][]browsertest.Optie{nil, {browsertest.Telefoon}} {
		kaal := browsertest.Nieuw(t, url, append(breed, browsertest.ZonderScript)...)
		goed(kaal.Ga("/aanbod?q=koffie").Kies(".mz-kaart summary").Verschijnt(".mz-kaart__speld").Goed("kaart-veel-zonder-script"))

		tab := browsertest.Nieuw(t, url, breed...).Ga("/aanbod?q=koffie")
		if breed != nil {
			tab.Kies(".mz-kaart summary")
		}
		tab.Verschijnt(".mz-kaart__merk a")
		meer := tab.Lees(`Array.from(document.querySelectorAll(".mz-kaart__merk a"), a => a.getAttribute("aria-label")).find(n => n.startsWith("+"))`)
		if tab.Leest("link: " + meer); !strings.Contains(meer, " op deze plek, vanaf 4: Koffie") {
			t.Errorf("the last of many in one pin is called %q", meer)
		}
		vorige := 0
		for stap := 0; vorige < len(rijen) && stap < 12; stap++ {
			if goed(tab); stap > 0 {
				tab.Kies("[aria-label=Dichterbij]")
			}
			aantal, err := strconv.Atoi(tab.Lees(spelden + ".length"))
			if err != nil || aantal < vorige {
				t.Errorf("%d pins after %d: %v", aantal, vorige, err)
			}
			if vorige = aantal; stap%3 == 0 {
				tab.Goed(fmt.Sprintf("kaart-veel-%d", stap))
			}
		}
		if goed(tab.Goed("kaart-veel")); vorige != len(rijen) {
			t.Errorf("%d pins of %d places, as close as one can get", vorige, len(rijen))
		}
	}
}
