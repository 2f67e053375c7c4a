package web

import (
	"compress/gzip"
	"io"
	"io/fs"
)

// Wachtwoordenlijst opens the list of words that are no password: one on a line, in
// lower case, sorted. The build makes it from npm packages.
func Wachtwoordenlijst() (io.ReadCloser, error) { return wachtwoordenlijstVan(distFS) }

func wachtwoordenlijstVan(fsys fs.FS) (io.ReadCloser, error) {
	f, err := fsys.Open("dist/lijsten/wachtwoorden.txt.gz")
	if err != nil {
		return nil, errGeenAssets
	}
	return gzip.NewReader(f)
}
