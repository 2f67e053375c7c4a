package verklaring

import (
	"context"
	"errors"

	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/jackc/pgx/v5"
)

// Overal does the work of a job at every gemeente, each with a context as a request to
// it has, by naam in the audit. What fails at one does not stop the others.
func (s Store) Overal(ctx context.Context, naam string, doe func(ctx context.Context, gemeenteID int) error) error {
	rows, err := s.Pool.Query(ctx, `SELECT id FROM gemeente ORDER BY id`)
	if err != nil {
		return postgres.Fout(err, naam)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int])
	if err != nil {
		return postgres.Fout(err, naam)
	}
	var fouten []error
	for _, id := range ids {
		bij, err := s.Bij(toegang.MetPersoon(ctx, toegang.Persoon{Soort: toegang.Systeem, Naam: naam}), id)
		if err == nil {
			err = doe(bij, id)
		}
		fouten = append(fouten, err)
	}
	return errors.Join(fouten...)
}
