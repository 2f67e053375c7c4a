package opmaak

import (
	"fmt"
	"strings"

	"mantelpunt/internal/pdf"
)

// The measures of the page, in points.
const (
	linkerrand  = 56.0
	rechterrand = pdf.PageWidth - linkerrand
	breedte     = rechterrand - linkerrand
	onderrand   = pdf.PageHeight - 40
	inspringing = 18.0 // of text in a tinted block
	meesteLucht = 16.0
	openingen   = 6 // places where blad.ruimte lets the page breathe
)

// blad is the page under construction: each part starts at y and leaves y below
// itself.
type blad struct {
	g       Documentgegevens
	doc     *pdf.Document
	fonts   *pdf.Fonts
	kleuren kleuren
	schaal  float64
	lucht   float64 // extra room at each opening
	y       float64
}

// nieuwBlad sets the whole page. lucht is the extra room at each of the openingen,
// rest the extra room above the block with the check.
func nieuwBlad(g Documentgegevens, fonts *pdf.Fonts, k kleuren, modules [][]bool, schaal, lucht, rest float64) *blad {
	b := &blad{g: g, fonts: fonts, kleuren: k, schaal: schaal, lucht: lucht}
	b.doc = pdf.New(pdf.Info{
		Title:    "Mantelzorgverklaring " + g.Kenmerk,
		Language: "nl-NL",
		Author:   "Gemeente " + g.Gemeente,
		Subject:  "Verklaring dat de genoemde persoon mantelzorger is",
		Producer: "Mantelpunt",
		Created:  g.AfgegevenOp,
	})
	b.kop()
	b.persoon()
	b.geldigheid()
	b.doelen()
	b.y += rest
	b.controle(modules)
	b.voet()
	return b
}

func (b *blad) gewoon(size float64, c pdf.Color) pdf.Style {
	return pdf.Style{Fonts: b.fonts.Regular, Size: size * b.schaal, Color: c}
}

func (b *blad) vet(size float64, c pdf.Color) pdf.Style {
	return pdf.Style{Fonts: b.fonts.Bold, Size: size * b.schaal, Color: c}
}

// ruimte leaves room between two parts.
func (b *blad) ruimte(punten float64) { b.y += punten*b.schaal + b.lucht }

// tekst writes a paragraph over the whole width.
func (b *blad) tekst(tag pdf.Tag, s string, stijl pdf.Style) {
	b.y = b.doc.Text(b.doc.Root().Add(tag), s, stijl, linkerrand, b.y, breedte)
}

// vlak tints the page from boven down to where it is now.
func (b *blad) vlak(boven float64) {
	b.doc.Background(linkerrand, boven, breedte, b.y-boven, b.kleuren.vlak)
	b.doc.Background(linkerrand, boven, 4, b.y-boven, b.kleuren.merk)
}

// lijn draws a rule over the whole width.
func (b *blad) lijn() { b.doc.Background(linkerrand, b.y, breedte, 0.6, b.kleuren.lijn) }

func (b *blad) kop() {
	const boven = 19.0
	b.y = boven
	b.tekst(pdf.Paragraph, "Gemeente "+b.g.Gemeente, b.vet(18, b.kleuren.wit))
	b.y += boven
	b.doc.Background(0, 0, pdf.PageWidth, b.y, b.kleuren.merk)
	b.doc.Background(0, b.y, pdf.PageWidth, 4, b.kleuren.lijn)
	b.ruimte(24)
	b.tekst(pdf.Heading1, "Mantelzorgverklaring", b.vet(30, b.kleuren.inkt))
	b.y += 4
	b.tekst(pdf.Paragraph, "Gemeente "+b.g.Gemeente+" verklaart dat de persoon hieronder mantelzorger is. "+
		"Deze persoon zorgt onbetaald en voor langere tijd voor iemand die hulp nodig heeft.", b.gewoon(11, b.kleuren.inkt))
}

// persoon says who the verklaring is of, and which verklaring it is.
func (b *blad) persoon() {
	b.ruimte(14)
	const kolom = 132.0
	const marge = 5.0
	tabel := b.doc.Root().Add(pdf.Table)
	rij := func(kop, waarde string, stijl pdf.Style) {
		b.lijn()
		r := tabel.Add(pdf.TableRow)
		label := b.vet(10.5, b.kleuren.merk)
		label.Leading = stijl.Size * 1.4 // on the line of the value
		boven := b.y + marge*b.schaal
		b.doc.Text(r.AddHeader(pdf.ScopeRow), kop, label, linkerrand, boven, kolom)
		b.y = b.doc.Text(r.Add(pdf.TableCell), waarde, stijl, linkerrand+kolom, boven, breedte-kolom) + marge*b.schaal
	}
	inkt := b.kleuren.inkt
	rij("Naam", b.g.Naam, b.vet(17, inkt))
	rij("Geboortedatum", datumVoluit(b.g.Geboortedatum), b.gewoon(11, inkt))
	rij("Afgegeven op", datumVoluit(b.g.AfgegevenOp), b.gewoon(11, inkt))
	rij("Kenmerk", b.g.Kenmerk, b.gewoon(11, inkt))
	b.lijn()
}

// geldigheid shows the first and the last day, large.
func (b *blad) geldigheid() {
	b.ruimte(14)
	boven := b.y
	tabel := b.doc.Root().Add(pdf.Table)
	koppen, dagen := tabel.Add(pdf.TableRow), tabel.Add(pdf.TableRow)
	const kolom = breedte / 2
	label, dag := b.vet(10.5, b.kleuren.merk), b.vet(17, b.kleuren.inkt)
	const eerste, tweede, width = linkerrand + inspringing, linkerrand + inspringing + kolom, kolom - 2*inspringing

	b.y += 10 * b.schaal
	b.doc.Text(koppen.AddHeader(pdf.ScopeColumn), "Geldig vanaf", label, eerste, b.y, width)
	b.y = b.doc.Text(koppen.AddHeader(pdf.ScopeColumn), "Geldig tot en met", label, tweede, b.y, width)
	b.doc.Text(dagen.Add(pdf.TableCell), datumVoluit(b.g.GeldigVan), dag, eerste, b.y, width)
	b.y = b.doc.Text(dagen.Add(pdf.TableCell), datumVoluit(b.g.GeldigTot), dag, tweede, b.y, width)
	b.y += 10 * b.schaal
	b.vlak(boven)
}

// doelen lists what the verklaring is for, in two columns when there are many.
func (b *blad) doelen() {
	b.ruimte(14)
	b.tekst(pdf.Heading2, "Waarvoor geldt deze verklaring?", b.vet(13, b.kleuren.merk))
	b.y += 2
	const oneColumn, between, indent = 4, 20.0, 14.0
	kolommen := 1
	if len(b.g.Doelen) > oneColumn {
		kolommen = 2
	}
	width := (breedte - between*float64(kolommen-1)) / float64(kolommen)
	perKolom := (len(b.g.Doelen) + kolommen - 1) / kolommen
	lijst := b.doc.Root().AddList(pdf.Bullets)
	boven, onder := b.y, b.y
	for i, doel := range b.g.Doelen {
		if i%perKolom == 0 {
			b.y = boven
		}
		x := linkerrand + float64(i/perKolom)*(width+between)
		item := lijst.Add(pdf.ListItem)
		b.doc.Text(item.Add(pdf.ItemLabel), "•", b.vet(11, b.kleuren.merk), x, b.y, indent)
		b.y = b.doc.Text(item.Add(pdf.ItemBody), doel, b.gewoon(11, b.kleuren.inkt), x+indent, b.y, width-indent)
		b.y += 1.5 * b.schaal
		onder = max(onder, b.y)
	}
	b.y = onder + 5*b.schaal
	b.tekst(pdf.Paragraph, "De organisatie waar u deze verklaring laat zien, beslist zelf of u een regeling of voorziening krijgt.",
		b.gewoon(9.5, b.kleuren.grijs))
}

// controle tells whoever is shown the document how to see that it is genuine.
func (b *blad) controle(modules [][]bool) {
	b.ruimte(16)
	boven := b.y
	const indent = 17.0
	marge, qr := 13*b.schaal, 138*b.schaal
	x, width := linkerrand+inspringing, breedte-qr-3*inspringing
	root, inkt := b.doc.Root(), b.kleuren.inkt

	b.y = b.doc.Text(root.Add(pdf.Heading2), "Voor wie dit document controleert", b.vet(13, b.kleuren.merk), x, b.y+marge, width)
	b.y += 2 * b.schaal
	lijst := root.AddList(pdf.Decimal)
	stap := func(nummer int, s string) *pdf.Element {
		item := lijst.Add(pdf.ListItem)
		b.doc.Text(item.Add(pdf.ItemLabel), fmt.Sprintf("%d.", nummer), b.vet(10.5, b.kleuren.merk), x, b.y, indent)
		body := item.Add(pdf.ItemBody)
		b.y = b.doc.Text(body.Add(pdf.Paragraph), s, b.gewoon(10.5, inkt), x+indent, b.y, width-indent)
		return body
	}
	een := stap(1, "Scan de QR-code. Of ga naar het adres hieronder en vul de controlecode in.")
	b.y = b.doc.Link(een.Add(pdf.Paragraph), b.g.ControleAdres, b.g.ControleURL, b.vet(10.5, b.kleuren.merk), x+indent, b.y, width-indent)
	b.y = b.doc.Text(een.Add(pdf.Paragraph), b.g.Code.Gegroepeerd(), b.vet(20, inkt), x+indent, b.y+b.schaal, width-indent)
	b.y += b.schaal
	stap(2, "Lees of de verklaring nu geldig is.")
	stap(3, "Vergelijk de gegevens met dit document.")
	b.y = b.doc.Text(root.Add(pdf.Paragraph), "Een afdruk of kopie zonder deze controle bewijst niets.",
		b.vet(9.5, inkt), x, b.y+5*b.schaal, width)

	b.y = max(b.y, boven+marge+qr) + marge
	b.doc.Bitmap(root, modules, rechterrand-inspringing-qr, (boven+b.y-qr)/2, qr,
		"QR-code die de controlepagina van deze verklaring opent. De controlecode is "+b.g.Code.Gegroepeerd()+".")
	b.vlak(boven)
}

// voet says where to ask questions.
func (b *blad) voet() {
	if b.g.Contact == "" {
		return
	}
	b.ruimte(12)
	b.lijn()
	b.y += 8 * b.schaal
	b.tekst(pdf.Paragraph, "Vragen over deze verklaring?", b.vet(9.5, b.kleuren.merk))
	for regel := range strings.Lines(b.g.Contact) {
		b.tekst(pdf.Paragraph, strings.TrimSpace(regel), b.gewoon(9.5, b.kleuren.grijs))
	}
}
