package behandelen

import (
	"context"
	"time"

	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
)

// uitgaande is a werkformulier that was looked at: who sends what about which aanvraag.
type uitgaande struct {
	werkformulier
	aanvraag  verklaring.Aanvraag
	door      toegang.Persoon
	tekst     string
	uiterlijk time.Time
}

// proefbrief makes the letter that would go out, and keeps nothing; none for what goes
// without a letter.
func (s Store) proefbrief(ctx context.Context, u uitgaande, nu time.Time) (p Voorproef, err error) {
	if u.Brief == "" {
		return p, nil
	}
	b := u.brief()
	p.Inhoud = verklaring.Briefinhoud(ctx, u.aanvraag, b, nu)
	p.Brief, err = s.MaakBrief(ctx, u.aanvraag, b, nu)
	return p, err
}

// brief is the letter that goes out.
func (u uitgaande) brief() verklaring.Brief {
	b := verklaring.Brief{Soort: u.Brief, Woorden: u.tekst, Uiterlijk: u.uiterlijk}
	if u.Pad == werkVerlengen {
		b.Uiterlijk = u.aanvraag.Verlengd(u.Weken)
	}
	return b
}
