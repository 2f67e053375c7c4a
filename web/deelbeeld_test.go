package web

import (
	"image"
	_ "image/png"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestEveryMarkHasAPictureToShare(t *testing.T) {
	gezien := map[string]bool{}
	for _, merk := range []string{"", "veldwaarde", "lindemeer", "anders"} {
		adres := Deelbeeld(merk)
		gezien[adres] = true
		w := httptest.NewRecorder()
		Statisch().ServeHTTP(w, httptest.NewRequest(http.MethodGet, adres, nil))
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "image/png" {
			t.Fatalf("%s: %d %s", adres, w.Code, w.Header().Get("Content-Type"))
		}
		n := w.Body.Len()
		if c, _, err := image.DecodeConfig(w.Body); err != nil || c.Width != 1200 || c.Height != 630 || n > 100_000 {
			t.Errorf("%s: %d by %d, %d bytes: %v", adres, c.Width, c.Height, n, err)
		}
	}
	if len(gezien) != 2 {
		t.Errorf("%d pictures of two marks", len(gezien))
	}
}
