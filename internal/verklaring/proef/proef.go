// Package proef is the house in which the rooms of the verklaring are tested: a real
// database, two gemeenten, a carer and two consulenten, and every page of the rooms that
// a test asks for.
package proef

import (
	"context"
	"io"
	"log/slog"
	"maps"
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
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/opmaak"
	"mantelpunt/internal/zegel"
	"mantelpunt/web"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	gomail "github.com/wneessen/go-mail"
)

// Huis is the feature in a real database, with the pages of some rooms.
type Huis struct {
	*testing.T
	App     *pgxpool.Pool // as the application
	Pool    *pgxpool.Pool // as the owner, to look and arrange
	Store   verklaring.Store
	Web     *httpx.Afhandelaar
	Wachter *momentopname.Wachter
	Klok    time.Time
	G, G2   toegang.Gemeente // Veldwaarde and another one
	Burger  toegang.Persoon
	Carla   toegang.Persoon // consulent of Veldwaarde
	Samir   toegang.Persoon // her colleague
	Bea     toegang.Persoon // beheerder of Veldwaarde

	Laatste string     // the last sentence that was shown after a redirect
	Kept    url.Values // what account.Bewaard gives
	Waar    toegang.Gemeente
	wie     toegang.Persoon
	h       http.Handler
}

// Kamer is a room: its handler, made for a house.
type Kamer func(h *Huis) interface{ Routes(chi.Router) }

type geenMail struct{}

func (geenMail) Bezorg(context.Context, *gomail.Msg) error { return nil }

// Nieuw makes a house with these rooms.
func Nieuw(t *testing.T, kamers ...Kamer) *Huis {
	t.Helper()
	t.Parallel()
	ctx := context.Background()
	app, k := pgtest.Nieuw(t), kluis.Proef(t)
	log := slog.New(slog.DiscardHandler)
	h := &Huis{T: t, App: app, Pool: pgtest.Eigenaar(t, app), Web: &httpx.Afhandelaar{Log: log}, Klok: time.Date(2026, 11, 22, 13, 0, 0, 0, time.UTC)}
	workers := river.NewWorkers()
	mail.Voeg(workers, geenMail{}, k, "test@voorbeeld.example")
	rij, err := jobs.Nieuw(h.App, workers, nil, log)
	h.Goed(err)
	opmaker, err := opmaak.NieuweOpmaker(web.Lettertypen())
	h.Goed(err)
	h.Store = verklaring.Store{DB: postgres.DB{Pool: h.App}, Kluis: k, Post: mail.Post{Rij: rij, Kluis: k}, Opmaker: opmaker, Zegels: zegel.Proef(t, "veldwaarde", "lindemeer"), Bij: h.bij}
	gemeente := func(slug, naam, code string) toegang.Gemeente {
		g := toegang.Gemeente{Slug: slug, Naam: naam, URL: "http://" + slug + ".localhost", Kleur: "#00607f"}
		h.Goed(h.Pool.QueryRow(ctx, `INSERT INTO gemeente (slug, naam, cbs_code) VALUES ($1, $2, $3) RETURNING id`, slug, naam, code).Scan(&g.ID))
		return g
	}
	h.G, h.G2 = gemeente("veldwaarde", "Veldwaarde", "GM9902"), gemeente("lindemeer", "Lindemeer", "GM9903")
	h.Waar = h.G
	h.Burger = h.MaakBurger("fatima@voorbeeld.example")
	medewerker := func(naam string, rol toegang.Rol) toegang.Persoon {
		p := toegang.Persoon{Soort: toegang.Medewerker, ID: uuid.Must(uuid.NewV7()), Naam: naam, Email: strings.ToLower(naam) + "@veldwaarde.example", Rollen: []toegang.Rol{rol}}
		_, err := h.Pool.Exec(ctx, `INSERT INTO gebruiker (id, email, naam, wachtwoord_hash) VALUES ($1, $2, $3, '')`, p.ID, p.Email, naam)
		h.Goed(err)
		_, err = h.Pool.Exec(ctx, `INSERT INTO lidmaatschap (gemeente_id, gebruiker_id, rol) VALUES ($1, $2, $3)`, h.G.ID, p.ID, rol)
		h.Goed(err)
		return p
	}
	h.Carla, h.Samir, h.Bea = medewerker("Carla", toegang.Consulent), medewerker("Samir", toegang.Consulent), medewerker("Bea", toegang.Beheerder)
	h.Wachter, err = momentopname.NieuweWachter(ctx, h.App, log)
	h.Goed(err)
	r := chi.NewRouter()
	r.Use(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			next.ServeHTTP(w, r.WithContext(h.in(r.Context(), h.wie, h.Waar)))
		})
	})
	for _, kamer := range kamers {
		kamer(h).Routes(r)
	}
	h.h = r
	return h
}

// Nu is the clock of the rooms.
func (h *Huis) Nu() time.Time { return h.Klok }

func (h *Huis) in(ctx context.Context, p toegang.Persoon, g toegang.Gemeente) context.Context {
	ctx = toegang.MetGemeente(toegang.MetPersoon(ctx, p), g)
	return web.MetKader(ctx, web.Kader{Gemeente: g.Naam, Telefoon: "0599-00 01 23", Steunpunt: "MantelSteun", Adres: "Raadhuisplein 1, 7991 AA " + g.Naam})
}

// bij is the context of a job.
func (h *Huis) bij(ctx context.Context, gemeenteID int) (context.Context, error) {
	g := h.G
	if gemeenteID == h.G2.ID {
		g = h.G2
	}
	return h.in(ctx, toegang.PersoonUit(ctx), g), nil
}

// Flits and Bewaard make huis an Account.
func (h *Huis) Flits(_ http.ResponseWriter, _ *http.Request, zin string) error {
	h.Laatste = zin
	return nil
}

// Bewaard gives Kept once.
func (h *Huis) Bewaard(http.ResponseWriter, *http.Request, string) (url.Values, bool) {
	v := h.Kept
	h.Kept = nil
	return v, v != nil
}

// Goed fails the test when there is an error.
func (h *Huis) Goed(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

// MaakBurger makes a burger of Veldwaarde.
func (h *Huis) MaakBurger(email string) toegang.Persoon {
	p := toegang.Persoon{Soort: toegang.Burger, ID: uuid.Must(uuid.NewV7()), Naam: email, Email: email}
	_, err := h.Pool.Exec(context.Background(), `INSERT INTO burger (gemeente_id, id, email, email_kenmerk) VALUES ($1, $2, $3, $4)`, h.G.ID, p.ID,
		h.Store.Kluis.Dicht([]byte(email), "burger.email", strconv.Itoa(h.G.ID), p.ID.String()), []byte(email))
	h.Goed(err)
	return p
}

// Ctx is a context as a request of a person has it.
func (h *Huis) Ctx(p toegang.Persoon) context.Context { return h.in(context.Background(), p, h.Waar) }

// Vraag asks a page as a person.
func (h *Huis) Vraag(p toegang.Persoon, methode, pad string, form url.Values) *http.Response {
	h.Helper()
	if form == nil {
		return h.VraagMet(p, methode, pad, nil, "")
	}
	return h.VraagMet(p, methode, pad, strings.NewReader(form.Encode()), "application/x-www-form-urlencoded")
}

// VraagMet asks a page with any body of some Content-Type: a form with files.
func (h *Huis) VraagMet(p toegang.Persoon, methode, pad string, body io.Reader, soort string) *http.Response {
	h.Helper()
	h.wie = p
	r := httptest.NewRequest(methode, pad, body)
	if soort != "" {
		r.Header.Set("Content-Type", soort)
	}
	w := httptest.NewRecorder()
	h.h.ServeHTTP(w, r)
	return w.Result()
}

// Get gives a page, which must have this status.
func (h *Huis) Get(p toegang.Persoon, pad string, status int) *goquery.Document {
	h.Helper()
	return h.Pagina(h.Vraag(p, http.MethodGet, pad, nil), status)
}

// Post sends a form and gives the page.
func (h *Huis) Post(p toegang.Persoon, pad string, form url.Values, status int) *goquery.Document {
	h.Helper()
	return h.Pagina(h.Vraag(p, http.MethodPost, pad, form), status)
}

// Pagina reads an answer, which must have this status.
func (h *Huis) Pagina(res *http.Response, status int) *goquery.Document {
	h.Helper()
	doc, err := goquery.NewDocumentFromReader(res.Body)
	h.Goed(err)
	if res.StatusCode != status {
		h.Fatalf("status %d, want %d: %s", res.StatusCode, status, strings.Join(strings.Fields(doc.Find("main").Text()), " "))
	}
	return doc
}

// Naar posts a form and gives the address of the redirect.
func (h *Huis) Naar(p toegang.Persoon, pad string, form url.Values) string {
	h.Helper()
	res := h.Vraag(p, http.MethodPost, pad, form)
	if res.StatusCode != http.StatusSeeOther {
		h.Pagina(res, http.StatusSeeOther)
	}
	return res.Header.Get("Location")
}

// Bevat demands a text within what a selector finds.
func (h *Huis) Bevat(doc *goquery.Document, selector, tekst string) {
	h.Helper()
	got := strings.Join(strings.Fields(doc.Find(selector).Text()), " ")
	if doc.Find(selector).Length() == 0 || !strings.Contains(got, tekst) {
		h.Errorf("%s: %q does not contain %q", selector, got, tekst)
	}
}

// Telt demands a number that SQL counts, as the owner.
func (h *Huis) Telt(sql string, want int, args ...any) {
	h.Helper()
	var n int
	h.Goed(h.Pool.QueryRow(context.Background(), sql, args...).Scan(&n))
	if n != want {
		h.Errorf("%s: %d, want %d", sql, n, want)
	}
}

// Brieven are the mails that wait in the queue.
func (h *Huis) Brieven() (uit []mail.Bericht) {
	h.Helper()
	rows, err := h.Pool.Query(context.Background(), `SELECT args FROM river_job WHERE kind = 'mail' ORDER BY id`)
	h.Goed(err)
	taken, err := pgx.CollectRows(rows, pgx.RowTo[[]byte])
	h.Goed(err)
	for _, args := range taken {
		b, err := mail.LeesTaak(h.Store.Kluis, args)
		h.Goed(err)
		uit = append(uit, b)
	}
	return uit
}

// Concept is what the burger is filling in.
func (h *Huis) Concept() verklaring.Aanvraag {
	h.Helper()
	a, err := h.Store.Concept(context.Background(), h.G.ID, h.Burger.ID)
	h.Goed(err)
	return a
}

// Antwoorden are right answers to every step.
var Antwoorden = map[string]url.Values{
	"wie":    {"naam": {"Fatima van der Berg"}, "geboortedatum-dag": {"3"}, "geboortedatum-maand": {"3"}, "geboortedatum-jaar": {"1971"}, "woont_hier": {"ja"}},
	"naaste": {"relatie": {"ouder"}, "naaste_woont_hier": {"nee"}},
	"zorg":   {"taken": {"vervoer", "huishouden"}, "uren": {"12"}, "sinds-maand": {"3"}, "sinds-jaar": {"2024"}},
	"doel":   {"doelen": {"parkeren", "werkgever"}},
}

// VulIn fills in every step and gives the id of the concept.
func (h *Huis) VulIn(p toegang.Persoon) string {
	h.Helper()
	return h.VulInAls(p, Antwoorden["wie"].Get("naam"))
}

// VulInAls is VulIn under another name.
func (h *Huis) VulInAls(p toegang.Persoon, naam string) string {
	h.Helper()
	h.Vraag(p, http.MethodGet, verklaring.PadAanvragen, nil)
	for _, stap := range []string{verklaring.StapWie, verklaring.StapNaaste, verklaring.StapZorg, verklaring.StapDoel} {
		form := maps.Clone(Antwoorden[stap])
		if stap == verklaring.StapWie {
			form.Set("naam", naam)
		}
		h.Naar(p, verklaring.PadStap(stap), form)
	}
	id, _ := h.Get(p, verklaring.PadStap(verklaring.StapControleren), 200).Find("input[name=id]").Attr("value")
	return id
}

// Ingediend gives an aanvraag that was sent.
func (h *Huis) Ingediend(p toegang.Persoon) uuid.UUID {
	h.Helper()
	id := h.VulIn(p)
	h.Naar(p, verklaring.PadStap("controleren"), url.Values{"id": {id}, "akkoord": {"ja"}})
	return uuid.MustParse(id)
}
