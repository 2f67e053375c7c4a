package httpx

import (
	"net/http"
	"strings"
)

// csp allows our own files and nothing else; no inline script or style, and no
// script that makes script out of text (Trusted Types without any policy).
// Forms go to ourselves alone. Chromium holds redirects after a form to that as
// well, so whoever leaves for another site, such as that of DigiD, does so by a link.
var csp = strings.Join([]string{
	"default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "font-src 'self'", "connect-src 'self'",
	"form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
}, "; ")

// eigen are the powers of a browser that our own pages use: to log in with a
// passkey and to copy a code. Nothing that a page embeds may have them.
var eigen = []string{"publickey-credentials-create", "publickey-credentials-get", "clipboard-write"}

// niemand are the powers that no page uses: all others that the registry of the
// Permissions Policy knows and that Chromium does not complain about.
var niemand = []string{
	"accelerometer", "autoplay", "browsing-topics", "camera", "captured-surface-control", "clipboard-read", "compute-pressure",
	"display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get",
	"idle-detection", "keyboard-map", "local-fonts", "magnetometer", "microphone", "midi", "otp-credentials", "payment",
	"picture-in-picture", "private-state-token-issuance", "private-state-token-redemption", "screen-wake-lock", "serial",
	"speaker-selection", "storage-access", "sync-xhr", "usb", "window-management", "xr-spatial-tracking",
}

var permissies = strings.Join(eigen, "=(self), ") + "=(self), " + strings.Join(niemand, "=(), ") + "=()"

// hsts is two years, which is what the preload list of browsers asks for. Being on
// that list is a step that the owner of the domain takes; the header only allows it.
const hsts = "max-age=63072000; includeSubDomains; preload"

var veiligeKoppen = map[string]string{
	"Content-Security-Policy":      csp,
	"X-Content-Type-Options":       "nosniff",
	"Referrer-Policy":              "same-origin", // a form that meets the end of a session goes back by it
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Embedder-Policy": "require-corp",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Permissions-Policy":           permissies,
}

// Koppen sets the headers that keep a browser safe, on every answer. tls: visitors
// come over https.
func Koppen(tls bool) func(http.Handler) http.Handler {
	vast := http.Header{} // shared by all answers: who wants another value sets a new one
	for naam, waarde := range veiligeKoppen {
		vast.Set(naam, waarde)
	}
	if tls {
		vast.Set("Strict-Transport-Security", hsts)
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h := w.Header()
			for naam, waarde := range vast {
				h[naam] = waarde
			}
			next.ServeHTTP(w, r)
		})
	}
}

// MetBeelden lets the pages behind it show images of one other site, such as the tiles
// of a map. An empty oorsprong changes nothing.
func MetBeelden(oorsprong string) func(http.Handler) http.Handler {
	ruim := strings.Replace(csp, "img-src 'self'", "img-src 'self' "+oorsprong, 1)
	return func(next http.Handler) http.Handler {
		if oorsprong == "" {
			return next
		}
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Security-Policy", ruim)
			next.ServeHTTP(w, r)
		})
	}
}

// Persoonlijk keeps a page out of every cache.
func Persoonlijk(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// Wissen has the browser throw away what it holds of the portal, at the answer
// that ends a session: pages that it could still show to who sits down next, the
// one behind the back button among them, and whatever was stored. A browser heeds
// it over https alone.
//
// "cookies" is left out on purpose. It would take those of the whole registered
// domain, so whoever logs out of mantelzorg.gemeente.nl would also be logged out of
// every other site of gemeente.nl. Ours is a __Host- cookie, and ending the session
// expires it by itself, in the browser and in the database.
func Wissen(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Clear-Site-Data", `"cache", "storage"`)
		next.ServeHTTP(w, r)
	})
}
