package tonen

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/proef"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
)

// namen knows every gemeente by its id.
type namen struct{}

func (namen) Naam(context.Context, int) string { return "Lindemeer" }

func nieuweSite(t *testing.T, rijen ...socialekaart.Invoer) *proef.Site {
	t.Helper()
	s := proef.NieuweSite(t, rijen...)
	return s.Hang(Handler{Voorraad: s.Voorraad, Gemeenten: namen{}, Web: s.Web})
}

// compleet is an offer of which everything is known.
func compleet() socialekaart.Invoer {
	in := proef.Logeerhuis()
	in.Inhoud.EersteStap, in.Inhoud.Contact.WhatsApp = socialekaart.StapWhatsApp, "06-00 00 12 34"
	in.Inhoud.Wachttijd, in.Inhoud.Plek = "", socialekaart.Plek{Stand: socialekaart.PlekVrij, Aantal: 2, Op: in.Inhoud.GecontroleerdOp}
	kerst := socialekaart.Datum{Time: time.Date(time.Now().Year(), 12, 25, 0, 0, 0, 0, time.UTC)}
	in.Inhoud.Uitzonderingen = []socialekaart.Uitzondering{{Van: kerst, Tot: socialekaart.Datum{Time: kerst.AddDate(0, 0, 1)}, Gesloten: true}}
	in.Inhoud.Indicatie, in.Inhoud.Contact.VerwijsTelefoon = "Wmo kortdurend verblijf", "0599-00 04 59"
	in.Inhoud.Kenmerken = append(in.Inhoud.Kenmerken, proef.Term("toegankelijkheid", "rolstoel"), proef.Term("toegankelijkheid", "prikkelarm"))
	return in
}

func TestDetailPage(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis(),
		proef.Eenvoudig("Zorggroep", "Logeren met zorg", "Een week logeren.", proef.Term("thema", "vervangende-mantelzorg"), proef.Term("vorm", "logeeropvang")),
		socialekaart.Invoer{Organisatie: proef.Logeerhuis().Organisatie, Inhoud: proef.Eenvoudig("", "Nachthulp", "Iemand waakt.").Inhoud},
		proef.Eenvoudig("Welzijn", "Boodschappenbus", "De bus haalt u op."))
	doc := s.Lees("/aanbod/logeerhuis-de-linde", http.StatusOK)
	for selector, want := range map[string]string{
		"h1":                                     "Logeerhuis De Linde",
		".mz-facts dt":                           "Aanbieder Plaats Wanneer Kosten Wie betaalt Verwijzing of indicatie Is er plek? Talen",
		".mz-prose > h2":                         "Is dit iets voor u?Wat gebeurt er?Waar en wanneer?Wat kost het en wie betaalt?Heeft u een verwijzing nodig?Hoe begint u?Wie biedt dit aan?",
		".mz-prose ul.utrecht-unordered-list li": "met dementiemet een beperking",
		".mz-prose ol.mz-steps":                  "Bel voor een kennismaking.U hoort binnen drie dagen wanneer het kan.",
		".mz-prose table tbody":                  "Dag € 45 per dag Weekend € 180 per weekend",
		".mz-prose address":                      "De Linde Lindelaan 12, 7995 PR Oosterwijk",
		".mz-facts .nl-button--primary":          "Bel 0599-00 04 56",
		".mz-facts .mz-bereik a.mz-more":         "Ga naar de website thuis.example Plan uw route",
		".mz-grid .mz-result__title a":           "Logeren met zorgNachthulp",
		".utrecht-breadcrumb-nav__link":          "HomeHulp en activiteitenLogeerhuis De Linde",
		`.mz-share a[href="/aanbod/logeerhuis-de-linde/melding"]`: "Klopt er iets niet?",
	} {
		got := proef.TekstVan(doc, selector)
		if strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(want, " ", "") {
			t.Errorf("%s: %q, want %q", selector, got, want)
		}
	}
	for _, want := range []string{`a[href="tel:+31599000456"]`, `a[href="https://www.thuis.example"]`, `a[href="/organisaties/thuis-in-proefstad"]`, "[data-print]", "[data-deel]", `[data-kopieer="adres"]`,
		`a[href="/aanbod/logeerhuis-de-linde/contact.vcf"]`, `a[href^="mailto:?subject=Logeerhuis%20De%20Linde&body="]`, `form#bewaarformulier[action="/lijst"]`, `button[form=bewaarformulier][value="logeerhuis-de-linde"]`,
		`a[href="https://www.openstreetmap.org/directions?to=52.87310%2C6.52620"]`} {
		if doc.Find("article "+want).Length() == 0 {
			t.Errorf("%s is not there", want)
		}
	}
	if got := proef.TekstVan(doc, ".mz-share"); !strings.Contains(got, "Laatst gecontroleerd op ") || !strings.Contains(got, ", door de gemeente.") || strings.Contains(doc.Text(), "half jaar") {
		t.Error(got)
	}
	if en := s.Lees("/en/aanbod/logeerhuis-de-linde", http.StatusOK); en.Find(`.mz-prose p[lang=nl]`).Length() == 0 || proef.TekstVan(en, ".mz-facts h2") == proef.TekstVan(doc, ".mz-facts h2") {
		t.Error("an English page must mark the Dutch texts")
	}
}

func TestTheFirstStepIsTheOneThatWasChosen(t *testing.T) {
	s := nieuweSite(t, compleet())
	doc := s.Lees("/aanbod/logeerhuis-de-linde", http.StatusOK)
	knop := doc.Find(".mz-facts .nl-button")
	if href, _ := knop.Attr("href"); knop.Length() != 1 || href != "https://wa.me/31600001234" {
		t.Errorf("%d buttons, to %q", knop.Length(), href)
	}
	if got := proef.TekstVan(doc, ".mz-facts"); !strings.Contains(got, "2 plekken vrij Dat was zo op ") {
		t.Error(got)
	}
	for _, want := range []string{"op 25 en 26 december", "Toegankelijk met een rolstoel", "Rustige ruimte met weinig prikkels", "Indicatie: Wmo kortdurend verblijf"} {
		if got := proef.TekstVan(doc, ".mz-prose"); !strings.Contains(got, want) {
			t.Errorf("%q is not there: %s", want, got)
		}
	}
}

func TestOldCheckIsTold(t *testing.T) {
	oud := proef.Logeerhuis()
	oud.Inhoud.GecontroleerdOp = proef.Dag(time.Now().AddDate(0, -7, 0))
	s := nieuweSite(t, oud)
	if got := proef.TekstVan(s.Lees("/aanbod/logeerhuis-de-linde", http.StatusOK), ".mz-prose .utrecht-alert"); !strings.Contains(got, "langer dan een half jaar geleden") || !strings.Contains(got, "Bel eerst even") {
		t.Error(got)
	}
}

// What the organisatie itself wrote says so, and what was imported claims nothing. No
// person is named.
func TestWhoCheckedIt(t *testing.T) {
	a := socialekaart.Aanbod{Organisatie: socialekaart.Organisatie{Naam: "Thuis in Proefstad"}, Bron: socialekaart.BronBeheer}
	a.GecontroleerdOp = socialekaart.Datum{Time: time.Date(2026, 11, 12, 0, 0, 0, 0, time.UTC)}
	org, invoer, nooit := a, a, a
	org.DoorOrganisatie, invoer.Bron, nooit.GecontroleerdOp = true, socialekaart.BronImport, socialekaart.Datum{}
	for _, c := range []struct {
		d    Detail
		want string
	}{
		{Detail{Aanbod: a}, "Laatst gecontroleerd op 12 november 2026, door de gemeente."},
		{Detail{Aanbod: a, Elders: "Lindemeer"}, "Laatst gecontroleerd op 12 november 2026, door de gemeente Lindemeer."},
		{Detail{Aanbod: org}, "Laatst gecontroleerd op 12 november 2026, door Thuis in Proefstad zelf."},
		{Detail{Aanbod: invoer}, "Laatst gecontroleerd op 12 november 2026"},
		{Detail{Aanbod: nooit}, "Nog niet gecontroleerd"},
	} {
		if got := c.d.gecontroleerd(t.Context()); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// The store knows what somebody of the organisatie itself wrote.
func TestWhatTheOrganisationWroteItself(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis())
	ctx, id := t.Context(), s.ID("logeerhuis-de-linde")
	aanbieder := toegang.Persoon{Soort: toegang.Medewerker, Naam: "Anna Aanbieder", Rollen: []toegang.Rol{toegang.Aanbieder}}
	if err := s.Store.Van(s.Gemeente.ID).QueryRow(ctx, `INSERT INTO gebruiker (id, email, naam) VALUES ($1, 'anna@thuis.example', 'Anna') RETURNING id`, uuid.Must(uuid.NewV7())).Scan(&aanbieder.ID); err != nil {
		t.Fatal(err)
	}
	a, err := s.Store.Haal(ctx, s.Gemeente.ID, id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Store.Van(s.Gemeente.ID).Exec(ctx, `INSERT INTO aanbieder (gemeente_id, gebruiker_id, organisatie_id) VALUES ($1, $2, $3)`, s.Gemeente.ID, aanbieder.ID, a.Organisatie.ID); err != nil {
		t.Fatal(err)
	}
	nr, err := s.Store.Bewaar(ctx, s.Gemeente.ID, id, a.Revisie, a.Inhoud, aanbieder)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Store.Publiceer(ctx, s.Gemeente.ID, id, nr, proef.Redacteur); err != nil {
		t.Fatal(err)
	}
	if got := proef.TekstVan(s.Lees("/aanbod/logeerhuis-de-linde", http.StatusOK), ".mz-share"); !strings.Contains(got, "door Thuis in Proefstad zelf") || strings.Contains(got, "Anna") {
		t.Error(got)
	}
}

func TestOrganisationPage(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis(), proef.Eenvoudig("Welzijn", "Boodschappenbus", "De bus haalt u op."))
	doc := s.Lees("/organisaties/thuis-in-proefstad", http.StatusOK)
	if got := proef.Namen(doc); !slices.Equal(got, []string{"Logeerhuis De Linde"}) || proef.TekstVan(doc, "h1") != "Thuis in Proefstad" {
		t.Errorf("%s: %q", proef.TekstVan(doc, "h1"), got)
	}
	if doc.Find(`a[href="mailto:zorg@thuis.example"]`).Length() == 0 {
		t.Error("no e-mail")
	}
}

func TestUnknownAndForeignOffersAreNotFound(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis())
	for _, pad := range []string{"/aanbod/bestaat-niet", "/organisaties/bestaat-niet", "/aanbod/%00", "/aanbod/" + strings.Repeat("a", 3000), "/aanbod/bestaat-niet/contact.vcf"} {
		s.Lees(pad, http.StatusNotFound)
	}
	if w := s.VerzoekBij(s.Andere, toegang.Persoon{}, http.MethodGet, "/aanbod/logeerhuis-de-linde", nil); w.Code != http.StatusNotFound {
		t.Errorf("another gemeente: status %d", w.Code)
	}
	if doc := s.Document(s.VerzoekBij(s.Andere, toegang.Persoon{}, http.MethodGet, "/organisaties/thuis-in-proefstad", nil), http.StatusNotFound); doc.Find("h1").Length() == 0 {
		t.Error("no page that says so")
	}
}

// A parameter cannot put words on the page.
func TestOnlyWhatWasThereIsReplaced(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis())
	for _, was := range []string{"verzonnen", "logeerhuis-de-linde", "<script>", strings.Repeat("x", 3000)} {
		if doc := s.Lees("/aanbod/logeerhuis-de-linde?"+inPlaatsVan+"="+url.QueryEscape(was), http.StatusOK); strings.Contains(doc.Text(), "in de plaats gekomen") {
			t.Errorf("%.20s is believed", was)
		}
	}
}

func TestArchivedOffersExplainThemselves(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis(), proef.Eenvoudig("Welzijn", "Eerste", "Was er."), proef.Eenvoudig("Welzijn", "Tweede", "Kwam daarna."),
		proef.Eenvoudig("Buur", "Logeerpunt", "Logeren.", proef.Term("thema", "vervangende-mantelzorg"), proef.Term("onderwerp", "logeeropvang")),
		proef.Eenvoudig("Zorg", "Nachtopvang", "Een nacht.", proef.Term("thema", "vervangende-mantelzorg"), proef.Term("onderwerp", "logeeropvang")))
	archiveer := func(slug string, opvolger uuid.UUID) {
		if err := s.Store.Archiveer(t.Context(), s.Gemeente.ID, s.ID(slug), opvolger, proef.Redacteur); err != nil {
			t.Fatal(err)
		}
	}
	archiveer("logeerpunt", uuid.Nil)
	doc := s.Lees("/aanbod/logeerpunt", http.StatusGone)
	if got := proef.TekstVan(doc, ".mz-grid .mz-result__title a"); !strings.Contains(got, "Nachtopvang") {
		t.Errorf("like it: %q", got)
	}
	if !strings.Contains(proef.TekstVan(doc, "main"), "‘Logeerpunt’ staat niet meer in dit overzicht") || doc.Find(`a[href="/aanbod?thema=vervangende-mantelzorg"], meta[name=robots]`).Length() != 2 {
		t.Error(proef.TekstVan(doc, "main"))
	}
	s.Lees("/aanbod/logeerpunt/contact.vcf", http.StatusNotFound)

	archiveer("eerste", s.ID("tweede"))
	archiveer("tweede", s.ID("logeerhuis-de-linde"))
	for _, was := range []string{"eerste", "tweede"} {
		w := s.Verzoek(toegang.Persoon{}, http.MethodGet, "/en/aanbod/"+was, nil)
		if naar := w.Header().Get("Location"); w.Code != http.StatusMovedPermanently || naar != "/en/aanbod/logeerhuis-de-linde?in-plaats-van="+was {
			t.Fatalf("%s: %d to %s", was, w.Code, naar)
		}
		if w.Header().Get("Cache-Control") != "no-cache" {
			t.Error("a browser leads there for ever, also when the offer is back")
		}
	}
	if got := proef.TekstVan(s.Lees("/aanbod/logeerhuis-de-linde?in-plaats-van=eerste", http.StatusOK), ".utrecht-alert"); !strings.Contains(got, "‘Eerste’ is er niet meer") {
		t.Error(got)
	}
}

func TestOfAnotherGemeente(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis())
	h := Handler{Gemeenten: namen{}}
	k, err := s.Voorraad.Haal(t.Context(), s.Gemeente.ID)
	if err != nil {
		t.Fatal(err)
	}
	ctx := toegang.MetGemeente(t.Context(), s.Andere)
	a, _ := k.MetSlug("logeerhuis-de-linde")
	a.Van = s.Gemeente.ID
	if d := h.detail(ctx, k, a, ""); d.Elders != "Lindemeer" {
		t.Errorf("%q", d.Elders)
	}
	a.Landelijk = true
	if d := h.detail(ctx, k, a, ""); d.Elders != "" {
		t.Error("a helpline is of everybody")
	}
}

func TestSitemap(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis(), proef.Eenvoudig("Welzijn", "Boodschappenbus", "De bus haalt u op."))
	var paden []string
	err := Handler{Voorraad: s.Voorraad}.Adressen(toegang.MetGemeente(t.Context(), s.Gemeente), func(pad string, gewijzigd time.Time) {
		if paden = append(paden, pad); gewijzigd.IsZero() {
			t.Errorf("%s has no date", pad)
		}
	})
	if want := []string{"/aanbod/boodschappenbus", "/aanbod/logeerhuis-de-linde", "/organisaties/welzijn", "/organisaties/thuis-in-proefstad"}; err != nil || !slices.Equal(paden, want) {
		t.Errorf("%q %v", paden, err)
	}
}

// What search engines read says the same as the page, and no text can end it.
func TestStructuredData(t *testing.T) {
	in := compleet()
	in.Inhoud.Samenvatting = `Logeren </script><script>alert("1")</script> & meer`
	s := nieuweSite(t, in)
	s.Gemeente.URL = "https://mantelzorg.proefstad.example"
	w := s.Verzoek(toegang.Persoon{}, http.MethodGet, "/aanbod/logeerhuis-de-linde", nil)
	if strings.Contains(w.Body.String(), "<script>alert") {
		t.Fatal("a text ends the data")
	}
	doc := s.Document(w, http.StatusOK)
	blok := doc.Find(`script[type="application/ld+json"]`)
	var d struct {
		Context        string `json:"@context"`
		Type           string `json:"@type"`
		URL            string
		Name           string
		Description    string
		ServiceType    string
		Provider       struct{ Name, Telephone string }
		AreaServed     []struct{ Name string }
		Offers         []struct{ Price, PriceCurrency string }
		HoursAvailable []struct {
			DayOfWeek     []string
			Opens, Closes string
		}
		AvailableChannel struct {
			ServicePhone    struct{ Telephone string }
			ServiceLocation []struct {
				Type                             string `json:"@type"`
				Address                          struct{ StreetAddress, PostalCode, AddressLocality string }
				Geo                              struct{ Latitude float64 }
				OpeningHoursSpecification        []struct{ Opens string }
				SpecialOpeningHoursSpecification []struct{ ValidFrom, ValidThrough, Opens, Closes string }
			}
		}
	}
	if err := json.Unmarshal([]byte(blok.Text()), &d); blok.Length() != 1 || err != nil {
		t.Fatalf("%d blocks: %v", blok.Length(), err)
	}
	plek := d.AvailableChannel.ServiceLocation
	if d.Context != "https://schema.org" || d.Type != "Service" || d.URL != "https://mantelzorg.proefstad.example/aanbod/logeerhuis-de-linde" || d.Name != "Logeerhuis De Linde" || d.Description != in.Inhoud.Samenvatting ||
		d.ServiceType != "Logeren" || d.Provider.Name != "Thuis in Proefstad" || d.AreaServed[0].Name != "Oosterwijk" || d.Offers[1].Price != "180.00" || d.Offers[1].PriceCurrency != "EUR" ||
		d.HoursAvailable[0].DayOfWeek[4] != "https://schema.org/Friday" || d.HoursAvailable[0].Closes != "17:00" || d.AvailableChannel.ServicePhone.Telephone != "0599-00 04 56" {
		t.Errorf("%+v", d)
	}
	if len(plek) != 1 || plek[0].Type != "Place" || plek[0].Address.PostalCode != "7995 PR" || plek[0].Geo.Latitude != 52.8731 || plek[0].OpeningHoursSpecification[0].Opens != "09:00" ||
		!strings.HasSuffix(plek[0].SpecialOpeningHoursSpecification[0].ValidThrough, "-12-26") || plek[0].SpecialOpeningHoursSpecification[0].Closes != "00:00" {
		t.Errorf("%+v", plek)
	}
	for selector, want := range map[string]string{`link[rel=canonical]`: "/aanbod/logeerhuis-de-linde", `meta[property="og:title"]`: "Logeerhuis De Linde", `meta[property="og:url"]`: "/aanbod/logeerhuis-de-linde"} {
		got := doc.Find("head " + selector)
		if got.AttrOr("href", got.AttrOr("content", "")) != want {
			t.Errorf("%s: %q", selector, got.AttrOr("content", ""))
		}
	}
}
