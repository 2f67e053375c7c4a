package lijst

import (
	"strconv"

	"mantelpunt/web"

	"github.com/google/uuid"
)

// lijstenpagina is what the overview shows.
type lijstenpagina struct {
	Lijsten []Lijst
	Na      uuid.UUID // the list behind which the page begins; uuid.Nil is the beginning
	Meer    bool      // there are lists behind these
	Fouten  web.Fouten
}

// verder is the address of the page behind this one.
func (v lijstenpagina) verder() string {
	return web.Zoek(PadLijsten, "na", v.Lijsten[len(v.Lijsten)-1].ID.String())
}

// lijstpagina is what the page of a list shows.
type lijstpagina struct {
	Lijst
	Rijen      []Regel
	AlleenFout bool
	Na         int  // the number of the row behind which the page begins; 0 is the beginning
	Meer       bool // there are rows behind these
	Stil       bool // does not look again by itself
	Mag        bool // whoever looks may confirm
	Fouten     web.Fouten
	Melding    string
}

// vanaf is the address of the page that begins behind a row.
func (v lijstpagina) vanaf(nr int) string {
	toon, na := "", ""
	if v.AlleenFout {
		toon = "fouten"
	}
	if nr > 0 {
		na = strconv.Itoa(nr)
	}
	return web.Zoek(padLijst(v.ID), "toon", toon, "na", na)
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
