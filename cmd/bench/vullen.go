package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"

	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/postgres/prive"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/uitwisseling"
	"mantelpunt/migrations"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const database = "bench"

// plaats is one gemeente of the installation that is measured.
type plaats struct {
	slug   string
	aanbod int
}

// plaatsen are a gemeente of each size, and then as many others as there are in the
// country, with what is left of all offers.
func plaatsen(gemeenten, aanbod int) []plaats {
	uit := []plaats{{"klein", 300}, {"midden", 2000}, {"groot", 5000}}
	rest := gemeenten - len(uit)
	for _, p := range uit {
		aanbod -= p.aanbod
	}
	for i := range rest {
		uit = append(uit, plaats{fmt.Sprintf("gemeente-%d", i+1), aanbod/rest + min(1, max(0, aanbod%rest-i))})
	}
	return uit
}

// begin starts a server of our own with an empty, migrated database. einde stops it.
func begin(ctx context.Context, map_ string) (srv *prive.Server, einde func() error, err error) {
	srv, err = prive.Start(ctx, map_, "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=4GB")
	if err != nil {
		return nil, nil, err
	}
	einde = func() error { return srv.Stop(context.WithoutCancel(ctx)) }
	if err := leeg(ctx, srv); err != nil {
		return nil, nil, errors.Join(err, einde())
	}
	return srv, einde, nil
}

func leeg(ctx context.Context, srv *prive.Server) error {
	conn, err := pgx.Connect(ctx, srv.EigenaarURL("postgres"))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
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

// vuller makes offers out of those of the corpus, always the same ones.
type vuller struct {
	basis  []socialekaart.Invoer
	wijken []string
	rnd    *rand.Rand
}

func nieuweVuller(corpus string) (*vuller, error) {
	f, err := os.Open(corpus) // #nosec G304 -- named by who measures
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	g, err := uitwisseling.LeesHSDS(f)
	if err != nil {
		return nil, err
	}
	v := &vuller{basis: g.Rijen, rnd: rand.New(rand.NewPCG(1, 2))} // #nosec G404 -- made-up offers, the same at every run
	for _, r := range g.Rijen {
		for _, w := range r.Inhoud.Werkgebied {
			if !slices.Contains(v.wijken, w) {
				v.wijken = append(v.wijken, w)
			}
		}
	}
	if len(v.basis) < 100 || len(v.wijken) == 0 {
		return nil, fmt.Errorf("%s heeft te weinig aanbod om mee te meten: %d", corpus, len(v.basis))
	}
	return v, nil
}

// rijen are the rows of one gemeente for COPY.
type rijen struct {
	gemeente                     []any
	organisatie, aanbod, revisie [][]any
}

func (v *vuller) gemeente(r *rijen, id int, p plaats) error {
	r.gemeente = []any{id, p.slug, "Gemeente " + p.slug, fmt.Sprintf("GM%04d", id), v.wijken}
	orgs := map[uuid.UUID]bool{}
	naam := fmt.Sprintf("bench %d ", id)
	for i := range p.aanbod {
		b, ander := v.basis[i%len(v.basis)], v.basis[v.rnd.IntN(len(v.basis))]
		inhoud := b.Inhoud
		inhoud.Bedient = nil
		if n := i / len(v.basis); n > 0 { // not the same again: elsewhere, with words of another
			wijk := v.wijken[v.rnd.IntN(len(v.wijken))]
			inhoud.Naam = fmt.Sprintf("%s %s %d", inhoud.Naam, wijk, n)
			inhoud.Werkgebied = []string{wijk}
			inhoud.Omschrijving += " " + ander.Inhoud.Samenvatting
			inhoud.Landelijk = false
		}
		org := uuid.NewSHA1(uuid.Nil, fmt.Append(nil, naam, b.Organisatie.Naam, i/len(v.basis)/5))
		if !orgs[org] {
			orgs[org] = true
			o, err := json.Marshal(map[string]string{"naam": b.Organisatie.Naam, "omschrijving": b.Organisatie.Omschrijving, "telefoon": b.Organisatie.Telefoon, "email": b.Organisatie.Email, "website": b.Organisatie.Website})
			if err != nil {
				return err
			}
			r.organisatie = append(r.organisatie, []any{id, org, fmt.Sprintf("organisatie-%d", len(orgs)), o})
		}
		tekst, err := json.Marshal(inhoud)
		if err != nil {
			return err
		}
		aanbod := uuid.NewSHA1(uuid.Nil, fmt.Append(nil, naam, i))
		r.aanbod = append(r.aanbod, []any{id, aanbod, org, fmt.Sprintf("aanbod-%d", i+1), "gepubliceerd", 1})
		r.revisie = append(r.revisie, []any{id, aanbod, 1, tekst, "import", "Bench"})
	}
	return nil
}

// vul writes all gemeenten as the owner of the tables.
func vul(ctx context.Context, url string, v *vuller, ps []plaats) error {
	pool, err := postgres.Open(ctx, url)
	if err != nil {
		return err
	}
	defer pool.Close()
	for i, p := range ps {
		var r rijen
		if err := v.gemeente(&r, i+1, p); err != nil {
			return err
		}
		if err := schrijf(ctx, pool, r); err != nil {
			return fmt.Errorf("gemeente %s: %w", p.slug, err)
		}
	}
	_, err = pool.Exec(ctx, `ANALYZE`)
	return err
}

func schrijf(ctx context.Context, pool *pgxpool.Pool, r rijen) error {
	return pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		// its id is chosen, which COPY would not do
		if _, err := tx.Exec(ctx, `INSERT INTO gemeente (id, slug, naam, cbs_code, wijken) OVERRIDING SYSTEM VALUE VALUES ($1, $2, $3, $4, $5)`, r.gemeente...); err != nil {
			return err
		}
		for _, t := range []struct {
			tabel, kolommen string
			rijen           [][]any
		}{
			{"organisatie", "gemeente_id id slug inhoud", r.organisatie},
			{"aanbod", "gemeente_id id organisatie_id slug status gepubliceerd_nr", r.aanbod}, {"revisie", "gemeente_id aanbod_id nr inhoud bron door_naam", r.revisie},
		} {
			if _, err := tx.CopyFrom(ctx, pgx.Identifier{t.tabel}, strings.Fields(t.kolommen), pgx.CopyFromRows(t.rijen)); err != nil {
				return fmt.Errorf("%s: %w", t.tabel, err)
			}
		}
		return nil
	})
}
