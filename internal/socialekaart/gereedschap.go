package socialekaart

import (
	"context"
	"net/http"
)

// Wijkenlijst knows the wijken of the gemeente of a request.
type Wijkenlijst interface {
	Wijken(ctx context.Context) []string
}

// Flitser shows a sentence once, on the next page.
type Flitser interface {
	Flits(w http.ResponseWriter, r *http.Request, zin string) error
}
