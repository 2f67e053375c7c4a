package api

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/httpx"
	"mantelpunt/internal/socialekaart/proef"
	"mantelpunt/internal/toegang"

	"github.com/go-chi/chi/v5"
)

// Who asks too often hears so in the form of the API, and how long to wait.
func TestAskingTooOften(t *testing.T) {
	s := proef.NieuweSite(t, proef.Logeerhuis())
	h := Nieuw(s.Store, s.Wachter, s.Voorraad, s, slog.New(slog.DiscardHandler), time.Now)
	h.Tempo = httpx.NieuwTempo(1, 2*time.Second)
	router := chi.NewRouter()
	h.Routes(router)
	var codes []int
	var w *httptest.ResponseRecorder
	for _, methode := range []string{http.MethodGet, http.MethodGet, http.MethodOptions, http.MethodGet} {
		r := httptest.NewRequest(methode, "/services", nil)
		w = httptest.NewRecorder()
		router.ServeHTTP(w, r.WithContext(toegang.MetAdres(toegang.MetGemeente(r.Context(), s.Gemeente), netip.MustParseAddr("203.0.113.1"))))
		codes = append(codes, w.Code)
	}
	var p probleem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || codes[0] != 200 || codes[1] != 200 || codes[2] != 204 || codes[3] != 429 || p.Status != 429 || !strings.Contains(p.Detail, "Retry-After") {
		t.Errorf("%v %s: %v", codes, w.Body, err)
	}
	if k := w.Header(); k.Get("Content-Type") != "application/problem+json" || k.Get("Retry-After") != "1" || k.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("%v", k)
	}
}
