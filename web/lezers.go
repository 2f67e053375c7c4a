package web

import (
	"compress/gzip"
	"io"
	"io/fs"
)

// HEIF gives the decoder of HEIC photos as a WebAssembly module. The build takes it
// from a Go module.
func HEIF() ([]byte, error) { return heifVan(distFS) }

func heifVan(fsys fs.FS) ([]byte, error) {
	f, err := fsys.Open("dist/lezers/heif.wasm.gz")
	if err != nil {
		return nil, errGeenAssets
	}
	defer f.Close()
	r, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
