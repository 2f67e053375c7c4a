package verklaring

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring/controlecode"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Besluit is what is decided on an aanvraag.
type Besluit struct {
	Soort     Status    `json:"soort"` // Verleend, Afgewezen or BuitenBehandeling
	Doelen    []string  `json:"doelen,omitempty"`
	GeldigVan time.Time `json:"geldig_van,omitzero"`
	Taal      string    `json:"taal,omitempty"`    // second language of the document
	Redenen   []string  `json:"redenen,omitempty"` // codes of the criteria that are not met
	Woorden   string    `json:"woorden,omitempty"` // of the consulent, in the letter

	Onbeantwoord time.Time `json:"onbeantwoord,omitzero"` // last day of the answer that did not come; zero when one came
}

// Beslis carries out a decision within a transaction: the verklaring or the letter is
// made and kept as issued, the aanvrager hears of it, and the aanvraag gets its status.
// Whether door may decide alone is for the caller. What is granted replaces the
// verklaring that it extends.
func (s Store) Beslis(ctx context.Context, tx pgx.Tx, a *Aanvraag, b Besluit, door Handelende, nu time.Time) (*Verklaring, error) {
	g := toegang.GemeenteUit(ctx)
	if !a.Status.Mag(b.Soort, door.Soort) {
		return nil, s.WasEerder(ctx, tx, g.ID, *a)
	}
	brief := Brief{Soort: Briefsoort(b.Soort), Redenen: b.Redenen, Woorden: b.Woorden, Uiterlijk: b.Onbeantwoord}
	eerder := a.EerderID
	if b.Soort == Verleend {
		v, err := NieuweVerklaring(*a, b, nu)
		if err != nil {
			return nil, err
		}
		if a.Soort == Uitbreiding {
			if eerder, err = s.huidige(ctx, tx, g.ID, eerder); err != nil {
				return nil, err
			}
			v.VervangtID = eerder
		}
		document, err := s.document(ctx, v)
		if err != nil {
			return nil, err
		}
		if err := s.leg(ctx, tx, g.ID, a.BurgerID, v, document, door); err != nil {
			return nil, err
		}
		brief.Verklaring = &v
	}
	if err := s.SluitVraag(ctx, tx, g.ID, a.ID, nu); err != nil {
		return nil, err
	}
	if err := s.Schrijf(ctx, tx, *a, brief, nu); err != nil {
		return nil, err
	}
	if b.Soort == Verleend && a.Soort == Uitbreiding {
		if _, err := s.TrekIn(ctx, tx, g.ID, eerder, RedenVervangen, nu); err != nil {
			return nil, err
		}
	}
	return brief.Verklaring, s.Verander(ctx, tx, g.ID, a, b.Soort, door, nu)
}

// huidige is the version of a verklaring that counts now: it may have been corrected
// since somebody asked to extend it. When none counts any more it is the one that was
// asked about. Its aanvraag is locked, so that there is no newer version before tx ends.
func (s Store) huidige(ctx context.Context, tx pgx.Tx, gemeenteID int, id uuid.UUID) (uuid.UUID, error) {
	var aanvraag uuid.UUID
	err := tx.QueryRow(ctx, `SELECT a.id FROM aanvraag a WHERE a.gemeente_id = $1 AND a.id = (SELECT v.aanvraag_id FROM verklaring v WHERE v.gemeente_id = $1 AND v.id = $2) FOR UPDATE`, gemeenteID, id).Scan(&aanvraag)
	if err == nil {
		err = tx.QueryRow(ctx, `SELECT coalesce((SELECT id FROM verklaring WHERE gemeente_id = $1 AND aanvraag_id = $2 AND ingetrokken_op IS NULL), $3)`, gemeenteID, aanvraag, id).Scan(&id)
	}
	if errors.Is(err, pgx.ErrNoRows) { // deleted since
		err = nil
	}
	return id, err
}

// SluitVraag closes a question that is still open: its link goes no further.
func (s Store) SluitVraag(ctx context.Context, tx pgx.Tx, gemeenteID int, aanvraag uuid.UUID, nu time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE bericht SET beantwoord_op = $3 WHERE gemeente_id = $1 AND aanvraag_id = $2 AND soort = 'vraag' AND beantwoord_op IS NULL`, gemeenteID, aanvraag, nu)
	return err
}

// NieuweVerklaring is the verklaring that a decision issues. It is stored nowhere, so it
// serves to preview as well.
func NieuweVerklaring(a Aanvraag, b Besluit, nu time.Time) (Verklaring, error) {
	v := Verklaring{ID: uuid.Must(uuid.NewV7()), AanvraagID: a.ID, Kenmerk: a.Kenmerk, Versie: 1, Code: controlecode.Nieuw(), Naam: a.Antwoorden.Naam, Geboortedatum: a.Antwoorden.Geboortedatum,
		Taal: b.Taal, GeldigVan: b.GeldigVan, AfgegevenOp: nu}
	if a.Soort == Uitbreiding {
		v.VervangtID = a.EerderID
	}
	return v, v.Geldt(a.Regels.Toekennen(b.Doelen, b.GeldigVan))
}

// Geldt sets for what a verklaring is; its last day is that of the purpose that lasts
// longest. Invalid when there is none.
func (v *Verklaring) Geldt(doelen []Toegekend) error {
	if len(doelen) == 0 {
		return fault.Met(fault.Invalid, "Kies waarvoor de verklaring geldt.")
	}
	v.Doelen = doelen
	v.GeldigTot = slices.MaxFunc(doelen, func(x, y Toegekend) int { return x.Tot.Compare(y.Tot) }).Tot
	return nil
}

// Volgende is the next version of a verklaring: with a kenmerk and a code of its own.
func (v Verklaring) Volgende(a Aanvraag, nu time.Time) Verklaring {
	v.VervangtID = v.ID
	v.ID, v.Versie, v.Code, v.AfgegevenOp = uuid.Must(uuid.NewV7()), v.Versie+1, controlecode.Nieuw(), nu
	v.Kenmerk = a.Kenmerk + "-" + strconv.Itoa(v.Versie)
	return v
}

// Vervang corrects a mistake: the next version of a verklaring takes its place, and the
// letter says so in the words of the consulent. The caller has locked the aanvraag.
func (s Store) Vervang(ctx context.Context, tx pgx.Tx, a Aanvraag, v Verklaring, woorden string, door Handelende, nu time.Time) error {
	g := toegang.GemeenteUit(ctx)
	document, err := s.document(ctx, v)
	if err != nil {
		return err
	}
	if err := s.Schrijf(ctx, tx, a, Brief{Soort: BriefVervangen, Verklaring: &v, Woorden: woorden}, nu); err != nil {
		return err
	}
	gedaan, err := s.TrekIn(ctx, tx, g.ID, v.VervangtID, RedenVervangen, nu)
	if err == nil && !gedaan {
		err = fault.Met(fault.Conflict, "Er is niets veranderd: deze verklaring is al ingetrokken of vervangen.")
	}
	if err != nil {
		return err
	}
	return s.leg(ctx, tx, g.ID, a.BurgerID, v, document, door)
}
