package httpx

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"mantelpunt/internal/i18n"
)

// What comes out of a form can be stored and shown, whatever went in, and cleaning
// it twice changes nothing.
func FuzzFormulier(f *testing.F) {
	for _, s := range []string{
		"naam=Jan+de+Wit&naam=&doelen=a&doelen=b", "a=%00%ff%c3&b=%0d%0aSet-Cookie:+x", "%00=1&%ff=2&=3", "a=%zz", "a;b=c",
		"tekst=++een%0D%0Atwee%09drie%7f++", "a=%E2%80%AE%E2%80%8F%EF%BB%BF", "a=%C2%A0%E3%80%80x", strings.Repeat("a=b&", 12_000),
	} {
		f.Add(s, "application/x-www-form-urlencoded")
	}
	f.Add("--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\"\r\n\r\nc\r\n--x--\r\n", "multipart/form-data; boundary=x")
	f.Add("a=b", "application/x-www-form-urlencoded; charset=utf-16")
	f.Add("a=b", "\x00")
	f.Fuzz(func(t *testing.T, body, soort string) {
		r := httptest.NewRequest(http.MethodPost, "/?alleen-in-het-adres=1", strings.NewReader(body))
		r.Header["Content-Type"] = []string{soort}
		form, err := Formulier(httptest.NewRecorder(), r)
		if err != nil {
			if s := Status(err); s != 400 && s != 413 {
				t.Fatalf("status %d: %v", s, err)
			}
			return
		}
		if form.Has("alleen-in-het-adres") {
			t.Error("a value from the address is taken for one of the form")
		}
		for naam, waarden := range form {
			for _, w := range append(waarden, naam) {
				switch {
				case !utf8.ValidString(w), w != strings.TrimSpace(w), Schoon(w) != w:
					t.Errorf("not clean: %q", w)
				case strings.ContainsFunc(w, func(r rune) bool { return r != '\n' && r != '\t' && (r < ' ' || r == 0x7f) }):
					t.Errorf("control characters: %q", w)
				}
			}
		}
	})
}

// The address of a visitor is never one of the visitor's own choice.
func FuzzBezoekersadres(f *testing.F) {
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	for _, k := range []string{
		"", "198.51.100.1", "192.0.2.9, 198.51.100.1, 10.2.2.2", "onzin", ",,,", "10.1.1.1,10.2.2.2", "[2001:db8::7]:443", "[2001:db8::7", "::ffff:198.51.100.1",
		"fe80::1%eth0", "198.51.100.1:65536", "1.2.3", "0x7f.1", "198.51.100.01", "2001:db8::7, fd00::2",
	} {
		f.Add("10.0.0.1:1", k, "203.0.113.66")
		f.Add("[fd00::1]:1", k, "10.9.9.9, ")
		f.Add("203.0.113.7:1", k, "fd00::9")
	}
	f.Fuzz(func(t *testing.T, verbinding, keten, verzonnen string) {
		eigen := leesAdres(verbinding)
		a := bezoekersadres(verbinding, []string{keten}, proxies)
		if a.Zone() != "" || a.Is4In6() {
			t.Errorf("%s can be written in more than one way", a)
		}
		if !vertrouwd(eigen, proxies) && a != eigen {
			t.Errorf("%s said to be %s and was believed", eigen, a)
		}
		if !vertrouwd(a, proxies) || keten == "" { // what stands to the left of it changes nothing
			if b := bezoekersadres(verbinding, []string{verzonnen, keten}, proxies); a != b && keten != "" {
				t.Errorf("%q before %q makes %s of %s", verzonnen, keten, b, a)
			}
		}
		if a.IsValid() && a != eigen { // it stood there
			heeft := false
			for hop := range strings.SplitSeq(keten, ",") {
				heeft = heeft || leesAdres(strings.TrimSpace(hop)) == a
			}
			if !heeft {
				t.Errorf("%s is not in %q", a, keten)
			}
		}
	})
}

// Where EigenPad says yes, every browser stays at the portal: after a link, and
// after a redirect in any language.
func FuzzEigenPad(f *testing.F) {
	for _, s := range []string{
		"/", "/mijn?a=b#c", "//elders.example", "/\\elders.example", "/\t/elders.example", "/.//elders.example", "/x/..//elders.example", "/../..//elders.example",
		"/%2f/elders.example", "/@elders.example", "/:80", "/\u2028/elders.example", "/\u3000", "/\xff", "/?\r\nSet-Cookie: a=b", "javascript:alert(1)", "https://elders.example",
		"/en//elders.example", "/;//elders.example", "/?//elders.example", "/#//elders.example", "",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, pad string) {
		if !EigenPad(pad) {
			return
		}
		// what a browser makes of it (WHATWG URL): tabs and line ends go, \ is /
		kaal := strings.NewReplacer("\t", "", "\n", "", "\r", "", `\`, "/").Replace(strings.TrimFunc(pad, func(r rune) bool { return r <= ' ' }))
		if kaal != pad || !strings.HasPrefix(kaal, "/") || strings.HasPrefix(kaal, "//") {
			t.Fatalf("%q: a browser reads %q", pad, kaal)
		}
		for _, taal := range []string{"nl", "en"} {
			r := httptest.NewRequest(http.MethodPost, "https://portaal.example/inloggen", nil)
			w := httptest.NewRecorder()
			if err := Naar(w, r.WithContext(i18n.MetTaal(r.Context(), taal)), pad); err != nil {
				t.Fatal(err)
			}
			naar := w.Header().Get("Location")
			if strings.ContainsFunc(naar, func(r rune) bool { return r <= ' ' || r > unicode.MaxASCII || r == '\\' }) || !strings.HasPrefix(naar, "/") || strings.HasPrefix(naar, "//") {
				t.Errorf("%q redirects to %q", pad, naar)
			}
			if u, err := r.URL.Parse(naar); err == nil && (u.Host != "portaal.example" || u.Scheme != "https" || u.User != nil) {
				t.Errorf("%q leads to %s", pad, u)
			}
		}
		if u, err := url.Parse(pad); err == nil && (u.Host != "" || u.Scheme != "") {
			t.Errorf("%q names a host", pad)
		}
	})
}

// Whatever address is asked, the path that a page links to itself by is one of ours.
func FuzzMetTaal(f *testing.F) {
	for _, s := range []string{"/", "/en", "/en//elders.example", "//en//x", "/\t/x", "/en/\\x", "/nl//x", "\x00", "", "en", "/\u00a0/x", "/.//x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, pad string) {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.URL.Path = pad
		MetTaal(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			kaal := strings.NewReplacer("\t", "", "\n", "", "\r", "", `\`, "/").Replace(r.URL.Path)
			if !strings.HasPrefix(kaal, "/") || strings.HasPrefix(kaal, "//") {
				t.Errorf("%q in %s became %q", pad, i18n.Code(r.Context()), r.URL.Path)
			}
		})).ServeHTTP(httptest.NewRecorder(), r)
	})
}
