package verklaring

import (
	"slices"

	"mantelpunt/web"
)

// Deels are the steps that staff fill in for somebody: what they do not know stays open.
var Deels = []string{StapWie, StapNaaste, StapZorg, StapDoel}

// Verplicht are the questions that no aanvraag can do without.
var Verplicht = []string{"naam", "geboortedatum", "doelen"}

// NeemDeels reads the steps of Deels for who answers in the name of somebody else. A
// question that was left open is no mistake, unless it is one of Verplicht; a wrong
// answer is. A step with an open question is not ready.
func (a *Antwoorden) NeemDeels(v *Invoer, r Regels) {
	var fouten web.Fouten
	for _, stap := range Deels {
		w := *v
		w.Fouten = nil
		a.Neem(stap, &w, r)
		for _, f := range w.Fouten {
			if slices.Contains(Verplicht, f.Veld) || v.ingevuld(f.Veld) {
				fouten = append(fouten, f)
			}
		}
	}
	v.Fouten = append(v.Fouten, fouten...)
}

// ingevuld reports that something was typed or chosen for a question.
func (v *Invoer) ingevuld(veld string) bool {
	return v.Get(veld) != "" || !web.LeesDatum(v.Get, veld).Leeg()
}

// Werkzin is the sentence of a mistake for staff, who answer for somebody else.
func Werkzin(sleutel string) string {
	if zin, ok := werkzinnen[sleutel]; ok {
		return zin
	}
	return "Dit antwoord kan niet. Kies een van de antwoorden, of laat de vraag open."
}

var werkzinnen = map[string]string{
	"naam":                   "Vul de voornaam en achternaam in.",
	"naam.lang":              "De naam mag niet langer zijn dan 100 tekens.",
	"naam.tekens":            "In de naam staan tekens die niet in een naam horen, zoals een cijfer.",
	"geboortedatum":          "Vul de geboortedatum in.",
	"datum.bestaatniet":      "Deze geboortedatum bestaat niet. Schrijf bijvoorbeeld 3-3-1971.",
	"geboortedatum.toekomst": "De geboortedatum ligt in de toekomst.",
	"geboortedatum.oud":      "De geboortedatum ligt meer dan 120 jaar terug.",
	"telefoon":               "Dit telefoonnummer klopt niet. Een nummer heeft 10 tot 15 cijfers.",
	"uren.getal":             "Vul het aantal uren in als een heel getal.",
	"uren.week":              "Vul een aantal uren in van 1 tot en met 168.",
	"sinds":                  "Vul een maand en een jaar in.",
	"sinds.bestaatniet":      "Deze maand bestaat niet. Schrijf bijvoorbeeld 3 en 2024.",
	"sinds.toekomst":         "Deze maand ligt in de toekomst.",
	"toelichting.lang":       "De toelichting mag niet langer zijn dan 500 tekens.",
	"doelen":                 "Kies waarvoor de verklaring is.",
	"afdrukken":              "Deze tekens kunnen niet op een brief of verklaring staan:",
}
