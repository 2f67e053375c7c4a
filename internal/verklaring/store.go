package verklaring

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Store reads and writes aanvragen and verklaringen.
type Store struct {
	postgres.DB
	Kluis   *kluis.Kluis
	Post    mail.Post
	Opmaker *Opmaker
}

const kolommen = `a.id, a.burger_id, coalesce(a.kenmerk, ''), a.status, a.antwoorden, r.regels, coalesce(g.id, '00000000-0000-0000-0000-000000000000'), coalesce(g.naam, ''),
	a.aangemaakt_op, a.ingediend_op, a.beslis_voor, a.besloten_op, b.email`

const vanTabellen = ` FROM aanvraag a
	JOIN regeling r ON r.gemeente_id = a.gemeente_id AND r.id = a.regeling_id
	JOIN burger b ON b.gemeente_id = a.gemeente_id AND b.id = a.burger_id
	LEFT JOIN gebruiker g ON g.id = a.behandelaar_id`

// scanAanvraag reads a row and opens what is closed in it.
func (s Store) scanAanvraag(gemeenteID int, row pgx.Row) (a Aanvraag, err error) {
	var antwoorden, email []byte
	err = row.Scan(&a.ID, &a.BurgerID, &a.Kenmerk, &a.Status, &antwoorden, &a.Regels, &a.BehandelaarID, &a.Behandelaar,
		&a.AangemaaktOp, &a.IngediendOp, &a.BeslisVoor, &a.BeslotenOp, &email)
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

func (s Store) collectAanvraag(gemeenteID int) pgx.RowToFunc[Aanvraag] {
	return func(row pgx.CollectableRow) (Aanvraag, error) { return s.scanAanvraag(gemeenteID, row) }
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
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT `+kolommen+vanTabellen+` WHERE a.gemeente_id = $1 AND a.burger_id = $2 ORDER BY a.aangemaakt_op DESC, a.id`, gemeenteID, burger)
	if err != nil {
		return nil, postgres.Fout(err, "aanvragen van burger lezen")
	}
	as, err := pgx.CollectRows(rows, s.collectAanvraag(gemeenteID))
	return as, postgres.Fout(err, "aanvragen van burger lezen")
}

// EigenAanvraag gives one aanvraag of a burger; somebody else's is NotFound.
func (s Store) EigenAanvraag(ctx context.Context, gemeenteID int, burger, id uuid.UUID) (Aanvraag, error) {
	a, err := s.scanAanvraag(gemeenteID, s.Van(gemeenteID).QueryRow(ctx, `SELECT `+kolommen+vanTabellen+` WHERE a.gemeente_id = $1 AND a.burger_id = $2 AND a.id = $3`, gemeenteID, burger, id))
	return a, postgres.Fout(err, "eigen aanvraag lezen")
}

// Concept gives the aanvraag that a burger is filling in; NotFound when there is none.
func (s Store) Concept(ctx context.Context, gemeenteID int, burger uuid.UUID) (Aanvraag, error) {
	a, err := s.scanAanvraag(gemeenteID, s.Van(gemeenteID).QueryRow(ctx, `SELECT `+kolommen+vanTabellen+` WHERE a.gemeente_id = $1 AND a.burger_id = $2 AND a.status = 'concept'`, gemeenteID, burger))
	return a, postgres.Fout(err, "concept lezen")
}

// Begin gives the concept of a burger and makes one when there is none, filled in
// with what the burger told last time about himself. While an aanvraag is open no
// second one is begun: the open one comes back.
func (s Store) Begin(ctx context.Context, gemeenteID int, burger uuid.UUID, dag time.Time) (Aanvraag, error) {
	eerdere, err := s.VanBurger(ctx, gemeenteID, burger)
	if err != nil {
		return Aanvraag{}, err
	}
	begin := Antwoorden{}
	for _, a := range eerdere {
		if a.Status == Concept || a.Status.Open() {
			return a, nil
		}
		if begin.Naam == "" {
			begin.Naam, begin.Geboortedatum, begin.Telefoon = a.Antwoorden.Naam, a.Antwoorden.Geboortedatum, a.Antwoorden.Telefoon
		}
	}
	r, err := s.Regeling(ctx, gemeenteID, dag)
	if err != nil {
		return Aanvraag{}, err
	}
	id := uuid.Must(uuid.NewV7())
	antwoorden, naam, err := s.dicht(gemeenteID, id, begin)
	if err != nil {
		return Aanvraag{}, err
	}
	// two tabs at once: the unique index lets one in, and both read the same row
	_, err = s.Van(gemeenteID).Exec(ctx, `INSERT INTO aanvraag (gemeente_id, id, burger_id, regeling_id, status, antwoorden, naam) VALUES ($1, $2, $3, $4, 'concept', $5, $6)
		ON CONFLICT (gemeente_id, burger_id) WHERE status = 'concept' DO NOTHING`, gemeenteID, id, burger, r.ID, antwoorden, naam)
	if err != nil {
		return Aanvraag{}, postgres.Fout(err, "aanvraag beginnen")
	}
	return s.Concept(ctx, gemeenteID, burger)
}

// BewaarConcept stores the answers of a concept. NotFound when it is no longer one.
func (s Store) BewaarConcept(ctx context.Context, gemeenteID int, burger, id uuid.UUID, a Antwoorden) error {
	antwoorden, naam, err := s.dicht(gemeenteID, id, a)
	if err != nil {
		return err
	}
	tag, err := s.Van(gemeenteID).Exec(ctx, `UPDATE aanvraag SET antwoorden = $4, naam = $5, gewijzigd_op = now() WHERE gemeente_id = $1 AND burger_id = $2 AND id = $3 AND status = 'concept'`,
		gemeenteID, burger, id, antwoorden, naam)
	if err == nil && tag.RowsAffected() == 0 {
		err = pgx.ErrNoRows
	}
	return postgres.Fout(err, "antwoorden bewaren")
}

// Indienen sends a concept: it gets its kenmerk, its term and a receipt by mail,
// in one transaction. Sent twice (a double click) it stays one: the second time
// gives the same aanvraag and changes nothing.
func (s Store) Indienen(ctx context.Context, gemeenteID int, door Handelende, id uuid.UUID, nu time.Time) (Aanvraag, error) {
	var a Aanvraag
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		var err error
		a, err = s.scanAanvraag(gemeenteID, tx.QueryRow(ctx, `SELECT `+kolommen+vanTabellen+` WHERE a.gemeente_id = $1 AND a.burger_id = $2 AND a.id = $3 FOR UPDATE OF a`, gemeenteID, door.ID, id))
		if err != nil || a.Status != Concept {
			return err
		}
		if a.Kenmerk, err = volgendKenmerk(ctx, tx, gemeenteID, dag(nu).Year()); err != nil {
			return err
		}
		voor := dag(nu).AddDate(0, 0, 7*a.Regels.BeslisWeken)
		a.IngediendOp, a.BeslisVoor = &nu, &voor
		_, err = tx.Exec(ctx, `UPDATE aanvraag SET kenmerk = $3, ingediend_op = $4, beslis_voor = $5 WHERE gemeente_id = $1 AND id = $2`, gemeenteID, id, a.Kenmerk, nu, voor)
		if err != nil {
			return err
		}
		if err := verander(ctx, tx, gemeenteID, &a, Ingediend, door, nu); err != nil {
			return err
		}
		return s.Post.Verstuur(ctx, tx, ontvangstmail(ctx, a))
	})
	return a, postgres.Fout(err, "aanvraag indienen")
}

// volgendKenmerk draws the next number of the year, without gaps.
func volgendKenmerk(ctx context.Context, tx pgx.Tx, gemeenteID, jaar int) (string, error) {
	var n int
	err := tx.QueryRow(ctx, `INSERT INTO volgnummer (gemeente_id, soort, jaar, laatste) VALUES ($1, 'verklaring', $2, 1)
		ON CONFLICT (gemeente_id, soort, jaar) DO UPDATE SET laatste = volgnummer.laatste + 1 RETURNING laatste`, gemeenteID, jaar).Scan(&n)
	return fmt.Sprintf("MV-%d-%05d", jaar, n), err
}

// verander is the one way in which an aanvraag changes status: by the rules of
// Mag, with its line of history and of audit.
func verander(ctx context.Context, tx pgx.Tx, gemeenteID int, a *Aanvraag, naar Status, door Handelende, nu time.Time) error {
	if !a.Status.Mag(naar, door.Soort) {
		return fault.New(fault.Conflict, "van %s naar %s door %s mag niet", a.Status, naar, door.Soort)
	}
	_, err := tx.Exec(ctx, `UPDATE aanvraag SET status = $3, gewijzigd_op = now(), besloten_op = CASE WHEN $4 THEN $5 ELSE besloten_op END WHERE gemeente_id = $1 AND id = $2`,
		gemeenteID, a.ID, naar, !naar.Open(), nu)
	if err != nil {
		return err
	}
	if door.Soort == toegang.Burger { // the dossier says who that is; the history cannot be changed, so it does not
		door.Naam = "de aanvrager"
	}
	_, err = tx.Exec(ctx, `INSERT INTO aanvraag_gebeurtenis (gemeente_id, aanvraag_id, van, naar, door_soort, door_id, door_naam, op) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		gemeenteID, a.ID, a.Status, naar, door.Soort, door.ID, door.Naam, nu)
	if err != nil {
		return err
	}
	van := a.Status
	a.Status = naar
	return audit.Schrijf(ctx, tx, audit.Regel{Wat: "aanvraag " + string(naar), Tabel: "aanvraag", Rij: a.ID.String(), Gegevens: map[string]Status{"van": van, "naar": naar}})
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

// dag is the calendar day in the Netherlands of an instant, at midnight UTC.
func dag(t time.Time) time.Time {
	t = t.In(amsterdam)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
