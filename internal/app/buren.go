package app

import (
	"context"

	"mantelpunt/internal/socialekaart/beheer"
	"mantelpunt/internal/toegang"
)

// buren gives the other gemeenten of this installation, in which an offer of the one of
// ctx can be found too.
func (a *App) buren(ctx context.Context) ([]beheer.Buur, error) {
	alle, err := a.Gemeenten.Alle(ctx)
	var uit []beheer.Buur
	for _, g := range alle {
		if g.ID != toegang.GemeenteUit(ctx).ID {
			uit = append(uit, beheer.Buur{Code: g.CBSCode, Naam: g.Naam})
		}
	}
	return uit, err
}
