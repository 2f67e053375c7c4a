package verklaring_test

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/kluis"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/proef"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

const padZoeken = verklaring.PadWerklijst + "/zoeken"

// A consulent finds people by what is left in memory of a name, and no name stands in
// an address or readable in the table.
func TestSearchByName(t *testing.T) {
	h := nieuwHuis(t)
	for i, naam := range []string{"Fatima van der Berg", "José Ćosić-de Vries", "Mehmet Yıldız"} {
		b := h.MaakBurger(fmt.Sprintf("b%d@voorbeeld.example", i))
		h.VulInAls(b, naam)
		a, err := h.Store.Concept(context.Background(), h.G.ID, b.ID)
		h.Goed(err)
		h.Naar(b, verklaring.PadStap("controleren"), url.Values{"id": {a.ID.String()}, "akkoord": {"ja"}})
	}
	concept := h.MaakBurger("concept@voorbeeld.example")
	h.Vraag(concept, "GET", verklaring.PadAanvragen, nil)
	h.Naar(concept, verklaring.PadStap("wie"), proef.Antwoorden["wie"])

	for vraag, wil := range map[string]string{
		"berg": "Fatima", "BERG fatima": "Fatima", "fat van": "Fatima", "cosic": "José", "vries jose": "José", "yıl": "Mehmet",
		"MV-2026-00002": "José", "mv 2026 00003": "Mehmet", "zeppelin": "", "erg": "", "%": "", "'; DROP TABLE aanvraag; --": "",
	} {
		doc := h.Post(h.Carla, padZoeken, url.Values{"naam": {vraag}}, 200)
		rijen := doc.Find("tbody tr")
		if wil == "" && rijen.Length() != 0 || wil != "" && (rijen.Length() != 1 || !strings.Contains(rijen.Text(), wil)) {
			t.Errorf("%q: %s, want %q", vraag, rijen.Text(), wil)
		}
		if v, _ := doc.Find("#naam").Attr("value"); v != vraag {
			t.Errorf("what was typed must stay: %q", v)
		}
	}
	h.Bevat(h.Get(h.Carla, padZoeken, 200), "main", "Vul een naam of kenmerk in")
	h.Post(h.Burger, padZoeken, url.Values{"naam": {"berg"}}, 403)
	h.Waar = h.G2
	if n := h.Post(h.Carla, padZoeken, url.Values{"naam": {"berg"}}, 200).Find("tbody tr").Length(); n != 0 {
		t.Error("names of another gemeente")
	}
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'aanvragen doorzocht' AND wie_naam = 'Carla' AND gegevens::text NOT ILIKE '%berg%'`, 13) // twelve here, one at the other gemeente
	var ruw string
	h.Goed(h.Pool.QueryRow(context.Background(), `SELECT string_agg(a::text, '') FROM aanvraag a`).Scan(&ruw))
	if strings.Contains(ruw, "Fatima") || strings.Contains(ruw, "fatima") {
		t.Error("a name is readable in the table")
	}
}

// BenchmarkZoekOpNaam searches among the aanvragen of ten years of a large gemeente.
func BenchmarkZoekOpNaam(b *testing.B) {
	const aantal = 20_000
	ctx, pool := context.Background(), pgtest.Nieuw(b)
	s := verklaring.Store{DB: postgres.DB{Pool: pool}, Kluis: kluis.Proef(b)}
	eigenaar := pgtest.Eigenaar(b, pool)
	burger, regeling := uuid.New(), uuid.New()
	if _, err := eigenaar.Exec(ctx, `INSERT INTO gemeente (slug, naam, cbs_code) VALUES ('a', 'A', 'GM0001')`); err != nil {
		b.Fatal(err)
	}
	if _, err := eigenaar.Exec(ctx, `INSERT INTO burger (gemeente_id, id, bsn_kenmerk) VALUES (1, $1, '\x01')`, burger); err != nil {
		b.Fatal(err)
	}
	if _, err := eigenaar.Exec(ctx, `INSERT INTO regeling (gemeente_id, id, soort, nr, geldig_vanaf, regels) VALUES (1, $1, 'verklaring', 1, '2026-01-01', '{}')`, regeling); err != nil {
		b.Fatal(err)
	}
	var rijen [][]any
	for i := range aantal {
		id := uuid.Must(uuid.NewV7())
		naam := s.Kluis.Dicht([]byte(fmt.Sprintf("Voornaam%d van Achternaam%d", i%900, i)), "aanvraag.naam", "1", id.String())
		rijen = append(rijen, []any{1, id, burger, regeling, "MV-2026-" + strconv.Itoa(i), "verleend", naam, time.Now(), time.Now()})
	}
	_, err := eigenaar.CopyFrom(ctx, pgx.Identifier{"aanvraag"}, []string{"gemeente_id", "id", "burger_id", "regeling_id", "kenmerk", "status", "naam", "ingediend_op", "beslis_voor"}, pgx.CopyFromRows(rijen))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		as, err := s.Zoek(ctx, 1, "achternaam19999")
		if err != nil || len(as) != 1 {
			b.Fatal(len(as), err)
		}
	}
}
