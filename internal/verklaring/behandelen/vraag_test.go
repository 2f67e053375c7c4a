package behandelen_test

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
	"mantelpunt/internal/verklaring/behandelen"

	"github.com/google/uuid"
)

// A consulent asks, the term stands still, the aanvrager answers by the link in the
// mail, and the term runs on by as many days.
func TestQuestionAndAnswerByLink(t *testing.T) {
	h := nieuwWerk(t)
	id := h.behandeld(func(r *verklaring.Regels) { r.Bevestiging = verklaring.BevestigingLink })
	pad := verklaring.PadDossier(id) + "/vraag"
	doc := h.Get(h.Carla, pad, 200)
	h.Bevat(doc, "fieldset#zinnen", "Hoeveel uur per week zorgt u gemiddeld?")
	h.Bevat(doc, "fieldset#zinnen", "Nog niet bekend")
	doc = h.Post(h.Carla, pad, url.Values{"uiterlijk-dag": {"24"}, "uiterlijk-maand": {"11"}, "uiterlijk-jaar": {"2026"}}, 422)
	h.Bevat(doc, "#tekst-fout", "schrijf uw vraag op")
	h.Bevat(doc, "#uiterlijk-fout", "minstens 3 dagen")

	form := url.Values{"zinnen": {"uren", "onzin"}, "tekst": {"En sinds wanneer precies?"}, "uiterlijk-dag": {"8"}, "uiterlijk-maand": {"12"}, "uiterlijk-jaar": {"2026"}}
	doc = h.Post(h.Carla, pad, form, 200)
	h.Bevat(doc, ".mz-prose", "Hoeveel uur per week zorgt u gemiddeld? Schrijf erbij wat u dan doet.")
	h.Bevat(doc, ".mz-prose", "En sinds wanneer precies?")
	h.Telt(`SELECT count(*) FROM bericht`, 0)
	met := url.Values{"knop": {"brief"}}
	for k, v := range form {
		met[k] = v
	}
	if res := h.Vraag(h.Carla, http.MethodPost, pad, met); res.Header.Get("Content-Type") != "application/pdf" {
		t.Errorf("preview: %s", res.Header)
	}
	h.verstuur(h.Carla, id, "vraag", form)
	h.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'wacht_op_aanvrager' AND opgeschort_op = '2026-11-24' AND antwoord_voor = '2026-12-08'`, 1)
	h.Telt(`SELECT count(*) FROM brief WHERE soort = 'vraag'`, 1)
	mail := h.laatsteMail()
	link, ok := strings.CutPrefix(mail.Link, h.G.URL)
	if !ok || !strings.HasPrefix(link, behandelen.PadAntwoord+"/") || strings.Contains(strings.Join(mail.Alineas, " "), "uur per week") {
		t.Errorf("mail: %+v", mail)
	}
	doc = h.Get(h.Carla, verklaring.PadDossier(id), 200)
	h.Bevat(doc, ".mz-termijn", "staat stil")
	h.Bevat(doc, ".utrecht-alert", "Wacht op antwoord, tot en met 8 december 2026")

	doc = h.Get(toegang.Persoon{}, link, 200)
	h.Bevat(doc, "main", "En sinds wanneer precies?")
	h.Bevat(doc, "main", "uiterlijk op 8 december 2026")
	for _, geheim := range []string{"Fatima", "MV-2026", "Carla"} {
		if strings.Contains(doc.Text(), geheim) {
			t.Errorf("the page of a link tells %s", geheim)
		}
	}
	h.Bevat(h.Get(toegang.Persoon{}, link+"x", 404), "main", "Deze link werkt niet")
	h.Waar = h.G2
	h.Get(toegang.Persoon{}, link, 404)
	h.Waar = h.G
	h.Bevat(h.Post(toegang.Persoon{}, link, url.Values{"antwoord": {" "}}, 422), "#antwoord-fout", "Typ eerst")
	h.Bevat(h.Post(toegang.Persoon{}, link, url.Values{"antwoord": {strings.Repeat("é", verklaring.MaxBericht+1)}}, 422), "#antwoord-fout", "hoogstens 2.000 tekens")

	h.Klok = h.Klok.AddDate(0, 0, 6)
	h.Bevat(h.Post(toegang.Persoon{}, link, url.Values{"antwoord": {"Twaalf uur, sinds maart <script>."}}, 200), "h1", "Wij hebben uw antwoord")
	a := h.lees(id)
	if a.Status != verklaring.InBehandeling || a.TermijnTot.Format(time.DateOnly) != "2027-01-25" || a.OpgeschortOp != nil { // 8 weeks and 6 days
		t.Errorf("%s until %s", a.Status, a.TermijnTot)
	}
	mail = h.laatsteMail()
	if mail.Aan != h.Carla.Email || strings.Contains(mail.Onderwerp+strings.Join(mail.Alineas, ""), "Fatima") || !strings.Contains(mail.Link, id.String()) {
		t.Errorf("mail to the behandelaar: %+v", mail)
	}
	h.Bevat(h.Get(toegang.Persoon{}, link, 410), "h1", "Antwoorden hoeft niet meer")
	h.Post(toegang.Persoon{}, link, url.Values{"antwoord": {"Nog eens"}}, 410)
	h.Telt(`SELECT count(*) FROM bericht WHERE soort = 'antwoord'`, 1)

	h.Bevat(h.Get(h.Carla, verklaring.PadWerklijst, 200), "tbody", "1 nieuw bericht")
	doc = h.Get(h.Carla, verklaring.PadDossier(id), 200)
	h.Bevat(doc, "#berichten ~ .mz-tijdlijn", "Twaalf uur, sinds maart <script>.")
	h.Bevat(doc, "#berichten ~ .mz-tijdlijn", "Nieuw")
	h.Bevat(doc, "aside", "De termijn stond stil tot 30 november 2026: 6 dagen.")
	if strings.Contains(h.Get(h.Carla, verklaring.PadWerklijst, 200).Text(), "nieuw bericht") {
		t.Error("what the behandelaar has read is new no more")
	}
}

func TestAnswerWithAFile(t *testing.T) {
	h := nieuwWerk(t)
	id, link := h.gevraagd(func(r *verklaring.Regels) { r.Bewijs = []string{"takenlijst"} })
	body, soort := metBestand(t, "Zie bestand", "lijst.exe", []byte("MZ geen document"))
	doc := h.Pagina(h.VraagMet(toegang.Persoon{}, http.MethodPost, link, body, soort), 422)
	h.Bevat(doc, "#bestand-fout", "")
	h.Bevat(doc, "#antwoord", "Zie bestand")
	h.Telt(`SELECT count(*) FROM bijlage`, 0)
	body, soort = metBestand(t, "", "lijst.pdf", eenPDF(h))
	h.Pagina(h.VraagMet(toegang.Persoon{}, http.MethodPost, link, body, soort), 200)
	h.Telt(`SELECT count(*) FROM bijlage WHERE soort = 'antwoord' AND door_soort = 'burger'`, 1)
	doc = h.Get(h.Carla, verklaring.PadDossier(id), 200)
	h.Bevat(doc, "#berichten ~ .mz-tijdlijn", "Het antwoord staat in de bijlage.")
	pad, _ := doc.Find("a.mz-document[href*=bijlagen]").Attr("href")
	h.Post(h.Carla, pad, url.Values{"soort": {"indicatie"}}, 400) // this regeling does not ask it
	h.Naar(h.Carla, pad, url.Values{"soort": {"takenlijst"}})
	if a := h.lees(id); len(a.Stand.Bewijs) != 1 || a.Stand.Bewijs[0] != "takenlijst" {
		t.Errorf("evidence: %v", a.Stand.Bewijs)
	}
}

func eenPDF(h *werkhuis) []byte {
	id := h.aanvraag(nil)
	bs, err := h.Store.Verzonden(h.Ctx(h.Carla), h.G.ID, id)
	h.Goed(err)
	b, _, err := h.Store.LeesBrief(h.Ctx(h.Carla), h.G.ID, id, bs[0].ID)
	h.Goed(err)
	return b
}

func TestAnswerOnThePhoneAndGoingOnWithoutOne(t *testing.T) {
	h := nieuwWerk(t)
	id, link := h.gevraagd(nil)
	pad := verklaring.PadDossier(id) + "/antwoord"
	h.Bevat(h.Post(h.Carla, pad, url.Values{"tekst": {""}}, 422), "#tekst-fout", "Schrijf het antwoord op")
	mails := len(h.Brieven())
	h.Naar(h.Carla, pad, url.Values{"tekst": {"Belde: twaalf uur."}})
	if len(h.Brieven()) != mails {
		t.Error("who writes the answer down needs no mail about it")
	}
	h.Bevat(h.Get(h.Carla, verklaring.PadDossier(id), 200), "#berichten ~ .mz-tijdlijn", "Antwoord, genoteerd door Carla")
	h.Get(toegang.Persoon{}, link, 410)
	h.Bevat(h.Post(h.Carla, pad, url.Values{"tekst": {"Nog een"}}, 409), ".utrecht-alert--warning", "Wat u typte, staat er nog")

	id, link = h.gevraagd(nil)
	h.verstuur(h.Carla, id, "doorgaan", url.Values{})
	h.Get(toegang.Persoon{}, link, 410)
	if m := h.laatsteMail(); !strings.Contains(m.Onderwerp, "niet meer te beantwoorden") {
		t.Errorf("%+v", m)
	}
	h.Telt(`SELECT count(*) FROM bericht WHERE soort = 'bericht'`, 1)
	id, _ = h.gevraagd(nil)
	h.Klok = h.Klok.AddDate(0, 0, 15)
	h.Bevat(h.Get(h.Carla, verklaring.PadWerklijst+"?lijst=mijn", 200), "tbody", "Niet beantwoord")
	mails = len(h.Brieven())
	h.Goed(h.Werk.VraagNietNodig(h.Ctx(h.Carla), h.G.ID, h.Carla, id, h.Klok))
	if len(h.Brieven()) != mails {
		t.Error("after the last day nobody is told that an answer is not needed")
	}
	if a := h.lees(id); a.TermijnTot.Format(time.DateOnly) != "2027-02-02" { // it stood still for 14 days, not 15
		t.Errorf("until %s", a.TermijnTot)
	}
}

// Everybody answers at once: by the link, in two tabs, and staff by phone.
func TestOneAnswerCounts(t *testing.T) {
	h := nieuwWerk(t)
	id, link := h.gevraagd(nil)
	token := strings.TrimPrefix(link, behandelen.PadAntwoord+"/")
	var wg sync.WaitGroup
	var mu sync.Mutex
	gelukt := 0
	for i := range 8 {
		wg.Go(func() {
			var err error
			if i%2 == 0 {
				err = h.Store.BeantwoordMetLink(h.Ctx(toegang.Persoon{}), h.G.ID, token, verklaring.Antwoord{Tekst: "A"}, h.Klok)
			} else {
				err = h.Store.Beantwoord(h.Ctx(h.Samir), h.G.ID, h.Samir, id, verklaring.Antwoord{Tekst: "B"}, h.Klok)
			}
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				gelukt++
			case !fault.Is(err, fault.Conflict) && !fault.Is(err, fault.Gone):
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if gelukt != 1 {
		t.Errorf("%d answers", gelukt)
	}
	h.Telt(`SELECT count(*) FROM bericht WHERE soort = 'antwoord'`, 1)
	h.Telt(`SELECT count(*) FROM aanvraag_gebeurtenis WHERE van = 'wacht_op_aanvrager'`, 1)
}

func TestAskingTwiceAndTogether(t *testing.T) {
	h := nieuwWerk(t)
	id := h.behandeld(nil)
	versie := h.lees(id).GewijzigdOp
	vraag := func(p toegang.Persoon, tekst string, versie time.Time) error {
		return h.Werk.StelVraag(h.Ctx(p), h.G.ID, p, id, behandelen.Nieuwevraag{Tekst: tekst, Uiterlijk: verklaring.Dag(h.Klok).AddDate(0, 0, 14), Versie: versie}, h.Klok)
	}
	h.zonderMail(func() {
		if vraag(h.Carla, "Vraag", versie) == nil {
			t.Error("without a queue asking must fail")
		}
	})
	h.Telt(`SELECT count(*) FROM bericht`, 0)
	h.Telt(`SELECT count(*) FROM brief WHERE soort = 'vraag'`, 0)
	h.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'in_behandeling' AND opgeschort_op IS NULL`, 1)
	h.Goed(vraag(h.Carla, "Vraag", versie))
	h.Goed(vraag(h.Carla, "Vraag", versie)) // a second click
	if err := vraag(h.Samir, "Iets anders", versie); !fault.Is(err, fault.Conflict) || !strings.Contains(fault.Tekst(err), "Carla was u voor") {
		t.Errorf("%v", err)
	}
	h.Telt(`SELECT count(*) FROM bericht WHERE soort = 'vraag'`, 1)
	h.Telt(`SELECT count(*) FROM brief WHERE soort = 'vraag'`, 1)
	// the dossier changed since the form was opened
	h.Goed(h.Store.Beantwoord(h.Ctx(h.Carla), h.G.ID, h.Carla, id, verklaring.Antwoord{Tekst: "Ja"}, h.Klok))
	form := url.Values{"knop": {"versturen"}, "tekst": {"Nog iets"}, "versie": {versie.Format(time.RFC3339Nano)}, "uiterlijk-dag": {"8"}, "uiterlijk-maand": {"12"}, "uiterlijk-jaar": {"2026"}}
	doc := h.Post(h.Samir, verklaring.PadDossier(id)+"/vraag", form, 409)
	h.Bevat(doc, ".utrecht-alert--warning", "een collega wijzigde dit dossier")
	h.Bevat(doc, "#tekst", "Nog iets")
	nieuw, _ := doc.Find("input[name=versie]").Attr("value")
	form.Set("versie", nieuw)
	h.Naar(h.Samir, verklaring.PadDossier(id)+"/vraag", form)
	h.Telt(`SELECT count(*) FROM bericht WHERE soort = 'vraag'`, 2)
}

// Where the regeling lets the term run on, it does.
func TestWithoutSuspension(t *testing.T) {
	h := nieuwWerk(t)
	id, _ := h.gevraagd(func(r *verklaring.Regels) { r.Opschorten = false })
	h.Bevat(h.Get(h.Carla, verklaring.PadDossier(id), 200), ".mz-termijn", "nog 56 dagen")
	h.Klok = h.Klok.AddDate(0, 0, 5)
	h.Goed(h.Store.Beantwoord(h.Ctx(h.Carla), h.G.ID, h.Carla, id, verklaring.Antwoord{Tekst: "Ja"}, h.Klok))
	if a := h.lees(id); a.TermijnTot.Format(time.DateOnly) != "2027-01-19" {
		t.Errorf("until %s", a.TermijnTot)
	}
}

func TestReminder(t *testing.T) {
	h := nieuwWerk(t)
	id, link := h.gevraagd(nil)
	zonder := h.behandeld(nil)
	h.zonderEmail(zonder)
	h.Goed(h.Werk.StelVraag(h.Ctx(h.Carla), h.G.ID, h.Carla, zonder, behandelen.Nieuwevraag{Tekst: "?", Uiterlijk: verklaring.Dag(h.Klok).AddDate(0, 0, 14)}, h.Klok))
	ctx := h.Ctx(toegang.Persoon{Soort: toegang.Systeem})
	herinner := func() error { return h.Werk.HerinnerVragen(ctx, h.G.ID, h.Klok) }
	begin := h.Klok
	h.Klok = begin.AddDate(0, 0, 10)
	h.Goed(herinner())
	mails := len(h.Brieven())
	h.Klok = begin.AddDate(0, 0, 11)
	h.zonderMail(func() {
		if herinner() == nil {
			t.Error("without a queue reminding must fail")
		}
	})
	h.Goed(herinner())
	h.Goed(herinner()) // tried again
	if n := len(h.Brieven()); n != mails+1 {
		t.Fatalf("%d reminders, want 1", n-mails)
	}
	m := h.laatsteMail()
	if strings.TrimPrefix(m.Link, h.G.URL) != link || !strings.Contains(m.Alineas[0], "8 december 2026") {
		t.Errorf("%+v, want the link %s", m, link)
	}
	h.Bevat(h.Get(h.Carla, verklaring.PadDossier(id), 200), "main", "herinnering op 5 december 2026")
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'aan vraag herinnerd' AND wie_soort = 'systeem'`, 2)
}

// Without e-mail the letter goes by post, and no link is made that nobody gets.
func TestQuestionByPost(t *testing.T) {
	h := nieuwWerk(t)
	id := h.behandeld(nil)
	h.zonderEmail(id)
	mails := len(h.Brieven())
	h.Goed(h.Werk.StelVraag(h.Ctx(h.Carla), h.G.ID, h.Carla, id, behandelen.Nieuwevraag{Tekst: "?", Uiterlijk: verklaring.Dag(h.Klok).AddDate(0, 0, 14)}, h.Klok))
	if len(h.Brieven()) != mails {
		t.Error("a mail to nobody")
	}
	h.Bevat(h.Get(h.Carla, verklaring.PadWerklijst, 200), "main", "1 brief wacht op de post")
	doc := h.Get(h.Carla, verklaring.PadWerklijst+"/post", 200)
	brief, _ := doc.Find("input[name=brief]").Attr("value")
	h.Post(h.Carla, verklaring.PadWerklijst+"/post", url.Values{"brief": {"geen id"}}, 400)
	doc = h.Post(h.Carla, verklaring.PadWerklijst+"/post", url.Values{"brief": {brief, uuid.NewString()}}, 200)
	h.Bevat(doc, ".mz-leeg", "Er wacht geen brief")
	h.Telt(`SELECT count(*) FROM brief WHERE gepost_op IS NOT NULL`, 1)
	h.Bevat(h.Get(h.Carla, verklaring.PadDossier(id), 200), "main", "gepost op 24 november 2026")
	h.Naar(h.Carla, verklaring.PadWerklijst+"/post", url.Values{"brief": {brief}, "knop": {"terug"}})
	h.Telt(`SELECT count(*) FROM brief WHERE gepost_op IS NOT NULL`, 0)
	h.Telt(`SELECT count(*) FROM audit WHERE wat LIKE 'brief %gepost'`, 2)
}
