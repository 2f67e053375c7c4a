package app_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"testing"
	"time"

	"mantelpunt/internal/account"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/toegang"

	"github.com/google/uuid"
)

// The system of a partner asks the served product, with the key that a beheerder made:
// through every guard of the portal, which are about browsers and cookies.
func TestPartnerAsksTheServedProduct(t *testing.T) {
	t.Parallel()
	h := nieuwHuis(t, pgtest.Nieuw(t))
	gemeenteID := een[int](h, `SELECT id FROM gemeente WHERE slug = 'veldwaarde'`)
	code := h.code(`aanvraag_id = $1`, h.aanvraagVan("Fatima"))
	sleutel, err := h.app.Accounts.MaakPartnersleutel(t.Context(), gemeenteID, toegang.Persoon{Naam: "Carla"},
		account.Partnersleutel{ID: uuid.New(), Partner: "Parkeerbeheer", Mag: toegang.Bereiken(), VerlooptOp: time.Now().AddDate(1, 0, 0)})
	h.goed(err)
	vraag := func(host, sleutel string, koppen ...string) (int, map[string]any) {
		r, err := http.NewRequest(http.MethodPost, "http://"+h.adr+"/api/controle", bytes.NewBufferString(`{"code": "`+code+`", "geboortedatum": "1971-03-03", "doel": "parkeren"}`))
		h.goed(err)
		r.Host = host + ":" + h.port
		r.Header.Set("Authorization", "Bearer "+sleutel)
		for i := 0; i+1 < len(koppen); i += 2 {
			r.Header.Set(koppen[i], koppen[i+1])
		}
		res, err := http.DefaultClient.Do(r)
		h.goed(err)
		defer res.Body.Close()
		b, err := io.ReadAll(res.Body)
		h.goed(err)
		var uit map[string]any
		h.goed(json.Unmarshal(b, &uit))
		if len(res.Cookies()) > 0 {
			t.Errorf("a partner gets a cookie: %v", res.Cookies())
		}
		return res.StatusCode, uit
	}
	for naam, koppen := range map[string][]string{
		"a server": nil, "a page of another site": {"Origin", "https://parkeren.example", "Sec-Fetch-Site", "cross-site"}, "a stray cookie": {"Cookie", "mantelpunt=onzin"},
	} {
		if status, uit := vraag(veldwaarde, sleutel, koppen...); status != 200 || uit["uitkomst"] != "geldig" || uit["geldig_tot"] == nil || uit["geldt_voor_doel"] != true {
			t.Errorf("%s: %d %v", naam, status, uit)
		}
	}
	if status, uit := vraag(lindemeer, sleutel); status != 401 || uit["status"] != 401.0 {
		t.Errorf("at another gemeente: %d %v", status, uit)
	}
	if status, _ := vraag(veldwaarde, sleutel[:20]); status != 401 {
		t.Errorf("half a key: %d", status)
	}
	if n := een[int](h, `SELECT count(*) FROM controle WHERE uitkomst = 'geldig' AND wijze = 'koppeling' AND doel = 'parkeren'`); n != 3 {
		t.Errorf("%d checks are recorded, want 3", n)
	}
	if n := een[int](h, `SELECT count(*) FROM partnersleutel WHERE gebruikt_op IS NOT NULL`); n != 1 {
		t.Error("its use is not noted")
	}
}
