package verklaring

import (
	"context"
	"errors"
	"strconv"
	"time"

	"mantelpunt/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

const verklaringKolommen = `v.id, v.aanvraag_id, v.kenmerk, v.code, v.naam, v.geboortedatum, v.doelen, v.geldig_van, v.geldig_tot, v.afgegeven_op, v.ingetrokken_op`

// scanVerklaring reads a row and opens what is closed in it.
func (s Store) scanVerklaring(gemeenteID int, row pgx.Row) (v Verklaring, err error) {
	var naam, geboren []byte
	err = row.Scan(&v.ID, &v.AanvraagID, &v.Kenmerk, &v.Code, &naam, &geboren, &v.Doelen, &v.GeldigVan, &v.GeldigTot, &v.AfgegevenOp, &v.IngetrokkenOp)
	if err != nil {
		return v, err
	}
	g := strconv.Itoa(gemeenteID)
	if naam, err = s.Kluis.Open(naam, "verklaring.naam", g, v.ID.String()); err != nil {
		return v, err
	}
	if geboren, err = s.Kluis.Open(geboren, "verklaring.geboortedatum", g, v.ID.String()); err != nil {
		return v, err
	}
	v.Naam = string(naam)
	v.Geboortedatum, err = time.Parse(time.DateOnly, string(geboren))
	return v, err
}

// Verklaringen gives what a burger was issued, newest first.
func (s Store) Verklaringen(ctx context.Context, gemeenteID int, burger uuid.UUID) ([]Verklaring, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT `+verklaringKolommen+` FROM verklaring v WHERE v.gemeente_id = $1 AND v.burger_id = $2 ORDER BY v.afgegeven_op DESC, v.id`, gemeenteID, burger)
	if err != nil {
		return nil, postgres.Fout(err, "verklaringen lezen")
	}
	vs, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Verklaring, error) { return s.scanVerklaring(gemeenteID, row) })
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

// Controleer checks a code as somebody typed it, and records when and with what
// outcome. A malformed code and an unknown one give the same: Onbekend.
func (s Store) Controleer(ctx context.Context, gemeenteID int, getypt string, nu time.Time) (Uitkomst, Verklaring, error) {
	code, fout := LeesControlecode(getypt)
	v, err := s.scanVerklaring(gemeenteID, s.Van(gemeenteID).QueryRow(ctx, `SELECT `+verklaringKolommen+` FROM verklaring v WHERE v.gemeente_id = $1 AND v.code = $2`, gemeenteID, code))
	uitkomst := Onbekend
	var id *uuid.UUID
	switch {
	case err == nil && fout == nil:
		uitkomst, id = v.Op(dag(nu)), &v.ID
	case err != nil && !errors.Is(err, pgx.ErrNoRows):
		return "", v, postgres.Fout(err, "verklaring controleren")
	}
	if _, err := s.Van(gemeenteID).Exec(ctx, `INSERT INTO controle (gemeente_id, verklaring_id, uitkomst) VALUES ($1, $2, $3)`, gemeenteID, id, uitkomst); err != nil {
		return "", v, postgres.Fout(err, "controle vastleggen")
	}
	return uitkomst, v, nil
}

// Controle is one check of a verklaring, for its burger.
type Controle struct {
	Uitkomst Uitkomst
	Op       time.Time
}

// Controles gives when a burger's verklaring was checked, newest first.
func (s Store) Controles(ctx context.Context, gemeenteID int, burger, aanvraag uuid.UUID) ([]Controle, error) {
	rows, err := s.Van(gemeenteID).Query(ctx, `SELECT c.uitkomst, c.op FROM controle c JOIN verklaring v ON v.gemeente_id = c.gemeente_id AND v.id = c.verklaring_id
		WHERE c.gemeente_id = $1 AND v.burger_id = $2 AND v.aanvraag_id = $3 ORDER BY c.op DESC, c.id DESC LIMIT 20`, gemeenteID, burger, aanvraag)
	if err != nil {
		return nil, postgres.Fout(err, "controles lezen")
	}
	cs, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Controle])
	return cs, postgres.Fout(err, "controles lezen")
}
