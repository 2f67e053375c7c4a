package account

import (
	"context"
	"errors"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Store reads and writes gebruikers, burgers and login codes.
type Store struct{ Pool *pgxpool.Pool }

// Aanmelden checks the password of a medewerker of a gemeente. It reports false,
// and after the same work, for a wrong password, an unknown or inactive account,
// one without a role here and one that must wait.
//
// Every try is counted before the password is looked at, so that many tries at
// once are no way around the wait: half a minute after the fifth mistake, twice as
// long after each next one, never longer than a quarter of an hour.
func (s Store) Aanmelden(ctx context.Context, gemeenteID int, email, wachtwoord string) (toegang.Persoon, bool, error) {
	p := toegang.Persoon{Soort: toegang.Medewerker, Email: email}
	var phc string
	err := s.Pool.QueryRow(ctx, `
		UPDATE gebruiker g SET mislukt = mislukt + 1, geblokkeerd_tot = CASE WHEN mislukt >= 4
			THEN now() + least(interval '15 minutes', interval '30 seconds' * power(2, least(mislukt - 4, 10))) END
		WHERE g.email = $2 AND g.actief AND (g.geblokkeerd_tot IS NULL OR g.geblokkeerd_tot <= now())
			AND EXISTS (SELECT FROM lidmaatschap l WHERE l.gemeente_id = $1 AND l.gebruiker_id = g.id)
		RETURNING g.id, g.naam, g.wachtwoord_hash`, gemeenteID, email).Scan(&p.ID, &p.Naam, &phc)
	if errors.Is(err, pgx.ErrNoRows) {
		_, err = klopt(wachtwoord, niemand())
		return toegang.Persoon{}, false, err
	}
	if err != nil {
		return toegang.Persoon{}, false, postgres.Fout(err, "medewerker aanmelden")
	}
	goed, err := klopt(wachtwoord, phc)
	if err != nil || !goed {
		return toegang.Persoon{}, false, err
	}
	err = pgx.BeginFunc(ctx, s.Pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `UPDATE gebruiker SET mislukt = 0, geblokkeerd_tot = NULL, laatst_ingelogd_op = now() WHERE id = $1`, p.ID); err != nil {
			return err
		}
		return audit.Schrijf(toegang.MetPersoon(ctx, p), tx, audit.Regel{Wat: "ingelogd", Tabel: "gebruiker", Rij: p.ID.String()})
	})
	return p, err == nil, postgres.Fout(err, "medewerker aanmelden")
}

// Medewerker gives an active gebruiker with the roles at a gemeente; NotFound
// for who is inactive or has no role here.
func (s Store) Medewerker(ctx context.Context, gemeenteID int, id uuid.UUID) (toegang.Persoon, error) {
	return s.medewerker(ctx, `
		SELECT g.id, g.naam, g.email, array_agg(l.rol ORDER BY l.rol)
		FROM gebruiker g JOIN lidmaatschap l ON l.gebruiker_id = g.id AND l.gemeente_id = $1
		WHERE g.id = $2 AND g.actief GROUP BY g.id`, gemeenteID, id)
}

// MedewerkerMetEmail is Medewerker for who knows the e-mail address alone.
func (s Store) MedewerkerMetEmail(ctx context.Context, gemeenteID int, email string) (toegang.Persoon, error) {
	return s.medewerker(ctx, `
		SELECT g.id, g.naam, g.email, array_agg(l.rol ORDER BY l.rol)
		FROM gebruiker g JOIN lidmaatschap l ON l.gebruiker_id = g.id AND l.gemeente_id = $1
		WHERE g.email = $2 AND g.actief GROUP BY g.id`, gemeenteID, email)
}

func (s Store) medewerker(ctx context.Context, sql string, args ...any) (toegang.Persoon, error) {
	p := toegang.Persoon{Soort: toegang.Medewerker}
	err := s.Pool.QueryRow(ctx, sql, args...).Scan(&p.ID, &p.Naam, &p.Email, &p.Rollen)
	return p, postgres.Fout(err, "medewerker lezen")
}

// Burger gives a mantelzorger of a gemeente.
func (s Store) Burger(ctx context.Context, gemeenteID int, id uuid.UUID) (toegang.Persoon, error) {
	p := toegang.Persoon{Soort: toegang.Burger}
	err := s.Pool.QueryRow(ctx, `SELECT id, email, email FROM burger WHERE gemeente_id = $1 AND id = $2`, gemeenteID, id).Scan(&p.ID, &p.Email, &p.Naam)
	return p, postgres.Fout(err, "burger lezen")
}

// BurgerMetEmail gives the mantelzorger with an e-mail address, who is made the
// first time.
func (s Store) BurgerMetEmail(ctx context.Context, gemeenteID int, email string) (toegang.Persoon, error) {
	return burgerMetEmail(ctx, s.Pool, gemeenteID, email)
}

func burgerMetEmail(ctx context.Context, q postgres.Querier, gemeenteID int, email string) (toegang.Persoon, error) {
	p := toegang.Persoon{Soort: toegang.Burger, Email: email, Naam: email}
	_, err := q.Exec(ctx, `INSERT INTO burger (gemeente_id, id, email) VALUES ($1, $2, $3) ON CONFLICT (gemeente_id, email) DO NOTHING`,
		gemeenteID, uuid.Must(uuid.NewV7()), email)
	if err == nil {
		err = q.QueryRow(ctx, `SELECT id FROM burger WHERE gemeente_id = $1 AND email = $2`, gemeenteID, email).Scan(&p.ID)
	}
	return p, postgres.Fout(err, "burger zoeken")
}
