package gegevens

import (
	"context"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"mantelpunt/internal/kluis"
	"mantelpunt/internal/postgres"

	"github.com/jackc/pgx/v5"
)

// Gebruik is how many values at one place still need a key.
type Gebruik struct {
	Sleutel string
	Waar    string // "burger.email"
	Aantal  int
	Vanzelf bool // it goes by itself, and is not closed anew: a session, a mail that waits
}

// tijdelijk are values that nobody can close anew without the person, and that are
// soon gone; the bsn_kenmerk is written anew when its person logs in.
var tijdelijk = []struct{ tabel, kolom, waar string }{
	{"sessie", "waarden", "verloopt_op > now()"}, {"sessie", "oidc_sid", "verloopt_op > now()"}, {"sessie", "oidc_onderwerp", "verloopt_op > now()"},
	{"burger", "bsn_kenmerk", "true"},
}

// Sleutels counts what needs which key: by the gemeenten with these ids, and by what
// belongs to none.
func (r Roteerder) Sleutels(ctx context.Context, gemeenten []int) (uit []Gebruik, err error) {
	som := map[Gebruik]int{}
	for _, t := range Register {
		for _, v := range t.gesloten() {
			if err := r.telKolom(ctx, som, gemeenten, t, v.Kolom, "true", false); err != nil {
				return nil, err
			}
		}
	}
	for _, x := range tijdelijk {
		t, _ := MetNaam(x.tabel)
		if err := r.telKolom(ctx, som, gemeenten, t, x.kolom, x.waar, true); err != nil {
			return nil, err
		}
	}
	if err := r.telMail(ctx, som); err != nil {
		return nil, err
	}
	if err := r.telGeheimen(ctx, som, gemeenten); err != nil {
		return nil, err
	}
	for g, n := range som {
		g.Aantal = n
		uit = append(uit, g)
	}
	return uit, nil
}

// telKolom groups a column by the name of the key, which stands after the version and
// its own length.
func (r Roteerder) telKolom(ctx context.Context, som map[Gebruik]int, gemeenten []int, t Tabel, kolom, waar string, vanzelf bool) error {
	sql := fmt.Sprintf(`SELECT convert_from(substring(%[1]s FROM 3 FOR get_byte(%[1]s, 1)), 'UTF8'), count(*) FROM %[2]s WHERE length(%[1]s) > 2 AND %[3]s GROUP BY 1`, kolom, t.Naam, waar)
	tel := func(q postgres.Querier) error {
		rows, err := q.Query(ctx, sql)
		if err != nil {
			return postgres.Fout(err, "sleutels tellen")
		}
		var naam string
		var n int
		_, err = pgx.ForEachRow(rows, []any{&naam, &n}, func() error {
			som[Gebruik{Sleutel: naam, Waar: t.Naam + "." + kolom, Vanzelf: vanzelf}] += n
			return nil
		})
		return postgres.Fout(err, "sleutels tellen")
	}
	if !t.PerGemeente {
		return tel(r.Pool)
	}
	for _, g := range gemeenten {
		if err := tel(r.Van(g)); err != nil {
			return err
		}
	}
	return nil
}

// telMail counts what waits in the queue of jobs: closed mail, and addresses of who
// forgot a password.
func (r Roteerder) telMail(ctx context.Context, som map[Gebruik]int) error {
	rows, err := r.Pool.Query(ctx, `SELECT x.value FROM river_job j, jsonb_each_text(j.args) x WHERE j.finalized_at IS NULL AND lower(x.key) = 'dicht'`)
	if err != nil {
		return postgres.Fout(err, "sleutels tellen")
	}
	var b64 string
	_, err = pgx.ForEachRow(rows, []any{&b64}, func() error {
		dicht, err := base64.StdEncoding.DecodeString(b64)
		if err == nil {
			som[Gebruik{Sleutel: kluis.Sleutel(dicht), Waar: "river_job.args", Vanzelf: true}]++
		}
		return nil
	})
	return postgres.Fout(err, "sleutels tellen")
}

func (r Roteerder) telGeheimen(ctx context.Context, som map[Gebruik]int, gemeenten []int) error {
	rows, err := r.Pool.Query(ctx, `SELECT decode(x.value ->> 'Geheim', 'base64') FROM gemeente g, jsonb_each(g.instellingen -> 'Inloggen') x
		WHERE g.id = ANY($1) AND jsonb_typeof(x.value) = 'object' AND x.value ? 'Geheim'`, gemeenten)
	if err != nil {
		return postgres.Fout(err, "sleutels tellen")
	}
	var dicht []byte
	_, err = pgx.ForEachRow(rows, []any{&dicht}, func() error {
		som[Gebruik{Sleutel: kluis.Sleutel(dicht), Waar: "gemeente.instellingen"}]++
		return nil
	})
	return postgres.Fout(err, "sleutels tellen")
}

// Controleer opens everything that is closed, and gives how many values that were. It
// stops at the first that does not open.
func (r Roteerder) Controleer(ctx context.Context, gemeenten []int) (n int, err error) {
	for _, t := range Register {
		for _, v := range t.Velden {
			if !v.Dicht {
				continue
			}
			ids := gemeenten
			if !t.PerGemeente {
				ids = []int{0}
			}
			for _, g := range ids {
				m, err := r.opent(ctx, t, v, g)
				if n += m; err != nil {
					return n, err
				}
			}
		}
	}
	return n, nil
}

func (r Roteerder) opent(ctx context.Context, t Tabel, v Veld, gemeenteID int) (n int, err error) {
	err = r.tx(ctx, gemeenteID, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `SELECT `+t.Sleutel+`::text, `+v.Kolom+` FROM `+t.Naam+` WHERE `+v.Kolom+` IS NOT NULL`)
		if err != nil {
			return err
		}
		var id string
		var dicht []byte
		_, err = pgx.ForEachRow(rows, []any{&id, &dicht}, func() error {
			n++
			_, err := r.Kluis.Open(dicht, t.Plaats(v.Kolom, gemeenteID, id)...)
			return err
		})
		return err
	})
	return n, postgres.Fout(err, "opnieuw openen")
}

// Zin says in words what needs a key.
func (g Gebruik) Zin() string {
	return strconv.Itoa(g.Aantal) + " × " + strings.Replace(g.Waar, ".", " ", 1)
}
