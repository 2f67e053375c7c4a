package uitwisseling

import (
	"math"
	"regexp"
	"strings"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart"

	"github.com/google/uuid"
)

// How the standard's parts say what it has no field for.
const (
	whatsapp   = "whatsapp"   // phones[].type
	verwijzers = "verwijzers" // contacts[].department: where referrals go
	cbs        = "cbs"        // service_areas[].extent_type: extent is the code of a gemeente, or NL

	dichtNotitie  = "gesloten" // schedules[].notes of an exception
	andersNotitie = "andere tijden"
)

var (
	eenheidPlaatsen    = uuid.NewSHA1(ruimte, []byte("plaatsen")).String()
	eenheidBeschikbaar = uuid.NewSHA1(ruimte, []byte("beschikbaar")).String()
	reDicht            = regexp.MustCompile(`(?i)^(gesloten|dicht|closed)\b`)
	reGebied           = regexp.MustCompile(`^(GM[0-9]{4}|NL)$`)
)

// plek maps the first capacity: places that are free, or the word for why there are none.
func (k *kaart) plek(doc map[string]any) socialekaart.Plek {
	lijst := k.lijst(doc, "capacities")
	if len(lijst) == 0 {
		return socialekaart.Plek{}
	}
	p, _ := k.capaciteit(lijst[0])
	return p
}

func (k *kaart) capaciteit(m map[string]any) (socialekaart.Plek, bool) {
	vrij, ok := k.getal(m, "available")
	op := k.dagVan(m, "updated")
	if !ok || op.IsZero() {
		return socialekaart.Plek{}, false
	}
	eenheid := k.een(m, "unit")
	p := socialekaart.Plek{Stand: socialekaart.PlekVol, Op: op}
	switch {
	case vrij > 0:
		p.Stand = socialekaart.PlekVrij
		if k.tekst(eenheid, "identifier") != "beschikbaar" {
			p.Aantal = int(math.Min(math.Round(vrij), 1e6))
		}
	case strings.Contains(strings.ToLower(k.tekst(m, "description")), "wacht"):
		p.Stand = socialekaart.PlekWachtlijst
	}
	return p, true
}

// legPlek puts what is known now in the place of the first capacity.
func (l *laag) legPlek(k *kaart, was, nu socialekaart.Plek) {
	if was == nu {
		return
	}
	if nu.Stand == "" { // all of them: the next one would be taken for it
		l.zet("capacities", "")
		return
	}
	uit := k.lijst(l.doc, "capacities")
	if len(uit) == 0 {
		uit = make([]map[string]any, 1)
	}
	uit[0] = l.capaciteit(nu)
	l.zet("capacities", samen(uit))
}

func (l *laag) capaciteit(p socialekaart.Plek) map[string]any {
	vrij, eenheid := p.Aantal, map[string]any{"id": eenheidPlaatsen, "name": "vrije plaatsen", "identifier": "plaatsen"}
	if p.Aantal == 0 {
		eenheid = map[string]any{"id": eenheidBeschikbaar, "name": "plaats beschikbaar: 1 is ja, 0 is nee", "identifier": "beschikbaar"}
		if p.Stand == socialekaart.PlekVrij {
			vrij = 1
		}
	}
	zin := map[socialekaart.PlekStand]string{socialekaart.PlekVrij: "Er is plaats", socialekaart.PlekWachtlijst: "Er is een wachtlijst", socialekaart.PlekVol: "Er is geen plaats"}[p.Stand]
	return map[string]any{"id": l.sub("capacities", p), "service_id": l.id.String(), "unit": eenheid, "available": vrij, "description": zin,
		"updated": p.Op.Format(time.DateOnly) + "T00:00:00Z"}
}

// dagVan reads a moment as the day that it is here.
func (k *kaart) dagVan(m map[string]any, sleutel string) socialekaart.Datum {
	tekst := k.tekst(m, sleutel)
	t, err := time.Parse(time.RFC3339, tekst)
	if err != nil {
		return k.datum(m, sleutel)
	}
	t = t.In(i18n.Amsterdam)
	return socialekaart.Datum{Time: time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)}
}

// uitzondering maps a schedule without days of the week that holds for some dates alone:
// it says that it is closed then, or gives other hours.
func (k *kaart) uitzondering(m map[string]any) (socialekaart.Uitzondering, bool) {
	if !k.isUitzondering(m) {
		return socialekaart.Uitzondering{}, false
	}
	u := socialekaart.Uitzondering{Van: k.datum(m, "valid_from"), Tot: k.datum(m, "valid_to"), VanTijd: k.uur(m, "opens_at"), TotTijd: k.uur(m, "closes_at"),
		Toelichting: k.tekst(m, "description")}
	u.Gesloten = u.VanTijd+u.TotTijd == ""
	if u.Tot == u.Van {
		u.Tot = socialekaart.Datum{}
	}
	return u, true
}

func (k *kaart) isUitzondering(m map[string]any) bool {
	if k.tekst(m, "valid_from") == "" || k.tekst(m, "byday") != "" || k.tekst(m, "freq") != "" {
		return false
	}
	if k.tekst(m, "opens_at") != "" && k.tekst(m, "closes_at") != "" {
		return k.tekst(m, "notes") == andersNotitie || k.tekst(m, "valid_to") != ""
	}
	return k.tekst(m, "opens_at")+k.tekst(m, "closes_at") == "" && (k.tekst(m, "notes") == dichtNotitie || reDicht.MatchString(k.tekst(m, "description")))
}

func (l *laag) uitzondering(u socialekaart.Uitzondering) map[string]any {
	m := map[string]any{"id": l.sub("schedules", u), "service_id": l.id.String(), "valid_from": dag(u.Van), "valid_to": dag(u.Eind()), "notes": andersNotitie}
	if u.Gesloten {
		m["notes"] = dichtNotitie
	}
	zet(m, "opens_at", u.VanTijd)
	zet(m, "closes_at", u.TotTijd)
	zet(m, "description", u.Toelichting)
	return m
}

// bedient maps an area that is another gemeente, or the whole country, by its code.
func (k *kaart) bedient(m map[string]any) (string, bool) {
	code := strings.ToUpper(k.tekst(m, "extent"))
	return code, strings.EqualFold(k.tekst(m, "extent_type"), cbs) && reGebied.MatchString(code)
}

func (l *laag) bedient(code string) map[string]any {
	naam := "Gemeente " + code
	if code == socialekaart.HeelNederland {
		naam = "Alle gemeenten"
	}
	return map[string]any{"id": l.sub("service_areas", []string{cbs, code}), "service_id": l.id.String(), "name": naam, "extent": code, "extent_type": cbs}
}
