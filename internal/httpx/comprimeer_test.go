package httpx_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"mantelpunt/internal/httpx"
)

func TestWhatIsCompressed(t *testing.T) {
	lang := strings.Repeat("mantelzorg ", 200)
	schrijf := func(w http.ResponseWriter, delen ...string) {
		for _, d := range delen {
			_, _ = io.WriteString(w, d)
		}
	}
	for naam, c := range map[string]struct {
		doe       func(http.ResponseWriter)
		accepteer string
		gzip      bool
		status    int
		tekst     string
	}{
		"a page": {func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(410)
			schrijf(w, lang)
		}, "br, gzip", true, 410, lang},
		"in small parts": {func(w http.ResponseWriter) { schrijf(w, strings.Split(lang, " ")...) }, "gzip", true, 200, strings.ReplaceAll(lang, " ", "")},
		"a short answer": {func(w http.ResponseWriter) { w.WriteHeader(404); schrijf(w, "weg") }, "gzip", false, 404, "weg"},
		"nothing":        {func(w http.ResponseWriter) { w.WriteHeader(304) }, "gzip", false, 304, ""},
		"not wanted":     {func(w http.ResponseWriter) { schrijf(w, lang) }, "gzip;q=0, br", false, 200, lang},
		"wanted a bit":   {func(w http.ResponseWriter) { schrijf(w, lang) }, "br, *; q=0.1", true, 200, lang},
		"a picture":      {func(w http.ResponseWriter) { w.Header().Set("Content-Type", "image/png"); schrijf(w, lang) }, "gzip", false, 200, lang},
		"compressed":     {func(w http.ResponseWriter) { w.Header().Set("Content-Encoding", "br"); schrijf(w, "kort") }, "gzip", false, 200, "kort"},
		"a part": {func(w http.ResponseWriter) {
			w.Header().Set("Content-Range", "bytes 0-9/10")
			w.WriteHeader(206)
			schrijf(w, lang)
		}, "gzip", false, 206, lang},
		"a length": {func(w http.ResponseWriter) { w.Header().Set("Content-Length", "2200"); schrijf(w, lang) }, "gzip", true, 200, lang},
		"flushed": {func(w http.ResponseWriter) {
			schrijf(w, "eerst ")
			if err := http.NewResponseController(w).Flush(); err != nil {
				t.Error(err)
			}
			schrijf(w, lang)
		}, "gzip", false, 200, "eerst " + lang},
		"flushed later": {func(w http.ResponseWriter) {
			schrijf(w, lang)
			_ = http.NewResponseController(w).Flush()
			schrijf(w, lang)
		}, "gzip", true, 200, lang + lang},
	} {
		t.Run(naam, func(t *testing.T) {
			srv := httptest.NewServer(httpx.Gecomprimeerd(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { c.doe(w) })))
			defer srv.Close()
			r, err := http.NewRequest("GET", srv.URL, nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Accept-Encoding", c.accepteer)
			res, err := srv.Client().Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = res.Body.Close() }()
			var b io.Reader = res.Body
			if is := res.Header.Get("Content-Encoding") == "gzip"; is != c.gzip {
				t.Errorf("compressed %v", is)
			} else if is {
				if b, err = gzip.NewReader(res.Body); err != nil {
					t.Fatal(err)
				}
			}
			s, err := io.ReadAll(b)
			if err != nil || string(s) != c.tekst || res.StatusCode != c.status || res.Header.Get("Vary") != "Accept-Encoding" {
				t.Errorf("%d %v %v: %d bytes", res.StatusCode, res.Header, err, len(s))
			}
		})
	}
}

// A page that breaks halfway leaves nothing behind, so that an error page can be sent.
func TestNothingIsSentAfterAPanic(t *testing.T) {
	w := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("Accept-Encoding", "gzip")
	func() {
		defer func() { _ = recover() }()
		httpx.Gecomprimeerd(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(200)
			_, _ = io.WriteString(w, "half")
			panic("kapot")
		})).ServeHTTP(w, r)
	}()
	if w.Body.Len() > 0 || w.Header().Get("Content-Encoding") != "" {
		t.Errorf("%q %v", w.Body, w.Header())
	}
}
