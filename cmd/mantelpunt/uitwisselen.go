package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"

	"mantelpunt/internal/app"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/gemeente"
	"mantelpunt/internal/socialekaart/uitwisseling"
	"mantelpunt/internal/toegang"
)

// opdrachtgever signs what comes in by the command line.
var opdrachtgever = toegang.Persoon{Soort: toegang.Medewerker, Naam: "Import"}

// metGemeente wires the product and finds the gemeente of a flag.
func (o omgeving) metGemeente(ctx context.Context, slug string, doe func(context.Context, *app.App, gemeente.Gemeente) error) error {
	return o.metApp(ctx, func(a *app.App) error {
		g, err := a.Gemeenten.MetSlug(ctx, slug)
		if fault.Is(err, fault.NotFound) {
			return fmt.Errorf("de gemeente %q bestaat niet", slug)
		}
		if err != nil {
			return err
		}
		ctx = toegang.MetGemeente(toegang.MetPersoon(ctx, opdrachtgever), toegang.Gemeente{ID: g.ID, Slug: g.Slug, Naam: g.Naam})
		return voorMensen(doe(ctx, a, g))
	})
}

func importOpdracht(ctx context.Context, o omgeving, args []string) error {
	var slug string
	fs, err := vlaggen("import", args, func(fs *flag.FlagSet) { fs.StringVar(&slug, "gemeente", "", "") })
	if err != nil || slug == "" || fs.NArg() != 1 {
		return errGebruik("import")
	}
	f, err := o.open(fs.Arg(0))
	if err != nil {
		return err
	}
	defer f.Close()
	return o.metGemeente(ctx, slug, func(ctx context.Context, a *app.App, g gemeente.Gemeente) error {
		v, err := uitwisseling.Importeer(ctx, a.Kaart, g.ID, f, fs.Arg(0), opdrachtgever)
		if err != nil {
			return err
		}
		return v.Schrijf(o.uit)
	})
}

func exportOpdracht(ctx context.Context, o omgeving, args []string) error {
	var slug, formaat string
	fs, err := vlaggen("export", args, func(fs *flag.FlagSet) {
		fs.StringVar(&slug, "gemeente", "", "")
		fs.StringVar(&formaat, "formaat", "", "")
	})
	if err != nil || slug == "" || fs.NArg() > 1 {
		return errGebruik("export")
	}
	if formaat == "" {
		formaat = uitwisseling.HSDS
		if strings.HasSuffix(fs.Arg(0), ".csv") {
			formaat = uitwisseling.CSV
		}
	}
	return o.metGemeente(ctx, slug, func(ctx context.Context, a *app.App, g gemeente.Gemeente) (err error) {
		uit := o.uit
		if fs.NArg() == 1 {
			f, maakErr := os.Create(fs.Arg(0))
			if maakErr != nil {
				return fmt.Errorf("het bestand %s is niet te schrijven", fs.Arg(0))
			}
			defer func() {
				if sluit := f.Close(); err == nil {
					err = sluit
				}
			}()
			uit = f
		}
		return uitwisseling.Exporteer(ctx, a.Kaart, g.ID, uit, formaat)
	})
}
