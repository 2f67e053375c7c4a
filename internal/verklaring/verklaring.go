// Package verklaring is the mantelzorgverklaring from question to proof: a carer
// asks in steps, a consulent decides by the rules of the gemeente, and whoever is
// handed the document can check it. There is no national certificate: the form is
// the same everywhere, the rules are data of the gemeente (regeling).
//
// This package has the domain and the one [Store] that changes what an aanvraag is.
// The pages stand in the rooms below it, one for each kind of user: aanvragen, mijn
// and toestemming for the carer and the zorgvrager, behandelen and regelingen for
// staff, controle for who is handed a document. opmaak makes the documents.
package verklaring

import (
	"strings"
	"time"
	"unicode"

	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring/controlecode"

	"github.com/google/uuid"
)

// Soort says why somebody asks.
type Soort string

// The kinds of aanvraag.
const (
	Nieuw       Soort = "nieuw"
	Verlenging  Soort = "verlenging"  // a verklaring ends, another follows
	Uitbreiding Soort = "uitbreiding" // more purposes, or a changed situation: replaces the verklaring
)

// Kanaal is how an aanvraag came in.
type Kanaal string

// The ways in.
const (
	Online   Kanaal = "online"
	Balie    Kanaal = "balie"
	Telefoon Kanaal = "telefoon"
	Papier   Kanaal = "papier"
	Lijst    Kanaal = "lijst" // one of a list of carers whom the steunpunt knows
)

// Aanvraag is a request of one burger for a verklaring.
type Aanvraag struct {
	ID            uuid.UUID
	BurgerID      uuid.UUID
	RegelingID    uuid.UUID
	Kenmerk       string // "MV-2026-00042", empty in a concept
	Status        Status
	Soort         Soort
	EerderID      uuid.UUID // the verklaring that this one renews or extends; uuid.Nil for a new one
	Kanaal        Kanaal
	Antwoorden    Antwoorden
	Regels        Regels    // as they were when the aanvraag was begun
	BehandelaarID uuid.UUID // uuid.Nil when nobody has it
	Behandelaar   string    // name of the medewerker, "" when nobody has it
	AangemaaktOp  time.Time
	GewijzigdOp   time.Time
	IngediendOp   *time.Time
	TermijnTot    *time.Time // end of the term in calendar days (Awb 4:13)
	BeslisVoor    *time.Time // last day to decide: TermijnTot, or the first working day after it
	OpgeschortOp  *time.Time // the term stands still from this day (Awb 4:15); nil when it runs
	AntwoordVoor  *time.Time // last day to answer the open question
	VerlengdOp    *time.Time // the decision was said to come later (Awb 4:14)
	BeslotenOp    *time.Time
	Vasthouden    string // "", "bezwaar" or "inzage": nothing is deleted while it runs
	Email         string // of the burger, for staff and mail; "" for who has none
	Stand         Stand
}

// Stand is what came in besides the answers.
type Stand struct {
	Toestemming string   // "": not asked; "gevraagd", "ja", "nee" or "vervallen"
	Bewijs      []string // kinds of evidence that were added
}

// Gebeurtenis is one line of the history of an aanvraag.
type Gebeurtenis struct {
	Van, Naar Status
	DoorSoort toegang.Soort
	DoorNaam  string
	Op        time.Time
}

// Toegekend is a purpose for which a verklaring was granted.
type Toegekend struct {
	Code string
	Tot  time.Time // last day
}

// Verklaring is an issued verklaring. Its code is known from the document alone and
// from here: the table holds it closed.
type Verklaring struct {
	ID            uuid.UUID
	AanvraagID    uuid.UUID
	Kenmerk       string // "MV-2026-00042", and "MV-2026-00042-2" for the second version
	Versie        int
	Code          controlecode.Code
	Naam          string
	Geboortedatum time.Time
	Doelen        []Toegekend
	Taal          string // second language of the document, "" for Dutch alone
	GeldigVan     time.Time
	GeldigTot     time.Time // last day of the purpose that lasts longest
	AfgegevenOp   time.Time
	IngetrokkenOp *time.Time
	Reden         Reden     // why it was withdrawn
	VervangtID    uuid.UUID // the verklaring that this one replaced; uuid.Nil for none
}

// Doelcodes are the codes of the purposes.
func (v Verklaring) Doelcodes() []string {
	uit := make([]string, len(v.Doelen))
	for i, d := range v.Doelen {
		uit[i] = d.Code
	}
	return uit
}

// Reden is why a verklaring was withdrawn.
type Reden string

// The reasons. What a controleur hears is only that it was withdrawn, and since when.
const (
	RedenZelf      Reden = "zelf"      // the carer asked for it
	RedenGestopt   Reden = "gestopt"   // the care ended
	RedenVervangen Reden = "vervangen" // there is a newer one
	RedenOnjuist   Reden = "onjuist"   // it should not have been issued like this
	RedenMisbruik  Reden = "misbruik"
	RedenOverleden Reden = "overleden"
)

// Uitkomst is what a controleur hears.
type Uitkomst string

// The outcomes of a check. A code that is wrong and one that is unknown are alike.
const (
	Geldig        Uitkomst = "geldig"
	NogNietGeldig Uitkomst = "nog_niet_geldig"
	Verlopen      Uitkomst = "verlopen"
	IsIngetrokken Uitkomst = "ingetrokken"
	Onbekend      Uitkomst = "onbekend"
)

// Op says how the verklaring stands on a day (midnight UTC). Both GeldigVan and
// GeldigTot are days on which it is valid.
func (v Verklaring) Op(dag time.Time) Uitkomst {
	switch {
	case v.IngetrokkenOp != nil:
		return IsIngetrokken
	case dag.Before(v.GeldigVan):
		return NogNietGeldig
	case dag.After(v.GeldigTot):
		return Verlopen
	}
	return Geldig
}

// Initialen gives what a controleur may see of the name: enough to compare with
// the paper, too little to learn from. "Fatima van der Berg" is "F. B.".
func (v Verklaring) Initialen() string {
	var groot, alle []string
	for _, woord := range strings.FieldsFunc(v.Naam, func(r rune) bool { return unicode.IsSpace(r) || r == '-' }) {
		r := []rune(woord)[0]
		alle = append(alle, string(r)+".")
		if unicode.IsUpper(r) {
			groot = append(groot, string(r)+".")
		}
	}
	if len(groot) == 0 { // a script without capitals
		groot = alle
	}
	return strings.Join(groot, " ")
}
