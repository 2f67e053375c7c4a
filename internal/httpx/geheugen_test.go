package httpx

import (
	"net/netip"
	"testing"
	"time"
)

// 200,000 addresses, each trying once, do not fill the memory: who gets no turn
// is not remembered.
func TestLimitRemembersNoMoreThanItLetsThrough(t *testing.T) {
	l, nu := NieuweLimiet(time.Second, 10), time.Now()
	meest, door := 0, 0
	for i := range 200_000 {
		a := netip.AddrFrom16([16]byte{0x20, 1, 0xd, 0xb8, byte(i >> 24), byte(i >> 16), byte(i >> 8), byte(i)})
		if l.neem(a, nu.Add(time.Duration(i)*500*time.Microsecond)) == nil { // in 100 seconds
			door++
		}
		meest = max(meest, len(l.nu)+len(l.eerst))
	}
	if door < 2000 || door > 2300 || meest > 700 {
		t.Errorf("%d let through, want 20 a second and a burst of 200; at most %d remembered at a time", door, meest)
	}
	t.Logf("%d let through, at most %d remembered", door, meest)
}

func TestLimitForgetsFullBucketsAlone(t *testing.T) {
	l, nu := NieuweLimiet(time.Minute, 3), time.Now() // full after three minutes
	neem := func(n byte, wil ...bool) {
		t.Helper()
		for i, w := range wil {
			if got := l.neem(netip.AddrFrom4([4]byte{203, 0, 113, n}), nu) == nil; got != w {
				t.Fatalf("address %d, turn %d: %v", n, i+1, got)
			}
		}
	}
	neem(0, true, true, true, false)
	nu = nu.Add(time.Minute)
	neem(0, true, false)
	nu = nu.Add(2 * time.Minute) // a new generation: what was spent is remembered
	neem(1, true)
	neem(0, true, true, false)
	if len(l.eerst) != 1 || len(l.nu) != 2 {
		t.Errorf("%d and %d remembered", len(l.eerst), len(l.nu))
	}
	nu = nu.Add(time.Hour)
	neem(0, true, true, true, false)
}

func BenchmarkLimiet(b *testing.B) {
	l := NieuweLimiet(time.Minute, 20)
	for i := 0; b.Loop(); i++ {
		l.Mag(netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)}))
	}
}
