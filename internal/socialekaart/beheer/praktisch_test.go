package beheer

import (
	"context"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/proef"
	"mantelpunt/internal/toegang"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/uuid"
)

// haal gives an offer as a redacteur has it.
func haal(t *testing.T, s *proef.Site, id uuid.UUID) socialekaart.Aanbod {
	t.Helper()
	a, err := s.Store.Haal(context.Background(), s.Gemeente.ID, id)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestPracticalFieldsOfTheForm(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis())
	id := s.ID("logeerhuis-de-linde")
	pad := "/beheer/aanbod/" + id.String()
	v := ingevuld(s.Beheer(pad))
	for naam, waarde := range map[string]string{
		"plek": "vrij", "plek_aantal": "2", "plek_vandaag": "ja", "afwijkend-0-van": "31-12-2026", "afwijkend-0-open": "9", "afwijkend-0-dicht": "12.30 uur",
		"afwijkend-1-van": "25-12-2026", "afwijkend-1-tot": "2026-12-26", "afwijkend-1-gesloten": "ja", "afwijkend-1-toelichting": "Kerst",
		"indicatie": "Wmo-besluit", "eerste_stap": "whatsapp", "whatsapp": "06-00 00 04 56", "verwijs_telefoon": "0599-00 04 57", "verwijs_email": "v@thuis.example",
		"locatie-0-breedte": "52,5", "locatie-0-lengte": "6.25", "bedient": "GM9903", "onderwerp_erbij": "dagopvang", "actie": "publiceren",
	} {
		v.Set(naam, waarde)
	}
	for _, deel := range []string{"tot", "gesloten", "toelichting", "open", "dicht"} {
		if !v.Has("afwijkend-1-" + deel) {
			v.Set("afwijkend-1-"+deel, "")
		}
	}
	v.Add("toegankelijk", "rolstoel")
	v.Add("bedient", "NL")
	if w := s.Verzoek(proef.Redacteur, http.MethodPost, pad, v); w.Code != http.StatusSeeOther {
		t.Fatalf("status %d: %.1500s", w.Code, w.Body)
	}
	a := haal(t, s, id)
	dag := func(d int) socialekaart.Datum {
		return socialekaart.Datum{Time: time.Date(2026, 12, d, 0, 0, 0, 0, time.UTC)}
	}
	if a.Plek.Stand != socialekaart.PlekVrij || a.Plek.Aantal != 2 || time.Since(a.Plek.Op.Time) > 25*time.Hour {
		t.Errorf("%+v", a.Plek)
	}
	if want := []socialekaart.Uitzondering{{Van: dag(25), Tot: dag(26), Gesloten: true, Toelichting: "Kerst"}, {Van: dag(31), VanTijd: "09:00", TotTijd: "12:30"}}; !reflect.DeepEqual(a.Uitzonderingen, want) {
		t.Errorf("%+v", a.Uitzonderingen)
	}
	if a.Indicatie != "Wmo-besluit" || a.EersteStap != socialekaart.StapWhatsApp || a.Contact.WhatsApp != "06-00 00 04 56" || a.Contact.VerwijsTelefoon != "0599-00 04 57" || a.Contact.VerwijsEmail != "v@thuis.example" {
		t.Errorf("%+v", a.Inhoud)
	}
	if !slices.Equal(a.Bedient, []string{"GM9903", "NL"}) || !slices.Equal(a.Codes("onderwerp"), []string{"logeeropvang", "respijt-advies", "dagopvang"}) || !slices.Equal(a.Codes("toegankelijkheid"), []string{"rolstoel"}) {
		t.Errorf("%v %v", a.Bedient, a.Kenmerken)
	}
	if a.Locaties[0].Breedte != 52.5 || a.Locaties[0].Lengte != 6.25 {
		t.Errorf("%+v", a.Locaties[0])
	}
	// untouched it stays what it is
	v = ingevuld(s.Beheer(pad))
	v.Set("actie", "concept")
	s.Verzoek(proef.Redacteur, http.MethodPost, pad, v)
	if na := haal(t, s, id); !reflect.DeepEqual(na.Inhoud, a.Inhoud) {
		t.Errorf("became %+v\nwas %+v", na.Inhoud, a.Inhoud)
	}
	// and the redacteur who compares reads all of it
	namen := ""
	for _, r := range velden(context.Background(), nil, a.Inhoud) {
		if len(r.Wordt) > 0 {
			namen += r.Naam + ": " + strings.Join(r.Wordt, ", ") + "\n"
		}
	}
	for _, zin := range []string{"Is er plaats: Er is plaats: 2", "Afwijkende dagen: ", "Kerst", "Eerste stap: WhatsApp", "Ook te vinden in: GM9903, Alle gemeenten", "Nummer voor WhatsApp: 06-00 00 04 56", "Indicatie: Wmo-besluit", "Voor verwijzers: 0599-00 04 57, v@thuis.example", "Toegankelijkheid: "} {
		if !strings.Contains(namen, zin) {
			t.Errorf("%q is missing in\n%s", zin, namen)
		}
	}
}

func TestWrongPracticalAnswersComeBack(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis())
	pad := "/beheer/aanbod/" + s.ID("logeerhuis-de-linde").String()
	leeg := ingevuld(s.Beheer(pad))
	for _, c := range []struct{ fout, velden string }{
		{"whatsapp", "whatsapp=0599-00 12 34"}, {"plek_aantal", "plek=vrij&plek_aantal=veel"}, {"plek", "plek=misschien"}, {"plek_op", "plek=vol&plek_vandaag=&plek_op-dag=31&plek_op-maand=2&plek_op-jaar=2026"},
		{"plek", "plek=vol&plek_vandaag="}, {"uitzonderingen", "afwijkend-0-van=morgen&afwijkend-0-gesloten=ja"}, {"uitzonderingen", "afwijkend-0-toelichting=zomaar"}, {"eerste_stap", "eerste_stap=whatsapp"},
		{"verwijs_email", "verwijs_email=x"}, {"verwijs_telefoon", "verwijs_telefoon=x"}, {"bedient", "bedient=Elders"}, {"locaties", "locatie-0-breedte=hier"}, {"locaties", "locatie-0-lengte="}, {"indicatie", "indicatie=" + strings.Repeat("x", 1001)},
	} {
		v := url.Values{"actie": {"publiceren"}}
		for k, w := range leeg {
			v[k] = slices.Clone(w)
		}
		nieuw, err := url.ParseQuery(c.velden)
		if err != nil {
			t.Fatal(err)
		}
		for k, w := range nieuw {
			v[k] = w
		}
		doc := s.Document(s.Verzoek(proef.Redacteur, http.MethodPost, pad, v), http.StatusUnprocessableEntity)
		if doc.Find(`[data-error-summary] a[href="#`+c.fout+`"]`).Length() == 0 || doc.Find("#"+c.fout).Length() != 1 {
			t.Errorf("%s: summary says %q", c.velden, proef.TekstVan(doc, "[data-error-summary]"))
		}
	}
}

// The button proposes without keeping anything; what was typed and chosen stays.
func TestOnderwerpenAreProposed(t *testing.T) {
	s := nieuweSite(t, proef.Eenvoudig("Welzijn", "Alzheimercafé", "Praten over dementie met een gast en muziek."))
	id := s.ID("alzheimercafe")
	pad := "/beheer/aanbod/" + id.String()
	doc := s.Beheer(pad)
	if got := proef.TekstVan(doc, ".utrecht-alert"); !strings.Contains(got, "nog geen onderwerp") {
		t.Errorf("no advice: %q", got)
	}
	if doc.Find(`#onderwerp input[type=checkbox][value=alzheimercafe]:not([checked])`).Length() != 1 {
		t.Errorf("not proposed: %s", proef.TekstVan(doc, "#onderwerp .mz-kolommen"))
	}
	v := ingevuld(doc)
	v.Set("naam", "Huishoudelijke hulp")
	v.Set("samenvatting", "Een hulp stofzuigt en maakt schoon.")
	v.Set("onderwerp_erbij", "parkeerkaart")
	v.Set("actie", voorstellen)
	doc = s.Document(s.Verzoek(proef.Redacteur, http.MethodPost, pad, v), http.StatusOK)
	if doc.Find(`#onderwerp input[value=parkeerkaart][checked]`).Length() != 1 || doc.Find(`#onderwerp input[value=huishoudelijke-hulp]:not([checked])`).Length() != 1 {
		t.Errorf("%s", proef.TekstVan(doc, "#onderwerp .mz-kolommen"))
	}
	if doc.Find("#naam").AttrOr("value", "") != "Huishoudelijke hulp" || haal(t, s, id).Revisie != 1 {
		t.Error("what was typed is lost, or was kept")
	}
	if eerste := doc.Find("form.mz-form button[type=submit]").First(); eerste.AttrOr("value", "") != "concept" {
		t.Error("Enter in a field would do something else than keep a concept")
	}
	// publishing without any warns and goes on
	v = ingevuld(s.Beheer(pad))
	v.Set("actie", "publiceren")
	if w := s.Verzoek(proef.Redacteur, http.MethodPost, pad, v); w.Code != http.StatusSeeOther {
		t.Errorf("status %d", w.Code)
	}
	// all can be taken off, unknown ones are not taken in
	v.Set("onderwerp", "bestaat-niet")
	v.Set("basis", "2")
	s.Verzoek(proef.Redacteur, http.MethodPost, pad, v)
	if a := haal(t, s, id); len(a.Codes("onderwerp")) > 0 || a.Revisie != 3 {
		t.Errorf("revisie %d %v", a.Revisie, a.Codes("onderwerp"))
	}
}

func TestNewOffer(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis(), proef.Eenvoudig("Welzijn", "Koffie", "Kom."))
	orgs, err := s.Store.Organisaties(context.Background(), s.Gemeente.ID)
	if err != nil || len(orgs) != 2 {
		t.Fatal(orgs, err)
	}
	thuis, welzijn := orgs[0], orgs[1]
	maak := func(wie toegang.Persoon, status int, v url.Values) string {
		t.Helper()
		w := s.Verzoek(wie, http.MethodPost, "/beheer/aanbod/nieuw", v)
		if w.Code != status {
			t.Fatalf("%v: status %d, want %d: %.1500s", v, w.Code, status, w.Body)
		}
		return w.Header().Get("Location") + w.Body.String()
	}
	if doc := s.Beheer("/beheer/aanbod"); doc.Find(`a[href="/beheer/aanbod/nieuw"]`).Length() != 1 {
		t.Error("the list doesn't lead there")
	}
	if doc := s.Beheer("/beheer/aanbod/nieuw"); doc.Find("#organisatie option").Length() != 3 || doc.Find("#nieuwe_organisatie").Length() != 1 {
		t.Error("the form lacks the organisaties")
	}
	pad := maak(proef.Redacteur, http.StatusSeeOther, url.Values{"organisatie": {welzijn.ID.String()}, "naam": {" Logeerhuis De Linde "}})
	a := haal(t, s, uuid.MustParse(strings.TrimPrefix(pad, "/beheer/aanbod/")))
	if a.Status != socialekaart.Concept || a.Slug != "logeerhuis-de-linde-2" || a.Naam != "Logeerhuis De Linde" || a.Organisatie.ID != welzijn.ID || a.Revisie != 1 {
		t.Errorf("%+v", a)
	}
	s.Beheer(pad)
	s.Lees("/aanbod/logeerhuis-de-linde-2", http.StatusNotFound)
	// it can be filled in and published
	v := ingevuld(s.Beheer(pad))
	v.Set("samenvatting", "Kom logeren.")
	v.Set("thema", "vervangende-mantelzorg")
	v.Set("vandaag", "ja")
	v.Set("actie", "publiceren")
	if w := s.Verzoek(proef.Redacteur, http.MethodPost, pad, v); w.Code != http.StatusSeeOther {
		t.Fatalf("status %d: %.1500s", w.Code, w.Body)
	}
	s.Lees("/aanbod/logeerhuis-de-linde-2", http.StatusOK)

	pad = maak(proef.Redacteur, http.StatusSeeOther, url.Values{"nieuwe_organisatie": {"Buurthuis Ñ"}, "naam": {"Soep"}})
	if a := haal(t, s, uuid.MustParse(strings.TrimPrefix(pad, "/beheer/aanbod/"))); a.Organisatie.Naam != "Buurthuis Ñ" || a.Organisatie.Slug != "buurthuis-n" {
		t.Errorf("%+v", a.Organisatie)
	}
	for _, c := range []struct {
		status int
		zin    string
		v      url.Values
	}{
		{http.StatusUnprocessableEntity, "Kies van welke organisatie", url.Values{"naam": {"Soep"}}},
		{http.StatusUnprocessableEntity, "Kies van welke organisatie", url.Values{"naam": {"Soep"}, "organisatie": {uuid.NewString()}}},
		{http.StatusUnprocessableEntity, "Niet allebei", url.Values{"naam": {"Soep"}, "organisatie": {thuis.ID.String()}, "nieuwe_organisatie": {"X"}}},
		{http.StatusUnprocessableEntity, "bestaat al", url.Values{"naam": {"Soep"}, "nieuwe_organisatie": {"WELZIJN"}}},
		{http.StatusUnprocessableEntity, "Vul in hoe", url.Values{"organisatie": {thuis.ID.String()}}},
		{http.StatusUnprocessableEntity, "te lang", url.Values{"organisatie": {thuis.ID.String()}, "naam": {strings.Repeat("x", 151)}}},
		{http.StatusConflict, "heeft al een aanbod met deze naam", url.Values{"organisatie": {welzijn.ID.String()}, "naam": {"KOFFIE"}}},
	} {
		if body := maak(proef.Redacteur, c.status, c.v); !strings.Contains(body, c.zin) {
			t.Errorf("%v: %q is missing", c.v, c.zin)
		}
	}
	// an aanbieder begins for the own organisatie alone
	eigen := toegang.Persoon{Soort: toegang.Medewerker, ID: proef.Collega.ID, Naam: "Tineke", Rollen: []toegang.Rol{toegang.Aanbieder}, Organisaties: []uuid.UUID{thuis.ID}}
	doc := s.Document(s.Verzoek(eigen, http.MethodGet, "/beheer/aanbod/nieuw", nil), http.StatusOK)
	if doc.Find("#organisatie option[selected]").AttrOr("value", "") != thuis.ID.String() || doc.Find("#organisatie option").Length() != 2 || doc.Find("#nieuwe_organisatie").Length() > 0 {
		t.Error("an aanbieder chooses among others, or makes new ones")
	}
	pad = maak(eigen, http.StatusSeeOther, url.Values{"organisatie": {thuis.ID.String()}, "naam": {"Nachtopvang"}})
	s.Document(s.Verzoek(eigen, http.MethodGet, pad, nil), http.StatusOK)
	maak(eigen, http.StatusUnprocessableEntity, url.Values{"organisatie": {welzijn.ID.String()}, "naam": {"Gekaapt"}})
	maak(eigen, http.StatusUnprocessableEntity, url.Values{"nieuwe_organisatie": {"Nieuw"}, "naam": {"Gekaapt"}})
	maak(proef.Consulent, http.StatusForbidden, url.Values{"organisatie": {thuis.ID.String()}, "naam": {"Gekaapt"}})
}

func TestArchivingNamesASuccessor(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis(), proef.Eenvoudig("Welzijn", "Nieuw huis", "Kom.", proef.Term("thema", "vervangende-mantelzorg"), proef.Term("onderwerp", "logeeropvang")), proef.Eenvoudig("Welzijn", "Koffie", "Kom."))
	oud, nieuw := s.ID("logeerhuis-de-linde"), s.ID("nieuw-huis")
	pad := "/beheer/aanbod/" + oud.String() + "/archiveren"
	namen := s.Beheer(pad).Find("#opvolger option").Map(func(_ int, o *goquery.Selection) string { return o.Text() })
	if !slices.Equal(namen, []string{"Niets", "Nieuw huis (Welzijn)", "Koffie (Welzijn)"}) {
		t.Errorf("%q", namen)
	}
	if doc := s.Beheer(pad + "?q=KOFFIE+welzijn"); doc.Find("#opvolger option").Length() != 2 || doc.Find("#q").AttrOr("value", "") != "KOFFIE welzijn" {
		t.Errorf("searched: %s", proef.TekstVan(doc, "#opvolger"))
	}
	if w := s.Verzoek(proef.Redacteur, http.MethodPost, pad, url.Values{"opvolger": {"onzin"}}); w.Code != http.StatusBadRequest {
		t.Errorf("status %d", w.Code)
	}
	doc := s.Document(s.Verzoek(proef.Redacteur, http.MethodPost, pad, url.Values{"opvolger": {oud.String()}}), http.StatusConflict)
	if doc.Find(`[data-error-summary] a[href="#opvolger"]`).Length() != 1 {
		t.Error("an offer may follow itself")
	}
	if w := s.Verzoek(proef.Redacteur, http.MethodPost, pad, url.Values{"opvolger": {nieuw.String()}}); w.Code != http.StatusSeeOther {
		t.Fatalf("status %d", w.Code)
	}
	if w := s.Verzoek(toegang.Persoon{}, http.MethodGet, "/aanbod/logeerhuis-de-linde", nil); w.Code != http.StatusMovedPermanently || !strings.HasPrefix(w.Header().Get("Location"), "/aanbod/nieuw-huis") {
		t.Errorf("status %d to %s", w.Code, w.Header().Get("Location"))
	}
	// one that is not there any more cannot be chosen
	pad = "/beheer/aanbod/" + s.ID("koffie").String()
	s.Document(s.Verzoek(proef.Redacteur, http.MethodPost, pad+"/archiveren", url.Values{"opvolger": {oud.String()}}), http.StatusConflict)
	// published again it leads nowhere else
	v := ingevuld(s.Beheer("/beheer/aanbod/" + oud.String()))
	v.Set("actie", "publiceren")
	s.Verzoek(proef.Redacteur, http.MethodPost, "/beheer/aanbod/"+oud.String(), v)
	s.Lees("/aanbod/logeerhuis-de-linde", http.StatusOK)
}
