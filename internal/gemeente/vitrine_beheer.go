package gemeente

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"mantelpunt/internal/toegang"
	"mantelpunt/web"
	"mantelpunt/web/kleur"
)

// vitrineGemeente is a gemeente with everything set.
func vitrineGemeente() Gemeente {
	return Gemeente{
		ID: 1, Slug: "veldwaarde", Naam: "Veldwaarde", CBSCode: "GM9902",
		Hosts: []string{"mantelzorg.veldwaarde.example", "mantelpunt.veldwaarde.example", "xn--caf-dma.veldwaarde.example"}, Wijken: []string{"Centrum", "Oosterwijk", web.LangWoord[:50]},
		Instellingen: Instellingen{
			Thema: kleur.Thema{Merk: "#00607f", Accent: "#b4690e", Vorm: "zacht", Letter: "source-sans-3"}, Beeldmerk: "veldwaarde", Talen: []string{"nl", "en"},
			Contact: Contact{Steunpunt: "MantelSteun Veldwaarde", Telefoon: "0599-00 01 23", Email: "info@mantelsteunveldwaarde.example", Adres: "Raadhuisplein 1, 7991 AA Veldwaarde",
				Tijden: []Openingstijd{{time.Monday, "09:00", "12:00"}, {time.Monday, "13:00", "17:00"}, {time.Tuesday, "09:00", "12:00"}, {time.Tuesday, "13:00", "17:00"}, {time.Friday, "09:00", "12:30"}}},
			Teksten: map[string]map[string]string{"nl": {"informatiepunt.home.kop1": "Zorgen doet u niet alleen."}},
			Inloggen: toegang.Inloggen{
				MinimaalNiveau: toegang.NiveauMidden,
				DigiD: &toegang.Aanbieding{Uitgever: "https://digid.makelaar.example", ClientID: "veldwaarde-portaal", Geheim: []byte("dicht"), ClaimBSN: "bsn",
					ACR: map[string]toegang.Niveau{"urn:etoegang:core:assurance-class:loa2": toegang.NiveauMidden, "urn:etoegang:core:assurance-class:loa3": toegang.NiveauSubstantieel}},
				Personeel: &toegang.Aanbieding{Uitgever: "https://login.veldwaarde.example", ClientID: "mantelpunt", Geheim: []byte("dicht"),
					Groepen: map[string][]toegang.Rol{"Mantelpunt-consulenten": {toegang.Consulent}, "Mantelpunt-beheer": {toegang.Redacteur, toegang.Beheerder}}},
			},
		},
	}
}

// vitrineStaat makes a form with what was typed in it.
func vitrineStaat(b blad, g Gemeente, wijzig func(*formulier)) formulier {
	f := formulier{G: g, Basis: b.Merk(g), V: b.vul(g)}
	if wijzig != nil {
		wijzig(&f)
	}
	return f
}

// metFouten reads the form as typed and shows what is wrong with it.
func metFouten(b blad, paren ...string) func(*formulier) {
	return func(f *formulier) {
		for i := 0; i+1 < len(paren); i += 2 {
			f.V.Set(paren[i], paren[i+1])
		}
		proef := f.G.kopie()
		f.Fouten = b.lees(&http.Request{Host: "mantelzorg.veldwaarde.example"}, f.V, &proef)
	}
}

func beheervitrine() (uit []web.Voorbeeld) {
	g, kaal := vitrineGemeente(), Gemeente{Naam: "Veldwaarde", Instellingen: Instellingen{}.metStandaard()}
	inlog := Beheer{}.inlogblad()
	voeg := func(naam string, b blad, g Gemeente, wijzig func(*formulier)) {
		uit = append(uit, web.Voorbeeld{Naam: "Instellingen " + naam, Pagina: web.AlsMedewerker(b.toon(vitrineStaat(b, g, wijzig)))})
	}
	los := func(f *formulier) { f.Los = true }
	uit = append(uit,
		web.Voorbeeld{Naam: "Instellingen", Pagina: web.AlsMedewerker(overzichtpagina(g))},
		web.Voorbeeld{Naam: "Instellingen van een nieuwe gemeente", Pagina: web.AlsMedewerker(overzichtpagina(kaal))},
	)
	voeg("contact", contactblad, g, nil)
	voeg("contact van een nieuwe gemeente", contactblad, kaal, nil)
	voeg("contact met voorbeeld", contactblad, g, los)
	voeg("contact met fouten", contactblad, g, metFouten(contactblad, "telefoon", "bel ons", "email", "info@", "tijd-0-van1", "17.00", "tijd-0-tot1", "negen", "tijd-3-van1", "9.00", "steunpunt", strings.Repeat("steun", 30)))
	voeg("contact waar een ander eerder was", contactblad, g, func(f *formulier) {
		f.V.Set("telefoon", "0599-00 09 99")
		f.Conflict = &Achterhaald{Zin: "Carla Bakker heeft deze instellingen ook gewijzigd, op 22 november 2026, 10.12 uur.", Wat: []Verschil{{"Telefoonnummer", "0599-00 01 23", "0599-00 05 55"}}}
	})
	voeg("vormgeving", vormgevingblad, g, nil)
	voeg("vormgeving met voorbeeld", vormgevingblad, g, func(f *formulier) {
		f.V, f.Los = url.Values{"merk": {"#6f2c91"}, "accent": {""}, "vorm": {"rond"}, "letter": {"atkinson"}, "beeldmerk": {"lindemeer"}}, true
	})
	voeg("vormgeving met te lichte kleuren", vormgevingblad, g, metFouten(vormgevingblad, "merk", "#ffd200", "accent", "#ffee88"))
	voeg("vormgeving zonder kleur", vormgevingblad, g, metFouten(vormgevingblad, "merk", "geel", "accent", "", "vorm", ""))
	voeg("adressen", adressenblad, g, nil)
	voeg("adressen van een nieuwe gemeente", adressenblad, kaal, nil)
	voeg("een enkel adres", adressenblad, func() Gemeente { g := vitrineGemeente(); g.Hosts = g.Hosts[:1]; return g }(), nil)
	voeg("adressen met een fout", adressenblad, g, metFouten(adressenblad, "nieuw", "https://mantelzorg.example"))
	weg := vitrineStaat(adressenblad, g, func(f *formulier) { f.Vraag = g.Hosts[0] })
	ander := vitrineStaat(adressenblad, g, func(f *formulier) { f.Vraag = g.Hosts[1] })
	uit = append(uit,
		web.Voorbeeld{Naam: "Instellingen eigen adres weghalen", Pagina: web.AlsMedewerker(adreswegpagina(weg, true))},
		web.Voorbeeld{Naam: "Instellingen adres weghalen", Pagina: web.AlsMedewerker(adreswegpagina(ander, false))},
	)
	voeg("talen", talenblad, g, nil)
	uit = append(uit,
		web.Voorbeeld{Naam: "Instellingen teksten", Pagina: web.AlsMedewerker(tekstenpagina("home", zoekTeksten(g, "home")))},
		web.Voorbeeld{Naam: "Instellingen alle teksten", Pagina: web.AlsMedewerker(tekstenpagina("", zoekTeksten(g, "")))},
		web.Voorbeeld{Naam: "Instellingen teksten niet gevonden", Pagina: web.AlsMedewerker(tekstenpagina("zeppelin", nil))},
	)
	eigen, plek := tekstblad("informatiepunt.home.kop1"), tekstblad("informatiepunt.contact.bereikbaar")
	voeg("een tekst", eigen, g, nil)
	voeg("een tekst met een lange zin", eigen, g, func(f *formulier) {
		f.Los = true
		f.V.Set("tekst-nl", "Wie voor een ander zorgt en daar soms moe van wordt of niet weet hoe het verder moet, kan bij ons altijd terecht.")
	})
	voeg("een tekst met fouten", plek, g, metFouten(plek, "tekst-nl", "Bel ons nu.", "tekst-en", "Call %s, 100% free."))
	voeg("inloggen", inlog, g, nil)
	voeg("inloggen van een nieuwe gemeente", inlog, kaal, nil)
	voeg("inloggen met fouten", inlog, kaal, metFouten(inlog, "niveau", "hoog", "personeel-uitgever", "http://binnen", "personeel-claim", "de groepen", "groep-0-naam", "Beheer"))
	voeg("inloggen, de verbinding werkt", inlog, g, func(f *formulier) {
		f.Los, f.Proef = true, &bevinding{Wie: "digid", Gelukt: true, Zin: "De verbinding werkt. De aanbieder is wie hij zegt te zijn.",
			Rijen: []web.Rij{rij("Uitgever", "https://digid.makelaar.example"), rij("Niveaus (acr) die de aanbieder noemt", "urn:etoegang:core:assurance-class:loa2"), rij("Uitloggen vanuit de aanbieder", "Ja")}}
	})
	voeg("inloggen, de verbinding werkt niet", inlog, g, func(f *formulier) {
		f.Los, f.Proef = true, &bevinding{Wie: "personeel", Zin: "De aanbieder is niet bereikbaar. Controleer het adres, of probeer het later nog eens."}
	})
	voeg("wijken", wijkenblad, g, nil)
	voeg("wijken van een nieuwe gemeente", wijkenblad, kaal, nil)
	voeg("wijken met een fout", wijkenblad, g, metFouten(wijkenblad, "wijk-1", "centrum"))
	return uit
}
