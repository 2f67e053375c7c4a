package verklaring

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
)

// From question to proof, as carer, consulent and controleur.
func TestFromRequestToCheck(t *testing.T) {
	h := nieuwHuis(t)
	doc := h.get(toegang.Persoon{}, "/verklaring", 200)
	h.bevat(doc, ".mz-prose", "minstens 8 uur in de week, en al langer dan 3 maanden")

	res := h.vraag(h.burger, http.MethodGet, "/verklaring/aanvragen", nil)
	if got := res.Header.Get("Location"); got != "/verklaring/aanvragen/wie" {
		t.Fatalf("begins at %q", got)
	}
	id := h.vulIn(h.burger)
	doc = h.get(h.burger, padStap("controleren"), 200)
	h.bevat(doc, ".utrecht-data-list", "Fatima van der Berg")
	h.bevat(doc, ".utrecht-data-list", "3 maart 1971")
	h.bevat(doc, ".utrecht-data-list", "Het huishouden Brengen, halen en meegaan")
	h.bevat(doc, ".utrecht-alert--ok", "U voldoet aan de voorwaarden")

	naar := h.naar(h.burger, padStap("controleren"), url.Values{"id": {id}, "akkoord": {"ja"}})
	doc = h.get(h.burger, naar, 200)
	h.bevat(doc, "#kenmerk", "MV-2026-00001")
	h.bevat(doc, "main", "uiterlijk op 17 januari 2027")
	h.bevat(doc, "[aria-current=step]", "Een consulent bekijkt uw aanvraag")
	if brieven := h.brieven(); len(brieven) != 1 || brieven[0].Aan != "fatima@voorbeeld.example" {
		t.Errorf("the receipt: %v", brieven)
	}

	doc = h.get(h.carla, padWerklijst, 200)
	h.bevat(doc, "table tbody tr", "MV-2026-00001")
	h.bevat(doc, ".mz-termijn--ruim", "nog 56 dagen")
	doc = h.get(h.carla, padWerklijst+"/"+id, 200)
	h.bevat(doc, "main", "Volgens de antwoorden wel")
	h.telt(`SELECT count(*) FROM audit WHERE wat = 'dossier gelezen' AND rij = $1 AND wie_naam = 'Carla'`, 1, id)
	h.naar(h.carla, padWerklijst+"/"+id+"/behandelen", url.Values{})
	doc = h.get(h.carla, padWerklijst+"/"+id, 200)
	if n := doc.Find("input[name=doelen][checked]").Length(); n != 2 {
		t.Errorf("%d purposes chosen beforehand, want the 2 that were asked", n)
	}
	h.naar(h.carla, padWerklijst+"/"+id+"/verlenen", url.Values{"doelen": {"parkeren"}, "geldig_van-dag": {"22"}, "geldig_van-maand": {"11"}, "geldig_van-jaar": {"2026"}})
	h.telt(`SELECT count(*) FROM river_job WHERE kind = 'mail'`, 2)
	h.bevat(h.get(h.carla, padWerklijst+"?lijst=afgehandeld", 200), "table tbody tr", "MV-2026-00001")

	doc = h.get(h.burger, "/mijn", 200)
	h.bevat(doc, "main", "Geldig van 22 november 2026 tot en met 21 november 2027")
	code := doc.Find(".mz-kopie__waarde").First().Text()
	pad, _ := doc.Find("a.mz-document").Attr("href")
	res = h.vraag(h.burger, http.MethodGet, pad, nil)
	pdf, err := io.ReadAll(res.Body)
	h.goed(err)
	if res.StatusCode != 200 || !bytes.HasPrefix(pdf, []byte("%PDF-1.7")) || !strings.Contains(res.Header.Get("Content-Disposition"), "MV-2026-00001.pdf") {
		t.Errorf("download: %d %s", res.StatusCode, res.Header)
	}

	qr, ok := strings.CutPrefix(leesQR(t, pdf), h.g.URL)
	if !ok {
		t.Errorf("the QR code leads elsewhere: %s", qr)
	}
	h.bevat(h.get(toegang.Persoon{}, qr, 200), "h1", "Deze verklaring is geldig")
	doc = h.post(toegang.Persoon{}, "/controleren", url.Values{"code": {strings.ToLower(strings.ReplaceAll(code, "-", " "))}}, 200)
	h.bevat(doc, ".mz-uitslag--geldig h1", "Deze verklaring is geldig")
	h.bevat(doc, ".mz-uitslag", "F. B.")
	h.bevat(doc, ".mz-uitslag", "21 november 2027")
	h.bevat(doc, ".mz-uitslag", "Parkeren bij uw naaste")
	if strings.Contains(doc.Text(), "Fatima") {
		t.Error("a controleur must not learn the name")
	}
	h.bevat(h.get(toegang.Persoon{}, "/v/"+strings.ReplaceAll(code, "-", ""), 200), "h1", "Deze verklaring is geldig")
	h.klok = h.klok.AddDate(1, 0, 0)
	h.bevat(h.get(toegang.Persoon{}, "/v/"+code, 200), ".mz-uitslag--verlopen h1", "verlopen")
	h.telt(`SELECT count(*) FROM controle WHERE verklaring_id IS NOT NULL`, 4)
	h.bevat(h.get(h.burger, padMijnAanvraag(uuid.MustParse(id)), 200), "main", "Verlopen")
}

// A wrong code, an unknown one and one of another gemeente get the same answer.
func TestWrongAndUnknownCodesAreAlike(t *testing.T) {
	h := nieuwHuis(t)
	onbekend := string(NieuweControlecode())
	var eerste string
	for _, code := range []string{onbekend, "K7MW-4T9P-XQ2Z", "hallo", "'; DROP TABLE verklaring; --", strings.Repeat("A", 5000), "🙂", "\x00A\xff"} {
		doc := h.post(toegang.Persoon{}, "/controleren", url.Values{"code": {code}}, 200)
		got := strings.Join(strings.Fields(doc.Find(".mz-uitslag").Text()), " ")
		if eerste == "" {
			eerste = got
		}
		if got != eerste || !strings.Contains(got, "Wij kennen deze code niet") {
			t.Errorf("%.20q: %q, want %q", code, got, eerste)
		}
	}
	doc := h.post(toegang.Persoon{}, "/controleren", url.Values{"code": {"  "}}, 422)
	h.bevat(doc, "#code-fout", "Vul de controlecode in")
}

func TestChecksAreLimited(t *testing.T) {
	h := nieuwHuis(t)
	for i := range 10 {
		if res := h.vraag(toegang.Persoon{}, http.MethodGet, "/v/K7MW4T9PXQ2H", nil); res.StatusCode != 200 {
			t.Fatalf("check %d: %d", i, res.StatusCode)
		}
	}
	h.bevat(h.get(toegang.Persoon{}, "/v/K7MW4T9PXQ2H", 429), "h1", "erg vaak")
}

func TestMistakesStayAndAreExplained(t *testing.T) {
	h := nieuwHuis(t)
	h.vraag(h.burger, http.MethodGet, "/verklaring/aanvragen", nil)
	form := url.Values{"naam": {""}, "geboortedatum-dag": {"31"}, "geboortedatum-maand": {"2"}, "geboortedatum-jaar": {"1971"}, "telefoon": {`"><script>alert(1)</script>`}}
	doc := h.post(h.burger, padStap("wie"), form, 422)
	h.bevat(doc, "[data-error-summary]", "Controleer deze 4 antwoorden")
	for _, veld := range []string{"naam", "geboortedatum", "woont_hier", "telefoon"} {
		if doc.Find("[data-error-summary] a[href='#"+veld+"']").Length() != 1 || doc.Find("#"+veld).Length() != 1 {
			t.Errorf("the summary must link to field %s", veld)
		}
		h.bevat(doc, "#"+veld+"-fout", "")
	}
	h.bevat(doc, "#geboortedatum-fout", "Deze datum bestaat niet")
	if v, _ := doc.Find("#geboortedatum-dag").Attr("value"); v != "31" {
		t.Errorf("what was typed must stay: %q", v)
	}
	if v, _ := doc.Find("#telefoon").Attr("value"); v != form.Get("telefoon") {
		t.Errorf("what was typed must stay: %q", v)
	}
	if !strings.HasPrefix(doc.Find("title").Text(), "Fout:") {
		t.Error("the title must say that there is a mistake")
	}
	if a := h.concept(); a.Antwoorden.Telefoon != "" {
		t.Error("a mistake was stored")
	}

	h.naar(h.burger, padStap("wie"), antwoorden["wie"])
	h.naar(h.burger, padStap("naaste"), antwoorden["naaste"])
	lang := strings.Repeat("Ik zorg al jaren. ", 40_000) // 720 kB: bounded by the field, not by the form
	form = url.Values{"taken": {"vervoer"}, "uren": {"12"}, "sinds-maand": {"3"}, "sinds-jaar": {"2024"}, "toelichting": {lang}}
	doc = h.post(h.burger, padStap("zorg"), form, 422)
	h.bevat(doc, "#toelichting-fout", "hoogstens 500 tekens")
	if len(doc.Find("#toelichting").Text()) < 700_000 {
		t.Error("the long text must stay in the form")
	}
	form.Set("toelichting", lang+lang+lang) // 2 MB
	h.bevat(h.post(h.burger, padStap("zorg"), form, 413), "h1", "te veel tekst")
}

func TestStepsOutOfOrder(t *testing.T) {
	h := nieuwHuis(t)
	waarheen := func(pad string) string {
		res := h.vraag(h.burger, http.MethodGet, pad, nil)
		return res.Header.Get("Location")
	}
	if got := waarheen(padStap("doel")); got != padAanvragen {
		t.Errorf("without a concept: %q", got)
	}
	waarheen(padAanvragen)
	for _, stap := range []string{"naaste", "zorg", "doel", "controleren"} {
		if got := waarheen(padStap(stap)); got != padStap("wie") {
			t.Errorf("%s before wie: %q", stap, got)
		}
	}
	if got := h.naar(h.burger, padStap("doel"), antwoorden["doel"]); got != padStap("wie") {
		t.Errorf("posting doel first: %q", got)
	}
	h.get(h.burger, padStap("bestaatniet"), 404)
	// the last step cannot be forged either
	var id string
	h.goed(h.pool.QueryRow(h.ctx(h.burger), `SELECT id::text FROM aanvraag`).Scan(&id))
	if got := h.naar(h.burger, padStap("controleren"), url.Values{"id": {id}, "akkoord": {"ja"}}); got != padStap("wie") {
		t.Errorf("sending an empty concept: %q", got)
	}
	h.telt(`SELECT count(*) FROM aanvraag WHERE status <> 'concept'`, 0)
}

// A double click, the back button and a second tab: one aanvraag, one mail.
func TestSendingTwiceIsSendingOnce(t *testing.T) {
	h := nieuwHuis(t)
	id := uuid.MustParse(h.vulIn(h.burger))
	doc := h.post(h.burger, padStap("controleren"), url.Values{"id": {id.String()}}, 422)
	h.bevat(doc, "#akkoord-fout", "Kruis aan")
	var wg sync.WaitGroup
	for range 5 {
		wg.Go(func() {
			if _, err := h.store.Indienen(h.ctx(h.burger), h.g.ID, h.burger, id, h.klok); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got := h.naar(h.burger, padStap("controleren"), url.Values{"id": {id.String()}, "akkoord": {"ja"}}); got != padMijnAanvraag(id) {
		t.Errorf("sent again: %q", got)
	}
	h.telt(`SELECT count(*) FROM aanvraag`, 1)
	h.telt(`SELECT count(*) FROM aanvraag_gebeurtenis`, 1)
	h.telt(`SELECT count(*) FROM river_job WHERE kind = 'mail'`, 1)
	h.telt(`SELECT laatste FROM volgnummer`, 1)
	// back: the form is gone, and a new aanvraag waits until this one is decided
	if res := h.vraag(h.burger, http.MethodGet, padStap("zorg"), nil); res.Header.Get("Location") != padAanvragen {
		t.Error("a step after sending goes to the beginning")
	}
	if res := h.vraag(h.burger, http.MethodGet, padAanvragen, nil); res.Header.Get("Location") != padMijnAanvraag(id) || !strings.Contains(h.flits, "al een aanvraag") {
		t.Errorf("a running aanvraag is shown: %q", h.flits)
	}
}

func TestTypedTextIsBackAfterLoggingInAgain(t *testing.T) {
	h := nieuwHuis(t)
	h.vraag(h.burger, http.MethodGet, padAanvragen, nil)
	ander := url.Values{"naam": {"Iemand anders"}, "id": {uuid.NewString()}} // the form of who sat here before
	h.kept = ander
	if v, _ := h.get(h.burger, padStap("wie"), 200).Find("#naam").Attr("value"); v != "" {
		t.Errorf("the form of another person is shown: %q", v)
	}
	h.naar(h.burger, padStap("wie"), ander)
	if a := h.concept(); a.Antwoorden.Naam != "" {
		t.Errorf("the form of another person is stored: %s", a.Antwoorden.Naam)
	}
	h.kept = url.Values{"naam": {"Half getypt"}}
	doc := h.get(h.burger, padStap("wie"), 200)
	h.bevat(doc, ".utrecht-alert--info", "Wat u had ingevuld, staat er nog")
	if v, _ := doc.Find("#naam").Attr("value"); v != "Half getypt" {
		t.Errorf("naam = %q", v)
	}
}

// Two consulenten grant at once: one verklaring, and the second is told by whom.
func TestTwoConsulentenDecideAtOnce(t *testing.T) {
	h := nieuwHuis(t)
	id := h.ingediend(h.burger)
	h.goed(h.store.InBehandeling(h.ctx(h.carla), h.g.ID, h.carla, id, h.klok))
	h.goed(h.store.InBehandeling(h.ctx(h.carla), h.g.ID, h.carla, id, h.klok)) // her second click
	err := h.store.InBehandeling(h.ctx(h.samir), h.g.ID, h.samir, id, h.klok)
	if !fault.Is(err, fault.Conflict) || !strings.Contains(fault.Tekst(err), "Carla was u voor") {
		t.Errorf("taking it twice: %v", err)
	}
	fouten := make(chan error, 2)
	var wg sync.WaitGroup
	for _, p := range []toegang.Persoon{h.carla, h.samir} {
		wg.Go(func() {
			_, err := h.store.Verlenen(h.ctx(p), h.g, "", p, id, Besluit{Doelen: []string{"parkeren"}, GeldigVan: dag(h.klok)}, h.klok)
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
	h.telt(`SELECT count(*) FROM verklaring`, 1)
	h.telt(`SELECT count(*) FROM river_job WHERE kind = 'mail'`, 2) // receipt and granted
	var door uuid.UUID
	h.goed(h.pool.QueryRow(h.ctx(h.carla), `SELECT afgegeven_door FROM verklaring`).Scan(&door))
	eerste, tweede := h.carla, h.samir
	if door == h.samir.ID {
		eerste, tweede = h.samir, h.carla
	}
	besluit := url.Values{"doelen": {"parkeren"}, "geldig_van-dag": {"22"}, "geldig_van-maand": {"11"}, "geldig_van-jaar": {"2026"}}
	h.naar(eerste, padDossier(id)+"/verlenen", besluit) // a second click of who granted it: nothing new
	h.telt(`SELECT count(*) FROM verklaring`, 1)
	doc := h.post(tweede, padDossier(id)+"/verlenen", url.Values{"doelen": {"parkeren"}, "geldig_van-dag": {"22"}, "geldig_van-maand": {"11"}, "geldig_van-jaar": {"2026"}}, 409)
	h.bevat(doc, ".utrecht-alert--warning", "Er is niets veranderd")
}

func TestGrantingWithMistakes(t *testing.T) {
	h := nieuwHuis(t)
	id := h.ingediend(h.burger)
	h.goed(h.store.InBehandeling(h.ctx(h.carla), h.g.ID, h.carla, id, h.klok))
	doc := h.post(h.carla, padDossier(id)+"/verlenen", url.Values{"geldig_van-dag": {"30"}, "geldig_van-maand": {"2"}, "geldig_van-jaar": {"2026"}}, 422)
	h.bevat(doc, "#doelen-fout", "Kies waarvoor")
	h.bevat(doc, "#geldig_van-fout", "bestaat niet")
	if v, _ := doc.Find("#geldig_van-dag").Attr("value"); v != "30" {
		t.Errorf("what was typed must stay: %q", v)
	}
	// a purpose that the regeling does not have is not granted
	h.post(h.carla, padDossier(id)+"/verlenen", url.Values{"doelen": {"rijk worden"}, "geldig_van-dag": {"22"}, "geldig_van-maand": {"11"}, "geldig_van-jaar": {"2026"}}, 422)
	// a name that cannot be printed is told in words, and nothing is issued
	a, err := h.store.EigenAanvraag(h.ctx(h.burger), h.g.ID, h.burger.ID, id)
	h.goed(err)
	a.Antwoorden.Naam = "李小龍"
	antwoorden, naam, err := h.store.dicht(h.g.ID, a.ID, a.Antwoorden)
	h.goed(err)
	_, err = h.pool.Exec(h.ctx(h.carla), `UPDATE aanvraag SET antwoorden = $1, naam = $2`, antwoorden, naam)
	h.goed(err)
	doc = h.post(h.carla, padDossier(id)+"/verlenen", url.Values{"doelen": {"parkeren"}, "geldig_van-dag": {"22"}, "geldig_van-maand": {"11"}, "geldig_van-jaar": {"2026"}}, 422)
	h.bevat(doc, "#doelen-fout", "teken dat wij niet kunnen afdrukken")
	h.telt(`SELECT count(*) FROM verklaring`, 0)
	h.telt(`SELECT count(*) FROM aanvraag WHERE status = 'in_behandeling'`, 1)
}

// When the mail cannot be enqueued nothing is granted, and nothing is sent.
func TestRollback(t *testing.T) {
	h := nieuwHuis(t)
	id := uuid.MustParse(h.vulIn(h.burger))
	ctx := h.ctx(h.burger)
	_, err := h.pool.Exec(ctx, `ALTER TABLE river_job RENAME TO weg`)
	h.goed(err)
	if _, err := h.store.Indienen(ctx, h.g.ID, h.burger, id, h.klok); err == nil {
		t.Fatal("without a queue sending must fail")
	}
	h.telt(`SELECT count(*) FROM aanvraag WHERE status = 'concept' AND kenmerk IS NULL`, 1)
	h.telt(`SELECT count(*) FROM aanvraag_gebeurtenis`, 0)
	h.telt(`SELECT count(*) FROM volgnummer`, 0)
	_, err = h.pool.Exec(ctx, `ALTER TABLE weg RENAME TO river_job`)
	h.goed(err)
	_, err = h.store.Indienen(ctx, h.g.ID, h.burger, id, h.klok)
	h.goed(err)
	h.goed(h.store.InBehandeling(h.ctx(h.carla), h.g.ID, h.carla, id, h.klok))
	_, err = h.pool.Exec(ctx, `ALTER TABLE river_job RENAME TO weg`)
	h.goed(err)
	if _, err := h.store.Verlenen(h.ctx(h.carla), h.g, "", h.carla, id, Besluit{Doelen: []string{"parkeren"}, GeldigVan: dag(h.klok)}, h.klok); err == nil {
		t.Fatal("without a queue granting must fail")
	}
	h.telt(`SELECT count(*) FROM verklaring`, 0)
	h.telt(`SELECT count(*) FROM aanvraag WHERE status = 'in_behandeling'`, 1)
}

// Who may not see it gets 404 for what is not theirs, and 403 for what nobody of their kind may.
func TestWhoMaySeeWhat(t *testing.T) {
	h := nieuwHuis(t)
	id := h.ingediend(h.burger)
	ander := h.maakBurger("ander@voorbeeld.example")
	h.get(ander, padMijnAanvraag(id), 404)
	h.get(h.burger, padMijn+"/aanvragen/geen-id", 404)
	h.get(h.burger, padDossier(id), 403)
	h.get(h.carla, padMijn, 403)
	redacteur := toegang.Persoon{Soort: toegang.Medewerker, Rollen: []toegang.Rol{toegang.Redacteur}}
	h.get(redacteur, padDossier(id), 403)
	h.get(toegang.Persoon{}, padDossier(id), 403) // app puts a login page in its place
	h.waar = h.g2
	h.get(h.carla, padDossier(id), 404) // a consulent of Lindemeer, by the address of Veldwaarde's dossier
	h.post(h.carla, padDossier(id)+"/behandelen", url.Values{}, 404)
	h.get(h.burger, padMijnAanvraag(id), 404)
	h.waar = h.g
	// a concept is nobody's business but the burger's
	h.vraag(ander, http.MethodGet, padAanvragen, nil)
	var concept string
	h.goed(h.pool.QueryRow(h.ctx(ander), `SELECT id::text FROM aanvraag WHERE status = 'concept'`).Scan(&concept))
	h.get(h.carla, padWerklijst+"/"+concept, 404)
}

func TestNextTimeIsFilledInAlready(t *testing.T) {
	h := nieuwHuis(t)
	id := h.ingediend(h.burger)
	h.goed(h.store.InBehandeling(h.ctx(h.carla), h.g.ID, h.carla, id, h.klok))
	_, err := h.store.Verlenen(h.ctx(h.carla), h.g, "", h.carla, id, Besluit{Doelen: []string{"parkeren"}, GeldigVan: dag(h.klok)}, h.klok)
	h.goed(err)
	h.vraag(h.burger, http.MethodGet, padAanvragen, nil)
	doc := h.get(h.burger, padStap("wie"), 200)
	if v, _ := doc.Find("#naam").Attr("value"); v != "Fatima van der Berg" {
		t.Errorf("naam = %q", v)
	}
	tweede := h.ingediend(h.burger)
	a, err := h.store.EigenAanvraag(h.ctx(h.burger), h.g.ID, h.burger.ID, tweede)
	if err != nil || a.Kenmerk != "MV-2026-00002" {
		t.Errorf("%v %v", a.Kenmerk, err)
	}
}
