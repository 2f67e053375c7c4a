package verklaring

import (
	"context"
	"crypto/sha256"
	"strconv"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/verklaring/controlecode"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// VerklaringKolommen reads a verklaring v; see [Store.ScanVerklaring].
const VerklaringKolommen = `v.id, v.aanvraag_id, v.kenmerk, v.versie, v.code, v.naam, v.geboortedatum, v.doelen, v.doel_tot, v.taal, v.geldig_van, v.geldig_tot, v.afgegeven_op, v.ingetrokken_op, v.reden, coalesce(v.vervangt_id, '00000000-0000-0000-0000-000000000000')`

// ScanVerklaring reads a row of VerklaringKolommen and opens what is closed in it.
func (s Store) ScanVerklaring(gemeenteID int, row pgx.Row) (v Verklaring, err error) {
	var code, naam, geboren []byte
	var doelen []string
	var tot []time.Time
	err = row.Scan(&v.ID, &v.AanvraagID, &v.Kenmerk, &v.Versie, &code, &naam, &geboren, &doelen, &tot, &v.Taal, &v.GeldigVan, &v.GeldigTot, &v.AfgegevenOp, &v.IngetrokkenOp, &v.Reden, &v.VervangtID)
	if err != nil {
		return v, err
	}
	for i := range doelen {
		v.Doelen = append(v.Doelen, Toegekend{doelen[i], tot[i]})
	}
	g := strconv.Itoa(gemeenteID)
	for _, x := range []struct {
		dicht *[]byte
		veld  string
	}{{&code, "verklaring.code"}, {&naam, "verklaring.naam"}, {&geboren, "verklaring.geboortedatum"}} {
		if *x.dicht, err = s.Kluis.Open(*x.dicht, x.veld, g, v.ID.String()); err != nil {
			return v, err
		}
	}
	v.Code, v.Naam = controlecode.Code(code), string(naam)
	v.Geboortedatum, err = time.Parse(time.DateOnly, string(geboren))
	return v, err
}

// CollectVerklaring is ScanVerklaring for [pgx.CollectRows].
func (s Store) CollectVerklaring(gemeenteID int) pgx.RowToFunc[Verklaring] {
	return func(row pgx.CollectableRow) (Verklaring, error) { return s.ScanVerklaring(gemeenteID, row) }
}

// Verklaringen gives what a burger was issued, newest first.
func (s Store) Verklaringen(ctx context.Context, gemeenteID int, burger uuid.UUID) ([]Verklaring, error) {
	return s.verklaringen(ctx, gemeenteID, `v.burger_id`, burger)
}

// VanAanvraag gives every version of the verklaring of an aanvraag, newest first.
func (s Store) VanAanvraag(ctx context.Context, gemeenteID int, aanvraag uuid.UUID) ([]Verklaring, error) {
	return s.verklaringen(ctx, gemeenteID, `v.aanvraag_id`, aanvraag)
}

func (s Store) verklaringen(ctx context.Context, gemeenteID int, kolom string, id uuid.UUID) ([]Verklaring, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT `+VerklaringKolommen+` FROM verklaring v WHERE v.gemeente_id = $1 AND `+kolom+` = $2 ORDER BY v.afgegeven_op DESC, v.versie DESC, v.id`, gemeenteID, id)
	if err != nil {
		return nil, postgres.Fout(err, "verklaringen lezen")
	}
	vs, err := pgx.CollectRows(rows, s.CollectVerklaring(gemeenteID))
	return vs, postgres.Fout(err, "verklaringen lezen")
}

// Document gives the PDF as issued to its burger, and its kenmerk.
func (s Store) Document(ctx context.Context, gemeenteID int, burger, id uuid.UUID) (document []byte, kenmerk string, err error) {
	err = s.Van(gemeenteID).QueryRow(ctx, `SELECT document, kenmerk FROM verklaring WHERE gemeente_id = $1 AND burger_id = $2 AND id = $3`, gemeenteID, burger, id).Scan(&document, &kenmerk)
	if err == nil {
		document, err = s.Kluis.Open(document, "verklaring.document", strconv.Itoa(gemeenteID), id.String())
	}
	return document, kenmerk, postgres.Fout(err, "document lezen")
}

// Codekenmerk is the keyed hash under which the code of a verklaring is found.
func Codekenmerk(gemeenteID int, c controlecode.Code) []byte {
	return []byte(strconv.Itoa(gemeenteID) + " " + string(c))
}

// leg stores a verklaring with its document, as issued.
func (s Store) leg(ctx context.Context, tx pgx.Tx, gemeenteID int, burger uuid.UUID, v Verklaring, document []byte, door Handelende) error {
	dicht := func(veld string, b []byte) []byte {
		return s.Kluis.Dicht(b, veld, strconv.Itoa(gemeenteID), v.ID.String())
	}
	var doelen []string
	var tot []time.Time
	for _, d := range v.Doelen {
		doelen, tot = append(doelen, d.Code), append(tot, d.Tot)
	}
	som := sha256.Sum256(document)
	_, err := tx.Exec(ctx, `INSERT INTO verklaring (gemeente_id, id, aanvraag_id, burger_id, kenmerk, versie, code, code_kenmerk, naam, geboortedatum, doelen, doel_tot, taal, geldig_van, geldig_tot, afgegeven_op, afgegeven_door, vervangt_id, document, document_hash)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, nullif($17, '00000000-0000-0000-0000-000000000000'::uuid), nullif($18, '00000000-0000-0000-0000-000000000000'::uuid), $19, $20)`,
		gemeenteID, v.ID, v.AanvraagID, burger, v.Kenmerk, v.Versie, dicht("verklaring.code", []byte(v.Code)), s.Kluis.Kenmerk("verklaring.code", Codekenmerk(gemeenteID, v.Code)),
		dicht("verklaring.naam", []byte(v.Naam)), dicht("verklaring.geboortedatum", []byte(v.Geboortedatum.Format(time.DateOnly))),
		doelen, tot, v.Taal, v.GeldigVan, v.GeldigTot, v.AfgegevenOp, door.ID, v.VervangtID, dicht("verklaring.document", document), som[:])
	return err
}

// TrekIn withdraws a verklaring that is not withdrawn yet: from now on every check says
// so. It is the last thing in tx, and reports whether it did anything.
func (s Store) TrekIn(ctx context.Context, tx pgx.Tx, gemeenteID int, id uuid.UUID, reden Reden, nu time.Time) (bool, error) {
	tag, err := tx.Exec(ctx, `UPDATE verklaring SET ingetrokken_op = $3, reden = $4 WHERE gemeente_id = $1 AND id = $2 AND ingetrokken_op IS NULL`, gemeenteID, id, nu, reden)
	if err != nil || tag.RowsAffected() == 0 {
		return false, err
	}
	return true, audit.Schrijf(ctx, tx, audit.Regel{Wat: "verklaring ingetrokken", Tabel: "verklaring", Rij: id.String(), Gegevens: map[string]Reden{"reden": reden}})
}
