package kaartbeeld

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/zoeken"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/uuid"
)

// vierkant is a wijk of a tenth of a degree.
func vierkant(lengte, breedte float64) json.RawMessage {
	return json.RawMessage(fmt.Sprintf(`{"type":"Polygon","coordinates":[[[%[1]g,%[2]g],[%[3]g,%[2]g],[%[3]g,%[4]g],[%[1]g,%[4]g],[%[1]g,%[2]g]]]}`, lengte, breedte, lengte+0.1, breedte+0.1))
}

func proefkaart(plekken ...socialekaart.Punt) (*socialekaart.Kaart, []socialekaart.Resultaat) {
	var lijst []socialekaart.Aanbod
	for i, p := range plekken {
		a := socialekaart.Aanbod{ID: uuid.UUID{15: byte(i + 1)}, Slug: fmt.Sprintf("a%02d", i), Inhoud: socialekaart.Inhoud{Naam: fmt.Sprintf("Aanbod %02d", i)}}
		if p == (socialekaart.Punt{}) {
			a.Werkgebied, a.Kenmerken = []string{"West"}, []socialekaart.Kenmerk{{Taxonomie: "vorm", Code: "huisbezoek"}}
		} else {
			a.Locaties = []socialekaart.Locatie{{Breedte: p.Breedte, Lengte: p.Lengte}}
		}
		lijst = append(lijst, a)
	}
	k := socialekaart.MaakKaart(socialekaart.Grondstof{Aanbod: lijst, Woordenboek: zoeken.NieuwWoordenboek(nil),
		Wijkvormen: map[string]json.RawMessage{"West": vierkant(6, 52), "Oost": vierkant(6.1, 52)}})
	var uit []socialekaart.Resultaat
	for i := range k.Aanbod {
		uit = append(uit, socialekaart.Resultaat{Aanbod: &k.Aanbod[i], Km: -1})
	}
	return k, uit
}

func anker(n int) string { return fmt.Sprintf("#r%d", n) }

func teken(t *testing.T, in Invoer) *goquery.Document {
	t.Helper()
	var b strings.Builder
	if err := Teken(in).Render(i18n.MetTaal(t.Context(), "nl"), &b); err != nil {
		t.Fatal(err)
	}
	d, err := goquery.NewDocumentFromReader(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestPinsMatchTheList(t *testing.T) {
	k, lijst := proefkaart(socialekaart.Punt{Breedte: 52.05, Lengte: 6.05}, socialekaart.Punt{Breedte: 52.05, Lengte: 6.15}, socialekaart.Punt{Breedte: 52.05, Lengte: 6.05}, socialekaart.Punt{}, socialekaart.Punt{Breedte: 40, Lengte: 3})
	d := teken(t, Van(k, lijst, 11, &socialekaart.Punt{Breedte: 52.09, Lengte: 6.19}, anker))
	if n := d.Find("svg path").Length(); n != 2 {
		t.Errorf("%d wijken", n)
	}
	if got := d.Find("path.mz-kaart__gebied").Length(); got != 1 {
		t.Errorf("%d wijken are coloured", got)
	}
	spelden := d.Find(".mz-kaart__speld")
	if spelden.Length() != 2 || spelden.First().Find("a").Length() != 2 {
		t.Fatalf("%d pins, the first of %d offers", spelden.Length(), spelden.First().Find("a").Length())
	}
	eerste := spelden.First().Find("a").First()
	if eerste.AttrOr("href", "") != "#r11" || eerste.AttrOr("aria-label", "") != "11: Aanbod 00" || eerste.Text() != "11" {
		t.Errorf("%s %s", eerste.AttrOr("href", ""), eerste.AttrOr("aria-label", ""))
	}
	if d.Find("circle.mz-kaart__hier[aria-label]").Length() != 1 {
		t.Error("the visitor is not on the map")
	}
	tekst := d.Find("figcaption").Text()
	for _, want := range []string{"online: 14.", "komt: West.", "Buiten deze kaart: 15."} {
		if !strings.Contains(tekst, want) {
			t.Errorf("%q is not in %q", want, tekst)
		}
	}
	if d.Find("svg").AttrOr("aria-label", "") == "" || d.Find("svg").AttrOr("role", "") != "group" {
		t.Error("the drawing has no name")
	}
}

func TestNoPinCoversAnother(t *testing.T) {
	var plekken []socialekaart.Punt
	for i := range 30 {
		plekken = append(plekken, socialekaart.Punt{Breedte: 52.02 + float64(i%6)*0.002, Lengte: 6.02 + float64(i)*0.001})
	}
	k, lijst := proefkaart(plekken...)
	in := Van(k, lijst, 1, nil, anker)
	spelden, buiten := in.spelden()
	n := len(buiten)
	for i, a := range spelden {
		n += len(a.punten)
		for _, b := range spelden[i+1:] {
			if x, y := a.x-b.x, a.y-b.y; y*y < speldhoog*speldhoog && x*x < (a.wijd()+b.wijd())*(a.wijd()+b.wijd())/4 {
				t.Errorf("%v and %v", a, b)
			}
		}
		if naam := a.naam(t.Context(), a.getoond()-1); !strings.HasPrefix(naam, a.cijfer(a.getoond()-1)) {
			t.Errorf("%q does not begin with %q", naam, a.cijfer(a.getoond()-1))
		}
		if len(a.punten) > maxCijfers && a.cijfer(maxCijfers-1) != fmt.Sprintf("+%d", len(a.punten)-maxCijfers+1) {
			t.Errorf("%d offers, the last number is %s", len(a.punten), a.cijfer(maxCijfers-1))
		}
	}
	if n != 30 {
		t.Errorf("%d of 30 offers are on the map or named beside it", n)
	}
}

func TestAPinLeavesTheNameOfAWijk(t *testing.T) {
	k, lijst := proefkaart(socialekaart.Punt{Breedte: 52.05, Lengte: 6.05})
	in := Van(k, lijst, 1, nil, anker)
	spelden, _ := in.spelden()
	for _, w := range in.Ondergrond.Wijken {
		y := naamhoogte(w, spelden)
		if bedekt := w.Naam == "West"; bedekt == (y == w.Y) {
			t.Errorf("%s stands at %g, the middle is %g", w.Naam, y, w.Y)
		}
		if y < 0 || y > in.Ondergrond.Hoog {
			t.Errorf("%s stands at %g", w.Naam, y)
		}
	}
}

func TestNothingToDraw(t *testing.T) {
	leeg := socialekaart.NieuweKaart(nil, zoeken.NieuwWoordenboek(nil))
	if !Van(leeg, nil, 1, nil, anker).Leeg() {
		t.Error("an empty gemeente has a map")
	}
	k, _ := proefkaart(socialekaart.Punt{Breedte: 52.05, Lengte: 6.05})
	if d := teken(t, Van(k, nil, 1, nil, anker)); d.Find("svg").Length() != 0 {
		t.Error("a map without anything on it")
	}
}

func TestAMapIsSmall(t *testing.T) {
	k, _ := proefkaart(socialekaart.Punt{Breedte: 52.05, Lengte: 6.05})
	o := k.Ondergrond()
	if o.Breed > 400 || o.Hoog > 400 || o.Breed < o.Hoog {
		t.Errorf("%g by %g", o.Breed, o.Hoog)
	}
	// two tenths of a degree east are wider than one north, and shorter than twice
	if r := o.Breed / o.Hoog; r < 1.1 || r > 1.4 {
		t.Errorf("the proportions are %g", r)
	}
}

// A wijk that bends around another has its name beside that one, not on it.
func TestNameOfAWijkThatBends(t *testing.T) {
	hoek := json.RawMessage(`{"type":"Polygon","coordinates":[[[6,52],[6.3,52],[6.3,52.1],[6.1,52.1],[6.1,52.3],[6,52.3],[6,52]]]}`)
	k := socialekaart.MaakKaart(socialekaart.Grondstof{Woordenboek: zoeken.NieuwWoordenboek(nil), Wijkvormen: map[string]json.RawMessage{"Buiten": hoek, "Dorp": vierkant(6.12, 52.12)}})
	o := k.Ondergrond()
	x, y, _ := o.Plek(socialekaart.Punt{Breedte: 52.1, Lengte: 6.1})
	if w := o.Wijken[0]; w.Naam != "Buiten" || w.X > x && w.Y < y {
		t.Errorf("%+v lies beyond %g, %g", w, x, y)
	}
}

// A wijk with few corners has its name in the middle, not on the border between two.
func TestNameOfAWijkWithFewCorners(t *testing.T) {
	k := socialekaart.MaakKaart(socialekaart.Grondstof{Woordenboek: zoeken.NieuwWoordenboek(nil), Wijkvormen: map[string]json.RawMessage{"West": vierkant(6, 52), "Oost": vierkant(6.1, 52)}})
	for _, w := range k.Ondergrond().Wijken {
		midden := map[string]float64{"West": 6.05, "Oost": 6.15}[w.Naam]
		x, y, _ := k.Ondergrond().Plek(socialekaart.Punt{Breedte: 52.05, Lengte: midden})
		if math.Abs(w.X-x) > 20 || math.Abs(w.Y-y) > 20 {
			t.Errorf("%s stands at %g, %g, the middle is %g, %g", w.Naam, w.X, w.Y, x, y)
		}
	}
}
