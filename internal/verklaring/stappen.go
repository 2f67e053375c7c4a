package verklaring

import "mantelpunt/internal/toegang"

// Status is where an aanvraag stands.
type Status string

// The statuses of an aanvraag.
const (
	Concept           Status = "concept"
	Ingediend         Status = "ingediend"
	InBehandeling     Status = "in_behandeling"
	WachtOpAanvrager  Status = "wacht_op_aanvrager"
	Voorgesteld       Status = "voorgesteld" // decided by one, to be seen by another (four eyes)
	Verleend          Status = "verleend"
	Afgewezen         Status = "afgewezen"
	BuitenBehandeling Status = "buiten_behandeling"
	Ingetrokken       Status = "ingetrokken"
)

// Statussen are all of them, in the order of an aanvraag's life.
var Statussen = []Status{Concept, Ingediend, InBehandeling, WachtOpAanvrager, Voorgesteld, Verleend, Afgewezen, BuitenBehandeling, Ingetrokken}

// stap is one allowed change of status and who may make it.
type stap struct {
	van, naar Status
	door      toegang.Soort
}

var stappen = []stap{
	{Concept, Ingediend, toegang.Burger},
	{Concept, Ingediend, toegang.Medewerker}, // at the desk, on the phone, on paper
	{Ingediend, InBehandeling, toegang.Medewerker},
	{Ingediend, Verleend, toegang.Systeem}, // direct: the rules decide, and they only grant
	{InBehandeling, WachtOpAanvrager, toegang.Medewerker},
	{InBehandeling, Voorgesteld, toegang.Medewerker},
	{InBehandeling, Verleend, toegang.Medewerker},
	{InBehandeling, Afgewezen, toegang.Medewerker},
	{InBehandeling, BuitenBehandeling, toegang.Medewerker},
	{WachtOpAanvrager, InBehandeling, toegang.Burger},
	{WachtOpAanvrager, InBehandeling, toegang.Medewerker},
	{WachtOpAanvrager, BuitenBehandeling, toegang.Medewerker},
	{Voorgesteld, InBehandeling, toegang.Medewerker},
	{Voorgesteld, Verleend, toegang.Medewerker},
	{Voorgesteld, Afgewezen, toegang.Medewerker},
	{Voorgesteld, BuitenBehandeling, toegang.Medewerker},
	{Ingediend, Ingetrokken, toegang.Burger},
	{InBehandeling, Ingetrokken, toegang.Burger},
	{WachtOpAanvrager, Ingetrokken, toegang.Burger},
	{Voorgesteld, Ingetrokken, toegang.Burger},
	{Ingediend, Ingetrokken, toegang.Medewerker}, // who asked by phone withdraws by phone
	{InBehandeling, Ingetrokken, toegang.Medewerker},
	{WachtOpAanvrager, Ingetrokken, toegang.Medewerker},
	{Voorgesteld, Ingetrokken, toegang.Medewerker},
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
	return s == Ingediend || s == InBehandeling || s == WachtOpAanvrager || s == Voorgesteld
}
