package mijn

import (
	"context"
	"time"

	"mantelpunt/internal/i18n"
	"mantelpunt/internal/toegang"
	"mantelpunt/internal/verklaring"
	"mantelpunt/internal/verklaring/voorbeeld"
	"mantelpunt/web"

	"github.com/a-h/templ"
	"github.com/google/uuid"
)

// Vitrine gives the pages of this room in every state.
func Vitrine(ctx context.Context) (uit []web.Voorbeeld) {
	voeg := func(naam string, p templ.Component) {
		uit = append(uit, web.Voorbeeld{Naam: naam, Pagina: web.AlsBurger(p)})
	}
	var alle []verklaring.Aanvraag
	for _, s := range verklaring.Statussen {
		alle = append(alle, voorbeeld.Aanvraag(s))
	}
	var verklaringen []verklaring.Verklaring
	for i, u := range voorbeeld.Uitkomsten {
		v := voorbeeld.Verklaring(u)
		v.Kenmerk = v.Kenmerk[:len(v.Kenmerk)-1] + string(rune('1'+i))
		verklaringen = append(verklaringen, v)
	}
	aflopend := voorbeeld.Verklaring(verklaring.Geldig)
	aflopend.GeldigTot = voorbeeld.Dag.AddDate(0, 0, 20)
	voeg("Mijn leeg", mijnpagina(overzicht{Vandaag: voorbeeld.Dag}))
	voeg("Mijn met een begonnen aanvraag", mijnpagina(overzicht{Aanvragen: alle[:1], Vandaag: voorbeeld.Dag}))
	voeg("Mijn met een verklaring", mijnpagina(overzicht{Aanvragen: alle[5:6], Verklaringen: verklaringen[:1], Vandaag: voorbeeld.Dag}))
	voeg("Mijn met een verklaring die afloopt", mijnpagina(overzicht{Verklaringen: []verklaring.Verklaring{aflopend}, Vandaag: voorbeeld.Dag}))
	voeg("Mijn met alles", mijnpagina(overzicht{Aanvragen: alle, Verklaringen: verklaringen, Vandaag: voorbeeld.Dag}))
	for _, a := range alle[1:] {
		d := voorbeelddossier(a)
		if a.Status == verklaring.Verleend {
			d.Verklaringen = verklaringen[:1]
		}
		voeg("Mijn aanvraag "+string(a.Status), aanvraagpagina(d))
	}
	for _, u := range voorbeeld.Uitkomsten {
		d := voorbeelddossier(voorbeeld.Aanvraag(verklaring.Verleend))
		d.Verklaringen = []verklaring.Verklaring{voorbeeld.Verklaring(u)}
		d.Controles = []verklaring.Controle{{Uitkomst: verklaring.Geldig, Wijze: "qr", Doel: "parkeren", Op: voorbeeld.Dag.Add(14 * time.Hour)}, {Uitkomst: verklaring.NogNietGeldig, Wijze: "code", Op: voorbeeld.Dag.Add(-time.Hour)}}
		voeg("Mijn aanvraag verleend en "+string(u), aanvraagpagina(d))
	}
	for _, t := range []struct{ naam, wijze, antwoord string }{{"gevraagd per e-mail", "email", ""}, {"gevraagd per brief", "brief", ""}, {"gevraagd op papier", "papier", ""}, {"bevestigd", "email", "ja"}, {"niet bevestigd", "brief", "nee"}, {"vervallen", "brief", "vervallen"}} {
		d := voorbeelddossier(voorbeeld.Aanvraag(verklaring.Ingediend))
		d.Toestemming = &verklaring.Toestemming{Wijze: t.wijze, Antwoord: t.antwoord, GevraagdOp: voorbeeld.Dag, VerlooptOp: voorbeeld.Dag.AddDate(0, 0, 30)}
		if t.antwoord != "" {
			d.Toestemming.AntwoordOp = &voorbeeld.Dag
		}
		voeg("Mijn aanvraag, bevestiging "+t.naam, aanvraagpagina(d))
	}
	lang := voorbeelddossier(voorbeeld.Aanvraag(verklaring.WachtOpAanvrager))
	lang.A.Antwoorden, lang.Antwoord, lang.Bericht = voorbeeld.LangeAntwoorden(), web.LangWoord, web.LangWoord
	lang.A.VerlengdOp = &voorbeeld.Dag
	lang.Fouten = web.Fouten{{Veld: "antwoord", Tekst: i18n.T(ctx, "mijnzaken.antwoord.uitleg")}, {Veld: "bericht", Tekst: i18n.T(ctx, "mijnzaken.bericht.uitleg")}}
	voeg("Mijn aanvraag met lange woorden en fouten", web.ZonderContact(aanvraagpagina(lang)))

	a := voorbeeld.Aanvraag(verklaring.Verleend)
	voeg("Verlengen", verlengpagina(aflopend, a, voorbeeld.Dag))
	voeg("Verlengen kan nog niet", verlengpagina(voorbeeld.Verklaring(verklaring.Geldig), a, voorbeeld.Dag))
	voeg("Veranderd", veranderpagina(verandering{V: aflopend, Dag: voorbeeld.Dag}))
	voeg("Veranderd zonder keuze", veranderpagina(verandering{V: aflopend, Dag: voorbeeld.Dag, Fouten: web.Fouten{{Veld: "wat", Tekst: i18n.T(ctx, "mijnzaken.veranderd.fout")}}}))
	voeg("Stoppen", veranderpagina(verandering{V: aflopend, Wat: "gestopt", Zeker: true}))
	voeg("Stoppen na overlijden", veranderpagina(verandering{V: aflopend, Wat: "overleden", Zeker: true}))
	voeg("Na de zorg", nazorgpagina())
	return uit
}

// voorbeelddossier has letters and messages; one that waits has a question.
func voorbeelddossier(a verklaring.Aanvraag) dossier {
	d := dossier{A: a, Gebeurd: voorbeeld.Geschiedenis(a.Status), Nu: voorbeeld.Dag, Vandaag: voorbeeld.Dag, Brieven: []verklaring.Verzonden{{ID: uuid.UUID{15: 9}, Soort: verklaring.BriefOntvangst, Op: *a.IngediendOp}}}
	if a.Status == verklaring.WachtOpAanvrager {
		voor := voorbeeld.Dag.AddDate(0, 0, 12)
		d.Berichten = []verklaring.Bericht{
			{Soort: verklaring.SoortBericht, DoorSoort: toegang.Burger, Tekst: "Hoe lang duurt het nog?", Op: voorbeeld.Dag.Add(-30 * time.Hour)},
			{Soort: verklaring.SoortVraag, DoorSoort: toegang.Medewerker, Tekst: "Hoeveel uur zorgt u in de week?\nU vulde niets in.", Op: voorbeeld.Dag, Uiterlijk: &voor},
		}
		d.Vraag = &d.Berichten[1]
	}
	return d
}
