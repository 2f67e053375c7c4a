package verklaring

import (
	"context"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/verklaring/opmaak"
)

// delen are the parts of a letter: what it says, what it rests on, and what the reader
// can do.
func delen(ctx context.Context, a Aanvraag, b Brief) []opmaak.Deel {
	var datum []any
	if !b.Uiterlijk.IsZero() {
		datum = append(datum, i18n.Datum(ctx, b.Uiterlijk))
	}
	uit := []opmaak.Deel{{Alineas: []string{i18n.T(ctx, "brief.aanhef"), i18n.Kies(ctx, "brief.tekst.", string(b.Soort), datum...)}, Code: b.Code}}
	voeg := func(kop string, d opmaak.Deel) {
		d.Kop = i18n.T(ctx, kop)
		uit = append(uit, d)
	}
	if b.Soort == BriefOntvangst {
		var rijen [][2]string
		for _, r := range a.Antwoorden.Samenvatting(ctx, nil) {
			rijen = append(rijen, [2]string{r.Naam, r.Waarde})
		}
		voeg("brief.kop.antwoorden", opmaak.Deel{Alineas: []string{i18n.T(ctx, "brief.termijn", i18n.Datum(ctx, *a.BeslisVoor))}, Rijen: rijen})
	}
	if v := b.Verklaring; v != nil {
		var doelen []string
		for _, d := range v.Doelen {
			doelen = append(doelen, i18n.T(ctx, "brief.doel", DoelNaam(ctx, d.Code), i18n.Datum(ctx, d.Tot)))
		}
		voeg("brief.kop.verklaring", opmaak.Deel{Lijst: doelen})
	}
	if len(b.Redenen) > 0 || b.Woorden != "" && b.Soort != BriefVraag {
		var d opmaak.Deel
		for _, r := range b.Redenen {
			d.Lijst = append(d.Lijst, a.Regels.eisVan(ctx, r))
		}
		if b.Woorden != "" {
			d.Alineas = []string{b.Woorden}
		}
		voeg("brief.kop.redenen", d)
	} else if b.Woorden != "" {
		voeg("brief.kop.vraag", opmaak.Deel{Alineas: []string{b.Woorden}})
	}
	if a.Regels.Besluit && (b.Soort == BriefVerleend || b.Soort == BriefAfgewezen || b.Soort == BriefBuitenBehandeling) {
		voeg("brief.kop.bezwaar", opmaak.Deel{Alineas: []string{i18n.T(ctx, "brief.bezwaar"), strings.Join(a.Regels.Briefhoofd.Bezwaar, "\n")}})
	}
	if t := a.Regels.Teksten.Brief; t != "" {
		uit = append(uit, opmaak.Deel{Alineas: []string{t}})
	}
	return uit
}

// eisVan says a criterion in plain words.
func (r Regels) eisVan(ctx context.Context, code string) string {
	for _, c := range r.Toets(ctx, Antwoorden{}, Stand{}, Dag(wmo)).Criteria {
		if c.Code == code {
			return c.Eis
		}
	}
	return i18n.Kies(ctx, "brief.reden.", code)
}
