package behandelen

import (
	"net/url"
	"slices"
	"strconv"

	"mantelpunt/internal/verklaring"
	"mantelpunt/web"
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
	Pagina  int    // 1, 2, 3 …
}

var (
	kanalen       = []verklaring.Kanaal{verklaring.Online, verklaring.Balie, verklaring.Telefoon, verklaring.Papier, verklaring.Lijst}
	kanaalnamen   = map[verklaring.Kanaal]string{verklaring.Online: "Online", verklaring.Balie: "Balie", verklaring.Telefoon: "Telefoon", verklaring.Papier: "Papier", verklaring.Lijst: "Lijst van het steunpunt"}
	termijnen     = []string{"telaat", "week", "stil"}
	termijnnamen  = map[string]string{"telaat": "Te laat", "week": "Binnen een week", "stil": "Staat stil"}
	maxPaginas    = 10_000
	sorteringen   = []string{"ontvangen"}
	openStatussen = []verklaring.Status{verklaring.Ingediend, verklaring.InBehandeling, verklaring.WachtOpAanvrager, verklaring.Voorgesteld}
	klaarStatus   = []verklaring.Status{verklaring.Verleend, verklaring.Afgewezen, verklaring.BuitenBehandeling, verklaring.Ingetrokken}
)

// leesSelectie reads an address. What it does not know it leaves out: an old bookmark
// shows a list all the same.
func leesSelectie(q url.Values) Selectie {
	s := Selectie{Lijst: Openstaand, Pagina: 1}
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
	if n, err := strconv.Atoi(q.Get("pagina")); err == nil && n > 0 && n <= maxPaginas {
		s.Pagina = n
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
	lijst, pagina := string(s.Lijst), ""
	if s.Lijst == Openstaand {
		lijst = ""
	}
	if s.Pagina > 1 {
		pagina = strconv.Itoa(s.Pagina)
	}
	return web.Zoek(verklaring.PadWerklijst, "lijst", lijst, "status", string(s.Status), "kanaal", string(s.Kanaal), "termijn", s.Termijn, "sorteer", s.Sorteer, "pagina", pagina)
}

func (s Selectie) opPagina(n int) string { s.Pagina = n; return s.URL() }

func (s Selectie) gesorteerd(op string) string { s.Sorteer, s.Pagina = op, 1; return s.URL() }
