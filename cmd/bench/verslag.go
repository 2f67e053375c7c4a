package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"runtime"
	"strings"
	"time"
)

// verslag prints what was measured, and remembers what was demanded.
type verslag struct {
	uit   io.Writer
	eisen []eis
}

type eis struct {
	naam, grens, gehaald string
	goed                 bool
}

func (v *verslag) eis(naam, grens, gehaald string, goed bool) {
	v.eisen = append(v.eisen, eis{naam, grens, gehaald, goed})
}

func (v *verslag) p(formaat string, args ...any) { _, _ = fmt.Fprintf(v.uit, formaat+"\n", args...) }

func (v *verslag) kop() {
	v.p("\nOver het net, naast een kale handler die dezelfde bytes schrijft; de vrager draait in hetzelfde proces.")
	v.p("deel: verzoeken per seconde tegen die van de kale handler; cpu: hetzelfde in tijd van de processor, waar andere programma's op de machine niets aan veranderen.\n")
	v.p("%-25s %6s %6s %8s %9s %9s %9s %9s %10s %6s %6s", "wat", "aanbod", "lijnen", "bytes", "per s", "p50 ms", "p99 ms", "cpu µs", "kaal per s", "deel", "cpu")
}

func ms(d time.Duration) string { return fmt.Sprintf("%.2f", d.Seconds()*1000) }

func (v *verslag) regel(s scene, p plaats, lijnen int, m vergelijking) {
	v.p("%-25s %6d %6d %8d %9.0f %9s %9s %9d %10.0f %6.2f %6.2f", s.naam, p.aanbod, lijnen, m.lengte, m.product.perSeconde, ms(m.product.p50), ms(m.product.p99),
		m.product.processor.Microseconds(), m.kaal.perSeconde, m.deel(), m.kaal.processor.Seconds()/m.product.processor.Seconds())
	if s.eis > 0 && lijnen == 16 {
		v.eis(fmt.Sprintf("%s, %d aanbod", s.naam, p.aanbod), fmt.Sprintf("≥ %.2f van kaal", s.eis), fmt.Sprintf("%.2f", m.deel()), m.deel() >= s.eis)
	}
}

// rest measures what does not go over many connections.
func (o opdracht) rest(ctx context.Context, v *verslag, b *bank, ps []plaats) error {
	v.p("\nBinnen het proces, met alle tellingen.\n")
	v.p("%6s %10s %9s %9s %12s %10s %9s", "aanbod", "gemiddeld", "p50 ms", "p99 ms", "gevonden", "B/aanbod", "laden ms")
	var reeks []binnen
	for i, p := range ps[:3] {
		m, err := b.binnen(ctx, i+1, o.rondes)
		if err != nil {
			return err
		}
		v.p("%6d %10s %9s %9s %12.0f %10d %9s", p.aanbod, ms(m.gemiddeld), ms(m.p50), ms(m.p99), m.gevonden, m.bytes, ms(m.laden))
		reeks = append(reeks, m)
	}
	klein, groot := reeks[0], reeks[2]
	factor, meer := groot.gemiddeld.Seconds()/klein.gemiddeld.Seconds(), groot.gevonden/klein.gevonden
	perTien := math.Pow(factor, 1/math.Log10(float64(ps[2].aanbod)/float64(ps[0].aanbod)))
	v.p("Van %d naar %d aanbod: %.1f keer zoveel tijd, %.1f keer zoveel gevonden; per tienvoud %.1f keer zoveel tijd.", ps[0].aanbod, ps[2].aanbod, factor, meer, perTien)
	v.eis("zoeken in 5000 aanbod, midden", "< 1 ms", ms(groot.p50)+" ms", groot.p50 < time.Millisecond)
	v.eis("zoeken in 5000 aanbod, p99", "< 5 ms", ms(groot.p99)+" ms", groot.p99 < 5*time.Millisecond)
	v.eis("groei van zoeken, 300 naar 5000", fmt.Sprintf("≤ %.1f keer", meer), fmt.Sprintf("%.1f keer", factor), factor <= meer)

	v.p("\nVan commit tot zichtbaar voor een bezoeker.\n")
	for i, p := range ps[:3] {
		midden, langst, err := b.zichtbaar(ctx, i+1, p, 7)
		if err != nil {
			return err
		}
		v.p("%6d aanbod: %s ms, hoogstens %s ms", p.aanbod, ms(midden), ms(langst))
		if p.aanbod == ps[0].aanbod {
			v.eis("van commit tot zichtbaar", "< 100 ms", ms(midden)+" ms", midden < 100*time.Millisecond)
		}
	}
	return o.overal(v, b, ps)
}

// overal visits every gemeente, and looks at what that takes.
func (o opdracht) overal(v *verslag, b *bank, ps []plaats) error {
	l, err := nieuweLijn(b.adres)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	begin := time.Now()
	for _, p := range ps {
		a, err := l.vraag(verzoek(p.slug+".localhost", "/aanbod", ""), false)
		if err != nil || a.status != 200 {
			return fmt.Errorf("%s: status %d, %w", p.slug, a.status, err)
		}
	}
	duur, c := time.Since(begin), b.app.Wachter.Cijfers()
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	v.p("\n%d gemeenten met %d aanbod, elk voor het eerst bezocht in %.1f s (%s ms per gemeente).", len(ps), o.aanbod, duur.Seconds(), ms(duur/time.Duration(len(ps))))
	v.p("In het geheugen: %d momentopnamen van samen %d MB (%d B per aanbod), heap %d MB, %d verdrongen.", c.Aantal, c.Bytes>>20, c.Bytes/o.aanbod, m.HeapAlloc>>20, c.Verdrongen)
	for _, lijnen := range []int{1, 16, 64} {
		basis := int(b.teller.Add(1)) << 24
		m, err := belast(b.adres, lijnen, 2*o.duur, 200, func(n int) []byte {
			return verzoek(ps[(n*101)%len(ps)].slug+".localhost", scenes[0].pad(b.vragen, ps[0], basis+n), "")
		})
		if err != nil {
			return err
		}
		v.p("Zoeken, niet bewaard, steeds in een andere gemeente, %2d lijnen: %.0f per s, p50 %s ms, p99 %s ms.", lijnen, m.perSeconde, ms(m.p50), ms(m.p99))
	}
	return nil
}

// slot prints what was demanded, and reports whether all of it was reached.
func (v *verslag) slot() bool {
	alles := true
	v.p("\n%-46s %-17s %-12s", "eis", "grens", "gehaald")
	for _, e := range v.eisen {
		uitkomst := "ja"
		if !e.goed {
			uitkomst, alles = "NEE", false
		}
		v.p("%-46s %-17s %-12s %s", e.naam, e.grens, e.gehaald, uitkomst)
	}
	v.p("%s", strings.TrimSpace(map[bool]string{true: "Alles gehaald.", false: "Niet alles gehaald."}[alles]))
	return alles
}
