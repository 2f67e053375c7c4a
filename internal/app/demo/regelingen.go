package demo

import (
	"time"

	"mantelpunt/internal/verklaring"
)

// zonderVierOgen is how many days ago Veldwaarde let go of four eyes. Who asked before
// that keeps the rules of then.
const zonderVierOgen = 45

// selectielijst is the source of how long a gemeente keeps an aanvraag.
const selectielijst = "Selectielijst gemeenten 2020, categorieën 9.1.1, 9.2 en 8.4.1"

// begin is the day on which the first rules hold: before the oldest aanvraag.
func begin(nu time.Time) time.Time { return time.Date(nu.Year()-1, 1, 1, 0, 0, 0, 0, time.UTC) }

// veldwaardeRegelingen let a consulent decide, at first with a colleague who looks along.
func veldwaardeRegelingen(nu time.Time) []verklaring.Regeling {
	r := verklaring.StandaardRegels()
	r.Bewaren.Bron = selectielijst
	r.Teksten.Uitleg = "Twijfelt u of u mantelzorger bent? Bel MantelSteun Veldwaarde. Wij vullen de aanvraag ook samen met u in, bij u thuis of aan het Raadhuisplein."
	r.Teksten.Brief = "Zorgt u voor iemand in Veldwaarde? Elke woensdagochtend staat de koffie klaar aan het Raadhuisplein. U hoeft zich niet aan te melden."
	r.Briefhoofd = verklaring.Briefhoofd{
		Afzender:      []string{"Gemeente Veldwaarde", "MantelSteun Veldwaarde", "Raadhuisplein 1", "7991 AA Veldwaarde"},
		Ondertekenaar: "Carla Bakker", Functie: "consulent mantelzorg",
		Bezwaar: []string{"College van burgemeester en wethouders van Veldwaarde", "Postbus 1", "7990 AA Veldwaarde"},
	}
	eerst := r
	eerst.VierOgen = true
	return []verklaring.Regeling{{GeldigVanaf: begin(nu), Regels: eerst}, {GeldigVanaf: verklaring.Dag(nu).AddDate(0, 0, -zonderVierOgen), Regels: r}}
}

// lindemeerRegelingen believe the carers: less care is enough, and who meets the rules gets the
// verklaring as soon as the zorgvrager confirmed. It is shorter valid.
func lindemeerRegelingen(nu time.Time) []verklaring.Regeling {
	r := verklaring.StandaardRegels()
	r.UrenPerWeek, r.Beide = 4, false
	r.Modus, r.Bevestiging = verklaring.Direct, verklaring.BevestigingLink
	r.Doelen = []verklaring.Doel{{Code: "werkgever", Maanden: 12}, {Code: "uwv", Maanden: 6}, {Code: "bijstand", Maanden: 6}, {Code: "school", Maanden: 12}, {Code: "waardering", Maanden: 12}}
	r.Bewaren.Bron = selectielijst
	r.Briefhoofd = verklaring.Briefhoofd{
		Afzender:      []string{"Gemeente Lindemeer", "Steunpunt Mantelzorg Lindemeer", "Meerweg 12", "8391 LM Lindemeer"},
		Ondertekenaar: "Jelle Dijkstra", Functie: "consulent Steunpunt Mantelzorg",
		Bezwaar: []string{"College van burgemeester en wethouders van Lindemeer", "Postbus 12", "8390 AL Lindemeer"},
	}
	return []verklaring.Regeling{{GeldigVanaf: begin(nu), Regels: r}}
}
