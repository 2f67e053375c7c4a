// Package browsertest drives a real Chromium in tests, as a person would: type,
// click, look. Every page it opens can be held against axe-core. Without a
// browser a test fails; it never skips.
package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"mantelpunt/web"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// SchermenMap is the environment variable with a folder for screenshots; without
// it none are made.
const SchermenMap = "MANTELPUNT_SCHERMEN"

// grens is how long one step may take before the test fails.
const grens = 30 * time.Second

var chromium = sync.OnceValues(func() (context.Context, error) {
	pad := ""
	for _, naam := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(naam); err == nil {
			pad = p
			break
		}
	}
	if pad == "" {
		return nil, fmt.Errorf("deze test heeft Chromium nodig (op Debian: apt-get install chromium)")
	}
	opties := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(pad), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-sync", true), chromedp.Flag("disable-back-forward-cache", true))
	alloc, _ := chromedp.NewExecAllocator(context.Background(), opties...) // lives as long as the test binary
	ctx, _ := chromedp.NewContext(alloc)
	return ctx, chromedp.Do(ctx, chromedp.Navigate("about:blank")) // starts the browser
})

// Tab is one browser with its own cookies.
type Tab struct {
	t      *testing.T
	ctx    context.Context
	basis  string
	breed  int64
	zonder bool // without JavaScript
	mu     sync.Mutex
	klacht []string // errors of the page: blocked by CSP, exceptions, files that are missing
}

// Optie changes a tab.
type Optie func(*Tab)

// Telefoon is a phone of 360 pixels wide.
func Telefoon(tab *Tab) { tab.breed = 360 }

// ZonderScript switches JavaScript off.
func ZonderScript(tab *Tab) { tab.zonder = true }

// Nieuw opens a tab at a site; it closes with the test.
func Nieuw(t *testing.T, basis string, opties ...Optie) *Tab {
	t.Helper()
	browser, err := chromium()
	if err != nil {
		t.Fatal(err)
	}
	ctx, sluit := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(sluit)
	tab := &Tab{t: t, ctx: ctx, basis: basis, breed: 1280}
	for _, o := range opties {
		o(tab)
	}
	zonder := chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: tab.zonder})
		return err
	})
	// without a limit of its own: the first context of a tab lives as long as the tab
	if err := chromedp.Do(ctx, zonder, tab.venster()); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Listen(ctx, tab.luister); err != nil {
		t.Fatal(err)
	}
	return tab
}

func (tab *Tab) venster() chromedp.Action[chromedp.Void] {
	if tab.breed < 700 {
		return chromedp.EmulateViewport(tab.breed, 800, chromedp.EmulateMobile)
	}
	return chromedp.EmulateViewport(tab.breed, 900)
}

func (tab *Tab) luister(ev any) {
	klacht := ""
	switch e := ev.(type) {
	case *cdplog.EventEntryAdded:
		// a page that answers with an error status on purpose is no complaint
		if e.Entry.Level == "error" && !strings.Contains(e.Entry.Text, "the server responded with a status of") {
			klacht = e.Entry.Text
		}
	case *runtime.EventExceptionThrown:
		klacht = e.ExceptionDetails.Text
	}
	if klacht != "" {
		tab.mu.Lock()
		tab.klacht = append(tab.klacht, klacht)
		tab.mu.Unlock()
	}
}

func (tab *Tab) doe(wat string, acties ...chromedp.Action[chromedp.Void]) {
	tab.t.Helper()
	ctx, stop := context.WithTimeout(tab.ctx, grens)
	defer stop()
	if err := chromedp.Do(ctx, acties...); err != nil {
		tab.t.Fatalf("%s: %v\nop %s: %s", wat, err, tab.Adres(), tab.kop())
	}
}

func (tab *Tab) laad(wat string, acties ...chromedp.Action[chromedp.Void]) *network.Response {
	tab.t.Helper()
	ctx, stop := context.WithTimeout(tab.ctx, grens)
	defer stop()
	res, err := chromedp.RunResponse(ctx, acties...)
	if err != nil {
		tab.t.Fatalf("%s: %v\nop %s: %s", wat, err, tab.Adres(), tab.kop())
	}
	return res
}

// Ga opens a path and expects 200.
func (tab *Tab) Ga(pad string) *Tab {
	tab.t.Helper()
	if status := tab.Status(pad); status != http.StatusOK {
		tab.t.Fatalf("%s: status %d: %s", pad, status, tab.kop())
	}
	return tab
}

// Status opens a path and gives the status code.
func (tab *Tab) Status(pad string) int {
	tab.t.Helper()
	if !strings.HasPrefix(pad, "http") {
		pad = tab.basis + pad
	}
	ctx, stop := context.WithTimeout(tab.ctx, grens)
	defer stop()
	res, err := chromedp.Run(ctx, chromedp.NavigateResponse(pad))
	if err != nil {
		tab.t.Fatalf("openen van %s: %v", pad, err)
	}
	return int(res.Status)
}

// Klik clicks something that leads to another page, and waits for it.
func (tab *Tab) Klik(selector string) *Tab {
	tab.t.Helper()
	tab.laad("klikken op "+selector, chromedp.Click(chromedp.CSS(selector)))
	return tab
}

// KlikTekst follows the link or presses the button with a text.
func (tab *Tab) KlikTekst(tekst string) *Tab {
	tab.t.Helper()
	xpath := fmt.Sprintf(`//main//*[self::a or self::button][contains(normalize-space(.), %q)]`, tekst)
	tab.laad("klikken op "+tekst, chromedp.Click(chromedp.Search(xpath)))
	return tab
}

// Kies clicks something on the same page: a radio button, a check box.
func (tab *Tab) Kies(selectors ...string) *Tab {
	tab.t.Helper()
	for _, s := range selectors {
		tab.doe("kiezen van "+s, chromedp.Click(chromedp.CSS(s)))
	}
	return tab
}

// Typ empties a field and types in it.
func (tab *Tab) Typ(selector, tekst string) *Tab {
	tab.t.Helper()
	veld := chromedp.CSS(selector)
	tab.doe("typen in "+selector, chromedp.WaitVisible(veld))
	tab.Lees(fmt.Sprintf("document.querySelector(%q).value = ''", selector)) // Clear of chromedp cannot empty a textarea that is empty
	tab.doe("typen in "+selector, chromedp.SendKeys(veld, tekst))
	return tab
}

// Toets presses keys, for whoever has no mouse; kb has the names.
func (tab *Tab) Toets(toetsen string) *Tab {
	tab.t.Helper()
	tab.doe("toets", chromedp.KeyEvent(toetsen))
	return tab
}

// Loop presses Tab until the focus is on an element, as who has no mouse does. The
// focus must be visible at every stop on the way.
func (tab *Tab) Loop(selector string) *Tab {
	tab.t.Helper()
	for range 150 {
		tab.Toets("\t")
		if tab.Lees(`(getComputedStyle(document.activeElement).outlineStyle !== "none" || getComputedStyle(document.activeElement).boxShadow !== "none")`) != "true" {
			tab.t.Errorf("%s: de focus is niet te zien op %s", tab.Adres(), tab.Lees("document.activeElement.outerHTML.slice(0, 160)"))
		}
		if tab.Lees(fmt.Sprintf("document.activeElement.matches(%q)", selector)) == "true" {
			return tab
		}
	}
	tab.t.Fatalf("%s: met Tab is %s niet te bereiken", tab.Adres(), selector)
	return tab
}

// Enter presses Enter where the focus is, and waits for the page that follows.
func (tab *Tab) Enter() *Tab {
	tab.t.Helper()
	tab.laad("Enter", enter)
	return tab
}

// DrukEnter presses Enter on something that stays on the page.
func (tab *Tab) DrukEnter() *Tab {
	tab.t.Helper()
	tab.doe("Enter", enter)
	return tab
}

// enter presses the key as a keyboard does: key and character are one event, which
// goes to where the focus was, even when the key moves it.
var enter = chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
	for _, soort := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
		toets := input.DispatchKeyEventParams{Type: soort, Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13}
		if soort == input.DispatchKeyEventTypeKeyDown {
			toets.Text = "\r"
		}
		if _, err := cdp.Call(ctx, t, input.DispatchKeyEvent, toets); err != nil {
			return err
		}
	}
	return nil
})

// Terug presses the back button, and waits for the page.
func (tab *Tab) Terug() *Tab {
	tab.t.Helper()
	tab.laad("terug", chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := chromedp.Run(ctx, chromedp.Evaluate[any]("history.back()"))
		return err
	}))
	return tab
}

// Lees evaluates an expression in the page and gives its text.
func (tab *Tab) Lees(expressie string) string {
	tab.t.Helper()
	ctx, stop := context.WithTimeout(tab.ctx, grens)
	defer stop()
	s, err := chromedp.Run(ctx, chromedp.Evaluate[string]("String("+expressie+")"))
	if err != nil {
		tab.t.Fatalf("%s: %v", expressie, err)
	}
	return s
}

// Adres is where the tab is.
func (tab *Tab) Adres() string {
	return tab.vraag("location.href")
}

func (tab *Tab) kop() string {
	return tab.vraag(`(document.querySelector("main") || document.body).innerText.slice(0, 300)`)
}

// vraag is Lees for what must not fail: the words of a failure.
func (tab *Tab) vraag(expressie string) string {
	ctx, stop := context.WithTimeout(tab.ctx, 2*time.Second)
	defer stop()
	s, _ := chromedp.Run(ctx, chromedp.Evaluate[string](expressie))
	return s
}

// Ziet fails unless a text stands in the element.
func (tab *Tab) Ziet(selector, tekst string) *Tab {
	tab.t.Helper()
	got := tab.Lees(fmt.Sprintf(`Array.from(document.querySelectorAll(%q)).map(e => e.innerText).join(" ").replace(/\s+/g, " ")`, selector))
	if !strings.Contains(got, tekst) {
		tab.t.Fatalf("%s: %s bevat niet %q maar %q", tab.Adres(), selector, tekst, got)
	}
	return tab
}

// Scherm photographs the whole page when a folder for that is given.
func (tab *Tab) Scherm(naam string) *Tab {
	tab.t.Helper()
	map_ := os.Getenv(SchermenMap)
	if map_ == "" {
		return tab
	}
	// #nosec G703 -- the folder is the choice of who runs the tests
	if err := os.MkdirAll(map_, 0o750); err != nil {
		tab.t.Fatal(err)
	}
	beeld, err := chromedp.Run(tab.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		tab.t.Fatal(err)
	}
	// #nosec G703 -- as above
	if err := os.WriteFile(filepath.Join(map_, fmt.Sprintf("%s-%d.png", naam, tab.breed)), beeld, 0o600); err != nil {
		tab.t.Fatal(err)
	}
	return tab
}

// Goed holds the page against axe-core (WCAG 2.2 AA and best practice), at this
// width, and fails on a violation, on a page wider than the screen, and on any
// complaint of the browser: a script error, something that the CSP refused.
func (tab *Tab) Goed(naam string) *Tab {
	tab.t.Helper()
	axe, err := web.TestBestand("axe.min.js")
	if err != nil {
		tab.t.Fatal(err)
	}
	if !tab.zonder { // axe is a script itself
		if _, err := chromedp.Run(tab.ctx, chromedp.Evaluate[int](string(axe)+";0")); err != nil {
			tab.t.Fatal(err)
		}
		ruw, err := chromedp.Run(tab.ctx, chromedp.Evaluate[string](`axe.run(document, {runOnly: ["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"]}).then(r => JSON.stringify(r.violations.map(v => v.id + ": " + v.help + " " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(" | "))))`, chromedp.EvalAwaitPromise))
		if err != nil {
			tab.t.Fatal(err)
		}
		var fouten []string
		if err := json.Unmarshal([]byte(ruw), &fouten); err != nil {
			tab.t.Fatal(err)
		}
		for _, f := range fouten {
			tab.t.Errorf("axe, %s op %d breed: %s", naam, tab.breed, f)
		}
	}
	if over := tab.Lees(`document.documentElement.scrollWidth - document.documentElement.clientWidth`); over != "0" {
		tab.t.Errorf("%s is op %d breed %s pixels te breed", naam, tab.breed, over)
	}
	tab.mu.Lock()
	defer tab.mu.Unlock()
	for _, k := range tab.klacht {
		tab.t.Errorf("%s op %d breed: de browser klaagt: %s", naam, tab.breed, k)
	}
	tab.klacht = nil
	return tab.Scherm(naam)
}
