package app_test

import (
	"net/http"
	"testing"

	"mantelpunt/internal/toegang"
)

// What visitors type is counted, also when the page was kept; what staff try is not. The
// words of the gemeente are found by at once.
func TestQuestionsOfVisitorsAreCounted(t *testing.T) {
	h := nieuwHek(t)
	var veld int
	if err := h.eigenaar.QueryRow(t.Context(), `SELECT id FROM gemeente WHERE slug = 'veldwaarde'`).Scan(&veld); err != nil {
		t.Fatal(err)
	}
	redacteur := h.binnen("localhost", h.personeel(veld, toegang.Redacteur))
	for range 4 {
		h.vraag("localhost", http.MethodGet, "/aanbod?q=Zomaar+Kwibuslaan+06-12345678", "")
	}
	h.vraag("localhost", http.MethodGet, "/aanbod?q=Zomaar+Kwibuslaan+06-12345678", redacteur)
	h.vraag("localhost", http.MethodGet, "/aanbod?q=jan%40voorbeeld.example", "")
	if err := h.app.Zoekvragen.Schrijf(t.Context()); err != nil {
		t.Fatal(err)
	}
	var aantal, adressen int
	if err := h.eigenaar.QueryRow(t.Context(), `SELECT coalesce(sum(aantal) FILTER (WHERE vraag = 'zomaar kwibuslaan …'), 0), count(*) FILTER (WHERE vraag LIKE '%jan%' OR vraag ~ '[0-9]{3}') FROM zoekvraag`).Scan(&aantal, &adressen); err != nil {
		t.Fatal(err)
	}
	if aantal != 4 || adressen != 0 {
		t.Errorf("counted %d times, %d with what may not be kept", aantal, adressen)
	}
}
