package opmaak

import "mantelpunt/internal/pdf"

// doelen says what the verklaring is for: as a table when the purposes end on
// different days, else as a list.
func (b *verklaringblad) doelen() {
	b.ruimte(12)
	b.y = b.ernaast(b.doc.Root().Add(pdf.Heading2), b.nl.waarvoor, b.tweede.waarvoor, b.vet(13, b.kleuren.merk), b.stil(10), linkerrand, b.y, breedte)
	b.y += 2
	if b.g.verschillend() {
		b.doelentabel()
	} else {
		b.doelenlijst()
	}
	b.y += 4 * b.schaal
	b.tekst(pdf.Paragraph, b.nl.beslist, b.gewoon(9.5, b.kleuren.grijs))
	b.tweedeTekst(b.tweede.beslist, b.stil(8.5))
}

// vertaling is the name of a purpose in the second language, when there is one.
func (b *verklaringblad) vertaling(d Doel) string {
	if b.tweede.taal == "" {
		return ""
	}
	return d.Vertaling
}

// doelenlijst is set in two columns when there are many.
func (b *verklaringblad) doelenlijst() {
	const oneColumn, between, indent = 4, 20.0, 14.0
	kolommen := 1
	if len(b.g.Doelen) > oneColumn && b.tweede.taal == "" {
		kolommen = 2
	}
	width := (breedte - between*float64(kolommen-1)) / float64(kolommen)
	perKolom := (len(b.g.Doelen) + kolommen - 1) / kolommen
	lijst := b.doc.Root().AddList(pdf.Bullets)
	boven, onder := b.y, b.y
	for i, d := range b.g.Doelen {
		if i%perKolom == 0 {
			b.y = boven
		}
		x := linkerrand + float64(i/perKolom)*(width+between)
		item := lijst.Add(pdf.ListItem)
		b.doc.Text(item.Add(pdf.ItemLabel), "•", b.vet(11, b.kleuren.merk), x, b.y, indent)
		b.y = b.ernaast(item.Add(pdf.ItemBody), d.Naam, b.vertaling(d), b.gewoon(11, b.kleuren.inkt), b.stil(9), x+indent, b.y, width-indent)
		b.y += 1.5 * b.schaal
		onder = max(onder, b.y)
	}
	b.y = onder
}

// doelentabel has a purpose and its last day in each row.
func (b *verklaringblad) doelentabel() {
	dagbreedte := 106.0
	if b.tweede.taal != "" {
		dagbreedte = 168
	}
	dagX, width := rechterrand-dagbreedte, breedte-dagbreedte-12
	tabel := b.doc.Root().Add(pdf.Table)
	rij := func(eerste, tweede *pdf.Element, wat, watTweede, tot, totTweede string, stijl, vet pdf.Style) {
		links := b.ernaast(eerste, wat, watTweede, stijl, b.stil(9), linkerrand, b.y, width)
		rechts := b.ernaast(tweede, tot, totTweede, vet, b.stil(9), dagX, b.y, dagbreedte)
		b.y = max(links, rechts) + 1.5*b.schaal
	}
	kop := b.vet(9.5, b.kleuren.merk)
	r := tabel.Add(pdf.TableRow)
	rij(r.AddHeader(pdf.ScopeColumn), r.AddHeader(pdf.ScopeColumn), b.nl.doel, b.tweede.doel, b.nl.totEnMet, b.tweede.totEnMet, kop, kop)
	for i, d := range b.g.Doelen {
		r := tabel.Add(pdf.TableRow)
		rij(r.AddHeader(pdf.ScopeRow), r.Add(pdf.TableCell), d.Naam, b.vertaling(d), b.nl.doelTot[i], b.tweede.doelTot[i],
			b.gewoon(11, b.kleuren.inkt), b.vet(11, b.kleuren.inkt))
	}
}
