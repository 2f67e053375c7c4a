package main

import (
	"context"
	"os"
	"time"

	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/opmaak"
	"mantelpunt/internal/verklaring/voorbeeld"
	"mantelpunt/web"
)

func main() {
	o, err := opmaak.NieuweOpmaker(web.Lettertypen())
	if err != nil {
		panic(err)
	}
	s := verklaring.Store{Opmaker: o}
	ctx := toegang.MetGemeente(context.Background(), toegang.Gemeente{ID: 1, Slug: "veldwaarde", Naam: "Veldwaarde", URL: "https://mantelpunt.veldwaarde.example", Kleur: "#00607f"})
	ctx = web.MetKader(ctx, web.Kader{Gemeente: "Veldwaarde", Telefoon: "0599-00 01 23", Email: "mantelsteun@veldwaarde.example", Steunpunt: "MantelSteun", Adres: "Raadhuisplein 1, 7991 AA Veldwaarde"})
	os.MkdirAll("/tmp/brievenkijk", 0o755)
	for _, soort := range verklaring.Brieven {
		a := voorbeeld.Aanvraag(verklaring.InBehandeling)
		v := voorbeeld.Verklaring(verklaring.Geldig)
		b := verklaring.Brief{Soort: soort}
		switch soort {
		case verklaring.BriefVraag:
			b.Woorden = "U schreef dat u sinds maart zorgt. In welk jaar begon dat? En hoeveel uur per week doet u de administratie?"
			b.Uiterlijk = voorbeeld.Dag.AddDate(0, 0, 14)
		case verklaring.BriefVerlengd:
			b.Woorden, b.Uiterlijk = "Door ziekte zijn er minder consulenten dan anders.", voorbeeld.Dag.AddDate(0, 0, 40)
		case verklaring.BriefVerleend:
			b.Verklaring = &v
		case verklaring.BriefAfgewezen:
			a.Antwoorden.Uren = 5
			b.Redenen = []string{"uren", "duur"}
			b.Woorden = "U helpt uw buurvrouw een paar uur in de week. Dat is fijn voor haar. Voor de verklaring vraagt onze regeling minstens 8 uur.\n\nWij belden u hierover op 10 november."
			a.Antwoorden.Taal = "en"
		case verklaring.BriefBuitenBehandeling:
			b.Woorden = "Wij vroegen sinds wanneer u zorgt. Dat hebt u niet geschreven."
			t := voorbeeld.Dag.AddDate(0, 0, -1)
			a.AntwoordVoor = &t
		case verklaring.BriefVervangen:
			v.Versie, v.Kenmerk = 2, v.Kenmerk+"-2"
			b.Verklaring, b.Woorden = &v, "Uw achternaam was niet goed geschreven."
		case verklaring.BriefVerklaringIngetrokken:
			v.Reden = verklaring.RedenOnjuist
			b.Verklaring, b.Woorden = &v, "U woont niet in Veldwaarde, en degene voor wie u zorgt ook niet."
		case verklaring.BriefToestemming:
			b.Aan, b.Code, b.Uiterlijk = []string{"Mevrouw J. Jansen", "Dorpsstraat 1", "7991 AB  Veldwaarde"}, "K7MW-4T9P", voorbeeld.Dag.AddDate(0, 0, 28)
		}
		doc, err := s.MaakBrief(ctx, a, b, voorbeeld.Dag.Add(10*time.Hour))
		if err != nil {
			panic(string(soort) + err.Error())
		}
		os.WriteFile("/tmp/brievenkijk/"+string(soort)+".pdf", doc, 0o644)
	}
}
