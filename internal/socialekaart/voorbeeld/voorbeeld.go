// Package voorbeeld has made-up offers for the vitrine.
package voorbeeld

import (
	"fmt"
	"time"

	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/zoeken"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// Wijken are those of the made-up gemeente.
var Wijken = []string{"Centrum", "Oosterwijk", "Westveld", "Zuid", "Rivierzicht", "Buitengebied"}

func vitrinekenmerken(paren ...string) (uit []socialekaart.Kenmerk) {
	for i := 0; i < len(paren); i += 2 {
		uit = append(uit, socialekaart.Kenmerk{Taxonomie: paren[i], Code: paren[i+1]}) // #nosec G602 -- they come in pairs
	}
	return uit
}

// Aanbod is one offer with everything, one with next to nothing, one with
// long words, a helpline, and enough others for a second page.
func Aanbod() []socialekaart.Aanbod {
	vers := socialekaart.Datum{Time: time.Now().AddDate(0, -1, 0)}
	thuis := socialekaart.Organisatie{ID: uuid.UUID{15: 1}, Slug: "thuis-in-veldwaarde", Naam: "Stichting Thuis in Veldwaarde", Omschrijving: "Wij geven zorg en respijtzorg in Veldwaarde.",
		Telefoon: "0599-00 04 56", Email: "info@thuisinveldwaarde.example", Website: "https://www.thuisinveldwaarde.example"}
	welzijn := socialekaart.Organisatie{ID: uuid.UUID{15: 2}, Slug: "welzijn-veldwaarde", Naam: "Welzijn Veldwaarde", Telefoon: "0599-00 07 00"}
	kaal := socialekaart.Organisatie{ID: uuid.UUID{15: 3}, Slug: "kaal", Naam: "Buurthuis"}
	uit := []socialekaart.Aanbod{
		{ID: uuid.UUID{15: 1}, Slug: "logeerhuis-de-lindehoeve", Status: socialekaart.Gepubliceerd, Organisatie: thuis, Revisie: 3, GewijzigdOp: vers.Time, Inhoud: socialekaart.Inhoud{
			Naam: "Logeerhuis De Lindehoeve", Samenvatting: "Uw naaste logeert een weekend of een week in een kleinschalig huis met zorg. U heeft even vrijaf.",
			Omschrijving: "In De Lindehoeve logeren acht gasten tegelijk. Dag en nacht is er een verzorgende aanwezig.\n\nU kunt van tevoren samen komen kijken.",
			VoorWie:      "- Mensen met beginnende dementie die thuis wonen\n- Mensen die hulp nodig hebben bij wassen en aankleden", Aanmelden: "1. Bel of mail voor een kennismaking.\n2. U bespreekt welke hulp nodig is.\n3. U krijgt binnen drie werkdagen bericht.",
			KostenUitleg: "Met een indicatie betaalt u alleen de eigen bijdrage.", Kosten: []socialekaart.Kosten{{Omschrijving: "Dag (9.00–17.00 uur)", Eurocent: 4500, Per: "dag"}, {Omschrijving: "Weekend", Eurocent: 18000, Per: "weekend"}, {Omschrijving: "Week", Eurocent: 56000, Per: ""}},
			Verwijzing: "U vraagt een indicatie aan bij de gemeente.", Wachttijd: "Plaats beschikbaar", Contact: socialekaart.Contact{Naam: "Mevrouw De Wit", Telefoon: "0599-00 04 57", Email: "lindehoeve@thuisinveldwaarde.example"},
			Locaties: []socialekaart.Locatie{{Naam: "De Lindehoeve", Adres: "Lindelaan 12", Postcode: "7995 PR", Plaats: "Oosterwijk", Toegankelijkheid: "Het gebouw is toegankelijk voor rolstoelen.", Breedte: 52.71, Lengte: 6.48}},
			Tijden:   []socialekaart.Tijd{{Dagen: []string{"ma", "di", "wo", "do", "vr"}, Van: "09:00", Tot: "17:00"}, {Dagen: []string{"za", "zo"}, Toelichting: "Alleen als u van tevoren belt."}},
			Talen:    []string{"nl", "en"}, Kenmerken: vitrinekenmerken("thema", "vervangende-mantelzorg", "vorm", "logeeropvang", "doelgroep", "mensen-met-dementie", "wet", "wmo", "verwijzing", "ja", "dagdeel", "weekend"), GecontroleerdOp: vers}},
		{ID: uuid.UUID{15: 2}, Slug: "alleen-een-naam", Status: socialekaart.Gepubliceerd, Organisatie: kaal, GewijzigdOp: vers.Time, Inhoud: socialekaart.Inhoud{Naam: "Alleen een naam", Kenmerken: vitrinekenmerken("thema", "praktische-hulp")}},
		{ID: uuid.UUID{15: 3}, Slug: "mantelzorglijn", Status: socialekaart.Gepubliceerd, Organisatie: welzijn, GewijzigdOp: vers.Time, Inhoud: socialekaart.Inhoud{Naam: "Mantelzorglijn", Samenvatting: "Een luisterend oor voor heel Nederland.", Landelijk: true,
			Contact: socialekaart.Contact{Telefoon: "0599-00 08 00"}, Kosten: []socialekaart.Kosten{{Omschrijving: "Bellen"}}, Tijden: []socialekaart.Tijd{{Dagen: socialekaart.Dagen, Van: "00:00", Tot: "24:00"}}, GecontroleerdOp: socialekaart.Datum{Time: time.Date(2025, 2, 1, 0, 0, 0, 0, time.UTC)},
			Kenmerken: vitrinekenmerken("thema", "emotionele-steun", "vorm", "telefonisch", "verwijzing", "nee", "wet", "geen")}},
		{ID: uuid.UUID{15: 4}, Slug: "lang", Status: socialekaart.Gepubliceerd, Organisatie: socialekaart.Organisatie{ID: uuid.UUID{15: 4}, Slug: "lang", Naam: web.LangWoord, Email: "lang@veldwaarde.example"}, GewijzigdOp: vers.Time, Inhoud: socialekaart.Inhoud{
			Naam: web.LangWoord, Samenvatting: web.LangWoord, Omschrijving: web.LangWoord + "\n\n- " + web.LangWoord, Wachttijd: "Wachttijd " + web.LangWoord, Werkgebied: []string{web.LangWoord}, GecontroleerdOp: vers,
			Kosten: []socialekaart.Kosten{{Omschrijving: web.LangWoord, Eurocent: 123456, Per: "weekend"}, {Omschrijving: "Week", Eurocent: 750, Per: web.LangWoord}}, Locaties: []socialekaart.Locatie{{Naam: web.LangWoord, Adres: web.LangWoord, Plaats: web.LangWoord}},
			Tijden: []socialekaart.Tijd{{Dagen: []string{"ma", "wo"}, Van: "09:00", Toelichting: web.LangWoord}}, Kenmerken: append(vitrinekenmerken("thema", "educatie"), socialekaart.Kenmerk{Taxonomie: "doelgroep", Code: "lang", Naam: web.LangWoord})}},
	}
	for i := range 12 {
		a := socialekaart.Aanbod{ID: uuid.UUID{14: 1, 15: byte(i)}, Slug: fmt.Sprintf("activiteit-%d", i), Status: socialekaart.Gepubliceerd, Organisatie: welzijn, GewijzigdOp: vers.Time, Inhoud: socialekaart.Inhoud{Naam: fmt.Sprintf("Activiteit %d", i+1),
			Samenvatting: "Samen koffie drinken en praten met andere mantelzorgers.", Wachttijd: []string{"", "Plaats beschikbaar", "Wachttijd ongeveer 3 weken"}[i%3], GecontroleerdOp: vers, Werkgebied: Wijken[i%6 : i%6+1],
			Tijden:    []socialekaart.Tijd{{Dagen: []string{socialekaart.Dagen[i%5]}, Van: "10:00", Tot: "12:00"}},
			Kenmerken: vitrinekenmerken("thema", socialekaart.Themas[i%8], "doelgroep", socialekaart.Doelgroepen[i], "wet", socialekaart.Wetten[i%6], "dagdeel", "ochtend", "verwijzing", "nee")}}
		if i%2 == 0 {
			a.Kosten = []socialekaart.Kosten{{Omschrijving: "Meedoen"}}
		}
		uit = append(uit, a)
	}
	return uit
}

// Kaart is the momentopname of the made-up gemeente.
func Kaart() *socialekaart.Kaart {
	return socialekaart.NieuweKaart(Aanbod(), zoeken.NieuwWoordenboek(onderwerp.Standaard()))
}

// LegeKaart is that of a gemeente that has just begun.
func LegeKaart() *socialekaart.Kaart {
	return socialekaart.NieuweKaart(nil, zoeken.NieuwWoordenboek(nil))
}
