package bijlage

import (
	"context"
	"errors"
	"strconv"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Store keeps files with an aanvraag: name and content are closed by the kluis. Who may
// see or add them is for the caller to say, and to write in the audit.
type Store struct {
	postgres.DB
	Kluis *kluis.Kluis
}

// Bewaar keeps a file in a transaction on the rows of the gemeente. soort says what it
// is for. A file that is already there is not kept twice: its row comes back as it was.
// It fails with Invalid and a sentence when there would be too many, or too much.
func (s Store) Bewaar(ctx context.Context, tx pgx.Tx, gemeenteID int, aanvraagID uuid.UUID, soort string, b Bestand, door toegang.Persoon, op time.Time) (Bijlage, error) {
	// one at a time for each aanvraag: what is counted must hold until it is written
	_, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('bijlage ' || $1::text || ' ' || $2::text, 0))`, strconv.Itoa(gemeenteID), aanvraagID.String())
	if err != nil {
		return Bijlage{}, postgres.Fout(err, "bijlage bewaren")
	}
	rijen, err := tx.Query(ctx, `SELECT `+kolommen+` FROM bijlage WHERE gemeente_id = $1 AND aanvraag_id = $2 AND hash = $3`, gemeenteID, aanvraagID, b.Hash[:])
	if err != nil {
		return Bijlage{}, postgres.Fout(err, "bijlage bewaren")
	}
	zelfde, err := pgx.CollectExactlyOneRow(rijen, s.rij(gemeenteID))
	if !errors.Is(err, pgx.ErrNoRows) {
		return zelfde, postgres.Fout(err, "bijlage bewaren")
	}
	var aantal int
	var samen int64
	err = tx.QueryRow(ctx, `SELECT count(*), coalesce(sum(grootte), 0) FROM bijlage WHERE gemeente_id = $1 AND aanvraag_id = $2`, gemeenteID, aanvraagID).Scan(&aantal, &samen)
	switch {
	case err != nil:
		return Bijlage{}, postgres.Fout(err, "bijlage bewaren")
	case aantal >= MaxAantal:
		return Bijlage{}, fault.Met(fault.Invalid, i18n.T(ctx, "bijlage.fout.aantal", MaxAantal))
	case samen+int64(len(b.Inhoud)) > MaxSamen:
		return Bijlage{}, fault.Met(fault.Invalid, i18n.T(ctx, "bijlage.fout.samen", MaxSamen>>20))
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Bijlage{}, fault.Wrap(err, "bijlage bewaren")
	}
	j := Bijlage{ID: id, AanvraagID: aanvraagID, Soort: soort, Naam: b.Naam, Type: b.Type, Grootte: len(b.Inhoud), Hash: b.Hash[:], DoorSoort: string(door.Soort), DoorID: door.ID, Op: op}
	_, err = tx.Exec(ctx, `INSERT INTO bijlage (gemeente_id, id, aanvraag_id, soort, naam, type, grootte, inhoud, hash, door_soort, door_id, op)
		VALUES (@gemeente, @id, @aanvraag, @soort, @naam, @type, @grootte, @inhoud, @hash, @door_soort, @door_id, @op)`, pgx.StrictNamedArgs{
		"gemeente": gemeenteID, "id": j.ID, "aanvraag": j.AanvraagID, "soort": j.Soort, "type": j.Type, "grootte": j.Grootte, "hash": j.Hash,
		"naam":       s.Kluis.Dicht([]byte(j.Naam), plaatsVan("naam", gemeenteID, j.ID)...),
		"inhoud":     s.Kluis.Dicht(b.Inhoud, plaatsVan("inhoud", gemeenteID, j.ID)...),
		"door_soort": j.DoorSoort, "door_id": j.DoorID, "op": j.Op,
	})
	return j, postgres.Fout(err, "bijlage bewaren")
}

// Lijst gives the files of an aanvraag without their content, the oldest first.
func (s Store) Lijst(ctx context.Context, gemeenteID int, aanvraagID uuid.UUID) ([]Bijlage, error) {
	rijen, err := s.Van(gemeenteID).Query(ctx, `SELECT `+kolommen+` FROM bijlage WHERE gemeente_id = $1 AND aanvraag_id = $2 ORDER BY op, id`, gemeenteID, aanvraagID)
	if err != nil {
		return nil, postgres.Fout(err, "bijlagen lezen")
	}
	uit, err := pgx.CollectRows(rijen, s.rij(gemeenteID))
	return uit, postgres.Fout(err, "bijlagen lezen")
}

// Open gives a file of an aanvraag with its content, NotFound when there is none.
func (s Store) Open(ctx context.Context, gemeenteID int, aanvraagID, id uuid.UUID) (Bijlage, []byte, error) {
	var dicht []byte
	var j Bijlage
	rijen, err := s.Van(gemeenteID).Query(ctx, `SELECT `+kolommen+`, inhoud FROM bijlage WHERE gemeente_id = $1 AND aanvraag_id = $2 AND id = $3`, gemeenteID, aanvraagID, id)
	if err == nil {
		j, err = pgx.CollectExactlyOneRow(rijen, s.rij(gemeenteID, &dicht))
	}
	if err != nil {
		return Bijlage{}, nil, postgres.Fout(err, "bijlage openen")
	}
	inhoud, err := s.Kluis.Open(dicht, plaatsVan("inhoud", gemeenteID, id)...)
	return j, inhoud, fault.Wrap(err, "bijlage openen")
}

// Verwijder deletes a file of an aanvraag, in a transaction on the rows of the
// gemeente; NotFound when there is none.
func (s Store) Verwijder(ctx context.Context, tx pgx.Tx, gemeenteID int, aanvraagID, id uuid.UUID) error {
	tag, err := tx.Exec(ctx, `DELETE FROM bijlage WHERE gemeente_id = $1 AND aanvraag_id = $2 AND id = $3`, gemeenteID, aanvraagID, id)
	if err == nil && tag.RowsAffected() == 0 {
		return fault.New(fault.NotFound, "bijlage %s is er niet", id)
	}
	return postgres.Fout(err, "bijlage verwijderen")
}

const kolommen = `id, aanvraag_id, soort, naam, type, grootte, hash, door_soort, door_id, op`

// rij reads the columns of kolommen, and into meer what the query asks behind them.
func (s Store) rij(gemeenteID int, meer ...any) pgx.RowToFunc[Bijlage] {
	return func(row pgx.CollectableRow) (j Bijlage, err error) {
		var naam []byte
		doel := append([]any{&j.ID, &j.AanvraagID, &j.Soort, &naam, &j.Type, &j.Grootte, &j.Hash, &j.DoorSoort, &j.DoorID, &j.Op}, meer...)
		if err := row.Scan(doel...); err != nil {
			return j, err
		}
		naam, err = s.Kluis.Open(naam, plaatsVan("naam", gemeenteID, j.ID)...)
		j.Naam = string(naam)
		return j, err
	}
}

// plaatsVan is where the kluis closes a column of a row.
func plaatsVan(kolom string, gemeenteID int, id uuid.UUID) []string {
	return []string{"bijlage." + kolom, strconv.Itoa(gemeenteID), id.String()}
}
