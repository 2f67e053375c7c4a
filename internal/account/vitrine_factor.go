package account

import (
	"time"

	"mantelpunt/internal/sessie"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"
)

// factorvitrine gives the pages of the second factor and the own account.
func factorvitrine() []web.Voorbeeld {
	fout := func(veld, zin string) web.Fouten { return web.Fouten{{Veld: veld, Tekst: zin}} }
	op := time.Date(2026, 11, 12, 8, 12, 0, 0, time.UTC)
	codes := []string{"7KMW-4T9P-XQ2Z", "9F3A-KKX0-1VWT", "H4GS-P0QE-77MD", "2B8N-YC5R-DD41", "M6TZ-0A9J-QW3E", "R5VX-8HJD-3NVC", "5RBE-K7MW-4T9P", "XQ2Z-9F3A-KKX0", "1VWT-H4GS-P0QE", "77MD-2B8N-YC5R"}
	passkeys := []Passkey{
		{ID: []byte{1}, Naam: "Telefoon van het werk", RP: "mantelpunt.veldwaarde.example", AangemaaktOp: op, GebruiktOp: &op},
		{ID: []byte{2}, Naam: web.LangWoord, RP: "mantelpunt.lindemeer.example", AangemaaktOp: op},
	}
	alles := accountvorm{
		P: toegang.Persoon{Naam: "Carla Bakker", Email: "c.bakker@veldwaarde.example"}, RP: "mantelpunt.veldwaarde.example",
		F:       Factoren{Wachtwoord: true, AppSinds: &op, Passkeys: passkeys, Herstelcodes: 1},
		Logins:  []Login{{Op: op, Adres: "203.0.113.7", Met: metPasskey}, {Op: op, Adres: "2001:db8::1", Met: metApp}, {Op: op}},
		Sessies: []sessie.Apparaat{{Sinds: op, Laatste: op}, {Sinds: op, Laatste: op}},
	}
	een, gemeente := alles, alles
	een.F, een.Sessies = Factoren{Wachtwoord: true, AppSinds: &op, Herstelcodes: 10}, een.Sessies[:1]
	gemeente.F, gemeente.Sessies = Factoren{}, nil
	uit := []web.Voorbeeld{
		{Naam: "Tweede stap", Pagina: tweedepagina(tweedevorm{App: true, Passkey: true})},
		{Naam: "Tweede stap met een foute code", Pagina: tweedepagina(tweedevorm{App: true, Fouten: fout("code", foutCode)})},
		{Naam: "Tweede stap met een passkey die niet klopt", Pagina: tweedepagina(tweedevorm{Passkey: true, Fouten: fout("passkey", zinNietGelukt)})},
		{Naam: "Tweede stap van een ander adres", Pagina: tweedepagina(tweedevorm{Elders: []string{"mantelpunt.lindemeer.example"}})},
		{Naam: "Herstelcode", Pagina: herstelpagina(tweedevorm{Codes: 3})},
		{Naam: "Herstelcode die niet klopt", Pagina: herstelpagina(tweedevorm{Codes: 3, Fouten: fout("herstelcode", foutCode)})},
		{Naam: "Herstelcodes op", Pagina: herstelpagina(tweedevorm{})},
		{Naam: "Eerste tweede stap kiezen", Pagina: instelpagina(instelvorm{Eerste: true, Passkeys: true})},
		{Naam: "Tweede stap kiezen zonder passkeys", Pagina: instelpagina(instelvorm{Eerste: true})},
		{Naam: "Herstelcodes bewaren", Pagina: codespagina(instelvorm{Eerste: true, Codes: codes})},
		{Naam: "Herstelcodes niet bewaard", Pagina: codespagina(instelvorm{Codes: codes, Fouten: fout("bewaard", "Bewaar de codes en zet daarna het vinkje.")})},
		{Naam: "Medewerker logt in met een passkey", Pagina: wachtwoordpagina(vorm{Passkeys: true, Personeel: true})},
		{Naam: "Wachtwoord vergeten", Pagina: vergetenpagina("", nil)},
		{Naam: "Wachtwoord vergeten met een fout adres", Pagina: vergetenpagina("carla", fout("email", "Vul een e-mailadres in, zoals naam@gemeente.example."))},
		{Naam: "Wachtwoord vergeten en gestuurd", Pagina: gestuurdpagina()},
		{Naam: "Nieuw wachtwoord kiezen", Pagina: kiespagina("c.bakker@veldwaarde.example", nil)},
		{Naam: "Nieuw wachtwoord dat niet mag", Pagina: kiespagina("c.bakker@veldwaarde.example", fout("nieuw", bezwaarzin("veelgebruikt")))},
	}
	for _, v := range []web.Voorbeeld{
		{Naam: "App instellen", Pagina: apppagina(instelvorm{Geheim: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ", NaamApp: "Mantelpunt Veldwaarde", Plaatje: web.Asset("favicon.svg")})},
		{Naam: "App instellen met een foute code", Pagina: apppagina(instelvorm{Geheim: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ", NaamApp: "Mantelpunt Veldwaarde", Plaatje: web.Asset("favicon.svg"), Fouten: fout("code", foutCode)})},
		{Naam: "Tweede stap toevoegen", Pagina: instelpagina(instelvorm{Passkeys: true, App: true})},
		{Naam: "Tweede stap toevoegen met een lange naam", Pagina: instelpagina(instelvorm{Passkeys: true, Naam: web.LangWoord, Fouten: fout("naam", "Maak de naam korter: hoogstens 60 tekens.")})},
		{Naam: "Mijn account", Pagina: accountpagina(alles)},
		{Naam: "Mijn account met één factor", Pagina: accountpagina(een)},
		{Naam: "Mijn account bij de gemeente", Pagina: accountpagina(gemeente)},
		{Naam: "Bevestigen", Pagina: bevestigpagina(bevestigvorm{Wachtwoord: true, App: true, Passkey: true})},
		{Naam: "Bevestigen met de app alleen", Pagina: bevestigpagina(bevestigvorm{App: true, Fouten: fout("code", foutCode)})},
		{Naam: "Bevestigen met een fout wachtwoord", Pagina: bevestigpagina(bevestigvorm{Wachtwoord: true, App: true, Fouten: fout("wachtwoord", foutWachtwoord)})},
		{Naam: "Bevestigen zonder iets", Pagina: nietspagina(bevestigvorm{Niets: true})},
		{Naam: "Bevestigen na het account van de gemeente", Pagina: nietspagina(bevestigvorm{Niets: true, Kiesbaar: true})},
		{Naam: "Bevestigen zonder wachtwoord", Pagina: bevestigpagina(bevestigvorm{})},
		{Naam: "Wachtwoord wijzigen", Pagina: wijzigpagina("c.bakker@veldwaarde.example", nil)},
		{Naam: "Wachtwoord wijzigen met fouten", Pagina: wijzigpagina("c.bakker@veldwaarde.example", web.Fouten{{Veld: "oud", Tekst: foutWachtwoord}, {Veld: "nieuw", Tekst: bezwaarzin("te kort")}})},
	} {
		uit = append(uit, web.Voorbeeld{Naam: v.Naam, Pagina: web.AlsMedewerker(v.Pagina)})
	}
	return uit
}
