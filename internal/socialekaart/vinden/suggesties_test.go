package vinden

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"mantelpunt/internal/socialekaart/proef"
	"mantelpunt/internal/socialekaart/voorbeeld"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"
)

func suggestiesVoor(t *testing.T, s *proef.Site, taal, q string) []suggestie {
	t.Helper()
	w := s.Verzoek(toegang.Persoon{}, http.MethodGet, taal+web.PadSuggesties+"?q="+url.QueryEscape(q), nil)
	if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/json") {
		t.Fatalf("%q: status %d, %s", q, w.Code, w.Header().Get("Content-Type"))
	}
	var uit []suggestie
	if err := json.Unmarshal(w.Body.Bytes(), &uit); err != nil {
		t.Fatalf("%q: %v in %s", q, err, w.Body)
	}
	if uit == nil || len(uit) > maxSuggesties {
		t.Errorf("%q: %d suggestions", q, len(uit))
	}
	return uit
}

func TestSuggestionsWhileTyping(t *testing.T) {
	s := nieuweSite(t, proef.Logeerhuis(), proef.Eenvoudig("Welzijn Proefstad", "Boodschappenbus", "De bus haalt u thuis op."))
	for _, c := range []struct{ getypt, tekst, url string }{
		{"boods", "Boodschappenbus", "/aanbod/boodschappenbus"},
		{"de lin", "Logeerhuis De Linde", "/aanbod/logeerhuis-de-linde"}, // words inside the name
		{"welz", "Welzijn Proefstad", "/organisaties/welzijn-proefstad"},
		{"WELZIJN p", "Welzijn Proefstad", "/organisaties/welzijn-proefstad"},
		{"prakt", "Praktische hulp", "/aanbod?thema=praktische-hulp"},
	} {
		gevonden := false
		for _, x := range suggestiesVoor(t, s, "", c.getypt) {
			gevonden = gevonden || x.Tekst == c.tekst && x.URL == c.url && x.Soort != ""
		}
		if !gevonden {
			t.Errorf("%q does not suggest %s: %+v", c.getypt, c.tekst, suggestiesVoor(t, s, "", c.getypt))
		}
	}
	for _, x := range suggestiesVoor(t, s, "/en", "boods") {
		if !strings.HasPrefix(x.URL, "/en/") {
			t.Errorf("an English page suggests %s", x.URL)
		}
	}
	// what people say leads to words that find something
	uit := suggestiesVoor(t, s, "", "loge")
	if len(uit) < 2 || !strings.HasPrefix(uit[0].URL, "/aanbod?q=") {
		t.Errorf("%+v", uit)
	}
	for _, q := range []string{"", "a", " ", "\x00", "'; DROP TABLE aanbod; --", "🙂🙂", "\u202eabc", strings.Repeat("é", 5000), "<script>"} {
		for _, x := range suggestiesVoor(t, s, "", q) {
			if strings.ContainsAny(x.URL, "<>\x00") || !strings.HasPrefix(x.URL, "/") {
				t.Errorf("%q suggests %+v", q, x)
			}
		}
	}
}

func FuzzSuggesties(f *testing.F) {
	for _, q := range []string{"logeren", "alz", "\xff", "%%", strings.Repeat("ab ", 200), "دار", "опіка"} {
		f.Add(q)
	}
	k := voorbeeld.Kaart()
	f.Fuzz(func(t *testing.T, q string) {
		uit := maakSuggesties(t.Context(), k, q)
		if len(uit) > maxSuggesties {
			t.Errorf("%d suggestions", len(uit))
		}
		for _, x := range uit {
			if !utf8.ValidString(x.Tekst) || x.Tekst == "" || !strings.HasPrefix(x.URL, "/") {
				t.Errorf("%+v", x)
			}
		}
	})
}
