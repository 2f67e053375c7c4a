package beheer

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"mantelpunt/internal/browsertest"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/proef"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"
)

// adres serves the pages of a site to a redacteur, as the product does.
func adres(t *testing.T, s *proef.Site) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle("/static/", web.Statisch())
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		ctx := toegang.MetPersoon(toegang.MetGemeente(r.Context(), s.Gemeente), proef.Redacteur)
		k := web.Kader{Gemeente: s.Gemeente.Naam, Pad: r.URL.Path, Telefoon: "0599-00 01 23", Persoon: proef.Redacteur.Naam, Soort: string(toegang.Medewerker)}
		s.Routes.ServeHTTP(w, r.WithContext(web.MetKader(ctx, k)))
	})
	srv := httptest.NewServer(httpx.Koppen(false)(mux))
	t.Cleanup(srv.Close)
	return srv.URL
}

// A redacteur begins an offer, lets onderwerpen be proposed, fills in when it is closed and
// whether there is room, and publishes: on a phone without JavaScript, and at a desk.
func TestNieuwAanbodInDeBrowser(t *testing.T) {
	for naam, opties := range map[string][]browsertest.Optie{"telefoon": {browsertest.Telefoon, browsertest.ZonderScript}, "telefoon-script": {browsertest.Telefoon}, "bureau": nil} {
		t.Run(naam, func(t *testing.T) {
			s := nieuweSite(t, proef.Logeerhuis(), proef.Eenvoudig("Welzijn", "Koffie", "Kom."))
			tab := browsertest.Nieuw(t, adres(t, s), opties...)
			tab.Ga("/beheer/aanbod").Goed("lijst").KlikTekst("Nieuw aanbod").Goed("nieuw")
			tab.KlikTekst("Verder").Ziet("[data-error-summary]", "Kies van welke organisatie").Goed("nieuw-fout")
			tab.Typ("#nieuwe_organisatie", "Buurthuis").Typ("#naam", "Praatgroep dementie").KlikTekst("Verder").Ziet("h1", "Praatgroep dementie").Goed("formulier")
			tab.Typ("#samenvatting", "Praten met anderen die voor iemand met dementie zorgen.").KlikTekst("Stel onderwerpen voor")
			tab.Ziet("#onderwerp", "Voorstel bij deze tekst").Goed("voorstellen")
			if got := tab.Lees(`document.querySelector("#samenvatting").value`); got != "Praten met anderen die voor iemand met dementie zorgen." {
				t.Errorf("typed text became %q", got)
			}
			tab.Kies(`#onderwerp .mz-kolommen input`, "#thema-3", "#plek-1", "#vandaag", "#afwijkend-0-gesloten").Typ("#plek_aantal", "3").Typ("#afwijkend-0-van", "25-12-2026").Typ("#whatsapp", "0599-00 12 34")
			tab.KlikTekst("Publiceren").Ziet("[data-error-summary]", "geen mobiel nummer").Goed("formulier-fout")
			tab.Typ("#whatsapp", "06-00 00 12 34").KlikTekst("Publiceren").Ziet("aside", "Gepubliceerd").Goed("gepubliceerd")
			a := haal(t, s, s.ID("praatgroep-dementie"))
			if a.Status != socialekaart.Gepubliceerd || a.Plek.Aantal != 3 || len(a.Uitzonderingen) != 1 || len(a.Codes("onderwerp")) != 1 {
				t.Errorf("%+v", a)
			}
			tab.KlikTekst("Archiveren").Goed("archiveren").KlikTekst("Ja, archiveren").Ziet("tbody", "Gearchiveerd")
		})
	}
}
