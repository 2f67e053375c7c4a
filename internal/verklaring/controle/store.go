package controle

import (
	"context"
	"errors"
	"time"

	"mantelpunt/internal/postgres"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/controlecode"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Store is what a check reads and records.
type Store struct{ verklaring.Store }

// Controleer checks a code as somebody typed it, and records when and with what
// outcome. A malformed code and an unknown one give the same: Onbekend.
func (s Store) Controleer(ctx context.Context, gemeenteID int, getypt string, nu time.Time) (verklaring.Uitkomst, verklaring.Verklaring, error) {
	code, fout := controlecode.Lees(getypt)
	v, err := s.ScanVerklaring(gemeenteID, s.Van(gemeenteID).QueryRow(ctx, `SELECT `+verklaring.VerklaringKolommen+` FROM verklaring v WHERE v.gemeente_id = $1 AND v.code_kenmerk = ANY($2)`,
		gemeenteID, s.Kluis.Kenmerken("verklaring.code", verklaring.Codekenmerk(gemeenteID, code))))
	uitkomst := verklaring.Onbekend
	var id *uuid.UUID
	switch {
	case err == nil && fout == nil:
		uitkomst, id = v.Op(verklaring.Dag(nu)), &v.ID
	case err != nil && !errors.Is(err, pgx.ErrNoRows):
		return "", v, postgres.Fout(err, "verklaring controleren")
	}
	if _, err := s.Van(gemeenteID).Exec(ctx, `INSERT INTO controle (gemeente_id, verklaring_id, uitkomst) VALUES ($1, $2, $3)`, gemeenteID, id, uitkomst); err != nil {
		return "", v, postgres.Fout(err, "controle vastleggen")
	}
	return uitkomst, v, nil
}
