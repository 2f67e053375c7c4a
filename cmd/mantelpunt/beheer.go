package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"strings"

	"mantelpunt/internal/app"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/gemeente"
)

// vlaggen reads the flags of a subcommand; a mistake gives its usage.
func vlaggen(naam string, args []string, zet func(*flag.FlagSet)) (*flag.FlagSet, error) {
	fs := flag.NewFlagSet(naam, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	zet(fs)
	if err := fs.Parse(args); err != nil {
		return nil, errGebruik(naam)
	}
	return fs, nil
}

// voorMensen gives the sentence that an error has for people, if any.
func voorMensen(err error) error {
	if zin := fault.Tekst(err); zin != "" {
		return errors.New(zin)
	}
	return err
}

func gemeenteOpdracht(ctx context.Context, o omgeving, args []string) error {
	var g gemeente.Gemeente
	var hosts string
	if len(args) == 0 || args[0] != "toevoegen" {
		return errGebruik("gemeente")
	}
	_, err := vlaggen("gemeente", args[1:], func(fs *flag.FlagSet) {
		fs.StringVar(&g.Slug, "slug", "", "")
		fs.StringVar(&g.Naam, "naam", "", "")
		fs.StringVar(&g.CBSCode, "code", "", "")
		fs.StringVar(&hosts, "hosts", "", "")
	})
	if err != nil {
		return err
	}
	g.Hosts = strings.FieldsFunc(hosts, func(r rune) bool { return r == ',' })
	return o.metApp(ctx, func(a *app.App) error {
		_, err := a.Gemeenten.Voeg(ctx, g)
		if fault.Is(err, fault.Conflict) && fault.Tekst(err) == "" {
			return fmt.Errorf("er is al een gemeente met slug %s of code %s", g.Slug, g.CBSCode)
		}
		if err != nil {
			return voorMensen(err)
		}
		_, poort, _ := net.SplitHostPort(o.config.Adres)
		fmt.Fprintf(o.uit, "Gemeente %s is toegevoegd. Op een laptop: http://%s.localhost:%s\n", g.Naam, g.Slug, poort)
		return nil
	})
}

// open gives the file of an argument, "-" being standard input.
func (o omgeving) open(naam string) (io.ReadCloser, error) {
	if naam == "-" {
		return io.NopCloser(o.in), nil
	}
	f, err := os.Open(naam) // #nosec G304 G703 -- the file that the operator named
	if err != nil {
		return nil, fmt.Errorf("het bestand %s is niet te lezen", naam)
	}
	return f, nil
}
