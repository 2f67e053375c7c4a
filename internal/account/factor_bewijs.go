package account

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"mantelpunt/internal/account/factor"
	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// tellen counts a try before anything is looked at, so that many tries at once are
// no way around the wait: half a minute after the fifth mistake, twice as long after
// each next one, never longer than a quarter of an hour. What is wrong stays
// counted; what is right is taken off again (goedePoging), and a login wipes the
// slate (Ingelogd). Password, code and recovery code share the count: who knows the
// password cannot guess codes for it any faster.
const tellen = `UPDATE gebruiker g SET mislukt = mislukt + 1, geblokkeerd_tot = CASE WHEN mislukt >= 4
		THEN now() + least(interval '15 minutes', interval '30 seconds' * power(2, least(mislukt - 4, 10))) END
	WHERE g.actief AND (g.geblokkeerd_tot IS NULL OR g.geblokkeerd_tot <= now())
		AND EXISTS (SELECT FROM lidmaatschap l WHERE l.gemeente_id = $1 AND l.gebruiker_id = g.id AND l.beeindigd_op IS NULL)`

func (s Store) goedePoging(ctx context.Context, id uuid.UUID) error {
	_, err := s.Pool.Exec(ctx, `UPDATE gebruiker SET mislukt = greatest(mislukt - 1, 0), geblokkeerd_tot = NULL WHERE id = $1`, id)
	return postgres.Fout(err, "poging goedkeuren")
}

// Aanmelden checks the password of a medewerker of a gemeente: the first factor. It
// reports false, and after the same work, for a wrong password, an unknown or
// inactive account, one without a password or a role here and one that must wait.
func (s Store) Aanmelden(ctx context.Context, gemeenteID int, email, wachtwoord string) (toegang.Persoon, bool, error) {
	return s.wachtwoordVan(ctx, gemeenteID, ` AND g.email = $2 AND g.wachtwoord_hash IS NOT NULL`, email, wachtwoord)
}

// WachtwoordKlopt is Aanmelden for who is logged in already.
func (s Store) WachtwoordKlopt(ctx context.Context, gemeenteID int, id uuid.UUID, wachtwoord string) (bool, error) {
	_, goed, err := s.wachtwoordVan(ctx, gemeenteID, ` AND g.id = $2 AND g.wachtwoord_hash IS NOT NULL`, id, wachtwoord)
	return goed, err
}

func (s Store) wachtwoordVan(ctx context.Context, gemeenteID int, wie string, waarde any, wachtwoord string) (toegang.Persoon, bool, error) {
	p := toegang.Persoon{Soort: toegang.Medewerker}
	var phc string
	err := s.Van(gemeenteID).QueryRow(ctx, tellen+wie+` RETURNING g.id, g.naam, g.email, g.wachtwoord_hash`, gemeenteID, waarde).Scan(&p.ID, &p.Naam, &p.Email, &phc)
	if errors.Is(err, pgx.ErrNoRows) {
		_, err = factor.Klopt(wachtwoord, factor.Niemand())
		return toegang.Persoon{}, false, err
	}
	if err != nil {
		return toegang.Persoon{}, false, postgres.Fout(err, "wachtwoord controleren")
	}
	goed, err := factor.Klopt(wachtwoord, phc)
	if err != nil || !goed {
		return toegang.Persoon{}, false, err
	}
	return p, true, s.goedePoging(ctx, p.ID)
}

// GebruikApp tries a code of the app. A code works once: the step it belongs to is
// kept, and no code of that step or before it works again.
func (s Store) GebruikApp(ctx context.Context, gemeenteID int, id uuid.UUID, code string, nu time.Time) (bool, error) {
	var dicht []byte
	var laatste int64
	err := s.Van(gemeenteID).QueryRow(ctx, tellen+` AND g.id = $2 AND g.totp_geheim IS NOT NULL RETURNING g.totp_geheim, g.totp_stap`, gemeenteID, id).Scan(&dicht, &laatste)
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, postgres.Fout(err, "code controleren")
	}
	geheim, err := s.Kluis.Open(dicht, "gebruiker.totp_geheim", id.String())
	if err != nil {
		return false, err
	}
	stap, goed, err := factor.Stap(geheim, code, nu, laatste)
	if err != nil || !goed {
		return false, err
	}
	tag, err := s.Pool.Exec(ctx, `UPDATE gebruiker SET totp_stap = $2 WHERE id = $1 AND totp_stap < $2`, id, stap)
	if err != nil || tag.RowsAffected() == 0 { // the same code in two tabs at once
		return false, postgres.Fout(err, "code gebruiken")
	}
	return true, s.goedePoging(ctx, id)
}

// GebruikHerstelcode uses a recovery code up and tells how many are left.
func (s Store) GebruikHerstelcode(ctx context.Context, gemeenteID int, id uuid.UUID, code string) (over int, goed bool, err error) {
	err = s.Van(gemeenteID).QueryRow(ctx, tellen+` AND g.id = $2 RETURNING 0`, gemeenteID, id).Scan(&over)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, postgres.Fout(err, "herstelcode controleren")
	}
	rows, err := s.Pool.Query(ctx, `SELECT hash FROM herstelcode WHERE gebruiker_id = $1 AND gebruikt_op IS NULL`, id)
	if err != nil {
		return 0, false, postgres.Fout(err, "herstelcode controleren")
	}
	hashes, err := pgx.CollectRows(rows, pgx.RowTo[[]byte])
	if err != nil {
		return 0, false, postgres.Fout(err, "herstelcode controleren")
	}
	i := factor.ZoekHerstelcode(code, hashes)
	if i < 0 {
		return 0, false, nil
	}
	tag, err := s.Pool.Exec(ctx, `UPDATE herstelcode SET gebruikt_op = now() WHERE gebruiker_id = $1 AND hash = $2 AND gebruikt_op IS NULL`, id, hashes[i])
	if err != nil || tag.RowsAffected() == 0 {
		return 0, false, postgres.Fout(err, "herstelcode gebruiken")
	}
	return len(hashes) - 1, true, s.goedePoging(ctx, id)
}

// Houder gives an active medewerker of a gemeente with the passkeys that work at
// host rp; NotFound for who is none.
func (s Store) Houder(ctx context.Context, gemeenteID int, id uuid.UUID, rp string) (factor.Houder, toegang.Persoon, error) {
	p, err := s.Medewerker(ctx, gemeenteID, id)
	if err != nil {
		return factor.Houder{}, p, err
	}
	h := factor.Houder{ID: p.ID, Email: p.Email, Naam: p.Naam}
	rows, err := s.Pool.Query(ctx, `SELECT gegevens FROM passkey WHERE gebruiker_id = $1 AND gegevens->>'rp' = $2 ORDER BY aangemaakt_op, id`, id, rp)
	if err != nil {
		return h, p, postgres.Fout(err, "passkeys lezen")
	}
	alle, err := pgx.CollectRows(rows, pgx.RowTo[[]byte])
	for _, ruw := range alle {
		var g passkeygegevens
		if err == nil {
			err = json.Unmarshal(ruw, &g)
		}
		h.Passkeys = append(h.Passkeys, g.Sleutel)
	}
	return h, p, postgres.Fout(err, "passkeys lezen")
}

// PasskeyGebruikt keeps the counter of a passkey that proved somebody. It is Invalid
// when the passkey was removed meanwhile.
func (s Store) PasskeyGebruikt(ctx context.Context, id uuid.UUID, rp string, k factor.Passkey) error {
	gegevens, err := json.Marshal(passkeygegevens{rp, k})
	if err != nil {
		return fault.Wrap(err, "passkey bewaren")
	}
	tag, err := s.Pool.Exec(ctx, `UPDATE passkey SET gegevens = $3, gebruikt_op = now() WHERE id = $1 AND gebruiker_id = $2`, k.ID, id, gegevens)
	if err == nil && tag.RowsAffected() == 0 {
		return fault.New(fault.Invalid, "de passkey bestaat niet meer")
	}
	return postgres.Fout(err, "passkey bewaren")
}

// Ingelogd writes down that somebody proved both factors, and with what.
func (s Store) Ingelogd(ctx context.Context, p toegang.Persoon, met string) error {
	err := s.Van(toegang.GemeenteUit(ctx).ID).Tx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `UPDATE gebruiker SET mislukt = 0, geblokkeerd_tot = NULL, laatst_ingelogd_op = now() WHERE id = $1`, p.ID); err != nil {
			return err
		}
		return audit.Schrijf(toegang.MetPersoon(ctx, p), tx, audit.Regel{Wat: "ingelogd", Tabel: "gebruiker", Rij: p.ID.String(), Gegevens: map[string]string{"met": met}})
	})
	return postgres.Fout(err, "inloggen vastleggen")
}

// Login is one time that somebody logged in.
type Login struct {
	Op    time.Time
	Adres string // network address
	Met   string
}

// LaatsteLogins gives the ten newest at a gemeente.
func (s Store) LaatsteLogins(ctx context.Context, gemeenteID int, id uuid.UUID) ([]Login, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `
		SELECT op, coalesce(host(adres), '') AS adres, coalesce(gegevens->>'met', '') AS met
		FROM audit WHERE gemeente_id = $1 AND wie_id = $2 AND wat = 'ingelogd' ORDER BY op DESC, nr DESC LIMIT 10`, gemeenteID, id)
	if err != nil {
		return nil, postgres.Fout(err, "logins lezen")
	}
	l, err := pgx.CollectRows(rows, pgx.RowToStructByName[Login])
	return l, postgres.Fout(err, "logins lezen")
}
