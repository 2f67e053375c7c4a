package verklaring

import (
	"context"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Antwoord is what the aanvrager says to the open vraag.
type Antwoord struct {
	Tekst string // may be empty when there are files

	// Bewaar keeps the files that came with it, in the transaction of the answer; nil
	// when there are none.
	Bewaar func(ctx context.Context, tx pgx.Tx, a Aanvraag) error
}

// Beantwoord answers the open vraag of an aanvraag: by the aanvrager, or by a
// medewerker who writes down what was said on the phone. The term runs on, and the
// behandelaar gets a mail. Answered already, by whomever, it is a Conflict with a
// sentence, and nothing changes.
func (s Store) Beantwoord(ctx context.Context, gemeenteID int, door Handelende, aanvraag uuid.UUID, w Antwoord, nu time.Time) error {
	return s.beantwoord(ctx, gemeenteID, door, aanvraag, uuid.Nil, w, nu)
}

func (s Store) beantwoord(ctx context.Context, gemeenteID int, door Handelende, aanvraag, vraag uuid.UUID, w Antwoord, nu time.Time) error {
	f := TekstFout(w.Tekst)
	if f == "leeg" && w.Bewaar != nil {
		w.Tekst, f = i18n.T(ctx, "behandelen.antwoord.alleenbijlage"), ""
	}
	if f != "" {
		return fault.Met(fault.Invalid, i18n.Kies(ctx, "behandelen.fout.antwoord.", f))
	}
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.vergrendelVoor(ctx, tx, gemeenteID, door, aanvraag)
		if err != nil {
			return err
		}
		b, err := s.OpenVraagVan(ctx, tx, gemeenteID, aanvraag)
		if err != nil {
			return err
		}
		if a.Status != WachtOpAanvrager || b == nil || vraag != uuid.Nil && b.ID != vraag {
			return fault.Met(fault.Conflict, i18n.T(ctx, "behandelen.antwoord.al"))
		}
		if w.Bewaar != nil {
			if err := w.Bewaar(ctx, tx, a); err != nil {
				return err
			}
		}
		if err := s.LegBericht(ctx, tx, gemeenteID, BerichtVan(door, a, SoortAntwoord, w.Tekst, nu), ""); err != nil {
			return err
		}
		if err := s.SluitVraag(ctx, tx, gemeenteID, a.ID, nu); err != nil {
			return err
		}
		if door.Soort == toegang.Burger {
			if err := s.MeldBehandelaar(ctx, tx, a, "Antwoord op een vraag", "De aanvrager beantwoordde de vraag bij aanvraag "+a.Kenmerk+". De termijn loopt weer."); err != nil {
				return err
			}
		}
		return s.Verander(ctx, tx, gemeenteID, &a, InBehandeling, door, nu)
	})
	return postgres.Fout(err, "vraag beantwoorden")
}

// VraagMetLink finds the vraag that a link leads to. An unknown link is NotFound; one
// of which the vraag needs no answer any more is Gone, with a sentence.
func (s Store) VraagMetLink(ctx context.Context, gemeenteID int, token string) (b Bericht, a Aanvraag, err error) {
	b, err = s.scanBericht(gemeenteID, s.Van(gemeenteID).QueryRow(ctx, `SELECT `+berichtKolommen+` FROM bericht WHERE gemeente_id = $1 AND token_kenmerk = ANY($2)`, gemeenteID, s.Kluis.Kenmerken("bericht.token", []byte(token))))
	if err != nil {
		return b, a, postgres.Fout(err, "vraag van link lezen")
	}
	a, err = s.ScanAanvraag(gemeenteID, s.Van(gemeenteID).QueryRow(ctx, `SELECT `+Kolommen+VanTabellen+` WHERE a.gemeente_id = $1 AND a.id = $2`, gemeenteID, b.AanvraagID))
	if err == nil && (!b.Open() || a.Status != WachtOpAanvrager) {
		err = fault.Met(fault.Gone, i18n.T(ctx, "behandelen.antwoord.al"))
	}
	return b, a, postgres.Fout(err, "vraag van link lezen")
}

// BeantwoordMetLink is Beantwoord for who has the link of the vraag: that is the
// aanvrager, and nobody needs to log in. The link works once.
func (s Store) BeantwoordMetLink(ctx context.Context, gemeenteID int, token string, w Antwoord, nu time.Time) error {
	b, a, err := s.VraagMetLink(ctx, gemeenteID, token)
	if err != nil {
		return err
	}
	door := Handelende{Soort: toegang.Burger, ID: a.BurgerID}
	return s.beantwoord(toegang.MetPersoon(ctx, door), gemeenteID, door, a.ID, b.ID, w, nu)
}
