package gegevens_test

import (
	"slices"
	"testing"
	"time"

	"mantelpunt/internal/gegevens"
	"mantelpunt/internal/kluis"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

var nu = time.Date(2026, 11, 22, 14, 0, 0, 0, time.UTC)

func regel(t *testing.T, code string) gegevens.Regel {
	t.Helper()
	i := slices.IndexFunc(gegevens.Regels, func(r gegevens.Regel) bool { return r.Code == code })
	if i < 0 {
		t.Fatalf("no rule %s", code)
	}
	return gegevens.Regels[i]
}

// wis applies a rule at a gemeente, and gives how many rows that took.
func (a *archief) wis(i int, code string, op time.Time) (n int64) {
	a.Helper()
	a.goed(a.db.Van(a.g[i]).Tx(a.Context(), func(tx pgx.Tx) (err error) {
		n, err = regel(a.T, code).Wis(a.Context(), tx, op)
		return err
	}))
	return n
}

// Each rule lets a row stand on the last day of its term and takes it on the next,
// with what hangs on it, and touches nothing of another gemeente.
func TestTerms(t *testing.T) {
	a := nieuwArchief(t, kluis.Proef(t))
	b := a.burger(0, nu)
	anders := a.burger(1, nu)
	einde := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	na := map[string]struct{ jaren, dagen int }{"concept": {0, 30}, "ingetrokken": {0, 42}, "buiten_behandeling": {0, 42}, "afgewezen": {5, 0}, "verleend": {1, 1}}
	regels := map[string]string{"concept": "concept", "ingetrokken": "afgebroken", "buiten_behandeling": "afgebroken", "afgewezen": "afgewezen", "verleend": "verleend"}
	for status, n := range na {
		id := a.aanvraag(0, b, status, einde)
		a.aanvraag(1, anders, status, einde.AddDate(-20, 0, 0))
		if status == "verleend" {
			a.verklaring(0, b, id, einde)
		}
		over := einde.AddDate(n.jaren, 0, n.dagen)
		if got := a.wis(0, regels[status], over.Add(-2*time.Hour)); got != 0 {
			t.Errorf("%s: goes too early", status)
		}
		if wanneer, err := regel(t, regels[status]).Wanneer(t.Context(), a.db.Van(a.g[0]), b); err != nil || wanneer[id.String()].Sub(over).Abs() > 2*time.Hour {
			t.Errorf("%s: is said to go on %v, want %v: %v", status, wanneer, over, err)
		}
		s, err := regel(t, regels[status]).Tel(t.Context(), a.db.Van(a.g[0]), over.AddDate(0, 0, 1))
		if err != nil || s.Nu != 1 || s.Straks != 1 || s.Eerst == nil {
			t.Errorf("%s: counted %+v %v", status, s, err)
		}
		if got := a.wis(0, regels[status], over.Add(time.Minute)); got != 1 {
			t.Errorf("%s: %d rows go, want 1", status, got)
		}
		for _, tabel := range []string{"aanvraag", "aanvraag_gebeurtenis", "verklaring", "controle"} {
			if n := een[int](a, `SELECT count(*) FROM `+tabel+` WHERE gemeente_id = $1`, a.g[0]); n != 0 {
				t.Errorf("%s: %d rows of %s are left", status, n, tabel)
			}
		}
	}
	if n := een[int](a, `SELECT count(*) FROM aanvraag WHERE gemeente_id = $1`, a.g[1]); n != len(na) {
		t.Errorf("of another gemeente %d are left, want %d", n, len(na))
	}
}

func TestWhatIsOpenHasNoTerm(t *testing.T) {
	a := nieuwArchief(t, kluis.Proef(t))
	b := a.burger(0, nu.AddDate(-30, 0, 0))
	for _, status := range []string{"ingediend", "in_behandeling", "wacht_op_aanvrager"} {
		a.aanvraag(0, b, status, nu.AddDate(-30, 0, 0))
	}
	for _, r := range gegevens.Regels {
		if r.Vanaf != "" && r.Tabel != "herstellink" {
			if n := a.wis(0, r.Code, nu); n != 0 {
				t.Errorf("%s takes %d", r.Code, n)
			}
		}
	}
}

func TestTermsOfAccounts(t *testing.T) {
	a := nieuwArchief(t, kluis.Proef(t))
	oud, bezig := a.burger(0, nu.AddDate(-2, 0, 0)), a.burger(0, nu.AddDate(-2, 0, 0))
	a.burger(0, nu.AddDate(0, -11, 0))
	a.aanvraag(0, bezig, "ingediend", nu)
	a.doe(`INSERT INTO sessie (token_hash, gemeente_id, burger_id, verloopt_op) VALUES ('\x01', $1, $2, $3), ('\x02', $1, $4, $5)`, a.g[0], oud, nu.AddDate(0, 0, 1), bezig, nu.Add(-time.Minute))
	a.doe(`INSERT INTO inlogcode (gemeente_id, id, code_hash, browser_hash, verloopt_op, aangemaakt_op, email, email_kenmerk) VALUES ($1, $2, '', '', $3, $4, '', ''), ($1, $5, '', '', $3, $3, '', '')`, a.g[0], uuid.New(), nu, nu.AddDate(0, 0, -1), uuid.New())
	a.doe(`INSERT INTO herstellink (token_hash, gebruiker_id, soort, bij_gemeente, verloopt_op) VALUES ('\x01', $1, 'wachtwoord', $2, $4), ('\x02', $1, 'wachtwoord', $3, $4)`, a.staf, a.g[0], a.g[1], nu.AddDate(0, 0, -2))
	a.doe(`INSERT INTO lidmaatschap (gemeente_id, gebruiker_id, rol, beeindigd_op) VALUES ($1, $2, 'consulent', $3), ($1, $2, 'redacteur', NULL)`, a.g[0], a.staf, nu.AddDate(-6, 0, 0))
	a.doe(`INSERT INTO partnersleutel (gemeente_id, id, partner, sleutel_hash, begin, mag, door_naam, verloopt_op, ingetrokken_op) VALUES ($1, $2, 'P', '\x01', 'mp', '{}', 'Carla', $3, $4), ($1, $5, 'P', '\x02', 'mp', '{}', 'Carla', $3, NULL)`,
		a.g[0], uuid.New(), nu.AddDate(1, 0, 0), nu.AddDate(-1, 0, -1), uuid.New())
	a.doe(`INSERT INTO controle (gemeente_id, uitkomst, op) VALUES ($1, 'onbekend', $2), ($1, 'onbekend', $3)`, a.g[0], nu.AddDate(-1, 0, -1), nu)
	for _, code := range []string{"burger", "sessie", "inlogcode", "herstellink", "lidmaatschap", "partnersleutel", "controle"} {
		if n := a.wis(0, code, nu); n != 1 {
			t.Errorf("%s: %d rows go, want 1", code, n)
		}
		if n := a.wis(0, code, nu); n != 0 {
			t.Errorf("%s: %d rows go the second time", code, n)
		}
	}
	if n := een[int](a, `SELECT count(*) FROM burger WHERE id = $1`, oud) + een[int](a, `SELECT count(*) FROM sessie`); n != 0 {
		t.Errorf("an account without anything stays, or its session does")
	}
}

// A rule that takes more than fits in one transaction goes on where it was.
func TestManyRowsGoInParts(t *testing.T) {
	a := nieuwArchief(t, kluis.Proef(t))
	a.doe(`INSERT INTO controle (gemeente_id, uitkomst, op) SELECT $1, 'onbekend', '2020-01-01' FROM generate_series(1, 1100)`, a.g[0])
	if een, twee, drie := a.wis(0, "controle", nu), a.wis(0, "controle", nu), a.wis(0, "controle", nu); een != 500 || twee != 500 || drie != 100 {
		t.Errorf("%d, %d, %d", een, twee, drie)
	}
}

// Every count runs, for the overview of the beheerder.
func TestCounts(t *testing.T) {
	a := nieuwArchief(t, kluis.Proef(t))
	a.doe(`INSERT INTO lidmaatschap (gemeente_id, gebruiker_id, rol) VALUES ($1, $2, 'consulent')`, a.g[0], a.staf)
	for _, r := range gegevens.Regels {
		s, err := r.Tel(t.Context(), a.db.Van(a.g[0]), nu)
		if wil := map[string]int{"gebruiker": 1}[r.Code]; err != nil || s.Nu != wil {
			t.Errorf("%s: %+v %v", r.Code, s, err)
		}
	}
}
