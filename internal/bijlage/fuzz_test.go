package bijlage

import (
	"bytes"
	"encoding/binary"
	"image"
	"testing"

	"mantelpunt/internal/fault"
)

// FuzzKeur: whatever is sent, Keur says what it is or refuses it with a sentence, and
// what it lets through can be looked at again and comes out the same size or smaller.
func FuzzKeur(f *testing.F) {
	m := proefbeeld(24, 16)
	for _, b := range [][]byte{
		proefPDF(""), proefPDF("/Encrypt 4 0 R "), proefPDF("", objstm(f, "/Filter /FlateDecode", "<< /S /JavaScript >>")),
		proefPDF("", objstm(f, "/Type /ObjStm /Filter [/FlateDecode]", "<< /Type /Font >>")),
		proefJPEG(f, m, 6, binary.BigEndian), proefJPEG(f, m, 3, binary.LittleEndian), proefPNG(f, m, 5),
		pngBom(30000, 30000, 8, 0), jpegBom(0xc2, 8000, 6250), nil,
	} {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 64<<10 || isHEIC(b) { // a process for each photo: FuzzHEIC tries the decoder itself
			return
		}
		uit, err := keur(t, "naam", b)
		if err != nil {
			if !fault.Is(err, fault.Invalid) || fault.Tekst(err) == "" {
				t.Errorf("no sentence: %v", err)
			}
			return
		}
		if soortVan(uit.Inhoud) != uit.Type || len(uit.Inhoud) > MaxBestand {
			t.Errorf("%s, %d bytes, that begins as %q", uit.Type, len(uit.Inhoud), soortVan(uit.Inhoud))
		}
		if uit.Type == PDF && !bytes.Equal(uit.Inhoud, b) {
			t.Error("a PDF was changed")
		}
		if _, err := keur(t, "naam", uit.Inhoud); err != nil {
			t.Errorf("what was let through is refused: %v", err)
		}
	})
}

// FuzzHEIC: the decoder in its own memory gives a picture or an error, and never more
// pixels than we allow.
func FuzzHEIC(f *testing.F) {
	l, err := proeflezer()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(lees(f, "testdata/gps.heic"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 64<<10 || !isHEIC(b) {
			return
		}
		m, err := l.decodeer(t.Context(), b)
		if err == nil && (m.Bounds().Empty() || m.Bounds().Dx()*m.Bounds().Dy() > maxPunten) {
			t.Errorf("%v", m.Bounds())
		}
		if err == nil {
			_ = image.Image(opWit(verklein(m)))
		}
	})
}
