package behandelen

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/termijn"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// termijnstand says how many days are left to decide, in a colour and in words.
func termijnstand(a verklaring.Aanvraag, vandaag time.Time) (klasse, tekst string) {
	if a.StaatStil(vandaag) {
		return "mz-termijn", "staat stil"
	}
	n := termijn.Dagen(vandaag, a.Uiterlijk(vandaag))
	switch {
	case n < 0:
		return "mz-termijn mz-termijn--over", aantal(-n, "dag", "dagen") + " te laat"
	case n == 0:
		return "mz-termijn mz-termijn--krap", "vandaag"
	case n <= 14:
		return "mz-termijn mz-termijn--krap", "nog " + aantal(n, "dag", "dagen")
	}
	return "mz-termijn mz-termijn--ruim", "nog " + aantal(n, "dag", "dagen")
}

// aantal says a number of things: "1 dag", "3 dagen".
func aantal(n int, een, meer string) string {
	if n == 1 {
		return "1 " + een
	}
	return strconv.Itoa(n) + " " + meer
}

// hoeveel says how many lines a page has. Over all pages they are not counted.
func (w Werklijst) hoeveel() string {
	n := aantal(len(w.Regels), "aanvraag", "aanvragen")
	switch {
	case !w.Verder.Leeg():
		return n + " op deze bladzijde, en er is meer"
	case !w.Na.Leeg():
		return n + " op deze bladzijde"
	}
	return n
}

func behandelaar(a verklaring.Aanvraag) string { return cmp.Or(a.Behandelaar, "Nog niemand") }

// zin makes a sentence of a word: "in behandeling" becomes "In behandeling".
func zin(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// afwezigTot is the last day away of a colleague, nil for who is there.
func afwezigTot(cs []Collega, id uuid.UUID) *time.Time {
	for _, c := range cs {
		if c.ID == id {
			return c.AfwezigTot
		}
	}
	return nil
}

// onderschrift says which aanvragen a table holds, and in which order.
func onderschrift(s Selectie) string {
	switch {
	case s.Sorteer == "ontvangen":
		return "Aanvragen, de oudste bovenaan"
	case s.Lijst == Afgehandeld:
		return "Aanvragen, het nieuwste besluit bovenaan"
	}
	return "Aanvragen, de kortste termijn bovenaan"
}

func besluitkop(s *Selectie) string {
	if s != nil && s.Lijst == Afgehandeld {
		return "Besloten"
	}
	return "Besluit uiterlijk"
}

// richting is the direction of the column by which a list is sorted, in ARIA's words.
func (s Selectie) richting() string {
	if s.Lijst == Afgehandeld && s.Sorteer == "" {
		return "descending"
	}
	return "ascending"
}

func (s Selectie) statuskeuzen() []web.Keuze {
	uit := []web.Keuze{{Naam: "Alle"}}
	for _, x := range s.statussen() {
		uit = append(uit, web.Keuze{Waarde: string(x), Naam: zin(verklaring.StatusNaam(x)), Gekozen: x == s.Status})
	}
	return uit
}

func (s Selectie) kanaalkeuzen() []web.Keuze {
	uit := []web.Keuze{{Naam: "Alle"}}
	for _, x := range kanalen {
		uit = append(uit, web.Keuze{Waarde: string(x), Naam: kanaalnamen[x], Gekozen: x == s.Kanaal})
	}
	return uit
}

func (s Selectie) termijnkeuzen() []web.Keuze {
	uit := []web.Keuze{{Naam: "Alle"}}
	for _, x := range termijnen {
		uit = append(uit, web.Keuze{Waarde: x, Naam: termijnnamen[x], Gekozen: x == s.Termijn})
	}
	return uit
}

// criteriumVoorStaf says a rule in the words of staff.
func criteriumVoorStaf(ctx context.Context, c verklaring.Criterium, r verklaring.Regels) string {
	switch c.Code {
	case "uren":
		return fmt.Sprintf("Minstens %d uur zorg in de week.", r.UrenPerWeek)
	case "duur":
		return fmt.Sprintf("Langer dan %s zorg.", verklaring.Duur(ctx, r.Weken))
	case "toestemming":
		return "De naaste heeft de zorg bevestigd."
	case "bewijs.takenlijst":
		return "Een lijst van de taken is meegestuurd."
	case "bewijs.indicatie":
		return "Een kopie van een indicatie is meegestuurd."
	}
	return map[verklaring.Woont]string{verklaring.WoontMantelzorger: "De mantelzorger woont in de gemeente.", verklaring.WoontZorgvrager: "De naaste woont in de gemeente.",
		verklaring.WoontEenVan: "De mantelzorger of de naaste woont in de gemeente."}[r.Woont]
}

// stafnamen are the questions in the words of staff.
var stafnamen = map[string]string{"naam": "Naam", "geboortedatum": "Geboortedatum", "woont_hier": "Woont in de gemeente", "telefoon": "Telefoon", "adres": "Postadres", "relatie": "Zorgt voor",
	"naaste_woont_hier": "Naaste woont in de gemeente", "taken": "Taken", "uren": "Uur per week", "sinds": "Sinds", "toelichting": "Toelichting", "doelen": "Gevraagd voor", "tweede_taal": "Tweede taal"}

// antwoordenVoorStaf lists the answers for a consulent, who is not spoken to as
// the carer is.
func antwoordenVoorStaf(ctx context.Context, a verklaring.Antwoorden) (uit []web.Rij) {
	for _, r := range a.Rijen(ctx) {
		if r.Waarde == "" && r.Verberg {
			continue
		}
		uit = append(uit, web.Rij{Naam: cmp.Or(stafnamen[r.Code], r.Naam), Waarde: cmp.Or(r.Waarde, "Niet ingevuld")})
	}
	return uit
}

// alineas splits typed text in paragraphs of lines.
func alineas(tekst string) (uit [][]string) {
	for _, alinea := range strings.Split(tekst, "\n\n") {
		if strings.TrimSpace(alinea) != "" {
			uit = append(uit, strings.Split(strings.TrimSpace(alinea), "\n"))
		}
	}
	return uit
}

// inleiding says what the work does; of a question also what becomes of the term.
func inleiding(d Dossier, f werkformulier) string {
	if f.Pad != werkVraag {
		return f.Inleiding
	}
	if d.Regels.Opschorten {
		return f.Inleiding + " De termijn staat stil tot het antwoord."
	}
	return f.Inleiding + " De termijn loopt intussen door."
}

// stilZin says of a question what becomes of the term.
func stilZin(r verklaring.Regels) string {
	if r.Opschorten {
		return "Staat stil tot het antwoord, hoogstens tot en met die dag"
	}
	return "Loopt door: dat zegt de regeling"
}

// wekenkeuzen are the weeks by which the term can be moved, each with what comes of it.
func wekenkeuzen(ctx context.Context, d Dossier, gekozen int) (uit []web.Keuze) {
	for n := 1; n <= d.Regels.VerlengWeken; n++ {
		uit = append(uit, web.Keuze{Waarde: strconv.Itoa(n), Naam: aantal(n, "week", "weken") + ": uiterlijk " + i18n.Datum(ctx, d.Verlengd(n)), Gekozen: n == gekozen})
	}
	return uit
}
