package behandelen

import (
	"context"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/bijlage"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Store is what consulenten read and do.
type Store struct{ verklaring.Store }

// Dossier is everything a consulent sees of one aanvraag.
type Dossier struct {
	verklaring.Aanvraag
	Geschiedenis []verklaring.Gebeurtenis
	Verklaringen []verklaring.Verklaring // newest first
	Voorstellen  []Voorstel              // newest first
	Berichten    []verklaring.Bericht    // oldest first, with notities
	Brieven      []verklaring.Verzonden  // newest first
	Bijlagen     []bijlage.Bijlage
	Eerder       []verklaring.Aanvraag // of the same aanvrager, newest first
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
	return d, s.vul(ctx, gemeenteID, &d)
}

// vul reads what belongs to a dossier besides the aanvraag itself.
func (s Store) vul(ctx context.Context, gemeenteID int, d *Dossier) (err error) {
	if d.Geschiedenis, err = s.Geschiedenis(ctx, gemeenteID, d.ID); err != nil {
		return err
	}
	if d.Verklaringen, err = s.VanAanvraag(ctx, gemeenteID, d.ID); err != nil {
		return err
	}
	if d.Voorstellen, err = s.Voorstellen(ctx, gemeenteID, d.ID); err != nil {
		return err
	}
	if d.Berichten, err = s.Berichten(ctx, gemeenteID, d.ID); err != nil {
		return err
	}
	if d.Brieven, err = s.Verzonden(ctx, gemeenteID, d.ID); err != nil {
		return err
	}
	if d.Bijlagen, err = s.bijlagen().Lijst(ctx, gemeenteID, d.ID); err != nil {
		return err
	}
	alle, err := s.VanBurger(ctx, gemeenteID, d.BurgerID)
	if err != nil {
		return err
	}
	for _, a := range alle {
		if a.ID != d.ID && a.Status != verklaring.Concept {
			d.Eerder = append(d.Eerder, a)
		}
	}
	return nil
}

func (s Store) bijlagen() bijlage.Store { return bijlage.Store{DB: s.DB, Kluis: s.Kluis} }

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
