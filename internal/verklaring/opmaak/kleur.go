package opmaak

import (
	"fmt"

	"mantelpunt/internal/pdf"
	"mantelpunt/web/kleur"
)

// kleuren are the colours of one document.
type kleuren struct {
	merk  pdf.Color // the gemeente's colour, as dark as text must be
	vlak  pdf.Color // a very light tint of it, to put text on
	lijn  pdf.Color // a light tint, for rules
	inkt  pdf.Color
	grijs pdf.Color
	wit   pdf.Color
}

// minimaalContrast is what WCAG 2.2 AA asks of text.
const minimaalContrast = 4.5

// kleurenVan derives the colours from a brand colour, #rrggbb. A light one is
// darkened until it reads on its own tint, which is harder than on white.
func kleurenVan(merk string) (kleuren, error) {
	var r, g, b uint8
	if n, err := fmt.Sscanf(merk, "#%02x%02x%02x", &r, &g, &b); n != 3 || err != nil || len(merk) != len("#rrggbb") {
		return kleuren{}, fmt.Errorf("kleur %q is niet #rrggbb", merk)
	}
	const stap = 0.97
	c := pdf.Color{R: float64(r) / 255, G: float64(g) / 255, B: float64(b) / 255}
	for kleur.Contrast(hexKleur(c), hexKleur(tint(c, vlakdeel))) < minimaalContrast {
		c = pdf.Color{R: c.R * stap, G: c.G * stap, B: c.B * stap}
	}
	return kleuren{
		merk:  c,
		vlak:  tint(c, vlakdeel),
		lijn:  tint(c, 0.3),
		inkt:  pdf.Color{R: 0.09, G: 0.10, B: 0.12},
		grijs: pdf.Color{R: 0.30, G: 0.32, B: 0.35},
		wit:   pdf.Color{R: 1, G: 1, B: 1},
	}, nil
}

// vlakdeel is how much of the brand colour a tinted surface has.
const vlakdeel = 0.08

// tint mixes a part of c with white.
func tint(c pdf.Color, deel float64) pdf.Color {
	meng := func(v float64) float64 { return 1 - deel*(1-v) }
	return pdf.Color{R: meng(c.R), G: meng(c.G), B: meng(c.B)}
}

func hexKleur(c pdf.Color) string {
	return fmt.Sprintf("#%02x%02x%02x", byte(c.R*255+0.5), byte(c.G*255+0.5), byte(c.B*255+0.5))
}
