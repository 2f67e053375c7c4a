package aanvragen

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"strconv"
	"time"

	"mantelpunt/internal/postgres"
	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Store is the store of the verklaring, with the links to go on later.
type Store struct{ verklaring.Store }

// The bounds of a link to go on later.
const (
	linkGeldig   = verklaring.ConceptDagen * 24 * time.Hour
	linksPerUur  = 5 // of one aanvraag
	linkplaats   = "verderlink.token"
	linkGrootte  = 32      // bytes of chance
	tokenLengte  = 43      // of linkGrootte in base64
	waarschuwNa  = 23      // days without a change, and seven before it disappears
	perKeerMails = 50      // in one transaction
	systeemNaam  = "taken" // signs what no person did by hand
)

// linkKenmerken are the hashes under which a link is found, the newest first.
func (s Store) linkKenmerken(gemeenteID int, token string) [][]byte {
	return s.Kluis.Kenmerken(linkplaats, []byte(strconv.Itoa(gemeenteID)+" "+token))
}

// maakLink makes a link with which a concept goes on, once. It gives "" when so many
// were made in the last hour that another would be no help: those still work.
func (s Store) maakLink(ctx context.Context, tx pgx.Tx, gemeenteID int, aanvraag uuid.UUID, nu time.Time) (string, error) {
	tot := nu.Add(linkGeldig)
	var n int
	err := tx.QueryRow(ctx, `SELECT count(*) FROM verderlink WHERE gemeente_id = $1 AND aanvraag_id = $2 AND verloopt_op > $3`, gemeenteID, aanvraag, tot.Add(-time.Hour)).Scan(&n)
	if err != nil || n >= linksPerUur {
		return "", err
	}
	chance := make([]byte, linkGrootte)
	_, _ = rand.Read(chance) // never fails
	token := base64.RawURLEncoding.EncodeToString(chance)
	if _, err := tx.Exec(ctx, `DELETE FROM verderlink WHERE gemeente_id = $1 AND aanvraag_id = $2 AND verloopt_op <= $3`, gemeenteID, aanvraag, nu); err != nil {
		return "", err
	}
	_, err = tx.Exec(ctx, `INSERT INTO verderlink (gemeente_id, token_kenmerk, aanvraag_id, verloopt_op) VALUES ($1, $2, $3, $4)`,
		gemeenteID, s.linkKenmerken(gemeenteID, token)[0], aanvraag, tot)
	return token, err
}

// StuurLink mails a burger how to go on with a concept. Asked often it mails a few
// times an hour; the links of before still work.
func (s Store) StuurLink(ctx context.Context, gemeenteID int, burger, aanvraag uuid.UUID, nu time.Time) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.VergrendelConcept(ctx, tx, gemeenteID, burger, aanvraag)
		if err != nil {
			return err
		}
		token, err := s.maakLink(ctx, tx, gemeenteID, aanvraag, nu)
		if err != nil || token == "" {
			return err
		}
		return s.Post.Verstuur(ctx, tx, verdermail(ctx, a, token))
	})
	return postgres.Fout(err, "link sturen")
}

// verder is a link that works.
type verder struct {
	AanvraagID, BurgerID uuid.UUID
	PerMail              bool // the burger logs in with a code by mail, and so may do with a link by mail
}

// werkendeLink is the SQL of a link v that works on a concept a: not used, not too old.
const werkendeLink = `v.gemeente_id = $1 AND v.token_kenmerk = ANY($2) AND v.gebruikt_op IS NULL AND v.verloopt_op > $3
	AND a.gemeente_id = v.gemeente_id AND a.id = v.aanvraag_id AND a.status = 'concept'`

// LeesLink looks at a link and leaves it as it is. NotFound for one that does not work,
// whatever the reason.
func (s Store) LeesLink(ctx context.Context, gemeenteID int, token string, nu time.Time) (v verder, err error) {
	if len(token) != tokenLengte {
		return v, postgres.Fout(pgx.ErrNoRows, "link lezen")
	}
	err = s.Van(gemeenteID).QueryRow(ctx, `SELECT a.id, b.id, b.bsn_kenmerk IS NULL FROM verderlink v, aanvraag a JOIN burger b ON b.gemeente_id = a.gemeente_id AND b.id = a.burger_id WHERE `+werkendeLink,
		gemeenteID, s.linkKenmerken(gemeenteID, token), nu).Scan(&v.AanvraagID, &v.BurgerID, &v.PerMail)
	return v, postgres.Fout(err, "link lezen")
}

// GebruikLink uses a link up, and with it every other one of the same concept: nothing
// that opens it is left lying in a mailbox. Of two at once one succeeds, the other finds
// it NotFound.
func (s Store) GebruikLink(ctx context.Context, gemeenteID int, token string, nu time.Time) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		var id uuid.UUID
		err := tx.QueryRow(ctx, `UPDATE verderlink v SET gebruikt_op = $3 FROM aanvraag a WHERE `+werkendeLink+` RETURNING a.id`, gemeenteID, s.linkKenmerken(gemeenteID, token), nu).Scan(&id)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `UPDATE verderlink SET gebruikt_op = $3 WHERE gemeente_id = $1 AND aanvraag_id = $2 AND gebruikt_op IS NULL`, gemeenteID, id, nu)
		return err
	})
	return postgres.Fout(err, "link gebruiken")
}

// Waarschuw mails who began an aanvraag and left it that it will disappear: once, a week
// before, with a link to go on. What fails at one gemeente does not stop the others.
func (s Store) Waarschuw(ctx context.Context, nu time.Time) error {
	return s.Overal(ctx, systeemNaam, func(ctx context.Context, gemeenteID int) error {
		for n := 1; n > 0; {
			var err error
			if n, err = s.waarschuw(ctx, gemeenteID, nu); err != nil {
				return postgres.Fout(err, "concepten aankondigen")
			}
		}
		return nil
	})
}

// waarschuw mails the owners of at most perKeerMails concepts of one gemeente, and gives
// how many there were.
func (s Store) waarschuw(ctx context.Context, gemeenteID int, nu time.Time) (n int, err error) {
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `SELECT `+verklaring.Kolommen+verklaring.VanTabellen+` WHERE a.gemeente_id = $1 AND a.status = 'concept' AND a.gewaarschuwd_op IS NULL
			AND a.gewijzigd_op <= $2 AND b.email IS NOT NULL ORDER BY a.gewijzigd_op, a.id LIMIT $3 FOR UPDATE OF a SKIP LOCKED`, gemeenteID, nu.AddDate(0, 0, -waarschuwNa), perKeerMails)
		if err != nil {
			return err
		}
		as, err := pgx.CollectRows(rows, s.CollectAanvraag(gemeenteID))
		if err != nil {
			return err
		}
		for _, a := range as {
			token, err := s.maakLink(ctx, tx, gemeenteID, a.ID, nu)
			if err != nil {
				return err
			}
			if err := s.Post.Verstuur(ctx, tx, waarschuwmail(ctx, a, token)); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, `UPDATE aanvraag SET gewaarschuwd_op = $3 WHERE gemeente_id = $1 AND id = $2`, gemeenteID, a.ID, nu); err != nil {
				return err
			}
		}
		n = len(as)
		return nil
	})
	return n, err
}
