// Command mantelpunt is the portal: `mantelpunt dev` is the whole product on a
// laptop, `mantelpunt serve` the same in production without its stand-ins.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // dates are Dutch on every machine

	"mantelpunt/internal/config"
)

// opdracht is one subcommand.
type opdracht struct {
	naam, gebruik, uitleg string
	doe                   func(context.Context, omgeving, []string) error
}

// opdrachten are filled in at start: dev.go adds its own unless it is left out.
var opdrachten []opdracht

func init() {
	opdrachten = append(opdrachten, []opdracht{
		{"serve", "serve", "het portaal in productie", serve},
		{"migrate", "migrate", "breng de database op de nieuwste versie", migrate},
		{"gemeente", "gemeente toevoegen --slug waterveen --naam Waterveen --code GM9901", "voeg een gemeente toe", gemeenteOpdracht},
		{"gebruiker", gebruikGebruiker, "de accounts van medewerkers: maken of uitnodigen, een nieuw wachtwoord, sluiten en openen bij elke gemeente, de tweede stap wissen, en wie er zijn", gebruikerOpdracht},
		{"audit", "audit controleren [--gemeente veldwaarde [--anker 12:3f…,…]]", "bewijs dat in de audit niets is veranderd of weggehaald, ook niet sinds een anker dat eerder is opgeschreven", auditOpdracht},
		{"onderwerpen", "onderwerpen uitvoeren > bestand.json, of onderwerpen inlezen bestand.json", "de zoekwoorden die alle gemeenten delen: schrijf ze uit, of lees ze gewijzigd weer in", onderwerpenOpdracht},
		{"import", "import --gemeente veldwaarde bestand.json|bestand.csv", "lees aanbod in (HSDS 3.1 of CSV)", importOpdracht},
		{"export", "export --gemeente veldwaarde [--formaat hsds|csv] [bestand]", "schrijf aanbod uit", exportOpdracht},
		{"wijken", "wijken inlezen --gemeente veldwaarde bestand.geojson", "lees de grenzen van de wijken in, voor de kaart", wijkenOpdracht},
		{"postcodes", "postcodes inlezen --gemeente veldwaarde bestand.csv|bestand.geojson", "lees in waar de postcodes liggen, voor de afstand", postcodesOpdracht},
	}...)
}

// omgeving is what a subcommand needs of the world around it.
type omgeving struct {
	config   config.Config
	in       io.Reader
	uit, log io.Writer
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "mantelpunt:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, getenv func(string) string, in io.Reader, uit, log io.Writer) error {
	if len(args) == 0 || args[0] == "help" || args[0] == "--help" || args[0] == "-h" {
		gebruik(uit)
		return nil
	}
	for _, o := range opdrachten {
		if o.naam == args[0] {
			cfg, err := config.Lees(getenv)
			if err != nil {
				return err
			}
			return o.doe(ctx, omgeving{config: cfg, in: in, uit: uit, log: log}, args[1:])
		}
	}
	gebruik(log)
	return fmt.Errorf("de opdracht %q bestaat niet", args[0])
}

func gebruik(w io.Writer) {
	fmt.Fprintln(w, "Mantelpunt, portaal voor mantelzorgers\n\nGebruik:")
	for _, o := range opdrachten {
		fmt.Fprintf(w, "  mantelpunt %s\n      %s\n", o.gebruik, o.uitleg)
	}
}

func (o omgeving) logger() *slog.Logger {
	return slog.New(slog.NewJSONHandler(o.log, &slog.HandlerOptions{Level: o.config.LogNiveau}))
}

// errGebruik is a call with the wrong words; the sentence says what is right.
func errGebruik(o string) error {
	for _, x := range opdrachten {
		if x.naam == o {
			return errors.New("gebruik: mantelpunt " + x.gebruik)
		}
	}
	return nil
}
