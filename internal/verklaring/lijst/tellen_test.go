package lijst_test

import (
	"context"
	"flag"
	"strings"
	"testing"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/gegevens"
	"mantelpunt/internal/verklaring/lijst"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"pgregory.net/rapid"
)

// doe changes what stands in the database.
func (h huis) doe(sql string, args ...any) {
	h.Helper()
	_, err := h.Pool.Exec(context.Background(), sql, args...)
	h.Goed(err)
}

// Whatever happens to lists, in any order: the numbers that are kept with a list are those
// of its rows.
func TestKeptNumbersAreThoseOfTheRows(t *testing.T) {
	h := nieuw(t, nil)
	for naam, waarde := range map[string]string{"rapid.checks": "8", "rapid.steps": "12", "rapid.nofailfile": "true"} {
		h.Goed(flag.Set(naam, waarde))
	}
	namen := strings.Fields("Ans Bep Cor Dirk Els Fien Guus Hans Ina Joop Kees Loes Mies Nel Oscar Piet")
	gezien := lijst.Lijst{}
	rapid.Check(t, func(rt *rapid.T) {
		een := func(rt *rapid.T) lijst.Lijst {
			ls, _, err := h.lijst.Lijsten(h.Ctx(h.Carla), h.G.ID, uuid.Nil)
			h.Goed(err)
			if len(ls) == 0 {
				rt.Skip("no list")
			}
			return rapid.SampledFrom(ls).Draw(rt, "list")
		}
		acties := map[string]func(*rapid.T){
			"read in": func(rt *rapid.T) {
				var regels []lijst.Regel
				for i := range rapid.IntRange(0, 6).Draw(rt, "rows") {
					r := lijst.Regel{Nr: i + 2, Rij: lijst.Rij{Naam: "Mantel " + rapid.SampledFrom(namen).Draw(rt, "name"), Geboortedatum: "3-3-1960", Adres: "Dorpsstraat 1, 7991 AB Veldwaarde", Doelen: "parkeren"}}
					r.Fout = rapid.SampledFrom([]string{"", "", "Dit klopt niet."}).Draw(rt, "mistake")
					regels = append(regels, r)
				}
				_, err := h.lijst.Voeg(h.Ctx(h.Carla), h.G.ID, h.Carla, "kring.csv", regels, h.Klok)
				h.Goed(err)
			},
			"issue": func(rt *rapid.T) {
				l := een(rt)
				if err := h.lijst.Bevestig(h.Ctx(h.Carla), h.G.ID, h.Carla, l.ID, l.Te(), h.Klok); fault.Tekst(err) == "" {
					h.Goed(err)
				}
				if rapid.Bool().Draw(rt, "stopped at once") {
					h.Goed(h.lijst.Stop(h.Ctx(h.Carla), h.G.ID, l.ID, h.Klok))
				}
				h.Goed(h.verleen(h.job(), l.ID))
			},
			"delete": func(rt *rapid.T) { h.Goed(h.lijst.Verwijder(h.Ctx(h.Carla), h.G.ID, een(rt).ID)) },
			"an aanvraag goes": func(rt *rapid.T) {
				n := rapid.IntRange(1, 4).Draw(rt, "how many")
				h.Goed(h.Store.Van(h.G.ID).Tx(context.Background(), func(tx pgx.Tx) error {
					rows, err := tx.Query(context.Background(), `SELECT aanvraag_id FROM lijst_regel WHERE aanvraag_id IS NOT NULL ORDER BY id LIMIT $1`, n)
					if err != nil {
						return err
					}
					ids, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
					if err != nil {
						return err
					}
					return gegevens.MetCode("verleend").WisRijen(context.Background(), tx, ids)
				}))
			},
			"rows are closed anew": func(*rapid.T) { h.doe(`UPDATE lijst_regel SET gegevens = gegevens`) },
			"": func(rt *rapid.T) {
				var mis int
				h.Goed(h.Pool.QueryRow(context.Background(), `SELECT count(*) FROM lijst l WHERE (regels, fout, verleend) IS DISTINCT FROM
					(SELECT ROW(count(*)::int, count(*) FILTER (WHERE r.fout <> '')::int, count(aanvraag_id)::int) FROM lijst_regel r WHERE r.gemeente_id = l.gemeente_id AND r.lijst_id = l.id)`).Scan(&mis))
				if mis > 0 {
					rt.Fatalf("%d lists say something else than their rows", mis)
				}
				ls, _, err := h.lijst.Lijsten(h.Ctx(h.Carla), h.G.ID, uuid.Nil)
				h.Goed(err)
				for _, l := range ls {
					gezien.Regels, gezien.Fout, gezien.Verleend = max(gezien.Regels, l.Regels), max(gezien.Fout, l.Fout), max(gezien.Verleend, l.Verleend)
				}
			},
		}
		rt.Repeat(acties)
	})
	if gezien.Regels == 0 || gezien.Fout == 0 || gezien.Verleend == 0 {
		t.Errorf("nothing to count was seen: %+v", gezien)
	}
}

// The overview goes on by its last list, and reads no rows of any of them.
func TestPagesOfLists(t *testing.T) {
	h := nieuw(t, nil)
	_, id := h.lees(groep(1))
	h.doe(`INSERT INTO lijst (gemeente_id, id, naam, door_id, door_naam, op, status) SELECT gemeente_id, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'lijst ' || n, door_id, door_naam, op, 'klaar'
		FROM lijst, generate_series(1, 120) n WHERE id = $1`, id)
	var namen []string
	for pad := lijst.PadLijsten; pad != ""; {
		doc := h.Get(h.Carla, pad, 200)
		doc.Find("td[data-label=Bestand] a").Each(func(_ int, s *goquery.Selection) { namen = append(namen, s.Text()) })
		pad = doc.Find(`nav[aria-label=Bladzijden] a:contains("Oudere")`).AttrOr("href", "")
	}
	if len(namen) != 121 || namen[0] != "kring.csv" || namen[1] != "lijst 120" || namen[120] != "lijst 1" {
		t.Errorf("%d lists: %v", len(namen), namen)
	}
	h.Bevat(h.Get(h.Carla, lijst.PadLijsten+"?na=00000000-0000-7000-8000-000000000001", 200), "nav[aria-label=Bladzijden]", "Naar de nieuwste lijsten")
	if n := h.Get(h.Carla, lijst.PadLijsten+"?na=x", 200).Find("td[data-label=Bestand]").Length(); n != 50 {
		t.Errorf("an address that means nothing: %d lists", n)
	}
}
