package verklaring

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/jobs"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	gomail "github.com/wneessen/go-mail"
)

// huis is the feature in a real database, with its pages.
type huis struct {
	*testing.T
	app    *pgxpool.Pool // as the application
	pool   *pgxpool.Pool // as the owner, to look
	store  Store
	klok   time.Time
	g, g2  toegang.Gemeente // Veldwaarde and another one
	burger toegang.Persoon
	carla  toegang.Persoon // consulent of Veldwaarde
	samir  toegang.Persoon // her colleague
	flits  string
	kept   url.Values // what account.Bewaard gives
	wie    toegang.Persoon
	waar   toegang.Gemeente
	h      http.Handler
}

type geenMail struct{}

func (geenMail) Bezorg(context.Context, *gomail.Msg) error { return nil }

func nieuwHuis(t *testing.T) *huis {
	t.Helper()
	t.Parallel()
	ctx := context.Background()
	app, k := pgtest.Nieuw(t), kluis.Proef(t)
	h := &huis{T: t, app: app, pool: pgtest.Eigenaar(t, app), klok: time.Date(2026, 11, 22, 13, 0, 0, 0, time.UTC)}
	workers := river.NewWorkers()
	mail.Voeg(workers, geenMail{}, k, "test@voorbeeld.example")
	log := slog.New(slog.DiscardHandler)
	rij, err := jobs.Nieuw(h.app, workers, nil, log)
	h.goed(err)
	opmaker, err := NieuweOpmaker(web.Lettertypen())
	h.goed(err)
	h.store = Store{DB: postgres.DB{Pool: h.app}, Kluis: k, Post: mail.Post{Rij: rij, Kluis: k}, Opmaker: opmaker}
	gemeente := func(slug, naam, code string) toegang.Gemeente {
		g := toegang.Gemeente{Slug: slug, Naam: naam, URL: "http://" + slug + ".localhost", Kleur: "#00607f"}
		h.goed(h.pool.QueryRow(ctx, `INSERT INTO gemeente (slug, naam, cbs_code) VALUES ($1, $2, $3) RETURNING id`, slug, naam, code).Scan(&g.ID))
		return g
	}
	h.g, h.g2 = gemeente("veldwaarde", "Veldwaarde", "GM9902"), gemeente("lindemeer", "Lindemeer", "GM9903")
	h.waar = h.g
	h.burger = h.maakBurger("fatima@voorbeeld.example")
	medewerker := func(naam string) toegang.Persoon {
		p := toegang.Persoon{Soort: toegang.Medewerker, ID: uuid.Must(uuid.NewV7()), Naam: naam, Rollen: []toegang.Rol{toegang.Consulent}}
		_, err := h.pool.Exec(ctx, `INSERT INTO gebruiker (id, email, naam, wachtwoord_hash) VALUES ($1, lower($2) || '@veldwaarde.example', $2, '')`, p.ID, naam)
		h.goed(err)
		return p
	}
	h.carla, h.samir = medewerker("Carla"), medewerker("Samir")
	a := &httpx.Afhandelaar{Log: log}
	r := chi.NewRouter()
	r.Use(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			ctx := toegang.MetGemeente(toegang.MetPersoon(r.Context(), h.wie), h.waar)
			next.ServeHTTP(w, r.WithContext(web.MetKader(ctx, web.Kader{Gemeente: h.waar.Naam, Telefoon: "0599-00 01 23", Steunpunt: "MantelSteun"})))
		})
	})
	wachter, err := momentopname.NieuweWachter(ctx, h.app, log)
	h.goed(err)
	Nieuw(h.store, wachter, h, a, func() time.Time { return h.klok }).Routes(r)
	h.h = r
	return h
}

// Flits and Bewaard make huis an Account.
func (h *huis) Flits(_ http.ResponseWriter, _ *http.Request, zin string) error {
	h.flits = zin
	return nil
}

func (h *huis) Bewaard(http.ResponseWriter, *http.Request, string) (url.Values, bool) {
	v := h.kept
	h.kept = nil
	return v, v != nil
}

func (h *huis) goed(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

func (h *huis) maakBurger(email string) toegang.Persoon {
	p := toegang.Persoon{Soort: toegang.Burger, ID: uuid.Must(uuid.NewV7()), Naam: email, Email: email}
	_, err := h.pool.Exec(context.Background(), `INSERT INTO burger (gemeente_id, id, email, email_kenmerk) VALUES ($1, $2, $3, $4)`, h.g.ID, p.ID,
		h.store.Kluis.Dicht([]byte(email), "burger.email", strconv.Itoa(h.g.ID), p.ID.String()), []byte(email))
	h.goed(err)
	return p
}

// ctx is a context as a request of a person has it.
func (h *huis) ctx(p toegang.Persoon) context.Context {
	return toegang.MetGemeente(toegang.MetPersoon(context.Background(), p), h.g)
}

func (h *huis) vraag(p toegang.Persoon, methode, pad string, form url.Values) *http.Response {
	h.Helper()
	h.wie = p
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r := httptest.NewRequest(methode, pad, body)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	w := httptest.NewRecorder()
	h.h.ServeHTTP(w, r)
	return w.Result()
}

func (h *huis) get(p toegang.Persoon, pad string, status int) *goquery.Document {
	h.Helper()
	return h.pagina(h.vraag(p, http.MethodGet, pad, nil), status)
}

func (h *huis) post(p toegang.Persoon, pad string, form url.Values, status int) *goquery.Document {
	h.Helper()
	return h.pagina(h.vraag(p, http.MethodPost, pad, form), status)
}

func (h *huis) pagina(res *http.Response, status int) *goquery.Document {
	h.Helper()
	doc, err := goquery.NewDocumentFromReader(res.Body)
	h.goed(err)
	if res.StatusCode != status {
		h.Fatalf("status %d, want %d: %s", res.StatusCode, status, strings.Join(strings.Fields(doc.Find("main").Text()), " "))
	}
	return doc
}

// naar posts a form and gives the address of the redirect.
func (h *huis) naar(p toegang.Persoon, pad string, form url.Values) string {
	h.Helper()
	res := h.vraag(p, http.MethodPost, pad, form)
	if res.StatusCode != http.StatusSeeOther {
		h.pagina(res, http.StatusSeeOther)
	}
	return res.Header.Get("Location")
}

func (h *huis) bevat(doc *goquery.Document, selector, tekst string) {
	h.Helper()
	got := strings.Join(strings.Fields(doc.Find(selector).Text()), " ")
	if doc.Find(selector).Length() == 0 || !strings.Contains(got, tekst) {
		h.Errorf("%s: %q does not contain %q", selector, got, tekst)
	}
}

func (h *huis) telt(sql string, want int, args ...any) {
	h.Helper()
	var n int
	h.goed(h.pool.QueryRow(context.Background(), sql, args...).Scan(&n))
	if n != want {
		h.Errorf("%s: %d, want %d", sql, n, want)
	}
}

// brieven are the mails that wait in the queue.
func (h *huis) brieven() (uit []mail.Bericht) {
	h.Helper()
	rows, err := h.pool.Query(context.Background(), `SELECT args FROM river_job WHERE kind = 'mail' ORDER BY id`)
	h.goed(err)
	taken, err := pgx.CollectRows(rows, pgx.RowTo[[]byte])
	h.goed(err)
	for _, args := range taken {
		b, err := mail.LeesTaak(h.store.Kluis, args)
		h.goed(err)
		uit = append(uit, b)
	}
	return uit
}

// concept is what the burger is filling in.
func (h *huis) concept() Aanvraag {
	h.Helper()
	a, err := h.store.Concept(context.Background(), h.g.ID, h.burger.ID)
	h.goed(err)
	return a
}

// antwoorden are right answers to every step.
var antwoorden = map[string]url.Values{
	"wie":    {"naam": {"Fatima van der Berg"}, "geboortedatum-dag": {"3"}, "geboortedatum-maand": {"3"}, "geboortedatum-jaar": {"1971"}, "woont_hier": {"ja"}},
	"naaste": {"relatie": {"ouder"}, "naaste_woont_hier": {"nee"}},
	"zorg":   {"taken": {"vervoer", "huishouden"}, "uren": {"12"}, "sinds-maand": {"3"}, "sinds-jaar": {"2024"}},
	"doel":   {"doelen": {"parkeren", "werkgever"}},
}

// vulIn fills in every step and gives the id of the concept.
func (h *huis) vulIn(p toegang.Persoon) string {
	h.Helper()
	h.vraag(p, http.MethodGet, "/verklaring/aanvragen", nil)
	for _, stap := range Stapnamen[:4] {
		h.naar(p, padStap(stap), antwoorden[stap])
	}
	id, _ := h.get(p, padStap("controleren"), 200).Find("input[name=id]").Attr("value")
	return id
}

// ingediend gives an aanvraag that was sent.
func (h *huis) ingediend(p toegang.Persoon) uuid.UUID {
	h.Helper()
	id := h.vulIn(p)
	h.naar(p, padStap("controleren"), url.Values{"id": {id}, "akkoord": {"ja"}})
	return uuid.MustParse(id)
}
