package socialekaart

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

// site is the sociale kaart of two gemeenten on a database of its own.
type site struct {
	t        *testing.T
	store    Store
	handler  Handler
	router   http.Handler
	gemeente toegang.Gemeente
	andere   toegang.Gemeente
	flits    []string
}

var (
	redacteur = toegang.Persoon{Soort: toegang.Medewerker, ID: uuid.MustParse("01930000-0000-7000-8000-000000000001"), Naam: "Roos Redacteur", Rollen: []toegang.Rol{toegang.Redacteur}}
	collega   = toegang.Persoon{Soort: toegang.Medewerker, ID: uuid.MustParse("01930000-0000-7000-8000-000000000002"), Naam: "Karel Collega", Rollen: []toegang.Rol{toegang.Beheerder}}
	consulent = toegang.Persoon{Soort: toegang.Medewerker, ID: uuid.MustParse("01930000-0000-7000-8000-000000000003"), Naam: "Cas Consulent", Rollen: []toegang.Rol{toegang.Consulent}}
)

// Wijken is the Wijkenlijst of the tests.
func (s *site) Wijken(context.Context) []string { return []string{"Centrum", "Oosterwijk"} }

// Flits is the Flitser of the tests.
func (s *site) Flits(_ http.ResponseWriter, _ *http.Request, zin string) error {
	s.flits = append(s.flits, zin)
	return nil
}

func nieuweSite(t *testing.T, rijen ...Invoer) *site {
	t.Helper()
	ctx := context.Background()
	pool := pgtest.Nieuw(t)
	s := &site{t: t}
	for _, g := range []*toegang.Gemeente{&s.gemeente, &s.andere} {
		*g = toegang.Gemeente{Slug: "proef", Naam: "Proefstad"}
		code := "GM9902"
		if g == &s.andere {
			*g, code = toegang.Gemeente{Slug: "elders", Naam: "Elders"}, "GM9903"
		}
		if err := pool.QueryRow(ctx, `INSERT INTO gemeente (slug, naam, cbs_code) VALUES ($1, $2, $3) RETURNING id`, g.Slug, g.Naam, code).Scan(&g.ID); err != nil {
			t.Fatal(err)
		}
	}
	stil := slog.New(slog.NewTextHandler(io.Discard, nil))
	w, err := momentopname.NieuweWachter(ctx, pool, stil)
	if err != nil {
		t.Fatal(err)
	}
	s.store = Store{DB: postgres.DB{Pool: pool}, NaPublicatie: w.Kijk}
	s.voeg(rijen...)
	s.handler = NieuweHandler(s.store, w, s, s, &httpx.Afhandelaar{Log: stil})
	r := chi.NewRouter()
	r.Use(httpx.MetTaal)
	s.handler.Routes(r)
	s.router = r
	return s
}

func (s *site) voeg(rijen ...Invoer) {
	s.t.Helper()
	uitslagen, err := s.store.Voeg(context.Background(), s.gemeente.ID, rijen, BronDemo, redacteur)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, u := range uitslagen {
		if u.Uitkomst == Geweigerd {
			s.t.Fatalf("%s: %s", u.Naam, u.Reden)
		}
	}
}

// id finds an offer by its slug.
func (s *site) id(slug string) uuid.UUID {
	s.t.Helper()
	var id uuid.UUID
	if err := s.store.Van(s.gemeente.ID).QueryRow(context.Background(), `SELECT id FROM aanbod WHERE gemeente_id = $1 AND slug = $2`, s.gemeente.ID, slug).Scan(&id); err != nil {
		s.t.Fatal(err)
	}
	return id
}

func (s *site) verzoek(wie toegang.Persoon, methode, pad string, formulier url.Values) *httptest.ResponseRecorder {
	s.t.Helper()
	return s.verzoekBij(s.gemeente, wie, methode, pad, formulier)
}

func (s *site) verzoekBij(g toegang.Gemeente, wie toegang.Persoon, methode, pad string, formulier url.Values) *httptest.ResponseRecorder {
	s.t.Helper()
	r := httptest.NewRequest(methode, pad, strings.NewReader(formulier.Encode()))
	if methode == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	ctx := toegang.MetPersoon(toegang.MetGemeente(r.Context(), g), wie)
	ctx = web.MetKader(ctx, web.Kader{Gemeente: g.Naam, Telefoon: "0599-00 01 23", Steunpunt: "MantelSteun", Email: "info@mantelsteun.example", Openingstijden: "maandag, 9.00–17.00 uur"})
	w := httptest.NewRecorder()
	s.router.ServeHTTP(w, r.WithContext(ctx))
	return w
}

// lees gets a page as a visitor and fails on any other status than the wanted one.
func (s *site) lees(pad string, status int) *goquery.Document {
	s.t.Helper()
	return s.document(s.verzoek(toegang.Persoon{}, http.MethodGet, pad, nil), status)
}

// beheer gets a page as the redacteur.
func (s *site) beheer(pad string) *goquery.Document {
	s.t.Helper()
	return s.document(s.verzoek(redacteur, http.MethodGet, pad, nil), http.StatusOK)
}

func (s *site) document(w *httptest.ResponseRecorder, status int) *goquery.Document {
	s.t.Helper()
	if w.Code != status {
		s.t.Fatalf("status %d, want %d:\n%.2000s", w.Code, status, w.Body.String())
	}
	doc, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	if strings.Contains(doc.Text(), "[socialekaart.") {
		s.t.Errorf("a text is missing: %.200s", doc.Text()[strings.Index(doc.Text(), "[socialekaart."):])
	}
	return doc
}

// tekstVan is what a reader sees in a part of a page, with single spaces.
func tekstVan(doc *goquery.Document, selector string) string {
	return strings.Join(strings.Fields(doc.Find(selector).Text()), " ")
}

// namen are the titles of the results.
func namen(doc *goquery.Document) []string {
	return doc.Find(".mz-result__title a").Map(func(_ int, s *goquery.Selection) string { return s.Text() })
}

func term(taxonomie, code string) Kenmerk { return Kenmerk{Taxonomie: taxonomie, Code: code} }

func dag(d time.Time) Datum { return Datum{d.UTC().Truncate(24 * time.Hour)} }

// logeerhuis is an offer with everything filled in.
func logeerhuis() Invoer {
	return Invoer{
		Slug:        "logeerhuis-de-linde",
		Organisatie: Organisatie{Slug: "thuis-in-proefstad", Naam: "Thuis in Proefstad", Omschrijving: "Zorg dicht bij huis.", Telefoon: "0599-00 04 50", Email: "zorg@thuis.example", Website: "https://www.thuis.example"},
		Inhoud: Inhoud{
			Naam: "Logeerhuis De Linde", Samenvatting: "Uw naaste logeert een weekend of een week in een klein huis met zorg.",
			Omschrijving: "Dag en nacht is er een verzorgende.\n\nU komt eerst samen kijken.", VoorWie: "Voor mensen die thuis wonen:\n- met dementie\n- met een beperking",
			Aanmelden: "1. Bel voor een kennismaking.\n2. U hoort binnen drie dagen wanneer het kan.", KostenUitleg: "Zonder besluit betaalt u zelf.",
			Kosten:     []Kosten{{"Dag", 4500, "dag"}, {"Weekend", 18000, "weekend"}},
			Verwijzing: "U kunt zonder indicatie komen. Met een besluit van de gemeente is het goedkoper.", Wachttijd: "Plaats beschikbaar",
			Contact:    Contact{Naam: "Marga Kuiper", Telefoon: "0599-00 04 56"},
			Locaties:   []Locatie{{Naam: "De Linde", Adres: "Lindelaan 12", Postcode: "7995 PR", Plaats: "Oosterwijk", Toegankelijkheid: "Rolstoeltoegankelijk", Breedte: 52.8731, Lengte: 6.5262}},
			Tijden:     []Tijd{{Dagen: []string{"ma", "di", "wo", "do", "vr"}, Van: "09:00", Tot: "17:00", Toelichting: "Aankomst op afspraak"}},
			Werkgebied: []string{"Oosterwijk"}, Talen: []string{"nl", "ar"},
			Kenmerken: []Kenmerk{term("thema", "vervangende-mantelzorg"), term("wet", "wmo"), term("verwijzing", "nee"), term("doelgroep", "mensen-met-dementie"),
				term("vorm", "logeeropvang"), term("dagdeel", "weekend"), term("onderwerp", "logeeropvang"), term("onderwerp", "respijt-advies")},
			GecontroleerdOp: dag(time.Now().AddDate(0, -1, 0)),
		},
	}
}

// eenvoudig is an offer with a name, a summary and kenmerken.
func eenvoudig(organisatie, naam, samenvatting string, kenmerken ...Kenmerk) Invoer {
	if len(kenmerken) == 0 {
		kenmerken = []Kenmerk{term("thema", "praktische-hulp")}
	}
	return Invoer{Organisatie: Organisatie{Naam: organisatie, Telefoon: "0599-00 11 11"}, Inhoud: Inhoud{Naam: naam, Samenvatting: samenvatting, Kenmerken: kenmerken,
		Talen: []string{"nl"}, GecontroleerdOp: dag(time.Now().AddDate(0, -1, 0))}}
}
