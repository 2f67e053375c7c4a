package onderwerpen

import (
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/socialekaart/proef"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/PuerkitoBio/goquery"
)

// huis is a sociale kaart with questions that visitors typed.
type huis struct {
	*proef.Site
	store onderwerp.Store
}

func nieuwHuis(t *testing.T) *huis {
	t.Helper()
	boer := proef.Eenvoudig("De Wei", "Dagbesteding op De Lindehoeve", "Een dag tussen de dieren.", proef.Term("thema", "vervangende-mantelzorg"), proef.Term("onderwerp", "zorgboerderij"))
	boer.Slug = "lindehoeve"
	bieb := proef.Eenvoudig("Bieb", "Bieb aan huis", "Boeken aan de deur.", proef.Term("thema", "praktische-hulp"), proef.Term("onderwerp", "bezorging"))
	s := proef.NieuweSite(t, proef.Logeerhuis(), boer, bieb)
	h := &huis{Site: s, store: onderwerp.NieuweStore(s.Store.DB)}
	s.Hang(Handler{Store: h.store, Voorraad: s.Voorraad, Flits: s, Bekend: s.Store.NaPublicatie, Web: s.Web, Klok: time.Now})
	for _, wie := range []toegang.Persoon{proef.Redacteur, proef.Collega} {
		if _, err := s.Store.Pool.Exec(t.Context(), `INSERT INTO gebruiker (id, email, naam) VALUES ($1, $2, $3)`, wie.ID, wie.ID.String()+"@voorbeeld.example", wie.Naam); err != nil {
			t.Fatal(err)
		}
	}
	teller := onderwerp.NieuweTeller(h.store, time.Now, slog.New(slog.DiscardHandler))
	for vraag, n := range map[string]int{"kwibus": 4, "zwaluw": 2, "boerderij": 3} {
		for range n {
			gevonden := 0
			if vraag == "boerderij" {
				gevonden = 1
			}
			teller.Tel(s.Gemeente.ID, vraag, gevonden)
		}
	}
	if err := teller.Schrijf(t.Context()); err != nil {
		t.Fatal(err)
	}
	return h
}

// post sends the form of a page, changed, and gives what comes back.
func (h *huis) post(wie toegang.Persoon, pad string, doc *goquery.Document, anders url.Values, status int) *goquery.Document {
	h.T.Helper()
	v := ingevuld(doc)
	for k, w := range anders {
		v[k] = w
	}
	return h.Document(h.Verzoek(wie, http.MethodPost, pad, v), status)
}

// ingevuld reads the form off a page, as a browser would send it without its buttons.
func ingevuld(doc *goquery.Document) url.Values {
	v := url.Values{}
	form := doc.Find("main form[method=post]")
	form.Find("input").Each(func(_ int, s *goquery.Selection) {
		if _, aan := s.Attr("checked"); aan || s.AttrOr("type", "") != "checkbox" {
			v.Add(s.AttrOr("name", ""), s.AttrOr("value", ""))
		}
	})
	form.Find("textarea").Each(func(_ int, s *goquery.Selection) { v.Add(s.AttrOr("name", ""), s.Text()) })
	form.Find("select").Each(func(_ int, s *goquery.Selection) {
		v.Add(s.AttrOr("name", ""), s.Find("option[selected]").AttrOr("value", ""))
	})
	return v
}

func TestList(t *testing.T) {
	h := nieuwHuis(t)
	doc := h.Beheer(start)
	if n := doc.Find(".mz-werklijst tbody tr").Length(); n != perPagina {
		t.Errorf("%d onderwerpen", n)
	}
	if got := proef.TekstVan(doc, "aside li"); got != "kwibus 4 keerzwaluw 2 keer" {
		t.Errorf("not found: %q", got)
	}
	for _, c := range []struct{ query, want string }{{"q=hoefslag", ""}, {"q=zorgboerderij", "Zorgboerderij"}, {"welke=gewijzigd", ""}, {"pagina=999", "Zorgverzekering"}, {"pagina=-1&q=ZORG+boerderij", "Zorgboerderij"}} {
		namen := h.Beheer(start + "?" + c.query).Find(".mz-werklijst tbody a").Map(func(_ int, s *goquery.Selection) string { return s.Text() })
		if c.want == "" && len(namen) > 0 || c.want != "" && !slices.Contains(namen, c.want) {
			t.Errorf("%s: %q", c.query, namen)
		}
	}
}

func TestQuestions(t *testing.T) {
	h := nieuwHuis(t)
	doc := h.Beheer(start + "/vragen")
	koppen := doc.Find("section").Map(func(_ int, s *goquery.Selection) string {
		return s.Find("h2").Text() + ": " + strings.Join(s.Find("td:first-child").Map(func(_ int, s *goquery.Selection) string { return s.Text() }), ", ")
	})
	if want := []string{"Niets gevonden: kwibus, zwaluw", "Weinig gevonden (1 of 2): boerderij", "Het meest gevraagd: kwibus, boerderij, zwaluw"}; !slices.Equal(koppen, want) {
		t.Errorf("%q", koppen)
	}
	if got := doc.Find(`[aria-labelledby="groep-weinig"] tbody [data-label="Begrepen als"] a`).First().AttrOr("href", ""); got != start+"/zorgboerderij?erbij=boerderij" {
		t.Errorf("understood as %q", got)
	}
	if n := h.Beheer(start + "/vragen?soort=weinig&maanden=13").Find("section").Length(); n != 1 {
		t.Errorf("%d groups", n)
	}
	h.Beheer(start + "/vragen?soort=onzin&maanden=-4")
}

func TestTryIt(t *testing.T) {
	h := nieuwHuis(t)
	doc := h.Beheer(start + "/proberen?q=borderij")
	if got := proef.TekstVan(doc, "main"); !strings.Contains(got, "Dagbesteding op De Lindehoeve") || !strings.Contains(got, "‘borderij’ is ‘boerderij’") || !strings.Contains(got, "Zorgboerderij") {
		t.Errorf("%.900s", got)
	}
	if doc.Find("details tbody tr").Length() == 0 {
		t.Error("it does not say why")
	}
	for _, q := range []string{"", "???", "'; DROP TABLE onderwerp; --", "🙂", "مرحبا", strings.Repeat("a b ", 2000)} {
		h.Beheer(web.Zoek(start+"/proberen", "q", q))
	}
	w := h.Verzoek(proef.Redacteur, http.MethodGet, start+"/toevoegen?onderwerp=zorgboerderij&erbij=de+wei", nil)
	if got := w.Header().Get("Location"); got != start+"/zorgboerderij?erbij=de+wei" {
		t.Error(got)
	}
	if w := h.Verzoek(proef.Redacteur, http.MethodGet, start+"/toevoegen?onderwerp=onzin", nil); w.Code != http.StatusNotFound {
		t.Error(w.Code)
	}
}

// A word is added: its effect is seen first, then it is saved, and visitors find by it.
func TestAddAWord(t *testing.T) {
	h := nieuwHuis(t)
	pad := start + "/zorgboerderij"
	vindt := func(q string) int {
		k, err := h.Voorraad.Haal(t.Context(), h.Gemeente.ID)
		if err != nil {
			t.Fatal(err)
		}
		return len(k.Index().Zoek(q).Treffers)
	}
	if vindt("kwibus") != 0 {
		t.Fatal("it is found already")
	}
	doc := h.Beheer(pad + "?erbij=kwibus")
	if got := doc.Find("#gewoon").Text(); got != "kwibus" {
		t.Fatalf("ready: %q", got)
	}
	if doc.Find(`button[value="bewaar"]`).Length() != 0 {
		t.Error("it can be saved before the effect is seen")
	}
	weg := doc.Find("[name=zonder-gewoon]").First().AttrOr("value", "")
	anders := url.Values{"actie": {"effect"}, "zonder-gewoon": {weg}, "taal-tr": {"kvibus tr\n"}, "verwant": {"bezorging", "onzin", ""}}
	doc = h.post(proef.Redacteur, pad, doc, anders, http.StatusOK)
	effect := doc.Find("[aria-labelledby=effect]")
	if got := proef.TekstVan(doc, "[aria-labelledby=effect] p[role=status]"); !strings.Contains(got, "2 vragen vinden nu iets") {
		t.Errorf("effect: %s", got)
	}
	if rij := strings.Join(strings.Fields(effect.Find("tbody tr").First().Text()), " "); !strings.HasPrefix(rij, "kwibus 4 keer gevraagdNiets gevonden1. Dagbesteding op De Lindehoeve") {
		t.Errorf("first row: %s", rij)
	}
	if vindt("kwibus") != 0 {
		t.Error("looking saves it")
	}

	// what was changed since is looked at first
	later := h.post(proef.Redacteur, pad, doc, url.Values{"actie": {"bewaar"}, "vak": {"kinderboerderij"}}, http.StatusOK)
	if !strings.Contains(proef.TekstVan(later, ".utrecht-alert--warning"), "U veranderde nog iets") {
		t.Error("it is saved without a look")
	}
	h.post(proef.Redacteur, pad, doc, url.Values{"actie": {"bewaar"}}, http.StatusSeeOther)
	if vindt("kwibus") == 0 || len(h.Flitsen) != 1 {
		t.Errorf("found %d, told %q", vindt("kwibus"), h.Flitsen)
	}
	na := h.Beheer(pad)
	if na.Find(`[name=zonder-gewoon][checked]`).AttrOr("value", "") != weg || na.Find("[name=verwant] option[selected]").First().AttrOr("value", "") != "bezorging" || na.Find("[name=taal-tr]").Text() != "kvibus tr" {
		t.Error("not everything is saved")
	}
	if got := h.Beheer(start + "?welke=gewijzigd").Find("tbody a").Text(); got != "Zorgboerderij" {
		t.Errorf("changed: %q", got)
	}

	// somebody who had the page open before is too late
	botst := h.post(proef.Collega, pad, doc, url.Values{"actie": {"bewaar"}}, http.StatusConflict)
	if got := proef.TekstVan(botst, ".utrecht-alert--error"); !strings.Contains(got, "Roos Redacteur heeft dit onderwerp ook gewijzigd") {
		t.Error(got)
	}

	terug := h.Beheer(pad + "/terugzetten")
	if got := proef.TekstVan(terug, "main"); !strings.Contains(got, "Deze eigen woorden gaan weg: kwibus") || !strings.Contains(got, "2 vragen vinden niets meer") {
		t.Errorf("%.600s", got)
	}
	h.post(proef.Redacteur, pad+"/terugzetten", terug, nil, http.StatusSeeOther)
	if vindt("kwibus") != 0 {
		t.Error("it is still there")
	}
	if w := h.Verzoek(proef.Redacteur, http.MethodGet, pad+"/terugzetten", nil); w.Code != http.StatusSeeOther {
		t.Errorf("nothing to put back: status %d", w.Code)
	}
}

func TestAnOnderwerpOfTheGemeente(t *testing.T) {
	h := nieuwHuis(t)
	doc := h.Beheer(start + "/nieuw?erbij=zwaluw")
	doc = h.post(proef.Redacteur, start+"/nieuw", doc, url.Values{"actie": {"effect"}, "naam": {"De Zwaluw"}, "vak": {"bieb"}}, http.StatusOK)
	w := h.Verzoek(proef.Redacteur, http.MethodPost, start+"/nieuw", voeg(ingevuld(doc), "actie", "bewaar"))
	if got := w.Header().Get("Location"); got != start+"/eigen-de-zwaluw" {
		t.Fatalf("%d %s", w.Code, got)
	}
	k, err := h.Voorraad.Haal(t.Context(), h.Gemeente.ID)
	if err != nil {
		t.Fatal(err)
	}
	if u := k.Index().Zoek("zwaluw"); len(u.Begrip.Onderwerpen) == 0 || u.Begrip.Onderwerpen[0].Slug != "eigen-de-zwaluw" {
		t.Errorf("%+v", u.Begrip)
	}
	dubbel := h.post(proef.Redacteur, start+"/nieuw", h.Beheer(start+"/nieuw"), url.Values{"actie": {"effect"}, "naam": {"de  zwaluw"}, "gewoon": {"x"}}, http.StatusUnprocessableEntity)
	if got := proef.TekstVan(dubbel, ".mz-errors"); !strings.Contains(got, "Er is al een onderwerp met deze naam") {
		t.Error(got)
	}
	if n := h.Beheer(start + "/eigen-de-zwaluw").Find("#naam").Length(); n != 1 {
		t.Error("its name cannot be changed")
	}
	if w := h.VerzoekBij(h.Andere, proef.Redacteur, http.MethodGet, start+"/eigen-de-zwaluw", nil); w.Code != http.StatusNotFound {
		t.Errorf("another gemeente sees it: %d", w.Code)
	}
	h.post(proef.Redacteur, start+"/eigen-de-zwaluw/terugzetten", h.Beheer(start+"/eigen-de-zwaluw/terugzetten"), nil, http.StatusSeeOther)
	if w := h.Verzoek(proef.Redacteur, http.MethodGet, start+"/eigen-de-zwaluw", nil); w.Code != http.StatusNotFound {
		t.Errorf("it is still there: %d", w.Code)
	}
}

func voeg(v url.Values, k, w string) url.Values { v.Set(k, w); return v }

func TestMistakes(t *testing.T) {
	h := nieuwHuis(t)
	for _, c := range []struct {
		pad  string
		v    url.Values
		veld string
	}{
		{start + "/nieuw", url.Values{"naam": {" "}, "gewoon": {"x"}}, "naam"},
		{start + "/nieuw", url.Values{"naam": {strings.Repeat("naam", 30)}, "gewoon": {"x"}}, "naam"},
		{start + "/nieuw", url.Values{"naam": {"Iets"}}, "gewoon"},
		{start + "/zorgboerderij", url.Values{"gewoon": {"goed\n???"}}, "gewoon"},
		{start + "/zorgboerderij", url.Values{"taal-ar": {strings.Repeat("م", 61)}}, "taal-ar"},
		{start + "/zorgboerderij", url.Values{"vak": {strings.Repeat("a\n", 1) + regels(200)}}, "vak"},
	} {
		c.v.Set("actie", "bewaar")
		doc := h.Document(h.Verzoek(proef.Redacteur, http.MethodPost, c.pad, c.v), http.StatusUnprocessableEntity)
		if doc.Find(`.mz-errors a[href="#`+c.veld+`"]`).Length() != 1 {
			t.Errorf("%v: %s", c.v, proef.TekstVan(doc, ".mz-errors"))
		}
		if c.veld == "gewoon" && doc.Find("#gewoon").Text() != c.v.Get("gewoon") {
			t.Error("what was typed is gone")
		}
	}
}

func regels(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("woord" + strings.Repeat("x", i%40) + string(rune('a'+i%26)) + "\n")
	}
	return b.String()
}

func TestOnlyARedacteurMayKeepWords(t *testing.T) {
	h := nieuwHuis(t)
	for _, p := range []struct{ methode, pad string }{
		{http.MethodGet, start}, {http.MethodGet, start + "/vragen"}, {http.MethodGet, start + "/proberen"}, {http.MethodGet, start + "/toevoegen"}, {http.MethodGet, start + "/nieuw"}, {http.MethodPost, start + "/nieuw"},
		{http.MethodGet, start + "/zorgboerderij"}, {http.MethodPost, start + "/zorgboerderij"}, {http.MethodGet, start + "/zorgboerderij/terugzetten"}, {http.MethodPost, start + "/zorgboerderij/terugzetten"},
	} {
		for _, wie := range []toegang.Persoon{{}, proef.Consulent, {Soort: toegang.Medewerker, Rollen: []toegang.Rol{toegang.Aanbieder}}, {Soort: toegang.Burger}} {
			if w := h.Verzoek(wie, p.methode, p.pad, nil); w.Code != http.StatusForbidden || w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("%s %s as %q: %d", p.methode, p.pad, wie.Soort, w.Code)
			}
		}
	}
	if w := h.Verzoek(proef.Redacteur, http.MethodGet, start+"/bestaat-niet", nil); w.Code != http.StatusNotFound {
		t.Error(w.Code)
	}
}

func TestEffect(t *testing.T) {
	s := vitrinestand()
	zonder := s.index(onderwerp.Aanvulling{Slug: "zorgboerderij"})
	if e := vergelijk(s.kaart.Index(), s.kaart.Index(), s.kaart.Aanbod, []onderwerp.Zoekvraag{{Vraag: "dagopvang"}}); len(e.Rijen) != 0 || e.samenvatting() != "Er verandert niets in wat mensen vinden." {
		t.Errorf("the same words change %+v", e)
	}
	e := vergelijk(zonder, s.kaart.Index(), s.kaart.Aanbod, []onderwerp.Zoekvraag{{Vraag: "iets anders"}, {Vraag: "lindehoeve", Aantal: 3}})
	if e.Gevraagd != 2 {
		t.Errorf("%+v", e)
	}
	r := effectrij{Oud: antwoord{Totaal: 2, docs: []int32{1, 2}}, Nieuw: antwoord{Totaal: 2, docs: []int32{2, 1}}}
	if r.gewicht() != 1 || r.Nieuw.plaats(1) != 1 || r.Nieuw.plaats(9) != bovenste {
		t.Error("another offer on top is not seen")
	}
	telling := effect{NuWel: 1, Bovenaan: 2, Rijen: make([]effectrij, 4)}
	if got := telling.samenvatting(); got != "1 vraag vindt nu iets; bij 2 vragen staat ander aanbod bovenaan; 1 vraag verandert alleen lager in de lijst." {
		t.Error(got)
	}
}
