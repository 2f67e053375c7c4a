package gemeente

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/postgres"

	"github.com/jackc/pgx/v5"
)

// Store reads and writes gemeenten.
type Store struct{ postgres.DB }

// Alle gives every gemeente, the default one (the first made) first.
func (s Store) Alle(ctx context.Context) ([]Gemeente, error) {
	rows, err := s.Pool.Query(ctx, `SELECT `+kolommen+` FROM gemeente ORDER BY id`)
	if err != nil {
		return nil, postgres.Fout(err, "gemeenten lezen")
	}
	gs, err := pgx.CollectRows(rows, leesRij)
	return gs, postgres.Fout(err, "gemeenten lezen")
}

// Voeg adds a gemeente with its wijken. A slug, code or host that is taken is a Conflict.
func (s Store) Voeg(ctx context.Context, g Gemeente) (int, error) {
	if zin := g.Controleer(); zin != "" {
		return 0, fault.Met(fault.Invalid, zin)
	}
	instellingen, err := json.Marshal(g.Instellingen)
	if err != nil {
		return 0, fault.Wrap(err, "gemeente toevoegen")
	}
	hosts := []string{}
	for _, h := range g.Hosts {
		host, zin := leesHost(h)
		if zin != "" {
			return 0, fault.Met(fault.Invalid, fmt.Sprintf("Het adres %q kan niet. %s", strings.TrimSpace(h), zin))
		}
		hosts = append(hosts, host)
	}
	err = pgx.BeginFunc(ctx, s.Pool, func(tx pgx.Tx) error {
		if err := eenTegelijk(ctx, tx); err != nil {
			return err
		}
		var bezet bool
		if err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM gemeente WHERE hosts && $1)`, hosts).Scan(&bezet); err != nil {
			return err
		}
		if bezet {
			return errBezet
		}
		return tx.QueryRow(ctx, `INSERT INTO gemeente (slug, naam, cbs_code, hosts, instellingen, wijken) VALUES ($1, $2, $3, $4, $5, coalesce($6::text[], '{}')) RETURNING id`,
			g.Slug, g.Naam, g.CBSCode, hosts, instellingen, g.Wijken).Scan(&g.ID)
	})
	return g.ID, postgres.Fout(err, "gemeente toevoegen")
}

// MetSlug finds one gemeente.
func (s Store) MetSlug(ctx context.Context, slug string) (Gemeente, error) {
	alle, err := s.Alle(ctx)
	if err != nil {
		return Gemeente{}, err
	}
	for _, g := range alle {
		if g.Slug == slug {
			return g, nil
		}
	}
	return Gemeente{}, fault.New(fault.NotFound, "gemeente %q bestaat niet", slug)
}
