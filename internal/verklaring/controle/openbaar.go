package controle

import (
	"context"
	_ "embed"
	"net/http"
	"strings"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"
)

// openapi describes the API, for who builds a system that asks (OpenAPI 3.1).
//
//go:embed openapi.json
var openapi []byte

func (h Handler) uitleg(w http.ResponseWriter, r *http.Request) error {
	return httpx.Render(w, r, http.StatusOK, uitlegpagina())
}

// adres is how people read the address of the portal in the bar of their browser.
func adres(ctx context.Context) string {
	_, host, _ := strings.Cut(toegang.GemeenteUit(ctx).URL, "://")
	return host
}

// jwks gives the public keys with which anybody can check the proof in a QR code
// without asking us (RFC 7517): those of now, and of before.
func (h Handler) jwks(w http.ResponseWriter, r *http.Request) error {
	b, err := h.Zegels.JWKS(toegang.GemeenteUit(r.Context()).Slug)
	if err != nil {
		return err
	}
	voorIedereen(w, "application/jwk-set+json")
	_, _ = w.Write(b) // who asked may have left
	return nil
}

func (h Handler) openapi(w http.ResponseWriter, r *http.Request) error {
	voorIedereen(w, "application/json")
	_, _ = w.Write(openapi) // who asked may have left
	return nil
}

// voorIedereen lets pages of other sites read an answer too: it is the same for all.
func voorIedereen(w http.ResponseWriter, soort string) {
	w.Header().Set("Content-Type", soort)
	w.Header().Set("Cache-Control", "public, max-age=3600") // a new key is in use at once: whoever misses it asks again
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
}
