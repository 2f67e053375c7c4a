package kleur

import (
	"math"
	"slices"
)

// Paar is a text, a line or a surface on its ground, as the pages and documents of
// a theme show them.
type Paar struct {
	Naam                 string // "link op wit"
	Veld                 string // the typed colour it hangs on: "merk" or "accent"; "" when it is derived
	Voor, Grond          string // #rrggbb
	Verhouding, Minimaal float64
}

// Goed reports whether the pair meets WCAG 2.2 AA.
func (p Paar) Goed() bool { return p.Verhouding >= p.Minimaal }

// paren are the combinations of derived colours on the pages, with the steps that
// stijl/rollen.css gives them; 0 is white.
var paren = []struct {
	reeks, naam  string
	voor, grond  int
	minimaal     float64
	grondVanMerk bool // the ground is of the brand's ramp, whatever the ramp in front
}{
	{"merk", "witte tekst op een knop", 0, 500, 4.5, false},
	{"merk", "witte tekst op een knop met de muis erop", 0, 600, 4.5, false},
	{"merk", "witte tekst in de voet", 0, 600, 4.5, false},
	{"merk", "zachte tekst op de merkkleur", 300, 500, 4.5, false},
	{"merk", "link op wit", 500, 0, 4.5, false},
	{"merk", "link op een zachte achtergrond", 500, 50, 4.5, false},
	{"merk", "link op een gekleurde achtergrond", 500, 100, 4.5, false},
	{"merk", "link op een actieve achtergrond", 500, 200, 4.5, false},
	{"merk", "link met de muis erop", 600, 0, 4.5, false},
	{"merk", "rand van een knop op wit", 400, 0, 3, false},
	{"grijs", "tekst op wit", 700, 0, 7, false},
	{"grijs", "tekst op een gekleurde achtergrond", 700, 200, 7, true},
	{"grijs", "zachte tekst op wit", 400, 0, 4.5, false},
	{"grijs", "zachte tekst op een zachte achtergrond", 400, 50, 4.5, true},
	{"grijs", "zachte tekst op een gekleurde achtergrond", 400, 100, 4.5, true},
	{"grijs", "rand van een veld op wit", 400, 0, 3, false},
	{"grijs", "rand van een veld op een zachte achtergrond", 400, 50, 3, true},
	{"accent", "tekst op een accentvlak", 700, 200, 7, false},
	{"accent", "witte tekst op een vol accentvlak", 0, 500, 4.5, false},
}

// vlakdeel is how much of the brand colour a tinted surface of a document has.
const vlakdeel = 0.08

// Paren gives every pair that the theme makes: first those with a colour as it was
// typed, which is what documents show, then those of the derived ramps.
func (t Thema) Paren(steps map[int]float64) ([]Paar, error) {
	accent := t.Accent
	if accent == "" {
		accent = t.Merk
	}
	reeksen := map[string]map[int]string{}
	for naam, r := range map[string]struct {
		hex string
		max float64
	}{"merk": {t.Merk, math.Inf(1)}, "grijs": {t.Merk, grijsChroma}, "accent": {accent, math.Inf(1)}} {
		kleuren, err := reeks(r.hex, r.max, steps)
		if err != nil {
			return nil, err
		}
		kleuren[0] = wit
		reeksen[naam] = kleuren
	}
	uit := eigenParen("merk", t.Merk)
	if t.Accent != "" {
		uit = append(uit, eigenParen("accent", t.Accent)...)
	}
	for _, p := range paren {
		grond := reeksen[p.reeks]
		if p.grondVanMerk {
			grond = reeksen["merk"]
		}
		uit = append(uit, paar("", p.naam, reeksen[p.reeks][p.voor], grond[p.grond], p.minimaal))
	}
	return append(uit, paar("", "link op een accentvlak", reeksen["merk"][500], reeksen["accent"][100], 4.5)), nil
}

const wit = "#ffffff"

// eigenParen are the pairs of one typed colour, "merk" or "accent".
func eigenParen(veld, hex string) []Paar {
	if veld == "accent" {
		return []Paar{paar(veld, "vlak in uw accentkleur op wit", hex, wit, 3)}
	}
	return []Paar{
		paar(veld, "witte tekst op uw merkkleur", wit, hex, 4.5),
		paar(veld, "kop in uw merkkleur op een vlak van een document", hex, tint(hex), 4.5),
	}
}

func paar(veld, naam, voor, grond string, minimaal float64) Paar {
	return Paar{Veld: veld, Naam: naam, Voor: voor, Grond: grond, Verhouding: Contrast(voor, grond), Minimaal: minimaal}
}

// tint mixes a little of a colour with white.
func tint(hex string) string {
	c, err := leesHex(hex)
	if err != nil {
		return ""
	}
	meng := func(v float64) float64 { return 1 - vlakdeel*(1-v) }
	return rgb{meng(c.r), meng(c.g), meng(c.b)}.hex()
}

// Voorstel gives the colour that passes as "merk" or "accent" and is nearest to hex:
// the same hue, no darker than it must be. A colour that passes comes back itself.
func Voorstel(veld, hex string) (string, error) {
	c, err := leesHex(hex)
	if err != nil {
		return "", err
	}
	l, chroma, hoek := c.oklch()
	for kandidaat := c; ; {
		if !slices.ContainsFunc(eigenParen(veld, kandidaat.hex()), func(p Paar) bool { return !p.Goed() }) {
			return kandidaat.hex(), nil
		}
		l -= 0.002 // black passes, so it ends
		kandidaat = inBeeld(math.Max(0, l), chroma, hoek)
	}
}

// inBeeld gives the colour with as much of the chroma as sRGB allows.
func inBeeld(l, chroma, hoek float64) rgb {
	for ; ; chroma -= 0.002 {
		if c, past := vanOKLCH(l, math.Max(0, chroma), hoek); past || chroma <= 0 {
			return c
		}
	}
}
