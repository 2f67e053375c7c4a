package main

import (
	"cmp"
	"flag"
	"fmt"
	"strings"
	"time"

	"mantelpunt/internal/zegel"
)

// zegelsMap holds the seals of a laptop.
const zegelsMap = ".data/zegels"

// zegelOpdracht makes the seal of a gemeente: of a CA of its own to try, or of a real
// one in two steps, the request and the certificate. It needs no database.
func zegelOpdracht(o omgeving, args []string) error {
	var p zegel.Plek
	var csr bool
	var certificaat string
	fs, err := vlaggen("sleutels", args, func(fs *flag.FlagSet) {
		fs.StringVar(&p.Slug, "gemeente", "", "")
		fs.StringVar(&p.Naam, "naam", "", "")
		fs.StringVar(&p.Map, "map", cmp.Or(o.config.Zegels, zegelsMap), "")
		fs.BoolVar(&p.RSA, "rsa", false, "")
		fs.BoolVar(&csr, "csr", false, "")
		fs.StringVar(&certificaat, "certificaat", "", "")
	})
	if err != nil || fs.NArg() > 0 || p.Slug == "" || csr && certificaat != "" {
		return errGebruik("sleutels")
	}
	if p.Naam == "" {
		p.Naam = strings.ToUpper(p.Slug[:1]) + p.Slug[1:]
	}
	switch {
	case csr:
		return zegelAanvragen(o, p)
	case certificaat != "":
		if err := zegel.Neem(p, certificaat, time.Now()); err != nil {
			return err
		}
		fmt.Fprintf(o.uit, "Het zegel van Gemeente %s is in gebruik zodra het portaal opnieuw start.\n", p.Naam)
		return nil
	}
	if err := zegel.MaakProef(p, time.Now()); err != nil {
		return err
	}
	fmt.Fprintf(o.uit, `Gemeente %s heeft een proefzegel voor drie jaar, in %s.
Het is in gebruik zodra het portaal opnieuw start. Wat een eerder zegel tekende, blijft echt.
Een PDF-lezer vertrouwt het pas als hij %s vertrouwt. Vraag voor echte documenten een certificaat aan met --csr.
`, p.Naam, p.Map, p.Wortel())
	return nil
}

// zegelAanvragen prints the request, and on the other stream what to do with it.
func zegelAanvragen(o omgeving, p zegel.Plek) error {
	verzoek, err := zegel.Vraag(p)
	if err != nil {
		return err
	}
	if _, err := o.uit.Write(verzoek); err != nil {
		return err
	}
	fmt.Fprintf(o.log, `
Stuur dit verzoek naar een uitgever van certificaten. De sleutel blijft hier.
Zet wat u terugkrijgt in één bestand: eerst het certificaat van de gemeente, dan die van de uitgever. En dan:
  mantelpunt sleutels zegel --gemeente %s --certificaat bestand.pem
`, p.Slug)
	return nil
}
