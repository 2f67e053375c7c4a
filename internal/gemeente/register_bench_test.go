package gemeente

import (
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/web/kleur"

	"github.com/jackc/pgx/v5"
)

// landelijk is an installation for as many gemeenten as there are in the country.
func landelijk(b *testing.B) *proef {
	b.Helper()
	p := &proef{store: Store{DB: postgres.DB{Pool: pgtest.Nieuw(b)}}}
	for n := range 342 {
		g := nieuweGemeente(fmt.Sprintf("gemeente-%d", n), fmt.Sprintf("GM%04d", n), fmt.Sprintf("mantelzorg.gemeente-%d.example", n))
		g.Thema = kleur.Thema{Merk: fmt.Sprintf("#%02x5f%02x", n%128, n/3), Accent: "#b4690e"}
		g.Contact = Contact{Steunpunt: "MantelSteun", Telefoon: "0599-00 01 23", Tijden: dagen(time.Monday, time.Friday, "09:00", "17:00")}
		g.Teksten = map[string]map[string]string{"nl": {"web.site": "Zorgpunt"}}
		if _, err := p.store.Voeg(b.Context(), g); err != nil {
			b.Fatal(err)
		}
	}
	stil := slog.New(slog.DiscardHandler)
	var err error
	if p.wachter, err = momentopname.NieuweWachter(b.Context(), p.store.Pool, stil); err != nil {
		b.Fatal(err)
	}
	p.register = NieuwRegister(p.store, p.wachter, nil, true, false, stil)
	if _, err := p.register.lees(b.Context()); err != nil {
		b.Fatal(err)
	}
	return p
}

// From the commit of a publication until every page knows the gemeente as it is now.
func BenchmarkBekendNaPublicatie(b *testing.B) {
	p := landelijk(b)
	ids := slices.Sorted(maps.Keys(p.wachter.Generaties()))
	for _, aantal := range []int{1, len(ids)} {
		b.Run(fmt.Sprint(aantal), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				err := pgx.BeginFunc(b.Context(), p.store.Pool, func(tx pgx.Tx) error { return momentopname.Verhoog(b.Context(), tx, ids[:aantal]...) })
				if err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				if err := p.wachter.Kijk(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// What a request costs before it reaches the page that it asks for.
func BenchmarkVerzoek(b *testing.B) {
	p := landelijk(b)
	h := httpx.MetTaal(p.register.Middleware(&httpx.Afhandelaar{Log: slog.New(slog.DiscardHandler)})(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})))
	for _, host := range []string{"mantelzorg.gemeente-200.example", "gemeente-200.localhost:8080"} {
		b.Run(host, func(b *testing.B) {
			b.ReportAllocs()
			req := httptest.NewRequest(http.MethodGet, "/aanbod?q=respijtzorg", nil)
			req.Host = host
			w := httptest.NewRecorder()
			for b.Loop() {
				h.ServeHTTP(w, req)
			}
		})
	}
}
