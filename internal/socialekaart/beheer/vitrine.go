package beheer

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"time"

	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/voorbeeld"
	"mantelpunt/web"
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
	lijst := func(naam string, as []socialekaart.Aanbod, v url.Values) {
		uit = append(uit, web.Voorbeeld{Naam: "Beheer " + naam, Pagina: web.AlsMedewerker(beheerpagina(maakBeheerlijst(as, v, time.Now())))})
	}
	lijst("lijst", alle[:16], nil)
	lijst("lijst van twee pagina's", alle, nil)
	lijst("lijst gefilterd", alle, url.Values{"q": {"lindehoeve"}, "status": {"gepubliceerd"}})
	lijst("niets gevonden", alle, url.Values{"q": {"zeppelin"}})
	lijst("zonder aanbod", nil, nil)

	op := time.Date(2026, 11, 12, 9, 30, 0, 0, time.UTC)
	formulier := func(naam string, p bewerkpagina) {
		p.Wijken = voorbeeld.Wijken
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
	in, fouten := leesFormulier(v, alle[0].Inhoud, voorbeeld.Wijken, time.Now())
	formulier("met fouten", bewerkpagina{Aanbod: alle[0], Waarden: v, Fouten: append(fouten, controleerFormulier(in, true)...)})
	uit = append(uit, web.Voorbeeld{Naam: "Archiveren", Pagina: web.AlsMedewerker(archiefpagina(alle[0]))})

	// of an aanbieder, and what a redacteur makes of it
	ingestuurd := alle[0]
	ingestuurd.IsConcept, ingestuurd.TerBeoordelen, ingestuurd.IngestuurdOp = true, 3, op
	terug := alle[0]
	terug.IsConcept, terug.TerugZin = true, "Schrijf liever wat er te doen is dan dat het het beste is. En klopt het telefoonnummer nog?"
	mijn := maakBeheerlijst([]socialekaart.Aanbod{alle[4], ingestuurd, terug}, nil, time.Now())
	mijn.Eigen = true
	uit = append(uit, web.Voorbeeld{Naam: "Mijn aanbod", Pagina: web.AlsMedewerker(beheerpagina(mijn))},
		web.Voorbeeld{Naam: "Mijn aanbod zonder aanbod", Pagina: web.AlsMedewerker(beheerpagina(beheerlijst{Eigen: true}))})
	lijst("lijst met wat is ingestuurd", []socialekaart.Aanbod{alle[1], alle[4], ingestuurd}, nil)
	formulier("door een aanbieder", bewerkpagina{Aanbod: alle[0], Eigen: true})
	formulier("door een aanbieder na insturen", bewerkpagina{Aanbod: ingestuurd, Eigen: true})
	formulier("door een aanbieder na terugsturen", bewerkpagina{Aanbod: terug, Eigen: true})
	formulier("van wat is ingestuurd", bewerkpagina{Aanbod: ingestuurd})
	anders := ingestuurd.Inhoud
	anders.Samenvatting, anders.Wachttijd, anders.Tijden = "Een nieuwe tekst met een heel lang woord: "+web.LangWoord+".", "", append(slices.Clone(anders.Tijden), socialekaart.Tijd{Dagen: []string{"za"}, Van: "10:00", Tot: "12:00"})
	oordeel := func(naam string, b beoordeling) {
		uit = append(uit, web.Voorbeeld{Naam: "Beoordelen " + naam, Pagina: web.AlsMedewerker(beoordeelpagina(b))})
	}
	verschil := verschillen(ctx, &ingestuurd.Inhoud, anders)
	oordeel("wijziging", beoordeling{Aanbod: ingestuurd, Verschillen: verschil})
	oordeel("nieuw", beoordeling{Aanbod: ingestuurd, Nieuw: true, Verschillen: verschillen(ctx, nil, anders)})
	oordeel("zonder verschil", beoordeling{Aanbod: ingestuurd})
	oordeel("zonder zin", beoordeling{Aanbod: ingestuurd, Verschillen: verschil, Fouten: web.Fouten{{Veld: "zin", Tekst: "Schrijf voor de aanbieder op wat er anders moet."}}})
	oordeel("met een conflict", beoordeling{Aanbod: alle[0], Verschillen: verschil, Conflict: "Dit aanbod wacht niet meer op een beoordeling. Een collega was u voor, of de aanbieder werkt er weer aan."})
	return uit
}
