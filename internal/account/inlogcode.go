package account

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Uitslag says what became of a code that somebody typed.
type Uitslag string

// The outcomes; those that are not Goed are keys of the catalogue.
const (
	Goed     Uitslag = "goed"
	Onjuist  Uitslag = "onjuist"
	Verlopen Uitslag = "verlopen"
	Gebruikt Uitslag = "gebruikt"
	TeVaak   Uitslag = "tevaak"
	Onbekend Uitslag = "onbekend" // no code was asked in this browser
)

// Codeverzoek is the wish of one browser for a login code. Browser is its session
// token, which the database never sees: the code is hashed under it, so who reads
// the table can neither use the code nor find it by trying all million of them.
type Codeverzoek struct {
	GemeenteID int
	ID         uuid.UUID
	Email      string
	Browser    string
}

// VraagCode makes a code and hands it to stuur in the same transaction. It fails
// with TooMany after CodesPerUur codes for the address within the hour.
func (s Store) VraagCode(ctx context.Context, v Codeverzoek, stuur func(ctx context.Context, tx pgx.Tx, code string) error) error {
	code, err := nieuweCode()
	if err != nil {
		return err
	}
	kenmerken := s.emailKenmerken(v.GemeenteID, v.Email)
	err = s.Van(v.GemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		// one at a time for an address, or many at once would all count the same
		if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, fmt.Sprintf("inlogcode %d %s", v.GemeenteID, v.Email)); err != nil {
			return err
		}
		var n int
		if err := tx.QueryRow(ctx, `SELECT count(*) FROM inlogcode WHERE gemeente_id = $1 AND email_kenmerk = ANY($2) AND aangemaakt_op > now() - interval '1 hour'`,
			v.GemeenteID, kenmerken).Scan(&n); err != nil {
			return err
		}
		if n >= CodesPerUur {
			return fault.New(fault.TooMany, "te veel inlogcodes in een uur")
		}
		if _, err := tx.Exec(ctx, `INSERT INTO inlogcode (gemeente_id, id, email, email_kenmerk, code_hash, browser_hash, verloopt_op) VALUES ($1, $2, $3, $4, $5, $6, now() + $7::interval)`,
			v.GemeenteID, v.ID, s.Kluis.Dicht([]byte(v.Email), "inlogcode.email", strconv.Itoa(v.GemeenteID), v.ID.String()), kenmerken[0], codeHash(v.Browser, v.ID, code), browserHash(v.Browser), CodeGeldig); err != nil {
			return err
		}
		return stuur(ctx, tx, code)
	})
	return postgres.Fout(err, "inlogcode vragen")
}

// CodeVoor gives the address to which a code of this browser was sent; NotFound
// when there is none.
func (s Store) CodeVoor(ctx context.Context, gemeenteID int, id uuid.UUID, browser string) (string, error) {
	var dicht []byte
	err := s.Van(gemeenteID).QueryRow(ctx, `SELECT email FROM inlogcode WHERE gemeente_id = $1 AND id = $2 AND browser_hash = $3`,
		gemeenteID, id, browserHash(browser)).Scan(&dicht)
	if err != nil {
		return "", postgres.Fout(err, "inlogcode lezen")
	}
	return s.codeEmail(gemeenteID, id, dicht)
}

func (s Store) codeEmail(gemeenteID int, id uuid.UUID, dicht []byte) (string, error) {
	email, err := s.Kluis.Open(dicht, "inlogcode.email", strconv.Itoa(gemeenteID), id.String())
	return string(email), err
}

// GebruikCode tries a code. When it is right it is used up and the person comes
// back, made at the first login; when it is wrong, over tells how many tries are left.
func (s Store) GebruikCode(ctx context.Context, gemeenteID int, id uuid.UUID, browser, code string) (p toegang.Persoon, u Uitslag, over int, err error) {
	u, over, err = s.probeerCode(ctx, gemeenteID, id, browser, code, func(tx pgx.Tx, email string) error {
		p, err = s.burgerMetEmail(ctx, tx, gemeenteID, email)
		p.Niveau = toegang.NiveauEmail
		return err
	})
	return p, u, over, err
}

// probeerCode tries a code and, when it is right, does what it was asked for, in the
// transaction that uses it up.
func (s Store) probeerCode(ctx context.Context, gemeenteID int, id uuid.UUID, browser, code string, daarna func(tx pgx.Tx, email string) error) (u Uitslag, over int, err error) {
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		var dicht, wil []byte
		var pogingen int
		err := tx.QueryRow(ctx, `UPDATE inlogcode SET pogingen = pogingen + 1
			WHERE gemeente_id = $1 AND id = $2 AND browser_hash = $3 AND gebruikt_op IS NULL AND verloopt_op > now() AND pogingen < $4
			RETURNING email, code_hash, pogingen`, gemeenteID, id, browserHash(browser), CodePogingen).Scan(&dicht, &wil, &pogingen)
		if errors.Is(err, pgx.ErrNoRows) {
			u, err = waaromNiet(ctx, tx, gemeenteID, id, browser)
			return err
		}
		if err != nil {
			return err
		}
		if !hmac.Equal(codeHash(browser, id, code), wil) {
			if u, over = Onjuist, CodePogingen-pogingen; over == 0 {
				u = TeVaak
			}
			return nil // no error: the try must count
		}
		u = Goed
		if _, err := tx.Exec(ctx, `UPDATE inlogcode SET gebruikt_op = now() WHERE gemeente_id = $1 AND id = $2`, gemeenteID, id); err != nil {
			return err
		}
		email, err := s.codeEmail(gemeenteID, id, dicht)
		if err != nil {
			return err
		}
		return daarna(tx, email)
	})
	return u, over, postgres.Fout(err, "inlogcode gebruiken")
}

// waaromNiet tells why a code cannot be tried any more.
func waaromNiet(ctx context.Context, tx pgx.Tx, gemeenteID int, id uuid.UUID, browser string) (Uitslag, error) {
	var gebruikt *time.Time
	var verlopen bool
	err := tx.QueryRow(ctx, `SELECT gebruikt_op, verloopt_op <= now() FROM inlogcode WHERE gemeente_id = $1 AND id = $2 AND browser_hash = $3`,
		gemeenteID, id, browserHash(browser)).Scan(&gebruikt, &verlopen)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return Onbekend, nil
	case err != nil:
		return "", err
	case gebruikt != nil:
		return Gebruikt, nil
	case verlopen:
		return Verlopen, nil
	}
	return TeVaak, nil
}

// nieuweCode picks one of a million codes, each as likely as the others.
func nieuweCode() (string, error) {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return "", fault.Wrap(err, "inlogcode maken")
	}
	return fmt.Sprintf("%06d", n), nil
}

func codeHash(browser string, id uuid.UUID, code string) []byte {
	h := hmac.New(sha256.New, []byte(browser))
	h.Write(id[:])
	h.Write([]byte(code))
	return h.Sum(nil)
}

// browserHash differs from the hash that the session is found by, so that the two
// tables cannot be laid side by side.
func browserHash(browser string) []byte {
	h := sha256.Sum256([]byte("inlogcode " + browser))
	return h[:]
}
