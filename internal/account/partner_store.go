package account

import (
	"context"
	"errors"
	"slices"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Partnersleutels gives the keys of a gemeente: those that work first, then the others,
// newest first.
func (s Store) Partnersleutels(ctx context.Context, gemeenteID int) ([]Partnersleutel, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT id, partner, begin, mag, door_naam, aangemaakt_op, verloopt_op, gebruikt_op, ingetrokken_op
		FROM partnersleutel WHERE gemeente_id = $1 ORDER BY ingetrokken_op IS NULL AND verloopt_op > now() DESC, aangemaakt_op DESC, id`, gemeenteID)
	if err != nil {
		return nil, postgres.Fout(err, "partnersleutels lezen")
	}
	sleutels, err := pgx.CollectRows(rows, pgx.RowToStructByName[Partnersleutel])
	return sleutels, postgres.Fout(err, "partnersleutels lezen")
}

// Partnersleutel gives one of them.
func (s Store) Partnersleutel(ctx context.Context, gemeenteID int, id uuid.UUID) (Partnersleutel, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT id, partner, begin, mag, door_naam, aangemaakt_op, verloopt_op, gebruikt_op, ingetrokken_op
		FROM partnersleutel WHERE gemeente_id = $1 AND id = $2`, gemeenteID, id)
	if err != nil {
		return Partnersleutel{}, postgres.Fout(err, "partnersleutel lezen")
	}
	p, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Partnersleutel])
	return p, postgres.Fout(err, "partnersleutel lezen")
}

// MaakPartnersleutel makes a key and gives it, for the only time. The id comes from the
// form: sending the same form twice is a Conflict and makes no second key.
func (s Store) MaakPartnersleutel(ctx context.Context, gemeenteID int, door toegang.Persoon, p Partnersleutel) (string, error) {
	sleutel := nieuweSleutel()
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO partnersleutel (gemeente_id, id, partner, sleutel_hash, begin, mag, door_naam, verloopt_op) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
			gemeenteID, p.ID, p.Partner, sleutelHash(sleutel), sleutel[:sleutelBegin], p.Mag, door.Naam, p.VerlooptOp)
		if err != nil {
			return err
		}
		return audit.Schrijf(beheerder(ctx, gemeenteID), tx, audit.Regel{Wat: "partnersleutel gemaakt", Tabel: "partnersleutel", Rij: p.ID.String(),
			Gegevens: map[string]any{"partner": p.Partner, "mag": p.Mag, "verloopt_op": p.VerlooptOp.Format(time.DateOnly)}})
	})
	if err = postgres.Fout(err, "partnersleutel maken"); fault.Is(err, fault.Conflict) {
		err = fault.Met(fault.Conflict, "Deze sleutel is al gemaakt, en hij wordt maar één keer getoond. Heeft u hem niet bewaard? Trek hem in en maak een nieuwe.")
	}
	return sleutel, err
}

// TrekPartnersleutelIn ends a key at once.
func (s Store) TrekPartnersleutelIn(ctx context.Context, gemeenteID int, id uuid.UUID) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		var partner string
		err := tx.QueryRow(ctx, `UPDATE partnersleutel SET ingetrokken_op = now() WHERE gemeente_id = $1 AND id = $2 AND ingetrokken_op IS NULL RETURNING partner`, gemeenteID, id).Scan(&partner)
		if errors.Is(err, pgx.ErrNoRows) {
			return fault.Met(fault.Conflict, "Deze sleutel was al ingetrokken.")
		}
		if err != nil {
			return err
		}
		return audit.Schrijf(beheerder(ctx, gemeenteID), tx, audit.Regel{Wat: "partnersleutel ingetrokken", Tabel: "partnersleutel", Rij: id.String(), Gegevens: map[string]any{"partner": partner}})
	})
	return postgres.Fout(err, "partnersleutel intrekken")
}

// Partner gives the id of the key that a partner sent, when it works at this gemeente
// and reaches far enough: Unauthorized for any that does not work, Forbidden for one
// that may do something else. Its use is noted at most once a minute.
func (s Store) Partner(ctx context.Context, gemeenteID int, sleutel string, b toegang.Bereik) (uuid.UUID, error) {
	if !isSleutel(sleutel) {
		return uuid.Nil, fault.New(fault.Unauthorized, "geen sleutel van een partner")
	}
	var id uuid.UUID
	var mag []toegang.Bereik
	var noteren bool
	err := s.Van(gemeenteID).QueryRow(ctx, `SELECT id, mag, gebruikt_op IS NULL OR gebruikt_op < now() - interval '1 minute'
		FROM partnersleutel WHERE gemeente_id = $1 AND sleutel_hash = $2 AND ingetrokken_op IS NULL AND verloopt_op > now()`,
		gemeenteID, sleutelHash(sleutel)).Scan(&id, &mag, &noteren)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return uuid.Nil, fault.New(fault.Unauthorized, "sleutel onbekend, verlopen of ingetrokken")
	case err != nil:
		return uuid.Nil, postgres.Fout(err, "partnersleutel lezen")
	case !slices.Contains(mag, b):
		return id, fault.New(fault.Forbidden, "sleutel reikt niet tot %q", b)
	}
	if noteren {
		_, err = s.Van(gemeenteID).Exec(ctx, `UPDATE partnersleutel SET gebruikt_op = now() WHERE gemeente_id = $1 AND id = $2 AND (gebruikt_op IS NULL OR gebruikt_op < now() - interval '1 minute')`, gemeenteID, id)
	}
	return id, postgres.Fout(err, "gebruik van partnersleutel noteren")
}
