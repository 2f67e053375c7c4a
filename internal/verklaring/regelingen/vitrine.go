package regelingen

import (
	"context"

	"mantelpunt/internal/verklaring"
	"mantelpunt/web"
)

// Vitrine gives the pages of this room in every state.
func Vitrine(context.Context) []web.Voorbeeld {
	weinig := verklaring.StandaardRegels()
	weinig.UrenPerWeek, weinig.Weken, weinig.Woont, weinig.BeslisWeken = 4, 5, verklaring.WoontZorgvrager, 1
	weinig.Doelen = []verklaring.Doel{{Code: "werkgever", Maanden: 1}}
	return []web.Voorbeeld{
		{Naam: "Uitleg", Pagina: uitlegpagina(verklaring.StandaardRegels())},
		{Naam: "Uitleg met andere regels", Pagina: uitlegpagina(weinig)},
		{Naam: "Uitleg bij een nieuwe gemeente", Pagina: web.ZonderContact(uitlegpagina(verklaring.StandaardRegels()))},
	}
}
