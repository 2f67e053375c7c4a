package httpx

import (
	"net/http"
	"net/netip"
	"strings"

	"mantelpunt/internal/toegang"
)

// MetAdres finds the visitor's address. What X-Forwarded-For says is read from the
// right, where the nearest proxy wrote, for as long as the one who wrote it is one
// of ours. What stands further to the left the visitor may have made up.
func MetAdres(proxies []netip.Prefix) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			a := bezoekersadres(r.RemoteAddr, r.Header.Values("X-Forwarded-For"), proxies)
			next.ServeHTTP(w, r.WithContext(toegang.MetAdres(r.Context(), a)))
		})
	}
}

// bezoekersadres is the right-most hop that is not one of our proxies: the
// connection itself, or what the left-most of our proxies saw. When that one wrote
// something that is no address, the visitor is counted as that proxy: strangers
// together, and never under an address of their own choice.
func bezoekersadres(verbinding string, koppen []string, proxies []netip.Prefix) netip.Addr {
	adres := leesAdres(verbinding)
	keten := strings.Join(koppen, ",")
	for vertrouwd(adres, proxies) && keten != "" {
		i := strings.LastIndexByte(keten, ',')
		volgende := leesAdres(strings.TrimSpace(keten[i+1:]))
		if !volgende.IsValid() {
			break
		}
		adres, keten = volgende, keten[:max(i, 0)]
	}
	return adres
}

func vertrouwd(a netip.Addr, proxies []netip.Prefix) bool {
	for _, p := range proxies {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// leesAdres reads what servers and proxies write: an address with or without a
// port, IPv6 in brackets or not. An IPv4 address in the clothes of IPv6 is that
// IPv4 address; a zone says something about our own network alone and goes. The
// zero value is no address.
func leesAdres(s string) netip.Addr {
	if ap, err := netip.ParseAddrPort(s); err == nil {
		return ap.Addr().WithZone("").Unmap()
	}
	if binnen, ok := strings.CutPrefix(s, "["); ok {
		if s, ok = strings.CutSuffix(binnen, "]"); !ok {
			return netip.Addr{}
		}
	}
	a, err := netip.ParseAddr(s)
	if err != nil {
		return netip.Addr{}
	}
	return a.WithZone("").Unmap()
}
