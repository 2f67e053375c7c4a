package opmaak

import (
	"unicode"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/pdf"
)

// The measures of what is written in by hand, in points.
const (
	tussenVelden = 11.0
	schrijfregel = 24.0 // from line to line
	vakBreedte   = 17.0
	vakHoogte    = 21.0
	vakTussen    = 2.0
	hokje        = 11.0
)

// veld is a field that is set and has no place yet; it stands on one page.
type veld struct {
	hoogte  float64
	schrijf func()
}

// veld sets a field: its label, its explanation, and the room to write.
func (b *formulierblad) veld(v Formulierveld) veld {
	label := b.doc.Set(opEenRegel(v.Label), b.vet(10.5, b.kleuren.inkt), b.breedte)
	uitleg := b.doc.Set(opEenRegel(v.Uitleg), b.gewoon(9, b.kleuren.grijs), b.breedte)
	in := b.invulling(v)
	return veld{label.Height() + uitleg.Height() + in.hoogte, func() {
		p := b.ouder.Add(pdf.Paragraph)
		b.y = b.doc.Place(p, label, b.links, b.y)
		if uitleg.Lines() > 0 {
			b.y = b.doc.Place(b.ouder.Add(pdf.Paragraph), uitleg, b.links, b.y)
		}
		in.schrijf()
	}}
}

// invulling is the room to write of a field.
func (b *formulierblad) invulling(v Formulierveld) veld {
	switch v.Soort {
	case Keuze:
		return b.keuzes(v)
	case Vakjes:
		return b.vakjes(v.Label, v.patroon())
	case Tekstvak:
		n := v.Regels
		if n == 0 {
			n = 4
		}
		return b.kader(v.Label, b.breedte, float64(n)*schrijfregel)
	case Handtekening:
		return b.handtekening(v.Label)
	default:
		return b.regels(v.Label, max(1, v.Regels))
	}
}

// invul hangs a field below the text and draws its places.
func (b *formulierblad) invul(rol pdf.FieldRole, label string, plaatsen ...pdf.Rectangle) {
	b.doc.Field(b.ouder.Add(pdf.Paragraph), rol, label, b.kleuren.grijs, plaatsen...)
}

// regels are lines to write on.
func (b *formulierblad) regels(label string, n int) veld {
	hoogte := float64(n) * schrijfregel
	return veld{hoogte, func() {
		var lijnen []pdf.Rectangle
		for i := range n {
			lijnen = append(lijnen, pdf.Rectangle{X: b.links, Y: b.y + float64(i+1)*schrijfregel - 2, Width: b.breedte})
		}
		b.invul(pdf.TextField, label, lijnen...)
		b.y += hoogte
	}}
}

// kader is a box for free text.
func (b *formulierblad) kader(label string, breedte, hoogte float64) veld {
	const boven = 3.0
	return veld{hoogte + boven, func() {
		b.invul(pdf.TextField, label, pdf.Rectangle{X: b.links, Y: b.y + boven, Width: breedte, Height: hoogte})
		b.y += boven + hoogte
	}}
}

// patroon is the pattern of the boxes, made up when there is none.
func (v Formulierveld) patroon() []rune {
	if v.Patroon != "" {
		return []rune(v.Patroon)
	}
	p := make([]rune, max(0, min(v.Regels, meesteVakjes+1)))
	for i := range p {
		p[i] = 'x'
	}
	return p
}

func (v Formulierveld) aantalVakjes() (n int) {
	for _, r := range v.patroon() {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// vakjes are boxes for one character each, in as many rows as they need. What
// stands between them in the pattern leaves a gap.
func (b *formulierblad) vakjes(label string, patroon []rune) veld {
	const boven, gat, tussenRijen = 3.0, 9.0, 5.0
	var vakken []pdf.Rectangle // measured from where the field comes
	x, y := 0.0, boven
	for _, r := range patroon {
		if !unicode.IsLetter(r) {
			x += gat
			continue
		}
		if x+vakBreedte > b.breedte {
			x, y = 0, y+vakHoogte+tussenRijen
		}
		vakken = append(vakken, pdf.Rectangle{X: x, Y: y, Width: vakBreedte, Height: vakHoogte})
		x += vakBreedte + vakTussen
	}
	return veld{y + vakHoogte, func() {
		for i := range vakken {
			vakken[i].X += b.links
			vakken[i].Y += b.y
		}
		b.invul(pdf.TextField, label, vakken...)
		b.y += y + vakHoogte
	}}
}

// keuzes are boxes to tick, each with its text, in two columns when all are short.
func (b *formulierblad) keuzes(v Formulierveld) veld {
	const indent, tussen, boven = 19.0, 4.0, 3.0
	kolommen, width := 1, b.breedte-indent
	blokken := make([]*pdf.Block, len(v.Keuzes))
	zet := func(width float64) (eenRegel bool) {
		eenRegel = true
		for i, k := range v.Keuzes {
			blokken[i] = b.doc.Set(opEenRegel(k), b.gewoon(10.5, b.kleuren.inkt), width)
			eenRegel = eenRegel && blokken[i].Lines() <= 1
		}
		return eenRegel
	}
	const veel = 4
	if half := b.breedte/2 - indent - 10; len(v.Keuzes) > veel && zet(half) {
		kolommen, width = 2, half
	} else {
		zet(width)
	}
	perKolom := (len(blokken) + kolommen - 1) / kolommen
	hoogte, y := 0.0, 0.0
	for i, blok := range blokken {
		if i%perKolom == 0 {
			y = boven
		}
		y += blok.Height() + tussen
		hoogte = max(hoogte, y)
	}
	return veld{hoogte, func() {
		lijst := b.ouder.AddList(pdf.NoNumbering)
		top := b.y + boven
		for i, blok := range blokken {
			if i%perKolom == 0 {
				b.y = top
			}
			x := b.links + float64(i/perKolom)*b.breedte/2
			item := lijst.Add(pdf.ListItem)
			const midden = (10.5*1.4 - hokje) / 2
			b.doc.Field(item.Add(pdf.ItemLabel), pdf.CheckBox, v.Keuzes[i], b.kleuren.grijs,
				pdf.Rectangle{X: x, Y: b.y + midden, Width: hokje, Height: hokje})
			b.y = b.doc.Place(item.Add(pdf.ItemBody), blok, x+indent, b.y) + tussen
		}
		b.y = top - boven + hoogte
	}}
}

// handtekening is a place for the date and, beside it, one to sign.
func (b *formulierblad) handtekening(label string) veld {
	const hoogte, tekenX, boven = 66.0, 216.0, 3.0
	ctx := in(hoofdtaal)
	kop := b.doc.Set(i18n.T(ctx, "document.formulier.dag"), b.gewoon(9, b.kleuren.grijs), tekenX-12)
	datum := b.vakjes(i18n.T(ctx, "document.datum"), []rune("dd-mm-jjjj"))
	return veld{hoogte + boven, func() {
		top := b.y
		b.y = b.doc.Place(b.ouder.Add(pdf.Paragraph), kop, b.links, top+boven)
		datum.schrijf()
		b.invul(pdf.TextField, label, pdf.Rectangle{X: b.links + tekenX, Y: top + boven, Width: b.breedte - tekenX, Height: hoogte})
		b.y = top + boven + hoogte
	}}
}
