package zegel

import (
	"sync"
	"testing"
	"time"

	"mantelpunt/internal/pdf"
	"mantelpunt/web"
)

// moment is when documents are signed in these tests.
var moment = time.Now().Truncate(time.Second)

var lettertypen = sync.OnceValues(func() (*pdf.Fonts, error) {
	if err := web.Controleer(); err != nil {
		return nil, err
	}
	return pdf.LoadFonts(web.Lettertypen())
})

// document is a page with everything that a verklaring has.
func document(t testing.TB) *pdf.Document {
	t.Helper()
	fonts, err := lettertypen()
	if err != nil {
		t.Fatal(err)
	}
	d := pdf.New(pdf.Info{Title: "Mantelzorgverklaring MV-2026-00042", Language: "nl-NL", Author: "Gemeente Waterveen", Subject: "Verklaring", Producer: "Mantelpunt", Created: moment})
	d.Text(d.Root().Add(pdf.Heading1), "Mantelzorgverklaring", pdf.Style{Fonts: fonts.Bold, Size: 20}, 50, 50, 400)
	y := d.Text(d.Root().Add(pdf.Paragraph), "Şükrü Yağmur Łukaszewicz-Żółkiewska", pdf.Style{Fonts: fonts.Regular, Size: 11}, 50, 90, 400)
	d.Link(d.Root().Add(pdf.Paragraph), "Controleer", "https://mantelpunt.waterveen.example/v/K7MW4T9PXQ2H", pdf.Style{Fonts: fonts.Regular, Size: 11}, 50, y, 400)
	return d
}

// ondertekend is that document with a seal.
func ondertekend(t testing.TB, z *Zegel) []byte {
	t.Helper()
	b, err := document(t).RenderSigned(z.Handtekening("Gemeente Waterveen", moment))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// plek is a place for the seal of waterveen.
func plek(t testing.TB) Plek {
	t.Helper()
	return Plek{Map: t.TempDir(), Slug: "waterveen", Naam: "Waterveen"}
}

// open reads the seals of a place, which must succeed.
func open(t testing.TB, p Plek, tsa string) (*Zegels, *Zegel) {
	t.Helper()
	zs, err := Open(p.Map, tsa)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zs.Van(p.Slug)
	if err != nil {
		t.Fatal(err)
	}
	return zs, z
}

// proefzegel makes a seal of a test CA.
func proefzegel(t testing.TB, p Plek) {
	t.Helper()
	if err := MaakProef(p, time.Now()); err != nil {
		t.Fatal(err)
	}
}
