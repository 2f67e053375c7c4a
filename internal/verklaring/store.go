package verklaring

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring/opmaak"
	"mantelpunt/internal/zegel"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Store reads and writes aanvragen and verklaringen. What it does for a person needs
// a context with gemeente, kader and language, as a request has; a job makes one with
// Bij.
type Store struct {
	postgres.DB
	Kluis   *kluis.Kluis
	Post    mail.Post
	Opmaker *opmaak.Opmaker
	Zegels  *zegel.Zegels

	Bij func(ctx context.Context, gemeenteID int) (context.Context, error)
}

// Handelende is who acts, handed to the store so that a job can act too.
type Handelende = toegang.Persoon

var amsterdam = i18n.Amsterdam

// Kolommen and VanTabellen read an aanvraag; see [Store.ScanAanvraag]. The tables are
// a (aanvraag), r (regeling), b (burger) and g (gebruiker, the behandelaar).
const Kolommen = `a.id, a.burger_id, a.regeling_id, coalesce(a.kenmerk, ''), a.status, a.soort, coalesce(a.eerder_id, '00000000-0000-0000-0000-000000000000'), a.kanaal, a.antwoorden, r.regels,
	coalesce(g.id, '00000000-0000-0000-0000-000000000000'), coalesce(g.naam, ''), a.aangemaakt_op, a.gewijzigd_op, a.ingediend_op, a.termijn_tot, a.beslis_voor, a.opgeschort_op, a.antwoord_voor, a.verlengd_op, a.besloten_op, a.vasthouden, b.email,
	coalesce((SELECT CASE t.antwoord WHEN '' THEN 'gevraagd' ELSE t.antwoord END FROM toestemming t WHERE t.gemeente_id = a.gemeente_id AND t.aanvraag_id = a.id ORDER BY t.gevraagd_op DESC, t.id DESC LIMIT 1), ''),
	(SELECT array_agg(DISTINCT j.soort) FROM bijlage j WHERE j.gemeente_id = a.gemeente_id AND j.aanvraag_id = a.id)`

// VanTabellen goes with Kolommen.
const VanTabellen = ` FROM aanvraag a
	JOIN regeling r ON r.gemeente_id = a.gemeente_id AND r.id = a.regeling_id
	JOIN burger b ON b.gemeente_id = a.gemeente_id AND b.id = a.burger_id
	LEFT JOIN gebruiker g ON g.id = a.behandelaar_id`

// ScanAanvraag reads a row of Kolommen and opens what is closed in it.
func (s Store) ScanAanvraag(gemeenteID int, row pgx.Row) (a Aanvraag, err error) {
	var antwoorden, email []byte
	err = row.Scan(&a.ID, &a.BurgerID, &a.RegelingID, &a.Kenmerk, &a.Status, &a.Soort, &a.EerderID, &a.Kanaal, &antwoorden, &a.Regels,
		&a.BehandelaarID, &a.Behandelaar, &a.AangemaaktOp, &a.GewijzigdOp, &a.IngediendOp, &a.TermijnTot, &a.BeslisVoor, &a.OpgeschortOp, &a.AntwoordVoor, &a.VerlengdOp, &a.BeslotenOp, &a.Vasthouden, &email,
		&a.Stand.Toestemming, &a.Stand.Bewijs)
	if err != nil {
		return a, err
	}
	if antwoorden, err = s.Kluis.Open(antwoorden, "aanvraag.antwoorden", strconv.Itoa(gemeenteID), a.ID.String()); err != nil {
		return a, err
	}
	if len(antwoorden) > 0 {
		if err := json.Unmarshal(antwoorden, &a.Antwoorden); err != nil {
			return a, err
		}
	}
	email, err = s.Kluis.Open(email, "burger.email", strconv.Itoa(gemeenteID), a.BurgerID.String())
	a.Email = string(email)
	return a, err
}

// CollectAanvraag is ScanAanvraag for [pgx.CollectRows].
func (s Store) CollectAanvraag(gemeenteID int) pgx.RowToFunc[Aanvraag] {
	return func(row pgx.CollectableRow) (Aanvraag, error) { return s.ScanAanvraag(gemeenteID, row) }
}

// Vergrendel reads an aanvraag that was sent and locks it until tx ends. A concept is
// nobody's business but the burger's: NotFound.
func (s Store) Vergrendel(ctx context.Context, tx pgx.Tx, gemeenteID int, id uuid.UUID) (Aanvraag, error) {
	return s.ScanAanvraag(gemeenteID, tx.QueryRow(ctx, `SELECT `+Kolommen+VanTabellen+` WHERE a.gemeente_id = $1 AND a.id = $2 AND a.status <> 'concept' FOR UPDATE OF a`, gemeenteID, id))
}

// VergrendelEigen is Vergrendel for the burger whose it is; a concept as well.
func (s Store) VergrendelEigen(ctx context.Context, tx pgx.Tx, gemeenteID int, burger, id uuid.UUID) (Aanvraag, error) {
	return s.ScanAanvraag(gemeenteID, tx.QueryRow(ctx, `SELECT `+Kolommen+VanTabellen+` WHERE a.gemeente_id = $1 AND a.burger_id = $2 AND a.id = $3 FOR UPDATE OF a`, gemeenteID, burger, id))
}

// dicht closes the answers of an aanvraag, and the name once more by itself.
func (s Store) dicht(gemeenteID int, id uuid.UUID, a Antwoorden) (antwoorden, naam []byte, err error) {
	b, err := json.Marshal(a)
	if err != nil {
		return nil, nil, fault.Wrap(err, "antwoorden bewaren")
	}
	g := strconv.Itoa(gemeenteID)
	return s.Kluis.Dicht(b, "aanvraag.antwoorden", g, id.String()), s.Kluis.Dicht([]byte(a.Naam), "aanvraag.naam", g, id.String()), nil
}

// VanBurger gives every aanvraag of a burger, newest first.
func (s Store) VanBurger(ctx context.Context, gemeenteID int, burger uuid.UUID) ([]Aanvraag, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT `+Kolommen+VanTabellen+` WHERE a.gemeente_id = $1 AND a.burger_id = $2 ORDER BY a.aangemaakt_op DESC, a.id`, gemeenteID, burger)
	if err != nil {
		return nil, postgres.Fout(err, "aanvragen van burger lezen")
	}
	as, err := pgx.CollectRows(rows, s.CollectAanvraag(gemeenteID))
	return as, postgres.Fout(err, "aanvragen van burger lezen")
}

// EigenAanvraag gives one aanvraag of a burger; somebody else's is NotFound.
func (s Store) EigenAanvraag(ctx context.Context, gemeenteID int, burger, id uuid.UUID) (Aanvraag, error) {
	a, err := s.ScanAanvraag(gemeenteID, s.Van(gemeenteID).QueryRow(ctx, `SELECT `+Kolommen+VanTabellen+` WHERE a.gemeente_id = $1 AND a.burger_id = $2 AND a.id = $3`, gemeenteID, burger, id))
	return a, postgres.Fout(err, "eigen aanvraag lezen")
}

// Geschiedenis gives what happened to an aanvraag, oldest first.
func (s Store) Geschiedenis(ctx context.Context, gemeenteID int, id uuid.UUID) ([]Gebeurtenis, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT van, naar, door_soort, door_naam, op FROM aanvraag_gebeurtenis WHERE gemeente_id = $1 AND aanvraag_id = $2 ORDER BY id`, gemeenteID, id)
	if err != nil {
		return nil, postgres.Fout(err, "geschiedenis lezen")
	}
	gs, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Gebeurtenis])
	return gs, postgres.Fout(err, "geschiedenis lezen")
}

// volgendKenmerk draws the next number of the year, without gaps.
func volgendKenmerk(ctx context.Context, tx pgx.Tx, gemeenteID, jaar int) (string, error) {
	var n int
	err := tx.QueryRow(ctx, `INSERT INTO volgnummer (gemeente_id, soort, jaar, laatste) VALUES ($1, 'verklaring', $2, 1)
		ON CONFLICT (gemeente_id, soort, jaar) DO UPDATE SET laatste = volgnummer.laatste + 1 RETURNING laatste`, gemeenteID, jaar).Scan(&n)
	return fmt.Sprintf("MV-%d-%05d", jaar, n), err
}

// Dag is the calendar day in the Netherlands of an instant, at midnight UTC.
func Dag(t time.Time) time.Time {
	t = t.In(amsterdam)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
