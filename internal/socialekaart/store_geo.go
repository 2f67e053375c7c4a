package socialekaart

import (
	"context"
	"encoding/json"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/jackc/pgx/v5"
)

// ZetWijkvormen replaces the outlines of the wijken of a gemeente.
func (s Store) ZetWijkvormen(ctx context.Context, gemeenteID int, vormen map[string]json.RawMessage, door toegang.Persoon) error {
	b := &pgx.Batch{}
	b.Queue(`DELETE FROM wijkvorm WHERE gemeente_id = $1`, gemeenteID)
	for wijk, vorm := range vormen {
		b.Queue(`INSERT INTO wijkvorm (gemeente_id, wijk, vorm) VALUES ($1, $2, $3)`, gemeenteID, wijk, vorm)
	}
	return s.vervang(ctx, gemeenteID, "wijkvorm", b, len(vormen), door)
}

// ZetPostcodes replaces the middles of the postcodes of a gemeente.
func (s Store) ZetPostcodes(ctx context.Context, gemeenteID int, punten map[string]Punt, door toegang.Persoon) error {
	b := &pgx.Batch{}
	b.Queue(`DELETE FROM postcode WHERE gemeente_id = $1`, gemeenteID)
	for code, p := range punten {
		b.Queue(`INSERT INTO postcode (gemeente_id, code, breedte, lengte) VALUES ($1, $2, $3, $4)`, gemeenteID, code, p.Breedte, p.Lengte)
	}
	return s.vervang(ctx, gemeenteID, "postcode", b, len(punten), door)
}

func (s Store) vervang(ctx context.Context, gemeenteID int, tabel string, b *pgx.Batch, aantal int, door toegang.Persoon) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		if err := tx.SendBatch(ctx, b).Close(); err != nil {
			return err
		}
		return s.bekend(ctx, tx, gemeenteID, nil, door, audit.Regel{Wat: "kaart ingelezen", Tabel: tabel, Rij: "alle", Gegevens: map[string]int{"aantal": aantal}})
	})
	if err != nil {
		return postgres.Fout(err, "geografie bewaren")
	}
	s.naPublicatie(ctx)
	return nil
}
