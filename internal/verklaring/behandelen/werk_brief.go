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
	a := u.aanvraag
	b := verklaring.Brief{Soort: u.Brief, Woorden: u.tekst, Uiterlijk: u.uiterlijk}
	switch u.Pad {
	case werkVraag:
		a.AntwoordVoor = &u.uiterlijk
	case werkVerlengen:
		b.Uiterlijk = a.Verlengd(u.Weken)
	}
	p.Inhoud = verklaring.Briefinhoud(ctx, a, b, nu)
	p.Brief, err = s.MaakBrief(ctx, a, b, nu)
	return p, err
}
