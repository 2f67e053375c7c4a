package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"

	"mantelpunt/internal/app"
	"mantelpunt/internal/audit"
)

// errAudit is a chain that does not hold: the command ends with a failure, so that
// a nightly run of it is noticed.
var errAudit = errors.New("de audit klopt niet")

// auditOpdracht proves that nothing in the audit was changed or taken out.
func auditOpdracht(ctx context.Context, o omgeving, args []string) error {
	var ankers, slug string
	if len(args) == 0 || args[0] != "controleren" {
		return errGebruik("audit")
	}
	fs, err := vlaggen("audit", args[1:], func(fs *flag.FlagSet) {
		fs.StringVar(&slug, "gemeente", "", "")
		fs.StringVar(&ankers, "anker", "", "")
	})
	if err != nil || fs.NArg() > 0 || ankers != "" && slug == "" {
		return errGebruik("audit")
	}
	var eerder []audit.Anker
	for tekst := range strings.FieldsFuncSeq(ankers, func(r rune) bool { return r == ',' }) {
		a, err := audit.LeesAnker(tekst)
		if err != nil {
			return fmt.Errorf("%q is geen anker: dat is een nummer, een dubbele punt en 64 letters en cijfers", tekst)
		}
		eerder = append(eerder, a)
	}
	return o.metApp(ctx, func(a *app.App) error {
		gs, err := a.Gemeenten.Alle(ctx)
		if err != nil {
			return err
		}
		gevonden, goed := false, true
		for _, g := range gs {
			if slug != "" && g.Slug != slug {
				continue
			}
			gevonden = true
			v, err := audit.Controleer(ctx, a.Gemeenten.Van(g.ID), g.ID, eerder...)
			if err != nil {
				return err
			}
			if v.Fout != "" {
				goed = false
				fmt.Fprintf(o.uit, "%s: NIET GOED: %s\n", g.Slug, v.Fout)
				continue
			}
			fmt.Fprintf(o.uit, "%s: goed, %d regels. Anker: %s\n", g.Slug, v.Regels, v.Einde)
		}
		switch {
		case !gevonden:
			return fmt.Errorf("de gemeente %q bestaat niet", slug)
		case !goed:
			return errAudit
		}
		return nil
	})
}
