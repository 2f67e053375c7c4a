package gemeente

import (
	"context"
	"strings"
	"time"

	"mantelpunt/web"
)

// Vitrine gives every page of this feature in every state, with sample data.
func Vitrine(ctx context.Context) []web.Voorbeeld {
	vol := Contact{Steunpunt: "MantelSteun Veldwaarde", Telefoon: "0599-00 01 23", Email: "info@mantelsteunveldwaarde.example", Adres: "Raadhuisplein 1, 7991 AA Veldwaarde",
		Tijden: []Openingstijd{{time.Monday, "09:00", "16:30"}, {time.Tuesday, "09:00", "16:30"}, {time.Friday, "09:00", "12:30"}}}
	lang := Contact{Steunpunt: web.LangWoord, Telefoon: "0599-00 01 23", Adres: web.LangWoord, Tijden: vol.Tijden,
		Email: strings.ToLower(web.LangWoord) + "@veldwaarde.example"}
	return append([]web.Voorbeeld{
		{Naam: "Contact", Pagina: contactpagina(vol)},
		{Naam: "Contact met alleen een telefoonnummer", Pagina: contactpagina(Contact{Steunpunt: vol.Steunpunt, Telefoon: vol.Telefoon})},
		{Naam: "Contact van een nieuwe gemeente", Pagina: web.ZonderContact(contactpagina(Contact{}))},
		{Naam: "Contact met lange woorden", Pagina: contactpagina(lang)},
		{Naam: "Een zwakke plek melden", Pagina: meldpagina("mailto:" + vol.Email)},
		{Naam: "Een zwakke plek melden bij een nieuwe gemeente", Pagina: web.ZonderContact(meldpagina("/contact"))},
		{Naam: "Toegankelijkheid", Pagina: tekstpagina("toegankelijkheid", delen(ctx, "toegankelijkheid"))},
	}, beheervitrine()...)
}
