package privacy

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/gegevens"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
)

// Store reads and deletes what the register says that there is.
type Store struct {
	postgres.DB
	Kluis *kluis.Kluis
}

// Eigen reads everything about a mantelzorger of a gemeente, table by table as the
// register has them.
func (s Store) Eigen(ctx context.Context, gemeenteID int, burger uuid.UUID) (e Eigen, err error) {
	err = s.Van(gemeenteID).Tx(ctx, func(tx pgx.Tx) error {
		for _, t := range gegevens.Register {
			if t.VanBurger == "" || len(t.Leesbaar()) == 0 {
				continue
			}
			rijen, err := s.rijen(ctx, tx, t, gemeenteID, burger)
			if err != nil {
				return fault.Wrap(err, t.Naam)
			}
			e.Delen = append(e.Delen, Deel{t, rijen})
		}
		if len(e.Rijen("burger")) == 0 {
			return fault.New(fault.NotFound, "geen burger")
		}
		var err error
		e.Geopend, err = geopend(ctx, tx, gemeenteID, burger)
		return err
	})
	return e, postgres.Fout(err, "eigen gegevens lezen")
}

// rijen reads the rows of a table that are about a mantelzorger.
func (s Store) rijen(ctx context.Context, tx pgx.Tx, t gegevens.Tabel, gemeenteID int, burger uuid.UUID) ([]Rij, error) {
	velden := t.Leesbaar()
	kolommen := []string{"t." + t.Sleutel + "::text"}
	for _, v := range velden {
		kolommen = append(kolommen, "t."+v.Kolom)
	}
	rows, err := tx.Query(ctx, `SELECT `+strings.Join(kolommen, ", ")+` FROM `+t.Naam+` t WHERE `+t.VanBurger+` ORDER BY t.`+t.Sleutel, burger)
	if err != nil {
		return nil, err
	}
	uit, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (r Rij, err error) {
		ruw, err := row.Values()
		if err != nil {
			return r, err
		}
		r.ID, _ = ruw[0].(string)
		r.Waarden = map[string]any{}
		for i, v := range velden {
			plaats := t.Plaats(v.Kolom, gemeenteID, r.ID)
			if r.Waarden[v.Kolom], err = s.waarde(v, ruw[i+1], row.FieldDescriptions()[i+1].DataTypeOID, plaats); err != nil {
				return r, err
			}
		}
		return r, nil
	})
	if err != nil {
		return nil, err
	}
	for _, regel := range gegevens.Regels {
		if regel.Tabel != t.Naam {
			continue
		}
		wanneer, err := regel.Wanneer(ctx, tx, burger)
		if err != nil {
			return nil, err
		}
		for i := range uit {
			if op, ok := wanneer[uit[i].ID]; ok {
				uit[i].Gaat = &op
			}
		}
	}
	return uit, nil
}

// waarde turns what Postgres gives into what a page and a file can tell.
func (s Store) waarde(v gegevens.Veld, ruw any, oid uint32, plaats []string) (any, error) {
	if b, ok := ruw.([]byte); ok && v.Dicht {
		klaar, err := s.Kluis.Open(b, plaats...)
		if err != nil || len(klaar) == 0 {
			return nil, err
		}
		switch v.Vorm {
		case gegevens.JSON:
			return json.RawMessage(klaar), nil
		case gegevens.Document:
			return klaar, nil
		case gegevens.Datum:
			d, err := time.Parse(time.DateOnly, string(klaar))
			return dag{d}, fault.Wrap(err, plaats[0])
		}
		return string(klaar), nil
	}
	switch x := ruw.(type) {
	case nil, string, bool, int16, int32, int64:
		return x, nil
	case time.Time:
		if oid == pgtype.DateOID {
			return dag{x}, nil
		}
		return x, nil
	case []any:
		lijst := []string{}
		for _, deel := range x {
			lijst = append(lijst, fmt.Sprint(deel))
		}
		return lijst, nil
	}
	return nil, fault.New(fault.Internal, "%s: een waarde van soort %T", plaats[0], ruw)
}

// geopend reads from the audit what medewerkers did with the dossiers of a mantelzorger.
func geopend(ctx context.Context, tx pgx.Tx, gemeenteID int, burger uuid.UUID) ([]Inzage, error) {
	rows, err := tx.Query(ctx, `SELECT op, wat, coalesce(wie_id, '00000000-0000-0000-0000-000000000000') FROM audit
		WHERE gemeente_id = $1 AND wie_soort = 'medewerker' AND (
			tabel = 'aanvraag' AND rij IN (SELECT id::text FROM aanvraag WHERE gemeente_id = $1 AND burger_id = $2) OR
			tabel = 'verklaring' AND rij IN (SELECT id::text FROM verklaring WHERE gemeente_id = $1 AND burger_id = $2) OR
			tabel = 'burger' AND rij = $2::text)
		ORDER BY nr`, gemeenteID, burger)
	if err != nil {
		return nil, err
	}
	var uit []Inzage
	var mensen []uuid.UUID
	var i Inzage
	var wie uuid.UUID
	_, err = pgx.ForEachRow(rows, []any{&i.Op, &i.Wat, &wie}, func() error {
		if !slices.Contains(mensen, wie) {
			mensen = append(mensen, wie)
		}
		i.Medewerker = slices.Index(mensen, wie) + 1
		uit = append(uit, i)
		return nil
	})
	slices.Reverse(uit)
	return uit, err
}
