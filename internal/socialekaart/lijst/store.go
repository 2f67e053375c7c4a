package lijst

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"mantelpunt/internal/kluis"
	"mantelpunt/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Deeltijd is how long a link to a list works.
const Deeltijd = 30 * 24 * time.Hour

const (
	veld  = "bewaarlijst.inhoud"
	doel  = "bewaarlijst.token"
	bytes = 16 // of a token
)

// Store keeps the lists of accounts and the lists behind links.
type Store struct {
	postgres.DB
	Kluis *kluis.Kluis
}

// gedeeld is what a link opens.
type gedeeld struct {
	Lijst
	Groet string    `json:"g,omitempty"` // code of the greeting of a consulent
	Tot   time.Time `json:"-"`
}

// Van gives the list in an account, an empty one when nothing was kept.
func (s Store) Van(ctx context.Context, gemeenteID int, burger uuid.UUID) (Lijst, error) {
	l, _, err := s.haal(ctx, s.DB.Van(gemeenteID), gemeenteID, burger, "")
	return l, err
}

func (s Store) haal(ctx context.Context, q postgres.Querier, gemeenteID int, burger uuid.UUID, slot string) (l Lijst, id uuid.UUID, err error) {
	var dicht []byte
	err = q.QueryRow(ctx, `SELECT id, inhoud FROM bewaarlijst WHERE gemeente_id = $1 AND burger_id = $2`+slot, gemeenteID, burger).Scan(&id, &dicht)
	if errors.Is(err, pgx.ErrNoRows) {
		return Lijst{}, uuid.Nil, nil
	}
	if err != nil {
		return Lijst{}, uuid.Nil, postgres.Fout(err, "bewaarlijst lezen")
	}
	klaar, err := s.Kluis.Open(dicht, veld, strconv.Itoa(gemeenteID), id.String())
	if err != nil {
		return Lijst{}, id, err
	}
	return l, id, json.Unmarshal(klaar, &l)
}

// Wijzig changes the list in an account; two tabs at once each make their change.
func (s Store) Wijzig(ctx context.Context, gemeenteID int, burger uuid.UUID, wijzig func(*Lijst) error) (l Lijst, err error) {
	err = s.DB.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		nieuw := uuid.Must(uuid.NewV7())
		leeg, err := s.dicht(Lijst{}, gemeenteID, nieuw)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO bewaarlijst (gemeente_id, id, burger_id, inhoud) VALUES ($1, $2, $3, $4) ON CONFLICT (gemeente_id, burger_id) DO NOTHING`,
			gemeenteID, nieuw, burger, leeg); err != nil {
			return err
		}
		var id uuid.UUID
		if l, id, err = s.haal(ctx, tx, gemeenteID, burger, ` FOR UPDATE`); err != nil {
			return err
		}
		if err := wijzig(&l); err != nil {
			return err
		}
		b, err := s.dicht(l, gemeenteID, id)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `UPDATE bewaarlijst SET inhoud = $3, gewijzigd_op = now() WHERE gemeente_id = $1 AND id = $2`, gemeenteID, id, b)
		return err
	})
	return l, postgres.Fout(err, "bewaarlijst bewaren")
}

func (s Store) dicht(v any, gemeenteID int, id uuid.UUID) ([]byte, error) {
	b, err := json.Marshal(v)
	return s.Kluis.Dicht(b, veld, strconv.Itoa(gemeenteID), id.String()), err
}

// Deel keeps a copy of a list behind a link and gives the token of that link. door is
// the medewerker who made it, uuid.Nil for a visitor.
func (s Store) Deel(ctx context.Context, gemeenteID int, l Lijst, groet string, door uuid.UUID, nu time.Time) (token string, err error) {
	ruw := make([]byte, bytes)
	_, _ = rand.Read(ruw)
	id := uuid.Must(uuid.NewV7())
	b, err := s.dicht(gedeeld{Lijst: l, Groet: groet}, gemeenteID, id)
	if err != nil {
		return "", err
	}
	var doorID *uuid.UUID
	if door != uuid.Nil {
		doorID = &door
	}
	_, err = s.DB.Van(gemeenteID).Exec(ctx, `INSERT INTO bewaarlijst (gemeente_id, id, token_kenmerk, inhoud, door_id, verloopt_op) VALUES ($1, $2, $3, $4, $5, $6)`,
		gemeenteID, id, s.Kluis.Kenmerk(doel, ruw), b, doorID, nu.Add(Deeltijd))
	return base64.RawURLEncoding.EncodeToString(ruw), postgres.Fout(err, "lijst delen")
}

// Gedeeld gives what is behind a link, false for one that is unknown or over.
func (s Store) Gedeeld(ctx context.Context, gemeenteID int, token string, nu time.Time) (g gedeeld, ok bool, err error) {
	ruw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(ruw) != bytes {
		return g, false, nil
	}
	var id uuid.UUID
	var dicht []byte
	var tot time.Time
	err = s.DB.Van(gemeenteID).QueryRow(ctx, `SELECT id, inhoud, verloopt_op FROM bewaarlijst WHERE gemeente_id = $1 AND token_kenmerk = ANY($2) AND verloopt_op > $3`,
		gemeenteID, s.Kluis.Kenmerken(doel, ruw), nu).Scan(&id, &dicht, &tot)
	if errors.Is(err, pgx.ErrNoRows) {
		return g, false, nil
	}
	if err != nil {
		return g, false, postgres.Fout(err, "gedeelde lijst lezen")
	}
	klaar, err := s.Kluis.Open(dicht, veld, strconv.Itoa(gemeenteID), id.String())
	if err != nil {
		return g, false, err
	}
	err = json.Unmarshal(klaar, &g)
	g.Tot = tot
	return g, err == nil, err
}
