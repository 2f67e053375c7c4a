package vinden

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/proef"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/zoeken"

	"github.com/PuerkitoBio/goquery"
)

// maandag is a moment at which the logeerhuis is open.
var maandag = time.Date(2026, 11, 23, 10, 30, 0, 0, i18n.Amsterdam)

// site is one whose clock stands still, with more to hang on the handler.
func site(t *testing.T, h Handler, rijen ...socialekaart.Invoer) *proef.Site {
	t.Helper()
	s := proef.NieuweSite(t, rijen...)
	h.Voorraad, h.Wijken, h.Web = s.Voorraad, s, s.Web
	h.Klok = func() time.Time { return maandag }
	return s.Hang(h)
}

// bij is an offer at a place, with kenmerken.
func bij(naam, postcode string, breedte, lengte float64, kenmerken ...socialekaart.Kenmerk) socialekaart.Invoer {
	in := proef.Eenvoudig("Welzijn", naam, "Samen koffie drinken.", kenmerken...)
	in.Inhoud.Locaties = []socialekaart.Locatie{{Plaats: "Oosterwijk", Postcode: postcode, Breedte: breedte, Lengte: lengte}}
	return in
}

// Every count beside an option is what choosing it gives, also on top of other choices.
func TestCountsAreWhatChoosingGives(t *testing.T) {
	s := site(t, Handler{}, proef.Logeerhuis(),
		proef.Eenvoudig("Welzijn", "Koffie", "Samen koffie.", proef.Term("thema", "emotionele-steun"), proef.Term("doelgroep", "mensen-met-dementie"), proef.Term("wet", "wmo")),
		proef.Eenvoudig("Welzijn", "Klussen", "Een klus.", proef.Term("thema", "praktische-hulp"), proef.Term("dagdeel", "avond")))
	for _, basis := range []string{"", "wet=wmo", "zorgvoor=mensen-met-dementie&wet=wmo"} {
		doc := s.Lees("/aanbod?"+basis, http.StatusOK)
		n := 0
		doc.Find("#filters input[type=checkbox]").Each(func(_ int, o *goquery.Selection) {
			naam, waarde := o.AttrOr("name", ""), o.AttrOr("value", "")
			want, err := strconv.Atoi(o.Parent().Find(".mz-count").Text())
			if err != nil {
				t.Fatal(err)
			}
			p, err := url.ParseQuery(basis)
			if err != nil {
				t.Fatal(err)
			}
			p.Set(naam, waarde) // alone in its group
			if got := len(proef.Namen(s.Lees("/aanbod?"+p.Encode(), http.StatusOK))); got != want || want == 0 {
				t.Errorf("%s + %s=%s: %d found, counted %d", basis, naam, waarde, got, want)
			}
			n++
		})
		if n < 8 {
			t.Errorf("%q: only %d options", basis, n)
		}
	}
}

func TestFiltersOpenAndFolded(t *testing.T) {
	s := site(t, Handler{}, proef.Logeerhuis(), proef.Eenvoudig("Welzijn", "Koffie", "Koffie.", proef.Term("thema", "educatie"), proef.Term("dagdeel", "avond")))
	doc := s.Lees("/aanbod?dagdeel=avond&dagdeel=weekend", http.StatusOK)
	if got := doc.Find("#filters > fieldset").Length(); got < 3 || got > open {
		t.Errorf("%d groups stand open", got)
	}
	dicht := doc.Find("#filters details.mz-uitklap").FilterFunction(func(_ int, d *goquery.Selection) bool {
		return strings.Contains(d.Find("summary").First().Text(), "Wanneer")
	})
	if _, is := dicht.Attr("open"); !is || !strings.Contains(dicht.Find("summary").Text(), "2 gekozen") {
		t.Errorf("a folded group with a choice: %s", dicht.Find("summary").Text())
	}
	if got := proef.TekstVan(doc, ".mz-filterbtn"); got != "Filters (2)" {
		t.Error(got)
	}
	if got := proef.TekstVan(doc, "#filters fieldset legend:contains('terecht') ~ .mz-opt label"); !strings.Contains(got, "Nu open 1") {
		t.Errorf("open now: %q", got)
	}
}

func TestDistance(t *testing.T) {
	s := site(t, Handler{}, bij("Dichtbij", "7995 PR", 52.8731, 6.5262), bij("Verder", "7991 AA", 52.9031, 6.5262), bij("Ver weg", "7999 ZZ", 53.2, 6.9))
	doc := s.Lees("/aanbod?postcode=7995+pr&straal=5&sorteer=afstand", http.StatusOK)
	if got := proef.Namen(doc); !slices.Equal(got, []string{"Dichtbij", "Verder"}) {
		t.Error(got)
	}
	if got := proef.TekstVan(doc, "#r1 .mz-meta span:first-child"); got != "Oosterwijk, 0,1 km" {
		t.Error(got)
	}
	if got := proef.TekstVan(doc, "#r2 .mz-meta"); !strings.Contains(got, "3,3 km") {
		t.Error(got)
	}
	chips := doc.Find("ul[aria-label='Gekozen filters'] a")
	if chips.Length() != 3 || chips.First().AttrOr("href", "") != "/aanbod" || !strings.Contains(chips.Eq(1).Text(), "Gesorteerd op: afstand") {
		t.Errorf("chips: %s", chips.Text())
	}
	// a postcode that is none: what was typed stays, and so do the offers
	doc = s.Lees("/aanbod?postcode=12ab&straal=5", http.StatusOK)
	veld := doc.Find("#postcode")
	if veld.AttrOr("value", "") != "12ab" || veld.AttrOr("aria-invalid", "") != "true" || !strings.Contains(doc.Find("#"+veld.AttrOr("aria-describedby", "?")).Text(), "Wij kennen deze postcode niet") {
		t.Error("the wrong postcode is not told at its field")
	}
	if got := proef.Namen(doc); len(got) != 3 || doc.Find("a.mz-tag").Length() != 0 {
		t.Error(got, proef.TekstVan(doc, "a.mz-tag"))
	}
}

func TestFixedAddressesAreNoOffers(t *testing.T) {
	s := site(t, Handler{}, proef.Eenvoudig("Welzijn", "Tekst", "Samen lezen."))
	if got := s.Lees("/aanbod", http.StatusOK).Find("#r1 a").AttrOr("href", ""); got != "/aanbod/tekst-2" {
		t.Error(got)
	}
}

func TestDeadEndSaysWhichFilterToDrop(t *testing.T) {
	s := site(t, Handler{}, proef.Logeerhuis(), proef.Eenvoudig("Welzijn", "Koffie", "Koffie.", proef.Term("thema", "educatie"), proef.Term("dagdeel", "avond")))
	doc := s.Lees("/aanbod?q=logeren&dagdeel=avond&wet=wmo", http.StatusOK)
	link := doc.Find("main a:contains('Zonder ‘Avond’: 1 gevonden')")
	if link.Length() != 1 {
		t.Fatalf("no way out: %s", proef.TekstVan(doc, "main .mz-prose"))
	}
	if got := proef.Namen(s.Lees(link.AttrOr("href", ""), http.StatusOK)); !slices.Equal(got, []string{"Logeerhuis De Linde"}) {
		t.Errorf("the way out leads to %q", got)
	}
	if got := s.Lees("/aanbod?q=xqzzk&dagdeel=avond", http.StatusOK).Find("main a:contains('Zonder ‘xqzzk’: 1 gevonden')").AttrOr("href", ""); got != "/aanbod?dagdeel=avond" {
		t.Errorf("without the words: %q", got)
	}
	if got := proef.TekstVan(doc, "main .mz-results .mz-result__title"); !strings.Contains(got, "Logeerhuis De Linde") {
		t.Errorf("just outside the filters: %q", got)
	}
}

func TestUnknownFiltersGetANote(t *testing.T) {
	s := site(t, Handler{}, proef.Logeerhuis())
	for adres, want := range map[string]bool{"/aanbod": false, "/aanbod?thema=educatie": false, "/aanbod?thema=bestaat-niet": true, "/aanbod?wijk=Nergens&wet=wmo": true, "/aanbod?sorteer=omgekeerd": true, "/aanbod?straal=7&postcode=7995": true} {
		doc := s.Lees(adres, http.StatusOK)
		if got := strings.Contains(doc.Find("main").Text(), "Een filter in dit adres kennen wij niet"); got != want {
			t.Errorf("%s: note %v", adres, got)
		}
	}
}

func TestCardInOneLook(t *testing.T) {
	in := proef.Logeerhuis()
	in.Inhoud.Plek = socialekaart.Plek{Stand: socialekaart.PlekVrij, Aantal: 2, Op: proef.Dag(maandag)}
	in.Inhoud.Tijden[0].Toelichting = ""
	in.Inhoud.GecontroleerdOp = proef.Dag(time.Date(2026, 10, 5, 0, 0, 0, 0, time.UTC))
	s := site(t, Handler{}, in)
	got := proef.TekstVan(s.Lees("/aanbod", http.StatusOK), "#r1")
	for _, want := range []string{"Logeerhuis De Linde", "Thuis in Proefstad", "Oosterwijk", "Ma t/m vr, 9.00–17.00 uur", "Vanaf € 45 per dag", "Geen verwijzing nodig", "Nu open tot 17.00 uur", "Gecontroleerd in oktober 2026", "2"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not on the card: %s", want, got)
		}
	}
	en := proef.TekstVan(s.Lees("/en/aanbod", http.StatusOK), "#r1")
	if !strings.Contains(en, "Checked in October 2026") || !strings.Contains(en, "Open now until") {
		t.Error(en)
	}
}

func TestQuestionsAreCountedWithoutWho(t *testing.T) {
	var geteld teller
	s := site(t, Handler{Teller: &geteld}, proef.Logeerhuis())
	for _, adres := range []string{"/aanbod", "/aanbod?q=%21%21", "/aanbod?q=logeren", "/aanbod?q=logeren&wet=wmo", "/aanbod?q=logeren&pagina=2", "/aanbod?q=xqzzk&voor=verwijzer", "/aanbod/tekst?q=logeren"} {
		if w := s.Verzoek(toegang.Persoon{}, http.MethodGet, adres, nil); w.Code != http.StatusOK {
			t.Fatal(adres, w.Code)
		}
	}
	s.Verzoek(proef.Redacteur, http.MethodGet, "/aanbod?q=logeren", nil)
	if want := (teller{"logeren": {1}, "xqzzk": {0}}); !geteld.is(want) {
		t.Errorf("counted %v, want %v", geteld, want)
	}
}

// teller is a Teller that remembers.
type teller map[string][]int

func (t *teller) Tel(_ int, vraag string, gevonden int) {
	if *t == nil {
		*t = teller{}
	}
	(*t)[vraag] = append((*t)[vraag], gevonden)
}

func (t teller) is(u teller) bool {
	if len(t) != len(u) {
		return false
	}
	for q, n := range u {
		if !slices.Equal(t[q], n) {
			return false
		}
	}
	return true
}

// bron finds as many as it is told.
type bron struct {
	n   int
	err error
}

func (bron) Naam(context.Context) string { return "Organisaties" }
func (bron) Soort() string               { return "organisatie" }
func (b bron) Zoek(_ context.Context, _ string, max int) (uit []Gevonden, totaal int, err error) {
	for i := range min(b.n, max) {
		uit = append(uit, Gevonden{Titel: "Organisatie " + strconv.Itoa(i), URL: "/organisaties/o" + strconv.Itoa(i)})
	}
	return uit, b.n, b.err
}

func TestOtherSources(t *testing.T) {
	s := site(t, Handler{Bronnen: []Bron{bron{n: 7}, bron{err: context.DeadlineExceeded}}}, proef.Logeerhuis())
	doc := s.Lees("/aanbod?q=logeren", http.StatusOK)
	if got := proef.TekstVan(doc, "nav.mz-tabs"); got != "Hulp en activiteiten (1)Organisaties (7)" {
		t.Error(got)
	}
	if got := doc.Find("section[aria-labelledby=bron-organisatie] .mz-result").Length(); got != 3 {
		t.Errorf("%d below the offers", got)
	}
	alle := doc.Find("section[aria-labelledby=bron-organisatie] a.mz-more").AttrOr("href", "")
	doc = s.Lees(alle, http.StatusOK)
	if got := proef.TekstVan(doc, "h2#aantal"); got != "7 resultaten voor ‘logeren’" {
		t.Error(got)
	}
	if got := doc.Find(".mz-result").Length(); got != 7 {
		t.Errorf("%d by itself", got)
	}
	if got := proef.TekstVan(doc, "nav.mz-tabs [aria-current]"); got != "Organisaties (7)" {
		t.Error(got)
	}
	if s.Lees("/aanbod", http.StatusOK).Find("nav.mz-tabs").Length() != 0 {
		t.Error("without words there is nothing but offers")
	}
}

// A page that is kept holds no longer when a Bron moved on by itself.
func TestAKeptPageFollowsItsSources(t *testing.T) {
	b, stand := &bron{n: 4}, momentopname.Stand{Generatie: 7}
	h := Handler{Bronnen: []Bron{b}, Stand: func(context.Context) momentopname.Stand { return stand }}
	s := site(t, h, proef.Logeerhuis())
	tab := func() string { return proef.TekstVan(s.Lees("/aanbod?q=logeren", http.StatusOK), "nav.mz-tabs") }
	for range 3 {
		tab()
	}
	if b.n = 5; tab() != "Hulp en activiteiten (1)Organisaties (4)" {
		t.Error("nothing is kept")
	}
	if stand.Generatie++; tab() != "Hulp en activiteiten (1)Organisaties (5)" {
		t.Error("what a source said before is kept")
	}
}

// What a word was read as is said once, and not again among what was searched too.
func TestAMisspelledWordIsExplainedOnce(t *testing.T) {
	bedoeld, ook := uitleg(t.Context(), zoeken.Begrip{Gespeld: []zoeken.Spelling{{Getypt: "respijdzorg", Gelezen: "respijtzorg"}}, Ook: []string{"respijtzorg", "dagopvang"}})
	if len(bedoeld) != 1 || bedoeld[0] != "respijtzorg" || len(ook) != 1 || ook[0] != (link{"dagopvang", "/aanbod?q=dagopvang"}) {
		t.Errorf("%q, %+v", bedoeld, ook)
	}
}
