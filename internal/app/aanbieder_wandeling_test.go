package app_test

import (
	"encoding/base32"
	"strings"
	"testing"
	"time"

	"mantelpunt/internal/account/factor"
	"mantelpunt/internal/app/demo"
	"mantelpunt/internal/browsertest"
)

// komtBinnen logs a member of the demo's staff in, at the page that asked for it.
func (p *portaal) komtBinnen(tab *browsertest.Tab, email string) {
	p.Helper()
	tab.Typ("#email", email).Typ("#wachtwoord", demo.Wachtwoord).Enter()
	tab.Ziet("h1", "Bevestig").Typ("#code", appcode(p.T, p.pool)).Enter()
}

// From an invitation to a page that visitors see, as the beheerder, the aanbieder and
// the redacteur walk it; and back again once, because a first text is seldom right.
func TestWandelingVanEenAanbieder(t *testing.T) {
	p := nieuwPortaal(t)
	const email = "t.hoekstra@thuis.example"
	for naam, opties := range map[string][]browsertest.Optie{"bureau": nil, "telefoon zonder script": {browsertest.Telefoon, browsertest.ZonderScript}} {
		t.Run(naam, func(t *testing.T) {
			p := &portaal{T: t, bus: p.bus, url: p.url, pool: p.pool}
			aan := strings.ReplaceAll(naam, " ", "-") + "." + email
			beheerder := browsertest.Nieuw(t, p.url, opties...)
			beheerder.Ga("/beheer/gebruikers")
			p.komtBinnen(beheerder, "b.smit@veldwaarde.example")
			beheerder.Ziet("h1", "Gebruikers").Goed("walk-gebruikers").KlikTekst("Iemand uitnodigen")
			beheerder.Typ("#naam", "Tineke Hoekstra").Typ("#email", aan).Kies("#rol-4").KlikTekst("Uitnodiging versturen")
			beheerder.Ziet("[data-error-summary]", "Kies voor een aanbieder de organisatie").Goed("walk-uitnodigen-fout")
			beheerder.Lees(`(document.querySelector("#organisatie").selectedIndex = 5, "")`)
			beheerder.KlikTekst("Uitnodiging versturen").Ziet(".mz-flits", "verstuurd").Ziet("aside", "Uitgenodigd").Goed("walk-uitgenodigd")

			brief := p.mail(aan, "Uitnodiging")
			aanbieder := browsertest.Nieuw(t, p.url, opties...)
			aanbieder.Ga(brief[strings.Index(brief, "/beheer/uitnodiging/"):][:len("/beheer/uitnodiging/")+26])
			aanbieder.Ziet("h1", "Welkom, Tineke Hoekstra").Goed("walk-uitnodiging").Typ("#nieuw", "paard batterij nietje correct").Enter()
			aanbieder.Ziet("h1", "tweede stap").KlikTekst("Stel een app in")
			aanbieder.Typ("#code", p.appcodeVan(aanbieder.Lees(`document.getElementById("sleutel").textContent`))).Enter()
			aanbieder.Ziet("h1", "herstelcodes").Kies("#bewaard-0").KlikTekst("Verder")
			aanbieder.Ziet("h1", "Tineke Hoekstra").Goed("walk-werkplek").Klik(".mz-task .mz-headlink")
			aanbieder.Ziet("h1", "Mijn aanbod").Goed("walk-mijn-aanbod").Klik("tbody a")
			pad := aanbieder.Adres()
			aanbieder.Goed("walk-bewerken").Typ("#samenvatting", "Wij zijn veruit de beste.").KlikTekst("Sturen ter beoordeling")
			aanbieder.Ziet(".mz-flits", "ingestuurd").Ziet("aside", "Wijziging ter beoordeling").Goed("walk-ingestuurd")

			redacteur := browsertest.Nieuw(t, p.url, opties...)
			redacteur.Ga("/beheer/aanbod")
			p.komtBinnen(redacteur, "r.jansen@veldwaarde.example")
			redacteur.Ziet("tbody tr:first-child", "Beoordelen").Goed("walk-lijst").Klik(`tbody a[href$="/beoordelen"]`)
			redacteur.Ziet("table", "Wij zijn veruit de beste.").Goed("walk-beoordelen").Kies("#zin").Toets("Schrijf liever wat er te doen is.").KlikTekst("Terugsturen naar de aanbieder")
			redacteur.Ziet(".mz-flits", "teruggestuurd")
			if brief := p.mail(aan, "nog niet gepubliceerd"); !strings.Contains(brief, "Schrijf liever wat er te doen is.") {
				t.Error(brief)
			}

			nieuw := "Samen iets doen, " + naam + "."
			aanbieder.Ga(pad).Ziet(".utrecht-alert", "Schrijf liever wat er te doen is.").Goed("walk-teruggestuurd").Typ("#samenvatting", nieuw).KlikTekst("Sturen ter beoordeling")
			redacteur.Ga("/beheer/aanbod").Klik(`tbody a[href$="/beoordelen"]`).Ziet("table", nieuw).KlikTekst("Publiceren").Ziet(".mz-flits", "gepubliceerd")
			aanbieder.Ga(pad).Klik(`aside a[href^="/aanbod/"]`).Ziet("main", nieuw)

			beheerder.Ga("/beheer/gebruikers").Typ("#q", aan).Enter().Klik("tbody a").Ziet("aside", "Actief").KlikTekst("Toegang beëindigen").Ziet("h1", "Toegang beëindigen").KlikTekst("Ja, toegang beëindigen")
			beheerder.Ziet(".mz-flits", "beëindigd").Goed("walk-beeindigd")
			aanbieder.Ga("/beheer/aanbod").Ziet("h1", "Inloggen voor medewerkers")
		})
	}
}

// appcodeVan is what an app shows that was given a secret in letters.
func (p *portaal) appcodeVan(sleutel string) string {
	p.Helper()
	geheim, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.Join(strings.Fields(sleutel), ""))
	if err != nil {
		p.Fatal(err)
	}
	code, err := factor.Code(geheim, time.Now())
	if err != nil {
		p.Fatal(err)
	}
	return code
}
