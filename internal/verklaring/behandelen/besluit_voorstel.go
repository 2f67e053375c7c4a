package behandelen

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

const voorstelKolommen = `SELECT id, besluit, door_id, door_naam, op, oordeel, oordeel_naam, oordeel_op, coalesce(toelichting, '') FROM voorstel`

// Voorstellen gives what was proposed on an aanvraag, newest first.
func (s Store) Voorstellen(ctx context.Context, gemeenteID int, aanvraag uuid.UUID) ([]Voorstel, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, voorstelKolommen+` WHERE gemeente_id = $1 AND aanvraag_id = $2 ORDER BY op DESC, id DESC`, gemeenteID, aanvraag)
	if err != nil {
		return nil, postgres.Fout(err, "voorstellen lezen")
	}
	vs, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Voorstel, error) { return s.scanVoorstel(gemeenteID, row) })
	return vs, postgres.Fout(err, "voorstellen lezen")
}

// openVoorstel locks what is proposed and was not seen yet; the zero Voorstel when there
// is none.
func (s Store) openVoorstel(ctx context.Context, tx pgx.Tx, gemeenteID int, aanvraag uuid.UUID) (Voorstel, error) {
	v, err := s.scanVoorstel(gemeenteID, tx.QueryRow(ctx, voorstelKolommen+` WHERE gemeente_id = $1 AND aanvraag_id = $2 AND oordeel = '' FOR UPDATE`, gemeenteID, aanvraag))
	if fault.Is(postgres.Fout(err, ""), fault.NotFound) {
		return Voorstel{}, nil
	}
	return v, err
}

func (s Store) scanVoorstel(gemeenteID int, row pgx.Row) (v Voorstel, err error) {
	var handeling, toelichting []byte
	if err = row.Scan(&v.ID, &handeling, &v.DoorID, &v.DoorNaam, &v.Op, &v.Oordeel, &v.OordeelNaam, &v.OordeelOp, &toelichting); err != nil {
		return v, err
	}
	g := strconv.Itoa(gemeenteID)
	if handeling, err = s.Kluis.Open(handeling, "voorstel.besluit", g, v.ID.String()); err != nil {
		return v, err
	}
	if len(toelichting) > 0 {
		if toelichting, err = s.Kluis.Open(toelichting, "voorstel.toelichting", g, v.ID.String()); err != nil {
			return v, err
		}
		v.Toelichting = string(toelichting)
	}
	return v, json.Unmarshal(handeling, &v.Handeling)
}

// stelVoor keeps a handeling for a colleague. What could not be printed is refused now,
// not when the colleague agrees.
func (s Store) stelVoor(ctx context.Context, tx pgx.Tx, gemeenteID int, a *verklaring.Aanvraag, h Handeling, door toegang.Persoon, nu time.Time) error {
	open, err := s.openVoorstel(ctx, tx, gemeenteID, a.ID)
	if err != nil {
		return err
	}
	if open.ID != uuid.Nil {
		return verklaring.Eerder("Er is niets veranderd: " + open.DoorNaam + " heeft al een voorstel gedaan.")
	}
	if _, err := s.voorproef(ctx, tx, *a, h, nu); err != nil {
		return err
	}
	b, err := json.Marshal(h)
	if err != nil {
		return fault.Wrap(err, "voorstel bewaren")
	}
	id := uuid.Must(uuid.NewV7())
	_, err = tx.Exec(ctx, `INSERT INTO voorstel (gemeente_id, id, aanvraag_id, besluit, door_id, door_naam, op) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		gemeenteID, id, a.ID, s.Kluis.Dicht(b, "voorstel.besluit", strconv.Itoa(gemeenteID), id.String()), door.ID, door.Naam, nu)
	if err != nil {
		return err
	}
	if h.OpVerklaring() { // the aanvraag was decided, and stays so
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: "voorstel gedaan", Tabel: "voorstel", Rij: id.String()})
	}
	if a.Status == verklaring.WachtOpAanvrager {
		if err := s.SluitVraag(ctx, tx, gemeenteID, a.ID, nu); err != nil {
			return err
		}
		if err := s.Verander(ctx, tx, gemeenteID, a, verklaring.InBehandeling, door, nu); err != nil {
			return err
		}
	}
	return s.Verander(ctx, tx, gemeenteID, a, verklaring.Voorgesteld, door, nu)
}

// Akkoord carries out what a colleague proposed. Who proposed cannot agree: that is
// Forbidden, here and in the table.
func (s Store) Akkoord(ctx context.Context, gemeenteID int, door toegang.Persoon, id, voorstel uuid.UUID, nu time.Time) error {
	return s.oordeel(ctx, gemeenteID, door, id, voorstel, "akkoord", "", nu)
}

// Terug gives a proposal back with words, or takes it back when it is one's own. The
// aanvraag can then be decided on anew.
func (s Store) Terug(ctx context.Context, gemeenteID int, door toegang.Persoon, id, voorstel uuid.UUID, woorden string, nu time.Time) error {
	return s.oordeel(ctx, gemeenteID, door, id, voorstel, "terug", woorden, nu)
}

func (s Store) oordeel(ctx context.Context, gemeenteID int, door toegang.Persoon, id, voorstel uuid.UUID, oordeel, woorden string, nu time.Time) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.Vergrendel(ctx, tx, gemeenteID, id)
		if err != nil {
			return err
		}
		v, err := s.scanVoorstel(gemeenteID, tx.QueryRow(ctx, voorstelKolommen+` WHERE gemeente_id = $1 AND aanvraag_id = $2 AND id = $3 FOR UPDATE`, gemeenteID, id, voorstel))
		if err != nil {
			return err
		}
		var eigen bool // a second click
		if err := tx.QueryRow(ctx, `SELECT coalesce(oordeel_id = $3, false) FROM voorstel WHERE gemeente_id = $1 AND id = $2`, gemeenteID, voorstel, door.ID).Scan(&eigen); err != nil {
			return err
		}
		switch {
		case v.Oordeel == oordeel && eigen:
			return nil
		case v.Oordeel != "":
			return verklaring.Eerder("Er is niets veranderd: " + v.OordeelNaam + " was u voor.")
		case !v.Handeling.OpVerklaring() && a.Status != verklaring.Voorgesteld:
			return s.WasEerder(ctx, tx, gemeenteID, a)
		case oordeel == "akkoord" && v.DoorID == door.ID:
			return fault.Met(fault.Forbidden, "U hebt dit zelf voorgesteld. Een collega moet ermee akkoord gaan.")
		}
		var dicht []byte
		if woorden != "" {
			dicht = s.Kluis.Dicht([]byte(woorden), "voorstel.toelichting", strconv.Itoa(gemeenteID), v.ID.String())
		}
		_, err = tx.Exec(ctx, `UPDATE voorstel SET oordeel = $3, oordeel_id = $4, oordeel_naam = $5, oordeel_op = $6, toelichting = $7 WHERE gemeente_id = $1 AND id = $2`,
			gemeenteID, v.ID, oordeel, door.ID, door.Naam, nu, dicht)
		if err != nil {
			return err
		}
		if oordeel == "akkoord" {
			if v.Handeling.OpVerklaring() { // it may have been withdrawn meanwhile
				if err := s.mag(ctx, tx, gemeenteID, a, &v.Handeling, nu); err != nil {
					return err
				}
			}
			if v.Handeling.Soort == verklaring.BriefBuitenBehandeling { // it may be too late for that by now
				if _, err := s.magBuiten(ctx, tx, gemeenteID, a, verklaring.Dag(nu)); err != nil {
					return err
				}
			}
			return s.voerUit(ctx, tx, gemeenteID, &a, v.Handeling, door, nu)
		}
		if v.DoorID != door.ID {
			if err := s.meldTerug(ctx, tx, a, v); err != nil {
				return err
			}
		}
		if v.Handeling.OpVerklaring() {
			return audit.Schrijf(ctx, tx, audit.Regel{Wat: "voorstel teruggegeven", Tabel: "voorstel", Rij: v.ID.String()})
		}
		return s.Verander(ctx, tx, gemeenteID, &a, verklaring.InBehandeling, door, nu)
	})
	return postgres.Fout(err, "voorstel beoordelen")
}

// meldTerug tells who proposed that it came back. The mail names the kenmerk alone.
func (s Store) meldTerug(ctx context.Context, tx pgx.Tx, a verklaring.Aanvraag, v Voorstel) error {
	var email string
	if err := tx.QueryRow(ctx, `SELECT email FROM gebruiker WHERE id = $1`, v.DoorID).Scan(&email); err != nil {
		return err
	}
	g := toegang.GemeenteUit(ctx)
	return s.Post.Verstuur(ctx, tx, mail.Bericht{
		Aan: email, Onderwerp: "Uw voorstel is teruggegeven",
		Alineas:   []string{"Een collega heeft uw voorstel bij " + a.Kenmerk + " bekeken en teruggegeven.", "In het dossier staat waarom."},
		LinkTekst: "Open het dossier", Link: g.URL + verklaring.PadDossier(a.ID), Afzender: "Gemeente " + g.Naam + ", Mantelpunt",
	})
}
