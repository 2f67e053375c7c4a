// Package kleur derives the theme of a gemeente from its brand colour. Every step of
// the derived ramp has the luminance of the same step in the Voorbeeld theme of NL
// Design System, and contrast depends on luminance alone. So every brand colour,
// yellow as well as black, gets the contrast of that theme, and nobody has to check.
package kleur

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// Stappen are the steps of a ramp, from nearly white to nearly black.
var Stappen = []int{50, 100, 200, 300, 400, 500, 600, 700}

// verzadiging is the part of the brand's chroma that each step keeps: backgrounds
// are soft, the two steps in the middle show the colour at its fullest.
var verzadiging = map[int]float64{50: .08, 100: .18, 200: .34, 300: .6, 400: 1, 500: 1, 600: .85, 700: .6}

// grijsChroma is how much of the brand's hue the greys carry at most.
const grijsChroma = 0.015

// Thema is the look of one gemeente. Merk is required, the rest may be empty.
type Thema struct {
	Merk   string // brand colour, #rrggbb
	Accent string // second colour for bands and badges, #rrggbb; empty: the brand colour
	Vorm   string // corners: "rond", "zacht" (the default) or "strak"
	Letter string // "source-sans-3" (the default) or "atkinson"
}

// Vormen and Letters are what a theme can choose from, the default first.
var (
	Vormen  = []string{"zacht", "rond", "strak"}
	Letters = []string{"source-sans-3", "atkinson"}
)

// vormen are the custom properties that set the corners.
var vormen = map[string]string{
	"":      "",
	"zacht": "",
	"rond": "--basis-border-radius-sm:6px;--basis-border-radius-md:999px;--basis-border-radius-lg:20px;" +
		"--basis-form-control-border-radius:12px;--mz-card-radius:20px;",
	"strak": "--basis-border-radius-sm:2px;--basis-border-radius-md:2px;--basis-border-radius-lg:2px;" +
		"--basis-form-control-border-radius:0;--mz-card-radius:2px;",
}

// letterfamilies are the font families as main.css declares them.
var letterfamilies = map[string]struct{ familie, bestand string }{
	"":              {"", "source-sans-3-latin.woff2"},
	"source-sans-3": {"", "source-sans-3-latin.woff2"},
	"atkinson":      {"Atkinson Hyperlegible Next Variable", "atkinson-hyperlegible-next-latin.woff2"},
}

// CSS returns the style sheet of the theme: custom properties for main.css, without
// addresses, of about a kilobyte. steps are the luminances per step (see
// web.Luminanties). An unknown value is an error that names it.
func (t Thema) CSS(steps map[int]float64) (string, error) { return t.css(":root", steps) }

// VoorbeeldCSS is the same for a part of a page: what has the class mz-voorbeeld.
func (t Thema) VoorbeeldCSS(steps map[int]float64) (string, error) {
	return t.css(".mz-voorbeeld", steps)
}

func (t Thema) css(waar string, steps map[int]float64) (string, error) {
	var b strings.Builder
	b.WriteString("@layer thema{" + waar + "{")
	if err := schrijfReeks(&b, "merk", t.Merk, math.Inf(1), steps); err != nil {
		return "", err
	}
	if t.Accent != "" {
		if err := schrijfReeks(&b, "accent", t.Accent, math.Inf(1), steps); err != nil {
			return "", err
		}
	}
	if err := schrijfReeks(&b, "grijs", t.Merk, grijsChroma, steps); err != nil {
		return "", err
	}
	vorm, ok := vormen[t.Vorm]
	if !ok {
		return "", fmt.Errorf("onbekende vorm %q", t.Vorm)
	}
	b.WriteString(vorm)
	letter, ok := letterfamilies[t.Letter]
	if !ok {
		return "", fmt.Errorf("onbekende letter %q", t.Letter)
	}
	if letter.familie != "" {
		fmt.Fprintf(&b, `--mz-letter:"%s",system-ui,sans-serif;`, letter.familie)
	}
	b.WriteString("}}\n")
	return b.String(), nil
}

// Letterbestand is the logical name of the font file that every page of the theme
// needs, for a preload (see web.Asset).
func (t Thema) Letterbestand() string {
	if l, ok := letterfamilies[t.Letter]; ok {
		return l.bestand
	}
	return letterfamilies[""].bestand
}

// reeks gives the colour per step for a colour, with at most so much chroma.
func reeks(hex string, maxChroma float64, steps map[int]float64) (map[int]string, error) {
	c, err := leesHex(hex)
	if err != nil {
		return nil, err
	}
	_, chroma, tint := c.oklch()
	chroma = math.Min(chroma, maxChroma)
	uit := make(map[int]string, len(Stappen))
	for _, stap := range Stappen {
		lum, ok := steps[stap]
		if !ok {
			return nil, errors.New("de luminanties van het basisthema zijn niet volledig")
		}
		uit[stap] = metLuminantie(lum, chroma*verzadiging[stap], tint).hex()
	}
	return uit, nil
}

func schrijfReeks(b *strings.Builder, naam, hex string, maxChroma float64, steps map[int]float64) error {
	r, err := reeks(hex, maxChroma, steps)
	if err != nil {
		return fmt.Errorf("kleur %s: %w", naam, err)
	}
	for _, stap := range Stappen {
		fmt.Fprintf(b, "--mz-%s-%d:%s;", naam, stap, r[stap])
	}
	return nil
}

// Luminantie is the relative luminance of WCAG 2 of a colour #rrggbb.
func Luminantie(hex string) (float64, error) {
	c, err := leesHex(hex)
	return c.luminantie(), err
}

// Contrast is the contrast ratio of WCAG 2 between two colours, from 1 to 21. A value
// that is not a colour gives 0, which meets no requirement.
func Contrast(a, b string) float64 {
	x, errA := Luminantie(a)
	y, errB := Luminantie(b)
	if errA != nil || errB != nil {
		return 0
	}
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}
