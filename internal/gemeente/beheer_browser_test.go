package gemeente

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/browsertest"
)

const (
	knopInVoorbeeld = `getComputedStyle(document.querySelector(".mz-voorbeeld .nl-button--primary")).backgroundColor`
	kopVanPagina    = `getComputedStyle(document.querySelector("header .mz-brand__site")).color`
)

// wacht asks the page until an expression gives what is wanted.
func wacht(t *testing.T, tab *browsertest.Tab, expressie string, goed func(string) bool) string {
	t.Helper()
	for einde := time.Now().Add(20 * time.Second); ; {
		got := tab.Lees(expressie)
		if goed(got) {
			return got
		}
		if time.Now().After(einde) {
			t.Fatalf("%s stays %q", expressie, got)
		}
	}
}

// TestWandelingVormgeving chooses colours as a beheerder does: the sample goes along,
// the page itself does not, and a colour that cannot be read is mended with one click.
func TestWandelingVormgeving(t *testing.T) {
	p := nieuweBeheerproef(t)
	srv := httptest.NewServer(p)
	t.Cleanup(srv.Close)
	tab := browsertest.Nieuw(t, srv.URL)
	tab.Ga(start + "/vormgeving")
	knop, kop := tab.Lees(knopInVoorbeeld), tab.Lees(kopVanPagina)

	tab.Typ("#merk", "#6f2c91")
	paars := wacht(t, tab, knopInVoorbeeld, func(s string) bool { return s != knop })
	if tab.Lees(kopVanPagina) != kop {
		t.Error("the page itself changes colour")
	}
	tab.Ziet("#merk-oordeel", "Goed leesbaar")

	tab.Lees(`(document.querySelector("#merk").value = "")`) // room to type: the field is full
	tab.Typ("#merk", "#ffd200")
	wacht(t, tab, `document.querySelector("#merk-voorstel").hidden`, func(s string) bool { return s == "false" })
	tab.Ziet("#merk-oordeel", "te licht")
	wacht(t, tab, knopInVoorbeeld, func(s string) bool { return s != paars && s != knop })
	if n := tab.Lees(`document.querySelectorAll("link[data-voorbeeldstijl]").length`); n != "1" {
		wacht(t, tab, `document.querySelectorAll("link[data-voorbeeldstijl]").length`, func(s string) bool { return s == "1" })
	}
	tab.Kies("input[name=beeldmerk][value=lindemeer]", "input[name=letter][value=atkinson]")
	wacht(t, tab, `document.querySelector("[data-merkteken=lindemeer]").hidden + " " + document.querySelector("[data-merkteken=veldwaarde]").hidden`, func(s string) bool { return s == "false true" })
	wacht(t, tab, `getComputedStyle(document.querySelector(".mz-voorbeeld")).fontFamily`, func(s string) bool { return strings.Contains(s, "Atkinson") })
	tab.Goed("vormgeving-te-licht")

	tab.Klik("#merk-voorstel").Ziet("#merk-oordeel", "Goed leesbaar")
	gekozen := tab.Lees(`document.querySelector("#merk").value`)
	if gekozen == "#ffd200" || tab.Lees(`document.querySelector("input[data-kies=merk]").value`) != gekozen {
		t.Error(gekozen)
	}
	tab.Goed("vormgeving-voorstel").KlikTekst("Bewaren")
	if g := lees(t, p.store, p.g.ID); g.Thema.Merk != gekozen || g.Beeldmerk != "lindemeer" || g.Thema.Letter != "atkinson" {
		t.Errorf("%+v", g.Thema)
	}
}

// TestWandelingWijken presses Enter in a field: that saves, and moves nothing.
func TestWandelingWijken(t *testing.T) {
	p := nieuweBeheerproef(t)
	srv := httptest.NewServer(p)
	t.Cleanup(srv.Close)
	tab := browsertest.Nieuw(t, srv.URL, browsertest.ZonderScript)
	tab.Ga(start+"/wijken").Typ("#wijk-0", "Zuid").KlikTekst("Nog een wijk").Typ("#wijk-1", "Centrum").Enter()
	if got := strings.Join(lees(t, p.store, p.g.ID).Wijken, " "); got != "Zuid Centrum" {
		t.Error(got)
	}
}
