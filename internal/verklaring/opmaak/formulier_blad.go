package opmaak

import (
	"fmt"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/pdf"
)

// formulierblad is the form under construction.
type formulierblad struct {
	stroom
	g Formuliergegevens
}

// hoofd writes the title, what the form is for and where it goes.
func (b *formulierblad) hoofd() {
	const boven = 13.0
	root := b.doc.Root()
	onder := b.doc.Text(root.Add(pdf.Paragraph), "Gemeente "+b.g.Gemeente, b.vet(15, b.kleuren.wit), b.links, boven, b.breedte) + boven
	b.doc.Background(0, 0, pdf.PageWidth, onder, b.kleuren.merk)
	b.doc.Background(0, onder, pdf.PageWidth, 4, b.kleuren.lijn)
	b.y = onder + 20
	b.alinea(pdf.Heading1, b.g.Titel, b.vet(22, b.kleuren.inkt), 0)
	b.y += 4
	for _, tekst := range b.g.Inleiding {
		for _, alinea := range alineas(tekst) {
			for _, regel := range alinea {
				b.alinea(pdf.Paragraph, regel, b.gewoon(platteTekst, b.kleuren.inkt), 0)
			}
			b.ruimte(4)
		}
	}
	b.retour()
}

// retour says where the form goes when it is filled in.
func (b *formulierblad) retour() {
	regels := zonderLege(b.g.Retour)
	if len(regels) == 0 {
		return
	}
	const marge, binnen = 9.0, 18.0
	ctx := in(hoofdtaal)
	blokken := []*pdf.Block{b.doc.Set(i18n.T(ctx, "document.formulier.retour"), b.vet(10.5, b.kleuren.merk), b.breedte-2*binnen)}
	for _, regel := range regels {
		blokken = append(blokken, b.doc.Set(regel, b.gewoon(10.5, b.kleuren.inkt), b.breedte-2*binnen))
	}
	hoogte := 2 * marge
	for _, blok := range blokken {
		hoogte += blok.Height()
	}
	b.ruimte(6)
	if b.samen(hoogte); b.fout != nil {
		return
	}
	b.vlak(b.links, b.y, b.breedte, hoogte)
	b.y += marge
	for _, blok := range blokken {
		b.y = b.doc.Place(b.ouder.Add(pdf.Paragraph), blok, b.links+binnen, b.y)
	}
	b.y += marge
}

// deel writes a numbered part, its heading together with the first field.
func (b *formulierblad) deel(nummer int, d Formulierdeel) {
	const bovenKop, nummerBreedte, onderUitleg = 20.0, 26.0, 5.0
	kop := b.doc.Set(d.Kop, b.vet(14, b.kleuren.merk), b.breedte-nummerBreedte)
	var uitleg []*pdf.Block
	hoogte := kop.Height() + 3 + onderUitleg
	for _, alinea := range alineas(d.Uitleg) {
		for _, regel := range alinea {
			blok := b.doc.Set(regel, b.gewoon(10, b.kleuren.grijs), b.breedte)
			uitleg = append(uitleg, blok)
			hoogte += blok.Height()
		}
	}
	velden := make([]veld, len(d.Velden))
	for i, v := range d.Velden {
		velden[i] = b.veld(v)
	}
	if len(velden) > 0 {
		hoogte += velden[0].hoogte + tussenVelden
	}
	b.ruimte(bovenKop)
	if b.samen(hoogte); b.fout != nil {
		return
	}
	h := b.ouder.Add(pdf.Heading2)
	b.doc.Background(b.links, b.y, 20, kop.Height()/float64(max(1, kop.Lines())), b.kleuren.merk)
	cijfer := b.doc.Set(fmt.Sprint(nummer), b.wit(kop), 20)
	b.doc.Place(h, cijfer, b.links+(20-cijfer.Width())/2, b.y)
	b.y = b.doc.Place(h, kop, b.links+nummerBreedte, b.y) + 3
	for _, blok := range uitleg {
		b.y = b.doc.Place(b.ouder.Add(pdf.Paragraph), blok, b.links, b.y)
	}
	b.y += onderUitleg
	for i, v := range velden {
		if i > 0 {
			b.ruimte(tussenVelden)
		}
		if b.samen(v.hoogte); b.fout != nil {
			return
		}
		v.schrijf()
	}
}

// wit is the style of the number beside a heading, on the heading's first line.
func (b *formulierblad) wit(kop *pdf.Block) pdf.Style {
	s := b.vet(12, b.kleuren.wit)
	s.Leading = kop.Height() / float64(max(1, kop.Lines()))
	return s
}
