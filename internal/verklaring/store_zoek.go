package verklaring

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Namen gives the name of the aanvrager of every aanvraag that was sent. Names are
// closed in the table and there is no index on them, not even of hashes: all of a
// gemeente are opened and compared here. So the database gives away how many
// aanvragen there are and about how long each name is, and not which are alike. Some
// 20,000 names take 0.1 to 0.2 s (BenchmarkZoekOpNaam).
func (s Store) Namen(ctx context.Context, gemeenteID int) (map[uuid.UUID]string, error) {
	uit := map[uuid.UUID]string{}
	err := s.namen(ctx, gemeenteID, func(id uuid.UUID, _, naam string) { uit[id] = naam })
	return uit, err
}

// namen walks over the name and kenmerk of every aanvraag that was sent, newest first.
func (s Store) namen(ctx context.Context, gemeenteID int, doe func(id uuid.UUID, kenmerk, naam string)) error {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT id, kenmerk, naam FROM aanvraag WHERE gemeente_id = $1 AND status <> 'concept' ORDER BY ingediend_op DESC, id`, gemeenteID)
	if err != nil {
		return postgres.Fout(err, "namen lezen")
	}
	g := strconv.Itoa(gemeenteID)
	var id uuid.UUID
	var kenmerk string
	var dicht []byte
	_, err = pgx.ForEachRow(rows, []any{&id, &kenmerk, &dicht}, func() error {
		naam, err := s.Kluis.Open(dicht, "aanvraag.naam", g, id.String())
		if err == nil {
			doe(id, kenmerk, string(naam))
		}
		return err
	})
	rows.Close()
	return postgres.Fout(err, "namen lezen")
}

// PerPagina is the length of a page of the worklist, and the most that a search gives.
const PerPagina = 50

// Zoek finds aanvragen by the words of a name, in any order and without regard to
// accents, or by their kenmerk: the newest PerPagina.
func (s Store) Zoek(ctx context.Context, gemeenteID int, vraag string) ([]Aanvraag, error) {
	gezocht := i18n.Woorden(vraag)
	if len(gezocht) == 0 {
		return nil, nil
	}
	var ids []uuid.UUID
	err := s.namen(ctx, gemeenteID, func(id uuid.UUID, kenmerk, naam string) {
		if len(ids) < PerPagina && (past(gezocht, i18n.Woorden(naam)) || past(gezocht, i18n.Woorden(kenmerk))) {
			ids = append(ids, id)
		}
	})
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT `+Kolommen+VanTabellen+` WHERE a.gemeente_id = $1 AND a.id = ANY($2) ORDER BY a.ingediend_op DESC, a.id`, gemeenteID, ids)
	if err != nil {
		return nil, postgres.Fout(err, "aanvragen zoeken")
	}
	as, err := pgx.CollectRows(rows, s.CollectAanvraag(gemeenteID))
	return as, postgres.Fout(err, "aanvragen zoeken")
}

// past reports whether every word that was typed begins a word of the text.
func past(gezocht, woorden []string) bool {
	for _, g := range gezocht {
		if !slices.ContainsFunc(woorden, func(w string) bool { return strings.HasPrefix(w, g) }) {
			return false
		}
	}
	return true
}
