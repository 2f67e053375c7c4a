package app_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"mantelpunt/internal/config"
	"mantelpunt/internal/pgtest"
)

// What the metrics tell: how much and how long, of everything that matters, and
// nothing of who asked or what for.
func TestMetricsTellNothingOfPeople(t *testing.T) {
	t.Parallel()
	h := nieuwHuis(t, pgtest.Nieuw(t), func(c *config.Config, _ *brievenbus) { c.MetricsAdres = "127.0.0.1:0" })
	b := h.bezoeker(veldwaarde)
	for range 3 {
		b.get("/aanbod?q=mevrouw+Geheimwoord", http.StatusOK)
		b.get("/", http.StatusOK)
	}
	b.get("/geheimwoord/jansen", http.StatusNotFound)
	b.get("/v/GEHEIMWOORD", http.StatusOK)
	b.post("/beheer/inloggen", url.Values{"email": {"geheimwoord@voorbeeld.example"}, "wachtwoord": {"geheimwoord"}}, http.StatusUnprocessableEntity)

	w := httptest.NewRecorder()
	h.app.Meter.ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	tekst := w.Body.String()
	for _, regel := range []string{
		`mantelpunt_verzoeken_total\{route="/aanbod",klasse="2xx"\} 3`, `mantelpunt_verzoeken_total\{route="[^"]*",klasse="4xx"\} [1-9]`, `mantelpunt_verzoek_seconden_count\{route="/aanbod"\} 3`,
		`mantelpunt_momentopnamen [2-9]`, `mantelpunt_momentopnamen_bytes [1-9]`, `mantelpunt_momentopnamen_ruimte_bytes 805306368`, `mantelpunt_momentopnamen_geladen_total [1-9]`,
		`mantelpunt_momentopnamen_mislukt_total 0`, `mantelpunt_momentopnamen_verdrongen_total 0`, `mantelpunt_momentopnamen_gezien_seconden_geleden `,
		`mantelpunt_bewaarde_paginas [2-9]`, `mantelpunt_bewaarde_paginas_bytes [1-9]`, `mantelpunt_bewaarde_paginas_treffers_total [1-9]`, `mantelpunt_bewaarde_paginas_gemist_total [1-9]`,
		`mantelpunt_taken_wachtend [0-9]+\n`, `mantelpunt_database_verbindingen [1-9]`, `mantelpunt_database_verbindingen_hoogstens [1-9]`, `mantelpunt_database_wachten_total `,
	} {
		if !regexp.MustCompile(regel).MatchString(tekst) {
			t.Errorf("no %s", regel)
		}
	}
	for _, niet := range []string{"geheimwoord", "jansen", "voorbeeld.example", "127.0.0.1", veldwaarde} {
		if strings.Contains(strings.ToLower(tekst), niet) {
			t.Errorf("the metrics hold %q", niet)
		}
	}
	if t.Failed() {
		t.Log(tekst)
	}
	for _, pad := range []string{"/metrics", "/debug/pprof/"} { // not where visitors are
		b.get(pad, http.StatusNotFound)
	}
}
