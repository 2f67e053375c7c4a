package jobs

import (
	"context"

	"mantelpunt/internal/fault"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
)

// Uit gives the queue that runs a job, for a job that causes another.
func Uit(ctx context.Context) (*Wachtrij, error) {
	c, err := river.ClientFromContextSafely[pgx.Tx](ctx)
	if err != nil {
		return nil, fault.Wrap(err, "wachtrij zoeken")
	}
	return &Wachtrij{client: c}, nil
}
