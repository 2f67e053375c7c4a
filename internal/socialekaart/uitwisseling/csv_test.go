package uitwisseling

import (
	"bytes"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/socialekaart"

	"github.com/google/uuid"
	"golang.org/x/text/encoding/charmap"
)

func csvRij(t *testing.T, tekst string) socialekaart.Invoer {
	t.Helper()
	g, err := LeesCSV(strings.NewReader(tekst))
	if err != nil || len(g.Rijen) != 1 || len(g.Geweigerd)+len(g.Meldingen) > 0 {
		t.Fatalf("%q: %v %+v", tekst, err, g)
	}
	return g.Rijen[0]
}

func TestCSVOfAnyProgram(t *testing.T) {
	const puntkomma = "Naam;Organisatie;Thema;omschrijving;voor wie\r\nCafé ’t Punt;Welzijn;educatie;\"een\r\ntwee\";\"a;b\"\r\n"
	windows, err := charmap.Windows1252.NewEncoder().String(puntkomma)
	if err != nil {
		t.Fatal(err)
	}
	for naam, tekst := range map[string]string{
		"semicolons": puntkomma, "mark": bom + puntkomma, "Windows-1252": windows,
		"commas": "naam,organisatie,thema,omschrijving,voor_wie\nCafé ’t Punt,Welzijn,Leren en cursussen,\"een\ntwee\",a;b\n",
		"tabs":   "naam\torganisatie\tthema\tomschrijving\tvoor_wie\nCafé ’t Punt\tWelzijn\tEducatie\t\"een\ntwee\"\ta;b\n\t\t\t\t\n",
	} {
		in := csvRij(t, tekst)
		want := socialekaart.Inhoud{Naam: "Café ’t Punt", Omschrijving: "een\ntwee", VoorWie: "a;b", Kenmerken: []socialekaart.Kenmerk{{Taxonomie: "thema", Code: "educatie"}}}
		if !reflect.DeepEqual(in.Inhoud, want) || in.Organisatie.Naam != "Welzijn" || in.Regel != 2 {
			t.Errorf("%s: %+v", naam, in)
		}
	}
}

func TestCSVCells(t *testing.T) {
	tijd := func(van, tot, uitleg string, dagen ...string) socialekaart.Tijd {
		return socialekaart.Tijd{Dagen: append([]string{}, dagen...), Van: van, Tot: tot, Toelichting: uitleg}
	}
	for cel, want := range map[string][]socialekaart.Tijd{
		"ma di 09:00-17:00|za 10:00":               {tijd("09:00", "17:00", "", "ma", "di"), tijd("10:00", "", "", "za")},
		"ma-wo 9.00 - 12.30 uur":                   {tijd("09:00", "12:30", "", "ma", "di", "wo")},
		"Maandag t/m vrijdag":                      {tijd("", "", "", "ma", "di", "wo", "do", "vr")},
		"(op afspraak)":                            {tijd("", "", "op afspraak")},
		"wo, vr tot 12:00 (niet in juli (of mei))": {tijd("", "12:00", "niet in juli (of mei)", "wo", "vr")},
	} {
		if got := csvRij(t, "naam,organisatie,tijden\na,b,\""+cel+"\"\n").Inhoud.Tijden; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v", cel, got)
		}
	}
	for cel, want := range map[string][]socialekaart.Kosten{
		"gratis":                          {{Omschrijving: "Gratis"}},
		"45":                              {{Eurocent: 4500}},
		"Dag: € 45,5 per dag|Nacht: 60,-": {{Omschrijving: "Dag", Eurocent: 4550, Per: "dag"}, {Omschrijving: "Nacht", Eurocent: 6000}},
		"Dag (9:00): 4.05":                {{Omschrijving: "Dag (9:00)", Eurocent: 405}},
	} {
		if got := csvRij(t, "naam,organisatie,kosten\na,b,\""+cel+"\"\n").Inhoud.Kosten; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v", cel, got)
		}
	}
	in := csvRij(t, "naam;organisatie;website;adres;postcode;plaats;gecontroleerd_op;landelijk;wet;onderwerp;werkgebied;talen\n"+
		"a;b;www.a.example;Laan 1|Weg 2;1234ab|;Dorp|Stad;1-5-2026;Ja;Zorgverzekeringswet|WMO;Hulp & zorg;Noord | Zuid;NL\n").Inhoud
	if in.Contact.Website != "https://www.a.example" || len(in.Locaties) != 2 || in.Locaties[0].Postcode != "1234 AB" || in.Locaties[1] != (socialekaart.Locatie{Adres: "Weg 2", Plaats: "Stad"}) ||
		dag(in.GecontroleerdOp) != "2026-05-01" || !in.Landelijk || strings.Join(in.Codes("wet"), " ") != "zvw wmo" || in.Codes("onderwerp")[0] != "hulp-en-zorg" ||
		strings.Join(in.Werkgebied, "+") != "Noord+Zuid" || in.Talen[0] != "nl" {
		t.Errorf("%+v", in)
	}
}

func TestCSVRefuses(t *testing.T) {
	for _, c := range [][3]string{
		{"id", "12", "geen UUID"}, {"gecontroleerd_op", "31-02-2026", "geen datum die bestaat"}, {"kosten", "veel", "niet te lezen"}, {"tijden", "ooit 9 uur", "niet te lezen"},
		{"tijden", "vr-ma 09:00", "niet te lezen"}, {"tijden", "ma (open", "niet te lezen"}, {"landelijk", "soms", "ja of nee"},
		{"beschikbaar", "misschien", "vrij, vrij 3"}, {"beschikbaar_op", "2026-13-01", "geen datum die bestaat"}, {"afwijkende_dagen", "Kerst", "niet te lezen"}, {"afwijkende_dagen", "2026-12-25 09:00", "niet te lezen"},
		{"afwijkende_dagen", "2026-02-30 gesloten", "niet te lezen"}, {"eerste_stap", "roepen", "is onbekend"}, {"toegankelijk", "!", "geen woord"}, {"onderwerp", "!", "geen woord"}, {"thema", "educatie;extra", "4 cellen"},
	} {
		g, err := LeesCSV(strings.NewReader("naam;organisatie;" + c[0] + "\nEen;Org;" + c[1] + "\nTwee;Org;\n"))
		if err != nil || len(g.Geweigerd) != 1 || len(g.Rijen) != 1 || !strings.Contains(g.Geweigerd[0].Reden, c[2]) || g.Geweigerd[0].Naam != "Een" || g.Geweigerd[0].Regel != 2 {
			t.Errorf("%v: %v %+v", c, err, g)
		}
	}
	for tekst, zin := range map[string]string{
		"": "leeg", "naam;thema\n": "‘organisatie’ ontbreekt", "PK\x03\x04": "‘naam’ ontbreekt", "naam;naam;organisatie\n": "twee keer", "naam;organisatie\n\"open;b\n": "aanhalingstekens",
	} {
		if _, err := LeesCSV(strings.NewReader(tekst)); !fault.Is(err, fault.Invalid) || !strings.Contains(fault.Tekst(err), zin) {
			t.Errorf("%q: %v, %q", tekst, err, fault.Tekst(err))
		}
	}
	g, err := LeesCSV(strings.NewReader("naam;organisatie;telefon\na;b;c\n"))
	if err != nil || len(g.Meldingen) != 1 || !strings.Contains(g.Meldingen[0], "telefon") {
		t.Error(g.Meldingen, err)
	}
}

// A new gemeente can be filled with the export of another, coordinates and second
// numbers aside; and nothing in it runs as a formula.
func TestCSVExportReadsTheSame(t *testing.T) {
	a := vol()
	a.Locaties[0].Breedte, a.Locaties[0].Lengte = 0, 0
	var b bytes.Buffer
	if err := SchrijfCSV(&b, []socialekaart.Aanbod{a}); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), bom+"id;naam;") || !strings.Contains(b.String(), ";'=iedereen;") || !strings.Contains(b.String(), ";'+31 599") {
		t.Error(b.String())
	}
	in := csvRij(t, b.String())
	if !reflect.DeepEqual(in.Inhoud, a.Inhoud) || in.ID != a.ID || in.Organisatie != a.Organisatie {
		t.Errorf("got  %+v\nwant %+v", in, a)
	}
	if got := in.Over(a.Inhoud); !reflect.DeepEqual(got, a.Inhoud) {
		t.Errorf("laid over itself: %+v", got)
	}
}

func TestCSVLaysOver(t *testing.T) {
	a := vol()
	in := csvRij(t, "naam;organisatie;wachttijd;wet;adres;plaats\nAnders;Welzijn;;wlz|wmo;Laan 9;Dorp\n")
	got, want := in.Over(a.Inhoud), volleInhoud()
	want.Naam, want.Wachttijd = "Anders", ""
	want.Kenmerken = slices.Insert(want.Kenmerken, 1, socialekaart.Kenmerk{Taxonomie: "wet", Code: "wlz"})
	want.Locaties[0].Adres, want.Locaties[0].Breedte, want.Locaties[0].Lengte = "Laan 9", 0, 0
	want.Locaties[1].Plaats = ""
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if !reflect.DeepEqual(a.Inhoud, volleInhoud()) {
		t.Error("the content that was laid over changed itself")
	}
}

func TestImportCSV(t *testing.T) {
	s, g := proef(t)
	tekst := "naam;organisatie;organisatie_telefoon;thema;samenvatting;wet;onderwerp\n" +
		"Cursus;Welzijn;0599-00 12 34;Educatie;Kort;Wmo;Leren\nZonder;Welzijn;;;;;\nMaatje;Welzijn;;Praktische hulp;;;Buren en maatjes\n"
	v := importeer(t, s, g, "aanbod.csv", []byte(tekst), 2, 0, 0, 1)
	var b strings.Builder
	if err := v.Schrijf(&b); err != nil {
		t.Fatal(err)
	}
	for _, zin := range []string{"aanbod.csv (CSV): 2 nieuw, 0 gewijzigd, 0 ongewijzigd, 1 geweigerd.", "Geweigerd\n  rij 3     Zonder\n", "Het thema ontbreekt.", "rij 4     Maatje\n            De samenvatting ontbreekt."} {
		if !strings.Contains(b.String(), zin) {
			t.Errorf("%q is missing in\n%s", zin, b.String())
		}
	}
	importeer(t, s, g, "aanbod", []byte(tekst), 0, 0, 2, 1) // no ids, and yet the same
	lijst, err := s.Gepubliceerd(t.Context(), g)
	if err != nil || len(lijst) != 2 || lijst[1].Organisatie.Telefoon != "0599-00 12 34" || lijst[0].ID.Version() != uuid.Version(5) {
		t.Fatalf("%+v %v", lijst, err)
	}
	// staff's version stays until the file says something new about that field
	eigen := lijst[0].Inhoud
	eigen.Wachttijd, eigen.Samenvatting = "lang", "Door ons"
	nr, err := s.Bewaar(t.Context(), g, lijst[0].ID, 1, eigen, door)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Publiceer(t.Context(), g, lijst[0].ID, nr, door); err != nil {
		t.Fatal(err)
	}
	importeer(t, s, g, "aanbod.csv", []byte(tekst), 0, 0, 2, 1)
	v = importeer(t, s, g, "aanbod.csv", []byte(strings.Replace(tekst, ";Kort", ";Nieuw", 1)), 0, 1, 1, 1)
	if !strings.Contains(v.Rijen[0].Reden, "geschiedenis") {
		t.Error(v.Rijen[0].Reden)
	}
	if got, err := s.Haal(t.Context(), g, lijst[0].ID); err != nil || got.Samenvatting != "Nieuw" || got.Wachttijd != "lang" {
		t.Errorf("%+v %v", got, err)
	}
	if _, err := Importeer(t.Context(), s, g, strings.NewReader("[{"), "x", door); !fault.Is(err, fault.Invalid) {
		t.Error(err)
	}
	if err := Exporteer(t.Context(), s, g, &b, "xml"); !fault.Is(err, fault.Invalid) {
		t.Error(err)
	}
}

// KOLOMMEN.md is what people read; WERKBIJ=1 writes it anew.
func TestColumnsAreExplained(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Kolommen van de CSV\n\nDe eerste rij noemt de kolommen, in elke volgorde. Alleen `naam` en `organisatie` moeten er altijd staan; een nieuw aanbod\nheeft ook een thema. Een kolom die er niet is, verandert niets. Meer waarden in één cel staan met een `|` ertussen.\n\n" +
		"| Kolom | Verplicht | Uitleg | Voorbeeld |\n| --- | --- | --- | --- |\n")
	for _, k := range Kolommen {
		b.WriteString("| `" + k.Naam + "` | " + []string{"", "ja"}[b2i(k.Verplicht)] + " | " + strings.ReplaceAll(k.Uitleg, "|", `\|`) + " | " + strings.ReplaceAll(k.Voorbeeld, "|", `\|`) + " |\n")
	}
	if os.Getenv("WERKBIJ") != "" {
		if err := os.WriteFile("KOLOMMEN.md", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if is, err := os.ReadFile("KOLOMMEN.md"); err != nil || string(is) != b.String() {
		t.Error("KOLOMMEN.md differs from Kolommen; run the test once with WERKBIJ=1", err)
	}
	// the examples can be read, all of them in one row
	var kop, rij []string
	for _, k := range Kolommen {
		kop, rij = append(kop, k.Naam), append(rij, strings.Split(k.Voorbeeld, " of ")[0])
	}
	in := csvRij(t, strings.Join(kop, ";")+"\n"+strings.Join(rij, ";")+"\n")
	if f := append(socialekaart.Controleer(in.Inhoud), socialekaart.ControleerOrganisatie(in.Organisatie)...); len(f) > 0 {
		t.Error(f)
	}
}
