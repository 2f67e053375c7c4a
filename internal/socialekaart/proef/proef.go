// Package proef helps the tests of the rooms of the sociale kaart: two gemeenten in
// a database of their own, and offers to fill them with.
package proef

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
	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

// Site is the sociale kaart of two gemeenten on a database of its own.
type Site struct {
	T        *testing.T
	Store    socialekaart.Store
	Wachter  *momentopname.Wachter
	Voorraad *momentopname.Voorraad[*socialekaart.Kaart]
	Web      *httpx.Afhandelaar
	Routes   chi.Router
	Gemeente toegang.Gemeente
	Andere   toegang.Gemeente
	Flitsen  []string
}

// Who works on it in the tests.
var (
	Redacteur = toegang.Persoon{Soort: toegang.Medewerker, ID: uuid.MustParse("01930000-0000-7000-8000-000000000001"), Naam: "Roos Redacteur", Rollen: []toegang.Rol{toegang.Redacteur}}
	Collega   = toegang.Persoon{Soort: toegang.Medewerker, ID: uuid.MustParse("01930000-0000-7000-8000-000000000002"), Naam: "Karel Collega", Rollen: []toegang.Rol{toegang.Beheerder}}
	Consulent = toegang.Persoon{Soort: toegang.Medewerker, ID: uuid.MustParse("01930000-0000-7000-8000-000000000003"), Naam: "Cas Consulent", Rollen: []toegang.Rol{toegang.Consulent}}
)

// Wijken is the Wijkenlijst of the tests.
func (s *Site) Wijken(context.Context) []string { return []string{"Centrum", "Oosterwijk"} }

// Flits is the Flitser of the tests.
func (s *Site) Flits(_ http.ResponseWriter, _ *http.Request, zin string) error {
	s.Flitsen = append(s.Flitsen, zin)
	return nil
}

// Room is a handler whose pages are tried.
type Room interface{ Routes(chi.Router) }

// NieuweSite makes a site with offers; Hang adds the rooms whose pages are tried.
func NieuweSite(t *testing.T, rijen ...socialekaart.Invoer) *Site {
	t.Helper()
	ctx := context.Background()
	pool := pgtest.Nieuw(t)
	s := &Site{T: t}
	for _, g := range []*toegang.Gemeente{&s.Gemeente, &s.Andere} {
		*g = toegang.Gemeente{Slug: "proef", Naam: "Proefstad"}
		code := "GM9902"
		if g == &s.Andere {
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
	s.Wachter = w
	s.Store = socialekaart.Store{DB: postgres.DB{Pool: pool}, NaPublicatie: w.Kijk}
	s.Voeg(rijen...)
	s.Voorraad = momentopname.NieuweVoorraad(w, socialekaart.Laad(s.Store, onderwerp.NieuweStore(s.Store.DB).Woordenboek))
	s.Web = &httpx.Afhandelaar{Log: stil}
	r := chi.NewRouter()
	r.Use(httpx.MetTaal)
	s.Routes = r
	return s
}

// Hang adds the pages of rooms.
func (s *Site) Hang(rooms ...Room) *Site {
	for _, room := range rooms {
		room.Routes(s.Routes)
	}
	return s
}

// Voeg publishes offers.
func (s *Site) Voeg(rijen ...socialekaart.Invoer) {
	s.T.Helper()
	uitslagen, err := s.Store.Voeg(context.Background(), s.Gemeente.ID, rijen, socialekaart.BronDemo, Redacteur)
	if err != nil {
		s.T.Fatal(err)
	}
	for _, u := range uitslagen {
		if u.Uitkomst == socialekaart.Geweigerd {
			s.T.Fatalf("%s: %s", u.Naam, u.Reden)
		}
	}
}

// ID finds an offer by its slug.
func (s *Site) ID(slug string) uuid.UUID {
	s.T.Helper()
	var id uuid.UUID
	if err := s.Store.Van(s.Gemeente.ID).QueryRow(context.Background(), `SELECT id FROM aanbod WHERE gemeente_id = $1 AND slug = $2`, s.Gemeente.ID, slug).Scan(&id); err != nil {
		s.T.Fatal(err)
	}
	return id
}

// Verzoek asks for a page of the gemeente.
func (s *Site) Verzoek(wie toegang.Persoon, methode, pad string, formulier url.Values) *httptest.ResponseRecorder {
	s.T.Helper()
	return s.VerzoekBij(s.Gemeente, wie, methode, pad, formulier)
}

// VerzoekBij asks for a page of some gemeente.
func (s *Site) VerzoekBij(g toegang.Gemeente, wie toegang.Persoon, methode, pad string, formulier url.Values) *httptest.ResponseRecorder {
	s.T.Helper()
	r := httptest.NewRequest(methode, pad, strings.NewReader(formulier.Encode()))
	if methode == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	ctx := toegang.MetPersoon(toegang.MetGemeente(r.Context(), g), wie)
	ctx = web.MetKader(ctx, web.Kader{Gemeente: g.Naam, Telefoon: "0599-00 01 23", Steunpunt: "MantelSteun", Email: "info@mantelsteun.example", Openingstijden: "maandag, 9.00–17.00 uur"})
	w := httptest.NewRecorder()
	s.Routes.ServeHTTP(w, r.WithContext(ctx))
	return w
}

// Lees gets a page as a visitor and fails on any other status than the wanted one.
func (s *Site) Lees(pad string, status int) *goquery.Document {
	s.T.Helper()
	return s.Document(s.Verzoek(toegang.Persoon{}, http.MethodGet, pad, nil), status)
}

// Beheer gets a page as the redacteur.
func (s *Site) Beheer(pad string) *goquery.Document {
	s.T.Helper()
	return s.Document(s.Verzoek(Redacteur, http.MethodGet, pad, nil), http.StatusOK)
}

func (s *Site) Document(w *httptest.ResponseRecorder, status int) *goquery.Document {
	s.T.Helper()
	if w.Code != status {
		s.T.Fatalf("status %d, want %d:\n%.2000s", w.Code, status, w.Body.String())
	}
	doc, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil {
		s.T.Fatal(err)
	}
	if strings.Contains(doc.Text(), "[socialekaart.") {
		s.T.Errorf("a text is missing: %.200s", doc.Text()[strings.Index(doc.Text(), "[socialekaart."):])
	}
	return doc
}

// TekstVan is what a reader sees in a part of a page, with single spaces.
func TekstVan(doc *goquery.Document, selector string) string {
	return strings.Join(strings.Fields(doc.Find(selector).Text()), " ")
}

// Namen are the titles of the results, not of what lies just outside the filters.
func Namen(doc *goquery.Document) []string {
	return doc.Find("ol.mz-results .mz-result__title a").Map(func(_ int, s *goquery.Selection) string { return s.Text() })
}

// Term is a kenmerk.
func Term(taxonomie, code string) socialekaart.Kenmerk {
	return socialekaart.Kenmerk{Taxonomie: taxonomie, Code: code}
}

// Dag is the day of a moment.
func Dag(d time.Time) socialekaart.Datum {
	return socialekaart.Datum{Time: d.UTC().Truncate(24 * time.Hour)}
}

// Logeerhuis is an offer with everything filled in.
func Logeerhuis() socialekaart.Invoer {
	return socialekaart.Invoer{
		Slug:        "logeerhuis-de-linde",
		Organisatie: socialekaart.Organisatie{Slug: "thuis-in-proefstad", Naam: "Thuis in Proefstad", Omschrijving: "Zorg dicht bij huis.", Telefoon: "0599-00 04 50", Email: "zorg@thuis.example", Website: "https://www.thuis.example"},
		Inhoud: socialekaart.Inhoud{
			Naam: "Logeerhuis De Linde", Samenvatting: "Uw naaste logeert een weekend of een week in een klein huis met zorg.",
			Omschrijving: "Dag en nacht is er een verzorgende.\n\nU komt eerst samen kijken.", VoorWie: "Voor mensen die thuis wonen:\n- met dementie\n- met een beperking",
			Aanmelden: "1. Bel voor een kennismaking.\n2. U hoort binnen drie dagen wanneer het kan.", KostenUitleg: "Zonder besluit betaalt u zelf.",
			Kosten:     []socialekaart.Kosten{{Omschrijving: "Dag", Eurocent: 4500, Per: "dag"}, {Omschrijving: "Weekend", Eurocent: 18000, Per: "weekend"}},
			Verwijzing: "U kunt zonder indicatie komen. Met een besluit van de gemeente is het goedkoper.", Wachttijd: "Plaats beschikbaar",
			Contact:    socialekaart.Contact{Naam: "Marga Kuiper", Telefoon: "0599-00 04 56"},
			Locaties:   []socialekaart.Locatie{{Naam: "De Linde", Adres: "Lindelaan 12", Postcode: "7995 PR", Plaats: "Oosterwijk", Toegankelijkheid: "Rolstoeltoegankelijk", Breedte: 52.8731, Lengte: 6.5262}},
			Tijden:     []socialekaart.Tijd{{Dagen: []string{"ma", "di", "wo", "do", "vr"}, Van: "09:00", Tot: "17:00", Toelichting: "Aankomst op afspraak"}},
			Werkgebied: []string{"Oosterwijk"}, Talen: []string{"nl", "ar"},
			Kenmerken: []socialekaart.Kenmerk{Term("thema", "vervangende-mantelzorg"), Term("wet", "wmo"), Term("verwijzing", "nee"), Term("doelgroep", "mensen-met-dementie"),
				Term("vorm", "logeeropvang"), Term("dagdeel", "weekend"), Term("onderwerp", "logeeropvang"), Term("onderwerp", "respijt-advies")},
			GecontroleerdOp: Dag(time.Now().AddDate(0, -1, 0)),
		},
	}
}

// Eenvoudig is an offer with a name, a summary and kenmerken.
func Eenvoudig(organisatie, naam, samenvatting string, kenmerken ...socialekaart.Kenmerk) socialekaart.Invoer {
	if len(kenmerken) == 0 {
		kenmerken = []socialekaart.Kenmerk{Term("thema", "praktische-hulp")}
	}
	return socialekaart.Invoer{Organisatie: socialekaart.Organisatie{Naam: organisatie, Telefoon: "0599-00 11 11"}, Inhoud: socialekaart.Inhoud{Naam: naam, Samenvatting: samenvatting, Kenmerken: kenmerken,
		Talen: []string{"nl"}, GecontroleerdOp: Dag(time.Now().AddDate(0, -1, 0))}}
}
