// Package meten counts what the program does, for Prometheus: requests by the pattern
// of their route, and figures that others hand over. It never sees a person, an
// address or a word that somebody typed. It is served on an address of its own, which
// visitors do not reach.
package meten

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/VictoriaMetrics/metrics"
)

// grenzen are the upper bounds of the durations, in seconds: from a kept page to a
// visitor who waits too long.
var grenzen = []float64{.0002, .0005, .001, .002, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}

// Meter holds the figures of one copy of the program.
type Meter struct {
	set    *metrics.Set
	routes sync.Map // pattern to *route
}

// route is what is counted of one pattern.
type route struct {
	duur    *metrics.PrometheusHistogram
	klassen [6]*metrics.Counter // by the first digit of the status
}

// Nieuw makes a Meter that has counted nothing.
func Nieuw() *Meter { return &Meter{set: metrics.NewSet()} }

// Verzoek counts a request. patroon is that of the route ("/aanbod/{slug}"), of which
// there are as many as the program has.
func (m *Meter) Verzoek(patroon string, status int, duur time.Duration) {
	x, ok := m.routes.Load(patroon)
	if !ok {
		x, _ = m.routes.LoadOrStore(patroon, m.nieuweRoute(patroon))
	}
	r := x.(*route)
	r.duur.Update(duur.Seconds())
	if k := status / 100; k > 0 && k < len(r.klassen) {
		r.klassen[k].Inc()
	}
}

func (m *Meter) nieuweRoute(patroon string) *route {
	label := "{route=" + strconv.Quote(patroon)
	r := &route{duur: m.set.GetOrCreatePrometheusHistogramExt("mantelpunt_verzoek_seconden"+label+"}", grenzen)}
	for k := 1; k < len(r.klassen); k++ {
		r.klassen[k] = m.set.GetOrCreateCounter("mantelpunt_verzoeken_total" + label + `,klasse="` + strconv.Itoa(k) + `xx"}`)
	}
	return r
}

// Stand adds a figure that is asked for when somebody looks. f must answer at once.
func (m *Meter) Stand(naam string, f func() float64) { m.set.NewGauge("mantelpunt_"+naam, f) }

// ServeHTTP gives all figures, with those of Go and of the process.
func (m *Meter) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	m.set.WritePrometheus(w)
	metrics.WriteProcessMetrics(w)
}

// Luister serves /metrics on an address until ctx ends. It returns when it listens.
func (m *Meter) Luister(ctx context.Context, adres string) (net.Addr, error) {
	ln, err := net.Listen("tcp", adres)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", m)
	srv := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 10 * time.Second}
	go func() {
		<-ctx.Done()
		_ = srv.Close()
	}()
	go func() {
		if err := srv.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
			_ = ln.Close()
		}
	}()
	return ln.Addr(), nil
}
