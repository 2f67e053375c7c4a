package weergave

import (
	"context"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart"
)

// Open says in words whether somebody can come or call now: "Nu open tot 17.00 uur",
// "Morgen weer open vanaf 9.00 uur". It is "" when that is not known.
func Open(ctx context.Context, o socialekaart.Openstand, nu time.Time) string {
	tijd := klok(o.Tot.In(i18n.Amsterdam).Format("15:04"))
	switch o.Stand {
	case socialekaart.StandOpen:
		if o.Tot.IsZero() || o.Tot.Sub(nu) >= 24*time.Hour {
			return i18n.T(ctx, "tonen.open.nu")
		}
		if tijd == "0.00" {
			tijd = "24.00"
		}
		return i18n.T(ctx, "tonen.open.tot", tijd)
	case socialekaart.StandDicht:
		switch n := dagenTot(nu, o.Tot); {
		case o.Tot.IsZero() || n > 6:
			return i18n.T(ctx, "tonen.open.dicht")
		case n == 0:
			return i18n.T(ctx, "tonen.open.vandaag", tijd)
		case n == 1:
			return i18n.T(ctx, "tonen.open.morgen", tijd)
		}
		return i18n.T(ctx, "tonen.open.dag", i18n.Weekdag(ctx, o.Tot.In(i18n.Amsterdam).Weekday()), tijd)
	}
	return ""
}

// dagenTot counts the nights between two moments.
func dagenTot(van, tot time.Time) int {
	dag := func(t time.Time) time.Time {
		j, m, d := t.In(i18n.Amsterdam).Date()
		return time.Date(j, m, d, 0, 0, 0, 0, time.UTC)
	}
	return int(dag(tot).Sub(dag(van)).Hours() / 24)
}
