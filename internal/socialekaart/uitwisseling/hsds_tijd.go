package uitwisseling

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"mantelpunt/internal/socialekaart"
)

// rrule are the days as iCalendar names them (RFC 5545), in our order.
var rrule = []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}

var (
	reByday   = regexp.MustCompile(`^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$`)
	reUur     = regexp.MustCompile(`^([0-2][0-9]:[0-5][0-9])(:[0-5][0-9])?(Z|[+-][0-9:]+)?$`)
	volgordes = map[string]string{"1": "eerste", "2": "tweede", "3": "derde", "4": "vierde", "5": "vijfde", "-1": "laatste"}
	dagnamen  = []string{"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"}
)

// tijden takes the schedules of the service, or else of the first place that has any.
func (k *kaart) tijden(doc map[string]any) []socialekaart.Tijd {
	if t := vertaal(k.lijst(doc, "schedules"), k.tijd); len(t) > 0 {
		return t
	}
	for _, sal := range k.lijst(doc, "service_at_locations") {
		for _, bij := range []map[string]any{sal, k.een(sal, "location")} {
			if t := vertaal(k.lijst(bij, "schedules"), k.tijd); len(t) > 0 {
				return t
			}
		}
	}
	return nil
}

func (k *kaart) tijd(m map[string]any) (socialekaart.Tijd, bool) {
	if k.isUitzondering(m) {
		return socialekaart.Tijd{}, false
	}
	t := socialekaart.Tijd{Dagen: []string{}, Van: k.uur(m, "opens_at"), Tot: k.uur(m, "closes_at"), Toelichting: k.tekst(m, "description")}
	maandelijks := k.tekst(m, "freq") == "MONTHLY"
	var eigen []string // what the days cannot say
	for deel := range strings.SplitSeq(strings.ReplaceAll(strings.ToUpper(k.tekst(m, "byday")), " ", ""), ",") {
		d := reByday.FindStringSubmatch(deel)
		switch {
		case deel == "":
		case d == nil:
			k.fout("‘%s’ is geen dag zoals MO of 2TU (veld byday).", deel)
		case maandelijks:
			dag := dagnamen[slices.Index(rrule, d[2])]
			if hoeveelste := volgordes[strings.TrimPrefix(d[1], "+")]; hoeveelste != "" {
				eigen = append(eigen, "elke "+hoeveelste+" "+dag+" van de maand")
			} else {
				eigen = append(eigen, "elke maand op "+dag)
			}
		default:
			t.Dagen = append(t.Dagen, socialekaart.Dagen[slices.Index(rrule, d[2])])
		}
	}
	if n, ok := k.getal(m, "interval"); ok && n > 1 {
		eenheid := "weken"
		if maandelijks {
			eenheid = "maanden"
		}
		eigen = append(eigen, fmt.Sprintf("eens in de %g %s", n, eenheid))
	}
	if t.Toelichting == "" {
		t.Toelichting = strings.Join(eigen, ", ")
	}
	return t, len(t.Dagen) > 0 || t.Van != "" || t.Tot != "" || t.Toelichting != ""
}

// uur reads 09:00, 09:00:00 and 09:00+01:00 as the local time they say.
func (k *kaart) uur(m map[string]any, sleutel string) string {
	tekst := k.tekst(m, sleutel)
	if tekst == "" {
		return ""
	}
	d := reUur.FindStringSubmatch(tekst)
	if d == nil {
		k.fout("‘%s’ is geen tijd (veld %s).", tekst, sleutel)
		return ""
	}
	return d[1]
}
