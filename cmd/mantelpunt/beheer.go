package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strings"

	"mantelpunt/internal/app"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/gemeente"
	"mantelpunt/internal/toegang"
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

func gebruikerOpdracht(ctx context.Context, o omgeving, args []string) error {
	switch {
	case len(args) > 0 && args[0] == "toevoegen":
		return gebruikerToevoegen(ctx, o, args[1:])
	case len(args) > 0 && args[0] == "wachtwoord":
		return gebruikerWachtwoord(ctx, o, args[1:])
	}
	return errGebruik("gebruiker")
}

func gebruikerToevoegen(ctx context.Context, o omgeving, args []string) error {
	var slug, email, naam, rol string
	_, err := vlaggen("gebruiker", args, func(fs *flag.FlagSet) {
		fs.StringVar(&slug, "gemeente", "", "")
		fs.StringVar(&email, "email", "", "")
		fs.StringVar(&naam, "naam", "", "")
		fs.StringVar(&rol, "rol", "", "")
	})
	if err != nil || slug == "" || email == "" {
		return errGebruik("gebruiker")
	}
	if !slices.Contains(toegang.Rollen(), toegang.Rol(rol)) {
		return fmt.Errorf("de rol %q bestaat niet; kies uit %v", rol, toegang.Rollen())
	}
	return o.metApp(ctx, func(a *app.App) error {
		g, err := a.Gemeenten.MetSlug(ctx, slug)
		if err != nil {
			return fmt.Errorf("de gemeente %q bestaat niet", slug)
		}
		id, err := a.Accounts.GebruikerMetEmail(ctx, email)
		if fault.Is(err, fault.NotFound) {
			var wachtwoord string
			if wachtwoord, err = o.wachtwoord(); err == nil {
				id, err = a.Accounts.MaakGebruiker(ctx, email, naam, wachtwoord)
			}
		}
		if err != nil {
			return voorMensen(err)
		}
		if err := a.Accounts.GeefRol(ctx, g.ID, id, toegang.Rol(rol)); err != nil {
			return voorMensen(err)
		}
		fmt.Fprintf(o.uit, "%s is nu %s van gemeente %s.\n", email, rol, g.Naam)
		return nil
	})
}

func gebruikerWachtwoord(ctx context.Context, o omgeving, args []string) error {
	var email string
	fs, err := vlaggen("gebruiker", args, func(fs *flag.FlagSet) { fs.StringVar(&email, "email", "", "") })
	if err != nil || email == "" || fs.NArg() > 0 {
		return errGebruik("gebruiker")
	}
	return o.metApp(ctx, func(a *app.App) error {
		id, err := a.Accounts.GebruikerMetEmail(ctx, email)
		if fault.Is(err, fault.NotFound) {
			return fmt.Errorf("er is geen gebruiker met het e-mailadres %s", email)
		}
		if err != nil {
			return err
		}
		wachtwoord, err := o.wachtwoord()
		if err != nil {
			return err
		}
		if err := a.Accounts.ZetWachtwoord(ctx, id, wachtwoord); err != nil {
			return voorMensen(err)
		}
		fmt.Fprintf(o.uit, "Het wachtwoord van %s is gewijzigd. Wie nog ingelogd was, moet opnieuw inloggen.\n", email)
		return nil
	})
}

// wachtwoord asks for a password; it comes from standard input, so that it is in
// no history of commands.
func (o omgeving) wachtwoord() (string, error) {
	fmt.Fprint(o.uit, "Wachtwoord (minstens 12 tekens): ")
	regel, err := bufio.NewReader(o.in).ReadString('\n')
	if err != nil && err != io.EOF {
		return "", err
	}
	return strings.TrimRight(regel, "\r\n"), nil
}

// open gives the file of an argument, "-" being standard input.
func (o omgeving) open(naam string) (io.ReadCloser, error) {
	if naam == "-" {
		return io.NopCloser(o.in), nil
	}
	f, err := os.Open(naam) // #nosec G304 -- the file that the operator named
	if err != nil {
		return nil, fmt.Errorf("het bestand %s is niet te lezen", naam)
	}
	return f, nil
}
