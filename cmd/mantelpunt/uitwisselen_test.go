package main

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"mantelpunt/internal/app"
	"mantelpunt/internal/config"
	"mantelpunt/internal/mail"

	"github.com/PuerkitoBio/goquery"
)

// corpus unpacks 262 services as a real gemeente would send them.
func corpus(t *testing.T, map_ string) string {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "internal", "socialekaart", "uitwisseling", "testdata", "corpus.hsds.json.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return bewaar(t, map_, "corpus.json", string(b))
}

func bewaar(t *testing.T, map_, naam, inhoud string) string {
	t.Helper()
	pad := filepath.Join(map_, naam)
	if err := os.WriteFile(pad, []byte(inhoud), 0o600); err != nil {
		t.Fatal(err)
	}
	return pad
}

// diensten reads services from a file of JSON, by their id.
func diensten(t *testing.T, pad string) map[string]any {
	t.Helper()
	b, err := os.ReadFile(pad)
	if err != nil {
		t.Fatal(err)
	}
	var lijst []map[string]any
	if err := json.Unmarshal(b, &lijst); err != nil {
		t.Fatal(err)
	}
	uit := map[string]any{}
	for _, d := range lijst {
		uit[d["id"].(string)] = d
	}
	return uit
}

// A gemeente is made, takes its offers in, and they are found; out again they are
// what they were.
func TestImportAndExport(t *testing.T) {
	t.Parallel()
	p, pool := nieuweProef(t)
	map_ := t.TempDir()
	bron := corpus(t, map_)
	p.goed("", "gemeente", "toevoegen", "--slug", "waterveen", "--naam", "Waterveen", "--code", "GM9901")
	p.fout(`de gemeente "atlantis" bestaat niet`, "import", "--gemeente", "atlantis", bron)
	p.fout("is niet te lezen", "import", "--gemeente", "waterveen", filepath.Join(map_, "weg.json"))
	importeer := func(wil, pad string) string { return p.goed(wil, "import", "--gemeente", "waterveen", pad) }
	importeer("262 nieuw, 0 gewijzigd, 0 ongewijzigd, 0 geweigerd", bron)
	const niets = "0 nieuw, 0 gewijzigd, 262 ongewijzigd, 0 geweigerd"
	importeer(niets, bron)

	json_, csv := filepath.Join(map_, "uit.json"), filepath.Join(map_, "uit.csv")
	p.goed("", "export", "--gemeente", "waterveen", json_)
	was, is := diensten(t, bron), diensten(t, json_)
	if len(is) != len(was) {
		t.Fatalf("%d services came back, want %d", len(is), len(was))
	}
	for id := range was {
		if !reflect.DeepEqual(was[id], is[id]) {
			t.Errorf("service %s is not what it was", id)
		}
	}
	importeer(niets, json_)
	p.goed("", "export", "--gemeente", "waterveen", csv)
	importeer(niets, csv)
	uit := p.goed(`"name"`, "export", "--gemeente", "waterveen")
	p.in = uit
	importeer(niets, "-")
	p.goed("naam;", "export", "--gemeente", "waterveen", "--formaat", "csv")
	p.fout("Kies hsds of csv", "export", "--gemeente", "waterveen", "--formaat", "xml")
	p.fout("is niet te schrijven", "export", "--gemeente", "waterveen", filepath.Join(map_, "nergens", "uit.json"))

	var revisies int
	tel := func() (n int) {
		if err := pool.QueryRow(t.Context(), `SELECT count(*) FROM revisie`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if revisies = tel(); revisies != 262 {
		t.Errorf("%d revisies, want 262", revisies)
	}
	for naam, c := range map[string]struct{ inhoud, wil string }{
		"geen.json":     {`{"hallo": [1, 2, 3]}`, "geen bestand met HSDS-diensten"},
		"getallen.json": {`[1, 2, 3]`, "geen bestand met HSDS-diensten"},
		"half.json":     {`[{"id": "0190c1a0-0000-7000-8000-000000000001", "name": "Half`, "geen goede JSON"},
		"leeg.json":     {"", "Het bestand is leeg"},
		"foto.csv":      {"\x89PNG\r\n\x1a\n\x00\x00", "ontbreekt"},
		"leeg.csv":      {"", "Het bestand is leeg"},
	} {
		p.fout(c.wil, "import", "--gemeente", "waterveen", bewaar(t, map_, naam, c.inhoud))
	}
	kapot := `[{"id": "geen-uuid", "name": "Kapot", "status": "active"},
		{"id": "0190c1a0-0000-7000-8000-000000000002", "name": "Heel", "status": "active", "organization": {"id": "0190c1a0-0000-7000-8000-000000000003", "name": "Club", "description": ""}}]`
	verslag := importeer("2 geweigerd", bewaar(t, map_, "kapot.json", kapot))
	for _, wil := range []string{"Geweigerd", "rij 1", "Kapot", "rij 2", "Het thema ontbreekt"} {
		if !strings.Contains(verslag, wil) {
			t.Errorf("the report does not say %q: %s", wil, verslag)
		}
	}
	if n := tel(); n != revisies {
		t.Errorf("files that cannot be right made %d revisies", n-revisies)
	}

	cfg, err := config.Lees(func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	cfg.Sleutels = p.env["SLEUTELS"]
	a, err := app.Nieuw(t.Context(), cfg, pool, slog.New(slog.DiscardHandler), app.Opties{Bezorger: &mail.Postbus{Map: map_}})
	if err != nil {
		t.Fatal(err)
	}
	vraag := func(pad string) *goquery.Document {
		w := httptest.NewRecorder()
		a.Handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://waterveen.localhost"+pad, nil))
		if w.Code != 200 {
			t.Fatalf("%s: %d", pad, w.Code)
		}
		doc, err := goquery.NewDocumentFromReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	gevonden := 0
	for _, d := range is {
		naam := d.(map[string]any)["name"].(string)
		doc := vraag("/aanbod?q=" + url.QueryEscape(naam))
		doc.Find(".mz-result .mz-headlink").EachWithBreak(func(_ int, s *goquery.Selection) bool {
			if strings.TrimSpace(s.Text()) != naam {
				return true
			}
			pad, _ := s.Attr("href")
			if kop := strings.TrimSpace(vraag(pad).Find("h1").Text()); kop != naam {
				t.Errorf("%s is called %q", pad, kop)
			}
			gevonden++
			return false
		})
		if gevonden == 10 {
			break
		}
	}
	if gevonden < 10 {
		t.Errorf("only %d offers are found by their name", gevonden)
	}
}
