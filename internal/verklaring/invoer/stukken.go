package invoer

import (
	"context"
	"slices"
	"strings"
	"time"

	"mantelpunt/internal/bijlage"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// The fields with files: the paper form, the confirmation, and evidence with its kind
// behind it.
const (
	veldFormulier   = "bestand-formulier"
	veldToestemming = "bestand-toestemming"
	veldBestand     = "bestand-"
)

// stuk is a file that may be kept, and what it is for.
type stuk struct {
	soort   string
	bestand bijlage.Bestand
}

// keur looks at the files; what is wrong with one stands beside its field.
func (h Handler) keur(ctx context.Context, f *formulier, bestanden []httpx.Bestand) (uit []stuk, err error) {
	for _, b := range bestanden {
		soort, ok := strings.CutPrefix(b.Veld, veldBestand)
		if !ok || soort != "formulier" && soort != verklaring.BijlageToestemming && !slices.Contains(f.Regels.Bewijs, soort) {
			continue
		}
		goed, err := h.Keurder.Keur(ctx, b.Naam, b.Lezer())
		switch zin := fault.Tekst(err); {
		case err == nil:
			uit = append(uit, stuk{soort, goed})
		case zin == "":
			return nil, err
		default:
			f.Fouten.Voeg(b.Veld, zin)
		}
	}
	return uit, nil
}

// bewijs says of each kind of evidence whether it is there.
func bewijs(r verklaring.Regels, stukken []stuk) map[string]string {
	if len(r.Bewijs) == 0 {
		return nil
	}
	uit := map[string]string{}
	for _, soort := range r.Bewijs {
		uit[soort] = verklaring.BewijsLater
		if slices.ContainsFunc(stukken, func(s stuk) bool { return s.soort == soort }) {
			uit[soort] = verklaring.BewijsBij
		}
	}
	return uit
}

// bewaar keeps the files, as those of who typed.
func (h Handler) bewaar(stukken []stuk, door toegang.Persoon, nu time.Time) func(context.Context, pgx.Tx, verklaring.Aanvraag) error {
	return func(ctx context.Context, tx pgx.Tx, a verklaring.Aanvraag) error {
		for _, s := range stukken {
			_, err := bijlage.Store{DB: h.Store.DB, Kluis: h.Store.Kluis}.Bewaar(ctx, tx, toegang.GemeenteUit(ctx).ID, a.ID, s.soort, s.bestand, door, nu)
			if err != nil {
				return err
			}
		}
		return nil
	}
}

// let looks for what makes a careful person look twice: a burger with this e-mail
// address, and something that a person with this name and date of birth has.
func (h Handler) let(ctx context.Context, gemeenteID int, f *formulier, n verklaring.Aanname) error {
	f.Opnieuw = f.Get("gezien") != "ja"
	mens := verklaring.MensVan(n.Antwoorden.Naam, n.Antwoorden.Geboortedatum)
	bekenden, err := h.Store.Bekenden(ctx, gemeenteID, []verklaring.Mens{mens}, verklaring.Dag(h.Klok()))
	if err != nil {
		return err
	}
	f.Bekend = slices.DeleteFunc(bekenden[mens], func(b verklaring.Bekend) bool { return b.ID == n.ID })
	if n.Email == "" {
		return nil
	}
	burger, err := h.Store.BurgerMetEmail(ctx, h.Store.Van(gemeenteID), gemeenteID, n.Email)
	if err == nil && burger != uuid.Nil {
		f.Email = n.Email
	}
	return err
}
