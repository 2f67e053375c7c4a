package httpx_test

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"
)

func TestForwardedAddressIsBelievedFromOurProxiesAlone(t *testing.T) {
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	for _, c := range []struct{ naam, van, keten, want string }{
		{"no proxy", "203.0.113.7:1", "", "203.0.113.7"},
		{"made up by a visitor", "203.0.113.7:1", "198.51.100.1", "203.0.113.7"},
		{"made up: one of our proxies", "203.0.113.7:1", "10.0.0.1", "203.0.113.7"},
		{"our proxy", "10.0.0.1:1", "198.51.100.1", "198.51.100.1"},
		{"a visitor wrote before it", "10.0.0.1:1", "192.0.2.9, 198.51.100.1", "198.51.100.1"},
		{"a visitor wrote as one of ours", "10.0.0.1:1", "192.0.2.9, 10.9.9.9, 198.51.100.1", "198.51.100.1"},
		{"three proxies in a row", "10.0.0.1:1", "198.51.100.1, 10.2.2.2, 10.3.3.3", "198.51.100.1"},
		{"nothing but proxies", "10.0.0.1:1", "10.4.4.4,10.2.2.2", "10.4.4.4"},
		{"silent proxy", "10.0.0.1:1", "", "10.0.0.1"},
		{"two headers", "10.0.0.1:1", "192.0.2.9|198.51.100.1, 10.2.2.2", "198.51.100.1"},
		{"garbage", "10.0.0.1:1", "onzin", "10.0.0.1"},
		{"garbage behind which a visitor hides", "10.0.0.1:1", "192.0.2.9, onzin", "10.0.0.1"},
		{"unknown (RFC 7239)", "10.0.0.1:1", "192.0.2.9, unknown", "10.0.0.1"},
		{"empty hop", "10.0.0.1:1", "192.0.2.9, ", "10.0.0.1"},
		{"garbage left of the visitor", "10.0.0.1:1", "%$#, 198.51.100.1", "198.51.100.1"},
		{"port", "10.0.0.1:1", "198.51.100.1:4711", "198.51.100.1"},
		{"IPv6", "[fd00::1]:1", "2001:db8::7", "2001:db8::7"},
		{"IPv6 in brackets", "[fd00::1]:1", "[2001:db8::7]", "2001:db8::7"},
		{"IPv6 and a port", "[fd00::1]:1", "[2001:db8::7]:443", "2001:db8::7"},
		{"half a bracket", "[fd00::1]:1", "[2001:db8::7", "fd00::1"},
		{"IPv6 by way of IPv4", "10.0.0.1:1", "2001:db8::7, fd00::2", "2001:db8::7"},
		{"zone", "[fd00::1]:1", "fe80::7%eth0", "fe80::7"},
		{"proxy with a zone", "[fd00::1%eth0]:1", "2001:db8::7", "2001:db8::7"},
		{"IPv4 in the clothes of IPv6", "[::ffff:10.0.0.1]:1", "::ffff:198.51.100.1", "198.51.100.1"},
		{"connection without a port", "203.0.113.7", "", "203.0.113.7"},
		{"Unix socket", "@", "198.51.100.1", "invalid IP"},
	} {
		t.Run(c.naam, func(t *testing.T) {
			r := httptest.NewRequest("GET", "/", nil)
			r.RemoteAddr = c.van
			for kop := range strings.SplitSeq(c.keten, "|") {
				if c.keten != "" {
					r.Header.Add("X-Forwarded-For", kop)
				}
			}
			r.Header.Set("Forwarded", "for=192.0.2.66") // never read
			r.Header.Set("X-Real-Ip", "192.0.2.66")
			var got netip.Addr
			httpx.MetAdres(proxies)(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = toegang.AdresUit(r.Context()) })).ServeHTTP(httptest.NewRecorder(), r)
			if got.String() != c.want {
				t.Errorf("%s via %q: %s, want %s", c.van, c.keten, got, c.want)
			}
		})
	}
}
