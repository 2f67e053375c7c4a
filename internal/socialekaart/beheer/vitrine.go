package beheer

import (
	"context"
	"slices"
	"strings"
	"time"

	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/voorbeeld"
	"mantelpunt/web"

	"github.com/a-h/templ"
)

// Vitrine gives the pages of a redacteur.
func Vitrine(ctx context.Context) (uit []web.Voorbeeld) {
	alle := voorbeeld.Aanbod()
	for i, s := range []socialekaart.Status{socialekaart.Concept, socialekaart.TerBeoordeling, socialekaart.Gearchiveerd} {
		alle[i+4].Status = s
	}
	for range 3 {
		alle = append(alle, alle[:16]...)
	}
	lijst := func(naam string, l beheerlijst) {
		uit = append(uit, web.Voorbeeld{Naam: "Beheer " + naam, Pagina: web.AlsMedewerker(beheerpagina(l))})
	}
	lijst("lijst", beheerlijst{Aanbod: alle[:16]})
	lijst("lijst met een volgende pagina", beheerlijst{Aanbod: alle[:perBeheerpagina], Verder: &socialekaart.Lijstplek{Plek: "1wandelen", ID: alle[0].ID}})
	lijst("lijst gefilterd", beheerlijst{Aanbod: alle[:1], Q: "lindehoeve", Status: "gepubliceerd", Lang: true, Na: socialekaart.Lijstplek{Plek: "1eten", ID: alle[2].ID}})
	lijst("niets gevonden", beheerlijst{Q: "zeppelin"})
	lijst("zonder aanbod", beheerlijst{})

	op := time.Date(2026, 11, 12, 9, 30, 0, 0, time.UTC)
	formulier := func(naam string, p bewerkpagina) {
		p.Wijken, p.Onderwerpen, p.Buren = voorbeeld.Wijken, onderwerp.Standaard(), []Buur{{"GM9903", "Lindemeer"}}
		if p.Waarden == nil {
			p.Waarden = naarFormulier(p.Aanbod.Inhoud)
		}
		p.Revisies = append(p.Revisies, socialekaart.Revisie{Nr: 2, Bron: socialekaart.BronImport, DoorNaam: "Ria Jansen", Op: op, Gepubliceerd: p.Aanbod.Status == socialekaart.Gepubliceerd}, socialekaart.Revisie{Nr: 1, Bron: socialekaart.BronDemo, DoorNaam: "de demo", Op: op.AddDate(0, -3, 0)})
		uit = append(uit, web.Voorbeeld{Naam: "Bewerken " + naam, Pagina: web.AlsMedewerker(formulierpagina(p))})
	}
	formulier("gepubliceerd", bewerkpagina{Aanbod: alle[0]})
	metConcept := alle[0]
	metConcept.IsConcept = true
	formulier("met een concept", bewerkpagina{Aanbod: metConcept, Revisies: []socialekaart.Revisie{{Nr: 3, Bron: socialekaart.BronBeheer, DoorNaam: "Ria Jansen", Op: op}}})
	formulier("concept", bewerkpagina{Aanbod: alle[4]})
	formulier("ter beoordeling", bewerkpagina{Aanbod: alle[5]})
	formulier("gearchiveerd", bewerkpagina{Aanbod: alle[6]})
	formulier("met alleen een naam", bewerkpagina{Aanbod: alle[1]})
	formulier("met lange woorden", bewerkpagina{Aanbod: alle[3]})
	formulier("met een conflict", bewerkpagina{Aanbod: alle[0], Conflict: "Ria Jansen bewaarde om 9.30 uur een nieuwe versie."})

	fout := alle[0].Inhoud
	fout.Naam, fout.Samenvatting, fout.Kenmerken, fout.Contact = "", strings.Repeat("te lang ", 40), nil, socialekaart.Contact{Telefoon: "bel", Email: "geen adres", Website: "javascript:x"}
	fout.Locaties = []socialekaart.Locatie{{Naam: "Zaal", Postcode: "79"}}
	fout.Tijden = []socialekaart.Tijd{{Dagen: []string{"ma"}, Van: "kwart over"}}
	fout.GecontroleerdOp = socialekaart.Datum{Time: time.Now().AddDate(1, 0, 0)}
	v := naarFormulier(fout)
	v.Set("kosten-0-bedrag", "veel")
	in, fouten := leesFormulier(v, alle[0].Inhoud, voorbeeld.Wijken, nil, time.Now())
	formulier("met fouten", bewerkpagina{Aanbod: alle[0], Waarden: v, Fouten: append(fouten, controleerFormulier(in, true)...)})
	blad := func(naam string, c templ.Component) {
		uit = append(uit, web.Voorbeeld{Naam: naam, Pagina: web.AlsMedewerker(c)})
	}
	formulier("met voorstellen", bewerkpagina{Aanbod: alle[1], Voorstellen: []string{"logeeropvang", "respijt-thuis"}, Adviezen: socialekaart.Adviezen(alle[1].Inhoud)})
	formulier("met plek, afwijkende dagen en verwijzers", bewerkpagina{Aanbod: praktisch(alle[0])})
	blad("Archiveren", archiefpagina(archiefblad{Aanbod: alle[0], Opvolgers: alle[1:8]}))
	blad("Archiveren met zoeken", archiefpagina(archiefblad{Aanbod: alle[0], Opvolgers: alle[1:3], Zoekbaar: true, Q: "huis"}))
	blad("Archiveren met een opvolger die weg is", archiefpagina(archiefblad{Aanbod: alle[0], Opvolgers: alle[1:8], Gekozen: alle[1].ID.String(), Fouten: web.Fouten{{Veld: "opvolger", Tekst: "Bezoekers kunnen dat andere aanbod nu niet zien. Kies een aanbod dat is gepubliceerd."}}}))
	orgs := []socialekaart.Organisatie{alle[0].Organisatie, alle[1].Organisatie}
	blad("Nieuw aanbod", nieuwpagina(nieuwblad{Organisaties: orgs}))
	blad("Nieuw aanbod door een aanbieder", nieuwpagina(nieuwblad{Organisaties: orgs[:1], Eigen: true, Gekozen: orgs[0].ID.String()}))
	blad("Nieuw aanbod zonder organisatie", nieuwpagina(nieuwblad{Eigen: true}))
	blad("Nieuw aanbod met fouten", nieuwpagina(nieuwblad{Organisaties: orgs, NieuweNaam: web.LangWoord, Fouten: web.Fouten{{Veld: "nieuwe_organisatie", Tekst: "Deze organisatie bestaat al. Kies haar in de lijst."}, {Veld: "naam", Tekst: "Vul in hoe het aanbod heet."}}}))

	// of an aanbieder, and what a redacteur makes of it
	ingestuurd := alle[0]
	ingestuurd.IsConcept, ingestuurd.TerBeoordelen, ingestuurd.IngestuurdOp = true, 3, op
	terug := alle[0]
	terug.IsConcept, terug.TerugZin = true, "Schrijf liever wat er te doen is dan dat het het beste is. En klopt het telefoonnummer nog?"
	mijn := beheerlijst{Eigen: true, Aanbod: []socialekaart.Aanbod{alle[4], ingestuurd, terug}}
	uit = append(uit, web.Voorbeeld{Naam: "Mijn aanbod", Pagina: web.AlsMedewerker(beheerpagina(mijn))},
		web.Voorbeeld{Naam: "Mijn aanbod zonder aanbod", Pagina: web.AlsMedewerker(beheerpagina(beheerlijst{Eigen: true}))})
	lijst("lijst met wat is ingestuurd", beheerlijst{Aanbod: []socialekaart.Aanbod{ingestuurd, alle[1], alle[4]}})
	formulier("door een aanbieder", bewerkpagina{Aanbod: alle[0], Eigen: true})
	formulier("door een aanbieder na insturen", bewerkpagina{Aanbod: ingestuurd, Eigen: true})
	formulier("door een aanbieder na terugsturen", bewerkpagina{Aanbod: terug, Eigen: true})
	formulier("van wat is ingestuurd", bewerkpagina{Aanbod: ingestuurd})
	anders := ingestuurd.Inhoud
	anders.Samenvatting, anders.Wachttijd, anders.Tijden = "Een nieuwe tekst met een heel lang woord: "+web.LangWoord+".", "", append(slices.Clone(anders.Tijden), socialekaart.Tijd{Dagen: []string{"za"}, Van: "10:00", Tot: "12:00"})
	oordeel := func(naam string, b beoordeling) {
		uit = append(uit, web.Voorbeeld{Naam: "Beoordelen " + naam, Pagina: web.AlsMedewerker(beoordeelpagina(b))})
	}
	verschil := verschillen(ctx, nil, &ingestuurd.Inhoud, anders)
	oordeel("wijziging", beoordeling{Aanbod: ingestuurd, Verschillen: verschil})
	oordeel("nieuw", beoordeling{Aanbod: ingestuurd, Nieuw: true, Verschillen: verschillen(ctx, nil, nil, anders)})
	oordeel("zonder verschil", beoordeling{Aanbod: ingestuurd})
	oordeel("zonder zin", beoordeling{Aanbod: ingestuurd, Verschillen: verschil, Fouten: web.Fouten{{Veld: "zin", Tekst: "Schrijf voor de aanbieder op wat er anders moet."}}})
	oordeel("met een conflict", beoordeling{Aanbod: alle[0], Verschillen: verschil, Conflict: "Dit aanbod wacht niet meer op een beoordeling. Een collega was u voor, of de aanbieder werkt er weer aan."})
	elders := []vanElders{{alle[2], false}, {alle[3], true}}
	uit = append(uit, web.Voorbeeld{Naam: "Aanbod van andere gemeenten", Pagina: web.AlsMedewerker(elderspagina(elders))},
		web.Voorbeeld{Naam: "Aanbod van andere gemeenten zonder aanbod", Pagina: web.AlsMedewerker(elderspagina(nil))})
	return uit
}

// praktisch fills in everything that somebody needs to go there.
func praktisch(a socialekaart.Aanbod) socialekaart.Aanbod {
	dag := func(maand time.Month, d int) socialekaart.Datum {
		return socialekaart.Datum{Time: time.Date(2026, maand, d, 0, 0, 0, 0, time.UTC)}
	}
	a.Plek = socialekaart.Plek{Stand: socialekaart.PlekVrij, Aantal: 2, Op: dag(time.November, 12)}
	a.Uitzonderingen = []socialekaart.Uitzondering{{Van: dag(time.December, 25), Tot: dag(time.December, 26), Gesloten: true, Toelichting: "Kerst"}, {Van: dag(time.December, 31), VanTijd: "09:00", TotTijd: "12:00", Toelichting: web.LangWoord}}
	a.Indicatie, a.EersteStap, a.Bedient = "Wmo-besluit voor kortdurend verblijf", socialekaart.StapWhatsApp, []string{"GM9903", "GM0001"}
	a.Contact.WhatsApp, a.Contact.VerwijsTelefoon, a.Contact.VerwijsEmail = "06-00 00 04 56", "0599-00 04 57", "verwijzers@delindehoeve.example"
	return a
}
