package account

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"mantelpunt/internal/browsertest"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/oidctest"
	"mantelpunt/web"
)

// A mantelzorger with DigiD in a real browser, with a provider on another site: in,
// an address, out, and out there as well. The Content-Security-Policy stands.
func TestWandelingDigiD(t *testing.T) {
	p := metAanbieder(t)
	mux := http.NewServeMux()
	mux.Handle("/static/", web.Statisch())
	mux.Handle("/", p.router())
	srv := httptest.NewServer(httpx.Koppen(false)(mux))
	t.Cleanup(srv.Close)
	p.url = strings.Replace(srv.URL, "127.0.0.1", "localhost", 1)
	p.stel()
	p.prov.Zet(oidctest.Stand{Clients: []oidctest.Client{{ID: "digid", Geheim: "geheim van digid", Terug: []string{p.url + digid.pad + "/terug"},
		NaUitloggen: []string{p.url + "/uitgelogd"}, Afmelden: p.url + digid.pad + "/afmelden", MetSID: true}}})

	for _, opties := range [][]browsertest.Optie{nil, {browsertest.ZonderScript}} {
		tab := browsertest.Nieuw(t, p.url, opties...)
		tab.Ga("/inloggen").Goed("digid-inloggen").KlikTekst("Inloggen met DigiD")
		tab.Ziet("h1", "Wie bent u?").Klik("[name=afbreken]")
		tab.Ziet("h1", "U stopte met inloggen").Goed("digid-afgebroken").KlikTekst("Opnieuw inloggen met DigiD").Klik("[value=fatima]")
		if opties == nil {
			tab.Ziet("h1", "Uw e-mailadres").Goed("eigen-email").Typ("#email", email).Enter()
			tab.Ziet("h1", "Vul de code in").Goed("eigen-code").Typ("#code", p.code()).Enter()
			tab.Ziet(".mz-flits", "Uw e-mailadres is bevestigd.")
		}
		tab.Ziet(".mz-login", "Uitloggen").Klik(".mz-login button[type=submit]")
		tab.Ziet("h1", "U bent uitgelogd bij Mantelpunt").Goed("digid-ook-uitloggen").KlikTekst("Ook uitloggen bij DigiD")
		tab.Ziet("h1", "Uitloggen?").Klik("[name=logout]")
		tab.Ziet("h1", "U bent uitgelogd").Goed("digid-uitgelogd")
		if tab.Adres() != p.url+"/uitgelogd" || p.binnen() != 0 {
			t.Errorf("%s", tab.Adres())
		}
	}
}
