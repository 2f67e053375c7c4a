package httpx

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"sync"
	"testing"
	"time"

	"mantelpunt/internal/toegang"
)

func TestTempoPerAddress(t *testing.T) {
	tempo := NieuwTempo(10, 2*time.Second)
	a, b := netip.MustParseAddr("203.0.113.1"), netip.MustParseAddr("198.51.100.7")
	neemt := func(a netip.Addr, sinds time.Duration) (n int) {
		for range 1000 {
			if tempo.neem(a, sinds) > 0 {
				break
			}
			n++
		}
		return n
	}
	for _, c := range []struct {
		adres netip.Addr
		sinds time.Duration
		want  int
	}{
		{a, 0, 20}, {a, 0, 0}, {b, 0, 20}, // at once, and not at the cost of another
		{a, 100 * time.Millisecond, 1}, {a, time.Second, 9}, // as it is earned
		{a, time.Hour, 20},                                                                      // and saved no further than the reserve
		{netip.MustParseAddr("2001:db8::1"), 0, 20}, {netip.MustParseAddr("2001:db8::2"), 0, 0}, // one connection, many addresses
		{netip.MustParseAddr("127.0.0.1"), 0, 1000}, {netip.MustParseAddr("10.1.2.3"), 0, 1000}, {netip.MustParseAddr("fd00::1"), 0, 1000}, // a proxy that nobody named, or the house itself
		{netip.MustParseAddr("::ffff:192.168.1.1"), 0, 1000}, {netip.Addr{}, 0, 1000},
	} {
		if got := neemt(c.adres, c.sinds); got != c.want {
			t.Errorf("%s after %s: %d turns, want %d", c.adres, c.sinds, got, c.want)
		}
	}
	if wacht := tempo.neem(a, time.Hour); wacht != 100*time.Millisecond {
		t.Errorf("to wait: %s", wacht)
	}
}

// However many ask at once, together they get what one address may.
func TestTempoAtOnce(t *testing.T) {
	tempo := NieuwTempo(1, 50*time.Second)
	var wg sync.WaitGroup
	gaf := make([]int, 8)
	for i := range gaf {
		wg.Go(func() {
			for range 100 {
				if tempo.neem(netip.MustParseAddr("203.0.113.1"), 0) == 0 {
					gaf[i]++
				}
			}
		})
	}
	wg.Wait()
	samen := 0
	for _, n := range gaf {
		samen += n
	}
	if samen != 50 {
		t.Errorf("%d turns", samen)
	}
}

func TestTempoOfARoute(t *testing.T) {
	vraag := func(tempo *Tempo) (laatste *httptest.ResponseRecorder) {
		h := tempo.Houd(func(w http.ResponseWriter, _ *http.Request, err error) { w.WriteHeader(Status(err)) })(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
		for range 3 {
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			laatste = httptest.NewRecorder()
			h.ServeHTTP(laatste, r.WithContext(toegang.MetAdres(r.Context(), netip.MustParseAddr("203.0.113.1"))))
		}
		return laatste
	}
	if w := vraag(NieuwTempo(1, 2*time.Second)); w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") != "1" {
		t.Errorf("third of two: %d, wait %q", w.Code, w.Header().Get("Retry-After"))
	}
	if w := vraag(NieuwTempo(0, 2*time.Second)); w.Code != http.StatusOK {
		t.Errorf("without a bound: %d", w.Code)
	}
}

func BenchmarkTempo(b *testing.B) {
	tempo, a := NieuwTempo(1_000_000_000, time.Hour), netip.MustParseAddr("203.0.113.1")
	b.ReportAllocs()
	for b.Loop() {
		tempo.neem(a, time.Since(tempo.begin))
	}
}
