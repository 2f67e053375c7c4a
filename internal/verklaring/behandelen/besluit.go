package behandelen

import (
	"time"

	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
)

// Handeling is what a consulent decides on a dossier. Soort is the letter that goes out
// with it: verleend, afgewezen, buiten_behandeling, vervangen (a corrected verklaring)
// or verklaring_ingetrokken.
type Handeling struct {
	Soort     verklaring.Briefsoort `json:"soort"`
	Doelen    []string              `json:"doelen,omitempty"`
	GeldigVan time.Time             `json:"geldig_van,omitzero"`
	Taal      string                `json:"taal,omitempty"`    // second language of the document
	Redenen   []string              `json:"redenen,omitempty"` // codes of the criteria that are not met
	Woorden   string                `json:"woorden,omitempty"` // in the letter

	Verklaring    uuid.UUID        `json:"verklaring,omitzero"` // that is corrected or withdrawn
	Naam          string           `json:"naam,omitempty"`      // as it must be
	Geboortedatum time.Time        `json:"geboortedatum,omitzero"`
	Reden         verklaring.Reden `json:"reden,omitempty"` // why it is withdrawn

	Onbeantwoord time.Time `json:"onbeantwoord,omitzero"` // last day of the answer that did not come; the store fills it in
	Motivering   string    `json:"motivering,omitempty"`  // for the colleague who looks along, not in the letter
	Versie       time.Time `json:"-"`                     // of the dossier that was looked at; zero asks nothing
}

// OpVerklaring tells what is done to a verklaring from what is decided on an aanvraag.
func (h Handeling) OpVerklaring() bool {
	return h.Soort == verklaring.BriefVervangen || h.Soort == verklaring.BriefVerklaringIngetrokken
}

// besluit is what is decided on the aanvraag.
func (h Handeling) besluit() verklaring.Besluit {
	return verklaring.Besluit{Soort: verklaring.Status(h.Soort), Doelen: h.Doelen, GeldigVan: h.GeldigVan, Taal: h.Taal, Redenen: h.Redenen, Woorden: h.Woorden, Onbeantwoord: h.Onbeantwoord}
}

// Voorstel is a handeling that waits for a second pair of eyes, or that was seen.
type Voorstel struct {
	ID          uuid.UUID
	Handeling   Handeling
	DoorID      uuid.UUID
	DoorNaam    string
	Op          time.Time
	Oordeel     string // "", "akkoord" or "terug"
	OordeelNaam string
	OordeelOp   *time.Time
	Toelichting string // why it was given back
}
