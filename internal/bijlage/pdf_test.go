package bijlage

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func ingepakt(t testing.TB, s string) string {
	t.Helper()
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// objstm is an object stream with one object in it.
func objstm(t testing.TB, woorden, inhoud string) string {
	data := ingepakt(t, "9 0 "+inhoud)
	return fmt.Sprintf("<< %s /N 1 /First 4 /Length %d >>\nstream\n%s\nendstream", woorden, len(data), data)
}

func TestPDFsThatAreAccepted(t *testing.T) {
	gewoon := "<< /Type /ObjStm /Filter /FlateDecode"
	for wat, b := range map[string][]byte{
		"plain":                        proefPDF(""),
		"an object stream":             proefPDF("", objstm(t, "/Type /ObjStm /Filter /FlateDecode", "<< /Type /Font >>")),
		"its filter in an array":       proefPDF("", objstm(t, "/Type /ObjStm /Filter [ /FlateDecode ] /DecodeParms null", "<< /Type /Font >>")),
		"not folded":                   proefPDF("", "<< /Type /ObjStm /N 1 /First 4 /Length 20 >>\nstream\n9 0 << /Type /Font >>\nendstream"),
		"a page that talks about it":   proefPDF("", "<< /Filter /FlateDecode /Length 30 >>\nstream\n"+ingepakt(t, "BT (/JavaScript /Launch) Tj ET")+"\nendstream"),
		"a script that is only a word": proefPDF("", "(JavaScript) "+gewoon[:0]+"[ /S /URI ]"),
		"an outline, which has /First": proefPDF("", "<< /Type /Outlines /First 5 0 R /Last 5 0 R /N 3 >>"),
		"line ends of Windows":         bytes.ReplaceAll(proefPDF(""), []byte("\n"), []byte("\r\n")),
		"white space at the end":       append(proefPDF(""), "\r\n\x00\x00  \n"...),
		"an update behind it":          append(proefPDF(""), "4 0 obj\n<< /Type /Font >>\nendobj\nxref\n0 0\ntrailer\n<< /Size 5 /Root 1 0 R /Prev 20 >>\nstartxref\n30\n%%EOF"...),
	} {
		if err := leesPDF(b); err != nil {
			t.Errorf("%s: %v", wat, err)
		}
	}
}

func TestPDFsThatAreRefused(t *testing.T) {
	actie := "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
	goedePDF := string(proefPDF(""))
	for _, c := range []struct {
		wat string
		wil error
		b   []byte
	}{
		{"a script", errPDFProgramma, proefPDF("", actie)},
		{"written in hex", errPDFProgramma, proefPDF("", "<< /S /J#61va#53cript /JS (x) >>")},
		{"at opening", errPDFProgramma, []byte(strings.Replace(goedePDF, "/Catalog", "/Catalog /OpenAction << /S /Launch /F (cmd.exe) >>", 1))},
		{"a file inside", errPDFProgramma, proefPDF("", "<< /Type /EmbeddedFile /Length 2 >>\nstream\nMZ\nendstream")},
		{"a form with a script language", errPDFProgramma, proefPDF("", "<< /XFA 5 0 R >>")},
		{"a form that sends itself", errPDFProgramma, proefPDF("", "<< /S /SubmitForm >>")},
		{"in an object stream", errPDFProgramma, proefPDF("", objstm(t, "/Type /ObjStm /Filter /FlateDecode", actie))},
		{"in one without a type", errPDFProgramma, proefPDF("", objstm(t, "/Filter /FlateDecode", actie))},
		{"in one with a short name", errPDFProgramma, proefPDF("", objstm(t, "/Filter /Fl", actie))},
		{"in one with keys in hex", errPDFProgramma, proefPDF("", strings.Replace(objstm(t, "/Filter /FlateDecode", actie), "/First", "/F#69rst", 1))},
		{"behind a comment", errPDFProgramma, bytes.Replace(proefPDF("", objstm(t, "/Filter /FlateDecode", actie)), []byte("4 0 obj\n"), []byte("4 0 %x\nobj%y\n%z\n"), 1)},
		{"in one that no table names", errPDFProgramma, []byte(strings.Replace(goedePDF, "xref\n", "44 0 obj\n"+objstm(t, "/Filter /FlateDecode", actie)+"\nendobj\nxref\n", 1))},
		{"in one inside a stream", errPDFProgramma, proefPDF("", "<< /Length 900 >>\nstream\n77 0 obj "+objstm(t, "/Filter /FlateDecode", actie)+"\nendstream")},

		{"waste among the keys", errPDF, proefPDF("", objstm(t, "5 (a) << /N 3 >> ] /Filter /FlateDecode", actie))},
		{"a dictionary without an end", errPDF, proefPDF("", "<< /Type /Font << (")},
		{"folded by another filter", errPDF, proefPDF("", objstm(t, "/Filter /LZWDecode", actie))},
		{"folded twice", errPDF, proefPDF("", objstm(t, "/Filter [/ASCIIHexDecode /FlateDecode]", actie))},
		{"its filter elsewhere", errPDF, proefPDF("", objstm(t, "/Filter 7 0 R", actie))},
		{"two filters", errPDF, proefPDF("", objstm(t, "/Filter /FlateDecode /Filter /LZWDecode", actie))},
		{"with a predictor", errPDF, proefPDF("", objstm(t, "/Filter /FlateDecode /DecodeParms << /Predictor 12 >>", actie))},
		{"its data in another file", errPDF, proefPDF("", objstm(t, "/Filter /FlateDecode /F (x.bin)", actie))},
		{"not to be unfolded", errPDF, proefPDF("", "<< /N 1 /First 4 /Filter /FlateDecode /Length 9 >>\nstream\nx\x9cwaardeloos\nendstream")},
		{"its data on the same line", errPDF, proefPDF("", strings.Replace(objstm(t, "/Filter /FlateDecode", actie), "stream\n", "stream ", 1))},
		{"unfolds into gigabytes", errPDF, proefPDF("", objstm(t, "/Filter /FlateDecode", strings.Repeat(" ", maxUitgepakt)))},

		{"locked", errPDFSlot, proefPDF("/Encrypt 4 0 R ", "<< /Filter /Standard >>")},
		{"locked, with a script", errPDFSlot, proefPDF("/#45ncrypt 4 0 R ", actie)},

		{"something before it", errPDF, []byte("GIF89a" + goedePDF)},
		{"something behind it", errPDF, []byte(goedePDF + "PK\x03\x04")},
		{"a ZIP with the right end", errPDF, []byte(goedePDF + "PK\x05\x06" + strings.Repeat("\x00", 16) + "\x20\x00" + "startxref\n12\n%%EOF\n")},
		{"no end", errPDF, []byte(strings.TrimSuffix(goedePDF, "%%EOF\n"))},
		{"no table", errPDF, []byte(strings.Replace(goedePDF, "startxref", "startyref", 1))},
		{"of an unknown version", errPDF, []byte(strings.Replace(goedePDF, "%PDF-1.7", "%PDF-9.7", 1))},
		{"no pages", errPDF, []byte(strings.ReplaceAll(goedePDF, "/Page ", "/Pagina "))},
		{"only its begin and end", errPDF, []byte("%PDF-1.7\nstartxref\n0\n%%EOF")},
	} {
		if err := leesPDF(c.b); !errors.Is(err, c.wil) {
			t.Errorf("%s: %v, want %v", c.wat, err, c.wil)
		}
	}
}

// A file that asks us to read the same bytes over and over is refused, not read.
func TestPDFThatKeepsUsBusy(t *testing.T) {
	kop, staart, _ := bytes.Cut(proefPDF(""), []byte("xref\n"))
	b := append(append(bytes.Clone(kop), strings.Repeat("1 0 obj<<(", 500_000)...), append([]byte("\nxref\n"), staart...)...)
	begin := time.Now()
	if err := leesPDF(b); !errors.Is(err, errPDF) {
		t.Error(err)
	}
	if d := time.Since(begin); d > 5*time.Second {
		t.Errorf("it took %v", d)
	}
}

// What the tools of others make of a PDF is accepted, and what they lock is not.
func TestPDFsOfOthers(t *testing.T) {
	map_ := t.TempDir()
	begin := filepath.Join(map_, "begin.pdf")
	if err := os.WriteFile(begin, proefPDF(""), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		wil  error
		args []string
	}{
		{nil, []string{"--object-streams=generate"}},
		{nil, []string{"--object-streams=generate", "--linearize"}},
		{nil, []string{"--qdf", "--object-streams=disable"}},
		{errPDFSlot, []string{"--encrypt", "geheim", "geheim", "256", "--"}},
		{errPDFSlot, []string{"--encrypt", "", "geheim", "256", "--", "--object-streams=generate"}},
		{errPDFProgramma, []string{"--object-streams=generate", "--add-attachment", begin, "--"}},
	} {
		uit := filepath.Join(map_, "uit.pdf")
		if b, err := exec.Command("qpdf", append(c.args, begin, uit)...).CombinedOutput(); err != nil {
			t.Fatalf("qpdf %v: %v %s", c.args, err, b)
		}
		if err := leesPDF(lees(t, uit)); !errors.Is(err, c.wil) {
			t.Errorf("%v: %v, want %v", c.args, err, c.wil)
		}
	}
}
