package invoer

import (
	"context"
	"net/url"

	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/voorbeeld"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// Vitrine gives the page in every state.
func Vitrine(context.Context) []web.Voorbeeld {
	vol := verklaring.StandaardRegels()
	vol.Bevestiging, vol.Bewijs = verklaring.BevestigingLink, verklaring.AlleBewijs
	begin := leeg(verklaring.StandaardRegels(), voorbeeld.Dag)
	alles := leeg(vol, voorbeeld.Dag)

	fout := leeg(vol, voorbeeld.Dag)
	fout.Fouten = web.Fouten{{Veld: "kanaal", Tekst: "Kies hoe de aanvraag binnenkwam."}, {Veld: "ontvangen", Tekst: "De datum van ontvangst ligt in de toekomst."}, {Veld: "naam", Tekst: verklaring.Werkzin("naam")},
		{Veld: "bereik", Tekst: "Kies hoe de aanvrager brieven krijgt."}, {Veld: "wijze", Tekst: naastezinnen["wijze"]}, {Veld: veldFormulier, Tekst: "Dit bestand is geen PDF of foto."}}
	fout.Gekozen = true

	gevuld := leeg(verklaring.StandaardRegels(), voorbeeld.Dag)
	for veld, w := range voorbeeld.LangeAntwoorden().Waarden() {
		gevuld.Values[veld] = w
	}
	for veld, w := range (url.Values{"kanaal": {"papier"}, "bereik": {bereikEmail}, "email": {"f.vandenberg@post.example"}}) {
		gevuld.Values[veld] = w
	}
	gevuld.Opnieuw, gevuld.Email = true, "f.vandenberg@post.example"
	gevuld.Bekend = []verklaring.Bekend{{ID: uuid.UUID{15: 42}, Kenmerk: "MV-2026-00042", Status: verklaring.InBehandeling},
		{ID: uuid.UUID{15: 7}, Kenmerk: "MV-2026-00007", Status: verklaring.Verleend, GeldigTot: voorbeeld.Dag.AddDate(0, 3, 0)}}

	lopend := gevuld
	lopend.Opnieuw, lopend.Melding = false, "Bij dit e-mailadres loopt al een aanvraag: MV-2026-00042. Rond die eerst af."
	return []web.Voorbeeld{
		{Naam: "Aanvraag invoeren", Pagina: pagina(begin)},
		{Naam: "Aanvraag invoeren met bevestiging en bewijs", Pagina: pagina(alles)},
		{Naam: "Aanvraag invoeren met fouten", Pagina: pagina(fout)},
		{Naam: "Aanvraag invoeren, misschien dezelfde persoon", Pagina: pagina(gevuld)},
		{Naam: "Aanvraag invoeren, er loopt al een aanvraag", Pagina: pagina(lopend)},
	}
}
