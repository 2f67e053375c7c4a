package aanvragen

import (
	"context"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"
)

// tekort is what the answers do not meet, as far as they go when a step is opened: what
// can be known sooner is told sooner. It never stops anybody.
func tekort(ctx context.Context, g stapgegevens) verklaring.Toets {
	t := g.A.Regels.Toets(ctx, g.A.Antwoorden, stand(g), g.Vandaag)
	switch g.Naam {
	case verklaring.StapZorg: // who lives where is known, the care is not
		woont := verklaring.Toets{Voldoet: true}
		for _, c := range t.Criteria {
			if c.Code == "woont" && c.Oordeel == verklaring.NietVoldaan {
				woont.Voldoet, woont.Ontbreekt = false, []string{c.Eis}
			}
		}
		return woont
	case verklaring.StapDoel, verklaring.StapControleren:
		return t
	}
	return verklaring.Toets{Voldoet: true}
}

// stand is what came in so far: the zorgvrager is asked after sending.
func stand(g stapgegevens) (s verklaring.Stand) {
	for _, b := range g.Bijlagen {
		s.Bewijs = append(s.Bewijs, b.Soort)
	}
	return s
}

// meteen reports that the verklaring comes without a consulent, once everything is there.
func meteen(r verklaring.Regels, t verklaring.Toets) bool {
	return r.Modus == verklaring.Direct && !r.VierOgen && t.Voldoet
}

// wachtOp is what must still come in before a verklaring is granted by itself, in words.
func wachtOp(ctx context.Context, t verklaring.Toets) (uit []string) {
	for _, c := range t.Criteria {
		if c.Code == "toestemming" && c.Oordeel != verklaring.Voldaan {
			uit = append(uit, i18n.T(ctx, "aanvragen.wacht.toestemming"))
		}
	}
	for _, soort := range verklaring.AlleBewijs {
		for _, c := range t.Criteria {
			if c.Code == "bewijs."+soort && c.Oordeel != verklaring.Voldaan {
				uit = append(uit, i18n.Kies(ctx, "verklaring.bewijs.", soort))
			}
		}
	}
	return uit
}

// tweedeTalen are the languages in which the document can speak besides Dutch.
func tweedeTalen(ctx context.Context) (uit []string) {
	for _, code := range web.KaderUit(ctx).Talen {
		if code != i18n.Talen[0].Code {
			uit = append(uit, code)
		}
	}
	return uit
}

// taalkeuzen are Dutch alone, and each of those languages beside it.
func taalkeuzen(ctx context.Context, gekozen string) []web.Keuze {
	uit := []web.Keuze{{Naam: i18n.T(ctx, "verklaring.tweede_taal.geen"), Gekozen: gekozen == ""}}
	for _, code := range tweedeTalen(ctx) {
		if t, ok := i18n.Zoek(code); ok {
			uit = append(uit, web.Keuze{Waarde: code, Naam: i18n.T(ctx, "verklaring.tweede_taal.met", t.Naam), Gekozen: gekozen == code})
		}
	}
	return uit
}
