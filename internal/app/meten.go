package app

import (
	"context"
	"math"
	"time"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/informatiepunt"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/socialekaart"
)

// meet hands over what the metrics tell besides the requests.
func (a *App) meet(kaarten *momentopname.Voorraad[*socialekaart.Kaart], boeken *informatiepunt.Boeken) {
	stand := func(naam string, f func(momentopname.Cijfers) float64) {
		a.Meter.Stand(naam, func() float64 { return f(a.Wachter.Cijfers()) })
	}
	stand("momentopnamen", func(c momentopname.Cijfers) float64 { return float64(c.Aantal) })
	stand("momentopnamen_bytes", func(c momentopname.Cijfers) float64 { return float64(c.Bytes) })
	stand("momentopnamen_ruimte_bytes", func(c momentopname.Cijfers) float64 { return float64(c.Ruimte) })
	stand("momentopnamen_geladen_total", func(c momentopname.Cijfers) float64 { return float64(c.Geladen) })
	stand("momentopnamen_mislukt_total", func(c momentopname.Cijfers) float64 { return float64(c.Mislukt) })
	stand("momentopnamen_verdrongen_total", func(c momentopname.Cijfers) float64 { return float64(c.Verdrongen) })
	stand("momentopnamen_laden_seconden_total", func(c momentopname.Cijfers) float64 { return c.Laadduur.Seconds() })
	stand("momentopnamen_gezien_seconden_geleden", func(c momentopname.Cijfers) float64 { return time.Since(c.Gezien).Seconds() })

	kast := func(naam string, f func(paginas, bytes int) int) {
		a.Meter.Stand(naam, func() (som float64) {
			tel := func(k *httpx.Kast) {
				paginas, bytes := k.Inhoud()
				som += float64(f(paginas, bytes))
			}
			kaarten.Elk(func(k *socialekaart.Kaart) { tel(k.Kast) })
			boeken.Elk(func(b *informatiepunt.Boek) { tel(b.Kast) })
			return som
		})
	}
	kast("bewaarde_paginas", func(paginas, _ int) int { return paginas })
	kast("bewaarde_paginas_bytes", func(_, bytes int) int { return bytes })
	a.Meter.Stand("bewaarde_paginas_treffers_total", func() float64 { n, _ := httpx.KastCijfers(); return float64(n) })
	a.Meter.Stand("bewaarde_paginas_gemist_total", func() float64 { _, n := httpx.KastCijfers(); return float64(n) })

	a.Meter.Stand("taken_wachtend", a.wachtendeTaken)
	pool := func(naam string, f func() float64) { a.Meter.Stand("database_"+naam, f) }
	pool("verbindingen", func() float64 { return float64(a.Pool.Stat().TotalConns()) })
	pool("verbindingen_bezet", func() float64 { return float64(a.Pool.Stat().AcquiredConns()) })
	pool("verbindingen_hoogstens", func() float64 { return float64(a.Pool.Stat().MaxConns()) })
	pool("wachten_total", func() float64 { return float64(a.Pool.Stat().EmptyAcquireCount()) })
	pool("wachten_seconden_total", func() float64 { return a.Pool.Stat().EmptyAcquireWaitTime().Seconds() })
}

// wachtendeTaken is how many jobs should have run by now; not a number while the
// database does not say.
func (a *App) wachtendeTaken() float64 {
	ctx, stop := context.WithTimeout(context.Background(), 2*time.Second)
	defer stop()
	n, err := a.Rij.Wachtend(ctx)
	if err != nil {
		return math.NaN()
	}
	return float64(n)
}
