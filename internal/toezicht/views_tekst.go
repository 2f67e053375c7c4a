package toezicht

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"mantelpunt/internal/audit"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// wieNaam is who did it, and from where.
func wieNaam(r audit.Vastgelegd) string {
	naam := r.WieNaam
	if naam == "" {
		naam = r.WieSoort
	}
	if r.Adres != "" {
		naam += " (" + r.Adres + ")"
	}
	return naam
}

// kort is enough of an id to recognise it by.
func kort(rij string) string {
	if _, err := uuid.Parse(rij); err == nil {
		return "…" + rij[len(rij)-8:]
	}
	return rij
}

// gegevens writes what was noted with a line as words: "van: ingediend, naar: verleend".
func gegevens(r audit.Vastgelegd) string {
	var m map[string]any
	if err := json.Unmarshal(r.Gegevens, &m); err != nil { // not an object
		return string(r.Gegevens)
	}
	var delen []string
	for naam, waarde := range m {
		tekst, ok := waarde.(string)
		if !ok {
			b, _ := json.Marshal(waarde)
			tekst = string(b)
		}
		delen = append(delen, naam+": "+tekst)
	}
	slices.Sort(delen)
	return strings.Join(delen, ", ")
}

func zin(o Opvallend) string {
	switch o.Reden {
	case Veel:
		return fmt.Sprintf("%d verschillende dossiers binnen een uur", o.Aantal)
	case EigenNaam:
		return "De aanvrager heeft dezelfde achternaam als de lezer"
	}
	if o.Aantal == 1 {
		return "1 dossier in de nacht"
	}
	return fmt.Sprintf("%d dossiers in de nacht", o.Aantal)
}

// url leads to the lines of that person, that day.
func (o Opvallend) url() string {
	return web.Zoek(padAudit, "wie", o.Wie.ID.String(), "wat", Gelezen, "rij", o.Rij, "van", dag(o.Op), "tot", dag(o.Op))
}

func zonderRij(k keuze) string {
	k.Rij = ""
	return k.url(0)
}

func wieWaarde(k keuze) string {
	if k.Wie == uuid.Nil {
		return ""
	}
	return k.Wie.String()
}
