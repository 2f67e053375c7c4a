package lijst

import (
	"context"
	"strings"
	"time"

	"mantelpunt/internal/socialekaart/voorbeeld"
	"mantelpunt/web"
)

// Vitrine gives the pages of a list in every state, with sample data.
func Vitrine(context.Context) []web.Voorbeeld {
	k := voorbeeld.Kaart()
	vol := Lijst{Regels: []Regel{{Slug: "logeerhuis-de-lindehoeve", Notitie: "Dinsdag bellen, vragen naar een weekend in mei"}, {Slug: "mantelzorglijn"}, {Slug: "lang", Notitie: web.LangWoord}, {Slug: "de-oude-eetclub"}}}
	rs := regels(k, vol)
	weg := &weggehaald{Regel{Slug: "activiteit-1"}, 2}
	fout := regels(k, vol)
	fout[0].Notitie, fout[0].Fout = strings.Repeat("te lang ", 40), "Maak uw notitie korter: hoogstens 200 tekens."
	tot := time.Date(2026, 12, 23, 12, 0, 0, 0, time.UTC)
	toon := func(naam string, p pagina) web.Voorbeeld {
		return web.Voorbeeld{Naam: "Lijst " + naam, Pagina: lijstpagina(p)}
	}
	return []web.Voorbeeld{
		toon("leeg", pagina{}),
		toon("met aanbod", pagina{Regels: rs}),
		toon("na toevoegen", pagina{Regels: rs, Zin: zinErbij, Terug: "/aanbod?q=logeren"}),
		toon("na weghalen", pagina{Regels: rs, Zin: zinWeg, Weg: weg}),
		toon("na leegmaken", pagina{Zin: zinLeeg, Vorige: "x"}),
		toon("vol", pagina{Regels: rs, Zin: zinVol}),
		toon("bij een account", pagina{Regels: rs, Account: true}),
		toon("met een notitie die te lang is", pagina{Regels: fout, Fouten: web.Fouten{{Veld: "notitie-logeerhuis-de-lindehoeve", Tekst: "Uw notitie bij Logeerhuis De Lindehoeve is te lang: er passen 200 tekens."}}}),
		toon("met een fout e-mailadres", pagina{Regels: rs, Email: "jan", Fouten: web.Fouten{{Veld: "email", Tekst: "Dit is geen e-mailadres. Een e-mailadres ziet er zo uit: naam@voorbeeld.nl."}}}),
		toon("met een link", pagina{Regels: rs, Link: "https://mantelzorg.veldwaarde.example/lijst/gedeeld/gC8uPzqZ3x0nRkq1Wm2e4A", Tot: tot}),
		{Naam: "Lijst van een consulent", Pagina: web.AlsMedewerker(lijstpagina(pagina{Regels: rs, Consulent: true}))},
		{Naam: "Lijst van een consulent met een link", Pagina: web.AlsMedewerker(lijstpagina(pagina{Regels: rs, Consulent: true, Link: "https://mantelzorg.veldwaarde.example/lijst/gedeeld/gC8uPzqZ3x0nRkq1Wm2e4A", Tot: tot}))},
		{Naam: "Lijst van een consulent na mailen", Pagina: web.AlsMedewerker(lijstpagina(pagina{Regels: rs, Consulent: true, Zin: zinGemaild}))},
		{Naam: "Gedeelde lijst", Pagina: gedeeldpagina(gedeeldePagina{Regels: rs, Tot: tot, Token: "x"})},
		{Naam: "Gedeelde lijst van een consulent", Pagina: gedeeldpagina(gedeeldePagina{Regels: rs[:2], Groet: "gesprek", Tot: tot, Token: "x"})},
	}
}
