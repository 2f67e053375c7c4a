package api

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/proef"
	"mantelpunt/internal/socialekaart/uitwisseling"
	"mantelpunt/internal/toegang"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

type huis struct {
	*proef.Site
	t *testing.T
	r chi.Router
}

func nieuwHuis(t *testing.T, rijen ...socialekaart.Invoer) *huis {
	s := proef.NieuweSite(t, rijen...)
	h := &huis{s, t, chi.NewRouter()}
	Nieuw(s.Store, s.Wachter, s.Voorraad, s, slog.New(slog.DiscardHandler), time.Now).Routes(h.r)
	return h
}

func (h *huis) doe(methode, pad string, koppen ...string) *httptest.ResponseRecorder {
	h.t.Helper()
	r := httptest.NewRequest(methode, pad, nil)
	for i := 0; i < len(koppen); i += 2 {
		r.Header.Set(koppen[i], koppen[i+1])
	}
	w := httptest.NewRecorder()
	h.r.ServeHTTP(w, r.WithContext(toegang.MetGemeente(r.Context(), h.Gemeente)))
	return w
}

// lees wants a status and gives the JSON of the answer.
func (h *huis) lees(pad string, status int) map[string]any {
	h.t.Helper()
	w := h.doe(http.MethodGet, pad)
	soort := "application/json"
	if status != http.StatusOK {
		soort = "application/problem+json"
	}
	var uit map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &uit); err != nil || w.Code != status || w.Header().Get("Content-Type") != soort {
		h.t.Fatalf("%s: %d %s %v\n%.500s", pad, w.Code, w.Header().Get("Content-Type"), err, w.Body)
	}
	return uit
}

func namen(p map[string]any) string {
	var uit []string
	for _, s := range p["contents"].([]any) {
		uit = append(uit, s.(map[string]any)["name"].(string))
	}
	return strings.Join(uit, ", ")
}

func TestSearching(t *testing.T) {
	h := nieuwHuis(t, proef.Logeerhuis(), proef.Eenvoudig("Welzijn", "Boodschappenbus", "Samen naar de supermarkt."), proef.Eenvoudig("Welzijn", "Klusdienst", "Wij doen kleine klussen in huis."))
	for vraag, wil := range map[string]string{
		"": "Boodschappenbus, Klusdienst, Logeerhuis De Linde", "?search=logeren": "Logeerhuis De Linde", "?thema=vervangende-mantelzorg": "Logeerhuis De Linde",
		"?per_page=1&page=2": "Klusdienst", "?per_page=2&page=3": "", "?search=qqqqqqqq": "", "?search=%21%3F&per_page=1": "Boodschappenbus",
		"?wijk=Centrum&sorteer=naam": "Boodschappenbus, Klusdienst", "?onbekend=1&q=logeren&per_page=1": "Boodschappenbus", "?taal=tr": "",
	} {
		if got := namen(h.lees("/services"+vraag, http.StatusOK)); got != wil {
			t.Errorf("%s: %s, want %s", vraag, got, wil)
		}
	}
	p := h.lees("/services?per_page=2&page=2", http.StatusOK)
	delete(p, "contents")
	if got := fmt.Sprint(p); got != "map[empty:false first_page:false last_page:true page_number:2 size:1 total_items:3 total_pages:2]" {
		t.Error(got)
	}
	id := h.ID("logeerhuis-de-linde").String()
	s := h.lees("/services/"+id, http.StatusOK)
	if s["id"] != id || s["name"] != "Logeerhuis De Linde" || len(s["schedules"].([]any)) != 1 {
		t.Errorf("%v", s)
	}
	kort := h.lees("/services?search=logeren", http.StatusOK)["contents"].([]any)[0].(map[string]any)
	heel := h.lees("/services?search=logeren&full=true", http.StatusOK)["contents"].([]any)[0].(map[string]any)
	if kort["schedules"] != nil || kort["organization"] == nil || fmt.Sprint(heel) != fmt.Sprint(s) {
		t.Errorf("%v\n%v", kort, heel)
	}
}

func TestWhatCannotBeAskedIsSaid(t *testing.T) {
	h := nieuwHuis(t, proef.Logeerhuis())
	for vraag, zin := range map[string]string{
		"per_page=0": "van 1 tot en met 100", "per_page=101": "van 1 tot en met 100", "per_page=": "per_page", "per_page=tien": "per_page", "page=0": "page", "page=-1": "page", "page=1.5": "page", "page=99999999999999999999": "page",
		"full=ja": "full", "thema=onzin": "thema=onzin", "straal=3&postcode=7995": "straal=3", "sorteer=x": "sorteer=x", "postcode=12": "12 is geen postcode", "postcode=1234&straal=5": "niet bekend", "wijk=%3Cscript%3E": "bestaat hier niet",
	} {
		p := h.lees("/services?"+vraag, http.StatusBadRequest)
		if !strings.Contains(p["detail"].(string), zin) || p["title"] != "Bad Request" || p["status"] != 400.0 {
			t.Errorf("%s: %v", vraag, p)
		}
	}
	for _, pad := range []string{"/services/" + uuid.NewString(), "/services/geen-id", "/services/00000000-0000-0000-0000-000000000000", "/organizations", "/"} {
		h.lees(pad, http.StatusNotFound)
	}
	for _, vraag := range []string{strings.Repeat("a", 5000), "'; DROP TABLE aanbod --", "\u202eabc", "🧓🏽", "\x00\xff"} {
		h.lees("/services?search="+url.QueryEscape(vraag), http.StatusOK)
	}
	if w := h.doe(http.MethodPost, "/services"); w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") == "" {
		t.Errorf("POST: %d", w.Code)
	}
	if err := h.Store.Archiveer(t.Context(), h.Gemeente.ID, h.ID("logeerhuis-de-linde"), uuid.Nil, proef.Redacteur); err != nil {
		t.Fatal(err)
	}
	h.lees("/services/"+h.ID("logeerhuis-de-linde").String(), http.StatusNotFound)
}

func TestAnySiteMayAsk(t *testing.T) {
	h := nieuwHuis(t, proef.Logeerhuis())
	w := h.doe(http.MethodGet, "/services")
	merk := w.Header().Get("ETag")
	if w.Header().Get("Access-Control-Allow-Origin") != "*" || w.Header().Get("Access-Control-Allow-Credentials") != "" || merk == "" || len(w.Header().Values("Set-Cookie")) > 0 {
		t.Errorf("%v", w.Header())
	}
	if w = h.doe(http.MethodGet, "/services", "If-None-Match", merk); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	h.Voeg(proef.Eenvoudig("Welzijn", "Klusdienst", "Kleine klussen."))
	if w = h.doe(http.MethodGet, "/services", "If-None-Match", merk); w.Code != http.StatusOK {
		t.Errorf("%d after a publication", w.Code)
	}
	if w = h.doe(http.MethodOptions, "/services"); w.Code != http.StatusNoContent || !strings.Contains(w.Header().Get("Access-Control-Allow-Methods"), "GET") {
		t.Errorf("%d %v", w.Code, w.Header())
	}
}

// What came in by import goes out as it came, and what another gemeente keeps goes out too.
func TestTheCorpusIsGivenBack(t *testing.T) {
	h := nieuwHuis(t)
	b, err := os.Open("../uitwisseling/testdata/corpus.hsds.json.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = b.Close() }()
	z, err := gzip.NewReader(b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := uitwisseling.Importeer(t.Context(), h.Store, h.Gemeente.ID, z, "corpus.hsds.json", proef.Redacteur); err != nil {
		t.Fatal(err)
	}
	elders := proef.Eenvoudig("Elders", "Van elders", "Ook hier.")
	elders.Inhoud.Bedient = []string{"GM9902"}
	if _, err := h.Store.Voeg(t.Context(), h.Andere.ID, []socialekaart.Invoer{elders}, socialekaart.BronDemo, proef.Redacteur); err != nil {
		t.Fatal(err)
	}
	s, gezien := laadSchemas(t), map[string]bool{}
	for nr := 1; ; nr++ {
		p := h.lees(fmt.Sprintf("/services?per_page=100&full=true&page=%d", nr), http.StatusOK)
		kort := h.lees(fmt.Sprintf("/services?per_page=100&page=%d", nr), http.StatusOK)
		s.keur(t, s.pagina, p)
		for i, d := range p["contents"].([]any) {
			gezien[d.(map[string]any)["name"].(string)] = true
			s.keur(t, s.dienst, d)
			s.keur(t, s.lijst, kort["contents"].([]any)[i])
		}
		if p["last_page"] == true {
			break
		}
	}
	if len(gezien) < 250 || !gezien["Van elders"] {
		t.Errorf("%d services", len(gezien))
	}
	p := h.lees("/services?search="+url.QueryEscape("een middagje oppas voor mijn demente moeder")+"&per_page=20", http.StatusOK)
	if p["size"] != 20.0 {
		t.Errorf("%v found", p["size"])
	}
}
