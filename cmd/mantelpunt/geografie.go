package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"mantelpunt/internal/app"
	"mantelpunt/internal/gemeente"
	"mantelpunt/internal/socialekaart/geografie"
)

// geoBestand reads the arguments of a command that takes in one file of geography.
func (o omgeving) geoBestand(naam string, args []string) (slug, bestand string, f io.ReadCloser, err error) {
	if len(args) == 0 || args[0] != "inlezen" {
		return "", "", nil, errGebruik(naam)
	}
	fs, err := vlaggen(naam, args[1:], func(fs *flag.FlagSet) { fs.StringVar(&slug, "gemeente", "", "") })
	if err != nil || slug == "" || fs.NArg() != 1 {
		return "", "", nil, errGebruik(naam)
	}
	f, err = o.open(fs.Arg(0))
	return slug, fs.Arg(0), f, err
}

func wijkenOpdracht(ctx context.Context, o omgeving, args []string) error {
	slug, _, f, err := o.geoBestand("wijken", args)
	if err != nil {
		return err
	}
	defer f.Close()
	vormen, err := geografie.Wijken(f)
	if err != nil {
		return err
	}
	return o.metGemeente(ctx, slug, func(ctx context.Context, a *app.App, g gemeente.Gemeente) error {
		var vreemd []string
		for wijk := range vormen {
			if !slices.Contains(g.Wijken, wijk) {
				vreemd = append(vreemd, wijk)
			}
		}
		if slices.Sort(vreemd); len(vreemd) > 0 {
			return fmt.Errorf("deze wijken kent %s niet: %s; zet ze eerst bij de instellingen van de gemeente", g.Naam, strings.Join(vreemd, ", "))
		}
		if err := a.Kaart.ZetWijkvormen(ctx, g.ID, vormen, opdrachtgever); err != nil {
			return err
		}
		fmt.Fprintf(o.uit, "%d wijken van %s staan op de kaart.\n", len(vormen), g.Naam)
		return nil
	})
}

func postcodesOpdracht(ctx context.Context, o omgeving, args []string) error {
	slug, bestand, f, err := o.geoBestand("postcodes", args)
	if err != nil {
		return err
	}
	defer f.Close()
	punten, err := geografie.Postcodes(f, bestand)
	if err != nil {
		return err
	}
	return o.metGemeente(ctx, slug, func(ctx context.Context, a *app.App, g gemeente.Gemeente) error {
		if err := a.Kaart.ZetPostcodes(ctx, g.ID, punten, opdrachtgever); err != nil {
			return err
		}
		fmt.Fprintf(o.uit, "%d postcodes van %s zijn ingelezen.\n", len(punten), g.Naam)
		return nil
	})
}
