package pdf

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
)

// Signature is the signature of the one who issues a document, written together
// with it: a certification that allows no change at all (DocMDP permission 1, ISO
// 32000-1, 12.8.2.2) in the form of PAdES (ETSI EN 319 142-1). It cannot be seen
// on the page; a viewer shows it beside the document.
type Signature struct {
	Name, Reason, Location string
	Time                   time.Time
	Size                   int // bytes that are kept free for the signature

	// Sign gives a detached CMS (RFC 5652) in DER over the parts, one after the
	// other: the whole file but the place of that CMS itself.
	Sign func(parts ...[]byte) (cms []byte, err error)
}

// signatureField is a signature on its way into a file.
type signatureField struct {
	Signature
	dictionary ref
	byteRange  int // where its text begins in the file
	hole       int // where the CMS comes, with its brackets
}

// byteRangeWidth leaves room for three numbers of ten digits, which no file exceeds.
const byteRangeWidth = len("[0 9999999999 9999999999 9999999999]")

// RenderSigned is Render with a signature over the whole file. The structure tree
// gets one more element at its end, for the field of the signature, without which
// it would not be PDF/UA.
func (d *Document) RenderSigned(s Signature) ([]byte, error) {
	r := newRenderer(d)
	r.signature = &signatureField{Signature: s, dictionary: r.reserve()}

	kids, annotations := d.root.kids, d.annotations
	defer func() { d.root.kids, d.annotations = kids, annotations }() // the document may be rendered again
	d.addSignatureField(s, r.signature.dictionary)

	file, err := r.render()
	if err != nil {
		return nil, err
	}
	if err := r.signature.fill(file); err != nil {
		return nil, err
	}
	return file, nil
}

// addSignatureField adds the field, which at the same time is its own annotation.
// PDF/A asks that it prints, and lets it do without a drawing since it has no size.
func (d *Document) addSignatureField(s Signature, dictionary ref) {
	const printed, locked = 4, 128
	e := d.root.Add(form)
	e.alt = "Digitale handtekening van " + s.Name
	d.annotations = append(d.annotations, &annotation{
		element: e,
		entries: fmt.Sprintf("/Subtype/Widget/FT/Sig/T(Handtekening)/TU %s/Contents %[1]s/Rect[0 0 0 0]/F %d/V %s",
			textString(e.alt), printed|locked, dictionary),
	})
	e.kids = append(e.kids, annotationRef(len(d.annotations)-1))
}

// catalogEntries says where the signature stands and what it allows.
func (f *signatureField) catalogEntries(annotations []ref) string {
	if f == nil {
		return ""
	}
	const existAndAppendOnly = 3
	return fmt.Sprintf("/AcroForm<</Fields[%s]/SigFlags %d>>/Perms<</DocMDP %s>>",
		annotations[len(annotations)-1], existAndAppendOnly, f.dictionary)
}

// write writes the dictionary with room for what is known only when the file is
// there. It is the last object, so that the signature is the last thing a file says.
func (f *signatureField) write(w *objectWriter) {
	if f == nil {
		return
	}
	w.write(f.dictionary, "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached"+
		"/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 1/V/1.2>>>>]"+
		"/Name %s/Reason %s/Location %s/M%s/ByteRange %s/Contents <%s>>>",
		textString(f.Name), textString(f.Reason), textString(f.Location), date(f.Time),
		strings.Repeat(" ", byteRangeWidth), strings.Repeat("00", f.Size))

	written := w.offsets[f.dictionary-1]
	f.byteRange = written + bytes.LastIndex(w.file.Bytes()[written:], []byte("/ByteRange ")) + len("/ByteRange ")
	f.hole = f.byteRange + byteRangeWidth + len("/Contents ")
}

// fill signs the file.
func (f *signatureField) fill(file []byte) error {
	end := f.hole + 2*f.Size + len("<>")
	copy(file[f.byteRange:], fmt.Sprintf("[0 %d %d %d]", f.hole, end, len(file)-end))
	cms, err := f.Sign(file[:f.hole], file[end:])
	if err != nil {
		return err
	}
	if len(cms) > f.Size {
		return fmt.Errorf("pdf: de handtekening is %d bytes en er is plaats voor %d", len(cms), f.Size)
	}
	hex.Encode(file[f.hole+1:], cms)
	return nil
}
