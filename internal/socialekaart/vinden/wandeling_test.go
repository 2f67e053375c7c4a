package vinden

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"mantelpunt/internal/browsertest"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/proef"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"
)

// adres serves the pages of a site as the product does.
func adres(t *testing.T, s *proef.Site) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle("/static/", web.Statisch())
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		ctx := toegang.MetGemeente(r.Context(), s.Gemeente)
		ctx = web.MetKader(ctx, web.Kader{Gemeente: s.Gemeente.Naam, Pad: r.URL.Path, Telefoon: "0599-00 01 23", Steunpunt: "MantelSteun", Openingstijden: "maandag, 9.00–17.00 uur", Talen: []string{"nl", "en"}})
		s.Routes.ServeHTTP(w, r.WithContext(ctx))
	})
	srv := httptest.NewServer(httpx.Koppen(false)(mux))
	t.Cleanup(srv.Close)
	return srv.URL
}

// buurt is a small gemeente with every kind of offer.
func buurt() []socialekaart.Invoer {
	plek := func(in socialekaart.Invoer, p socialekaart.PlekStand) socialekaart.Invoer {
		in.Inhoud.Plek = socialekaart.Plek{Stand: p, Op: proef.Dag(maandag)}
		return in
	}
	uit := []socialekaart.Invoer{verwijslogeerhuis(),
		plek(bij("Zorgboerderij De Ploeg", "7995 PR", 52.89, 6.53, proef.Term("thema", "vervangende-mantelzorg"), proef.Term("vorm", "dagopvang"), proef.Term("doelgroep", "autisme"), proef.Term("dagdeel", "ochtend")), socialekaart.PlekVrij),
		plek(bij("Weekend weg", "7991 AA", 52.90, 6.55, proef.Term("thema", "vervangende-mantelzorg"), proef.Term("vorm", "logeeropvang"), proef.Term("doelgroep", "ouderen"), proef.Term("wet", "wlz"), proef.Term("verwijzing", "ja"), proef.Term("dagdeel", "weekend")), socialekaart.PlekVol),
	}
	for i := range 12 {
		in := proef.Eenvoudig("Welzijn", fmt.Sprintf("Samen koffie %d", i+1), "Even op adem komen met andere mantelzorgers.", proef.Term("thema", socialekaart.Themas[i%8]), proef.Term("doelgroep", socialekaart.Doelgroepen[i]), proef.Term("verwijzing", "nee"))
		in.Inhoud.Kosten = []socialekaart.Kosten{{Omschrijving: "Meedoen"}}
		in.Inhoud.Tijden = []socialekaart.Tijd{{Dagen: []string{"ma"}, Van: "09:00", Tot: "12:00"}}
		uit = append(uit, in)
	}
	return uit
}

// A carer on a phone without JavaScript: everything is links and forms.
func TestZoekenOpDeTelefoonZonderScript(t *testing.T) {
	url := adres(t, site(t, Handler{Bronnen: []Bron{bron{n: 4}}}, buurt()...))
	tab := browsertest.Nieuw(t, url, browsertest.Telefoon, browsertest.ZonderScript)
	tab.Ga("/aanbod").Ziet("#aantal", "15 resultaten").Goed("zoeken-alles")
	tab.Typ("#q", "logeren").Enter().Ziet("#aantal", "voor ‘logeren’").Goed("zoeken-logeren")
	if tab.Lees(`document.querySelector("#filters").offsetParent === null`) != "true" {
		t.Error("the filters are in the way of the results")
	}
	tab.Kies(".mz-filterbtn") // jumps to the filters, which then show
	tab.Kies("#zorgvoor-0").Klik("#filters > div button")
	tab.Ziet(".mz-filterbtn", "Filters (1)").Ziet(".mz-tag", "wissen").Goed("zoeken-filter")
	tab.Klik("ul[aria-label='Gekozen filters'] .mz-tag")
	tab.Ziet(".mz-filterbtn", "Filters")
	tab.Ga("/aanbod?q=zeppelin&kosten=betaald").Ziet("#aantal", "Niets gevonden voor ‘zeppelin’").Ziet("main", "0599-00 01 23").Goed("zoeken-niets")
	tab.Ga("/aanbod?postcode=99&straal=5").Ziet("#postcode-fout", "Wij kennen deze postcode niet").Goed("zoeken-postcode")
}

// At a desk: the keyboard reaches everything, and a screen reader is told how much
// there is.
func TestZoekenAanEenBureau(t *testing.T) {
	url := adres(t, site(t, Handler{Bronnen: []Bron{bron{n: 4}}}, buurt()...))
	tab := browsertest.Nieuw(t, url)
	tab.Ga("/aanbod?q=logeren&postcode=7995&sorteer=afstand").Goed("zoeken-afstand")
	tab.Leest("search: Hulp en activiteiten", "combobox: Waar zoekt u hulp bij?", "textbox: Postcode", "combobox: Afstand",
		"region: Filters", "group: Voor wie u zorgt")
	kop := tab.Lees(`document.querySelector("#aantal").innerText`)
	tab.Leest("region: "+kop, "navigation: Wat wij vonden", "status: ", "heading: "+kop, "list: Gekozen filters")
	if titel := tab.Lees("document.title"); !strings.HasPrefix(titel, kop) {
		t.Errorf("the title is %q", titel)
	}
	tab.Ga("/aanbod").Loop("#thema-0").Toets(" ")
	tab.Klik("#filters > div button").Ziet(".mz-tag", "wissen").Goed("zoeken-thema")
	tab.Ga("/aanbod?pagina=2").Ziet("#r11", "Samen koffie").Goed("zoeken-pagina2")
	tab.Ga("/aanbod?voor=verwijzer&q=logeren").Ziet("#r1 .mz-feiten", "Wmo").Ziet("main", "Druk deze lijst af").Goed("zoeken-verwijzer")
	tab.Ga("/aanbod?q=logeren").Ziet(".mz-feiten", "Wmo")
	tab.Ga("/aanbod?voor=mantelzorger").Ga("/aanbod?q=logeren")
	if tab.Lees(`document.querySelector(".mz-feiten") === null`) != "true" {
		t.Error("the view of a mantelzorger does not come back")
	}
	tab.Ga("/aanbod?q=logeren&dagdeel=avond").Goed("zoeken-doodlopend")
	tab.Ga("/aanbod?q=logeren&soort=organisatie").Ziet("#aantal", "4 resultaten").Goed("zoeken-organisaties")
	tab.Ga("/en/aanbod?q=logeren").Goed("zoeken-engels")
}
