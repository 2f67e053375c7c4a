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
	"text/tabwriter"
	"time"

	"mantelpunt/internal/account"
	"mantelpunt/internal/app"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/gemeente"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"golang.org/x/term"
)

const gebruikGebruiker = `gebruiker toevoegen --gemeente veldwaarde --email a@b.nl --naam 'A. B.' --rol redacteur [--uitnodigen]
  mantelpunt gebruiker lijst --gemeente veldwaarde
  mantelpunt gebruiker wachtwoord|deactiveer|activeer|tweede-stap --email a@b.nl`

func gebruikerOpdracht(ctx context.Context, o omgeving, args []string) error {
	if len(args) == 0 {
		return errGebruik("gebruiker")
	}
	switch args[0] {
	case "toevoegen":
		return gebruikerToevoegen(ctx, o, args[1:])
	case "lijst":
		return gebruikerLijst(ctx, o, args[1:])
	case "wachtwoord":
		return o.metGebruiker(ctx, args[1:], gebruikerWachtwoord)
	case "deactiveer":
		return o.metGebruiker(ctx, args[1:], gebruikerDeactiveer)
	case "activeer":
		return o.metGebruiker(ctx, args[1:], gebruikerActiveer)
	case "tweede-stap":
		return o.metGebruiker(ctx, args[1:], gebruikerTweedeStap)
	}
	return errGebruik("gebruiker")
}

// metGebruiker reads --email and finds the account.
func (o omgeving) metGebruiker(ctx context.Context, args []string, doe func(context.Context, omgeving, *app.App, uuid.UUID, string) error) error {
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
		return voorMensen(doe(ctx, o, a, id, email))
	})
}

func gebruikerToevoegen(ctx context.Context, o omgeving, args []string) error {
	var slug, email, naam, rol string
	var uitnodigen bool
	_, err := vlaggen("gebruiker", args, func(fs *flag.FlagSet) {
		fs.StringVar(&slug, "gemeente", "", "")
		fs.StringVar(&email, "email", "", "")
		fs.StringVar(&naam, "naam", "", "")
		fs.StringVar(&rol, "rol", "", "")
		fs.BoolVar(&uitnodigen, "uitnodigen", false, "")
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
		if uitnodigen {
			return voorMensen(o.nodigUit(ctx, a, g, account.Uitnodiging{Email: email, Naam: naam, Rolkeuze: account.Rolkeuze{Rollen: []toegang.Rol{toegang.Rol(rol)}}}))
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
		if l, err := a.Accounts.Lid(ctx, g.ID, id); err != nil || !l.Actief {
			fmt.Fprintf(o.uit, "Let op: dit account is gesloten. Open het met: mantelpunt gebruiker activeer --email %s\n", email)
			return err
		}
		return nil
	})
}

// nodigUit makes an invitation and prints its link, for who sets up the first accounts
// and has no mail server yet.
func (o omgeving) nodigUit(ctx context.Context, a *app.App, g gemeente.Gemeente, u account.Uitnodiging) error {
	link := ""
	_, err := a.Accounts.NodigUit(ctx, g.ID, toegang.Persoon{}, u, func(_ context.Context, _ pgx.Tx, _ toegang.Persoon, token string) error {
		if token != "" {
			link = o.adres(g) + account.Uitnodigingspad(token)
		}
		return nil
	})
	switch {
	case err != nil:
		return err
	case link == "":
		fmt.Fprintf(o.uit, "%s heeft al een account en is nu ook %s van gemeente %s.\n", u.Email, u.Rollen[0], g.Naam)
	default:
		fmt.Fprintf(o.uit, "%s is uitgenodigd als %s van gemeente %s. Geef deze link, die één keer en 7 dagen werkt, aan niemand anders:\n%s\n", u.Email, u.Rollen[0], g.Naam, link)
	}
	return nil
}

// adres is where a gemeente is visited: its own name, or the one of a laptop.
func (o omgeving) adres(g gemeente.Gemeente) string {
	if len(g.Hosts) > 0 {
		if o.config.TLS {
			return "https://" + g.Hosts[0]
		}
		return "http://" + g.Hosts[0]
	}
	_, poort, _ := net.SplitHostPort(o.config.Adres)
	return "http://" + g.Slug + ".localhost:" + poort
}

func gebruikerLijst(ctx context.Context, o omgeving, args []string) error {
	var slug string
	fs, err := vlaggen("gebruiker", args, func(fs *flag.FlagSet) { fs.StringVar(&slug, "gemeente", "", "") })
	if err != nil || slug == "" || fs.NArg() > 0 {
		return errGebruik("gebruiker")
	}
	return o.metApp(ctx, func(a *app.App) error {
		g, err := a.Gemeenten.MetSlug(ctx, slug)
		if err != nil {
			return fmt.Errorf("de gemeente %q bestaat niet", slug)
		}
		leden, err := a.Accounts.Leden(ctx, g.ID)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(o.uit, 0, 0, 2, ' ', 0)
		fmt.Fprintln(w, "NAAM\tE-MAIL\tROLLEN\tSTATUS\tTWEEDE STAP\tLAATST INGELOGD")
		for _, l := range leden {
			stap := "nee"
			if l.TweedeStap {
				stap = "ja"
			}
			rollen, status, laatst := l.Woorden(ctx, time.Now())
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", l.Naam, l.Email, rollen, status, stap, laatst)
		}
		return w.Flush()
	})
}

func gebruikerWachtwoord(ctx context.Context, o omgeving, a *app.App, id uuid.UUID, email string) error {
	wachtwoord, err := o.wachtwoord()
	if err != nil {
		return err
	}
	if err := a.Accounts.ZetWachtwoord(ctx, id, wachtwoord); err != nil {
		return err
	}
	fmt.Fprintf(o.uit, "Het wachtwoord van %s is gewijzigd. Wie nog ingelogd was, moet opnieuw inloggen.\n", email)
	return nil
}

func gebruikerDeactiveer(ctx context.Context, o omgeving, a *app.App, id uuid.UUID, email string) error {
	if err := a.Accounts.Deactiveer(ctx, id); err != nil {
		return err
	}
	fmt.Fprintf(o.uit, "Het account van %s is bij elke gemeente gesloten. Wie nog ingelogd was, is er nu uit.\n", email)
	zonder, err := a.Accounts.ZonderBeheerder(ctx, id)
	for _, naam := range zonder {
		fmt.Fprintf(o.uit, "Let op: gemeente %s heeft nu geen beheerder meer. Voeg er een toe met: mantelpunt gebruiker toevoegen --rol beheerder\n", naam)
	}
	return err
}

func gebruikerActiveer(ctx context.Context, o omgeving, a *app.App, id uuid.UUID, email string) error {
	if err := a.Accounts.Activeer(ctx, id); err != nil {
		return err
	}
	fmt.Fprintf(o.uit, "Het account van %s is weer open, met de rollen van eerst.\n", email)
	return nil
}

func gebruikerTweedeStap(ctx context.Context, o omgeving, a *app.App, id uuid.UUID, email string) error {
	if err := a.Accounts.WisTweedeStapOveral(ctx, id); err != nil {
		return err
	}
	fmt.Fprintf(o.uit, "De tweede stap van %s is gewist. Bij de volgende keer inloggen komt er een nieuwe.\n", email)
	return nil
}

// wachtwoord asks for a password: unseen on a terminal, else from standard input, so
// that it is in no history of commands.
func (o omgeving) wachtwoord() (string, error) {
	fmt.Fprint(o.uit, "Wachtwoord (minstens 12 tekens): ")
	if f, ok := o.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) { // #nosec G115 -- a file descriptor is a small number
		b, err := term.ReadPassword(int(f.Fd())) // #nosec G115 -- a file descriptor is small
		fmt.Fprintln(o.uit)
		return string(b), err
	}
	regel, err := bufio.NewReader(o.in).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return strings.TrimRight(regel, "\r\n"), nil
}
