package uitwisseling

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/socialekaart"
)

// voeg joins a list for one cell; a | in a part gets a backslash.
func voeg(delen []string) string {
	uit := make([]string, len(delen))
	for i, d := range delen {
		uit[i] = strings.NewReplacer(`\`, `\\`, `|`, `\|`).Replace(d)
	}
	return strings.Join(uit, "|")
}

// splits takes a cell apart again; an empty one has no parts.
func splits(cel string) []string {
	if cel == "" {
		return nil
	}
	var delen []string
	var deel strings.Builder
	letterlijk := false
	for _, r := range cel {
		switch {
		case letterlijk:
			if r != '|' && r != '\\' { // a backslash that people typed themselves
				deel.WriteByte('\\')
			}
			deel.WriteRune(r)
			letterlijk = false
		case r == '\\':
			letterlijk = true
		case r == '|':
			delen = append(delen, strings.TrimSpace(deel.String()))
			deel.Reset()
		default:
			deel.WriteRune(r)
		}
	}
	if letterlijk {
		deel.WriteByte('\\')
	}
	return append(delen, strings.TrimSpace(deel.String()))
}

func zonderLege(delen []string) []string {
	return slices.DeleteFunc(delen, func(s string) bool { return s == "" })
}

var reKosten = regexp.MustCompile(`(?s)^(?:(.*):)? *(?:€ ?)?([0-9]{1,7})(?:[.,]([0-9]{1,2}|-))?(?: +per +(.+))?$`)

func kostenCel(a socialekaart.Aanbod) string {
	var delen []string
	for _, k := range a.Kosten {
		d := fmt.Sprintf("%d,%02d", k.Eurocent/100, k.Eurocent%100)
		if k.Omschrijving != "" {
			d = k.Omschrijving + ": " + d
		}
		if k.Per != "" {
			d += " per " + k.Per
		}
		delen = append(delen, d)
	}
	return voeg(delen)
}

func legKosten(a *socialekaart.Aanbod, cel string) string {
	a.Kosten = nil
	for _, deel := range zonderLege(splits(cel)) {
		if strings.EqualFold(deel, "gratis") {
			a.Kosten = append(a.Kosten, socialekaart.Kosten{Omschrijving: "Gratis"})
			continue
		}
		m := reKosten.FindStringSubmatch(deel)
		if m == nil {
			return fmt.Sprintf("De kosten ‘%s’ zijn niet te lezen. Schrijf ze zo: Dag: 45,00 per dag.", deel)
		}
		euro, err := strconv.Atoi(m[2])
		if err != nil {
			return fmt.Sprintf("Het bedrag in ‘%s’ is niet te lezen.", deel)
		}
		cent := 0
		if m[3] != "" && m[3] != "-" {
			cent, _ = strconv.Atoi((m[3] + "0")[:2]) // digits, says the pattern
		}
		a.Kosten = append(a.Kosten, socialekaart.Kosten{Omschrijving: strings.TrimSpace(m[1]), Eurocent: euro*100 + cent, Per: strings.TrimSpace(m[4])})
	}
	return ""
}

var (
	reTijden  = regexp.MustCompile(`^([a-z\s,/-]*?)\s*(?:([0-9]{1,2}[:.][0-9]{2})?(?:\s*(?:-|–|tot)\s*([0-9]{1,2}[:.][0-9]{2}))?)?\s*(?:uur)?\s*$`)
	reDagen   = regexp.MustCompile(`^[\s,/]*(ma|di|wo|do|vr|za|zo)[a-z]*(?:\s*(?:-|t/m|tot en met)\s*(ma|di|wo|do|vr|za|zo)[a-z]*)?`)
	tijdenZin = "De tijden ‘%s’ zijn niet te lezen. Schrijf ze zo: ma di 09:00-17:00 (niet in juli)."
)

func tijdenCel(a socialekaart.Aanbod) string {
	var delen []string
	for _, t := range a.Tijden {
		woorden := slices.Clone(t.Dagen)
		switch {
		case t.Van == "" && t.Tot != "":
			woorden = append(woorden, "tot "+t.Tot)
		case t.Tot != "":
			woorden = append(woorden, t.Van+"-"+t.Tot)
		case t.Van != "":
			woorden = append(woorden, t.Van)
		}
		if t.Toelichting != "" {
			woorden = append(woorden, "("+t.Toelichting+")")
		}
		delen = append(delen, strings.Join(woorden, " "))
	}
	return voeg(delen)
}

func legTijden(a *socialekaart.Aanbod, cel string) string {
	a.Tijden = nil
	for _, deel := range zonderLege(splits(cel)) {
		voor, toelichting, _ := strings.Cut(deel, "(")
		m := reTijden.FindStringSubmatch(strings.ToLower(voor))
		toelichting, dicht := strings.CutSuffix(strings.TrimSpace(toelichting), ")")
		if m == nil || strings.Contains(deel, "(") != dicht {
			return fmt.Sprintf(tijdenZin, deel)
		}
		dagen, ok := leesDagen(m[1])
		if !ok {
			return fmt.Sprintf(tijdenZin, deel)
		}
		a.Tijden = append(a.Tijden, socialekaart.Tijd{Dagen: dagen, Van: leesUur(m[2]), Tot: leesUur(m[3]), Toelichting: strings.TrimSpace(toelichting)})
	}
	return ""
}

// leesDagen reads "ma di", "ma, wo en vr" without the en, and "ma-vr".
func leesDagen(s string) ([]string, bool) {
	dagen := []string{}
	for s = strings.TrimSpace(s); s != ""; {
		m := reDagen.FindStringSubmatch(s)
		if m == nil {
			return nil, false
		}
		van := slices.Index(socialekaart.Dagen, m[1])
		tot := van
		if m[2] != "" {
			tot = slices.Index(socialekaart.Dagen, m[2])
		}
		if tot < van {
			return nil, false
		}
		dagen = append(dagen, socialekaart.Dagen[van:tot+1]...)
		s = strings.TrimSpace(s[len(m[0]):])
	}
	return dagen, true
}

// leesUur writes 9.00 as 09:00.
func leesUur(s string) string {
	s = strings.Replace(s, ".", ":", 1)
	if len(s) == len("9:00") {
		return "0" + s
	}
	return s
}

func legLandelijk(a *socialekaart.Aanbod, cel string) string {
	switch strings.ToLower(cel) {
	case "ja", "j", "1", "waar", "true":
		a.Landelijk = true
	case "nee", "n", "0", "onwaar", "false", "":
		a.Landelijk = false
	default:
		return fmt.Sprintf("Bij landelijk staat ‘%s’. Vul ja of nee in.", cel)
	}
	return ""
}

const dagZin = "‘%s’ is geen datum die bestaat. Schrijf een datum als 2026-10-14 of 14-10-2026."

func legDatum(a *socialekaart.Aanbod, cel string) string {
	d, ok := leesDag(cel)
	a.GecontroleerdOp = d
	if !ok {
		return fmt.Sprintf(dagZin, cel)
	}
	return ""
}

// leesDag reads a day as spreadsheets write it; an empty one is unknown.
func leesDag(s string) (socialekaart.Datum, bool) {
	if s == "" {
		return socialekaart.Datum{}, true
	}
	for _, vorm := range []string{time.DateOnly, "2-1-2006", "2/1/2006"} {
		if t, err := time.Parse(vorm, s); err == nil {
			return socialekaart.Datum{Time: t}, true
		}
	}
	return socialekaart.Datum{}, false
}
