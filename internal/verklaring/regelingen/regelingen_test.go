package regelingen_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/pdf/pdftest"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/proef"
	"mantelpunt/internal/verklaring/regelingen"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

func nieuw(t *testing.T) *proef.Huis {
	return proef.Nieuw(t, func(h *proef.Huis) interface{ Routes(chi.Router) } {
		return regelingen.Nieuw(h.Store, h.Wachter, h, h.Web, h.Nu)
	})
}

const padNieuw = verklaring.PadRegelingen + "/nieuw"

// ingevuld is the form as Bea finds it, with what it needs besides.
func ingevuld(h *proef.Huis, wijzig map[string]string) url.Values {
	h.Helper()
	v := url.Values{}
	h.Get(h.Bea, padNieuw, 200).Find("form#regels").Find("input, textarea").Each(func(_ int, s *goquery.Selection) {
		naam, soort := s.AttrOr("name", ""), s.AttrOr("type", "")
		_, gekozen := s.Attr("checked")
		switch {
		case goquery.NodeName(s) == "textarea":
			v.Set(naam, s.Text())
		case (soort == "radio" || soort == "checkbox") && !gekozen:
		case naam != "":
			v.Add(naam, s.AttrOr("value", ""))
		}
	})
	v.Set("actie", "bewaar")
	v.Set("bron", "Selectielijst gemeenten 2020")
	v.Set("bezwaar", "Commissie bezwaarschriften\nPostbus 2")
	for veld, w := range wijzig {
		v.Set(veld, w)
	}
	return v
}

func pad(h *proef.Huis, nr int) string {
	h.Helper()
	var id uuid.UUID
	h.Goed(h.Pool.QueryRow(context.Background(), `SELECT id FROM regeling WHERE gemeente_id = $1 AND nr = $2`, h.G.ID, nr).Scan(&id))
	return verklaring.PadRegelingen + "/" + id.String()
}

func lees(h *proef.Huis, res *http.Response, status int) []byte {
	h.Helper()
	b, err := io.ReadAll(res.Body)
	h.Goed(err)
	if res.StatusCode != status {
		h.Fatalf("status %d, want %d", res.StatusCode, status)
	}
	return b
}

// A beheerder makes a version: looked at first, which keeps nothing, then saved. Who has
// an aanvraag keeps the rules it began with; the next one gets the new ones.
func TestANewVersion(t *testing.T) {
	h := nieuw(t)
	oud, err := h.Store.Begin(h.Ctx(h.Burger), h.G.ID, h.Burger.ID, verklaring.Dag(h.Klok))
	h.Goed(err)
	v := ingevuld(h, map[string]string{"uren": "4", "plaats-parkeren": "", "maanden-werkgever": "24"})
	v.Set("actie", "voorbeeld")
	d := h.Post(h.Bea, padNieuw, v, 200)
	h.Bevat(d, "main", "Dit is een voorbeeld. De regels zijn nog niet bewaard. Zij gaan in op 22 november 2026.")
	h.Bevat(d, "main", "Hoeveel zorg U zorgt minstens 8 uur in de week, en al langer dan 3 maanden. U zorgt minstens 4 uur in de week, en al langer dan 3 maanden.")
	if d.Find("details:contains('Waarvoor') [value=parkeren]").Length() != 0 || d.Find("details:contains('Waarvoor') [value=werkgever]").Length() != 1 {
		t.Error("the steps in the preview are not those of the form")
	}
	h.Telt(`SELECT count(*) FROM regeling WHERE gemeente_id = $1`, 1, h.G.ID)

	v.Set("actie", "bewaar")
	if naar := h.Naar(h.Bea, padNieuw, v); naar != verklaring.PadRegelingen || h.Laatste != "De regels zijn bewaard. Zij gelden vanaf 22 november 2026." {
		t.Errorf("%s %s", naar, h.Laatste)
	}
	d = h.Get(h.Bea, verklaring.PadRegelingen, 200)
	h.Bevat(d, "tbody tr:nth-child(1)", "Versie 222 november 2026Geldt nu0 (0 open)Bea, ")
	h.Bevat(d, "tbody tr:nth-child(2)", "Versie 11 januari 2015Voorbij1 (1 open)Mantelpunt, ")
	d = h.Get(h.Bea, pad(h, 2), 200)
	h.Bevat(d, "main", "Vergeleken met Versie 1")
	h.Bevat(d, "section[aria-labelledby=verschil]", "Commissie bezwaarschriften")
	if d.Find("a[href$=verwijderen]").Length() != 0 {
		t.Error("a version in force can be removed")
	}

	var b []byte
	h.Goed(h.Pool.QueryRow(t.Context(), `SELECT gegevens FROM audit WHERE wat = 'regeling toegevoegd' AND wie_naam = 'Bea'`).Scan(&b))
	var audit struct {
		Nr       int
		Vanaf    string
		Verschil []verklaring.Verschil
	}
	h.Goed(json.Unmarshal(b, &audit))
	if audit.Nr != 2 || audit.Vanaf != "2026-11-22" || len(audit.Verschil) != 4 || audit.Verschil[0].Wat != "Hoeveel zorg" {
		t.Errorf("%+v", audit)
	}

	houdt, err := h.Store.EigenAanvraag(t.Context(), h.G.ID, h.Burger.ID, oud.ID)
	h.Goed(err)
	ander, err := h.Store.Begin(t.Context(), h.G.ID, h.MaakBurger("jan@voorbeeld.example").ID, verklaring.Dag(h.Klok))
	h.Goed(err)
	if houdt.Regels.UrenPerWeek != 8 || ander.Regels.UrenPerWeek != 4 || slices.Contains(ander.Regels.Doelcodes(), "parkeren") {
		t.Errorf("%+v %+v", houdt.Regels, ander.Regels)
	}
}

// The rules that a gemeente never set are nobody's: the first carer is not named in them.
func TestUsualRulesNameNobody(t *testing.T) {
	h := nieuw(t)
	_, err := h.Store.Begin(h.Ctx(h.Burger), h.G.ID, h.Burger.ID, verklaring.Dag(h.Klok))
	h.Goed(err)
	h.Telt(`SELECT count(*) FROM regeling WHERE door_naam = 'Mantelpunt'`, 1)
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'regeling toegevoegd' AND wie_soort = 'systeem'`, 1)
}

// Whoever was not first hears who was, keeps what was typed, and can save it after all.
// A form that is sent twice makes one version.
func TestTwoAtOnce(t *testing.T) {
	h := nieuw(t)
	v := ingevuld(h, map[string]string{"uren": "5"})
	var wg sync.WaitGroup
	fouten := make([]error, 8)
	for i := range fouten {
		wg.Go(func() {
			fouten[i] = h.Store.VoegRegelingNa(h.Ctx(h.Bea), h.G.ID, verklaring.Dag(h.Klok), verklaring.StandaardRegels(), 1)
		})
	}
	wg.Wait()
	gelukt := 0
	for _, err := range fouten {
		if err == nil {
			gelukt++
		} else if !fault.Is(err, fault.Conflict) {
			t.Error(err)
		}
	}
	h.Telt(`SELECT count(*) FROM regeling WHERE gemeente_id = $1`, 2, h.G.ID)
	if gelukt != 1 {
		t.Errorf("%d were saved", gelukt)
	}
	d := h.Post(h.Bea, padNieuw, v, 409)
	h.Bevat(d, "main", "Intussen is versie 2 bewaard, door Bea. Die geldt vanaf 22 november 2026.")
	if d.Find("#uren").AttrOr("value", "") != "5" {
		t.Error("what was typed is gone")
	}
	v.Set("basis", d.Find("input[name=basis]").AttrOr("value", ""))
	h.Naar(h.Bea, padNieuw, v)
	h.Telt(`SELECT count(*) FROM regeling WHERE gemeente_id = $1`, 3, h.G.ID)
	v.Set("basis", "geen getal")
	h.Post(h.Bea, padNieuw, v, 409)
}

// A version that is not in force yet can be removed; one that somebody holds on to, or
// that is in force, or of another gemeente, cannot.
func TestRemoving(t *testing.T) {
	h := nieuw(t)
	h.Naar(h.Bea, padNieuw, ingevuld(h, map[string]string{"vanaf-dag": "23"}))
	h.Naar(h.Bea, padNieuw, ingevuld(h, map[string]string{"vanaf-dag": "24"}))
	komt, gebruikt, geldt := pad(h, 3), pad(h, 2), pad(h, 1)
	_, err := h.Pool.Exec(t.Context(), `INSERT INTO aanvraag (gemeente_id, id, burger_id, regeling_id, status, antwoorden, naam) SELECT $1, $2, $3, id, 'concept', '', '' FROM regeling WHERE gemeente_id = $1 AND nr = 2`, h.G.ID, uuid.New(), h.Burger.ID)
	h.Goed(err)
	for _, p := range []string{gebruikt, geldt} {
		h.Bevat(h.Get(h.Bea, p+"/verwijderen", 200), "h1", "kan niet weg")
		h.Post(h.Bea, p+"/verwijderen", url.Values{}, 409)
	}
	h.Bevat(h.Get(h.Bea, komt+"/verwijderen", 200), "main", "De regels van 24 november 2026 gaan dan niet in.")
	h.Post(h.Carla, komt+"/verwijderen", url.Values{}, 403)
	h.Waar = h.G2
	h.Naar(h.Bea, komt+"/verwijderen", url.Values{}) // of another gemeente: as if it were gone, and it stays
	h.Get(h.Bea, komt, 404)
	h.Waar = h.G
	h.Telt(`SELECT count(*) FROM regeling WHERE gemeente_id = $1`, 3, h.G.ID)
	for range 2 {
		h.Naar(h.Bea, komt+"/verwijderen", url.Values{})
	}
	h.Telt(`SELECT count(*) FROM regeling WHERE gemeente_id = $1`, 2, h.G.ID)
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'regeling verwijderd' AND gegevens->>'vanaf' = '2026-11-24'`, 1)
	h.Get(h.Bea, komt, 404)
	h.Get(h.Bea, verklaring.PadRegelingen+"/geen-id", 404)
}

// Nothing is saved, and nothing shown, of a form with mistakes; what was typed stays.
func TestWrongRulesAreNotSaved(t *testing.T) {
	h := nieuw(t)
	for veld, w := range map[string]string{"uren": "200", "bezwaar": "", "brief": "Groetjes \U0001F600", "afzender": "\U0001F3E2", "functie": "\U0001F600", "vanaf-jaar": "2025"} {
		for _, actie := range []string{"bewaar", "voorbeeld", "pdf-verleend"} {
			v := ingevuld(h, map[string]string{veld: w, "actie": actie})
			d := h.Post(h.Bea, padNieuw, v, 422)
			id := strings.TrimSuffix(veld, "-jaar")
			if d.Find(".mz-errors a[href='#"+id+"']").Length() != 1 || d.Find("#"+id+"-fout").Length() != 1 {
				t.Errorf("%s: the mistake is not told", veld)
			}
			if veld == "uren" && d.Find("#uren").AttrOr("value", "") != "200" {
				t.Error("what was typed is gone")
			}
		}
	}
	h.Telt(`SELECT count(*) FROM regeling WHERE gemeente_id = $1`, 1, h.G.ID)
	for _, p := range []string{verklaring.PadRegelingen, padNieuw, pad(h, 1), pad(h, 1) + "/voorbeeld/verleend.pdf", pad(h, 1) + "/verwijderen"} {
		h.Get(h.Carla, p, 403)
	}
	h.Post(h.Carla, padNieuw, url.Values{"actie": {"bewaar"}}, 403)
}

// A version comes with its line in the audit, or not at all; and so does its removal.
func TestAVersionAndItsLineAreOne(t *testing.T) {
	h := nieuw(t)
	v := ingevuld(h, map[string]string{"vanaf-dag": "30"})
	h.Naar(h.Bea, padNieuw, v)
	_, err := h.Pool.Exec(t.Context(), `ALTER TABLE audit_kop RENAME TO weg`)
	h.Goed(err)
	v.Set("basis", "2")
	h.Post(h.Bea, padNieuw, v, 500)
	h.Post(h.Bea, pad(h, 2)+"/verwijderen", url.Values{}, 500)
	h.Telt(`SELECT count(*) FROM regeling WHERE gemeente_id = $1`, 2, h.G.ID)
}

// The examples are PDFs that say what they are, of a version and of a form that is not
// saved; they are not signed.
func TestExamples(t *testing.T) {
	h := nieuw(t)
	v := ingevuld(h, map[string]string{"beslis_weken": "5", "brief": "Het steunpunt helpt u graag.", "ondertekenaar": "J. de Boer"})
	for welk, wil := range map[string][]string{
		"verklaring": {"VOORBEELD, niet geldig", "Kenmerk", "VOORBEELD"},
		"ontvangst":  {"VOORBEELD: deze brief is niet verstuurd", "Het steunpunt helpt u graag.", "J. de Boer"},
		"verleend":   {"VOORBEELD: deze brief is niet verstuurd", "Het steunpunt helpt u graag."},
		"afgewezen":  {"VOORBEELD: deze brief is niet verstuurd", "Commissie bezwaarschriften"},
		"formulier":  {"Mantelzorgverklaring aanvragen", "Voor wie u zorgt"},
	} {
		v.Set("actie", "pdf-"+welk)
		res := h.Vraag(h.Bea, http.MethodPost, padNieuw, v)
		if got := res.Header.Get("Content-Disposition"); got != `attachment; filename="voorbeeld-`+welk+`.pdf"` {
			t.Errorf("%s: %q", welk, got)
		}
		bestand := pdftest.Save(t, lees(h, res, 200))
		tekst := strings.Join(strings.Fields(pdftest.Run(t, "pdftotext", bestand, "-")), " ")
		for _, w := range wil {
			if !strings.Contains(tekst, w) {
				t.Errorf("%s lacks %q: %.600s", welk, w, tekst)
			}
		}
		if b := lees(h, h.Vraag(h.Bea, http.MethodGet, pad(h, 1)+"/voorbeeld/"+welk+".pdf", nil), 200); strings.Contains(string(b), "/ByteRange") {
			t.Errorf("%s is signed", welk)
		}
	}
	v.Set("actie", "pdf-geheim")
	h.Post(h.Bea, padNieuw, v, 404)
	h.Get(h.Bea, pad(h, 1)+"/voorbeeld/geheim.pdf", 404)
	h.Telt(`SELECT count(*) FROM brief`, 0)
	h.Telt(`SELECT count(*) FROM verklaring`, 0)
	h.Telt(`SELECT count(*) FROM regeling WHERE gemeente_id = $1`, 1, h.G.ID)
}
