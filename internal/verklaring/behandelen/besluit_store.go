package behandelen

import (
	"context"
	"slices"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Doe carries out a handeling, or proposes it to a colleague where the regeling asks for
// four eyes. When a colleague was first that is a Conflict that says who; a second click
// of the same person changes nothing and is no error.
func (s Store) Doe(ctx context.Context, gemeenteID int, door toegang.Persoon, id uuid.UUID, h Handeling, nu time.Time) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.Vergrendel(ctx, tx, gemeenteID, id)
		if err != nil {
			return err
		}
		if al, err := s.alGedaan(ctx, tx, gemeenteID, a, h, door); al || err != nil {
			return err
		}
		if err := s.mag(ctx, tx, gemeenteID, a, &h, nu); err != nil {
			return err
		}
		if err := zelfdeVersie(a, h.Versie); err != nil {
			return err
		}
		if a.Regels.VierOgen {
			return s.stelVoor(ctx, tx, gemeenteID, &a, h, door, nu)
		}
		return s.voerUit(ctx, tx, gemeenteID, &a, h, door, nu)
	})
	return postgres.Fout(err, "besluiten")
}

// Besluit decides on an aanvraag, and gives the verklaring that it issued. A regeling that
// asks for four eyes forbids it.
func (s Store) Besluit(ctx context.Context, gemeenteID int, door toegang.Persoon, id uuid.UUID, b verklaring.Besluit, nu time.Time) (v *verklaring.Verklaring, err error) {
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.Vergrendel(ctx, tx, gemeenteID, id)
		if err != nil {
			return err
		}
		if a.Regels.VierOgen {
			return fault.New(fault.Forbidden, "deze regeling vraagt vier ogen")
		}
		if a.Status != verklaring.InBehandeling {
			return s.WasEerder(ctx, tx, gemeenteID, a)
		}
		v, err = s.Beslis(ctx, tx, &a, b, door, nu)
		return err
	})
	return v, postgres.Fout(err, "besluiten")
}

// alGedaan reports that the same person did the same before: a double click.
func (s Store) alGedaan(ctx context.Context, tx pgx.Tx, gemeenteID int, a verklaring.Aanvraag, h Handeling, door toegang.Persoon) (al bool, err error) {
	switch {
	case a.Regels.VierOgen:
		v, err := s.openVoorstel(ctx, tx, gemeenteID, a.ID)
		return v.DoorID == door.ID && v.Handeling.Soort == h.Soort, err
	case h.Soort == verklaring.BriefVervangen:
		err = tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM verklaring WHERE gemeente_id = $1 AND aanvraag_id = $2 AND vervangt_id = $3 AND afgegeven_door = $4)`, gemeenteID, a.ID, h.Verklaring, door.ID).Scan(&al)
	case h.Soort == verklaring.BriefVerklaringIngetrokken:
		err = tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM verklaring WHERE gemeente_id = $1 AND aanvraag_id = $2 AND id = $3 AND reden = $4)`, gemeenteID, a.ID, h.Verklaring, h.Reden).Scan(&al)
	case a.Status == verklaring.Status(h.Soort):
		err = tx.QueryRow(ctx, `SELECT door_id = $3 FROM aanvraag_gebeurtenis WHERE gemeente_id = $1 AND aanvraag_id = $2 ORDER BY id DESC LIMIT 1`, gemeenteID, a.ID, door.ID).Scan(&al)
	}
	return al, err
}

// mag says in a sentence why a handeling cannot be done; nil when it can.
func (s Store) mag(ctx context.Context, tx pgx.Tx, gemeenteID int, a verklaring.Aanvraag, h *Handeling, nu time.Time) (err error) {
	if h.OpVerklaring() {
		v, err := s.verklaringVan(ctx, tx, gemeenteID, a, h.Verklaring)
		if err != nil {
			return err
		}
		if v.IngetrokkenOp != nil {
			return fault.Met(fault.Conflict, "Er is niets veranderd: deze verklaring is op "+i18n.DatumTijd(ctx, *v.IngetrokkenOp)+" al ingetrokken of vervangen.")
		}
		return nil
	}
	switch {
	case a.Status == verklaring.InBehandeling:
	case a.Status == verklaring.WachtOpAanvrager && h.Soort == verklaring.BriefBuitenBehandeling:
	default:
		return s.WasEerder(ctx, tx, gemeenteID, a)
	}
	if h.Soort == verklaring.BriefBuitenBehandeling {
		h.Onbeantwoord, err = s.magBuiten(ctx, tx, gemeenteID, a, verklaring.Dag(nu))
	}
	return err
}

// magBuiten says when an aanvraag may be left untreated: after a question whose term is
// over, or whose answer was not enough, and no later than four weeks from then (Awb 4:5,
// first and fourth paragraph). A question that was taken back in time asks nothing. It
// gives the last day of an answer that did not come.
func (s Store) magBuiten(ctx context.Context, tx pgx.Tx, gemeenteID int, a verklaring.Aanvraag, vandaag time.Time) (onbeantwoord time.Time, err error) {
	var uiterlijk time.Time
	var antwoord, gesloten *time.Time
	err = tx.QueryRow(ctx, `SELECT v.uiterlijk, v.beantwoord_op, (SELECT min(x.op) FROM bericht x WHERE x.gemeente_id = v.gemeente_id AND x.aanvraag_id = v.aanvraag_id AND x.soort = 'antwoord' AND x.op >= v.op)
		FROM bericht v WHERE v.gemeente_id = $1 AND v.aanvraag_id = $2 AND v.soort = 'vraag' ORDER BY v.op DESC, v.id DESC LIMIT 1`, gemeenteID, a.ID).Scan(&uiterlijk, &gesloten, &antwoord)
	switch fout := postgres.Fout(err, "vraag lezen"); {
	case fault.Is(fout, fault.NotFound):
		return onbeantwoord, fault.Met(fault.Invalid, "Vraag de aanvrager eerst om wat er ontbreekt. Pas als het antwoord uitblijft of niet genoeg is, kunt u de aanvraag buiten behandeling laten (artikel 4:5 Awb).")
	case fout != nil:
		return onbeantwoord, fout
	}
	sinds := uiterlijk
	switch {
	case antwoord != nil:
		sinds = verklaring.Dag(*antwoord)
	case gesloten != nil && !verklaring.Dag(*gesloten).After(uiterlijk): // the aanvrager was told that no answer is needed
		return onbeantwoord, fault.Met(fault.Invalid, "Uw vraag is vervallen voordat de tijd om te antwoorden om was. Stel de vraag opnieuw als er nog iets ontbreekt (artikel 4:5 Awb).")
	case !vandaag.After(uiterlijk):
		return onbeantwoord, fault.Met(fault.Invalid, "De aanvrager kan uw vraag nog tot en met "+i18n.Datum(ctx, uiterlijk)+" beantwoorden. Daarna kunt u de aanvraag buiten behandeling laten (artikel 4:5 Awb).")
	default:
		onbeantwoord = uiterlijk
	}
	if laatste := sinds.AddDate(0, 0, 28); a.Regels.Besluit && vandaag.After(laatste) {
		return onbeantwoord, fault.Met(fault.Invalid, "De aanvraag buiten behandeling laten kon tot en met "+i18n.Datum(ctx, laatste)+" (artikel 4:5, vierde lid, Awb). Beslis nu op de aanvraag zelf, met wat u hebt.")
	}
	return onbeantwoord, nil
}

// voerUit does it.
func (s Store) voerUit(ctx context.Context, tx pgx.Tx, gemeenteID int, a *verklaring.Aanvraag, h Handeling, door toegang.Persoon, nu time.Time) error {
	if !h.OpVerklaring() {
		_, err := s.Beslis(ctx, tx, a, h.besluit(), door, nu)
		return err
	}
	oud, err := s.verklaringVan(ctx, tx, gemeenteID, *a, h.Verklaring)
	if err != nil {
		return err
	}
	if h.Soort == verklaring.BriefVervangen {
		v, err := h.verbeterd(*a, oud, nu)
		if err != nil {
			return err
		}
		return s.Vervang(ctx, tx, *a, v, h.Woorden, door, nu)
	}
	if err := s.Schrijf(ctx, tx, *a, h.brief(*a, &oud), nu); err != nil {
		return err
	}
	_, err = s.TrekIn(ctx, tx, gemeenteID, oud.ID, h.Reden, nu)
	return err
}

// verklaringVan reads and locks a verklaring of an aanvraag.
func (s Store) verklaringVan(ctx context.Context, tx pgx.Tx, gemeenteID int, a verklaring.Aanvraag, id uuid.UUID) (verklaring.Verklaring, error) {
	return s.ScanVerklaring(gemeenteID, tx.QueryRow(ctx, `SELECT `+verklaring.VerklaringKolommen+` FROM verklaring v WHERE v.gemeente_id = $1 AND v.aanvraag_id = $2 AND v.id = $3 FOR UPDATE`, gemeenteID, a.ID, id))
}

// verbeterd is the next version of a verklaring. Purposes whose beginning stays the same
// keep their last day, also where the regeling has changed since.
func (h Handeling) verbeterd(a verklaring.Aanvraag, oud verklaring.Verklaring, nu time.Time) (verklaring.Verklaring, error) {
	v := oud.Volgende(a, nu)
	doelen := a.Regels.Toekennen(h.Doelen, h.GeldigVan)
	if h.GeldigVan.Equal(oud.GeldigVan) {
		for i, d := range doelen {
			if k := slices.IndexFunc(oud.Doelen, func(o verklaring.Toegekend) bool { return o.Code == d.Code }); k >= 0 {
				doelen[i].Tot = oud.Doelen[k].Tot
			}
		}
	}
	v.Naam, v.Geboortedatum, v.GeldigVan, v.Taal = h.Naam, h.Geboortedatum, h.GeldigVan, h.Taal
	return v, v.Geldt(doelen)
}

// brief is the letter that goes out with it; v is the verklaring that it is about.
func (h Handeling) brief(a verklaring.Aanvraag, v *verklaring.Verklaring) verklaring.Brief {
	b := verklaring.Brief{Soort: h.Soort, Redenen: h.Redenen, Woorden: h.Woorden, Verklaring: v, Uiterlijk: h.Onbeantwoord}
	if h.Soort == verklaring.BriefVerklaringIngetrokken {
		ingetrokken := *v
		ingetrokken.Reden = h.Reden
		b.Verklaring = &ingetrokken
		if h.Reden == verklaring.RedenOverleden {
			b.Aan = verklaring.Nabestaanden(a)
		}
	}
	return b
}
