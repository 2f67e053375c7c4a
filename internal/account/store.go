package account

import (
	"context"
	"errors"
	"strconv"

	"mantelpunt/internal/kluis"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Store reads and writes gebruikers, burgers and login codes.
type Store struct {
	postgres.DB
	Kluis *kluis.Kluis
}

// Medewerker gives an active gebruiker with the roles at a gemeente; NotFound
// for who is inactive or has no role here.
func (s Store) Medewerker(ctx context.Context, gemeenteID int, id uuid.UUID) (toegang.Persoon, error) {
	return s.medewerker(ctx, gemeenteID, "g.id", id)
}

// MedewerkerMetEmail is Medewerker for who knows the e-mail address alone.
func (s Store) MedewerkerMetEmail(ctx context.Context, gemeenteID int, email string) (toegang.Persoon, error) {
	return s.medewerker(ctx, gemeenteID, "g.email", email)
}

func (s Store) medewerker(ctx context.Context, gemeenteID int, kolom string, waarde any) (toegang.Persoon, error) {
	p := toegang.Persoon{Soort: toegang.Medewerker}
	err := s.Van(gemeenteID).QueryRow(ctx, `
		SELECT g.id, g.naam, g.email, array_agg(l.rol ORDER BY l.rol),
			array(SELECT organisatie_id FROM aanbieder WHERE gemeente_id = $1 AND gebruiker_id = g.id)
		FROM gebruiker g JOIN lidmaatschap l ON l.gebruiker_id = g.id AND l.gemeente_id = $1 AND l.beeindigd_op IS NULL
		WHERE `+kolom+` = $2 AND g.actief GROUP BY g.id`, gemeenteID, waarde).Scan(&p.ID, &p.Naam, &p.Email, &p.Rollen, &p.Organisaties)
	return p, postgres.Fout(err, "medewerker lezen")
}

// Burger gives a mantelzorger of a gemeente.
func (s Store) Burger(ctx context.Context, gemeenteID int, id uuid.UUID) (toegang.Persoon, error) {
	var dicht []byte
	err := s.Van(gemeenteID).QueryRow(ctx, `SELECT email FROM burger WHERE gemeente_id = $1 AND id = $2`, gemeenteID, id).Scan(&dicht)
	if err != nil {
		return toegang.Persoon{}, postgres.Fout(err, "burger lezen")
	}
	return s.burger(gemeenteID, id, dicht)
}

func (s Store) burger(gemeenteID int, id uuid.UUID, dicht []byte) (toegang.Persoon, error) {
	email, err := s.Kluis.Open(dicht, "burger.email", strconv.Itoa(gemeenteID), id.String())
	p := toegang.Persoon{Soort: toegang.Burger, ID: id, Email: string(email), Naam: string(email)}
	if p.Naam == "" {
		p.Naam = "DigiD" // of whom we know no address yet
	}
	return p, err
}

// BurgerMetEmail gives the mantelzorger with an e-mail address, who is made the
// first time.
func (s Store) BurgerMetEmail(ctx context.Context, gemeenteID int, email string) (p toegang.Persoon, err error) {
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		p, err = s.burgerMetEmail(ctx, tx, gemeenteID, email)
		return err
	})
	return p, postgres.Fout(err, "burger zoeken")
}

// emailKenmerken are the hashes by which the burger with an address is found, the
// newest first. The same address at two gemeenten has two.
func (s Store) emailKenmerken(gemeenteID int, email string) [][]byte {
	return s.Kluis.Kenmerken("burger.email", []byte(strconv.Itoa(gemeenteID)+" "+email))
}

func (s Store) burgerMetEmail(ctx context.Context, tx pgx.Tx, gemeenteID int, email string) (toegang.Persoon, error) {
	kenmerken := s.emailKenmerken(gemeenteID, email)
	zoek := func() (id uuid.UUID, dicht []byte, err error) {
		err = tx.QueryRow(ctx, `UPDATE burger SET gebruikt_op = now() WHERE gemeente_id = $1 AND email_kenmerk = ANY($2) RETURNING id, email`, gemeenteID, kenmerken).Scan(&id, &dicht)
		return id, dicht, err
	}
	id, dicht, err := zoek()
	if errors.Is(err, pgx.ErrNoRows) {
		nieuw := uuid.Must(uuid.NewV7())
		_, err = tx.Exec(ctx, `INSERT INTO burger (gemeente_id, id, email, email_kenmerk) VALUES ($1, $2, $3, $4) ON CONFLICT (gemeente_id, email_kenmerk) DO NOTHING`,
			gemeenteID, nieuw, s.Kluis.Dicht([]byte(email), "burger.email", strconv.Itoa(gemeenteID), nieuw.String()), kenmerken[0])
		if err == nil {
			id, dicht, err = zoek() // ours, or the one of another tab
		}
	}
	if err != nil {
		return toegang.Persoon{}, postgres.Fout(err, "burger zoeken")
	}
	return s.burger(gemeenteID, id, dicht)
}
