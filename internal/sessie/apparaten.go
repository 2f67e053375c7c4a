package sessie

import (
	"context"
	"time"

	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/gorilla/sessions"
	"github.com/jackc/pgx/v5"
)

// Apparaat is a place where somebody is logged in: what can be told of it without
// keeping what browser it is.
type Apparaat struct {
	Sinds   time.Time
	Laatste time.Time // last request
}

// Andere are the other sessions of a gebruiker at this gemeente, the newest first.
func (s *Store) Andere(ctx context.Context, ses *sessions.Session, gebruiker uuid.UUID) ([]Apparaat, error) {
	rows, err := s.db.Van(toegang.GemeenteUit(ctx).ID).Query(ctx, `
		SELECT aangemaakt_op AS sinds, gebruikt_op AS laatste FROM sessie
		WHERE gebruiker_id = $1 AND token_hash <> $2 AND verloopt_op > now() AND gebruikt_op > now() - $3::interval
		ORDER BY gebruikt_op DESC`, gebruiker, hash(ses.ID), s.inactief)
	if err != nil {
		return nil, postgres.Fout(err, "sessies lezen")
	}
	uit, err := pgx.CollectRows(rows, pgx.RowToStructByName[Apparaat])
	return uit, postgres.Fout(err, "sessies lezen")
}
