package httpx_test

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
	"time"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"
)

func TestLimitPerAddress(t *testing.T) {
	a, _ := stil()
	h := a.Begrens(httpx.NieuweLimiet(time.Hour, 2))(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	vraag := func(methode, adres string) int {
		r, w := httptest.NewRequest(methode, "/", nil), httptest.NewRecorder()
		h.ServeHTTP(w, r.WithContext(toegang.MetAdres(r.Context(), netip.MustParseAddr(adres))))
		return w.Code
	}
	for i, c := range []struct {
		methode, adres string
		want           int
	}{
		{"POST", "203.0.113.1", 200}, {"POST", "203.0.113.1", 200}, {"POST", "203.0.113.1", 429},
		{"GET", "203.0.113.1", 200},                                                              // reading is not limited
		{"POST", "203.0.113.2", 200},                                                             // nor is a neighbour
		{"POST", "2001:db8::1", 200}, {"POST", "2001:db8::2", 200}, {"POST", "2001:db8::3", 429}, // one connection, many addresses
		{"POST", "2001:db8:0:1::1", 200},
	} {
		if got := vraag(c.methode, c.adres); got != c.want {
			t.Errorf("%d: %s %s: %d, want %d", i, c.methode, c.adres, got, c.want)
		}
	}
}

// adres is the nth of many addresses that have nothing to do with each other.
func adres(n int) netip.Addr {
	return netip.AddrFrom4([4]byte{10, byte(n >> 16), byte(n >> 8), byte(n)})
}

func TestLimitForgetsFullBucketsAlone(t *testing.T) {
	l := httpx.NieuweLimiet(time.Hour, 1)
	if !l.Mag(adres(0)) || l.Mag(adres(0)) {
		t.Fatal("one turn, then none")
	}
	for i := range 10_002 {
		l.Mag(adres(i + 1))
	}
	if l.Mag(adres(0)) {
		t.Error("a spent bucket was forgotten")
	}
	snel := httpx.NieuweLimiet(time.Nanosecond, 1)
	for i := range 10_002 {
		if !snel.Mag(adres(i + 1)) {
			t.Fatal("a new address has a turn")
		}
	}
}
