package verklaring

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/pdf"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring/controlecode"
	"mantelpunt/internal/verklaring/opmaak"
	"mantelpunt/web"

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
	brief := Brief{Soort: Briefsoort(b.Soort), Redenen: b.Redenen, Woorden: b.Woorden}
	if b.Soort == Verleend {
		v, document, err := s.Maak(ctx, *a, b, nu)
		if err != nil {
			return nil, err
		}
		if err := s.leg(ctx, tx, g.ID, a.BurgerID, v, document, door); err != nil {
			return nil, err
		}
		if a.Soort == Uitbreiding {
			if _, err := s.TrekIn(ctx, tx, g.ID, a.EerderID, RedenVervangen, nu); err != nil {
				return nil, err
			}
		}
		brief.Verklaring = &v
	}
	if err := s.Schrijf(ctx, tx, *a, brief, nu); err != nil {
		return nil, err
	}
	return brief.Verklaring, s.Verander(ctx, tx, g.ID, a, b.Soort, door, nu)
}

// Maak makes the verklaring that a decision would issue, and its document. It stores
// nothing, so it serves to preview as well.
func (s Store) Maak(ctx context.Context, a Aanvraag, b Besluit, nu time.Time) (v Verklaring, document []byte, err error) {
	doelen := a.Regels.Toekennen(b.Doelen, b.GeldigVan)
	if len(doelen) == 0 {
		return v, nil, fault.Met(fault.Invalid, "Kies waarvoor de verklaring geldt.")
	}
	laatste := slices.MaxFunc(doelen, func(x, y Toegekend) int { return x.Tot.Compare(y.Tot) })
	v = Verklaring{ID: uuid.Must(uuid.NewV7()), AanvraagID: a.ID, Kenmerk: a.Kenmerk, Versie: 1, Code: controlecode.Nieuw(), Naam: a.Antwoorden.Naam, Geboortedatum: a.Antwoorden.Geboortedatum,
		Doelen: doelen, Taal: b.Taal, GeldigVan: b.GeldigVan, GeldigTot: laatste.Tot, AfgegevenOp: nu}
	if a.Soort == Uitbreiding {
		v.VervangtID = a.EerderID
	}
	document, err = s.document(ctx, v)
	return v, document, err
}

// Vervang corrects a mistake: a new version of a verklaring replaces it. wijzig changes
// what must be different. The caller has locked the aanvraag.
func (s Store) Vervang(ctx context.Context, tx pgx.Tx, a Aanvraag, oud Verklaring, wijzig func(*Verklaring), door Handelende, nu time.Time) (Verklaring, error) {
	g := toegang.GemeenteUit(ctx)
	v := oud
	v.ID, v.Versie, v.Code, v.AfgegevenOp, v.VervangtID = uuid.Must(uuid.NewV7()), oud.Versie+1, controlecode.Nieuw(), nu, oud.ID
	v.Kenmerk = a.Kenmerk + "-" + strconv.Itoa(v.Versie)
	wijzig(&v)
	document, err := s.document(ctx, v)
	if err != nil {
		return v, err
	}
	gedaan, err := s.TrekIn(ctx, tx, g.ID, oud.ID, RedenVervangen, nu)
	if err != nil {
		return v, err
	}
	if !gedaan {
		return v, fault.Met(fault.Conflict, "Deze verklaring is al ingetrokken of vervangen.")
	}
	if err := s.leg(ctx, tx, g.ID, a.BurgerID, v, document, door); err != nil {
		return v, err
	}
	return v, s.Schrijf(ctx, tx, a, Brief{Soort: BriefVervangen, Verklaring: &v}, nu)
}

// document makes the PDF. What cannot be printed is told in a sentence.
func (s Store) document(ctx context.Context, v Verklaring) ([]byte, error) {
	g, k := toegang.GemeenteUit(ctx), web.KaderUit(ctx)
	nl := i18n.MetTaal(ctx, i18n.Talen[0].Code) // the document is Dutch
	var doelen []opmaak.Doel
	for _, d := range v.Doelen {
		doel := opmaak.Doel{Naam: DoelNaam(nl, d.Code), Tot: d.Tot}
		if v.Taal != "" {
			doel.Vertaling = DoelNaam(i18n.MetTaal(ctx, v.Taal), d.Code)
		}
		doelen = append(doelen, doel)
	}
	adres := strings.TrimPrefix(strings.TrimPrefix(g.URL, "https://"), "http://")
	b, err := s.Opmaker.Verklaring(opmaak.Documentgegevens{
		Gemeente: g.Naam, Kleur: g.Kleur, Taal: v.Taal, Naam: v.Naam, Geboortedatum: v.Geboortedatum, Doelen: doelen,
		GeldigVan: v.GeldigVan, GeldigTot: v.GeldigTot, AfgegevenOp: v.AfgegevenOp, Kenmerk: v.Kenmerk, Code: v.Code,
		ControleAdres: adres + "/controleren", ControleURL: g.URL + "/controleren", QR: g.URL + "/v/" + string(v.Code), Contact: strings.Join([]string{k.Steunpunt, k.Telefoon, k.Email}, "\n"),
	})
	return b, drukfout(err)
}

// drukfout tells in a sentence what cannot be printed.
func drukfout(err error) error {
	var mist *pdf.MissingGlyphsError
	switch {
	case errors.As(err, &mist):
		return fault.Met(fault.Invalid, "De naam van de aanvrager heeft een teken dat wij niet kunnen afdrukken. Vraag de aanvrager om de naam in Latijns, Cyrillisch of Arabisch schrift.")
	case errors.Is(err, opmaak.ErrPastNiet):
		return fault.Met(fault.Invalid, "De tekst past niet op één bladzijde. Kies minder doelen.")
	}
	return fault.Wrap(err, "document maken")
}
