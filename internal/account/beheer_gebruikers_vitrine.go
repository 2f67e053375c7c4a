package account

import (
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"

	"github.com/a-h/templ"
	"github.com/google/uuid"
)

// beheervitrine gives the pages of a beheerder: gebruikers, invitations and partners.
func beheervitrine() (uit []web.Voorbeeld) {
	nu := time.Date(2026, 11, 22, 14, 30, 0, 0, i18n.Amsterdam)
	toon := func(naam string, c templ.Component) {
		uit = append(uit, web.Voorbeeld{Naam: naam, Pagina: web.AlsMedewerker(c)})
	}
	leden := vitrineleden(nu)
	toon("Gebruikers", gebruikerspagina(maakLedenlijst(leden, nil, nu)))
	toon("Gebruikers gefilterd", gebruikerspagina(maakLedenlijst(leden, map[string][]string{"rol": {"redacteur"}, "q": {"ria"}}, nu)))
	toon("Gebruikers niemand gevonden", gebruikerspagina(maakLedenlijst(leden, map[string][]string{"q": {"zeppelin"}}, nu)))

	alle := []Organisatie{{uuid.MustParse("01930000-0000-7000-8000-0000000000a1"), "De Lindehoeve"}, {uuid.MustParse("01930000-0000-7000-8000-0000000000a2"), "MantelSteun Veldwaarde"}, {uuid.MustParse("01930000-0000-7000-8000-0000000000a3"), web.LangWoord}}
	for i, naam := range []string{"die u zelf bent", "aanbieder", "uitgenodigd", "uitnodiging verlopen", "geblokkeerd", "toegang beëindigd", "account gesloten", "met rollen van de gemeente", "met lange woorden"} {
		l := leden[i]
		toon("Gebruiker "+naam, lidblad(lidpagina{Lid: l, rolvorm: rolvorm{Gekozen: l.eigen(), Bij: l.Organisaties, Alle: alle}, Zelf: i == 0, Nu: nu}))
	}
	fout := rolvorm{Gekozen: []toegang.Rol{toegang.Aanbieder}, Alle: alle, Fouten: web.Fouten{{Veld: "organisatie", Tekst: "Kies voor een aanbieder ten minste één organisatie."}}}
	toon("Gebruiker met een fout", lidblad(lidpagina{Lid: leden[4], rolvorm: fout, Nu: nu}))
	toon("Gebruiker met een conflict", lidblad(lidpagina{Lid: leden[4], rolvorm: rolvorm{Gekozen: leden[4].Rollen, Alle: alle}, Conflict: "Een collega heeft de rollen van deze gebruiker intussen gewijzigd. Kijk of het nu klopt.", Nu: nu}))
	toon("Toegang beëindigen", beeindigpagina(leden[1]))
	toon("Tweede stap wissen", wispagina(leden[1], nil))
	toon("Tweede stap wissen zonder reden", wispagina(leden[1], web.Fouten{{Veld: "reden", Tekst: "Kies waarom u de tweede stap wist."}}))
	toon("Uitnodigen", uitnodigpagina(uitnodigvorm{rolvorm: rolvorm{Alle: alle}}))
	leeg := uitnodigvorm{Email: "ria", rolvorm: fout}
	leeg.Fouten, leeg.Gekozen = nil, nil
	leeg.controleer()
	toon("Uitnodigen met fouten", uitnodigpagina(leeg))
	toon("Uitnodigen met een bekend adres", uitnodigpagina(uitnodigvorm{Naam: "Ria Jansen", Email: "r.jansen@veldwaarde.example", rolvorm: rolvorm{Gekozen: []toegang.Rol{toegang.Aanbieder}, Bij: []uuid.UUID{alle[0].ID}, Alle: alle,
		Fouten: web.Fouten{{Veld: "email", Tekst: "Deze persoon is al gebruiker bij uw gemeente. Zoek het e-mailadres in de lijst en wijzig daar de rollen."}}}}))
	toon("Uitnodiging intrekken", intrekpagina(leden[2]))

	g := Genodigde{Persoon: toegang.Persoon{Naam: "Noor Veenstra", Email: "n.veenstra@veldwaarde.example"}}
	uit = append(uit,
		web.Voorbeeld{Naam: "Uitnodiging", Pagina: aanneempagina(g, nil)},
		web.Voorbeeld{Naam: "Uitnodiging met een kort wachtwoord", Pagina: aanneempagina(g, web.Fouten{{Veld: "nieuw", Tekst: "Het wachtwoord moet minstens 12 tekens hebben."}})},
		web.Voorbeeld{Naam: "Uitnodiging al aangenomen", Pagina: geenUitnodigingpagina(Genodigde{Gebruikt: true})},
		web.Voorbeeld{Naam: "Uitnodiging verlopen", Pagina: geenUitnodigingpagina(Genodigde{Verlopen: true})},
		web.Voorbeeld{Naam: "Uitnodiging onbekend", Pagina: geenUitnodigingpagina(Genodigde{})},
	)
	return append(uit, partnervitrine(nu)...)
}

// vitrineleden are gebruikers in every state.
func vitrineleden(nu time.Time) []Lid {
	toen := func(d time.Duration) *time.Time { t := nu.Add(d); return &t }
	l := func(naam, email string, rollen ...toegang.Rol) Lid {
		return Lid{ID: uuid.NewSHA1(uuid.Nil, []byte(email)), Naam: naam, Email: email + "@veldwaarde.example", Actief: true, Rollen: rollen, Ingericht: true, TweedeStap: true, LaatstIngelogdOp: toen(-5 * time.Hour)}
	}
	leden := []Lid{
		l("Carla Bakker", "c.bakker", toegang.Beheerder), l("Anna de Wit", "a.dewit", toegang.Aanbieder), l("Noor Veenstra", "n.veenstra", toegang.Redacteur), l("Piet Postma", "p.postma", toegang.Beleid),
		l("Ria Jansen", "r.jansen", toegang.Redacteur, toegang.Consulent), l("Samir Haddad", "s.haddad"), l("Tom Visser", "t.visser", toegang.Redacteur), l("Ursula Mulder", "u.mulder", toegang.Consulent, toegang.Beleid), l(web.LangWoord, "arbeidsongeschiktheidsverzekeringen", toegang.Rollen()...),
	}
	leden[1].Organisaties = []uuid.UUID{uuid.MustParse("01930000-0000-7000-8000-0000000000a1")}
	for i, tot := range map[int]time.Duration{2: 6 * 24 * time.Hour, 3: -time.Hour} {
		leden[i].Ingericht, leden[i].TweedeStap, leden[i].LaatstIngelogdOp, leden[i].UitnodigingTot = false, false, nil, toen(tot)
	}
	leden[4].GeblokkeerdTot, leden[4].LaatstIngelogdOp = toen(12*time.Minute), toen(-20*time.Hour)
	leden[5].Beeindigd = []toegang.Rol{toegang.Consulent}
	leden[6].Actief, leden[6].LaatstIngelogdOp = false, toen(-90*24*time.Hour)
	leden[7].Groepsrollen = []toegang.Rol{toegang.Consulent}
	return leden
}

func partnervitrine(nu time.Time) []web.Voorbeeld {
	toen := nu.Add(-2 * time.Hour)
	p := Partnersleutel{ID: uuid.Nil, Partner: "Parkeerbeheer, vergunningen", Begin: "mp_q7RkZw", Mag: toegang.Bereiken(), DoorNaam: "Carla Bakker", AangemaaktOp: nu.AddDate(0, -2, 0), VerlooptOp: nu.AddDate(0, 10, 0), GebruiktOp: &toen}
	oud, weg, lang := p, p, p
	oud.Partner, oud.VerlooptOp, oud.GebruiktOp = "Stadspas", nu.AddDate(0, 0, -3), nil
	weg.Partner, weg.IngetrokkenOp = "Woningcorporatie De Brink", &toen
	lang.Partner, lang.DoorNaam = web.LangWoord, web.LangWoord
	const url, sleutel = "https://mantelpunt.veldwaarde.example", "mp_voorbeeldvoorbeeldvoorbeeldvoorbeeldvoorbeeldvo12"
	v := sleutelvorm{ID: uuid.Nil.String(), Mag: toegang.Bereiken(), Verloopt: web.NaarDatum(nu.AddDate(1, 0, 0))}
	fout := sleutelvorm{Verloopt: web.Datum{Dag: "31", Maand: "2", Jaar: "2027"}}
	fout.controleer(nu)
	var uit []web.Voorbeeld
	for _, x := range []struct {
		naam   string
		pagina templ.Component
	}{
		{"Partners", partnerspagina(partnerlijst{[]Partnersleutel{p, lang, oud, weg}, url, nu})}, {"Partners zonder sleutel", partnerspagina(partnerlijst{nil, url, nu})},
		{"Partner sleutel maken", sleutelpagina(v)}, {"Partner sleutel maken met fouten", sleutelpagina(fout)}, {"Partner sleutel gemaakt", nieuweSleutelpagina(p, sleutel, url)}, {"Partner sleutel intrekken", sleutelIntrekpagina(p)},
	} {
		uit = append(uit, web.Voorbeeld{Naam: x.naam, Pagina: web.AlsMedewerker(x.pagina)})
	}
	return uit
}
