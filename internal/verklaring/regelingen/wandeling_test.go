package regelingen_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"mantelpunt/internal/browsertest"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/proef"
	"mantelpunt/web"
)

// bureau serves the pages of this room to a browser, as Bea gets them.
func bureau(h *proef.Huis) *httptest.Server {
	mux := http.NewServeMux()
	mux.Handle("/static/", web.Statisch())
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if r.ParseForm() != nil {
			http.Error(w, "formulier", http.StatusBadRequest)
			return
		}
		res := h.Vraag(h.Bea, r.Method, r.URL.RequestURI(), r.PostForm)
		for naam := range res.Header {
			w.Header().Set(naam, res.Header.Get(naam))
		}
		w.WriteHeader(res.StatusCode)
		_, _ = io.Copy(w, res.Body)
	})
	srv := httptest.NewServer(mux)
	h.Cleanup(srv.Close)
	return srv
}

// TestWandelingRegels makes a version of the rules on a telephone without JavaScript and
// with keys alone: a mistake, the preview, the form again, saved, looked at and removed.
func TestWandelingRegels(t *testing.T) {
	h := nieuw(t)
	tab := browsertest.Nieuw(t, bureau(h).URL, browsertest.Telefoon, browsertest.ZonderScript)
	tab.Ga(verklaring.PadRegelingen).Goed("regels").Loop("a[href$='/regelingen/nieuw']").Enter()
	tab.Loop("#uren").Toets("88")
	tab.Loop("#verleng_weken").Toets("44")
	tab.Loop("#bron").Toets("Selectielijst gemeenten 2020").Enter() // it shows, and saves nothing
	tab.Goed("regels-fouten").Ziet(".mz-errors", "Bij een besluit hoort een adres voor bezwaar.").Ziet(".mz-errors", "Vul bij ‘weken later’ een getal in van 0 tot en met 8.")
	h.Telt(`SELECT count(*) FROM regeling WHERE gemeente_id = $1`, 1, h.G.ID)

	tab.Loop(".mz-errors a[href='#bezwaar']").DrukEnter().Toets("Postbus 2, 7990 AA Veldwaarde")
	tab.Lees(`(document.querySelector("#verleng_weken").value = "4", document.querySelector("#vanaf-jaar").value = "2027")`)
	tab.Loop("form#regels .mz-actions button[value=voorbeeld]").Enter()
	tab.Goed("regels-voorbeeld").Ziet("main", "De regels zijn nog niet bewaard.").Ziet("main", "U zorgt minstens 88 uur in de week")
	h.Telt(`SELECT count(*) FROM regeling WHERE gemeente_id = $1`, 1, h.G.ID)

	tab.Loop("section button[value=bewaar]").Enter().Ziet("table", "Komt nog")
	tab.KlikTekst("Versie 2").Goed("regels-versie").KlikTekst("Verwijder deze versie").Goed("regels-verwijderen")
	tab.Loop("form .nl-button--primary").Enter()
	if got := tab.Adres(); !strings.HasSuffix(got, verklaring.PadRegelingen) {
		t.Errorf("it ends at %s", got)
	}
	h.Telt(`SELECT count(*) FROM regeling WHERE gemeente_id = $1`, 1, h.G.ID)
}
