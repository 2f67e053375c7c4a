package verklaring

import (
	"context"
	"strconv"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

const berichtKolommen = `id, aanvraag_id, soort, tekst, door_soort, door_id, door_naam, op, uiterlijk, herinnerd_op, beantwoord_op, gelezen_op`

func (s Store) scanBericht(gemeenteID int, row pgx.Row) (b Bericht, err error) {
	var tekst []byte
	if err := row.Scan(&b.ID, &b.AanvraagID, &b.Soort, &tekst, &b.DoorSoort, &b.DoorID, &b.DoorNaam, &b.Op, &b.Uiterlijk, &b.HerinnerdOp, &b.BeantwoordOp, &b.GelezenOp); err != nil {
		return b, err
	}
	tekst, err = s.Kluis.Open(tekst, "bericht.tekst", strconv.Itoa(gemeenteID), b.ID.String())
	b.Tekst = string(tekst)
	return b, err
}

// Berichten gives everything that was said and noted about an aanvraag, oldest first:
// for staff.
func (s Store) Berichten(ctx context.Context, gemeenteID int, aanvraag uuid.UUID) ([]Bericht, error) {
	return s.berichten(ctx, s.Van(gemeenteID), gemeenteID, `aanvraag_id = $2`, aanvraag)
}

// EigenBerichten gives what a burger and the gemeente said to each other about an
// aanvraag of that burger, oldest first, without notities.
func (s Store) EigenBerichten(ctx context.Context, gemeenteID int, burger, aanvraag uuid.UUID) ([]Bericht, error) {
	return s.berichten(ctx, s.Van(gemeenteID), gemeenteID, `soort <> 'notitie' AND aanvraag_id = (SELECT a.id FROM aanvraag a WHERE a.gemeente_id = $1 AND a.id = $2 AND a.burger_id = $3)`, aanvraag, burger)
}

func (s Store) berichten(ctx context.Context, q postgres.Querier, gemeenteID int, waar string, args ...any) ([]Bericht, error) {
	rows, err := q.Query(ctx, `SELECT `+berichtKolommen+` FROM bericht WHERE gemeente_id = $1 AND `+waar+` ORDER BY op, id`, append([]any{gemeenteID}, args...)...)
	if err != nil {
		return nil, postgres.Fout(err, "berichten lezen")
	}
	bs, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Bericht, error) { return s.scanBericht(gemeenteID, row) })
	return bs, postgres.Fout(err, "berichten lezen")
}

// OpenVraagVan finds within tx the vraag of an aanvraag that waits for an answer, nil
// when there is none.
func (s Store) OpenVraagVan(ctx context.Context, tx pgx.Tx, gemeenteID int, aanvraag uuid.UUID) (*Bericht, error) {
	bs, err := s.berichten(ctx, tx, gemeenteID, `aanvraag_id = $2 AND soort = 'vraag' AND beantwoord_op IS NULL`, aanvraag)
	return OpenVraag(bs), err
}

// LegBericht keeps a bericht. token is that of the link with which a vraag can be
// answered, "" for none. It sends nothing.
func (s Store) LegBericht(ctx context.Context, tx pgx.Tx, gemeenteID int, b Bericht, token string) error {
	var kenmerk []byte
	if token != "" {
		kenmerk = s.Kluis.Kenmerk("bericht.token", []byte(token))
	}
	_, err := tx.Exec(ctx, `INSERT INTO bericht (gemeente_id, id, aanvraag_id, soort, tekst, door_soort, door_id, door_naam, op, token_kenmerk, uiterlijk) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		gemeenteID, b.ID, b.AanvraagID, b.Soort, s.Kluis.Dicht([]byte(b.Tekst), "bericht.tekst", strconv.Itoa(gemeenteID), b.ID.String()), b.DoorSoort, b.DoorID, b.DoorNaam, b.Op, kenmerk, b.Uiterlijk)
	return err
}

// BerichtVan makes a bericht of somebody. Of a burger the row names no name: the
// dossier says who that is.
func BerichtVan(door Handelende, a Aanvraag, soort Berichtsoort, tekst string, nu time.Time) Bericht {
	b := Bericht{ID: uuid.Must(uuid.NewV7()), AanvraagID: a.ID, Soort: soort, Tekst: tekst, DoorSoort: door.Soort, DoorID: door.ID, DoorNaam: door.Naam, Op: nu}
	if door.Soort == toegang.Burger {
		b.DoorNaam = "de aanvrager"
	}
	return b
}

// maxPerDag is how many berichten a burger can send about one aanvraag in a day.
const maxPerDag = 20

// StuurBericht sends a bericht from the aanvrager to the gemeente or back, and mails
// the other side that it is there. It changes nothing about the aanvraag. What is
// wrong with it is told in a sentence.
func (s Store) StuurBericht(ctx context.Context, gemeenteID int, door Handelende, aanvraag uuid.UUID, tekst string, nu time.Time) error {
	if f := TekstFout(tekst); f != "" {
		return fault.Met(fault.Invalid, i18n.Kies(ctx, "behandelen.fout.bericht.", f))
	}
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.vergrendelVoor(ctx, tx, gemeenteID, door, aanvraag)
		if err != nil {
			return err
		}
		if err := s.bode(ctx, tx, gemeenteID, a, door, nu); err != nil {
			return err
		}
		if err := s.LegBericht(ctx, tx, gemeenteID, BerichtVan(door, a, SoortBericht, tekst, nu), ""); err != nil {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "bericht gestuurd", Tabel: "aanvraag", Rij: a.ID.String()})
	})
	return postgres.Fout(err, "bericht sturen")
}

// bode tells the other side that a bericht is there.
func (s Store) bode(ctx context.Context, tx pgx.Tx, gemeenteID int, a Aanvraag, door Handelende, nu time.Time) error {
	if door.Soort == toegang.Medewerker {
		if a.Email == "" {
			return fault.Met(fault.Invalid, "De aanvrager heeft geen e-mailadres. Bel, of stuur een brief.")
		}
		return s.MeldAanvrager(ctx, tx, a, "bericht")
	}
	var n int
	err := tx.QueryRow(ctx, `SELECT count(*) FROM bericht WHERE gemeente_id = $1 AND aanvraag_id = $2 AND door_soort = 'burger' AND op > $3`, gemeenteID, a.ID, nu.Add(-24*time.Hour)).Scan(&n)
	if err != nil {
		return err
	}
	if n >= maxPerDag {
		return fault.Met(fault.TooMany, i18n.T(ctx, "behandelen.fout.bericht.vaak"))
	}
	return s.MeldBehandelaar(ctx, tx, a, "Nieuw bericht bij een aanvraag", "De aanvrager stuurde een bericht bij aanvraag "+a.Kenmerk+".")
}

// vergrendelVoor locks an aanvraag that was sent, for its burger or for staff.
func (s Store) vergrendelVoor(ctx context.Context, tx pgx.Tx, gemeenteID int, door Handelende, id uuid.UUID) (Aanvraag, error) {
	if door.Soort != toegang.Burger {
		return s.Vergrendel(ctx, tx, gemeenteID, id)
	}
	a, err := s.VergrendelEigen(ctx, tx, gemeenteID, door.ID, id)
	if err == nil && a.Status == Concept {
		err = pgx.ErrNoRows
	}
	return a, err
}

// MeldAanvrager mails that something is to be read: the words stand in the catalogue
// under behandelen.mail.<wat>.
func (s Store) MeldAanvrager(ctx context.Context, tx pgx.Tx, a Aanvraag, wat string) error {
	if a.Email == "" {
		return nil
	}
	g := toegang.GemeenteUit(ctx)
	ctx = TaalVan(ctx, a)
	return s.Post.Verstuur(ctx, tx, mail.Bericht{
		Aan: a.Email, Taal: i18n.Code(ctx), Onderwerp: i18n.Kies(ctx, "behandelen.mail.onderwerp.", wat),
		Alineas:   []string{i18n.Kies(ctx, "behandelen.mail.tekst.", wat), i18n.T(ctx, "brief.mail.kenmerk", a.Kenmerk)},
		LinkTekst: i18n.T(ctx, "behandelen.mail.link"), Link: g.URL + web.Pad(ctx, PadMijnAanvraag(a.ID)),
		Afzender: i18n.T(ctx, "verklaring.mail.afzender", g.Naam),
	})
}

// MeldBehandelaar mails who has the aanvraag that something came in; nobody when nobody
// has it. A mailbox is no place for a name: the kenmerk leads to the dossier.
func (s Store) MeldBehandelaar(ctx context.Context, tx pgx.Tx, a Aanvraag, onderwerp, zin string) error {
	if a.BehandelaarID == uuid.Nil {
		return nil
	}
	var email string
	if err := tx.QueryRow(ctx, `SELECT email FROM gebruiker WHERE id = $1`, a.BehandelaarID).Scan(&email); err != nil {
		return err
	}
	g := toegang.GemeenteUit(ctx)
	return s.Post.Verstuur(ctx, tx, mail.Bericht{Aan: email, Onderwerp: onderwerp, Alineas: []string{zin},
		LinkTekst: "Open het dossier", Link: g.URL + PadDossier(a.ID), Afzender: i18n.T(i18n.MetTaal(ctx, i18n.Talen[0].Code), "verklaring.mail.afzender", g.Naam)})
}

// LeesBerichten marks what the other side wrote as read.
func (s Store) LeesBerichten(ctx context.Context, gemeenteID int, door Handelende, aanvraag uuid.UUID, nu time.Time) error {
	_, err := s.Van(gemeenteID).Exec(ctx, `UPDATE bericht SET gelezen_op = $4 WHERE gemeente_id = $1 AND aanvraag_id = $2 AND gelezen_op IS NULL AND soort <> 'notitie' AND (door_soort = 'burger') <> ($3 = 'burger')
		AND ($3 <> 'burger' OR EXISTS (SELECT FROM aanvraag a WHERE a.gemeente_id = $1 AND a.id = $2 AND a.burger_id = $5))`, gemeenteID, aanvraag, door.Soort, nu, door.ID)
	return postgres.Fout(err, "berichten als gelezen merken")
}
