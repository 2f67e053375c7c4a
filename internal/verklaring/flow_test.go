package verklaring_test

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/pdf/pdftest"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/aanvragen"
	"mantelpunt/internal/verklaring/behandelen"
	"mantelpunt/internal/verklaring/controle"
	"mantelpunt/internal/verklaring/mijn"
	"mantelpunt/internal/verklaring/proef"
	"mantelpunt/internal/verklaring/regelingen"

	"github.com/go-chi/chi/v5"

	"github.com/google/uuid"
)

// nieuwHuis has every room.
func nieuwHuis(t *testing.T) *proef.Huis {
	return proef.Nieuw(t,
		func(h *proef.Huis) interface{ Routes(chi.Router) } {
			return regelingen.Nieuw(h.Store, h.Wachter, h, h.Web, h.Nu)
		},
		func(h *proef.Huis) interface{ Routes(chi.Router) } {
			return aanvragen.Handler{Store: h.Store, Account: h, Web: h.Web, Klok: h.Nu}
		},
		func(h *proef.Huis) interface{ Routes(chi.Router) } {
			return mijn.Handler{Store: h.Store, Account: h, Web: h.Web, Klok: h.Nu}
		},
		func(h *proef.Huis) interface{ Routes(chi.Router) } { return behandelen.Nieuw(h.Store, h, h.Web, h.Nu) },
		func(h *proef.Huis) interface{ Routes(chi.Router) } {
			return controle.Nieuw(h.Store, h.Store.Zegels, h.Web, h.Nu)
		})
}

func werk(h *proef.Huis) behandelen.Store { return behandelen.Store{Store: h.Store} }

// From question to proof, as carer, consulent and controleur.
func TestFromRequestToCheck(t *testing.T) {
	h := nieuwHuis(t)
	doc := h.Get(toegang.Persoon{}, "/verklaring", 200)
	h.Bevat(doc, ".mz-prose", "U zorgt minstens 8 uur in de week.U zorgt al langer dan 3 maanden.")

	res := h.Vraag(h.Burger, http.MethodGet, "/verklaring/aanvragen", nil)
	if got := res.Header.Get("Location"); got != "/verklaring/aanvragen/wie" {
		t.Fatalf("begins at %q", got)
	}
	id := h.VulIn(h.Burger)
	doc = h.Get(h.Burger, verklaring.PadStap("controleren"), 200)
	h.Bevat(doc, ".utrecht-data-list", "Fatima van der Berg")
	h.Bevat(doc, ".utrecht-data-list", "3 maart 1971")
	h.Bevat(doc, ".utrecht-data-list", "Het huishouden Brengen, halen en meegaan")
	h.Bevat(doc, ".utrecht-alert--ok", "U voldoet aan de voorwaarden")

	naar := h.Naar(h.Burger, verklaring.PadStap("controleren"), url.Values{"id": {id}, "akkoord": {"ja"}})
	doc = h.Get(h.Burger, naar, 200)
	h.Bevat(doc, "#kenmerk", "MV-2026-00001")
	h.Bevat(doc, "main", "uiterlijk op 18 januari 2027") // the 17th is a Sunday
	h.Bevat(doc, "[aria-current=step]", "Een consulent bekijkt uw aanvraag")
	if brieven := h.Brieven(); len(brieven) != 1 || brieven[0].Aan != "fatima@voorbeeld.example" {
		t.Errorf("the receipt: %v", brieven)
	}

	doc = h.Get(h.Carla, verklaring.PadWerklijst, 200)
	h.Bevat(doc, "table tbody tr", "MV-2026-00001")
	h.Bevat(doc, ".mz-termijn--ruim", "nog 57 dagen")
	doc = h.Get(h.Carla, verklaring.PadWerklijst+"/"+id, 200)
	h.Bevat(doc, "main", "Volgens de antwoorden wel")
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'dossier gelezen' AND rij = $1 AND wie_naam = 'Carla'`, 1, id)
	h.Naar(h.Carla, verklaring.PadWerklijst+"/"+id+"/behandelen", url.Values{})
	doc = h.Get(h.Carla, verklaring.PadWerklijst+"/"+id+"/besluit/verlenen", 200)
	if n := doc.Find("input[name=doelen][checked]").Length(); n != 2 {
		t.Errorf("%d purposes chosen beforehand, want the 2 that were asked", n)
	}
	h.Naar(h.Carla, verklaring.PadWerklijst+"/"+id+"/besluit/verlenen", url.Values{"knop": {"versturen"}, "doelen": {"parkeren"}, "geldig_van-dag": {"22"}, "geldig_van-maand": {"11"}, "geldig_van-jaar": {"2026"}})
	h.Telt(`SELECT count(*) FROM river_job WHERE kind = 'mail'`, 2)
	h.Bevat(h.Get(h.Carla, verklaring.PadWerklijst+"?lijst=afgehandeld", 200), "table tbody tr", "MV-2026-00001")

	doc = h.Get(h.Burger, "/mijn", 200)
	h.Bevat(doc, "main", "Geldig van 22 november 2026 tot en met 21 november 2027")
	code := doc.Find(".mz-kopie__waarde").First().Text()
	pad, _ := doc.Find("a.mz-document").Attr("href")
	res = h.Vraag(h.Burger, http.MethodGet, pad, nil)
	pdf, err := io.ReadAll(res.Body)
	h.Goed(err)
	if res.StatusCode != 200 || !bytes.HasPrefix(pdf, []byte("%PDF-1.7")) || !strings.Contains(res.Header.Get("Content-Disposition"), "MV-2026-00001.pdf") {
		t.Errorf("download: %d %s", res.StatusCode, res.Header)
	}

	qr, ok := strings.CutPrefix(pdftest.LeesQR(t, pdf), h.G.URL)
	if !ok {
		t.Errorf("the QR code leads elsewhere: %s", qr)
	}
	pad, _, _ = strings.Cut(qr, "#") // as a browser does
	h.Bevat(h.Get(toegang.Persoon{}, pad, 200), "#gescand", code)
	vraag := url.Values{"code": {strings.ToLower(strings.ReplaceAll(code, "-", " "))}, "geboren": {"3-3-1971"}}
	doc = h.Post(toegang.Persoon{}, "/controleren", vraag, 200)
	h.Bevat(doc, ".mz-uitslag--geldig h1", "Deze verklaring is geldig")
	h.Bevat(doc, ".mz-uitslag", "F. B.")
	h.Bevat(doc, ".mz-uitslag", "21 november 2027")
	h.Bevat(doc, ".mz-uitslag", "Parkeren bij uw naaste")
	if strings.Contains(doc.Text(), "Fatima") {
		t.Error("a controleur must not learn the name")
	}
	h.Klok = h.Klok.AddDate(1, 0, 0)
	h.Bevat(h.Post(toegang.Persoon{}, "/controleren", vraag, 200), ".mz-uitslag--verlopen h1", "verlopen")
	h.Telt(`SELECT count(*) FROM controle WHERE verklaring_id IS NOT NULL`, 2)
	h.Bevat(h.Get(h.Burger, verklaring.PadMijnAanvraag(uuid.MustParse(id)), 200), "main", "Verlopen")
}

func TestMistakesStayAndAreExplained(t *testing.T) {
	h := nieuwHuis(t)
	h.Vraag(h.Burger, http.MethodGet, "/verklaring/aanvragen", nil)
	form := url.Values{"naam": {""}, "geboortedatum-dag": {"31"}, "geboortedatum-maand": {"2"}, "geboortedatum-jaar": {"1971"}, "telefoon": {`"><script>alert(1)</script>`}}
	doc := h.Post(h.Burger, verklaring.PadStap("wie"), form, 422)
	h.Bevat(doc, "[data-error-summary]", "Controleer deze 4 antwoorden")
	for _, veld := range []string{"naam", "geboortedatum", "woont_hier", "telefoon"} {
		if doc.Find("[data-error-summary] a[href='#"+veld+"']").Length() != 1 || doc.Find("#"+veld).Length() != 1 {
			t.Errorf("the summary must link to field %s", veld)
		}
		h.Bevat(doc, "#"+veld+"-fout", "")
	}
	h.Bevat(doc, "#geboortedatum-fout", "Deze datum bestaat niet")
	if v, _ := doc.Find("#geboortedatum-dag").Attr("value"); v != "31" {
		t.Errorf("what was typed must stay: %q", v)
	}
	if v, _ := doc.Find("#telefoon").Attr("value"); v != form.Get("telefoon") {
		t.Errorf("what was typed must stay: %q", v)
	}
	if !strings.HasPrefix(doc.Find("title").Text(), "Fout:") {
		t.Error("the title must say that there is a mistake")
	}
	if a := h.Concept(); a.Antwoorden.Telefoon != "" {
		t.Error("a mistake was stored")
	}

	h.Naar(h.Burger, verklaring.PadStap("wie"), proef.Antwoorden["wie"])
	h.Naar(h.Burger, verklaring.PadStap("naaste"), proef.Antwoorden["naaste"])
	lang := strings.Repeat("Ik zorg al jaren. ", 40_000) // 720 kB: bounded by the field, not by the form
	form = url.Values{"taken": {"vervoer"}, "uren": {"12"}, "sinds-maand": {"3"}, "sinds-jaar": {"2024"}, "toelichting": {lang}}
	doc = h.Post(h.Burger, verklaring.PadStap("zorg"), form, 422)
	h.Bevat(doc, "#toelichting-fout", "hoogstens 500 tekens")
	if len(doc.Find("#toelichting").Text()) < 700_000 {
		t.Error("the long text must stay in the form")
	}
	form.Set("toelichting", lang+lang+lang) // 2 MB
	h.Bevat(h.Post(h.Burger, verklaring.PadStap("zorg"), form, 413), "h1", "te veel tekst")
}

func TestStepsOutOfOrder(t *testing.T) {
	h := nieuwHuis(t)
	waarheen := func(pad string) string {
		res := h.Vraag(h.Burger, http.MethodGet, pad, nil)
		return res.Header.Get("Location")
	}
	if got := waarheen(verklaring.PadStap("doel")); got != verklaring.PadAanvragen {
		t.Errorf("without a concept: %q", got)
	}
	waarheen(verklaring.PadAanvragen)
	for _, stap := range []string{"naaste", "zorg", "doel", "controleren"} {
		if got := waarheen(verklaring.PadStap(stap)); got != verklaring.PadStap("wie") {
			t.Errorf("%s before wie: %q", stap, got)
		}
	}
	if got := h.Naar(h.Burger, verklaring.PadStap("doel"), proef.Antwoorden["doel"]); got != verklaring.PadStap("wie") {
		t.Errorf("posting doel first: %q", got)
	}
	h.Get(h.Burger, verklaring.PadStap("bestaatniet"), 404)
	// the last step cannot be forged either
	var id string
	h.Goed(h.Pool.QueryRow(h.Ctx(h.Burger), `SELECT id::text FROM aanvraag`).Scan(&id))
	if got := h.Naar(h.Burger, verklaring.PadStap("controleren"), url.Values{"id": {id}, "akkoord": {"ja"}}); got != verklaring.PadStap("wie") {
		t.Errorf("sending an empty concept: %q", got)
	}
	h.Telt(`SELECT count(*) FROM aanvraag WHERE status <> 'concept'`, 0)
}

// A double click, the back button and a second tab: one aanvraag, one mail.
func TestSendingTwiceIsSendingOnce(t *testing.T) {
	h := nieuwHuis(t)
	id := uuid.MustParse(h.VulIn(h.Burger))
	doc := h.Post(h.Burger, verklaring.PadStap("controleren"), url.Values{"id": {id.String()}}, 422)
	h.Bevat(doc, "#akkoord-fout", "Kruis aan")
	var wg sync.WaitGroup
	for range 5 {
		wg.Go(func() {
			if _, err := h.Store.Indienen(h.Ctx(h.Burger), h.G.ID, h.Burger, id, h.Klok); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got := h.Naar(h.Burger, verklaring.PadStap("controleren"), url.Values{"id": {id.String()}, "akkoord": {"ja"}}); got != aanvragen.PadVerstuurd(id) {
		t.Errorf("sent again: %q", got)
	}
	h.Telt(`SELECT count(*) FROM aanvraag`, 1)
	h.Telt(`SELECT count(*) FROM aanvraag_gebeurtenis`, 1)
	h.Telt(`SELECT count(*) FROM river_job WHERE kind = 'mail'`, 1)
	h.Telt(`SELECT laatste FROM volgnummer`, 1)
	// back: the form is gone, and a new aanvraag waits until this one is decided
	if res := h.Vraag(h.Burger, http.MethodGet, verklaring.PadStap("zorg"), nil); res.Header.Get("Location") != verklaring.PadAanvragen {
		t.Error("a step after sending goes to the beginning")
	}
	if res := h.Vraag(h.Burger, http.MethodGet, verklaring.PadAanvragen, nil); res.Header.Get("Location") != verklaring.PadMijnAanvraag(id) || !strings.Contains(h.Laatste, "al een aanvraag") {
		t.Errorf("a running aanvraag is shown: %q", h.Laatste)
	}
}

func TestTypedTextIsBackAfterLoggingInAgain(t *testing.T) {
	h := nieuwHuis(t)
	h.Vraag(h.Burger, http.MethodGet, verklaring.PadAanvragen, nil)
	ander := url.Values{"naam": {"Iemand anders"}, "id": {uuid.NewString()}} // the form of who sat here before
	h.Kept = ander
	if v, _ := h.Get(h.Burger, verklaring.PadStap("wie"), 200).Find("#naam").Attr("value"); v != "" {
		t.Errorf("the form of another person is shown: %q", v)
	}
	h.Naar(h.Burger, verklaring.PadStap("wie"), ander)
	if a := h.Concept(); a.Antwoorden.Naam != "" {
		t.Errorf("the form of another person is stored: %s", a.Antwoorden.Naam)
	}
	h.Kept = url.Values{"naam": {"Half getypt"}}
	doc := h.Get(h.Burger, verklaring.PadStap("wie"), 200)
	h.Bevat(doc, ".utrecht-alert--info", "Wat u had ingevuld, staat er nog")
	if v, _ := doc.Find("#naam").Attr("value"); v != "Half getypt" {
		t.Errorf("naam = %q", v)
	}
}

// Two consulenten grant at once: one verklaring, and the second is told by whom.
func TestTwoConsulentenDecideAtOnce(t *testing.T) {
	h := nieuwHuis(t)
	id := h.Ingediend(h.Burger)
	h.Goed(werk(h).InBehandeling(h.Ctx(h.Carla), h.G.ID, h.Carla, id, h.Klok))
	h.Goed(werk(h).InBehandeling(h.Ctx(h.Carla), h.G.ID, h.Carla, id, h.Klok)) // her second click
	err := werk(h).InBehandeling(h.Ctx(h.Samir), h.G.ID, h.Samir, id, h.Klok)
	if !fault.Is(err, fault.Conflict) || !strings.Contains(fault.Tekst(err), "Carla was u voor") {
		t.Errorf("taking it twice: %v", err)
	}
	fouten := make(chan error, 2)
	var wg sync.WaitGroup
	for _, p := range []toegang.Persoon{h.Carla, h.Samir} {
		wg.Go(func() {
			_, err := werk(h).Besluit(h.Ctx(p), h.G.ID, p, id, verklaring.Besluit{Soort: verklaring.Verleend, Doelen: []string{"parkeren"}, GeldigVan: verklaring.Dag(h.Klok)}, h.Klok)
			fouten <- err
		})
	}
	wg.Wait()
	close(fouten)
	var gelukt, conflict int
	for err := range fouten {
		switch {
		case err == nil:
			gelukt++
		case fault.Is(err, fault.Conflict) && strings.Contains(fault.Tekst(err), "was u voor"):
			conflict++
		default:
			t.Error(err)
		}
	}
	if gelukt != 1 || conflict != 1 {
		t.Errorf("%d granted, %d told", gelukt, conflict)
	}
	h.Telt(`SELECT count(*) FROM verklaring`, 1)
	h.Telt(`SELECT count(*) FROM river_job WHERE kind = 'mail'`, 2) // receipt and granted
	var door uuid.UUID
	h.Goed(h.Pool.QueryRow(h.Ctx(h.Carla), `SELECT afgegeven_door FROM verklaring`).Scan(&door))
	eerste, tweede := h.Carla, h.Samir
	if door == h.Samir.ID {
		eerste, tweede = h.Samir, h.Carla
	}
	besluit := url.Values{"knop": {"versturen"}, "doelen": {"parkeren"}, "geldig_van-dag": {"22"}, "geldig_van-maand": {"11"}, "geldig_van-jaar": {"2026"}}
	h.Naar(eerste, verklaring.PadDossier(id)+"/besluit/verlenen", besluit) // a second click of who granted it: nothing new
	h.Telt(`SELECT count(*) FROM verklaring`, 1)
	doc := h.Post(tweede, verklaring.PadDossier(id)+"/besluit/verlenen", url.Values{"knop": {"versturen"}, "doelen": {"parkeren"}, "geldig_van-dag": {"22"}, "geldig_van-maand": {"11"}, "geldig_van-jaar": {"2026"}}, 409)
	h.Bevat(doc, ".utrecht-alert--warning", "Er is niets veranderd")
}

func TestGrantingWithMistakes(t *testing.T) {
	h := nieuwHuis(t)
	id := h.Ingediend(h.Burger)
	h.Goed(werk(h).InBehandeling(h.Ctx(h.Carla), h.G.ID, h.Carla, id, h.Klok))
	doc := h.Post(h.Carla, verklaring.PadDossier(id)+"/besluit/verlenen", url.Values{"knop": {"versturen"}, "geldig_van-dag": {"30"}, "geldig_van-maand": {"2"}, "geldig_van-jaar": {"2026"}}, 422)
	h.Bevat(doc, "#doelen-fout", "Kies waarvoor")
	h.Bevat(doc, "#geldig_van-fout", "bestaat niet")
	if v, _ := doc.Find("#geldig_van-dag").Attr("value"); v != "30" {
		t.Errorf("what was typed must stay: %q", v)
	}
	// a purpose that the regeling does not have is not granted
	h.Post(h.Carla, verklaring.PadDossier(id)+"/besluit/verlenen", url.Values{"knop": {"versturen"}, "doelen": {"rijk worden"}, "geldig_van-dag": {"22"}, "geldig_van-maand": {"11"}, "geldig_van-jaar": {"2026"}}, 422)
	h.Telt(`SELECT count(*) FROM verklaring`, 0)
	h.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'in_behandeling'`, 1)
}

// A name that cannot be printed is told in words, and nothing is issued.
func TestANameThatCannotBePrinted(t *testing.T) {
	h := nieuwHuis(t)
	id := uuid.MustParse(h.VulIn(h.Burger))
	a := h.Concept()
	a.Antwoorden.Naam = "李小龍"
	h.Goed(h.Store.BewaarConcept(h.Ctx(h.Burger), h.G.ID, h.Burger.ID, id, a.Antwoorden))
	_, err := h.Store.Indienen(h.Ctx(h.Burger), h.G.ID, h.Burger, id, h.Klok)
	if !fault.Is(err, fault.Invalid) || !strings.Contains(fault.Tekst(err), "teken dat wij niet kunnen afdrukken") {
		t.Errorf("%v", err)
	}
	h.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'concept'`, 1)
}

// When the mail cannot be enqueued nothing is granted, and nothing is sent.
func TestRollback(t *testing.T) {
	h := nieuwHuis(t)
	id := uuid.MustParse(h.VulIn(h.Burger))
	ctx := h.Ctx(h.Burger)
	_, err := h.Pool.Exec(ctx, `ALTER TABLE river_job RENAME TO weg`)
	h.Goed(err)
	if _, err := h.Store.Indienen(ctx, h.G.ID, h.Burger, id, h.Klok); err == nil {
		t.Fatal("without a queue sending must fail")
	}
	h.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'concept' AND kenmerk IS NULL`, 1)
	h.Telt(`SELECT count(*) FROM aanvraag_gebeurtenis`, 0)
	h.Telt(`SELECT count(*) FROM volgnummer`, 0)
	_, err = h.Pool.Exec(ctx, `ALTER TABLE weg RENAME TO river_job`)
	h.Goed(err)
	_, err = h.Store.Indienen(ctx, h.G.ID, h.Burger, id, h.Klok)
	h.Goed(err)
	h.Goed(werk(h).InBehandeling(h.Ctx(h.Carla), h.G.ID, h.Carla, id, h.Klok))
	_, err = h.Pool.Exec(ctx, `ALTER TABLE river_job RENAME TO weg`)
	h.Goed(err)
	if _, err := werk(h).Besluit(h.Ctx(h.Carla), h.G.ID, h.Carla, id, verklaring.Besluit{Soort: verklaring.Verleend, Doelen: []string{"parkeren"}, GeldigVan: verklaring.Dag(h.Klok)}, h.Klok); err == nil {
		t.Fatal("without a queue granting must fail")
	}
	h.Telt(`SELECT count(*) FROM verklaring`, 0)
	h.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'in_behandeling'`, 1)
}

// Who may not see it gets 404 for what is not theirs, and 403 for what nobody of their kind may.
func TestWhoMaySeeWhat(t *testing.T) {
	h := nieuwHuis(t)
	id := h.Ingediend(h.Burger)
	ander := h.MaakBurger("ander@voorbeeld.example")
	h.Get(ander, verklaring.PadMijnAanvraag(id), 404)
	h.Get(h.Burger, verklaring.PadMijn+"/aanvragen/geen-id", 404)
	h.Get(h.Burger, verklaring.PadDossier(id), 403)
	h.Get(h.Carla, verklaring.PadMijn, 403)
	redacteur := toegang.Persoon{Soort: toegang.Medewerker, Rollen: []toegang.Rol{toegang.Redacteur}}
	h.Get(redacteur, verklaring.PadDossier(id), 403)
	h.Get(toegang.Persoon{}, verklaring.PadDossier(id), 403) // app puts a login page in its place
	h.Waar = h.G2
	h.Get(h.Carla, verklaring.PadDossier(id), 404) // a consulent of Lindemeer, by the address of Veldwaarde's dossier
	h.Post(h.Carla, verklaring.PadDossier(id)+"/behandelen", url.Values{}, 404)
	h.Get(h.Burger, verklaring.PadMijnAanvraag(id), 404)
	h.Waar = h.G
	// a concept is nobody's business but the burger's
	h.Vraag(ander, http.MethodGet, verklaring.PadAanvragen, nil)
	var concept string
	h.Goed(h.Pool.QueryRow(h.Ctx(ander), `SELECT id::text FROM aanvraag WHERE status = 'concept'`).Scan(&concept))
	h.Get(h.Carla, verklaring.PadWerklijst+"/"+concept, 404)
}

func TestNextTimeIsFilledInAlready(t *testing.T) {
	h := nieuwHuis(t)
	id := h.Ingediend(h.Burger)
	h.Goed(werk(h).InBehandeling(h.Ctx(h.Carla), h.G.ID, h.Carla, id, h.Klok))
	_, err := werk(h).Besluit(h.Ctx(h.Carla), h.G.ID, h.Carla, id, verklaring.Besluit{Soort: verklaring.Verleend, Doelen: []string{"parkeren"}, GeldigVan: verklaring.Dag(h.Klok)}, h.Klok)
	h.Goed(err)
	h.Vraag(h.Burger, http.MethodGet, verklaring.PadAanvragen, nil)
	doc := h.Get(h.Burger, verklaring.PadStap("wie"), 200)
	if v, _ := doc.Find("#naam").Attr("value"); v != "Fatima van der Berg" {
		t.Errorf("naam = %q", v)
	}
	tweede := h.Ingediend(h.Burger)
	a, err := h.Store.EigenAanvraag(h.Ctx(h.Burger), h.G.ID, h.Burger.ID, tweede)
	if err != nil || a.Kenmerk != "MV-2026-00002" {
		t.Errorf("%v %v", a.Kenmerk, err)
	}
}
