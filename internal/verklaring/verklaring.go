// Package verklaring is the mantelzorgverklaring from question to proof: a carer
// asks in steps, a consulent decides by the rules of the gemeente, and whoever is
// handed the document can check it. There is no national certificate: the form is
// the same everywhere, the rules are data of the gemeente (regeling).
package verklaring

import (
	"strings"
	"time"
	"unicode"

	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
)

// Status is where an aanvraag stands.
type Status string

// The statuses of an aanvraag.
const (
	Concept           Status = "concept"
	Ingediend         Status = "ingediend"
	InBehandeling     Status = "in_behandeling"
	WachtOpAanvrager  Status = "wacht_op_aanvrager"
	Verleend          Status = "verleend"
	Afgewezen         Status = "afgewezen"
	BuitenBehandeling Status = "buiten_behandeling"
	Ingetrokken       Status = "ingetrokken"
)

// stap is one allowed change of status and who may make it.
type stap struct {
	van, naar Status
	door      toegang.Soort
}

var stappen = []stap{
	{Concept, Ingediend, toegang.Burger},
	{Ingediend, InBehandeling, toegang.Medewerker},
	{Ingediend, Ingetrokken, toegang.Burger},
	{InBehandeling, WachtOpAanvrager, toegang.Medewerker},
	{InBehandeling, Verleend, toegang.Medewerker},
	{InBehandeling, Afgewezen, toegang.Medewerker},
	{InBehandeling, BuitenBehandeling, toegang.Medewerker},
	{InBehandeling, Ingetrokken, toegang.Burger},
	{WachtOpAanvrager, InBehandeling, toegang.Burger},
	{WachtOpAanvrager, BuitenBehandeling, toegang.Medewerker},
	{WachtOpAanvrager, Ingetrokken, toegang.Burger},
}

// Mag reports whether status naar may follow s, when door makes the change. It is
// the only place that knows.
func (s Status) Mag(naar Status, door toegang.Soort) bool {
	for _, x := range stappen {
		if x == (stap{s, naar, door}) {
			return true
		}
	}
	return false
}

// Open reports that the gemeente still has to decide.
func (s Status) Open() bool {
	return s == Ingediend || s == InBehandeling || s == WachtOpAanvrager
}

// Aanvraag is a request of one burger for a verklaring.
type Aanvraag struct {
	ID            uuid.UUID
	BurgerID      uuid.UUID
	Kenmerk       string // "MV-2026-00042", empty in a concept
	Status        Status
	Antwoorden    Antwoorden
	Regels        Regels    // as they were when the aanvraag was begun
	BehandelaarID uuid.UUID // uuid.Nil when nobody has it
	Behandelaar   string    // name of the medewerker, "" when nobody has it
	AangemaaktOp  time.Time
	IngediendOp   *time.Time
	BeslisVoor    *time.Time // last day to decide (Awb 4:13)
	BeslotenOp    *time.Time
	Email         string // of the burger, for staff and mail
}

// Gebeurtenis is one line of the history of an aanvraag.
type Gebeurtenis struct {
	Van, Naar Status
	DoorSoort toegang.Soort
	DoorNaam  string
	Op        time.Time
}

// Verklaring is an issued verklaring.
type Verklaring struct {
	ID            uuid.UUID
	AanvraagID    uuid.UUID
	Kenmerk       string
	Code          Controlecode
	Naam          string
	Geboortedatum time.Time
	Doelen        []string // codes of the regeling
	GeldigVan     time.Time
	GeldigTot     time.Time // last day
	AfgegevenOp   time.Time
	IngetrokkenOp *time.Time
}

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

// DagenOver is how many days are left until a date, negative when it has passed.
func DagenOver(tot, vandaag time.Time) int {
	return int(tot.Sub(vandaag).Hours() / 24)
}
