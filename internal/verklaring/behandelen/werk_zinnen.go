package behandelen

import (
	"context"
	"slices"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"
)

// gekozen are the ready-made sentences that were chosen, of those that fit the regeling.
func (f werkformulier) gekozen(d Dossier) (uit []string) {
	for _, c := range zincodes(d.Regels) {
		if slices.Contains(f.Zinnen, c) {
			uit = append(uit, c)
		}
	}
	return uit
}

// zincodes are the ready-made sentences for the usual lacks: one for each criterium of
// the regeling, and one about the purposes.
func zincodes(r verklaring.Regels) (uit []string) {
	if r.UrenPerWeek > 0 {
		uit = append(uit, "uren")
	}
	if r.Weken > 0 {
		uit = append(uit, "duur")
	}
	uit = append(uit, "woont")
	if r.Bevestiging != "" && r.Bevestiging != verklaring.BevestigingNiet {
		uit = append(uit, "toestemming")
	}
	for _, b := range r.Bewijs {
		uit = append(uit, "bewijs."+b)
	}
	return append(uit, "doelen")
}

// zinkeuzen are the ready-made sentences to choose from; those of what is not met or not
// known stand out.
func zinkeuzen(ctx context.Context, d Dossier, t verklaring.Toets, gekozen []string) (uit []web.Keuze) {
	for _, code := range zincodes(d.Regels) {
		k := web.Keuze{Waarde: code, Naam: i18n.Kies(ctx, "behandelen.zin.", code), Gekozen: slices.Contains(gekozen, code)}
		for _, c := range t.Criteria {
			if c.Code == code && c.Oordeel != verklaring.Voldaan {
				k.Uitleg = map[verklaring.Oordeel]string{verklaring.NietVoldaan: "Niet voldaan volgens de antwoorden.", verklaring.NietBekend: "Nog niet bekend."}[c.Oordeel]
			}
		}
		uit = append(uit, k)
	}
	return uit
}

// vraagtekst is what the aanvrager reads: the ready-made sentences, the consulent's own
// words, and for who reads another language the ready-made ones once more in that.
func vraagtekst(ctx context.Context, a verklaring.Aanvraag, codes []string, eigen string) string {
	var delen []string
	zinnen := func(ctx context.Context) {
		for _, c := range codes {
			delen = append(delen, i18n.Kies(ctx, "behandelen.zin.", c))
		}
	}
	nl, taal := i18n.MetTaal(ctx, i18n.Talen[0].Code), verklaring.TaalVan(ctx, a)
	zinnen(nl)
	if eigen != "" {
		delen = append(delen, eigen)
	}
	if i18n.Code(taal) != i18n.Talen[0].Code {
		zinnen(taal)
	}
	return strings.Join(delen, "\n\n")
}
