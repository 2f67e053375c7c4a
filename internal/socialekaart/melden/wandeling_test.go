package melden

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"mantelpunt/internal/browsertest"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/socialekaart/proef"
	"mantelpunt/internal/socialekaart/tonen"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"
)

// adres serves the pages as the product does: to visitors, and to a redacteur behind
// /beheer.
func (s *site) adres() string {
	s.T.Helper()
	s.Hang(tonen.Handler{Voorraad: s.Voorraad, Gemeenten: namen{}, Web: s.Web})
	mux := http.NewServeMux()
	mux.Handle("/static/", web.Statisch())
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		ctx := toegang.MetGemeente(r.Context(), s.Gemeente)
		k := web.Kader{Gemeente: s.Gemeente.Naam, Pad: r.URL.Path, Telefoon: "0599-00 01 23", Talen: []string{"nl", "en"}}
		if strings.HasPrefix(r.URL.Path, "/beheer") {
			ctx, k.Persoon, k.Soort = toegang.MetPersoon(ctx, proef.Redacteur), proef.Redacteur.Naam, string(toegang.Medewerker)
		}
		s.Routes.ServeHTTP(w, r.WithContext(web.MetKader(ctx, k)))
	})
	srv := httptest.NewServer(httpx.Koppen(false)(mux))
	s.T.Cleanup(srv.Close)
	return srv.URL
}

// A carer says on a phone what is not right, with JavaScript and without. A redacteur
// handles it with the keyboard alone, finds it back, and puts it back.
func TestMeldingVanTelefoonTotBureau(t *testing.T) {
	s := nieuweSite(t)
	url := s.adres()
	for naam, opties := range map[string][]browsertest.Optie{"zonder-script": {browsertest.Telefoon, browsertest.ZonderScript}, "met-script": {browsertest.Telefoon}} {
		tab := browsertest.Nieuw(t, url, opties...)
		tab.Ga("/aanbod/logeerhuis-de-linde").KlikTekst("Klopt er iets niet?").Ziet("h1", "Klopt er iets niet?").Goed("melden-" + naam)
		tab.Typ("#email", "jan").KlikTekst("Verstuur").Ziet("[data-error-summary]", "e-mailadres").Goed("melden-fout-" + naam)
		if got := tab.Lees(`document.querySelector("#email").value`); got != "jan" {
			t.Errorf("%s: what was typed is gone: %q", naam, got)
		}
		tab.Kies("#soort-1").Typ("#tekst", "Op vrijdag is het om 15.00 uur dicht, "+naam+".").Typ("#email", "jan@voorbeeld.example")
		tab.KlikTekst("Verstuur").Ziet("h1", "Dank u wel").Goed("melden-bedankt-"+naam).KlikTekst("Terug naar Logeerhuis De Linde").Ziet("h1", "Logeerhuis De Linde")
	}

	tab := browsertest.Nieuw(t, url)
	tab.Ga(PadMeldingen).Goed("meldingen-open")
	tab.Leest("heading: Meldingen", "navigation: Welke meldingen", "link: Open 2", "link: Afgehandeld", "list: ", "heading: Logeerhuis De Linde",
		"link: jan@voorbeeld.example", "link: Bewerk het aanbod", "button: Afgehandeld : melding over Logeerhuis De Linde")
	eerste := tab.Lees(`document.querySelector("main li.mz-card .nl-paragraph:not(:has(a))").innerText`)
	tab.Loop("main li.mz-card a[href^='mailto:jan@']").Loop("a[href='/beheer/aanbod/" + s.ID("logeerhuis-de-linde").String() + "']").Loop("button[value=afgehandeld]").Enter()
	tab.Ziet(".mz-tabs [aria-current]", "Open 1").Loop(".mz-tabs a:not([aria-current])").Enter().Ziet("main", eerste).Ziet("main", "door Roos Redacteur").Goed("meldingen-afgehandeld")
	tab.Loop("button[value=open]").Enter().Ziet("main", "geen melding afgehandeld")
	tab.Loop(".mz-tabs a:not([aria-current])").Enter().Ziet(".mz-tabs [aria-current]", "Open 2").Ziet("main", eerste)
	for range 2 {
		tab.Loop("button[value=afgehandeld]").Enter()
	}
	tab.Ziet("main", "Er wacht geen melding").Goed("meldingen-leeg")
	if n := len(s.Flitsen); n != 4 || !strings.Contains(s.Flitsen[0], "is afgehandeld") {
		t.Errorf("said: %q", s.Flitsen)
	}
}
