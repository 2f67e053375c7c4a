package onderwerpen

import (
	"context"
	"net/url"
	"time"

	"mantelpunt/internal/onderwerp"
	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/voorbeeld"
	"mantelpunt/internal/zoeken"
	"mantelpunt/web"

	"github.com/a-h/templ"
)

// Vitrine gives the pages.
func Vitrine(context.Context) (uit []web.Voorbeeld) {
	op := time.Date(2026, 11, 12, 9, 30, 0, 0, time.UTC)
	voeg := func(naam string, p templ.Component) {
		uit = append(uit, web.Voorbeeld{Naam: naam, Pagina: web.AlsMedewerker(p)})
	}
	s := vitrinestand()
	gevraagd := []onderwerp.Zoekvraag{
		{Vraag: "lindehoeve", Aantal: 14, LaatstOp: op}, {Vraag: "zeppelin huren", Aantal: 1, LaatstOp: op},
		{Vraag: "oppas voor mijn demente moeder", Aantal: 9, Gevonden: 4, LaatstOp: op}, {Vraag: web.LangWoord, Aantal: 2, Gevonden: 1, LaatstOp: op},
	}

	l := maakLijst(s, nil)
	l.Gemist = gevraagd[:2]
	voeg("Onderwerpen", lijstblad(l))
	voeg("Onderwerpen zonder gemiste vragen", lijstblad(maakLijst(s, url.Values{"welke": {welkeGewijzigd}})))
	voeg("Onderwerpen niets gevonden", lijstblad(maakLijst(s, url.Values{"q": {"zeppelin"}})))

	var regels []vraagregel
	for _, v := range gevraagd {
		regels = append(regels, s.begrip(v))
	}
	voeg("Vragen", vragenblad(vragenpagina{Maanden: 3, Groepen: []vragengroep{
		{Soort: onderwerp.Niets, Vragen: regels[:2], Meer: true}, {Soort: onderwerp.Weinig, Vragen: regels[3:]}, {Soort: onderwerp.Alle, Vragen: regels},
	}}))
	voeg("Vragen van een nieuwe gemeente", vragenblad(vragenpagina{Maanden: 1, Groepen: []vragengroep{{Soort: onderwerp.Niets}, {Soort: onderwerp.Weinig}, {Soort: onderwerp.Alle}}}))

	voeg("Proberen", proefblad(s.probeer("")))
	voeg("Proberen met een vraag", proefblad(s.probeer("respijdzorg voor mijn demente moeder")))
	voeg("Proberen zonder uitslag", proefblad(s.probeer("???")))

	blad := func(slug string) onderwerpblad {
		p := onderwerpblad{Aanvulling: onderwerp.Vind(s.eigen, slug)}
		p.Gedeeld, _ = vind(s.gedeeld, slug)
		p.Basis = p.Aanvulling.Merk()
		return p
	}
	toon := func(naam string, p onderwerpblad) {
		voeg(naam, formulierblad(s.vul(p)))
	}
	toon("Onderwerp", blad("dagopvang"))
	toon("Onderwerp met een woord erbij", blad("dagopvang").metWoord("huiskamer in de wijk"))
	toon("Onderwerp dat is gewijzigd", blad("zorgboerderij"))
	toon("Onderwerp van de gemeente", blad("eigen-zwaluw"))
	toon("Nieuw onderwerp", onderwerpblad{Nieuw: true})

	anders := blad("zorgboerderij")
	anders.Aanvulling.Zonder, anders.Anders = append(anders.Aanvulling.Zonder, "boer"), true
	e := vergelijk(s.kaart.Index(), s.index(onderwerp.Aanvulling{Slug: "zorgboerderij"}), s.kaart.Aanbod, gevraagd)
	e.NuWel, e.Bovenaan, e.Gevraagd, e.Verder = 3, 2, 140, 4
	e.Rijen = append(e.Rijen, effectrij{Vraag: "lindehoeve", Aantal: 14, Nieuw: antwoord{Totaal: 3, Boven: []string{"Dagbesteding op De Lindehoeve", web.LangWoord, "Logeerhuis"}, docs: []int32{1, 2, 3}}},
		effectrij{Vraag: "naar de boer", Oud: antwoord{Totaal: 2, Boven: []string{"Dagbesteding", "Logeerhuis"}, docs: []int32{1, 2, 3}}, Nieuw: antwoord{Totaal: 2, Boven: []string{"Dagbesteding", "Logeerhuis"}, docs: []int32{1, 2, 4}}})
	e.Aanbod = []beweging{{Naam: "Dagbesteding op De Lindehoeve", Op: 5}, {Naam: "Logeerhuis", Op: 1, Neer: 2}}
	anders.Effect, anders.Gezien = &e, vingerafdruk(anders.Aanvulling)
	toon("Effect", anders)
	niets := blad("dagopvang")
	niets.Effect = &effect{Gevraagd: 1}
	toon("Effect zonder verschil", niets)

	fout := blad("eigen-zwaluw")
	fout.Getypt = url.Values{"naam": {""}, "gewoon": {"???\nvlieger"}, "vak": {web.LangWoord}, "verwant": {"dagopvang", ""}}
	_, fout.Fouten = leesFormulier(fout.Getypt, fout.Gedeeld, s)
	toon("Onderwerp met fouten", fout)
	botsing := blad("zorgboerderij")
	botsing.Conflict = "Bart Smit heeft dit onderwerp ook gewijzigd, op 22 november 2026, 10.12 uur. Open het opnieuw, bekijk die wijziging en doe de uwe daarna."
	toon("Onderwerp met een conflict", botsing)

	terug := blad("zorgboerderij")
	terug.Effect = &e
	voeg("Terugzetten", terugblad(s.vul(terug)))
	voeg("Verwijderen", terugblad(s.vul(blad("eigen-zwaluw"))))
	return uit
}

// vitrinestand is a gemeente with some words of its own.
func vitrinestand() stand {
	op := time.Date(2026, 11, 12, 9, 30, 0, 0, time.UTC)
	s := stand{gedeeld: []zoeken.Onderwerp{
		{Slug: "dagopvang", Naam: "Dagopvang", Vaktermen: []string{"dagbesteding", "ontmoetingscentrum"}, GewoneWoorden: []string{"een dag ergens heen", "onder de mensen", "oppas overdag"}, Talen: map[string][]string{"en": {"day care"}, "ar": {"رعاية نهارية"}}, Verwant: []string{"zorgboerderij"}},
		{Slug: "zorgboerderij", Naam: "Zorgboerderij", Vaktermen: []string{"zorgboerderij"}, GewoneWoorden: []string{"boer", "boerderij", "tussen de dieren"}, Verwant: []string{"dagopvang"}},
		{Slug: "respijt-thuis", Naam: "Oppas of vervanging thuis", Vaktermen: []string{"respijtzorg"}, GewoneWoorden: []string{"oppas", "even weg"}},
	}, eigen: []onderwerp.Aanvulling{
		{Slug: "eigen-zwaluw", Naam: "De Zwaluw", GewoneWoorden: []string{"zwaluw", "het oude postkantoor"}, Verwant: []string{"dagopvang"}, GewijzigdOp: op, DoorNaam: "Ria Jansen"},
		{Slug: "zorgboerderij", GewoneWoorden: []string{"lindehoeve"}, Zonder: []string{"boer"}, GewijzigdOp: op, DoorNaam: "Ria Jansen"},
	}}
	s.samen = opNaam(onderwerp.Samen(s.gedeeld, s.eigen))
	s.kaart = socialekaart.NieuweKaart(voorbeeld.Aanbod(), zoeken.NieuwWoordenboek(s.samen))
	return s
}
