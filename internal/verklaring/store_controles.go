package verklaring

import (
	"context"
	"time"

	"mantelpunt/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Controle is one check of a verklaring, for its burger.
type Controle struct {
	Uitkomst Uitkomst
	Wijze    string // code, qr, bestand or koppeling
	Doel     string // code of the purpose, when that was told
	Op       time.Time
}

// Controles gives when the verklaringen of an aanvraag were checked, newest first.
func (s Store) Controles(ctx context.Context, gemeenteID int, burger, aanvraag uuid.UUID) ([]Controle, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT c.uitkomst, c.wijze, c.doel, c.op FROM controle c JOIN verklaring v ON v.gemeente_id = c.gemeente_id AND v.id = c.verklaring_id
		WHERE c.gemeente_id = $1 AND v.burger_id = $2 AND v.aanvraag_id = $3 ORDER BY c.op DESC, c.id DESC LIMIT 20`, gemeenteID, burger, aanvraag)
	if err != nil {
		return nil, postgres.Fout(err, "controles lezen")
	}
	cs, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Controle])
	return cs, postgres.Fout(err, "controles lezen")
}
