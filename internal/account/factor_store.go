package account

import (
	"context"
	"encoding/json"
	"time"

	"mantelpunt/internal/account/factor"
	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Factoren are the means by which one medewerker proves to be that person.
type Factoren struct {
	Wachtwoord   bool
	AppSinds     *time.Time // nil: no app
	Passkeys     []Passkey  // at every host, the oldest first
	Herstelcodes int        // not used yet
}

// Passkey is a passkey as its owner sees it.
type Passkey struct {
	ID           []byte
	Naam         string
	RP           string // the host that it works at
	AangemaaktOp time.Time
	GebruiktOp   *time.Time
}

// Aantal counts the second factors. A recovery code is none: it only helps who lost one.
func (f Factoren) Aantal() int {
	n := len(f.Passkeys)
	if f.AppSinds != nil {
		n++
	}
	return n
}

// Hier are the passkeys that work at a host.
func (f Factoren) Hier(rp string) (uit []Passkey) {
	for _, p := range f.Passkeys {
		if p.RP == rp {
			uit = append(uit, p)
		}
	}
	return uit
}

// Melden puts a mail to the person in the transaction of a change.
type Melden func(ctx context.Context, tx pgx.Tx) error

// MaxPasskeys is how many passkeys one person may have.
const MaxPasskeys = 20

// Factoren reads the factors of a gebruiker.
func (s Store) Factoren(ctx context.Context, id uuid.UUID) (f Factoren, err error) {
	return factorenVan(ctx, s.Pool, id)
}

func factorenVan(ctx context.Context, q postgres.Querier, id uuid.UUID) (f Factoren, err error) {
	err = q.QueryRow(ctx, `
		SELECT wachtwoord_hash IS NOT NULL, CASE WHEN totp_geheim IS NOT NULL THEN coalesce(totp_sinds, aangemaakt_op) END,
			(SELECT count(*) FROM herstelcode h WHERE h.gebruiker_id = g.id AND h.gebruikt_op IS NULL)
		FROM gebruiker g WHERE id = $1`, id).Scan(&f.Wachtwoord, &f.AppSinds, &f.Herstelcodes)
	if err != nil {
		return f, postgres.Fout(err, "factoren lezen")
	}
	rows, err := q.Query(ctx, `SELECT id, naam, gegevens->>'rp' AS rp, aangemaakt_op, gebruikt_op FROM passkey WHERE gebruiker_id = $1 ORDER BY aangemaakt_op, id`, id)
	if err == nil {
		f.Passkeys, err = pgx.CollectRows(rows, pgx.RowToStructByName[Passkey])
	}
	return f, postgres.Fout(err, "factoren lezen")
}

// VoegApp gives a person the app that shares a secret, in place of the one before
// it. stap is the step of the code that proved that the app has it. With the first
// factor come recovery codes.
func (s Store) VoegApp(ctx context.Context, p toegang.Persoon, geheim []byte, stap int64, eerste bool, meld Melden) ([]string, error) {
	return s.voegFactor(ctx, p, "app voor codes ingesteld", eerste, meld, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE gebruiker SET totp_geheim = $2, totp_sinds = now(), totp_stap = $3 WHERE id = $1`, p.ID, s.appDicht(p.ID, geheim), stap)
		return err
	})
}

func (s Store) appDicht(id uuid.UUID, geheim []byte) []byte {
	return s.Kluis.Dicht(geheim, "gebruiker.totp_geheim", id.String())
}

// passkeygegevens is what the column passkey.gegevens holds.
type passkeygegevens struct {
	RP      string         `json:"rp"`
	Sleutel factor.Passkey `json:"sleutel"`
}

// VoegPasskey gives a person a passkey that works at host rp.
func (s Store) VoegPasskey(ctx context.Context, p toegang.Persoon, rp, naam string, k factor.Passkey, eerste bool, meld Melden) ([]string, error) {
	gegevens, err := json.Marshal(passkeygegevens{rp, k})
	if err != nil {
		return nil, fault.Wrap(err, "passkey bewaren")
	}
	codes, err := s.voegFactor(ctx, p, "passkey toegevoegd", eerste, meld, func(tx pgx.Tx) error {
		var n int
		if err := tx.QueryRow(ctx, `SELECT count(*) FROM passkey WHERE gebruiker_id = $1`, p.ID).Scan(&n); err != nil {
			return err
		}
		if n >= MaxPasskeys {
			return fault.Met(fault.Conflict, "U heeft al heel veel passkeys. Verwijder er eerst een die u niet meer gebruikt.")
		}
		_, err := tx.Exec(ctx, `INSERT INTO passkey (id, gebruiker_id, naam, gegevens) VALUES ($1, $2, $3, $4)`, k.ID, p.ID, naam, gegevens)
		return err
	})
	if fault.Is(err, fault.Conflict) && fault.Tekst(err) == "" {
		err = fault.Met(fault.Conflict, "Deze passkey is al in gebruik. Kies een ander apparaat.")
	}
	return codes, err
}

// voegFactor adds a factor. Who gave only a password (eerste) may do that as long as
// there is none: whoever steals a password must not be able to add a factor to it.
func (s Store) voegFactor(ctx context.Context, p toegang.Persoon, wat string, eerste bool, meld Melden, doe func(pgx.Tx) error) (codes []string, err error) {
	var hashes [][]byte
	if eerste {
		codes, hashes = factor.NieuweHerstelcodes() // takes a while, so outside of the transaction
	}
	err = s.wijzigFactor(ctx, p, wat, meld, func(tx pgx.Tx, f Factoren) error {
		if eerste && f.Aantal() > 0 {
			return fault.Met(fault.Conflict, "U heeft al een tweede stap. Log opnieuw in en gebruik die.")
		}
		if err := doe(tx); err != nil || !eerste {
			return err
		}
		return zetHerstelcodes(ctx, tx, p.ID, hashes)
	})
	if err != nil {
		return nil, err
	}
	return codes, nil
}

// NieuweHerstelcodes makes a new set; those before it no longer work.
func (s Store) NieuweHerstelcodes(ctx context.Context, p toegang.Persoon, meld Melden) ([]string, error) {
	codes, hashes := factor.NieuweHerstelcodes()
	err := s.wijzigFactor(ctx, p, "herstelcodes gemaakt", meld, func(tx pgx.Tx, _ Factoren) error {
		return zetHerstelcodes(ctx, tx, p.ID, hashes)
	})
	if err != nil {
		return nil, err
	}
	return codes, nil
}

func zetHerstelcodes(ctx context.Context, tx pgx.Tx, id uuid.UUID, hashes [][]byte) error {
	if _, err := tx.Exec(ctx, `DELETE FROM herstelcode WHERE gebruiker_id = $1`, id); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `INSERT INTO herstelcode (gebruiker_id, hash) SELECT $1, unnest($2::bytea[])`, id, hashes)
	return err
}

// VerwijderPasskey takes a passkey away, unless it is the last factor.
func (s Store) VerwijderPasskey(ctx context.Context, p toegang.Persoon, id []byte, meld Melden) error {
	return s.minder(ctx, p, "passkey verwijderd", meld, `DELETE FROM passkey WHERE gebruiker_id = $1 AND id = $2`, id)
}

// VerwijderApp takes the app away, unless it is the last factor.
func (s Store) VerwijderApp(ctx context.Context, p toegang.Persoon, meld Melden) error {
	return s.minder(ctx, p, "app voor codes verwijderd", meld, `UPDATE gebruiker SET totp_geheim = NULL, totp_sinds = NULL WHERE id = $1 AND totp_geheim IS NOT NULL`)
}

func (s Store) minder(ctx context.Context, p toegang.Persoon, wat string, meld Melden, sql string, args ...any) error {
	return s.wijzigFactor(ctx, p, wat, meld, func(tx pgx.Tx, f Factoren) error {
		if f.Aantal() < 2 {
			return fault.Met(fault.Conflict, "Dit is uw enige tweede stap. Voeg eerst een andere toe; daarna kunt u deze verwijderen.")
		}
		tag, err := tx.Exec(ctx, sql, append([]any{p.ID}, args...)...)
		if err == nil && tag.RowsAffected() == 0 {
			err = fault.Met(fault.NotFound, "Deze manier van inloggen is al verwijderd.")
		}
		return err
	})
}

// wijzigFactor changes the factors of one person, one change at a time, with the
// line in the audit and the mail that go with it.
func (s Store) wijzigFactor(ctx context.Context, p toegang.Persoon, wat string, meld Melden, doe func(pgx.Tx, Factoren) error) error {
	err := s.Van(toegang.GemeenteUit(ctx).ID).Tx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SELECT FROM gebruiker WHERE id = $1 FOR UPDATE`, p.ID); err != nil {
			return err
		}
		f, err := factorenVan(ctx, tx, p.ID)
		if err != nil {
			return err
		}
		if err := doe(tx, f); err != nil {
			return err
		}
		if err := meld(ctx, tx); err != nil {
			return err
		}
		return audit.Schrijf(toegang.MetPersoon(ctx, p), tx, audit.Regel{Wat: wat, Tabel: "gebruiker", Rij: p.ID.String()})
	})
	return postgres.Fout(err, wat)
}

// DemoApp gives an account a secret that everybody may know, of the stand-ins alone.
func (s Store) DemoApp(ctx context.Context, id uuid.UUID, geheim []byte) error {
	_, err := s.Pool.Exec(ctx, `UPDATE gebruiker SET totp_geheim = $2, totp_sinds = now() WHERE id = $1`, id, s.appDicht(id, geheim))
	return postgres.Fout(err, "app van de demo")
}
