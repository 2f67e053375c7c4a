package verklaring

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/web"
)

// Verschil is one rule that changed, in words.
type Verschil struct {
	Wat  string `json:"wat"`
	Voor string `json:"voor"`
	Na   string `json:"na"`
}

// The words of the choices, for staff.
var (
	WoontWoorden       = map[Woont]string{WoontMantelzorger: "De mantelzorger", WoontZorgvrager: "De naaste", WoontEenVan: "De mantelzorger of de naaste"}
	BevestigingWoorden = map[Bevestiging]string{BevestigingNiet: "Niet vragen", BevestigingLink: "Met een link per e-mail of een code per brief, en op papier", BevestigingPapier: "Alleen op papier"}
	ModusWoorden       = map[Modus]string{Direct: "Meteen, als de antwoorden aan de regels voldoen", Beoordeling: "Een consulent beslist"}
	BewijsWoorden      = map[string]string{"takenlijst": "Een lijst van taken", "indicatie": "Een kopie van een indicatie"}
)

// Woorden says the rules to staff, rule by rule: on the pages, and to compare versions.
func (r Regels) Woorden(ctx context.Context) []web.Rij {
	nl := i18n.MetTaal(ctx, i18n.Talen[0].Code)
	rij := func(naam, waarde string) web.Rij {
		if waarde == "" {
			waarde = "Geen"
		}
		return web.Rij{Naam: naam, Waarde: waarde}
	}
	var bewijs, doelen []string
	for _, b := range r.Bewijs {
		bewijs = append(bewijs, BewijsWoorden[b])
	}
	for _, d := range r.Doelen {
		doelen = append(doelen, DoelNaam(nl, d.Code)+": "+aantal(d.Maanden, "maand", "maanden"))
	}
	zorg := "Elke zorg telt"
	if z := r.EisZorg(nl); z != "" {
		zorg = z
	}
	bevestiging := r.Bevestiging
	if bevestiging == "" {
		bevestiging = BevestigingNiet
	}
	return []web.Rij{
		rij("Wie in de gemeente woont", WoontWoorden[r.Woont]),
		rij("Hoeveel zorg", zorg),
		rij("Bewijs", strings.Join(bewijs, "\n")),
		rij("Bevestiging door de naaste", BevestigingWoorden[bevestiging]),
		rij("Doelen, en hoe lang de verklaring daarvoor geldt", strings.Join(doelen, "\n")),
		rij("Wie beslist", ModusWoorden[r.Modus]),
		rij("Vier ogen", jaNee(r.VierOgen, "Een tweede consulent kijkt mee", "Nee")),
		rij("Besluit", jaNee(r.Besluit, "Ja, met de mogelijkheid van bezwaar", "Nee")),
		rij("Beslistermijn", aantal(r.BeslisWeken, "week", "weken")),
		rij("Later beslissen", jaNee(r.VerlengWeken > 0, "Hoogstens "+aantal(r.VerlengWeken, "week", "weken")+" later, één keer", "Kan niet")),
		rij("Tijd om een vraag te beantwoorden", aantal(r.AntwoordDagen, "dag", "dagen")),
		rij("Termijn tijdens een vraag", jaNee(r.Opschorten, "Staat stil", "Loopt door")),
		rij("Verleende aanvraag bewaren", aantal(r.Bewaren.VerleendMaanden, "maand", "maanden")+" na de laatste dag van de verklaring"),
		rij("Afgewezen aanvraag bewaren", aantal(r.Bewaren.AfgewezenMaanden, "maand", "maanden")+" na het besluit"),
		rij("Ingetrokken of niet behandelde aanvraag bewaren", aantal(r.Bewaren.AfgebrokenDagen, "dag", "dagen")),
		rij("Bron van de bewaartermijnen", r.Bewaren.Bron),
		rij("Eigen tekst op de uitlegpagina", r.Teksten.Uitleg),
		rij("Eigen tekst onder brieven", r.Teksten.Brief),
		rij("Afzender op brieven", strings.Join(r.Briefhoofd.Afzender, "\n")),
		rij("Ondertekenaar", strings.Join(zonderLeeg(r.Briefhoofd.Ondertekenaar, r.Briefhoofd.Functie), ", ")),
		rij("Adres voor bezwaar", strings.Join(r.Briefhoofd.Bezwaar, "\n")),
	}
}

// Verschillen compares these rules with those before, rule by rule.
func (r Regels) Verschillen(ctx context.Context, voor Regels) (uit []Verschil) {
	was := voor.Woorden(ctx)
	for i, w := range r.Woorden(ctx) {
		if w.Waarde != was[i].Waarde {
			uit = append(uit, Verschil{w.Naam, was[i].Waarde, w.Waarde})
		}
	}
	return uit
}

func aantal(n int, een, meer string) string {
	if n == 1 {
		return "1 " + een
	}
	return strconv.Itoa(n) + " " + meer
}

func jaNee(ja bool, zinJa, zinNee string) string {
	if ja {
		return zinJa
	}
	return zinNee
}

func zonderLeeg(woorden ...string) (uit []string) {
	for _, w := range woorden {
		if w != "" {
			uit = append(uit, w)
		}
	}
	return uit
}

// getalnamen are the rules that are a number, by the field of the form, as a sentence
// about a mistake names them.
var getalnamen = map[string]string{
	"uren": "uren zorg per week", "weken": "weken zorg", "beslis_weken": "weken om te beslissen", "verleng_weken": "weken later", "antwoord_dagen": "dagen om te antwoorden",
	"verleend_maanden": "verleend", "afgewezen_maanden": "afgewezen", "afgebroken_dagen": "ingetrokken of niet behandeld",
}

// Getalnaam names a field of the form that asks a number.
func Getalnaam(veld string) string {
	if code, ok := strings.CutPrefix(veld, "maanden-"); ok {
		return "maanden voor " + DoelNaam(context.Background(), code)
	}
	if code, ok := strings.CutPrefix(veld, "plaats-"); ok {
		return "plaats van " + DoelNaam(context.Background(), code)
	}
	return getalnamen[veld]
}

// Gebrek is a rule that cannot be, or two that cannot go together: the field of the
// form, and a sentence that says what to do.
type Gebrek struct{ Veld, Zin string }

// Limits of the numbers.
const (
	maxBeslisWeken = 8 // Awb 4:13, second paragraph
	bezwaarDagen   = 42
)

// Keur finds what a gemeente cannot decide like this.
func (r Regels) Keur() (uit []Gebrek) {
	eis := func(goed bool, veld, zin string) {
		if !goed {
			uit = append(uit, Gebrek{veld, zin})
		}
	}
	tussen := func(n, van, tot int, veld string) {
		eis(n >= van && n <= tot, veld, fmt.Sprintf("Vul bij ‘%s’ een getal in van %d tot en met %d.", Getalnaam(veld), van, tot))
	}
	eis(WoontWoorden[r.Woont] != "", "woont", "Kies wie in de gemeente moet wonen.")
	tussen(r.UrenPerWeek, 0, 168, "uren")
	tussen(r.Weken, 0, 520, "weken")
	eis(BevestigingWoorden[r.Bevestiging] != "", "bevestiging", "Kies of de naaste moet bevestigen.")
	eis(len(r.Doelen) > 0, "doelen", "Kies minstens één doel. Geef het een plaats in de lijst.")
	for _, d := range r.Doelen {
		tussen(d.Maanden, 1, 60, "maanden-"+d.Code)
	}
	eis(ModusWoorden[r.Modus] != "", "modus", "Kies wie beslist.")
	eis(r.Modus != Direct || !r.VierOgen, "vier_ogen", "Meteen verlenen en vier ogen gaan niet samen. Laat een consulent beslissen, of zet vier ogen uit.")
	tussen(r.BeslisWeken, 1, 26, "beslis_weken")
	eis(!r.Besluit || r.BeslisWeken <= maxBeslisWeken || r.BeslisWeken > 26, "beslis_weken", fmt.Sprintf("Bij een besluit is de termijn hoogstens %d weken (Awb artikel 4:13).", maxBeslisWeken))
	tussen(r.VerlengWeken, 0, 8, "verleng_weken")
	tussen(r.AntwoordDagen, 7, 56, "antwoord_dagen")
	tussen(r.Bewaren.VerleendMaanden, 1, 240, "verleend_maanden")
	tussen(r.Bewaren.AfgewezenMaanden, 1, 240, "afgewezen_maanden")
	tussen(r.Bewaren.AfgebrokenDagen, 1, 730, "afgebroken_dagen")
	if r.Besluit {
		eis(r.Bewaren.AfgewezenMaanden >= 2 || r.Bewaren.AfgewezenMaanden < 1, "afgewezen_maanden", "Bewaar een afgewezen aanvraag minstens 2 maanden: zo lang kan iemand nog bezwaar maken.")
		eis(r.Bewaren.AfgebrokenDagen >= bezwaarDagen || r.Bewaren.AfgebrokenDagen < 1, "afgebroken_dagen", fmt.Sprintf("Bewaar een niet behandelde aanvraag minstens %d dagen: zo lang kan iemand nog bezwaar maken.", bezwaarDagen))
	}
	eis(strings.TrimSpace(r.Bewaren.Bron) != "", "bron", "Vul in waar de bewaartermijnen vandaan komen, bijvoorbeeld: Selectielijst gemeenten 2020, 9.1.1.")
	eis(!r.Besluit || len(r.Briefhoofd.Bezwaar) > 0, "bezwaar", "Bij een besluit hoort een adres voor bezwaar. Vul het in, of zet ‘besluit’ uit.")
	return uit
}
