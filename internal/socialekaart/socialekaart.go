// Package socialekaart is the directory of help: who offers what, for whom, what
// it costs, which law pays, how to reach it and when it was last checked. It is
// kept by redacteuren and exchanged as HSDS 3.1.
//
// A Store keeps the offers and their revisies. A Kaart is the momentopname of one
// gemeente that visitors read: what is published there, what serves it from outside,
// and the index by which it is searched. The pages are in the packages below, one for
// each task.
package socialekaart

import (
	"time"

	"github.com/google/uuid"
)

// Status is where an aanbod stands; Volgende says which step may follow.
type Status string

// The statuses of an aanbod. A published one that is being edited stays
// Gepubliceerd: its concept is a newer revisie beside the published one.
const (
	Concept        Status = "concept"
	TerBeoordeling Status = "ter_beoordeling"
	Gepubliceerd   Status = "gepubliceerd"
	Gearchiveerd   Status = "gearchiveerd"
)

var volgende = map[Status][]Status{
	Concept:        {TerBeoordeling, Gepubliceerd, Gearchiveerd},
	TerBeoordeling: {Concept, Gepubliceerd, Gearchiveerd},
	Gepubliceerd:   {Gepubliceerd, Gearchiveerd},
	Gearchiveerd:   {Gepubliceerd, Concept},
}

// Mag reports whether status naar may follow s.
func (s Status) Mag(naar Status) bool {
	for _, v := range volgende[s] {
		if v == naar {
			return true
		}
	}
	return false
}

// Organisatie offers help.
type Organisatie struct {
	ID           uuid.UUID
	Slug         string
	Naam         string
	Omschrijving string
	Telefoon     string
	Email        string
	Website      string
}

// Aanbod is one offer of one organisation: its identity, and the Inhoud of the
// revisie that was asked for (the published one for visitors).
type Aanbod struct {
	ID          uuid.UUID
	Slug        string
	Status      Status
	Organisatie Organisatie
	Revisie     int // number of the revisie that Inhoud is of
	GewijzigdOp time.Time
	Van         int // gemeente that keeps it; another than the one of the visitor for what serves from outside

	Bron            Bron // where the revisie came from
	DoorOrganisatie bool // somebody of the organisatie itself wrote it

	IsConcept     bool      // Inhoud is newer than what was published
	TerBeoordelen int       // revisie that an aanbieder sent in, 0 when none waits
	IngestuurdOp  time.Time // when it was
	TerugZin      string    // why it was sent back, for the aanbieder
	Inhoud
}

// Inhoud is everything of an offer that a redacteur can change. It is stored as
// JSON in a revisie, so every version that was ever published can be read back.
// The HSDS 3.1 field stands behind each.
type Inhoud struct {
	Naam            string    `json:"naam"`                      // name
	Samenvatting    string    `json:"samenvatting,omitempty"`    // samenvatting (extra field)
	Omschrijving    string    `json:"omschrijving,omitempty"`    // description; paragraphs, lists as lines with "- "
	VoorWie         string    `json:"voor_wie,omitempty"`        // eligibility_description
	Aanmelden       string    `json:"aanmelden,omitempty"`       // application_process; steps as lines with "1. "
	KostenUitleg    string    `json:"kosten_uitleg,omitempty"`   // fees_description
	Kosten          []Kosten  `json:"kosten,omitempty"`          // cost_options
	Verwijzing      string    `json:"verwijzing,omitempty"`      // extra field: who refers; yes or no is a Kenmerk
	Wachttijd       string    `json:"wachttijd,omitempty"`       // wait_time
	Contact         Contact   `json:"contact,omitzero"`          // phones, email, url, contacts
	Locaties        []Locatie `json:"locaties,omitempty"`        // service_at_locations[].location
	Tijden          []Tijd    `json:"tijden,omitempty"`          // schedules
	Werkgebied      []string  `json:"werkgebied,omitempty"`      // service_areas[].name: wijken; empty is the whole gemeente
	Landelijk       bool      `json:"landelijk,omitempty"`       // extra field: a national helpline and the like
	Talen           []string  `json:"talen,omitempty"`           // languages[].code, ISO 639-1
	Kenmerken       []Kenmerk `json:"kenmerken,omitempty"`       // attributes[].taxonomy_term
	GecontroleerdOp Datum     `json:"gecontroleerd_op,omitzero"` // assured_date

	Plek           Plek           `json:"plek,omitzero"`            // service_capacities
	Uitzonderingen []Uitzondering `json:"uitzonderingen,omitempty"` // schedules with valid_from and valid_to
	Indicatie      string         `json:"indicatie,omitempty"`      // extra field: which one, for who refers
	EersteStap     EersteStap     `json:"eerste_stap,omitempty"`    // extra field
	Bedient        []string       `json:"bedient,omitempty"`        // service_areas with extent_type cbs: CBS codes of other gemeenten, or "NL"
}

// Plek is whether somebody can come now. The zero value is unknown.
type Plek struct {
	Stand  PlekStand `json:"stand"`
	Aantal int       `json:"aantal,omitempty"` // free places, 0 when that is not told
	Op     Datum     `json:"op,omitzero"`      // the day of which this was true
}

// PlekStand is one of the three.
type PlekStand string

// What there is room for.
const (
	PlekVrij       PlekStand = "vrij"
	PlekWachtlijst PlekStand = "wachtlijst"
	PlekVol        PlekStand = "vol"
)

// Uitzondering is a day or a period in which it is otherwise: closed, or open at
// other hours.
type Uitzondering struct {
	Van         Datum  `json:"van"`
	Tot         Datum  `json:"tot,omitzero"` // the last day; zero is Van alone
	Gesloten    bool   `json:"gesloten,omitempty"`
	VanTijd     string `json:"van_tijd,omitempty"` // "10:00", when not Gesloten
	TotTijd     string `json:"tot_tijd,omitempty"`
	Toelichting string `json:"toelichting,omitempty"`
}

// EersteStap is how somebody starts, when there are several ways.
type EersteStap string

// The first steps. Empty is the first of these that there is something for.
const (
	StapBellen   EersteStap = "telefoon"
	StapWhatsApp EersteStap = "whatsapp"
	StapMailen   EersteStap = "mail"
	StapWebsite  EersteStap = "website"
	StapLangs    EersteStap = "langskomen"
)

// Kosten is one line of what it costs.
type Kosten struct {
	Omschrijving string `json:"omschrijving"`
	Eurocent     int    `json:"eurocent"` // 0 is free
	Per          string `json:"per,omitempty"`
}

// Contact is how to reach the offer itself; what is empty falls back on the Organisatie.
type Contact struct {
	Naam     string `json:"naam,omitempty"`
	Telefoon string `json:"telefoon,omitempty"`
	Email    string `json:"email,omitempty"`
	Website  string `json:"website,omitempty"`
	WhatsApp string `json:"whatsapp,omitempty"` // a mobile number

	// For who refers somebody: where that goes, when it is another way than for visitors.
	VerwijsTelefoon string `json:"verwijs_telefoon,omitempty"`
	VerwijsEmail    string `json:"verwijs_email,omitempty"`
}

// Locatie is a place where it happens; none for help at home or by telephone.
type Locatie struct {
	Naam             string  `json:"naam,omitempty"`
	Adres            string  `json:"adres,omitempty"` // street and number
	Postcode         string  `json:"postcode,omitempty"`
	Plaats           string  `json:"plaats,omitempty"`
	Toegankelijkheid string  `json:"toegankelijkheid,omitempty"`
	Breedte          float64 `json:"breedte,omitempty"` // degrees north (WGS 84), 0 unknown
	Lengte           float64 `json:"lengte,omitempty"`  // degrees east
}

// Tijd is when it happens: the same hours on some days.
type Tijd struct {
	Dagen       []string `json:"dagen"`         // ma di wo do vr za zo
	Van         string   `json:"van,omitempty"` // "09:00"
	Tot         string   `json:"tot,omitempty"`
	Toelichting string   `json:"toelichting,omitempty"`
}

// Kenmerk is a term of one of the taxonomies.
type Kenmerk struct {
	Taxonomie string `json:"taxonomie"`      // one of Taxonomieen
	Code      string `json:"code"`           // "vervangende-mantelzorg"
	Naam      string `json:"naam,omitempty"` // as received; the labels of known codes come from the catalogue
}

// Codes gives the codes of one taxonomie, in order.
func (i Inhoud) Codes(taxonomie string) []string {
	var out []string
	for _, k := range i.Kenmerken {
		if k.Taxonomie == taxonomie {
			out = append(out, k.Code)
		}
	}
	return out
}

// Gratis reports that it is known to cost nothing.
func (i Inhoud) Gratis() bool {
	for _, k := range i.Kosten {
		if k.Eurocent != 0 {
			return false
		}
	}
	return len(i.Kosten) > 0
}

// Datum is a day without a time, "2026-11-22" in JSON; the zero value is unknown.
type Datum struct{ time.Time }

// MarshalJSON writes the ISO date between quotes.
func (d Datum) MarshalJSON() ([]byte, error) { return []byte(`"` + d.Format(time.DateOnly) + `"`), nil }

// UnmarshalJSON reads an ISO date; an empty string is unknown.
func (d *Datum) UnmarshalJSON(b []byte) error {
	if string(b) == `""` || string(b) == "null" {
		*d = Datum{}
		return nil
	}
	t, err := time.Parse(`"`+time.DateOnly+`"`, string(b))
	d.Time = t
	return err
}
