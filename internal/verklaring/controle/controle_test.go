package controle_test

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/controlecode"

	"github.com/jackc/pgx/v5"
)

// Every outcome, as a controleur sees it who types code and date of birth.
func TestEveryOutcome(t *testing.T) {
	h := nieuwHuis(t)
	vandaag := verklaring.Dag(h.Klok)
	v := h.verleen(vandaag.AddDate(0, 0, 3))
	code := v.Code.Gegroepeerd()
	zie := func(klasse, kop string, teksten ...string) {
		t.Helper()
		doc := h.controleer(vraag(code, geboren), 200)
		h.Bevat(doc, ".mz-uitslag"+klasse+" h1", kop)
		for _, x := range append(teksten, "F. B.", "25 november 2026", "24 november 2027", "Parkeren bij uw naaste, ", "Gemeente Veldwaarde", "eindigt op "+code[len(code)-4:], "Gecontroleerd op") {
			h.Bevat(doc, ".mz-uitslag", x)
		}
		if s := doc.Text(); strings.Contains(s, "Fatima") || strings.Contains(s, "1971") || strings.Contains(s, code) {
			t.Error("a controleur must not learn the name, and what is printed must not be a code to check again")
		}
		if doc.Find("form").Length() != doc.Find("header form").Length()+doc.Find(".mz-noprint form").Length() {
			t.Error("a form is printed with the answer")
		}
	}
	zie("--verlopen", "nog niet geldig", "gaat pas in op 25 november 2026")
	h.Klok = h.Klok.AddDate(0, 0, 3)
	zie("--geldig", "Deze verklaring is geldig", "25 november 2026, 14.00 uur", "naaste, tot en met 24 november 2027")
	h.Klok = h.Klok.AddDate(1, 0, -1)
	zie("--geldig", "Deze verklaring is geldig")
	h.Klok = h.Klok.AddDate(0, 0, 1)
	zie("--verlopen", "Deze verklaring is verlopen", "niet meer sinds 25 november 2027", "naaste, gold tot en met 24 november 2027")
	h.Klok = h.Klok.AddDate(0, 0, -5)
	h.trekIn(v)
	zie("--ongeldig", "Deze verklaring is ingetrokken", "ingetrokken op 20 november 2027")

	h.Waar = h.G2 // the code is one of Veldwaarde
	h.Bevat(h.controleer(vraag(code, geboren), 200), ".mz-uitslag--ongeldig h1", "niet bevestigen")
	h.Waar = h.G

	rows, err := h.Pool.Query(context.Background(), `SELECT uitkomst || ' ' || wijze || ' ' || doel FROM controle ORDER BY id`)
	h.Goed(err)
	got, err := pgx.CollectRows(rows, pgx.RowTo[string])
	h.Goed(err)
	if want := []string{"nog_niet_geldig code ", "geldig code ", "geldig code ", "verlopen code ", "ingetrokken code ", "onbekend code "}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	cs, err := h.Store.Controles(context.Background(), h.G.ID, h.Burger.ID, v.AanvraagID)
	if err != nil || len(cs) != 5 {
		t.Errorf("the carer sees %d checks, want 5: %v", len(cs), err)
	}
}

// However somebody types what stands on the paper.
func TestForgivingOfTyping(t *testing.T) {
	h := nieuwHuis(t)
	v := h.verleen(verklaring.Dag(h.Klok))
	for _, code := range []string{string(v.Code), " " + strings.ToLower(v.Code.Gegroepeerd()) + " ", strings.NewReplacer("0", "o", "1", "l").Replace(string(v.Code)), strings.ReplaceAll(v.Code.Gegroepeerd(), "-", " – ")} {
		h.Bevat(h.controleer(vraag(code, geboren), 200), "h1", "is geldig")
	}
	for _, dag := range []string{"03031971", "3-3-1971", "3 maart 1971", "3 March 1971", "1971-03-03"} {
		h.Bevat(h.controleer(vraag(string(v.Code), dag), 200), "h1", "is geldig")
	}
}

// From the QR code: one field and one click.
func TestScanned(t *testing.T) {
	h := nieuwHuis(t)
	v := h.verleen(verklaring.Dag(h.Klok))
	res, doc := h.get(verklaring.PadCode+"/"+string(v.Code), 200)
	if res.Header.Get("Cache-Control") != "no-store" || res.Header.Get("Referrer-Policy") != "strict-origin" {
		t.Errorf("the code leaks: %v", res.Header)
	}
	h.Bevat(doc, "#gescand", v.Code.Gegroepeerd())
	if n, knoppen := doc.Find("main form input:not([type=hidden])").Length(), doc.Find("main form button[type=submit]").Length(); n != 1 || knoppen != 1 {
		t.Errorf("%d fields and %d buttons, want one of each, the rest folded away", n, knoppen)
	}
	if robots, _ := doc.Find("meta[name=robots]").Attr("content"); robots != "noindex" {
		t.Error("the page with a code may be indexed")
	}
	h.Telt(`SELECT count(*) FROM controle`, 0) // nothing was checked yet
	form := url.Values{"geboren": {geboren}}
	for _, e := range doc.Find("main form input[type=hidden]").EachIter() {
		naam, _ := e.Attr("name")
		form.Set(naam, e.AttrOr("value", ""))
	}
	h.Bevat(h.controleer(form, 200), "h1", "is geldig")
	h.Telt(`SELECT count(*) FROM controle WHERE wijze = 'qr' AND uitkomst = 'geldig'`, 1)

	form.Set("geboren", "gisteren")
	doc = h.controleer(form, 422)
	h.Bevat(doc, "#geboren-fout", "geen datum")
	h.Bevat(doc, "#gescand", v.Code.Gegroepeerd())
	// whatever stands in the address, the page asks the same and tells nothing
	for _, pad := range []string{"/v/hallo", "/v/" + strings.Repeat("A", 5000), "/v/%3Cscript%3E", "/v/%ff%00%F0%9F%99%82", "/v/" + string(controlecode.Nieuw())} {
		_, doc := h.get(pad, 200)
		if doc.Find("#geboren").Length() != 1 || doc.Find("#gescand script").Length() != 0 || len(doc.Find("#gescand").Text()) > 100 {
			t.Errorf("%.30s: %s", pad, tekst(doc, "main form"))
		}
	}
}

// A code that does not exist, one with a typing error, one of another gemeente and a
// wrong date of birth get the same answer and leave the same behind.
func TestUnknownIsUnknown(t *testing.T) {
	h := nieuwHuis(t)
	v := h.verleen(verklaring.Dag(h.Klok))
	typfout := []byte(v.Code)
	typfout[3] = map[bool]byte{true: '8', false: '7'}[typfout[3] == '7']
	var eerste string
	for _, form := range []url.Values{
		vraag(string(v.Code), "04-03-1971"), vraag(string(v.Code), "01-01-1900"), vraag(string(typfout), geboren), vraag(string(controlecode.Nieuw()), geboren), vraag("hallo", geboren),
		vraag("'; DROP TABLE verklaring; --", geboren), vraag(strings.Repeat("A", 5000), geboren), vraag("🙂", geboren), vraag("A\xff", geboren), vraag(string(v.Code)+"0", geboren),
	} {
		doc := h.controleer(form, 200)
		got := tekst(doc, "title") + tekst(doc, ".mz-uitslag") + tekst(doc, "main h2")
		if eerste == "" {
			eerste = got
		}
		if got != eerste || !strings.Contains(got, "niet bevestigen") {
			t.Errorf("%v: %q, want %q", form, got, eerste)
		}
		if v, _ := doc.Find("#geboren").Attr("value"); v != form.Get("geboren") {
			t.Errorf("what was typed must stay: %q", v)
		}
	}
	h.Telt(`SELECT count(*) FROM controle WHERE uitkomst = 'onbekend' AND verklaring_id IS NULL`, 10)
	h.Telt(`SELECT count(*) FROM controle`, 10)
}

func TestWhatIsNotFilledIn(t *testing.T) {
	h := nieuwHuis(t)
	for _, c := range []struct {
		code, dag string
		fouten    []string // fields
	}{
		{"", "", []string{"code", "geboren"}}, {"  ", geboren, []string{"code"}}, {"K7MW", "", []string{"geboren"}}, {"K7MW", "31-02-1971", []string{"geboren"}},
		{"K7MW", "14-03-71", []string{"geboren"}}, {"K7MW", "<script>", []string{"geboren"}}, {"K7MW", strings.Repeat("1", 100_000), []string{"geboren"}},
	} {
		doc := h.controleer(vraag(c.code, c.dag), 422)
		if !strings.HasPrefix(tekst(doc, "title"), "Fout:") || doc.Find("[data-error-summary] a").Length() != len(c.fouten) {
			t.Errorf("%q %.20q: %s", c.code, c.dag, tekst(doc, "[data-error-summary]"))
		}
		for _, veld := range c.fouten {
			h.Bevat(doc, "#"+veld+"-fout", "")
		}
		if v, _ := doc.Find("#geboren").Attr("value"); v != c.dag {
			t.Errorf("what was typed must stay: %.20q", v)
		}
	}
	h.controleer(vraag(strings.Repeat("A", 2<<20), geboren), http.StatusRequestEntityTooLarge)
	h.Telt(`SELECT count(*) FROM controle`, 0)
}

// Who says what for hears whether it holds for that.
func TestForAPurpose(t *testing.T) {
	h := nieuwHuis(t)
	v := h.verleen(verklaring.Dag(h.Klok))
	_, err := h.Pool.Exec(context.Background(), `UPDATE verklaring SET doel_tot = array_replace(doel_tot, geldig_tot, geldig_tot - 180) WHERE id = $1`, v.ID)
	h.Goed(err)
	_, err = h.Pool.Exec(context.Background(), `UPDATE verklaring SET doel_tot[array_position(doelen, 'werkgever')] = geldig_tot WHERE id = $1`, v.ID)
	h.Goed(err)
	zie := func(doel, klasse, kop, zin string) {
		t.Helper()
		doc := h.controleer(vraag(string(v.Code), geboren, "doel", doel), 200)
		h.Bevat(doc, ".mz-uitslag"+klasse+" h1", kop)
		h.Bevat(doc, ".mz-uitslag", zin)
	}
	zie("parkeren", "--geldig", "is geldig", "Zij geldt voor: Parkeren bij uw naaste")
	zie("uwv", "--verlopen", "niet voor dit doel", "niet voor: UWV")
	zie("rijk worden", "--geldig", "is geldig", "Vergelijk de initialen")
	h.Klok = h.Klok.AddDate(0, 10, 0)
	zie("parkeren", "--verlopen", "niet voor dit doel", "gold tot en met 25 mei 2027")
	zie("werkgever", "--geldig", "is geldig", "Zij geldt voor: Werkgever")
	h.Telt(`SELECT count(*) FROM controle WHERE doel = 'parkeren'`, 2)
	h.Telt(`SELECT count(*) FROM controle WHERE doel = ''`, 1)
}

// What is recorded of a check has no place for who asked.
func TestNothingOfWhoAskedIsKept(t *testing.T) {
	h := nieuwHuis(t)
	v := h.verleen(verklaring.Dag(h.Klok))
	h.controleer(vraag(string(v.Code), geboren), 200)
	rows, err := h.Pool.Query(context.Background(), `SELECT column_name::text FROM information_schema.columns WHERE table_name = 'controle' ORDER BY 1`)
	h.Goed(err)
	got, err := pgx.CollectRows(rows, pgx.RowTo[string])
	h.Goed(err)
	if want := []string{"doel", "gemeente_id", "id", "op", "uitkomst", "verklaring_id", "wijze"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	var op time.Time
	h.Goed(h.Pool.QueryRow(context.Background(), `SELECT op FROM controle`).Scan(&op))
	if !op.Equal(h.Klok) {
		t.Errorf("recorded at %s", op)
	}
}
