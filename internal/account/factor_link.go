package account

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Linksoort says what a link in a mail is for (herstellink).
type Linksoort string

// Both let their receiver choose a password, once; with an invitation it is the first.
const (
	LinkWachtwoord  Linksoort = "wachtwoord"
	LinkUitnodiging Linksoort = "uitnodiging"
)

// How long a link works, and how many somebody can have mailed in an hour.
const (
	WachtwoordlinkGeldig = time.Hour
	UitnodigingGeldig    = 7 * 24 * time.Hour
	linksPerUur          = 3
)

// MaakLink makes a link for a gebruiker of a gemeente and gives its token: the end
// of the address /beheer/wachtwoord/{token} or /beheer/uitnodiging/{token}.
func (s Store) MaakLink(ctx context.Context, tx pgx.Tx, gemeenteID int, id uuid.UUID, soort Linksoort) (string, error) {
	geldig := WachtwoordlinkGeldig
	if soort == LinkUitnodiging {
		geldig = UitnodigingGeldig
	}
	token := rand.Text()
	_, err := tx.Exec(ctx, `INSERT INTO herstellink (token_hash, gebruiker_id, soort, bij_gemeente, verloopt_op) VALUES ($1, $2, $3, $4, now() + $5::interval)`,
		linkHash(token), id, soort, gemeenteID, geldig)
	return token, postgres.Fout(err, "link maken")
}

// vergeten makes a link for who forgot a password and hands it to stuur, which it
// does not call when there is nobody to mail it to: unknown, without a role here, of the identity provider of the gemeente, or
// mailed too often.
func (s Store) vergeten(ctx context.Context, gemeenteID int, email string, stuur func(tx pgx.Tx, p toegang.Persoon, token string) error) error {
	p, err := s.MedewerkerMetEmail(ctx, gemeenteID, email)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	err = pgx.BeginFunc(ctx, s.Pool, func(tx pgx.Tx) error {
		var mag bool
		if err := tx.QueryRow(ctx, `SELECT wachtwoord_hash IS NOT NULL OR oidc_uitgever IS NULL FROM gebruiker WHERE id = $1 FOR UPDATE`, p.ID).Scan(&mag); err != nil || !mag {
			return err
		}
		var n int
		if err := tx.QueryRow(ctx, `SELECT count(*) FROM herstellink WHERE gebruiker_id = $1 AND soort = $2 AND aangemaakt_op > now() - interval '1 hour'`, p.ID, LinkWachtwoord).Scan(&n); err != nil || n >= linksPerUur {
			return err
		}
		token, err := s.MaakLink(ctx, tx, gemeenteID, p.ID, LinkWachtwoord)
		if err != nil {
			return err
		}
		return stuur(tx, p, token)
	})
	return postgres.Fout(err, "wachtwoord vergeten")
}

// Link gives whom a link to choose a new password is for. It is Gone when it was
// used, is too old or does not exist, which is all the same to who holds it.
func (s Store) Link(ctx context.Context, gemeenteID int, token string) (p toegang.Persoon, err error) {
	var id uuid.UUID
	err = s.Pool.QueryRow(ctx, `SELECT gebruiker_id FROM herstellink WHERE token_hash = $1 AND bij_gemeente = $2 AND soort = $3 AND gebruikt_op IS NULL AND verloopt_op > now()`,
		linkHash(token), gemeenteID, LinkWachtwoord).Scan(&id)
	if err == nil {
		p, err = s.Medewerker(ctx, gemeenteID, id)
	}
	if err = postgres.Fout(err, "link lezen"); fault.Is(err, fault.NotFound) {
		return p, fault.Met(fault.Gone, "Deze link werkt niet meer. Hij werkt één keer, en maar een beperkte tijd. Vraag op de pagina om in te loggen een nieuwe aan.")
	}
	return p, err
}

// GebruikLink sets the password that the receiver of a link chose. Every session of
// the account ends, and so does every other link of it. The second factor stays.
func (s Store) GebruikLink(ctx context.Context, gemeenteID int, token, gemeente, wachtwoord string, meld func(toegang.Persoon) Melden) error {
	p, err := s.Link(ctx, gemeenteID, token)
	if err != nil {
		return err
	}
	phc, err := nieuwWachtwoord(wachtwoord, p.Naam, p.Email, gemeente)
	if err != nil {
		return err
	}
	ctx = toegang.MetPersoon(ctx, p)
	err = pgx.BeginFunc(ctx, s.Pool, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, `UPDATE herstellink SET gebruikt_op = now() WHERE token_hash = $1 AND soort = $2 AND gebruikt_op IS NULL AND verloopt_op > now()`, linkHash(token), LinkWachtwoord)
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return fault.New(fault.Gone, "de link is intussen gebruikt")
		}
		if _, err := tx.Exec(ctx, `UPDATE herstellink SET gebruikt_op = now() WHERE gebruiker_id = $1 AND soort = $2 AND gebruikt_op IS NULL`, p.ID, LinkWachtwoord); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE gebruiker SET wachtwoord_hash = $2, mislukt = 0, geblokkeerd_tot = NULL WHERE id = $1`, p.ID, phc); err != nil {
			return err
		}
		if err := meld(p)(ctx, tx); err != nil {
			return err
		}
		return overal(ctx, tx, p.ID, nil, "wachtwoord gewijzigd")
	})
	return postgres.Fout(err, "link gebruiken")
}

// WijzigWachtwoord sets the password that somebody chose who is logged in. The other
// sessions of the account end; token is that of the one that stays.
func (s Store) WijzigWachtwoord(ctx context.Context, p toegang.Persoon, gemeente, wachtwoord, token string, meld Melden) error {
	phc, err := nieuwWachtwoord(wachtwoord, p.Naam, p.Email, gemeente)
	if err != nil {
		return err
	}
	err = pgx.BeginFunc(ctx, s.Pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `UPDATE gebruiker SET wachtwoord_hash = $2 WHERE id = $1`, p.ID, phc); err != nil {
			return err
		}
		if err := meld(ctx, tx); err != nil {
			return err
		}
		return overal(ctx, tx, p.ID, linkHash(token), "wachtwoord gewijzigd")
	})
	return postgres.Fout(err, "wachtwoord wijzigen")
}

// linkHash is SHA-256, for a token that is long enough by itself; it is how sessie
// finds its tokens too.
func linkHash(token string) []byte {
	h := sha256.Sum256([]byte(token))
	return h[:]
}

// EindigAndere logs somebody out everywhere but here.
func (s Store) EindigAndere(ctx context.Context, p toegang.Persoon, token string) error {
	err := pgx.BeginFunc(ctx, s.Pool, func(tx pgx.Tx) error {
		return overal(ctx, tx, p.ID, linkHash(token), "uitgelogd op andere apparaten")
	})
	return postgres.Fout(err, "sessies beëindigen")
}

// overal ends the sessions of a gebruiker at every gemeente but the one that may
// stay, and tells so in the audit of each where the gebruiker has a role.
func overal(ctx context.Context, tx pgx.Tx, id uuid.UUID, blijft []byte, wat string) error {
	ids, err := gemeenten(ctx, tx)
	for _, g := range ids {
		if err == nil {
			err = eindeBij(ctx, tx, g, id, blijft, wat)
		}
	}
	return err
}
