package verklaring

import (
	"context"
	"errors"
	"strconv"

	"mantelpunt/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// emailKenmerken are the hashes by which a burger is found, the newest first; logging
// in makes the same ones.
func (s Store) emailKenmerken(gemeenteID int, email string) [][]byte {
	return s.Kluis.Kenmerken("burger.email", []byte(strconv.Itoa(gemeenteID)+" "+email))
}

// BurgerMetEmail gives the burger with an e-mail address, uuid.Nil when there is none.
func (s Store) BurgerMetEmail(ctx context.Context, q postgres.Querier, gemeenteID int, email string) (id uuid.UUID, err error) {
	err = q.QueryRow(ctx, `SELECT id FROM burger WHERE gemeente_id = $1 AND email_kenmerk = ANY($2)`, gemeenteID, s.emailKenmerken(gemeenteID, email)).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		err = nil
	}
	return id, postgres.Fout(err, "burger zoeken")
}

// burgerVoor gives and locks the burger for whom staff act: the one with this e-mail
// address, or a new one. Who has no address is always a new one, whom no login ever
// finds: nobody can show that he is the same person.
func (s Store) burgerVoor(ctx context.Context, tx pgx.Tx, gemeenteID int, email string) (id uuid.UUID, err error) {
	nieuw := uuid.Must(uuid.NewV7())
	if email == "" {
		_, err = tx.Exec(ctx, `INSERT INTO burger (gemeente_id, id) VALUES ($1, $2)`, gemeenteID, nieuw)
		return nieuw, err
	}
	kenmerken := s.emailKenmerken(gemeenteID, email)
	zoek := func() error {
		return tx.QueryRow(ctx, `SELECT id FROM burger WHERE gemeente_id = $1 AND email_kenmerk = ANY($2) FOR UPDATE`, gemeenteID, kenmerken).Scan(&id)
	}
	if err = zoek(); !errors.Is(err, pgx.ErrNoRows) {
		return id, err
	}
	_, err = tx.Exec(ctx, `INSERT INTO burger (gemeente_id, id, email, email_kenmerk) VALUES ($1, $2, $3, $4) ON CONFLICT (gemeente_id, email_kenmerk) DO NOTHING`,
		gemeenteID, nieuw, s.Kluis.Dicht([]byte(email), "burger.email", strconv.Itoa(gemeenteID), nieuw.String()), kenmerken[0])
	if err != nil {
		return id, err
	}
	return id, zoek() // ours, or the one of who logged in meanwhile
}

// VergrendelVan locks what burgers with these e-mail addresses are filling in or have
// sent, until tx ends.
func (s Store) VergrendelVan(ctx context.Context, tx pgx.Tx, gemeenteID int, emails []string) error {
	var kenmerken [][]byte
	for _, email := range emails {
		if email != "" {
			kenmerken = append(kenmerken, s.emailKenmerken(gemeenteID, email)...)
		}
	}
	_, err := tx.Exec(ctx, `SELECT FROM burger b JOIN aanvraag a ON a.gemeente_id = b.gemeente_id AND a.burger_id = b.id WHERE b.gemeente_id = $1 AND b.email_kenmerk = ANY($2) ORDER BY b.id, a.id FOR UPDATE`, gemeenteID, kenmerken)
	return err
}
