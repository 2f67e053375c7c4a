// Package voorbeeld has the sample data of the rooms: what their pages show in the
// vitrine. The people in it do not exist.
package voorbeeld

import (
	"strings"
	"time"

	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// Dag is the day on which the samples are looked at.
var Dag = time.Date(2026, 11, 12, 0, 0, 0, 0, time.UTC)

// Uitkomsten are those of a verklaring that exists.
var Uitkomsten = []verklaring.Uitkomst{verklaring.Geldig, verklaring.NogNietGeldig, verklaring.Verlopen, verklaring.IsIngetrokken}

// Antwoorden are those of somebody who filled in everything.
func Antwoorden() verklaring.Antwoorden {
	return verklaring.Antwoorden{Taal: "nl", Naam: "Fatima van der Berg", Geboortedatum: time.Date(1971, 3, 14, 0, 0, 0, 0, time.UTC), WoontHier: "ja", Telefoon: "06 12345678",
		Relatie: "ouder", NaasteWoontHier: "ja", Taken: []string{"huishouden", "boodschappen", "medicijnen"}, Uren: 14, Sinds: time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC),
		Toelichting: "Mijn moeder kan niet meer alleen naar buiten. Ik doe ook haar administratie.", Doelen: []string{"werkgever", "parkeren"}, Klaar: verklaring.StandaardRegels().Stappen()}
}

// LangeAntwoorden are words that fit nowhere.
func LangeAntwoorden() verklaring.Antwoorden {
	a := Antwoorden()
	a.Naam, a.Toelichting, a.Taken, a.Doelen = web.LangWoord, strings.Repeat(web.LangWoord+" en ", 6), verklaring.Taken, verklaring.StandaardRegels().Doelcodes()
	return a
}

// Aanvraag is one with a status.
func Aanvraag(s verklaring.Status) verklaring.Aanvraag {
	ingediend, beslis := Dag.AddDate(0, 0, -20).Add(9*time.Hour), Dag.AddDate(0, 0, 36)
	a := verklaring.Aanvraag{ID: uuid.UUID{15: 42}, Kenmerk: "MV-2026-00042", Status: s, Soort: verklaring.Nieuw, Kanaal: verklaring.Online, Antwoorden: Antwoorden(), Regels: verklaring.StandaardRegels(),
		AangemaaktOp: ingediend.Add(-time.Hour), IngediendOp: &ingediend, TermijnTot: &beslis, BeslisVoor: &beslis, Email: "f.vandenberg@post.example"}
	switch {
	case s == verklaring.Concept:
		a.Kenmerk, a.IngediendOp, a.TermijnTot, a.BeslisVoor = "", nil, nil, nil
	case s != verklaring.Ingediend:
		a.Behandelaar, a.BehandelaarID = "Carla Bakker", uuid.UUID{15: 3}
	}
	if s == verklaring.WachtOpAanvrager {
		sinds, voor := Dag.AddDate(0, 0, -2), Dag.AddDate(0, 0, 12)
		a.OpgeschortOp, a.AntwoordVoor = &sinds, &voor
	}
	if s != verklaring.Concept && !s.Open() {
		a.BeslotenOp = &Dag
	}
	return a
}

// Geschiedenis is that of an aanvraag with this status.
func Geschiedenis(s verklaring.Status) []verklaring.Gebeurtenis {
	g := []verklaring.Gebeurtenis{{Van: verklaring.Concept, Naar: verklaring.Ingediend, DoorSoort: toegang.Burger, DoorNaam: "de aanvrager", Op: Dag.AddDate(0, 0, -20).Add(9 * time.Hour)}}
	voeg := func(naar verklaring.Status, op time.Time) {
		g = append(g, verklaring.Gebeurtenis{Van: g[len(g)-1].Naar, Naar: naar, DoorSoort: toegang.Medewerker, DoorNaam: "Carla Bakker", Op: op})
	}
	if s != verklaring.Ingediend {
		voeg(verklaring.InBehandeling, Dag.AddDate(0, 0, -3).Add(13*time.Hour))
	}
	if s != verklaring.Ingediend && s != verklaring.InBehandeling {
		voeg(s, Dag.Add(10*time.Hour))
	}
	return g
}

// Verklaring is one that stands like this on Dag.
func Verklaring(u verklaring.Uitkomst) verklaring.Verklaring {
	van := map[verklaring.Uitkomst]time.Time{verklaring.Geldig: Dag, verklaring.NogNietGeldig: Dag.AddDate(0, 1, 0), verklaring.Verlopen: Dag.AddDate(-1, 0, -1), verklaring.IsIngetrokken: Dag}[u]
	v := verklaring.Verklaring{ID: uuid.UUID{15: 7}, Kenmerk: "MV-2026-00042", Versie: 1, Code: "K7MW4T9PXQ23", Naam: "Fatima van der Berg", Geboortedatum: Antwoorden().Geboortedatum,
		Doelen: verklaring.StandaardRegels().Toekennen([]string{"werkgever", "parkeren"}, van), GeldigVan: van, AfgegevenOp: van}
	v.GeldigTot = v.Doelen[0].Tot
	if u == verklaring.IsIngetrokken {
		v.IngetrokkenOp, v.Reden = &Dag, verklaring.RedenGestopt
	}
	return v
}
