package meten

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestMeterOnItsOwnAddress(t *testing.T) {
	m := Nieuw()
	m.Verzoek("/aanbod/{slug}", 200, 300*time.Microsecond)
	m.Verzoek("/aanbod/{slug}", 304, 100*time.Microsecond)
	m.Verzoek("/aanbod/{slug}", 200, time.Second)
	m.Verzoek("-", 7, 0) // no status of HTTP
	m.Stand("momentopnamen", func() float64 { return 12 })
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	adres, err := m.Luister(ctx, "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.Get("http://" + adres.String() + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, regel := range []string{
		`mantelpunt_verzoeken_total{route="/aanbod/{slug}",klasse="2xx"} 2`, `mantelpunt_verzoeken_total{route="/aanbod/{slug}",klasse="3xx"} 1`,
		`mantelpunt_verzoek_seconden_bucket{route="/aanbod/{slug}",le="0.0005"} 2`, `mantelpunt_verzoek_seconden_count{route="/aanbod/{slug}"} 3`,
		"mantelpunt_momentopnamen 12", "process_resident_memory_bytes ", "go_goroutines ",
	} {
		if !strings.Contains(string(b), regel) {
			t.Errorf("no %q", regel)
		}
	}
	if t.Failed() {
		t.Log(string(b))
	}
	for _, pad := range []string{"/", "/beheer"} {
		ander, err := http.Get("http://" + adres.String() + pad)
		if err != nil {
			t.Fatal(err)
		}
		_ = ander.Body.Close()
		if ander.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", pad, ander.StatusCode)
		}
	}
	if _, err := m.Luister(ctx, adres.String()); err == nil {
		t.Error("the address was taken and nobody said so")
	}
	stop()
	for tot := time.Now().Add(10 * time.Second); ; {
		weg, err := http.Get("http://" + adres.String() + "/metrics")
		if err != nil {
			break
		}
		_ = weg.Body.Close()
		if time.Now().After(tot) {
			t.Fatal("still served after the end")
		}
	}
}

func BenchmarkVerzoek(b *testing.B) {
	m := Nieuw()
	b.ReportAllocs()
	for b.Loop() {
		m.Verzoek("/aanbod/{slug}", 200, 300*time.Microsecond)
	}
}
