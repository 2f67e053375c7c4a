package main

import (
	"context"
	"errors"
	"os"

	"mantelpunt/internal/gemeente"
	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/postgres/prive"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/uitwisseling"
	"mantelpunt/internal/toegang"
	"mantelpunt/migrations"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const database = "zoekmeting"

// metKaart brings the corpus into a private database and hands over its search.
func metKaart(ctx context.Context, o opdracht, doe func(zoek func(string) []gevonden) error) (err error) {
	url, einde, err := leeg(ctx, o.map_)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, einde()) }()
	pool, err := postgres.Open(ctx, url)
	if err != nil {
		return err
	}
	defer pool.Close()
	zoek, err := inlezen(ctx, pool, o.corpus)
	if err != nil {
		return err
	}
	return doe(zoek)
}

// inlezen imports a corpus into an empty gemeente and gives its search, as visitors
// have it.
func inlezen(ctx context.Context, pool *pgxpool.Pool, corpus string) (func(string) []gevonden, error) {
	db := postgres.DB{Pool: pool}
	id, err := gemeente.Store{DB: db}.Voeg(ctx, gemeente.Gemeente{Slug: database, Naam: "Zoekmeting", CBSCode: "GM0001"})
	if err != nil {
		return nil, err
	}
	f, err := os.Open(corpus) // #nosec G304 -- named by who measures
	if err != nil {
		return nil, err
	}
	defer f.Close()
	store := socialekaart.Store{DB: db}
	if _, err := uitwisseling.Importeer(ctx, store, id, f, corpus, toegang.Persoon{Soort: toegang.Medewerker, Naam: "Zoekmeting"}); err != nil {
		return nil, err
	}
	kaart, err := socialekaart.Laad(store, onderwerp.NieuweStore(db).Woordenboek)(ctx, id)
	if err != nil {
		return nil, err
	}
	return func(q string) (uit []gevonden) {
		for _, t := range kaart.Index().Zoek(q).Treffers {
			a := kaart.Aanbod[t.Doc]
			uit = append(uit, gevonden{a.ID.String(), a.Naam})
		}
		return uit
	}, nil
}

// leeg gives the address of an empty, migrated database of a server of our own.
func leeg(ctx context.Context, map_ string) (url string, einde func() error, err error) {
	srv, err := prive.Start(ctx, map_)
	if err != nil {
		return "", nil, err
	}
	einde = func() error { return nil }
	if srv.Gestart {
		einde = func() error { return srv.Stop(context.WithoutCancel(ctx)) }
	}
	if err := maak(ctx, srv); err != nil {
		return "", nil, errors.Join(err, einde())
	}
	return srv.URL(database), einde, nil
}

func maak(ctx context.Context, srv *prive.Server) error {
	conn, err := pgx.Connect(ctx, srv.EigenaarURL("postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, "DROP DATABASE IF EXISTS "+database+" WITH (FORCE)"); err != nil {
		return err
	}
	if err := srv.Maak(ctx, database); err != nil {
		return err
	}
	pool, err := postgres.Open(ctx, srv.EigenaarURL(database))
	if err != nil {
		return err
	}
	defer pool.Close()
	if _, err := migrations.Op(ctx, pool); err != nil {
		return err
	}
	return onderwerp.Zaai(ctx, pool)
}
