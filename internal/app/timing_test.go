package app_test

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/app"
	"mantelpunt/internal/app/demo"
	"mantelpunt/internal/config"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/zegel"

	"github.com/jackc/pgx/v5/pgxpool"
)

// stopwatch measures whether the time of an answer tells that something exists: it
// asks for what does and for what does not in turn, through the whole product, and
// reports the median of the one divided by that of the other.
type stopwatch struct {
	*testing.B
	app      *app.App
	pool     *pgxpool.Pool
	eigenaar *pgxpool.Pool
	sleutels string
	n        int
}

func nieuweStopwatch(b *testing.B) *stopwatch {
	b.Helper()
	pool := pgtest.Nieuw(b)
	s := &stopwatch{B: b, pool: pool, eigenaar: pgtest.Eigenaar(b, pool), sleutels: kluis.ProefSleutel(b)}
	s.begin()
	if err := demo.Vul(context.Background(), s.app, time.Now()); err != nil {
		b.Fatal(err)
	}
	return s
}

// begin starts a copy of the product, which has not counted anything yet.
func (s *stopwatch) begin() {
	s.Helper()
	cfg, err := config.Lees(func(string) string { return "" })
	if err != nil {
		s.Fatal(err)
	}
	cfg.Sleutels, cfg.TLS, cfg.MailVan = s.sleutels, false, "mantelpunt@voorbeeld.example"
	cfg.Zegels = zegel.ProefMap(s, "veldwaarde", "lindemeer")
	s.app, err = app.Nieuw(context.Background(), cfg, s.pool, slog.New(slog.DiscardHandler), app.Opties{Bezorger: &mail.Postbus{Map: s.TempDir()}})
	if err != nil {
		s.Fatal(err)
	}
}

// duurt sends a form from an address of its own, past the limit of one address.
func (s *stopwatch) duurt(pad string, form url.Values, status int) time.Duration {
	if s.n++; s.n%150 == 0 { // before the limit of all addresses together
		s.begin()
	}
	r := httptest.NewRequest(http.MethodPost, "http://"+veldwaarde+pad, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.RemoteAddr = fmt.Sprintf("10.%d.%d.%d:1234", s.n>>16&255, s.n>>8&255, s.n&255)
	w := httptest.NewRecorder()
	begin := time.Now()
	s.app.Handler.ServeHTTP(w, r)
	duur := time.Since(begin)
	if w.Code != status {
		s.Fatalf("%s %v: %d", pad, form, w.Code)
	}
	return duur
}

// vergelijk runs vraag for what exists and for what does not; vooraf is not measured.
func (s *stopwatch) vergelijk(vooraf string, vraag func(bekend bool) time.Duration) {
	var tijden [2][]time.Duration
	for s.Loop() {
		eerst := rand.IntN(2) // in an order of chance, or the garbage of the one is cleared in the time of the other
		for _, i := range []int{eerst, 1 - eerst} {
			if _, err := s.eigenaar.Exec(context.Background(), vooraf); err != nil {
				s.Fatal(err)
			}
			tijden[i] = append(tijden[i], vraag(i == 0))
		}
	}
	mediaan := func(d []time.Duration) float64 { slices.Sort(d); return float64(d[len(d)/2]) }
	s.ReportMetric(mediaan(tijden[1])/mediaan(tijden[0]), "onbekend/bekend")
}

func kies(bekend bool, een, ander string) string {
	if bekend {
		return een
	}
	return ander
}

const carlasAdres, niemandsAdres = "c.bakker@veldwaarde.example", "n.bakker@veldwaarde.example"

func BenchmarkTimingWachtwoord(b *testing.B) {
	s := nieuweStopwatch(b)
	s.vergelijk(`UPDATE gebruiker SET mislukt = 0, geblokkeerd_tot = NULL`, func(bekend bool) time.Duration {
		return s.duurt("/beheer/inloggen", url.Values{"email": {kies(bekend, carlasAdres, niemandsAdres)}, "wachtwoord": {"geen goed wachtwoord"}}, 422)
	})
}

func BenchmarkTimingWachtwoordVergeten(b *testing.B) {
	s := nieuweStopwatch(b)
	s.vergelijk(`SELECT 1`, func(bekend bool) time.Duration {
		return s.duurt("/beheer/wachtwoord-vergeten", url.Values{"email": {kies(bekend, carlasAdres, niemandsAdres)}}, 200)
	})
}

func BenchmarkTimingInlogcode(b *testing.B) {
	s := nieuweStopwatch(b)
	s.vergelijk(`DELETE FROM inlogcode`, func(bekend bool) time.Duration {
		return s.duurt("/inloggen", url.Values{"email": {kies(bekend, "fatima@voorbeeld.example", "fatiha@voorbeeld.example")}}, 303)
	})
}
