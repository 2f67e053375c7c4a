package onderwerp

import (
	"context"

	"mantelpunt/internal/zoeken"
)

// Lijst gives the onderwerpen of a gemeente, those that all share and its own, for who
// chooses one.
func (s Store) Lijst(ctx context.Context, gemeenteID int) ([]zoeken.Onderwerp, error) {
	_, gedeeld, err := s.gedeeldBoek(ctx)
	if err != nil {
		return nil, err
	}
	eigen, err := s.Aanvullingen(ctx, gemeenteID)
	if err != nil || len(eigen) == 0 {
		return gedeeld, err
	}
	return Samen(gedeeld, eigen), nil
}
