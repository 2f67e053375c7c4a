package gemeente

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestTryingAProvider(t *testing.T) {
	var antwoord http.HandlerFunc
	gevraagd := 0
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		gevraagd++
		if r.URL.Path != "/realm/.well-known/openid-configuration" {
			t.Errorf("asked for %s", r.URL.Path)
		}
		antwoord(w, r)
	}))
	t.Cleanup(srv.Close)
	uitgever := srv.URL + "/realm"
	goed := fmt.Sprintf(`{"issuer":%q,"authorization_endpoint":"https://a.example/auth","token_endpoint":"https://a.example/token","jwks_uri":"https://a.example/jwks","acr_values_supported":["loa2","<b>loa3</b>"],"code_challenge_methods_supported":["S256"],"backchannel_logout_supported":true}`, uitgever)
	schrijf := func(s string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, s) }
	}
	for naam, c := range map[string]struct {
		antwoord http.HandlerFunc
		zin      string
		gelukt   bool
	}{
		"goed":         {schrijf(goed), "De verbinding werkt", true},
		"een ander":    {schrijf(`{"issuer":"https://elders.example"}`), "noemt zich https://elders.example", false},
		"niet genoeg":  {schrijf(fmt.Sprintf(`{"issuer":%q}`, uitgever)), "zegt niet alles", false},
		"een website":  {schrijf(`<html>`), "geen aanbieder van OpenID Connect", false},
		"veel te lang": {schrijf(`{"issuer":"` + strings.Repeat("x", maxMetadata) + `"}`), "geen aanbieder van OpenID Connect", false},
		"niets":        {func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }, "antwoord 404", false},
		"naar binnen": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://169.254.169.254/", http.StatusFound)
		}, "stuurt door", false},
		"hangt halverwege": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			fmt.Fprint(w, "{")
		}, "niet bereikbaar", false},
	} {
		antwoord = c.antwoord
		b := probeer(t.Context(), probeerder(true), uitgever)
		if b.Gelukt != c.gelukt || !strings.Contains(b.Zin, c.zin) {
			t.Errorf("%s: %+v", naam, b)
		}
		if c.gelukt && (len(b.Rijen) != 6 || b.Rijen[1].Waarde != "loa2, <b>loa3</b>" || b.Rijen[3].Waarde != "Ja" || b.Rijen[5].Waarde != "Ja") {
			t.Errorf("%+v", b.Rijen)
		}
	}
	// in production this machine is not asked, by number or by name
	was := gevraagd
	for _, adres := range []string{uitgever, strings.Replace(uitgever, "127.0.0.1", "localhost", 1), strings.Replace(uitgever, "127.0.0.1", "[::ffff:127.0.0.1]", 1)} {
		if b := probeer(t.Context(), probeerder(false), adres); b.Gelukt || !strings.Contains(b.Zin, "besloten netwerk") {
			t.Errorf("%s: %+v", adres, b)
		}
	}
	if gevraagd != was {
		t.Error("a request went out all the same")
	}
	srv.Close()
	if b := probeer(t.Context(), probeerder(true), uitgever); b.Gelukt || !strings.Contains(b.Zin, "niet bereikbaar") {
		t.Errorf("%+v", b)
	}
	if c := probeerder(false); c.Timeout != 5*time.Second || c.Transport.(*http.Transport).Proxy != nil {
		t.Error("a proxy goes round the check of addresses")
	}
}

func TestAddressOfAProvider(t *testing.T) {
	for adres, want := range map[string][2]bool{ // in production, in dev
		"https://login.example/tenant/v2.0": {true, true}, "http://localhost:3000": {false, true}, "https://localhost": {false, true}, "https://idp.localhost:8443": {false, true}, "https://10.0.0.1": {false, true}, "https://[::1]/x": {false, true}, "https://1.1.1.1": {true, true}, "ftp://login.example": {false, false}, "https://": {false, false}, "": {false, false},
		"https://wie:x@login.example": {false, false}, "https://login.example#x": {false, false}, "https://login.example/ x": {false, false}, "https://" + strings.Repeat("a", 300): {false, false},
	} {
		if got := [2]bool{uitgeverFout(adres, false) == "", uitgeverFout(adres, true) == ""}; got != want {
			t.Errorf("%.60s: %v", adres, got)
		}
	}
}
