package opmaak

import (
	"bytes"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"mantelpunt/internal/pdf"
	"mantelpunt/internal/pdf/pdftest"
	"mantelpunt/web"
	"mantelpunt/web/kleur"
)

func testOpmaker(t testing.TB) *Opmaker {
	t.Helper()
	if err := web.Controleer(); err != nil {
		t.Fatal(err)
	}
	o, err := NieuweOpmaker(web.Lettertypen())
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func testGegevens() Documentgegevens {
	dag := func(jaar int, maand time.Month, dag int) time.Time {
		return time.Date(jaar, maand, dag, 0, 0, 0, 0, time.UTC)
	}
	return Documentgegevens{
		Gemeente:      "Veldwaarde",
		Kleur:         "#0b5c8a",
		Naam:          "Annelies van ’t Hoff",
		Geboortedatum: dag(1971, time.March, 3),
		Doelen: []Doel{
			{"Parkeervergunning voor mantelzorgers", "Parking permit for carers", dag(2027, time.November, 21)},
			{"Zorgverlof bij uw werkgever", "Care leave from your employer", dag(2027, time.November, 21)},
			{"Mantelzorgwaardering van de gemeente", "Appreciation for carers by the municipality", dag(2027, time.November, 21)},
		},
		GeldigVan:     dag(2026, time.November, 22),
		GeldigTot:     dag(2027, time.November, 21),
		AfgegevenOp:   time.Date(2026, time.November, 22, 14, 3, 0, 0, time.FixedZone("CET", 3600)),
		Kenmerk:       "MZV-2026-004217",
		Code:          "K7MW4T9PXQ23",
		ControleAdres: "mantelpunt.veldwaarde.example/controleren",
		ControleURL:   "https://mantelpunt.veldwaarde.example/controleren",
		QR:            "https://mantelpunt.veldwaarde.example/v/K7MW4T9PXQ23",
		Contact:       "Mantelzorgconsulenten van de gemeente Veldwaarde\nTelefoon 0599-00 12 34, mantelzorg@veldwaarde.example",
	}
}

func opmaken(t testing.TB, g Documentgegevens) []byte {
	t.Helper()
	doc, err := testOpmaker(t).Verklaring(g)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestVerklaringIsGetagd(t *testing.T) {
	file := pdftest.Save(t, opmaken(t, testGegevens()))
	pdftest.Run(t, "qpdf", "--check", file)

	info := strings.Join(strings.Fields(pdftest.Run(t, "pdfinfo", file)), " ")
	for _, wil := range []string{
		"Title: Mantelzorgverklaring MZV-2026-004217", "Author: Gemeente Veldwaarde", "Tagged: yes",
		"Pages: 1 ", "595.28 x 841.89 pts (A4)", "PDF version: 1.7", "JavaScript: no", "Encrypted: no",
	} {
		if !strings.Contains(info, wil) {
			t.Errorf("pdfinfo mist %q:\n%s", wil, info)
		}
	}
	structuur := strings.Join(strings.Fields(pdftest.Run(t, "pdfinfo", "-struct-text", file)), " ")
	rest := structuur
	for _, wil := range []string{ // in the order in which it is read aloud
		`Document P (block) "Gemeente Veldwaarde"`,
		`H1 (block) "Mantelzorgverklaring"`,
		`Table (block) TR TH: /Scope /Row "Naam" TD "Annelies van ’t Hoff"`,
		`/Row "Geboortedatum" TD "3 maart 1971"`,
		`/Row "Afgegeven op" TD "22 november 2026"`,
		`/Row "Kenmerk" TD "MZV-2026-004217"`,
		`TH: /Scope /Column "Geldig vanaf" TH: /Scope /Column "Geldig tot en met" TR TD "22 november 2026" TD "21 november 2027"`,
		`H2 (block) "Waarvoor geldt deze verklaring?" L (block): /ListNumbering /Disc`,
		`LBody (block) "Parkeervergunning voor mantelzorgers"`,
		`LBody (block) "Zorgverlof bij uw werkgever"`,
		`LBody (block) "Mantelzorgwaardering van de gemeente"`,
		`H2 (block) "Voor wie dit document controleert" L (block): /ListNumbering /Decimal`,
		`Link (inline) "mantelpunt.veldwaarde.example/controleren"`,
		`"K7MW-4T9P-XQ23"`,
		`Figure: /Placement /Block`,
		`"Vragen over deze verklaring?"`,
		`"Telefoon 0599-00 12 34, mantelzorg@veldwaarde.example"`,
	} {
		_, na, ok := strings.Cut(rest, wil)
		if !ok {
			t.Fatalf("structuur mist %s, of niet op die plaats:\n%s", wil, structuur)
		}
		rest = na
	}
	if kale := pdftest.Run(t, "pdfinfo", "-struct", file); !strings.Contains(kale, "Figure") {
		t.Errorf("geen afbeelding in de structuur:\n%s", kale)
	}
	if urls := pdftest.Run(t, "pdfinfo", "-url", file); !strings.Contains(urls, testGegevens().ControleURL) {
		t.Errorf("de koppeling ontbreekt:\n%s", urls)
	}
}

func TestVerklaringMetAllerleiNamen(t *testing.T) {
	for _, naam := range []string{
		"Şükrü Yağmur Łukaszewicz-Żółkiewska van ’t Hoff-Ångström",
		"Nguyễn Thị Mỹ Duyên",
		"Ђорђе Ђорђевић",
		"Ειρήνη Παπαδοπούλου",
		"فاطمة الزهراء نورالدين",
		"प्रिया शर्मा",
		"Fatima فاطمة de Vries",
		"Jose\u0301 Nun\u0303ez",
		strings.TrimSpace(strings.Repeat("Wolfeschlegelsteinhausenbergerdorff ", 6)),
		strings.Repeat("Aaneengeschreven", 8),
	} {
		g := testGegevens()
		g.Naam = naam
		file := pdftest.Save(t, opmaken(t, g))
		pdftest.Run(t, "qpdf", "--check", file)
		structuur := pdftest.Run(t, "pdfinfo", "-struct-text", file)
		if !strings.Contains(structuur, `"`+naam+`"`) {
			t.Errorf("%s komt niet terug:\n%s", naam, structuur)
		}
	}
}

func TestVerklaringWeigertWatNietTePrintenIs(t *testing.T) {
	o := testOpmaker(t)
	for veld, zet := range map[string]func(*Documentgegevens){
		"naam":     func(g *Documentgegevens) { g.Naam = "Wei 王" },
		"gemeente": func(g *Documentgegevens) { g.Gemeente = "Veldwaarde\u202E" },
		"doelen":   func(g *Documentgegevens) { g.Doelen[1].Naam = "Parkeren 🚗" },
		"kenmerk":  func(g *Documentgegevens) { g.Kenmerk = "MZV\t1" },
		"teken":    func(g *Documentgegevens) { g.Naam = "محمد\u0301" },
	} {
		g := testGegevens()
		zet(&g)
		doc, err := o.Verklaring(g)
		var mist *pdf.MissingGlyphsError
		if doc != nil || !errors.As(err, &mist) {
			t.Errorf("%s: %d bytes, fout %v", veld, len(doc), err)
		}
	}
}

func TestVerklaringWeigertOnvolledigeGegevens(t *testing.T) {
	o := testOpmaker(t)
	for veld, zet := range map[string]func(*Documentgegevens){
		"gemeente":      func(g *Documentgegevens) { g.Gemeente = "" },
		"kleur":         func(g *Documentgegevens) { g.Kleur = "blauw" },
		"kleur lang":    func(g *Documentgegevens) { g.Kleur += "0" },
		"naam":          func(g *Documentgegevens) { g.Naam = " " },
		"geboortedatum": func(g *Documentgegevens) { g.Geboortedatum = time.Time{} },
		"doelen":        func(g *Documentgegevens) { g.Doelen = nil },
		"leeg doel":     func(g *Documentgegevens) { g.Doelen[2].Naam = "" },
		"geldig":        func(g *Documentgegevens) { g.GeldigTot = g.GeldigVan.AddDate(0, 0, -1) },
		"code":          func(g *Documentgegevens) { g.Code = "K7MW4T9PXQ24" },
		"code leeg":     func(g *Documentgegevens) { g.Code = "" },
		"qr":            func(g *Documentgegevens) { g.QR = strings.Repeat("x", MeesteQR+1) },
		"taal":          func(g *Documentgegevens) { g.Taal = "xx" },
		"eerste taal":   func(g *Documentgegevens) { g.Taal = "nl" },
		"doel te lang":  func(g *Documentgegevens) { g.Doelen[0].Tot = g.GeldigTot.AddDate(0, 0, 1) },
		"doel te kort":  func(g *Documentgegevens) { g.Doelen[0].Tot = g.GeldigVan.AddDate(0, 0, -1) },
		"doel zonder":   func(g *Documentgegevens) { g.Doelen[0].Tot = time.Time{} },
		"alle korter":   func(g *Documentgegevens) { g.Doelen = g.Doelen[:1]; g.Doelen[0].Tot = g.GeldigTot.AddDate(0, -1, 0) },
	} {
		g := testGegevens()
		zet(&g)
		if doc, err := o.Verklaring(g); err == nil {
			t.Errorf("%s: geen fout, %d bytes", veld, len(doc))
		}
	}
}

func TestVerklaringPastOpEenBladzijde(t *testing.T) {
	o := testOpmaker(t)
	g := testGegevens()
	g.Naam = strings.Repeat("Wolfeschlegelsteinhausenbergerdorff ", 4)
	g.Contact = strings.Repeat("Nog een regel met gegevens\n", 4)
	g.Doelen = nil
	for range 10 {
		g.Doelen = append(g.Doelen, Doel{Naam: "Een doel waarvan de omschrijving niet op één regel past", Tot: g.GeldigTot})
	}
	if _, err := o.Verklaring(g); err != nil {
		t.Errorf("vol blad: %v", err)
	}
	g.Naam = strings.Repeat(g.Naam, 10)
	if doc, err := o.Verklaring(g); !errors.Is(err, ErrPastNiet) {
		t.Errorf("te vol blad: %d bytes, %v", len(doc), err)
	}
}

func TestVerklaringIsSteedsDezelfde(t *testing.T) {
	o := testOpmaker(t)
	g := testGegevens()
	g.Naam = "فاطمة Şükrü"
	eerste, err := o.Verklaring(g)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 3 {
				if doc, err := o.Verklaring(g); err != nil || !bytes.Equal(doc, eerste) {
					t.Errorf("tegelijk gemaakt: ander document, %v", err)
				}
			}
		})
	}
	wg.Wait()
}

func TestKleurenZijnLeesbaar(t *testing.T) {
	for _, merk := range []string{"#ffffff", "#ffcc00", "#00ff00", "#00ffff", "#ff8800", "#ff69b4", "#0b5c8a", "#808080", "#000000", "#ABCDEF"} {
		k, err := kleurenVan(merk)
		if err != nil {
			t.Fatal(err)
		}
		for naam, paar := range map[string][2]pdf.Color{
			"merk op wit": {k.merk, k.wit}, "merk op vlak": {k.merk, k.vlak}, "inkt op vlak": {k.inkt, k.vlak}, "grijs op wit": {k.grijs, k.wit},
		} {
			if c := kleur.Contrast(hexKleur(paar[0]), hexKleur(paar[1])); c < minimaalContrast {
				t.Errorf("%s: %s heeft contrast %.2f", merk, naam, c)
			}
		}
	}
	if k, _ := kleurenVan("#0b5c8a"); hexKleur(k.merk) != "#0b5c8a" {
		t.Errorf("een donkere kleur is veranderd in %s", hexKleur(k.merk))
	}
}
