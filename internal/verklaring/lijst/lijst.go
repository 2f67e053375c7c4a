// Package lijst issues verklaringen to carers whom the steunpunt knows: a consulent
// reads in a list, looks at it row by row, and says that it is right. Only then a job
// issues them, in small pieces; it can be stopped, and goes on after a restart. Nobody
// gets two.
package lijst

import (
	"time"

	"github.com/google/uuid"
)

// Status is how far a list is.
type Status string

// The statuses of a list.
const (
	Voorbeeld Status = "voorbeeld" // read in; nothing is issued
	Bezig     Status = "bezig"
	Klaar     Status = "klaar"
	Gestopt   Status = "gestopt" // by hand; it can go on
)

// Lijst is a list with how many rows stand how.
type Lijst struct {
	ID            uuid.UUID
	Naam          string // of the file
	DoorID        uuid.UUID
	DoorNaam      string
	Op            time.Time
	Status        Status
	KlaarOp       *time.Time
	BevestigdNaam string // "" while nobody did
	BevestigdOp   *time.Time

	Regels   int
	Fout     int // are not issued
	Verleend int
}

// Te is how many rows can still be issued.
func (l Lijst) Te() int { return l.Regels - l.Fout - l.Verleend }

// Rij is a row of the file, as it was read.
type Rij struct {
	Naam          string `json:"naam,omitempty"`
	Geboortedatum string `json:"geboortedatum,omitempty"`
	Email         string `json:"email,omitempty"`
	Adres         string `json:"adres,omitempty"`
	Doelen        string `json:"doelen,omitempty"`
	Vanaf         string `json:"vanaf,omitempty"`
}

// Regel is a row of a list, numbered as in the file.
type Regel struct {
	Nr         int
	ID         uuid.UUID // of the row; its aanvraag gets the same, so that it can be made once
	Rij        Rij       // empty once it is issued
	Fout       string    // a sentence; "" when the row is right
	AanvraagID uuid.UUID // uuid.Nil while it is not issued
	Kenmerk    string    // of the aanvraag
}

// The bounds of a list.
const (
	MaxRegels  = 5000
	maxBestand = 10 << 20
	perKeer    = 25 // rows in one transaction
	perPagina  = 50
	maxNaam    = 100 // of a file, in characters
)
