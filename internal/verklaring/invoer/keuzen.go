package invoer

import (
	"context"
	"slices"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"
)

func kanaalkeuzen(f formulier) (uit []web.Keuze) {
	namen := map[verklaring.Kanaal]string{verklaring.Balie: "Aan de balie", verklaring.Telefoon: "Aan de telefoon", verklaring.Papier: "Op papier"}
	for _, k := range kanalen {
		uit = append(uit, web.Keuze{Waarde: string(k), Naam: namen[k], Gekozen: f.Get("kanaal") == string(k)})
	}
	return uit
}

func bereikkeuzen(f formulier) []web.Keuze {
	return []web.Keuze{
		{Waarde: bereikEmail, Naam: "Per e-mail", Gekozen: f.Get("bereik") == bereikEmail},
		{Waarde: bereikPost, Naam: "Per post", Uitleg: "U drukt de brieven af en doet ze op de post.", Gekozen: f.Get("bereik") == bereikPost},
	}
}

// wijzekeuzen are what can be with the confirmation; which ways there are to ask says
// the regeling.
func wijzekeuzen(f formulier) []web.Keuze {
	uit := []web.Keuze{{Waarde: wijzeOntvangen, Naam: "Wij hebben haar al, op papier en ondertekend"}}
	for _, k := range []web.Keuze{
		{Waarde: verklaring.WijzeEmail, Naam: "Vraag haar per e-mail aan de naaste"},
		{Waarde: verklaring.WijzeBrief, Naam: "Vraag haar met een brief aan de naaste", Uitleg: "U drukt de brief af en doet hem op de post."},
		{Waarde: verklaring.WijzePapier, Naam: "De mantelzorger krijgt een formulier mee en levert het later in"},
	} {
		if slices.Contains(f.Regels.Wijzen(), k.Waarde) {
			uit = append(uit, k)
		}
	}
	for i := range uit {
		uit[i].Gekozen = f.Get("wijze") == uit[i].Waarde
	}
	return uit
}

func relatiekeuzen(ctx context.Context, f formulier) []web.Keuze {
	return append([]web.Keuze{{Naam: "Niet bekend"}}, verklaring.Keuzen(ctx, "relatie", verklaring.Relaties, f.Values["relatie"])...)
}

func taalkeuzen(ctx context.Context, gekozen string) []web.Keuze {
	return append([]web.Keuze{{Waarde: i18n.Talen[0].Code, Naam: i18n.Talen[0].Naam}}, talen(ctx, gekozen)...)
}

func tweedekeuzen(ctx context.Context, gekozen string) []web.Keuze {
	return append([]web.Keuze{{Naam: "Geen: alleen Nederlands"}}, talen(ctx, gekozen)...)
}

func talen(ctx context.Context, gekozen string) (uit []web.Keuze) {
	for _, code := range andereTalen(ctx) {
		if t, ok := i18n.Zoek(code); ok {
			uit = append(uit, web.Keuze{Waarde: code, Naam: t.Naam, Gekozen: gekozen == code})
		}
	}
	return uit
}
