package main

import (
	"context"
	"fmt"

	"mantelpunt/internal/app"
	"mantelpunt/internal/onderwerp"
)

// onderwerpenOpdracht writes and reads the words to search by that all gemeenten share.
func onderwerpenOpdracht(ctx context.Context, o omgeving, args []string) error {
	switch {
	case len(args) == 1 && args[0] == "uitvoeren":
		return o.metApp(ctx, func(a *app.App) error {
			lijst, err := a.Onderwerpen.Gedeeld(ctx)
			if err != nil {
				return err
			}
			return onderwerp.Schrijf(o.uit, lijst)
		})
	case len(args) == 2 && args[0] == "inlezen":
		f, err := o.open(args[1])
		if err != nil {
			return err
		}
		defer f.Close()
		lijst, err := onderwerp.Lees(f)
		if err != nil {
			return voorMensen(err)
		}
		return o.metApp(ctx, func(a *app.App) error {
			gewijzigd, err := a.Onderwerpen.Inlezen(ctx, lijst, opdrachtgever)
			if err != nil {
				return voorMensen(err)
			}
			_, err = fmt.Fprintf(o.uit, "%d onderwerpen gelezen, %d gewijzigd.\n", len(lijst), len(gewijzigd))
			return err
		})
	}
	return errGebruik("onderwerpen")
}
