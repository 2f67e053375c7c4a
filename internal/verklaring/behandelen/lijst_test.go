package behandelen_test

import (
	"fmt"
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

func (h *werkhuis) kenmerken(p toegang.Persoon, zoek string) string {
	h.Helper()
	var uit []string
	for _, a := range h.Get(p, verklaring.PadWerklijst+zoek, 200).Find("td[data-label=Kenmerk] a").EachIter() {
		uit = append(uit, strings.TrimLeft(strings.TrimPrefix(a.Text(), "MV-2026-"), "0"))
	}
	return strings.Join(uit, " ")
}

// termijn moves the end of the term of an aanvraag.
func (h *werkhuis) termijn(id uuid.UUID, dag string) {
	h.Helper()
	h.doe(`UPDATE aanvraag SET termijn_tot = $2, beslis_voor = $2 WHERE id = $1`, id, dag)
}

func TestWorklist(t *testing.T) {
	h := nieuwWerk(t)
	een, twee, drie := h.aanvraag(nil), h.behandeld(nil), h.behandeld(nil) // 1 of nobody, 2 and 3 of Carla
	vier, _ := h.gevraagd(nil)                                             // stands still
	vijf, _ := h.gevraagd(nil)                                             // not answered
	zes := h.behandeld(nil)                                                // decided
	h.termijn(een, "2026-11-30")
	h.termijn(twee, "2026-11-20")
	h.termijn(drie, "2026-12-20")
	h.termijn(vier, "2026-11-25")
	h.doe(`UPDATE aanvraag SET kanaal = 'papier' WHERE id = $1`, drie)
	h.doe(`UPDATE aanvraag SET opgeschort_op = '2026-11-10', antwoord_voor = '2026-11-20', termijn_tot = '2026-11-17', beslis_voor = '2026-11-17' WHERE id = $1`, vijf) // until Friday 27 November
	_, err := h.Werk.Besluit(h.Ctx(h.Carla), h.G.ID, h.Carla, zes, verklaring.Besluit{Soort: verklaring.Verleend, Doelen: []string{"parkeren"}, GeldigVan: verklaring.Dag(h.Klok)}, h.Klok)
	h.Goed(err)
	for zoek, want := range map[string]string{
		"":                                    "2 5 1 3 4", // by term; what stands still last
		"?lijst=openstaand":                   "2 5 1 3 4",
		"?lijst=mijn":                         "2 5 3 4",
		"?lijst=vrij":                         "1",
		"?lijst=controleren":                  "",
		"?lijst=afgehandeld":                  "6",
		"?sorteer=ontvangen&lijst=mijn":       "2 3 4 5",
		"?termijn=telaat":                     "2",
		"?termijn=week":                       "5 1",
		"?termijn=stil":                       "4",
		"?status=wacht_op_aanvrager":          "5 4",
		"?status=in_behandeling":              "2 3",
		"?kanaal=papier":                      "3",
		"?kanaal=papier&termijn=telaat":       "",
		"?pagina=2":                           "2 5 1 3 4", // of an old bookmark
		"?pagina=-1&status=x&termijn=%00":     "2 5 1 3 4",
		"?lijst=mijn'--&sorteer=naam;&kanaal": "2 5 1 3 4",
		"?lijst=vrij&status=voorgesteld":      "1", // not one of this list
		"?na=x":                               "2 5 1 3 4",
		"?na=1_x":                             "2 5 1 3 4",
		"?na=99999999999999999999_" + een.String():                                 "2 5 1 3 4",
		"?na=253402300800000000_" + een.String():                                   "2 5 1 3 4", // the year 10000
		"?na=-1_" + een.String():                                                   "2 5 1 3 4",
		"?na=" + plek("2026-11-27", vijf):                                          "1 3 4",
		"?na=" + plek("2026-11-27", uuid.Nil):                                      "2 5 1 3 4",
		"?na=" + plek("2026-12-21", uuid.Max) + "&lijst=openstaand":                "4", // of something that is gone
		"?na=" + plek("9999-12-31", vier):                                          "",
		"?termijn=week&na=" + plek("2026-11-27", vijf):                             "1",
		"?lijst=afgehandeld&na=" + plek("2026-11-24", uuid.Nil):                    "6",
		"?lijst=afgehandeld&na=" + plek("2026-11-24", een):                         "",
		"?lijst=afgehandeld&sorteer=ontvangen":                                     "6",
		"?lijst=afgehandeld&status=verleend&kanaal=online":                         "6",
		"?lijst=afgehandeld&status=afgewezen":                                      "",
		"?lijst=mijn&sorteer=ontvangen&na=" + plek("2026-11-24", uuid.UUID{15: 1}): "2 3 4 5",
	} {
		if got := h.kenmerken(h.Carla, zoek); got != want {
			t.Errorf("%q: %q, want %q", zoek, got, want)
		}
	}
	if got := h.kenmerken(h.Samir, "?lijst=mijn"); got != "" {
		t.Errorf("of Samir: %q", got)
	}
	doc := h.Get(h.Carla, verklaring.PadWerklijst, 200)
	h.Bevat(doc, ".mz-tabs", "Alle open 5Van mij 4Nog van niemand 1Te controleren 0Afgehandeld")
	for i, want := range []string{"4 dagen te laat", "nog 3 dagen", "nog 6 dagen", "nog 26 dagen", "staat stil"} {
		if got := strings.TrimSpace(doc.Find("tbody .mz-termijn").Eq(i).Text()); got != want {
			t.Errorf("line %d: %q, want %q", i, got, want)
		}
	}
	h.Bevat(doc, "tbody tr:nth-child(2)", "Niet beantwoord")
	if doc.Find("th[aria-sort=ascending]").Text() != "Besluit uiterlijk" || doc.Find("th a").Length() != 1 {
		t.Error("the table must say how it is sorted, and link to the other order")
	}
	h.Bevat(h.Get(h.Carla, verklaring.PadWerklijst+"?kanaal=papier&termijn=telaat", 200), ".mz-leeg", "Geen aanvraag past")
	h.Waar = h.G2
	if got := h.kenmerken(h.Carla, ""); got != "" {
		t.Errorf("of another gemeente: %q", got)
	}
}

func TestHandingOver(t *testing.T) {
	h := nieuwWerk(t)
	id := h.aanvraag(nil)
	pad := verklaring.PadDossier(id) + "/toewijzen"
	versie := func() string {
		v, _ := h.Get(h.Carla, verklaring.PadDossier(id), 200).Find("input[name=versie]").First().Attr("value")
		return v
	}
	oud := versie()
	h.Naar(h.Carla, pad, url.Values{"aan": {h.Samir.ID.String()}, "versie": {oud}})
	h.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'in_behandeling' AND behandelaar_id = $1`, 1, h.Samir.ID)
	if m := h.laatsteMail(); m.Aan != h.Samir.Email || strings.Contains(fmt.Sprint(m), "Fatima") {
		t.Errorf("%+v", m)
	}
	h.Bevat(h.Post(h.Carla, pad, url.Values{"aan": {h.Carla.ID.String()}, "versie": {oud}}, 409), ".utrecht-alert--warning", "een collega wijzigde dit dossier")
	h.Bevat(h.Post(h.Carla, pad, url.Values{"aan": {h.Bea.ID.String()}, "versie": {versie()}}, 400), ".utrecht-alert--warning", "Kies een consulent")
	h.Bevat(h.Post(h.Carla, pad, url.Values{"aan": {""}}, 400), ".utrecht-alert--warning", "Kies een collega")
	mails := len(h.Brieven())
	h.Naar(h.Carla, pad, url.Values{"aan": {h.Carla.ID.String()}, "versie": {versie()}}) // takes it over
	h.Naar(h.Carla, pad, url.Values{"aan": {h.Carla.ID.String()}, "versie": {oud}})      // a second click
	if len(h.Brieven()) != mails {
		t.Error("who takes something over needs no mail")
	}
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'aanvraag toegewezen'`, 1)
	h.Get(toegang.Persoon{Soort: toegang.Medewerker, Rollen: []toegang.Rol{toegang.Redacteur}}, verklaring.PadDossier(id), 403)

	// two at once: one has it, and the other is told
	v := h.lees(id).GewijzigdOp
	h.doe(`UPDATE aanvraag SET behandelaar_id = $2 WHERE id = $1`, id, h.Bea.ID)
	fouten := make(chan error, 2)
	var wg sync.WaitGroup
	for _, p := range []toegang.Persoon{h.Carla, h.Samir} {
		wg.Go(func() { fouten <- h.Werk.Geef(h.Ctx(p), h.G.ID, p, id, p.ID, v, h.Klok) })
	}
	wg.Wait()
	close(fouten)
	conflicten := 0
	for err := range fouten {
		if fault.Is(err, fault.Conflict) {
			conflicten++
		} else {
			h.Goed(err)
		}
	}
	if conflicten != 1 {
		t.Errorf("%d were told", conflicten)
	}
}

func TestAbsentColleague(t *testing.T) {
	h := nieuwWerk(t)
	een, twee := h.behandeld(nil), h.behandeld(nil)
	weg := verklaring.PadWerklijst + "/afwezig"
	for dag, want := range map[string]string{"31": "bestaat niet", "1": "al voorbij", "": "Vul in tot en met"} {
		form := url.Values{"tot-dag": {dag}, "tot-maand": {"11"}, "tot-jaar": {"2026"}}
		if dag == "" {
			form = url.Values{}
		}
		h.Bevat(h.Post(h.Carla, weg, form, 422), "#tot-fout", want)
	}
	over := verklaring.PadWerklijst + "/overnemen"
	h.Post(h.Samir, over, url.Values{"van": {h.Carla.ID.String()}}, 409) // she is there
	h.Post(h.Samir, over, url.Values{"van": {"x"}}, 400)
	h.Naar(h.Carla, weg, url.Values{"tot-dag": {"30"}, "tot-maand": {"11"}, "tot-jaar": {"2026"}})
	h.Bevat(h.Get(h.Carla, verklaring.PadWerklijst, 200), "#collegas", "Ik ben er weer")
	doc := h.Get(h.Samir, verklaring.PadWerklijst, 200)
	h.Bevat(doc, "#collegas", "tot en met 30 november 2026")
	h.Bevat(doc, "#collegas", "Neem 2 aanvragen over")
	h.Bevat(doc, "tbody tr", "afwezig tot en met 30 november 2026")
	h.Bevat(h.Get(h.Samir, verklaring.PadDossier(een), 200), "aside", "is afwezig tot en met 30 november 2026")
	h.Naar(h.Samir, over, url.Values{"van": {h.Carla.ID.String()}})
	h.Telt(`SELECT count(*) FROM aanvraag WHERE behandelaar_id = $1 AND id = ANY($2)`, 2, h.Samir.ID, []uuid.UUID{een, twee})
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'aanvraag toegewezen'`, 2)
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'afwezigheid gemeld'`, 1)
	h.Naar(h.Carla, weg, url.Values{"terug": {"ja"}})
	h.Telt(`SELECT count(*) FROM lidmaatschap WHERE afwezig_tot IS NOT NULL`, 0)
	// after the last day somebody is there again without saying so
	h.doe(`UPDATE lidmaatschap SET afwezig_tot = '2026-11-23' WHERE gebruiker_id = $1`, h.Samir.ID)
	h.Post(h.Carla, over, url.Values{"van": {h.Samir.ID.String()}}, 409)
	h.Post(h.Bea, weg, url.Values{"terug": {"ja"}}, 403)
}

func TestDailyMailAboutTerms(t *testing.T) {
	h := nieuwWerk(t)
	laat, week, niemand, ruim := h.behandeld(nil), h.behandeld(nil), h.aanvraag(nil), h.behandeld(nil)
	h.termijn(laat, "2026-11-20")
	h.termijn(week, "2026-12-01")
	h.termijn(niemand, "2026-11-24")
	h.termijn(ruim, "2026-12-03")
	stil, _ := h.gevraagd(nil)
	h.termijn(stil, "2026-11-20")
	begin := len(h.Brieven())
	ctx := h.Ctx(toegang.Persoon{Soort: toegang.Systeem})
	stuur := func() error { return h.Werk.StuurTermijnen(ctx, h.G.ID, h.Klok) }
	h.zonderMail(func() {
		if stuur() == nil {
			t.Error("without a queue mailing must fail")
		}
	})
	var wg sync.WaitGroup
	for range 4 { // the job runs twice, on two machines
		wg.Go(func() {
			if err := stuur(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	mails := h.Brieven()[begin:]
	if len(mails) != 2 {
		t.Fatalf("%d mails, want one each for Carla and Samir", len(mails))
	}
	for _, m := range mails {
		tekst := strings.Join(m.Alineas, "\n")
		if strings.Contains(tekst, "Fatima") || strings.Contains(m.Onderwerp, "MV-") {
			t.Errorf("too much in %+v", m)
		}
		want := "Deze aanvragen voor een mantelzorgverklaring zijn te laat, of moeten binnen een week af.\nVan niemand, deze week klaar: 1 aanvraag (MV-2026-00003)."
		if m.Aan == h.Carla.Email {
			want = strings.Replace(want, "\n", "\nVan u, te laat: 1 aanvraag (MV-2026-00001).\nVan u, deze week klaar: 1 aanvraag (MV-2026-00002).\n", 1)
		}
		if tekst != want {
			t.Errorf("%s:\n%s\nwant\n%s", m.Aan, tekst, want)
		}
	}
	n := len(h.Brieven())
	h.Klok = time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC) // Saturday
	h.Goed(stuur())
	h.Klok = time.Date(2026, 11, 30, 4, 0, 0, 0, time.UTC) // too early
	h.Goed(stuur())
	if len(h.Brieven()) != n {
		t.Error("nobody works then")
	}
	h.doe(`UPDATE lidmaatschap SET afwezig_tot = '2026-11-30' WHERE gebruiker_id = $1`, h.Carla.ID)
	h.Klok = time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
	h.Goed(stuur())
	if m := h.laatsteMail(); len(h.Brieven()) != n+1 || m.Aan != h.Samir.Email || !strings.Contains(strings.Join(m.Alineas, " "), "Van een collega die afwezig is, te laat: 1 aanvraag") {
		t.Errorf("%d mails, the last %+v", len(h.Brieven())-n, m)
	}
}

// What one consulent proposed waits for another, and not for the same one.
func TestToCheckByMe(t *testing.T) {
	h := nieuwWerk(t)
	id := h.behandeld(func(r *verklaring.Regels) { r.VierOgen = true })
	h.Goed(h.Werk.Doe(h.Ctx(h.Carla), h.G.ID, h.Carla, id, behandelen.Handeling{Soort: verklaring.BriefVerleend, Doelen: []string{"parkeren"}, GeldigVan: verklaring.Dag(h.Klok), Motivering: "Voldoet."}, h.Klok))
	if van, voor := h.kenmerken(h.Carla, "?lijst=controleren"), h.kenmerken(h.Samir, "?lijst=controleren"); van != "" || voor != "1" {
		t.Errorf("Carla %q, Samir %q", van, voor)
	}
	h.Bevat(h.Get(h.Samir, verklaring.PadWerklijst, 200), ".mz-tabs", "Te controleren 1")
	h.verstuur(h.Carla, id, "intrekken", url.Values{}) // the aanvrager called
	h.Telt(`SELECT count(*) FROM voorstel WHERE oordeel = ''`, 0)
	if got := h.kenmerken(h.Samir, "?lijst=controleren"); got != "" {
		t.Errorf("still to check: %q", got)
	}
}
