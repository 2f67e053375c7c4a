package demo

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"slices"

	"mantelpunt/internal/app"
	"mantelpunt/internal/socialekaart/geografie"
)

// geografie draws the wijken on the map and says where the postcodes lie.
func (d demogemeente) geografie(ctx context.Context, a *app.App) error {
	map_ := path.Join("inhoud", d.gemeente.Slug)
	b, err := inhoud.ReadFile(path.Join(map_, "wijken.geojson"))
	if err != nil {
		return err
	}
	vormen, err := geografie.Wijken(bytes.NewReader(b))
	if err != nil {
		return fmt.Errorf("wijken: %w", err)
	}
	for wijk := range vormen {
		if !slices.Contains(d.gemeente.Wijken, wijk) {
			return fmt.Errorf("de wijk %q is er niet", wijk)
		}
	}
	if err := a.Kaart.ZetWijkvormen(ctx, d.gemeente.ID, vormen, redactie); err != nil {
		return err
	}
	if b, err = inhoud.ReadFile(path.Join(map_, "postcodes.csv")); err != nil {
		return err
	}
	punten, err := geografie.Postcodes(bytes.NewReader(b), "postcodes.csv")
	if err != nil {
		return fmt.Errorf("postcodes: %w", err)
	}
	return a.Kaart.ZetPostcodes(ctx, d.gemeente.ID, punten, redactie)
}
