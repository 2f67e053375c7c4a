// Package onderwerp keeps the words by which people find help: what the field calls
// something, and what carers, young carers, people who read little and people who
// speak another language say. Every gemeente starts from the same ones and adds its
// own. It also counts what visitors type. Searching itself is package zoeken.
package onderwerp

import (
	_ "embed"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"mantelpunt/internal/zoeken"
)

//go:embed standaard.json
var standaard []byte

// Standaard are the onderwerpen that a release brings.
func Standaard() []zoeken.Onderwerp {
	var uit []zoeken.Onderwerp
	if err := json.Unmarshal(standaard, &uit); err != nil {
		panic("standaard.json: " + err.Error()) // a test reads it
	}
	return uit
}

// Talen are the languages that have everyday words besides Dutch, in order.
var Talen = []string{"en", "tr", "ar", "pl", "uk"}

// Aanvulling is what one gemeente adds to an onderwerp or leaves out of it. With a
// Naam it is an onderwerp of its own, or a shared one by another name.
type Aanvulling struct {
	Slug          string              `json:"-"`
	Naam          string              `json:"naam,omitempty"`
	Vaktermen     []string            `json:"vaktermen,omitempty"`
	GewoneWoorden []string            `json:"gewone_woorden,omitempty"`
	Talen         map[string][]string `json:"talen,omitempty"`
	Verwant       []string            `json:"verwant,omitempty"`
	Zonder        []string            `json:"zonder,omitempty"`         // words of the shared onderwerp that don't hold here
	ZonderVerwant []string            `json:"zonder_verwant,omitempty"` // slugs

	GewijzigdOp time.Time `json:"-"` // zero when there is none
	DoorNaam    string    `json:"-"`
}

// inhoud is an Aanvulling as it is stored.
func (a Aanvulling) inhoud() Aanvulling {
	a.Slug, a.DoorNaam, a.GewijzigdOp = "", "", time.Time{}
	return a
}

// Leeg reports that nothing is added or left out.
func (a Aanvulling) Leeg() bool {
	for _, ws := range a.Talen {
		if len(ws) > 0 {
			return false
		}
	}
	return a.Naam == "" && len(a.Vaktermen)+len(a.GewoneWoorden)+len(a.Verwant)+len(a.Zonder)+len(a.ZonderVerwant) == 0
}

// Gelijk reports that b adds and leaves out the same.
func (a Aanvulling) Gelijk(b Aanvulling) bool {
	return a.Leeg() && b.Leeg() || reflect.DeepEqual(a.inhoud(), b.inhoud())
}

// Merk is the version of an Aanvulling: who saves says which one was changed.
func (a Aanvulling) Merk() string {
	if a.GewijzigdOp.IsZero() {
		return ""
	}
	return a.GewijzigdOp.UTC().Format(time.RFC3339Nano)
}

// Woorden are all words that are added, to search with.
func (a Aanvulling) Woorden() []string {
	uit := slices.Concat(a.Vaktermen, a.GewoneWoorden)
	for _, code := range Talen {
		uit = append(uit, a.Talen[code]...)
	}
	return uit
}

// Vind finds the Aanvulling on an onderwerp; an empty one when there is none.
func Vind(lijst []Aanvulling, slug string) Aanvulling {
	for _, a := range lijst {
		if a.Slug == slug {
			return a
		}
	}
	return Aanvulling{Slug: slug}
}

// Met gives lijst with a in the place of what there was for that onderwerp.
func Met(lijst []Aanvulling, a Aanvulling) []Aanvulling {
	uit := slices.DeleteFunc(slices.Clone(lijst), func(b Aanvulling) bool { return b.Slug == a.Slug })
	if !a.Leeg() {
		uit = append(uit, a)
	}
	slices.SortFunc(uit, func(a, b Aanvulling) int { return strings.Compare(a.Slug, b.Slug) })
	return uit
}

// Samen lays the additions of a gemeente over the onderwerpen that all share.
func Samen(gedeeld []zoeken.Onderwerp, eigen []Aanvulling) []zoeken.Onderwerp {
	uit := slices.Clone(gedeeld)
	for _, a := range eigen {
		i := slices.IndexFunc(uit, func(o zoeken.Onderwerp) bool { return o.Slug == a.Slug })
		if i < 0 && a.Naam == "" { // of a shared onderwerp that is gone
			continue
		}
		if i < 0 {
			i, uit = len(uit), append(uit, zoeken.Onderwerp{Slug: a.Slug})
		}
		uit[i] = a.over(uit[i])
	}
	return uit
}

// over lays one addition over one onderwerp, which stays as it is.
func (a Aanvulling) over(o zoeken.Onderwerp) zoeken.Onderwerp {
	zonder := func(ws, weg []string) []string {
		return slices.DeleteFunc(slices.Clone(ws), func(w string) bool { return slices.Contains(weg, w) })
	}
	if a.Naam != "" {
		o.Naam = a.Naam
	}
	o.Vaktermen = append(zonder(o.Vaktermen, a.Zonder), a.Vaktermen...)
	o.GewoneWoorden = append(zonder(o.GewoneWoorden, a.Zonder), a.GewoneWoorden...)
	o.Verwant = append(zonder(o.Verwant, a.ZonderVerwant), a.Verwant...)
	talen := maps.Clone(o.Talen)
	if talen == nil {
		talen = map[string][]string{}
	}
	for code, ws := range talen {
		talen[code] = zonder(ws, a.Zonder)
	}
	for code, ws := range a.Talen {
		talen[code] = append(talen[code], ws...)
	}
	o.Talen = talen
	return o
}
