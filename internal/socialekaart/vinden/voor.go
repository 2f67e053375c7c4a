package vinden

import (
	"net/http"

	"mantelpunt/internal/httpx"
)

const voorVerwijzer, voorMantelzorger = "verwijzer", "mantelzorger"

// verwijzer tells whether somebody looks as one who refers others. The address decides
// and is remembered for half a year; that says nothing about who it is.
func (h Handler) verwijzer(w http.ResponseWriter, r *http.Request) bool {
	koekje := http.Cookie{Name: httpx.VoorKoekje(h.TLS), Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: h.TLS} // #nosec G124 -- Secure wherever visitors come over https
	switch r.URL.Query().Get("voor") {
	case voorVerwijzer:
		koekje.Value, koekje.MaxAge = voorVerwijzer, 180*24*60*60
		http.SetCookie(w, &koekje)
		return true
	case voorMantelzorger:
		koekje.MaxAge = -1
		http.SetCookie(w, &koekje)
		return false
	}
	c, err := r.Cookie(httpx.VoorKoekje(h.TLS))
	return err == nil && c.Value == voorVerwijzer
}
