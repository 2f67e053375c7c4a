package controle

import (
	"context"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/voorbeeld"
	"mantelpunt/web"
)

// Vitrine gives the pages of this room in every state.
func Vitrine(ctx context.Context) []web.Voorbeeld {
	uit := []web.Voorbeeld{
		{Naam: "Controleren", Pagina: controlepagina(controle{})},
		{Naam: "Controleren zonder code", Pagina: controlepagina(controle{Fouten: web.Fouten{{Veld: "code", Tekst: i18n.T(ctx, "verklaring.controle.leeg")}}})},
		{Naam: "Controle onbekend", Pagina: controlepagina(controle{Uitkomst: verklaring.Onbekend, Getypt: "K7MW-4T9P-XQ2Z"})},
	}
	for _, u := range voorbeeld.Uitkomsten {
		v := voorbeeld.Verklaring(u)
		uit = append(uit, web.Voorbeeld{Naam: "Controle " + string(u), Pagina: controlepagina(controle{Uitkomst: u, Getypt: v.Code.Gegroepeerd(), V: v})})
	}
	return uit
}
