// Package onderwerp keeps the words by which people find help: what the field calls
// something, and what carers, young carers, people who read little and people who
// speak another language say. Every gemeente starts from the same ones and adds its
// own. Searching itself is package zoeken.
package onderwerp

import (
	"context"
	_ "embed"
	"encoding/json"
	"slices"
	"sync"
	"time"

	"mantelpunt/internal/postgres"
	"mantelpunt/internal/zoeken"

	"github.com/jackc/pgx/v5"
)

//go:embed standaard.json
var standaard []byte

// Standaard are the onderwerpen that a release brings.
func Standaard() []zoeken.Onderwerp {
	var uit []zoeken.Onderwerp
	if err := json.Unmarshal(standaard, &uit); err != nil {
		panic("standaard.json: " + err.Error()) // a test reads it
	}
	return uit
}

// Aanvulling is what one gemeente adds to an onderwerp or leaves out of it. With a
// Naam it is an onderwerp of its own.
type Aanvulling struct {
	Slug          string              `json:"-"`
	Naam          string              `json:"naam,omitempty"`
	Vaktermen     []string            `json:"vaktermen,omitempty"`
	GewoneWoorden []string            `json:"gewone_woorden,omitempty"`
	Talen         map[string][]string `json:"talen,omitempty"`
	Verwant       []string            `json:"verwant,omitempty"`
	Zonder        []string            `json:"zonder,omitempty"` // words of the shared onderwerp that don't hold here
}

// Store reads and writes the onderwerpen in Postgres.
type Store struct {
	postgres.DB
	gedeeld *gedeeld
}

// gedeeld keeps the words that most gemeenten share ready to search with, so that
// hundreds of gemeenten don't each hold a copy.
type gedeeld struct {
	mu          sync.Mutex
	op          time.Time
	onderwerpen []zoeken.Onderwerp
	boek        *zoeken.Woordenboek
}

// NieuweStore makes a Store.
func NieuweStore(db postgres.DB) Store { return Store{DB: db, gedeeld: &gedeeld{}} }

// Zaai brings the onderwerpen of this release into the database, and leaves alone
// what was changed here. It needs a role that may write table onderwerp.
func Zaai(ctx context.Context, q postgres.Querier) error {
	for _, o := range Standaard() {
		_, err := q.Exec(ctx, `INSERT INTO onderwerp (slug, inhoud) VALUES ($1, $2)
			ON CONFLICT (slug) DO UPDATE SET inhoud = excluded.inhoud, gewijzigd_op = now()
			WHERE NOT onderwerp.eigen AND onderwerp.inhoud <> excluded.inhoud`, o.Slug, o)
		if err != nil {
			return postgres.Fout(err, "onderwerpen bijwerken")
		}
	}
	return nil
}

// Gedeeld gives the onderwerpen that every gemeente starts from, by slug.
func (s Store) Gedeeld(ctx context.Context) ([]zoeken.Onderwerp, error) {
	rows, err := s.Pool.Query(ctx, `SELECT inhoud FROM onderwerp ORDER BY slug`)
	if err != nil {
		return nil, postgres.Fout(err, "onderwerpen lezen")
	}
	lijst, err := pgx.CollectRows(rows, pgx.RowTo[zoeken.Onderwerp])
	return lijst, postgres.Fout(err, "onderwerpen lezen")
}

// Aanvullingen gives what a gemeente adds and leaves out, by slug.
func (s Store) Aanvullingen(ctx context.Context, gemeenteID int) ([]Aanvulling, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT slug, inhoud FROM onderwerp_aanvulling WHERE gemeente_id = $1 ORDER BY slug`, gemeenteID)
	if err != nil {
		return nil, postgres.Fout(err, "aanvullingen op onderwerpen lezen")
	}
	lijst, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (a Aanvulling, err error) {
		var slug string
		err = row.Scan(&slug, &a)
		a.Slug = slug
		return a, err
	})
	return lijst, postgres.Fout(err, "aanvullingen op onderwerpen lezen")
}

// Woordenboek gives the onderwerpen of a gemeente, ready to search with. Gemeenten
// without additions share one.
func (s Store) Woordenboek(ctx context.Context, gemeenteID int) (*zoeken.Woordenboek, error) {
	boek, gedeeld, err := s.gedeeldBoek(ctx)
	if err != nil {
		return nil, err
	}
	eigen, err := s.Aanvullingen(ctx, gemeenteID)
	if err != nil || len(eigen) == 0 {
		return boek, err
	}
	return zoeken.NieuwWoordenboek(Samen(gedeeld, eigen)), nil
}

func (s Store) gedeeldBoek(ctx context.Context) (*zoeken.Woordenboek, []zoeken.Onderwerp, error) {
	var op time.Time
	if err := s.Pool.QueryRow(ctx, `SELECT coalesce(max(gewijzigd_op), 'epoch') FROM onderwerp`).Scan(&op); err != nil {
		return nil, nil, postgres.Fout(err, "onderwerpen lezen")
	}
	g := s.gedeeld
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.boek == nil || !g.op.Equal(op) {
		lijst, err := s.Gedeeld(ctx)
		if err != nil {
			return nil, nil, err
		}
		g.op, g.onderwerpen, g.boek = op, lijst, zoeken.NieuwWoordenboek(lijst)
	}
	return g.boek, g.onderwerpen, nil
}

// Samen lays the additions of a gemeente over the onderwerpen that all share.
func Samen(gedeeld []zoeken.Onderwerp, eigen []Aanvulling) []zoeken.Onderwerp {
	uit := slices.Clone(gedeeld)
	for _, a := range eigen {
		i := slices.IndexFunc(uit, func(o zoeken.Onderwerp) bool { return o.Slug == a.Slug })
		if i < 0 {
			i, uit = len(uit), append(uit, zoeken.Onderwerp{Slug: a.Slug})
		}
		o := &uit[i]
		if a.Naam != "" {
			o.Naam = a.Naam
		}
		zonder := func(ws []string) []string {
			return slices.DeleteFunc(slices.Clone(ws), func(w string) bool { return slices.Contains(a.Zonder, w) })
		}
		o.Vaktermen = append(zonder(o.Vaktermen), a.Vaktermen...)
		o.GewoneWoorden = append(zonder(o.GewoneWoorden), a.GewoneWoorden...)
		o.Verwant = append(zonder(o.Verwant), a.Verwant...)
		talen := map[string][]string{}
		for code, ws := range o.Talen {
			talen[code] = zonder(ws)
		}
		for code, ws := range a.Talen {
			talen[code] = append(talen[code], ws...)
		}
		o.Talen = talen
	}
	return uit
}

// Bewaar keeps what a gemeente adds to an onderwerp; an empty Aanvulling takes it
// away. Who calls moves the generation on, in the same tx.
func (s Store) Bewaar(ctx context.Context, tx pgx.Tx, gemeenteID int, a Aanvulling, doorID any, doorNaam string) error {
	b, err := json.Marshal(a)
	if err != nil {
		return err
	}
	if string(b) == "{}" {
		_, err = tx.Exec(ctx, `DELETE FROM onderwerp_aanvulling WHERE gemeente_id = $1 AND slug = $2`, gemeenteID, a.Slug)
	} else {
		_, err = tx.Exec(ctx, `INSERT INTO onderwerp_aanvulling (gemeente_id, slug, inhoud, door_id, door_naam) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (gemeente_id, slug) DO UPDATE SET inhoud = excluded.inhoud, gewijzigd_op = now(), door_id = excluded.door_id, door_naam = excluded.door_naam`,
			gemeenteID, a.Slug, b, doorID, doorNaam)
	}
	return postgres.Fout(err, "aanvulling op een onderwerp bewaren")
}
