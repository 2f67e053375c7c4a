package behandelen_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/pdf/pdftest"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/behandelen"
	"mantelpunt/internal/verklaring/proef"
	"mantelpunt/internal/zegel"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

// besluitspel is a house with the pages of staff, and one aanvraag that Carla treats.
func besluitspel(t *testing.T, wijzig func(*verklaring.Regels)) (spel, stuk) {
	t.Helper()
	h := proef.Nieuw(t, func(h *proef.Huis) interface{ Routes(chi.Router) } { return behandelen.Nieuw(h.Store, h, h.Web, h.Nu) })
	s := spel{h, behandelen.Store{Store: h.Store}}
	r := verklaring.StandaardRegels()
	if wijzig != nil {
		wijzig(&r)
	}
	st := s.begin(t, r, h.Klok)
	h.Goed(s.s.InBehandeling(h.Ctx(h.Carla), h.G.ID, h.Carla, st.id, h.Klok))
	return s, st
}

func vierOgen(r *verklaring.Regels) { r.VierOgen = true }

func pad(st stuk, soort string) string { return verklaring.PadDossier(st.id) + "/besluit/" + soort }

// met is a form with some values besides those that it has.
func met(form url.Values, paren ...string) url.Values {
	uit := url.Values{}
	for k, v := range form {
		uit[k] = v
	}
	for i := 0; i < len(paren); i += 2 {
		uit.Set(paren[i], paren[i+1])
	}
	return uit
}

var (
	verlenen = url.Values{"doelen": {"parkeren", "werkgever"}, "geldig_van-dag": {"22"}, "geldig_van-maand": {"11"}, "geldig_van-jaar": {"2026"}, "taal": {"en"}}
	afwijzen = url.Values{"redenen": {"uren"}, "woorden": {"U zorgt <minder> dan 8 uur & dat telt."}}
)

func (s spel) pdf(p toegang.Persoon, pad string, form url.Values) string {
	s.Helper()
	res := s.Vraag(p, http.MethodPost, pad, form)
	b, err := io.ReadAll(res.Body)
	s.Goed(err)
	if res.StatusCode != 200 || res.Header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(res.Header.Get("Content-Disposition"), `attachment; filename="voorbeeld-`) {
		s.Fatalf("%d %s", res.StatusCode, res.Header)
	}
	return strings.Join(strings.Fields(pdftest.Run(s.T, "pdftotext", pdftest.Save(s.T, b), "-")), " ")
}

// Nothing goes out before the consulent has seen what goes out, and what was typed stays.
func TestPreviewThenSend(t *testing.T) {
	s, st := besluitspel(t, nil)
	doc := s.Get(s.Carla, pad(st, "verlenen"), 200)
	if n := doc.Find("input[name=doelen][checked]").Length(); n != 2 {
		t.Errorf("%d purposes chosen beforehand, want the 2 that were asked", n)
	}
	s.Bevat(doc, "main", "1 jaar: tot en met 21 november 2027")
	doc = s.Post(s.Carla, pad(st, "verlenen"), verlenen, 200)
	s.Bevat(doc, "h1", "Dit gaat eruit")
	s.Bevat(doc, "main", "U krijgt die verklaring")
	s.Bevat(doc, ".utrecht-data-list", "Parkeren bij uw naaste, tot en met 21 november 2027")
	form := url.Values{}
	for _, n := range doc.Find("form").First().Find("input[type=hidden]").Nodes {
		a := map[string]string{}
		for _, x := range n.Attr {
			a[x.Key] = x.Val
		}
		form.Add(a["name"], a["value"])
	}
	if got := s.pdf(s.Carla, pad(st, "verlenen"), met(form, "knop", "document")); !strings.Contains(got, "0000-0000-0000") || !strings.Contains(got, "Fatima van der Berg") {
		t.Errorf("a preview must not prove anything: %s", got)
	}
	if got := s.pdf(s.Carla, pad(st, "verlenen"), met(form, "knop", "brief")); !strings.Contains(got, "Beste Fatima van der Berg") {
		t.Error(got)
	}
	doc = s.Post(s.Carla, pad(st, "verlenen"), met(form, "knop", "wijzigen"), 200)
	if n := doc.Find("input[name=doelen][checked], option[value=en][selected]").Length(); n != 3 {
		t.Errorf("what was typed must stay: %d", n)
	}
	s.Telt(`SELECT count(*) FROM verklaring`, 0)
	s.Telt(`SELECT count(*) FROM brief`, 1)
	for range 2 { // a second click gives what the first gave
		if naar := s.Naar(s.Carla, pad(st, "verlenen"), met(form, "knop", "versturen")); naar != verklaring.PadDossier(st.id) || !strings.Contains(s.Laatste, "verleend") {
			t.Errorf("%s %s", naar, s.Laatste)
		}
	}
	s.Telt(`SELECT count(*) FROM verklaring WHERE taal = 'en'`, 1)
	s.Telt(`SELECT count(*) FROM brief WHERE soort = 'verleend'`, 1)
	doc = s.Post(s.Samir, pad(st, "verlenen"), met(verlenen, "knop", "versturen"), 409)
	s.Bevat(doc, ".utrecht-alert--warning", "Er is niets veranderd: Carla was u voor.")
	doc = s.Get(s.Carla, verklaring.PadDossier(st.id), 200)
	if doc.Find("a[href$='/besluit/intrekken']").Length() != 1 || doc.Find("a[href$='/besluit/afwijzen']").Length() != 0 {
		t.Error("a dossier that was decided offers other things")
	}
	s.Get(s.Carla, pad(st, "bestaatniet"), 404)
}

func TestRefusing(t *testing.T) {
	s, st := besluitspel(t, nil)
	doc := s.Post(s.Carla, pad(st, "afwijzen"), url.Values{"knop": {"versturen"}}, 422)
	s.Bevat(doc, "#redenen-fout", "Kies aan welke voorwaarde")
	s.Bevat(doc, "#woorden-fout", "Leg uit waarom")
	doc = s.Post(s.Carla, pad(st, "afwijzen"), met(afwijzen, "woorden", strings.Repeat("á", 2001), "knop", "versturen"), 422)
	s.Bevat(doc, "#woorden-fout", "hoogstens 2000 tekens")
	if doc.Find("#woorden").Text() != strings.Repeat("á", 2001) {
		t.Error("what was typed must stay")
	}
	s.Post(s.Carla, pad(st, "afwijzen"), met(afwijzen, "redenen", "verzonnen", "knop", "versturen"), 422)
	doc = s.Post(s.Carla, pad(st, "afwijzen"), afwijzen, 200)
	s.Bevat(doc, "main", "U vulde in: 14 uur in de week.")
	s.Bevat(doc, "main", "U zorgt <minder> dan 8 uur & dat telt.")
	s.Bevat(doc, "main", "binnen 6 weken")
	s.Bevat(doc, ".utrecht-alert--warning", "volgens de antwoorden wél voldoet")
	s.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'in_behandeling'`, 1)
	s.Naar(s.Carla, pad(st, "afwijzen"), met(afwijzen, "knop", "versturen"))
	s.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'afgewezen' AND besloten_op IS NOT NULL`, 1)
	s.Telt(`SELECT count(*) FROM brief WHERE soort = 'afgewezen'`, 1)
	brieven := s.Brieven()
	if b := brieven[len(brieven)-1]; strings.Contains(b.Onderwerp, "geen") || strings.Contains(strings.Join(b.Alineas, " "), "8 uur") {
		t.Errorf("the mail tells what is in the letter: %v", b)
	}
}

// An aanvraag is left untreated after a question alone: when no answer came, or not
// enough, and not later than four weeks from then.
func TestNotTreating(t *testing.T) {
	s, st := besluitspel(t, nil)
	begin := s.Klok
	vraag := func() {
		s.Goed(s.s.StelVraag(s.Ctx(s.Carla), s.G.ID, s.Carla, st.id, behandelen.Nieuwevraag{Tekst: "Sinds wanneer?", Uiterlijk: verklaring.Dag(s.Klok).AddDate(0, 0, 14)}, s.Klok))
	}
	form := url.Values{"woorden": {"Wij missen sinds wanneer u zorgt."}, "knop": {"versturen"}}
	weigert := func(zin string) {
		t.Helper()
		for _, knop := range []string{"voorbeeld", "versturen"} {
			s.Bevat(s.Post(s.Carla, pad(st, "buiten-behandeling"), met(form, "knop", knop), 422), "#woorden-fout", zin)
		}
		s.Bevat(s.Get(s.Carla, pad(st, "buiten-behandeling"), 200), ".utrecht-alert--warning", zin)
	}
	weigert("Vraag de aanvrager eerst")
	vraag()
	weigert("nog tot en met 6 december 2026 beantwoorden")
	s.Goed(s.s.Beantwoord(s.Ctx(st.burger), s.G.ID, st.burger, st.id, verklaring.Antwoord{Tekst: "Weet ik niet."}, s.Klok))
	s.Bevat(s.Post(s.Carla, pad(st, "buiten-behandeling"), met(form, "knop", "voorbeeld"), 200), "main", "is daarvoor niet genoeg")
	s.Klok = begin.AddDate(0, 0, 29)
	weigert("kon tot en met 20 december 2026")
	vraag()
	s.Klok = begin.AddDate(0, 0, 29+15)
	s.Bevat(s.Post(s.Carla, pad(st, "buiten-behandeling"), met(form, "knop", "voorbeeld"), 200), "main", "Wij hebben geen antwoord van u ontvangen.")
	s.Naar(s.Carla, pad(st, "buiten-behandeling"), form)
	s.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'buiten_behandeling' AND opgeschort_op IS NULL`, 1)
	s.Telt(`SELECT count(*) FROM bericht WHERE soort = 'vraag' AND beantwoord_op IS NULL`, 0) // its link leads nowhere any more
	if x := s.lees(t, st); s.klopt(t, st, x) != "" {
		t.Error(s.klopt(t, st, x))
	}
}

func (s spel) geldende(st stuk) (id uuid.UUID) {
	s.Helper()
	s.Goed(s.Pool.QueryRow(s.Ctx(s.Carla), `SELECT id FROM verklaring WHERE aanvraag_id = $1 AND ingetrokken_op IS NULL`, st.id).Scan(&id))
	return id
}

// A mistake is corrected by a new version, and a verklaring is withdrawn with a reason.
func TestCorrectAndWithdraw(t *testing.T) {
	s, st := besluitspel(t, nil)
	s.Bevat(s.Get(s.Carla, pad(st, "verbeteren"), 200), ".utrecht-alert--info", "Dan kunt u dit niet")
	s.Naar(s.Carla, pad(st, "verlenen"), met(verlenen, "knop", "versturen"))
	eerste := s.geldende(st)
	doc := s.Get(s.Samir, pad(st, "verbeteren"), 200)
	if v, _ := doc.Find("#naam").Attr("value"); v != "Fatima van der Berg" {
		t.Errorf("naam = %q", v)
	}
	goed := url.Values{"verklaring": {eerste.String()}, "naam": {" Fatima  van den Berg "}, "geboortedatum-dag": {"14"}, "geboortedatum-maand": {"3"}, "geboortedatum-jaar": {"1971"}, "doelen": {"parkeren"},
		"geldig_van-dag": {"22"}, "geldig_van-maand": {"11"}, "geldig_van-jaar": {"2026"}, "woorden": {"Uw achternaam klopte niet."}}
	doc = s.Post(s.Samir, pad(st, "verbeteren"), url.Values{"geboortedatum-dag": {"40"}}, 422)
	for _, veld := range []string{"naam", "geboortedatum", "doelen", "geldig_van", "woorden"} {
		if doc.Find("#"+veld+"-fout").Length() != 1 {
			t.Errorf("no mistake is told at %s", veld)
		}
	}
	s.Bevat(s.Post(s.Samir, pad(st, "verbeteren"), met(goed, "naam", "李小龍"), 422), "#naam-fout", "niet kunnen afdrukken")
	s.Post(s.Samir, pad(st, "verbeteren"), met(goed, "verklaring", uuid.NewString()), 404)
	doc = s.Post(s.Samir, pad(st, "verbeteren"), goed, 200)
	s.Bevat(doc, ".utrecht-data-list", "MV-2026-00001-2")
	s.Bevat(doc, "main", "Beste Fatima van den Berg,")
	s.Klok = s.Klok.AddDate(0, 2, 0) // the first day, long ago, may stay as it was
	for range 2 {
		s.Naar(s.Samir, pad(st, "verbeteren"), met(goed, "knop", "versturen"))
	}
	s.Telt(`SELECT count(*) FROM verklaring`, 2)
	s.Telt(`SELECT count(*) FROM verklaring WHERE id = $1 AND reden = 'vervangen'`, 1, eerste)
	s.Telt(`SELECT count(*) FROM verklaring WHERE vervangt_id = $1 AND versie = 2 AND kenmerk = 'MV-2026-00001-2' AND geldig_tot = '2027-11-21'`, 1, eerste)
	s.Telt(`SELECT count(DISTINCT code_kenmerk) FROM verklaring`, 2)
	s.Bevat(s.Post(s.Carla, pad(st, "verbeteren"), met(goed, "knop", "versturen"), 409), ".utrecht-alert--warning", "al ingetrokken of vervangen")

	weg := url.Values{"verklaring": {s.geldende(st).String()}, "knop": {"versturen"}}
	s.Bevat(s.Post(s.Carla, pad(st, "intrekken"), met(weg, "reden", "vervangen"), 422), "#reden-fout", "Kies waarom")
	s.Bevat(s.Post(s.Carla, pad(st, "intrekken"), met(weg, "reden", "misbruik"), 422), "#woorden-fout", "Leg uit")
	mails := len(s.Brieven())
	s.Bevat(s.Post(s.Carla, pad(st, "intrekken"), met(weg, "reden", "overleden", "knop", ""), 200), "main", "Geachte familie,")
	for range 2 {
		s.Naar(s.Carla, pad(st, "intrekken"), met(weg, "reden", "overleden"))
	}
	s.Telt(`SELECT count(*) FROM verklaring WHERE ingetrokken_op IS NULL`, 0)
	s.Telt(`SELECT count(*) FROM brief WHERE soort = 'verklaring_ingetrokken' AND per_post`, 1)
	if len(s.Brieven()) != mails {
		t.Error("a mail went to somebody who died")
	}
}

// A dossier that changed meanwhile is shown again before something is sent.
func TestDossierThatChanged(t *testing.T) {
	s, st := besluitspel(t, nil)
	versie, _ := s.Get(s.Carla, pad(st, "verlenen"), 200).Find("input[name=versie]").Attr("value")
	s.Goed(s.s.VerlengTermijn(s.Ctx(s.Samir), s.G.ID, st.id, 1, "Het is druk.", time.Time{}, s.Klok))
	doc := s.Post(s.Carla, pad(st, "verlenen"), met(verlenen, "versie", versie, "woorden", "Veel sterkte.", "knop", "versturen"), 409)
	s.Bevat(doc, ".utrecht-alert--warning", "Er is niets veranderd")
	if doc.Find("#woorden").Text() != "Veel sterkte." {
		t.Error("what was typed must stay")
	}
	s.Telt(`SELECT count(*) FROM verklaring`, 0)
	versie, _ = doc.Find("input[name=versie]").Attr("value")
	s.Naar(s.Carla, pad(st, "verlenen"), met(verlenen, "versie", versie, "knop", "versturen"))
	s.Telt(`SELECT count(*) FROM verklaring`, 1)
}

// When the mail cannot be enqueued, nothing is decided, proposed back or withdrawn.
func TestNothingHalfWhenMailIsDown(t *testing.T) {
	s, st := besluitspel(t, nil)
	stuk := func(aan bool) {
		sql := `ALTER TABLE river_job RENAME TO weg`
		if aan {
			sql = `ALTER TABLE weg RENAME TO river_job`
		}
		_, err := s.Pool.Exec(s.Ctx(s.Carla), sql)
		s.Goed(err)
	}
	doe := func(soort verklaring.Briefsoort) error {
		return besluit(soort)(s, st, func(int) int { return 0 }, s.Klok)
	}
	stuk(false)
	for _, soort := range []verklaring.Briefsoort{verklaring.BriefVerleend, verklaring.BriefAfgewezen} {
		if err := doe(soort); err == nil || geweigerd(err) {
			t.Errorf("%s without a queue: %v", soort, err)
		}
	}
	s.Telt(`SELECT count(*) FROM brief`, 1)
	s.Telt(`SELECT count(*) FROM verklaring`, 0)
	s.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'in_behandeling'`, 1)
	stuk(true)
	s.Goed(doe(verklaring.BriefVerleend))
	stuk(false)
	for _, soort := range []verklaring.Briefsoort{verklaring.BriefVervangen, verklaring.BriefVerklaringIngetrokken} {
		if err := doe(soort); err == nil || geweigerd(err) {
			t.Errorf("%s without a queue: %v", soort, err)
		}
	}
	s.Telt(`SELECT count(*) FROM verklaring WHERE ingetrokken_op IS NULL`, 1)
	s.Telt(`SELECT count(*) FROM verklaring`, 1)
	stuk(true)
}

// Without its seal a gemeente issues nothing: what was typed stays, and who asked for a
// verklaring that is granted at once waits for a consulent.
func TestWithoutASeal(t *testing.T) {
	h := proef.Nieuw(t, func(h *proef.Huis) interface{ Routes(chi.Router) } {
		h.Store.Zegels = zegel.Proef(t)
		return behandelen.Nieuw(h.Store, h, h.Web, h.Nu)
	})
	s := spel{h, behandelen.Store{Store: h.Store}}
	r := verklaring.StandaardRegels()
	r.Modus = verklaring.Direct
	st := s.begin(t, r, h.Klok)
	s.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'ingediend'`, 1)
	s.Telt(`SELECT count(*) FROM brief`, 1)
	s.Goed(s.s.InBehandeling(s.Ctx(s.Carla), s.G.ID, s.Carla, st.id, s.Klok))
	s.Post(s.Carla, pad(st, "verlenen"), verlenen, 200)
	doc := s.Post(s.Carla, pad(st, "verlenen"), met(verlenen, "knop", "versturen", "woorden", "Veel sterkte."), 503)
	s.Bevat(doc, ".utrecht-alert--warning", "geen digitaal zegel")
	if doc.Find("#woorden").Text() != "Veel sterkte." {
		t.Error("what was typed must stay")
	}
	s.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'in_behandeling'`, 1)
	s.Telt(`SELECT count(*) FROM verklaring`, 0)
}
