package vinden

import (
	"strings"
	"testing"

	"mantelpunt/internal/browsertest"

	"github.com/chromedp/chromedp/kb"
)

// veldstand is what assistive technology hears of the field: open or not, and which
// option is the active one.
func veldstand(tab *browsertest.Tab) string {
	return tab.Lees(`(v => [v.getAttribute("aria-expanded"), v.getAttribute("aria-activedescendant") || "geen", v.value].join(" "))(document.querySelector("#q"))`)
}

// With the keyboard alone: through the suggestions, out of them, and past them.
func TestSuggestiesMetToetsenbord(t *testing.T) {
	tab := browsertest.Nieuw(t, adres(t, site(t, Handler{}, buurt()...)))
	is := func(want string) {
		t.Helper()
		if got := veldstand(tab); got != want {
			t.Errorf("the field says %q, want %q", got, want)
		}
	}
	tab.Ga("/aanbod").Leest("combobox: Waar zoekt u hulp bij?")
	is("false geen ")
	tab.Loop("#q").Toets("loge").Verschijnt(".mz-suggesties li")
	is("true geen loge")
	tab.Leest("combobox: Waar zoekt u hulp bij?", "listbox: Suggesties", "option: "+tab.Lees(`document.querySelector(".mz-suggesties li").textContent`)).Goed("suggesties")
	tab.Ziet(".mz-suggestieveld [role=status]", "suggesties. Kies met de pijltjes.")
	tab.Toets(kb.ArrowDown)
	is("true q-suggesties-0 loge")
	tab.Toets(kb.ArrowDown)
	is("true q-suggesties-1 loge")
	if got := tab.Lees(`Array.from(document.querySelectorAll(".mz-suggesties [aria-selected=true]")).map(li => li.id)`); got != "q-suggesties-1" {
		t.Errorf("chosen is %q", got)
	}
	tab.Goed("suggesties-gekozen")
	tab.Toets(kb.ArrowUp).Toets(kb.ArrowUp)
	if laatste := tab.Lees(`document.querySelector(".mz-suggesties li:last-child").id`); !strings.Contains(veldstand(tab), laatste) {
		t.Errorf("up from the first does not lead to %s: %s", laatste, veldstand(tab))
	}
	tab.Toets(kb.Escape)
	is("false geen loge") // closed, and what was typed is still there
	tab.Toets(kb.ArrowDown).Verschijnt(".mz-suggesties li")
	tab.Toets("\t")
	is("false geen loge") // Tab leaves without choosing
	if got := tab.Lees("document.activeElement.id"); got != "postcode" {
		t.Errorf("Tab leads to %q", got)
	}
	tab.Ga("/aanbod").Loop("#q").Toets("loge").Verschijnt(".mz-suggesties li").Enter()
	tab.Ziet("#aantal", "voor ‘loge’") // Enter without a choice searches for what was typed
	tab.Ga("/aanbod").Loop("#q").Toets("weekend").Verschijnt(".mz-suggesties li")
	naar := tab.Lees(`document.querySelector(".mz-suggesties li").dataset.url`)
	tab.Toets(kb.ArrowDown).Enter()
	if got := tab.Lees("location.pathname + location.search"); got != naar {
		t.Errorf("Enter leads to %s, want %s", got, naar)
	}
}

// On a phone, by touch, and on a page that reads from right to left.
func TestSuggestiesOpDeTelefoon(t *testing.T) {
	tab := browsertest.Nieuw(t, adres(t, site(t, Handler{}, buurt()...)), browsertest.Telefoon)
	tab.Ga("/aanbod").Typ("#q", "samen ko").Verschijnt(".mz-suggesties li").Goed("suggesties")
	naar := tab.Lees(`document.querySelector(".mz-suggesties li:nth-child(2)").dataset.url`)
	if hoog := tab.Lees(`Array.from(document.querySelectorAll(".mz-suggesties li")).every(li => li.offsetHeight >= 44)`); hoog != "true" {
		t.Error("a suggestion is too small for a finger")
	}
	tab.Klik(".mz-suggesties li:nth-child(2)")
	if got := tab.Lees("location.pathname + location.search"); got != naar {
		t.Errorf("a tap leads to %s, want %s", got, naar)
	}
	tab.Ga("/aanbod").Lees(`document.documentElement.dir = "rtl"`)
	tab.Typ("#q", "samen ko").Verschijnt(".mz-suggesties li").Goed("suggesties-rtl")
	tab.Ga("/en/aanbod").Typ("#q", "samen").Verschijnt(".mz-suggesties li").Klik(".mz-suggesties li:last-child")
	if got := tab.Lees("location.pathname"); !strings.HasPrefix(got, "/en/") {
		t.Errorf("an English suggestion leads to %s", got)
	}
	tab.Ga("/aanbod").Typ("#q", "qqqqzzzz").Verschijnt("#q[aria-expanded=false]")
	tab.Enter().Ziet("#aantal", "voor ‘qqqqzzzz’")
}
