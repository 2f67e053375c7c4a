package weergave

import (
	"context"
	"slices"
	"strconv"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart"
)

// Uitzonderingen says in words what is otherwise from today on, the first one first:
// "Gesloten op 25 en 26 december".
func Uitzonderingen(ctx context.Context, alle []socialekaart.Uitzondering, nu time.Time) []string {
	vandaag := i18n.ISO(nu)
	komend := slices.DeleteFunc(slices.Clone(alle), func(u socialekaart.Uitzondering) bool {
		return u.Van.IsZero() || i18n.ISO(laatste(u)) < vandaag
	})
	slices.SortStableFunc(komend, func(a, b socialekaart.Uitzondering) int { return a.Van.Compare(b.Van.Time) })
	uit := make([]string, len(komend))
	for i, u := range komend {
		uit[i] = uitzondering(ctx, u, nu)
	}
	return uit
}

func laatste(u socialekaart.Uitzondering) time.Time {
	if u.Tot.IsZero() {
		return u.Van.Time
	}
	return u.Tot.Time
}

func uitzondering(ctx context.Context, u socialekaart.Uitzondering, nu time.Time) string {
	zin := i18n.T(ctx, "tonen.anders.op", periode(ctx, u, nu))
	switch uren := uren(ctx, socialekaart.Tijd{Van: u.VanTijd, Tot: u.TotTijd}); {
	case u.Gesloten:
		zin = i18n.T(ctx, "tonen.anders.gesloten", periode(ctx, u, nu))
	case uren != "":
		zin = i18n.T(ctx, "tonen.anders.open", periode(ctx, u, nu), uren)
	}
	if u.Toelichting != "" {
		zin += " (" + u.Toelichting + ")"
	}
	return zin
}

// periode names days: "op 25 december", "op 25 en 26 december", "van 24 december tot en
// met 3 januari 2027". The year is named when it is another than this one.
func periode(ctx context.Context, u socialekaart.Uitzondering, nu time.Time) string {
	van, tot := u.Van.Time, laatste(u)
	dag := func(t time.Time) string {
		if t.Year() != nu.In(i18n.Amsterdam).Year() {
			return i18n.Datum(ctx, t)
		}
		return i18n.DagMaand(ctx, t)
	}
	switch tot.Sub(van).Hours() / 24 {
	case 0:
		return i18n.T(ctx, "tonen.dag.op", dag(van))
	case 1:
		if van.Month() == tot.Month() {
			return i18n.T(ctx, "tonen.dag.twee", strconv.Itoa(van.Day()), dag(tot))
		}
		return i18n.T(ctx, "tonen.dag.twee", dag(van), dag(tot))
	}
	return i18n.T(ctx, "tonen.dag.reeks", dag(van), dag(tot))
}
