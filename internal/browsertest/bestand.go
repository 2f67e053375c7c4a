package browsertest

import "github.com/chromedp/chromedp"

// Bestand chooses files, by their paths on this machine, in a field for files.
func (tab *Tab) Bestand(selector string, paden ...string) *Tab {
	tab.t.Helper()
	tab.doe("bestanden kiezen in "+selector, chromedp.SetUploadFiles(chromedp.CSS(selector), paden))
	return tab
}
