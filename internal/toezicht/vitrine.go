package toezicht

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// Vitrine gives every page of this feature in every state, with sample data.
func Vitrine(context.Context) (uit []web.Voorbeeld) {
	op := time.Date(2026, 11, 20, 9, 12, 0, 0, time.UTC)
	carla := Wie{uuid.MustParse("01900000-0000-7000-8000-000000000001"), "Carla Bakker"}
	einde := audit.Anker{Nr: 1234, Hash: make([]byte, 32)}
	var regels []audit.Vastgelegd
	for i := range perPagina {
		r := audit.Vastgelegd{Nr: int64(1234 - i), Op: op.Add(-time.Duration(i) * 7 * time.Minute), WieSoort: "medewerker", WieID: carla.ID, WieNaam: carla.Naam, Adres: "203.0.113.7", Wat: Gelezen, Tabel: "aanvraag", Rij: fmt.Sprintf("01900000-0000-7000-8000-%012d", i)}
		switch i % 4 {
		case 1:
			r.Wat, r.Gegevens = "aanvraag verleend", json.RawMessage(`{"van": "in_behandeling", "naar": "verleend"}`)
		case 2:
			r.WieSoort, r.WieNaam, r.Adres, r.Wat, r.Gegevens = "burger", "mantelzorger", "", "aanvraag ingediend", json.RawMessage(`{"van": "concept", "naar": "ingediend"}`)
		case 3:
			r.WieSoort, r.WieNaam, r.Adres, r.Wat, r.Tabel, r.Rij, r.Gegevens = "opdrachtregel", "opdrachtregel", "", "rol gegeven", "gebruiker", web.LangWoord, json.RawMessage(`["redacteur"]`)
		}
		regels = append(regels, r)
	}
	wat := []string{"aanvraag verleend", Gelezen, "rol gegeven"}
	lijst := func(naam string, p auditpagina) {
		p.Wie, p.Wat, p.Einde = []Wie{carla}, wat, einde
		uit = append(uit, web.Voorbeeld{Naam: "Audit " + naam, Pagina: web.AlsMedewerker(lijstpagina(p))})
	}
	lijst("", auditpagina{Regels: regels})
	lijst("van één rij", auditpagina{Regels: regels[:2], Keuze: keuze{Filter: Filter{Rij: regels[0].Rij, Wie: carla.ID, Wat: Gelezen}}})
	lijst("zonder regels", auditpagina{Keuze: leesKeuze(map[string][]string{"van": {"2026-01-01"}, "tot": {"2026-01-02"}})})
	lijst("met een fout", auditpagina{Keuze: leesKeuze(map[string][]string{"van": {"2026-02-30"}, "tot": {"morgen"}})})
	lijst("gecontroleerd", auditpagina{Regels: regels, Verslag: &audit.Verslag{Regels: 1234, Einde: einde}})
	lijst("gecontroleerd en niet goed", auditpagina{Regels: regels, Verslag: &audit.Verslag{Regels: 17, Fout: "regel 18 is veranderd", Einde: einde}})
	uit = append(uit,
		web.Voorbeeld{Naam: "Audit opvallend", Pagina: web.AlsMedewerker(opvallendpagina([]Opvallend{
			{Reden: Veel, Wie: carla, Op: op, Aantal: 41}, {Reden: EigenNaam, Wie: carla, Op: op, Aantal: 1, Rij: regels[0].Rij},
			{Reden: InDeNacht, Wie: carla, Op: op, Aantal: 1}, {Reden: InDeNacht, Wie: carla, Op: op, Aantal: 5},
		}))},
		web.Voorbeeld{Naam: "Audit niets opvallends", Pagina: web.AlsMedewerker(opvallendpagina(nil))},
	)
	return uit
}
