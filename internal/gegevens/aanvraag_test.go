package gegevens_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"mantelpunt/internal/gegevens"
	"mantelpunt/internal/kluis"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// aanhang puts a row of an aanvraag in every table that can have one.
func (a *archief) aanhang(i int, aanvraag uuid.UUID) {
	a.Helper()
	a.nr++
	id := func() uuid.UUID { return uuid.Must(uuid.NewV7()) }
	g, hash := a.g[i], []byte(fmt.Sprint("hash", a.nr))
	a.doe(`INSERT INTO brief (gemeente_id, id, aanvraag_id, soort, document, document_hash, op, per_post) VALUES ($1, $2, $3, 'ontvangst', '', '', now(), false)`, g, id(), aanvraag)
	a.doe(`INSERT INTO bijlage (gemeente_id, id, aanvraag_id, soort, naam, type, grootte, inhoud, hash, door_soort, door_id, op) VALUES ($1, $2, $3, 'takenlijst', '', 'application/pdf', 1, '', $4, 'burger', $2, now())`, g, id(), aanvraag, hash)
	a.doe(`INSERT INTO bericht (gemeente_id, id, aanvraag_id, soort, tekst, door_soort, door_id, door_naam, op) VALUES ($1, $2, $3, 'notitie', '', 'medewerker', $2, 'Carla', now())`, g, id(), aanvraag)
	a.doe(`INSERT INTO toestemming (gemeente_id, id, aanvraag_id, wijze, gevraagd_op, verloopt_op) VALUES ($1, $2, $3, 'papier', now(), now())`, g, id(), aanvraag)
	a.doe(`INSERT INTO voorstel (gemeente_id, id, aanvraag_id, besluit, door_id, door_naam, op) VALUES ($1, $2, $3, '', $4, 'Carla', now())`, g, id(), aanvraag, a.staf)
	a.doe(`INSERT INTO verderlink (gemeente_id, token_kenmerk, aanvraag_id, verloopt_op) VALUES ($1, $2, $3, '2100-01-01')`, g, hash, aanvraag)
	lijst := id()
	a.doe(`INSERT INTO lijst (gemeente_id, id, naam, door_id, door_naam, op, status) VALUES ($1, $2, 'Lijst', $3, 'Carla', '2100-01-01', 'klaar')`, g, lijst, a.staf)
	a.doe(`INSERT INTO lijst_regel (gemeente_id, lijst_id, nr, id, aanvraag_id) VALUES ($1, $2, 1, $3, $4)`, g, lijst, id(), aanvraag)
}

// vanAanvraag counts what there is of an aanvraag, by table: every table of the schema
// that names one, and what hangs on its verklaring.
func (a *archief) vanAanvraag(aanvraag uuid.UUID) map[string]int {
	a.Helper()
	rows, err := a.eigenaar.Query(a.Context(), `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() AND column_name IN ('aanvraag_id', 'verklaring_id')`)
	a.goed(err)
	waar := map[string]string{"aanvraag": "id = $1"}
	var tabel, kolom string
	_, err = pgx.ForEachRow(rows, []any{&tabel, &kolom}, func() error {
		waar[tabel] = "aanvraag_id = $1"
		if kolom == "verklaring_id" {
			waar[tabel] = "verklaring_id IN (SELECT id FROM verklaring WHERE aanvraag_id = $1)"
		}
		return nil
	})
	a.goed(err)
	uit := map[string]int{}
	for tabel, sql := range waar {
		uit[tabel] = een[int](a, `SELECT count(*) FROM `+tabel+` WHERE `+sql, aanvraag)
	}
	return uit
}

// Nothing of an aanvraag stays behind, in no table that the schema has now or later:
// a table without a row here fails, so that whoever adds one thinks of it.
func TestNothingOfAnAanvraagStays(t *testing.T) {
	a := nieuwArchief(t, kluis.Proef(t))
	b := a.burger(0, nu)
	id, ander := a.aanvraag(0, b, "verleend", nu.AddDate(-3, 0, 0)), a.aanvraag(0, b, "verleend", nu)
	oud := a.verklaring(0, b, id, nu.AddDate(-2, 0, 0))
	opvolger := a.verklaring(0, b, ander, nu.AddDate(1, 0, 0))
	a.doe(`UPDATE verklaring SET vervangt_id = $2 WHERE id = $1`, opvolger, oud)
	a.doe(`UPDATE aanvraag SET eerder_id = $2, soort = 'uitbreiding' WHERE id = $1`, ander, oud)
	a.aanhang(0, id)
	a.aanhang(0, ander)
	for tabel, n := range a.vanAanvraag(id) {
		if n == 0 {
			t.Errorf("no row in %s: give aanhang one, and vanAanvraag in bewaren.go its table", tabel)
		}
	}
	gespaard := a.vanAanvraag(ander)

	proef, err := regel(t, "verleend").Proef(t.Context(), a.db.Van(a.g[0]), nu)
	a.goed(err)
	geteld := map[string]int{}
	for _, p := range proef {
		geteld[p.Tabel] = p.Aantal
	}
	if was := a.vanAanvraag(id); !maps.Equal(geteld, was) || proef[0].Tabel != "aanvraag" {
		t.Errorf("the dry run says %v, there is %v", geteld, was)
	}
	if n := a.wis(0, "verleend", nu); n != 1 {
		t.Fatalf("%d aanvragen go, want 1", n)
	}
	for tabel, n := range a.vanAanvraag(id) {
		if n > 0 {
			t.Errorf("%d rows of %s are left", n, tabel)
		}
	}
	if n := een[int](a, `SELECT count(*) FROM controle WHERE verklaring_id = $1`, oud); n != 0 {
		t.Errorf("%d checks of a verklaring that is gone", n)
	}
	if na := a.vanAanvraag(ander); !maps.Equal(gespaard, na) {
		t.Errorf("of another aanvraag there was %v, and is %v", gespaard, na)
	}
	if n := een[int](a, `SELECT count(*) FROM verklaring WHERE vervangt_id IS NOT NULL`) + een[int](a, `SELECT count(*) FROM aanvraag WHERE eerder_id IS NOT NULL`); n != 0 {
		t.Error("something points to what is gone")
	}
	if proef, err = regel(t, "verleend").Proef(t.Context(), a.db.Van(a.g[0]), nu); err != nil || proef != nil {
		t.Errorf("nothing is left to go: %v %v", proef, err)
	}
}

// The term is that of the regeling that the aanvraag began with, not that of today.
func TestTheTermIsThatOfTheRegeling(t *testing.T) {
	a := nieuwArchief(t, kluis.Proef(t))
	b := a.burger(0, nu)
	a.doe(`UPDATE regeling SET regels = '{"bewaren": {"verleend_maanden": 3, "afgewezen_maanden": 24, "afgebroken_dagen": 90}}' WHERE id = $1`, a.regeling[0])
	a.doe(`INSERT INTO regeling (gemeente_id, id, soort, nr, geldig_vanaf, regels) VALUES ($1, $2, 'verklaring', 2, '2026-01-01', '{"bewaren": {"verleend_maanden": 1, "afgewezen_maanden": 2, "afgebroken_dagen": 42, "bron": "Beheerregeling 2026"}}')`, a.g[0], uuid.New())
	einde := time.Date(2026, 5, 1, 10, 0, 0, 0, time.UTC)
	for status, x := range map[string]struct {
		code string
		over time.Time
	}{"ingetrokken": {"afgebroken", einde.AddDate(0, 0, 90)}, "afgewezen": {"afgewezen", einde.AddDate(2, 0, 0)}, "verleend": {"verleend", time.Date(2026, 8, 2, 0, 0, 0, 0, time.UTC)}} {
		id := a.aanvraag(0, b, status, einde)
		if status == "verleend" {
			a.verklaring(0, b, id, time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC))
		}
		if a.wis(0, x.code, x.over.Add(-3*time.Hour)) != 0 || a.wis(0, x.code, x.over.Add(3*time.Hour)) != 1 {
			t.Errorf("%s does not go on %v", status, x.over)
		}
	}

	versies, err := gegevens.Versies(t.Context(), a.db.Van(a.g[0]))
	a.goed(err)
	for dag, wil := range map[time.Time]int{einde: 2, einde.AddDate(-1, 0, 0): 24, einde.AddDate(-20, 0, 0): 60} {
		gelden := gegevens.Gelden(gegevens.OpDag(versies, dag))
		r := gelden[slices.IndexFunc(gelden, func(r gegevens.Regel) bool { return r.Code == "afgewezen" })]
		if r.Aantal != wil || (wil == 2) != (r.Bronnen[0].Naam == "Beheerregeling 2026") {
			t.Errorf("on %v: %d months by %v, want %d", dag, r.Aantal, r.Bronnen, wil)
		}
	}
	id := a.aanvraag(0, b, "verleend", einde)
	v := a.verklaring(0, b, id, einde)
	for _, rij := range []uuid.UUID{id, v} {
		if r, err := regel(t, "verleend").VanRij(t.Context(), a.db.Van(a.g[0]), rij); err != nil || r.Aantal != 3 {
			t.Errorf("of the row: %d months %v", r.Aantal, err)
		}
	}
}

// A corrected verklaring counts, not the version that it replaced.
func TestTheLastVersionCounts(t *testing.T) {
	a := nieuwArchief(t, kluis.Proef(t))
	b := a.burger(0, nu)
	id := a.aanvraag(0, b, "verleend", nu)
	einde := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	eerste := a.verklaring(0, b, id, einde)
	a.doe(`UPDATE verklaring SET ingetrokken_op = $2, reden = 'vervangen', versie = 1 WHERE id = $1`, eerste, einde.AddDate(0, -11, 0))
	a.nr++
	tweede := uuid.Must(uuid.NewV7())
	a.doe(`INSERT INTO verklaring (gemeente_id, id, aanvraag_id, burger_id, kenmerk, versie, code, code_kenmerk, naam, geboortedatum, doelen, doel_tot, geldig_van, geldig_tot, afgegeven_op, document, document_hash)
		SELECT gemeente_id, $2, aanvraag_id, burger_id, kenmerk || '-2', 2, '\x00', '\x02', naam, geboortedatum, doelen, doel_tot, geldig_van, geldig_tot, afgegeven_op, document, document_hash FROM verklaring WHERE id = $1`, eerste, tweede)
	if n := a.wis(0, "verleend", einde.AddDate(0, 11, 0)); n != 0 {
		t.Error("it goes by the version that was replaced")
	}
	if n := a.wis(0, "verleend", einde.AddDate(1, 0, 2)); n != 1 {
		t.Error("it stays")
	}
}

// While an objection or a request for inspection runs nothing of it goes, whatever its
// term: not the aanvraag, and not the checks of its verklaring.
func TestWhatIsHeldStays(t *testing.T) {
	a := nieuwArchief(t, kluis.Proef(t))
	b := a.burger(0, nu)
	lang := nu.AddDate(-20, 0, 0)
	for i, waarom := range []string{"bezwaar", "inzage"} {
		for _, status := range []string{"concept", "ingetrokken", "buiten_behandeling", "afgewezen", "verleend"} {
			if status == "concept" && i > 0 {
				continue // one at a time
			}
			id := a.aanvraag(0, b, status, lang)
			a.verklaring(0, b, id, lang)
			a.aanhang(0, id)
			a.doe(`UPDATE aanvraag SET vasthouden = $2 WHERE id = $1`, id, waarom)
		}
	}
	a.doe(`UPDATE lijst SET op = $1`, lang)
	a.doe(`UPDATE verderlink SET verloopt_op = $1`, lang)
	codes := []string{"concept", "afgebroken", "afgewezen", "verleend", "controle", "lijst", "verderlink"}
	for _, code := range codes {
		s, err := regel(t, code).Tel(t.Context(), a.db.Van(a.g[0]), nu)
		if err != nil || s.Nu == 0 || s.Straks != 0 || s.Eerst != nil {
			t.Errorf("%s: counted %+v %v", code, s, err)
		}
		if n := a.wis(0, code, nu); n != 0 {
			t.Errorf("%s takes %d that are held", code, n)
		}
	}
	a.doe(`UPDATE aanvraag SET vasthouden = ''`)
	for _, code := range codes[:4] {
		if n := a.wis(0, code, nu); n == 0 {
			t.Errorf("%s takes nothing once the objection is over", code)
		}
	}
	if n := een[int](a, `SELECT count(*) FROM aanvraag`); n != 0 {
		t.Errorf("%d are left", n)
	}
}

// Links that work no more and lists that are done go by themselves; the aanvraag stays.
func TestTermsOfListsAndLinks(t *testing.T) {
	a := nieuwArchief(t, kluis.Proef(t))
	id := a.aanvraag(0, a.burger(0, nu), "ingediend", nu)
	a.aanhang(0, id)
	if a.wis(0, "lijst", nu) != 0 || a.wis(0, "verderlink", nu) != 0 {
		t.Error("they go too early")
	}
	a.doe(`UPDATE verderlink SET verloopt_op = $1`, nu.AddDate(0, 0, -2))
	a.doe(`UPDATE lijst SET op = $1, status = 'bezig'`, nu.AddDate(0, 0, -31))
	if a.wis(0, "lijst", nu) != 0 {
		t.Error("a list that is being issued goes")
	}
	a.doe(`UPDATE lijst SET status = 'klaar', klaar_op = op`)
	if a.wis(0, "lijst", nu) != 1 || a.wis(0, "verderlink", nu) != 1 {
		t.Error("they stay")
	}
	if n := a.vanAanvraag(id); n["lijst_regel"] != 0 || n["verderlink"] != 0 || n["aanvraag"] != 1 || n["brief"] != 1 {
		t.Errorf("%v", n)
	}
}
