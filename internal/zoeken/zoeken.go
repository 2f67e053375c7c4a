// Package zoeken finds offers by what a visitor types: everyday words, jargon,
// misspelled words, whole sentences. It knows no database and no HTTP.
//
// A Woordenboek holds the onderwerpen: what the field calls something and the
// everyday words that lead to it. An Index holds the texts of one gemeente. Both
// are made once and never changed, so any number of visitors search at the same
// time, and a change is a new value in place of the old one.
package zoeken

import "strings"

// Onderwerp is a topic: the field's terms and the everyday words that lead to it.
type Onderwerp struct {
	Slug          string              `json:"slug"`
	Naam          string              `json:"naam"`
	Vaktermen     []string            `json:"vaktermen"`
	GewoneWoorden []string            `json:"gewone_woorden"`
	Talen         map[string][]string `json:"talen,omitempty"` // by language code: en, tr, ar, pl, uk
	Verwant       []string            `json:"verwant"`         // slugs
}

// Naam gives what an onderwerp of a list is called. One that nobody keeps any more, or
// that came with a file, is called by the words of its slug.
func Naam(lijst []Onderwerp, slug string) string {
	for _, o := range lijst {
		if o.Slug == slug && o.Naam != "" {
			return o.Naam
		}
	}
	return strings.ReplaceAll(strings.TrimPrefix(slug, "eigen-"), "-", " ")
}

// Veld is a text with its weight: 3 for a name, 2 for a summary, 1 for the rest.
type Veld struct {
	Tekst    string
	Gewicht  float32
	Deelbaar bool // the parts of its compounds are found too: "logeeropvang" by "opvang"
}

// Document is what is searched of one offer, organisation or page.
type Document struct {
	Velden      []Veld
	Onderwerpen []string // slugs
	Doelgroepen []string // codes of for whom it is; none is everybody
	Thema       string   // code of the vraaggebied
}

// Treffer is a document that answers a question. Doc is its place in the list
// that the index was made of; Score only compares within one Uitkomst.
type Treffer struct {
	Doc   int32
	Score float32
}

// Uitkomst is the answer to a question: the best first, equals by Doc.
type Uitkomst struct {
	Treffers []Treffer
	Begrip   Begrip
}

// Begrip is what was understood of a question, to show to who asked it.
type Begrip struct {
	Woorden     []string   // typed words that were searched
	Gespeld     []Spelling // words that were read as another: "Bedoelde u …?"
	Onderwerpen []Herkend  // strongest first
	Ook         []string   // terms that were searched too, at most five, as people write them
	Leeg        bool       // nothing to search on was typed
}

// Spelling is a typed word that is nowhere, and the word it was read as.
type Spelling struct{ Getypt, Gelezen string }

// Herkend is an onderwerp that a question is about, from 0 to 1. Verwant says
// that it comes along with one that was recognised.
type Herkend struct {
	Slug    string
	Sterkte float32
	Verwant bool
}

// Bijdrage is why a document scores: the typed word (of a vakterm: the onderwerp it
// belongs to), the term by which it was found in the document and what that added.
type Bijdrage struct {
	Woord  string
	Term   string
	Soort  string // one of the Soort constants
	Punten float32
}

// What kinds of Bijdrage there are.
const (
	SoortWoord     = "woord"     // the typed word itself, or one with the same stem
	SoortSpelling  = "spelling"  // the word that was probably meant
	SoortSamen     = "samen"     // two typed words written as one: "dag opvang"
	SoortDeel      = "deel"      // part of a compound
	SoortOnderwerp = "onderwerp" // the document is about an onderwerp of the question
	SoortVakterm   = "vakterm"   // what the field calls it
	SoortGelijk    = "gelijk"    // the best documents have the same onderwerp
	SoortDoelgroep = "doelgroep" // for people whom the question is about, or (negative) not about
)

// Aanvulling is a suggestion while typing. Slug is set when it is an onderwerp.
type Aanvulling struct {
	Tekst string
	Soort string // AanvulWoord or AanvulOnderwerp
	Slug  string
}

// What kinds of Aanvulling there are.
const (
	AanvulWoord     = "woord"
	AanvulOnderwerp = "onderwerp"
)
