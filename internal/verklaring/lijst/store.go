package lijst

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Store keeps lists, and issues them.
type Store struct{ verklaring.Store }

// The numbers of a list are kept with it by the database (lijst_tel): counting the rows
// of every list would make the overview slower with each one.
const lijstKolommen = `SELECT id, naam, door_id, door_naam, op, status, klaar_op, bevestigd_naam, bevestigd_op, regels, fout, verleend FROM lijst WHERE gemeente_id = $1`

// Lijsten gives a page of the lists of a gemeente behind list na, newest first, and
// whether there are more; uuid.Nil is the beginning.
func (s Store) Lijsten(ctx context.Context, gemeenteID int, na uuid.UUID) (ls []Lijst, meer bool, err error) {
	if na == uuid.Nil {
		na = uuid.Max
	}
	rows, err := s.Van(gemeenteID).Query(ctx, lijstKolommen+` AND id < $2 ORDER BY id DESC LIMIT $3`, gemeenteID, na, perPagina+1) // ids are made in the order of time
	if err != nil {
		return nil, false, postgres.Fout(err, "lijsten lezen")
	}
	ls, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Lijst])
	if meer = len(ls) > perPagina; meer {
		ls = ls[:perPagina]
	}
	return ls, meer, postgres.Fout(err, "lijsten lezen")
}

// Lijst gives one.
func (s Store) Lijst(ctx context.Context, gemeenteID int, id uuid.UUID) (Lijst, error) {
	l, err := lees(ctx, s.Van(gemeenteID), gemeenteID, id)
	return l, postgres.Fout(err, "lijst lezen")
}

func lees(ctx context.Context, q postgres.Querier, gemeenteID int, id uuid.UUID) (Lijst, error) {
	rows, err := q.Query(ctx, lijstKolommen+` AND id = $2`, gemeenteID, id)
	if err != nil {
		return Lijst{}, err
	}
	return pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[Lijst])
}

// vergrendel locks a list until tx ends, and reads it.
func vergrendel(ctx context.Context, tx pgx.Tx, gemeenteID int, id uuid.UUID) (Lijst, error) {
	if _, err := tx.Exec(ctx, `SELECT FROM lijst WHERE gemeente_id = $1 AND id = $2 FOR UPDATE`, gemeenteID, id); err != nil {
		return Lijst{}, err
	}
	return lees(ctx, tx, gemeenteID, id)
}

// Voeg keeps a list that was read in. Nothing is issued.
func (s Store) Voeg(ctx context.Context, gemeenteID int, door toegang.Persoon, naam string, regels []Regel, nu time.Time) (uuid.UUID, error) {
	id := uuid.Must(uuid.NewV7())
	nrs, rijen, gegevens, fouten := make([]int, len(regels)), make([]uuid.UUID, len(regels)), make([][]byte, len(regels)), make([]string, len(regels))
	for i, r := range regels {
		klaar, err := json.Marshal(r.Rij)
		if err != nil {
			return id, fault.Wrap(err, "lijst bewaren")
		}
		nrs[i], rijen[i], fouten[i] = r.Nr, uuid.Must(uuid.NewV7()), r.Fout
		gegevens[i] = s.Kluis.Dicht(klaar, "lijst_regel.gegevens", strconv.Itoa(gemeenteID), rijen[i].String())
	}
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO lijst (gemeente_id, id, naam, door_id, door_naam, op, status) VALUES ($1, $2, $3, $4, $5, $6, $7)`, gemeenteID, id, naam, door.ID, door.Naam, nu, Voorbeeld)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `INSERT INTO lijst_regel (gemeente_id, lijst_id, nr, id, gegevens, fout) SELECT $1, $2, * FROM unnest($3::int[], $4::uuid[], $5::bytea[], $6::text[])`, gemeenteID, id, nrs, rijen, gegevens, fouten)
		if err != nil {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "lijst ingelezen", Tabel: "lijst", Rij: id.String(), Gegevens: map[string]int{"regels": len(regels)}})
	})
	return id, postgres.Fout(err, "lijst bewaren")
}

// Regels gives a page of the rows of a list behind row na, and whether there are more;
// those with a mistake alone when fout is set. Staff see carers there: it is in the audit.
func (s Store) Regels(ctx context.Context, gemeenteID int, id uuid.UUID, fout bool, na int) (uit []Regel, meer bool, err error) {
	limiet := perPagina + 1
	if uit, err = s.regels(ctx, gemeenteID, id, fout, na, &limiet); err != nil || len(uit) < limiet {
		return uit, false, err
	}
	return uit[:perPagina], true, nil
}

// Fouten gives every row with a mistake.
func (s Store) Fouten(ctx context.Context, gemeenteID int, id uuid.UUID) ([]Regel, error) {
	return s.regels(ctx, gemeenteID, id, true, 0, nil)
}

func (s Store) regels(ctx context.Context, gemeenteID int, id uuid.UUID, fout bool, na int, limiet *int) (uit []Regel, err error) {
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `SELECT r.nr, r.id, r.gegevens, r.fout, coalesce(r.aanvraag_id, '00000000-0000-0000-0000-000000000000'), coalesce(a.kenmerk, '') FROM lijst_regel r
			LEFT JOIN aanvraag a ON a.gemeente_id = r.gemeente_id AND a.id = r.aanvraag_id
			WHERE r.gemeente_id = $1 AND r.lijst_id = $2 AND (NOT $3 OR r.fout <> '') AND r.nr > $4 ORDER BY r.nr LIMIT $5`, gemeenteID, id, fout, na, limiet)
		if err != nil {
			return err
		}
		if uit, err = pgx.CollectRows(rows, s.scanRegel(gemeenteID)); err != nil {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "lijst bekeken", Tabel: "lijst", Rij: id.String()})
	})
	return uit, postgres.Fout(err, "lijst lezen")
}

func (s Store) scanRegel(gemeenteID int) pgx.RowToFunc[Regel] {
	return func(row pgx.CollectableRow) (r Regel, err error) {
		var dicht []byte
		if err := row.Scan(&r.Nr, &r.ID, &dicht, &r.Fout, &r.AanvraagID, &r.Kenmerk); err != nil || dicht == nil {
			return r, err
		}
		klaar, err := s.Kluis.Open(dicht, "lijst_regel.gegevens", strconv.Itoa(gemeenteID), r.ID.String())
		if err != nil {
			return r, err
		}
		return r, json.Unmarshal(klaar, &r.Rij)
	}
}

// Bevestig says that a list is right: from now on a job issues it. aantal is how many
// verklaringen whoever says so saw. Where the regeling asks for four eyes it is somebody
// else than who read it in. What is not allowed is told in a sentence; twice by the same
// person is once.
func (s Store) Bevestig(ctx context.Context, gemeenteID int, door toegang.Persoon, id uuid.UUID, aantal int, nu time.Time) error {
	regeling, err := s.Regeling(ctx, gemeenteID, verklaring.Dag(nu))
	if err != nil {
		return err
	}
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		l, err := vergrendel(ctx, tx, gemeenteID, id)
		if err != nil {
			return err
		}
		var bezig bool
		var wie *uuid.UUID
		if err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM lijst WHERE gemeente_id = $1 AND status = 'bezig' AND id <> $2), (SELECT bevestigd_id FROM lijst WHERE gemeente_id = $1 AND id = $2)`, gemeenteID, id).Scan(&bezig, &wie); err != nil {
			return err
		}
		if wie != nil && *wie == door.ID && (l.Status == Bezig || l.Status == Klaar) {
			return nil
		}
		if err := l.mag(door, regeling.Regels, aantal, bezig); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `UPDATE lijst SET status = 'bezig', klaar_op = NULL, bevestigd_id = $3, bevestigd_naam = $4, bevestigd_op = $5 WHERE gemeente_id = $1 AND id = $2`, gemeenteID, id, door.ID, door.Naam, nu)
		if err != nil {
			return err
		}
		if err := s.Post.Rij.Erin(ctx, tx, verleentaak{Gemeente: gemeenteID, Lijst: id}); err != nil {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "lijst bevestigd", Tabel: "lijst", Rij: id.String(), Gegevens: map[string]int{"verklaringen": l.Te()}})
	})
	return postgres.Fout(err, "lijst bevestigen")
}

// mag says in a sentence why somebody may not let a list be issued; nil when he may.
func (l Lijst) mag(door toegang.Persoon, r verklaring.Regels, aantal int, bezig bool) error {
	nee := func(zin string) error { return fault.Met(fault.Conflict, "Er is niets verleend: "+zin) }
	switch {
	case l.Status == Bezig || l.Status == Klaar:
		return nee(l.BevestigdNaam + " was u voor.")
	case !l.MagBevestigen(door.ID, r):
		return nee("deze regeling vraagt vier ogen. Een collega die de lijst niet inlas, bevestigt haar.")
	case l.Te() == 0:
		return nee("geen enkele regel kan worden verleend.")
	case l.Te() != aantal:
		return nee("de lijst is intussen veranderd. Kijk haar nog eens na.")
	case bezig:
		return nee("een andere lijst is nog bezig. Wacht tot die klaar is.")
	}
	return nil
}

// MagBevestigen reports whether the rules let this person say that a list is right.
func (l Lijst) MagBevestigen(door uuid.UUID, r verklaring.Regels) bool {
	return !r.VierOgen || door != l.DoorID
}

// Stop ends the issuing after the rows that are on their way. It can go on later.
func (s Store) Stop(ctx context.Context, gemeenteID int, id uuid.UUID, nu time.Time) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, `UPDATE lijst SET status = 'gestopt', klaar_op = $3 WHERE gemeente_id = $1 AND id = $2 AND status = 'bezig'`, gemeenteID, id, nu)
		if err != nil || tag.RowsAffected() == 0 {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "lijst gestopt", Tabel: "lijst", Rij: id.String()})
	})
	return postgres.Fout(err, "lijst stoppen")
}

// Verwijder deletes a list with everything that was read in; what was issued stays. A
// list that is on its way must be stopped first: a Conflict with a sentence.
func (s Store) Verwijder(ctx context.Context, gemeenteID int, id uuid.UUID) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		l, err := vergrendel(ctx, tx, gemeenteID, id)
		switch {
		case err != nil:
			return err
		case l.Status == Bezig:
			return fault.Met(fault.Conflict, "Deze lijst is nog bezig. Stop haar eerst.")
		}
		if _, err := tx.Exec(ctx, `DELETE FROM lijst WHERE gemeente_id = $1 AND id = $2`, gemeenteID, id); err != nil { // its rows go with it
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "lijst verwijderd", Tabel: "lijst", Rij: id.String()})
	})
	return postgres.Fout(err, "lijst verwijderen")
}
