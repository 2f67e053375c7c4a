package verklaring

import (
	"time"
	"unicode/utf8"

	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
)

// Berichtsoort is what a bericht is for.
type Berichtsoort string

// The kinds. A notitie is for staff; who asks to see the dossier sees it too.
const (
	SoortBericht  Berichtsoort = "bericht"
	SoortVraag    Berichtsoort = "vraag" // the aanvraag waits for its antwoord
	SoortAntwoord Berichtsoort = "antwoord"
	SoortNotitie  Berichtsoort = "notitie"
)

// MaxBericht is the length of a bericht, in characters; the catalogue says it too.
const MaxBericht = 2000

// Bericht is something that aanvrager and gemeente said to each other about an
// aanvraag, or that a consulent noted.
type Bericht struct {
	ID           uuid.UUID
	AanvraagID   uuid.UUID
	Soort        Berichtsoort
	Tekst        string
	DoorSoort    toegang.Soort
	DoorID       uuid.UUID
	DoorNaam     string // of a medewerker; "de aanvrager" otherwise
	Op           time.Time
	Uiterlijk    *time.Time // of a vraag: the last day to answer
	HerinnerdOp  *time.Time
	BeantwoordOp *time.Time // of a vraag: when it was answered, or closed without an answer
	GelezenOp    *time.Time // by the other side
}

// Open reports that this is a vraag that still waits for its antwoord.
func (b Bericht) Open() bool { return b.Soort == SoortVraag && b.BeantwoordOp == nil }

// OpenVraag finds the vraag that waits for an answer, nil when there is none.
func OpenVraag(bs []Bericht) *Bericht {
	for i := range bs {
		if bs[i].Open() {
			return &bs[i]
		}
	}
	return nil
}

// TekstFout says what is wrong with the text of a bericht, as the end of a key of the
// catalogue: "leeg", "lang" or "".
func TekstFout(tekst string) string {
	switch n := utf8.RuneCountInString(tekst); {
	case n == 0:
		return "leeg"
	case n > MaxBericht:
		return "lang"
	}
	return ""
}
