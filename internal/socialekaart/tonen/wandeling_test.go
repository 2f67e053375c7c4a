package tonen

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"mantelpunt/internal/browsertest"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/kluis"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/melden"
	"mantelpunt/internal/socialekaart/proef"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// adres serves the pages of a site as the product does, to a redacteur behind /beheer.
func adres(t *testing.T, s *proef.Site) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle("/static/", web.Statisch())
	var srv *httptest.Server
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		g := s.Gemeente
		g.URL = srv.URL
		ctx := toegang.MetGemeente(r.Context(), g)
		k := web.Kader{Gemeente: g.Naam, Pad: r.URL.Path, Wortel: g.URL, Telefoon: "0599-00 01 23", Steunpunt: "MantelSteun", Openingstijden: "maandag, 9.00–17.00 uur", Talen: []string{"nl", "en"}}
		if r.URL.Path == melden.PadMeldingen {
			ctx, k.Persoon, k.Soort = toegang.MetPersoon(ctx, proef.Redacteur), proef.Redacteur.Naam, string(toegang.Medewerker)
		}
		s.Routes.ServeHTTP(w, r.WithContext(web.MetKader(ctx, k)))
	})
	srv = httptest.NewServer(httpx.Koppen(false)(mux))
	t.Cleanup(srv.Close)
	return srv.URL
}

func nieuweWandeling(t *testing.T) (*proef.Site, string) {
	t.Helper()
	s := nieuweSite(t, compleet(), proef.Eenvoudig("Welzijn", "Boodschappenbus", "De bus haalt u op."),
		proef.Eenvoudig("Zorg", "Logeren met zorg", "Een week logeren.", proef.Term("thema", "vervangende-mantelzorg"), proef.Term("vorm", "logeeropvang"), proef.Term("onderwerp", "logeeropvang")),
		proef.Eenvoudig("Buur", "Oud logeerhuis", "Logeren.", proef.Term("thema", "vervangende-mantelzorg"), proef.Term("onderwerp", "logeeropvang")))
	s.Hang(melden.Handler{Voorraad: s.Voorraad, Store: socialekaart.Meldingen{DB: s.Store.DB, Kluis: kluis.Proef(t)}, Gemeenten: namen{}, Flits: s, Web: s.Web})
	return s, adres(t, s)
}

// A carer on a phone reads an offer and says what is not right, without JavaScript.
func TestAanbodOpDeTelefoonZonderScript(t *testing.T) {
	_, url := nieuweWandeling(t)
	tab := browsertest.Nieuw(t, url, browsertest.Telefoon, browsertest.ZonderScript)
	tab.Ga("/aanbod/logeerhuis-de-linde").Ziet(".mz-facts .nl-button--primary", "Stuur een WhatsApp").Ziet("main", "op 25 en 26 december").Goed("aanbod-zonder")
	tab.KlikTekst("Klopt er iets niet?")
	tab.Ziet("h1", "Klopt er iets niet?").KlikTekst("Verstuur")
	tab.Ziet("#fouten", "2").Goed("melding-fout")
	tab.Kies("#soort-1").Typ("#tekst", "Op vrijdag is het om 15.00 uur dicht.").KlikTekst("Verstuur")
	tab.Ziet("h1", "Dank u wel").Goed("melding-bedankt").KlikTekst("Terug naar Logeerhuis De Linde")
	tab.Ziet("h1", "Logeerhuis De Linde")
}

// With JavaScript, on a phone and at a desk: every page of this room holds.
func TestAanbodMetScript(t *testing.T) {
	s, url := nieuweWandeling(t)
	if err := s.Store.Archiveer(t.Context(), s.Gemeente.ID, s.ID("oud-logeerhuis"), uuid.Nil, proef.Redacteur); err != nil {
		t.Fatal(err)
	}
	for _, opties := range [][]browsertest.Optie{{browsertest.Telefoon}, nil} {
		tab := browsertest.Nieuw(t, url, opties...)
		tab.Ga("/aanbod/logeerhuis-de-linde").Ziet("article", "Kopieer de link").Ziet("article", "Afdrukken").Goed("aanbod")
		tab.Leest("heading: Logeerhuis De Linde", "complementary: In het kort", "heading: Is dit iets voor u?", "heading: Wie biedt dit aan?")
		tab.Ga("/aanbod/boodschappenbus").Goed("aanbod-kort")
		tab.Ga("/en/aanbod/logeerhuis-de-linde").Goed("aanbod-engels")
		if status := tab.Status("/aanbod/oud-logeerhuis"); status != http.StatusGone {
			t.Errorf("status %d", status)
		}
		tab.Ziet("h1", "Dit is er niet meer").Ziet("main", "Logeren met zorg").Goed("aanbod-weg")
		tab.Ga("/aanbod/logeerhuis-de-linde/melding").Goed("melding")
		tab.Kies("#soort-3").KlikTekst("Verstuur").Ziet("h1", "Dank u wel")
		tab.Ga(melden.PadMeldingen).Ziet("main", "Bestaat niet meer").Goed("meldingen")
		tab.Ga("/organisaties/thuis-in-proefstad").Goed("organisatie")
	}
}
