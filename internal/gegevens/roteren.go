package gegevens

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/postgres"

	"github.com/jackc/pgx/v5"
)

// Roteerder closes anew, under the active key, what was closed under another one. It
// works on a few rows at a time with a lock on those alone, so the portal goes on; and
// it remembers nothing: stopped halfway it goes on, the next time, with what is left.
type Roteerder struct {
	postgres.DB
	Kluis *kluis.Kluis
	Meld  func(wat string, gedaan int) // after every few rows; may be nil
	Stap  int                          // rows in one transaction, 50 when 0
}

// Roteer goes through everything of the gemeenten with these ids, and what belongs to
// none, and gives how many rows it closed anew.
func (r Roteerder) Roteer(ctx context.Context, gemeenten []int) (totaal int, err error) {
	if r.Meld == nil {
		r.Meld = func(string, int) {}
	}
	if r.Stap == 0 {
		r.Stap = 50
	}
	tel := func(n int, err error) error { totaal += n; return err }
	for _, t := range Register {
		if len(t.gesloten()) == 0 {
			continue
		}
		if !t.PerGemeente {
			err = tel(r.tabel(ctx, t, 0))
		}
		for _, g := range gemeenten {
			if err == nil && t.PerGemeente {
				err = tel(r.tabel(ctx, t, g))
			}
		}
		if err != nil {
			return totaal, err
		}
	}
	for _, g := range gemeenten {
		if err := tel(r.geheimen(ctx, g)); err != nil {
			return totaal, err
		}
	}
	return totaal, nil
}

// tx is a transaction on the rows of a gemeente, or on tables that belong to none.
func (r Roteerder) tx(ctx context.Context, gemeenteID int, f func(pgx.Tx) error) error {
	if gemeenteID == 0 {
		return pgx.BeginFunc(ctx, r.Pool, f)
	}
	return r.Van(gemeenteID).Tx(ctx, f)
}

// tabel closes the rows of a table anew, page by page in the order of their ids. A
// deadlock with somebody who works in the portal is not their problem: we try again.
func (r Roteerder) tabel(ctx context.Context, t Tabel, gemeenteID int) (totaal int, err error) {
	laatste, pogingen := "", 0
	for {
		var n int
		tot := laatste
		err := r.tx(ctx, gemeenteID, func(tx pgx.Tx) (err error) {
			n, tot, err = r.bladzijde(ctx, tx, t, gemeenteID, laatste)
			return err
		})
		if err = postgres.Fout(err, t.Naam+" roteren"); fault.Is(err, fault.Conflict) && pogingen < 5 && ctx.Err() == nil {
			pogingen++
			continue
		}
		if err != nil || n == 0 {
			return totaal, err
		}
		totaal, laatste, pogingen = totaal+n, tot, 0
		r.Meld(t.Naam, totaal)
	}
}

// bladzijde closes the next few rows after an id anew, and gives the last of them.
func (r Roteerder) bladzijde(ctx context.Context, tx pgx.Tx, t Tabel, gemeenteID int, na string) (n int, laatste string, err error) {
	velden := t.gesloten()
	kolommen, oud := []string{t.Sleutel + "::text"}, []string{}
	for _, v := range velden {
		kolommen = append(kolommen, v.Kolom)
		oud = append(oud, fmt.Sprintf("%[1]s IS NOT NULL AND substring(%[1]s FROM 1 FOR length($1::bytea)) <> $1", v.Kolom))
	}
	volgorde := ""
	args := []any{r.begin(), r.Stap}
	if na != "" {
		volgorde, args = " AND "+t.Sleutel+" > $3::text::uuid", append(args, na)
	}
	rows, err := tx.Query(ctx, `SELECT `+strings.Join(kolommen, ", ")+` FROM `+t.Naam+` WHERE (`+strings.Join(oud, " OR ")+`)`+volgorde+` ORDER BY `+t.Sleutel+` LIMIT $2 FOR UPDATE`, args...)
	if err != nil {
		return 0, na, err
	}
	gelezen, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (rij, error) {
		x := rij{waarden: make([][]byte, len(velden))}
		doel := []any{&x.id}
		for i := range x.waarden {
			doel = append(doel, &x.waarden[i])
		}
		return x, row.Scan(doel...)
	})
	if err != nil {
		return 0, na, err
	}
	laatste = na
	for _, x := range gelezen {
		if err := r.rij(ctx, tx, t, velden, gemeenteID, x); err != nil {
			return 0, na, err
		}
		laatste = x.id
	}
	return len(gelezen), laatste, nil
}

// rij is what is closed in a row.
type rij struct {
	id      string
	waarden [][]byte
}

// begin is how everything under the active key begins.
func (r Roteerder) begin() []byte {
	k := r.Kluis.Kenmerk("begin", nil)
	return k[:2+len(r.Kluis.Actief())]
}

// rij closes one row anew. What was closed is opened once more before it is stored:
// what cannot be read any more must be found now, not when the old key is gone.
func (r Roteerder) rij(ctx context.Context, tx pgx.Tx, t Tabel, velden []Veld, gemeenteID int, x rij) error {
	klaar := map[string][]byte{}
	for i, v := range velden {
		if v.Dicht {
			var err error
			if klaar[v.Kolom], err = r.Kluis.Open(x.waarden[i], t.Plaats(v.Kolom, gemeenteID, x.id)...); err != nil {
				return fault.Wrap(err, t.Naam+" "+x.id)
			}
		}
	}
	zet, args := []string{}, []any{x.id}
	for i, v := range velden {
		if x.waarden[i] == nil {
			continue
		}
		var nieuw []byte
		if v.Dicht {
			plaats := t.Plaats(v.Kolom, gemeenteID, x.id)
			nieuw = r.Kluis.Dicht(klaar[v.Kolom], plaats...)
			if terug, err := r.Kluis.Open(nieuw, plaats...); err != nil || !bytes.Equal(terug, klaar[v.Kolom]) {
				return fault.New(fault.Internal, "%s %s: opnieuw gesloten en niet te openen", t.Naam, x.id)
			}
		} else {
			nieuw = r.Kluis.Kenmerk(v.Kenmerk.Doel, gemeentewaarde(gemeenteID, klaar[v.Kenmerk.Van]))
		}
		args = append(args, nieuw)
		zet = append(zet, v.Kolom+" = $"+strconv.Itoa(len(args)))
	}
	_, err := tx.Exec(ctx, `UPDATE `+t.Naam+` SET `+strings.Join(zet, ", ")+` WHERE `+t.Sleutel+` = $1::text::uuid`, args...)
	return err
}

// gemeentewaarde is what is hashed of a value: the same one at two gemeenten has two hashes.
func gemeentewaarde(gemeenteID int, waarde []byte) []byte {
	return slices.Concat([]byte(strconv.Itoa(gemeenteID)+" "), waarde)
}

// geheimen closes the secrets in the settings of a gemeente anew: those of the
// providers through which people log in.
func (r Roteerder) geheimen(ctx context.Context, gemeenteID int) (n int, err error) {
	err = pgx.BeginFunc(ctx, r.Pool, func(tx pgx.Tx) error {
		for _, wie := range aanbiedingen {
			var uitgever string
			var dicht []byte
			err := tx.QueryRow(ctx, `SELECT coalesce(instellingen #>> ARRAY['Inloggen', $2, 'Uitgever'], ''), decode(coalesce(instellingen #>> ARRAY['Inloggen', $2, 'Geheim'], ''), 'base64')
				FROM gemeente WHERE id = $1 FOR UPDATE`, gemeenteID, wie).Scan(&uitgever, &dicht)
			if err != nil {
				return err
			}
			if len(dicht) == 0 || kluis.Sleutel(dicht) == r.Kluis.Actief() {
				continue
			}
			plaats := []string{"inloggen.geheim", strconv.Itoa(gemeenteID), uitgever}
			klaar, err := r.Kluis.Open(dicht, plaats...)
			if err != nil {
				return err
			}
			_, err = tx.Exec(ctx, `UPDATE gemeente SET instellingen = jsonb_set(instellingen, ARRAY['Inloggen', $2, 'Geheim'], to_jsonb($3::text)) WHERE id = $1`,
				gemeenteID, wie, base64.StdEncoding.EncodeToString(r.Kluis.Dicht(klaar, plaats...)))
			if err != nil {
				return err
			}
			n++
		}
		return nil
	})
	if n > 0 && err == nil {
		r.Meld("gemeente", n)
	}
	return n, postgres.Fout(err, "instellingen roteren")
}

// aanbiedingen are the parts of toegang.Inloggen that hold a secret.
var aanbiedingen = []string{"DigiD", "Personeel"}
