package web

import (
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

// soorten are spelled out, because the table of the machine may lack them.
var soorten = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".png":   "image/png",
	".svg":   "image/svg+xml",
	".woff2": "font/woff2",
}

// bestand is a served file with its compressed forms, which may be absent.
type bestand struct {
	soort        string
	gewoon       []byte
	brotli, gzip []byte
}

// Statisch serves everything under /static/. A name holds the hash of its contents,
// so a browser may keep it for good. There is no listing and nothing but GET and HEAD.
func Statisch() http.Handler {
	bestanden := sync.OnceValues(func() (map[string]bestand, error) { return leesBestanden(distFS) })
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "Alleen GET en HEAD", http.StatusMethodNotAllowed)
			return
		}
		alle, err := bestanden()
		if err != nil {
			http.Error(w, errGeenAssets.Error(), http.StatusServiceUnavailable)
			return
		}
		naam, onder := strings.CutPrefix(r.URL.Path, "/static/")
		b, ok := alle[naam]
		if !onder || !ok {
			http.Error(w, "Dit bestand bestaat niet", http.StatusNotFound)
			return
		}
		b.schrijf(w, r)
	})
}

func (b bestand) schrijf(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", b.soort)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	data := b.gewoon
	if b.gzip != nil {
		h.Set("Vary", "Accept-Encoding")
		switch wil := r.Header.Get("Accept-Encoding"); {
		case aanvaardt(wil, "br"):
			data = b.brotli
			h.Set("Content-Encoding", "br")
		case aanvaardt(wil, "gzip"):
			data = b.gzip
			h.Set("Content-Encoding", "gzip")
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(data)))
	if r.Method == http.MethodHead {
		return
	}
	_, _ = w.Write(data) // a visitor who went away is no error
}

// aanvaardt reads an Accept-Encoding header; a coding with q=0 is refused.
func aanvaardt(header, codering string) bool {
	for deel := range strings.SplitSeq(header, ",") {
		naam, params, err := mime.ParseMediaType(strings.TrimSpace(deel))
		if err != nil || naam != codering {
			continue
		}
		q, err := strconv.ParseFloat(params["q"], 64)
		return err != nil || q > 0
	}
	return false
}

func leesBestanden(fsys fs.FS) (map[string]bestand, error) {
	entries, err := fs.ReadDir(fsys, "dist/static")
	if err != nil {
		return nil, err
	}
	uit := map[string]bestand{}
	for _, e := range entries {
		naam := e.Name()
		soort, ok := soorten[path.Ext(naam)]
		if !ok {
			continue // a compressed form, read along with its file
		}
		b := bestand{soort: soort}
		if b.gewoon, err = fs.ReadFile(fsys, "dist/static/"+naam); err != nil {
			return nil, err
		}
		if soort != soorten[".woff2"] && soort != soorten[".png"] { // compressed already
			if b.brotli, err = fs.ReadFile(fsys, "dist/static/"+naam+".br"); err != nil {
				return nil, err
			}
			if b.gzip, err = fs.ReadFile(fsys, "dist/static/"+naam+".gz"); err != nil {
				return nil, err
			}
		}
		uit[naam] = b
	}
	return uit, nil
}
