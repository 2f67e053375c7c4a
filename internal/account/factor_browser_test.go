package account

import (
	"strings"
	"testing"

	"mantelpunt/internal/browsertest"
	"mantelpunt/internal/toegang"
)

// geeft fills in the first form of the login.
func geeft(tab *browsertest.Tab, email string) *browsertest.Tab {
	return tab.Ga("/beheer/inloggen").Goed("passkey-inloggen").Typ("#email", email).Typ("#wachtwoord", wachtwoord).Enter()
}

// A passkey from the first login on: made, used as second factor, used alone, kept
// beside another one and taken away, in a real browser with its virtual authenticator.
func TestWandelingPasskey(t *testing.T) {
	p := nieuw(t).localhost()
	p.zonderFactor(mia, toegang.Consulent)
	tab := browsertest.Nieuw(t, p.url).Passkeys()
	geeft(tab, mia)
	tab.Ziet("h1", "Stel uw tweede stap in").Goed("factor-kiezen")
	tab.Typ("#naam", "Laptop van het werk").KlikTekst("Maak een passkey")
	tab.Ziet("h1", "Bewaar uw herstelcodes").Goed("herstelcodes")
	tab.KlikTekst("Verder").Ziet("[data-error-summary]", "zet daarna het vinkje").Goed("herstelcodes-fout")
	tab.Kies("#bewaard-0").KlikTekst("Verder").Ziet("h1", "Mia de Boer")

	tab.Ga("/beheer/account").Ziet("main", "Laptop van het werk").Goed("mijn-account")
	tab.Klik(".mz-login button[type=submit]").Ziet("h1", "uitgelogd")
	geeft(tab, mia)
	tab.Ziet("h1", "Bevestig dat u het bent").Goed("tweede-factor-passkey").KlikTekst("Ga verder met uw passkey").Ziet("h1", "Mia de Boer")

	tab.Klik(".mz-login button[type=submit]").Ziet("h1", "uitgelogd")
	tab.Ga("/beheer/inloggen").KlikTekst("Inloggen met een passkey").Ziet("h1", "Mia de Boer").Goed("werkplek-passkey")

	// the same device has nothing to add, and says so on the page
	tab.Ga("/beheer/factor/instellen").Goed("factor-toevoegen").Kies("form[data-passkey] button[type=submit]").Verschijnt("#passkey-melding")
	tab.Ziet("#passkey-melding", "al een passkey").Goed("passkey-dubbel")
	tab.KlikTekst("Stel een app in").Ziet("h1", "Stel een app").Goed("app-instellen")
	sleutel := tab.Lees(`document.getElementById("sleutel").textContent`)
	tab.Typ("#code", codeVan(t, sleutel, p.h.nu())).Enter().Ziet(".mz-flits", "Uw app is ingesteld").Ziet("main", "Verwijder de app").Goed("mijn-account-twee")
	tab.Klik(`form[action="/beheer/account/passkey/verwijderen"] button`).Ziet(".mz-flits", "De passkey is verwijderd")
	p.laterDan(VersGeldig)
	tab.KlikTekst("Maak nieuwe herstelcodes").Ziet("h1", "Bevestig dat u het bent").Goed("bevestigen")
	tab.Typ("#wachtwoord", wachtwoord).Typ("#code", codeVan(t, sleutel, p.h.nu())).Enter().Ziet(".mz-flits", "10 minuten").KlikTekst("Maak nieuwe herstelcodes").Ziet("h1", "Bewaar uw herstelcodes")
}

// The same without JavaScript and on a telephone, with an app: nothing needs a script
// but the passkey itself, which then says so.
func TestWandelingAppZonderScript(t *testing.T) {
	p := nieuw(t).localhost()
	p.zonderFactor(mia, toegang.Consulent)
	tab := browsertest.Nieuw(t, p.url, browsertest.Telefoon, browsertest.ZonderScript)
	geeft(tab, mia)
	tab.Ziet("h1", "Stel uw tweede stap in").Ziet("main", "JavaScript aan staat").Goed("zonderscript-kiezen").KlikTekst("Stel een app in")
	sleutel := tab.Lees(`document.getElementById("sleutel").textContent`)
	if b := tab.Lees(`document.querySelector("main img").naturalWidth > 100`); b != "true" {
		t.Error("the QR code is not shown")
	}
	tab.Goed("zonderscript-app").Typ("#code", codeVan(t, sleutel, p.h.nu())).Enter()
	tab.Ziet("h1", "Bewaar uw herstelcodes").Goed("zonderscript-codes")
	code := tab.Lees(`document.querySelector("#herstelcodes li").textContent`)
	tab.Kies("#bewaard-0").KlikTekst("Verder").Ziet("h1", "Mia de Boer")

	tab = browsertest.Nieuw(t, p.url, browsertest.Telefoon, browsertest.ZonderScript)
	geeft(tab, mia)
	tab.Typ("#code", "000000").Enter().Ziet("[data-error-summary]", "klopt niet").Goed("zonderscript-foute-code")
	tab.KlikTekst("Gebruik een herstelcode").Goed("zonderscript-herstelcode").Typ("#herstelcode", strings.TrimSpace(code)).Enter()
	tab.Ziet(".mz-flits", "nog 9 herstelcodes").Ziet("h1", "Mia de Boer")
}
