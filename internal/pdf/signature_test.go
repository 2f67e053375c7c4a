package pdf

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"mantelpunt/internal/pdf/pdftest"
)

// twoPages is a document with a link, which is also an annotation.
func twoPages(t testing.TB) *Document {
	t.Helper()
	style := Style{Fonts: testFonts(t).Regular, Size: 11}
	d := New(testInfo)
	y := d.Text(d.Root(), "Direct onder de wortel", style, 50, 50, 400)
	d.Link(d.Root().Add(Paragraph), "Kijk hier", "https://mantelpunt.example/", style, 50, y, 400)
	d.AddPage()
	d.Text(d.Root().Add(Paragraph), "Bladzijde twee", style, 50, 50, 400)
	return d
}

func signature(sign func(parts ...[]byte) ([]byte, error)) Signature {
	return Signature{Name: "Gemeente Súdwest", Reason: "Afgegeven (door) ons", Location: "Súdwest", Time: testInfo.Created, Size: 100, Sign: sign}
}

func TestSignedDocument(t *testing.T) {
	d := twoPages(t)
	unsigned, err := d.Render()
	if err != nil {
		t.Fatal(err)
	}
	cms := []byte("de handtekening")
	var signed []byte
	doc, err := d.RenderSigned(signature(func(parts ...[]byte) ([]byte, error) {
		signed = bytes.Join(parts, nil)
		return cms, nil
	}))
	if err != nil {
		t.Fatal(err)
	}
	again, err := d.Render()
	if err != nil || !bytes.Equal(unsigned, again) {
		t.Errorf("signing changes the document itself: %v", err)
	}

	m := regexp.MustCompile(`/ByteRange \[0 ([0-9]+) ([0-9]+) ([0-9]+)\]`).FindSubmatch(doc)
	if m == nil {
		t.Fatal("no byte range")
	}
	var begin, end, rest int
	if _, err := fmt.Sscan(string(m[1])+" "+string(m[2])+" "+string(m[3]), &begin, &end, &rest); err != nil {
		t.Fatal(err)
	}
	if end+rest != len(doc) || !bytes.Equal(signed, append(bytes.Clone(doc[:begin]), doc[end:]...)) {
		t.Errorf("what is signed is not the whole file but the signature: %s of %d", m[0], len(doc))
	}
	if hole := string(doc[begin:end]); hole != "<"+hex.EncodeToString(cms)+strings.Repeat("00", 100-len(cms))+">" {
		t.Errorf("the place of the signature holds %s", hole)
	}
	for _, want := range []string{"/SubFilter/ETSI.CAdES.detached", "/TransformMethod/DocMDP", "/P 1/", "/M(D:20261122140300+01'00')", "/SigFlags 3", "/Perms<</DocMDP "} {
		if bytes.Count(doc, []byte(want)) != 1 {
			t.Errorf("%s is not there once", want)
		}
	}

	file := pdftest.Save(t, doc)
	pdftest.Run(t, "qpdf", "--check", file)
	numbers := regexp.MustCompile(`Object [0-9]+ 0`)
	structure := func(file string) string {
		return numbers.ReplaceAllString(pdftest.Run(t, "pdfinfo", "-struct-text", file), "Object")
	}
	want := structure(pdftest.Save(t, unsigned)) + "  Form\n    Object\n"
	if got := structure(file); got != want {
		t.Errorf("the structure is\n%s\nwant\n%s", got, want)
	}
	metadata := pdftest.Run(t, "pdfinfo", "-meta", file)
	if !strings.Contains(metadata, "<pdfaid:conformance>A</pdfaid:conformance>") || !strings.Contains(metadata, "<pdfuaid:part>1</pdfuaid:part>") {
		t.Errorf("the metadata claim less:\n%s", metadata)
	}
	// PDF/A-2, 6.3.2: printed, not hidden; PDF/UA-1, 7.18.4: described, and in the parent tree
	field := regexp.MustCompile(`<</Type/Annot/Subtype/Widget/FT/Sig[^\n]*/F 132/[^\n]*/StructParent 3>>`).Find(doc)
	if field == nil || !bytes.Contains(field, []byte("/TU "+textString("Digitale handtekening van Gemeente Súdwest"))) {
		t.Errorf("the field is %s", field)
	}
}

func TestSignatureThatFails(t *testing.T) {
	refused := errors.New("vandaag niet")
	for want, sign := range map[string]func(...[]byte) ([]byte, error){
		"vandaag niet": func(...[]byte) ([]byte, error) { return nil, refused },
		"de handtekening is 101 bytes en er is plaats voor 100": func(...[]byte) ([]byte, error) { return make([]byte, 101), nil },
	} {
		if doc, err := twoPages(t).RenderSigned(signature(sign)); doc != nil || err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%d bytes, %v; want %s", len(doc), err, want)
		}
	}
	d := New(testInfo)
	d.Text(d.Root().Add(Paragraph), "日本", Style{Fonts: testFonts(t).Regular, Size: 11}, 50, 50, 400)
	var missing *MissingGlyphsError
	if _, err := d.RenderSigned(signature(nil)); !errors.As(err, &missing) {
		t.Errorf("a name that cannot be shown is signed: %v", err)
	}
}
