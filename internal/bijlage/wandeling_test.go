package bijlage

import (
	"context"
	"encoding/binary"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"mantelpunt/internal/browsertest"
	"mantelpunt/internal/fault"
	"mantelpunt/internal/httpx"
	"mantelpunt/web"

	"github.com/a-h/templ"
)

// proefstap is a step of a form that asks for files, as a feature makes one.
type proefstap struct {
	mu        sync.Mutex
	bestanden []Bestand
	verstuurd string
}

func (p *proefstap) toon(w http.ResponseWriter, r *http.Request, status int, tekst string, fouten web.Fouten) error {
	veld := web.Bestanden{ID: "bestand", Label: "Uw papieren", MaxMB: 1, Fout: fouten.Voor("bestand"), Vol: len(p.bestanden) == 3}
	for i, b := range p.bestanden {
		veld.Toegevoegd = append(veld.Toegevoegd, web.Toegevoegd{ID: strconv.Itoa(i), Naam: b.Naam, Bytes: len(b.Inhoud)})
	}
	delen := []templ.Component{
		templ.Raw(`<div class="mz-wrap"><h1>Proef</h1>`), web.Foutoverzicht(fouten), templ.Raw(`<form class="mz-form" method="post" enctype="multipart/form-data" novalidate>`),
		web.Tekstveld(web.Veld{ID: "tekst", Label: "Een woord", Waarde: tekst}), web.Bestandsveld(veld), web.Knop("Versturen", "arrow-right"), templ.Raw(`</form></div>`),
	}
	inhoud := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		for _, d := range delen {
			if err := d.Render(ctx, w); err != nil {
				return err
			}
		}
		return nil
	})
	return httpx.Render(w, r, status, templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return web.Layout(web.Pagina{Titel: "Proef", Fouten: fouten}).Render(templ.WithChildren(ctx, inhoud), w)
	}))
}

func (p *proefstap) neem(w http.ResponseWriter, r *http.Request) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if r.Method == http.MethodGet {
		return p.toon(w, r, http.StatusOK, "", nil)
	}
	waarden, bestanden, err := httpx.Upload(w, r, 1<<20)
	if err != nil {
		return err
	}
	if weg, err := strconv.Atoi(waarden.Get("verwijder")); err == nil {
		p.bestanden = append(p.bestanden[:weg], p.bestanden[weg+1:]...)
		return p.toon(w, r, http.StatusOK, waarden.Get("tekst"), nil)
	}
	var fouten web.Fouten
	for _, f := range bestanden {
		b, err := Keurder{}.Keur(r.Context(), f.Naam, f.Lezer())
		if err != nil {
			fouten.Voeg(f.Veld, fault.Tekst(err))
			continue
		}
		p.bestanden = append(p.bestanden, b)
	}
	if len(fouten) > 0 {
		return p.toon(w, r, http.StatusUnprocessableEntity, waarden.Get("tekst"), fouten)
	}
	if waarden.Get("actie") == "" {
		p.verstuurd = waarden.Get("tekst")
	}
	return p.toon(w, r, http.StatusOK, waarden.Get("tekst"), nil)
}

// A person adds a PDF and two photos, one of them too large at first, takes one away
// and sends the form; what was typed stays all the while. On a desk and a telephone,
// with and without JavaScript.
func TestWandelingBestanden(t *testing.T) {
	map_ := t.TempDir()
	zet := func(naam string, b []byte) string {
		pad := filepath.Join(map_, naam)
		if err := os.WriteFile(pad, b, 0o600); err != nil {
			t.Fatal(err)
		}
		return pad
	}
	brief, foto := zet("brief.pdf", proefPDF("")), zet("foto.jpg", proefJPEG(t, proefbeeld(80, 60), 6, binary.BigEndian))
	tekst, scherm := zet("tekst.pdf", []byte("geen PDF")), zet("scherm.png", proefPNG(t, proefbeeld(40, 30), 1))
	groot := zet("groot.jpg", append(proefJPEG(t, proefbeeld(8, 8), 1, binary.BigEndian), make([]byte, 30<<20)...))
	for naam, opties := range map[string][]browsertest.Optie{"desk": nil, "telephone without script": {browsertest.Telefoon, browsertest.ZonderScript}} {
		t.Run(naam, func(t *testing.T) {
			p := &proefstap{}
			a := &httpx.Afhandelaar{Log: slog.New(slog.DiscardHandler)}
			mux := http.NewServeMux()
			mux.Handle("/static/", web.Statisch())
			mux.Handle("/proef", a.ZelfdeBron(httpx.Uploads(a.H(p.neem))))
			srv := httptest.NewServer(httpx.Koppen(false)(mux))
			defer srv.Close()
			tab := browsertest.Nieuw(t, srv.URL, opties...)

			tab.Ga("/proef").Typ("#tekst", "blijft staan").Bestand("#bestand", brief).KlikTekst("Bestand toevoegen")
			tab.Ziet(".mz-bestanden", "brief.pdf").Goed("bestanden")
			tab.Bestand("#bestand", groot).KlikTekst("Bestand toevoegen")
			tab.Ziet("#bestand-fout", "hoogstens 1 MB").Ziet(".mz-bestanden", "brief.pdf")
			tab.Bestand("#bestand", tekst, foto).KlikTekst("Bestand toevoegen")
			tab.Ziet("#bestand-fout", "Dit soort bestand").Ziet(".mz-bestanden", "foto.jpg").Goed("bestanden-fout")
			if got := tab.Lees(`document.getElementById("tekst").value`); got != "blijft staan" {
				t.Errorf("what was typed is %q", got)
			}
			tab.Bestand("#bestand", scherm).Typ("#tekst", "nieuw").Enter() // adds, and takes nothing away
			tab.Ziet(".mz-bestanden", "scherm.png").Ziet("#bestand-uitleg", "Haal eerst een bestand weg").Goed("bestanden-vol")
			tab.Klik(".mz-bestanden li:first-child button")
			tab.KlikTekst("Versturen")
			if len(p.bestanden) != 2 || p.bestanden[0].Naam != "foto.jpg" || p.bestanden[1].Naam != "scherm.png" || p.verstuurd != "nieuw" {
				t.Errorf("%d files, %q sent", len(p.bestanden), p.verstuurd)
			}
		})
	}
}
