package socialekaart

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Sortering is the order of what was found.
type Sortering int

// The orders. Afstand needs a postcode; without one it is Beste.
const (
	SorteerBeste Sortering = iota
	SorteerAfstand
	SorteerNaam
)

// Sorteernamen are the orders as an address has them.
var Sorteernamen = [...]string{"beste", "afstand", "naam"}

// Stralen are the distances in kilometres that can be chosen.
var Stralen = []int{2, 5, 10, 20}

// Vraag is what a visitor asks of the sociale kaart.
type Vraag struct {
	Q        string
	Keuzes   [AantalGroepen][]string
	Postcode string // as it was typed
	Straal   int    // kilometres, 0 is any
	Sorteer  Sortering
	Pagina   int // from 1; past the last one means the last

	PerPagina int      // 0 is PerPagina; no part of the address
	Genegeerd []string // what the address asked that we don't know, for a note
}

const (
	maxKeuzes    = 50 // values of one group that are read
	maxGenegeerd = 5
	maxPostcode  = 10

	// PerPagina is how many offers a page has.
	PerPagina   = 10
	maxPaginanr = 10_000
)

// LeesVraag reads the parameters of an address. Which values there are only the
// Kaart knows: see Kaart.Lees.
func LeesVraag(p url.Values) Vraag {
	v := Vraag{Q: Kort(p.Get("q")), Postcode: kortTot(p.Get("postcode"), maxPostcode), Pagina: 1}
	if w := p.Get("pagina"); w != "" {
		v.Pagina = paginanummer(w)
	}
	for g, naam := range Groepnamen {
		waarden := p[naam]
		for _, w := range waarden[:min(len(waarden), maxKeuzes)] {
			if w != "" && !slices.Contains(v.Keuzes[g], w) {
				v.Keuzes[g] = append(v.Keuzes[g], w)
			}
		}
	}
	if w := p.Get("straal"); w != "" {
		if n, err := strconv.Atoi(w); err == nil && slices.Contains(Stralen, n) {
			v.Straal = n
		} else if w != "0" {
			v.negeer("straal", w)
		}
	}
	if w := p.Get("sorteer"); w != "" {
		if i := slices.Index(Sorteernamen[:], w); i >= 0 {
			v.Sorteer = Sortering(i)
		} else {
			v.negeer("sorteer", w)
		}
	}
	if v.Postcode == "" { // nothing to measure from
		v.Straal = 0
		if v.Sorteer == SorteerAfstand {
			v.Sorteer = SorteerBeste
		}
	}
	return v
}

// paginanummer reads a page; more than anybody has pages is the last one.
func paginanummer(w string) int {
	n, err := strconv.Atoi(w)
	if err != nil && !strings.HasPrefix(w, "-") && strings.Trim(w, "0123456789") == "" {
		n = maxPaginanr // too long for a number
	}
	return max(1, min(n, maxPaginanr))
}

// negeer notes what was left out, shortened: it is only good for a note.
func (v *Vraag) negeer(naam, waarde string) {
	if len(v.Genegeerd) < maxGenegeerd {
		v.Genegeerd = append(v.Genegeerd, naam+"="+kortTot(waarde, 40))
	}
}

// Gefilterd is how many filters were chosen.
func (v Vraag) Gefilterd() int {
	n := 0
	for _, k := range v.Keuzes {
		n += len(k)
	}
	if v.Straal > 0 {
		n++
	}
	return n
}

// Parameters are those of the address of a question, on the given page.
func (v Vraag) Parameters(pagina int) url.Values {
	p := url.Values{}
	zet := func(naam, waarde string, wel bool) {
		if wel {
			p.Set(naam, waarde)
		}
	}
	zet("q", v.Q, v.Q != "")
	for g, naam := range Groepnamen {
		if len(v.Keuzes[g]) > 0 {
			p[naam] = v.Keuzes[g]
		}
	}
	zet("postcode", v.Postcode, v.Postcode != "")
	zet("straal", strconv.Itoa(v.Straal), v.Straal > 0)
	zet("sorteer", Sorteernamen[v.Sorteer], v.Sorteer != SorteerBeste)
	zet("pagina", strconv.Itoa(pagina), pagina > 1)
	return p
}

// URL is the address of a question, on the given page.
func (v Vraag) URL(pagina int) string {
	p := v.Parameters(pagina)
	if len(p) == 0 {
		return "/aanbod"
	}
	return "/aanbod?" + p.Encode()
}

// Zonder is the question with one choice less.
func (v Vraag) Zonder(g Groep, waarde string) Vraag {
	v.Keuzes[g] = slices.DeleteFunc(slices.Clone(v.Keuzes[g]), func(w string) bool { return w == waarde })
	return v
}

// ZonderGroep is the question without the choices of a group.
func (v Vraag) ZonderGroep(g Groep) Vraag {
	v.Keuzes[g] = nil
	return v
}

// ZonderPostcode is the question from nowhere in particular.
func (v Vraag) ZonderPostcode() Vraag {
	v.Postcode, v.Straal = "", 0
	if v.Sorteer == SorteerAfstand {
		v.Sorteer = SorteerBeste
	}
	return v
}

// ZonderStraal is the question at any distance.
func (v Vraag) ZonderStraal() Vraag {
	v.Straal = 0
	return v
}

// ZonderFilters is the question with its words alone.
func (v Vraag) ZonderFilters() Vraag {
	v.Keuzes, v.Straal, v.Pagina, v.Genegeerd = [AantalGroepen][]string{}, 0, 1, nil
	return v
}
