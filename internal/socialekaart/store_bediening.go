package socialekaart

import (
	"context"
	"slices"

	"mantelpunt/internal/momentopname"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// bedien writes where else an aanbod is shown, as its published revisie says, and
// gives everywhere that sees a difference. What is not published is shown nowhere.
func bedien(ctx context.Context, tx pgx.Tx, gemeenteID int, id uuid.UUID) ([]string, error) {
	rows, err := tx.Query(ctx, `DELETE FROM bediening WHERE van = $1 AND aanbod_id = $2 RETURNING voor`, gemeenteID, id)
	if err != nil {
		return nil, err
	}
	geraakt, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, err
	}
	rows, err = tx.Query(ctx, `
		INSERT INTO bediening (van, aanbod_id, voor)
		SELECT DISTINCT a.gemeente_id, a.id, code
		FROM aanbod a
		JOIN revisie r ON r.gemeente_id = a.gemeente_id AND r.aanbod_id = a.id AND r.nr = a.gepubliceerd_nr
		CROSS JOIN LATERAL jsonb_array_elements_text(coalesce(r.inhoud->'bedient', '[]')) AS code
		WHERE a.gemeente_id = $1 AND a.id = $2 AND a.status = 'gepubliceerd' AND code <> (SELECT cbs_code FROM gemeente WHERE id = $1)
		RETURNING voor`, gemeenteID, id)
	if err != nil {
		return nil, err
	}
	nieuw, err := pgx.CollectRows(rows, pgx.RowTo[string])
	return append(geraakt, nieuw...), err
}

// bediendVan gives everywhere that aanbod of a gemeente is shown, too.
func bediendVan(ctx context.Context, tx pgx.Tx, gemeenteID int) ([]string, error) {
	rows, err := tx.Query(ctx, `SELECT DISTINCT voor FROM bediening WHERE van = $1`, gemeenteID)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// verhoogAlle moves the generation of a gemeente and of those it serves.
func verhoogAlle(ctx context.Context, tx pgx.Tx, gemeenteID int, cbs []string) error {
	rows, err := tx.Query(ctx, `SELECT id FROM gemeente WHERE id = $1 OR cbs_code = ANY($2) OR $3`, gemeenteID, cbs, slices.Contains(cbs, HeelNederland))
	if err != nil {
		return err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int])
	if err != nil {
		return err
	}
	return momentopname.Verhoog(ctx, tx, ids...)
}
