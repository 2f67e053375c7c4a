package controle

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"mantelpunt/internal/verklaring"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/fault"
	"mantelpunt/internal/toegang"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

// partners are the keys of the tests: a key is the name of what becomes of it.
type partners struct{ ids map[string]uuid.UUID }

func (p partners) Partner(_ context.Context, _ int, sleutel string, b toegang.Bereik) (uuid.UUID, error) {
	id, ok := p.ids[sleutel]
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

// api asks the API of a gemeente.
type api struct {
	*huis
	h    http.Handler
	waar toegang.Gemeente
}

func (h *huis) api() *api {
	p := partners{map[string]uuid.UUID{"parkeren": uuid.New(), "pas": uuid.New(), "anders": uuid.New()}}
	x := &api{huis: h, waar: h.g}
	sub := chi.NewRouter()
	NieuweAPI(h.store, p, slog.New(slog.DiscardHandler), func() time.Time { return h.klok }).Routes(sub)
	r := chi.NewRouter()
	r.Mount(PadAPI, sub)
	x.h = r
	return x
}

func (x *api) vraag(methode, pad, kop, body string) (*http.Response, map[string]any) {
	x.Helper()
	r := httptest.NewRequest(methode, pad, strings.NewReader(body))
	if kop != "" {
		r.Header.Set("Authorization", kop)
	}
	ctx := toegang.MetAdres(toegang.MetGemeente(r.Context(), x.waar), netip.MustParseAddr("192.0.2.7"))
	w := httptest.NewRecorder()
	x.h.ServeHTTP(w, r.WithContext(ctx))
	var uit map[string]any
	x.goed(json.Unmarshal(w.Body.Bytes(), &uit))
	return w.Result(), uit
}

// controleert wants an answer with just these fields.
func (x *api) controleert(code string, want map[string]any) {
	x.Helper()
	body, err := json.Marshal(map[string]string{"code": code})
	x.goed(err)
	res, got := x.vraag(http.MethodPost, PadAPI, "Bearer parkeren", string(body))
	doelen, _ := got["doelen"].([]any)
	got["doelen"] = len(doelen)
	if res.StatusCode != 200 || res.Header.Get("Content-Type") != "application/json" || res.Header.Get("Cache-Control") != "no-store" || !maps.Equal(got, want) {
		x.Errorf("%s: %d %s %v, want %v", code, res.StatusCode, res.Header, got, want)
	}
}

func TestPartnerChecks(t *testing.T) {
	h := nieuwHuis(t)
	x := h.api()
	id := h.ingediend(h.burger).String()
	h.naar(h.carla, verklaring.PadWerklijst+"/"+id+"/behandelen", url.Values{})
	h.naar(h.carla, verklaring.PadWerklijst+"/"+id+"/verlenen", url.Values{"doelen": {"parkeren"}, "geldig_van-dag": {"22"}, "geldig_van-maand": {"11"}, "geldig_van-jaar": {"2026"}})
	vs, err := h.store.Verklaringen(t.Context(), h.g.ID, h.burger.ID)
	h.goed(err)
	code := vs[0].Code
	van, tot := "2026-11-22", "2027-11-21"
	goed := func(u verklaring.Uitkomst) map[string]any {
		return map[string]any{"uitkomst": string(u), "doelen": 1, "geldig_van": van, "geldig_tot": tot}
	}
	onbekend := map[string]any{"uitkomst": "onbekend", "doelen": 0}
	x.controleert(code.Gegroepeerd(), goed(verklaring.Geldig))
	x.controleert(" "+strings.ToLower(string(code))+"\n", goed(verklaring.Geldig))
	for _, niet := range []string{string(NieuweControlecode()), "hallo", "'; DROP TABLE verklaring; --", "\x00🙂"} {
		x.controleert(niet, onbekend)
	}
	x.waar = h.g2
	x.controleert(string(code), onbekend)
	x.waar = h.g
	h.telt(`SELECT count(*) FROM controle WHERE verklaring_id = $1 AND uitkomst = 'geldig'`, 2, vs[0].ID)
	h.telt(`SELECT count(*) FROM controle WHERE uitkomst = 'onbekend'`, 5)
	h.klok = h.klok.AddDate(1, 0, 0)
	x.controleert(string(code), goed(verklaring.Verlopen))
	_, err = h.pool.Exec(t.Context(), `UPDATE verklaring SET ingetrokken_op = now()`)
	h.goed(err)
	x.controleert(string(code), goed(verklaring.IsIngetrokken))

	res, got := x.vraag(http.MethodPost, PadAPI, "bearer  pas ", `{"code": "`+string(code)+`"}`)
	if res.StatusCode != 200 || slices.Contains(slices.Collect(maps.Keys(got)), "naam") || strings.Contains(got["uitkomst"].(string), "Fatima") {
		t.Errorf("%d %v", res.StatusCode, got)
	}
}

func TestWhatThePartnerDoesWrong(t *testing.T) {
	h := nieuwHuis(t)
	x := h.api()
	const goed = `{"code": "K7MW4T9PXQ2H"}`
	for _, c := range []struct {
		naam, kop, body string
		status          int
		wie             string // part of WWW-Authenticate
	}{
		{"no key", "", goed, 401, `Bearer realm="Mantelpunt"`}, {"basic", "Basic cGFya2VyZW46", goed, 401, "Bearer realm"}, {"unknown", "Bearer x", goed, 401, "invalid_token"},
		{"a bare word", "Bearer", goed, 401, "Bearer realm"}, {"hostile", "Bearer \x01'; --", goed, 401, "invalid_token"},
		{"out of reach", "Bearer anders", goed, 403, "insufficient_scope"}, {"no database", "Bearer weg", goed, 503, ""},
		{"nothing", "Bearer parkeren", "", 400, ""}, {"no JSON", "Bearer parkeren", "code=K7MW", 400, ""}, {"no object", "Bearer parkeren", `["K7MW"]`, 400, ""}, {"a number", "Bearer parkeren", `{"code": 7}`, 400, ""},
		{"empty", "Bearer parkeren", `{"code": " "}`, 400, ""}, {"none", "Bearer parkeren", `{}`, 400, ""}, {"null", "Bearer parkeren", `null`, 400, ""}, {"twice", "Bearer parkeren", goed + goed, 400, ""},
		{"more than we want", "Bearer parkeren", `{"code": "K7MW4T9PXQ2H", "geboortedatum": "1971-03-03"}`, 400, ""}, {"too much", "Bearer parkeren", `{"code": "` + strings.Repeat("A", 5000) + `"}`, 413, ""},
	} {
		res, got := x.vraag(http.MethodPost, PadAPI, c.kop, c.body)
		if res.StatusCode != c.status || got["status"] != float64(c.status) || got["title"] != http.StatusText(c.status) || res.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %v", c.naam, res.StatusCode, got)
		}
		if wie := res.Header.Get("WWW-Authenticate"); !strings.Contains(wie, c.wie) || (c.wie == "") != (wie == "") || c.naam == "no key" && wie != c.wie {
			t.Errorf("%s: %q", c.naam, wie)
		}
		if zin, _ := got["detail"].(string); strings.Contains(zin, "SQLSTATE") || strings.Contains(zin, "1971") {
			t.Errorf("%s: %q", c.naam, zin)
		}
	}
	h.telt(`SELECT count(*) FROM controle`, 0)
	if res, got := x.vraag(http.MethodGet, PadAPI, "Bearer parkeren", ""); res.StatusCode != 405 || res.Header.Get("Allow") != "POST" || got["status"] != 405.0 {
		t.Errorf("GET: %d %v", res.StatusCode, got)
	}
	if res, _ := x.vraag(http.MethodPost, PadAPI+"/iets", "Bearer parkeren", goed); res.StatusCode != 404 {
		t.Errorf("another address: %d", res.StatusCode)
	}
}

func TestPartnerIsLimitedByKey(t *testing.T) {
	h := nieuwHuis(t)
	x := h.api()
	vraag := func(sleutel string) *http.Response {
		res, _ := x.vraag(http.MethodPost, PadAPI, "Bearer "+sleutel, "{}")
		return res
	}
	for n := range sleutelReeks {
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
	h.klok = h.klok.Add(time.Second)
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
