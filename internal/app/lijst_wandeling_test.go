package app_test

import (
	"strings"
	"testing"

	"mantelpunt/internal/browsertest"
)

// A list from the results to the telephone of somebody else, on a phone without any
// script and at a desk. On the way: what may be typed into a search field, anywhere.
func TestLijstMeenemen(t *testing.T) {
	p := nieuwPortaal(t)
	for _, c := range []struct {
		naam   string
		opties []browsertest.Optie
	}{
		{"telefoon zonder script", []browsertest.Optie{browsertest.Telefoon, browsertest.ZonderScript}},
		{"bureau", nil},
	} {
		t.Run(c.naam, func(t *testing.T) {
			tab := browsertest.Nieuw(t, p.url, c.opties...)
			eerste, tweede := kiestTwee(tab)
			schikt(t, tab, eerste, tweede)
			link := deelt(t, tab)
			ander := browsertest.Nieuw(t, p.url, c.opties...)
			ander.Ga(link).Ziet("main", tweede).Ziet("main", "dinsdag bellen").Goed("lijst-gedeeld")
			ander.KlikTekst("Neem over in mijn lijst").Ziet("[role=status]", "bij uw eigen lijst gezet").Ziet("#lijst", eerste).Goed("lijst-overgenomen")
			tab.Ga("/lijst").Klik("#lijst button[name=leeg]").Ziet("main", "Er staat nog niets op uw lijst").Goed("lijst-leeg")
			tab.KlikTekst("Zet terug").Ziet("[role=status]", "Uw lijst staat er weer").Ziet("#lijst", eerste).Goed("lijst-vorige")
			tab.Klik("#lijst button[name=leeg]").Ziet("main", "Er staat nog niets op uw lijst")
			if status := tab.Status("/lijst/gedeeld/bestaat-niet"); status != 404 {
				t.Errorf("an unknown link gives %d", status)
			}
		})
	}
	t.Run("suggesties", func(t *testing.T) {
		tab := browsertest.Nieuw(t, p.url)
		for _, c := range []struct{ pad, veld string }{{"/", "#q"}, {"/informatie", "#hq"}} {
			tab.Ga(c.pad).Typ(c.veld, "loge").Verschijnt(c.veld + "-suggesties li").Goed("suggesties" + strings.ReplaceAll(c.pad, "/", "-"))
			tab.Klik(c.veld+"-suggesties li").Ziet("#aantal", "result")
		}
	})
}

// kiestTwee picks the first two results, and gives their names.
func kiestTwee(tab *browsertest.Tab) (eerste, tweede string) {
	tab.Ga("/aanbod?q=logeren")
	eerste, tweede = tab.Lees(`document.querySelector("#r1 .mz-result__title a").innerText`), tab.Lees(`document.querySelector("#r2 .mz-result__title a").innerText`)
	tab.Goed("lijst-resultaten").Klik("#r1 button[name=aanbod]").Ziet("[role=status]", "Het staat op uw lijst").Ziet("#lijst", eerste).Goed("lijst-eerste")
	tab.KlikTekst("Verder waar u was").Klik("#r2 .mz-result__title a").Goed("lijst-aanbod").Klik("main button[name=aanbod]").Ziet("#lijst", tweede)
	return eerste, tweede
}

// schikt makes a note, changes the order, takes one off and puts it back.
func schikt(t *testing.T, tab *browsertest.Tab, eerste, tweede string) {
	volgorde := func(want ...string) {
		t.Helper()
		if got := tab.Lees(`Array.from(document.querySelectorAll("#lijst ol h2")).map(h => h.innerText).join("; ")`); got != strings.Join(want, "; ") {
			t.Errorf("the list is %q, want %q", got, want)
		}
	}
	volgorde(eerste, tweede)
	tab.Typ("#lijst ol > li:first-child textarea", "dinsdag bellen").Klik("#lijst ol > li:first-child button[value^=omlaag]")
	volgorde(tweede, eerste)
	if got := tab.Lees(`document.querySelector("#lijst ol > li:last-child textarea").value`); got != "dinsdag bellen" {
		t.Errorf("the note is %q after moving", got)
	}
	tab.Klik("#lijst ol > li:last-child button[value^=omhoog]")
	volgorde(eerste, tweede)
	tab.Klik("#lijst ol > li:first-child button[value^=weg]").Ziet("[role=status]", "van uw lijst gehaald").Goed("lijst-weg")
	volgorde(tweede)
	tab.KlikTekst("Zet terug")
	volgorde(eerste, tweede)
	if got := tab.Lees(`document.querySelector("#lijst ol > li:first-child textarea").value`); got != "dinsdag bellen" {
		t.Errorf("the note is %q after putting back", got)
	}
	tab.Goed("lijst-terug")
}

// deelt tries to mail the list and makes a link to it with the notes, and gives its path.
func deelt(t *testing.T, tab *browsertest.Tab) string {
	tab.Typ("#email", "jan").KlikTekst("Verstuur de lijst").Ziet("[data-error-summary]", "geen e-mailadres").Ziet("main", "geen e-mailadres").Goed("lijst-mailfout")
	if got := tab.Lees(`document.querySelector("#email").value`); got != "jan" {
		t.Errorf("what was typed is gone: %q", got)
	}
	tab.Typ("#email", "jan@voorbeeld.example").KlikTekst("Verstuur de lijst").Ziet("[role=status]", "verstuurd")
	tab.Kies("#notities").Klik("form[action$='/lijst/link'] button").Ziet("main", "Uw link is klaar").Goed("lijst-link")
	link := tab.Lees(`document.querySelector(".mz-kopie__waarde").innerText`)
	i := strings.Index(link, "/lijst/gedeeld/")
	if i < 0 {
		t.Fatalf("the link is %q", link)
	}
	return link[i:]
}
