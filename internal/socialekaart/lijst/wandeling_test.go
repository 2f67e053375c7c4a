package lijst

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"mantelpunt/internal/browsertest"
	"mantelpunt/internal/httpx"
	"mantelpunt/internal/pgtest"
	"mantelpunt/internal/socialekaart/proef"
	"mantelpunt/internal/socialekaart/tonen"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"
)

// namen knows one gemeente.
type namen struct{}

func (namen) Naam(context.Context, int) string { return "Proefstad" }

// adres serves the list and the offers as the product does, to one person.
func (o *opzet) adres(wie toegang.Persoon) string {
	o.T.Helper()
	o.Hang(tonen.Handler{Voorraad: o.Voorraad, Gemeenten: namen{}, Web: o.Web})
	mux := http.NewServeMux()
	mux.Handle("/static/", web.Statisch())
	var srv *httptest.Server
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		g := o.Gemeente
		g.URL = srv.URL
		ctx := toegang.MetPersoon(toegang.MetGemeente(r.Context(), g), wie)
		k := web.Kader{Gemeente: g.Naam, Pad: r.URL.Path, Telefoon: "0599-00 01 23", Persoon: wie.Naam, Soort: string(wie.Soort), Talen: []string{"nl", "en"}}
		o.Routes.ServeHTTP(w, r.WithContext(web.MetKader(ctx, k)))
	})
	srv = httptest.NewServer(httpx.Koppen(false)(mux))
	o.T.Cleanup(srv.Close)
	return srv.URL
}

// A consulent makes a list for a mantelzorger with the keyboard alone, gives the link,
// and begins an empty one for the next. It was pressed too early: the list comes back.
func TestEenConsulentMaaktLijsten(t *testing.T) {
	o := nieuweOpzet(t)
	if _, err := pgtest.Eigenaar(t, o.Store.Pool).Exec(t.Context(), `INSERT INTO gebruiker (id, email, naam) VALUES ($1, 'cas@proef.example', 'Cas')`, proef.Consulent.ID); err != nil {
		t.Fatal(err)
	}
	tab := browsertest.Nieuw(t, o.adres(proef.Consulent))
	tab.Ga("/aanbod/"+linde).Loop("main button[name=aanbod]").Enter().Ziet("[role=status]", "Het staat op uw lijst")
	tab.Loop("form[action$='/lijst/link'] button").Enter().Ziet("#lijst", "Uw link is klaar").Goed("lijst-consulent-link")
	tab.Leest("heading: Uw link is klaar", "button: Begin een lege lijst", "list: ")
	tab.Loop("button.nl-button--primary[name=leeg]").Enter().Ziet("[role=status]", "Uw lijst is leeg").Goed("lijst-consulent-leeg")
	tab.Loop("button[name=vorige]").Enter().Ziet("[role=status]", "Uw lijst staat er weer").Ziet("#lijst", "Logeerhuis De Linde").Goed("lijst-consulent-terug")
	tab.Typ("#email", "jan@voorbeeld.example").KlikTekst("Verstuur de lijst").Ziet("[role=status]", "verstuurd").Goed("lijst-consulent-gemaild")
	tab.KlikTekst("Begin een lege lijst").Ziet("[role=status]", "Uw lijst is leeg")
	tab.Ga("/lijst").Ziet("#lijst", "Er staat nog niets op uw lijst")
	if n := tab.Lees(`document.querySelectorAll("#lijst [role=status], button[name=vorige]").length`); n != "0" {
		t.Error("the list of the one before can be seen by the next")
	}
}

// A mantelzorger on a phone, with JavaScript and without, empties the list by mistake.
func TestLeegEnTerugOpDeTelefoon(t *testing.T) {
	o := nieuweOpzet(t)
	url := o.adres(toegang.Persoon{})
	for naam, opties := range map[string][]browsertest.Optie{"met-script": {browsertest.Telefoon}, "zonder-script": {browsertest.Telefoon, browsertest.ZonderScript}} {
		tab := browsertest.Nieuw(t, url, opties...)
		for _, slug := range []string{linde, bus} {
			tab.Ga("/aanbod/" + slug).Klik("main button[name=aanbod]")
		}
		tab.Typ("#notitie-"+linde, "dinsdag bellen").Klik("#lijst button[name=leeg]").Ziet("[role=status]", "Uw lijst is leeg").Goed("lijst-leeg-" + naam)
		tab.KlikTekst("Zet terug").Ziet("[role=status]", "Uw lijst staat er weer").Ziet("#lijst", "Boodschappenbus").Goed("lijst-terug-" + naam)
		if got := tab.Lees(`document.querySelector("#notitie-` + linde + `").value`); got != "dinsdag bellen" {
			t.Errorf("%s: the note is %q", naam, got)
		}
		tab.Klik("#lijst button[name=leeg]").Ga("/en/lijst").Ziet("#lijst", "There is nothing on your list yet")
	}
}
