package uitwisseling

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
)

var door = toegang.Persoon{Soort: toegang.Medewerker, Naam: "opdrachtregel"}

func proef(t *testing.T) (socialekaart.Store, int) {
	s := socialekaart.Store{DB: postgres.DB{Pool: pgtest.Nieuw(t)}}
	var id int
	if err := s.Pool.QueryRow(t.Context(), `INSERT INTO gemeente (slug, naam, cbs_code) VALUES ('waterveen', 'Waterveen', 'GM9903') RETURNING id`).Scan(&id); err != nil {
		t.Fatal(err)
	}
	return s, id
}

func bestand(t testing.TB, naam string) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/" + naam)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(naam, ".gz") {
		z, err := gzip.NewReader(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if b, err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

// importeer takes a file in and wants these counts: new, changed, unchanged, refused.
func importeer(t *testing.T, s socialekaart.Store, gemeente int, naam string, inhoud []byte, wil ...int) Verslag {
	t.Helper()
	v, err := Importeer(t.Context(), s, gemeente, bytes.NewReader(inhoud), naam, door)
	if err != nil {
		t.Fatal(err, fault.Tekst(err))
	}
	is := []int{v.Aantal(socialekaart.Nieuw), v.Aantal(socialekaart.Gewijzigd), v.Aantal(socialekaart.Ongewijzigd), v.Aantal(socialekaart.Geweigerd)}
	if !reflect.DeepEqual(is, wil) {
		var b strings.Builder
		_ = v.Schrijf(&b)
		t.Fatalf("%v, want %v\n%s", is, wil, b.String())
	}
	return v
}

func exporteer(t *testing.T, s socialekaart.Store, gemeente int, formaat string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Exporteer(t.Context(), s, gemeente, &b, formaat); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func perID(t *testing.T, b []byte) map[string]any {
	t.Helper()
	var lijst []map[string]any
	if err := json.Unmarshal(b, &lijst); err != nil {
		t.Fatal(err)
	}
	uit := map[string]any{}
	for _, s := range lijst {
		uit[s["id"].(string)] = s
	}
	return uit
}

// What comes in goes out again, as the same JSON value: with every field that the
// portal has no room for.
func TestRoundTrip(t *testing.T) {
	for _, c := range []struct {
		naam    string
		n, open int
	}{{"diensten.json", 4, 3}, {"corpus.hsds.json.gz", 262, 262}} {
		t.Run(c.naam, func(t *testing.T) {
			s, g := proef(t)
			in := bestand(t, c.naam)
			importeer(t, s, g, "diensten.json", in, c.n, 0, 0, 0)
			uit := exporteer(t, s, g, HSDS)
			was, is := perID(t, in), perID(t, uit)
			if len(is) != c.open {
				t.Fatalf("%d services came back, want %d", len(is), c.open)
			}
			for id, service := range is {
				if !reflect.DeepEqual(service, was[id]) {
					a, _ := json.Marshal(was[id])
					b, _ := json.Marshal(service)
					t.Errorf("in  %s\nout %s", a, b)
				}
			}
			importeer(t, s, g, "diensten.json", in, 0, 0, c.n, 0)
			importeer(t, s, g, "export.json", uit, 0, 0, c.open, 0)
			importeer(t, s, g, "export.csv", exporteer(t, s, g, CSV), 0, 0, c.open, 0)
		})
	}
}

func volleInhoud() socialekaart.Inhoud {
	k := func(t, c string) socialekaart.Kenmerk { return socialekaart.Kenmerk{Taxonomie: t, Code: c} }
	return socialekaart.Inhoud{
		Naam: "Logeren <b> & zo", Samenvatting: "Kort.", Omschrijving: "- een\n- twee\n\nAlinea | streep \\ schuin", VoorWie: "=iedereen", Aanmelden: "1. Bel\n2. Kom",
		KostenUitleg: "U betaalt; soms.", Verwijzing: "De gemeente.", Wachttijd: "3 weken", Landelijk: true,
		Kosten:         []socialekaart.Kosten{{Omschrijving: "Dag (9.00–17.00 uur)", Eurocent: 4550, Per: "dag"}, {Omschrijving: "Gratis | niets"}, {Eurocent: 5}},
		Contact:        socialekaart.Contact{Naam: "Team", Telefoon: "+31 599 00 04 56", Email: "a@b.example", Website: "https://b.example", WhatsApp: "06-00 00 12 34", VerwijsTelefoon: "0599-00 04 59", VerwijsEmail: "v@b.example"},
		Plek:           socialekaart.Plek{Stand: socialekaart.PlekVrij, Aantal: 3, Op: opDag(2026, 11, 20)},
		Uitzonderingen: []socialekaart.Uitzondering{{Van: opDag(2026, 12, 25), Tot: opDag(2026, 12, 26), Gesloten: true, Toelichting: "Kerst (beide dagen)"}, {Van: opDag(2026, 12, 31), VanTijd: "09:00", TotTijd: "12:00"}, {Van: opDag(2027, 1, 1), Gesloten: true}},
		Indicatie:      "Wmo, kortdurend verblijf", EersteStap: socialekaart.StapWhatsApp, Bedient: []string{"GM9902", "NL"},
		Locaties:   []socialekaart.Locatie{{Naam: "Hoeve", Adres: "Laan 1", Postcode: "7995 PR", Plaats: "Dorp", Toegankelijkheid: "Lift", Breedte: 52.87, Lengte: 6.51}, {Naam: "Twee", Plaats: "Stad"}},
		Tijden:     []socialekaart.Tijd{{Dagen: []string{"ma", "di"}, Van: "09:00", Tot: "17:00", Toelichting: "niet in juli (of mei)"}, {Dagen: []string{}, Toelichting: "Op afspraak"}, {Dagen: []string{"za"}, Van: "10:00"}, {Dagen: []string{"zo"}, Tot: "12:00"}},
		Werkgebied: []string{"Noord", "Zuid"}, Talen: []string{"nl", "ar"},
		Kenmerken:       []socialekaart.Kenmerk{k("thema", "educatie"), k("wet", "wmo"), k("verwijzing", "ja"), k("onderwerp", "e-learning"), k("doelgroep", "partners"), k("vorm", "cursus"), k("dagdeel", "avond"), k("toegankelijkheid", "rolstoel")},
		GecontroleerdOp: opDag(2026, 10, 14),
	}
}

func opDag(jaar int, maand time.Month, d int) socialekaart.Datum {
	return socialekaart.Datum{Time: time.Date(jaar, maand, d, 0, 0, 0, 0, time.UTC)}
}

func vol() socialekaart.Aanbod {
	return socialekaart.Aanbod{ID: uuid.MustParse("0198c0de-0000-7000-8000-000000000001"), Inhoud: volleInhoud(), GewijzigdOp: time.Date(2026, 11, 22, 14, 3, 0, 5e6, time.UTC),
		Organisatie: socialekaart.Organisatie{ID: uuid.MustParse("0198c0de-0000-7000-8000-000000000002"), Naam: "Welzijn", Telefoon: "0599-00 12 34", Email: "i@w.example", Website: "https://w.example"}}
}

// herlees reads one service that was written.
func herlees(t *testing.T, a socialekaart.Aanbod, ontvangen json.RawMessage) (socialekaart.Invoer, map[string]any) {
	t.Helper()
	var b bytes.Buffer
	if err := SchrijfHSDS(&b, []socialekaart.Aanbod{a}, socialekaart.Ontvangen{Services: map[uuid.UUID]json.RawMessage{a.ID: ontvangen}}); err != nil {
		t.Fatal(err)
	}
	var doc []map[string]any
	if err := json.Unmarshal(b.Bytes(), &doc); err != nil {
		t.Fatal(err, b.String())
	}
	g, err := LeesHSDS(&b)
	if err != nil || len(g.Rijen) != 1 {
		t.Fatalf("%v %+v", err, g.Geweigerd)
	}
	return g.Rijen[0], doc[0]
}

// Everything that a redacteur can fill in survives, made anew or laid over what
// was received; and laid over it, unknown fields stay.
func TestWhatIsWrittenReadsTheSame(t *testing.T) {
	a := vol()
	in, doc := herlees(t, a, nil)
	if !reflect.DeepEqual(in.Inhoud, a.Inhoud) || in.ID != a.ID || !reflect.DeepEqual(in.Organisatie, a.Organisatie) {
		t.Errorf("got  %+v\nwant %+v", in, a)
	}
	if doc["last_modified"] != "2026-11-22T14:03:00.005Z" {
		t.Error(doc["last_modified"])
	}
	var diensten []json.RawMessage
	if err := json.Unmarshal(bestand(t, "diensten.json"), &diensten); err != nil {
		t.Fatal(err)
	}
	eigen, err := json.Marshal(doc) // laid over itself as well
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range append(diensten, eigen) {
		a := vol()
		was, _ := object(d)
		a.ID = uuid.MustParse(was["id"].(string))
		in, doc := herlees(t, a, d)
		if !reflect.DeepEqual(in.Inhoud, a.Inhoud) || !reflect.DeepEqual(in.Organisatie, a.Organisatie) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", was["name"], in, a)
		}
		if was["eigen_veld"] != nil && (doc["eigen_veld"] == nil || doc["alert"] == nil || len(doc["service_at_locations"].([]any)) != 3) {
			t.Error("lost what the portal has no room for", doc)
		}
		leeg := socialekaart.Aanbod{ID: a.ID, Organisatie: a.Organisatie, Inhoud: socialekaart.Inhoud{Naam: "Leeg"}}
		if in, _ := herlees(t, leeg, d); !reflect.DeepEqual(in.Inhoud, leeg.Inhoud) {
			t.Errorf("%s: what was emptied came back: %+v", was["name"], in.Inhoud)
		}
	}
}

func TestHSDSInEveryForm(t *testing.T) {
	var lijst []json.RawMessage
	if err := json.Unmarshal(bestand(t, "diensten.json"), &lijst); err != nil {
		t.Fatal(err)
	}
	var regels bytes.Buffer
	for _, d := range lijst {
		if err := json.Compact(&regels, d); err != nil {
			t.Fatal(err)
		}
		regels.WriteByte('\n')
	}
	for naam, c := range map[string]struct {
		tekst string
		n     int
	}{
		"array":  {string(bestand(t, "diensten.json")), 4},
		"page":   {`{"total_items":4,"contents":` + string(bestand(t, "diensten.json")) + `,"page_number":1}`, 4},
		"lines":  {regels.String(), 4},
		"single": {bom + string(lijst[0]), 1},
	} {
		g, err := LeesHSDS(strings.NewReader(c.tekst))
		if err != nil || len(g.Rijen) != c.n || g.Rijen[0].Inhoud.Naam != "Logeerhuis De Lindehoeve" || g.Rijen[c.n-1].Regel != c.n {
			t.Errorf("%s: %v, %d rows, refused %+v", naam, err, len(g.Rijen), g.Geweigerd)
		}
	}
	g, err := LeesHSDS(bytes.NewReader(bestand(t, "diensten.json")))
	if err != nil {
		t.Fatal(err)
	}
	in := g.Rijen[0].Inhoud
	if in.Locaties[0].Adres != "Lindelaan 12" || in.Locaties[0].Postcode != "7995 PR" || len(in.Locaties) != 1 || in.Kosten[0].Eurocent != 4550 || len(in.Kosten) != 1 ||
		in.Tijden[1].Toelichting != "elke laatste vrijdag van de maand, eens in de 2 maanden" || in.Contact.Naam != "Team logeren" || in.Kenmerken[1].Code != "wmo" {
		t.Errorf("%+v", in)
	}
	in = g.Rijen[1].Inhoud
	if in.Contact.Telefoon != "0599-00 12 35" || in.Contact.Email != "maatje@thuisinveldwaarde.example" || in.Tijden[0].Toelichting != "Op afspraak" {
		t.Errorf("%+v", in)
	}
	in = g.Rijen[2].Inhoud
	if !in.Landelijk || len(in.Werkgebied) > 0 || !in.Gratis() || in.Kenmerken[1].Naam != "Imkers en hun naasten" || !g.Rijen[3].Gearchiveerd {
		t.Errorf("%+v", in)
	}
}

// What others write of room, days on which it is otherwise, WhatsApp, referrals and
// other gemeenten is read, and what only looks like it is left alone.
func TestPracticalPartsOfOthers(t *testing.T) {
	doc, _ := object([]byte(`{
		"capacities": [{"available": 4, "updated": "2026-11-20T23:30:00Z", "unit": {"name": "bedden"}}, {"available": 0, "updated": "2026-01-01"}],
		"schedules": [{"valid_from": "2026-12-25", "valid_to": "2026-12-25", "description": "Gesloten met Kerst"}, {"valid_from": "2026-12-31", "valid_to": "2026-12-31", "opens_at": "09:00", "closes_at": "12:00:00"},
			{"valid_from": "2026-01-01", "valid_to": "2026-12-31", "byday": "MO", "opens_at": "10:00"}, {"valid_from": "2026-01-01", "description": "Op afspraak"}],
		"phones": [{"number": "06-00 00 12 34", "type": "WhatsApp"}, {"number": "0599-00 12 34"}],
		"contacts": [{"department": "Verwijzers", "email": "v@a.example", "phones": [{"number": "0599-00 12 35"}]}, {"name": "Team"}],
		"service_areas": [{"name": "Heel Nederland", "extent": "nl", "extent_type": "CBS"}, {"name": "Noord"}, {"name": "Zuid", "extent": "GM1", "extent_type": "cbs"}]}`))
	k := &kaart{}
	in := k.inhoud(doc)
	want := socialekaart.Inhoud{
		Plek: socialekaart.Plek{Stand: socialekaart.PlekVrij, Aantal: 4, Op: opDag(2026, 11, 21)},
		Uitzonderingen: []socialekaart.Uitzondering{{Van: opDag(2026, 12, 25), Gesloten: true, Toelichting: "Gesloten met Kerst"},
			{Van: opDag(2026, 12, 31), VanTijd: "09:00", TotTijd: "12:00"}},
		Tijden:     []socialekaart.Tijd{{Dagen: []string{"ma"}, Van: "10:00"}, {Dagen: []string{}, Toelichting: "Op afspraak"}},
		Contact:    socialekaart.Contact{Naam: "Team", Telefoon: "0599-00 12 34", WhatsApp: "06-00 00 12 34", VerwijsTelefoon: "0599-00 12 35", VerwijsEmail: "v@a.example"},
		Werkgebied: []string{"Noord", "Zuid"}, Bedient: []string{"NL"},
	}
	if !reflect.DeepEqual(in, want) || len(k.fouten) > 0 {
		t.Errorf("got  %+v\nwant %+v\n%v", in, want, k.fouten)
	}
	for zin, stand := range map[string]socialekaart.PlekStand{"Er is een wachtlijst": socialekaart.PlekWachtlijst, "": socialekaart.PlekVol} {
		p, ok := k.capaciteit(map[string]any{"available": json.Number("0"), "updated": "2026-11-20", "description": zin})
		if !ok || p.Stand != stand {
			t.Errorf("%q: %+v %v", zin, p, ok)
		}
	}
	for _, p := range []socialekaart.Plek{{Stand: socialekaart.PlekVrij, Op: opDag(2026, 11, 1)}, {Stand: socialekaart.PlekWachtlijst, Op: opDag(2026, 11, 1)}, {Stand: socialekaart.PlekVol, Op: opDag(2026, 11, 1)}} {
		a := vol()
		a.Plek = p
		if in, _ := herlees(t, a, nil); in.Inhoud.Plek != p {
			t.Errorf("%+v became %+v", p, in.Inhoud.Plek)
		}
	}
}

func TestHSDSRefuses(t *testing.T) {
	const org, id = `"organization":{"id":"5d1c1a5e-6f0e-4b0a-9a53-0c6f1f6f0410","name":"O"}`, `"id":"5d1c1a5e-6f0e-4b0a-9a53-0c6f1f6f0001"`
	for rij, reden := range map[string]string{
		`{"name":"A","id":"12",` + org + `}`:                                         "is geen UUID",
		`{"name":"A",` + org + `}`:                                                   "Het id van de dienst ontbreekt.",
		`{"name":3,` + id + `,` + org + `}`:                                          "‘name’ is geen tekst",
		`{"name":"A",` + id + `}`:                                                    "De organisatie ontbreekt.",
		`{"name":"A",` + id + `,"organization":{"name":"O"}}`:                        "Het id van de organisatie ontbreekt.",
		`{"name":"A","status":"open",` + id + `,` + org + `}`:                        "‘open’ bestaat niet",
		`{"name":"A","assured_date":"2026-02-30",` + id + `,` + org + `}`:            "geen datum die bestaat",
		`{"name":"A","phones":{},` + id + `,` + org + `}`:                            "‘phones’ is geen lijst",
		`{"name":"A","phones":["1"],` + id + `,` + org + `}`:                         "geen object",
		`{"name":"A","schedules":[{"byday":"XX"}],` + id + `,` + org + `}`:           "geen dag",
		`{"name":"A","schedules":[{"opens_at":"vroeg"}],` + id + `,` + org + `}`:     "geen tijd",
		`{"name":"A","cost_options":[{"amount":"veel"}],` + id + `,` + org + `}`:     "‘amount’ is geen getal",
		`{"name":"A","attributes":[{"taxonomy_term":"wmo"}],` + id + `,` + org + `}`: "geen object",
		`"los"`: "losse waarde",
	} {
		g, err := LeesHSDS(strings.NewReader(`[` + rij + `,{"name":"Goed","id":"5d1c1a5e-6f0e-4b0a-9a53-0c6f1f6f0009",` + org + `}]`))
		if err != nil || len(g.Geweigerd) != 1 || len(g.Rijen) != 1 || g.Geweigerd[0].Regel != 1 || !strings.Contains(g.Geweigerd[0].Reden, reden) {
			t.Errorf("%s: %v %+v", rij, err, g.Geweigerd)
		}
	}
	for tekst, zin := range map[string]string{
		"": "leeg", "[]": "geen diensten", `{"type":"FeatureCollection","features":[]}`: "geen bestand met HSDS", "12": "geen bestand met HSDS", `[{"name":"A"`: "geen goede JSON",
		`[{"name":"A"}] x`: "geen goede JSON", `{"contents":3}`: "contents is geen lijst", "naam;organisatie": "geen goede JSON", `{"contents":[]}`: "geen diensten",
	} {
		if _, err := LeesHSDS(strings.NewReader(tekst)); !fault.Is(err, fault.Invalid) || !strings.Contains(fault.Tekst(err), zin) {
			t.Errorf("%q: %v, %q", tekst, err, fault.Tekst(err))
		}
	}
	if _, err := LeesHSDS(io.MultiReader(strings.NewReader(`["`), oneindig{})); !fault.Is(err, fault.TooLarge) {
		t.Error(err)
	}
}

// What JSON allows and Postgres doesn't stops that row alone.
func TestPostgresRefusesARow(t *testing.T) {
	s, g := proef(t)
	dienst := func(id, extra string) string {
		return `{"id":"5d1c1a5e-6f0e-4b0a-9a53-0c6f1f6f000` + id + `","name":"A` + id + `","extra":` + extra + `,"organization":{"id":"5d1c1a5e-6f0e-4b0a-9a53-0c6f1f6f0410","name":"O"},
			"attributes":[{"taxonomy_term":{"taxonomy":"thema","code":"educatie"}}]}`
	}
	tekst := "[" + dienst("1", strings.Repeat("[", 9_900)+strings.Repeat("]", 9_900)) + "," + dienst("2", `"\u0000"`) + "," + dienst("3", `"\ud800"`) + "," + dienst("4", "1e5000") + "]"
	v := importeer(t, s, g, "diep.json", []byte(tekst), 2, 0, 0, 2)
	for _, i := range []int{1, 2} {
		if !strings.Contains(v.Rijen[i].Reden, "vreemde tekens") {
			t.Errorf("%+v", v.Rijen[i])
		}
	}
}

// oneindig never ends.
type oneindig struct{}

func (oneindig) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}
