package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
)

// ref is the number of an object in the file.
type ref int

// String is how one object points at another.
func (r ref) String() string { return fmt.Sprintf("%d 0 R", int(r)) }

// objectWriter writes the body of a file and remembers where each object starts.
// A number is reserved before its object is written, so that objects can point
// at each other in both directions.
type objectWriter struct {
	file    bytes.Buffer
	offsets []int // by number, starting at 1
}

func newObjectWriter() *objectWriter {
	w := &objectWriter{}
	// Four bytes above 127 tell programs that copy files that this one is binary.
	w.file.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	return w
}

func (w *objectWriter) reserve() ref {
	w.offsets = append(w.offsets, 0)
	return ref(len(w.offsets))
}

func (w *objectWriter) write(r ref, format string, args ...any) {
	w.offsets[r-1] = w.file.Len()
	fmt.Fprintf(&w.file, "%d 0 obj\n", int(r))
	fmt.Fprintf(&w.file, format, args...)
	w.file.WriteString("\nendobj\n")
}

// writeStream writes data with the given entries in its dictionary.
func (w *objectWriter) writeStream(r ref, entries string, data []byte) {
	w.write(r, "<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(data), data)
}

// writeCompressed is writeStream for what only programs read.
func (w *objectWriter) writeCompressed(r ref, entries string, data []byte) {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	_, _ = z.Write(data) // a bytes.Buffer takes everything
	_ = z.Close()
	w.writeStream(r, entries+"/Filter/FlateDecode", packed.Bytes())
}

// finish writes the table of objects and the trailer. The file's identifier
// follows from its content, so the same document is the same file.
func (w *objectWriter) finish(catalog, info ref) []byte {
	id := sha256.Sum256(w.file.Bytes())
	start, size := w.file.Len(), len(w.offsets)+1
	fmt.Fprintf(&w.file, "xref\n0 %d\n0000000000 65535 f \n", size)
	for _, offset := range w.offsets {
		fmt.Fprintf(&w.file, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&w.file, "trailer\n<</Size %d/Root %s/Info %s/ID[<%x><%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		size, catalog, info, id[:16], id[:16], start)
	return w.file.Bytes()
}
