package account

import (
	"context"
	"slices"
	"strconv"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

const selectLid = `
	SELECT g.id, g.email, g.naam, g.actief,
		array(SELECT rol FROM lidmaatschap l WHERE l.gemeente_id = $1 AND l.gebruiker_id = g.id AND l.beeindigd_op IS NULL ORDER BY rol) AS rollen,
		array(SELECT rol FROM lidmaatschap l WHERE l.gemeente_id = $1 AND l.gebruiker_id = g.id AND l.beeindigd_op IS NULL AND l.bron = 'oidc' ORDER BY rol) AS groepsrollen,
		array(SELECT rol FROM lidmaatschap l WHERE l.gemeente_id = $1 AND l.gebruiker_id = g.id AND l.beeindigd_op IS NOT NULL ORDER BY rol) AS beeindigd,
		array(SELECT organisatie_id FROM aanbieder a WHERE a.gemeente_id = $1 AND a.gebruiker_id = g.id ORDER BY organisatie_id) AS organisaties,
		g.wachtwoord_hash IS NOT NULL OR g.oidc_onderwerp IS NOT NULL AS ingericht,
		(SELECT max(verloopt_op) FROM herstellink h WHERE h.gebruiker_id = g.id AND h.bij_gemeente = $1 AND h.soort = 'uitnodiging' AND h.gebruikt_op IS NULL) AS uitnodiging_tot,
		g.geblokkeerd_tot, g.totp_geheim IS NOT NULL OR EXISTS (SELECT FROM passkey p WHERE p.gebruiker_id = g.id) AS tweede_stap, g.laatst_ingelogd_op
	FROM gebruiker g WHERE EXISTS (SELECT FROM lidmaatschap l WHERE l.gemeente_id = $1 AND l.gebruiker_id = g.id)`

// Leden gives everybody who has or had a role at a gemeente, by name.
func (s Store) Leden(ctx context.Context, gemeenteID int) ([]Lid, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, selectLid, gemeenteID)
	if err != nil {
		return nil, postgres.Fout(err, "gebruikers lezen")
	}
	leden, err := pgx.CollectRows(rows, pgx.RowToStructByName[Lid])
	sorteer(leden)
	return leden, postgres.Fout(err, "gebruikers lezen")
}

// Lid gives one of them; NotFound for who never had a role at this gemeente.
func (s Store) Lid(ctx context.Context, gemeenteID int, id uuid.UUID) (Lid, error) {
	return leesLid(ctx, s.Van(gemeenteID), gemeenteID, id)
}

func leesLid(ctx context.Context, q postgres.Querier, gemeenteID int, id uuid.UUID) (Lid, error) {
	rows, err := q.Query(ctx, selectLid+` AND g.id = $2`, gemeenteID, id)
	if err != nil {
		return Lid{}, postgres.Fout(err, "gebruiker lezen")
	}
	l, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Lid])
	return l, postgres.Fout(err, "gebruiker lezen")
}

// The sentences for what a beheerder may not do.
const (
	zinZelf    = "U kunt uw eigen toegang niet wijzigen. Vraag het een andere beheerder."
	zinLaatste = "Dit is de laatste beheerder van uw gemeente. Geef eerst iemand anders de rol beheerder."
)

// wijzigLid changes a gebruiker at one gemeente. One change of a gemeente follows the
// other, so that two beheerders cannot take each other's role away at the same moment:
// the second is no longer beheerder, or would leave none.
func (s Store) wijzigLid(ctx context.Context, gemeenteID int, door toegang.Persoon, id uuid.UUID, wat string, doe func(tx pgx.Tx, l Lid) (gegevens any, err error)) error {
	if door.ID == id {
		return fault.Met(fault.Forbidden, zinZelf)
	}
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		if err := omDeBeurt(ctx, tx, gemeenteID, door); err != nil {
			return err
		}
		l, err := leesLid(ctx, tx, gemeenteID, id)
		if err != nil {
			return err
		}
		gegevens, err := doe(tx, l)
		if err != nil {
			return err
		}
		if slices.Contains(l.Rollen, toegang.Beheerder) {
			if err := nogBeheerd(ctx, tx, gemeenteID); err != nil {
				return err
			}
		}
		return audit.Schrijf(beheerder(ctx, gemeenteID), tx, audit.Regel{Wat: wat, Tabel: "gebruiker", Rij: id.String(), Gegevens: gegevens})
	})
	return postgres.Fout(err, wat)
}

// omDeBeurt makes changes to the gebruikers of a gemeente wait for each other, and
// then looks whether who makes this one is still beheerder.
func omDeBeurt(ctx context.Context, tx pgx.Tx, gemeenteID int, door toegang.Persoon) error {
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, "gebruikers "+strconv.Itoa(gemeenteID)); err != nil {
		return err
	}
	if door.Soort != toegang.Medewerker { // the command line
		return nil
	}
	var mag bool
	err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM lidmaatschap WHERE gemeente_id = $1 AND gebruiker_id = $2 AND rol = 'beheerder' AND beeindigd_op IS NULL)`,
		gemeenteID, door.ID).Scan(&mag)
	if err == nil && !mag {
		err = fault.New(fault.Forbidden, "wie dit wilde is intussen geen beheerder meer")
	}
	return err
}

// nogBeheerd fails when a gemeente has no beheerder left who can get in.
func nogBeheerd(ctx context.Context, tx pgx.Tx, gemeenteID int) error {
	var n int
	err := tx.QueryRow(ctx, `SELECT count(*) FROM lidmaatschap l JOIN gebruiker g ON g.id = l.gebruiker_id
		WHERE l.gemeente_id = $1 AND l.rol = 'beheerder' AND l.beeindigd_op IS NULL AND g.actief AND (g.wachtwoord_hash IS NOT NULL OR g.oidc_onderwerp IS NOT NULL)`, gemeenteID).Scan(&n)
	if err == nil && n == 0 {
		err = fault.Met(fault.Conflict, zinLaatste)
	}
	return err
}

// Rolkeuze is what a beheerder chose for somebody.
type Rolkeuze struct {
	Rollen       []toegang.Rol
	Organisaties []uuid.UUID // of an aanbieder
}

func (k *Rolkeuze) controleer() error {
	for _, r := range k.Rollen {
		if !slices.Contains(toegang.Rollen(), r) {
			return fault.New(fault.Invalid, "rol %q bestaat niet", r)
		}
	}
	k.Rollen = append([]toegang.Rol{}, k.Rollen...) // not nil, which Postgres would take for NULL
	if !slices.Contains(k.Rollen, toegang.Aanbieder) {
		k.Organisaties = []uuid.UUID{}
	} else if len(k.Organisaties) == 0 {
		return fault.Met(fault.Invalid, "Kies voor een aanbieder ten minste één organisatie.")
	}
	return nil
}

// ZetRollen gives somebody the chosen roles and takes the others away; those of the
// identity provider stay. It is a Conflict when the roles are no longer what was on
// the screen of who chooses.
func (s Store) ZetRollen(ctx context.Context, gemeenteID int, door toegang.Persoon, id uuid.UUID, was []toegang.Rol, k Rolkeuze) error {
	if err := k.controleer(); err != nil {
		return err
	}
	return s.wijzigLid(ctx, gemeenteID, door, id, "rollen gewijzigd", func(tx pgx.Tx, l Lid) (any, error) {
		slices.Sort(was)
		switch {
		case len(l.Rollen) == 0:
			return nil, fault.Met(fault.Conflict, "De toegang van deze gebruiker is intussen beëindigd.")
		case !slices.Equal(was, l.eigen()):
			return nil, fault.Met(fault.Conflict, "Een collega heeft de rollen van deze gebruiker intussen gewijzigd. Kijk of het nu klopt.")
		case len(k.Rollen)+len(l.Groepsrollen) == 0:
			return nil, fault.Met(fault.Invalid, "Kies ten minste één rol. Mag iemand niet meer werken in Mantelpunt? Beëindig dan de toegang.")
		}
		if _, err := tx.Exec(ctx, `DELETE FROM lidmaatschap WHERE gemeente_id = $1 AND gebruiker_id = $2 AND bron = 'beheer' AND rol <> ALL($3)`, gemeenteID, id, k.Rollen); err != nil {
			return nil, err
		}
		if err := geefRollen(ctx, tx, gemeenteID, id, k); err != nil {
			return nil, err
		}
		na, err := leesLid(ctx, tx, gemeenteID, id)
		return map[string]any{"was": stand{l.Rollen, l.Organisaties}, "wordt": stand{na.Rollen, na.Organisaties}}, err
	})
}

// stand is what the audit keeps of before and after.
type stand struct {
	Rollen       []toegang.Rol `json:"rollen"`
	Organisaties []uuid.UUID   `json:"organisaties,omitempty"`
}

func geefRollen(ctx context.Context, tx pgx.Tx, gemeenteID int, id uuid.UUID, k Rolkeuze) error {
	_, err := tx.Exec(ctx, `INSERT INTO lidmaatschap AS l (gemeente_id, gebruiker_id, rol) SELECT $1, $2, unnest($3::text[])
		ON CONFLICT (gemeente_id, gebruiker_id, rol) DO UPDATE SET beeindigd_op = NULL, bron = 'beheer' WHERE l.beeindigd_op IS NOT NULL`, gemeenteID, id, k.Rollen)
	if err == nil {
		_, err = tx.Exec(ctx, `DELETE FROM aanbieder WHERE gemeente_id = $1 AND gebruiker_id = $2 AND organisatie_id <> ALL($3)`, gemeenteID, id, k.Organisaties)
	}
	if err == nil {
		_, err = tx.Exec(ctx, `INSERT INTO aanbieder (gemeente_id, gebruiker_id, organisatie_id) SELECT $1, $2, unnest($3::uuid[]) ON CONFLICT DO NOTHING`,
			gemeenteID, id, k.Organisaties)
	}
	return err
}

// BeeindigToegang ends every role of somebody at a gemeente, and every session there,
// at once. What the roles were stays, so that it can be undone.
func (s Store) BeeindigToegang(ctx context.Context, gemeenteID int, door toegang.Persoon, id uuid.UUID) error {
	return s.wijzigLid(ctx, gemeenteID, door, id, "toegang beëindigd", func(tx pgx.Tx, l Lid) (any, error) {
		if len(l.Rollen) == 0 {
			return nil, fault.Met(fault.Conflict, "De toegang van deze gebruiker was al beëindigd.")
		}
		for _, sql := range []string{
			// what ended before does not come back when this is undone
			`DELETE FROM lidmaatschap WHERE gemeente_id = $1 AND gebruiker_id = $2 AND beeindigd_op IS NOT NULL`,
			`UPDATE lidmaatschap SET beeindigd_op = now() WHERE gemeente_id = $1 AND gebruiker_id = $2`,
			`DELETE FROM herstellink WHERE bij_gemeente = $1 AND gebruiker_id = $2 AND gebruikt_op IS NULL`,
			`DELETE FROM sessie WHERE gemeente_id = $1 AND gebruiker_id = $2`,
		} {
			if _, err := tx.Exec(ctx, sql, gemeenteID, id); err != nil {
				return nil, err
			}
		}
		return map[string]any{"was": stand{l.Rollen, l.Organisaties}, "wordt": stand{Rollen: []toegang.Rol{}}}, nil
	})
}

// LaatToe undoes BeeindigToegang.
func (s Store) LaatToe(ctx context.Context, gemeenteID int, door toegang.Persoon, id uuid.UUID) error {
	return s.wijzigLid(ctx, gemeenteID, door, id, "weer toegelaten", func(tx pgx.Tx, l Lid) (any, error) {
		if len(l.Rollen) > 0 {
			return nil, fault.Met(fault.Conflict, "Deze gebruiker heeft al toegang.")
		}
		_, err := tx.Exec(ctx, `UPDATE lidmaatschap SET beeindigd_op = NULL WHERE gemeente_id = $1 AND gebruiker_id = $2`, gemeenteID, id)
		return map[string]any{"was": stand{Rollen: []toegang.Rol{}}, "wordt": stand{l.Beeindigd, l.Organisaties}}, err
	})
}

// Deblokkeer lifts the wait after wrong passwords.
func (s Store) Deblokkeer(ctx context.Context, gemeenteID int, door toegang.Persoon, id uuid.UUID) error {
	return s.wijzigLid(ctx, gemeenteID, door, id, "blokkade opgeheven", func(tx pgx.Tx, l Lid) (any, error) {
		_, err := tx.Exec(ctx, `UPDATE gebruiker SET mislukt = 0, geblokkeerd_tot = NULL WHERE id = $1`, id)
		return map[string]any{"was": l.GeblokkeerdTot, "wordt": nil}, err
	})
}
