package privacy

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"mantelpunt/internal/gegevens"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/uuid"
)

// Everything about oneself is on the page and in both copies; nothing of anybody else.
func TestEverythingAboutMeAndNothingAboutOthers(t *testing.T) {
	h := nieuwHuis(t)
	fatima, henk, elders := h.burger(0, "fatima@voorbeeld.example"), h.burger(0, "henk@voorbeeld.example"), h.burger(1, "fatima@voorbeeld.example")
	av := h.aanvraag(0, fatima, "verleend")
	v := h.verklaring(0, fatima, av)
	h.aanvraag(0, fatima, "concept")
	ander := h.aanvraag(0, henk, "verleend")
	h.verklaring(0, henk, ander)
	h.aanvraag(1, elders, "ingediend")
	h.opent(h.carla, "dossier gelezen", "aanvraag", av)
	h.opent(h.ans, "dossier gelezen", "aanvraag", av)
	h.opent(h.carla, "aanvraag verleend", "aanvraag", av)
	h.opent(h.ans, "dossier gelezen", "aanvraag", ander)

	d := h.get(fatima, "/mijn/gegevens", 200)
	for selector, wil := range map[string]string{
		"section[aria-labelledby=deel-burger]":               "fatima@voorbeeld.example",
		"section[aria-labelledby=deel-aanvraag]":             `{"naam":"Merkwaarde van fatima@voorbeeld.example"}`,
		"section[aria-labelledby=deel-aanvraag_gebeurtenis]": "Een medewerker van de gemeente",
		"section[aria-labelledby=deel-verklaring]":           "3 maart 1971",
		"section[aria-labelledby=deel-controle]":             "22 november 2026, 14.03 uur",
		"section[aria-labelledby=deel-inlogcode]":            "fatima@voorbeeld.example",
		"section[aria-labelledby=deel-sessie]":               "Dit is het apparaat dat u nu gebruikt.",
	} {
		h.bevat(d, selector, wil)
	}
	h.bevat(d, "section[aria-labelledby=deel-verklaring]", "Werkgever, voor zorgverlof of afspraken over werk Parkeren bij uw naaste")
	h.bevat(d, "section[aria-labelledby=deel-aanvraag]", "Wij verwijderen dit op 22 november 2028.") // a year after its end
	h.bevat(d, "section[aria-labelledby=deel-aanvraag]", "Wij verwijderen dit op 22 december 2026.") // the concept
	if got := d.Find("a[href='/mijn/verklaringen/" + v.String() + ".pdf']").Length(); got != 1 {
		t.Errorf("%d links to the document", got)
	}
	var rijen []string
	d.Find("section[aria-labelledby=geopend] tbody tr").Each(func(_ int, s *goquery.Selection) { rijen = append(rijen, strings.Join(cellen(s)[1:], " ")) })
	if len(rijen) != 3 || rijen[0] != "Medewerker 1 Zette uw aanvraag op: Verleend" || rijen[1] != "Medewerker 2 Opende uw aanvraag" || rijen[2] != "Medewerker 1 Opende uw aanvraag" {
		t.Errorf("who opened it: %q", rijen)
	}

	pagina := lees(t, h.vraag(fatima, http.MethodGet, "/mijn/gegevens/kopie.html", 200))
	res := h.vraag(fatima, http.MethodGet, "/mijn/gegevens/kopie.json", 200)
	if res.Header.Get("Content-Disposition") != `attachment; filename="mijn-gegevens-veldwaarde.json"` || res.Header.Get("Cache-Control") != "no-store" {
		t.Error(res.Header)
	}
	ruw := lees(t, res)
	var k kopie
	h.goed(json.Unmarshal([]byte(ruw), &k))
	if len(k.Gegevens["aanvraag"]) != 2 || len(k.Gegevens["verklaring"]) != 1 || len(k.Gegevens["controle"]) != 1 || len(k.Geopend) != 3 || k.Gemeente != "Veldwaarde" {
		t.Errorf("%+v", k)
	}
	vk := k.Gegevens["verklaring"][0]
	if vk["geboortedatum"] != "1971-03-03" || vk["geldig_tot"] != "2027-11-21" || vk["document"] != base64.StdEncoding.EncodeToString([]byte("%PDF-1.7 fatima@voorbeeld.example")) {
		t.Errorf("%v", vk)
	}
	if av, ok := k.Gegevens["aanvraag"][0]["antwoorden"].(map[string]any); !ok || av["naam"] != "Merkwaarde van fatima@voorbeeld.example" {
		t.Errorf("the answers are no object: %v", k.Gegevens["aanvraag"][0])
	}
	alles, _ := d.Html()
	for wat, tekst := range map[string]string{"page": alles, "copy to read": pagina, "copy for programs": ruw} {
		for _, geheim := range []string{"henk@", "Carla", "Bakker", "Ans de", "c0de", h.carla.ID.String()} {
			if strings.Contains(tekst, geheim) {
				t.Errorf("%s holds %q", wat, geheim)
			}
		}
		if !strings.Contains(tekst, "Naam van fatima@voorbeeld.example") || !strings.Contains(tekst, "CODE") {
			t.Errorf("%s is not complete", wat)
		}
	}
	h.tel(2, `SELECT count(*) FROM audit WHERE wat = 'eigen gegevens gedownload' AND rij = $1 AND wie_naam = 'mantelzorger'`, fatima.ID.String())
	en := h.get(fatima, "/en/mijn/gegevens", 200)
	h.bevat(en, "h1", "My data")
	h.bevat(en, "section[aria-labelledby=geopend]", "Member of staff 2")
	if strings.Contains(tekst(en, "main"), "[privacy.") {
		t.Error("a text is missing in English")
	}
}

func TestOnlyWhoLoggedInAsMantelzorger(t *testing.T) {
	h := nieuwHuis(t)
	fatima := h.burger(0, "fatima@voorbeeld.example")
	av := h.aanvraag(0, fatima, "ingediend")
	henk, laag, elders := h.burger(0, "henk@voorbeeld.example"), fatima, h.burger(1, "fatima@voorbeeld.example")
	laag.Vereist = toegang.NiveauMidden
	paden := []string{"/mijn/gegevens", "/mijn/gegevens/kopie.html", "/mijn/gegevens/kopie.json", "/mijn/gegevens/wissen", "/mijn/gegevens/intrekken/aanvraag/" + av.String()}
	for _, wie := range []toegang.Persoon{{}, h.carla, h.ans, laag} {
		for _, pad := range paden {
			h.vraag(wie, http.MethodGet, pad, 403)
		}
		h.vraag(wie, http.MethodPost, "/mijn/gegevens/wissen", 403)
		h.vraag(wie, http.MethodPost, "/mijn/gegevens/uitloggen", 403)
	}
	// another mantelzorger, and the same person at another gemeente, find nothing there
	for _, pad := range []string{"aanvraag/" + av.String(), "aanvraag/" + uuid.NewString(), "aanvraag/x", "burger/" + henk.ID.String(), "sessie/x", "verklaring/" + av.String()} {
		h.vraag(henk, http.MethodGet, padIntrekken+pad, 404)
		h.vraag(henk, http.MethodPost, padIntrekken+pad, 404)
	}
	h.waar = 1
	h.vraag(elders, http.MethodGet, padIntrekken+"aanvraag/"+av.String(), 404)
	h.vraag(fatima, http.MethodGet, "/mijn/gegevens", 404) // of gemeente 1, asking at 2
	if len(h.inTeTrek) != 0 {
		t.Errorf("withdrawn: %v", h.inTeTrek)
	}
}

func TestWithdraw(t *testing.T) {
	h := nieuwHuis(t)
	fatima := h.burger(0, "fatima@voorbeeld.example")
	open, concept, verleend := h.aanvraag(0, fatima, "in_behandeling"), h.aanvraag(0, fatima, "concept"), h.aanvraag(0, fatima, "verleend")
	v := h.verklaring(0, fatima, verleend)
	d := h.get(fatima, "/mijn/gegevens", 200)
	if n := d.Find("a[href*='/intrekken/']").Length(); n != 2 {
		t.Errorf("%d links to withdraw, want one for what is open and one for the verklaring", n)
	}
	h.vraag(fatima, http.MethodGet, padIntrekken+"aanvraag/"+concept.String(), 404) // is deleted, not withdrawn
	d = h.get(fatima, padIntrekken+"aanvraag/"+open.String(), 200)
	h.bevat(d, "main", "Wij verwijderen de aanvraag 42 dagen later.")
	h.vraag(fatima, http.MethodPost, padIntrekken+"aanvraag/"+open.String(), 303)
	h.bevat(h.get(fatima, padIntrekken+"verklaring/"+v.String(), 200), "main", "1 jaar later")
	h.vraag(fatima, http.MethodPost, padIntrekken+"verklaring/"+v.String(), 303)
	if len(h.inTeTrek) != 2 || !strings.HasSuffix(h.inTeTrek[0], open.String()) || !strings.HasPrefix(h.inTeTrek[1], "verklaring") || !strings.Contains(h.flits, "ingetrokken") {
		t.Errorf("%v %s", h.inTeTrek, h.flits)
	}
}

func TestLogOutElsewhere(t *testing.T) {
	h := nieuwHuis(t)
	fatima, henk := h.burger(0, "fatima@voorbeeld.example"), h.burger(0, "henk@voorbeeld.example")
	if h.get(fatima, "/mijn/gegevens", 200).Find("form[action$=uitloggen]").Length() != 0 {
		t.Error("there is nowhere else to log out")
	}
	h.vraag(fatima, http.MethodPost, "/mijn/gegevens/uitloggen", 303)
	if h.flits != "U was op geen ander apparaat ingelogd." {
		t.Error(h.flits)
	}
	h.logIn(0, fatima)
	h.logIn(0, fatima)
	d := h.get(fatima, "/mijn/gegevens", 200)
	if n := d.Find("section[aria-labelledby=deel-sessie] .mz-card").Length(); n != 3 || strings.Count(tekst(d, "main"), "Dit is het apparaat") != 1 {
		t.Errorf("%d sessions", n)
	}
	h.vraag(fatima, http.MethodPost, "/mijn/gegevens/uitloggen", 303)
	if h.flits != "U bent uitgelogd op 2 andere apparaten." {
		t.Error(h.flits)
	}
	h.tel(1, `SELECT count(*) FROM sessie WHERE burger_id = $1`, fatima.ID)
	h.tel(1, `SELECT count(*) FROM sessie WHERE burger_id = $1`, henk.ID)
	h.tel(1, `SELECT count(*) FROM audit WHERE wat = 'uitgelogd op andere apparaten' AND gegevens->>'aantal' = '2'`)
	if d := h.get(fatima, "/mijn/gegevens", 200); d.Find("section[aria-labelledby=deel-sessie] .mz-card").Length() != 1 {
		t.Error("the session of now is gone")
	}
}

func TestForgetMe(t *testing.T) {
	h := nieuwHuis(t)
	fatima, henk := h.burger(0, "fatima@voorbeeld.example"), h.burger(0, "henk@voorbeeld.example")
	for _, p := range []toegang.Persoon{fatima, henk} {
		h.aanvraag(0, p, "concept")
		h.logIn(0, p)
	}
	h.aanvraag(0, henk, "ingediend")
	h.verklaring(0, henk, h.aanvraag(0, henk, "verleend"))
	h.aanvraag(0, henk, "ingetrokken")

	d := h.get(henk, "/mijn/gegevens/wissen", 200)
	h.bevat(d, "section[aria-labelledby=weg]", "Uw aanvraag die u nog niet heeft verstuurd.")
	h.bevat(d, "section[aria-labelledby=blijft]", "wij moeten nog beslissen. U kunt de aanvraag intrekken.")
	h.bevat(d, "section[aria-labelledby=blijft]", "met uw verklaring: tot 22 november 2028.")
	h.bevat(d, "section[aria-labelledby=blijft]", "ingetrokken of niet behandeld: tot 3 januari 2027.")
	h.tel(2, `SELECT count(*) FROM aanvraag WHERE status = 'concept'`) // looking deletes nothing
	res := h.vraag(henk, http.MethodPost, "/mijn/gegevens/wissen", 303)
	if res.Header.Get("Location") != "/mijn/gegevens" || !strings.Contains(h.flits, "verwijderd wat weg kon") {
		t.Error(res.Header, h.flits)
	}
	h.tel(3, `SELECT count(*) FROM aanvraag WHERE burger_id = $1`, henk.ID)
	h.tel(1, `SELECT count(*) FROM sessie WHERE burger_id = $1`, henk.ID)
	h.tel(1, `SELECT count(*) FROM inlogcode`) // Fatima's
	h.tel(1, `SELECT count(*) FROM audit WHERE wat = 'eigen gegevens gewist' AND gegevens = '{"concepten": 1, "account": false}' AND rij = $1`, henk.ID.String())

	d = h.get(fatima, "/mijn/gegevens/wissen", 200)
	h.bevat(d, "section[aria-labelledby=weg]", "Uw account, met uw e-mailadres.")
	if d.Find("section[aria-labelledby=blijft]").Length() != 0 {
		t.Error("nothing stays")
	}
	res = h.vraag(fatima, http.MethodPost, "/mijn/gegevens/wissen", 303)
	if res.Header.Get("Location") != "/mijn/gegevens/gewist" || len(res.Cookies()) != 1 || res.Cookies()[0].MaxAge >= 0 || res.Header.Get("Clear-Site-Data") == "" {
		t.Error(res.Header)
	}
	for _, tabel := range []string{"burger WHERE id", "sessie WHERE burger_id", "aanvraag WHERE burger_id"} {
		h.tel(0, `SELECT count(*) FROM `+tabel+` = $1`, fatima.ID)
	}
	h.tel(0, `SELECT count(*) FROM inlogcode`)
	h.tel(1, `SELECT count(*) FROM audit WHERE wat = 'eigen gegevens gewist' AND wie_naam = 'mantelzorger' AND rij = $1`, fatima.ID.String())
	h.bevat(h.get(toegang.Persoon{}, "/mijn/gegevens/gewist", 200), "h1", "Uw gegevens zijn verwijderd")
	h.vraag(fatima, http.MethodPost, "/mijn/gegevens/wissen", 404) // a second click, with a session of before
}

// Every table, field, rule and processing has its words in every language.
func TestEverythingInTheRegisterHasWords(t *testing.T) {
	var sleutels []string
	for _, v := range gegevens.Verwerkingen {
		for _, deel := range []string{"naam", "doel", "wie"} {
			sleutels = append(sleutels, "verwerking."+v.Code+"."+deel)
		}
		for _, o := range v.Van() {
			sleutels = append(sleutels, "over."+string(o))
		}
	}
	for _, tb := range gegevens.Register {
		if tb.VanBurger != "" {
			sleutels = append(sleutels, "tabel."+tb.Naam)
		}
		for _, v := range tb.Velden {
			if !v.Technisch {
				sleutels = append(sleutels, "veld."+tb.Naam+"."+v.Kolom)
			}
		}
	}
	for _, r := range gegevens.Regels {
		sleutels = append(sleutels, "regel."+r.Code, "vanaf."+r.Code)
		if r.Tabel == "aanvraag" && r.Code != "concept" {
			sleutels = append(sleutels, "wissen.regel."+r.Code)
		}
	}
	for _, s := range sleutels {
		for _, taal := range i18n.Talen {
			if !i18n.Bestaat(taal.Code, "privacy."+s) {
				t.Errorf("%s lacks privacy.%s", taal.Code, s)
			}
		}
	}
}

// Nothing goes without its line in the audit: they are one transaction.
func TestForgettingRollsBack(t *testing.T) {
	h := nieuwHuis(t)
	fatima := h.burger(0, "fatima@voorbeeld.example")
	h.aanvraag(0, fatima, "concept")
	h.logIn(0, fatima)
	h.doe(`UPDATE aanvraag SET gewijzigd_op = $1`, vitrinetijd.AddDate(-1, 0, 0))
	h.doe(`ALTER TABLE audit_kop RENAME TO weg`)
	for _, pad := range []string{"/mijn/gegevens/wissen", "/mijn/gegevens/uitloggen"} {
		h.vraag(fatima, http.MethodPost, pad, 500)
	}
	h.vraag(fatima, http.MethodGet, "/mijn/gegevens/kopie.json", 500)
	if err := h.store.RuimOp(t.Context(), vitrinetijd); err == nil {
		t.Error("the terms were applied without a line")
	}
	h.tel(1, `SELECT count(*) FROM burger`)
	h.tel(1, `SELECT count(*) FROM aanvraag`)
	h.tel(2, `SELECT count(*) FROM sessie`)
	h.tel(1, `SELECT count(*) FROM inlogcode`)
}

// Who begins an aanvraag in one tab while another tab deletes the account gets an
// error, and leaves nothing behind without an owner.
func TestForgettingWhileSomethingIsBegun(t *testing.T) {
	h := nieuwHuis(t)
	for range 10 {
		fatima := h.burger(0, uuid.NewString()+"@voorbeeld.example")
		klaar := make(chan error, 2)
		go func() {
			_, err := h.store.Wis(toegang.MetGemeente(toegang.MetPersoon(t.Context(), fatima), h.g[0]), h.g[0].ID, fatima, "")
			klaar <- err
		}()
		go func() {
			_, err := h.store.Van(h.g[0].ID).Exec(t.Context(), `INSERT INTO aanvraag (gemeente_id, id, burger_id, regeling_id, status) VALUES ($1, $2, $3, $4, 'concept')`, h.g[0].ID, uuid.New(), fatima.ID, h.regeling[0])
			klaar <- err
		}()
		een, twee := <-klaar, <-klaar
		if een != nil && twee != nil {
			t.Fatalf("both fail: %v, %v", een, twee)
		}
	}
	h.tel(0, `SELECT count(*) FROM aanvraag a WHERE NOT EXISTS (SELECT FROM burger b WHERE b.id = a.burger_id)`)
}
