package aanvragen

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"mantelpunt/internal/browsertest"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"
	"mantelpunt/web/kleur"
)

func TestKijk(t *testing.T) {
	mux := http.NewServeMux()
	mux.Handle("/static/", web.Statisch())
	mux.HandleFunc("/stijl.css", func(w http.ResponseWriter, r *http.Request) {
		css, _ := kleur.Thema{Merk: "#00607f", Accent: "#b4690e", Vorm: "zacht"}.CSS(web.Luminanties())
		w.Header().Set("Content-Type", "text/css")
		_, _ = w.Write([]byte(css))
	})
	adres := func(n string) string { return "/" + strings.ReplaceAll(strings.ToLower(n), " ", "-") }
	mux.Handle("/", httpx.MetTaal(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		k := web.Kader{Gemeente: "Veldwaarde", Beeldmerk: "veldwaarde", ThemaURL: "/stijl.css", Pad: r.URL.Path, Steunpunt: "MantelSteun", Telefoon: "0599-00 01 23", Talen: []string{"nl", "en"}}
		r = r.WithContext(web.MetKader(toegang.MetGemeente(r.Context(), toegang.Gemeente{ID: 1, Naam: "Veldwaarde"}), k))
		for _, v := range Vitrine(r.Context()) {
			if adres(v.Naam) == r.URL.Path {
				_ = httpx.Render(w, r, 200, v.Pagina)
				return
			}
		}
		http.NotFound(w, r)
	})))
	s := httptest.NewServer(mux)
	defer s.Close()
	var o []browsertest.Optie
	if os.Getenv("SMAL") != "" {
		o = append(o, browsertest.Telefoon)
	}
	tab := browsertest.Nieuw(t, s.URL, o...)
	for _, n := range strings.Split(os.Getenv("KIJK"), ",") {
		tab.Ga(n).Goed(strings.ReplaceAll(strings.Trim(n, "/"), "/", "-"))
	}
}
