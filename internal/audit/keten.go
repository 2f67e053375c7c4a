package audit

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"

	"mantelpunt/internal/postgres"

	"github.com/jackc/pgx/v5"
)

// Kolommen are the columns of a line, for Lees.
const Kolommen = `gemeente_id, nr, op, wie_soort, coalesce(wie_id, '00000000-0000-0000-0000-000000000000'), wie_naam, coalesce(host(adres), ''), wat, tabel, rij, coalesce(gegevens, 'null'), vorige, hash`

// Lees reads a line from a query on Kolommen.
func Lees(row pgx.CollectableRow) (Vastgelegd, error) {
	return pgx.RowToStructByPos[Vastgelegd](row)
}

// Anker is the end of the chain of a gemeente: what must be found again later.
type Anker struct {
	Nr   int64
	Hash []byte
}

func (a Anker) String() string { return fmt.Sprintf("%d:%s", a.Nr, hex.EncodeToString(a.Hash)) }

// LeesAnker reads what String wrote.
func LeesAnker(s string) (a Anker, err error) {
	var h string
	if _, err = fmt.Sscanf(s, "%d:%s", &a.Nr, &h); err == nil {
		a.Hash, err = hex.DecodeString(h)
	}
	return a, err
}

// Einde gives the newest line of a gemeente; Nr is 0 when there is none.
func Einde(ctx context.Context, q postgres.Querier, gemeenteID int) (a Anker, err error) {
	err = q.QueryRow(ctx, `SELECT coalesce(max(nr), 0), coalesce((array_agg(hash))[1], '') FROM audit_kop WHERE gemeente_id = $1`, gemeenteID).Scan(&a.Nr, &a.Hash)
	return a, postgres.Fout(err, "einde van de audit lezen")
}

// Verslag says what Controleer found.
type Verslag struct {
	Regels int64  // lines that are right
	Fout   string // what is wrong, "" when nothing is
	Einde  Anker
}

// Controleer walks the whole chain of a gemeente: numbers without gaps, every hash
// right, the last line the one that is noted as last. Ankers that were written down
// earlier must be found in it.
func Controleer(ctx context.Context, q postgres.Querier, gemeenteID int, ankers ...Anker) (v Verslag, err error) {
	rows, err := q.Query(ctx, `SELECT `+Kolommen+` FROM audit WHERE gemeente_id = $1 ORDER BY nr`, gemeenteID)
	if err != nil {
		return v, postgres.Fout(err, "audit lezen")
	}
	defer rows.Close()
	vorige := []byte{}
	gevonden := map[int64][]byte{}
	for rows.Next() && v.Fout == "" {
		r, err := pgx.RowToStructByPos[Vastgelegd](rows)
		if err != nil {
			return v, postgres.Fout(err, "audit lezen")
		}
		wil, err := r.hash()
		switch {
		case err != nil:
			return v, err
		case r.Nr != v.Regels+1:
			v.Fout = fmt.Sprintf("regel %d ontbreekt", v.Regels+1)
		case !bytes.Equal(r.Vorige, vorige):
			v.Fout = fmt.Sprintf("regel %d sluit niet aan op de regel ervoor", r.Nr)
		case !bytes.Equal(r.Hash, wil):
			v.Fout = fmt.Sprintf("regel %d is veranderd", r.Nr)
		default:
			v.Regels, vorige = r.Nr, r.Hash
			for _, a := range ankers {
				if a.Nr == r.Nr {
					gevonden[r.Nr] = r.Hash
				}
			}
		}
	}
	rows.Close()
	if err := rows.Err(); err != nil {
		return v, postgres.Fout(err, "audit lezen")
	}
	if v.Einde, err = Einde(ctx, q, gemeenteID); err != nil || v.Fout != "" {
		return v, err
	}
	if v.Einde.Nr != v.Regels || !bytes.Equal(v.Einde.Hash, vorige) {
		v.Fout = fmt.Sprintf("na regel %d horen nog %d regels", v.Regels, v.Einde.Nr-v.Regels)
	}
	for _, a := range ankers {
		if v.Fout == "" && !bytes.Equal(gevonden[a.Nr], a.Hash) {
			v.Fout = fmt.Sprintf("regel %d is niet de regel die eerder is opgeschreven", a.Nr)
		}
	}
	return v, nil
}
