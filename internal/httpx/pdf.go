package httpx

import (
	"net/http"
	"strconv"
)

// PDF hands out a document to be kept under a name, which has no other signs than
// letters, digits and hyphens.
func PDF(w http.ResponseWriter, naam string, document []byte) {
	w.Header().Set("Content-Type", "application/pdf")
	w.Header().Set("Content-Disposition", `attachment; filename="`+naam+`.pdf"`)
	w.Header().Set("Content-Length", strconv.Itoa(len(document)))
	_, _ = w.Write(document) // #nosec G705 -- a document of ours, sent as a download; the visitor may have left
}
