package verklaring

import (
	"context"
	"crypto/sha256"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/pdf"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

var amsterdam = i18n.Amsterdam

// Handelende is who acts, handed to the store so that a job can act too.
type Handelende = toegang.Persoon

// Lijst is which part of the worklist is asked for.
type Lijst string

// The parts of the worklist.
const (
	Openstaand  Lijst = "openstaand"
	Afgehandeld Lijst = "afgehandeld"
)

// perPagina is the length of a page of the worklist.
const perPagina = 50

// Werklijst gives the aanvragen of a gemeente: the open ones with the nearest term
// first, or the decided ones, newest first. At most perPagina after the given one.
func (s Store) Werklijst(ctx context.Context, gemeenteID int, lijst Lijst, na uuid.UUID) ([]Aanvraag, error) {
	waar := ` WHERE a.gemeente_id = $1 AND a.status IN ('ingediend', 'in_behandeling', 'wacht_op_aanvrager')
		AND ($2 = '00000000-0000-0000-0000-000000000000'::uuid OR (a.beslis_voor, a.id) > (SELECT beslis_voor, id FROM aanvraag WHERE gemeente_id = $1 AND id = $2))
		ORDER BY a.beslis_voor, a.id LIMIT $3`
	if lijst == Afgehandeld {
		waar = ` WHERE a.gemeente_id = $1 AND a.status IN ('verleend', 'afgewezen', 'buiten_behandeling', 'ingetrokken')
		AND ($2 = '00000000-0000-0000-0000-000000000000'::uuid OR (a.besloten_op, a.id) < (SELECT besloten_op, id FROM aanvraag WHERE gemeente_id = $1 AND id = $2))
		ORDER BY a.besloten_op DESC, a.id DESC LIMIT $3`
	}
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT `+kolommen+vanTabellen+waar, gemeenteID, na, perPagina)
	if err != nil {
		return nil, postgres.Fout(err, "werklijst lezen")
	}
	as, err := pgx.CollectRows(rows, s.collectAanvraag(gemeenteID))
	return as, postgres.Fout(err, "werklijst lezen")
}

// Dossier is everything a consulent sees of one aanvraag.
type Dossier struct {
	Aanvraag
	Geschiedenis []Gebeurtenis
	Verklaring   *Verklaring
}

// Dossier opens a dossier for a medewerker and writes that in the audit log. A
// concept is nobody's business but the burger's: NotFound.
func (s Store) Dossier(ctx context.Context, gemeenteID int, id uuid.UUID) (Dossier, error) {
	var d Dossier
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		var err error
		d.Aanvraag, err = s.scanAanvraag(gemeenteID, tx.QueryRow(ctx, `SELECT `+kolommen+vanTabellen+` WHERE a.gemeente_id = $1 AND a.id = $2 AND a.status <> 'concept'`, gemeenteID, id))
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
	v, err := s.scanVerklaring(gemeenteID, s.Van(gemeenteID).QueryRow(ctx, `SELECT `+verklaringKolommen+` FROM verklaring v WHERE v.gemeente_id = $1 AND v.aanvraag_id = $2`, gemeenteID, id))
	if errors.Is(err, pgx.ErrNoRows) {
		return d, nil
	}
	d.Verklaring = &v
	return d, postgres.Fout(err, "dossier lezen")
}

// InBehandeling takes an aanvraag: the medewerker becomes its behandelaar. When a
// colleague was first, that is a Conflict that names the colleague.
func (s Store) InBehandeling(ctx context.Context, gemeenteID int, door Handelende, id uuid.UUID, nu time.Time) error {
	err := s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.vergrendel(ctx, tx, gemeenteID, id)
		if err != nil {
			return err
		}
		if a.Status == InBehandeling && a.BehandelaarID == door.ID { // a second click of the same person
			return nil
		}
		if a.Status != Ingediend {
			return s.wasEerder(ctx, tx, gemeenteID, a)
		}
		if _, err := tx.Exec(ctx, `UPDATE aanvraag SET behandelaar_id = $3 WHERE gemeente_id = $1 AND id = $2`, gemeenteID, id, door.ID); err != nil {
			return err
		}
		return verander(ctx, tx, gemeenteID, &a, InBehandeling, door, nu)
	})
	return postgres.Fout(err, "in behandeling nemen")
}

// Besluit is what a consulent decides when granting.
type Besluit struct {
	Doelen    []string
	GeldigVan time.Time
}

// Verlenen grants an aanvraag: the verklaring is made, kept as issued, and the
// burger gets a mail, all in one transaction. When it was decided meanwhile, that
// is a Conflict that says by whom.
func (s Store) Verlenen(ctx context.Context, gemeente toegang.Gemeente, contact string, door Handelende, id uuid.UUID, b Besluit, nu time.Time) (Verklaring, error) {
	var v Verklaring
	err := s.Van(gemeente.ID).Tx(ctx, func(tx pgx.Tx) error {
		a, err := s.vergrendel(ctx, tx, gemeente.ID, id)
		if err != nil {
			return err
		}
		if a.Status == Verleend { // perhaps a second click of the same person
			v, err = s.scanVerklaring(gemeente.ID, tx.QueryRow(ctx, `SELECT `+verklaringKolommen+` FROM verklaring v WHERE v.gemeente_id = $1 AND v.aanvraag_id = $2 AND v.afgegeven_door = $3`, gemeente.ID, id, door.ID))
			if !errors.Is(err, pgx.ErrNoRows) {
				return err
			}
		}
		if a.Status != InBehandeling {
			return s.wasEerder(ctx, tx, gemeente.ID, a)
		}
		if b.Doelen = a.Regels.geldigeDoelen(b.Doelen); len(b.Doelen) == 0 {
			return fault.Met(fault.Invalid, "Kies waarvoor de verklaring geldt.")
		}
		v = Verklaring{ID: uuid.Must(uuid.NewV7()), AanvraagID: a.ID, Kenmerk: a.Kenmerk, Code: NieuweControlecode(), Naam: a.Antwoorden.Naam, Geboortedatum: a.Antwoorden.Geboortedatum,
			Doelen: b.Doelen, GeldigVan: b.GeldigVan, GeldigTot: a.Regels.Einde(b.GeldigVan), AfgegevenOp: nu}
		document, err := s.document(ctx, gemeente, contact, v)
		if err != nil {
			return err
		}
		som := sha256.Sum256(document)
		dicht := func(veld string, b []byte) []byte {
			return s.Kluis.Dicht(b, veld, strconv.Itoa(gemeente.ID), v.ID.String())
		}
		_, err = tx.Exec(ctx, `INSERT INTO verklaring (gemeente_id, id, aanvraag_id, burger_id, kenmerk, code, naam, geboortedatum, doelen, geldig_van, geldig_tot, afgegeven_op, afgegeven_door, document, document_hash)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
			gemeente.ID, v.ID, a.ID, a.BurgerID, v.Kenmerk, v.Code, dicht("verklaring.naam", []byte(v.Naam)), dicht("verklaring.geboortedatum", []byte(v.Geboortedatum.Format(time.DateOnly))),
			v.Doelen, v.GeldigVan, v.GeldigTot, v.AfgegevenOp, door.ID, dicht("verklaring.document", document), som[:])
		if err != nil {
			return err
		}
		if err := verander(ctx, tx, gemeente.ID, &a, Verleend, door, nu); err != nil {
			return err
		}
		return s.Post.Verstuur(ctx, tx, verleendmail(ctx, a))
	})
	return v, postgres.Fout(err, "verklaring verlenen")
}

func (s Store) vergrendel(ctx context.Context, tx pgx.Tx, gemeenteID int, id uuid.UUID) (Aanvraag, error) {
	return s.scanAanvraag(gemeenteID, tx.QueryRow(ctx, `SELECT `+kolommen+vanTabellen+` WHERE a.gemeente_id = $1 AND a.id = $2 AND a.status <> 'concept' FOR UPDATE OF a`, gemeenteID, id))
}

// wasEerder tells who did what before us.
func (s Store) wasEerder(ctx context.Context, tx pgx.Tx, gemeenteID int, a Aanvraag) error {
	var naam string
	var op time.Time
	err := tx.QueryRow(ctx, `SELECT door_naam, op FROM aanvraag_gebeurtenis WHERE gemeente_id = $1 AND aanvraag_id = $2 ORDER BY id DESC LIMIT 1`, gemeenteID, a.ID).Scan(&naam, &op)
	if err != nil {
		return err
	}
	return fault.Met(fault.Conflict, "Er is niets veranderd: "+naam+" was u voor. De aanvraag staat sinds "+i18n.DatumTijd(ctx, op)+" op “"+statusNaam(a.Status)+"”.")
}

// statusNaam is the word that staff use.
func statusNaam(s Status) string {
	return strings.ReplaceAll(string(s), "_", " ")
}

// document makes the PDF. What cannot be printed is told in a sentence.
func (s Store) document(ctx context.Context, g toegang.Gemeente, contact string, v Verklaring) ([]byte, error) {
	nl := i18n.MetTaal(ctx, i18n.Talen[0].Code) // the document is Dutch
	adres := strings.TrimPrefix(strings.TrimPrefix(g.URL, "https://"), "http://")
	b, err := s.Opmaker.Verklaring(Documentgegevens{
		Gemeente: g.Naam, Kleur: g.Kleur, Naam: v.Naam, Geboortedatum: v.Geboortedatum, Doelen: doelNamen(nl, v.Doelen),
		GeldigVan: v.GeldigVan, GeldigTot: v.GeldigTot, AfgegevenOp: v.AfgegevenOp, Kenmerk: v.Kenmerk, Code: v.Code,
		ControleAdres: adres + "/controleren", ControleURL: g.URL + "/controleren", QR: g.URL + "/v/" + string(v.Code), Contact: contact,
	})
	var mist *pdf.MissingGlyphsError
	switch {
	case errors.As(err, &mist):
		return nil, fault.Met(fault.Invalid, "De naam van de aanvrager heeft een teken dat wij niet kunnen afdrukken. Vraag de aanvrager om de naam in Latijns, Cyrillisch of Arabisch schrift.")
	case errors.Is(err, ErrPastNiet):
		return nil, fault.Met(fault.Invalid, "De tekst past niet op één bladzijde. Kies minder doelen.")
	}
	return b, fault.Wrap(err, "document maken")
}

// geldigeDoelen keeps the purposes that the regeling knows, in its order.
func (r Regels) geldigeDoelen(gekozen []string) []string {
	var out []string
	for _, d := range r.Doelen {
		if slices.Contains(gekozen, d) {
			out = append(out, d)
		}
	}
	return out
}
