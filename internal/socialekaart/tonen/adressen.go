package tonen

import (
	"context"
	"time"

	"mantelpunt/internal/toegang"
)

// Adressen hands over the path of every offer and organisatie of the gemeente with the
// day on which it last changed, for the sitemap. What another gemeente keeps is found there.
func (h Handler) Adressen(ctx context.Context, voeg func(pad string, gewijzigd time.Time)) error {
	k, err := h.kaart(ctx)
	if err != nil {
		return err
	}
	eigen := toegang.GemeenteUit(ctx).ID
	var organisaties []string
	nieuwst := map[string]time.Time{}
	for _, a := range k.Aanbod {
		if a.Van != 0 && a.Van != eigen {
			continue
		}
		voeg("/aanbod/"+a.Slug, a.GewijzigdOp)
		was, bekend := nieuwst[a.Organisatie.Slug]
		if !bekend {
			organisaties = append(organisaties, a.Organisatie.Slug)
		}
		if !bekend || a.GewijzigdOp.After(was) {
			nieuwst[a.Organisatie.Slug] = a.GewijzigdOp
		}
	}
	for _, slug := range organisaties {
		voeg("/organisaties/"+slug, nieuwst[slug])
	}
	return nil
}
