package account

import (
	"context"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Wisreden is why a beheerder takes somebody's second factor away. It goes into the
// audit, which cannot be changed, so it is a choice and no free text.
type Wisreden string

// The reasons, with the words of the page and the mail.
const (
	RedenKwijt    Wisreden = "kwijt"
	RedenNieuw    Wisreden = "nieuw"
	RedenStuk     Wisreden = "stuk"
	RedenMisbruik Wisreden = "misbruik"
)

var wisredenen = []struct {
	Reden        Wisreden
	Naam, InMail string
}{
	{RedenKwijt, "De telefoon of sleutel is kwijt of gestolen", "uw telefoon of sleutel kwijt of gestolen is"},
	{RedenNieuw, "Er is een nieuwe telefoon en de oude is weg", "u een nieuwe telefoon heeft"},
	{RedenStuk, "De app of passkey werkt niet meer", "de app of passkey niet meer werkt"},
	{RedenMisbruik, "Misschien gebruikt iemand anders het account", "misschien iemand anders uw account gebruikt"},
}

// WisTweedeStap takes the passkeys, the app and the recovery codes of somebody away, so
// that the next login sets up a new second factor. The account is one for all
// gemeenten: a beheerder may do it only for who works here alone.
func (s Store) WisTweedeStap(ctx context.Context, gemeenteID int, door toegang.Persoon, id uuid.UUID, reden Wisreden, meld Melden) error {
	return s.wijzigLid(ctx, gemeenteID, door, id, "tweede stap gewist", func(tx pgx.Tx, l Lid) (any, error) {
		if len(l.Rollen) == 0 {
			return nil, fault.Met(fault.Conflict, "De toegang van deze gebruiker is beëindigd.")
		}
		elders, err := werktElders(ctx, tx, gemeenteID, id)
		if err != nil {
			return nil, err
		}
		if elders {
			return nil, fault.Met(fault.Forbidden, "Deze gebruiker werkt ook bij een andere gemeente. Alleen wie Mantelpunt beheert op de server kan de tweede stap wissen.")
		}
		if err := wisFactoren(ctx, tx, id); err != nil {
			return nil, err
		}
		if _, err := tx.Exec(ctx, `DELETE FROM sessie WHERE gemeente_id = $1 AND gebruiker_id = $2`, gemeenteID, id); err != nil {
			return nil, err
		}
		return map[string]any{"was": l.TweedeStap, "wordt": false, "reden": reden}, meld(ctx, tx)
	})
}

// WisTweedeStapOveral is WisTweedeStap from the command line: for who works at
// several gemeenten, in the audit of each.
func (s Store) WisTweedeStapOveral(ctx context.Context, id uuid.UUID) error {
	const wat = "tweede stap gewist"
	err := pgx.BeginFunc(ctx, s.Pool, func(tx pgx.Tx) error {
		if err := wisFactoren(ctx, tx, id); err != nil {
			return err
		}
		return overal(ctx, tx, id, nil, wat)
	})
	return postgres.Fout(err, wat)
}

func wisFactoren(ctx context.Context, tx pgx.Tx, id uuid.UUID) error {
	for _, sql := range []string{
		`DELETE FROM passkey WHERE gebruiker_id = $1`,
		`DELETE FROM herstelcode WHERE gebruiker_id = $1`,
		`UPDATE gebruiker SET totp_geheim = NULL, totp_sinds = NULL WHERE id = $1`,
	} {
		if _, err := tx.Exec(ctx, sql, id); err != nil {
			return err
		}
	}
	return nil
}

// werktElders reports whether somebody has a role at another gemeente. Row level
// security shows one gemeente at a time, so they are visited; the last is this one.
func werktElders(ctx context.Context, tx pgx.Tx, gemeenteID int, id uuid.UUID) (bool, error) {
	ids, err := gemeenten(ctx, tx)
	elders := false
	for _, g := range append(ids, gemeenteID) {
		if err == nil {
			err = postgres.Stel(ctx, tx, g)
		}
		var hier bool
		if err == nil {
			err = tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM lidmaatschap WHERE gebruiker_id = $1 AND beeindigd_op IS NULL)`, id).Scan(&hier)
		}
		elders = elders || hier && g != gemeenteID
	}
	return elders, err
}
