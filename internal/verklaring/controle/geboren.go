package controle

import (
	"context"
	"strconv"
	"strings"
	"time"
	"unicode"

	"mantelpunt/internal/i18n"
)

// leesGeboren reads a date of birth as people type it in one field: 14-03-1971,
// 14 3 1971, 14031971 from a telephone with digits alone, 14 maart 1971 as it stands on
// the paper, in any language of the portal, and 1971-03-14. It gives midnight UTC; ok
// is false for a day that does not exist.
func leesGeboren(s string) (t time.Time, ok bool) {
	delen := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(delen) == 1 && len(delen[0]) == 8 {
		d := delen[0]
		delen = []string{d[:2], d[2:4], d[4:]}
		if t, ok = dag(delen); ok {
			return t, true
		}
		delen = []string{d[:4], d[4:6], d[6:]}
	}
	if len(delen) != 3 {
		return t, false
	}
	if len(delen[0]) == 4 { // the year first
		delen[0], delen[2] = delen[2], delen[0]
	}
	return dag(delen)
}

// dag makes a date of day, month and year. Nobody alive was born before 1900; so eight
// digits are never two dates.
func dag(delen []string) (time.Time, bool) {
	dag, err1 := strconv.Atoi(delen[0])
	maand, err2 := strconv.Atoi(delen[1])
	if err2 != nil {
		maand, err2 = maandnummer(delen[1]), nil
	}
	jaar, err3 := strconv.Atoi(delen[2])
	if err1 != nil || err2 != nil || err3 != nil || jaar < 1900 || jaar > 2100 {
		return time.Time{}, false
	}
	t := time.Date(jaar, time.Month(maand), dag, 0, 0, 0, 0, time.UTC)
	return t, t.Day() == dag && int(t.Month()) == maand
}

// maandnummer is the number of a month by its name or the begin of that, 0 for none.
func maandnummer(s string) int {
	s = strings.ToLower(s)
	for _, taal := range i18n.Talen {
		ctx := i18n.MetTaal(context.Background(), taal.Code)
		for m := 1; m <= 12; m++ {
			naam := strings.ToLower(i18n.Kies(ctx, "datum.maand.", strconv.Itoa(m)))
			if len(s) >= 3 && strings.HasPrefix(naam, s) || s == "mrt" && m == 3 {
				return m
			}
		}
	}
	return 0
}
