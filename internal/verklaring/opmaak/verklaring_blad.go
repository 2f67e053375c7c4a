package opmaak

import (
	"strings"

	"mantelpunt/internal/pdf"
)

// The measures of the page, in points.
const (
	linkerrand      = 56.0
	rechterrand     = pdf.PageWidth - linkerrand
	breedte         = rechterrand - linkerrand
	verklaringOnder = pdf.PageHeight - 30
	inspringing     = 18.0 // of text in a tinted block
	meesteLucht     = 16.0
	openingen       = 6 // places where verklaringblad.ruimte lets the page breathe
)

// verklaringblad is the page under construction: each part starts at y and leaves y
// below itself.
type verklaringblad struct {
	drukwerk
	g      Documentgegevens
	nl     verklaringtekst
	tweede verklaringtekst
	lucht  float64 // extra room at each opening
	y      float64
}

// nieuwVerklaringblad sets the whole page. lucht is the extra room at each of the
// openingen, rest the extra room above the block with the check.
func nieuwVerklaringblad(g Documentgegevens, d drukwerk, modules [][]bool, lucht, rest float64) *verklaringblad {
	b := &verklaringblad{drukwerk: d, g: g, lucht: lucht}
	b.nl, b.tweede = nieuweVerklaringtekst(hoofdtaal, g), nieuweVerklaringtekst(g.Taal, g)
	b.kop()
	b.persoon()
	b.geldigheid()
	b.doelen()
	b.y += rest
	b.controle(modules)
	b.voet()
	return b
}

// stil is how the second language is set.
func (b *verklaringblad) stil(size float64) pdf.Style { return b.gewoon(size, b.kleuren.grijs) }

// ruimte leaves room between two parts.
func (b *verklaringblad) ruimte(punten float64) { b.y += punten*b.schaal + b.lucht }

// tekst writes a paragraph over the whole width.
func (b *verklaringblad) tekst(tag pdf.Tag, s string, stijl pdf.Style) {
	b.y = b.doc.Text(b.doc.Root().Add(tag), s, stijl, linkerrand, b.y, breedte)
}

// tweedeTekst is tekst for the second language: nothing when there is none.
func (b *verklaringblad) tweedeTekst(s string, stijl pdf.Style) {
	if s != "" {
		b.y = b.doc.Text(b.doc.Root().Add(pdf.Paragraph).In(b.tweede.taal), s, stijl, linkerrand, b.y, breedte)
	}
}

// ernaast writes a text with that of the second language beside it, or below where
// there is no room, both as content of e. It returns the y below.
func (b *verklaringblad) ernaast(e *pdf.Element, s, tweede string, stijl, stil pdf.Style, x, y, breedte float64) float64 {
	const tussen, kapitaal = 7.0, 0.714 // the height of a capital in ems
	blok := b.doc.Set(s, stijl, breedte)
	onder := b.doc.Place(e, blok, x, y)
	if tweede == "" || strings.EqualFold(s, tweede) { // as many dates are
		return onder
	}
	span := e.Add(pdf.Span).In(b.tweede.taal)
	ander := b.doc.Set(tweede, stil, breedte)
	if blok.Lines() > 1 || blok.Width()+tussen+ander.Width() > breedte {
		return b.doc.Place(span, ander, x, onder)
	}
	// On one baseline: each line has its capitals in its middle.
	midden := y + blok.Height()/2 + kapitaal/2*(stijl.Size-stil.Size)
	b.doc.Place(span, ander, x+blok.Width()+tussen, midden-ander.Height()/2)
	return onder
}

// lijn draws a rule over the whole width.
func (b *verklaringblad) lijn() {
	b.doc.Background(linkerrand, b.y, breedte, lijndikte, b.kleuren.lijn)
}

func (b *verklaringblad) kop() {
	boven := 16 * b.schaal
	b.y = boven
	b.tekst(pdf.Paragraph, "Gemeente "+b.g.Gemeente, b.vet(18, b.kleuren.wit))
	b.y += boven
	b.doc.Background(0, 0, pdf.PageWidth, b.y, b.kleuren.merk)
	b.doc.Background(0, b.y, pdf.PageWidth, 4, b.kleuren.lijn)
	b.ruimte(19)
	b.y = b.ernaast(b.doc.Root().Add(pdf.Heading1), b.nl.titel, b.tweede.titel,
		b.vet(30, b.kleuren.inkt), b.stil(15), linkerrand, b.y, breedte)
	b.y += 4 * b.schaal
	b.tekst(pdf.Paragraph, b.nl.inleiding, b.gewoon(11, b.kleuren.inkt))
	b.y += 2 * b.schaal
	b.tweedeTekst(b.tweede.inleiding, b.stil(9))
}

// persoon says who the verklaring is of, and which verklaring it is.
func (b *verklaringblad) persoon() {
	b.ruimte(11)
	marge, kolom := 4.5*b.schaal, 132.0
	if b.tweede.taal != "" {
		kolom = 176
	}
	tabel := b.doc.Root().Add(pdf.Table)
	inkt := b.kleuren.inkt
	rij := func(kop, kopTweede, waarde, waardeTweede string, stijl pdf.Style) {
		b.lijn()
		r := tabel.Add(pdf.TableRow)
		label := b.vet(10.5, b.kleuren.merk)
		label.Leading = stijl.Size * 1.4 // on the line of the value
		boven := b.y + marge
		links := b.ernaast(r.AddHeader(pdf.ScopeRow), kop, kopTweede, label, b.stil(9), linkerrand, boven, kolom-8)
		rechts := b.ernaast(r.Add(pdf.TableCell), waarde, waardeTweede, stijl, b.stil(9), linkerrand+kolom, boven, breedte-kolom)
		b.y = max(links, rechts) + marge
	}
	nl, tw := b.nl, b.tweede
	rij(nl.naam, tw.naam, b.g.Naam, "", b.vet(17, inkt))
	rij(nl.geboortedatum, tw.geboortedatum, nl.geborenOp, tw.geborenOp, b.gewoon(11, inkt))
	rij(nl.afgegeven, tw.afgegeven, nl.afgegevenOp, tw.afgegevenOp, b.gewoon(11, inkt))
	rij(nl.kenmerk, tw.kenmerk, b.g.Kenmerk, "", b.gewoon(11, inkt))
	b.lijn()
}

// geldigheid shows the first and the last day, large.
func (b *verklaringblad) geldigheid() {
	b.ruimte(12)
	boven := b.y
	tabel := b.doc.Root().Add(pdf.Table)
	koppen, dagen := tabel.Add(pdf.TableRow), tabel.Add(pdf.TableRow)
	const kolom = breedte / 2
	const eerste, tweede, width = linkerrand + inspringing, linkerrand + inspringing + kolom, kolom - 1.5*inspringing
	label, dag, stil := b.vet(10.5, b.kleuren.merk), b.vet(17, b.kleuren.inkt), b.stil(9)
	nl, tw := b.nl, b.tweede

	b.y += 9 * b.schaal
	y1 := b.ernaast(koppen.AddHeader(pdf.ScopeColumn), nl.geldigVan, tw.geldigVan, label, stil, eerste, b.y, width)
	y2 := b.ernaast(koppen.AddHeader(pdf.ScopeColumn), nl.geldigTot, tw.geldigTot, label, stil, tweede, b.y, width)
	b.y = max(y1, y2)
	y1 = b.ernaast(dagen.Add(pdf.TableCell), nl.eersteDag, tw.eersteDag, dag, stil, eerste, b.y, width)
	y2 = b.ernaast(dagen.Add(pdf.TableCell), nl.laatsteDag, tw.laatsteDag, dag, stil, tweede, b.y, width)
	b.y = max(y1, y2) + 9*b.schaal
	b.vlak(linkerrand, boven, breedte, b.y-boven)
}

// voet says where to ask questions.
func (b *verklaringblad) voet() {
	regels := zonderLege(strings.Split(b.g.Contact, "\n"))
	if len(regels) == 0 {
		return
	}
	b.ruimte(10)
	b.lijn()
	b.y += 7 * b.schaal
	b.y = b.ernaast(b.doc.Root().Add(pdf.Paragraph), b.nl.vragen, b.tweede.vragen, b.vet(9.5, b.kleuren.merk), b.stil(8.5), linkerrand, b.y, breedte)
	for _, regel := range regels {
		b.tekst(pdf.Paragraph, regel, b.gewoon(9.5, b.kleuren.grijs))
	}
}
