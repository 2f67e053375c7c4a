package opmaak

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/pdf"
	"mantelpunt/internal/pdf/pdftest"
)

func TestVerklaringInTweeTalen(t *testing.T) {
	g := testGegevens()
	g.Taal = "en"
	g.Doelen[1].Tot = g.GeldigTot.AddDate(0, -6, 0)
	doc := opmaken(t, g)
	if n := bytes.Count(doc, []byte("/Lang (en)")); n < 15 {
		t.Errorf("maar %d stukken zeggen dat zij Engels zijn", n)
	}
	file := pdftest.Save(t, doc)
	pdftest.Run(t, "qpdf", "--check", file)
	if info := pdftest.Run(t, "pdfinfo", file); !strings.Contains(info, "Pages:           1") {
		t.Errorf("geen één bladzijde:\n%s", info)
	}
	opVolgorde(t, structuur(t, file),
		`H1 (block) "Mantelzorgverklaring" Span (inline) "Carer’s statement"`,
		`"The municipality of Veldwaarde states`,
		`TH: /Scope /Row "Naam" Span (inline) "Name" TD "Annelies van ’t Hoff"`,
		`"Geboortedatum" Span (inline) "Date of birth" TD "3 maart 1971" Span (inline) "3 March 1971"`,
		`"Geldig vanaf" Span (inline) "Valid from"`,
		`TD "22 november 2026" TD "21 november 2027"`, // the same in both languages, so said once
		`TH: /Scope /Column "Doel" Span (inline) "Purpose" TH: /Scope /Column "Tot en met"`,
		`TR TH: /Scope /Row "Parkeervergunning voor mantelzorgers" Span (inline) "Parking permit for carers" TD "21 november 2027"`,
		`"Zorgverlof bij uw werkgever" Span (inline) "Care leave from your employer" TD "21 mei 2027" Span (inline) "21 May 2027"`,
		`"Pas op voor nagemaakte websites.`, `H2 (block) "If you are checking this document"`, `"Beware of look-alike websites.`)
	if s := structuur(t, file); strings.Contains(s, "[document.") {
		t.Errorf("een tekst ontbreekt:\n%s", s)
	}
}

func TestVerklaringZonderTweedeTaal(t *testing.T) {
	doc := opmaken(t, testGegevens())
	if s := structuur(t, pdftest.Save(t, doc)); bytes.Contains(doc, []byte("/Lang (en)")) || strings.Contains(s, "Parking") {
		t.Errorf("een vertaling zonder tweede taal:\n%s", s)
	}
}

// Everything that one gemeente can ask at once still is one page.
func TestVolleVerklaringInTweeTalen(t *testing.T) {
	g := testGegevens()
	g.Taal, g.QR = "en", g.QR+"#"+strings.Repeat("x", MeesteQR-len(g.QR)-1)
	g.Doelen[1].Tot = g.GeldigTot.AddDate(0, -6, 0)
	g.Doelen = append(g.Doelen, g.Doelen...)
	g.Doelen = append(g.Doelen, g.Doelen[:2]...)
	if _, err := testOpmaker(t).Verklaring(g); err != nil {
		t.Error(err)
	}
}

func TestVerklaringMetZegel(t *testing.T) {
	g, keren := testGegevens(), 0
	g.Zegel = &pdf.Signature{Name: "Gemeente Veldwaarde", Time: time.Now(), Size: 2048, Sign: func(delen ...[]byte) ([]byte, error) {
		keren++
		return []byte{0x30, 0x00}, nil
	}}
	// The seal is asked once, however often the page is tried: it may be slow, or count.
	doc := opmaken(t, g)
	if keren != 1 || !bytes.Contains(doc, []byte("/DocMDP")) {
		t.Errorf("%d keer ondertekend", keren)
	}
	b := testBrief()
	b.Zegel = g.Zegel
	if brief, err := testOpmaker(t).Brief(b); err != nil || keren != 2 || !bytes.Contains(brief, []byte("/DocMDP")) {
		t.Errorf("brief: %d keer ondertekend, fout %v", keren, err)
	}
}
