package httpx_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"mantelpunt/internal/httpx"
)

func koppen(h http.Handler) http.Header {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	return w.Header()
}

var niets = http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})

func TestHeadersThatKeepABrowserSafe(t *testing.T) {
	h := koppen(httpx.Koppen(true)(niets))
	for kop, wil := range map[string]string{
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
		"Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Resource-Policy": "same-origin",
		"Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
	} {
		if h.Get(kop) != wil {
			t.Errorf("%s: %q, want %q", kop, h.Get(kop), wil)
		}
	}
	if koppen(httpx.Koppen(false)(niets)).Get("Strict-Transport-Security") != "" {
		t.Error("no HSTS without https")
	}
}

func TestContentSecurityPolicy(t *testing.T) {
	regels := map[string]string{}
	for r := range strings.SplitSeq(koppen(httpx.Koppen(true)(niets)).Get("Content-Security-Policy"), "; ") {
		naam, waarde, _ := strings.Cut(r, " ")
		if _, al := regels[naam]; al {
			t.Errorf("%s twice", naam)
		}
		regels[naam] = waarde
	}
	for naam, wil := range map[string]string{
		"default-src": "'none'", "base-uri": "'none'", "frame-ancestors": "'none'", "trusted-types": "'none'", "require-trusted-types-for": "'script'",
		"script-src": "'self'", "style-src": "'self'", "img-src": "'self'", "font-src": "'self'", "connect-src": "'self'", "form-action": "'self'",
	} {
		if regels[naam] != wil {
			t.Errorf("%s is %q, want %q", naam, regels[naam], wil)
		}
		delete(regels, naam)
	}
	if len(regels) > 0 {
		t.Errorf("more than was thought about: %v", regels)
	}
}

// The pages log in with a passkey and copy a code; they need nothing else of the machine.
func TestPermissions(t *testing.T) {
	eigen := map[string]bool{"publickey-credentials-create": true, "publickey-credentials-get": true, "clipboard-write": true}
	gezien := map[string]bool{}
	for r := range strings.SplitSeq(koppen(httpx.Koppen(true)(niets)).Get("Permissions-Policy"), ", ") {
		naam, wie, _ := strings.Cut(r, "=")
		if gezien[naam] {
			t.Errorf("%s twice", naam)
		}
		gezien[naam] = true
		if eigen[naam] != (wie == "(self)") || !eigen[naam] && wie != "()" {
			t.Errorf("%s for %s", naam, wie)
		}
	}
	for _, naam := range []string{"publickey-credentials-get", "clipboard-write", "camera", "microphone", "geolocation", "payment", "usb"} {
		if !gezien[naam] {
			t.Errorf("%s is not named", naam)
		}
	}
}

func TestPersonalPagesAndTheEndOfASession(t *testing.T) {
	if c := koppen(httpx.Persoonlijk(niets)).Get("Cache-Control"); c != "no-store" {
		t.Errorf("Cache-Control %q", c)
	}
	// never "cookies": that is every site of the gemeente
	if c := koppen(httpx.Wissen(niets)).Get("Clear-Site-Data"); c != `"cache", "storage"` {
		t.Errorf("Clear-Site-Data %q", c)
	}
}
