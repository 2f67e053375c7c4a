package behandelen

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/web"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// PadAntwoord is where the aanvrager answers a vraag without logging in.
const PadAntwoord = "/verklaring/antwoord"

// tokens gives the end of the link to a vraag, under every key of the kluis. It follows
// from the id of the vraag, so that a reminder has the same link as the mail before it,
// and the database has enough to know a link and too little to make one.
func (s Store) tokens(vraag uuid.UUID) (uit []string) {
	for _, k := range s.Kluis.Kenmerken("bericht.link", vraag[:]) {
		som := sha256.Sum256(k)
		uit = append(uit, base64.RawURLEncoding.EncodeToString(som[:]))
	}
	return uit
}

// Nieuwevraag is what a consulent asks, and by when.
type Nieuwevraag struct {
	Tekst     string
	Uiterlijk time.Time
	Versie    time.Time // of the dossier that the consulent saw
}

// StelVraag asks the aanvrager something: the vraag is kept, a letter goes out, and the
// term stands still where the regeling says so (Awb 4:5 and 4:15). A second click of the
// same person changes nothing.
func (s Store) StelVraag(ctx context.Context, gemeenteID int, door toegang.Persoon, id uuid.UUID, v Nieuwevraag, nu time.Time) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.Vergrendel(ctx, tx, gemeenteID, id)
		if err != nil {
			return err
		}
		al, err := s.alGevraagd(ctx, tx, gemeenteID, a, door, v)
		if al || err != nil {
			return err
		}
		if a.Status != verklaring.InBehandeling {
			return s.WasEerder(ctx, tx, gemeenteID, a)
		}
		if err := zelfdeVersie(a, v.Versie); err != nil {
			return err
		}
		b := verklaring.BerichtVan(door, a, verklaring.SoortVraag, v.Tekst, nu)
		b.Uiterlijk, a.AntwoordVoor = &v.Uiterlijk, &v.Uiterlijk
		token := s.tokens(b.ID)[0]
		if err := s.LegBericht(ctx, tx, gemeenteID, b, token); err != nil {
			return err
		}
		if err := s.Schrijf(ctx, tx, a, verklaring.Brief{Soort: verklaring.BriefVraag, Woorden: v.Tekst, Uiterlijk: v.Uiterlijk, Link: PadAntwoord + "/" + token}, nu); err != nil {
			return err
		}
		return s.Verander(ctx, tx, gemeenteID, &a, verklaring.WachtOpAanvrager, door, nu)
	})
	return postgres.Fout(err, "vraag stellen")
}

// alGevraagd reports that this very vraag was asked by the same person just now.
func (s Store) alGevraagd(ctx context.Context, tx pgx.Tx, gemeenteID int, a verklaring.Aanvraag, door toegang.Persoon, v Nieuwevraag) (bool, error) {
	if a.Status != verklaring.WachtOpAanvrager {
		return false, nil
	}
	b, err := s.OpenVraagVan(ctx, tx, gemeenteID, a.ID)
	return b != nil && b.DoorID == door.ID && b.Tekst == v.Tekst, err
}

// VraagNietNodig goes on without an answer: the vraag is closed and the term runs again.
// While there was time to answer, the aanvrager hears that it is not needed any more.
func (s Store) VraagNietNodig(ctx context.Context, gemeenteID int, door toegang.Persoon, id uuid.UUID, nu time.Time) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.Vergrendel(ctx, tx, gemeenteID, id)
		if err != nil {
			return err
		}
		if a.Status != verklaring.WachtOpAanvrager {
			return s.WasEerder(ctx, tx, gemeenteID, a)
		}
		if err := s.SluitVraag(ctx, tx, gemeenteID, id, nu); err != nil {
			return err
		}
		if !a.NietBeantwoord(verklaring.Dag(nu)) {
			b := verklaring.BerichtVan(door, a, verklaring.SoortBericht, nietMeerNodig(verklaring.TaalVan(ctx, a)), nu)
			if err := s.LegBericht(ctx, tx, gemeenteID, b, ""); err != nil {
				return err
			}
			if err := s.MeldAanvrager(ctx, tx, a, "nietmeernodig"); err != nil {
				return err
			}
		}
		return s.Verander(ctx, tx, gemeenteID, &a, verklaring.InBehandeling, door, nu)
	})
	return postgres.Fout(err, "vraag intrekken")
}

// nietMeerNodig tells the aanvrager that a vraag needs no answer any more.
func nietMeerNodig(ctx context.Context) string {
	return i18n.T(ctx, "behandelen.bericht.nietmeernodig")
}

// herinnerDagen is how many days before the last one the aanvrager is reminded.
const herinnerDagen = 3

// HerinnerVragen reminds everybody at a gemeente who has not answered yet, when the last
// day comes near: once, by mail. Each in a transaction of its own, so that one that
// fails holds up nobody.
func (s Store) HerinnerVragen(ctx context.Context, gemeenteID int, nu time.Time) error {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT b.aanvraag_id FROM bericht b JOIN aanvraag a ON a.gemeente_id = b.gemeente_id AND a.id = b.aanvraag_id
		WHERE b.gemeente_id = $1 AND b.soort = 'vraag' AND b.beantwoord_op IS NULL AND b.herinnerd_op IS NULL AND b.uiterlijk BETWEEN $2 AND $3
		AND a.status = 'wacht_op_aanvrager' AND b.op < $4 ORDER BY b.uiterlijk, b.id`,
		gemeenteID, verklaring.Dag(nu), verklaring.Dag(nu).AddDate(0, 0, herinnerDagen), nu.Add(-24*time.Hour))
	if err != nil {
		return postgres.Fout(err, "vragen zoeken")
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		return postgres.Fout(err, "vragen zoeken")
	}
	var eerste error
	for _, id := range ids {
		if err := s.herinner(ctx, gemeenteID, id, nu); err != nil && eerste == nil {
			eerste = err
		}
	}
	return postgres.Fout(eerste, "aan een vraag herinneren")
}

func (s Store) herinner(ctx context.Context, gemeenteID int, id uuid.UUID, nu time.Time) error {
	return s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.Vergrendel(ctx, tx, gemeenteID, id)
		if err != nil {
			return err
		}
		b, err := s.OpenVraagVan(ctx, tx, gemeenteID, id)
		if err != nil || b == nil || b.HerinnerdOp != nil || a.Status != verklaring.WachtOpAanvrager {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE bericht SET herinnerd_op = $3 WHERE gemeente_id = $1 AND id = $2`, gemeenteID, b.ID, nu); err != nil {
			return err
		}
		if err := s.stuurHerinnering(ctx, tx, gemeenteID, a, *b); err != nil {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "aan vraag herinnerd", Tabel: "aanvraag", Rij: id.String()})
	})
}

// stuurHerinnering mails a reminder. Who has no mail was asked by letter, and gets none:
// a consulent can call.
func (s Store) stuurHerinnering(ctx context.Context, tx pgx.Tx, gemeenteID int, a verklaring.Aanvraag, b verklaring.Bericht) error {
	if a.Email == "" {
		return nil
	}
	token, err := s.tokenVan(ctx, tx, gemeenteID, b.ID)
	if err != nil {
		return err
	}
	g := toegang.GemeenteUit(ctx)
	ctx = verklaring.TaalVan(ctx, a)
	m := mail.Bericht{
		Aan: a.Email, Taal: i18n.Code(ctx), Onderwerp: i18n.T(ctx, "behandelen.mail.onderwerp.herinnering"),
		Alineas:   []string{i18n.T(ctx, "behandelen.mail.tekst.herinnering", i18n.Datum(ctx, *b.Uiterlijk)), i18n.T(ctx, "brief.mail.kenmerk", a.Kenmerk)},
		LinkTekst: i18n.T(ctx, "behandelen.mail.link"), Link: g.URL + web.Pad(ctx, verklaring.PadMijnAanvraag(a.ID)),
		Afzender: i18n.T(ctx, "verklaring.mail.afzender", g.Naam),
	}
	if token != "" {
		m.Alineas = append(m.Alineas, i18n.T(ctx, "behandelen.mail.zonderinloggen"))
		m.LinkTekst, m.Link = i18n.T(ctx, "behandelen.mail.beantwoord"), g.URL+web.Pad(ctx, PadAntwoord+"/"+token)
	}
	return s.Post.Verstuur(ctx, tx, m)
}

// tokenVan is the token that was mailed with a vraag, "" when its key is gone.
func (s Store) tokenVan(ctx context.Context, tx pgx.Tx, gemeenteID int, vraag uuid.UUID) (string, error) {
	var kenmerk []byte
	if err := tx.QueryRow(ctx, `SELECT token_kenmerk FROM bericht WHERE gemeente_id = $1 AND id = $2`, gemeenteID, vraag).Scan(&kenmerk); err != nil {
		return "", err
	}
	for _, t := range s.tokens(vraag) {
		if slices.ContainsFunc(s.Kluis.Kenmerken("bericht.token", []byte(t)), func(k []byte) bool { return string(k) == string(kenmerk) }) {
			return t, nil
		}
	}
	return "", nil
}

// zelfdeVersie fails with a Conflict when a dossier changed since somebody looked at it.
// The zero time asks nothing.
func zelfdeVersie(a verklaring.Aanvraag, versie time.Time) error {
	if versie.IsZero() || a.GewijzigdOp.Equal(versie) {
		return nil
	}
	return fault.Met(fault.Conflict, "Er is niets veranderd: een collega wijzigde dit dossier terwijl u ernaar keek. Hieronder staat het dossier zoals het nu is.")
}
