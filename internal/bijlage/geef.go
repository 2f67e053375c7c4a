package bijlage

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// Geef hands out a file as a download. A browser never shows it as a page of ours:
// whatever it is, it is saved; and where a browser would show it all the same, it may
// run nothing, load nothing and know nothing of the portal.
func Geef(w http.ResponseWriter, b Bijlage, inhoud []byte) {
	h := w.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", dispositie(b.Naam))
	h.Set("Content-Length", strconv.Itoa(len(inhoud)))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Download-Options", "noopen")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "private, no-store")
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(inhoud) // the visitor may have left
}

// dispositie names a download twice (RFC 6266, 4.3; appendix D): in ASCII for what knows
// nothing else, and in UTF-8 as RFC 8187 encodes it. Of both only letters, digits and
// a few signs are left as they are, so a name cannot end the header or begin another.
func dispositie(naam string) string {
	kaal := strings.Map(func(r rune) rune {
		if r < 0x80 && (r == '.' || r == '-' || r == '_' || r == ' ' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z') {
			return r
		}
		return '_'
	}, naam)
	return fmt.Sprintf(`attachment; filename="%s"; filename*=UTF-8''%s`, kaal, strings.ReplaceAll(url.QueryEscape(naam), "+", "%20"))
}
