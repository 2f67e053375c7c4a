package verklaring

import (
	"context"
	"time"

	"mantelpunt/internal/bijlage"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"

	"github.com/jackc/pgx/v5"
)

// KeurBestanden looks at the files of a form: those that may be kept, and a sentence
// for each that may not.
func KeurBestanden(ctx context.Context, k bijlage.Keurder, bestanden []httpx.Bestand) (goed []bijlage.Bestand, zinnen []string, err error) {
	for _, x := range bestanden {
		b, err := k.Keur(ctx, x.Naam, x.Lezer())
		switch zin := fault.Tekst(err); {
		case err == nil:
			goed = append(goed, b)
		case zin == "":
			return nil, nil, err
		default:
			zinnen = append(zinnen, zin)
		}
	}
	return goed, zinnen, nil
}

// BewaarBestanden keeps files of the aanvrager within a transaction, as a kind of
// evidence; nil when there are none.
func (s Store) BewaarBestanden(soort string, bestanden []bijlage.Bestand, nu time.Time) func(context.Context, pgx.Tx, Aanvraag) error {
	if len(bestanden) == 0 {
		return nil
	}
	return func(ctx context.Context, tx pgx.Tx, a Aanvraag) error {
		g := toegang.GemeenteUit(ctx)
		for _, b := range bestanden {
			_, err := bijlage.Store{DB: s.DB, Kluis: s.Kluis}.Bewaar(ctx, tx, g.ID, a.ID, soort, b, toegang.Persoon{Soort: toegang.Burger, ID: a.BurgerID}, nu)
			if err != nil {
				return err
			}
		}
		return nil
	}
}
