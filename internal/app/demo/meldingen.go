package demo

import (
	"context"

	"mantelpunt/internal/app"
	"mantelpunt/internal/socialekaart"
)

// veldwaardeMeldingen are what visitors reported there, by the slug of the offer.
var veldwaardeMeldingen = []struct{ aanbod, soort, tekst, email string }{
	{"alzheimer-cafe", "tijden", "Het begint nu om 19.00 uur. Op de deur hangt een brief.", ""},
	{"wandelen-met-anderen", "contact", "Het telefoonnummer klopt niet. Je krijgt de bakker.", "wandelaar@voorbeeld.example"},
	{"ehbo-voor-mantelzorgers", "kosten", "Vorig jaar was dit gratis. Nu vragen ze geld voor het boek.", ""},
}

// meldingen are what redacteuren find on their list.
func (d demogemeente) meldingen(ctx context.Context, a *app.App) error {
	if d.gemeente.Slug != "veldwaarde" {
		return nil
	}
	aanbod, err := a.Kaart.Gepubliceerd(ctx, d.gemeente.ID)
	if err != nil {
		return err
	}
	s := socialekaart.Meldingen{DB: a.Kaart.DB, Kluis: a.Kluis}
	for _, m := range veldwaardeMeldingen {
		for _, x := range aanbod {
			if x.Slug != m.aanbod {
				continue
			}
			if err := s.Voeg(ctx, d.gemeente.ID, socialekaart.Melding{AanbodID: x.ID, Soort: m.soort, Tekst: m.tekst, Email: m.email}); err != nil {
				return err
			}
		}
	}
	return nil
}
