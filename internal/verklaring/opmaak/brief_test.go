package opmaak

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/pdf"
	"mantelpunt/internal/pdf/pdftest"
)

func testBrief() Briefgegevens {
	return Briefgegevens{
		Gemeente:  "Veldwaarde",
		Kleur:     "#0b5c8a",
		Afzender:  []string{"Team Mantelzorg", "Raadhuisplein 1", "9981 AA Veldwaarde", "Telefoon 0599-00 12 34"},
		Aan:       []string{"Mevrouw A. van ’t Hoff", "Kerklaan 12", "9981 BB Veldwaarde", ""},
		Datum:     time.Date(2026, time.November, 22, 0, 0, 0, 0, time.UTC),
		Kenmerk:   "MV-2026-00042",
		Onderwerp: "Wij hebben uw aanvraag ontvangen",
		Delen: []Deel{
			{Alineas: []string{"Beste mevrouw Van ’t Hoff,", "Op 22 november 2026 ontvingen wij uw aanvraag.\nDeze brief is uw bewijs.\n\nBewaar de brief."}},
			{Kop: "Wat u heeft ingevuld", Rijen: [][2]string{{"Naam", "Annelies van ’t Hoff"}, {"Uren in de week", "14"}}},
			{Kop: "Hoe gaat het verder?", Alineas: []string{"Zo gaat het:"}, Lijst: []string{"Een consulent leest uw aanvraag.", "U krijgt ons antwoord."}},
			{Kop: "Uw code", Alineas: []string{"Typ deze code over."}, Code: "K7MW-4T9P-XQ2H"},
		},
		Ondertekening: []string{"Met vriendelijke groet,", "namens burgemeester en wethouders,", "Jolanda Brink", "Mantelzorgconsulent"},
	}
}

func maakBrief(t testing.TB, g Briefgegevens) string {
	t.Helper()
	doc, err := testOpmaker(t).Brief(g)
	if err != nil {
		t.Fatal(err)
	}
	file := pdftest.Save(t, doc)
	pdftest.Run(t, "qpdf", "--check", file)
	return file
}

// structuur is what is read aloud, on one line.
func structuur(t testing.TB, file string) string {
	t.Helper()
	return strings.Join(strings.Fields(pdftest.Run(t, "pdfinfo", "-struct-text", file)), " ")
}

// bladzijden gives the text of each page.
func bladzijden(t testing.TB, file string) []string {
	t.Helper()
	tekst := pdftest.Run(t, "pdftotext", "-layout", file, "-")
	return strings.Split(strings.TrimSuffix(tekst, "\f"), "\f")
}

// opVolgorde fails when the parts do not stand in tekst in this order.
func opVolgorde(t *testing.T, tekst string, delen ...string) {
	t.Helper()
	rest := tekst
	for _, deel := range delen {
		_, na, ok := strings.Cut(rest, deel)
		if !ok {
			t.Fatalf("%s ontbreekt, of staat niet op die plaats:\n%s", deel, tekst)
		}
		rest = na
	}
}

func TestBriefIsGetagd(t *testing.T) {
	file := maakBrief(t, testBrief())
	opVolgorde(t, strings.Join(strings.Fields(pdftest.Run(t, "pdfinfo", file)), " "),
		"Title: Wij hebben uw aanvraag ontvangen", "Author: Gemeente Veldwaarde", "Tagged: yes", "Pages: 2 ", "PDF version: 1.7")
	s := structuur(t, file)
	opVolgorde(t, s,
		`Document P (block) "Gemeente Veldwaarde"`, `P (block) "Telefoon 0599-00 12 34"`,
		`P (block) "Mevrouw A. van ’t Hoff" P (block) "Kerklaan 12" P (block) "9981 BB Veldwaarde"`,
		`TH: /Scope /Column "Datum" TH: /Scope /Column "Kenmerk" TR TD "22 november 2026" TD "MV-2026-00042"`,
		`H1 (block) "Wij hebben uw aanvraag ontvangen" P (block) "Beste mevrouw Van ’t Hoff,"`,
		`P (block) "Op 22 november 2026 ontvingen wij uw aanvraag." P (block) "Deze brief is uw bewijs." P (block) "Bewaar de brief."`,
		`H2 (block) "Wat u heeft ingevuld" Table (block) TR TH: /Scope /Row "Naam" TD "Annelies van ’t Hoff"`, `/Row "Uren in de week" TD "14"`,
		`H2 (block) "Hoe gaat het verder?" P (block) "Zo gaat het:" L (block): /ListNumbering /Disc LI`, `LBody (block) "Een consulent leest uw aanvraag."`,
		`P (block) "K7MW-4T9P-XQ2H" P (block) "Met vriendelijke groet," P (block) "namens burgemeester en wethouders," P (block) "Jolanda Brink" P (block) "Mantelzorgconsulent"`)
	if strings.Contains(s, "Bladzijde") {
		t.Errorf("het nummer van de bladzijde wordt voorgelezen:\n%s", s)
	}
	if tekst := bladzijden(t, file)[0]; !strings.Contains(tekst, "Bladzijde 1 van 2") {
		t.Errorf("geen nummer op de bladzijde:\n%s", tekst)
	}
}

// The window of a Dutch envelope shows what stands 20 to 120 mm from the left and 45
// to 85 mm from the top. Nothing else may stand there.
func TestBriefAdresInHetVenster(t *testing.T) {
	g := testBrief()
	g.Aan = append(g.Aan[:3], "Regel vier", "Regel vijf", "Regel zes")
	woorden := regexp.MustCompile(`<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)`).
		FindAllStringSubmatch(pdftest.Run(t, "pdftotext", "-bbox", "-l", "1", maakBrief(t, g), "-"), -1)
	var venster []string
	for _, w := range woorden {
		plek := make([]float64, 4)
		for i := range plek {
			plek[i], _ = strconv.ParseFloat(w[i+1], 64)
		}
		if plek[2] > 20*mm && plek[0] < 120*mm && plek[3] > 45*mm && plek[1] < 85*mm {
			venster = append(venster, w[5])
			if plek[0] < 20*mm || plek[2] > 120*mm || plek[1] < 45*mm || plek[3] > 85*mm {
				t.Errorf("%q staat maar half in het venster: %.0f", w[5], plek)
			}
		}
	}
	if gezien, wil := strings.Join(venster, " "), strings.Join(g.Aan, " "); gezien != wil {
		t.Errorf("in het venster staat %q, wil %q", gezien, wil)
	}
}

func TestBriefMetVertaling(t *testing.T) {
	g := testBrief()
	g.Vertaling = &Vertaling{
		Taal: "en", Onderwerp: "We have received your application",
		Delen:         []Deel{{Alineas: []string{"Dear Ms Van ’t Hoff,"}, Lijst: []string{"An adviser reads your application."}}},
		Ondertekening: []string{"Kind regards,", "Jolanda Brink"},
	}
	doc, err := testOpmaker(t).Brief(g)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(doc, []byte("/Lang (en)")) {
		t.Error("de vertaling zegt niet in welke taal zij is")
	}
	file := pdftest.Save(t, doc)
	opVolgorde(t, structuur(t, file), `"Mantelzorgconsulent" Sect P (block) "Translation. The Dutch text is the decision."`,
		`"Date"`, `TD "22 November 2026"`, `H1 (block) "We have received your application"`, `"An adviser reads your application."`, `"Kind regards,"`)
	b := bladzijden(t, file)
	if len(b) != 3 || !strings.Contains(b[1], "Bladzijde 2 van 3") || !strings.Contains(b[2], "Page 3 of 3") || strings.Contains(b[1], "Translation") {
		t.Errorf("de vertaling staat niet op een eigen bladzijde:\n%s", strings.Join(b, "\n-----\n"))
	}
}

// Whatever the length of what comes before, the end of a page never parts what
// belongs together.
func TestBriefBladwissel(t *testing.T) {
	o, g := testOpmaker(t), testBrief()
	for n := range 45 {
		g.Delen = []Deel{
			{Lijst: strings.Split(strings.Repeat("Vulling.,", n+1)+"Laatste.", ",")},
			{Kop: "Tussenkop", Alineas: []string{"EersteRegel " + strings.Repeat("woorden van een langere alinea ", 12) + "LaatsteRegel"}},
			{Rijen: [][2]string{{"RijBegin", strings.Repeat("waarde van een rij ", 12) + "RijEinde"}}},
			{Kop: "Uw code", Alineas: []string{"Typ over."}, Code: "ABCD-EFGH-JKMN"},
			{Alineas: []string{"Slotzin."}},
		}
		doc, err := o.Brief(g)
		if err != nil {
			t.Fatal(err)
		}
		b := bladzijden(t, pdftest.Save(t, doc))
		for _, paar := range [][2]string{
			{"Tussenkop", "EersteRegel"}, {"RijBegin", "RijEinde"}, {"Uw code", "ABCD-EFGH-JKMN"}, {"Typ over.", "ABCD-EFGH-JKMN"},
			{"Slotzin.", "vriendelijke"}, {"vriendelijke", "Mantelzorgconsulent"},
		} {
			if p, q := bladMet(b, paar[0]), bladMet(b, paar[1]); p < 0 || p != q {
				t.Errorf("na %d regels staat %q op bladzijde %d en %q op %d", n, paar[0], p+1, paar[1], q+1)
			}
		}
		for i, tekst := range b {
			if regels := regelsMet(tekst, "woorden"); regels == 1 {
				t.Errorf("na %d regels staat één regel van een alinea alleen op bladzijde %d", n, i+1)
			}
			if !strings.Contains(tekst, fmt.Sprintf("Bladzijde %d van %d", i+1, len(b))) {
				t.Errorf("na %d regels heeft bladzijde %d geen nummer", n, i+1)
			}
		}
	}
}

func bladMet(bladen []string, woord string) int {
	for i, b := range bladen {
		if strings.Contains(b, woord) {
			return i
		}
	}
	return -1
}

func regelsMet(tekst, woord string) (n int) {
	for regel := range strings.Lines(tekst) {
		if strings.Contains(regel, woord) {
			n++
		}
	}
	return n
}

func TestBriefVanVeleBladzijden(t *testing.T) {
	g := testBrief()
	lang := strings.Repeat("Een zin die vaak terugkomt in deze brief. ", 400) + strings.Repeat("Aaneengeschreven", 30)
	g.Delen = []Deel{{Alineas: []string{lang}, Lijst: []string{lang}}}
	b := bladzijden(t, maakBrief(t, g))
	if len(b) < 8 || len(b) > meesteBladzijden {
		t.Fatalf("%d bladzijden", len(b))
	}
	var alles strings.Builder
	for _, tekst := range b {
		alles.WriteString(tekst)
	}
	if n := strings.Count(strings.Join(strings.Fields(alles.String()), " "), "vaak"); n != 800 {
		t.Errorf("%d van de 800 zinnen staan op papier", n)
	}
}

func TestBriefWeigert(t *testing.T) {
	o := testOpmaker(t)
	veel := strings.Repeat("woord ", 9000)
	for naam, geval := range map[string]struct {
		zet func(*Briefgegevens)
		wil error // nil: any
	}{
		"zonder gemeente":    {func(g *Briefgegevens) { g.Gemeente = "" }, nil},
		"zonder kleur":       {func(g *Briefgegevens) { g.Kleur = "" }, nil},
		"zonder datum":       {func(g *Briefgegevens) { g.Datum = time.Time{} }, nil},
		"zonder onderwerp":   {func(g *Briefgegevens) { g.Onderwerp = " " }, nil},
		"aan niemand":        {func(g *Briefgegevens) { g.Aan = nil }, nil},
		"zonder tekst":       {func(g *Briefgegevens) { g.Delen = []Deel{{}} }, nil},
		"onbekende taal":     {func(g *Briefgegevens) { g.Vertaling = &Vertaling{Taal: "xx", Onderwerp: "A", Delen: g.Delen} }, nil},
		"halve vertaling":    {func(g *Briefgegevens) { g.Vertaling = &Vertaling{Taal: "en", Onderwerp: "A"} }, nil},
		"te veel tekens":     {func(g *Briefgegevens) { g.Delen[0].Alineas = []string{veel, veel} }, ErrPastNiet},
		"te veel bladzijden": {func(g *Briefgegevens) { g.Delen[0].Alineas = []string{strings.Repeat("a\n", 2000)} }, ErrPastNiet},
		"te hoge rij":        {func(g *Briefgegevens) { g.Delen[1].Rijen[1][1] = veel }, ErrPastNiet},
		"te hoge code":       {func(g *Briefgegevens) { g.Delen[3].Code = veel }, ErrPastNiet},
		"te lange vertaling": {func(g *Briefgegevens) {
			g.Vertaling = &Vertaling{Taal: "en", Onderwerp: veel, Delen: []Deel{{Kop: veel}}}
		}, ErrPastNiet},
		"te lang onderwerp":     {func(g *Briefgegevens) { g.Onderwerp = veel + veel }, ErrPastNiet},
		"te lange handtekening": {func(g *Briefgegevens) { g.Ondertekening = strings.Split(strings.Repeat("naam,", 99), ",") }, ErrPastNiet},
	} {
		g := testBrief()
		geval.zet(&g)
		if doc, err := o.Brief(g); err == nil || doc != nil || geval.wil != nil && !errors.Is(err, geval.wil) {
			t.Errorf("%s: %d bytes, fout %v", naam, len(doc), err)
		}
	}
	for veld, zet := range map[string]func(*Briefgegevens){
		"aan": func(g *Briefgegevens) { g.Aan[0] = "Wei 王" }, "alinea": func(g *Briefgegevens) { g.Delen[0].Alineas[0] = "🙂" },
		"rij": func(g *Briefgegevens) { g.Delen[1].Rijen[0][0] = "\u202E" }, "punt": func(g *Briefgegevens) { g.Delen[2].Lijst[1] = "王" },
		"kop": func(g *Briefgegevens) { g.Delen[1].Kop = "王" }, "code": func(g *Briefgegevens) { g.Delen[3].Code = "王" },
		"afzender": func(g *Briefgegevens) { g.Afzender[0] = "王" }, "naam": func(g *Briefgegevens) { g.Ondertekening[2] = "王" },
		"kenmerk": func(g *Briefgegevens) { g.Kenmerk = "王" }, "onderwerp": func(g *Briefgegevens) { g.Onderwerp = "王" },
	} {
		g := testBrief()
		zet(&g)
		var mist *pdf.MissingGlyphsError
		if doc, err := o.Brief(g); doc != nil || !errors.As(err, &mist) {
			t.Errorf("%s: %d bytes, fout %v", veld, len(doc), err)
		}
	}
}

func TestBriefIsSteedsDezelfde(t *testing.T) {
	o := testOpmaker(t)
	eerste, err := o.Brief(testBrief())
	if err != nil {
		t.Fatal(err)
	}
	if tweede, _ := o.Brief(testBrief()); !bytes.Equal(eerste, tweede) {
		t.Error("twee keer dezelfde brief geeft andere bytes")
	}
	anders := testBrief()
	anders.Aan = []string{"Alleen een naam"}
	if derde, err := o.Brief(anders); err != nil || bytes.Equal(eerste, derde) {
		t.Errorf("een andere brief geeft dezelfde bytes, of een fout: %v", err)
	}
}

func TestAlineas(t *testing.T) {
	got := fmt.Sprintf("%q", alineas("Een\r\ntwee \n \n\tdrie\n\n\nvier\u00a0vijf\r"))
	if wil := `[["Een" "twee"] ["drie"] ["vier\u00a0vijf"]]`; got != wil {
		t.Errorf("%s, wil %s", got, wil)
	}
	if a := alineas(" \n\n"); a != nil {
		t.Errorf("van niets komt %q", a)
	}
}
