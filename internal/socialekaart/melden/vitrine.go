package melden

import (
	"context"
	"time"

	"mantelpunt/internal/socialekaart"
	"mantelpunt/internal/socialekaart/voorbeeld"
	"mantelpunt/web"

	"github.com/google/uuid"
)

// Vitrine gives the form and the list in every state, with sample data.
func Vitrine(ctx context.Context) []web.Voorbeeld {
	a, _ := voorbeeld.Kaart().MetSlug("logeerhuis-de-lindehoeve")
	lang, _ := voorbeeld.Kaart().MetSlug("lang")
	fout := formulier{Aanbod: a, Soort: "iets", Email: "jan@"}
	fout.controleer(ctx)
	op := time.Date(2026, 11, 20, 10, 12, 0, 0, time.UTC)
	later := op.Add(26 * time.Hour)
	melding := func(i byte, soort, tekst string) socialekaart.Melding {
		return socialekaart.Melding{ID: uuid.UUID{15: i}, AanbodID: a.ID, Aanbod: a.Naam, Soort: soort, Tekst: tekst, Op: op}
	}
	vol := meldlijst{Open: socialekaart.MeestOpen, Meer: true, Meldingen: []socialekaart.Melding{
		melding(1, "tijden", "Op vrijdag gaat het huis al om 15.00 uur dicht."), melding(2, "gestopt", ""), melding(3, "anders", web.LangWoord)}}
	vol.Meldingen[0].Email, vol.Meldingen[2].Aanbod = "a.de.vries@voorbeeld.example", web.LangWoord
	klaar := meldlijst{Afgehandeld: true, Open: 3, Meldingen: []socialekaart.Melding{melding(4, "contact", "Het nummer is veranderd."), melding(5, "kosten", "Het kost nu € 50.")}}
	klaar.Meldingen[0].AfgehandeldOp, klaar.Meldingen[0].DoorNaam, klaar.Meldingen[1].AfgehandeldOp = &later, "Roos Jansen", &later
	beheer := func(naam string, l meldlijst) web.Voorbeeld {
		return web.Voorbeeld{Naam: naam, Pagina: web.AlsMedewerker(lijstpagina(l))}
	}
	return []web.Voorbeeld{
		{Naam: "Melding", Pagina: meldpagina(formulier{Aanbod: a})},
		{Naam: "Melding met fouten", Pagina: meldpagina(fout)},
		{Naam: "Melding bij een andere gemeente", Pagina: meldpagina(formulier{Aanbod: lang, Naar: "Lindemeer"})},
		{Naam: "Melding ontvangen", Pagina: bedanktpagina(formulier{Aanbod: a})},
		beheer("Meldingen", vol), beheer("Meldingen afgehandeld", klaar), beheer("Meldingen leeg", meldlijst{}),
		beheer("Meldingen afgehandeld leeg", meldlijst{Afgehandeld: true}), beheer("Meldingen voorbij het einde", meldlijst{Vervolg: true}),
	}
}
