package onderwerpen

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/zoeken"
	"mantelpunt/web"
)

// Bounds of what a gemeente can add to one onderwerp.
const (
	maxLetters  = 60
	maxNaam     = 80
	maxPerLijst = 150
	maxVerwant  = 10
)

// woordveld is one list of words: the field with those of the gemeente, and the boxes
// with which shared ones are left out.
type woordveld struct {
	ID, Naam, Uitleg string
	Gedeeld          []string
	Eigen            []string
}

// taalnamen are the languages besides Dutch, as a redacteur reads them.
var taalnamen = map[string]string{"en": "Engels", "tr": "Turks", "ar": "Arabisch", "pl": "Pools", "uk": "Oekraïens"}

// velden are the lists of words of an onderwerp, those of the languages last.
func velden(o zoeken.Onderwerp, a onderwerp.Aanvulling) []woordveld {
	uit := []woordveld{
		{"gewoon", "Gewone woorden", "Zoals mensen het zeggen: “oppas voor mijn moeder”. Eén woord of zinnetje per regel.", o.GewoneWoorden, a.GewoneWoorden},
		{"vak", "Vaktermen", "Zoals het in regels en folders staat: “respijtzorg”. Eén per regel.", o.Vaktermen, a.Vaktermen},
	}
	for _, code := range onderwerp.Talen {
		uit = append(uit, woordveld{"taal-" + code, taalnamen[code], "Eén woord of zinnetje per regel.", o.Talen[code], a.Talen[code]})
	}
	return uit
}

// leesFormulier makes an Aanvulling of what was typed. gedeeld is the shared onderwerp,
// an empty one for an onderwerp of the gemeente itself.
func leesFormulier(v url.Values, gedeeld zoeken.Onderwerp, s stand) (onderwerp.Aanvulling, web.Fouten) {
	var fouten web.Fouten
	a := onderwerp.Aanvulling{Slug: gedeeld.Slug}
	eigenOnderwerp := gedeeld.Naam == ""
	if eigenOnderwerp {
		a.Naam = strings.Join(strings.Fields(v.Get("naam")), " ")
		anders := func(o zoeken.Onderwerp) bool {
			return o.Slug != a.Slug && socialekaart.Plat(o.Naam) == socialekaart.Plat(a.Naam)
		}
		switch {
		case socialekaart.Plat(a.Naam) == "":
			fouten.Voeg("naam", "Vul een naam in.")
		case utf8.RuneCountInString(a.Naam) > maxNaam:
			fouten.Voeg("naam", fmt.Sprintf("Maak de naam korter: hoogstens %d tekens.", maxNaam))
		case slices.ContainsFunc(s.samen, anders):
			fouten.Voeg("naam", "Er is al een onderwerp met deze naam. Vul uw woorden daar aan.")
		}
	}
	for _, f := range velden(gedeeld, onderwerp.Aanvulling{}) {
		eigen, fout := leesWoorden(v.Get(f.ID), f.Gedeeld)
		if fout != "" {
			fouten.Voeg(f.ID, fout)
		}
		for _, w := range v["zonder-"+f.ID] {
			if slices.Contains(f.Gedeeld, w) && !slices.Contains(a.Zonder, w) {
				a.Zonder = append(a.Zonder, w)
			}
		}
		switch f.ID {
		case "gewoon":
			a.GewoneWoorden = eigen
		case "vak":
			a.Vaktermen = eigen
		default:
			if len(eigen) > 0 {
				if a.Talen == nil {
					a.Talen = map[string][]string{}
				}
				a.Talen[strings.TrimPrefix(f.ID, "taal-")] = eigen
			}
		}
	}
	if eigenOnderwerp && len(a.Woorden()) == 0 && len(fouten) == 0 {
		fouten.Voeg("gewoon", "Vul minstens één woord in.")
	}
	for _, slug := range v["verwant"] {
		if _, ok := vind(s.samen, slug); ok && slug != a.Slug && !slices.Contains(gedeeld.Verwant, slug) && !slices.Contains(a.Verwant, slug) && len(a.Verwant) < maxVerwant {
			a.Verwant = append(a.Verwant, slug)
		}
	}
	for _, slug := range v["zonder_verwant"] {
		if slices.Contains(gedeeld.Verwant, slug) && !slices.Contains(a.ZonderVerwant, slug) {
			a.ZonderVerwant = append(a.ZonderVerwant, slug)
		}
	}
	return a, fouten
}

// leesWoorden reads one word or phrase a line; what the shared ones have too is left out.
func leesWoorden(tekst string, gedeeld []string) (uit []string, fout string) {
	gehad := map[string]bool{}
	for _, w := range gedeeld {
		gehad[socialekaart.Plat(w)] = true
	}
	for regel := range strings.Lines(tekst) {
		w := strings.Join(strings.Fields(regel), " ")
		plat := socialekaart.Plat(w)
		switch {
		case w == "" || gehad[plat]:
			continue
		case plat == "":
			fout = fmt.Sprintf("In “%s” staat geen woord. Gebruik letters of cijfers.", w)
		case utf8.RuneCountInString(w) > maxLetters:
			fout = fmt.Sprintf("Maak elke regel korter: hoogstens %d tekens. Te lang is: “%s…”.", maxLetters, string([]rune(w)[:20]))
		}
		gehad[plat] = true
		uit = append(uit, w)
	}
	if len(uit) > maxPerLijst {
		fout = fmt.Sprintf("Gebruik hoogstens %d regels.", maxPerLijst)
	}
	return uit, fout
}

// vingerafdruk tells whether what is saved is what the effect was shown of.
func vingerafdruk(a onderwerp.Aanvulling) string {
	b, err := json.Marshal(a)
	if err != nil {
		return ""
	}
	som := sha256.Sum256(b)
	return hex.EncodeToString(som[:8])
}

// eigenSlug is a free name in addresses for an onderwerp of the gemeente. It begins with
// what no shared one begins with, so that a later release does not take it.
func eigenSlug(naam string, s stand) string {
	basis := strings.TrimSuffix("eigen-"+socialekaart.Code("onderwerp", naam), "-")
	slug := basis
	for n := 2; ; n++ {
		if _, bezet := vind(s.samen, slug); !bezet {
			return slug
		}
		slug = fmt.Sprintf("%s-%d", basis, n)
	}
}
