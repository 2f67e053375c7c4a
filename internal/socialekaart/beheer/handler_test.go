package beheer

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/proef"
	"mantelpunt/internal/socialekaart/tonen"
	"mantelpunt/internal/socialekaart/vinden"
	"mantelpunt/internal/toegang"

	"github.com/PuerkitoBio/goquery"
)

// buurnamen knows the other gemeente by name.
type buurnamen struct{}

func (buurnamen) Naam(context.Context, int) string { return "Elders" }

func nieuweSite(t *testing.T, rijen ...socialekaart.Invoer) *proef.Site {
	t.Helper()
	s := proef.NieuweSite(t, rijen...)
	return s.Hang(vinden.Handler{Voorraad: s.Voorraad, Wijken: s, Web: s.Web}, tonen.Handler{Voorraad: s.Voorraad, Gemeenten: buurnamen{}, Web: s.Web}, Handler{Store: s.Store, Voorraad: s.Voorraad, Wijken: s, Flits: s, Web: s.Web, Onderwerpen: onderwerp.NieuweStore(s.Store.DB),
		Buren: func(context.Context) ([]Buur, error) { return []Buur{{"GM9903", "Elders"}}, nil }})
}

// ingevuld reads a form off the page, as a browser would send it.
func ingevuld(doc *goquery.Document) url.Values {
	v := url.Values{}
	doc.Find("form.mz-form input, form.mz-form textarea").Each(func(_ int, s *goquery.Selection) {
		naam, _ := s.Attr("name")
		waarde, _ := s.Attr("value")
		_, aan := s.Attr("checked")
		switch soort, _ := s.Attr("type"); {
		case goquery.NodeName(s) == "textarea":
			v.Add(naam, s.Text())
		case (soort == "checkbox" || soort == "radio") && !aan:
		default:
			v.Add(naam, waarde)
		}
	})
	return v
}

func TestListOfOffersForStaff(t *testing.T) {
	oud := proef.Eenvoudig("Bieb", "Bieb aan huis", "Boeken aan de deur.")
	oud.Inhoud.GecontroleerdOp = proef.Dag(time.Now().AddDate(-1, 0, 0))
	weg := proef.Eenvoudig("Welzijn", "Gestopte club", "Bestaat niet meer.")
	weg.Gearchiveerd = true
	s := nieuweSite(t, proef.Logeerhuis(), oud, weg)
	for _, c := range []struct {
		query string
		want  []string
	}{
		{"", []string{"Bieb aan huis", "Gestopte club", "Logeerhuis De Linde"}},
		{"q=huis+bieb", []string{"Bieb aan huis"}}, {"q=thuis+in+proefstad", []string{"Logeerhuis De Linde"}},
		{"status=gearchiveerd", []string{"Gestopte club"}}, {"status=onzin&na=onzin", []string{"Bieb aan huis", "Gestopte club", "Logeerhuis De Linde"}},
		{"lang=ja", []string{"Bieb aan huis"}}, {"q=nergens", nil},
	} {
		doc := s.Beheer("/beheer/aanbod?" + c.query)
		got := doc.Find(".mz-werklijst tbody a").Map(func(_ int, s *goquery.Selection) string { return s.Text() })
		if !slices.Equal(got, c.want) && len(got)+len(c.want) > 0 {
			t.Errorf("%q: %q, want %q", c.query, got, c.want)
		}
		if leeg := doc.Find(".utrecht-alert").Length() == 1; leeg != (c.want == nil) {
			t.Errorf("%q: empty state %v", c.query, leeg)
		}
	}
	doc := s.Beheer("/beheer/aanbod")
	if doc.Find("tbody td[data-label]").Length() != 12 {
		t.Error("the cells of the cards have no names")
	}
}

func TestLongListReadsOn(t *testing.T) {
	var rijen []socialekaart.Invoer
	for i := range 2*perBeheerpagina + 3 {
		rijen = append(rijen, proef.Eenvoudig("Welzijn", fmt.Sprintf("Één %03d", i), "Kort."))
	}
	s := nieuweSite(t, rijen...)
	var namen []string
	pad, paginas := "/beheer/aanbod?q=een&status=gepubliceerd", 0
	for ; pad != "" && paginas < 9; paginas++ {
		doc := s.Beheer(pad)
		namen = append(namen, doc.Find(".mz-werklijst tbody a").Map(func(_ int, s *goquery.Selection) string { return s.Text() })...)
		if begin := doc.Find(`.mz-actions a[href="/beheer/aanbod?q=een&status=gepubliceerd"]`).Length(); begin != min(paginas, 1) {
			t.Errorf("page %d: %d links to the begin", paginas, begin)
		}
		pad = doc.Find(`.mz-actions a[href*="na="]`).AttrOr("href", "")
	}
	if paginas != 3 || len(namen) != len(rijen) || !slices.IsSorted(namen) {
		t.Errorf("%d pages, %d offers", paginas, len(namen))
	}
}

func TestOnlyARedacteurOfThisGemeenteMayEdit(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis())
	pad := "/beheer/aanbod/" + s.ID("logeerhuis-de-linde").String()
	for _, p := range []struct{ methode, pad string }{
		{http.MethodGet, "/beheer/aanbod"}, {http.MethodGet, pad}, {http.MethodPost, pad}, {http.MethodGet, pad + "/voorbeeld"}, {http.MethodGet, pad + "/archiveren"}, {http.MethodPost, pad + "/archiveren"},
	} {
		for _, wie := range []toegang.Persoon{{}, proef.Consulent, {Soort: toegang.Burger}} {
			w := s.Verzoek(wie, p.methode, p.pad, url.Values{"basis": {"1"}})
			if w.Code != http.StatusForbidden {
				t.Errorf("%s %s as %q: status %d", p.methode, p.pad, wie.Soort, w.Code)
			}
			if w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("%s may be cached", p.pad)
			}
		}
		if p.pad == "/beheer/aanbod" {
			continue
		}
		if w := s.VerzoekBij(s.Andere, proef.Redacteur, p.methode, p.pad, url.Values{"basis": {"1"}, "naam": {"Gekaapt"}, "thema": {"educatie"}}); w.Code != http.StatusNotFound {
			t.Errorf("%s %s at another gemeente: status %d", p.methode, p.pad, w.Code)
		}
	}
	for _, id := range []string{"geen-uuid", "01930000-0000-7000-8000-00000000ffff"} {
		if w := s.Verzoek(proef.Redacteur, http.MethodGet, "/beheer/aanbod/"+id, nil); w.Code != http.StatusNotFound {
			t.Errorf("%s: status %d", id, w.Code)
		}
	}
}

func TestSavingTheFormUntouchedLosesNothing(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis())
	id := s.ID("logeerhuis-de-linde")
	ctx := context.Background()
	voor, err := s.Store.Haal(ctx, s.Gemeente.ID, id)
	if err != nil {
		t.Fatal(err)
	}
	v := ingevuld(s.Beheer("/beheer/aanbod/" + id.String()))
	v.Set("actie", "concept")
	if w := s.Verzoek(proef.Redacteur, http.MethodPost, "/beheer/aanbod/"+id.String(), v); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/beheer/aanbod/"+id.String() {
		t.Fatalf("status %d to %s: %.1500s", w.Code, w.Header().Get("Location"), w.Body)
	}
	na, err := s.Store.Haal(ctx, s.Gemeente.ID, id)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(voor.Inhoud, na.Inhoud) || na.Revisie != voor.Revisie+1 {
		t.Errorf("became revisie %d\n%+v\nwas\n%+v", na.Revisie, na.Inhoud, voor.Inhoud)
	}
}

func TestPublishedEditIsFoundAtOnce(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis())
	s.Lees("/aanbod", http.StatusOK) // the momentopname of before the edit is in memory
	id := s.ID("logeerhuis-de-linde")
	pad := "/beheer/aanbod/" + id.String()
	v := ingevuld(s.Beheer(pad))
	v.Set("samenvatting", "Hier staat een zwembad met dolfijnen.")
	v.Set("kosten-2-omschrijving", "Handdoek")
	v.Set("kosten-2-bedrag", "€ 7,50")
	v.Set("tijd-1-dag", "za")
	v.Set("tijd-1-van", "9.30 uur")
	v.Set("locatie-1-plaats", "Centrum")
	v.Set("locatie-1-postcode", "7991aa")
	v.Add("doelgroep", "ouderen")
	v.Add("wijk", "x")
	v.Add("werkgebied", "Ergens anders")
	v.Set("verwijzing_nodig", "ja")
	v.Set("vandaag", "ja")

	v.Set("actie", "concept")
	s.Verzoek(proef.Redacteur, http.MethodPost, pad, v)
	if doc := s.Lees("/aanbod?q=dolfijnen", http.StatusOK); len(proef.Namen(doc)) > 0 {
		t.Fatal("a visitor finds a concept")
	}
	if doc := s.Lees("/aanbod/logeerhuis-de-linde", http.StatusOK); strings.Contains(doc.Text(), "dolfijnen") {
		t.Fatal("a visitor reads a concept")
	}
	voorbeeld := s.Beheer(pad + "/voorbeeld")
	if !strings.Contains(voorbeeld.Text(), "dolfijnen") || voorbeeld.Find("meta[name=robots][content=noindex]").Length() == 0 {
		t.Error("the example doesn't show the concept")
	}
	bewerk := s.Beheer(pad)
	if got := proef.TekstVan(bewerk, "aside"); !strings.Contains(got, "Concept wacht op publicatie") || !strings.Contains(got, "Versie 2 door Roos Redacteur") {
		t.Error(got)
	}

	v = ingevuld(bewerk)
	v.Set("actie", "publiceren")
	if w := s.Verzoek(proef.Redacteur, http.MethodPost, pad, v); w.Code != http.StatusSeeOther {
		t.Fatalf("status %d: %.1500s", w.Code, w.Body)
	}
	doc := s.Lees("/aanbod?q=dolfijnen", http.StatusOK)
	if got := proef.Namen(doc); !slices.Equal(got, []string{"Logeerhuis De Linde"}) {
		t.Fatalf("found %q", got)
	}
	if !slices.Equal(s.Flitsen, []string{"Het concept van ‘Logeerhuis De Linde’ is bewaard. Bezoekers zien het nog niet.", "‘Logeerhuis De Linde’ is gepubliceerd. Bezoekers zien het nu."}) {
		t.Error(s.Flitsen)
	}
	if s.Beheer(pad).Find(`aside a[href="/aanbod/logeerhuis-de-linde"]`).Length() == 0 {
		t.Error("no link to the public page")
	}
	a, err := s.Store.Haal(context.Background(), s.Gemeente.ID, id)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Kosten) != 3 || a.Kosten[2].Eurocent != 750 || len(a.Tijden) != 2 || a.Tijden[1].Van != "09:30" || len(a.Locaties) != 2 || a.Locaties[1].Postcode != "7991 AA" {
		t.Errorf("added lines: %+v %+v %+v", a.Kosten, a.Tijden, a.Locaties)
	}
	if a.Locaties[0].Breedte == 0 || !slices.Equal(a.Codes("onderwerp"), []string{"logeeropvang", "respijt-advies"}) {
		t.Error("what the form doesn't show is lost")
	}
	if !slices.Equal(a.Codes("verwijzing"), []string{"ja"}) || !slices.Contains(a.Codes("doelgroep"), "ouderen") || !slices.Equal(a.Werkgebied, []string{"Oosterwijk"}) {
		t.Errorf("%v %v", a.Kenmerken, a.Werkgebied)
	}
	if time.Since(a.GecontroleerdOp.Time) > 25*time.Hour {
		t.Error(a.GecontroleerdOp)
	}
}

func TestSecondOfTwoRedacteurenKeepsTheirText(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis())
	id := s.ID("logeerhuis-de-linde")
	pad := "/beheer/aanbod/" + id.String()
	eerste, tweede := ingevuld(s.Beheer(pad)), ingevuld(s.Beheer(pad))
	eerste.Set("samenvatting", "Tekst van Karel.")
	eerste.Set("actie", "publiceren")
	if w := s.Verzoek(proef.Collega, http.MethodPost, pad, eerste); w.Code != http.StatusSeeOther {
		t.Fatalf("status %d", w.Code)
	}
	tweede.Set("samenvatting", "Tekst van Roos.")
	tweede.Set("actie", "publiceren")
	for range 2 { // sending it once more doesn't push through
		doc := s.Document(s.Verzoek(proef.Redacteur, http.MethodPost, pad, tweede), http.StatusConflict)
		if got := doc.Find("#samenvatting").Text(); got != "Tekst van Roos." {
			t.Errorf("typed text became %q", got)
		}
		if got := proef.TekstVan(doc, ".utrecht-alert--error"); !strings.Contains(got, "Karel Collega") || doc.Find(`.utrecht-alert--error a[href="`+pad+`"]`).Length() == 0 {
			t.Error(got)
		}
		tweede = ingevuld(doc)
		tweede.Set("actie", "publiceren")
	}
	a, err := s.Store.Haal(context.Background(), s.Gemeente.ID, id)
	if err != nil || a.Samenvatting != "Tekst van Karel." {
		t.Errorf("%q %v", a.Samenvatting, err)
	}
}

func TestWrongAnswersComeBackWithTheForm(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis())
	id := s.ID("logeerhuis-de-linde")
	pad := "/beheer/aanbod/" + id.String()
	leeg := ingevuld(s.Beheer(pad))
	for _, c := range []struct{ veld, waarde, fout string }{
		{"naam", "", "naam"}, {"naam", strings.Repeat("n", 151), "naam"}, {"email", "geen adres", "email"}, {"telefoon", "bel maar", "telefoon"}, {"website", "javascript:alert(1)", "website"},
		{"kosten-0-bedrag", "tien", "kosten"}, {"kosten-0-bedrag", "-5", "kosten"}, {"tijd-0-van", "half negen", "tijden"}, {"locatie-0-postcode", "12", "locaties"},
		{"gecontroleerd_op-maand", "13", "gecontroleerd_op"}, {"gecontroleerd_op-jaar", "9998", "gecontroleerd_op"}, {"thema", "", "thema"}, {"samenvatting", "", "samenvatting"},
	} {
		v := url.Values{}
		for k, w := range leeg {
			v[k] = slices.Clone(w)
		}
		v.Set(c.veld, c.waarde)
		v.Set("actie", "publiceren")
		doc := s.Document(s.Verzoek(proef.Redacteur, http.MethodPost, pad, v), http.StatusUnprocessableEntity)
		if doc.Find(`[data-error-summary] a[href="#`+c.fout+`"]`).Length() == 0 {
			t.Errorf("%s=%q: summary says %q", c.veld, c.waarde, proef.TekstVan(doc, "[data-error-summary]"))
		}
		if doc.Find("#"+c.fout).Length() != 1 {
			t.Errorf("%s: no field #%s", c.veld, c.fout)
		}
		if got := ingevuld(doc).Get(c.veld); c.waarde != "" && got != c.waarde {
			t.Errorf("%s: typed %q became %q", c.veld, c.waarde, got)
		}
		if !strings.HasPrefix(doc.Find("title").Text(), "Fout:") {
			t.Error("the title doesn't say that something is wrong")
		}
	}
	if w := s.Verzoek(proef.Redacteur, http.MethodPost, pad, url.Values{"naam": {"Zonder revisie"}}); w.Code != http.StatusBadRequest {
		t.Errorf("form without revisie: status %d", w.Code)
	}
	if a, err := s.Store.Haal(context.Background(), s.Gemeente.ID, id); err != nil || a.Revisie != 1 {
		t.Errorf("revisie %d %v", a.Revisie, err)
	}
}

func TestArchivingAsksFirst(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis())
	id := s.ID("logeerhuis-de-linde")
	pad := "/beheer/aanbod/" + id.String()
	if got := proef.TekstVan(s.Beheer(pad+"/archiveren"), "h1"); got != "‘Logeerhuis De Linde’ archiveren?" {
		t.Error(got)
	}
	s.Lees("/aanbod/logeerhuis-de-linde", http.StatusOK)
	if w := s.Verzoek(proef.Redacteur, http.MethodPost, pad+"/archiveren", nil); w.Code != http.StatusSeeOther {
		t.Fatalf("status %d", w.Code)
	}
	s.Lees("/aanbod/logeerhuis-de-linde", http.StatusGone)
	if w := s.Verzoek(proef.Redacteur, http.MethodPost, pad+"/archiveren", nil); w.Code != http.StatusConflict {
		t.Errorf("a second time: status %d", w.Code)
	}
	doc := s.Beheer(pad)
	if doc.Find(`a[href$="/archiveren"], a[href="/aanbod/logeerhuis-de-linde"]`).Length() > 0 {
		t.Error("an archived offer can be archived or visited")
	}
	v := ingevuld(doc)
	v.Set("actie", "publiceren")
	s.Verzoek(proef.Redacteur, http.MethodPost, pad, v)
	s.Lees("/aanbod/logeerhuis-de-linde", http.StatusOK) // back again
}

// What another gemeente shows here, this one may keep from its visitors.
func TestOffersOfAnotherGemeente(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis())
	gast := proef.Eenvoudig("Hospice De Vaart", "Hospice De Vaart", "Een huis om te sterven.")
	gast.Inhoud.Bedient = []string{"GM9902"}
	if _, err := s.Store.Voeg(context.Background(), s.Andere.ID, []socialekaart.Invoer{gast}, socialekaart.BronDemo, proef.Redacteur); err != nil {
		t.Fatal(err)
	}
	s.Lees("/aanbod/hospice-de-vaart", http.StatusOK)
	id, ok := s.Beheer(padElders).Find("button[name=weer]").Attr("value")
	if !ok {
		t.Fatal("it is not in the list")
	}
	stuur := func(wie toegang.Persoon, naam, id string, status int) {
		t.Helper()
		if w := s.Verzoek(wie, http.MethodPost, padElders, url.Values{naam: {id}}); w.Code != status {
			t.Errorf("%s %s: %d", naam, id, w.Code)
		}
	}
	stuur(proef.Consulent, "weer", id, http.StatusForbidden)
	stuur(proef.Redacteur, "weer", "x", http.StatusNotFound)
	stuur(proef.Redacteur, "weer", s.ID("logeerhuis-de-linde").String(), http.StatusNotFound) // our own
	s.Lees("/aanbod/hospice-de-vaart", http.StatusOK)
	stuur(proef.Redacteur, "weer", id, http.StatusSeeOther)
	stuur(proef.Redacteur, "weer", id, http.StatusSeeOther) // twice is once
	s.Lees("/aanbod/hospice-de-vaart", http.StatusNotFound)
	if w := s.VerzoekBij(s.Andere, toegang.Persoon{}, http.MethodGet, "/aanbod/hospice-de-vaart", nil); w.Code != http.StatusOK {
		t.Errorf("who keeps it sees it no more: %d", w.Code)
	}
	stuur(proef.Redacteur, "toon", id, http.StatusSeeOther)
	s.Lees("/aanbod/hospice-de-vaart", http.StatusOK)
}
