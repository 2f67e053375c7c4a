package privacy

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/audit"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/sessie"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// huis is the feature in a real database, with its pages.
type huis struct {
	*testing.T
	eigenaar *pgxpool.Pool
	store    Store
	sessies  *sessie.Store
	h        http.Handler
	g        [2]toegang.Gemeente
	regeling [2]uuid.UUID
	carla    toegang.Persoon // consulent
	ans      toegang.Persoon // beheerder
	flits    string
	inTeTrek []string // what was asked to withdraw
	nr       int

	wie    toegang.Persoon
	waar   int
	cookie map[uuid.UUID]*http.Cookie // of who logged in last
}

func nieuwHuis(t *testing.T) *huis {
	t.Helper()
	t.Parallel()
	pool, k := pgtest.Nieuw(t), kluis.Proef(t)
	db := postgres.DB{Pool: pool}
	h := &huis{T: t, eigenaar: pgtest.Eigenaar(t, pool), store: Store{DB: db, Kluis: k}, sessies: sessie.Nieuw(db, k, time.Hour, 8*time.Hour, false), cookie: map[uuid.UUID]*http.Cookie{}}
	for i, naam := range []string{"Veldwaarde", "Lindemeer"} {
		h.g[i] = toegang.Gemeente{Slug: strings.ToLower(naam), Naam: naam}
		h.goed(h.eigenaar.QueryRow(t.Context(), `INSERT INTO gemeente (slug, naam, cbs_code) VALUES ($1, $2, $3) RETURNING id`, h.g[i].Slug, naam, "GM990"+strconv.Itoa(i)).Scan(&h.g[i].ID))
		h.regeling[i] = uuid.New()
		h.doe(`INSERT INTO regeling (gemeente_id, id, soort, nr, geldig_vanaf, regels) VALUES ($1, $2, 'verklaring', 1, '2015-01-01', '{}')`, h.g[i].ID, h.regeling[i])
	}
	h.carla, h.ans = h.medewerker("Carla Bakker", toegang.Consulent), h.medewerker("Ans de Beheerder", toegang.Beheerder)
	r := chi.NewRouter()
	r.Use(httpx.MetTaal, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			ctx := toegang.MetGemeente(toegang.MetPersoon(r.Context(), h.wie), h.g[h.waar])
			next.ServeHTTP(w, r.WithContext(web.MetKader(ctx, web.Kader{Gemeente: h.g[h.waar].Naam, Telefoon: "0599-00 01 23", Email: "info@veldwaarde.example"})))
		})
	})
	Handler{Store: h.store, Verklaringen: h, Versies: h.store.Versies, Sessies: h.sessies, Account: h, Web: &httpx.Afhandelaar{Log: slog.New(slog.DiscardHandler)}, Klok: func() time.Time { return vitrinetijd }}.Routes(r)
	h.h = r
	return h
}

// Flits makes huis a Flitser; the three below make it Verklaringen.
func (h *huis) Flits(_ http.ResponseWriter, _ *http.Request, zin string) error {
	h.flits = zin
	return nil
}

func (h *huis) Leesbaar(_ context.Context, b []byte) ([]web.Rij, error) {
	return []web.Rij{{Naam: "Antwoord", Waarde: string(b)}}, nil
}

func (h *huis) TrekAanvraagIn(_ context.Context, g int, door toegang.Persoon, id uuid.UUID, _ time.Time) error {
	h.inTeTrek = append(h.inTeTrek, fmt.Sprint("aanvraag ", g, " ", door.ID, " ", id))
	return nil
}

func (h *huis) TrekVerklaringIn(_ context.Context, g int, door toegang.Persoon, id uuid.UUID, _ time.Time) error {
	h.inTeTrek = append(h.inTeTrek, fmt.Sprint("verklaring ", g, " ", door.ID, " ", id))
	return nil
}

func (h *huis) goed(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

func (h *huis) doe(sql string, args ...any) {
	h.Helper()
	_, err := h.eigenaar.Exec(context.Background(), sql, args...)
	h.goed(err)
}

// tel wants a number.
func (h *huis) tel(wil int, sql string, args ...any) {
	h.Helper()
	var n int
	h.goed(h.eigenaar.QueryRow(context.Background(), sql, args...).Scan(&n))
	if n != wil {
		h.Errorf("%s: %d, want %d", sql, n, wil)
	}
}

func (h *huis) medewerker(naam string, rol toegang.Rol) toegang.Persoon {
	p := toegang.Persoon{Soort: toegang.Medewerker, ID: uuid.Must(uuid.NewV7()), Naam: naam, Rollen: []toegang.Rol{rol}}
	h.doe(`INSERT INTO gebruiker (id, email, naam) VALUES ($1, $2, $3)`, p.ID, strings.ToLower(strings.Fields(naam)[0])+"@veldwaarde.example", naam)
	h.doe(`INSERT INTO lidmaatschap (gemeente_id, gebruiker_id, rol) VALUES ($1, $2, $3)`, h.g[0].ID, p.ID, rol)
	return p
}

func (h *huis) dicht(i int, id uuid.UUID, veld, tekst string) []byte {
	return h.store.Kluis.Dicht([]byte(tekst), veld, strconv.Itoa(h.g[i].ID), id.String())
}

// burger makes a mantelzorger who is logged in.
func (h *huis) burger(i int, email string) toegang.Persoon {
	h.Helper()
	p := toegang.Persoon{Soort: toegang.Burger, ID: uuid.Must(uuid.NewV7()), Naam: email, Email: email, Niveau: toegang.NiveauEmail}
	kenmerk := h.store.Kluis.Kenmerk("burger.email", []byte(strconv.Itoa(h.g[i].ID)+" "+email))
	h.doe(`INSERT INTO burger (gemeente_id, id, email, email_kenmerk) VALUES ($1, $2, $3, $4)`, h.g[i].ID, p.ID, h.dicht(i, p.ID, "burger.email", email), kenmerk)
	code := uuid.New()
	h.doe(`INSERT INTO inlogcode (gemeente_id, id, code_hash, browser_hash, verloopt_op, email, email_kenmerk) VALUES ($1, $2, '\xc0de', '\xb0b0', now(), $3, $4)`, h.g[i].ID, code, h.dicht(i, code, "inlogcode.email", email), kenmerk)
	h.logIn(i, p)
	return p
}

// logIn starts a session, as another device.
func (h *huis) logIn(i int, p toegang.Persoon) {
	h.Helper()
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r = r.WithContext(toegang.MetGemeente(r.Context(), h.g[i]))
	w := httptest.NewRecorder()
	ses, err := h.sessies.Haal(r)
	h.goed(err)
	ses.Values[sessie.Soort], ses.Values[sessie.Persoon] = string(p.Soort), p.ID.String()
	h.goed(h.sessies.Vernieuw(r, w, ses))
	h.cookie[p.ID] = w.Result().Cookies()[0]
}

// aanvraag makes one, with its history.
func (h *huis) aanvraag(i int, p toegang.Persoon, status string) uuid.UUID {
	h.Helper()
	h.nr++
	id := uuid.Must(uuid.NewV7())
	h.doe(`INSERT INTO aanvraag (gemeente_id, id, burger_id, regeling_id, kenmerk, status, antwoorden, naam, behandelaar_id, gewijzigd_op, ingediend_op, beslis_voor, besloten_op)
		VALUES ($1, $2, $3, $4, CASE WHEN $5 <> 'concept' THEN $6 END, $5, $7, $8, $9, $10::timestamptz, $10::timestamptz, '2027-01-17', CASE WHEN $5 IN ('verleend', 'afgewezen', 'ingetrokken') THEN $10::timestamptz END)`,
		h.g[i].ID, id, p.ID, h.regeling[i], status, fmt.Sprintf("MV-2026-%05d", h.nr), h.dicht(i, id, "aanvraag.antwoorden", `{"naam":"Merkwaarde van `+p.Naam+`"}`), h.dicht(i, id, "aanvraag.naam", "Merkwaarde van "+p.Naam), h.carla.ID, vitrinetijd)
	h.doe(`INSERT INTO aanvraag_gebeurtenis (gemeente_id, aanvraag_id, van, naar, door_soort, door_id, door_naam) VALUES ($1, $2, 'ingediend', 'in_behandeling', 'medewerker', $3, $4)`, h.g[i].ID, id, h.carla.ID, h.carla.Naam)
	return id
}

func (h *huis) verklaring(i int, p toegang.Persoon, aanvraag uuid.UUID) uuid.UUID {
	h.Helper()
	h.nr++
	id := uuid.Must(uuid.NewV7())
	h.doe(`INSERT INTO verklaring (gemeente_id, id, aanvraag_id, burger_id, kenmerk, code, code_kenmerk, naam, geboortedatum, doelen, doel_tot, geldig_van, geldig_tot, afgegeven_op, afgegeven_door, document, document_hash)
		VALUES ($1, $2, $3, $4, $5, $10, $11, $6, $7, '{werkgever,parkeren}', '{2027-11-21,2027-11-21}', '2026-11-22', '2027-11-21', now(), $8, $9, '\xff')`, h.g[i].ID, id, aanvraag, p.ID, fmt.Sprintf("CODE%08d", h.nr),
		h.dicht(i, id, "verklaring.naam", "Naam van "+p.Naam), h.dicht(i, id, "verklaring.geboortedatum", "1971-03-03"), h.carla.ID, h.dicht(i, id, "verklaring.document", "%PDF-1.7 "+p.Naam), h.dicht(i, id, "verklaring.code", fmt.Sprintf("CODE%08d", h.nr)), []byte(fmt.Sprintf("CODE%08d", h.nr)))
	h.doe(`INSERT INTO controle (gemeente_id, verklaring_id, uitkomst, op) VALUES ($1, $2, 'geldig', $3)`, h.g[i].ID, id, vitrinetijd)
	return id
}

// opent writes in the audit that a medewerker did something with a row.
func (h *huis) opent(door toegang.Persoon, wat, tabel string, rij uuid.UUID) {
	h.Helper()
	ctx := toegang.MetGemeente(toegang.MetPersoon(h.Context(), door), h.g[0])
	h.goed(h.store.Van(h.g[0].ID).Tx(ctx, func(tx pgx.Tx) error {
		return audit.Schrijf(ctx, tx, audit.Regel{Wat: wat, Tabel: tabel, Rij: rij.String()})
	}))
}

// vraag asks a page as somebody, at the first gemeente.
func (h *huis) vraag(wie toegang.Persoon, methode, pad string, status int) *http.Response {
	h.Helper()
	h.wie = wie
	r := httptest.NewRequest(methode, pad, nil)
	if c := h.cookie[wie.ID]; c != nil {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	h.h.ServeHTTP(w, r)
	if w.Code != status {
		h.Fatalf("%s %s: %d, want %d", methode, pad, w.Code, status)
	}
	return w.Result()
}

func (h *huis) get(wie toegang.Persoon, pad string, status int) *goquery.Document {
	h.Helper()
	d, err := goquery.NewDocumentFromReader(h.vraag(wie, http.MethodGet, pad, status).Body)
	h.goed(err)
	return d
}

func tekst(d *goquery.Document, selector string) string {
	return strings.Join(strings.Fields(d.Find(selector).Text()), " ")
}

// cellen are the texts of the cells of a row.
func cellen(rij *goquery.Selection) (uit []string) {
	rij.Find("td").Each(func(_ int, s *goquery.Selection) { uit = append(uit, strings.Join(strings.Fields(s.Text()), " ")) })
	return uit
}

func (h *huis) bevat(d *goquery.Document, selector, wil string) {
	h.Helper()
	if got := tekst(d, selector); !strings.Contains(got, wil) {
		h.Errorf("%s says %q, want %q", selector, got, wil)
	}
}

func lees(t *testing.T, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
