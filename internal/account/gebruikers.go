package account

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Gebruikers lists the medewerkers of a gemeente by name.
func (s Store) Gebruikers(ctx context.Context, gemeenteID int) ([]Gebruiker, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `
		SELECT g.id, g.email, g.naam, g.actief, array_agg(l.rol ORDER BY l.rol) AS rollen, g.laatst_ingelogd_op
		FROM gebruiker g JOIN lidmaatschap l ON l.gebruiker_id = g.id
		WHERE l.gemeente_id = $1 AND l.beeindigd_op IS NULL GROUP BY g.id ORDER BY g.naam, g.email`, gemeenteID)
	if err != nil {
		return nil, postgres.Fout(err, "gebruikers lezen")
	}
	gs, err := pgx.CollectRows(rows, pgx.RowToStructByName[Gebruiker])
	return gs, postgres.Fout(err, "gebruikers lezen")
}

// GebruikerMetEmail finds the id of an account, whatever its gemeente.
func (s Store) GebruikerMetEmail(ctx context.Context, email string) (uuid.UUID, error) {
	email, _ = Emailadres(email)
	var id uuid.UUID
	err := s.Pool.QueryRow(ctx, `SELECT id FROM gebruiker WHERE email = $1`, email).Scan(&id)
	return id, postgres.Fout(err, "gebruiker zoeken")
}

// MaakGebruiker makes an account that has no role yet. An address that is taken
// is a Conflict.
func (s Store) MaakGebruiker(ctx context.Context, email, naam, wachtwoord string) (uuid.UUID, error) {
	email, ok := Emailadres(email)
	naam = strings.TrimSpace(naam)
	switch {
	case !ok:
		return uuid.Nil, fault.Met(fault.Invalid, "Het e-mailadres klopt niet. Een goed adres is bijvoorbeeld naam@gemeente.example.")
	case naam == "":
		return uuid.Nil, fault.Met(fault.Invalid, "De naam ontbreekt.")
	}
	phc, err := nieuwWachtwoord(wachtwoord, naam, email)
	if err != nil {
		return uuid.Nil, err
	}
	id := uuid.Must(uuid.NewV7())
	_, err = s.Pool.Exec(ctx, `INSERT INTO gebruiker (id, email, naam, wachtwoord_hash) VALUES ($1, $2, $3, $4)`, id, email, naam, phc)
	if err = postgres.Fout(err, "gebruiker maken"); fault.Is(err, fault.Conflict) {
		return uuid.Nil, fault.Met(fault.Conflict, "Er is al een gebruiker met dit e-mailadres.")
	}
	return id, err
}

// ZetWachtwoord gives an account another password, lifts a wait and ends every
// session of it.
func (s Store) ZetWachtwoord(ctx context.Context, id uuid.UUID, wachtwoord string) error {
	var naam, email string
	if err := s.Pool.QueryRow(ctx, `SELECT naam, email FROM gebruiker WHERE id = $1`, id).Scan(&naam, &email); err != nil {
		return postgres.Fout(err, "wachtwoord zetten")
	}
	phc, err := nieuwWachtwoord(wachtwoord, naam, email)
	if err != nil {
		return err
	}
	return s.wijzig(ctx, id, "wachtwoord gewijzigd", `UPDATE gebruiker SET wachtwoord_hash = $2, mislukt = 0, geblokkeerd_tot = NULL WHERE id = $1`, id, phc)
}

// Deactiveer closes an account at every gemeente, at once.
func (s Store) Deactiveer(ctx context.Context, id uuid.UUID) error {
	return s.wijzig(ctx, id, "gebruiker gedeactiveerd", `UPDATE gebruiker SET actief = false WHERE id = $1`, id)
}

// Activeer opens an account that was closed. The roles are those of before.
func (s Store) Activeer(ctx context.Context, id uuid.UUID) error {
	return s.wijzig(ctx, id, "gebruiker geactiveerd", `UPDATE gebruiker SET actief = true WHERE id = $1`, id)
}

// ZonderBeheerder names the gemeenten of which somebody is beheerder and that have no
// beheerder who can get in.
func (s Store) ZonderBeheerder(ctx context.Context, id uuid.UUID) (namen []string, err error) {
	err = pgx.BeginFunc(ctx, s.Pool, func(tx pgx.Tx) error {
		ids, err := gemeenten(ctx, tx)
		for _, g := range ids {
			if err == nil {
				err = postgres.Stel(ctx, tx, g)
			}
			var was bool
			var naam string
			if err == nil {
				err = tx.QueryRow(ctx, `SELECT naam, EXISTS (SELECT FROM lidmaatschap WHERE gebruiker_id = $2 AND rol = 'beheerder' AND beeindigd_op IS NULL) FROM gemeente WHERE id = $1`, g, id).Scan(&naam, &was)
			}
			if err == nil && was && fault.Is(nogBeheerd(ctx, tx, g), fault.Conflict) {
				namen = append(namen, naam)
			}
		}
		return err
	})
	return namen, postgres.Fout(err, "beheerders tellen")
}

// wijzig changes an account, ends its sessions and tells so in the audit of every
// gemeente where it has a role.
func (s Store) wijzig(ctx context.Context, id uuid.UUID, wat, sql string, args ...any) error {
	err := pgx.BeginFunc(ctx, s.Pool, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, sql, args...)
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return fault.New(fault.NotFound, "gebruiker bestaat niet")
		}
		return overal(ctx, tx, id, nil, wat)
	})
	return postgres.Fout(err, wat)
}

// gemeenten gives the id of every gemeente, for what is not about one of them.
func gemeenten(ctx context.Context, q postgres.Querier) ([]int, error) {
	rows, err := q.Query(ctx, `SELECT id FROM gemeente ORDER BY id`)
	if err != nil {
		return nil, postgres.Fout(err, "gemeenten lezen")
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int])
	return ids, postgres.Fout(err, "gemeenten lezen")
}

// eindeBij ends the sessions of a gebruiker at one gemeente but the one that may stay
// (the hash of its token, nil for none), and tells so in its audit where the gebruiker
// has or had a role.
func eindeBij(ctx context.Context, tx pgx.Tx, gemeenteID int, id uuid.UUID, blijft []byte, wat string) error {
	if err := postgres.Stel(ctx, tx, gemeenteID); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `DELETE FROM sessie WHERE gebruiker_id = $1 AND token_hash IS DISTINCT FROM $2`, id, blijft); err != nil {
		return err
	}
	var lid bool
	if err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM lidmaatschap WHERE gebruiker_id = $1)`, id).Scan(&lid); err != nil || !lid {
		return err
	}
	return audit.Schrijf(beheerder(ctx, gemeenteID), tx, audit.Regel{Wat: wat, Tabel: "gebruiker", Rij: id.String()})
}

// GeefRol gives a gebruiker a role at a gemeente; giving it twice is no mistake.
func (s Store) GeefRol(ctx context.Context, gemeenteID int, gebruikerID uuid.UUID, rol toegang.Rol) error {
	if !slices.Contains(toegang.Rollen(), rol) {
		return fault.Met(fault.Invalid, fmt.Sprintf("De rol %q bestaat niet. Kies uit: %v.", rol, toegang.Rollen()))
	}
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, `INSERT INTO lidmaatschap AS l (gemeente_id, gebruiker_id, rol) VALUES ($1, $2, $3)
			ON CONFLICT (gemeente_id, gebruiker_id, rol) DO UPDATE SET beeindigd_op = NULL WHERE l.beeindigd_op IS NOT NULL`, gemeenteID, gebruikerID, rol)
		if err != nil || tag.RowsAffected() == 0 {
			return err
		}
		return audit.Schrijf(beheerder(ctx, gemeenteID), tx, audit.Regel{Wat: "rol gegeven", Tabel: "gebruiker", Rij: gebruikerID.String(), Gegevens: map[string]toegang.Rol{"rol": rol}})
	})
	return postgres.Fout(err, "rol geven")
}

// beheerder names who acts in the audit: the person of ctx, or the command line.
func beheerder(ctx context.Context, gemeenteID int) context.Context {
	if toegang.PersoonUit(ctx).Soort == toegang.Bezoeker {
		ctx = toegang.MetPersoon(ctx, toegang.Persoon{Soort: "opdrachtregel", Naam: "opdrachtregel"})
	}
	return toegang.MetGemeente(ctx, toegang.Gemeente{ID: gemeenteID})
}
