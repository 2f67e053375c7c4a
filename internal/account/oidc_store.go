package account

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/oidc"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// What a medewerker reads who comes from the identity provider and gets no further.
const (
	zinGeenRol     = "U hebt geen rol in Mantelpunt. Vraag de beheerder van Mantelpunt in uw gemeente om een rol, of vraag of uw account in de juiste groep zit."
	zinGesloten    = "Uw toegang tot Mantelpunt is beëindigd. Vraag de beheerder van Mantelpunt in uw gemeente om u weer toe te laten."
	zinAdresBezet  = "Er is al een ander account met uw e-mailadres. Vraag de beheerder van Mantelpunt in uw gemeente om hulp."
	zinElders      = "U werkt ook bij een andere gemeente. Daarom kunt u hier niet inloggen met het account van deze gemeente. Kies een andere manier: met uw wachtwoord en uw tweede stap, of met uw passkey."
	zinGeenAdres   = "Uw gemeente gaf geen e-mailadres van u door. Vraag de beheerder van Mantelpunt in uw gemeente om hulp."
	bsnDoel        = "bsn"
	gebruikersSlot = "gebruikers " // changes to who works at a gemeente wait for each other (omDeBeurt)
)

// BurgerMetBSN gives the mantelzorger with a BSN, who is made the first time. The BSN
// is not stored: only a keyed hash, which moves to the newest key at every login.
func (s Store) BurgerMetBSN(ctx context.Context, gemeenteID int, bsn string) (toegang.Persoon, error) {
	kenmerken := s.Kluis.Kenmerken(bsnDoel, []byte(strconv.Itoa(gemeenteID)+" "+bsn))
	var id uuid.UUID
	var dicht []byte
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		zoek := func() error {
			return tx.QueryRow(ctx, `UPDATE burger SET gebruikt_op = now(), bsn_kenmerk = $3 WHERE gemeente_id = $1 AND bsn_kenmerk = ANY($2) RETURNING id, email`,
				gemeenteID, kenmerken, kenmerken[0]).Scan(&id, &dicht)
		}
		err := zoek()
		if !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		_, err = tx.Exec(ctx, `INSERT INTO burger (gemeente_id, id, bsn_kenmerk) VALUES ($1, $2, $3) ON CONFLICT (gemeente_id, bsn_kenmerk) DO NOTHING`,
			gemeenteID, uuid.Must(uuid.NewV7()), kenmerken[0])
		if err != nil {
			return err
		}
		return zoek() // ours, or the one of another tab
	})
	if err != nil {
		return toegang.Persoon{}, postgres.Fout(err, "burger zoeken")
	}
	return s.burger(gemeenteID, id, dicht)
}

// GebruikerVanAanbieder gives the medewerker that the identity provider of a gemeente
// says it is, with the roles of the groups there; roles that a beheerder gave stay.
// Who is new is made. An account that was invited here is taken over by who has its
// e-mail address, when the provider says that the address was verified, and when it
// works at no other gemeente: a provider speaks for the people of its own. Forbidden,
// with a sentence, for who gets no further.
func (s Store) GebruikerVanAanbieder(ctx context.Context, gemeenteID int, id oidc.Identiteit, rollen []toegang.Rol) (toegang.Persoon, error) {
	var wie uuid.UUID
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, gebruikersSlot+strconv.Itoa(gemeenteID)); err != nil {
			return err
		}
		var err error
		if wie, err = zoekGebruiker(ctx, tx, gemeenteID, id); err != nil {
			return err
		}
		nieuw := wie == uuid.Nil
		if nieuw && len(rollen) == 0 {
			return fault.Met(fault.Forbidden, zinGeenRol)
		}
		if nieuw {
			if wie, err = maakGebruiker(ctx, tx, id); err != nil {
				return err
			}
		}
		erbij, eraf, err := zetGroepsrollen(ctx, tx, gemeenteID, wie, rollen)
		if err != nil || len(erbij)+len(eraf) == 0 {
			return err
		}
		p := toegang.Persoon{Soort: toegang.Medewerker, ID: wie}
		if err := tx.QueryRow(ctx, `SELECT naam FROM gebruiker WHERE id = $1`, wie).Scan(&p.Naam); err != nil {
			return err
		}
		ctx := toegang.MetPersoon(ctx, p)
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "rollen van de aanbieder", Tabel: "gebruiker", Rij: wie.String(), Gegevens: map[string][]toegang.Rol{"erbij": erbij, "eraf": eraf}})
	})
	if err != nil {
		return toegang.Persoon{}, postgres.Fout(err, "gebruiker van de aanbieder")
	}
	p, err := s.Medewerker(ctx, gemeenteID, wie)
	if fault.Is(err, fault.NotFound) {
		err = fault.Met(fault.Forbidden, zinGeenRol)
	}
	return p, err
}

// zoekGebruiker finds who a provider means, uuid.Nil for nobody we know yet.
func zoekGebruiker(ctx context.Context, tx pgx.Tx, gemeenteID int, id oidc.Identiteit) (wie uuid.UUID, err error) {
	var actief, beeindigd bool
	const dicht = `g.actief, EXISTS (SELECT FROM lidmaatschap l WHERE l.gemeente_id = $1 AND l.gebruiker_id = g.id AND l.beeindigd_op IS NOT NULL)`
	err = tx.QueryRow(ctx, `SELECT g.id, `+dicht+` FROM gebruiker g WHERE g.oidc_uitgever = $2 AND g.oidc_onderwerp = $3 FOR UPDATE OF g`,
		gemeenteID, id.Uitgever, id.Onderwerp).Scan(&wie, &actief, &beeindigd)
	if errors.Is(err, pgx.ErrNoRows) {
		email, ok := Emailadres(id.Email)
		if !ok || !id.EmailBevestigd {
			return uuid.Nil, nil
		}
		err = tx.QueryRow(ctx, `SELECT g.id, `+dicht+` FROM gebruiker g
			WHERE g.email = $2 AND g.oidc_onderwerp IS NULL AND EXISTS (SELECT FROM lidmaatschap l WHERE l.gemeente_id = $1 AND l.gebruiker_id = g.id) FOR UPDATE OF g`,
			gemeenteID, email).Scan(&wie, &actief, &beeindigd)
		if err == nil && actief && !beeindigd {
			err = koppelAanbieder(ctx, tx, gemeenteID, wie, id)
		}
	}
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return uuid.Nil, nil
	case err == nil && (!actief || beeindigd):
		err = fault.Met(fault.Forbidden, zinGesloten)
	}
	return wie, err
}

// koppelAanbieder ties an account to who the provider of a gemeente says it is. Not
// that of who works elsewhere too: a beheerder can give anybody a role here, and
// would with their own provider be that person.
func koppelAanbieder(ctx context.Context, tx pgx.Tx, gemeenteID int, wie uuid.UUID, id oidc.Identiteit) error {
	elders, err := werktElders(ctx, tx, gemeenteID, wie)
	if err == nil && elders {
		err = fault.Met(fault.Forbidden, zinElders)
	}
	if err == nil {
		_, err = tx.Exec(ctx, `UPDATE gebruiker SET oidc_uitgever = $2, oidc_onderwerp = $3 WHERE id = $1`, wie, id.Uitgever, id.Onderwerp)
	}
	return err
}

// maakGebruiker makes an account without a password: its way in is the provider.
func maakGebruiker(ctx context.Context, tx pgx.Tx, id oidc.Identiteit) (uuid.UUID, error) {
	email, ok := Emailadres(id.Email)
	if !ok {
		return uuid.Nil, fault.Met(fault.Forbidden, zinGeenAdres)
	}
	wie := uuid.Must(uuid.NewV7())
	tag, err := tx.Exec(ctx, `INSERT INTO gebruiker (id, email, naam, oidc_uitgever, oidc_onderwerp) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (email) DO NOTHING`,
		wie, email, of(id.Naam, email), id.Uitgever, id.Onderwerp)
	if err == nil && tag.RowsAffected() == 0 {
		err = fault.Met(fault.Forbidden, zinAdresBezet)
	}
	return wie, err
}

// zetGroepsrollen replaces the roles that came from the provider, and no other.
func zetGroepsrollen(ctx context.Context, tx pgx.Tx, gemeenteID int, wie uuid.UUID, rollen []toegang.Rol) (erbij, eraf []toegang.Rol, err error) {
	lees := func(sql string) (uit []toegang.Rol) {
		if err != nil {
			return nil
		}
		rows, qerr := tx.Query(ctx, sql, gemeenteID, wie, rollen)
		if err = qerr; err == nil {
			uit, err = pgx.CollectRows(rows, pgx.RowTo[toegang.Rol])
			slices.Sort(uit)
		}
		return uit
	}
	eraf = lees(`DELETE FROM lidmaatschap WHERE gemeente_id = $1 AND gebruiker_id = $2 AND bron = 'oidc' AND rol <> ALL($3::text[]) RETURNING rol`)
	erbij = lees(`INSERT INTO lidmaatschap (gemeente_id, gebruiker_id, rol, bron) SELECT $1, $2, unnest($3::text[]), 'oidc'
		ON CONFLICT (gemeente_id, gebruiker_id, rol) DO NOTHING RETURNING rol`)
	return erbij, eraf, err
}

// Afmelden ends the sessions that a provider says have ended: those of one session
// there, or all of a person. sids and subs are their hashes under every key; jti is
// that of the logout token, which serves once: the second time is a Conflict.
func (s Store) Afmelden(ctx context.Context, gemeenteID int, a oidc.Afmelding, jti []byte, sids, subs [][]byte) (n int64, err error) {
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `DELETE FROM oidc_afmelding WHERE verloopt_op < now()`); err != nil {
			return err
		}
		tag, err := tx.Exec(ctx, `INSERT INTO oidc_afmelding (kenmerk, verloopt_op) VALUES ($1, $2) ON CONFLICT DO NOTHING`, jti, a.Tot)
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return fault.New(fault.Conflict, "uitlogtoken is al gebruikt")
		}
		n, err = eindigSessies(ctx, tx, gemeenteID, sids, subs)
		return err
	})
	return n, postgres.Fout(err, "afmelden")
}

// AfmeldenMetSID ends the sessions of one session at a provider.
func (s Store) AfmeldenMetSID(ctx context.Context, gemeenteID int, sids [][]byte) error {
	_, err := eindigSessies(ctx, s.Van(gemeenteID), gemeenteID, sids, nil)
	return postgres.Fout(err, "afmelden")
}

// eindigSessies ends those with a sid. With no sid it is all of the person, and with
// one also those of the person of which the provider never told a sid.
func eindigSessies(ctx context.Context, q postgres.Querier, gemeenteID int, sids, subs [][]byte) (int64, error) {
	tag, err := q.Exec(ctx, `DELETE FROM sessie WHERE gemeente_id = $1
		AND (oidc_sid = ANY($2) OR oidc_onderwerp = ANY($3) AND (oidc_sid IS NULL OR coalesce(cardinality($2::bytea[]), 0) = 0))`, gemeenteID, sids, subs)
	return tag.RowsAffected(), err
}
