package onderwerp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
	"weak"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/zoeken"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

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
	eigen       map[int]eigenBoek // by gemeente, of those that have additions
}

// eigenBoek is the Woordenboek of one gemeente for as long as something searches with
// it: making one takes longer than all else that a publication has to do.
type eigenBoek struct {
	van, boek  weak.Pointer[zoeken.Woordenboek] // van is the shared one that it was made of
	aanvulling string
}

// NieuweStore makes a Store.
func NieuweStore(db postgres.DB) Store {
	return Store{DB: db, gedeeld: &gedeeld{eigen: map[int]eigenBoek{}}}
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
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT slug, inhoud, gewijzigd_op, door_naam FROM onderwerp_aanvulling WHERE gemeente_id = $1 ORDER BY slug`, gemeenteID)
	if err != nil {
		return nil, postgres.Fout(err, "aanvullingen op onderwerpen lezen")
	}
	lijst, err := pgx.CollectRows(rows, leesAanvulling)
	return lijst, postgres.Fout(err, "aanvullingen op onderwerpen lezen")
}

func leesAanvulling(row pgx.CollectableRow) (a Aanvulling, err error) {
	var slug, naam string
	var op time.Time
	err = row.Scan(&slug, &a, &op, &naam)
	a.Slug, a.GewijzigdOp, a.DoorNaam = slug, op, naam
	return a, err
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
	return s.gedeeld.met(gemeenteID, boek, gedeeld, eigen), nil
}

// met gives the Woordenboek of a gemeente with additions. Two that ask at once may each
// make one.
func (g *gedeeld) met(gemeenteID int, boek *zoeken.Woordenboek, lijst []zoeken.Onderwerp, eigen []Aanvulling) *zoeken.Woordenboek {
	var versie strings.Builder
	for _, a := range eigen {
		versie.WriteString(a.Slug + " " + a.Merk() + "\n")
	}
	g.mu.Lock()
	was := g.eigen[gemeenteID]
	g.mu.Unlock()
	if w := was.boek.Value(); w != nil && was.van == weak.Make(boek) && was.aanvulling == versie.String() {
		return w
	}
	w := zoeken.NieuwWoordenboek(Samen(lijst, eigen)).VanEen()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.eigen[gemeenteID] = eigenBoek{weak.Make(boek), weak.Make(w), versie.String()}
	return w
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

// Bewaar keeps what a gemeente adds to an onderwerp; an empty Aanvulling takes it
// away. basis is the Merk of the one that was changed: when another is there now it
// is a Conflict with a sentence that names who was first. It reports whether anything
// changed; if so the generation moves on and the audit has a line.
func (s Store) Bewaar(ctx context.Context, gemeenteID int, a Aanvulling, basis string, door toegang.Persoon) (gewijzigd bool, err error) {
	ctx = toegang.MetPersoon(toegang.MetGemeente(ctx, toegang.Gemeente{ID: gemeenteID}), door)
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		// there may be no row to lock yet: who changes words of a gemeente waits for the other
		if _, err := tx.Exec(ctx, `SELECT FROM gemeente WHERE id = $1 FOR NO KEY UPDATE`, gemeenteID); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `SELECT slug, inhoud, gewijzigd_op, door_naam FROM onderwerp_aanvulling WHERE gemeente_id = $1 AND slug = $2`, gemeenteID, a.Slug)
		if err != nil {
			return err
		}
		oud, err := pgx.CollectExactlyOneRow(rows, leesAanvulling)
		if err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		if oud.Merk() != basis {
			return oud.eerder(ctx)
		}
		if gewijzigd = !a.Gelijk(oud); !gewijzigd {
			return nil
		}
		if err := schrijf(ctx, tx, gemeenteID, a, door); err != nil {
			return err
		}
		if err := momentopname.Verhoog(ctx, tx, gemeenteID); err != nil {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "zoekwoorden gewijzigd", Tabel: "onderwerp_aanvulling", Rij: a.Slug, Gegevens: map[string]any{"was": oud.inhoud(), "werd": a.inhoud()}})
	})
	return gewijzigd && err == nil, postgres.Fout(err, "aanvulling op een onderwerp bewaren")
}

func schrijf(ctx context.Context, tx pgx.Tx, gemeenteID int, a Aanvulling, door toegang.Persoon) error {
	if a.Leeg() {
		_, err := tx.Exec(ctx, `DELETE FROM onderwerp_aanvulling WHERE gemeente_id = $1 AND slug = $2`, gemeenteID, a.Slug)
		return err
	}
	inhoud, err := json.Marshal(a)
	if err != nil {
		return err
	}
	var doorID *uuid.UUID
	if door.ID != uuid.Nil {
		doorID = &door.ID
	}
	_, err = tx.Exec(ctx, `INSERT INTO onderwerp_aanvulling (gemeente_id, slug, inhoud, gewijzigd_op, door_id, door_naam) VALUES ($1, $2, $3, clock_timestamp(), $4, $5)
		ON CONFLICT (gemeente_id, slug) DO UPDATE SET inhoud = excluded.inhoud, gewijzigd_op = excluded.gewijzigd_op, door_id = excluded.door_id, door_naam = excluded.door_naam`,
		gemeenteID, a.Slug, inhoud, doorID, door.Naam)
	return err
}

// eerder is the conflict of two people.
func (a Aanvulling) eerder(ctx context.Context) error {
	if a.GewijzigdOp.IsZero() {
		return fault.Met(fault.Conflict, "Een collega heeft dit onderwerp intussen teruggezet. Open het opnieuw en doe daarna uw wijziging.")
	}
	return fault.Met(fault.Conflict, fmt.Sprintf("%s heeft dit onderwerp ook gewijzigd, op %s. Open het opnieuw, bekijk die wijziging en doe de uwe daarna.", a.DoorNaam, i18n.DatumTijd(ctx, a.GewijzigdOp)))
}
