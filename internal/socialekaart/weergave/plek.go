package weergave

import (
	"context"
	"slices"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/socialekaart"
)

// Plek says whether somebody can come now, in the words and the colour of a badge. What
// was filled in as Plek goes before the waiting time; the words are "" when neither was.
func Plek(ctx context.Context, in socialekaart.Inhoud) (soort, woorden string) {
	switch p := in.Plek; p.Stand {
	case socialekaart.PlekVrij:
		if p.Aantal > 0 {
			return "success", i18n.N(ctx, "tonen.plek.aantal", p.Aantal)
		}
		return "success", i18n.T(ctx, "tonen.plek.vrij")
	case socialekaart.PlekWachtlijst:
		return "warning", i18n.T(ctx, "tonen.plek.wachtlijst")
	case socialekaart.PlekVol:
		return "warning", i18n.T(ctx, "tonen.plek.vol")
	}
	return Wachtsoort(in.Wachttijd), in.Wachttijd
}

// Wachten is what the waiting time says besides Plek, "" when it says no more than that
// there is room: Plek told so already, or it is no longer true.
func Wachten(in socialekaart.Inhoud) string {
	if in.Plek.Stand == "" || slices.Contains([]string{"plaats beschikbaar", "er is plek"}, strings.ToLower(strings.Trim(in.Wachttijd, " ."))) {
		return ""
	}
	return in.Wachttijd
}

// PlekOp tells of which day that is true, "" when that is not known.
func PlekOp(ctx context.Context, in socialekaart.Inhoud) string {
	if in.Plek.Stand == "" || in.Plek.Op.IsZero() {
		return ""
	}
	return i18n.T(ctx, "tonen.plek.op", i18n.Datum(ctx, in.Plek.Op.Time))
}
