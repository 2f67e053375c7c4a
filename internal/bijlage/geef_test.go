package bijlage

import (
	"mime"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestGeefIsAlwaysADownload(t *testing.T) {
	for _, naam := range []string{
		"brief.pdf", "Özlem “Çelik” – قرار.pdf", `a".pdf`, "a\r\nSet-Cookie: x=1.pdf", "a;b=c.pdf", `a\b.pdf`, "50% & meer.jpg", strings.Repeat("ë", 80) + ".png", "it's (1).pdf",
	} {
		w := httptest.NewRecorder()
		Geef(w, Bijlage{Naam: naam, Type: PDF}, []byte("inhoud"))
		h := w.Result().Header
		soort, delen, err := mime.ParseMediaType(h.Get("Content-Disposition"))
		if err != nil || soort != "attachment" || delen["filename"] != naam && !strings.ContainsAny(naam, "\r\n") {
			t.Errorf("%q: %s %v %v", naam, soort, delen, err)
		}
		if strings.ContainsAny(h.Get("Content-Disposition"), "\r\n") || len(h) > 10 || h.Get("Set-Cookie") != "" {
			t.Errorf("%q: %v", naam, h)
		}
		for kop, wil := range map[string]string{
			"Content-Type": "application/octet-stream", "X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store", "Content-Length": "6",
			"Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
		} {
			if h.Get(kop) != wil {
				t.Errorf("%s: %q", kop, h.Get(kop))
			}
		}
		if w.Body.String() != "inhoud" {
			t.Error(w.Body)
		}
	}
}
