package account

import (
	"context"
	"strings"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"
)

// Vitrine gives every page of this feature in every state, with sample data.
func Vitrine(ctx context.Context) []web.Voorbeeld {
	const email = "f.vandenberg@post.example"
	fout := func(veld, zin string) vorm {
		return vorm{Email: email, Fouten: web.Fouten{{Veld: veld, Tekst: zin}}}
	}
	uit := []web.Voorbeeld{
		{Naam: "Inloggen", Pagina: emailpagina(vorm{})},
		{Naam: "Inloggen met een fout", Pagina: emailpagina(vorm{Email: "fatima", Fouten: web.Fouten{{Veld: "email", Tekst: i18n.T(ctx, "account.email.fout")}}})},
		{Naam: "Inloggen te vaak geprobeerd", Pagina: emailpagina(fout("email", i18n.T(ctx, "account.email.tevaak")))},
		{Naam: "Inloggen nadat een sessie eindigde", Pagina: emailpagina(vorm{Melding: "bewaard", Terug: "/verklaring/aanvragen/zorg"})},
		{Naam: "Inloggen voor een pagina", Pagina: emailpagina(vorm{Melding: "terug", Terug: "/mijn"})},
		{Naam: "Inloggen bij een nieuwe gemeente", Pagina: web.ZonderContact(emailpagina(vorm{}))},
		{Naam: "Code", Pagina: codepagina(vorm{Email: email})},
		{Naam: "Code met een lang adres", Pagina: codepagina(vorm{Email: strings.ToLower(web.LangWoord) + "@post.example"})},
		{Naam: "Code zonder zes cijfers", Pagina: codepagina(fout("code", i18n.T(ctx, "account.code.cijfers")))},
		{Naam: "Code met nog één poging", Pagina: codepagina(fout("code", i18n.N(ctx, "account.code.onjuist", 1)))},
		{Naam: "Code met nog vier pogingen", Pagina: codepagina(fout("code", i18n.N(ctx, "account.code.onjuist", 4)))},
	}
	for _, u := range []Uitslag{TeVaak, Verlopen, Gebruikt} {
		uit = append(uit, web.Voorbeeld{Naam: "Code " + string(u), Pagina: codepagina(fout("code", i18n.Kies(ctx, "account.code.fout.", string(u))))})
	}
	uit = append(uit,
		web.Voorbeeld{Naam: "Code in een andere browser", Pagina: emailpagina(fout("email", i18n.Kies(ctx, "account.code.fout.", string(Onbekend))))},
		web.Voorbeeld{Naam: "Uitgelogd", Pagina: uitgelogdpagina()},
		web.Voorbeeld{Naam: "Medewerker logt in", Pagina: wachtwoordpagina(vorm{})},
		web.Voorbeeld{Naam: "Medewerker logt in met lege velden", Pagina: wachtwoordpagina(vorm{Fouten: web.Fouten{{Veld: "email", Tekst: "Vul uw e-mailadres in."}, {Veld: "wachtwoord", Tekst: "Vul uw wachtwoord in."}}})},
		web.Voorbeeld{Naam: "Medewerker logt in met een fout wachtwoord", Pagina: wachtwoordpagina(fout("email", foutAanmelden))},
		web.Voorbeeld{Naam: "Medewerker logt weer in", Pagina: wachtwoordpagina(vorm{Melding: "bewaard", Terug: "/beheer/aanbod"})},
	)
	uit = append(uit, vitrineAanbieder(ctx)...)
	uit = append(uit, factorvitrine()...)
	uit = append(uit, beheervitrine()...)
	for _, rol := range toegang.Rollen() {
		p := toegang.Persoon{Soort: toegang.Medewerker, Naam: "Carla Bakker", Rollen: []toegang.Rol{rol}}
		uit = append(uit, web.Voorbeeld{Naam: "Werkplek van " + string(rol), Pagina: web.AlsMedewerker(werkplekpagina("Goedemorgen", p, 3))})
	}
	return uit
}
