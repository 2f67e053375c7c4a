package opmaak

import (
	"strings"

	"mantelpunt/internal/pdf"
)

// stuk is one thing on a page: a heading, a paragraph, a row.
type stuk struct {
	lucht      float64 // room above it
	begin      float64 // the least height of it that must stand together
	heel       bool    // that is all of it
	metVolgend bool    // stays on one page with the beginning of what follows
	schrijf    func(bij float64)
}

// stukken cuts a part of a letter into the things that a page can end between.
func (b *briefblad) stukken(d Deel) (uit []stuk) {
	inkt := b.kleuren.inkt
	voeg := func(s stuk) {
		if len(uit) == 0 {
			s.lucht = max(s.lucht, tussenDelen)
		}
		uit = append(uit, s)
	}
	if !leeg(d.Kop) {
		blok := b.doc.Set(d.Kop, b.vet(12, b.kleuren.merk), b.breedte)
		voeg(stuk{begin: blok.Height(), heel: true, metVolgend: true, schrijf: func(bij float64) {
			b.blok(b.ouder.Add(pdf.Heading2), blok, b.links, bij, nil)
			b.y += 2
		}})
	}
	for _, tekst := range d.Alineas {
		for _, alinea := range alineas(tekst) {
			for i, regel := range alinea {
				lucht := 0.0
				if i == 0 && len(uit) > 0 && !uit[len(uit)-1].metVolgend {
					lucht = tussenregel
				}
				blok := b.doc.Set(regel, b.gewoon(platteTekst, inkt), b.breedte)
				voeg(stuk{lucht: lucht, begin: begin(blok), heel: begin(blok) == blok.Height(), metVolgend: strings.HasSuffix(regel, ":"), schrijf: func(bij float64) {
					b.blok(b.ouder.Add(pdf.Paragraph), blok, b.links, bij, nil)
				}})
			}
		}
	}
	b.lijst(d.Lijst, voeg)
	b.rijen(d.Rijen, voeg)
	if !leeg(d.Code) {
		if len(uit) > 0 {
			uit[len(uit)-1].metVolgend = true // what the code is for
		}
		voeg(b.code(d.Code))
	}
	return uit
}

// lijst adds the items of a list.
func (b *briefblad) lijst(punten []string, voeg func(stuk)) {
	var lijst *pdf.Element // hung in the tree when its first item is written
	for i, tekst := range zonderLege(punten) {
		lucht := 2.0
		if i == 0 {
			lucht = tussenregel - 2
		}
		voeg(stuk{lucht: lucht, begin: heel * 1.4 * platteTekst, schrijf: func(bij float64) {
			if lijst == nil {
				lijst = b.ouder.AddList(pdf.Bullets)
			}
			b.punt(lijst, "•", tekst, bij)
		}})
	}
}

// rijen adds the rows of a table.
func (b *briefblad) rijen(rijen [][2]string, voeg func(stuk)) {
	const kolom = 54 * mm
	var tabel *pdf.Element
	for i, r := range rijen {
		lucht := 0.0
		if i == 0 {
			lucht = tussenregel
		}
		label := b.doc.Set(opEenRegel(r[0]), b.vet(10, b.kleuren.merk), kolom-12)
		waarde := b.doc.Set(opEenRegel(r[1]), b.gewoon(platteTekst, b.kleuren.inkt), b.breedte-kolom)
		voeg(stuk{lucht: lucht, begin: rijhoogte(label, waarde), heel: true, schrijf: func(bij float64) {
			if tabel == nil {
				tabel = b.ouder.Add(pdf.Table)
			}
			b.rij(tabel, kolom, label, waarde, bij)
		}})
	}
}

// code is a code to type over, large and by itself.
func (b *briefblad) code(code string) stuk {
	const marge = 10.0
	blok := b.doc.Set(opEenRegel(code), b.vet(20, b.kleuren.inkt), b.breedte-36)
	hoogte := blok.Height() + 2*marge
	return stuk{lucht: tussenregel + 2, begin: hoogte, heel: true, schrijf: func(bij float64) {
		if b.samen(hoogte + bij); b.fout != nil {
			return
		}
		b.vlak(b.links, b.y, b.breedte, hoogte)
		b.doc.Place(b.ouder.Add(pdf.Paragraph), blok, b.links+18, b.y+marge)
		b.y += hoogte
	}}
}
