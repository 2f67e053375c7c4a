package socialekaart

import (
	"encoding/json"

	"github.com/google/uuid"
)

// Invoer is one row for Store.Voeg: an offer with its organisation.
//
// An ID that is uuid.Nil is looked up: an aanbod by its Slug, else by the names of
// organisation and offer; an organisatie by its slug, else its name. When nothing
// is found the id follows from the gemeente and those names, so that the same file
// read twice, or in another installation, is the same offer.
type Invoer struct {
	Regel        int // in the file, for the report
	ID           uuid.UUID
	Slug         string // of a new aanbod; made from the name when empty
	Organisatie  Organisatie
	Inhoud       Inhoud
	Gearchiveerd bool // the source says that it is not offered (any more)

	// Over, when set, lays the row over the content there is (the zero Inhoud for a
	// new offer) and goes before Inhoud: for a source that has no room for
	// everything. What is empty in Organisatie then stays as it is.
	Over func(Inhoud) Inhoud

	HSDS            json.RawMessage // the service as received
	OrganisatieHSDS json.RawMessage
}

// Uitkomst is what became of a row.
type Uitkomst string

// The outcomes of a row.
const (
	Nieuw       Uitkomst = "nieuw"
	Gewijzigd   Uitkomst = "gewijzigd"
	Ongewijzigd Uitkomst = "ongewijzigd"
	Geweigerd   Uitkomst = "geweigerd"
)

// Uitslag tells of one row what became of it. Reden is a sentence: why it was
// refused, or what is good to know.
type Uitslag struct {
	Regel    int
	ID       uuid.UUID
	Naam     string
	Uitkomst Uitkomst
	Reden    string
}
