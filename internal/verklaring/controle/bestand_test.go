package controle_test

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"mantelpunt/internal/pdf"
	"mantelpunt/internal/verklaring"
)

// verzegeld is a document with the seal of a gemeente, which is no verklaring.
func (h *huis) verzegeld(slug string) []byte {
	h.Helper()
	z, err := h.Store.Zegels.Van(slug)
	h.Goed(err)
	d := pdf.New(pdf.Info{Title: "Brief", Language: "nl-NL"})
	b, err := d.RenderSigned(z.Handtekening("Gemeente Veldwaarde", h.Klok))
	h.Goed(err)
	return b
}

// Who brings the PDF hears how the verklaring stands, without a date of birth.
func TestUploadOfTheDocument(t *testing.T) {
	h := nieuwHuis(t)
	v := h.verleen(verklaring.Dag(h.Klok))
	document := h.document(v)
	doc := h.bestand(document, 200)
	h.Bevat(doc, ".mz-uitslag--geldig h1", "Deze verklaring is geldig")
	h.Bevat(doc, ".mz-uitslag", "F. B.")
	h.Bevat(doc, ".mz-uitslag", "precies zoals de gemeente het afgaf")
	h.Telt(`SELECT count(*) FROM controle WHERE wijze = 'bestand' AND uitkomst = 'geldig' AND verklaring_id = $1`, 1, v.ID)
	h.trekIn(v)
	h.Bevat(h.bestand(document, 200), ".mz-uitslag--ongeldig h1", "ingetrokken")
	h.Waar = h.G2
	h.Bevat(h.bestand(document, 200), ".mz-uitslag--ongeldig h1", "niet door ons ondertekend")
	h.Waar = h.G
	h.Telt(`SELECT count(*) FROM controle WHERE wijze = 'bestand'`, 3)
}

// What is not to the byte what the gemeente issued is no verklaring, and of a document
// with a seal the seal tells the rest.
func TestUploadOfAnythingElse(t *testing.T) {
	h := nieuwHuis(t)
	v := h.verleen(verklaring.Dag(h.Klok))
	document, brief := h.document(v), h.verzegeld("veldwaarde")
	midden := func(b []byte) []byte {
		b = bytes.Clone(b)
		b[len(b)/3] ^= 1
		return b
	}
	for _, c := range []struct {
		naam        string
		bestand     []byte
		klasse, kop string
	}{
		{"a letter of ours", brief, ".mz-uitslag:not(.mz-uitslag--geldig)", "Dit document is echt"},
		{"a byte of it", midden(brief), ".mz-uitslag--ongeldig", "Dit bestand is veranderd"},
		{"an update behind it", append(bytes.Clone(brief), []byte("\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n")...), ".mz-uitslag--ongeldig", "Dit bestand is veranderd"},
		{"a letter of Lindemeer", h.verzegeld("lindemeer"), ".mz-uitslag--ongeldig", "niet door ons ondertekend"},
		{"a byte of the verklaring", midden(document), ".mz-uitslag--ongeldig", "Dit bestand is veranderd"},
		{"the verklaring without its end", document[:len(document)-1], ".mz-uitslag--ongeldig", "Dit bestand is veranderd"},
		{"the verklaring twice", append(bytes.Clone(document), document...), ".mz-uitslag--ongeldig", "Dit bestand is veranderd"},
		{"no PDF", []byte("hallo"), ".mz-uitslag--ongeldig", "niet door ons ondertekend"},
		{"a picture", []byte("\x89PNG\r\n\x1a\n" + strings.Repeat("\x00", 1000)), ".mz-uitslag--ongeldig", "niet door ons ondertekend"},
		{"only a header", []byte("%PDF-1.7\n"), ".mz-uitslag--ongeldig", "niet door ons ondertekend"},
		{"two megabytes of signatures", []byte(strings.Repeat("/ByteRange [0 1 2 3]/Contents <00>", 2<<20/34)), ".mz-uitslag--ongeldig", "niet door ons ondertekend"},
	} {
		doc := h.bestand(c.bestand, 200)
		h.Bevat(doc, c.klasse+" h1", c.kop)
		if s := doc.Find("main").Text(); strings.Contains(s, "F. B.") || strings.Contains(s, "verklaring van F.") {
			t.Errorf("%s: %s", c.naam, s)
		}
	}
	h.Telt(`SELECT count(*) FROM controle WHERE wijze = 'bestand' AND uitkomst = 'onbekend' AND verklaring_id IS NULL`, 11)
}

// Whatever is sent, it is answered with a sentence, costs little, and nothing is kept.
func TestHostileUploads(t *testing.T) {
	h := nieuwHuis(t)
	vorm := func(velden ...string) (io.Reader, string) {
		var b bytes.Buffer
		m := multipart.NewWriter(&b)
		for i := 0; i+1 < len(velden); i += 2 {
			h.Goed(m.WriteField(velden[i], velden[i+1]))
		}
		h.Goed(m.Close())
		return &b, m.FormDataContentType()
	}
	h.Bevat(h.Pagina(h.upload(vorm()), 422), "#bestand-fout", "Kies de pdf")
	h.Bevat(h.Pagina(h.upload(vorm("bestand", "geen bestand")), 422), "#bestand-fout", "Kies de pdf")
	h.Bevat(h.Pagina(h.upload(strings.NewReader("bestand=x"), "application/x-www-form-urlencoded"), 422), "#bestand-fout", "Kies de pdf")
	h.bestand(nil, 422)
	h.Bevat(h.bestand(make([]byte, 2<<20+1), 422), "#bestand-fout", "hoogstens 2 MB")
	h.Pagina(h.upload(strings.NewReader("--x\r\nonzin"), "multipart/form-data; boundary=x"), 400)
	h.Pagina(h.upload(strings.NewReader("onzin"), "multipart/form-data"), 400)
	var veel []string
	for i := range 300 {
		veel = append(veel, fmt.Sprint("v", i), "x")
	}
	h.Pagina(h.upload(vorm(veel...)), 413)
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for range 30 {
		w, err := m.CreateFormFile("bestand", "../../etc/passwd.pdf")
		h.Goed(err)
		_, err = w.Write(make([]byte, 100<<10))
		h.Goed(err)
	}
	h.Goed(m.Close())
	h.Bevat(h.Pagina(h.upload(&b, m.FormDataContentType()), 200), "h1", "niet door ons ondertekend")
	h.Telt(`SELECT count(*) FROM controle`, 1)
}

// An upload is a check, for the limit of an address.
func TestUploadsAreLimited(t *testing.T) {
	h := nieuwHuis(t)
	for i := range 11 {
		want := map[bool]int{true: 422, false: 429}[i < 10]
		r := httptest.NewRequest(http.MethodPost, verklaring.PadControleren+"/bestand", nil)
		if res := h.stuur(r, "203.0.113.9"); res.StatusCode != want {
			t.Fatalf("upload %d: %d, want %d", i, res.StatusCode, want)
		}
	}
	if res := h.post(vraag("K7MW", geboren), "203.0.113.9"); res.StatusCode != 429 {
		t.Errorf("another way in: %d", res.StatusCode)
	}
}
