package opmaak

import (
	"image"
	"image/color"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"mantelpunt/internal/pdf/pdftest"
)

func TestVerklaringQRLeestTerug(t *testing.T) {
	g := testGegevens()
	g.QR = "https://mantelpunt.westerkwartier-noordenveld.example/v/" + string(g.Code) + "?taal=nl"
	if gelezen := leesQR(t, afdruk(t, opmaken(t, g), 120)); gelezen != g.QR {
		t.Errorf("QR-code geeft %q, wil %q", gelezen, g.QR)
	}
}

// The longest content must also read from a copy of a copy: out of focus, askew,
// grey, with specks, and in black and white alone.
func TestVerklaringQRLeestVanSlechteAfdruk(t *testing.T) {
	const tekens = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	r := rand.New(rand.NewPCG(2026, 11))
	g := testGegevens()
	g.Taal = "en"
	g.QR += "#"
	for len(g.QR) < MeesteQR {
		g.QR += string(tekens[r.IntN(len(tekens))])
	}
	blad := afdruk(t, opmaken(t, g), 150)
	for _, geval := range []struct {
		naam   string
		slecht *image.Gray
	}{
		{"onscherp", onscherp(blad, 1.1)},
		{"scheef", onscherp(gedraaid(blad, 4), 0.8)},
		{"vaal en vlekkerig", gevlekt(vaal(onscherp(blad, 0.8)), r, 8)},
		{"fax", zwartwit(gevlekt(onscherp(gedraaid(blad, -3), 0.9), r, 25))},
	} {
		t.Run(geval.naam, func(t *testing.T) {
			if gelezen := leesQR(t, geval.slecht); gelezen != g.QR {
				t.Errorf("QR-code geeft %q, wil %q", gelezen, g.QR)
			}
		})
	}
}

// afdruk is the part of the first page with the QR code, at the right below, as a
// scanner sees it at so many dots per inch.
func afdruk(t *testing.T, document []byte, dpi int) *image.Gray {
	t.Helper()
	plaatje := filepath.Join(t.TempDir(), "blad")
	pdftest.Run(t, "pdftoppm", "-gray", "-r", strconv.Itoa(dpi), "-png", "-singlefile", pdftest.Save(t, document), plaatje)
	f, err := os.Open(plaatje + ".png") // #nosec G304 -- made above
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	halfX, halfY := img.Bounds().Dx()/2, img.Bounds().Dy()/2
	return naarGrijs(image.Rect(0, 0, halfX, halfY), func(x, y int) float64 {
		r, _, _, _ := img.At(halfX+x, halfY+y).RGBA()
		return float64(r >> 8)
	})
}

// leesQR reads the QR code of a page, as a phone does.
func leesQR(t *testing.T, blad *image.Gray) string {
	t.Helper()
	plaatje := filepath.Join(t.TempDir(), "scan.png")
	f, err := os.Create(plaatje) // #nosec G304 -- in the test's own folder
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, blad); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(pdftest.Run(t, "zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", plaatje))
}

func naarGrijs(b image.Rectangle, waarde func(x, y int) float64) *image.Gray {
	uit := image.NewGray(b)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			uit.SetGray(x, y, color.Gray{Y: uint8(min(max(waarde(x, y), 0), 255))})
		}
	}
	return uit
}

// op is the grey at a place, white outside the page.
func op(img *image.Gray, x, y int) float64 {
	if !(image.Point{X: x, Y: y}).In(img.Rect) {
		return 255
	}
	return float64(img.GrayAt(x, y).Y)
}

func onscherp(img *image.Gray, sigma float64) *image.Gray {
	const straal = 3
	var kern [2*straal + 1]float64
	som := 0.0
	for i := range kern {
		kern[i] = math.Exp(-math.Pow(float64(i-straal)/sigma, 2) / 2)
		som += kern[i]
	}
	veeg := func(img *image.Gray, dx, dy int) *image.Gray {
		return naarGrijs(img.Rect, func(x, y int) (v float64) {
			for i, k := range kern {
				v += k / som * op(img, x+dx*(i-straal), y+dy*(i-straal))
			}
			return v
		})
	}
	return veeg(veeg(img, 1, 0), 0, 1)
}

func gedraaid(img *image.Gray, graden float64) *image.Gray {
	sin, cos := math.Sincos(graden * math.Pi / 180)
	mx, my := float64(img.Rect.Dx())/2, float64(img.Rect.Dy())/2
	return naarGrijs(img.Rect, func(x, y int) float64 {
		dx, dy := float64(x)-mx, float64(y)-my
		bx, by := mx+dx*cos-dy*sin, my+dx*sin+dy*cos
		x0, y0 := int(math.Floor(bx)), int(math.Floor(by))
		fx, fy := bx-float64(x0), by-float64(y0)
		boven := op(img, x0, y0)*(1-fx) + op(img, x0+1, y0)*fx
		onder := op(img, x0, y0+1)*(1-fx) + op(img, x0+1, y0+1)*fx
		return boven*(1-fy) + onder*fy
	})
}

func vaal(img *image.Gray) *image.Gray {
	return naarGrijs(img.Rect, func(x, y int) float64 { return 110 + 0.5*op(img, x, y) })
}

func gevlekt(img *image.Gray, r *rand.Rand, hoeveel float64) *image.Gray {
	return naarGrijs(img.Rect, func(x, y int) float64 { return op(img, x, y) + hoeveel*r.NormFloat64() })
}

func zwartwit(img *image.Gray) *image.Gray {
	return naarGrijs(img.Rect, func(x, y int) float64 { return 255 * math.Round(op(img, x, y)/255) })
}
