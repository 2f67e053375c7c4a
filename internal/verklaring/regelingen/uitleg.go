package regelingen

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/verklaring"
)

// vraagtBevestiging reports whether the zorgvrager is asked to confirm.
func vraagtBevestiging(r verklaring.Regels) bool {
	return r.Bevestiging != "" && r.Bevestiging != verklaring.BevestigingNiet
}

// maanden says a number of months as people do: "6 maanden", "2 jaar".
func maanden(ctx context.Context, n int) string {
	if n%12 == 0 {
		return i18n.N(ctx, "verklaring.duur.jaar", n/12)
	}
	return i18n.N(ctx, "verklaring.duur.maanden", n)
}

func weken(ctx context.Context, n int) string { return i18n.N(ctx, "verklaring.duur.weken", n) }

// groep are the purposes for which a verklaring holds equally long.
type groep struct {
	Maanden int
	Doelen  []string // codes
}

// groepen gathers the purposes by how long the verklaring holds, the longest first.
func groepen(r verklaring.Regels) (uit []groep) {
	for _, d := range r.Doelen {
		i := slices.IndexFunc(uit, func(g groep) bool { return g.Maanden == d.Maanden })
		if i < 0 {
			i, uit = len(uit), append(uit, groep{Maanden: d.Maanden})
		}
		uit[i].Doelen = append(uit[i].Doelen, d.Code)
	}
	slices.SortStableFunc(uit, func(a, b groep) int { return cmp.Compare(b.Maanden, a.Maanden) })
	return uit
}

// geldig says how long a verklaring holds: one term, or from the shortest to the longest.
func geldig(ctx context.Context, r verklaring.Regels) string {
	gs := groepen(r)
	switch len(gs) {
	case 0:
		return ""
	case 1:
		return maanden(ctx, gs[0].Maanden)
	}
	return i18n.T(ctx, "regeling.geldig.tussen", maanden(ctx, gs[len(gs)-1].Maanden), maanden(ctx, gs[0].Maanden))
}

// antwoord says how soon there is one.
func antwoord(ctx context.Context, r verklaring.Regels) string {
	if r.Modus == verklaring.Direct && !wacht(r) {
		return i18n.T(ctx, "regeling.antwoord.meteen")
	}
	return i18n.N(ctx, "regeling.antwoord.weken", r.BeslisWeken)
}

// wacht reports whether something must come in after the answers.
func wacht(r verklaring.Regels) bool { return vraagtBevestiging(r) || len(r.Bewijs) > 0 }

// hoe are the steps from question to proof, as these rules make them.
func hoe(ctx context.Context, r verklaring.Regels) []string {
	uit := []string{i18n.N(ctx, "regeling.hoe.vragen", len(r.Stappen())-1)}
	if vraagtBevestiging(r) {
		uit = append(uit, i18n.T(ctx, "regeling.hoe.bevestiging"))
	}
	switch {
	case r.Modus != verklaring.Direct:
		uit = append(uit, i18n.T(ctx, "regeling.hoe.consulent", weken(ctx, r.BeslisWeken)))
	case wacht(r):
		uit = append(uit, i18n.T(ctx, "regeling.hoe.direct.wacht"))
	default:
		uit = append(uit, i18n.T(ctx, "regeling.hoe.direct"))
	}
	if r.VierOgen {
		uit = append(uit, i18n.T(ctx, "regeling.hoe.vierogen"))
	}
	return append(uit, i18n.T(ctx, "regeling.hoe.bericht"), i18n.T(ctx, "verklaring.uitleg.hoe.4"))
}

// onderweg is what can happen besides.
func onderweg(ctx context.Context, r verklaring.Regels) (uit []string) {
	if r.Modus == verklaring.Direct {
		uit = append(uit, i18n.T(ctx, "regeling.hoe.direct.anders", weken(ctx, r.BeslisWeken)))
	}
	dagen := i18n.N(ctx, "regeling.dagen", r.AntwoordDagen)
	if r.Opschorten {
		uit = append(uit, i18n.T(ctx, "regeling.hoe.vraag.stil", dagen))
	} else {
		uit = append(uit, i18n.T(ctx, "regeling.hoe.vraag", dagen))
	}
	if r.VerlengWeken > 0 {
		uit = append(uit, i18n.T(ctx, "regeling.hoe.later", weken(ctx, r.VerlengWeken)))
	}
	return uit
}

// alineas splits the gemeente's own text at its empty lines.
func alineas(tekst string) (uit []string) {
	for a := range strings.SplitSeq(tekst, "\n\n") {
		if a = strings.TrimSpace(a); a != "" {
			uit = append(uit, a)
		}
	}
	return uit
}

func duurkop(g groep) string { return "duur-" + strconv.Itoa(g.Maanden) }
