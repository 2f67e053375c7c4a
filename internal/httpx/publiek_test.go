package httpx_test

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/a-h/templ"
)

// publiek is a page that counts how often it is made and given.
type publiek struct {
	kast            *httpx.Kast
	generatie       int64
	sinds           time.Time
	status          int
	fout            error
	gemaakt, geteld int
	achter          bool
	bij             func() // done whenever it is asked for
}

func (p *publiek) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if p.bij != nil {
		p.bij()
	}
	err := httpx.Publiek(w, r, p.kast, momentopname.Stand{Generatie: p.generatie, Sinds: p.sinds, Nieuwst: !p.achter}, func() (int, templ.Component, error) {
		p.gemaakt++
		c := templ.ComponentFunc(func(ctx context.Context, b io.Writer) error {
			_, err := fmt.Fprintf(b, "%s %d %s %s%s", r.URL, p.generatie, i18n.Code(ctx), web.KaderUit(ctx).GegevensVan, strings.Repeat(" tekst", 500))
			return err
		})
		return p.status, httpx.BijElkeKeer(c, func() { p.geteld++ }), p.fout
	})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func nieuwPubliek() *publiek {
	return &publiek{kast: httpx.NieuweKast(1 << 20), generatie: 7, sinds: time.Now(), status: http.StatusOK}
}

func (p *publiek) vraag(t *testing.T, pad string, doe ...func(*http.Request)) *http.Response {
	t.Helper()
	r := httptest.NewRequest("GET", pad, nil)
	r.Header.Set("Accept-Encoding", "gzip")
	r = metKader(r)
	for _, f := range doe {
		f(r)
	}
	w := httptest.NewRecorder()
	httpx.Gecomprimeerd(p).ServeHTTP(w, r)
	return w.Result()
}

func metKader(r *http.Request) *http.Request {
	return r.WithContext(web.MetKader(toegang.MetGemeente(r.Context(), toegang.Gemeente{URL: "https://een.example"}), web.Kader{Versie: "1"}))
}

func kop1(naam, waarde string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set(naam, waarde) }
}

func inhoud(t *testing.T, res *http.Response) string {
	t.Helper()
	var r io.Reader = res.Body
	if res.Header.Get("Content-Encoding") == "gzip" {
		var err error
		if r, err = gzip.NewReader(res.Body); err != nil {
			t.Fatal(err)
		}
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestPublicPageIsKeptAtTheSecondSight(t *testing.T) {
	p := nieuwPubliek()
	welEerst, nietEerst := httpx.KastCijfers()
	var tekst, merk string
	for i, want := range []int{1, 2, 2, 2} {
		res := p.vraag(t, "/aanbod?q=respijt")
		s := inhoud(t, res)
		if i == 0 {
			tekst, merk = s, res.Header.Get("ETag")
		}
		if p.gemaakt != want || p.geteld != i+1 || s != tekst || res.Header.Get("ETag") != merk || res.Header.Get("Content-Encoding") != "gzip" ||
			res.Header.Get("Cache-Control") != "no-cache" || res.Header.Get("Vary") != "Accept-Encoding" || res.Header.Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("time %d: made %d, counted %d, %v", i, p.gemaakt, p.geteld, res.Header)
		}
	}
	wel, niet := httpx.KastCijfers()
	if n, bytes := p.kast.Inhoud(); n != 1 || bytes == 0 || bytes != p.kast.Bytes() || wel-welEerst != 2 || niet-nietEerst != 2 {
		t.Error(n, bytes, wel, niet)
	}

	// the same in another order, and in other ways of asking
	if p.vraag(t, "/a?x=1&b=2&x=0"); p.gemaakt != 3 {
		t.Error("another page was the same")
	}
	if p.vraag(t, "/a?b=2&x=1&x=0"); p.gemaakt != 4 { // second sight
		t.Error("not made")
	}
	if s := inhoud(t, p.vraag(t, "/a?x=1&x=0&b=2")); p.gemaakt != 4 || !strings.HasPrefix(s, "/a?b=2&x=1&x=0") {
		t.Error("the order of names made another page")
	}
	if p.vraag(t, "/a?x=0&x=1&b=2"); p.gemaakt != 5 {
		t.Error("the order of values is no part of the address")
	}
	if s := inhoud(t, p.vraag(t, "/aanbod?q=respijt", kop1("Accept-Encoding", "br, gzip;q=0"))); s != tekst || p.gemaakt != 5 {
		t.Error("who cannot unpack got something else")
	}
	res := p.vraag(t, "/aanbod?q=respijt", func(r *http.Request) { r.Method = http.MethodHead })
	if s, _ := io.ReadAll(res.Body); len(s) != 0 || res.StatusCode != 200 || res.ContentLength <= 0 || p.gemaakt != 5 {
		t.Errorf("HEAD: %d bytes, length %d", len(s), res.ContentLength)
	}
	if res := p.vraag(t, "/aanbod?q=respijt", kop1("Range", "bytes=0-9")); res.StatusCode != 200 || inhoud(t, res) != tekst {
		t.Error("a part was given")
	}
}

func TestVisitorWhoHasAPageIsToldSo(t *testing.T) {
	p := nieuwPubliek()
	merk := p.vraag(t, "/").Header.Get("ETag")
	for _, zo := range []string{merk, `"iets", ` + merk, strings.TrimPrefix(merk, "W/")} {
		res := p.vraag(t, "/", kop1("If-None-Match", zo))
		if res.StatusCode != http.StatusNotModified || p.gemaakt != 1 || res.Header.Get("ETag") != merk || inhoud(t, res) != "" || res.Header.Get("Content-Encoding") != "" {
			t.Errorf("%s: status %d, made %d, %v", zo, res.StatusCode, p.gemaakt, res.Header)
		}
	}
	anders := map[string]func(*http.Request){
		"language": func(r *http.Request) { *r = *r.WithContext(i18n.MetTaal(r.Context(), "en")) },
		"address":  func(r *http.Request) { r.URL.RawQuery = "q=iets" },
		"gemeente": func(r *http.Request) {
			*r = *r.WithContext(toegang.MetGemeente(r.Context(), toegang.Gemeente{URL: "https://twee.example"}))
		},
		"settings": func(r *http.Request) { *r = *r.WithContext(web.MetKader(r.Context(), web.Kader{Versie: "2"})) },
		"data":     func(*http.Request) { p.generatie++ },
	}
	for naam, f := range anders {
		if res := p.vraag(t, "/", kop1("If-None-Match", merk), f); res.StatusCode != 200 || res.Header.Get("ETag") == merk {
			t.Errorf("another %s: status %d", naam, res.StatusCode)
		}
	}
}

func TestNewGenerationTakesThePlaceOfTheOld(t *testing.T) {
	p := nieuwPubliek()
	p.vraag(t, "/")
	p.vraag(t, "/")
	p.generatie++
	for range 2 {
		if s := inhoud(t, p.vraag(t, "/")); !strings.HasPrefix(s, "/ 8") {
			t.Error(s[:10])
		}
	}
	if n, _ := p.kast.Inhoud(); n != 1 || p.gemaakt != 3 {
		t.Errorf("%d pages kept, made %d", n, p.gemaakt)
	}
}

// What may hold something of one person is made for that person, and nobody keeps it.
func TestPageOfOnePersonIsNotKept(t *testing.T) {
	for naam, zo := range map[string]func(*http.Request){
		"logged in": func(r *http.Request) {
			*r = *r.WithContext(toegang.MetPersoon(r.Context(), toegang.Persoon{Soort: toegang.Burger}))
		},
		"message": func(r *http.Request) {
			*r = *r.WithContext(web.MetKader(r.Context(), web.Kader{Versie: "1", Flits: "Opgeslagen"}))
		},
		"verwijzer":  kop1("Cookie", "iets=1; "+httpx.VoorKoekje(false)+"=verwijzer"),
		"https view": kop1("Cookie", httpx.VoorKoekje(true)+"=verwijzer"),
	} {
		t.Run(naam, func(t *testing.T) {
			p := nieuwPubliek()
			merk := p.vraag(t, "/").Header.Get("ETag")
			p.vraag(t, "/")
			for i := range 3 {
				res := p.vraag(t, "/", zo, kop1("If-None-Match", merk))
				if res.StatusCode != 200 || p.gemaakt != 3+i || res.Header.Get("ETag") != "" || res.Header.Get("Cache-Control") != "private, no-store" {
					t.Errorf("status %d, made %d, %v", res.StatusCode, p.gemaakt, res.Header)
				}
			}
			if p.vraag(t, "/", kop1("Cookie", "van-een-ander=1; "+httpx.LijstKoekje(false)+"=x")); p.gemaakt != 5 {
				t.Error("a cookie that changes no page matters")
			}
		})
	}
	t.Run("session or new cookie", func(t *testing.T) {
		p := nieuwPubliek()
		p.vraag(t, "/")
		p.vraag(t, "/")
		for _, kop := range []string{"Cache-Control", "Set-Cookie"} {
			w := httptest.NewRecorder()
			w.Header().Set(kop, "no-store")
			p.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
			if w.Header().Get("ETag") != "" || w.Header().Get("Cache-Control") != "private, no-store" {
				t.Errorf("%s: %v", kop, w.Header())
			}
		}
	})
}

func TestOnlyAPageThatWentWellIsKept(t *testing.T) {
	p := nieuwPubliek()
	p.status = http.StatusGone
	for range 3 {
		if res := p.vraag(t, "/"); res.StatusCode != http.StatusGone || res.Header.Get("ETag") != "" {
			t.Errorf("%d %v", res.StatusCode, res.Header)
		}
	}
	p.fout = errors.New("kapot")
	if res := p.vraag(t, "/"); res.StatusCode != 500 || p.gemaakt != 4 || p.geteld != 3 || p.kast.Bytes() != 0 {
		t.Errorf("status %d, made %d, counted %d", res.StatusCode, p.gemaakt, p.geteld)
	}
}

// A page of long ago says of when it is, to everybody: also who has it already.
func TestPageOfLongAgoSaysSo(t *testing.T) {
	p := nieuwPubliek()
	merk := p.vraag(t, "/").Header.Get("ETag")
	p.vraag(t, "/")
	p.sinds = time.Date(2026, 11, 22, 13, 20, 0, 0, time.UTC)
	for range 2 {
		res := p.vraag(t, "/", kop1("If-None-Match", merk))
		if s := inhoud(t, res); res.StatusCode != 200 || !strings.Contains(s, "14.20 uur") || res.Header.Get("ETag") != "" || res.Header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%d %v %.80s", res.StatusCode, res.Header, s)
		}
	}
	p.sinds = time.Now().Add(-4 * time.Minute)
	if s := inhoud(t, p.vraag(t, "/")); strings.Contains(s, "uur") || p.gemaakt != 4 {
		t.Errorf("%.80s, made %d", s, p.gemaakt)
	}
}

// Who makes up addresses fills nothing: a page is kept when it is asked for again,
// and all pages together take no more than was allowed.
func TestKeptPagesAreBounded(t *testing.T) {
	p := nieuwPubliek()
	for i := range 5000 {
		p.vraag(t, fmt.Sprintf("/aanbod?x=%d", i))
	}
	if p.kast.Bytes() != 0 {
		t.Error("kept at first sight")
	}
	p.kast = httpx.NieuweKast(20_000)
	for i := range 300 {
		for range 2 {
			p.vraag(t, fmt.Sprintf("/aanbod?x=%d", i))
		}
		p.vraag(t, "/") // what is asked for between stays
	}
	n, bytes := p.kast.Inhoud()
	if bytes > 20_000 || bytes < 15_000 || n < 20 {
		t.Errorf("%d pages, %d bytes", n, bytes)
	}
	gemaakt := p.gemaakt
	if p.vraag(t, "/"); p.gemaakt != gemaakt {
		t.Error("the page that everybody asks for was thrown out")
	}
	lang := "/aanbod?q=" + strings.Repeat("x", 600)
	p.vraag(t, lang)
	p.vraag(t, lang)
	if na, _ := p.kast.Inhoud(); na != n {
		t.Error("an address of any length is kept")
	}
	p.kast = httpx.NieuweKast(100)
	for range 3 {
		p.vraag(t, "/")
	}
	if p.kast.Bytes() != 0 {
		t.Error("a page that does not fit is kept")
	}
}

func BenchmarkBewaardePagina(b *testing.B) {
	p := nieuwPubliek()
	r := httptest.NewRequest("GET", "/aanbod?q=respijt&thema=educatie", nil)
	r = r.WithContext(toegang.MetGemeente(r.Context(), toegang.Gemeente{URL: "https://een.example"}))
	r.Header.Set("Accept-Encoding", "gzip")
	b.ReportAllocs()
	for b.Loop() {
		p.ServeHTTP(httptest.NewRecorder(), r)
	}
}
