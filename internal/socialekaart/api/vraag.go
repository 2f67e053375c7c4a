package api

import (
	"net/url"
	"strconv"
	"strings"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/socialekaart"
)

// How many services a page has.
const (
	perPagina    = 25
	maxPerPagina = 100
)

// leesVraag reads what is asked. heel asks for whole services in a list. What a page
// for people ignores with a note is refused here: a system that asks something else
// than it thinks must hear so.
func leesVraag(k *socialekaart.Kaart, o socialekaart.Omgeving, p url.Values) (v socialekaart.Vraag, heel bool, err error) {
	filters := url.Values{}
	for naam, waarden := range p {
		if naam != "q" && naam != "pagina" { // search and page are their names here
			filters[naam] = waarden
		}
	}
	v = k.Lees(filters, o)
	if len(v.Genegeerd) > 0 {
		return v, false, fault.Met(fault.Invalid, "Dit filter bestaat hier niet: "+strings.Join(v.Genegeerd, ", ")+".")
	}
	v.Q = socialekaart.Kort(p.Get("search"))
	if v.Pagina, err = getal(p, "page", 1, 1<<30); err != nil {
		return v, false, err
	}
	if v.PerPagina, err = getal(p, "per_page", perPagina, maxPerPagina); err != nil {
		return v, false, err
	}
	switch w := p.Get("full"); w {
	case "", "false":
	case "true":
		heel = true
	default:
		return v, false, fault.Met(fault.Invalid, "De waarde van full is true of false.")
	}
	return v, heel, nil
}

// getal reads a number from 1 to hoogste.
func getal(p url.Values, naam string, anders, hoogste int) (int, error) {
	w := p.Get(naam)
	if w == "" && !p.Has(naam) {
		return anders, nil
	}
	n, err := strconv.Atoi(w)
	if err != nil || n < 1 || n > hoogste {
		return 0, fault.Met(fault.Invalid, "De waarde van "+naam+" is een getal van 1 tot en met "+strconv.Itoa(hoogste)+".")
	}
	return n, nil
}
