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

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
)

// What is no right of the table: what everybody may, the steps between password and
// second factor that open for nobody else (factor_test.go in account), and what asks
// the key of a partner (partner_test.go there).
const (
	openbaar   toegang.Recht = "openbaar"
	tussenstap toegang.Recht = "tussenstap"
	alsPartner toegang.Recht = "partner"
)

// routetabel says of every address of the portal which right it asks: one of those
// named. A new route without a line here fails the test, and so does a line of which
// the route is gone.
var routetabel = []struct {
	rechten []toegang.Recht
	routes  string
}{
	{[]toegang.Recht{openbaar}, `
		GET /
		GET /.well-known/security.txt
		GET /aanbod
		GET /aanbod/{slug}
		GET /beheer/inloggen
		POST /beheer/inloggen
		GET /beheer/inloggen/gemeente
		GET /beheer/inloggen/gemeente/afmelden
		POST /beheer/inloggen/gemeente/afmelden
		GET /beheer/inloggen/gemeente/terug
		POST /beheer/inloggen/passkey
		POST /beheer/inloggen/passkey/vraag
		GET /beheer/uitnodiging/{token}
		POST /beheer/uitnodiging/{token}
		GET /beheer/wachtwoord-vergeten
		POST /beheer/wachtwoord-vergeten
		GET /beheer/wachtwoord/{token}
		POST /beheer/wachtwoord/{token}
		GET /beveiliging
		GET /contact
		GET /controleren
		POST /controleren
		GET /healthz
		GET /informatie
		GET /informatie/{slug}
		GET /inloggen
		POST /inloggen
		GET /inloggen/digid
		GET /inloggen/digid/afmelden
		POST /inloggen/digid/afmelden
		GET /inloggen/digid/terug
		GET /mijn/gegevens/gewist
		GET /organisaties/{slug}
		GET /privacy
		GET /readyz
		GET /robots.txt
		GET /sitemap.xml
		GET /thema/{naam}
		GET /toegankelijkheid
		GET /uitgelogd
		POST /uitloggen
		GET /v/{code}
		GET /verklaring
	`},
	{[]toegang.Recht{tussenstap}, `
		GET /beheer/factor
		POST /beheer/factor
		GET /beheer/factor/herstelcode
		POST /beheer/factor/herstelcode
		GET /beheer/factor/herstelcodes
		POST /beheer/factor/herstelcodes
		GET /beheer/factor/instellen/app.png
		POST /beheer/factor/passkey
		POST /beheer/factor/passkey/vraag
		GET /inloggen/code
		POST /inloggen/code
	`},
	{[]toegang.Recht{alsPartner}, `
		POST /api/controle/
	`},
	{[]toegang.Recht{toegang.AanvraagDoen}, `
		GET /verklaring/aanvragen
		GET /verklaring/aanvragen/{stap}
		POST /verklaring/aanvragen/{stap}
	`},
	{[]toegang.Recht{toegang.EigenDossier}, `
		GET /mijn
		GET /mijn/aanvragen/{id}
		GET /mijn/email
		POST /mijn/email
		GET /mijn/email/code
		POST /mijn/email/code
		GET /mijn/gegevens
		GET /mijn/gegevens/intrekken/{soort}/{id}
		POST /mijn/gegevens/intrekken/{soort}/{id}
		GET /mijn/gegevens/kopie.html
		GET /mijn/gegevens/kopie.json
		POST /mijn/gegevens/uitloggen
		GET /mijn/gegevens/wissen
		POST /mijn/gegevens/wissen
		GET /mijn/verklaringen/{id}.pdf
	`},
	{[]toegang.Recht{toegang.Werkplek}, `
		GET /beheer
		GET /beheer/account
		POST /beheer/account/app/verwijderen
		POST /beheer/account/herstelcodes
		POST /beheer/account/passkey/verwijderen
		POST /beheer/account/sessies
		GET /beheer/account/wachtwoord
		POST /beheer/account/wachtwoord
		GET /beheer/bevestigen
		POST /beheer/bevestigen
		POST /beheer/bevestigen/passkey
		POST /beheer/bevestigen/passkey/vraag
		GET /beheer/factor/instellen
		GET /beheer/factor/instellen/app
		POST /beheer/factor/instellen/app
		POST /beheer/factor/instellen/passkey
		POST /beheer/factor/instellen/passkey/vraag
	`},
	{[]toegang.Recht{toegang.AanbodBewerken}, `
		GET /beheer/aanbod/{id}/archiveren
		POST /beheer/aanbod/{id}/archiveren
		GET /beheer/aanbod/{id}/beoordelen
		POST /beheer/aanbod/{id}/beoordelen
	`},
	{[]toegang.Recht{toegang.AanbodBewerken, toegang.EigenAanbodBewerken}, `
		GET /beheer/aanbod
		GET /beheer/aanbod/{id}
		POST /beheer/aanbod/{id}
		POST /beheer/aanbod/{id}/klopt
		GET /beheer/aanbod/{id}/voorbeeld
	`},
	{[]toegang.Recht{toegang.AanvraagBehandelen}, `
		GET /beheer/aanvragen
		GET /beheer/aanvragen/zoeken
		POST /beheer/aanvragen/zoeken
		GET /beheer/aanvragen/{id}
		POST /beheer/aanvragen/{id}/behandelen
		POST /beheer/aanvragen/{id}/verlenen
	`},
	{[]toegang.Recht{toegang.GebruikersBeheren}, `
		GET /beheer/gebruikers
		POST /beheer/gebruikers
		GET /beheer/gebruikers/nieuw
		POST /beheer/gebruikers/nieuw
		GET /beheer/gebruikers/{id}
		POST /beheer/gebruikers/{id}
		GET /beheer/gebruikers/{id}/beeindigen
		POST /beheer/gebruikers/{id}/beeindigen
		POST /beheer/gebruikers/{id}/deblokkeren
		GET /beheer/gebruikers/{id}/intrekken
		POST /beheer/gebruikers/{id}/intrekken
		POST /beheer/gebruikers/{id}/toelaten
		GET /beheer/gebruikers/{id}/tweede-stap
		POST /beheer/gebruikers/{id}/tweede-stap
		POST /beheer/gebruikers/{id}/uitnodigen
	`},
	{[]toegang.Recht{toegang.InstellingenBeheren}, `
		GET /beheer/bewaartermijnen
		GET /beheer/instellingen
		GET /beheer/instellingen/adressen
		POST /beheer/instellingen/adressen
		GET /beheer/instellingen/adressen/weghalen
		GET /beheer/instellingen/contact
		POST /beheer/instellingen/contact
		GET /beheer/instellingen/inloggen
		POST /beheer/instellingen/inloggen
		GET /beheer/instellingen/talen
		POST /beheer/instellingen/talen
		GET /beheer/instellingen/teksten
		GET /beheer/instellingen/teksten/{sleutel}
		POST /beheer/instellingen/teksten/{sleutel}
		GET /beheer/instellingen/vormgeving
		POST /beheer/instellingen/vormgeving
		GET /beheer/instellingen/vormgeving/contrast
		GET /beheer/instellingen/vormgeving/voorbeeld.css
		GET /beheer/instellingen/wijken
		POST /beheer/instellingen/wijken
		GET /beheer/verwerkingsregister
		GET /beheer/verwerkingsregister.csv
		GET /beheer/verwerkingsregister.json
	`},
	{[]toegang.Recht{toegang.PartnersBeheren}, `
		GET /beheer/partners
		GET /beheer/partners/nieuw
		POST /beheer/partners/nieuw
		GET /beheer/partners/{id}/intrekken
		POST /beheer/partners/{id}/intrekken
	`},
	{[]toegang.Recht{toegang.AuditLezen}, `
		GET /beheer/audit
		POST /beheer/audit/controleren
		POST /beheer/audit/export
		GET /beheer/audit/opvallend
	`},
}

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
