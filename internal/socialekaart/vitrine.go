package socialekaart

import (
	"context"
	"fmt"
	"net/url"
	"time"

	"mantelpunt/web"

	"github.com/google/uuid"
)

var vitrinewijken = []string{"Centrum", "Oosterwijk", "Westveld", "Zuid", "Rivierzicht", "Buitengebied"}

// Vitrine gives every page of this feature in every state, with sample data.
func Vitrine(ctx context.Context) []web.Voorbeeld {
	vol := NieuweKaart(vitrineaanbod())
	leeg := NieuweKaart(nil)
	zoek := func(naam string, k *Kaart, paren ...string) web.Voorbeeld {
		v := url.Values{}
		for i := 0; i < len(paren); i += 2 {
			v.Add(paren[i], paren[i+1])
		}
		return web.Voorbeeld{Naam: "Zoeken " + naam, Pagina: zoekpagina(maakResultaten(ctx, k, v, vitrinewijken))}
	}
	detailVan := func(slug string) detail {
		a, _ := vol.metSlug(slug)
		return nieuwDetail(vol, a)
	}
	concept := detailVan("logeerhuis-de-lindehoeve")
	concept.Voorbeeld = true
	organisatie := func(slug string) web.Voorbeeld {
		as := vol.vanOrganisatie(slug)
		return web.Voorbeeld{Naam: "Organisatie " + slug, Pagina: organisatiepagina(as[0].Organisatie, as)}
	}
	nieuw := zoek("bij een nieuwe gemeente", leeg)
	nieuw.Pagina = web.ZonderContact(nieuw.Pagina)
	uit := []web.Voorbeeld{
		zoek("zonder vraag", vol),
		zoek("op een woord", vol, "q", "logeren"),
		zoek("op naam gesorteerd", vol, "q", "activiteit", "sorteer", "naam"),
		zoek("met een tikfout", vol, "q", "lindehove"),
		zoek("met filters", vol, "thema", "vervangende-mantelzorg", "doelgroep", "mensen-met-dementie", "kosten", "gratis"),
		zoek("op de laatste pagina", vol, "pagina", "99"),
		zoek("zonder resultaat", vol, "q", "zeppelin"),
		zoek("zonder resultaat door filters", vol, "q", "zeppelin", "thema", "vervangende-mantelzorg"),
		zoek("op een lang woord", vol, "q", web.LangWoord+"x"),
		nieuw,
		{Naam: "Aanbod", Pagina: detailpagina(detailVan("logeerhuis-de-lindehoeve"))},
		{Naam: "Aanbod met alleen een naam", Pagina: detailpagina(detailVan("alleen-een-naam"))},
		{Naam: "Aanbod dat lang niet is gecontroleerd", Pagina: detailpagina(detailVan("mantelzorglijn"))},
		{Naam: "Aanbod met lange woorden", Pagina: detailpagina(detailVan("lang"))},
		{Naam: "Aanbod bij een nieuwe gemeente", Pagina: web.ZonderContact(detailpagina(detailVan("mantelzorglijn")))},
		{Naam: "Aanbod als voorbeeld", Pagina: web.AlsMedewerker(detailpagina(concept))},
		organisatie("thuis-in-veldwaarde"), organisatie("welzijn-veldwaarde"),
	}
	return append(uit, vitrinebeheer(ctx)...)
}

func vitrinekenmerken(paren ...string) (uit []Kenmerk) {
	for i := 0; i < len(paren); i += 2 {
		uit = append(uit, Kenmerk{Taxonomie: paren[i], Code: paren[i+1]}) // #nosec G602 -- they come in pairs
	}
	return uit
}

// vitrineaanbod is one offer with everything, one with next to nothing, one with
// long words, a helpline, and enough others for a second page.
func vitrineaanbod() []Aanbod {
	vers := Datum{time.Now().AddDate(0, -1, 0)}
	thuis := Organisatie{ID: uuid.UUID{15: 1}, Slug: "thuis-in-veldwaarde", Naam: "Stichting Thuis in Veldwaarde", Omschrijving: "Wij geven zorg en respijtzorg in Veldwaarde.",
		Telefoon: "0599-00 04 56", Email: "info@thuisinveldwaarde.example", Website: "https://www.thuisinveldwaarde.example"}
	welzijn := Organisatie{ID: uuid.UUID{15: 2}, Slug: "welzijn-veldwaarde", Naam: "Welzijn Veldwaarde", Telefoon: "0599-00 07 00"}
	kaal := Organisatie{ID: uuid.UUID{15: 3}, Slug: "kaal", Naam: "Buurthuis"}
	uit := []Aanbod{
		{ID: uuid.UUID{15: 1}, Slug: "logeerhuis-de-lindehoeve", Status: Gepubliceerd, Organisatie: thuis, Revisie: 3, GewijzigdOp: vers.Time, Inhoud: Inhoud{
			Naam: "Logeerhuis De Lindehoeve", Samenvatting: "Uw naaste logeert een weekend of een week in een kleinschalig huis met zorg. U heeft even vrijaf.",
			Omschrijving: "In De Lindehoeve logeren acht gasten tegelijk. Dag en nacht is er een verzorgende aanwezig.\n\nU kunt van tevoren samen komen kijken.",
			VoorWie:      "- Mensen met beginnende dementie die thuis wonen\n- Mensen die hulp nodig hebben bij wassen en aankleden", Aanmelden: "1. Bel of mail voor een kennismaking.\n2. U bespreekt welke hulp nodig is.\n3. U krijgt binnen drie werkdagen bericht.",
			KostenUitleg: "Met een indicatie betaalt u alleen de eigen bijdrage.", Kosten: []Kosten{{"Dag (9.00–17.00 uur)", 4500, "dag"}, {"Weekend", 18000, "weekend"}, {"Week", 56000, ""}},
			Verwijzing: "U vraagt een indicatie aan bij de gemeente.", Wachttijd: "Plaats beschikbaar", Contact: Contact{Naam: "Mevrouw De Wit", Telefoon: "0599-00 04 57", Email: "lindehoeve@thuisinveldwaarde.example"},
			Locaties: []Locatie{{Naam: "De Lindehoeve", Adres: "Lindelaan 12", Postcode: "7995 PR", Plaats: "Oosterwijk", Toegankelijkheid: "Het gebouw is toegankelijk voor rolstoelen.", Breedte: 52.71, Lengte: 6.48}},
			Tijden:   []Tijd{{Dagen: []string{"ma", "di", "wo", "do", "vr"}, Van: "09:00", Tot: "17:00"}, {Dagen: []string{"za", "zo"}, Toelichting: "Alleen als u van tevoren belt."}},
			Talen:    []string{"nl", "en"}, Kenmerken: vitrinekenmerken("thema", "vervangende-mantelzorg", "vorm", "logeeropvang", "doelgroep", "mensen-met-dementie", "wet", "wmo", "verwijzing", "ja", "dagdeel", "weekend"), GecontroleerdOp: vers}},
		{ID: uuid.UUID{15: 2}, Slug: "alleen-een-naam", Status: Gepubliceerd, Organisatie: kaal, GewijzigdOp: vers.Time, Inhoud: Inhoud{Naam: "Alleen een naam", Kenmerken: vitrinekenmerken("thema", "praktische-hulp")}},
		{ID: uuid.UUID{15: 3}, Slug: "mantelzorglijn", Status: Gepubliceerd, Organisatie: welzijn, GewijzigdOp: vers.Time, Inhoud: Inhoud{Naam: "Mantelzorglijn", Samenvatting: "Een luisterend oor voor heel Nederland.", Landelijk: true,
			Contact: Contact{Telefoon: "0599-00 08 00"}, Kosten: []Kosten{{Omschrijving: "Bellen"}}, Tijden: []Tijd{{Dagen: Dagen, Van: "00:00", Tot: "24:00"}}, GecontroleerdOp: Datum{time.Date(2025, 2, 1, 0, 0, 0, 0, time.UTC)},
			Kenmerken: vitrinekenmerken("thema", "emotionele-steun", "vorm", "telefonisch", "verwijzing", "nee", "wet", "geen")}},
		{ID: uuid.UUID{15: 4}, Slug: "lang", Status: Gepubliceerd, Organisatie: Organisatie{ID: uuid.UUID{15: 4}, Slug: "lang", Naam: web.LangWoord, Email: "lang@veldwaarde.example"}, GewijzigdOp: vers.Time, Inhoud: Inhoud{
			Naam: web.LangWoord, Samenvatting: web.LangWoord, Omschrijving: web.LangWoord + "\n\n- " + web.LangWoord, Wachttijd: "Wachttijd " + web.LangWoord, Werkgebied: []string{web.LangWoord}, GecontroleerdOp: vers,
			Kosten: []Kosten{{web.LangWoord, 123456, "weekend"}, {"Week", 750, web.LangWoord}}, Locaties: []Locatie{{Naam: web.LangWoord, Adres: web.LangWoord, Plaats: web.LangWoord}},
			Tijden: []Tijd{{Dagen: []string{"ma", "wo"}, Van: "09:00", Toelichting: web.LangWoord}}, Kenmerken: append(vitrinekenmerken("thema", "educatie"), Kenmerk{Taxonomie: "doelgroep", Code: "lang", Naam: web.LangWoord})}},
	}
	for i := range 12 {
		a := Aanbod{ID: uuid.UUID{14: 1, 15: byte(i)}, Slug: fmt.Sprintf("activiteit-%d", i), Status: Gepubliceerd, Organisatie: welzijn, GewijzigdOp: vers.Time, Inhoud: Inhoud{Naam: fmt.Sprintf("Activiteit %d", i+1),
			Samenvatting: "Samen koffie drinken en praten met andere mantelzorgers.", Wachttijd: []string{"", "Plaats beschikbaar", "Wachttijd ongeveer 3 weken"}[i%3], GecontroleerdOp: vers, Werkgebied: vitrinewijken[i%6 : i%6+1],
			Tijden:    []Tijd{{Dagen: []string{Dagen[i%5]}, Van: "10:00", Tot: "12:00"}},
			Kenmerken: vitrinekenmerken("thema", Themas[i%8], "doelgroep", Doelgroepen[i], "wet", Wetten[i%6], "dagdeel", "ochtend", "verwijzing", "nee")}}
		if i%2 == 0 {
			a.Kosten = []Kosten{{Omschrijving: "Meedoen"}}
		}
		uit = append(uit, a)
	}
	return uit
}
