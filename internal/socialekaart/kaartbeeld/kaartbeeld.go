// Package kaartbeeld draws where help is: the wijken of the gemeente with numbered pins
// that match a list. It is a picture of the list, which stays the way to read it.
package kaartbeeld

import (
	"cmp"
	"context"
	"encoding/json"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart"
)

// Invoer is what a map shows.
type Invoer struct {
	Ondergrond *socialekaart.Ondergrond
	Punten     []Punt
	Thuis      []Punt   // what comes to people, without a place
	Gebieden   []string // wijken to which it comes
	Hier       *socialekaart.Punt
	Tegels     *Tegels // nil: the drawing alone
}

// Tegels is where pieces of a map come from, for a map that can be dragged and zoomed.
type Tegels struct {
	URL  string // with {z}, {x} and {y}
	Bron string // who made them, shown beside the map
}

// Oorsprong is the host that a browser gets the tiles from, as a policy names it.
func (t Tegels) Oorsprong() string {
	u, err := url.Parse(t.URL)
	if err != nil {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// Punt is one offer at one place. Nummer is that of the list, URL leads to it there.
type Punt struct {
	Nummer int
	Naam   string
	URL    string
	Plek   socialekaart.Punt
}

// Van makes the Invoer for a page of results. eerste is the number of the first one;
// url gives the address of its card.
func Van(k *socialekaart.Kaart, lijst []socialekaart.Resultaat, eerste int, hier *socialekaart.Punt, url func(nummer int) string) Invoer {
	in := Invoer{Ondergrond: k.Ondergrond(), Hier: hier}
	for i, r := range lijst {
		p := Punt{Nummer: eerste + i, Naam: r.Naam, URL: url(eerste + i)}
		punten, thuis := k.Plaatsen(r.Aanbod)
		for _, plek := range punten {
			p.Plek = plek
			in.Punten = append(in.Punten, p)
		}
		if thuis && len(punten) == 0 {
			in.Thuis = append(in.Thuis, p)
		}
		if thuis {
			for _, w := range r.Werkgebied {
				if !slices.Contains(in.Gebieden, w) {
					in.Gebieden = append(in.Gebieden, w)
				}
			}
		}
	}
	return in
}

// Leeg reports that there is nothing to draw: pins without wijken or tiles under them
// say nothing.
func (in Invoer) Leeg() bool {
	return in.Ondergrond == nil || len(in.Ondergrond.Wijken) == 0 && in.Tegels == nil || len(in.Punten)+len(in.Gebieden) == 0 && in.Hier == nil
}

// speld is one pin: the offers of one place, or of places that would cover each other.
type speld struct {
	x, y   float64
	punten []Punt
}

const (
	speldhoog  = 34.0 // units: of a pin of one number; on a phone of 320 pixels wide still more than 24 of them
	cijferwijd = 34.0 // units: that each further number makes it wider
	maxCijfers = 4    // numbers that are written in one pin
)

// wijd is how wide a pin is.
func (s speld) wijd() float64 { return speldhoog + cijferwijd*float64(s.getoond()-1) }

func (s speld) getoond() int { return min(len(s.punten), maxCijfers) }

// plek is where the middle of the n-th number of a pin stands.
func (s speld) plek(n int) string {
	return getal(s.x + (float64(n)-float64(s.getoond()-1)/2)*cijferwijd)
}

// spelden puts the places in the drawing, and gives the offers that lie outside it.
func (in Invoer) spelden() (uit []speld, buiten []Punt) {
	for _, p := range in.Punten {
		x, y, ok := in.Ondergrond.Plek(p.Plek)
		if !ok {
			buiten = voeg(buiten, p)
			continue
		}
		uit = append(uit, speld{x, y, []Punt{p}})
	}
	// those that would cover each other become one, until none do
	for i := 0; i < len(uit); i++ {
		for j := i + 1; j < len(uit); j++ {
			a, b := &uit[i], uit[j]
			if math.Abs(a.y-b.y) >= speldhoog || math.Abs(a.x-b.x) >= (a.wijd()+b.wijd())/2 {
				continue
			}
			n, m := float64(len(a.punten)), float64(len(b.punten))
			a.x, a.y = (a.x*n+b.x*m)/(n+m), (a.y*n+b.y*m)/(n+m)
			for _, p := range b.punten {
				a.punten = voeg(a.punten, p)
			}
			uit = slices.Delete(uit, j, j+1)
			i = -1
			break
		}
	}
	for i := range uit {
		slices.SortFunc(uit[i].punten, func(a, b Punt) int { return a.Nummer - b.Nummer })
	}
	slices.SortFunc(uit, func(a, b speld) int { return a.punten[0].Nummer - b.punten[0].Nummer }) // the order of Tab
	return uit, buiten
}

const (
	letterwijd = 7.5  // units: of a letter of a name, some more than on average
	naamruimte = 27.0 // units: from the middle of a pin to that of a name beside it
)

// naamhoogte is where the name of a wijk stands: in the middle, or else a line above or
// below the pins that stand there.
func naamhoogte(w socialekaart.Wijkvorm, spelden []speld) float64 {
	half := float64(len([]rune(w.Naam))) * letterwijd / 2
	vrij := func(y float64) bool {
		return !slices.ContainsFunc(spelden, func(s speld) bool {
			return math.Abs(s.x-w.X) < half+s.wijd()/2 && math.Abs(s.y-y) < naamruimte
		})
	}
	hoogten := []float64{w.Y}
	for _, s := range spelden {
		if math.Abs(s.y-w.Y) < naamruimte {
			hoogten = append(hoogten, s.y-naamruimte, s.y+naamruimte)
		}
	}
	slices.SortFunc(hoogten, func(a, b float64) int { return cmp.Compare(math.Abs(a-w.Y), math.Abs(b-w.Y)) })
	for _, y := range hoogten {
		if vrij(y) {
			return y
		}
	}
	return w.Y
}

// voeg adds an offer once: it may be at several places close together.
func voeg(lijst []Punt, p Punt) []Punt {
	if slices.ContainsFunc(lijst, func(q Punt) bool { return q.Nummer == p.Nummer }) {
		return lijst
	}
	return append(lijst, p)
}

// cijfer is what stands in a pin; the last one stands for all that don't fit.
func (s speld) cijfer(n int) string {
	if n == maxCijfers-1 && len(s.punten) > maxCijfers {
		return "+" + strconv.Itoa(len(s.punten)-maxCijfers+1)
	}
	return strconv.Itoa(s.punten[n].Nummer)
}

// naam is what the n-th number of a pin is called: it begins with what stands there.
func (s speld) naam(ctx context.Context, n int) string {
	if cijfer := s.cijfer(n); cijfer[0] == '+' {
		return i18n.T(ctx, "kaartbeeld.meer", cijfer, s.punten[n].naam())
	}
	return s.punten[n].naam()
}

// naam is an offer with its number.
func (p Punt) naam() string { return strconv.Itoa(p.Nummer) + ": " + p.Naam }

func nummers(ctx context.Context, lijst []Punt) string {
	var uit []string
	for _, p := range lijst {
		uit = append(uit, strconv.Itoa(p.Nummer))
	}
	return i18n.Opsomming(ctx, uit)
}

func getal(f float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(f, 'f', 1, 64), ".0")
}

// merk is a pin of the map with tiles.
type merk struct {
	Breedte float64    `json:"breedte"`
	Lengte  float64    `json:"lengte"`
	Nummers []merkdeel `json:"nummers"`
}

type merkdeel struct {
	Nummer int    `json:"nummer"`
	Naam   string `json:"naam"`
	URL    string `json:"url"`
}

// merken are the pins by place, as JSON.
func (in Invoer) merken() string {
	uit := []merk{}
	for _, p := range in.Punten {
		deel := merkdeel{p.Nummer, p.Naam, p.URL}
		i := slices.IndexFunc(uit, func(m merk) bool { return m.Breedte == p.Plek.Breedte && m.Lengte == p.Plek.Lengte })
		if i < 0 {
			uit = append(uit, merk{p.Plek.Breedte, p.Plek.Lengte, []merkdeel{deel}})
		} else {
			uit[i].Nummers = append(uit[i].Nummers, deel)
		}
	}
	b, err := json.Marshal(uit)
	if err != nil {
		return "[]"
	}
	return string(b)
}
