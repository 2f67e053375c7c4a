package behandelen

import (
	"context"
	"time"

	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/opmaak"

	"github.com/jackc/pgx/v5"
)

// Voorproef is what would go out.
type Voorproef struct {
	Inhoud     opmaak.Briefgegevens   // the letter, to read on the page
	Brief      []byte                 // the letter as PDF
	Verklaring *verklaring.Verklaring // that is issued or withdrawn; nil for none
	Document   []byte                 // its PDF, when one is issued
}

// Voorproef makes what a handeling would send, and keeps nothing. What cannot be done is
// told in a sentence: Conflict or Invalid.
func (s Store) Voorproef(ctx context.Context, gemeenteID int, a verklaring.Aanvraag, h Handeling, nu time.Time) (p Voorproef, err error) {
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		if err := s.mag(ctx, tx, gemeenteID, a, &h, nu); err != nil {
			return err
		}
		p, err = s.voorproef(ctx, tx, a, h, nu)
		return err
	})
	return p, postgres.Fout(err, "voorbeeld maken")
}

// Voorgesteld makes what a colleague proposed, as it would go out.
func (s Store) Voorgesteld(ctx context.Context, gemeenteID int, a verklaring.Aanvraag, v Voorstel, nu time.Time) (p Voorproef, err error) {
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		p, err = s.voorproef(ctx, tx, a, v.Handeling, nu)
		return err
	})
	return p, postgres.Fout(err, "voorbeeld maken")
}

// Kan says in a sentence why something cannot be decided now, before anything is typed:
// Conflict or Invalid. It is nil when it can.
func (s Store) Kan(ctx context.Context, gemeenteID int, a verklaring.Aanvraag, h Handeling, nu time.Time) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error { return s.mag(ctx, tx, gemeenteID, a, &h, nu) })
	return postgres.Fout(err, "besluit nagaan")
}

func (s Store) voorproef(ctx context.Context, tx pgx.Tx, a verklaring.Aanvraag, h Handeling, nu time.Time) (p Voorproef, err error) {
	nieuw := false
	switch {
	case h.Soort == verklaring.BriefVerleend:
		v, err := verklaring.NieuweVerklaring(a, h.besluit(), nu)
		if err != nil {
			return p, err
		}
		p.Verklaring, nieuw = &v, true
	case h.OpVerklaring():
		v, err := s.verklaringVan(ctx, tx, toegang.GemeenteUit(ctx).ID, a, h.Verklaring)
		if err != nil {
			return p, err
		}
		if nieuw = h.Soort == verklaring.BriefVervangen; nieuw {
			if v, err = h.verbeterd(a, v, nu); err != nil {
				return p, err
			}
		}
		p.Verklaring = &v
	}
	if nieuw {
		if p.Document, err = s.Voorbeelddocument(ctx, *p.Verklaring); err != nil {
			return p, err
		}
	}
	b := h.brief(a, p.Verklaring)
	p.Inhoud = verklaring.Briefinhoud(ctx, a, b, nu)
	p.Brief, err = s.MaakBrief(ctx, a, b, nu)
	return p, err
}
