package opmaak

import (
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/pdf"
)

// Briefgegevens is a letter. Kenmerk, Afzender, Ondertekening, Vertaling and Zegel
// may be empty.
type Briefgegevens struct {
	Gemeente      string   // its name alone: "Veldwaarde"
	Kleur         string   // brand colour, #rrggbb
	Afzender      []string // the lines of the letterhead, without the gemeente's name
	Aan           []string // the lines of the address; a name will do
	Datum         time.Time
	Kenmerk       string
	Onderwerp     string
	Delen         []Deel
	Ondertekening []string // "Met vriendelijke groet,", a name, a function; room to sign comes below the lines that end with a comma
	Vertaling     *Vertaling
	Zegel         *pdf.Signature
}

// Deel is a part of a letter. What it has of these is set in this order.
type Deel struct {
	Kop     string
	Alineas []string    // a line break stays a line break, an empty line starts a paragraph
	Lijst   []string    // with a dot before each
	Rijen   [][2]string // a table of labels and values
	Code    string      // large, to type over
}

// Vertaling is the letter in another language, for who reads that better. It comes
// on a page of its own that says that the Dutch text is the one that counts.
type Vertaling struct {
	Taal          string // of package i18n, such as "en"
	Onderwerp     string
	Delen         []Deel
	Ondertekening []string
}

var errGeenTekst = errors.New("de tekst ontbreekt")

// meesteTekens bounds the work for one document.
const meesteTekens = 60_000

// Brief makes a letter on as many pages as it needs: PDF/A-2a and PDF/UA-1, with the
// address where a window envelope shows it. The same gegevens give the same bytes.
// Text in a script that cannot be printed gives a [pdf.MissingGlyphsError], a letter
// of more than twenty pages, or a row higher than a page, [ErrPastNiet].
func (o *Opmaker) Brief(g Briefgegevens) ([]byte, error) {
	doc, err := o.brief(g)
	if err != nil {
		return nil, fmt.Errorf("brief %s: %w", g.Kenmerk, err)
	}
	return doc, nil
}

func (o *Opmaker) brief(g Briefgegevens) ([]byte, error) {
	if err := g.controleer(); err != nil {
		return nil, err
	}
	k, err := kleurenVan(g.Kleur)
	if err != nil {
		return nil, err
	}
	g.Afzender, g.Aan, g.Ondertekening = zonderLege(g.Afzender), zonderLege(g.Aan), zonderLege(g.Ondertekening)
	b := &briefblad{g: g}
	b.drukwerk = o.drukwerk(k, 1, pdf.Info{
		Title:   g.Onderwerp,
		Author:  "Gemeente " + g.Gemeente,
		Subject: "Brief van de gemeente " + g.Gemeente,
		Created: g.Datum,
	})
	b.ouder = b.doc.Root()
	b.links, b.breedte = briefLinks, pdf.PageWidth-2*briefLinks
	b.boven, b.onder, b.balk = 62, pdf.PageHeight-72, true
	b.briefhoofd()
	b.inhoud(g.Onderwerp, g.Delen, g.Ondertekening)
	eigen := b.doc.Pages() // the pages in Dutch
	if v := g.Vertaling; v != nil {
		b.vertaling(v)
	}
	if b.fout != nil {
		return nil, b.fout
	}
	for i := range b.doc.Pages() {
		taal := hoofdtaal
		if i >= eigen {
			taal = g.Vertaling.Taal
		}
		b.rand(i, in(taal), g.Gemeente, g.Kenmerk)
	}
	return b.maak(g.Zegel)
}

// controleer finds what would give a letter with a hole in it, or without end.
func (g Briefgegevens) controleer() error {
	if err := ontbreekt("gemeente", g.Gemeente, "onderwerp", g.Onderwerp, "datum", dag(g.Datum)); err != nil {
		return err
	}
	if len(zonderLege(g.Aan)) == 0 {
		return errors.New("aan wie ontbreekt")
	}
	tekens := tel(g.Delen)
	if v := g.Vertaling; v != nil {
		if _, ok := i18n.Zoek(v.Taal); !ok {
			return fmt.Errorf("taal %q is er niet", v.Taal)
		}
		if err := ontbreekt("het vertaalde onderwerp", v.Onderwerp); err != nil {
			return err
		}
		tekens += tel(v.Delen) + telRegels(v.Ondertekening) + utf8.RuneCountInString(v.Onderwerp)
	}
	tekens += telRegels(g.Afzender) + telRegels(g.Aan) + telRegels(g.Ondertekening) + utf8.RuneCountInString(g.Onderwerp)
	if tekens > meesteTekens {
		return ErrPastNiet
	}
	return nil
}

// tel counts the characters of parts of a letter.
func tel(delen []Deel) int {
	n := 0
	for _, d := range delen {
		n += utf8.RuneCountInString(d.Kop) + utf8.RuneCountInString(d.Code) + telRegels(d.Alineas) + telRegels(d.Lijst)
		for _, r := range d.Rijen {
			n += telRegels(r[:])
		}
	}
	return n
}

// zonderLege leaves out the lines on which there is nothing, such as those of an
// address that nobody gave.
func zonderLege(regels []string) (uit []string) {
	for _, r := range regels {
		if !leeg(r) {
			uit = append(uit, opEenRegel(r))
		}
	}
	return uit
}

func telRegels(regels []string) int {
	n := 0
	for _, r := range regels {
		n += utf8.RuneCountInString(r)
	}
	return n
}
