package opmaak

import (
	"context"
	"slices"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/pdf"
)

// The places of a letter, in points. The address stands 25 mm from the left and
// 50 mm from the top, where a Dutch envelope has its window (on the left, 40 mm high).
const (
	mm           = 72 / 25.4
	briefLinks   = 25 * mm
	adresBoven   = 50 * mm
	adresBreedte = 90 * mm
	adresOnder   = 97 * mm // below the window, and below the first fold
	afzenderX    = 132 * mm
	tussenDelen  = 12.0
	tussenregel  = 7.0
)

// briefblad is the letter under construction.
type briefblad struct {
	stroom
	g Briefgegevens
}

// briefhoofd writes the letterhead, the address, the date and the reference.
func (b *briefblad) briefhoofd() {
	root, grijs, inkt := b.doc.Root(), b.kleuren.grijs, b.kleuren.inkt
	const boven = 34.0
	naam := b.vet(17, b.kleuren.merk)
	onder := b.doc.Text(root.Add(pdf.Paragraph), "Gemeente "+b.g.Gemeente, naam, briefLinks, boven, afzenderX-briefLinks-12)
	y := boven + 4
	for _, regel := range b.g.Afzender {
		y = b.doc.Text(root.Add(pdf.Paragraph), regel, b.gewoon(9, grijs), afzenderX, y, pdf.PageWidth-afzenderX-40)
	}
	onder = max(onder, y)

	y = max(adresBoven, onder+12)
	for _, regel := range b.g.Aan {
		y = b.doc.Text(root.Add(pdf.Paragraph), regel, b.gewoon(platteTekst, inkt), briefLinks, y, adresBreedte)
	}
	b.y = max(adresOnder, y+20)
	b.kenmerken(in(hoofdtaal))
}

// kenmerken writes the date and the reference side by side, each below its label.
func (b *briefblad) kenmerken(ctx context.Context) {
	tabel := b.ouder.Add(pdf.Table)
	koppen, waarden := tabel.Add(pdf.TableRow), tabel.Add(pdf.TableRow)
	const kolom = 56 * mm
	onder := b.y
	cel := func(x float64, kop, waarde string) {
		breedte := kolom - 12
		if x > briefLinks {
			breedte = b.links + b.breedte - x
		}
		y := b.doc.Text(koppen.AddHeader(pdf.ScopeColumn), kop, b.vet(9, b.kleuren.merk), x, b.y, breedte)
		onder = max(onder, b.doc.Text(waarden.Add(pdf.TableCell), waarde, b.gewoon(platteTekst, b.kleuren.inkt), x, y, breedte))
	}
	cel(briefLinks, i18n.T(ctx, "document.datum"), i18n.Datum(ctx, b.g.Datum))
	if !leeg(b.g.Kenmerk) {
		cel(briefLinks+kolom, i18n.T(ctx, "document.kenmerk"), b.g.Kenmerk)
	}
	b.y = onder + 20
}

// inhoud writes the subject, the parts and who signs.
func (b *briefblad) inhoud(onderwerp string, delen []Deel, ondertekening []string) {
	b.alinea(pdf.Heading1, onderwerp, b.vet(16, b.kleuren.inkt), 3*platteTekst)
	b.y += tussenregel
	var alle []stuk
	for _, d := range delen {
		alle = append(alle, b.stukken(d)...)
	}
	if len(alle) == 0 {
		b.fout = errGeenTekst
		return
	}
	if len(ondertekening) > 0 {
		alle[len(alle)-1].metVolgend = true // who signs does not stand on a page alone
		alle = append(alle, b.slot(ondertekening))
	}
	bij := make([]float64, len(alle)+1)
	for i := len(alle) - 2; i >= 0; i-- {
		if volgend := alle[i+1]; alle[i].metVolgend {
			bij[i] = volgend.lucht + volgend.begin
			if volgend.heel {
				bij[i] += bij[i+1]
			}
		}
	}
	for i, stuk := range alle {
		b.ruimte(stuk.lucht)
		stuk.schrijf(bij[i])
	}
}

// slot is the signature at the end: a greeting, room for a pen, and a name.
func (b *briefblad) slot(regels []string) stuk {
	const ruimte, pen = 18.0, 26.0
	naam := slices.IndexFunc(regels, func(r string) bool { return !strings.HasSuffix(r, ",") })
	var blokken []*pdf.Block
	hoogte := 0.0
	for i, regel := range regels {
		stijl := b.gewoon(platteTekst, b.kleuren.inkt)
		if i == naam {
			stijl = b.vet(platteTekst, b.kleuren.inkt)
		}
		blokken = append(blokken, b.doc.Set(regel, stijl, b.breedte))
		hoogte += blokken[i].Height()
	}
	if naam > 0 {
		hoogte += pen
	}
	return stuk{lucht: ruimte, begin: hoogte, heel: true, schrijf: func(float64) {
		if b.samen(hoogte); b.fout != nil {
			return
		}
		for i, blok := range blokken {
			if i == naam && i > 0 {
				b.y += pen
			}
			b.y = b.doc.Place(b.ouder.Add(pdf.Paragraph), blok, b.links, b.y)
		}
	}}
}

// vertaling writes the letter once more, in another language.
func (b *briefblad) vertaling(v *Vertaling) {
	if b.nieuweBladzijde(); b.fout != nil {
		return
	}
	ctx := in(v.Taal)
	b.ouder = b.doc.Root().Add(pdf.Section).In(v.Taal)
	boven := b.y
	melding := b.doc.Set(i18n.T(ctx, "document.vertaling"), b.vet(platteTekst, b.kleuren.merk), b.breedte-36)
	b.y = b.doc.Place(b.ouder.Add(pdf.Paragraph), melding, b.links+18, boven+9) + 9
	b.vlak(b.links, boven, b.breedte, b.y-boven)
	b.y += 20
	b.kenmerken(ctx)
	b.inhoud(v.Onderwerp, v.Delen, zonderLege(v.Ondertekening))
}
