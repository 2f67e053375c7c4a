package behandelen

import (
	"context"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// VerlengTermijn moves the term to decide on, once, with a letter (Awb 4:14). A second click of
// the same kind changes nothing: the term was moved already, and that is told.
func (s Store) VerlengTermijn(ctx context.Context, gemeenteID int, id uuid.UUID, weken int, reden string, versie, nu time.Time) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.Vergrendel(ctx, tx, gemeenteID, id)
		if err != nil {
			return err
		}
		if err := zelfdeVersie(a, versie); a.VerlengdOp == nil && err != nil {
			return err
		}
		return s.Verleng(ctx, tx, gemeenteID, &a, weken, reden, nu)
	})
	return postgres.Fout(err, "termijn verlengen")
}

// Intrekken withdraws an aanvraag because its aanvrager asked so by phone or at the desk,
// who gets a letter as proof. Asked twice it stays withdrawn.
func (s Store) Intrekken(ctx context.Context, gemeenteID int, door toegang.Persoon, id uuid.UUID, woorden string, versie, nu time.Time) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.Vergrendel(ctx, tx, gemeenteID, id)
		if err != nil || a.Status == verklaring.Ingetrokken {
			return err
		}
		if !a.Status.Mag(verklaring.Ingetrokken, door.Soort) {
			return s.WasEerder(ctx, tx, gemeenteID, a)
		}
		if err := zelfdeVersie(a, versie); err != nil {
			return err
		}
		if err := s.SluitVraag(ctx, tx, gemeenteID, id, nu); err != nil {
			return err
		}
		if err := s.sluitVoorstel(ctx, tx, gemeenteID, id, door, nu); err != nil {
			return err
		}
		if err := s.Schrijf(ctx, tx, a, verklaring.Brief{Soort: verklaring.BriefIngetrokken, Woorden: woorden}, nu); err != nil {
			return err
		}
		return s.Verander(ctx, tx, gemeenteID, &a, verklaring.Ingetrokken, door, nu)
	})
	return postgres.Fout(err, "aanvraag intrekken")
}

// sluitVoorstel gives back a proposal of which the aanvraag is gone, so that nobody is
// asked to look at it any more.
func (s Store) sluitVoorstel(ctx context.Context, tx pgx.Tx, gemeenteID int, aanvraag uuid.UUID, door toegang.Persoon, nu time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE voorstel SET oordeel = 'terug', oordeel_id = $3, oordeel_naam = $4, oordeel_op = $5 WHERE gemeente_id = $1 AND aanvraag_id = $2 AND oordeel = ''`, gemeenteID, aanvraag, door.ID, door.Naam, nu)
	return err
}

// vasthoudredenen are why nothing of an aanvraag is deleted for now; "" lets it go.
var vasthoudredenen = map[string]string{"": "Niet vasthouden", "bezwaar": "Er loopt een bezwaar", "inzage": "Er loopt een verzoek om inzage"}

// Houd keeps everything of an aanvraag while an objection or a request for inspection
// runs, or lets it go again.
func (s Store) Houd(ctx context.Context, gemeenteID int, id uuid.UUID, reden string, versie time.Time) error {
	if _, ok := vasthoudredenen[reden]; !ok {
		return fault.New(fault.Invalid, "onbekende reden om vast te houden")
	}
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.Vergrendel(ctx, tx, gemeenteID, id)
		if err != nil || a.Vasthouden == reden {
			return err
		}
		if err := zelfdeVersie(a, versie); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE aanvraag SET vasthouden = $3, gewijzigd_op = now() WHERE gemeente_id = $1 AND id = $2`, gemeenteID, id, reden); err != nil {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "dossier vasthouden", Tabel: "aanvraag", Rij: id.String(), Gegevens: map[string]string{"van": a.Vasthouden, "naar": reden}})
	})
	return postgres.Fout(err, "dossier vasthouden")
}

// Noteer keeps a note for colleagues. The aanvrager does not see it here, and does when
// asking to see the dossier.
func (s Store) Noteer(ctx context.Context, gemeenteID int, door toegang.Persoon, id uuid.UUID, tekst string, nu time.Time) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.Vergrendel(ctx, tx, gemeenteID, id)
		if err != nil {
			return err
		}
		if err := s.LegBericht(ctx, tx, gemeenteID, verklaring.BerichtVan(door, a, verklaring.SoortNotitie, tekst, nu), ""); err != nil {
			return err
		}
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "notitie gemaakt", Tabel: "aanvraag", Rij: id.String()})
	})
	return postgres.Fout(err, "notitie bewaren")
}
