package behandelen

import (
	"context"

	"mantelpunt/web"
)

// besluitVitrine gives the pages about a decision in every state.
func besluitVitrine(ctx context.Context) (uit []web.Voorbeeld) {
	return uit
}
