package main

import (
	"context"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"mantelpunt/internal/app"
	"mantelpunt/internal/config"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/toegang"

	"github.com/jackc/pgx/v5/pgxpool"
)

func TestSleutelsMaken(t *testing.T) {
	p := &proef{T: t, env: map[string]string{}}
	uit := p.goed(time.Now().Format("2006-01")+":", "sleutels", "maken")
	if !regexp.MustCompile(`^[0-9]{4}-[0-9]{2}:[A-Za-z0-9+/]{43}=\n$`).MatchString(uit) {
		t.Errorf("more than the key, or less: %q", uit)
	}
	p.env["SLEUTELS"] = strings.TrimSpace(p.goed("noord-1:", "sleutels", "maken", "--naam", "noord-1"))
	p.fout("er is al een sleutel met de naam noord-1", "sleutels", "maken", "--naam", "noord-1")
	p.fout("kleine letters", "sleutels", "maken", "--naam", "Sleutel 1")
	for _, args := range [][]string{{"sleutels"}, {"sleutels", "maken", "extra"}, {"sleutels", "maken", "--wat"}, {"sleutels", "roteren", "nu"}} {
		p.fout("gebruik: mantelpunt sleutels", args...)
	}
}

// product wires what runs with the keys that are in the environment now.
func (p *proef) product(pool *pgxpool.Pool) *app.App {
	p.Helper()
	cfg, err := config.Lees(p.getenv)
	if err != nil {
		p.Fatal(err)
	}
	a, err := app.Nieuw(p.Context(), cfg, pool, slog.New(slog.DiscardHandler), app.Opties{})
	if err != nil {
		p.Fatal(err)
	}
	return a
}

// A key is replaced while people go on working; afterwards the portal runs with the
// new one alone, and everybody is found and reads what they wrote.
func TestSleutelsRoteren(t *testing.T) {
	t.Parallel()
	p, eigenaar := nieuweProef(t)
	maak := func(naam string) string {
		return strings.TrimSpace(p.goed(naam+":", "sleutels", "maken", "--naam", naam))
	}
	delete(p.env, "SLEUTELS")
	oud, nieuw := maak("oud"), maak("nieuw")
	p.env["SLEUTELS"] = oud
	p.goed("", "demo")
	p.goed("0 rijen opnieuw gesloten", "sleutels", "roteren")

	p.env["SLEUTELS"] = nieuw + "," + oud
	pool, err := pgxpool.New(t.Context(), p.env["DATABASE_URL"])
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	a := p.product(pool)
	g, err := a.Gemeenten.MetSlug(t.Context(), "veldwaarde")
	if err != nil {
		t.Fatal(err)
	}
	ctx := toegang.MetGemeente(context.Background(), toegang.Gemeente{ID: g.ID, URL: "http://veldwaarde.localhost"})
	var wg sync.WaitGroup
	einde := make(chan struct{})
	for n := range 3 { // each begins, fills in and logs in again, over and over
		wg.Go(func() {
			for {
				select {
				case <-einde:
					return
				default:
				}
				b, err := a.Accounts.BurgerMetEmail(ctx, g.ID, fmt.Sprintf("bezig%d@voorbeeld.example", n))
				if err == nil {
					av, err2 := a.Verklaring.Begin(ctx, g.ID, b.ID, time.Now())
					if err = err2; err == nil {
						av.Antwoorden.Naam = fmt.Sprintf("Bezig %d", n)
						err = a.Verklaring.BewaarConcept(ctx, g.ID, b.ID, av.ID, av.Antwoorden)
					}
				}
				if err != nil {
					t.Errorf("work while keys are replaced: %v", err)
					return
				}
			}
		})
	}
	uit := p.goed("Alles gaat dicht met sleutel nieuw.", "sleutels", "roteren")
	close(einde)
	wg.Wait()
	for _, wil := range []string{"burger: ", "aanvraag: ", "verklaring: ", "gebruiker: ", "waarden gaan open"} {
		if !strings.Contains(uit, wil) {
			t.Errorf("it does not tell %q:\n%s", wil, uit)
		}
	}
	// the receipts of the demo still wait to be mailed, and are closed with the old key
	if !strings.Contains(uit, "Sleutel oud is nog nodig:") || !regexp.MustCompile(`(?m)^  [0-9]+ × river_job args \(tot de mail weg is`).MatchString(uit) {
		t.Errorf("mail that waits is not told:\n%s", uit)
	}
	if _, err := eigenaar.Exec(t.Context(), `UPDATE river_job SET state = 'completed', finalized_at = now()`); err != nil {
		t.Fatal(err)
	}
	p.goed("Sleutel oud is nergens meer nodig: u kunt hem uit SLEUTELS halen.", "sleutels", "roteren")
	var regels int
	if err := eigenaar.QueryRow(t.Context(), `SELECT count(*) FROM audit WHERE wat = 'sleutels geroteerd' AND gegevens->>'sleutel' = 'nieuw' AND wie_soort = 'systeem'`).Scan(&regels); err != nil || regels != 2 {
		t.Errorf("%d lines in the audit: %v", regels, err)
	}

	p.env["SLEUTELS"] = nieuw
	na := p.product(pool)
	b, err := na.Accounts.BurgerMetEmail(ctx, g.ID, "fatima@voorbeeld.example")
	if err != nil {
		t.Fatal(err)
	}
	as, err := na.Verklaring.VanBurger(ctx, g.ID, b.ID)
	if err != nil || len(as) != 1 || as[0].Antwoorden.Naam != "Fatima van der Berg" {
		t.Errorf("fatima is not the one of before: %v %v", as, err)
	}
	vs, err := na.Verklaring.Verklaringen(ctx, g.ID, b.ID)
	if err != nil || len(vs) != 1 {
		t.Fatal(vs, err)
	}
	if pdf, _, err := na.Verklaring.Document(ctx, g.ID, b.ID, vs[0].ID); err != nil || !strings.HasPrefix(string(pdf), "%PDF-") {
		t.Errorf("the document: %v", err)
	}
	for n := range 3 {
		b, err := na.Accounts.BurgerMetEmail(ctx, g.ID, fmt.Sprintf("bezig%d@voorbeeld.example", n))
		if err != nil {
			t.Fatal(err)
		}
		c, err := na.Verklaring.Concept(ctx, g.ID, b.ID)
		if err != nil || c.Antwoorden.Naam != fmt.Sprintf("Bezig %d", n) {
			t.Errorf("%v %v", c.Antwoorden, err)
		}
	}
	p.env["SLEUTELS"] = maak("vreemd")
	if _, err := p.doe("sleutels", "roteren"); err == nil || !strings.Contains(err.Error(), "nieuw") || fault.Tekst(err) != "" {
		t.Errorf("without the key that closed it: %v", err)
	}
}
