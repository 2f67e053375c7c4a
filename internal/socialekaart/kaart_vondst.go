package socialekaart

import (
	"time"

	"mantelpunt/internal/zoeken"
)

// Omgeving is what an answer hangs on beside the question.
type Omgeving struct {
	Nu     time.Time
	Wijken []string // of the gemeente, as it orders them
}

// Resultaat is one offer that was found.
type Resultaat struct {
	*Aanbod
	Km   float64 // from the postcode; -1 when that is not known or doesn't matter
	Open Openstand
}

// Weglating is a filter that may be dropped and how many that gives.
type Weglating struct {
	Groep  Groep // AantalGroepen is the distance
	Aantal int
	Vraag  Vraag // the question without it
}

// Vondst is the answer to a Vraag: one page of offers, and how many there are in
// all and with each filter.
type Vondst struct {
	Resultaten []Resultaat
	Totaal     int
	Pagina     int
	Paginas    int
	PerPagina  int
	Begrip     zoeken.Begrip
	Tellen     [AantalGroepen]map[string]int // how many a value gives alone in its group, the other groups as they are; 0 is left out

	ZonderVraag   int         // how many the filters give without the words
	ZonderFilters int         // how many the words give without the filters
	Weglaten      []Weglating // when little was found: what may be dropped, what gives most first
	Buiten        []Resultaat // when little was found: what misses one filter alone
	PostcodeFout  bool        // the postcode is none, or not known here
}

// Weinig is how many are too few, so that the answer helps on.
const Weinig = 3

const maxBuiten = 5
