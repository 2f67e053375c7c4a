package bijlage

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
)

func keur(t testing.TB, naam string, b []byte) (Bestand, error) {
	t.Helper()
	return Keurder{}.Keur(t.Context(), naam, bytes.NewReader(b))
}

func goed(t testing.TB, naam string, b []byte) Bestand {
	t.Helper()
	uit, err := keur(t, naam, b)
	if err != nil {
		t.Fatalf("%s: %v (%s)", naam, err, fault.Tekst(err))
	}
	return uit
}

func lees(t testing.TB, pad string) []byte {
	t.Helper()
	b, err := os.ReadFile(pad)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The type is that of the content, whatever the name says.
func TestKeurGoesByContent(t *testing.T) {
	m := proefbeeld(80, 60)
	for _, c := range []struct {
		naam   string
		b      []byte
		wil    string
		wilsrt string
	}{
		{"brief.pdf", proefPDF(""), "brief.pdf", PDF},
		{"foto.JPG", proefJPEG(t, m, 1, binary.BigEndian), "foto.jpg", JPEG},
		{"scherm.png", proefPNG(t, m, 1), "scherm.png", PNG},
		{"foto.png", proefJPEG(t, m, 1, binary.BigEndian), "foto.jpg", JPEG},
		{"rekening.exe", proefPDF(""), "rekening.pdf", PDF},
		{"", proefPNG(t, m, 1), "bestand.png", PNG},
	} {
		got := goed(t, c.naam, c.b)
		if got.Naam != c.wil || got.Type != c.wilsrt || soortVan(got.Inhoud) != c.wilsrt {
			t.Errorf("%s: %s %s %s", c.naam, got.Naam, got.Type, soortVan(got.Inhoud))
		}
		if weer := goed(t, "anders", c.b); weer.Hash != got.Hash {
			t.Errorf("%s: the same file has another hash", c.naam)
		}
	}
	if got := heicFoto(t); got.Naam != "IMG_0042.jpg" || got.Type != JPEG || soortVan(got.Inhoud) != JPEG {
		t.Errorf("%s %s %s", got.Naam, got.Type, soortVan(got.Inhoud))
	}
}

// proefzip is a file behind a picture.
const proefzip = "PK\x03\x04" + geheim + "PK\x05\x06"

var (
	heicEens sync.Once
	heicUit  Bestand
)

// heicFoto is what becomes of the photo in testdata with a ZIP behind it. The decoder is
// slow under the race detector, so all tests share one.
func heicFoto(t *testing.T) Bestand {
	heicEens.Do(func() { heicUit = goed(t, "IMG_0042.HEIC", append(lees(t, "testdata/gps.heic"), proefzip...)) })
	return heicUit
}

// One cause, one sentence, in both languages.
func TestEveryRefusalHasItsSentence(t *testing.T) {
	m := proefbeeld(80, 60)
	foto := proefJPEG(t, m, 1, binary.BigEndian)
	zinnen := map[string]string{}
	for _, c := range []struct {
		wat, zin string
		b        []byte
	}{
		{"empty", "is leeg", nil},
		{"too large", "hoogstens 10 MB", append(bytes.Clone(foto), make([]byte, MaxBestand)...)},
		{"text", "Dit soort bestand", []byte("hallo")},
		{"HTML", "Dit soort bestand", []byte("<html><script>alert(1)</script>")},
		{"GIF", "Dit soort bestand", []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;")},
		{"ZIP", "Dit soort bestand", []byte("PK\x03\x04 en zo verder")},
		{"AVIF", "Dit soort bestand", []byte("\x00\x00\x00\x18ftypavif\x00\x00\x00\x00avifmif1 ")},
		{"JPEG of nothing", "foto is beschadigd", []byte("\xff\xd8\xff\xe0")},
		{"JPEG cut off", "foto is beschadigd", foto[:len(foto)/2]},
		{"JPEG without a picture", "foto is beschadigd", []byte("\xff\xd8\xff\xe0\x00\x04ab\xff\xd9")},
		{"PNG cut off", "foto is beschadigd", proefPNG(t, m, 1)[:60]},
		{"PNG of a billion pixels", "te veel beeldpunten", pngBom(30000, 30000, 8, 0)},
		{"PNG of one endless row", "te veel beeldpunten", pngBom(2_000_000_000, 1, 8, 0)},
		{"PNG of 16 bits", "te veel beeldpunten", pngBom(7200, 7200, 16, 1)},
		{"JPEG of four billion pixels", "te veel beeldpunten", jpegBom(0xc0, 65535, 65535)},
		{"progressive JPEG of 50 million", "te veel beeldpunten", jpegBom(0xc2, 8000, 6250)},
		{"HEIC of a billion pixels", "te veel beeldpunten", heicBom(t, 30000, 30000)},
		{"PDF cut off", "PDF is beschadigd", proefPDF("")[:200]},
		{"PDF with a password", "PDF is op slot", proefPDF("/Encrypt 4 0 R ", "<< /Filter /Standard /V 5 >>")},
		{"PDF with a script", "zit een programma", proefPDF("", "<< /S /JavaScript /JS (app.alert\\(1\\)) >>")},
	} {
		_, err := keur(t, "naam.pdf", c.b)
		if !fault.Is(err, fault.Invalid) || !strings.Contains(fault.Tekst(err), c.zin) {
			t.Errorf("%s: %v, %q", c.wat, err, fault.Tekst(err))
		}
		if zinnen[c.zin] != "" {
			continue
		}
		zinnen[c.zin] = fault.Tekst(err)
		_, err = Keurder{}.Keur(i18n.MetTaal(t.Context(), "en"), "naam", bytes.NewReader(c.b))
		if en := fault.Tekst(err); en == "" || en == zinnen[c.zin] {
			t.Errorf("%s: no English: %q", c.wat, en)
		}
	}
	if len(zinnen) != 8 {
		t.Errorf("%d sentences", len(zinnen))
	}
}

// pngBom says that it is large and holds next to nothing.
func pngBom(w, h uint32, bits, gevlochten byte) []byte {
	kop := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	return append([]byte("\x89PNG\r\n\x1a\n"), pngBlok("IHDR", append(kop, bits, 2, 0, 0, gevlochten))...)
}

// jpegBom is a JPEG of one scan without anything in it.
func jpegBom(soort byte, w, h uint16) []byte {
	raam := binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16([]byte{8}, h), w)
	raam = append(raam, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0)
	b := append([]byte{0xff, 0xd8, 0xff, soort, 0, byte(len(raam) + 2)}, raam...)
	return append(b, 0xff, 0xda, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0, 0xff, 0xd9)
}

// heicBom is a small photo that says it is of these measures.
func heicBom(t testing.TB, w, h uint32) []byte {
	b := lees(t, "testdata/gps.heic")
	i := bytes.Index(b, []byte("ispe"))
	binary.BigEndian.PutUint32(b[i+8:], w)
	binary.BigEndian.PutUint32(b[i+12:], h)
	return b
}

// A HEIC that lies about its measures is not decoded into memory made for others.
func TestHEICThatLies(t *testing.T) {
	l, err := proeflezer()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.decodeer(t.Context(), lees(t, "testdata/gps.heic")[:500]); err == nil {
		t.Error("half a photo")
	}
	for _, maat := range [][2]uint32{{1, 1}, {4000, 3000}} {
		m, err := l.decodeer(t.Context(), heicBom(t, maat[0], maat[1]))
		if err == nil && (m.Bounds().Dx() != int(maat[0]) || m.Bounds().Dy() != int(maat[1])) {
			t.Errorf("%v: %v", maat, m.Bounds())
		}
	}
}

// Without its decoder a HEIC photo is refused for now, with what to do instead.
func TestHEICWithoutADecoder(t *testing.T) {
	if err := beeldfout(t.Context(), fmt.Errorf("%w: weg", errGeenHEIC)); !fault.Is(err, fault.Unavailable) || !strings.Contains(fault.Tekst(err), "als JPEG") {
		t.Error(err)
	}
}

// The process for HEIC ends when its time is over, and leaves no photo behind.
func TestHEICWithoutTime(t *testing.T) {
	ctx, stop := context.WithTimeout(t.Context(), time.Millisecond)
	defer stop()
	b, err := vanHEIC(ctx, lees(t, "testdata/gps.heic"))
	if b != nil || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%d bytes, %v", len(b), err)
	}
	if err := beeldfout(t.Context(), err); !fault.Is(err, fault.Unavailable) || !strings.Contains(fault.Tekst(err), "te druk") {
		t.Error(err)
	}
}

// Nothing of what a telephone writes in a photo, and nothing behind it, survives.
func TestNothingOfExifSurvives(t *testing.T) {
	m := proefbeeld(80, 60)
	for naam, b := range map[string][]byte{
		"big endian.jpg":    proefJPEG(t, m, 6, binary.BigEndian),
		"little endian.jpg": proefJPEG(t, m, 6, binary.LittleEndian),
		"polyglot.jpg":      append(proefJPEG(t, m, 1, binary.BigEndian), proefzip...),
		"foto.png":          proefPNG(t, m, 6),
		"polyglot.png":      append(proefPNG(t, m, 1), proefzip...),
		"foto.heic":         lees(t, "testdata/gps.heic"),
	} {
		if !bytes.Contains(b, []byte("Proeftoestel")) {
			t.Fatalf("%s: the test image itself has no metadata", naam)
		}
		var got []byte
		if naam == "foto.heic" {
			got = heicFoto(t).Inhoud
		} else {
			got = goed(t, naam, b).Inhoud
		}
		for _, spoor := range []string{"Exif", "eXIf", "Proeftoestel", geheim, "tEXt", "GPS", "PK\x03\x04", "PK\x05\x06", "II*\x00", "MM\x00*"} {
			if bytes.Contains(got, []byte(spoor)) {
				t.Errorf("%s: %q survived", naam, spoor)
			}
		}
		if bytes.Contains(got, []byte("\xff\xe1")) || bytes.Contains(got, []byte("\xff\xfe")) {
			t.Errorf("%s: a segment that can hold metadata", naam)
		}
	}
}

// Every orientation comes out upright (Exif 2.32, figure for tag 274): the yellow
// corner is where row 0 and column 0 say.
func TestOrientationIsApplied(t *testing.T) {
	const w, h = 80, 40
	for stand := range 9 {
		hoek := map[int][2]bool{1: {false, false}, 2: {true, false}, 3: {true, true}, 4: {false, true}, 5: {false, false}, 6: {true, false}, 7: {true, true}, 8: {false, true}}[max(1, stand)]
		for naam, b := range map[string][]byte{
			"jpeg": proefJPEG(t, proefbeeld(w, h), stand, binary.LittleEndian),
			"png":  proefPNG(t, proefbeeld(w, h), stand),
		} {
			m, _, err := image.Decode(bytes.NewReader(goed(t, naam, b).Inhoud))
			if err != nil {
				t.Fatal(err)
			}
			wilW, wilH := w, h
			if stand >= 5 {
				wilW, wilH = h, w
			}
			if m.Bounds().Dx() != wilW || m.Bounds().Dy() != wilH {
				t.Fatalf("%s %d: %v", naam, stand, m.Bounds())
			}
			x, y := 3, 3
			if hoek[0] {
				x = wilW - 4
			}
			if hoek[1] {
				y = wilH - 4
			}
			if r, g, b, _ := m.At(x, y).RGBA(); r>>8 < 200 || g>>8 < 180 || b>>8 > 90 {
				t.Errorf("%s %d: no yellow at %d,%d: %d %d %d", naam, stand, x, y, r>>8, g>>8, b>>8)
			}
		}
	}
}

// A HEIC photo is the same picture as a JPEG.
func TestHEICBecomesTheSamePicture(t *testing.T) {
	m, err := jpeg.Decode(bytes.NewReader(heicFoto(t).Inhoud))
	if err != nil {
		t.Fatal(err)
	}
	wil := proefbeeld(160, 96)
	for _, p := range []image.Point{{10, 10}, {60, 60}, {120, 50}, {150, 90}} {
		kleur, ander := color.RGBAModel.Convert(m.At(p.X, p.Y)).(color.RGBA), wil.RGBAAt(p.X, p.Y)
		if p == (image.Point{10, 10}) {
			ander = color.RGBA{240, 220, 40, 255}
		}
		for i, v := range [][2]uint8{{kleur.R, ander.R}, {kleur.G, ander.G}, {kleur.B, ander.B}} {
			if d := int(v[0]) - int(v[1]); d < -25 || d > 25 {
				t.Errorf("%v: channel %d is %d, want %d", p, i, v[0], v[1])
			}
		}
	}
}

// What is kept of a large photo is large enough to read and no larger.
func TestLargePhotosBecomeSmaller(t *testing.T) {
	for _, maat := range []image.Point{{6000, 4000}, {30000, 1000}} {
		m := verklein(image.NewGray(image.Rectangle{Max: maat})).Bounds()
		if n := m.Dx() * m.Dy(); n > maxBewaard || n < maxBewaard*99/100 || m.Dx()*maat.Y/maat.X-m.Dy() > 1 {
			t.Errorf("%v becomes %v", maat, m)
		}
	}
	if m := image.NewGray(image.Rect(0, 0, 4000, 3000)); verklein(m) != image.Image(m) {
		t.Error("a photo of 12 million pixels was changed")
	}
}

// A PNG that would be too large as a PNG, as a photo is, becomes a JPEG; what was
// transparent in it becomes paper.
func TestPNGOfAPhotoBecomesAJPEG(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 2000, 1700))
	staat := uint32(1)
	for i := range m.Pix {
		staat = staat*1664525 + 1013904223
		m.Pix[i] = uint8(staat >> 24)
		if i%4 == 3 {
			m.Pix[i] = 255
		}
	}
	m.Pix[3] = 0
	var b begrensd
	e := png.Encoder{CompressionLevel: png.NoCompression}
	if err := e.Encode(&b, m); err == nil {
		t.Fatal("the test picture is too small to test this")
	}
	soort, uit, err := maak(PNG, m, 1)
	if err != nil || soort != JPEG || len(uit) > MaxBestand {
		t.Fatalf("%s %d %v", soort, len(uit), err)
	}
}

func TestNames(t *testing.T) {
	for naam, wil := range map[string]string{
		"brief.pdf":                     "brief.pdf",
		`C:\Users\Fatima\scan 1.tiff`:   "scan 1.pdf",
		"../../etc/passwd":              "passwd.pdf",
		"Besluit CIZ (definitief).docx": "Besluit CIZ (definitief).pdf",
		"gpj.\u202eexe.pdf":             "gpj.exe.pdf",
		"a\r\nContent-Type: texthtml":   "a Content-Type texthtml.pdf",
		"naam\x00.exe":                  "naam.pdf",
		"...":                           "bestand.pdf",
		"/":                             "bestand.pdf",
		"Özlem Çelik – قرار.heic":       "Özlem Çelik – قرار.pdf",
		"<b>x</b>.pdf":                  "b.pdf",
		strings.Repeat("a", 300):        strings.Repeat("a", maxNaam) + ".pdf",
		"\xff\xfe.pdf":                  "bestand.pdf",
	} {
		if got := nette(naam, PDF); got != wil {
			t.Errorf("%q becomes %q, want %q", naam, got, wil)
		}
	}
}

// What the reader fails with comes out as it was: httpx has said what is wrong.
func TestReaderThatFails(t *testing.T) {
	fout := fault.Met(fault.TooLarge, "te groot")
	if _, err := (Keurder{}).Keur(t.Context(), "x", iotest.ErrReader(fout)); !fault.Is(err, fault.TooLarge) || fault.Tekst(err) != "te groot" {
		t.Error(err)
	}
}

// A picture that takes too long is left alone, whether it was made to or we are busy.
func TestPictureThatTakesTooLong(t *testing.T) {
	defer func(was time.Duration) { maxTijd = was }(maxTijd)
	maxTijd = 0
	for _, b := range [][]byte{proefJPEG(t, proefbeeld(80, 60), 1, binary.BigEndian), proefPNG(t, proefbeeld(80, 60), 1)} {
		if _, err := keur(t, "x", b); !fault.Is(err, fault.Unavailable) || !strings.Contains(fault.Tekst(err), "te druk") {
			t.Error(err)
		}
	}
}

// A file waits for memory no longer than its visitor does.
func TestBusy(t *testing.T) {
	if err := werk.Acquire(t.Context(), maxSamen); err != nil {
		t.Fatal(err)
	}
	defer werk.Release(maxSamen)
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer stop()
	for _, b := range [][]byte{proefPNG(t, proefbeeld(8, 8), 1), proefPDF("")} {
		_, err := Keurder{}.Keur(ctx, "x", bytes.NewReader(b))
		if !fault.Is(err, fault.Unavailable) || !strings.Contains(fault.Tekst(err), "te druk") {
			t.Error(err)
		}
	}
}

// What making a picture anew takes counts before it is decoded: of a small file with an
// orientation that is most of it. Even the largest picture fits.
func TestMakingAnewCounts(t *testing.T) {
	const punten = 1000 * 1000
	b := proefJPEG(t, image.NewGray(image.Rect(0, 0, 1000, 1000)), 6, binary.BigEndian)
	k, err := leesKop(JPEG, b)
	if err != nil || k.geheugen < punten+3*4*punten {
		t.Errorf("%d bytes: %v", k.geheugen, err)
	}
	if n := maxGeheugen + makenKost(PNG, maxPunten, 6); n > maxSamen {
		t.Errorf("the largest picture takes %d bytes, and waits for ever", n)
	}
}
