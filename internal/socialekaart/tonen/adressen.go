package tonen

import "context"

// Adressen gives the paths of everything published, for the sitemap.
func (h Handler) Adressen(ctx context.Context) ([]string, error) {
	k, err := h.kaart(ctx)
	if err != nil {
		return nil, err
	}
	uit := make([]string, len(k.Aanbod))
	for i, a := range k.Aanbod {
		uit[i] = "/aanbod/" + a.Slug
	}
	return uit, nil
}
