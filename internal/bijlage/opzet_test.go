package bijlage

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"sync"
	"testing"
	"time"
)

// What must never be found in what is kept.
const (
	proeftoestel = "Proeftoestel 12"
	geheim       = "verborgen-tekst-in-het-bestand"
)

func init() { maxTijd = 3 * time.Minute } // the race detector on a busy machine

var proeflezer = sync.OnceValues(func() (heicLezer, error) { return nieuweHEICLezer(context.Background()) })

// proefbeeld is red on the left and blue on the right, with a yellow corner at the top
// left, so that every turn of it can be told.
func proefbeeld(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{200, 30, 30, 255}
			if x >= w/2 {
				c = color.RGBA{30, 60, 200, 255}
			}
			if x < w/4 && y < h/4 {
				c = color.RGBA{240, 220, 40, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

// exif is Exif data as a telephone writes it: its make, an orientation, and a place.
func exif(stand int, o binary.AppendByteOrder) []byte {
	kop := "MM\x00*"
	if o == binary.LittleEndian {
		kop = "II*\x00"
	}
	b := o.AppendUint32([]byte(kop), 8)
	veld := func(tag, soort uint16, aantal, waarde uint32) {
		b = o.AppendUint16(o.AppendUint16(b, tag), soort)
		b = o.AppendUint32(b, aantal)
		if soort == 3 {
			b = o.AppendUint16(o.AppendUint16(b, uint16(waarde)), 0)
		} else {
			b = o.AppendUint32(b, waarde)
		}
	}
	b = o.AppendUint16(b, 3)
	veld(271, 2, uint32(len(proeftoestel)), 8+2+3*12+4)
	veld(274, 3, 1, uint32(stand))
	veld(34853, 4, 1, uint32(8+2+3*12+4+len(proeftoestel)))
	b = o.AppendUint32(b, 0)
	b = append(b, proeftoestel...)
	b = o.AppendUint16(b, 1) // the GPS directory
	veld(1, 2, 2, 0x4e000000)
	return append(o.AppendUint32(b, 0), geheim...)
}

func proefJPEG(t testing.TB, m image.Image, stand int, o binary.AppendByteOrder) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	app1 := append([]byte("Exif\x00\x00"), exif(stand, o)...)
	com := []byte(geheim)
	uit := []byte{0xff, 0xd8}
	uit = append(binary.BigEndian.AppendUint16(append(uit, 0xff, 0xe1), uint16(len(app1)+2)), app1...)
	uit = append(binary.BigEndian.AppendUint16(append(uit, 0xff, 0xfe), uint16(len(com)+2)), com...)
	return append(uit, b.Bytes()[2:]...)
}

func pngBlok(soort string, b []byte) []byte {
	uit := binary.BigEndian.AppendUint32(nil, uint32(len(b)))
	uit = append(append(uit, soort...), b...)
	return binary.BigEndian.AppendUint32(uit, crc32.ChecksumIEEE(uit[4:]))
}

func proefPNG(t testing.TB, m image.Image, stand int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	const na = 8 + 25 // behind the header
	uit := bytes.Clone(b.Bytes()[:na])
	uit = append(uit, pngBlok("eXIf", exif(stand, binary.BigEndian))...)
	uit = append(uit, pngBlok("tEXt", []byte("Comment\x00"+geheim))...)
	return append(uit, b.Bytes()[na:]...)
}

// proefPDF is a PDF of one empty page with these objects besides; extra goes into the
// trailer.
func proefPDF(extra string, objecten ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	alle := append([]string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"}, objecten...)
	var plekken []int
	for i, o := range alle {
		plekken = append(plekken, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	begin := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(alle)+1)
	for _, p := range plekken {
		fmt.Fprintf(&b, "%010d 00000 n \n", p)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n", len(alle)+1, extra, begin)
	return b.Bytes()
}
