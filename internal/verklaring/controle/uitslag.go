package controle

import (
	"context"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"
)

// uitslag is the words and the colour of an answer, to be read from a metre away:
// green only when the verklaring holds today, and for what was asked.
type uitslag struct {
	Klasse, Icoon, Kop, Tekst string
}

func maakUitslag(ctx context.Context, a Antwoord) uitslag {
	naam := ""
	if a.Doel != "" {
		naam = verklaring.DoelNaam(ctx, a.Doel)
	}
	tekst := func(soort string, args ...any) string {
		return i18n.Kies(ctx, "controle.uitkomst.uitleg.", soort, args...)
	}
	u := uitslag{Klasse: "mz-uitslag mz-uitslag--verlopen", Icoon: web.Icoonnaam("clock"), Kop: i18n.Kies(ctx, "controle.uitkomst.", string(a.Uitkomst))}
	switch {
	case a.Uitkomst == verklaring.Geldig && !a.GeldtVoor():
		u.Icoon, u.Kop, u.Tekst = web.Icoonnaam("alert-triangle"), i18n.T(ctx, "controle.uitkomst.geldig_niet_doel"), tekst("geldig_niet_doel", naam)
	case a.Uitkomst == verklaring.Geldig:
		u.Klasse, u.Icoon, u.Tekst = "mz-uitslag mz-uitslag--geldig", web.Icoonnaam("check"), tekst("geldig")
		if naam != "" {
			u.Tekst = tekst("geldig_doel", naam)
		}
	case a.Uitkomst == verklaring.NogNietGeldig:
		u.Tekst = tekst("nog_niet_geldig", i18n.Datum(ctx, a.V.GeldigVan))
	case a.Uitkomst == verklaring.Verlopen:
		u.Tekst = tekst("verlopen", i18n.Datum(ctx, a.V.GeldigTot.AddDate(0, 0, 1)))
	default:
		u.Klasse, u.Icoon = "mz-uitslag mz-uitslag--ongeldig", web.Icoonnaam("x")
		if a.Uitkomst == verklaring.IsIngetrokken {
			u.Tekst = tekst("ingetrokken", i18n.Datum(ctx, *a.V.IngetrokkenOp))
		} else {
			u.Tekst = tekst("onbekend")
		}
	}
	return u
}

// doeltekst is a purpose with its last day.
func doeltekst(ctx context.Context, a Antwoord, d verklaring.Toegekend) string {
	if a.Voorbij(d) {
		return i18n.T(ctx, "controle.doelen.voorbij", i18n.Datum(ctx, d.Tot))
	}
	return i18n.T(ctx, "controle.doelen.tot", i18n.Datum(ctx, d.Tot))
}
