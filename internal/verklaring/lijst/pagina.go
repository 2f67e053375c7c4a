package lijst

import (
	"strconv"

	"mantelpunt/web"
)

// lijstpagina is what the page of a list shows.
type lijstpagina struct {
	Lijst
	Rijen      []Regel
	AlleenFout bool
	Pagina     int
	Stil       bool // does not look again by itself
	Mag        bool // whoever looks may confirm
	Fouten     web.Fouten
	Melding    string
}

// Paginas is how many pages of rows there are.
func (v lijstpagina) Paginas() int {
	n := v.Regels
	if v.AlleenFout {
		n = v.Fout
	}
	return (n + perPagina - 1) / perPagina
}

func (v lijstpagina) opPagina(n int) string {
	toon, pagina := "", ""
	if v.AlleenFout {
		toon = "fouten"
	}
	if n > 1 {
		pagina = strconv.Itoa(n)
	}
	return web.Zoek(padLijst(v.ID), "toon", toon, "pagina", pagina)
}

// totalen are the numbers of a list in words.
func (l Lijst) totalen() []web.Rij {
	uit := []web.Rij{{Naam: "Regels in het bestand", Waarde: strconv.Itoa(l.Regels)}}
	if l.Verleend > 0 || l.Status != Voorbeeld {
		uit = append(uit, web.Rij{Naam: "Verleend", Waarde: strconv.Itoa(l.Verleend)})
	}
	return append(uit, web.Rij{Naam: "Kan worden verleend", Waarde: strconv.Itoa(l.Te())}, web.Rij{Naam: "Wordt niet verleend", Waarde: strconv.Itoa(l.Fout)})
}

func (l Lijst) staat() (badge, naam string) {
	switch l.Status {
	case Bezig:
		return "warning", "bezig"
	case Klaar:
		return "success", "klaar"
	case Gestopt:
		return "danger", "gestopt"
	}
	return "neutral", "nog niet verleend"
}

// knoptekst is what the button says that issues.
func (l Lijst) knoptekst() string {
	if l.Te() == 1 {
		return "Verleen 1 verklaring"
	}
	return "Verleen " + strconv.Itoa(l.Te()) + " verklaringen"
}
