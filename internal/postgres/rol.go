package postgres

import (
	"context"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// AppRol is the role that may read and write but owns nothing; the role that the
// application logs in with is a member of it. The migrations give it its rights.
const AppRol = "mantelpunt_app"

// MaakRol makes the role that the application logs in with, when there is none of
// that name, and makes it a member of AppRol. With a password only its SCRAM
// verifier goes to the server, and so into no log of statements.
func MaakRol(ctx context.Context, conn *pgx.Conn, naam, wachtwoord string) error {
	rol := pgx.Identifier{naam}.Sanitize()
	maak := "CREATE ROLE " + rol + " LOGIN"
	if wachtwoord != "" {
		zout := make([]byte, 16)
		_, _ = rand.Read(zout)
		v, err := scram(wachtwoord, zout)
		if err != nil {
			return err
		}
		maak += " PASSWORD '" + v + "'"
	}
	for _, sql := range []string{"CREATE ROLE " + AppRol + " NOLOGIN", maak, "GRANT " + AppRol + " TO " + rol} {
		_, err := conn.Exec(ctx, sql)
		var pg *pgconn.PgError
		if errors.As(err, &pg) && (pg.Code == "42710" || pg.Code == "23505" || pg.Code == "XX000") { // it is there, or another process makes it right now
			continue
		}
		if err != nil {
			return fmt.Errorf("rol %s maken: %w", naam, err)
		}
	}
	return nil
}

// scram is the verifier of a password as PostgreSQL stores it (RFC 5803).
func scram(wachtwoord string, zout []byte) (string, error) {
	const rondes = 4096 // of PostgreSQL itself
	gezouten, err := pbkdf2.Key(sha256.New, wachtwoord, zout, rondes, sha256.Size)
	if err != nil {
		return "", err
	}
	mac := func(tekst string) []byte {
		h := hmac.New(sha256.New, gezouten)
		h.Write([]byte(tekst))
		return h.Sum(nil)
	}
	bewaard := sha256.Sum256(mac("Client Key"))
	b64 := base64.StdEncoding.EncodeToString
	return fmt.Sprintf("SCRAM-SHA-256$%d:%s$%s:%s", rondes, b64(zout), b64(bewaard[:]), b64(mac("Server Key"))), nil
}

// ErrEigenaar says that the application was given too much.
var ErrEigenaar = errors.New("het portaal start niet: de rol in DATABASE_URL is eigenaar van tabellen of mag om de rijbeveiliging heen; gebruik een rol die alleen lid is van " + AppRol + " (`mantelpunt migrate` maakt die)")

// GeenEigenaar fails with ErrEigenaar for a role for which row level security does
// not hold.
func GeenEigenaar(ctx context.Context, q Querier) error {
	var teveel bool
	err := q.QueryRow(ctx, `SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT FROM pg_class WHERE relowner = r.oid AND relkind IN ('r', 'p'))
		FROM pg_roles r WHERE rolname = current_user`).Scan(&teveel)
	if err == nil && teveel {
		return ErrEigenaar
	}
	return Fout(err, "rol nazien")
}
