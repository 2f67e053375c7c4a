package privacy

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/gegevens"
	"mantelpunt/internal/toegang"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/uuid"
)

// The privacy page names every processing that is about visitors, with its term, from
// the same register.
func TestPrivacyPage(t *testing.T) {
	h := nieuwHuis(t)
	for pad, wil := range map[string][]string{
		"/privacy":    {"Wat wij bewaren", "Inlogcode: 1 dag na het versturen", "Begonnen aanvraag die niet is verstuurd: 30 dagen na de laatste wijziging", "Autoriteit Persoonsgegevens", "van de gemeente Veldwaarde is verantwoordelijk", "Wmo 2015"},
		"/en/privacy": {"What we keep", "Login code: 1 day after it was sent", "the municipality of Veldwaarde is responsible"},
	} {
		d := h.get(toegang.Persoon{}, pad, 200)
		for _, w := range wil {
			h.bevat(d, "main", w)
		}
		if strings.Contains(tekst(d, "main"), "privacy.") {
			t.Errorf("%s: a text is missing", pad)
		}
	}
	d := h.get(toegang.Persoon{}, "/privacy", 200)
	for _, v := range gegevens.Verwerkingen {
		gezien := false
		d.Find("h2").Each(func(_ int, s *goquery.Selection) {
			gezien = gezien || s.Text() == map[string]string{"account": "Uw account", "medewerkers": "Accounts van medewerkers en aanbieders"}[v.Code]
		})
		if v.Code == "account" && !gezien || v.Code == "medewerkers" && gezien {
			t.Errorf("%s on the page: %v", v.Code, gezien)
		}
	}
}

// Who makes the map sees visitors: they are told, where there is such a map.
func TestTheMapOfSomebodyElseIsTold(t *testing.T) {
	for _, host := range []string{"", "kaart.voorbeeld.example"} {
		var b strings.Builder
		if err := privacypagina(nil, host).Render(t.Context(), &b); err != nil || strings.Contains(b.String(), "internetadres van uw apparaat") != (host != "") || !strings.Contains(b.String(), host) {
			t.Errorf("%q: %v", host, err)
		}
	}
}

func TestOnlyWhoManagesSettingsSeesTheRegister(t *testing.T) {
	h := nieuwHuis(t)
	fatima := h.burger(0, "fatima@voorbeeld.example")
	for _, pad := range []string{padTermijnen, padRegister, padRegister + ".csv", padRegister + ".json"} {
		for _, wie := range []toegang.Persoon{{}, fatima, h.carla} {
			h.vraag(wie, http.MethodGet, pad, 403)
		}
		h.vraag(h.ans, http.MethodGet, pad, 200)
	}
}

func TestRegisterOfProcessing(t *testing.T) {
	h := nieuwHuis(t)
	d := h.get(h.ans, padRegister, 200)
	if n := d.Find("tbody tr").Length(); n != len(gegevens.Verwerkingen) {
		t.Errorf("%d lines", n)
	}
	h.bevat(d, "dl", "Het college van burgemeester en wethouders van de gemeente Veldwaarde")
	res := h.vraag(h.ans, http.MethodGet, padRegister+".csv", 200)
	c := csv.NewReader(strings.NewReader(strings.TrimPrefix(lees(t, res), "\ufeff")))
	c.Comma = ';'
	rijen, err := c.ReadAll()
	h.goed(err)
	i := slices.Index(rijen[0], "Versleuteld")
	if len(rijen) != len(gegevens.Verwerkingen)+1 || i < 0 || !strings.Contains(rijen[3][i], "Antwoorden in de aanvraag") {
		t.Errorf("%q", rijen)
	}
	var j struct {
		Verantwoordelijke string
		Verwerkingen      []regel
	}
	h.goed(json.Unmarshal([]byte(lees(t, h.vraag(h.ans, http.MethodGet, padRegister+".json", 200))), &j))
	if len(j.Verwerkingen) != len(gegevens.Verwerkingen) || !strings.HasSuffix(j.Verantwoordelijke, "Veldwaarde") {
		t.Errorf("%+v", j)
	}
	for _, v := range j.Verwerkingen {
		if v.Doel == "" || v.Ontvangers == "" || len(v.Betrokken) == 0 || len(v.Gegevens) == 0 || len(v.Grondslag) == 0 || len(v.Termijnen) == 0 {
			t.Errorf("not whole: %+v", v)
		}
	}
}

// The job deletes at every gemeente what is over its term, tells how many in the audit
// and nothing about whom, and the overview says when it ran.
func TestTheJobThatDeletes(t *testing.T) {
	h := nieuwHuis(t)
	fatima, elders := h.burger(0, "fatima@voorbeeld.example"), h.burger(1, "elders@voorbeeld.example")
	oud := h.aanvraag(0, fatima, "concept")
	h.doe(`UPDATE aanvraag SET gewijzigd_op = $2 WHERE id = $1`, oud, vitrinetijd.AddDate(0, 0, -31))
	h.aanvraag(0, h.burger(0, "jong@voorbeeld.example"), "concept")
	h.doe(`UPDATE aanvraag SET gewijzigd_op = $2 WHERE id = $1`, h.aanvraag(1, elders, "concept"), vitrinetijd.AddDate(0, 0, -31))
	h.doe(`UPDATE sessie SET verloopt_op = $1`, vitrinetijd.AddDate(1, 0, 0))

	d := h.get(h.ans, padTermijnen, 200)
	h.bevat(d, "main", "Er is vandaag nog niet opgeruimd")
	rij := func(d *goquery.Document, naam string) (uit string) {
		d.Find("tbody tr").Each(func(_ int, s *goquery.Selection) {
			if strings.HasPrefix(strings.TrimSpace(s.Text()), naam) {
				uit = strings.Join(cellen(s), " | ")
			}
		})
		return uit
	}
	if got := rij(d, "Begonnen aanvraag"); !strings.Contains(got, "30 dagen na de laatste wijziging") || !strings.HasSuffix(got, "| 2 | 1 (eerste: 21 november 2026)") {
		t.Errorf("before: %q", got)
	}

	taak := &opruimer{store: h.store, klok: func() time.Time { return vitrinetijd }}
	h.goed(taak.Work(t.Context(), nil))
	h.goed(taak.Work(t.Context(), nil)) // nothing is left to do, and nothing is written about that
	if Opruimen.Elke != time.Hour {
		t.Errorf("it runs every %v", Opruimen.Elke)
	}
	h.doe(`INSERT INTO river_job (kind, max_attempts, args, state, finalized_at) VALUES ($1, 1, '{}', 'completed', $2)`, Opruimen.Args.Kind(), vitrinetijd)

	h.tel(0, `SELECT count(*) FROM aanvraag WHERE id = $1`, oud)
	h.tel(1, `SELECT count(*) FROM aanvraag`)
	h.tel(2, `SELECT count(*) FROM audit WHERE wat = 'bewaartermijn voorbij' AND tabel = 'aanvraag' AND rij = '' AND wie_soort = 'systeem' AND gegevens = '{"regel": "concept", "aantal": 1}'`)
	h.tel(0, `SELECT count(*) FROM audit WHERE wat = 'bewaartermijn voorbij' AND gegevens::text LIKE '%voorbeeld%'`)
	d = h.get(h.ans, padTermijnen, 200)
	h.bevat(d, "main", "Voor het laatst opgeruimd: 22 november 2026, 14.03 uur.")
	if got := rij(d, "Begonnen aanvraag"); !strings.HasSuffix(got, "| 1 | 0 (eerste: 22 december 2026)") {
		t.Errorf("after: %q", got)
	}
}

// An account of staff goes when no gemeente knows it any more, and not before.
func TestAccountsOfStaffGo(t *testing.T) {
	h := nieuwHuis(t)
	weg, jong, lid, elders, behandelde := uuid.New(), uuid.New(), uuid.New(), uuid.New(), uuid.New()
	for id, dagen := range map[uuid.UUID]int{weg: -400, jong: -300, lid: -400, elders: -400, behandelde: -400} {
		h.doe(`INSERT INTO gebruiker (id, email, naam, laatst_ingelogd_op) VALUES ($1, $2, 'X', $3)`, id, id.String()+"@x.example", vitrinetijd.AddDate(0, 0, dagen))
	}
	h.doe(`INSERT INTO lidmaatschap (gemeente_id, gebruiker_id, rol, beeindigd_op) VALUES ($1, $2, 'redacteur', now())`, h.g[0].ID, lid)
	h.doe(`INSERT INTO lidmaatschap (gemeente_id, gebruiker_id, rol) VALUES ($1, $2, 'redacteur')`, h.g[1].ID, elders)
	h.doe(`UPDATE aanvraag SET behandelaar_id = $2 WHERE id = $1`, h.aanvraag(1, h.burger(1, "e@voorbeeld.example"), "ingediend"), behandelde)
	h.goed(h.store.RuimOp(t.Context(), vitrinetijd))
	h.tel(0, `SELECT count(*) FROM gebruiker WHERE id = $1`, weg)
	h.tel(4, `SELECT count(*) FROM gebruiker WHERE id = ANY($1)`, []uuid.UUID{jong, lid, elders, behandelde})
}
