package web

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"

	"mantelpunt/web/kleur"
)

func vraag(t *testing.T, methode, adres, codering string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(methode, adres, nil)
	if codering != "" {
		r.Header.Set("Accept-Encoding", codering)
	}
	w := httptest.NewRecorder()
	Statisch().ServeHTTP(w, r)
	return w.Result()
}

func inhoud(t *testing.T, r io.Reader) []byte {
	t.Helper()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAssetsZijnGebouwd(t *testing.T) {
	if err := Controleer(); err != nil {
		t.Fatal(err)
	}
	for _, naam := range []string{
		"main.css", "print.css", "main.js", "icons.svg", "favicon.svg", "check.svg", "chevron.svg",
		"merk-veldwaarde.svg", "merk-lindemeer.svg",
		kleur.Thema{}.Letterbestand(), kleur.Thema{Letter: "atkinson"}.Letterbestand(),
	} {
		adres := Asset(naam)
		if !regexp.MustCompile(`^/static/[a-z0-9-]+\.[0-9a-f]{10}\.[a-z0-9]+$`).MatchString(adres) {
			t.Errorf("Asset(%q) = %q", naam, adres)
		}
		if res := vraag(t, http.MethodGet, adres, ""); res.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d", adres, res.StatusCode)
		}
	}
}

func TestAssetPaniektBijOnbekendeNaam(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("geen paniek")
		}
	}()
	Asset("bestaat-niet.css")
}

func TestZonderAssetsEenBegrijpelijkeZin(t *testing.T) {
	_, err := manifestVan(fstest.MapFS{"dist/.gitkeep": {}})
	if !errors.Is(err, errGeenAssets) || !strings.Contains(err.Error(), "make assets") {
		t.Errorf("fout = %v", err)
	}
}

func TestStatisch(t *testing.T) {
	css := Asset("main.css")
	gewoon := inhoud(t, vraag(t, http.MethodGet, css, "").Body)

	res := vraag(t, http.MethodGet, css, "gzip, deflate")
	if res.Header.Get("Content-Encoding") != "gzip" || res.Header.Get("Vary") != "Accept-Encoding" {
		t.Errorf("koppen: %v", res.Header)
	}
	z, err := gzip.NewReader(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(inhoud(t, z), gewoon) {
		t.Error("gzip geeft een ander bestand")
	}

	res = vraag(t, http.MethodGet, css, "gzip, deflate, br;q=0.9")
	if res.Header.Get("Content-Encoding") != "br" {
		t.Errorf("koppen: %v", res.Header)
	}
	if !bytes.Equal(inhoud(t, brotli.NewReader(res.Body)), gewoon) {
		t.Error("brotli geeft een ander bestand")
	}

	for kop, wil := range map[string]string{
		"Content-Type":  "text/css; charset=utf-8",
		"Cache-Control": "public, max-age=31536000, immutable",
	} {
		if got := res.Header.Get(kop); got != wil {
			t.Errorf("%s = %q, wil %q", kop, got, wil)
		}
	}

	letter := vraag(t, http.MethodGet, Asset("source-sans-3-latin.woff2"), "gzip, br")
	if letter.Header.Get("Content-Type") != "font/woff2" || letter.Header.Get("Content-Encoding") != "" {
		t.Errorf("letter: %v", letter.Header)
	}
	if res := vraag(t, http.MethodHead, css, ""); res.StatusCode != http.StatusOK || len(inhoud(t, res.Body)) != 0 {
		t.Errorf("HEAD: status %d", res.StatusCode)
	}
}

func TestStatischWeigert(t *testing.T) {
	for _, tt := range []struct {
		methode, adres string
		status         int
	}{
		{http.MethodGet, "/static/", http.StatusNotFound},
		{http.MethodGet, "/static", http.StatusNotFound},
		{http.MethodGet, "/static/main.css", http.StatusNotFound},
		{http.MethodGet, Asset("main.css") + ".gz", http.StatusNotFound},
		{http.MethodGet, "/static/../manifest.json", http.StatusNotFound},
		{http.MethodGet, "/static/../lettertypen/NotoSans-Bold.ttf", http.StatusNotFound},
		{http.MethodPost, Asset("main.css"), http.StatusMethodNotAllowed},
	} {
		if res := vraag(t, tt.methode, tt.adres, ""); res.StatusCode != tt.status {
			t.Errorf("%s %s: status %d, wil %d", tt.methode, tt.adres, res.StatusCode, tt.status)
		}
	}
}

func TestAanvaardt(t *testing.T) {
	for _, tt := range []struct {
		header, codering string
		wil              bool
	}{
		{"", "gzip", false},
		{"gzip", "gzip", true},
		{"gzip, br", "br", true},
		{"deflate, gzip;q=1.0, *;q=0.5", "gzip", true},
		{"gzip;q=0", "gzip", false},
		{"GZIP", "gzip", true},
		{"x-gzip", "gzip", false},
	} {
		if got := aanvaardt(tt.header, tt.codering); got != tt.wil {
			t.Errorf("aanvaardt(%q, %q) = %v", tt.header, tt.codering, got)
		}
	}
}

// TestStijlPastBinnenDeCSP checks what the policy of the site relies on.
func TestStijlPastBinnenDeCSP(t *testing.T) {
	css := string(inhoud(t, vraag(t, http.MethodGet, Asset("main.css"), "").Body)) +
		string(inhoud(t, vraag(t, http.MethodGet, Asset("print.css"), "").Body))
	for _, verboden := range []string{"data:", "//", "@import", "expression("} {
		if strings.Contains(css, verboden) {
			t.Errorf("de stijl bevat %q", verboden)
		}
	}
	for _, m := range regexp.MustCompile(`url\(["']?([^)"']+)`).FindAllStringSubmatch(css, -1) {
		if res := vraag(t, http.MethodGet, m[1], ""); res.StatusCode != http.StatusOK {
			t.Errorf("%s in de stijl: status %d", m[1], res.StatusCode)
		}
	}
	js := string(inhoud(t, vraag(t, http.MethodGet, Asset("main.js"), "").Body))
	for _, verboden := range []string{"innerHTML", "eval(", "insertAdjacentHTML", "document.write"} {
		if strings.Contains(js, verboden) {
			t.Errorf("het script bevat %q", verboden)
		}
	}
}

func TestLettertypen(t *testing.T) {
	for _, naam := range []string{"NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"} {
		b, err := fs.ReadFile(Lettertypen(), naam)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(b, []byte{0, 1, 0, 0}) {
			t.Errorf("%s is geen TrueType-lettertype", naam)
		}
	}
}

func TestLuminantiesDalenVanLichtNaarDonker(t *testing.T) {
	lum := Luminanties()
	vorige := 1.0
	for _, stap := range kleur.Stappen {
		if lum[stap] <= 0 || lum[stap] >= vorige {
			t.Errorf("stap %d: %v na %v", stap, lum[stap], vorige)
		}
		vorige = lum[stap]
	}
}

func TestTestBestand(t *testing.T) {
	b, err := TestBestand("axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(b, []byte("axe")) {
		t.Error("axe.min.js is iets anders")
	}
	if _, err := fs.Stat(distFS, "dist/test"); err == nil {
		t.Error("het programma draagt de testbestanden mee")
	}
	if _, err := TestBestand("bestaat-niet.js"); err == nil {
		t.Error("geen fout voor een bestand dat er niet is")
	}
}
