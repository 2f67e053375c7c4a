package account

import (
	"context"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/oidc"
	"mantelpunt/web"
)

// personeelreden is what a medewerker reads; a sentence of its own comes first.
func personeelreden(v nietgelukt) (titel, tekst string) {
	titel = "Inloggen is niet gelukt"
	if v.Zin != "" {
		return titel, v.Zin
	}
	switch v.Reden {
	case vanElders:
		return "Wilt u inloggen?", "U komt van een andere website. Log alleen in als u dat zelf wilt."
	case oidc.Geannuleerd:
		return "U hebt het inloggen afgebroken", "Er is niets gebeurd. U kunt opnieuw inloggen wanneer u wilt."
	case oidc.Verlopen:
		return titel, "Het inloggen duurde te lang, of begon in een andere browser. Begin opnieuw."
	case oidc.TeLaag:
		return titel, "Uw gemeente vraagt om bij het inloggen een tweede factor te gebruiken, zoals een code of een passkey. Log opnieuw in en gebruik die."
	case oidc.Onbereikbaar:
		return titel, "Inloggen met het account van de gemeente lukt nu even niet. Probeer het over een paar minuten nog eens."
	}
	return titel, "Wat wij van de inlogpagina van uw gemeente terugkregen, klopte niet. Begin opnieuw. Lukt het weer niet? Vraag dan de beheerder van Mantelpunt in uw gemeente om hulp."
}

// vitrineAanbieder gives the pages around a provider in every state.
func vitrineAanbieder(ctx context.Context) []web.Voorbeeld {
	const email = "f.vandenberg@post.example"
	f := oidc.Uitlogformulier{Actie: "https://digid.example/uitloggen", Oorsprong: "https://digid.example", IDToken: "voorbeeld", ClientID: "mantelpunt", Terug: "https://mantelpunt.example/uitgelogd"}
	bezet := web.Fouten{{Veld: "email", Tekst: i18n.T(ctx, "account.eigenemail.bezet")}}
	uit := []web.Voorbeeld{
		{Naam: "Inloggen met DigiD of code", Pagina: emailpagina(vorm{DigiD: true})},
		{Naam: "Inloggen met DigiD alleen", Pagina: emailpagina(vorm{DigiD: true, ZonderEmail: true, TeLaag: true})},
		{Naam: "Inloggen zonder een weg", Pagina: emailpagina(vorm{ZonderEmail: true})},
		{Naam: "Ook uitloggen bij DigiD", Pagina: ookuitloggenpagina(f, false)},
		{Naam: "Ook uitloggen bij de gemeente", Pagina: ookuitloggenpagina(f, true)},
		{Naam: "Eigen e-mailadres", Pagina: web.AlsBurger(eigenemailpagina(vorm{}))},
		{Naam: "Eigen e-mailadres van een ander", Pagina: web.AlsBurger(eigenemailpagina(vorm{Email: email, Fouten: bezet}))},
		{Naam: "Eigen e-mailadres code", Pagina: web.AlsBurger(eigencodepagina(vorm{Email: email}))},
		{Naam: "Eigen e-mailadres code fout", Pagina: web.AlsBurger(eigencodepagina(vorm{Email: email, Fouten: web.Fouten{{Veld: "code", Tekst: i18n.T(ctx, "account.code.cijfers")}}}))},
		{Naam: "Account van de gemeente zonder rol", Pagina: personeelfoutpagina(nietgelukt{Zin: zinGeenRol})},
		{Naam: "Account van de gemeente al binnen", Pagina: personeelfoutpagina(nietgelukt{Reden: oidc.Verlopen, Binnen: "/beheer"})},
		{Naam: "DigiD al binnen", Pagina: digidfoutpagina(nietgelukt{Reden: oidc.Verlopen, Binnen: "/mijn"})},
		{Naam: "DigiD zonder andere weg", Pagina: digidfoutpagina(nietgelukt{Reden: oidc.Onbereikbaar, ZonderEmail: true})},
	}
	for _, r := range []oidc.Reden{oidc.Geannuleerd, oidc.Verlopen, oidc.TeLaag, oidc.Geweigerd, oidc.Onbereikbaar, vanElders} {
		uit = append(uit, web.Voorbeeld{Naam: "DigiD " + string(r), Pagina: digidfoutpagina(nietgelukt{Reden: r})},
			web.Voorbeeld{Naam: "Account van de gemeente " + string(r), Pagina: personeelfoutpagina(nietgelukt{Reden: r})})
	}
	return uit
}

// inlogzin tells under the title of the login page what ways in there are.
func inlogzin(ctx context.Context, v vorm) string {
	switch {
	case v.DigiD && v.ZonderEmail:
		return i18n.T(ctx, "account.digid.alleen")
	case v.DigiD:
		return i18n.T(ctx, "account.digid.of")
	case v.ZonderEmail:
		return i18n.T(ctx, "account.digid.geen")
	}
	return i18n.T(ctx, "account.inloggen.inleiding")
}
