package gegevens_test

import (
	"context"
	"fmt"
	"strconv"
	"testing"
	"time"

	"mantelpunt/internal/kluis"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
)

// archief is a database with two gemeenten and people in them.
type archief struct {
	*testing.T
	db       postgres.DB
	eigenaar *pgxpool.Pool
	k        *kluis.Kluis // what closes the rows that a test makes
	g        [2]int
	regeling [2]uuid.UUID
	staf     uuid.UUID
	nr       int
}

func nieuwArchief(t *testing.T, k *kluis.Kluis) *archief {
	t.Helper()
	pool := pgtest.Nieuw(t)
	a := &archief{T: t, db: postgres.DB{Pool: pool}, eigenaar: pgtest.Eigenaar(t, pool), k: k, staf: uuid.New()}
	a.doe(`INSERT INTO gebruiker (id, email, naam, totp_geheim) VALUES ($1, 'carla@veldwaarde.example', 'Carla', $2)`, a.staf, k.Dicht([]byte("totp"), "gebruiker.totp_geheim", a.staf.String()))
	for i := range a.g {
		a.goed(a.eigenaar.QueryRow(t.Context(), `INSERT INTO gemeente (slug, naam, cbs_code) VALUES ($1, $1, $2) RETURNING id`, fmt.Sprintf("g%d", i), fmt.Sprintf("GM990%d", i)).Scan(&a.g[i]))
		a.regeling[i] = uuid.New()
		a.doe(`INSERT INTO regeling (gemeente_id, id, soort, nr, geldig_vanaf, regels) VALUES ($1, $2, 'verklaring', 1, '2015-01-01', '{}')`, a.g[i], a.regeling[i])
	}
	return a
}

func (a *archief) goed(err error) {
	a.Helper()
	if err != nil {
		a.Fatal(err)
	}
}

// doe arranges what no code does.
func (a *archief) doe(sql string, args ...any) {
	a.Helper()
	_, err := a.eigenaar.Exec(context.Background(), sql, args...)
	a.goed(err)
}

// een reads one value as the owner of the tables.
func een[T any](a *archief, sql string, args ...any) (v T) {
	a.Helper()
	a.goed(a.eigenaar.QueryRow(context.Background(), sql, args...).Scan(&v))
	return v
}

// burger makes a mantelzorger, last seen at a time.
func (a *archief) burger(i int, gezien time.Time) uuid.UUID {
	a.Helper()
	a.nr++
	id, g := uuid.Must(uuid.NewV7()), strconv.Itoa(a.g[i])
	email := adres(a.nr)
	a.doe(`INSERT INTO burger (gemeente_id, id, email, email_kenmerk, bsn, gebruikt_op) VALUES ($1, $2, $3, $4, $5, $6)`, a.g[i], id,
		a.k.Dicht([]byte(email), "burger.email", g, id.String()), a.k.Kenmerk("burger.email", []byte(g+" "+email)), a.k.Dicht([]byte("999990019"), "burger.bsn", g, id.String()), gezien)
	return id
}

func adres(nr int) string { return fmt.Sprintf("mens%d@voorbeeld.example", nr) }

// aanvraag makes one that was decided, and last changed, at a time.
func (a *archief) aanvraag(i int, burger uuid.UUID, status string, op time.Time) uuid.UUID {
	a.Helper()
	a.nr++
	id, g := uuid.Must(uuid.NewV7()), strconv.Itoa(a.g[i])
	a.doe(`INSERT INTO aanvraag (gemeente_id, id, burger_id, regeling_id, kenmerk, status, antwoorden, naam, gewijzigd_op, ingediend_op, beslis_voor, besloten_op) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::timestamptz, $9::timestamptz, $9::timestamptz::date, $9::timestamptz)`,
		a.g[i], id, burger, a.regeling[i], fmt.Sprintf("MV-2020-%05d", a.nr), status,
		a.k.Dicht([]byte(`{"naam":"Fatima"}`), "aanvraag.antwoorden", g, id.String()), a.k.Dicht([]byte("Fatima"), "aanvraag.naam", g, id.String()), op)
	a.doe(`INSERT INTO aanvraag_gebeurtenis (gemeente_id, aanvraag_id, van, naar, door_soort, door_id, door_naam) VALUES ($1, $2, 'concept', 'ingediend', 'burger', $3, 'de aanvrager')`, a.g[i], id, burger)
	return id
}

// verklaring makes the one of an aanvraag, checked once, valid until a day.
func (a *archief) verklaring(i int, burger, aanvraag uuid.UUID, tot time.Time) uuid.UUID {
	a.Helper()
	a.nr++
	id, g := uuid.Must(uuid.NewV7()), strconv.Itoa(a.g[i])
	dicht := func(veld, tekst string) []byte {
		return a.k.Dicht([]byte(tekst), "verklaring."+veld, g, id.String())
	}
	a.doe(`INSERT INTO verklaring (gemeente_id, id, aanvraag_id, burger_id, kenmerk, code, code_kenmerk, naam, geboortedatum, doelen, doel_tot, geldig_van, geldig_tot, afgegeven_op, afgegeven_door, document, document_hash)
		VALUES ($1, $2, $3, $4, $5, $12, $13, $6, $7, '{werkgever}', ARRAY[$9::date], $8::date, $9, $8::date, $10, $11, '\x00')`, a.g[i], id, aanvraag, burger, fmt.Sprint(a.nr), dicht("naam", "Fatima"), dicht("geboortedatum", "1971-03-03"), tot.AddDate(-1, 0, 0), tot, a.staf, dicht("document", "%PDF"), dicht("code", fmt.Sprint(a.nr)), a.k.Kenmerk("verklaring.code", []byte(strconv.Itoa(a.g[i])+" "+fmt.Sprint(a.nr))))
	a.doe(`INSERT INTO controle (gemeente_id, verklaring_id, uitkomst, op) VALUES ($1, $2, 'geldig', $3)`, a.g[i], id, tot)
	return id
}
