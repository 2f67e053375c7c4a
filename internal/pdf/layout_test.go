package pdf

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"mantelpunt/internal/pdf/pdftest"
)

const sentence = "Wie voor een ander zorgt, vraagt zelden iets voor zichzelf. "

func rendered(t testing.TB, d *Document) []byte {
	t.Helper()
	out, err := d.Render()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A paragraph that stands on two pages is one text for whoever listens, and page
// numbers do not come between its lines.
func TestBlockOnTwoPages(t *testing.T) {
	style := Style{Fonts: testFonts(t).Regular, Size: 11}
	d := New(testInfo)
	b := d.Set(strings.Repeat(sentence, 5), style, 300)
	if b.Lines() < 4 || b.Width() > 300 || b.Height() != float64(b.Lines())*11*1.4 {
		t.Fatalf("%d regels, %.1f breed, %.1f hoog", b.Lines(), b.Width(), b.Height())
	}
	head, tail := b.Split(2)
	if head.Lines() != 2 || tail.Lines() != b.Lines()-2 {
		t.Fatalf("gesplitst in %d en %d van %d", head.Lines(), tail.Lines(), b.Lines())
	}
	p := d.Root().Add(Paragraph)
	d.Place(p, head, 50, 700)
	d.AddPage()
	bottom := d.Place(p, tail, 50, 50)
	d.Text(d.Root().Add(Paragraph), "Daarna", style, 50, bottom, 300)
	for i := range d.Pages() {
		d.TurnTo(i)
		d.PlaceArtifact(Footer, d.Set("Bladzijde", style, 300), 50, 800)
	}
	file := pdftest.Save(t, rendered(t, d))
	pdftest.Run(t, "qpdf", "--check", file)
	structure := strings.Join(strings.Fields(pdftest.Run(t, "pdfinfo", "-struct-text", file)), " ")
	want := `Document P (block) "` + strings.TrimSpace(strings.Repeat(sentence, 5)) + `" P (block) "Daarna"`
	structure = strings.ReplaceAll(structure, `" "`, "") // one paragraph, of two pieces
	if strings.ReplaceAll(structure, `. "`, `."`) != want {
		t.Errorf("structuur:\n%s\nwil\n%s", structure, want)
	}
	for page := range 2 {
		number := string(rune('1' + page))
		if text := pdftest.Run(t, "pdftotext", "-f", number, "-l", number, file, "-"); !strings.Contains(text, "Bladzijde") {
			t.Errorf("bladzijde %s heeft geen nummer:\n%s", number, text)
		}
	}
}

func TestLanguageOfAPart(t *testing.T) {
	style := Style{Fonts: testFonts(t).Regular, Size: 11}
	d := New(testInfo)
	d.Text(d.Root().Add(Section).In("en").Add(Paragraph), "Translation", style, 50, 50, 300)
	if doc := rendered(t, d); !bytes.Contains(doc, []byte("/S/Sect/P ")) || !bytes.Contains(doc, []byte("/Lang (en)>>")) {
		t.Error("de taal van een deel staat niet in het document")
	}
}

func TestFieldToFillInByPen(t *testing.T) {
	d := New(testInfo)
	gray := Color{R: 0.3, G: 0.3, B: 0.3}
	d.Field(d.Root().Add(Paragraph), TextField, "Uw naam", gray, Rectangle{X: 50, Y: 80, Width: 300})
	d.Field(d.Root().Add(Paragraph), CheckBox, "Ja", gray, Rectangle{X: 50, Y: 100, Width: 11, Height: 11})
	doc := rendered(t, d)
	for _, want := range []string{
		"/S/Form", "/O/PrintField/Role/tv/Desc " + textString("Uw naam"), "/O/PrintField/Role/cb/Desc " + textString("Ja"), "/Alt " + textString("Uw naam"),
	} {
		if !bytes.Contains(doc, []byte(want)) {
			t.Errorf("document mist %s", want)
		}
	}
	file := pdftest.Save(t, doc)
	pdftest.Run(t, "qpdf", "--check", file)
	structure := pdftest.Run(t, "pdfinfo", "-struct", file)
	if strings.Count(structure, "Form") != 2 {
		t.Errorf("structuur:\n%s", structure)
	}
}

// What is only measured counts as well: a document is never made of text of which
// a part would be lost.
func TestSetOfMissingGlyphs(t *testing.T) {
	d := New(testInfo)
	if b := d.Set("Wei 王", Style{Fonts: testFonts(t).Regular, Size: 11}, 300); b.Lines() != 0 {
		t.Error("tekst die niet kan worden getoond, heeft regels")
	}
	var missing *MissingGlyphsError
	if _, err := d.Render(); !errors.As(err, &missing) {
		t.Errorf("fout %v", err)
	}
}
