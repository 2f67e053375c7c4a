package app_test

import (
	"net/http"
	"net/netip"
	"testing"
	"time"

	"mantelpunt/internal/config"
	"mantelpunt/internal/pgtest"
)

// What one address may ask of what is open to everybody has a bound; others, pages and
// what stands behind a proxy that nobody named don't notice.
func TestOneAddressCannotAskTooOften(t *testing.T) {
	h := nieuwHuis(t, pgtest.Nieuw(t), func(c *config.Config, _ *brievenbus) {
		c.VragenPerSeconde, c.Proxies = 1, []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}
	})
	vraag := func(pad, adres string) *http.Response {
		r, err := http.NewRequest(http.MethodGet, "http://"+h.adr+pad, nil)
		h.goed(err)
		r.Host = "veldwaarde.localhost:" + h.port
		if adres != "" {
			r.Header.Set("X-Forwarded-For", adres)
		}
		res, err := http.DefaultClient.Do(r)
		h.goed(err)
		h.goed(res.Body.Close())
		return res
	}
	tot := func(pad, adres string) int {
		for n := range 100 {
			if res := vraag(pad, adres); res.StatusCode != http.StatusOK {
				if res.StatusCode != http.StatusTooManyRequests || res.Header.Get("Retry-After") == "" {
					t.Fatalf("%s: %d, %v", pad, res.StatusCode, res.Header)
				}
				return n
			}
		}
		return 100
	}
	const gids, suggesties = "/api/hsds/v3/services?per_page=1", "/zoeken/suggesties?q=park"
	for _, c := range []struct {
		pad, adres string
		perSeconde int // 0 is no bound
	}{
		{gids, "203.0.113.9", 1}, {gids, "198.51.100.4", 1}, {gids, "", 0}, {gids, "10.0.0.7", 0},
		{suggesties, "203.0.113.9", 5}, {suggesties, "10.0.0.7", 0}, {"/aanbod?q=park", "203.0.113.9", 0},
	} {
		begin := time.Now()
		n := tot(c.pad, c.adres)
		minst, hooguit := 100, 100
		if c.perSeconde > 0 {
			minst, hooguit = 6*c.perSeconde, int((7+time.Since(begin).Seconds())*float64(c.perSeconde))
		}
		if n < minst || n > max(hooguit, minst) {
			t.Errorf("%s from %q: %d answers, want %d to %d", c.pad, c.adres, n, minst, hooguit)
		}
	}
}
