package aanvragen_test

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/aanvragen"
	"mantelpunt/internal/verklaring/proef"
)

// link gives the path in the newest mail.
func (h *huis) link() string {
	h.Helper()
	brieven := h.Brieven()
	pad, ok := strings.CutPrefix(brieven[len(brieven)-1].Link, h.G.URL)
	if !ok {
		h.Fatalf("the link leads elsewhere: %s", brieven[len(brieven)-1].Link)
	}
	return pad
}

var halverwege = url.Values{"naam": {"Fatima van der"}, "geboortedatum-dag": {"31"}, "geboortedatum-maand": {"2"}, "telefoon": {"06"}, "actie": {"later"}}

// Everything typed stays, also what is wrong, and a link in the mail goes on with it.
func TestGoOnLaterWithWhatIsHalf(t *testing.T) {
	h := nieuw(t)
	h.begin(h.Burger)
	if naar := h.Naar(h.Burger, verklaring.PadStap("wie"), halverwege); naar != "/verklaring/aanvragen/later" {
		t.Fatalf("later leads to %s", naar)
	}
	doc := h.Get(h.Burger, "/verklaring/aanvragen/later", 200)
	h.Bevat(doc, "main", "Wij mailden een link naar fatima@voorbeeld.example")
	h.Bevat(doc, "main", "Een week van tevoren")
	brief := h.Brieven()[0]
	if brief.Aan != "fatima@voorbeeld.example" || strings.Contains(strings.Join(brief.Alineas, ""), "Fatima") {
		t.Errorf("%+v", brief)
	}

	pad := h.link()
	for range 3 { // a mail server looks at the link, and so does an app
		doc = h.Get(toegang.Persoon{}, pad, 200)
		h.Bevat(doc, "form button", "Ga verder")
		if strings.Contains(doc.Text(), "fatima") {
			t.Error("the page tells whose it is")
		}
	}
	if naar := h.Naar(toegang.Persoon{}, pad, url.Values{}); naar != verklaring.PadAanvragen || len(h.inlog.binnen) != 1 || h.inlog.binnen[0] != h.Burger.ID {
		t.Errorf("the link leads to %s as %v", naar, h.inlog.binnen)
	}
	doc = h.Get(h.Burger, verklaring.PadStap("wie"), 200)
	h.Bevat(doc, ".utrecht-alert--info", "Hier was u gebleven")
	for veld, want := range map[string]string{"naam": "Fatima van der", "geboortedatum-dag": "31", "telefoon": "06"} {
		if got, _ := doc.Find("#" + veld).Attr("value"); got != want {
			t.Errorf("%s = %q", veld, got)
		}
	}
	if a := h.Concept().Antwoorden; a.Naam != "" {
		t.Errorf("what is wrong is no answer: %q", a.Naam)
	}
	// half is not enough to send, also not by who forges the form
	if naar := h.Naar(h.Burger, verklaring.PadStap("controleren"), url.Values{"id": {aanvraagVan(h)}, "akkoord": {"ja"}}); naar != verklaring.PadStap("wie") {
		t.Errorf("sending half leads to %s", naar)
	}
	h.begin(h.Burger, eersteVier...)
	if a := h.Concept().Antwoorden; len(a.Half) > 0 {
		t.Errorf("left over: %v", a.Half)
	}
	// later on the last step, and with a step that is right
	h.Naar(h.Burger, verklaring.PadStap("controleren"), url.Values{"id": {aanvraagVan(h)}, "actie": {"later"}})
	h.Naar(h.Burger, verklaring.PadStap("zorg"), met("zorg", "uren", "20", "actie", "later"))
	if a := h.Concept().Antwoorden; a.Uren != 20 || a.Open(h.Concept().Regels) != verklaring.StapControleren {
		t.Errorf("%+v", a)
	}
	// and a step that was right once is to be done again when it is left half
	h.Naar(h.Burger, verklaring.PadStap("zorg"), url.Values{"uren": {"veel"}, "actie": {"later"}})
	if a := h.Concept(); a.Antwoorden.Open(a.Regels) != verklaring.StapZorg {
		t.Errorf("goes on at %s", a.Antwoorden.Open(a.Regels))
	}
	veel := url.Values{"actie": {"later"}, "toelichting": {strings.Repeat("zorg ", 20_000)}}
	h.Bevat(h.Post(h.Burger, verklaring.PadStap("zorg"), veel, 422), "#toelichting-fout", "hoogstens 500 tekens")
}

// A link works once, for thirty days, at its own gemeente; one that does not says
// kindly how to go on.
func TestLinksThatDoNotWork(t *testing.T) {
	h := nieuw(t)
	h.begin(h.Burger)
	stuur := func() string {
		t.Helper()
		h.Naar(h.Burger, verklaring.PadStap("wie"), halverwege)
		return h.link()
	}
	dood := func(waarom, pad string) {
		t.Helper()
		for _, methode := range []string{http.MethodGet, http.MethodPost} {
			doc := h.Pagina(h.Vraag(toegang.Persoon{}, methode, pad, url.Values{}), 410)
			h.Bevat(doc, "h1", "Deze link werkt niet meer")
			if terug, _ := doc.Find("main a.nl-button").Attr("href"); terug != "/inloggen?terug=%2Fverklaring%2Faanvragen" {
				t.Errorf("%s: it offers %q", waarom, terug)
			}
		}
		if len(h.inlog.binnen) > 1 {
			t.Errorf("%s: it let somebody in", waarom)
		}
	}
	eerste, tweede := stuur(), stuur()
	h.Waar = h.G2
	dood("another gemeente", eerste)
	h.Waar = h.G
	dood("unknown", "/verklaring/aanvragen/verder/"+strings.Repeat("A", 43))
	dood("no token", "/verklaring/aanvragen/verder/'--")
	h.Klok = h.Klok.AddDate(0, 0, 30).Add(time.Second)
	dood("late", eerste)
	h.Klok = h.Klok.AddDate(0, 0, -1)
	h.Naar(toegang.Persoon{}, eerste, url.Values{})
	dood("used", eerste)
	dood("another of the same aanvraag, after one was used", tweede)
	derde := stuur()
	h.begin(h.Burger, eersteVier...)
	h.verstuur(h.Burger)
	dood("sent already", derde)
	h.Telt(`SELECT count(*) FROM verderlink`, 0)
}

func TestALinkUsedByTwoAtOnce(t *testing.T) {
	h := nieuw(t)
	h.begin(h.Burger)
	h.Naar(h.Burger, verklaring.PadStap("wie"), halverwege)
	pad := h.link()
	token := pad[strings.LastIndex(pad, "/")+1:]
	fouten := make(chan error, 8)
	var wg sync.WaitGroup
	for range cap(fouten) {
		wg.Go(func() {
			fouten <- aanvragen.Store{Store: h.Store}.GebruikLink(h.Ctx(toegang.Persoon{}), h.G.ID, token, h.Klok)
		})
	}
	wg.Wait()
	close(fouten)
	gelukt := 0
	for err := range fouten {
		switch {
		case err == nil:
			gelukt++
		case !fault.Is(err, fault.NotFound):
			t.Error(err)
		}
	}
	if gelukt != 1 {
		t.Errorf("%d got in", gelukt)
	}
}

// Where the gemeente asks DigiD, or the burger has it, a mailbox is not enough.
func TestALinkIsNoWayAroundDigiD(t *testing.T) {
	h := nieuw(t)
	h.begin(h.Burger)
	h.Naar(h.Burger, verklaring.PadStap("wie"), halverwege)
	pad := h.link()
	inloggen := func(waarom string) {
		t.Helper()
		for _, methode := range []string{http.MethodGet, http.MethodPost} {
			h.Bevat(h.Pagina(h.Vraag(toegang.Persoon{}, methode, pad, url.Values{}), 200), "main a.nl-button", "Log in en ga verder")
		}
		if len(h.inlog.binnen) > 0 {
			t.Errorf("%s: the link lets somebody in", waarom)
		}
	}
	h.Waar.Inloggen.MinimaalNiveau = toegang.NiveauMidden
	inloggen("the gemeente asks DigiD")
	h.Waar = h.G
	_, err := h.Pool.Exec(h.Ctx(h.Burger), `UPDATE burger SET bsn_kenmerk = 'x' WHERE id = $1`, h.Burger.ID)
	h.Goed(err)
	inloggen("the burger has DigiD")
	h.Telt(`SELECT count(*) FROM verderlink WHERE gebruikt_op IS NULL`, 1)
	if res := h.Vraag(h.Burger, http.MethodGet, pad, nil); res.Header.Get("Location") != verklaring.PadAanvragen {
		t.Error("who is logged in goes on at once")
	}
}

// Asked time after time a few mails go out, and the answers are kept every time.
func TestMailsAreLimited(t *testing.T) {
	h := nieuw(t)
	h.begin(h.Burger)
	for i := range 8 {
		form := url.Values{"naam": {strings.Repeat("a", i+1)}, "actie": {"later"}}
		if naar := h.Naar(h.Burger, verklaring.PadStap("wie"), form); naar != "/verklaring/aanvragen/later" {
			t.Fatalf("%d: %s", i, naar)
		}
	}
	h.Telt(`SELECT count(*) FROM river_job WHERE kind = 'mail'`, 5)
	if got := h.Concept().Antwoorden.Half["wie"].Get("naam"); len(got) != 8 {
		t.Errorf("naam = %q", got)
	}
	h.Klok = h.Klok.Add(2 * time.Hour)
	h.Naar(h.Burger, verklaring.PadStap("wie"), halverwege)
	h.Telt(`SELECT count(*) FROM river_job WHERE kind = 'mail'`, 6)
}

// While no mail can be enqueued nothing typed is lost, and no link is left behind.
func TestWithoutAQueueTheAnswersStay(t *testing.T) {
	h := nieuw(t)
	h.begin(h.Burger)
	_, err := h.Pool.Exec(h.Ctx(h.Burger), `ALTER TABLE river_job RENAME TO weg`)
	h.Goed(err)
	h.Post(h.Burger, verklaring.PadStap("wie"), halverwege, 500)
	if got := h.Concept().Antwoorden.Half["wie"].Get("naam"); got != "Fatima van der" {
		t.Errorf("naam = %q", got)
	}
	h.Telt(`SELECT count(*) FROM verderlink`, 0)
}

// The first visit in two tabs at once makes one concept, and each tab finds what the
// other did.
func TestTwoTabs(t *testing.T) {
	h := nieuw(t)
	var wg sync.WaitGroup
	ids := make(chan string, 10)
	for range cap(ids) {
		wg.Go(func() {
			a, err := h.Store.Begin(h.Ctx(h.Burger), h.G.ID, h.Burger.ID, verklaring.Dag(h.Klok))
			if err != nil {
				t.Error(err)
			}
			ids <- a.ID.String()
		})
	}
	wg.Wait()
	close(ids)
	een := aanvraagVan(h)
	for id := range ids {
		if id != een {
			t.Errorf("another concept: %s", id)
		}
	}
	h.Telt(`SELECT count(*) FROM aanvraag`, 1)

	h.begin(h.Burger, eersteVier...)
	wijzigingen := []func(a *verklaring.Antwoorden){
		func(a *verklaring.Antwoorden) { a.Naam = "Nieuwe Naam" }, func(a *verklaring.Antwoorden) { a.Uren = 99 },
		func(a *verklaring.Antwoorden) { a.Relatie = "buur" }, func(a *verklaring.Antwoorden) { a.Doelen = []string{"school"} },
	}
	for _, w := range wijzigingen {
		wg.Go(func() {
			_, err := h.Store.WijzigConcept(h.Ctx(h.Burger), h.G.ID, h.Burger.ID, h.Concept().ID, func(a *verklaring.Antwoorden) error { w(a); return nil })
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if a := h.Concept().Antwoorden; a.Naam != "Nieuwe Naam" || a.Uren != 99 || a.Relatie != "buur" || a.Doelen[0] != "school" {
		t.Errorf("a tab undid another: %+v", a)
	}
	// a step that is still open in a tab after the other has sent
	id, naar := h.verstuur(h.Burger)
	if got := h.Naar(h.Burger, verklaring.PadStap("zorg"), proef.Antwoorden["zorg"]); got != verklaring.PadAanvragen {
		t.Errorf("a step after sending leads to %s", got)
	}
	if got := h.Naar(h.Burger, verklaring.PadStap("controleren"), url.Values{"id": {id.String()}, "actie": {"later"}}); got != naar {
		t.Errorf("later after sending leads to %s", got)
	}
	if got := h.Vraag(h.Burger, http.MethodGet, "/verklaring/aanvragen/later", nil).Header.Get("Location"); got != verklaring.PadMijn {
		t.Errorf("nothing to go on with leads to %s", got)
	}
}
