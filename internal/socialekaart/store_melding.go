package socialekaart

import (
	"context"
	"strconv"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Meldsoorten are what can be wrong with an offer.
var Meldsoorten = []string{"contact", "tijden", "kosten", "gestopt", "anders"}

// Melding is what a visitor says is not right about an offer.
type Melding struct {
	ID            uuid.UUID
	AanbodID      uuid.UUID
	Aanbod        string // its name
	Soort         string // one of Meldsoorten
	Tekst         string
	Email         string // of who wants to hear of it, mostly ""
	Op            time.Time
	AfgehandeldOp *time.Time
	DoorNaam      string // who handled it, "" when that account is gone
}

// Meldingen keeps what visitors report. Text and address are closed by the kluis, since
// people write who they are.
type Meldingen struct {
	postgres.DB
	Kluis *kluis.Kluis
}

func (s Meldingen) dicht(gemeenteID int, id uuid.UUID, kolom, waarde string) []byte {
	return s.Kluis.Dicht([]byte(waarde), "melding."+kolom, strconv.Itoa(gemeenteID), id.String())
}

func (s Meldingen) open(gemeenteID int, id uuid.UUID, kolom string, dicht []byte) (string, error) {
	klaar, err := s.Kluis.Open(dicht, "melding."+kolom, strconv.Itoa(gemeenteID), id.String())
	return string(klaar), err
}

// Voeg keeps a new report at the gemeente that keeps the offer.
func (s Meldingen) Voeg(ctx context.Context, gemeenteID int, m Melding) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	tekst := s.dicht(gemeenteID, id, "tekst", m.Tekst)
	if tekst == nil {
		tekst = []byte{} // nothing was written
	}
	_, err = s.Van(gemeenteID).Exec(ctx, `INSERT INTO melding (gemeente_id, id, aanbod_id, soort, tekst, email) VALUES ($1, $2, $3, $4, $5, $6)`,
		gemeenteID, id, m.AanbodID, m.Soort, tekst, s.dicht(gemeenteID, id, "email", m.Email))
	return postgres.Fout(err, "melding bewaren")
}

// PerLijst is how many reports one page of the list has.
const PerLijst = 20

// Lees gives a page of the reports and whether there are more. Those that are open come
// oldest first, those that were handled newest first; na is the last one of the page
// before, uuid.Nil for the first page. It writes in the audit log who read which.
func (s Meldingen) Lees(ctx context.Context, gemeenteID int, afgehandeld bool, na uuid.UUID) (lijst []Melding, meer bool, err error) {
	waar := `m.afgehandeld_op IS NULL AND m.id > $2 ORDER BY m.id`
	if afgehandeld {
		waar = `m.afgehandeld_op IS NOT NULL AND m.id < $2 ORDER BY m.id DESC`
		if na == uuid.Nil {
			na = uuid.Max
		}
	}
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `
			SELECT m.id, m.aanbod_id, r.inhoud->>'naam', m.soort, m.tekst, m.email, m.op, m.afgehandeld_op, coalesce(g.naam, '')
			FROM melding m
			JOIN aanbod a ON a.gemeente_id = m.gemeente_id AND a.id = m.aanbod_id
			JOIN revisie r ON r.gemeente_id = a.gemeente_id AND r.aanbod_id = a.id AND r.nr = coalesce(a.gepubliceerd_nr, a.concept_nr)
			LEFT JOIN gebruiker g ON g.id = m.afgehandeld_door
			WHERE m.gemeente_id = $1 AND `+waar+` LIMIT $3`, gemeenteID, na, PerLijst+1)
		if err != nil {
			return err
		}
		lijst, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (m Melding, err error) {
			var tekst, email []byte
			if err := row.Scan(&m.ID, &m.AanbodID, &m.Aanbod, &m.Soort, &tekst, &email, &m.Op, &m.AfgehandeldOp, &m.DoorNaam); err != nil {
				return m, err
			}
			if m.Tekst, err = s.open(gemeenteID, m.ID, "tekst", tekst); err == nil {
				m.Email, err = s.open(gemeenteID, m.ID, "email", email)
			}
			return m, err
		})
		if err != nil || len(lijst) == 0 {
			return err
		}
		if meer = len(lijst) > PerLijst; meer {
			lijst = lijst[:PerLijst]
		}
		ids := make([]uuid.UUID, len(lijst))
		for i, m := range lijst {
			ids[i] = m.ID
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "meldingen gelezen", Tabel: "melding", Rij: "-", Gegevens: map[string]any{"meldingen": ids}})
	})
	return lijst, meer, postgres.Fout(err, "meldingen lezen")
}

// Zet marks a report as handled, or open again. gedaan is false when a colleague already
// did that, or when there is no such report: nothing changes then.
func (s Meldingen) Zet(ctx context.Context, gemeenteID int, id uuid.UUID, afgehandeld bool, door toegang.Persoon) (gedaan bool, err error) {
	sql, wat, args := `UPDATE melding SET afgehandeld_op = now(), afgehandeld_door = $3 WHERE gemeente_id = $1 AND id = $2 AND afgehandeld_op IS NULL`, "melding afgehandeld", []any{gemeenteID, id, door.ID}
	if !afgehandeld {
		sql, wat, args = `UPDATE melding SET afgehandeld_op = NULL, afgehandeld_door = NULL WHERE gemeente_id = $1 AND id = $2 AND afgehandeld_op IS NOT NULL`, "melding heropend", args[:2]
	}
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, sql, args...)
		if gedaan = tag.RowsAffected() > 0; err != nil || !gedaan {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: wat, Tabel: "melding", Rij: id.String()})
	})
	return gedaan && err == nil, postgres.Fout(err, "melding afhandelen")
}

// MeestOpen is where Open stops counting.
const MeestOpen = 100

// Open counts the reports that wait, up to MeestOpen.
func (s Meldingen) Open(ctx context.Context, gemeenteID int) (n int, err error) {
	err = s.Van(gemeenteID).QueryRow(ctx, `SELECT count(*) FROM (SELECT FROM melding WHERE gemeente_id = $1 AND afgehandeld_op IS NULL LIMIT $2) x`, gemeenteID, MeestOpen).Scan(&n)
	return n, postgres.Fout(err, "meldingen tellen")
}
