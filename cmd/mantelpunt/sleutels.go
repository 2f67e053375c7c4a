package main

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/app"
	"mantelpunt/internal/audit"
	"mantelpunt/internal/gegevens"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/toegang"

	"github.com/jackc/pgx/v5"
)

func init() {
	opdrachten = append(opdrachten, opdracht{"sleutels", "sleutels maken [--naam 2026-11]\n  mantelpunt sleutels roteren\n  mantelpunt sleutels zegel --gemeente waterveen [--naam Waterveen] [--map zegels] [--rsa] [--csr | --certificaat bestand.pem]",
		"maak een nieuwe sleutel voor SLEUTELS; sluit alles wat met een oudere sleutel dicht is opnieuw met de eerste; maak of vernieuw het zegel van een gemeente", sleutelsOpdracht})
}

func sleutelsOpdracht(ctx context.Context, o omgeving, args []string) error {
	switch {
	case len(args) > 0 && args[0] == "maken":
		return sleutelMaken(o, args[1:])
	case len(args) > 0 && args[0] == "zegel":
		return zegelOpdracht(o, args[1:])
	case len(args) == 1 && args[0] == "roteren":
		return o.metApp(ctx, func(a *app.App) error { return sleutelsRoteren(ctx, o, a) })
	}
	return errGebruik("sleutels")
}

// sleutelMaken prints a new key, and on the other stream how to bring it in: every
// copy must be able to open what the first one closes with it.
func sleutelMaken(o omgeving, args []string) error {
	var naam string
	fs, err := vlaggen("sleutels", args, func(fs *flag.FlagSet) { fs.StringVar(&naam, "naam", time.Now().Format("2006-01"), "") })
	if err != nil || fs.NArg() > 0 {
		return errGebruik("sleutels")
	}
	if slices.Contains(sleutelnamen(o.config.Sleutels), naam) {
		return fmt.Errorf("er is al een sleutel met de naam %s; kies een andere met --naam", naam)
	}
	s, err := kluis.Maak(naam)
	if err != nil {
		return err
	}
	fmt.Fprintln(o.uit, s)
	fmt.Fprint(o.log, `
Zo komt deze sleutel in gebruik, zonder dat het portaal stilstaat:
  1. Zet hem achteraan in SLEUTELS en start alle kopieën opnieuw: dan kan iedereen hem lezen.
  2. Zet hem vooraan en start alle kopieën opnieuw: dan sluit iedereen ermee.
  3. Voer `+"`mantelpunt sleutels roteren`"+` uit. Dat mag zo vaak als u wilt.
  4. Haal de oude sleutel pas uit SLEUTELS als die opdracht zegt dat hij nergens meer nodig is.
     Bewaar hem zolang er reservekopieën zijn die ermee gesloten zijn.
`)
	return nil
}

// sleutelnamen are the names in SLEUTELS, the active one first.
func sleutelnamen(sleutels string) (uit []string) {
	for _, deel := range strings.FieldsFunc(sleutels, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' }) {
		naam, _, _ := strings.Cut(deel, ":")
		uit = append(uit, naam)
	}
	return uit
}

// roterend signs in the audit what this command did.
var roterend = toegang.Persoon{Soort: "systeem", Naam: "opdrachtregel"}

func sleutelsRoteren(ctx context.Context, o omgeving, a *app.App) error {
	gemeenten, err := a.Gemeenten.Alle(ctx)
	if err != nil {
		return err
	}
	var ids []int
	for _, g := range gemeenten {
		ids = append(ids, g.ID)
	}
	fmt.Fprintf(o.uit, "Alles gaat dicht met sleutel %s.\n", a.Kluis.Actief())
	r := gegevens.Roteerder{DB: a.Gemeenten.DB, Kluis: a.Kluis, Meld: func(wat string, n int) { fmt.Fprintf(o.uit, "  %s: %d\n", wat, n) }}
	n, err := r.Roteer(ctx, ids)
	if err != nil {
		return fmt.Errorf("na %d rijen gestopt; de opdracht gaat de volgende keer verder waar zij was: %w", n, err)
	}
	open, err := r.Controleer(ctx, ids)
	if err != nil {
		return err
	}
	fmt.Fprintf(o.uit, "%d rijen opnieuw gesloten. Nagezien: alle %d gesloten waarden gaan open.\n", n, open)
	if n > 0 {
		for _, g := range ids {
			if err := sleutelsInAudit(ctx, a, g); err != nil {
				return err
			}
		}
	}
	gebruik, err := r.Sleutels(ctx, ids)
	if err != nil {
		return err
	}
	meldSleutels(o, gebruik)
	return nil
}

func sleutelsInAudit(ctx context.Context, a *app.App, gemeenteID int) error {
	ctx = toegang.MetGemeente(toegang.MetPersoon(ctx, roterend), toegang.Gemeente{ID: gemeenteID})
	return a.Gemeenten.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "sleutels geroteerd", Tabel: "gemeente", Rij: strconv.Itoa(gemeenteID), Gegevens: map[string]string{"sleutel": a.Kluis.Actief()}})
	})
}

// meldSleutels says of every older key whether it may go, and else what waits for it.
func meldSleutels(o omgeving, gebruik []gegevens.Gebruik) {
	slices.SortFunc(gebruik, func(a, b gegevens.Gebruik) int { return strings.Compare(a.Waar, b.Waar) })
	bekend := sleutelnamen(o.config.Sleutels)
	for _, naam := range bekend[1:] {
		var nog []string
		for _, g := range gebruik {
			if g.Sleutel == naam {
				nog = append(nog, g.Zin()+" ("+wachtOp(g)+")")
			}
		}
		if nog == nil {
			fmt.Fprintf(o.uit, "Sleutel %s is nergens meer nodig: u kunt hem uit SLEUTELS halen.\n", naam)
			continue
		}
		fmt.Fprintf(o.uit, "Sleutel %s is nog nodig:\n  %s\n", naam, strings.Join(nog, "\n  "))
	}
}

// wachtOp says when a value stops needing its key.
func wachtOp(g gegevens.Gebruik) string {
	switch {
	case g.Waar == "burger.bsn_kenmerk":
		return "tot die persoon weer inlogt, of het account vervalt"
	case g.Waar == "river_job.args":
		return "tot de mail weg is, hoogstens enkele dagen"
	case g.Vanzelf:
		return "tot de sessie eindigt, hoogstens enkele uren"
	}
	return "voer deze opdracht nog eens uit"
}
