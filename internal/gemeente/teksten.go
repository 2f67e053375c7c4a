package gemeente

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"mantelpunt/internal/i18n"
)

// tekstgroepen are the texts that a gemeente may put in its own words: those that
// introduce and invite. Left out are buttons, questions of a form, errors, mail and
// whatever tells of law, privacy or emergencies: those must say what the product does.
var tekstgroepen = []struct{ begin, naam string }{
	{"web.site", "Naam van het portaal"},
	{"informatiepunt.home.", "Voorpagina"},
	{"informatiepunt.contact.", "Voorpagina: iemand spreken"},
	{"informatiepunt.taken.", "Voorpagina: waarmee helpen"},
	{"informatiepunt.taak.", "Voorpagina: waarmee helpen"},
	{"informatiepunt.verklaring.", "Voorpagina: mantelzorgverklaring"},
	{"informatiepunt.jong.", "Voorpagina: jonge mantelzorgers"},
	{"informatiepunt.beginnen.", "Voorpagina: waar beginnen"},
	{"informatiepunt.uitleg.", "Soorten hulp"},
	{"informatiepunt.overzicht.", "Informatie"},
	{"gemeente.contact.", "Contact"},
	{"verklaring.uitleg.", "Uitleg over de verklaring"},
	{"verklaring.mijn.inleiding", "Mijn Mantelpunt"},
	{"controle.inleiding", "Een verklaring controleren"},
	{"account.inloggen.", "Inloggen"},
	{"account.hulp.", "Inloggen: hulp"},
}

// vast must say what it says, though its group can be changed.
var vast = []string{"gemeente.contact.nood", "verklaring.uitleg.privacy", "verklaring.uitleg.geenrecht", "verklaring.uitleg.kosten", "verklaring.uitleg.gratis"}

// tekstgroep names where a text is shown, "" for one that cannot be changed.
func tekstgroep(sleutel string) string {
	if slices.ContainsFunc(vast, func(v string) bool { return strings.HasPrefix(sleutel, v) }) {
		return ""
	}
	for _, g := range tekstgroepen {
		if strings.HasPrefix(sleutel, g.begin) {
			return g.naam
		}
	}
	return ""
}

// eigenTekst is one text as the list shows it.
type eigenTekst struct {
	Sleutel, Groep string
	Tekst          string // as visitors read it in Dutch
	Eigen          bool
}

// zoekTeksten gives the texts in which all words of q stand, in key, standard text
// or own text; with an empty q all of them.
func zoekTeksten(g Gemeente, q string) (uit []eigenTekst) {
	woorden := strings.Fields(strings.ToLower(q))
	for _, groep := range tekstgroepen {
		for _, sleutel := range i18n.Sleutels() {
			if !strings.HasPrefix(sleutel, groep.begin) || tekstgroep(sleutel) == "" {
				continue
			}
			t := eigenTekst{Sleutel: sleutel, Groep: groep.naam, Tekst: i18n.Standaard("nl", sleutel)}
			alles := sleutel + " " + t.Tekst
			for _, taal := range i18n.Talen {
				if eigen, ok := g.Teksten[taal.Code][sleutel]; ok {
					t.Eigen, alles = true, alles+" "+eigen
					if taal.Code == "nl" {
						t.Tekst = eigen
					}
				}
			}
			alles = strings.ToLower(alles)
			if !slices.ContainsFunc(woorden, func(w string) bool { return !strings.Contains(alles, w) }) {
				uit = append(uit, t)
			}
		}
	}
	return uit
}

var rePlek = regexp.MustCompile(`%[sd]`)

const maxTekst = 800

// maxVan is how long a text may be: the name of the portal stands on every page, and
// what is short was given a short place.
func maxVan(sleutel string) int {
	switch n := utf8.RuneCountInString(i18n.Standaard("nl", sleutel)); {
	case sleutel == "web.site":
		return 30
	case n < 50:
		return 120
	}
	return maxTekst
}

// controleerTekst says what is wrong with an own text, in the place of standaard.
// The places to fill must be the same, in the same order: they are filled in turn.
func controleerTekst(standaard, eigen string, maximaal int) string {
	plekken := rePlek.FindAllString(standaard, -1)
	switch {
	case utf8.RuneCountInString(eigen) > maximaal:
		return fmt.Sprintf("Maak de tekst korter: hoogstens %d tekens.", maximaal)
	case !slices.Equal(rePlek.FindAllString(eigen, -1), plekken):
		if len(plekken) == 0 {
			return "Haal %s en %d weg: in deze tekst vullen wij niets in."
		}
		return fmt.Sprintf("Op de plek van %s vullen wij iets in. Zet in uw tekst dezelfde tekens, in dezelfde volgorde.", strings.Join(plekken, " en "))
	case len(plekken) > 0 && strings.Contains(rePlek.ReplaceAllString(eigen, ""), "%"):
		return "Schrijf ‘procent’ in plaats van het teken %: dat teken zegt waar wij iets invullen."
	}
	return ""
}

// ingevuld shows a text with something in its places.
func ingevuld(tekst string) string {
	return rePlek.ReplaceAllStringFunc(tekst, func(plek string) string {
		if plek == "%d" {
			return "12"
		}
		return "…"
	})
}

// maxWoorden is what a sentence in plain Dutch (B1) has at most.
const maxWoorden = 15

// langeZin gives the longest sentence of a text when it is longer than B1 asks for.
func langeZin(tekst string) (zin string, woorden int) {
	for _, z := range strings.FieldsFunc(tekst, func(r rune) bool { return strings.ContainsRune(".!?", r) }) {
		n := len(strings.FieldsFunc(z, func(r rune) bool { return unicode.IsSpace(r) }))
		if n > maxWoorden && n > woorden {
			zin, woorden = strings.TrimSpace(z), n
		}
	}
	return zin, woorden
}
