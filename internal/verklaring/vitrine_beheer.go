package verklaring

import (
	"context"
	"fmt"

	"mantelpunt/web"

	"github.com/google/uuid"
)

// vitrinebeheer are the worklist and the dossiers of a consulent.
func vitrinebeheer(ctx context.Context) (uit []web.Voorbeeld) {
	lijst := func(naam string, l Lijst, as []Aanvraag, vervolg bool) {
		uit = append(uit, web.Voorbeeld{Naam: "Werklijst " + naam, Pagina: web.AlsMedewerker(werklijstpagina(l, as, vervolg, vitrinedag))})
	}
	var open, klaar []Aanvraag
	for i, dagen := range []int{-9, -1, 0, 1, 14, 36} {
		a := vitrineaanvraag([]Status{Ingediend, InBehandeling, WachtOpAanvrager}[i%3])
		beslis := vitrinedag.AddDate(0, 0, dagen)
		a.BeslisVoor, a.Kenmerk = &beslis, fmt.Sprintf("MV-2026-%05d", 42+i)
		open = append(open, a)
	}
	open[3].Antwoorden.Naam = web.LangWoord
	for _, s := range []Status{Verleend, Afgewezen, BuitenBehandeling, Ingetrokken} {
		klaar = append(klaar, vitrineaanvraag(s))
	}
	var vol []Aanvraag
	for len(vol) < perPagina {
		vol = append(vol, open[len(vol)%len(open)])
	}
	lijst("", Openstaand, open, false)
	lijst("met één aanvraag", Openstaand, open[:1], false)
	lijst("met een vervolg", Openstaand, vol, false)
	lijst("leeg", Openstaand, nil, false)
	lijst("na de laatste", Openstaand, nil, true)
	lijst("afgehandeld", Afgehandeld, klaar, false)
	lijst("afgehandeld leeg", Afgehandeld, nil, false)

	zoek := func(naam, vraag string, as []Aanvraag) {
		uit = append(uit, web.Voorbeeld{Naam: "Aanvragen zoeken " + naam, Pagina: web.AlsMedewerker(zoekpagina(vraag, as, vitrinedag))})
	}
	zoek("", "berg", open)
	zoek("één gevonden", "berg fatima", open[:1])
	zoek("te veel gevonden", "f", vol)
	zoek("niets gevonden", "zeppelin", nil)
	zoek("zonder vraag", "", nil)

	dossier := func(naam string, a Aanvraag, f besluitformulier) {
		d := Dossier{Aanvraag: a, Geschiedenis: vitrinelijn(a.Status)}
		if a.Status == Verleend {
			v := vitrineverklaring(Geldig)
			d.Verklaring = &v
		}
		t := d.Regels.Toets(ctx, d.Antwoorden, vitrinedag)
		uit = append(uit, web.Voorbeeld{Naam: "Dossier " + naam, Pagina: web.AlsMedewerker(dossierpagina(d, t, f, vitrinedag))})
	}
	formulier := besluitformulier{Doelen: vitrineantwoorden().Doelen, GeldigVan: web.NaarDatum(vitrinedag)}
	for _, s := range []Status{Ingediend, InBehandeling, WachtOpAanvrager, Verleend, Afgewezen, BuitenBehandeling, Ingetrokken} {
		dossier(string(s), vitrineaanvraag(s), formulier)
	}
	niet := vitrineaanvraag(InBehandeling)
	niet.Antwoorden.Uren, niet.Regels.Beide, niet.BeslisVoor = 2, true, open[0].BeslisVoor
	dossier("te laat en voldoet niet", niet, formulier)
	fouten := besluitformulier{GeldigVan: web.Datum{Dag: "31", Maand: "2", Jaar: "2026"}}
	fouten.controleer(vitrinedag)
	dossier("met fouten", vitrineaanvraag(InBehandeling), fouten)
	conflict := formulier
	conflict.Conflict = "Deze aanvraag is intussen door Samir el Amrani in behandeling genomen."
	dossier("met een conflict", vitrineaanvraag(InBehandeling), conflict)
	lang := vitrineaanvraag(InBehandeling)
	lang.Antwoorden, lang.ID, lang.Behandelaar = langeAntwoorden(), uuid.UUID{15: 43}, web.LangWoord
	dossier("met lange woorden", lang, formulier)
	return uit
}
