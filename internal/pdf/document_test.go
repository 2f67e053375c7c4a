package pdf

import (
	"bytes"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-text/typesetting/font"

	"mantelpunt/internal/pdf/pdftest"
)

var testInfo = Info{
	Title:    "Brief & <bijlage> (1)",
	Language: "nl-NL",
	Author:   "Gemeente Súdwest",
	Subject:  `Toets met \ en (haken`,
	Producer: "Mantelpunt",
	Created:  time.Date(2026, 11, 22, 14, 3, 0, 0, time.FixedZone("CET", 3600)),
}

// letter uses everything that the writer has.
func letter(t testing.TB, fonts *Fonts, text string) []byte {
	t.Helper()
	style := Style{Fonts: fonts.Regular, Size: 11}
	d := New(testInfo)
	d.Background(0, 0, PageWidth, 20, Color{B: 0.5})
	y := d.Text(d.Root().Add(Heading1), "Aan", Style{Fonts: fonts.Bold, Size: 20}, 50, 50, 400)
	row := d.Root().Add(Table).Add(TableRow)
	d.Text(row.AddHeader(ScopeRow), "Naam", style, 50, y, 80)
	y = d.Text(row.Add(TableCell), text, style, 140, y, 300)
	d.AddPage()
	item := d.Root().AddList(Decimal).Add(ListItem)
	d.Text(item.Add(ItemLabel), "1.", style, 50, y, 20)
	y = d.Link(item.Add(ItemBody).Add(Paragraph), "Kijk (hier)", "https://mantelpunt.example/a(b)c", style, 70, y, 300)
	d.Bitmap(d.Root(), [][]bool{{true, false}, {false, true}}, 50, y, 40, "Twee blokjes")
	out, err := d.Render()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestStructureAndMetadata(t *testing.T) {
	doc := letter(t, testFonts(t), "Jan")
	if !bytes.Contains(doc, []byte("/Alt "+textString("Twee blokjes"))) {
		t.Error("de afbeelding heeft geen alternatieve tekst")
	}
	file := pdftest.Save(t, doc)
	pdftest.Run(t, "qpdf", "--check", file)

	structure := strings.Join(strings.Fields(pdftest.Run(t, "pdfinfo", "-struct-text", file)), " ")
	for _, want := range []string{
		`Document H1 (block) "Aan" Table (block) TR TH: /Scope /Row "Naam" TD "Jan" L (block):`,
		`/ListNumbering /Decimal LI (block) Lbl (block) "1." LBody (block) P (block) Link (inline) "Kijk (hier)"`,
		`Figure: /Placement /Block`,
	} {
		if !strings.Contains(structure, want) {
			t.Errorf("structuur mist %s:\n%s", want, structure)
		}
	}
	info := pdftest.Run(t, "pdfinfo", "-isodates", file)
	for _, want := range []string{
		`Title: +Brief & <bijlage> \(1\)`, `Author: +Gemeente Súdwest`, `Subject: +Toets met \\ en \(haken`,
		`CreationDate: +2026-11-22T14:03:00\+01`, `Pages: +2`, `Tagged: +yes`, `Metadata Stream: +yes`, `PDF version: +1.7`,
	} {
		if !regexp.MustCompile(want).MatchString(info) {
			t.Errorf("metadata missen %s:\n%s", want, info)
		}
	}
	metadata := pdftest.Run(t, "pdfinfo", "-meta", file)
	for _, want := range []string{
		"<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>",
		"Brief &amp; &lt;bijlage&gt; (1)", "2026-11-22T14:03:00+01:00",
	} {
		if !strings.Contains(metadata, want) {
			t.Errorf("XMP mist %s:\n%s", want, metadata)
		}
	}
	if urls := pdftest.Run(t, "pdfinfo", "-url", file); !strings.Contains(urls, "https://mantelpunt.example/a(b)c") {
		t.Errorf("koppeling ontbreekt:\n%s", urls)
	}
}

// What stands on the page must come back letter for letter, also where one letter
// is drawn with several glyphs, and from right to left.
func TestTextComesBackAsWritten(t *testing.T) {
	fonts := testFonts(t)
	for _, text := range []string{
		"Ĳsbrand Şükrü Yağmur-Żółkiewska",
		"Nguyễn Thị Ánh",
		"Đorđević Ђорђевић Мария",
		"Ελένη Παπαδοπούλου",
		"فاطمة الزهراء بنت نورالدين",
		"پریسا گلزاری",
		"مُحَمَّد",
		"प्रिया शर्मा",
		"e\u0301e\u0300 o\u0302\u0323", // letters with loose accents
		"fiets coëfficiënt affiche",
	} {
		file := pdftest.Save(t, letter(t, fonts, text))
		if got := pdftest.Run(t, "pdfinfo", "-struct-text", file); !strings.Contains(got, `"`+text+`"`) {
			t.Errorf("%s komt niet terug:\n%s", text, got)
		}
		for line := range strings.Lines(pdftest.Run(t, "pdffonts", file)) {
			if strings.Contains(line, "Noto") && !strings.Contains(line, "yes yes yes") {
				t.Errorf("lettertype niet ingesloten, niet verkleind of zonder Unicode: %s", line)
			}
		}
	}
}

func TestMissingGlyphs(t *testing.T) {
	fonts := testFonts(t)
	for text, want := range map[string]string{
		"Jan 日本 日":       "日本",
		"שרה":            "שרה",
		"Jan 🙂":          "🙂",
		"Jan\tde Wit":    "\t",
		"Jan\x00":        "\x00",
		"Jan\u202Ennam":  "\u202E", // turns the direction
		"Jan\uFEFF":      "\uFEFF",
		"\u0301Jan":      "\u0301", // an accent on nothing
		"محمد\u0301":     "\u0301", // a Latin accent on an Arabic letter
		"Jan \u093F":     "\u093F", // a vowel sign without its consonant
		"Jan\xff de Wit": "\uFFFD",
	} {
		d := New(testInfo)
		d.Text(d.Root().Add(Paragraph), "Goed", Style{Fonts: fonts.Regular, Size: 11}, 50, 50, 400)
		d.Text(d.Root().Add(Paragraph), text, Style{Fonts: fonts.Regular, Size: 11}, 50, 70, 400)
		out, err := d.Render()
		var missing *MissingGlyphsError
		if out != nil || !errors.As(err, &missing) || string(missing.Characters) != want {
			t.Errorf("%+q: %d bytes, %v; wil een fout over %+q", text, len(out), err, want)
		} else if strings.Contains(err.Error(), "Jan") {
			t.Errorf("%+q: de fout noemt de naam: %v", text, err)
		}
	}
}

// The shaper once left some of these letters standing alone in the middle of a
// word (see coverage.go).
func TestArabicLettersJoin(t *testing.T) {
	fonts := testFonts(t).Regular
	glyphs := func(text string, index int) (ids []font.GID) {
		lines, err := newTypesetter("nl-NL").lines([]rune(text), Style{Fonts: fonts, Size: 10}, 1000)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range lines[0][0].Glyphs {
			if g.TextIndex() == index {
				ids = append(ids, g.GlyphID)
			}
		}
		return ids
	}
	for _, letter := range "بتثجحخسشصضطظعغفقكلمنهي" {
		alone, joined := glyphs(string(letter), 0), glyphs("ب"+string(letter)+"ب", 1)
		if slices.Equal(alone, joined) {
			t.Errorf("%c staat ook in het midden van een woord alleen: %v", letter, joined)
		}
	}
}

func TestSameInputSameBytes(t *testing.T) {
	first := letter(t, testFonts(t), "فاطمة de Vries")
	second := letter(t, testFonts(t), "فاطمة de Vries")
	if !bytes.Equal(first, second) {
		t.Error("twee keer hetzelfde document geeft andere bytes")
	}
	if bytes.Equal(first, letter(t, testFonts(t), "Fatima de Vries")) {
		t.Error("een ander document geeft dezelfde bytes")
	}
}
