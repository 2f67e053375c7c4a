package informatiepunt

import (
	"context"
	"log/slog"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Store reads and writes pages.
type Store struct {
	postgres.DB
	// NaPublicatie, when set, is called after a commit that moved the generation,
	// so that who published sees the result at once.
	NaPublicatie func(ctx context.Context) error
}

// Gepubliceerd gives the pages of a gemeente that visitors see, in order.
func (s Store) Gepubliceerd(ctx context.Context, gemeenteID int) ([]Pagina, error) {
	return gepubliceerd(ctx, s.Van(gemeenteID), gemeenteID)
}

func gepubliceerd(ctx context.Context, q postgres.Querier, gemeenteID int) ([]Pagina, error) {
	rows, err := q.Query(ctx, `
		SELECT p.id, p.slug, p.thema, p.volgorde, v.titel, v.samenvatting, v.tekst, v.bron, v.gecontroleerd_op, v.op
		FROM pagina p
		JOIN pagina_versie v ON v.gemeente_id = p.gemeente_id AND v.pagina_id = p.id AND v.nr = p.gepubliceerd_nr
		WHERE p.gemeente_id = $1
		ORDER BY p.volgorde, v.titel, p.slug`, gemeenteID)
	if err != nil {
		return nil, postgres.Fout(err, "pagina's lezen")
	}
	ps, err := pgx.CollectRows(rows, pgx.RowToStructByName[Pagina])
	return ps, postgres.Fout(err, "pagina's lezen")
}

// Voeg publishes pages, by slug: one that is new is added, one whose content
// changed gets a new version, and one that is the same stays as it is. Pages
// that are not named stay too. All or nothing; the gemeente's generation moves
// on only when something changed.
func (s Store) Voeg(ctx context.Context, gemeenteID int, paginas []Pagina) error {
	for _, p := range paginas {
		if zin := p.Controleer(); zin != "" {
			return fault.Wrap(fault.Met(fault.Invalid, zin), "pagina "+p.Slug)
		}
	}
	veranderd := false
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		// one publication at a time per gemeente, so that what is read here stays true
		var id int
		if err := tx.QueryRow(ctx, `SELECT id FROM gemeente WHERE id = $1 FOR NO KEY UPDATE`, gemeenteID).Scan(&id); err != nil {
			return err
		}
		nu, err := gepubliceerd(ctx, tx, gemeenteID)
		if err != nil {
			return err
		}
		staand := map[string]Pagina{}
		for _, p := range nu {
			staand[p.Slug] = p
		}
		for _, p := range paginas {
			oud, er := staand[p.Slug]
			if er && oud.zelfdeInhoud(p) && oud.Thema == p.Thema && oud.Volgorde == p.Volgorde {
				continue
			}
			veranderd = true
			if err := schrijf(ctx, tx, gemeenteID, p, er && oud.zelfdeInhoud(p)); err != nil {
				return err
			}
		}
		if !veranderd {
			return nil
		}
		return momentopname.Verhoog(ctx, tx, gemeenteID)
	})
	if err != nil || !veranderd || s.NaPublicatie == nil {
		return postgres.Fout(err, "pagina's publiceren")
	}
	// every process sees it within a second anyway, so this failing is no failure
	if err := s.NaPublicatie(context.WithoutCancel(ctx)); err != nil {
		slog.WarnContext(ctx, "publicatie niet meteen gezien", "fout", err)
	}
	return nil
}

// schrijf adds or changes one page; alleenPlaats: its content is as it was.
func schrijf(ctx context.Context, tx pgx.Tx, gemeenteID int, p Pagina, alleenPlaats bool) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	err = tx.QueryRow(ctx, `
		INSERT INTO pagina (gemeente_id, id, slug, thema, volgorde) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (gemeente_id, slug) DO UPDATE SET thema = excluded.thema, volgorde = excluded.volgorde
		RETURNING id`, gemeenteID, id, p.Slug, p.Thema, p.Volgorde).Scan(&id)
	if err != nil || alleenPlaats {
		return err
	}
	_, err = tx.Exec(ctx, `
		WITH nieuw AS (
			INSERT INTO pagina_versie (gemeente_id, pagina_id, nr, titel, samenvatting, tekst, bron, gecontroleerd_op)
			SELECT $1, $2, coalesce(max(nr), 0) + 1, $3, $4, $5, $6, $7
			FROM pagina_versie WHERE gemeente_id = $1 AND pagina_id = $2
			RETURNING nr)
		UPDATE pagina SET gepubliceerd_nr = nieuw.nr FROM nieuw WHERE gemeente_id = $1 AND id = $2`,
		gemeenteID, id, p.Titel, p.Samenvatting, p.Tekst, p.Bron, p.GecontroleerdOp)
	return err
}
