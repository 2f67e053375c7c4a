package onderwerp

import (
	"context"
	"time"

	"mantelpunt/internal/postgres"

	"github.com/jackc/pgx/v5"
)

// Zoekvraag is what was typed, as words, how often, and how much it found the last
// time.
type Zoekvraag struct {
	Vraag    string
	Aantal   int
	Gevonden int
	LaatstOp time.Time
}

// Soort tells questions apart by what they found.
type Soort string

// What a question found. Weinig is one or two.
const (
	Niets  Soort = "niets"
	Weinig Soort = "weinig"
	Alle   Soort = "alle"
)

var waarSoort = map[Soort]string{Niets: "= 0", Weinig: "BETWEEN 1 AND 2", Alle: ">= 0"}

// Zoekvragen gives at most n questions of a gemeente since a day, the most asked
// first.
func (s Store) Zoekvragen(ctx context.Context, gemeenteID int, soort Soort, sinds time.Time, n int) ([]Zoekvraag, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `
		SELECT vraag, sum(aantal)::int AS aantal, (array_agg(gevonden ORDER BY maand DESC))[1] AS gevonden, max(laatst_op) AS laatst_op
		FROM zoekvraag WHERE gemeente_id = $1 AND maand >= date_trunc('month', $2::date)
		GROUP BY vraag HAVING (array_agg(gevonden ORDER BY maand DESC))[1] `+waarSoort[soort]+`
		ORDER BY sum(aantal) DESC, vraag LIMIT $3`, gemeenteID, sinds, n)
	if err != nil {
		return nil, postgres.Fout(err, "zoekvragen lezen")
	}
	lijst, err := pgx.CollectRows(rows, pgx.RowToStructByName[Zoekvraag])
	return lijst, postgres.Fout(err, "zoekvragen lezen")
}
