package mijn

import (
	"context"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"
)

// keuzes are what can have changed.
func keuzes(ctx context.Context, gekozen string) (uit []web.Keuze) {
	for _, w := range wijzigingen {
		uit = append(uit, web.Keuze{Waarde: w, Naam: i18n.Kies(ctx, "mijnzaken.veranderd.", w), Gekozen: w == gekozen})
	}
	return uit
}

// lijn is the line of steps that a carer reads: what happened, whom we wait for, and
// what comes.
func (d dossier) lijn(ctx context.Context) []web.Stap {
	naam := func(sleutel string) string { return i18n.Kies(ctx, "verklaring.lijn.", sleutel) }
	uit := []web.Stap{{Naam: naam("ontvangen"), Staat: "klaar", Datum: d.wanneer(ctx, verklaring.Ingediend)}}
	if t := d.Toestemming; t != nil && !d.vervallen(*t) {
		uit = append(uit, d.bevestiging(ctx, *t))
	}
	bekijken := web.Stap{Naam: naam("bekijken"), Datum: d.wanneer(ctx, verklaring.InBehandeling)}
	besluit := web.Stap{Naam: naam("besluit"), Uitleg: naam("besluit.uitleg")}
	switch s := d.A.Status; s {
	case verklaring.Ingediend:
		bekijken.Staat, bekijken.Uitleg = "huidig", naam("wacht.uitleg")
		if uit[len(uit)-1].Staat == "huidig" { // one thing at a time
			bekijken.Staat = ""
		}
	case verklaring.WachtOpAanvrager:
		bekijken.Staat, bekijken.Uitleg = "huidig", i18n.T(ctx, "mijnzaken.lijn.vraag")
	case verklaring.InBehandeling, verklaring.Voorgesteld:
		bekijken.Staat, bekijken.Uitleg = "huidig", naam("bekijken.uitleg")
	case verklaring.Verleend:
		bekijken.Staat, besluit = "klaar", web.Stap{Naam: naam("verleend"), Staat: "klaar", Datum: d.wanneer(ctx, s)}
	default:
		bekijken.Staat, besluit = "klaar", web.Stap{Naam: i18n.Kies(ctx, "verklaring.status.", string(s)), Staat: "huidig", Datum: d.wanneer(ctx, s)}
	}
	if bekijken.Datum == "" && bekijken.Staat == "klaar" { // decided at once, or withdrawn before anybody looked
		return append(uit, besluit)
	}
	return append(uit, bekijken, besluit)
}

// vervallen reports that the zorgvrager has nothing to say any more. A decision ends a
// question without an answer, so after it a no is the same: else it could be told by that.
func (d dossier) vervallen(t verklaring.Toestemming) bool {
	return t.Antwoord == verklaring.ToestemmingVervallen || t.Antwoord == verklaring.ToestemmingNee && !d.A.Status.Open()
}

// bevestiging is the step of the zorgvrager: no answer and a no read alike, so that who
// says no need not fear that it is told.
func (d dossier) bevestiging(ctx context.Context, t verklaring.Toestemming) web.Stap {
	s := web.Stap{Staat: "klaar", Uitleg: t.VoorAanvrager(ctx, d.Nu)}
	switch t.Voor(d.Nu) {
	case verklaring.ToestemmingJa:
		s.Naam = i18n.T(ctx, "mijnzaken.lijn.toestemming")
	case verklaring.StaatGevraagd:
		s.Naam = i18n.T(ctx, "mijnzaken.lijn.toestemming.wacht")
		if d.A.Status.Open() {
			s.Staat = "huidig"
		}
	default:
		s.Naam = i18n.T(ctx, "mijnzaken.lijn.toestemming.geen")
	}
	return s
}

// wanneer is when an aanvraag last got a status, "" when it never did.
func (d dossier) wanneer(ctx context.Context, s verklaring.Status) string {
	for i := len(d.Gebeurd) - 1; i >= 0; i-- {
		if d.Gebeurd[i].Naar == s {
			return i18n.DatumTijd(ctx, d.Gebeurd[i].Op)
		}
	}
	return ""
}
