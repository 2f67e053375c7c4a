package verklaring

import (
	"context"
	"errors"
	"slices"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// toestemmingHerinnerNa is how many days after the question a zorgvrager is reminded.
const toestemmingHerinnerNa = 14

// perKeerVergeten is how many addresses are forgotten in one transaction.
const perKeerVergeten = 500

// HerinnerToestemmingen reminds every zorgvrager of a gemeente who was asked by mail and
// did not answer: once. Each in a transaction of its own, so that one that fails holds up
// nobody.
func (s Store) HerinnerToestemmingen(ctx context.Context, gemeenteID int, nu time.Time) error {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT aanvraag_id FROM toestemming WHERE gemeente_id = $1 AND wijze = 'email' AND antwoord = '' AND herinnerd_op IS NULL
		AND gevraagd_op <= $2 AND verloopt_op > $3 ORDER BY gevraagd_op, id`, gemeenteID, nu.AddDate(0, 0, -toestemmingHerinnerNa), nu)
	if err != nil {
		return postgres.Fout(err, "toestemmingen zoeken")
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		return postgres.Fout(err, "toestemmingen zoeken")
	}
	var fouten []error
	for _, id := range ids {
		err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error { return s.herinnerToestemming(ctx, tx, gemeenteID, id, nu) })
		fouten = append(fouten, postgres.Fout(err, "aan toestemming herinneren"))
	}
	return errors.Join(fouten...)
}

func (s Store) herinnerToestemming(ctx context.Context, tx pgx.Tx, gemeenteID int, aanvraag uuid.UUID, nu time.Time) error {
	a, err := s.Vergrendel(ctx, tx, gemeenteID, aanvraag)
	if err != nil {
		return err
	}
	t, contact, err := s.laatsteToestemming(ctx, tx, gemeenteID, aanvraag)
	if err != nil || t == nil || !t.Loopt(nu) || t.HerinnerdOp != nil || contact.Email == "" || !a.Status.Open() {
		return err
	}
	token, kenmerk, err := s.tokenVoor(ctx, tx, gemeenteID, t.ID)
	if err != nil {
		return err
	}
	if err := s.Post.Verstuur(ctx, tx, vraagmail(ctx, a, *t, contact.Email, token, "herinnering")); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `UPDATE toestemming SET herinnerd_op = $3, token_kenmerk = $4 WHERE gemeente_id = $1 AND id = $2`, gemeenteID, t.ID, nu, kenmerk); err != nil {
		return err
	}
	return audit.Schrijf(ctx, tx, audit.Regel{Wat: "aan toestemming herinnerd", Tabel: "aanvraag", Rij: aanvraag.String()})
}

// tokenVoor is the token that was mailed, with its hash; a new one when the key under
// which it was made is gone, and the link with it.
func (s Store) tokenVoor(ctx context.Context, tx pgx.Tx, gemeenteID int, toestemming uuid.UUID) (token string, kenmerk []byte, err error) {
	if err := tx.QueryRow(ctx, `SELECT token_kenmerk FROM toestemming WHERE gemeente_id = $1 AND id = $2`, gemeenteID, toestemming).Scan(&kenmerk); err != nil {
		return "", nil, err
	}
	tokens := s.tokensVan(toestemming)
	for _, token := range tokens {
		if slices.ContainsFunc(s.sleutelkenmerken(token), func(k []byte) bool { return string(k) == string(kenmerk) }) {
			return token, kenmerk, nil
		}
	}
	return tokens[0], s.sleutelkenmerken(tokens[0])[0], nil
}

// VergeetContact forgets where a zorgvrager was asked who did not answer in time, and
// the letter on which that stands.
func (s Store) VergeetContact(ctx context.Context, gemeenteID int, nu time.Time) error {
	for n := 1; n > 0; {
		err := s.Van(gemeenteID).QueryRow(ctx, `WITH oud AS (UPDATE toestemming SET contact = NULL WHERE gemeente_id = $1 AND id IN
				(SELECT t.id FROM toestemming t WHERE t.gemeente_id = $1 AND t.contact IS NOT NULL AND t.verloopt_op <= $2 ORDER BY t.id LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING aanvraag_id),
			weg AS (DELETE FROM brief b USING oud WHERE b.gemeente_id = $1 AND b.aanvraag_id = oud.aanvraag_id AND b.soort = $4)
			SELECT count(*) FROM oud`, gemeenteID, nu, perKeerVergeten, BriefToestemming).Scan(&n)
		if err != nil {
			return postgres.Fout(err, "adressen van naasten vergeten")
		}
	}
	return nil
}
