package kleur

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
)

var reHex = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)

// rgb is a colour in sRGB, each part from 0 to 1.
type rgb struct{ r, g, b float64 }

func leesHex(s string) (rgb, error) {
	if !reHex.MatchString(s) {
		return rgb{}, fmt.Errorf("%q is geen kleur van de vorm #rrggbb", s)
	}
	n, err := strconv.ParseUint(s[1:], 16, 32)
	if err != nil {
		return rgb{}, err
	}
	deel := func(shift uint) float64 { return float64(n>>shift&0xff) / 255 }
	return rgb{deel(16), deel(8), deel(0)}, nil
}

func (c rgb) hex() string {
	deel := func(v float64) int { return int(math.Round(klem(v) * 255)) }
	return fmt.Sprintf("#%02x%02x%02x", deel(c.r), deel(c.g), deel(c.b))
}

func klem(v float64) float64 { return math.Max(0, math.Min(1, v)) }

// lineair and gamma convert one part between sRGB and linear light.
func lineair(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func gamma(v float64) float64 {
	if v <= 0.0031308 {
		return 12.92 * v
	}
	return 1.055*math.Pow(v, 1/2.4) - 0.055
}

// luminantie is the relative luminance of WCAG 2: 0 is black, 1 is white.
func (c rgb) luminantie() float64 {
	return 0.2126*lineair(c.r) + 0.7152*lineair(c.g) + 0.0722*lineair(c.b)
}

// oklch gives lightness, chroma and hue (in radians) in OKLCH, in which colours of
// the same hue look alike at every lightness (Björn Ottosson, 2020).
func (c rgb) oklch() (l, chroma, tint float64) {
	r, g, b := lineair(c.r), lineair(c.g), lineair(c.b)
	x := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	y := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	z := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	l = 0.2104542553*x + 0.7936177850*y - 0.0040720468*z
	a := 1.9779984951*x - 2.4285922050*y + 0.4505937099*z
	bb := 0.0259040371*x + 0.7827717662*y - 0.8086757660*z
	return l, math.Hypot(a, bb), math.Atan2(bb, a)
}

// vanOKLCH is the way back; past reports whether the colour exists in sRGB.
func vanOKLCH(l, chroma, tint float64) (c rgb, past bool) {
	a, bb := chroma*math.Cos(tint), chroma*math.Sin(tint)
	x := math.Pow(l+0.3963377774*a+0.2158037573*bb, 3)
	y := math.Pow(l-0.1055613458*a-0.0638541728*bb, 3)
	z := math.Pow(l-0.0894841775*a-1.2914855480*bb, 3)
	r := 4.0767416621*x - 3.3077115913*y + 0.2309699292*z
	g := -1.2684380046*x + 2.6097574011*y - 0.3413193965*z
	b := -0.0041960863*x - 0.7034186147*y + 1.7076147010*z
	past = true
	for _, v := range []float64{r, g, b} {
		past = past && v >= -0.0005 && v <= 1.0005
	}
	return rgb{gamma(klem(r)), gamma(klem(g)), gamma(klem(b))}, past
}

// metLuminantie finds the lightness at which a hue has the wanted luminance, with as
// much of the chroma as sRGB allows. A grey of any luminance exists, so it ends.
func metLuminantie(wens, chroma, tint float64) rgb {
	for ; ; chroma -= 0.002 {
		chroma = math.Max(0, chroma)
		laag, hoog := 0.0, 1.0
		var c rgb
		var past bool
		for range 40 {
			midden := (laag + hoog) / 2
			if c, past = vanOKLCH(midden, chroma, tint); c.luminantie() < wens {
				laag = midden
			} else {
				hoog = midden
			}
		}
		if chroma == 0 || past && math.Abs(c.luminantie()-wens) < 0.004 {
			return c
		}
	}
}
