package opmaak

import (
	"fmt"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/pdf"
)

// The QR code has modules of about three quarters of a millimetre, so that it also
// reads from a copy of a copy, and does not shrink with the letters.
const (
	moduleMaat = 2.05
	kleinsteQR = 132.0
	grootsteQR = 184.0
)

// controle tells whoever is shown the document how to see that it is genuine.
func (b *verklaringblad) controle(modules [][]bool) {
	b.ruimte(12)
	boven := b.y
	marge := 11 * b.schaal
	qr := min(max(float64(len(modules))*moduleMaat, kleinsteQR), grootsteQR)
	x, width := linkerrand+inspringing, breedte-qr-3*inspringing
	root, inkt, nl := b.doc.Root(), b.kleuren.inkt, b.nl

	b.y = b.doc.Text(root.Add(pdf.Heading2), nl.controle, b.vet(13, b.kleuren.merk), x, b.y+marge, width) + 2*b.schaal
	stappen := b.stappen(x, width, b.gewoon(10.5, inkt), b.vet(10.5, b.kleuren.merk), "")
	een := stappen(nl.scan)
	const indent = stapIndent
	b.y = b.doc.Link(een.Add(pdf.Paragraph), b.g.ControleAdres, b.g.ControleURL, b.vet(10.5, b.kleuren.merk), x+indent, b.y, width-indent)
	b.y = b.doc.Text(een.Add(pdf.Paragraph), b.g.Code.Gegroepeerd(), b.vet(20, inkt), x+indent, b.y+b.schaal, width-indent) + b.schaal
	stappen(nl.invullen)
	stappen(nl.vergelijk)
	b.y = b.doc.Text(root.Add(pdf.Paragraph), nl.nagemaakt, b.gewoon(9.5, inkt), x, b.y+5*b.schaal, width)
	b.y = b.doc.Text(root.Add(pdf.Paragraph), nl.afdruk, b.vet(9.5, inkt), x, b.y+2*b.schaal, width)

	b.y = max(b.y, boven+marge+qr) + marge
	ctx := in(hoofdtaal)
	b.doc.Bitmap(root, modules, rechterrand-inspringing-qr, (boven+b.y-qr)/2, qr,
		i18n.T(ctx, "document.controle.figuur", b.g.Code.Gegroepeerd()))
	if b.tweede.taal != "" {
		b.tweedeControle(x)
		b.y += marge
	}
	b.vlak(linkerrand, boven, breedte, b.y-boven)
}

// tweedeControle says the same in the second language, below and over the whole
// width.
func (b *verklaringblad) tweedeControle(x float64) {
	const width = breedte - 2*inspringing
	tw, stil := b.tweede, b.stil(9)
	kop := b.vet(9.5, b.kleuren.grijs)
	b.doc.Background(x, b.y-4*b.schaal, width, lijndikte, b.kleuren.lijn)
	b.y = b.doc.Text(b.doc.Root().Add(pdf.Heading2).In(tw.taal), tw.controle, kop, x, b.y, width)
	stappen := b.stappen(x, width, stil, stil, tw.taal)
	stappen(tw.scan)
	stappen(tw.invullen)
	stappen(tw.vergelijk)
	b.y = b.doc.Text(b.doc.Root().Add(pdf.Paragraph).In(tw.taal), tw.nagemaakt+" "+tw.afdruk, stil, x, b.y, width)
}

const stapIndent = 17.0

// stappen starts a numbered list in a language, the document's when taal is empty.
// Each call of what it returns writes the next step and gives its body.
func (b *verklaringblad) stappen(x, width float64, stijl, nummer pdf.Style, taal string) func(string) *pdf.Element {
	lijst, n := b.doc.Root().AddList(pdf.Decimal).In(taal), 0
	return func(s string) *pdf.Element {
		n++
		item := lijst.Add(pdf.ListItem)
		b.doc.Text(item.Add(pdf.ItemLabel), fmt.Sprintf("%d.", n), nummer, x, b.y, stapIndent)
		body := item.Add(pdf.ItemBody)
		b.y = b.doc.Text(body.Add(pdf.Paragraph), s, stijl, x+stapIndent, b.y, width-stapIndent)
		return body
	}
}
