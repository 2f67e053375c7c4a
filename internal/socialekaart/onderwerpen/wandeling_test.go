package onderwerpen

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"mantelpunt/internal/browsertest"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/socialekaart/proef"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/go-chi/chi/v5"
)

// TestWandelingZoekwoorden adds a word as a redacteur does, at a desk and on a telephone.
func TestWandelingZoekwoorden(t *testing.T) {
	for naam, opties := range map[string][]browsertest.Optie{"bureau": nil, "telefoon": {browsertest.Telefoon}, "zonder script": {browsertest.ZonderScript}} {
		t.Run(naam, func(t *testing.T) {
			h := nieuwHuis(t)
			r := chi.NewRouter()
			r.Use(httpx.Koppen(false), func(next http.Handler) http.Handler {
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					ctx := toegang.MetPersoon(toegang.MetGemeente(r.Context(), h.Gemeente), proef.Redacteur)
					k := web.Kader{Gemeente: h.Gemeente.Naam, Soort: "medewerker", Persoon: proef.Redacteur.Naam, Werk: []web.Link{web.Naar("Sociale kaart", "/beheer/aanbod"), web.Naar("Zoekwoorden", start)}}
					next.ServeHTTP(w, r.WithContext(web.MetKader(ctx, k)))
				})
			})
			r.Handle("/static/*", web.Statisch())
			r.Mount("/", h.Routes)
			srv := httptest.NewServer(r)
			t.Cleanup(srv.Close)
			tab := browsertest.Nieuw(t, srv.URL, opties...)
			tab.Ga(start).Goed("zoekwoorden").KlikTekst("Alle vragen van bezoekers").Goed("zoekvragen")
			tab.Klik(`section[aria-labelledby="groep-niets"] tbody a`).Ziet("h2", "Niets gevonden").Goed("zoekwoorden-proberen")
			tab.Lees(`(document.querySelector("#onderwerp").value = "zorgboerderij")`)
			tab.KlikTekst("Verder").Ziet(".utrecht-alert", "‘kwibus’ staat klaar").Goed("zoekwoorden-onderwerp")
			tab.KlikTekst("Bekijk het effect").Ziet("[aria-labelledby=effect]", "1 vraag vindt nu iets").Goed("zoekwoorden-effect")
			tab.KlikTekst("Bewaren").Ziet("#metaanbod, #vanons", "Gewijzigd door uw gemeente")
			tab.Ga(start+"/proberen?q=kwibus").Kies("details summary").Ziet("details", "Onderwerp").Goed("zoekwoorden-waarom")
		})
	}
}
