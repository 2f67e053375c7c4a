package informatiepunt

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"testing"
	"time"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/i18n"
	"mantelpunt/internal/momentopname"
	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/postgres"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// aanbod stands in for the sociale kaart.
type aanbod struct {
	aantallen map[string]int
	err       error
}

func (a *aanbod) Themas(context.Context) (map[string]int, momentopname.Stand, error) {
	return a.aantallen, momentopname.Stand{Generatie: 1, Nieuwst: true}, a.err
}

func (a *aanbod) Adressen(_ context.Context, voeg func(string, time.Time)) error {
	voeg("/aanbod/logeerhuis", time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC))
	return a.err
}

// proef is the portal with only this feature.
type proef struct {
	pool    *pgxpool.Pool
	store   Store
	wachter *momentopname.Wachter
	id      int
	aanbod  *aanbod
	kader   web.Kader
	persoon toegang.Persoon
	eigen   map[string]map[string]string
	http.Handler
}

func nieuweProef(t *testing.T, paginas ...Pagina) *proef {
	t.Helper()
	pool := pgtest.Nieuw(t)
	p := &proef{pool: pool, id: maakGemeente(t, pool, "veldwaarde", "GM9902"), aanbod: &aanbod{aantallen: map[string]int{"praktische-hulp": 2, "educatie": 1}}}
	p.kader = web.Kader{Gemeente: "Veldwaarde", Telefoon: "0599-00 01 23", Openingstijden: "maandag, 9.00–17.00 uur", Talen: []string{"nl", "en"}}
	wachter, err := momentopname.NieuweWachter(t.Context(), pool, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	p.wachter = wachter
	p.store = Store{DB: postgres.DB{Pool: pool}, NaPublicatie: wachter.Kijk}
	p.publiceer(t, paginas...)
	r := chi.NewRouter()
	r.Use(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			ctx := toegang.MetGemeente(r.Context(), toegang.Gemeente{ID: p.id, Slug: "veldwaarde", Naam: "Veldwaarde", URL: "https://mantelzorg.veldwaarde.example"})
			ctx = i18n.MetEigen(toegang.MetPersoon(ctx, p.persoon), p.eigen)
			k := p.kader
			k.Pad = r.URL.Path
			next.ServeHTTP(w, r.WithContext(web.MetKader(ctx, k)))
		})
	})
	Handler{Boeken: NieuweBoeken(p.store, wachter, onderwerp.NieuweStore(p.store.DB).Woordenboek), Themas: p.aanbod, Adressen: p.aanbod,
		Web: &httpx.Afhandelaar{Log: slog.New(slog.DiscardHandler)}}.Routes(r)
	p.Handler = httpx.MetTaal(r)
	return p
}

func (p *proef) publiceer(t *testing.T, paginas ...Pagina) {
	t.Helper()
	if err := p.store.Voeg(t.Context(), p.id, paginas); err != nil {
		t.Fatal(err)
	}
}

func (p *proef) vraag(pad string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	p.ServeHTTP(w, httptest.NewRequest(http.MethodGet, pad, nil))
	return w
}

func (p *proef) pagina(t *testing.T, pad string, status int) *goquery.Document {
	t.Helper()
	w := p.vraag(pad)
	if w.Code != status {
		t.Fatalf("%s: status %d, want %d", pad, w.Code, status)
	}
	if m := regexp.MustCompile(`\[informatiepunt\.[^\]]*\]|%!`).FindString(w.Body.String()); m != "" {
		t.Errorf("%s: text without a catalogue entry: %s", pad, m)
	}
	d, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	if n := d.Find("h1").Length(); n != 1 {
		t.Errorf("%s: %d h1", pad, n)
	}
	if n := d.Find("main [style], main script").Length(); n != 0 {
		t.Errorf("%s: inline style or script", pad)
	}
	ids := map[string]bool{}
	d.Find("[id]").Each(func(_ int, s *goquery.Selection) {
		if ids[s.AttrOr("id", "")] {
			t.Errorf("%s: id %s twice", pad, s.AttrOr("id", ""))
		}
		ids[s.AttrOr("id", "")] = true
	})
	d.Find("[aria-labelledby]").Each(func(_ int, s *goquery.Selection) {
		if !ids[s.AttrOr("aria-labelledby", "")] {
			t.Errorf("%s: aria-labelledby %s leads nowhere", pad, s.AttrOr("aria-labelledby", ""))
		}
	})
	return d
}

// lang is a page with what a page can have.
func lang() Pagina {
	p := bladzijde("even-vrijaf", "vervangende-mantelzorg", 10)
	p.Titel, p.Samenvatting = "Even vrijaf", "Iemand neemt de zorg over."
	p.Tekst = "Lees [verder](/informatie/vormen) of [elders](https://www.hetcak.nl).\n\n## Wat is het?\n\n| Wat | Wet |\n| - | - |\n| Dag | Wmo |\n\n## Inhoud\n\nA.\n\n## Wat kost het?\n\n<script>alert(1)</script>"
	return p
}
