package behandelen

import (
	"context"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Store is what consulenten read and do.
type Store struct{ verklaring.Store }

// Lijst is which part of the worklist is asked for.
type Lijst string

// The parts of the worklist.
const (
	Openstaand  Lijst = "openstaand"
	Afgehandeld Lijst = "afgehandeld"
)

// Werklijst gives the aanvragen of a gemeente: the open ones with the nearest term
// first, or the decided ones, newest first. At most PerPagina after the given one.
func (s Store) Werklijst(ctx context.Context, gemeenteID int, lijst Lijst, na uuid.UUID) ([]verklaring.Aanvraag, error) {
	waar := ` WHERE a.gemeente_id = $1 AND a.status IN ('ingediend', 'in_behandeling', 'wacht_op_aanvrager', 'voorgesteld')
		AND ($2 = '00000000-0000-0000-0000-000000000000'::uuid OR (a.beslis_voor, a.id) > (SELECT beslis_voor, id FROM aanvraag WHERE gemeente_id = $1 AND id = $2))
		ORDER BY a.beslis_voor, a.id LIMIT $3`
	if lijst == Afgehandeld {
		waar = ` WHERE a.gemeente_id = $1 AND a.status IN ('verleend', 'afgewezen', 'buiten_behandeling', 'ingetrokken')
		AND ($2 = '00000000-0000-0000-0000-000000000000'::uuid OR (a.besloten_op, a.id) < (SELECT besloten_op, id FROM aanvraag WHERE gemeente_id = $1 AND id = $2))
		ORDER BY a.besloten_op DESC, a.id DESC LIMIT $3`
	}
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT `+verklaring.Kolommen+verklaring.VanTabellen+waar, gemeenteID, na, verklaring.PerPagina)
	if err != nil {
		return nil, postgres.Fout(err, "werklijst lezen")
	}
	as, err := pgx.CollectRows(rows, s.CollectAanvraag(gemeenteID))
	return as, postgres.Fout(err, "werklijst lezen")
}

// Dossier is everything a consulent sees of one aanvraag.
type Dossier struct {
	verklaring.Aanvraag
	Geschiedenis []verklaring.Gebeurtenis
	Verklaringen []verklaring.Verklaring // newest first
	Voorstellen  []Voorstel              // newest first
}

// Dossier opens a dossier for a medewerker and writes that in the audit log. A
// concept is nobody's business but the burger's: NotFound.
func (s Store) Dossier(ctx context.Context, gemeenteID int, id uuid.UUID) (Dossier, error) {
	var d Dossier
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		var err error
		d.Aanvraag, err = s.ScanAanvraag(gemeenteID, tx.QueryRow(ctx, `SELECT `+verklaring.Kolommen+verklaring.VanTabellen+` WHERE a.gemeente_id = $1 AND a.id = $2 AND a.status <> 'concept'`, gemeenteID, id))
		if err != nil {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "dossier gelezen", Tabel: "aanvraag", Rij: id.String()})
	})
	if err != nil {
		return d, postgres.Fout(err, "dossier lezen")
	}
	if d.Geschiedenis, err = s.Geschiedenis(ctx, gemeenteID, id); err != nil {
		return d, err
	}
	if d.Verklaringen, err = s.VanAanvraag(ctx, gemeenteID, id); err != nil {
		return d, err
	}
	d.Voorstellen, err = s.Voorstellen(ctx, gemeenteID, id)
	return d, err
}

// InBehandeling takes an aanvraag: the medewerker becomes its behandelaar. When a
// colleague was first, that is a Conflict that names the colleague.
func (s Store) InBehandeling(ctx context.Context, gemeenteID int, door toegang.Persoon, id uuid.UUID, nu time.Time) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.Vergrendel(ctx, tx, gemeenteID, id)
		if err != nil {
			return err
		}
		if a.Status == verklaring.InBehandeling && a.BehandelaarID == door.ID { // a second click of the same person
			return nil
		}
		if a.Status != verklaring.Ingediend {
			return s.WasEerder(ctx, tx, gemeenteID, a)
		}
		if _, err := tx.Exec(ctx, `UPDATE aanvraag SET behandelaar_id = $3 WHERE gemeente_id = $1 AND id = $2`, gemeenteID, id, door.ID); err != nil {
			return err
		}
		return s.Verander(ctx, tx, gemeenteID, &a, verklaring.InBehandeling, door, nu)
	})
	return postgres.Fout(err, "in behandeling nemen")
}
