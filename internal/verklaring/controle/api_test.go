package controle_test

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/controle"
	"mantelpunt/internal/verklaring/controlecode"

	"github.com/google/uuid"
)

// sleutels are the keys of the tests: a key is the name of what becomes of it.
type sleutels map[string]uuid.UUID

var partners = sleutels{"parkeren": uuid.New(), "pas": uuid.New(), "anders": uuid.New()}

func (p sleutels) Partner(_ context.Context, _ int, sleutel string, b toegang.Bereik) (uuid.UUID, error) {
	id, ok := p[sleutel]
	switch {
	case sleutel == "weg":
		return id, fault.New(fault.Unavailable, "database weg: %w", errors.New("SQLSTATE 57P01"))
	case !ok:
		return id, fault.New(fault.Unauthorized, "sleutel onbekend")
	case sleutel == "anders", b != toegang.VerklaringControleren:
		return id, fault.New(fault.Forbidden, "reikt niet zover")
	}
	return id, nil
}

// vraagAPI sends anything to the API.
func (h *huis) vraagAPI(methode, pad, kop, body string) (*http.Response, map[string]any) {
	h.Helper()
	r := httptest.NewRequest(methode, pad, strings.NewReader(body))
	if kop != "" {
		r.Header.Set("Authorization", kop)
	}
	res := h.stuur(r, "192.0.2.7")
	var uit map[string]any
	h.Goed(json.NewDecoder(res.Body).Decode(&uit))
	return res, uit
}

// api sends a question to the API.
func (h *huis) api(kop string, vraag any) (int, map[string]any) {
	h.Helper()
	body, err := json.Marshal(vraag)
	h.Goed(err)
	res, uit := h.vraagAPI(http.MethodPost, controle.PadAPI, kop, string(body))
	return res.StatusCode, uit
}

// The system of a partner hears what a person does.
func TestPartnerChecks(t *testing.T) {
	h := nieuwHuis(t)
	v := h.verleen(verklaring.Dag(h.Klok))
	controleert := func(code, dag, doel string, want map[string]any) {
		t.Helper()
		vraag := map[string]string{"code": code, "geboortedatum": dag}
		if doel != "" {
			vraag["doel"] = doel
		}
		status, got := h.api("Bearer parkeren", vraag)
		want["gecontroleerd_op"] = h.Klok.Format(time.RFC3339)
		if a, b := plat(t, got), plat(t, want); status != 200 || a != b {
			t.Errorf("%s %s: %d %s, want %s", code, dag, status, a, b)
		}
	}
	goed := func(u verklaring.Uitkomst, meer map[string]any) map[string]any {
		uit := map[string]any{"uitkomst": string(u), "gemeente": "Veldwaarde", "initialen": "F. B.", "geldig_van": "2026-11-22", "geldig_tot": "2027-11-21",
			"doelen": []any{map[string]any{"doel": "werkgever", "geldig_tot": "2027-11-21"}, map[string]any{"doel": "parkeren", "geldig_tot": "2027-11-21"}}}
		maps.Copy(uit, meer)
		return uit
	}
	code := v.Code.Gegroepeerd()
	controleert(code, "1971-03-03", "", goed(verklaring.Geldig, nil))
	controleert(" "+strings.ToLower(string(v.Code))+"\n", "1971-03-03", "parkeren", goed(verklaring.Geldig, map[string]any{"geldt_voor_doel": true}))
	controleert(code, "1971-03-03", "uwv", goed(verklaring.Geldig, map[string]any{"geldt_voor_doel": false}))
	onbekend := func() map[string]any { return map[string]any{"uitkomst": "onbekend"} }
	controleert(code, "1971-03-04", "", onbekend())
	controleert(code, "0001-01-01", "parkeren", map[string]any{"uitkomst": "onbekend", "geldt_voor_doel": false})
	for _, niet := range []string{string(controlecode.Nieuw()), "hallo", "'; DROP TABLE verklaring; --", "\x00🙂"} {
		controleert(niet, "1971-03-03", "", onbekend())
		controleert(niet, "0001-01-01", "", onbekend()) // the date that nobody has
	}
	h.Waar = h.G2
	controleert(code, "1971-03-03", "", onbekend())
	h.Waar = h.G
	h.Telt(`SELECT count(*) FROM controle WHERE verklaring_id = $1 AND uitkomst = 'geldig' AND wijze = 'koppeling'`, 3, v.ID)
	h.Telt(`SELECT count(*) FROM controle WHERE doel = 'parkeren'`, 2)
	h.Telt(`SELECT count(*) FROM controle WHERE uitkomst = 'onbekend' AND verklaring_id IS NULL`, 11)
	h.Klok = h.Klok.AddDate(1, 0, 0)
	controleert(code, "1971-03-03", "parkeren", goed(verklaring.Verlopen, map[string]any{"geldt_voor_doel": false}))
	h.trekIn(v)
	controleert(code, "1971-03-03", "", goed(verklaring.IsIngetrokken, map[string]any{"ingetrokken_op": h.Klok.Format(time.RFC3339)}))
}

// plat is an answer as text, to compare.
func plat(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestWhatThePartnerDoesWrong(t *testing.T) {
	h := nieuwHuis(t)
	const goed = `{"code": "K7MW4T9PXQ2H", "geboortedatum": "1971-03-03"}`
	for _, c := range []struct {
		naam, kop, body string
		status          int
		wie             string // part of WWW-Authenticate
	}{
		{"no key", "", goed, 401, `Bearer realm="Mantelpunt"`}, {"basic", "Basic cGFya2VyZW46", goed, 401, "Bearer realm"}, {"unknown", "Bearer x", goed, 401, "invalid_token"},
		{"a bare word", "Bearer", goed, 401, "Bearer realm"}, {"hostile", "Bearer \x01'; --", goed, 401, "invalid_token"},
		{"out of reach", "Bearer anders", goed, 403, "insufficient_scope"}, {"no database", "Bearer weg", goed, 503, ""},
		{"nothing", "Bearer parkeren", "", 400, ""}, {"no JSON", "Bearer parkeren", "code=K7MW", 400, ""}, {"no object", "Bearer parkeren", `["K7MW"]`, 400, ""}, {"a number", "Bearer parkeren", `{"code": 7, "geboortedatum": "1971-03-03"}`, 400, ""},
		{"empty", "Bearer parkeren", `{"code": " ", "geboortedatum": "1971-03-03"}`, 400, ""}, {"none", "Bearer parkeren", `{}`, 400, ""}, {"null", "Bearer parkeren", `null`, 400, ""}, {"twice", "Bearer parkeren", goed + goed, 400, ""},
		{"no date of birth", "Bearer parkeren", `{"code": "K7MW4T9PXQ2H"}`, 400, ""}, {"no such date", "Bearer parkeren", `{"code": "K7MW4T9PXQ2H", "geboortedatum": "1971-02-30"}`, 400, ""},
		{"a date as people write it", "Bearer parkeren", `{"code": "K7MW4T9PXQ2H", "geboortedatum": "03-03-1971"}`, 400, ""}, {"no such purpose", "Bearer parkeren", goed[:len(goed)-1] + `, "doel": "rijk worden"}`, 400, ""},
		{"more than we want", "Bearer parkeren", goed[:len(goed)-1] + `, "naam": "Fatima"}`, 400, ""}, {"too much", "Bearer parkeren", `{"code": "` + strings.Repeat("A", 5000) + `"}`, 413, ""},
	} {
		res, got := h.vraagAPI(http.MethodPost, controle.PadAPI, c.kop, c.body)
		if res.StatusCode != c.status || got["status"] != float64(c.status) || got["title"] != http.StatusText(c.status) || res.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %v", c.naam, res.StatusCode, got)
		}
		if wie := res.Header.Get("WWW-Authenticate"); !strings.Contains(wie, c.wie) || (c.wie == "") != (wie == "") || c.naam == "no key" && wie != c.wie {
			t.Errorf("%s: %q", c.naam, wie)
		}
		if zin, _ := got["detail"].(string); strings.Contains(zin, "SQLSTATE") || strings.Contains(zin, "Fatima") || strings.Contains(zin, "rijk") {
			t.Errorf("%s: %q", c.naam, zin)
		}
	}
	h.Telt(`SELECT count(*) FROM controle`, 0)
	if res, got := h.vraagAPI(http.MethodGet, controle.PadAPI, "Bearer parkeren", ""); res.StatusCode != 405 || res.Header.Get("Allow") != "POST" || got["status"] != 405.0 {
		t.Errorf("GET: %d %v", res.StatusCode, got)
	}
	if res, _ := h.vraagAPI(http.MethodPost, controle.PadAPI+"/iets", "Bearer parkeren", goed); res.StatusCode != 404 {
		t.Errorf("another address: %d", res.StatusCode)
	}
}

func TestPartnerIsLimitedByKey(t *testing.T) {
	h := nieuwHuis(t)
	vraag := func(sleutel string) *http.Response {
		res, _ := h.vraagAPI(http.MethodPost, controle.PadAPI, "Bearer "+sleutel, "{}")
		return res
	}
	for n := range 100 {
		if res := vraag("parkeren"); res.StatusCode != 400 {
			t.Fatalf("question %d: %d", n, res.StatusCode)
		}
	}
	if res := vraag("parkeren"); res.StatusCode != 429 || res.Header.Get("Retry-After") != "1" {
		t.Errorf("%d %s", res.StatusCode, res.Header)
	}
	if res := vraag("pas"); res.StatusCode != 400 {
		t.Errorf("another key must not wait: %d", res.StatusCode)
	}
	h.Klok = h.Klok.Add(time.Second)
	if res := vraag("parkeren"); res.StatusCode != 400 {
		t.Errorf("a second later: %d", res.StatusCode)
	}
	n := 0
	for vraag("gok").StatusCode == 401 && n < 1000 { // a turn a second comes back
		n++
	}
	if n < 60 || n == 1000 {
		t.Errorf("who tries keys had %d tries", n)
	}
}

// What the documentation says is so.
func TestOpenAPITellsTheTruth(t *testing.T) {
	h := nieuwHuis(t)
	v := h.verleen(verklaring.Dag(h.Klok))
	res, api := h.vraagAPI(http.MethodGet, controle.PadOpenAPI, "", "")
	if res.StatusCode != 200 || res.Header.Get("Content-Type") != "application/json" || res.Header.Get("Access-Control-Allow-Origin") != "*" || res.Header.Get("Cross-Origin-Resource-Policy") != "cross-origin" || api["openapi"] != "3.1.0" {
		t.Errorf("%d %v", res.StatusCode, res.Header)
	}
	in := func(pad ...string) map[string]any {
		t.Helper()
		x := api
		for _, p := range pad {
			var ok bool
			if x, ok = x[p].(map[string]any); !ok {
				t.Fatalf("no %s in the documentation", strings.Join(pad, "/"))
			}
		}
		return x
	}
	for pad, methode := range map[string]string{controle.PadAPI: "post", controle.PadJWKS: "get"} {
		in("paths", pad, methode, "responses", "200")
	}
	velden := func(schema string, waarde map[string]any) {
		t.Helper()
		props := in("components", "schemas", schema, "properties")
		for veld := range waarde {
			if props[veld] == nil {
				t.Errorf("%s: %s is not documented", schema, veld)
			}
		}
		for _, veld := range in("components", "schemas", schema)["required"].([]any) {
			if waarde[veld.(string)] == nil {
				t.Errorf("%s: %s is promised", schema, veld)
			}
		}
	}
	vraag := map[string]any{"code": v.Code, "geboortedatum": "1971-03-03", "doel": "parkeren"}
	velden("Vraag", vraag)
	_, antwoord := h.api("Bearer pas", vraag)
	velden("Antwoord", antwoord)
	h.trekIn(v)
	_, antwoord = h.api("Bearer pas", vraag)
	velden("Antwoord", antwoord)
	_, probleem := h.api("Bearer pas", nil)
	velden("Probleem", probleem)
	var bewijs map[string]any
	h.Goed(json.Unmarshal([]byte(plat(t, v.Bewijs())), &bewijs))
	velden("Bewijs", bewijs)
	doelen := in("components", "schemas", "Doelcode")["enum"].([]any)
	if !slices.EqualFunc(doelen, verklaring.AlleDoelen, func(a any, b string) bool { return a == b }) {
		t.Errorf("purposes: %v, want %v", doelen, verklaring.AlleDoelen)
	}
	res, sleutels := h.vraagAPI(http.MethodGet, controle.PadJWKS, "", "")
	velden("Sleutels", sleutels)
	if res.Header.Get("Content-Type") != "application/jwk-set+json" || res.Header.Get("Access-Control-Allow-Origin") != "*" || len(sleutels["keys"].([]any)) != 1 {
		t.Errorf("%v %v", res.Header, sleutels)
	}
}
