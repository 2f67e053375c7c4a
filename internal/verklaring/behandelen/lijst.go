package behandelen

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/verklaring"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// Lijst is which part of the worklist is asked for.
type Lijst string

// The parts of the worklist.
const (
	Openstaand  Lijst = "openstaand"
	Mijn        Lijst = "mijn"
	Vrij        Lijst = "vrij"        // nobody has it
	Controleren Lijst = "controleren" // proposed by a colleague, to be seen by who looks
	Afgehandeld Lijst = "afgehandeld"
)

// lijsten are the tabs, in order.
var lijsten = []struct {
	Lijst Lijst
	Naam  string
}{{Openstaand, "Alle open"}, {Mijn, "Van mij"}, {Vrij, "Nog van niemand"}, {Controleren, "Te controleren"}, {Afgehandeld, "Afgehandeld"}}

// Selectie is what a consulent wants to see of the worklist. It stands in the address.
type Selectie struct {
	Lijst   Lijst
	Status  verklaring.Status
	Kanaal  verklaring.Kanaal
	Termijn string // "", "telaat", "week" or "stil"
	Sorteer string // "" by term, or "ontvangen"
	Na      Plek   // the page begins behind this; zero is the beginning
}

// Plek is a place in a list: what the line is sorted by, and its id, since more lines can
// have the same. It holds the value, for a line may get another one, or leave the list,
// while somebody works through the page on which it was the last.
type Plek struct {
	Sleutel time.Time
	ID      uuid.UUID
}

// Leeg reports that it is no place: the beginning, or nothing more.
func (p Plek) Leeg() bool { return p.ID == uuid.Nil }

// maxSleutel is what stands still is sorted by: behind everything that has a last day.
var maxSleutel = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)

// String writes a place as it stands in an address: microseconds since 1970, and the id.
func (p Plek) String() string {
	if p.Leeg() {
		return ""
	}
	return strconv.FormatInt(p.Sleutel.UnixMicro(), 10) + "_" + p.ID.String()
}

// leesPlek reads what String wrote. Anything else is the beginning.
func leesPlek(s string) Plek {
	getal, tekst, _ := strings.Cut(s, "_")
	n, err := strconv.ParseInt(getal, 10, 64)
	if err != nil || n < 0 || n > maxSleutel.UnixMicro() {
		return Plek{}
	}
	id, err := uuid.Parse(tekst)
	if err != nil {
		return Plek{}
	}
	return Plek{time.UnixMicro(n).UTC(), id}
}

var (
	kanalen       = []verklaring.Kanaal{verklaring.Online, verklaring.Balie, verklaring.Telefoon, verklaring.Papier, verklaring.Lijst}
	kanaalnamen   = map[verklaring.Kanaal]string{verklaring.Online: "Online", verklaring.Balie: "Balie", verklaring.Telefoon: "Telefoon", verklaring.Papier: "Papier", verklaring.Lijst: "Lijst van het steunpunt"}
	termijnen     = []string{"telaat", "week", "stil"}
	termijnnamen  = map[string]string{"telaat": "Te laat", "week": "Binnen een week", "stil": "Staat stil"}
	sorteringen   = []string{"ontvangen"}
	openStatussen = []verklaring.Status{verklaring.Ingediend, verklaring.InBehandeling, verklaring.WachtOpAanvrager, verklaring.Voorgesteld}
	klaarStatus   = []verklaring.Status{verklaring.Verleend, verklaring.Afgewezen, verklaring.BuitenBehandeling, verklaring.Ingetrokken}
)

// leesSelectie reads an address. What it does not know it leaves out: an old bookmark
// shows a list all the same.
func leesSelectie(q url.Values) Selectie {
	s := Selectie{Lijst: Openstaand, Na: leesPlek(q.Get("na"))}
	for _, l := range lijsten {
		if q.Get("lijst") == string(l.Lijst) {
			s.Lijst = l.Lijst
		}
	}
	if x := verklaring.Status(q.Get("status")); slices.Contains(s.statussen(), x) {
		s.Status = x
	}
	if x := verklaring.Kanaal(q.Get("kanaal")); slices.Contains(kanalen, x) {
		s.Kanaal = x
	}
	if x := q.Get("termijn"); slices.Contains(termijnen, x) && s.Lijst != Afgehandeld {
		s.Termijn = x
	}
	if x := q.Get("sorteer"); slices.Contains(sorteringen, x) {
		s.Sorteer = x
	}
	return s
}

// statussen are those that occur in the list.
func (s Selectie) statussen() []verklaring.Status {
	switch s.Lijst {
	case Afgehandeld:
		return klaarStatus
	case Vrij:
		return openStatussen[:1]
	case Controleren:
		return openStatussen[3:]
	}
	return openStatussen
}

// Gefilterd reports that not the whole list is asked for.
func (s Selectie) Gefilterd() bool { return s.Status != "" || s.Kanaal != "" || s.Termijn != "" }

// URL is the address of a selection.
func (s Selectie) URL() string {
	lijst := string(s.Lijst)
	if s.Lijst == Openstaand {
		lijst = ""
	}
	return web.Zoek(verklaring.PadWerklijst, "lijst", lijst, "status", string(s.Status), "kanaal", string(s.Kanaal), "termijn", s.Termijn, "sorteer", s.Sorteer, "na", s.Na.String())
}

// vanaf is the address of the page that begins behind a place.
func (s Selectie) vanaf(p Plek) string { s.Na = p; return s.URL() }

func (s Selectie) gesorteerd(op string) string { s.Sorteer = op; return s.vanaf(Plek{}) }
