package zegel

import (
	"testing"
	"time"
)

// BenchmarkOndertekenen makes one document without and with a signature, and prints
// how many times longer the second takes.
func BenchmarkOndertekenen(b *testing.B) {
	for naam, metRSA := range map[string]bool{"P256": false, "RSA3072": true} {
		b.Run(naam, func(b *testing.B) {
			p := plek(b)
			p.RSA = metRSA
			proefzegel(b, p)
			_, z := open(b, p, "")
			var zonder, met time.Duration
			for b.Loop() {
				begin := time.Now()
				zonderHandtekening(b)
				zonder += time.Since(begin)
				begin = time.Now()
				ondertekend(b, z)
				met += time.Since(begin)
			}
			b.ReportMetric(float64(met-zonder)/float64(b.N)/1e6, "ms/handtekening")
			b.ReportMetric(float64(met)/float64(zonder), "×ongetekend")
		})
	}
}

func BenchmarkControleer(b *testing.B) {
	p := plek(b)
	proefzegel(b, p)
	zs, z := open(b, p, "")
	doc := ondertekend(b, z)
	for b.Loop() {
		if zs.Controleer(p.Slug, doc).Uitkomst != Echt {
			b.Fatal("not even unchanged")
		}
	}
}
