package bijlage

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"io"
	"regexp"
	"slices"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/i18n"
)

// A PDF is kept as it came, since making it anew would be a reader and a writer of all
// that PDF can be. It is looked through instead, by the names in it (ISO 32000-2,
// 7.3.5): whatever a reader can be made to do has a name, which stands in the file
// itself or in an object stream (7.5.7), and nowhere else. What a reader must unfold
// to see is unfolded here, within bounds; what cannot be is refused.

// maxUitgepakt is how many bytes all object streams of a PDF may unfold to.
const maxUitgepakt = 64 << 20

// pdfGeheugen is what looking through one may take: what is unfolded, and the room in
// which that grows.
const pdfGeheugen = 2 * maxUitgepakt

// verboden are the names by which a PDF runs something, brings another file, or sends
// something away.
var verboden = []string{
	"JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "Rendition", "XFA", "GoToE", "ImportData", "SubmitForm",
}

var (
	errPDF          = errors.New("bijlage: geen goede PDF")
	errPDFSlot      = errors.New("bijlage: PDF met versleuteling")
	errPDFProgramma = errors.New("bijlage: PDF met iets dat kan draaien")
)

// keurPDF judges a PDF; its errors have a sentence.
func keurPDF(ctx context.Context, b []byte) error {
	err := leesPDF(b)
	zin := ""
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errPDFSlot):
		zin = i18n.T(ctx, "bijlage.fout.pdf_slot")
	case errors.Is(err, errPDFProgramma):
		zin = i18n.T(ctx, "bijlage.fout.pdf_programma")
	default:
		zin = i18n.T(ctx, "bijlage.fout.pdf")
	}
	return &fault.Error{Kind: fault.Invalid, Tekst: zin, Err: err}
}

var (
	reBegin = regexp.MustCompile(`^%PDF-[12]\.[0-9]`)
	reEinde = regexp.MustCompile(`startxref[\x00\t\n\f\r ]+([0-9]{1,9})[\x00\t\n\f\r ]+%%EOF[\x00\t\n\f\r ]*$`)
	reRegel = regexp.MustCompile(`^(\r\n|\n|\r)`)
)

const (
	staart  = 1024       // bytes in which the end must stand
	zipEind = 22 + 65535 // bytes in which the directory of a ZIP ends
)

// leesPDF finds why a PDF cannot be accepted.
func leesPDF(b []byte) error {
	if !reBegin.Match(b) || !reEinde.Match(b[max(0, len(b)-staart):]) {
		return errPDF
	}
	// a file that is a ZIP as well, read from its end
	if bytes.Contains(b[max(0, len(b)-zipEind):], []byte("PK\x05\x06")) {
		return errPDF
	}
	n := namen{}
	n.zoek(b)
	if n["Encrypt"] { // what else is in it cannot be seen
		return errPDFSlot
	}
	if err := n.uitgepakt(b); err != nil {
		return err
	}
	switch {
	case slices.ContainsFunc(verboden, func(naam string) bool { return n[naam] }):
		return errPDFProgramma
	case !n["Catalog"], !n["Pages"], !n["Page"]:
		return errPDF
	}
	return nil
}

// namen are the names of which something depends that stand somewhere in a PDF.
type namen map[string]bool

var gezocht = append([]string{"Encrypt", "Catalog", "Pages", "Page"}, verboden...)

// zoek looks at every name, also where a reader would see none: inside a stream or a
// string they are so rare that it does not matter, and it asks for no agreement on
// where those begin and end.
func (n namen) zoek(b []byte) {
	for {
		i := bytes.IndexByte(b, '/')
		if i < 0 {
			return
		}
		naam, rest := leesNaam(b[i+1:])
		if slices.Contains(gezocht, naam) {
			n[naam] = true
		}
		b = rest
	}
}

// uitgepakt looks in every object stream. It goes by the word that begins an object
// and not by the table that says where objects are: the table can leave things out,
// and readers do without it.
func (n namen) uitgepakt(b []byte) error {
	over := int64(maxUitgepakt)
	werk := 4*len(b) + 1<<20 // objects do not overlap, unless somebody wants to keep us busy
	for rest := b; ; {
		i := bytes.Index(rest, []byte("obj"))
		if i < 0 {
			return nil
		}
		rest = rest[i+3:]
		t := &tekens{b: rest}
		w, inhoud, err := t.stroom()
		if err != nil {
			return err
		}
		if werk -= len(rest) - len(t.b); werk < 0 {
			return errPDF
		}
		if inhoud == nil || !w.heeft("N") || !w.heeft("First") {
			continue
		}
		switch plat, err := w.plat(); {
		case err != nil:
			return err
		case plat: // its names were seen already
			continue
		}
		begin := reRegel.Find(inhoud)
		if begin == nil { // readers don't agree on where it begins
			return errPDF
		}
		klaar, err := uitpakken(inhoud[len(begin):], over)
		if err != nil {
			return err
		}
		over -= int64(len(klaar))
		n.zoek(klaar)
	}
}

// uitpakken inflates the begin of b, to at most max bytes.
func uitpakken(b []byte, max int64) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, errPDF
	}
	uit, err := io.ReadAll(io.LimitReader(r, max+1))
	if err != nil || int64(len(uit)) > max {
		return nil, errPDF
	}
	return uit, nil
}
