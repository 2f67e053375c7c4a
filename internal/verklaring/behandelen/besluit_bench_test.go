package behandelen_test

import (
	"context"
	"log/slog"
	"runtime"
	"sync"
	"testing"
	"time"

	"mantelpunt/internal/jobs"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/behandelen"
	"mantelpunt/internal/verklaring/opmaak"
	"mantelpunt/internal/verklaring/voorbeeld"
	"mantelpunt/internal/zegel"
	"mantelpunt/web"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
)

// BenchmarkDuizendVerklaringen grants a thousand aanvragen in one run: each verklaring is
// made, sealed and kept with its letter, its mail and its lines of history and audit. It
// prints how many that is a second, and how much longer it takes than making the same two
// documents without a seal, one after the other, and keeping nothing.
func BenchmarkDuizendVerklaringen(b *testing.B) {
	const aantal = 1000
	goed := func(err error) {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
	}
	ctx, pool, k := context.Background(), pgtest.Nieuw(b), kluis.Proef(b)
	eigenaar := pgtest.Eigenaar(b, pool)
	rij, err := jobs.Nieuw(pool, river.NewWorkers(), nil, slog.New(slog.DiscardHandler))
	goed(err)
	opmaker, err := opmaak.NieuweOpmaker(web.Lettertypen())
	goed(err)
	g := toegang.Gemeente{Slug: "veldwaarde", Naam: "Veldwaarde", URL: "https://mantelpunt.veldwaarde.example", Kleur: "#00607f"}
	goed(eigenaar.QueryRow(ctx, `INSERT INTO gemeente (slug, naam, cbs_code) VALUES ($1, $2, 'GM9902') RETURNING id`, g.Slug, g.Naam).Scan(&g.ID))
	carla := toegang.Persoon{Soort: toegang.Medewerker, ID: uuid.Must(uuid.NewV7()), Naam: "Carla"}
	_, err = eigenaar.Exec(ctx, `INSERT INTO gebruiker (id, email, naam, wachtwoord_hash) VALUES ($1, 'carla@veldwaarde.example', 'Carla', '')`, carla.ID)
	goed(err)
	ctx = web.MetKader(toegang.MetPersoon(toegang.MetGemeente(ctx, g), carla), web.Kader{Gemeente: g.Naam, Steunpunt: "MantelSteun", Telefoon: "0599-00 01 23"})
	s := behandelen.Store{Store: verklaring.Store{DB: postgres.DB{Pool: pool}, Kluis: k, Post: mail.Post{Rij: rij, Kluis: k}, Opmaker: opmaker, Zegels: zegel.Proef(b, g.Slug)}}
	nu := time.Date(2026, 11, 22, 13, 0, 0, 0, time.UTC)
	besluit := behandelen.Handeling{Soort: verklaring.BriefVerleend, Doelen: []string{"parkeren", "werkgever"}, GeldigVan: verklaring.Dag(nu)}

	klaarzetten := func() (ids []uuid.UUID) {
		for range aantal {
			burger := toegang.Persoon{Soort: toegang.Burger, ID: uuid.Must(uuid.NewV7())}
			_, err := eigenaar.Exec(ctx, `INSERT INTO burger (gemeente_id, id, bsn_kenmerk) VALUES ($1, $2, $3)`, g.ID, burger.ID, burger.ID[:])
			goed(err)
			a, err := s.Begin(ctx, g.ID, burger.ID, verklaring.Dag(nu))
			goed(err)
			goed(s.BewaarConcept(ctx, g.ID, burger.ID, a.ID, voorbeeld.Antwoorden()))
			ids = append(ids, a.ID)
		}
		_, err := eigenaar.Exec(ctx, `UPDATE aanvraag SET status = 'in_behandeling', kenmerk = 'MV-' || id, ingediend_op = $2, termijn_tot = $3, beslis_voor = $3 WHERE gemeente_id = $1 AND status = 'concept'`, g.ID, nu, verklaring.Dag(nu).AddDate(0, 0, 56))
		goed(err)
		return ids
	}
	var duur time.Duration
	var laatste uuid.UUID
	for range b.N {
		ids := make(chan uuid.UUID, aantal)
		for _, id := range klaarzetten() {
			ids <- id
			laatste = id
		}
		close(ids)
		begin := time.Now()
		var wg sync.WaitGroup
		for range runtime.GOMAXPROCS(0) {
			wg.Go(func() {
				for id := range ids {
					if err := s.Doe(ctx, g.ID, carla, id, besluit, nu); err != nil {
						b.Error(err)
						return
					}
				}
			})
		}
		wg.Wait()
		duur += time.Since(begin)
	}
	var verklaringen, brieven int
	goed(eigenaar.QueryRow(ctx, `SELECT (SELECT count(*) FROM verklaring), (SELECT count(*) FROM brief WHERE soort = 'verleend')`).Scan(&verklaringen, &brieven))
	if verklaringen != aantal*b.N || brieven != aantal*b.N {
		b.Fatalf("%d verklaringen and %d letters of %d", verklaringen, brieven, aantal*b.N)
	}

	d, err := s.Dossier(ctx, g.ID, laatste)
	goed(err)
	const proeven = 50
	begin := time.Now()
	for range proeven {
		_, err := s.Voorbeelddocument(ctx, d.Verklaringen[0])
		goed(err)
		_, err = s.MaakBrief(ctx, d.Aanvraag, verklaring.Brief{Soort: verklaring.BriefVerleend, Verklaring: &d.Verklaringen[0]}, nu)
		goed(err)
	}
	alleen, ieder := time.Since(begin)/proeven, duur/time.Duration(aantal*b.N)
	b.ReportMetric(float64(aantal*b.N)/duur.Seconds(), "verklaringen/s")
	b.ReportMetric(float64(ieder)/float64(alleen), "x-alleen-opmaken")
	b.ReportMetric(0, "ns/op")
}
