package behandelen_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"

	"github.com/google/uuid"
)

func TestDossierShowsEverythingOnOnePage(t *testing.T) {
	h := nieuwWerk(t)
	p := h.MaakBurger("iemand@voorbeeld.example")
	eerst := h.aanvraagVan(p, nil)
	h.Goed(h.Werk.InBehandeling(h.Ctx(h.Carla), h.G.ID, h.Carla, eerst, h.Klok))
	_, err := h.Werk.Besluit(h.Ctx(h.Carla), h.G.ID, h.Carla, eerst, verklaring.Besluit{Soort: verklaring.Verleend, Doelen: []string{"parkeren"}, GeldigVan: verklaring.Dag(h.Klok)}, h.Klok)
	h.Goed(err)
	id := h.aanvraagVan(p, func(r *verklaring.Regels) {
		r.Bewijs, r.Bevestiging = []string{"takenlijst"}, verklaring.BevestigingPapier
	})
	h.bewaar(id, "takenlijst")
	doc := h.Get(h.Carla, verklaring.PadDossier(id), 200)
	h.Bevat(doc, "aside", "Minstens 8 uur zorg in de week. Antwoord: 14 uur. Voldaan.")
	h.Bevat(doc, "aside", "De naaste heeft de zorg bevestigd. Nog niet gevraagd. Onbekend.")
	h.Bevat(doc, "aside", "Een lijst van de taken is meegestuurd. Voldaan.")
	h.Bevat(doc, "aside", "Ontvangen op 24 november 2026. De regeling geeft 8 weken: tot en met 19 januari 2027.")
	h.Bevat(doc, "a[href$='/toestemming']", "Bevestiging van de naaste")
	h.Bevat(doc, "#eerder ~ ul", "MV-2026-00001")
	h.Bevat(doc, "main", "Vraagt de aanvrager om inzage, dan hoort een notitie daarbij")
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'dossier gelezen' AND rij = $1`, 1, id.String())

	// documents are downloads, and each is in the audit
	brief, _ := doc.Find("a.mz-document[href*=brieven]").Attr("href")
	stuk, _ := doc.Find("a.mz-document[href*=bijlagen]").Attr("href")
	verkl, _ := h.Get(h.Carla, verklaring.PadDossier(eerst), 200).Find("a.mz-document[href*=verklaringen]").Attr("href")
	for pad, tabel := range map[string]string{brief: "brief", stuk: "bijlage", verkl: "verklaring"} {
		res := h.status(h.Carla, pad, 200)
		if cd := res.Header.Get("Content-Disposition"); !strings.HasPrefix(cd, "attachment;") || strings.ContainsAny(cd, "<>\r\n") {
			t.Errorf("%s: %q", pad, cd)
		}
		h.Telt(`SELECT count(*) FROM audit WHERE wat = $1`, 1, tabel+" geopend")
		h.status(h.Bea, pad, 403)
		h.status(p, pad, 403)
		h.status(h.Carla, strings.Replace(pad, id.String(), uuid.NewString(), 1)+"x", 404)
	}
	h.status(h.Carla, strings.Replace(brief, id.String(), eerst.String(), 1), 404) // a letter of another dossier
	h.status(h.Carla, strings.Replace(stuk, id.String(), eerst.String(), 1), 404)
	h.status(h.Carla, strings.Replace(verkl, eerst.String(), id.String(), 1), 404)
	h.Waar = h.G2
	for _, pad := range []string{brief, stuk, verkl, verklaring.PadDossier(id), verklaring.PadDossier(id) + "/vraag"} {
		h.status(h.Carla, pad, 404)
	}
	for _, pad := range []string{"notitie", "toewijzen", "vasthouden", "vraag", "bericht", "verlengen", "intrekken", "doorgaan", "antwoord"} {
		form := url.Values{"notitie": {"x"}, "tekst": {"x"}, "aan": {h.Carla.ID.String()}, "reden": {"bezwaar"}, "weken": {"1"}, "knop": {"versturen"}}
		if res := h.Vraag(h.Carla, http.MethodPost, verklaring.PadDossier(id)+"/"+pad, form); res.StatusCode != 404 {
			t.Errorf("%s of another gemeente: %d", pad, res.StatusCode)
		}
	}
	h.Waar = h.G
	h.Telt(`SELECT count(*) FROM audit WHERE wat LIKE '% geopend'`, 3)
}

func TestNotesAndMessages(t *testing.T) {
	h := nieuwWerk(t)
	p := h.MaakBurger("iemand@voorbeeld.example")
	id := h.aanvraagVan(p, nil)
	h.Goed(h.Werk.InBehandeling(h.Ctx(h.Carla), h.G.ID, h.Carla, id, h.Klok))
	pad := verklaring.PadDossier(id)
	doc := h.Post(h.Carla, pad+"/notitie", url.Values{"notitie": {strings.Repeat("x", 2001)}}, 422)
	h.Bevat(doc, "#notitie-fout", "hoogstens 2000 tekens")
	h.Bevat(doc, "#notitie", "xxx")
	h.Naar(h.Carla, pad+"/notitie", url.Values{"notitie": {"Belt vrijdag terug."}})
	h.verstuur(h.Carla, id, "bericht", url.Values{"tekst": {"Wij zijn er mee bezig.\n\nTot snel."}})
	m := h.laatsteMail()
	if m.Aan != "iemand@voorbeeld.example" || strings.Contains(strings.Join(m.Alineas, ""), "bezig") || !strings.HasSuffix(m.Link, verklaring.PadMijnAanvraag(id)) {
		t.Errorf("%+v", m)
	}
	bs, err := h.Store.EigenBerichten(h.Ctx(p), h.G.ID, p.ID, id)
	h.Goed(err)
	if len(bs) != 1 || bs[0].Tekst != "Wij zijn er mee bezig.\n\nTot snel." || bs[0].GelezenOp != nil {
		t.Errorf("the aanvrager sees %+v", bs)
	}
	if ander, err := h.Store.EigenBerichten(h.Ctx(h.Burger), h.G.ID, h.Burger.ID, id); err != nil || len(ander) != 0 {
		t.Errorf("somebody else sees %v %v", ander, err)
	}
	h.Goed(h.Store.LeesBerichten(h.Ctx(h.Burger), h.G.ID, h.Burger, id, h.Klok)) // nothing of this is theirs
	h.Telt(`SELECT count(*) FROM bericht WHERE gelezen_op IS NOT NULL`, 0)
	h.Goed(h.Store.LeesBerichten(h.Ctx(p), h.G.ID, p, id, h.Klok))
	h.Telt(`SELECT count(*) FROM bericht WHERE gelezen_op IS NOT NULL AND soort = 'bericht'`, 1)

	stuur := func(van toegang.Persoon, tekst string) error {
		return h.Store.StuurBericht(h.Ctx(van), h.G.ID, van, id, tekst, h.Klok)
	}
	if err := stuur(h.Burger, "Van een ander"); !fault.Is(err, fault.NotFound) {
		t.Errorf("%v", err)
	}
	h.zonderMail(func() {
		if stuur(p, "Kwijt?") == nil {
			t.Error("without a queue sending must fail")
		}
	})
	for range 20 {
		h.Goed(stuur(p, "Hallo?"))
	}
	if err := stuur(p, "Hallo?"); !fault.Is(err, fault.TooMany) || fault.Tekst(err) == "" {
		t.Errorf("%v", err)
	}
	h.Telt(`SELECT count(*) FROM bericht WHERE soort = 'bericht' AND door_soort = 'burger' AND door_naam = 'de aanvrager'`, 20)
	h.Telt(`SELECT count(*) FROM bericht WHERE position('Hallo'::bytea IN tekst) > 0`, 0)
	h.Bevat(h.Get(h.Samir, pad, 200), "#berichten ~ .mz-tijdlijn", "Nieuw") // not read by who does not treat it
	h.Get(h.Samir, pad, 200)
	h.Telt(`SELECT count(*) FROM bericht WHERE door_soort = 'burger' AND gelezen_op IS NULL`, 20)
	h.zonderEmail(id)
	h.Bevat(h.Get(h.Carla, pad+"/bericht", 200), ".utrecht-alert--warning", "geen e-mailadres")
	h.Post(h.Carla, pad+"/bericht", url.Values{"tekst": {"x"}, "knop": {"versturen"}}, 422)
}

func TestExtendingTheTermOnce(t *testing.T) {
	h := nieuwWerk(t)
	id := h.behandeld(nil) // until 19 January
	pad := verklaring.PadDossier(id) + "/verlengen"
	doc := h.Post(h.Carla, pad, url.Values{"weken": {"5"}}, 422)
	h.Bevat(doc, "#weken-fout", "1 tot en met 4 weken")
	h.Bevat(doc, "#tekst-fout", "waarom u meer tijd nodig hebt")
	form := url.Values{"weken": {"4"}, "tekst": {"Het is druk door de feestdagen."}}
	h.Bevat(h.Post(h.Carla, pad, form, 200), "main", "Wordt16 februari 2027")
	h.zonderMail(func() {
		if h.Werk.VerlengTermijn(h.Ctx(h.Carla), h.G.ID, id, 4, "x", time.Time{}, h.Klok) == nil {
			t.Error("without a queue extending must fail")
		}
	})
	h.Telt(`SELECT count(*) FROM aanvraag WHERE verlengd_op IS NULL AND beslis_voor = '2027-01-19'`, 1)
	h.verstuur(h.Carla, id, "verlengen", form)
	h.Telt(`SELECT count(*) FROM aanvraag WHERE verlengd_op IS NOT NULL AND beslis_voor = '2027-02-16'`, 1)
	h.Telt(`SELECT count(*) FROM brief WHERE soort = 'verlengd'`, 1)
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'termijn verlengd'`, 1)
	h.Bevat(h.Get(h.Carla, verklaring.PadDossier(id), 200), "aside", "Verlengd op 24 november 2026")
	h.Bevat(h.Get(h.Carla, pad, 200), ".utrecht-alert--warning", "al een keer verlengd")
	form.Set("knop", "versturen")
	h.Bevat(h.Post(h.Carla, pad, form, 409), ".utrecht-alert--warning", "al een keer verlengd")
	h.Telt(`SELECT count(*) FROM brief WHERE soort = 'verlengd'`, 1)

	wacht, _ := h.gevraagd(nil)
	h.Bevat(h.Post(h.Carla, verklaring.PadDossier(wacht)+"/verlengen", form, 409), ".utrecht-alert--warning", "staat stil")
	nooit := h.behandeld(func(r *verklaring.Regels) { r.VerlengWeken = 0 })
	h.Bevat(h.Get(h.Carla, verklaring.PadDossier(nooit)+"/verlengen", 200), ".utrecht-alert--warning", "laat verlengen niet toe")
}

func TestWithdrawingOnThePhone(t *testing.T) {
	h := nieuwWerk(t)
	id, link := h.gevraagd(nil)
	h.verstuur(h.Carla, id, "intrekken", url.Values{"tekst": {"U belde ons vandaag."}})
	h.Telt(`SELECT count(*) FROM aanvraag WHERE status = 'ingetrokken' AND besloten_op IS NOT NULL AND opgeschort_op IS NULL`, 1)
	h.Telt(`SELECT count(*) FROM brief WHERE soort = 'ingetrokken'`, 1)
	h.Get(toegang.Persoon{}, link, 410)
	h.Goed(h.Werk.Intrekken(h.Ctx(h.Samir), h.G.ID, h.Samir, id, "", time.Time{}, h.Klok)) // once more
	h.Telt(`SELECT count(*) FROM brief WHERE soort = 'ingetrokken'`, 1)
	klaar := h.behandeld(nil)
	_, err := h.Werk.Besluit(h.Ctx(h.Carla), h.G.ID, h.Carla, klaar, verklaring.Besluit{Soort: verklaring.Verleend, Doelen: []string{"parkeren"}, GeldigVan: verklaring.Dag(h.Klok)}, h.Klok)
	h.Goed(err)
	h.Bevat(h.Post(h.Samir, verklaring.PadDossier(klaar)+"/intrekken", url.Values{"knop": {"versturen"}}, 409), ".utrecht-alert--warning", "Carla was u voor")
}

func TestHolding(t *testing.T) {
	h := nieuwWerk(t)
	id := h.aanvraag(nil)
	pad := verklaring.PadDossier(id) + "/vasthouden"
	versie := h.lees(id).GewijzigdOp.Format(time.RFC3339Nano)
	h.Post(h.Carla, pad, url.Values{"reden": {"zomaar"}}, 400)
	h.Naar(h.Carla, pad, url.Values{"reden": {"bezwaar"}, "versie": {versie}})
	h.Bevat(h.Get(h.Carla, verklaring.PadDossier(id), 200), ".utrecht-alert--info", "Er loopt een bezwaar")
	h.Bevat(h.Post(h.Samir, pad, url.Values{"reden": {""}, "versie": {versie}}, 409), ".utrecht-alert--warning", "een collega wijzigde")
	h.Naar(h.Samir, pad, url.Values{"reden": {"bezwaar"}, "versie": {versie}}) // it is that already
	h.Naar(h.Samir, pad, url.Values{"reden": {""}})
	h.Telt(`SELECT count(*) FROM aanvraag WHERE vasthouden = ''`, 1)
	h.Telt(`SELECT count(*) FROM audit WHERE wat = 'dossier vasthouden'`, 2)
}
