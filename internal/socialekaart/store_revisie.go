package socialekaart

import (
	"context"
	"fmt"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// stand is where an aanbod stands, read with its row locked.
type stand struct {
	Status         Status
	GepubliceerdNr *int
	ConceptNr      *int
	BeoordelingNr  *int
	Hoogste        int // number of the last revisie that was made
}

// nieuwste is the revisie that a redacteur works on.
func (s stand) nieuwste() int {
	switch {
	case s.ConceptNr != nil:
		return *s.ConceptNr
	case s.GepubliceerdNr != nil:
		return *s.GepubliceerdNr
	}
	return 0
}

// vergrendel locks an aanbod, so that one change follows the other. The highest
// number is read afterwards: the lock may have been waited for.
func vergrendel(ctx context.Context, tx pgx.Tx, gemeenteID int, id uuid.UUID) (stand, error) {
	var s stand
	err := tx.QueryRow(ctx, `SELECT status, gepubliceerd_nr, concept_nr, beoordeling_nr FROM aanbod WHERE gemeente_id = $1 AND id = $2 FOR UPDATE`,
		gemeenteID, id).Scan(&s.Status, &s.GepubliceerdNr, &s.ConceptNr, &s.BeoordelingNr)
	if err != nil {
		return s, err
	}
	err = tx.QueryRow(ctx, `SELECT coalesce(max(nr), 0) FROM revisie WHERE gemeente_id = $1 AND aanbod_id = $2`, gemeenteID, id).Scan(&s.Hoogste)
	return s, err
}

// eerder is the conflict of two people: it names who was first.
func eerder(ctx context.Context, tx pgx.Tx, gemeenteID int, id uuid.UUID, nr int) error {
	var naam string
	var op time.Time
	err := tx.QueryRow(ctx, `SELECT door_naam, op FROM revisie WHERE gemeente_id = $1 AND aanbod_id = $2 AND nr = $3`, gemeenteID, id, nr).Scan(&naam, &op)
	if err != nil {
		return err
	}
	return fault.Met(fault.Conflict, fmt.Sprintf("%s heeft dit aanbod ook gewijzigd, op %s. Open het aanbod opnieuw, bekijk die wijziging en doe de uwe daarna.",
		naam, i18n.DatumTijd(ctx, op)))
}

func nieuweRevisie(ctx context.Context, tx pgx.Tx, gemeenteID int, id uuid.UUID, nr int, inhoud Inhoud, bron Bron, door toegang.Persoon) error {
	var doorID *uuid.UUID
	if door.ID != uuid.Nil {
		doorID = &door.ID
	}
	_, err := tx.Exec(ctx, `INSERT INTO revisie (gemeente_id, aanbod_id, nr, inhoud, bron, door_id, door_naam) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		gemeenteID, id, nr, inhoud, bron, doorID, door.Naam)
	return err
}

// Bewaar keeps inhoud as a new concept, made from revisie basisRevisie. When that
// is no longer the newest it is a Conflict with a sentence that names who was first.
func (s Store) Bewaar(ctx context.Context, gemeenteID int, id uuid.UUID, basisRevisie int, inhoud Inhoud, door toegang.Persoon) (revisie int, err error) {
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		st, err := vergrendel(ctx, tx, gemeenteID, id)
		if err != nil {
			return err
		}
		if st.nieuwste() != basisRevisie {
			return eerder(ctx, tx, gemeenteID, id, st.nieuwste())
		}
		revisie = st.Hoogste + 1
		if err := nieuweRevisie(ctx, tx, gemeenteID, id, revisie, inhoud, BronBeheer, door); err != nil {
			return err
		}
		// what a redacteur changes in it still waits to be judged; an aanbieder who
		// writes on has not sent it in yet
		blijft := st.BeoordelingNr != nil && door.Mag(toegang.AanbodBewerken)
		// what visitors see stays up; anything else goes back to concept
		status := st.Status
		switch {
		case status == Gepubliceerd:
		case blijft:
			status = TerBeoordeling
		default:
			status = Concept
		}
		_, err = tx.Exec(ctx, `UPDATE aanbod SET concept_nr = $3, status = $4, gewijzigd_op = now(),
				beoordeling_nr = CASE WHEN $5 THEN $3::int END, ingestuurd_op = CASE WHEN $5 THEN ingestuurd_op END, ingestuurd_door = CASE WHEN $5 THEN ingestuurd_door END
			WHERE gemeente_id = $1 AND id = $2`, gemeenteID, id, revisie, status, blijft)
		return err
	})
	return revisie, postgres.Fout(err, "aanbod bewaren")
}

// Publiceer makes a revisie the one that visitors see. It is a Conflict when a
// newer one exists, also when that came from an import.
func (s Store) Publiceer(ctx context.Context, gemeenteID int, id uuid.UUID, revisie int, door toegang.Persoon) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		st, err := vergrendel(ctx, tx, gemeenteID, id)
		switch {
		case err != nil:
			return err
		case revisie < 1 || revisie > st.Hoogste:
			return fault.New(fault.NotFound, "aanbod %s heeft geen revisie %d", id, revisie)
		case revisie < st.Hoogste:
			return eerder(ctx, tx, gemeenteID, id, st.Hoogste)
		case !st.Status.Mag(Gepubliceerd):
			return fault.New(fault.Conflict, "aanbod %s met status %s kan niet worden gepubliceerd", id, st.Status)
		}
		_, err = tx.Exec(ctx, `UPDATE aanbod SET gepubliceerd_nr = $3, concept_nr = NULL, status = 'gepubliceerd', opvolger_id = NULL, gewijzigd_op = now(), `+beoordeeld+`
			WHERE gemeente_id = $1 AND id = $2`, gemeenteID, id, revisie)
		if err != nil {
			return err
		}
		geraakt, err := bedien(ctx, tx, gemeenteID, id)
		if err != nil {
			return err
		}
		return s.bekend(ctx, tx, gemeenteID, geraakt, door, audit.Regel{Wat: "aanbod gepubliceerd", Tabel: "aanbod", Rij: id.String(),
			Gegevens: map[string]any{"revisie": revisie, "was": st.GepubliceerdNr, "status": st.Status}})
	})
	if err != nil {
		return postgres.Fout(err, "aanbod publiceren")
	}
	s.naPublicatie(ctx)
	return nil
}

// Archiveer takes an aanbod away from visitors. Its revisies stay. opvolger is what took
// its place and where its address leads, uuid.Nil when nothing did.
func (s Store) Archiveer(ctx context.Context, gemeenteID int, id, opvolger uuid.UUID, door toegang.Persoon) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		st, err := vergrendel(ctx, tx, gemeenteID, id)
		switch {
		case err != nil:
			return err
		case !st.Status.Mag(Gearchiveerd):
			return fault.Met(fault.Conflict, "Dit aanbod is al gearchiveerd.")
		}
		if err := magOpvolgen(ctx, tx, gemeenteID, id, opvolger); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `UPDATE aanbod SET status = 'gearchiveerd', opvolger_id = $3, gewijzigd_op = now(), `+beoordeeld+` WHERE gemeente_id = $1 AND id = $2`,
			gemeenteID, id, uuid.NullUUID{UUID: opvolger, Valid: opvolger != uuid.Nil})
		if err != nil {
			return err
		}
		geraakt, err := bedien(ctx, tx, gemeenteID, id)
		if err != nil {
			return err
		}
		return s.bekend(ctx, tx, gemeenteID, geraakt, door, audit.Regel{Wat: "aanbod gearchiveerd", Tabel: "aanbod", Rij: id.String(),
			Gegevens: map[string]any{"status": st.Status, "opvolger": opvolger}})
	})
	if err != nil {
		return postgres.Fout(err, "aanbod archiveren")
	}
	s.naPublicatie(ctx)
	return nil
}

// magOpvolgen checks that visitors can be sent on to what takes the place of id.
func magOpvolgen(ctx context.Context, tx pgx.Tx, gemeenteID int, id, opvolger uuid.UUID) error {
	if opvolger == uuid.Nil {
		return nil
	}
	var kan bool
	err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM aanbod WHERE gemeente_id = $1 AND id = $2 AND id <> $3 AND status = 'gepubliceerd')`, gemeenteID, opvolger, id).Scan(&kan)
	if err == nil && !kan {
		return fault.Met(fault.Conflict, "Bezoekers kunnen dat andere aanbod nu niet zien. Kies een aanbod dat is gepubliceerd.")
	}
	return err
}

// bekend moves the generation on, here and where its aanbod is shown too, and writes
// who did it.
func (s Store) bekend(ctx context.Context, tx pgx.Tx, gemeenteID int, geraakt []string, door toegang.Persoon, r audit.Regel) error {
	if err := verhoogAlle(ctx, tx, gemeenteID, geraakt); err != nil {
		return err
	}
	return schrijfAudit(ctx, tx, gemeenteID, door, r)
}
