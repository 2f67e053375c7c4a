package bijlage

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"math"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"

	"golang.org/x/image/draw"
	"golang.org/x/sync/semaphore"
)

// What a picture may take. A telephone of today makes 12, 24 or 48 million pixels;
// what is kept of them, 16 million, is an A4 at more than 400 dots an inch.
const (
	maxPunten   = 52_000_000
	maxBewaard  = 16 << 20
	maxZijde    = 30_000           // pixels; a JPEG cannot have more than 65,535
	maxGeheugen = 400 << 20        // bytes that decoding one picture may take
	maxSamen    = 600 << 20        // and all that are decoded and made anew at once; more than the largest takes
	maxWacht    = 30 * time.Second // until there is memory for it
)

// maxTijd is how long decoding may take. Tests take longer.
var maxTijd = 20 * time.Second

// werk is the memory for decoding pictures and unfolding PDFs. It is of the whole process, as the memory is.
var werk = semaphore.NewWeighted(maxSamen)

var errTeVeel = errors.New("bijlage: te veel beeldpunten")

// opnieuw decodes a picture and makes it anew: turned as it was meant, not larger than
// anybody can use, and with nothing in it but the picture. It gives the type of what it
// made.
func opnieuw(ctx context.Context, soort string, b []byte) (string, []byte, error) {
	k, err := leesKop(soort, b)
	if err != nil {
		return "", nil, beeldfout(ctx, err)
	}
	if err := neemGeheugen(ctx, k.geheugen); err != nil {
		return "", nil, beeldfout(ctx, err)
	}
	defer werk.Release(k.geheugen)
	kort, stop := context.WithTimeout(ctx, maxTijd)
	defer stop()
	if soort == heicType {
		if b, err = vanHEIC(kort, b); err != nil {
			return "", nil, beeldfout(ctx, err)
		}
		return JPEG, b, nil
	}
	beeld, err := k.decodeer(&lezer{kort, bytes.NewReader(b)})
	if err == nil {
		soort, b, err = maak(soort, beeld, k.stand)
	}
	if err != nil {
		return "", nil, beeldfout(ctx, err)
	}
	return soort, b, nil
}

// neemGeheugen waits until there is memory to look at a file; it goes back by werk.Release.
func neemGeheugen(ctx context.Context, n int64) error {
	ctx, klaar := context.WithTimeout(ctx, maxWacht)
	defer klaar()
	return werk.Acquire(ctx, n)
}

// maak makes a file of a picture, of type soort when that is not too large.
func maak(soort string, beeld image.Image, stand int) (string, []byte, error) {
	beeld = draai(verklein(beeld), stand)
	if soort == PNG {
		if uit, err := codeer(func(w *begrensd) error { return png.Encode(w, beeld) }); err == nil {
			return PNG, uit, nil
		}
	}
	beeld = opWit(beeld)
	for _, kwaliteit := range []int{88, 75, 55} {
		if uit, err := codeer(func(w *begrensd) error { return jpeg.Encode(w, beeld, &jpeg.Options{Quality: kwaliteit}) }); err == nil {
			return JPEG, uit, nil
		}
	}
	return "", nil, errTeVeel
}

func beeldfout(ctx context.Context, err error) error {
	switch {
	case errors.Is(err, errTeVeel):
		return afgekeurd(i18n.T(ctx, "bijlage.fout.beeldpunten"), "te veel beeldpunten")
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, context.DeadlineExceeded): // a file that is made to take long gets the same answer
		return &fault.Error{Kind: fault.Unavailable, Tekst: i18n.T(ctx, "bijlage.fout.bezet"), Err: err}
	case errors.Is(err, errGeenHEIC):
		return &fault.Error{Kind: fault.Unavailable, Tekst: i18n.T(ctx, "bijlage.fout.heic"), Err: err}
	}
	return afgekeurd(i18n.T(ctx, "bijlage.fout.beeld"), "beeld niet te decoderen")
}

// kop is what is known of a picture before it is decoded.
type kop struct {
	stand    int
	geheugen int64 // bytes that decoding takes
	decodeer func(io.Reader) (image.Image, error)
}

// leesKop judges a picture by its header, so that a small file that unfolds into
// gigabytes is refused unopened.
func leesKop(soort string, b []byte) (k kop, err error) {
	var ok bool
	var punten int
	var perPunt float64
	switch soort {
	case JPEG:
		var j jpegKop
		j, ok = leesJPEG(b)
		punten, perPunt = j.punten, j.monsters
		if j.progressie {
			perPunt *= 5 // a coefficient takes four bytes, the sample one
		}
		k = kop{stand: j.stand, decodeer: jpeg.Decode}
	case PNG:
		var p pngKop
		p, ok = leesPNG(b)
		if ok && p.punten == 0 {
			return k, errTeVeel
		}
		punten, perPunt = p.punten, float64(p.bytes)
		k = kop{stand: p.stand, decodeer: png.Decode}
	case heicType:
		return kop{geheugen: maxGeheugen}, nil // its decoder finds out
	}
	if !ok {
		return k, errors.New("bijlage: geen kop")
	}
	k.geheugen = int64(float64(punten)*perPunt) + 1<<20
	if punten > maxPunten || k.geheugen > maxGeheugen {
		return k, errTeVeel
	}
	k.geheugen += makenKost(soort, punten, k.stand)
	return k, nil
}

// makenKost is what making a picture anew takes besides decoding it: a copy of four bytes
// a pixel for each of making it smaller or turning it, turning itself, and the white
// behind it. A small file that was photographed upside down would else count for a
// tenth of what it takes.
func makenKost(soort string, punten, stand int) int64 {
	kopieen := 1
	if stand > 1 {
		kopieen = 3
	} else if punten > maxBewaard || soort == PNG {
		kopieen = 2
	}
	return int64(kopieen) * 4 * int64(min(punten, maxBewaard))
}

// lezer lets a decoder run until ctx ends: a small file can ask for a thousand passes
// over a large picture.
type lezer struct {
	ctx context.Context
	io.Reader
}

func (l *lezer) Read(b []byte) (int, error) {
	if err := l.ctx.Err(); err != nil {
		return 0, err
	}
	return l.Reader.Read(b)
}

// verklein brings a picture down to maxBewaard pixels.
func verklein(beeld image.Image) image.Image {
	w, h := beeld.Bounds().Dx(), beeld.Bounds().Dy()
	if w*h <= maxBewaard {
		return beeld
	}
	deel := math.Sqrt(maxBewaard / (float64(w) * float64(h)))
	klein := image.NewRGBA(image.Rect(0, 0, max(1, int(float64(w)*deel)), max(1, int(float64(h)*deel))))
	draw.ApproxBiLinear.Scale(klein, klein.Bounds(), beeld, beeld.Bounds(), draw.Src, nil)
	return klein
}

// draai turns and mirrors a picture by its Exif orientation.
func draai(beeld image.Image, stand int) image.Image {
	if stand <= 1 {
		return beeld
	}
	van, ok := beeld.(*image.RGBA)
	if !ok {
		van = image.NewRGBA(image.Rect(0, 0, beeld.Bounds().Dx(), beeld.Bounds().Dy()))
		draw.Draw(van, van.Bounds(), beeld, beeld.Bounds().Min, draw.Src)
	}
	w, h := van.Rect.Dx(), van.Rect.Dy()
	bw, bh := w, h
	if stand >= 5 {
		bw, bh = h, w
	}
	naar := image.NewRGBA(image.Rect(0, 0, bw, bh))
	for y := range h {
		for x := range w {
			nx, ny := plaats(stand, x, y, w, h)
			copy(naar.Pix[ny*naar.Stride+4*nx:][:4], van.Pix[y*van.Stride+4*x:][:4])
		}
	}
	return naar
}

// plaats is where a pixel of a picture of w by h goes (Exif 2.32, orientation).
func plaats(stand, x, y, w, h int) (nx, ny int) {
	switch stand {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return h - 1 - y, x
	case 7:
		return h - 1 - y, w - 1 - x
	case 8:
		return y, w - 1 - x
	}
	return x, y
}

// opWit gives a picture that a JPEG can hold: without transparency.
func opWit(beeld image.Image) image.Image {
	switch beeld.(type) {
	case *image.YCbCr, *image.Gray:
		return beeld
	}
	wit := image.NewRGBA(image.Rect(0, 0, beeld.Bounds().Dx(), beeld.Bounds().Dy()))
	draw.Draw(wit, wit.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(wit, wit.Bounds(), beeld, beeld.Bounds().Min, draw.Over)
	return wit
}

// begrensd takes at most MaxBestand bytes.
type begrensd struct{ b []byte }

func (w *begrensd) Write(p []byte) (int, error) {
	if len(w.b)+len(p) > MaxBestand {
		return 0, errors.New("bijlage: te groot geworden")
	}
	w.b = append(w.b, p...)
	return len(p), nil
}

func codeer(schrijf func(*begrensd) error) ([]byte, error) {
	var w begrensd
	if err := schrijf(&w); err != nil {
		return nil, err
	}
	return w.b, nil
}
