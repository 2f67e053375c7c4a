package account

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// Of a form with files that was sent without a session what was typed is kept; the
// files are not, whatever their size.
func TestFilesAreNotKeptForWhoMustLogIn(t *testing.T) {
	p := nieuw(t)
	for _, grootte := range []int{100, 5 << 20} {
		b := p.browser()
		var body bytes.Buffer
		mw := multipart.NewWriter(&body)
		if err := mw.WriteField("zin", "blijft"); err != nil {
			t.Fatal(err)
		}
		w, err := mw.CreateFormFile("bewijs", "geheim-op-papier.pdf")
		if err == nil {
			_, err = w.Write(bytes.Repeat([]byte("inhoud"), grootte/6))
		}
		if err == nil {
			err = mw.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		r, err := http.NewRequest(http.MethodPost, p.url+"/bestand", &body)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", mw.FormDataContentType())
		if res := b.doe(r); res.status != 303 || res.naar != "/inloggen" {
			t.Fatalf("%d bytes: %d %s", grootte, res.status, res.naar)
		}
		code := b.vraagCode(email)
		if res := b.post("/inloggen/code", "code", code); res.naar != "/bestand" {
			t.Fatalf("%d %s", res.status, res.naar)
		}
		got := b.get("/bestand").koppen.Get("X-Bewaard")
		if got != (url.Values{"zin": {"blijft"}}).Encode() || strings.Contains(got, "geheim") {
			t.Errorf("%d bytes: kept %q", grootte, got)
		}
	}
}
