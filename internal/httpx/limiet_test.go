package httpx_test

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
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

func TestLimitOverAllAddresses(t *testing.T) {
	a, log := stil()
	h := a.Begrens(httpx.NieuweLimiet(time.Hour, 2))(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	post := func(n int) int {
		r, w := httptest.NewRequest(http.MethodPost, "/", nil), httptest.NewRecorder()
		h.ServeHTTP(w, r.WithContext(toegang.MetAdres(r.Context(), adres(n))))
		return w.Code
	}
	for range 2 {
		if c := post(0); c != 200 {
			t.Fatalf("two turns for one address: %d", c)
		}
	}
	for range 100 { // it may go on knocking, and takes nothing from the others
		if c := post(0); c != http.StatusTooManyRequests {
			t.Fatalf("third turn: %d", c)
		}
	}
	for n := 1; n <= 38; n++ {
		if c := post(n); c != 200 {
			t.Fatalf("address %d: %d", n, c)
		}
	}
	log.Reset()
	if c := post(39); c != http.StatusServiceUnavailable || !strings.Contains(log.String(), "alle adressen samen") {
		t.Errorf("over the ceiling: %d %s", c, log)
	}
	if c := post(0); c != http.StatusTooManyRequests {
		t.Errorf("who had its turns hears that, not that it is busy: %d", c)
	}
}
