package uitwisseling

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"mantelpunt/internal/socialekaart"
)

var reBeschikbaar = regexp.MustCompile(`^(vrij|wachtlijst|vol)(?:[ :]+([0-9]{1,6}))?$`)

func beschikbaarCel(a socialekaart.Aanbod) string {
	if a.Plek.Aantal > 0 {
		return string(a.Plek.Stand) + " " + strconv.Itoa(a.Plek.Aantal)
	}
	return string(a.Plek.Stand)
}

func legBeschikbaar(a *socialekaart.Aanbod, cel string) string {
	a.Plek.Stand, a.Plek.Aantal = "", 0
	if cel == "" {
		a.Plek.Op = socialekaart.Datum{}
		return ""
	}
	m := reBeschikbaar.FindStringSubmatch(strings.ToLower(cel))
	if m == nil {
		return fmt.Sprintf("Bij beschikbaar staat ‘%s’. Vul vrij, vrij 3, wachtlijst of vol in.", cel)
	}
	a.Plek.Stand = socialekaart.PlekStand(m[1])
	a.Plek.Aantal, _ = strconv.Atoi(m[2]) // digits, says the pattern; none is 0
	return ""
}

func legBeschikbaarOp(a *socialekaart.Aanbod, cel string) string {
	d, ok := leesDag(cel)
	if !ok {
		return fmt.Sprintf(dagZin, cel)
	}
	a.Plek.Op = d
	return ""
}

var (
	reUitzondering  = regexp.MustCompile(`^([0-9/-]+)(?:\s*(?:tot|t/m|–|\s-)\s*([0-9/-]+))?\s+(?:(gesloten|dicht)|([0-9]{1,2}[:.][0-9]{2})\s*(?:-|–|tot)\s*([0-9]{1,2}[:.][0-9]{2})(?:\s*uur)?)\s*$`)
	uitzonderingZin = "De afwijkende dag ‘%s’ is niet te lezen. Schrijf hem zo: 2026-12-25 t/m 2026-12-26 gesloten (Kerst), of 2026-12-31 09:00-12:00."
)

func uitzonderingenCel(a socialekaart.Aanbod) string {
	var delen []string
	for _, u := range a.Uitzonderingen {
		d := dag(u.Van)
		if !u.Tot.IsZero() {
			d += " t/m " + dag(u.Tot)
		}
		if u.Gesloten {
			d += " gesloten"
		} else {
			d += " " + u.VanTijd + "-" + u.TotTijd
		}
		if u.Toelichting != "" {
			d += " (" + u.Toelichting + ")"
		}
		delen = append(delen, d)
	}
	return voeg(delen)
}

func legUitzonderingen(a *socialekaart.Aanbod, cel string) string {
	a.Uitzonderingen = nil
	for _, deel := range zonderLege(splits(cel)) {
		voor, toelichting, _ := strings.Cut(deel, "(")
		toelichting, dicht := strings.CutSuffix(strings.TrimSpace(toelichting), ")")
		m := reUitzondering.FindStringSubmatch(strings.ToLower(strings.TrimSpace(voor)))
		if m == nil || strings.Contains(deel, "(") != dicht {
			return fmt.Sprintf(uitzonderingZin, deel)
		}
		van, ok := leesDag(m[1])
		tot, ook := leesDag(m[2])
		if !ok || !ook {
			return fmt.Sprintf(uitzonderingZin, deel)
		}
		if tot == van {
			tot = socialekaart.Datum{}
		}
		a.Uitzonderingen = append(a.Uitzonderingen, socialekaart.Uitzondering{Van: van, Tot: tot, Gesloten: m[3] != "", VanTijd: leesUur(m[4]), TotTijd: leesUur(m[5]), Toelichting: strings.TrimSpace(toelichting)})
	}
	return ""
}

func legEersteStap(a *socialekaart.Aanbod, cel string) string {
	a.EersteStap = socialekaart.EersteStap(strings.ToLower(cel))
	if cel != "" && !slices.Contains(socialekaart.EersteStappen, a.EersteStap) {
		return fmt.Sprintf("De eerste stap ‘%s’ is onbekend. Kies uit: %s.", cel, strings.Join(socialekaart.Teksten(socialekaart.EersteStappen), ", "))
	}
	return ""
}

// benoemd is the column of a taxonomie under another name than its own.
func benoemd(naam string, k Kolom) Kolom {
	k.Naam = naam
	return k
}
