package app_test

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/app"
	"mantelpunt/internal/app/demo"
	"mantelpunt/internal/config"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/zegel"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
)

// hek is the whole product without a server around it, and a door for the test.
type hek struct {
	*testing.T
	app      *app.App
	eigenaar *pgxpool.Pool
	wie      toegang.Persoon // who the door lets in
}

func nieuwHek(t *testing.T) *hek {
	t.Helper()
	pool := pgtest.Nieuw(t)
	h := &hek{T: t, eigenaar: pgtest.Eigenaar(t, pool)}
	cfg, err := config.Lees(func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	cfg.TLS, cfg.MailVan, cfg.Sleutels = false, "mantelpunt@voorbeeld.example", kluis.ProefSleutel(t)
	cfg.Zegels = zegel.ProefMap(t, "veldwaarde", "lindemeer")
	h.app, err = app.Nieuw(t.Context(), cfg, pool, slog.New(slog.DiscardHandler), app.Opties{Bezorger: &mail.Postbus{Map: t.TempDir()}, Extra: func(a *app.App, r chi.Router) {
		r.Get("/proefdeur", a.Web.H(func(w http.ResponseWriter, r *http.Request) error { return a.Account.Begin(w, r, h.wie) }))
	}})
	if err != nil {
		t.Fatal(err)
	}
	if err := demo.Vul(t.Context(), h.app, time.Now()); err != nil {
		t.Fatal(err)
	}
	return h
}

func (h *hek) vraag(host, methode, pad, cookie string) *httptest.ResponseRecorder {
	var body *strings.Reader = strings.NewReader("")
	r := httptest.NewRequest(methode, "http://"+host+pad, body)
	r.RemoteAddr = fmt.Sprintf("10.%d.%d.%d:1000", len(pad)%250, len(cookie)%250, time.Now().Nanosecond()%250) // nobody runs into a limit
	if methode != http.MethodGet {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if cookie != "" {
		r.AddCookie(&http.Cookie{Name: "mantelpunt", Value: cookie})
	}
	w := httptest.NewRecorder()
	h.app.Handler.ServeHTTP(w, r)
	return w
}

// binnen lets a person in and gives the cookie.
func (h *hek) binnen(host string, p toegang.Persoon) string {
	h.Helper()
	if p.Soort == toegang.Bezoeker {
		return ""
	}
	h.wie = p
	for _, c := range h.vraag(host, http.MethodGet, "/proefdeur", "").Result().Cookies() {
		return c.Value
	}
	h.Fatal("the door gives no cookie")
	return ""
}

// personeel makes a medewerker with a role at a gemeente.
func (h *hek) personeel(gemeenteID int, rollen ...toegang.Rol) toegang.Persoon {
	h.Helper()
	ctx := context.Background()
	p := toegang.Persoon{Soort: toegang.Medewerker, Naam: "Proef", Rollen: rollen}
	id, err := h.app.Accounts.MaakGebruiker(ctx, fmt.Sprintf("proef-%s@veldwaarde.example", uuid.NewString()), "Proef "+fmt.Sprint(rollen), demo.Wachtwoord)
	if err != nil {
		h.Fatal(err)
	}
	for _, rol := range rollen {
		if err := h.app.Accounts.GeefRol(ctx, gemeenteID, id, rol); err != nil {
			h.Fatal(err)
		}
	}
	p.ID = id
	return p
}

var rePlaatshouder = regexp.MustCompile(`\{[^}]+\}|\*`)

// reAdres finds the addresses of the portal itself in the text of a page.
var reAdres = regexp.MustCompile(`>http://[^/<\s]+(/[^<\s]*)<`)

// invullen fills in the parameters of a route with an id that nobody has: the right is
// asked before anything is looked up.
func invullen(route string) string {
	return rePlaatshouder.ReplaceAllString(route, "01900000-0000-7000-8000-00000000dead")
}

// geweerd tells that an answer keeps somebody out.
func geweerd(w *httptest.ResponseRecorder) bool {
	u, _ := url.Parse(w.Header().Get("Location"))
	inloggen := w.Code == http.StatusSeeOther && u != nil && (u.Path == "/inloggen" || u.Path == "/beheer/inloggen")
	return inloggen || w.Code == http.StatusForbidden || w.Code == http.StatusUnauthorized
}

// Every route, as nobody, as a burger, as every role, and as somebody of another
// gemeente: in when the table of toegang says so, and out when it does not.
func TestWieMagWat(t *testing.T) {
	h := nieuwHek(t)
	var veld, linde int
	if err := h.eigenaar.QueryRow(t.Context(), `SELECT (SELECT id FROM gemeente WHERE slug = 'veldwaarde'), (SELECT id FROM gemeente WHERE slug = 'lindemeer')`).Scan(&veld, &linde); err != nil {
		t.Fatal(err)
	}
	burger, err := h.app.Accounts.BurgerMetEmail(t.Context(), veld, "fatima@voorbeeld.example")
	if err != nil {
		t.Fatal(err)
	}
	burger.Niveau = toegang.NiveauEmail
	personen := map[string]toegang.Persoon{"niemand": {}, "burger": burger}
	for _, rol := range toegang.Rollen() {
		personen[string(rol)] = h.personeel(veld, rol)
	}
	buur := h.personeel(linde, toegang.Rollen()...)
	var buurBurger toegang.Persoon
	if buurBurger, err = h.app.Accounts.BurgerMetEmail(t.Context(), linde, "oksana@voorbeeld.example"); err != nil {
		t.Fatal(err)
	}

	routes := map[string][]toegang.Recht{}
	for _, deel := range routetabel {
		for regel := range strings.Lines(strings.TrimSpace(deel.routes)) {
			routes[strings.TrimSpace(regel)] = deel.rechten
		}
	}
	bestaat := map[string]bool{}
	loop := func(methode, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		sleutel := methode + " " + route
		if route == "/proefdeur" || route == "/static/*" || bestaat[sleutel] {
			return nil
		}
		bestaat[sleutel] = true
		rechten, ok := routes[sleutel]
		if !ok {
			t.Errorf("%q: say in this test which right it asks", sleutel)
			return nil
		}
		pad := invullen(route)
		for naam, p := range personen {
			w := h.vraag(veldwaarde, methode, pad, h.binnen(veldwaarde, p))
			switch rechten[0] {
			case tussenstap, alsPartner:
				if w.Code == http.StatusOK {
					t.Errorf("%s as %s: 200", sleutel, naam)
				}
			default:
				if mag := rechten[0] == openbaar || slices.ContainsFunc(rechten, p.Mag); mag == geweerd(w) {
					t.Errorf("%s as %s: %d %s, may: %v", sleutel, naam, w.Code, w.Header().Get("Location"), mag)
				}
			}
			if w.Code >= 500 {
				t.Errorf("%s as %s: %d", sleutel, naam, w.Code)
			}
		}
		// with the cookie of elsewhere; a medewerker also with a session here but no role
		// (a burger of elsewhere cannot even have one)
		for p, hosts := range map[*toegang.Persoon][]string{&buur: {lindemeer, veldwaarde}, &buurBurger: {lindemeer}} {
			for _, host := range hosts {
				cookie := h.binnen(host, *p)
				if w := h.vraag(veldwaarde, methode, pad, cookie); rechten[0] != openbaar && rechten[0] != tussenstap && !geweerd(w) {
					t.Errorf("%s as %s of another gemeente: %d %s", sleutel, p.Soort, w.Code, w.Header().Get("Location"))
				}
			}
		}
		return nil
	}
	if err := chi.Walk(h.app.Routes(), loop); err != nil {
		t.Fatal(err)
	}
	for _, sleutel := range slices.Sorted(maps.Keys(routes)) {
		if !bestaat[sleutel] {
			t.Errorf("%q: there is no such route any more", sleutel)
		}
	}
	// the addresses that a beheerder is told to register at a provider are routes
	w := h.vraag(veldwaarde, http.MethodGet, "/beheer/instellingen/inloggen", h.binnen(veldwaarde, personen["beheerder"]))
	adressen := reAdres.FindAllStringSubmatch(w.Body.String(), -1)
	if len(adressen) != 6 {
		t.Errorf("%d addresses to register, want 6", len(adressen))
	}
	for _, a := range adressen {
		if !bestaat["GET "+a[1]] {
			t.Errorf("%s is to be registered and is no route", a[1])
		}
	}
	for _, r := range toegang.Rechten() {
		if !slices.ContainsFunc(routetabel, func(deel struct {
			rechten []toegang.Recht
			routes  string
		}) bool {
			return slices.Contains(deel.rechten, r)
		}) {
			t.Errorf("no route asks the right %q", r)
		}
	}
}
