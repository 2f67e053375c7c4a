// Package opmaak makes the documents of the verklaring: the verklaring itself, the
// letters and the forms to fill in by pen. They have one look, and all are PDF/A-2a
// and PDF/UA-1. It knows no database and no rules.
//
// A text that cannot be printed as it is written is always an error, a
// [pdf.MissingGlyphsError], and never a box or a question mark in a document.
package opmaak

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/pdf"
)

// ErrPastNiet says that a text is too long for its document.
var ErrPastNiet = errors.New("de tekst is te lang voor dit document")

// Opmaker makes documents. It may be used by several goroutines at once.
type Opmaker struct{ fonts *pdf.Fonts }

// NieuweOpmaker reads the fonts that [pdf.LoadFonts] names.
func NieuweOpmaker(lettertypen fs.FS) (*Opmaker, error) {
	fonts, err := pdf.LoadFonts(lettertypen)
	if err != nil {
		return nil, err
	}
	return &Opmaker{fonts}, nil
}

const (
	software  = "Mantelpunt"
	hoofdtaal = "nl"
)

// drukwerk is a document under construction, with what all its parts need.
type drukwerk struct {
	doc     *pdf.Document
	fonts   *pdf.Fonts
	kleuren kleuren
	schaal  float64 // of the letters and the room around them
}

func (o *Opmaker) drukwerk(k kleuren, schaal float64, info pdf.Info) drukwerk {
	info.Language, info.Producer = "nl-NL", software
	return drukwerk{pdf.New(info), o.fonts, k, schaal}
}

// kleinsteLetter is the least size of a letter, whatever the schaal.
const kleinsteLetter = 8.0

func (d *drukwerk) gewoon(size float64, c pdf.Color) pdf.Style {
	return pdf.Style{Fonts: d.fonts.Regular, Size: max(size*d.schaal, kleinsteLetter), Color: c}
}

func (d *drukwerk) vet(size float64, c pdf.Color) pdf.Style {
	return pdf.Style{Fonts: d.fonts.Bold, Size: max(size*d.schaal, kleinsteLetter), Color: c}
}

// maak gives the file, signed when there is a seal to sign it with.
func (d *drukwerk) maak(zegel *pdf.Signature) ([]byte, error) {
	if zegel == nil {
		return d.doc.Render()
	}
	return d.doc.RenderSigned(*zegel)
}

// vlak tints a part of the current page, with a bar of the gemeente's colour.
func (d *drukwerk) vlak(x, boven, breedte, hoogte float64) {
	d.doc.Background(x, boven, breedte, hoogte, d.kleuren.vlak)
	d.doc.Background(x, boven, 4, hoogte, d.kleuren.merk)
}

// in gives the context in which i18n speaks a language.
func in(taal string) context.Context { return i18n.MetTaal(context.Background(), taal) }

func leeg(s string) bool { return strings.TrimSpace(s) == "" }

// ontbreekt names the first of the fields, given by turns as name and value, that
// is empty.
func ontbreekt(velden ...string) error {
	for paar := range slices.Chunk(velden, 2) {
		if naam, waarde := paar[0], paar[len(paar)-1]; leeg(waarde) {
			return errors.New(naam + " ontbreekt")
		}
	}
	return nil
}

// dag is a date as [ontbreekt] takes it.
func dag(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
