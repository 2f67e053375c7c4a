package ontwikkel

import (
	"context"
	"time"

	"mantelpunt/internal/account"
	"mantelpunt/internal/mail"
	"mantelpunt/internal/toegang"
	"mantelpunt/web"
)

// Vitrine gives the stand-ins of the demo in every state, with sample data.
func Vitrine(context.Context) []web.Voorbeeld {
	mantelzorgers := []Mantelzorger{
		{"veldwaarde", "f.vandenberg@post.example", "Fatima van der Berg", "Zorgt voor haar moeder. Heeft een aanvraag verstuurd."},
		{"veldwaarde", "lang@post.example", web.LangWoord, web.LangWoord},
	}
	staf := []account.Gebruiker{{Email: "c.bakker@veldwaarde.example", Naam: "Carla Bakker", Rollen: []toegang.Rol{toegang.Consulent, toegang.Redacteur}}}
	op := time.Date(2026, 11, 12, 9, 12, 0, 0, time.UTC)
	brieven := []mail.Brief{
		{ID: "2", Aan: "f.vandenberg@post.example", Onderwerp: "Uw code om in te loggen", Op: op, Tekst: "Dit is uw code:\n\n    123456\n\nDe code werkt 10 minuten."},
		{ID: "1", Aan: "f.vandenberg@post.example", Onderwerp: "Uw aanvraag MV-2026-00042 is verstuurd", Op: op, Tekst: "Bekijk uw aanvraag op https://mantelpunt.veldwaarde.example/mijn.\n\nMantelSteun Veldwaarde"},
	}
	return []web.Voorbeeld{
		{Naam: "Inloggen als", Pagina: keuzepagina("Veldwaarde", staf, mantelzorgers, "287082")},
		{Naam: "Inloggen als niemand", Pagina: keuzepagina("Veldwaarde", nil, nil, "")},
		{Naam: "Postbus", Pagina: postbuspagina(brieven)},
		{Naam: "Postbus leeg", Pagina: postbuspagina(nil)},
		{Naam: "Brief met een code", Pagina: briefpagina(brieven[0])},
		{Naam: "Brief met een link", Pagina: briefpagina(brieven[1])},
	}
}
